package intake

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// maxFiles is how many files come with one input.
const maxFiles = 300

// A form notes what is wrong with the fields of one input.
type form struct {
	fault.Form
	today calendar.Date
}

func newForm(today calendar.Date) form { return form{fault.Form{}, today} }

// agency notes a missing agency.
func (f form) agency(id string) {
	if strings.TrimSpace(id) == "" {
		f.Bad("agency", "intake_agency_missing")
	}
}

// applicant checks who asks (条例 29(1)). partial admits what is missing, as in
// a letter that is taken in as it is; what is there must still be right.
func (f form) applicant(a casefile.Applicant, partial bool) {
	organisation := a.Class != casefile.Natural && a.Class.Label() != ""
	if !partial {
		f.required(a, organisation)
	}
	if a.Class != "" && a.Class.Label() == "" {
		f.Bad("class", "intake_class_missing")
	}
	applicantLengths(f.Form, a)
	if a.IDNumber != "" {
		f.identity(a.IDNumber, a.Class, organisation)
	}
	f.reach(a)
}

// required notes the fields without which there is no request.
func (f form) required(a casefile.Applicant, organisation bool) {
	if a.Class == "" {
		f.Bad("class", "intake_class_missing")
	}
	switch {
	case a.Name == "" && organisation:
		f.Bad("name", "intake_org_name_missing")
	case a.Name == "":
		f.Bad("name", "intake_name_missing")
	}
	switch {
	case a.IDNumber == "" && organisation:
		f.Bad("id_number", "intake_code_missing")
	case a.IDNumber == "":
		f.Bad("id_number", "intake_id_missing")
	}
	if organisation && a.Contact == "" && a.Representative == "" {
		f.Bad("contact", "intake_contact_missing")
	}
	if a.Phone == "" && a.Email == "" && a.Address == "" {
		f.Bad("phone", "intake_reach_missing")
	}
}

// reach checks the ways to reach the applicant.
func (f form) reach(a casefile.Applicant) {
	if a.Phone != "" && !phoneForm.MatchString(strings.Trim(compact(a.Phone), "()")) {
		if n := len(digitsOf(a.Phone)); strings.HasPrefix(digitsOf(a.Phone), "1") && n != 11 && n > 8 {
			f.Bad("phone", "intake_phone_length", n)
		} else {
			f.Bad("phone", "intake_phone_unreadable")
		}
	}
	if a.Email != "" && !IsEmail(a.Email) {
		f.Bad("email", "intake_email_unreadable")
	}
	if a.PostCode != "" && !postForm.MatchString(a.PostCode) {
		f.Bad("post_code", "intake_post_code")
	}
}

// identity checks the number of the applicant's paper: the code of an
// organisation, or an identity card where it is not that of another paper.
func (f form) identity(number string, class casefile.Class, organisation bool) {
	if organisation {
		f.code(number)
		return
	}
	if otherPaper.MatchString(number) {
		return
	}
	if class == "" && checkCode(number) == idFine {
		return // nobody has said what the applicant is
	}
	switch n := utf8.RuneCountInString(number); checkID(number, f.today) {
	case idLength:
		if n < 18 {
			f.Bad("id_number", "intake_id_short", 18-n)
		} else {
			f.Bad("id_number", "intake_id_long", n-18)
		}
	case idSigns:
		f.Bad("id_number", "intake_id_signs")
	case idBirth:
		f.Bad("id_number", "intake_id_birth")
	case idCheck:
		f.Bad("id_number", "intake_id_check")
	}
}

// code checks the code of an organisation.
func (f form) code(number string) {
	switch n := utf8.RuneCountInString(number); checkCode(number) {
	case idLength:
		if n < 18 {
			f.Bad("id_number", "intake_code_short", 18-n)
		} else {
			f.Bad("id_number", "intake_code_long", n-18)
		}
	case idSigns:
		f.Bad("id_number", "intake_code_signs")
	case idCheck:
		f.Bad("id_number", "intake_code_check")
	}
}

// applicantLengths notes what is too long of who asks.
func applicantLengths(f fault.Form, a casefile.Applicant) {
	f.Length("name", a.Name, fault.MaxName)
	f.Length("representative", a.Representative, fault.MaxName)
	f.Length("contact", a.Contact, fault.MaxName)
	f.Length("agent", a.Agent, fault.MaxName)
	f.Length("address", a.Address, fault.MaxLine)
}

