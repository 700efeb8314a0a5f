package casefile

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// MarkLate stands for that the answer was late: a flaw that is no mark of its own.
const MarkLate MarkKind = "late"

// A Flaw is something of a case that the assessment of units takes points off for.
type Flaw struct {
	Kind MarkKind
	N    int // see Mark; 0 of MarkLate
}

// String writes the flaw as forms send it.
func (f Flaw) String() string { return string(f.Kind) + "-" + strconv.Itoa(f.N) }

// FlawOf reads what String wrote; what cannot be read is none.
func FlawOf(text string) Flaw {
	kind, n, _ := strings.Cut(text, "-")
	of := Flaw{Kind: MarkKind(kind)}
	of.N, _ = strconv.Atoi(n)
	return of
}

// Mended is what a unit did about a flaw (整改). The entry's day is the one on which it was
// done.
type Mended struct {
	Flaw    Flaw `json:"flaw"`
	Private struct {
		Text string `json:"text"`
	} `json:"-"`
}

// MendingJudged is what the coordinating office says to it: it accepts it, or returns it.
type MendingJudged struct {
	Of       int  `json:"of"` // the N of the Mended
	Accepted bool `json:"accepted,omitempty"`
	Private  struct {
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(Mended) },
	func() ledger.Fact { return new(MendingJudged) },
)

// FactType implements ledger.Fact, as does the following.
func (Mended) FactType() string        { return "mended" }
func (MendingJudged) FactType() string { return "mending_judged" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *Mended) Personal() any        { return &f.Private }
func (f *MendingJudged) Personal() any { return &f.Private }

// A MendState is how far a mending has come.
type MendState string

// The states.
const (
	MendWaits    MendState = "waits" // for the coordinating office
	MendAccepted MendState = "accepted"
	MendReturned MendState = "returned"
)

// Label returns the state in Chinese.
func (s MendState) Label() string {
	return map[MendState]string{MendWaits: "已整改，等认可", MendAccepted: "整改已认可", MendReturned: "整改退回"}[s]
}

// A Mending is what was done about a flaw, and what was said to it. Whatever it comes to,
// the flaw stays.
type Mending struct {
	Entry    int
	Flaw     Flaw
	By       int64
	On       calendar.Date
	Text     string
	State    MendState
	Judged   int // the N of the last judgement; 0 while there is none
	JudgedOn calendar.Date
	Remark   string
}

func (f *Mended) change(c *Case, p Past) error {
	c.Mendings = append(c.Mendings, Mending{Entry: p.N, Flaw: f.Flaw, By: p.By, On: p.On, Text: f.Private.Text, State: MendWaits})
	return nil
}

func (f *MendingJudged) change(c *Case, p Past) error {
	c.Mendings = slices.Clone(c.Mendings)
	for i := range c.Mendings {
		if m := &c.Mendings[i]; m.Entry == f.Of {
			m.State, m.Judged, m.JudgedOn, m.Remark = MendReturned, p.N, p.On, f.Private.Remark
			if f.Accepted {
				m.State = MendAccepted
			}
		}
	}
	return nil
}

// retract: what was said of a mending falls away while nothing was said to it.
func (f *Mended) retract(c *Case, p Past) *fault.Error {
	for _, m := range c.Mendings {
		if m.Entry == p.N && m.Judged != 0 {
			return fault.New(fault.Conflict, "mending_judged_since")
		}
	}
	return nil
}

func (f *Mended) noting() Act { return Mend }

// retract: the judgement can be made anew, while the flaw was not mended again.
func (f *MendingJudged) retract(c *Case, p Past) *fault.Error {
	for _, m := range c.Mendings {
		if m.Judged == p.N {
			if last, _ := c.MendingOf(m.Flaw); last.Entry != m.Entry {
				return fault.New(fault.Conflict, "mended_again")
			}
		}
	}
	return nil
}

func (f *MendingJudged) noting() Act { return JudgeMending }

// MendingOf returns what was done last about a flaw, and whether anything was.
func (c *Case) MendingOf(f Flaw) (Mending, bool) {
	for i := len(c.Mendings) - 1; i >= 0; i-- {
		if c.Mendings[i].Flaw == f {
			return c.Mendings[i], true
		}
	}
	return Mending{}, false
}

// Mend decides the note of what a unit did about one of the flaws that the case has.
func (c *Case) Mend(f Mended, flaws []Flaw, on calendar.Date, s Situation) (*Mended, error) {
	if err := c.Allows(Mend, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	last, mended := c.MendingOf(f.Flaw)
	switch {
	case len(flaws) == 0:
		return nil, fault.New(fault.Conflict, "mend_nothing")
	case !slices.Contains(flaws, f.Flaw):
		form.Bad("flaw", "mend_which")
	case mended && last.State != MendReturned:
		form.Bad("flaw", "mend_stands", last.State.Label())
	}
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "mend_in_future")
	case on.Before(c.Receipt.On):
		form.Bad("on", "mend_before_receipt", c.Receipt.On.Chinese())
	}
	form.Need("text", &f.Private.Text, "mend_what")
	return &f, form.Err()
}

// JudgeMending decides what is said to the oldest mending that waits.
func (c *Case) JudgeMending(f MendingJudged, s Situation) (*MendingJudged, error) {
	if err := c.Allows(JudgeMending, s); err != nil {
		return nil, err
	}
	at := slices.IndexFunc(c.Mendings, func(m Mending) bool { return m.State == MendWaits && (f.Of == 0 || m.Entry == f.Of) })
	if at < 0 {
		return nil, fault.New(fault.Conflict, "mending_none")
	}
	f.Of = c.Mendings[at].Entry
	if f.Private.Remark = strings.TrimSpace(f.Private.Remark); !f.Accepted && f.Private.Remark == "" {
		return nil, fault.AtField("remark", "mending_return_why")
	}
	return &f, nil
}

func mendingWaits(c *Case, _ Situation) *fault.Error {
	if !slices.ContainsFunc(c.Mendings, func(m Mending) bool { return m.State == MendWaits }) {
		return fault.New(fault.Conflict, "mending_none")
	}
	return nil
}

// mendMarks returns what was done last about each flaw.
func (c *Case) mendMarks() []Mark {
	var marks []Mark
	for _, m := range c.Mendings {
		if last, _ := c.MendingOf(m.Flaw); last.Entry == m.Entry {
			marks = append(marks, Mark{Kind: MarkMended, N: m.Entry, Value: m.Flaw.String() + "/" + string(m.State), Unit: c.Unit, On: m.On, Done: m.JudgedOn})
		}
	}
	return marks
}
