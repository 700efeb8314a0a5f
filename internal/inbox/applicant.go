package inbox

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/intake"
)

// An Addition is what the applicant added at a time (补充材料).
type Addition struct {
	N     int // of the entry
	On    calendar.Date
	Text  string
	Files []intake.File // none where they were erased
}

// A Withdrawal is the applicant's own word that the request is withdrawn.
type Withdrawal struct {
	On     calendar.Date
	Reason string
}

// AllowsApplicant returns nil while the applicant may add to the input or
// withdraw it: until a person has decided about it, or they have withdrawn it.
func (i *Input) AllowsApplicant() error {
	switch {
	case i.State != Waiting:
		return fault.New(fault.Conflict, "input_settled")
	case i.Withdrawal != nil:
		return fault.New(fault.Conflict, "case_closed_now")
	}
	return nil
}

// Adding decides an addition by the applicant; nil if the same was added since
// the version they saw: the form was sent twice.
func (i *Input) Adding(seen int, text string, files []intake.File) (*Added, error) {
	text = strings.TrimSpace(text)
	if text == "" && len(files) == 0 {
		return nil, fault.AtField("text", "supplement_needed")
	}
	f := &Added{}
	f.Private.Text, f.Private.Files = text, files
	for _, file := range files {
		f.Files = append(f.Files, file.Hash)
	}
	for _, p := range i.History {
		if before, ok := p.Fact.(*Added); ok && p.N > seen && before.Private.Text == text && slices.Equal(before.Files, f.Files) {
			return nil, nil
		}
	}
	return f, i.AllowsApplicant()
}

// Withdrawing decides a withdrawal by the applicant; nil if it is withdrawn.
func (i *Input) Withdrawing(reason string) (*WasWithdrawn, error) {
	if i.Withdrawal != nil {
		return nil, nil
	}
	f := &WasWithdrawn{}
	f.Private.Reason = strings.TrimSpace(reason)
	return f, i.AllowsApplicant()
}

// AddedFiles returns the files of all additions, in their order.
func (i *Input) AddedFiles() []intake.File {
	var all []intake.File
	for _, a := range i.Additions {
		all = append(all, a.Files...)
	}
	return all
}
