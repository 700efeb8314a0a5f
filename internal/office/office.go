// Package office holds what an office is set up with: its agencies (行政机关),
// each of which answers in its own name, and their units (承办单位). It does no
// I/O; it says what must be filled in and how numbers are made up.
package office

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"mingda/internal/fault"
)

// An Agency is a body that answers requests in its own name (条例 27): the
// government itself, a department, a sub-district office.
type Agency struct {
	ID            int64
	Code          string // short, in configuration and commands, such as QZF
	Name          string // in full, as on its letters
	CasePrefix    string // before the case number, so that numbers of agencies differ; may be empty for one only
	LetterWord    string // 机关代字: what a 文号 begins with, such as 明政公开
	ReviewBody    string // where its replies are objected to (行政复议法 24)
	ReviewChannel string // internet channel for that; empty if there is none (行政复议法 22.2)
	Court         string // court of first instance
	ShowCourt     bool   // print the court where it does not take the case (解释2025 10.2)
	Address       string
	PostCode      string
	Phone         string
	MailAddress   string // the published mailbox
	ReviewWord    string // 复议文书的代字, such as 明政; empty where it hears no reconsiderations (行政复议法 24)
	Bureau        string // 行政复议机构 that handles them in its name (行政复议法 4.2), such as 明川区司法局
	BureauAddress string
	BureauPhone   string
	ChargesFee    bool // it charges the processing fee (信息处理费, 条例 42)
	FoundedIn     int  // the year in which it was founded, where that was lately; else 0
	Coordinates   bool // its office sees all agencies (区政府办)
	Active        bool
}

// A Unit is a part of an agency that finds the information (承办单位).
type Unit struct {
	ID     int64
	Agency int64
	Name   string
	Active bool
}

var (
	codeForm   = regexp.MustCompile(`^[A-Za-z0-9]{1,12}$`)
	prefixForm = regexp.MustCompile(`^[A-Za-z]{0,6}$`)
)

// Validate returns a fault with a sentence for each field that must be mended.
func (a Agency) Validate() error {
	form := fault.Form{}
	if !codeForm.MatchString(a.Code) {
		form.Bad("code", "agency_code")
	}
	if !prefixForm.MatchString(a.CasePrefix) {
		form.Bad("case_prefix", "case_prefix")
	}
	for _, f := range []struct{ name, value string }{
		{"name", a.Name}, {"letter_word", a.LetterWord}, {"review_body", a.ReviewBody}, {"court", a.Court},
	} {
		if strings.TrimSpace(f.value) == "" {
			form.Bad(f.name, "setting_needed")
		}
		form.Length(f.name, f.value, fault.MaxLine)
	}
	for name, value := range map[string]string{
		"review_channel": a.ReviewChannel, "address": a.Address, "post_code": a.PostCode, "phone": a.Phone, "mail_address": a.MailAddress,
		"review_word": a.ReviewWord, "bureau": a.Bureau, "bureau_address": a.BureauAddress, "bureau_phone": a.BureauPhone,
	} {
		form.Length(name, value, fault.MaxLine)
	}
	if a.FoundedIn != 0 && (a.FoundedIn < 1949 || a.FoundedIn > 2099) {
		form.Bad("founded_in", "agency_founded")
	}
	if a.HearsReviews() {
		for name, value := range map[string]string{"bureau": a.Bureau, "bureau_address": a.BureauAddress, "bureau_phone": a.BureauPhone} {
			if strings.TrimSpace(value) == "" {
				form.Bad(name, "bureau_setting_needed")
			}
		}
	}
	return form.Err()
}

// WasThere says that the agency is not known to have been founded after the year: it writes
// the year's report (条例 49).
func (a Agency) WasThere(year int) bool { return a.FoundedIn <= year }

