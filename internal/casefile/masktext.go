package casefile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingda/internal/fault"
)

// A Masker takes out of texts what nobody may search for: identity numbers,
// phones, addresses of people and of their mailboxes.
type Masker struct {
	known []string // of the people of the case, as they gave them
}

// Masker returns the masker of a case: it knows what its people gave.
func (c *Case) Masker() Masker {
	var m Masker
	know := func(values ...string) {
		for _, v := range values {
			if utf8.RuneCountInString(v) >= shortestKnown {
				m.known = append(m.known, v)
			}
		}
	}
	person := func(a Applicant) { know(a.IDNumber, a.Phone, a.Email, a.Address, a.PostCode) }
	person(c.Applicant)
	for _, j := range c.Jointly {
		person(j.Applicant)
	}
	for _, o := range c.Others {
		know(o.Phone, o.Address, o.PostCode)
	}
	return m
}

// shortestKnown is how many characters a value must have to be taken out wherever
// it stands: what is shorter stands in many words.
const shortestKnown = 6

// announced are words that announce an address.
const announced = `(?:通讯|通信|联系|家庭|户籍|收件|邮寄|现|身份证|单位|注册|送达)?(?:住\s*址|地\s*址|住\s*所)|户籍地|户籍所在地|家庭住处`

var (
	// numbersOfPeople are digits as identity numbers, phones and accounts have
	// them: seven and more in a row, or eleven and more in groups.
	numbersOfPeople = regexp.MustCompile(`\p{Nd}{7,}[xXＸｘ]?|(?:\p{Nd}[ -]?){10,}[\p{Nd}xXＸｘ]`)
	mailAddresses   = regexp.MustCompile(`[0-9A-Za-z._%+-]+\s?[@＠]\s?[0-9A-Za-z.-]+\.[A-Za-z]{2,}`)
	// addressLines are what stands behind a word that announces an address, to the
	// end of the line or sentence: behind a colon, or where the word begins a line or
	// a cell of a form.
	addressLines = regexp.MustCompile(`(?m)((?:` + announced + `)[ \t　]*[:：]|(?:^|[ \t　|])(?:` + announced + `))[^\n。；;]*`)
	// doors are the part of an address that leads to one door: 3栋2单元201室.
	doors = regexp.MustCompile(`(?:[0-9０-９一二三四五六七八九十]+\s?(?:号楼|栋|幢|座|单元|楼|层)\s?)+[0-9０-９]+\s?(?:室|号|户)?|[0-9０-９]{2,}\s?室`)
)

// Text returns the text without what nobody may search for; a blank stands in its
// place.
func (m Masker) Text(text string) string {
	text = m.withoutKnown(text)
	for _, pattern := range patterns {
		if pattern.mayBeIn(text) {
			text = pattern.expression.ReplaceAllString(text, pattern.with)
		}
	}
	return text
}

// patterns are what is taken out of texts, in this order. Expressions are slow and nearly no
// text holds what they look for: each is asked only of one that has signs which it needs.
var patterns = []struct {
	expression *regexp.Regexp
	with       string
	mayBeIn    func(text string) bool
}{
	{mailAddresses, " ", func(text string) bool { return strings.ContainsAny(text, "@＠") }},
	{addressLines, "$1 ", func(text string) bool { return strings.ContainsAny(text, "址住籍") }},
	{numbersOfPeople, " ", mayHoldNumber},
	{doors, " ", mayHoldDoor},
}

// digitsOfPeople is how many digits at least a number of a person has.
const digitsOfPeople = 7

// mayHoldNumber reports whether so many digits stand together, with blanks or hyphens between
// them at most.
func mayHoldNumber(text string) bool {
	n := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			if n++; n == digitsOfPeople {
				return true
			}
		case r != ' ' && r != '-':
			n = 0
		}
	}
	return false
}

