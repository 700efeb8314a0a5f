package web

import "strings"

// masked hides the middle of an identity or telephone number: the first three
// and the last four signs stay, and whatever separates them. Of a short number
// only the last two stay.
func masked(number string) string {
	const first, last, short = 3, 4, 8
	signs := 0
	for _, r := range number {
		if !isSeparator(r) {
			signs++
		}
	}
	keepFirst, keepLast := first, last
	if signs < short {
		keepFirst, keepLast = 0, 2
	}
	var b strings.Builder
	at := 0
	for _, r := range number {
		if !isSeparator(r) {
			if at >= keepFirst && at < signs-keepLast {
				r = '*'
			}
			at++
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isSeparator(r rune) bool { return r == '-' || r == ' ' || r == '(' || r == ')' }

// maskedMail hides what stands before the @ but its first sign.
func maskedMail(address string) string {
	name, host, ok := strings.Cut(address, "@")
	if !ok || name == "" {
		return masked(address)
	}
	return string([]rune(name)[:1]) + "***@" + host
}
