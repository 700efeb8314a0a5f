package reconsider

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A CopyUp is how a decision or an opinion was copied to the department above the
// respondent (抄告, 复议法 79.2), or why it need not be.
type CopyUp struct {
	CopiedUp
	Entry int
	On    calendar.Date
}

// CopiedUp notes that. The entry's day is the one on which it was sent.
type CopiedUp struct {
	Letter   int    `json:"letter"`
	To       string `json:"to,omitempty"` // 上一级主管部门
	How      string `json:"how,omitempty"`
	Tracking string `json:"tracking,omitempty"`
	None     string `json:"none,omitempty"` // why it is not copied; empty where it is
}

var _ = know[CopiedUp]()

// FactType implements ledger.Fact.
func (CopiedUp) FactType() string { return "copied_up" }

func (f *CopiedUp) change(c *Case, p Past) error {
	c.CopiedUp = append(c.CopiedUp, CopyUp{*f, p.N, p.On})
	return nil
}

// ToCopyUp returns the papers that are to be copied to the department above the
// respondent, and of which nothing is recorded: decisions in force and opinions that were
// served.
func (c *Case) ToCopyUp() []Paper {
	var all []Paper
	for _, p := range c.Papers {
		if c.copiesUp(p) && !slices.ContainsFunc(c.CopiedUp, func(k CopyUp) bool { return k.Letter == p.N }) {
			all = append(all, p)
		}
	}
	return all
}

// copiesUp reports whether a paper is one that is copied up.
func (c *Case) copiesUp(p Paper) bool {
	o := paperRules[p.Kind].outcome
	return p.Stands() && p.Stage == casefile.IsServed && (p.Kind == OpinionPaper || o != "" && judged(Sketch{Outcome: o}))
}

func someToCopy(c *Case, _ Situation) *fault.Error {
	if len(c.ToCopyUp()) == 0 {
		return fault.New(fault.Conflict, "review_nothing_to_copy")
	}
	return nil
}

// CopyingUp decides that a paper was copied up on a day, or need not be.
func (c *Case) CopyingUp(f CopiedUp, on calendar.Date, s Situation) (*CopiedUp, error) {
	if err := c.Allows(CopyToHigher, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	at := slices.IndexFunc(c.ToCopyUp(), func(p Paper) bool { return p.N == f.Letter })
	if at < 0 {
		form.Bad("letter", "review_copy_which")
	}
	for _, text := range []*string{&f.To, &f.How, &f.Tracking, &f.None} {
		*text = strings.TrimSpace(*text)
	}
	switch {
	case f.None != "":
		f.To, f.How, f.Tracking = "", "", ""
	case f.To == "":
		form.Bad("to", "review_copy_to")
	case f.How == "":
		form.Bad("how", "review_copy_how")
	}
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "served_in_future")
	case at >= 0 && on.Before(c.ToCopyUp()[at].SignedOn):
		form.Bad("on", "served_before_signed", c.ToCopyUp()[at].SignedOn.Chinese())
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

func (f *CopiedUp) retract(*Case, Past) *fault.Error { return nil }
