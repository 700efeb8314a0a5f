package casefile

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// A Forum is before whom an answer, or that there is none, is contested.
type Forum string

// The forums.
const (
	InReview Forum = "review" // 行政复议
	InCourt  Forum = "court"  // 行政诉讼
)

// Label returns the Chinese name of what goes on there.
func (f Forum) Label() string {
	return map[Forum]string{InReview: "行政复议", InCourt: "行政诉讼"}[f]
}

// Paper returns what the forum decides by.
func (f Forum) Paper() string {
	return map[Forum]string{InReview: "行政复议决定书", InCourt: "行政判决书"}[f]
}

// A RemedyOutcome is how a contest over an answer ended.
type RemedyOutcome string

// The outcomes.
const (
	Upheld            RemedyOutcome = "upheld"
	NotHeard          RemedyOutcome = "not_heard"
	Ended             RemedyOutcome = "ended"
	FoundUnlawful     RemedyOutcome = "unlawful"
	Revoked           RemedyOutcome = "revoked"
	OrderedAnswer     RemedyOutcome = "ordered_answer"
	OrderedDisclosure RemedyOutcome = "ordered_disclosure"
)

// RemedyOutcomes lists the outcomes, those after which the office must act first.
var RemedyOutcomes = []RemedyOutcome{OrderedAnswer, OrderedDisclosure, Upheld, NotHeard, Ended, FoundUnlawful, Revoked}

// Label returns the Chinese name of the outcome.
func (o RemedyOutcome) Label() string {
	return map[RemedyOutcome]string{
		Upheld: "维持，或者驳回诉讼请求", NotHeard: "不予受理，或者驳回申请、驳回起诉", Ended: "撤回，或者终止", FoundUnlawful: "确认违法或者无效，没有责令答复",
		Revoked: "撤销或者变更，没有责令重新答复", OrderedAnswer: "责令答复或者重新答复", OrderedDisclosure: "责令公开",
	}[o]
}

// Orders reports whether the office must answer anew.
func (o RemedyOutcome) Orders() bool { return o == OrderedAnswer || o == OrderedDisclosure }

// revokes reports whether a reply that it is about stands no more.
func (f Judged) revokes() bool { return f.Outcome.Orders() && !f.Kept || f.Outcome == Revoked }

// Challenged notes that reconsideration was applied for or an action brought
// (被申请复议、被起诉). The entry's day is the one on which the office got to know.
type Challenged struct {
	Forum  Forum  `json:"forum"`
	Letter int    `json:"letter,omitempty"` // the reply it is against; 0: that no answer came
	Body   string `json:"body"`
	Number string `json:"number,omitempty"` // of the proceedings
	Proof  int    `json:"proof,omitempty"`  // the material that shows it
	Suit   int64  `json:"suit,omitempty"`   // the court case of this installation that told of it; 0: it was noted by hand

	Review    int64              `json:"review,omitempty"`    // the reconsideration case of this installation; 0: of none
	Answer    bool               `json:"answer,omitempty"`    // the office answers by a letter of this case (行政复议答复书, 行政答辩状)
	Notice    string             `json:"notice,omitempty"`    // 文号 of the notice to answer
	Procedure deadline.Procedure `json:"procedure,omitempty"` // in review: by it, and the entry's day, the answer is due; "" where that is kept elsewhere, or not known

	Private struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// Judged notes how it ended. The entry's day is the one on which the office
// received the decision or judgment; with an order, the period to answer anew
// starts on it.
type Judged struct {
	Challenge int           `json:"challenge,omitempty"` // the N of the Challenged that it ends; 0: none was noted
	Forum     Forum         `json:"forum"`
	Letter    int           `json:"letter,omitempty"` // the reply it is about; 0: that no answer came
	Body      string        `json:"body"`
	Number    string        `json:"number"` // of the decision or judgment
	DecidedOn calendar.Date `json:"decided_on"`
	Outcome   RemedyOutcome `json:"outcome"`
	Part      bool          `json:"part,omitempty"`        // of the reply only a part is revoked
	Kept      bool          `json:"kept,omitzero"`         // an answer is ordered, and the reply is not revoked
	Own       bool          `json:"own,omitempty"`         // an answer to one of several who ask is ordered, whose own reply it is about: those of the others stand
	Days      int           `json:"days,omitempty"`        // workdays it gives to answer anew; 0: it names none
	TheyGotOn calendar.Date `json:"they_got_on,omitzero"`  // when the applicant received it; no day while that is not known
	Procedure bool          `json:"by_procedure,omitzero"` // revoked because of the procedure alone (复议法 64.2)
	Proof     int           `json:"proof,omitempty"`
	Suit      int64         `json:"suit,omitempty"` // the court case that told of it; 0: it was noted by hand
	Private   struct {
		Order string `json:"order,omitempty"` // what is ordered, in its words: the answer, or what makes good
	} `json:"-"`
}

// RemedyTakenBack took back a Challenged or a Judged that was entered by mistake,
// before TakenBack did.
type RemedyTakenBack struct {
	Corrects int `json:"corrects"`
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(Challenged) },
	func() ledger.Fact { return new(Judged) },
	func() ledger.Fact { return new(RemedyTakenBack) },
)

