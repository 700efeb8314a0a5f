package intake

import (
	"net/mail"
	"regexp"
	"strings"
	"time"

	"mingda/internal/calendar"
)

// IsEmail reports whether a text is one bare mail address with a domain.
func IsEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 {
		return false
	}
	_, domain, _ := strings.Cut(s, "@")
	return strings.Contains(domain, ".") && !strings.HasPrefix(domain, "[")
}

// idWeights are the weights of the 18 signs (GB 11643-1999), idChecks the last
// sign by the remainder.
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idChecks = "10X98765432"

// An idFault is what is wrong with an identity number.
type idFault int

const (
	idFine idFault = iota
	idLength
	idSigns
	idBirth
	idCheck
)

// checkID checks a citizen's identity number (GB 11643-1999): 18 signs, a day
// of birth that has been, the check sign.
func checkID(s string, today calendar.Date) idFault {
	if len(s) != 18 {
		return idLength
	}
	sum := 0
	for i := range 17 {
		if s[i] < '0' || s[i] > '9' {
			return idSigns
		}
		sum += int(s[i]-'0') * idWeights[i]
	}
	if s[17] != 'X' && (s[17] < '0' || s[17] > '9') {
		return idSigns
	}
	birth, err := time.Parse("20060102", s[6:14])
	if err != nil || birth.Year() < 1880 || calendar.NewDate(birth.Year(), birth.Month(), birth.Day()).After(today) {
		return idBirth
	}
	if s[17] != idChecks[sum%11] {
		return idCheck
	}
	return idFine
}

// codeSigns are the signs of the unified social credit code (GB 32100-2015) in
// the order of their values; I, O, S, V and Z are not used.
const codeSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// checkCode checks a unified social credit code: 18 signs, the last the check
// sign (modulo 31, weights the powers of 3).
func checkCode(s string) idFault {
	if len(s) != 18 {
		return idLength
	}
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(codeSigns, s[i])
		if value < 0 {
			return idSigns
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	last := strings.IndexByte(codeSigns, s[17])
	if last < 0 {
		return idSigns
	}
	if last != (31-sum%31)%31 {
		return idCheck
	}
	return idFine
}

var (
	// otherPaper are the papers that are no identity card: passports and the
	// papers of people from Hong Kong, Macao and Taiwan (letters and digits,
	// beginning with a letter, or the eight digits of a Taiwan permit), the older
	// residence permits of foreigners, and those whose number names their kind,
	// such as 南字第020001号 of an officer.
	otherPaper = regexp.MustCompile(`^([A-Z]{1,2}[A-Z0-9]{6,10}|[0-9]{8}|[A-Z]{3}[0-9]{12}|\p{Han}{1,10}[0-9]{4,12}号?)$`)
	phoneForm  = regexp.MustCompile(`^((\+?86)?(1[3-9][0-9]{9}|0[0-9]{9,11}(转[0-9]{1,6})?|[0-9]{7,8}|400[0-9]{7})|\+([1-79]|8[0-57-9])[0-9]{7,14})$`)
	postForm   = regexp.MustCompile(`^[0-9]{6}$`)
)
