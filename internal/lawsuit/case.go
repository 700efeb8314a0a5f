package lawsuit

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
)

// An ID identifies a court case (诉讼案件).
type ID int64

// A Past is one thing that happened to a case.
type Past = ledger.Past

// A Case is a court case as its ledger tells it. Nothing but its facts changes it.
type Case struct {
	ID      ID
	Version int
	History []Past
	Erased  bool // some personal part was erased

	Key  string // of the form by which it was registered
	Body int64  // 复议机关 whose bureau looks after it; 0 for none of this installation
	Brief
	Sides
	OpenedOn  calendar.Date
	Cancelled Cancelled // it should not have been registered
	Instances []Instance
	Materials []casefile.Material

	forgotten map[int]bool // entries that were taken back
}

// A Way is how a suit came to the court (起诉的途径), as the yearly report tells them
// apart.
type Way string

// The ways.
const (
	Direct      Way = "direct"       // 未经复议直接起诉
	AfterReview Way = "after_review" // 复议后起诉
)

// Ways lists them as forms and the report show them.
var Ways = []Way{Direct, AfterReview}

// Label returns the Chinese words.
func (w Way) Label() string {
	return map[Way]string{Direct: "未经复议直接起诉", AfterReview: "复议后起诉"}[w]
}

// A Reviewed is the reconsideration that went before a suit.
type Reviewed struct {
	Review reconsider.ID      `json:"review,omitempty"` // the case of this installation; 0 for none of ours
	Body   int64              `json:"body,omitempty"`   // the agency, if it is one of this installation
	Name   string             `json:"name,omitempty"`   // of the body (复议机关)
	Number string             `json:"number,omitempty"` // of its decision
	Result reconsider.Outcome `json:"result,omitempty"` // what it decided
	Silent bool               `json:"silent,omitempty"` // it did not decide in time
	GotOn  calendar.Date      `json:"got_on,omitzero"`  // the plaintiff got the decision; of silence, the last day to decide
}

// A Brief is what a suit is about.
type Brief struct {
	Contested  reconsider.Contested `json:"contested"` // the reply, or that none came; its Respondent is the agency that acted
	Way        Way                  `json:"way"`
	Reviewed   Reviewed             `json:"reviewed,omitzero"`
	SuesAgency bool                 `json:"sues_agency,omitempty"` // the agency that acted is a defendant
	SuesBody   bool                 `json:"sues_body,omitempty"`   // the body that decided on reconsideration is
	SuedOn     calendar.Date        `json:"sued_on,omitzero"`      // 起诉之日; no day while it is not known
}

// Sides is who sues and for what. It is personal data.
type Sides struct {
	Plaintiff    string `json:"plaintiff"`
	ThirdParties string `json:"third_parties,omitempty"`
	Subject      string `json:"subject"`          // one line for lists
	Claims       string `json:"claims,omitempty"` // 诉讼请求
	Grounds      string `json:"grounds,omitempty"`
}

// Defendants names the defendants.
func (b Brief) Defendants() []string {
	var all []string
	if b.SuesAgency {
		all = append(all, b.Contested.Name)
	}
	if b.SuesBody && !slices.Contains(all, b.Reviewed.Name) {
		all = append(all, b.Reviewed.Name)
	}
	return all
}

// Defendant returns the agency of this installation that acted and is sued; 0 for none.
func (b Brief) Defendant() int64 {
	if b.SuesAgency {
		return b.Contested.Respondent
	}
	return 0
}

// ProposedDefendants returns who is to be sued: who acted; both where the decision on
// reconsideration upholds, to which dismissing the claim belongs; the body alone where it
// changed the act, or dismissed the application for not meeting the conditions (诉讼法 26;
// 法释〔2018〕1号 133).
func ProposedDefendants(way Way, reviewed Reviewed) (agency, body bool) {
	if way != AfterReview || reviewed.Silent {
		return true, false
	}
	switch reviewed.Result {
	case reconsider.Uphold, reconsider.ClaimDismissed:
		return true, true
	case "":
		return true, false
	}
	return false, true
}

// An Instance is the case before one court (审级).
type Instance struct {
	Begun
	Entry    int
	On       calendar.Date
	Answer   Answer
	Hearings []Hearing
	Ruling   Ruling
	Appeals  []Appeal
	ForceOn  calendar.Date // in force, as it was noted
}

// Now returns the instance before which the case is, or was last; its zero value before
// any.
func (c *Case) Now() Instance {
	if len(c.Instances) == 0 {
		return Instance{}
	}
	return c.Instances[len(c.Instances)-1]
}