// wantsLengths notes what is too long of what is asked for.
func wantsLengths(f fault.Form, w casefile.Wants) {
	f.Length("subject", w.Subject, fault.MaxLine)
	f.Length("content", w.Content, fault.MaxText)
}

// Entered returns what a clerk entered of the applicant, in a registration or a
// correction, as the doors normalise it, and notes in form what cannot be so by
// the rules of the doors. What is missing is asked for later; what is asked may
// be as long as its letter.
func Entered(bad fault.Form, a casefile.Applicant, w casefile.Wants, today calendar.Date) casefile.Applicant {
	a = LegibleApplicant(normalApplicant(a))
	form{bad, today}.applicant(a, true)
	bad.Length("subject", w.Subject, fault.MaxLine)
	if w.Medium != "" && w.Medium.Label() == "" {
		bad.Bad("medium", "intake_medium_missing")
	}
	if w.Delivery != "" && w.Delivery.Label() == "" {
		bad.Bad("delivery", "intake_delivery_missing")
	}
	return a
}

// CheckContact returns what is wrong with a new way to reach an applicant.
func CheckContact(a casefile.Applicant) error {
	form := form{Form: fault.Form{}}
	form.reach(a)
	applicantLengths(form.Form, a)
	return form.Err()
}

// wants checks what is asked for and how it is wanted (条例 29(2), (3)).
func (f form) wants(w casefile.Wants, a casefile.Applicant, partial bool) {
	if w.Content == "" && !partial {
		f.Bad("content", "intake_content_missing")
	}
	wantsLengths(f.Form, w)
	if w.Type.OrRequest().Label() == "" {
		f.Bad("type", "case_type_needed")
	}
	switch {
	case w.Medium != "" && w.Medium.Label() == "", w.Medium == "" && !partial && w.Type != casefile.Correction:
		f.Bad("medium", "intake_medium_missing")
	}
	switch {
	case w.Delivery != "" && w.Delivery.Label() == "", w.Delivery == "" && !partial && w.Medium != casefile.Inspection:
		f.Bad("delivery", "intake_delivery_missing")
	case w.Delivery == casefile.ByPost && a.Address == "" && !partial:
		f.Bad("address", "intake_address_for_post")
	case w.Delivery == casefile.ByEmail && a.Email == "" && !partial:
		f.Bad("email", "intake_email_for_mail")
	case w.Delivery.IsElectronic() && w.Medium == casefile.Paper:
		f.Bad("delivery", "intake_paper_by_wire")
	}
}

// files checks the list of files that came with the input.
func (f form) files(field string, files []File) {
	if len(files) > maxFiles {
		f.Bad(field, "intake_too_many_files", len(files)-maxFiles, maxFiles)
	}
	for _, file := range files {
		if file.Hash == "" || file.Size < 0 {
			f.Bad(field, "intake_file_lost", file.Name)
		} else if file.Size == 0 {
			f.Bad(field, "intake_file_empty", file.Name)
		}
	}
}

// scans checks files that must be pictures or PDF by what they hold.
func (f form) scans(field string, files []File) {
	f.files(field, files)
	CheckScans(f.Form, field, files)
}

// CheckScans notes the first file that is neither a picture nor PDF.
func CheckScans(form fault.Form, field string, files []File) {
	for _, file := range files {
		if !file.IsScan() {
			form.Bad(field, "intake_file_no_scan", file.Name)
		}
	}
}

// past checks a day that must be there and must not be in the future.
func (f form) past(field string, day calendar.Date, missing fault.Code) {
	switch {
	case day.IsZero():
		f.Bad(field, missing)
	case day.After(f.today):
		f.Bad(field, "intake_day_in_future", day.Chinese())
	}
}

// arrived is past for a day on which something came in; sure are the days that
// have been confirmed though they lie long ago.
func (f form) arrived(field string, day calendar.Date, missing fault.Code, sure []calendar.Date) {
	f.past(field, day, missing)
	if bad := casefile.CheckArrival(day, f.today, slices.Contains(sure, day)); bad != nil && f.Form[field] == nil {
		f.Form[field] = bad
	}
}

// instant checks an instant that the program itself puts down.
func (f form) instant(field string, at time.Time) {
	if !at.IsZero() && calendar.DateOf(at).After(f.today) {
		f.Bad(field, "intake_day_in_future", calendar.DateOf(at).Chinese())
	}
}
