package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// An Examination is what must be looked at before information is disclosed (条例
// 11, 17). None of them has an effect on the clock.
type Examination string

// The examinations, in the order in which they are shown.
const (
	Secrecy    Examination = "secrecy"   // 保密审查, 条例 17.2
	Legality   Examination = "legality"  // 合法性审查, 条例 17.2
	Confirming Examination = "confirm"   // 与有关机关协商、确认, 条例 11.1
	Referral   Examination = "authority" // 报有关主管部门或者保密行政管理部门确定, 条例 17.3
)

// Examinations lists them as forms show them.
var Examinations = []Examination{Secrecy, Legality, Confirming, Referral}

// Label returns the Chinese name of the examination, "" for none.
func (e Examination) Label() string {
	return map[Examination]string{Secrecy: "保密审查", Legality: "合法性审查", Confirming: "与有关机关确认", Referral: "报主管部门确定"}[e]
}

// Article returns where it is ordered, as staff cite it.
func (e Examination) Article() string {
	return map[Examination]string{
		Secrecy: "条例第十七条第二款", Legality: "条例第十七条第二款", Confirming: "条例第十一条第一款", Referral: "条例第十七条第三款",
	}[e]
}

// Asks reports whether another body answers it.
func (e Examination) Asks() bool { return e == Confirming || e == Referral }

// An Outcome is what an examination came to.
type Outcome string

// The outcomes.
const (
	MayDisclose Outcome = "may"     // 可以公开
	MayPartly   Outcome = "partly"  // 部分可以公开
	MayNot      Outcome = "may_not" // 不得公开
	Unsure      Outcome = "unsure"  // 不能确定
	Agrees      Outcome = "agrees"  // 确认准确一致
	Differs     Outcome = "differs" // 有不同意见
)

// Label returns the Chinese name of the outcome, "" for none.
func (o Outcome) Label() string {
	return map[Outcome]string{
		MayDisclose: "可以公开", MayPartly: "部分可以公开", MayNot: "不得公开", Unsure: "不能确定", Agrees: "确认准确一致", Differs: "有不同意见",
	}[o]
}

// Outcomes returns what an examination can come to.
func (e Examination) Outcomes() []Outcome {
	switch e {
	case Secrecy, Legality:
		return []Outcome{MayDisclose, MayPartly, MayNot, Unsure}
	case Referral:
		return []Outcome{MayDisclose, MayPartly, MayNot}
	case Confirming:
		return []Outcome{Agrees, Differs}
	}
	return nil
}