// now is Now to be changed; nil before any instance.
func (c *Case) now() *Instance {
	if len(c.Instances) == 0 {
		return nil
	}
	return &c.Instances[len(c.Instances)-1]
}

// Number returns the number of the case before the court where it is or was last (案号);
// "" while it is not known.
func (c *Case) Number() string {
	for _, i := range slices.Backward(c.Instances) {
		if i.Number != "" {
			return i.Number
		}
	}
	return ""
}

// Material returns the n-th document of the file, and whether there is one.
func (c *Case) Material(n int) (casefile.Material, bool) {
	if n < 1 || n > len(c.Materials) {
		return casefile.Material{}, false
	}
	return c.Materials[n-1], true
}

// HasNews reports whether something happened to the case since a version.
func (c *Case) HasNews(since int) bool { return since != c.Version }

// A Stage is where a case stands.
type Stage string

// The stages, in the order that a plain case passes them.
const (
	StageAnswering Stage = "answering" // 待答辩
	StageHearing   Stage = "hearing"   // 待开庭
	StageWaiting   Stage = "waiting"   // 待裁判
	StageAppeal    Stage = "appeal"    // 上诉期内
	StageAppealed  Stage = "appealed"  // 已上诉
	StageRemanded  Stage = "remanded"  // 发回重审
	StageOver      Stage = "over"      // 已生效
	StageCancelled Stage = "cancelled" // 登记已撤销
)

// Stages lists them in that order.
var Stages = []Stage{StageAnswering, StageHearing, StageWaiting, StageAppeal, StageAppealed, StageRemanded, StageOver, StageCancelled}

// Label returns the Chinese name of the stage.
func (s Stage) Label() string {
	return map[Stage]string{
		StageAnswering: "待答辩", StageHearing: "待开庭", StageWaiting: "待裁判", StageAppeal: "未生效", StageAppealed: "已上诉",
		StageRemanded: "发回重审", StageOver: "已生效", StageCancelled: "登记已撤销",
	}[s]
}

// IsOpen reports whether the case is still pending.
func (s Stage) IsOpen() bool { return s != StageOver && s != StageCancelled }

// Stage returns where the case stands.
func (c *Case) Stage() Stage {
	i := c.Now()
	switch {
	case c.Cancelled.Entry != 0:
		return StageCancelled
	case i.isInForce():
		return StageOver
	case i.Ruling.Entry != 0 && i.Ruling.Result == Remanded:
		return StageRemanded
	case i.Ruling.Entry != 0 && len(i.Appeals) > 0:
		return StageAppealed
	case i.Ruling.Entry != 0:
		return StageAppeal
	case i.owesAnswer() && i.Answer.Entry == 0:
		return StageAnswering
	}
	if _, waits := i.NextHearing(); waits {
		return StageHearing
	}
	return StageWaiting
}

// isInForce reports whether what the court decided came into force: at once where nobody
// can appeal, else when that was noted.
func (i Instance) isInForce() bool {
	return i.Ruling.Entry != 0 && i.Ruling.Result != Remanded && (!i.IsAppealable() || !i.ForceOn.IsZero())
}

// forceOn returns since when it is: since the office received it where nobody can appeal.
func (i Instance) forceOn() calendar.Date {
	if i.IsAppealable() {
		return i.ForceOn
	}
	return i.Ruling.On
}

// Result returns what of the courts' rulings is in force, with the day since which it is,
// and whether anything is: where a court above left the ruling below as it was, that one.
// While a retrial goes on, what came into force before stands.
func (c *Case) Result() (Ruling, calendar.Date, bool) {
	var since calendar.Date
	for _, i := range slices.Backward(c.Instances) {
		switch {
		case i.Level == Retrial && (i.Ruling.Entry == 0 || i.Ruling.Result.rule().keeps):
			continue
		case since.IsZero() && !i.isInForce(), i.Ruling.Entry == 0, i.Ruling.Result == Remanded:
			return Ruling{}, calendar.Date{}, false
		case i.Ruling.Result.rule().keeps:
			since = i.forceOn()
			continue
		case since.IsZero():
			since = i.forceOn()
		}
		return i.Ruling, since, true
	}
	return Ruling{}, calendar.Date{}, false
}

// InForceOn returns the day since which what the courts decided is in force; no day while
// nothing is.
func (c *Case) InForceOn() calendar.Date {
	_, since, _ := c.Result()
	return since
}