// FactType implements ledger.Fact, as do the following.
func (Challenged) FactType() string      { return "challenged" }
func (Judged) FactType() string          { return "judged" }
func (RemedyTakenBack) FactType() string { return "remedy_taken_back" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Challenged) Personal() any      { return &f.Private }
func (f *Judged) Personal() any          { return &f.Private }
func (f *RemedyTakenBack) Personal() any { return &f.Private }

// A Challenge is one contest over an answer that was noted and stands.
type Challenge struct {
	Entry int
	On    calendar.Date
	Challenged
	To int // the body among the others of the case, where it is answered by a letter
}

// A Judgement is one outcome that was noted and stands.
type Judgement struct {
	Entry int
	On    calendar.Date
	Judged
	was before // how the case stood, if it orders a new answer
}

// before is how a case stood when a new answer was ordered.
type before struct {
	over       bool
	ended      Stage
	endedOn    calendar.Date
	archivedOn calendar.Date
	innerDue   calendar.Date
	result     law.Result
	repliedOn  calendar.Date // when all had been answered, where the replies of the others stand
}

func (f *Challenged) change(c *Case, p Past) error {
	ch := Challenge{Entry: p.N, On: p.On, Challenged: *f}
	if f.Answer {
		c.Others = append(c.Others, Addressee{Name: f.Body, Is: Authority})
		ch.To = len(c.Others)
	}
	c.Challenges = append(c.Challenges, ch)
	return nil
}

func (f *Judged) change(c *Case, p Past) error {
	j := Judgement{Entry: p.N, On: p.On, Judged: *f}
	if f.Outcome.Orders() {
		j.was = c.orderAnew(f, p)
	}
	c.Judgements = append(c.Judgements, j)
	c.markRevoked(f.Letter)
	return nil
}

// markRevoked notes on the n-th letter whether it is revoked now.
func (c *Case) markRevoked(n int) {
	if n >= 1 && n <= len(c.Letters) {
		_, c.Letters[n-1].Revoked = c.RevokedBy(n)
	}
}

func (f *RemedyTakenBack) change(c *Case, p Past) error {
	if at := slices.IndexFunc(c.Challenges, func(ch Challenge) bool { return ch.Entry == f.Corrects }); at >= 0 {
		c.Challenges = slices.Concat(c.Challenges[:at], c.Challenges[at+1:])
		return nil
	}
	at := slices.IndexFunc(c.Judgements, func(j Judgement) bool { return j.Entry == f.Corrects })
	if at < 0 {
		return fmt.Errorf("no challenge or judgement %d", f.Corrects)
	}
	j := c.Judgements[at]
	c.Judgements = slices.Concat(c.Judgements[:at], c.Judgements[at+1:])
	c.markRevoked(j.Letter)
	if j.Outcome.Orders() {
		c.unorder(j, p)
	}
	return nil
}

