package casefile

import "strings"

// MaskNumber hides the middle of an identity or telephone number, so that who
// knows it sees that it is the right one and who looks over a shoulder does not
// learn it: the first three and the last four signs stay, and whatever separates
// them. Of a short number only the last two stay.
func MaskNumber(number string) string {
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

func isSeparator(r rune) bool { return strings.ContainsRune("- ()（）", r) }

// MaskMail hides what stands before the @ but its first sign: a****@example.com.
// What is no address is masked as a number is.
func MaskMail(address string) string {
	name, host, ok := strings.Cut(address, "@")
	if !ok || name == "" {
		return MaskNumber(address)
	}
	return string([]rune(name)[:1]) + "****@" + host
}

// MaskAddress hides an address from its seventh character on, of a short one the second
// half: who knows the street sees that it is the right one, 和宁市明川区******.
func MaskAddress(address string) string {
	const first = 6
	runes := []rune(address)
	for i := min(first, len(runes)/2); i < len(runes); i++ {
		runes[i] = '*'
	}
	return string(runes)
}
