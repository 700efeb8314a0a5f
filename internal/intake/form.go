package intake

import (
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A File is a stored file by its content's hash.
type File struct {
	Hash string `json:"hash"` // hex of SHA-256 of the content, as filestore names it
	Name string `json:"name"`
	Type string `json:"type"` // by TypeOf
	Size int64  `json:"size"` // bytes
	// Misnamed is of a file of a mail, which is taken whatever it is: see Misnamed.
	Misnamed bool `json:"-"`
	// Purpose is what the form asked for it as, such as the proof of identity;
	// empty where nobody asked.
	Purpose casefile.Purpose `json:"purpose,omitempty"`
}

// FormInput is the raw input of the web form, stored as JSON before anything
// else is done with it.
type FormInput struct {
	Agency      string             `json:"agency"` // id of the agency
	Applicant   casefile.Applicant `json:"applicant"`
	Wants       casefile.Wants     `json:"wants"`
	Aid         string             `json:"aid,omitempty"` // what help the applicant needs, in words of their own (条例 43)
	Files       []File             `json:"files,omitempty"`
	SubmittedAt time.Time          `json:"submitted_at"`
}

// Normalize returns f with full-width digits and letters of numbers in ASCII
// and with blanks trimmed; what the applicant wrote stays as written otherwise.
func (f FormInput) Normalize() FormInput {
	f.Agency = oneLine(f.Agency)
	f.Applicant = normalApplicant(f.Applicant)
	f.Wants = normalWants(f.Wants)
	f.Aid = oneLine(f.Aid)
	return f
}

// Validate returns a fault of kind Invalid with a sentence for each field that
// must be mended, or nil. Fields are named as in JSON: agency, class, name,
// id_number, representative, contact, phone, email, address, post_code,
// subject, content, medium, delivery, aid, files; id_files are those of the files
// that were asked for as proof of identity.
// Call Normalize first.
func (f FormInput) Validate(today calendar.Date) error {
	bad := newForm(today)
	bad.agency(f.Agency)
	bad.applicant(f.Applicant, false)
	bad.wants(f.Wants, f.Applicant, false)
	bad.Length("aid", f.Aid, fault.MaxLine)
	isPaper := func(file File) bool { return file.Purpose == casefile.Identity }
	bad.files("files", slices.DeleteFunc(slices.Clone(f.Files), isPaper))
	bad.scans("id_files", slices.DeleteFunc(slices.Clone(f.Files), func(file File) bool { return !isPaper(file) }))
	bad.instant("submitted_at", f.SubmittedAt)
	return bad.Err()
}

// Summary returns the line for lists.
func (f FormInput) Summary() string { return summaryOf(f.Wants) }

// summaryOf returns one line for what is wanted.
func summaryOf(w casefile.Wants) string {
	return firstOf(oneLine(w.Subject), firstLine(w.Content), "（没有写明内容）")
}
