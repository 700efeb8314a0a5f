package lawsuit

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Level is before what kind of court a case is (审级).
type Level string

// The levels.
const (
	First   Level = "first"   // 一审
	Second  Level = "second"  // 二审
	Retrial Level = "retrial" // 再审
)

// Levels lists them in their order.
var Levels = []Level{First, Second, Retrial}

// Label returns the Chinese name.
func (l Level) Label() string {
	return map[Level]string{First: "一审", Second: "二审", Retrial: "再审"}[l]
}

// Begun says that a court has the case. The entry's day is that on which the office knew.
type Begun struct {
	Level      Level         `json:"level"`
	Court      string        `json:"court"`
	Number     string        `json:"number,omitempty"`     // 案号; the court may give it later
	AcceptedOn calendar.Date `json:"accepted_on,omitzero"` // 立案之日
	CopyOn     calendar.Date `json:"copy_on,omitzero"`     // the copy of the complaint or the appeal came
	Summary    bool          `json:"summary,omitempty"`    // 简易程序 (诉讼法 82)
	AnswerBy   calendar.Date `json:"answer_by,omitzero"`   // the day that the court set; no day: that of the law
}

// CourtCorrected replaces what was entered of the court before which the case is: the
// number that came later, the procedure that was changed, a slip of the pen.
type CourtCorrected struct {
	Begun
}

var _, _ = know[Begun](), know[CourtCorrected]()

// FactType implements ledger.Fact, as does the following.
func (Begun) FactType() string          { return "suit_instance" }
func (CourtCorrected) FactType() string { return "suit_court_corrected" }

func (f *Begun) change(c *Case, p Past) error {
	c.Instances = append(c.Instances, Instance{Begun: *f, Entry: p.N, On: p.On})
	return nil
}

func (f *CourtCorrected) change(c *Case, _ Past) error {
	return c.inNow(func(i *Instance) { i.Begun = f.Begun })
}

func (f Begun) trimmed() Begun {
	f.Court, f.Number = strings.TrimSpace(f.Court), strings.TrimSpace(f.Number)
	f.Summary = f.Summary && f.Level == First
	return f
}

// check notes what is wrong with it.
func (f Begun) check(form fault.Form, s Situation) {
	if f.Level.Label() == "" {
		form.Bad("level", "suit_level_needed")
	}
	if f.Court == "" {
		form.Bad("court", "suit_court_needed")
	}
	for field, day := range map[string]calendar.Date{"accepted_on": f.AcceptedOn, "copy_on": f.CopyOn} {
		if day.After(s.Today) {
			form.Bad(field, "day_in_future")
		}
	}
	if !f.CopyOn.IsZero() && f.CopyOn.Before(f.AcceptedOn) {
		form.Bad("copy_on", "suit_copy_before_accepted")
	}
	if !f.AnswerBy.IsZero() && f.AnswerBy.Before(f.CopyOn) {
		form.Bad("answer_by", "suit_answer_by_before_copy")
	}
}

// NextLevels returns before what courts the case can come next: the second instance after
// an appeal, the first again after it was sent back, a retrial of what is in force.
func (c *Case) NextLevels() []Level {
	i := c.Now()
	switch {
	case i.Ruling.Entry == 0:
		return nil
	case i.Ruling.Result == Remanded:
		return []Level{First, Second}
	case i.isInForce():
		return []Level{Retrial}
	case len(i.Appeals) > 0:
		return []Level{Second}
	}
	return nil
}

// Beginning decides that another court has the case.
func (c *Case) Beginning(f Begun, on calendar.Date, s Situation) (*Begun, error) {
	if err := c.Allows(Begin); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f = f.trimmed()
	f.check(form, s)
	if !slices.Contains(c.NextLevels(), f.Level) {
		form.Bad("level", "suit_level_wrong")
	}
	c.checkAfter(form, on, c.Now().Ruling.On, s)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// CorrectingCourt decides the correction of what was entered of the court.
func (c *Case) CorrectingCourt(f CourtCorrected, s Situation) (*CourtCorrected, error) {
	if err := c.Allows(AmendCourt); err != nil {
		return nil, err
	}
	form := fault.Form{}
	i := c.Now()
	f.Level = i.Level
	f.Begun = f.trimmed()
	f.check(form, s)
	if i.Answer.Entry != 0 && (f.CopyOn.IsZero() || f.CopyOn.After(i.Answer.On)) {
		form.Bad("copy_on", "suit_answered_before", i.Answer.On.Chinese())
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkAfter notes what is wrong with the day of something that follows another.
func (c *Case) checkAfter(form fault.Form, on, after calendar.Date, s Situation) {
	on.CheckPast(form, "on", s.Today)
	if !on.IsZero() && on.Before(after) {
		form.Bad("on", "suit_day_before", after.Chinese())
	}
}

// owesAnswer reports whether the office has something to answer there: the copy has come.
func (i Instance) owesAnswer() bool { return !i.CopyOn.IsZero() }

// An Answer is the answer of the office to the court (答辩).
type Answer struct {
	Answered
	Entry int
	On    calendar.Date
}

// Answered notes that answer and evidence went to the court (提交答辩状和证据). The
// entry's day is the one on which they did.
type Answered struct {
	Materials []int `json:"materials,omitempty"`
	Private   struct {
		Text string `json:"text,omitempty"`
	} `json:"-"`
}

var _ = know[Answered]()

// FactType implements ledger.Fact.
func (Answered) FactType() string { return "suit_answered" }

// Personal implements ledger.PersonalFact.
func (f *Answered) Personal() any { return &f.Private }

func (f *Answered) change(c *Case, p Past) error {
	return c.inNow(func(i *Instance) { i.Answer = Answer{*f, p.N, p.On} })
}

// Answering decides that the answer went out on a day.
func (c *Case) Answering(f Answered, on calendar.Date, s Situation) (*Answered, error) {
	if err := c.Allows(PutAnswer); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if a := c.Now().Answer; a.Entry != 0 {
		return nil, fault.New(fault.Conflict, "suit_answered", a.On.Chinese())
	}
	c.checkAfter(form, on, c.Now().CopyOn, s)
	if f.Private.Text = strings.TrimSpace(f.Private.Text); f.Private.Text == "" && len(f.Materials) == 0 {
		form.Bad("text", "suit_answer_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
