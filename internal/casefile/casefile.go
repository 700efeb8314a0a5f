// Package casefile holds the rules of a request's life, from the door to the
// archive: its facts, the fold that turns them into a case, and what may be
// done to it now and why not. It does no I/O and reads no clock: every rule is
// a function of its arguments.
//
// Invariant: a Case is nothing but its facts. Fold of the same entries gives
// the same case, and nothing else changes one.
package casefile

import (
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// An ID identifies a case.
type ID int64

// A Stage is where a case stands, seen from its reply.
type Stage string

// The stages, in the order a plain case passes them.
const (
	StageRegistered Stage = "registered" // 收件登记, to be assigned
	StageHandling   Stage = "handling"   // 承办: with a unit
	StageClarifying Stage = "clarifying" // 补正: waits for the applicant
	StagePaying     Stage = "paying"     // 缴费: waits for the applicant to pay the fee
	StageDrafting   Stage = "drafting"   // 拟稿
	StageChecking   Stage = "checking"   // 审核
	StageSigning    Stage = "signing"    // 签发
	StageServing    Stage = "serving"    // 送达: signed, not yet sent
	StageReplied    Stage = "replied"    // 已答复
	StageWithdrawn  Stage = "withdrawn"  // 已撤回
	StageClosed     Stage = "closed"     // 已结案
	StageArchived   Stage = "archived"   // 归档
	StageAnnulled   Stage = "annulled"   // 登记已撤销
)

// Stages lists the stages in order.
var Stages = []Stage{
	StageRegistered, StageHandling, StageClarifying, StagePaying, StageDrafting, StageChecking, StageSigning, StageServing,
	StageReplied, StageWithdrawn, StageClosed, StageArchived, StageAnnulled,
}

// stageLabels are made once: whatever a case does not allow names its stage.
var stageLabels = map[Stage]string{
	StageRegistered: "收件登记", StageHandling: "承办", StageClarifying: "补正", StagePaying: "缴费", StageDrafting: "拟稿", StageChecking: "审核",
	StageSigning: "签发", StageServing: "送达", StageReplied: "已答复", StageWithdrawn: "已撤回", StageClosed: "已结案",
	StageArchived: "归档", StageAnnulled: "登记已撤销",
}

// Label returns the Chinese name of the stage.
func (s Stage) Label() string { return stageLabels[s] }

// IsOpen reports whether the office still owes an answer.
func (s Stage) IsOpen() bool {
	return slices.Index(Stages, s) < slices.Index(Stages, StageReplied)
}

// A Case is one request for information, or to correct a record, as its facts
// make it.
type Case struct {
	ID          ID
	Version     int // the N of the last fact; guards against lost updates
	Number      string
	Type        Type
	OwnDays     int // of a correction: the office's own period, in workdays
	Agency      int64
	Door        Door
	Input       int64 // the 收件 it came from
	InputNumber string
	Joined      []Joined // further inputs that belong to it
	Receipt     Receipt
	Class       Class
	AskedAs     Class // the class of who asked first, whoever took over since: by it the case counts
	Applicant   Applicant
	Wants       Wants
	Erased      bool // the personal data were erased under the retention rules

	Unit       int64 // 承办单位; 0 while not assigned
	Officer    int64 // 经办人; 0 while the unit has not named one
	AssignedOn calendar.Date
	InnerDue   calendar.Date
	SignedFor  calendar.Date // 签收 by the unit

	Chases      []Chasing     // the unit was pressed, oldest first (督办)
	Escalations []Escalation  // laid before the coordinating office, oldest first (提请协调)
	Searches    []Search      // for what is asked for, oldest first (条例 36(4))
	Helps       []Help        // that other units were asked for
	Assists     []Assist      // 协办单位, in the order in which they were asked
	UnitRefused *UnitReturned // the unit that gave the case back last; nil once it is assigned again
	Examined    []Examining   // before the decision, oldest first (条例 11, 17)
	Materials   []Material
	Letters     []Letter

	Others        []Addressee // to whom letters go beside the applicant
	Jointly       []JointApplicant
	Consultations []Consultation
	Transfers     []Transfer // to other agencies, of what is not this one's

	SupplementedOn   calendar.Date     // 补正 received
	Reasons          Reasons           // why there are so many requests, as the applicant explained (条例 35)
	Payment          Payment           // 缴费, while it stands
	WithdrawalsAsked []AskedWithdrawal // before registration, by the applicant
	PartsWithdrawn   []PartWithdrawal  // of what was asked for, the rest goes on
	Splits           []Split           // parts that went to cases of their own (分案), also those taken back
	Origin           *Origin           // the case from which this one was split off; nil for none
	JoinedCases      []JoinedCase      // cases that are answered with this one (并案), also those no longer
	Lead             *Lead             // the case with which this one is answered; nil for none
	PartAsked        *PartWithdrawal   // what the applicant wants dropped, until a person has decided
	EndedOn          calendar.Date     // withdrawn or closed
	Result           law.Result        // the governing result, once there is one
	ArchivedOn       calendar.Date
	shelf            Shelf // how it was put away last
	restriction      Restriction
	hold             Hold // it is held back from being destroyed; the zero one while it is not
	RegisteredAt     time.Time

	undecided   []int64 // inputs of which it was not said whether they are the awaited supplement
	joinedAfter []int64 // inputs that were joined when the case was over
	ends        []End
	tookOver    bool         // somebody goes on with it in the place of who asked
	ended       Stage        // StageWithdrawn, StageClosed or StageAnnulled, of a past case StageReplied too; "" while none
	forgotten   map[int]bool // the N of entries that were taken back
	History     []Past       // everything that happened, oldest first
	Aid         AidNoted     // that the applicant needs (条例 43)
	Challenges  []Challenge  // before a review body or a court
	Judgements  []Judgement  // how they ended
	Bundles     []Bundle     // of evidence, for a review body or a court, oldest first
	Mendings    []Mending    // of what the assessment of units found wanting, oldest first (整改)
	Publication *Publication // of what was disclosed, the last that was proposed (条例 44)
	OldRow      *TakenOver   // the row of the old register from which it came; nil for none
}

// An AskedWithdrawal is a withdrawal from before an input was registered or
// joined, or what one of several who ask wants.
type AskedWithdrawal struct {
	Entry    int   // the N of its WithdrawalAsked
	Input    int64 // 0: one of several
	On       calendar.Date
	Reason   string
	Declined bool // it was looked at, and the case goes on
}

// IsWithdrawalAsked reports whether the applicant had withdrawn the request
// before it was registered. That of an input that was joined is another's word.
func (c *Case) IsWithdrawalAsked() bool {
	return slices.ContainsFunc(c.WithdrawalsAsked, func(w AskedWithdrawal) bool { return w.Input == c.Input && !w.Declined })
}

// HasNews reports whether something happened to the case since a version that who
// decides about it must know. That the PDF of a signed letter was made is none.
func (c *Case) HasNews(since int) bool {
	return since > c.Version || slices.ContainsFunc(c.History[max(since, 0):], func(p Past) bool {
		_, rendered := p.Fact.(*Rendered)
		return !rendered
	})
}

// Stage returns where the case stands.
func (c *Case) Stage() Stage {
	switch {
	case !c.ArchivedOn.IsZero():
		return StageArchived
	case c.ended != "":
		return c.ended
	}
	if reply, ok := c.Reply(); ok {
		switch reply.Stage {
		case IsServed:
			return StageReplied
		case IsSigned, IsReady, IsSending:
			return StageServing
		}
		if awaits := c.awaits(); awaits != "" {
			return awaits
		}
		switch reply.Stage {
		case InSigning:
			return StageSigning
		case InCheck:
			return StageChecking
		case InDraft:
			return StageDrafting
		}
	}
	if awaits := c.awaits(); awaits != "" {
		return awaits
	}
	if c.Unit != 0 {
		return StageHandling
	}
	return StageRegistered
}

// awaits returns the stage at which the case waits for its applicant, "" while it
// does not.
func (c *Case) awaits() Stage {
	switch {
	case c.Awaiting():
		return StageClarifying
	case c.AwaitsPayment():
		return StagePaying
	}
	return ""
}

// Reply returns the letter that answers the request. There is one at most:
// another can be begun only when it was dropped. One that is to replace it counts
// from its service on: until then the applicant has the old one. Those from before
// an order to answer anew count no more. Where several ask together and one of them
// gets a reply of their own, it is that which has come least far: the request is
// answered when all of them are.
func (c *Case) Reply() (Letter, bool) {
	reply, ok := c.ReplyTo(0)
	if reply.Stage != IsServed {
		return reply, ok
	}
	for _, j := range c.JointApplicants() {
		own, begun := c.ReplyTo(j.To)
		switch {
		case begun && own.Stage != IsServed:
			return own, true
		case !begun && !slices.Contains(reply.Joint, j.To):
			return Letter{}, false
		}
	}
	return reply, ok
}

// firstReply returns the reply with which the answer began, which others may have
// replaced, and whether it was served. Of one to each of several who ask it is the
// one that went out last.
func (c *Case) firstReply() (Letter, bool) {
	reply, ok := c.Reply()
	first := c.firstOf(reply)
	if !ok || first.Stage != IsServed {
		return first, false
	}
	for _, j := range c.JointApplicants() {
		if own, ok := c.ReplyTo(j.To); ok && c.firstOf(own).ServedOn.After(first.ServedOn) {
			first = c.firstOf(own)
		}
	}
	return first, true
}

// firstOf returns the reply that a reply replaces, and so on, down to the first.
func (c *Case) firstOf(reply Letter) Letter {
	for reply.Replaces != 0 {
		reply, _ = c.Letter(reply.Replaces)
	}
	return reply
}

// Letter returns the case's n-th letter.
func (c *Case) Letter(n int) (Letter, bool) {
	if n < 1 || n > len(c.Letters) {
		return Letter{}, false
	}
	return c.Letters[n-1], true
}

// LetterOf returns the latest letter of the kind that stands.
func (c *Case) LetterOf(kind LetterKind) (Letter, bool) {
	for i := len(c.Letters) - 1; i >= 0; i-- {
		if l := c.Letters[i]; l.Kind == kind && l.Stands() {
			return l, true
		}
	}
	return Letter{}, false
}

// Material returns the case's n-th document.
func (c *Case) Material(n int) (Material, bool) {
	if n < 1 || n > len(c.Materials) {
		return Material{}, false
	}
	return c.Materials[n-1], true
}

// Awaiting reports whether a clarification notice is out and not yet answered
// (条例 30): there is no due date meanwhile.
func (c *Case) Awaiting() bool {
	notice, ok := c.LetterOf(ClarificationNotice)
	return ok && notice.Stage == IsServed && notice.Before == 0 && c.SupplementedOn.IsZero() && c.ended == ""
}

// RepliedOn returns the day on which the request was answered, if it was. A
// reply that replaced the first one does not put it off.
func (c *Case) RepliedOn() calendar.Date {
	if c.IsPast() && c.ended == StageReplied {
		return c.EndedOn
	}
	reply, _ := c.firstReply()
	return reply.ServedOn
}
