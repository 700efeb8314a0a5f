package casefile

import (
	"slices"
	"strings"
	"unicode"
)

// NumberMark begins, in the index and in what is looked for there, the digest of a number
// of a person. It is a letter that nobody here types (Tifinagh yaz), so that no word is one.
const NumberMark = "ⵣ"

// A word is a number of a person if it has so many letters and digits, and so many digits
// of them: an identity number, a code of an organisation, a passport, a telephone.
const (
	shortestNumber = 7
	fewestDigits   = 4
)

// NumberKey returns an identity number, a telephone number or the address of a mailbox in
// the one form by which it is known again, however it was spaced, joined, in wide signs or
// small letters, with +86 or without; "" for what can be none.
func NumberKey(word string) string {
	if strings.ContainsAny(word, "@＠") {
		address := strings.Map(narrowed, word)
		if mailAddresses.FindString(address) != address {
			return ""
		}
		return strings.ToLower(address)
	}
	var signs []rune
	digits := 0
	for _, r := range word {
		sign, ok := SearchSign(r)
		switch {
		case !ok:
			continue
		case sign > unicode.MaxASCII:
			return ""
		case unicode.IsDigit(sign):
			digits++
		}
		signs = append(signs, sign)
	}
	if len(signs) < shortestNumber || digits < fewestDigits {
		return ""
	}
	return withoutCountry(string(signs))
}

// narrowed returns the narrow sign for a wide one, and nothing for a blank.
func narrowed(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return -1
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return r
}

// withoutCountry takes 86 and 0086 off a mobile number.
func withoutCountry(number string) string {
	const mobile = 11
	for _, code := range []string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(number, code); ok && len(rest) == mobile && rest[0] == '1' {
			return rest
		}
	}
	return number
}

// Numbers returns the numbers by which a case can be found, in the form of NumberKey: those
// that its people gave, and those that stand in what is asked for.
func (c *Case) Numbers() []string {
	var all []string
	add := func(text string) { all = append(all, numberKeys(text)...) }
	person := func(a Applicant) {
		for _, text := range []string{a.IDNumber, a.Phone, a.Email} {
			add(text)
		}
	}
	person(c.Applicant)
	for _, j := range c.Jointly {
		person(j.Applicant)
	}
	for _, o := range c.Others {
		add(o.Phone)
	}
	add(c.Wants.Subject)
	add(c.Wants.Content)
	slices.Sort(all)
	return slices.Compact(all)
}

// numberKeys returns a text that is a number of a person, and those that stand in it, in the
// form of NumberKey.
func numberKeys(text string) []string {
	all := []string{NumberKey(text)}
	for _, found := range slices.Concat(mailAddresses.FindAllString(text, -1), numbersOfPeople.FindAllString(text, -1)) {
		all = append(all, NumberKey(found))
	}
	return slices.DeleteFunc(all, func(key string) bool { return key == "" })
}

// WithDigests returns the words that were typed, set apart by blanks, each that is a number
// of a person with its digest behind NumberMark. Words that are one number written apart,
// as 138 0000 1111 is, become one.
func WithDigests(typed string, digest func(key string) string) string {
	words := joinedDigits(strings.Fields(strings.ReplaceAll(typed, NumberMark, "")))
	for i, word := range words {
		if key := NumberKey(word); key != "" {
			words[i] = word + NumberMark + digest(key)
		}
	}
	return strings.Join(words, " ")
}

// joinedDigits joins neighbouring words of digits where together they are a mobile, a
// telephone or an identity number.
func joinedDigits(words []string) []string {
	var all []string
	for i := 0; i < len(words); {
		end := i
		for end < len(words) && isDigits(words[end]) {
			end++
		}
		if run := strings.Join(words[i:end], ""); end-i > 1 && isApart(run) {
			all, i = append(all, run), end
			continue
		}
		all, i = append(all, words[i]), i+1
	}
	return all
}

// longestPart is how many signs the part of a number has at most: a mobile after +86.
const longestPart = 11

// isDigits reports whether a word has digits, and nothing besides but what stands between
// them, and the X of an identity number.
func isDigits(word string) bool {
	key := 0
	for _, r := range word {
		if sign, ok := SearchSign(r); ok {
			if !unicode.IsDigit(sign) && sign != 'x' {
				return false
			}
			key++
		}
	}
	return key > 0 && key <= longestPart
}

// isApart reports whether digits written apart are one number.
func isApart(run string) bool {
	key := NumberKey(run)
	return len(key) == 11 && key[0] == '1' || len(key) == 18 || (len(key) == 11 || len(key) == 12) && key[0] == '0'
}