// orderAnew lets the case go on for another answer. What went out until then
// belongs to the time before; what was drafted to go beside it falls away; a reply
// that was being drafted goes on as the one that is ordered. Where it is about the own
// reply of one of several who ask, what the others were sent or are to be sent stays.
func (c *Case) orderAnew(f *Judged, p Past) before {
	was := before{over: !c.Stage().IsOpen(), ended: c.ended, endedOn: c.EndedOn, archivedOn: c.ArchivedOn, innerDue: c.InnerDue, result: c.Result}
	if f.Own && was.over && was.ended == "" {
		was.repliedOn = c.RepliedOn()
	}
	for i := range c.Letters {
		l := &c.Letters[i]
		switch {
		case f.Own && (!l.IsReply() || l.To != c.Letters[f.Letter-1].To):
		case l.Stage == IsServed && !l.ServedOn.After(p.On):
			if l.Before == 0 {
				l.Before = p.N
			}
		case l.Replaces != 0 || !l.IsReply():
			l.putAway(p.At)
		}
	}
	if _, answered := c.Reply(); !answered || !was.over {
		c.ended, c.EndedOn, c.ArchivedOn, c.InnerDue, c.Result = "", calendar.Date{}, calendar.Date{}, calendar.Date{}, ""
	}
	return was
}

// unorder lets the case stand as it did before an order that was none. What was
// put away stays so.
func (c *Case) unorder(j Judgement, p Past) {
	for i := range c.Letters {
		if c.Letters[i].Before == j.Entry {
			c.Letters[i].Before = 0
		}
	}
	c.InnerDue = j.was.innerDue
	if !j.was.over {
		return
	}
	c.ended, c.EndedOn, c.ArchivedOn, c.Result = j.was.ended, j.was.endedOn, j.was.archivedOn, j.was.result
	c.putAway(p.At)
}

// clockEvents: an order starts the period anew (条例 33; 实施条例 58). The end of
// the time before it is counted where it stood.
func (f *Judged) clockEvents(c *Case, p Past) []deadline.Event {
	j, ok := c.Judgement(p.N)
	if !ok || !f.Outcome.Orders() {
		return nil
	}
	var events []deadline.Event
	if j.was.ended != "" {
		events = append(events, deadline.Event{Type: deadline.Closed, On: j.was.endedOn})
	}
	if !j.was.repliedOn.IsZero() {
		events = append(events, deadline.Event{Type: deadline.Replied, On: j.was.repliedOn})
	}
	return append(events, deadline.Event{Type: deadline.Ordered, On: p.On, Days: f.Days})
}

// Judgement returns the outcome of the n-th entry, and whether it stands.
func (c *Case) Judgement(n int) (Judgement, bool) {
	for _, j := range c.Judgements {
		if j.Entry == n {
			return j, true
		}
	}
	return Judgement{}, false
}

// Order returns the decision or judgment under which the case is answered now, and
// whether there is one: the last that ordered a new answer.
func (c *Case) Order() (Judgement, bool) {
	for i := len(c.Judgements) - 1; i >= 0; i-- {
		if j := c.Judgements[i]; j.Outcome.Orders() {
			return j, true
		}
	}
	return Judgement{}, false
}

// RevokedBy returns by what the n-th letter was revoked, in whole or in part, and
// whether it was: the first by which all of it was, else the last.
func (c *Case) RevokedBy(n int) (Judgement, bool) {
	var by Judgement
	for _, j := range c.Judgements {
		if n != 0 && j.Letter == n && j.revokes() && (by.Entry == 0 || by.Part) {
			by = j
		}
	}
	return by, by.Entry != 0
}

// Pending returns the contests of which no outcome is noted.
func (c *Case) Pending() []Challenge {
	return slices.DeleteFunc(slices.Clone(c.Challenges), func(ch Challenge) bool {
		return slices.ContainsFunc(c.Judgements, func(j Judgement) bool { return j.Challenge == ch.Entry })
	})
}

// ContestIn returns the contest in the forum for which papers are put together: the last
// without outcome, else the last; and whether there is one.
func (c *Case) ContestIn(f Forum) (Challenge, bool) {
	for _, all := range [][]Challenge{c.Pending(), c.Challenges} {
		for _, ch := range slices.Backward(all) {
			if ch.Forum == f {
				return ch, true
			}
		}
	}
	return Challenge{}, false
}

// ContestedIn returns before whom the answer is contested now; "" for nobody.
func (c *Case) ContestedIn() Forum {
	if pending := c.Pending(); len(pending) > 0 {
		return pending[len(pending)-1].Forum
	}
	return ""
}
