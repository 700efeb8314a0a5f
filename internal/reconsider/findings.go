package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// Findings are the answers to the question sheet as they were given last.
type Findings struct {
	Entry int // 0: nobody has filled it in
	By    int64
	On    calendar.Date
	Whole bool // every question that is asked is answered
	Found []Found
}

// SheetFilled is one saved state of the question sheet (审查要点). It may have gaps
// while the case is being heard.
type SheetFilled struct {
	Whole   bool `json:"whole,omitempty"`
	Private struct {
		Found []Found `json:"found"`
	} `json:"-"`
}

var _ = know[SheetFilled]()

// FactType implements ledger.Fact.
func (SheetFilled) FactType() string { return "sheet_filled" }

// Personal implements ledger.PersonalFact.
func (f *SheetFilled) Personal() any { return &f.Private }

func (f *SheetFilled) change(c *Case, p Past) error {
	c.Findings = Findings{p.N, p.By, p.On, f.Whole, f.Private.Found}
	return nil
}

// Kind returns by which kind of result the reply is examined.
func (c *Case) Kind() law.Result {
	if c.Contested.Silence {
		return law.NoAnswer
	}
	return c.Contested.Result
}

// Filling decides a state of the question sheet. With whole every question that is
// asked must be answered as the sheet wants it; a state on the way may have gaps.
func (c *Case) Filling(sheet QuestionSheet, found []Found, whole bool, s Situation) (*SheetFilled, error) {
	if err := c.Allows(FillSheet, s); err != nil {
		return nil, err
	}
	f := &SheetFilled{Whole: whole}
	f.Private.Found = slices.DeleteFunc(slices.Clone(found), func(a Found) bool { return a.Value == "" && a.Page == "" && a.Remark == "" })
	if whole {
		if err := sheet.Check(f.Private.Found); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// QuestionSheet returns the questions by which the case is examined, by the law of the
// day of the reply and of a decision on a day.
func (c *Case) QuestionSheet(decided calendar.Date) (QuestionSheet, error) {
	acted := c.Contested.On
	if acted.IsZero() {
		acted = c.ReceivedOn
	}
	return SheetFor(c.Kind(), acted, decided, c.Contested.Parts...)
}