// Examined notes an examination (登记审查), or that another body was asked. The
// entry's day is that of the examination, or of asking.
type Examined struct {
	What    Examination `json:"what"`
	Outcome Outcome     `json:"outcome,omitempty"` // none while a body that was asked has not answered
	Private struct {
		Who    string `json:"who"` // who examined, or which body was asked
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

// ExaminationAnswered notes the answer of a body that was asked (登记答复意见).
type ExaminationAnswered struct {
	Of      int     `json:"of"` // the N of the Examined
	Outcome Outcome `json:"outcome"`
	Private struct {
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(Examined) },
	func() ledger.Fact { return new(ExaminationAnswered) },
)

// FactType implements ledger.Fact, as does the following.
func (Examined) FactType() string            { return "examined" }
func (ExaminationAnswered) FactType() string { return "examination_answered" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *Examined) Personal() any            { return &f.Private }
func (f *ExaminationAnswered) Personal() any { return &f.Private }

// Examining is one examination of a case, with its answer.
type Examining struct {
	Entry      int // the N of the Examined
	What       Examination
	Who        string
	By         int64 // who recorded it
	On         calendar.Date
	Outcome    Outcome // "" while a body has not answered
	Remark     string
	AnsweredOn calendar.Date // of a body that was asked
	Answer     string
}

// Waits reports whether a body that was asked has not answered.
func (e Examining) Waits() bool { return e.Outcome == "" }

func (f *Examined) change(c *Case, p Past) error {
	c.Examined = append(c.Examined, Examining{
		Entry: p.N, What: f.What, Who: f.Private.Who, By: p.By, On: p.On, Outcome: f.Outcome, Remark: f.Private.Remark,
	})
	return nil
}

func (f *ExaminationAnswered) change(c *Case, p Past) error {
	c.Examined = slices.Clone(c.Examined)
	for i := range c.Examined {
		if e := &c.Examined[i]; e.Entry == f.Of {
			e.Outcome, e.AnsweredOn, e.Answer = f.Outcome, p.On, f.Private.Remark
		}
	}
	return nil
}

// retract: an examination is taken back with no answer to it standing.
func (f *Examined) retract(c *Case, p Past) *fault.Error {
	for _, e := range c.Examined {
		if e.Entry == p.N && !e.AnsweredOn.IsZero() {
			return fault.New(fault.Conflict, "examination_answered")
		}
	}
	return nil
}

func (f *ExaminationAnswered) retract(*Case, Past) *fault.Error { return nil }

// LastExamined returns the examination of a kind that counts: the last one.
func (c *Case) LastExamined(what Examination) (Examining, bool) {
	for i := len(c.Examined) - 1; i >= 0; i-- {
		if c.Examined[i].What == what {
			return c.Examined[i], true
		}
	}
	return Examining{}, false
}

// AwaitedBodies returns the bodies that were asked and have not answered.
func (c *Case) AwaitedBodies() []Examining {
	var all []Examining
	for _, e := range c.Examined {
		if e.Waits() {
			all = append(all, e)
		}
	}
	return all
}

// Examination decides the record of an examination on a day.
func (c *Case) Examination(f Examined, on calendar.Date, s Situation) (*Examined, error) {
	if err := c.Allows(Examine, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Private.Who, f.Private.Remark = strings.TrimSpace(f.Private.Who), strings.TrimSpace(f.Private.Remark)
	switch {
	case f.What.Label() == "":
		form.Bad("what", "examination_needed")
	case f.What.Asks():
		f.Outcome = "" // the answer has an entry of its own
	case !slices.Contains(f.What.Outcomes(), f.Outcome):
		form.Bad("outcome", "outcome_needed")
	case f.Outcome != MayDisclose && f.Private.Remark == "":
		form.Bad("remark", "examination_remark_needed")
	}
	if f.Private.Who == "" {
		form.Bad("who", "examiner_needed")
	}
	c.checkExamined(form, on, c.Receipt.On, s)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// ExaminationAnswer decides the answer of a body that was asked, on a day.
func (c *Case) ExaminationAnswer(f ExaminationAnswered, on calendar.Date, s Situation) (*ExaminationAnswered, error) {
	if err := c.Allows(AnswerExamination, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Private.Remark = strings.TrimSpace(f.Private.Remark)
	i := slices.IndexFunc(c.Examined, func(e Examining) bool { return e.Entry == f.Of && e.Waits() })
	if i < 0 {
		form.Bad("of", "asked_body_needed")
		return nil, form.Err()
	}
	asked := c.Examined[i]
	switch {
	case !slices.Contains(asked.What.Outcomes(), f.Outcome):
		form.Bad("outcome", "outcome_not_of_body", asked.What.Label())
	case f.Outcome != MayDisclose && f.Outcome != Agrees && f.Private.Remark == "":
		form.Bad("remark", "examination_remark_needed")
	}
	c.checkExamined(form, on, asked.On, s)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkExamined notes what is wrong with a day that cannot lie before another.
func (c *Case) checkExamined(form fault.Form, on, first calendar.Date, s Situation) {
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "examined_in_future")
	case on.Before(first):
		form.Bad("on", "examined_too_early", first.Chinese())
	}
}

func awaitsBody(c *Case, _ Situation) *fault.Error {
	if len(c.AwaitedBodies()) == 0 {
		return fault.New(fault.Conflict, "no_body_asked")
	}
	return nil
}