// Beside returns a fault beside each field whose value another agency has
// already, so that the numbers of two agencies would be the same.
func (a Agency) Beside(others []Agency) error {
	form := fault.Form{}
	for _, o := range others {
		if o.ID == a.ID && a.ID != 0 {
			continue
		}
		if strings.EqualFold(a.CasePrefix, o.CasePrefix) {
			form.Bad("case_prefix", "case_prefix_taken", o.Name)
		}
		if strings.TrimSpace(a.LetterWord) == strings.TrimSpace(o.LetterWord) {
			form.Bad("letter_word", "letter_word_taken", o.Name)
		}
		if a.HearsReviews() && strings.TrimSpace(a.ReviewWord) == strings.TrimSpace(o.ReviewWord) {
			form.Bad("review_word", "review_word_taken", o.Name)
		}
	}
	return form.Err()
}

// Validate returns a fault with a sentence for each field that must be mended.
func (u Unit) Validate() error {
	form := fault.Form{}
	if strings.TrimSpace(u.Name) == "" {
		form.Bad("name", "setting_needed")
	}
	form.Length("name", u.Name, fault.MaxName)
	if u.Agency == 0 {
		form.Bad("agency", "agency_needed")
	}
	return form.Err()
}

// CaseSeries names the series of the agency's case numbers in a year.
func (a Agency) CaseSeries(year int) string { return fmt.Sprintf("case/%d/%d", a.ID, year) }

// CaseNumber returns the n-th case number of a year, such as 2026-0158 or
// ZJ2026-0003. Four digits keep lists aligned; a fifth is taken when needed.
func (a Agency) CaseNumber(year, n int) string {
	return fmt.Sprintf("%s%d-%04d", a.CasePrefix, year, n)
}

// CorrectionSeries names the series of the agency's numbers of corrections (更正申请)
// in a year.
func (a Agency) CorrectionSeries(year int) string { return fmt.Sprintf("correction/%d/%d", a.ID, year) }

// CorrectionNumber returns the n-th number of a correction in a year, such as
// 更2026-0003: a series of its own, so that requests are counted without gaps.
func (a Agency) CorrectionNumber(year, n int) string {
	return fmt.Sprintf("%s更%d-%04d", a.CasePrefix, year, n)
}

// LetterSeries names the series of the agency's letters of one kind of number
// in a year.
func (a Agency) LetterSeries(word string, year int) string {
	return fmt.Sprintf("letter/%d/%s/%d", a.ID, word, year)
}

// caseWord is the word in the number of a reconsideration case itself.
const caseWord = "复议"

// HearsReviews reports whether reconsideration cases are decided in its name.
func (a Agency) HearsReviews() bool { return strings.TrimSpace(a.ReviewWord) != "" }

// ReviewSeries names the series of the numbers of its reconsideration cases in a
// year, or, with the word of a kind, of papers in them.
func (a Agency) ReviewSeries(word string, year int) string {
	return fmt.Sprintf("review/%d/%s/%d", a.ID, word, year)
}

// ReviewNumber returns the n-th number of a reconsideration case in a year, such as
// 明政复议〔2026〕12号, or, with the word of a kind, of a paper: 明政复决〔2026〕3号.
func (a Agency) ReviewNumber(word string, year, n int) string {
	word = cmp.Or(word, caseWord)
	return fmt.Sprintf("%s%s〔%d〕%d号", a.ReviewWord, word, year, n)
}

// LetterNumber returns the n-th 文号 of the series in a year, such as
// 明政公开答〔2026〕31号: six-cornered brackets, no leading zeros (GB/T 9704-2012).
func (a Agency) LetterNumber(word string, year, n int) string {
	return fmt.Sprintf("%s%s〔%d〕%d号", a.LetterWord, word, year, n)
}

var numberForm = regexp.MustCompile(`〔(\d{4})〕(\d+)号$`)

// NumberParts returns the year of a 文号 and which one of its series it is; zeros
// for what is none.
func NumberParts(number string) (year, n int) {
	parts := numberForm.FindStringSubmatch(number)
	if parts == nil {
		return 0, 0
	}
	year, _ = strconv.Atoi(parts[1])
	n, _ = strconv.Atoi(parts[2])
	return year, n
}
