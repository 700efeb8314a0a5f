package intake

import (
	"strings"

	"mingda/internal/casefile"
)

// asciiDigits turns full-width letters, digits, dashes, colons and the
// ideographic space into ASCII, as keyboards for Chinese write them.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r == '＠', r == '．', r == '＋', r == '＿':
			return r - 0xfee0
		case r == '－' || r == '–' || r == '—' || r == '‐' || r == '‑' || r == '−':
			return '-'
		case r == '　' || r == '\u00a0':
			return ' '
		}
		return r
	}, s)
}

// oneLine trims a text of one line and makes its blanks single.
func oneLine(s string) string { return cleanLine(strings.ReplaceAll(s, "　", " ")) }

// compact drops blanks and dashes from a number.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\t' || r == '\n' {
			return -1
		}
		return r
	}, asciiDigits(s))
}

// normalApplicant makes numbers ASCII and trims every field.
func normalApplicant(a casefile.Applicant) casefile.Applicant {
	a.Name = oneLine(a.Name)
	a.IDNumber = strings.ToUpper(compact(a.IDNumber))
	a.Representative = oneLine(a.Representative)
	a.Contact = oneLine(a.Contact)
	a.Agent = oneLine(a.Agent)
	a.Phone = oneLine(asciiDigits(a.Phone))
	a.Email = strings.Join(strings.Fields(asciiDigits(a.Email)), "")
	a.Address = oneLine(a.Address)
	a.PostCode = compact(a.PostCode)
	return a
}

// normalWants trims; a missing subject is made from the first line of the
// content, as lists need one.
func normalWants(w casefile.Wants) casefile.Wants {
	w.Subject = oneLine(w.Subject)
	w.Content = strings.TrimSpace(tidyText(w.Content))
	if w.Subject == "" {
		if items := itemsOf(w.Content); len(items) > 0 {
			w.Subject = cutRunes(oneLine(items[0]), 40)
		}
	}
	return w
}