// mayHoldDoor reports whether a sign with which the parts of an address end stands close behind
// a figure.
func mayHoldDoor(text string) bool {
	const close = 3 // 3 号楼
	since := close + 1
	for _, r := range text {
		switch since++; {
		case unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十", r):
			since = 0
		case since <= close && strings.ContainsRune("楼栋幢座元层室", r):
			return true
		}
	}
	return false
}

// withoutKnown takes what people of the case gave out of the text, however it is spaced there.
func (m Masker) withoutKnown(text string) string {
	s := newSought(text)
	for _, known := range m.known {
		if spans := s.spans(known); len(spans) > 0 {
			text = cutOut(text, spans)
			s = newSought(text)
		}
	}
	return text
}

// DigestNumbers returns the text with each identity number, phone, account and address of
// a mailbox in it replaced by what digest makes of it, however it was spaced.
func DigestNumbers(text string, digest func(number string) string) string {
	replace := func(found string) string { return digest(strings.ToLower(strings.Join(strings.Fields(found), ""))) }
	text = mailAddresses.ReplaceAllStringFunc(text, replace)
	return numbersOfPeople.ReplaceAllStringFunc(text, func(found string) string { return replace(strings.ReplaceAll(found, "-", "")) })
}

// cutOut puts a blank in the place of each span, which are in runes of the text.
func cutOut(text string, spans [][2]int) string {
	runes, before := []rune(text), utf8.RuneCountInString(text)
	for _, span := range slices.Backward(spans) {
		if span[1] <= before { // no two that overlap
			runes, before = slices.Replace(runes, span[0], span[1], ' '), span[0]
		}
	}
	return string(runes)
}

// MaskText returns the text with the middle of each identity number, phone, account and
// mailbox in it hidden. Days, numbers of papers and of what came in stay.
func MaskText(text string) string {
	const mobile = 11 // digits, the fewest that are surely somebody's
	text = mailAddresses.ReplaceAllStringFunc(text, MaskMail)
	return numbersOfPeople.ReplaceAllStringFunc(text, func(found string) string {
		if len(NumberKey(found)) < mobile || arrivalNumber.MatchString(found) {
			return found
		}
		return MaskNumber(found)
	})
}

// arrivalNumber is what a number of what came in looks like: its day, and which one.
var arrivalNumber = regexp.MustCompile(`^20[0-9]{6}-[0-9]{2,5}$`)

// Masked returns the applicant as pages show them to who has not said what for: numbers,
// mailbox and address with their middle hidden.
func (a Applicant) Masked() Applicant {
	a.IDNumber, a.Phone, a.Email = MaskNumber(a.IDNumber), MaskNumber(a.Phone), MaskMail(a.Email)
	a.Address, a.PostCode = MaskAddress(a.Address), MaskNumber(a.PostCode)
	return a
}

// Unmasked returns what a form says that showed the applicant masked: what still stands
// there as a mask is what it was. A mask that somebody changed in part, or that is of what
// others changed meanwhile, is noted beside its field, so that no asterisk is ever kept.
func (a Applicant) Unmasked(was Applicant, form fault.Form) Applicant {
	hidden := was.Masked()
	for _, one := range []struct {
		field     string
		is        *string
		mask, was string
	}{
		{"id_number", &a.IDNumber, hidden.IDNumber, was.IDNumber}, {"phone", &a.Phone, hidden.Phone, was.Phone}, {"email", &a.Email, hidden.Email, was.Email},
		{"address", &a.Address, hidden.Address, was.Address}, {"post_code", &a.PostCode, hidden.PostCode, was.PostCode},
	} {
		switch typed := strings.TrimSpace(*one.is); {
		case typed == one.mask:
			*one.is = one.was
		case strings.Contains(typed, "*") && typed != one.was:
			form.Bad(one.field, "mask_in_part")
		}
	}
	return a
}

// Masked is Applicant.Masked of somebody else.
func (a Addressee) Masked() Addressee {
	a.Phone, a.Address, a.PostCode = MaskNumber(a.Phone), MaskAddress(a.Address), MaskNumber(a.PostCode)
	return a
}
