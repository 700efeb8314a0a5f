package web

import (
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// Fields of findings that are no fields of the letter.
const (
	askedName    = "asked"              // what the applicant wrote, mended on the case
	examinedName = letter.ExaminedField // recorded on the case
)

// findingLinks adds to what is on a page the words of the applicant, for who may
// mend them.
func (s *Server) findingLinks(v desk.CaseView, fields func(name string) string) func(string) string {
	return func(name string) string {
		if name == askedName && allowed(v, casefile.CorrectWants) == nil {
			return s.Pages.URL(casePath(v.Case.ID, string(casefile.CorrectWants)))
		}
		if name == examinedName {
			if allowed(v, casefile.Examine) != nil {
				return ""
			}
			return s.Pages.URL(casePath(v.Case.ID, string(casefile.Examine))) + "?" + whatField + "=" + string(casefile.Secrecy)
		}
		return fields(name)
	}
}
