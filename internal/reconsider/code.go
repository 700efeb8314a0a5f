package reconsider

import "mingda/internal/casefile"

// CodeReplaced notes that the applicant was given another query code after identification
// (换发查询码). It changes nothing of the case.
type CodeReplaced struct {
	Identified casefile.Identified `json:"identified,omitempty"`
	Private    struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

var _ = know[CodeReplaced]()

// FactType implements ledger.Fact.
func (CodeReplaced) FactType() string { return "code_replaced" }

// Personal implements ledger.PersonalFact.
func (f *CodeReplaced) Personal() any { return &f.Private }

func (f *CodeReplaced) change(*Case, Past) error { return nil }
