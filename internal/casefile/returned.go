package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A PostReturn says how a letter that was posted came back (退件), and what the
// office means to do. It is zero where it did not come back by post.
type PostReturn struct {
	On   calendar.Date `json:"on,omitzero"` // when it was back
	Why  ReturnReason  `json:"why,omitempty"`
	Next NextStep      `json:"next,omitempty"`
}

// A ReturnReason is what the post wrote on what it brought back.
type ReturnReason string

// The reasons.
const (
	Unknown     ReturnReason = "unknown"
	Moved       ReturnReason = "moved"
	BadAddress  ReturnReason = "address"
	Refused     ReturnReason = "refused"
	Uncollected ReturnReason = "uncollected"
	OtherReturn ReturnReason = "other"
)

// ReturnReasons lists the reasons as forms show them.
var ReturnReasons = []ReturnReason{Unknown, Moved, BadAddress, Refused, Uncollected, OtherReturn}

// Label returns the Chinese name of the reason, "" for none.
func (r ReturnReason) Label() string {
	return map[ReturnReason]string{
		Unknown: "查无此人", Moved: "迁移新址不明", BadAddress: "地址不详、写错", Refused: "拒收", Uncollected: "逾期没有人领", OtherReturn: "其他",
	}[r]
}

// A NextStep is what is to be done with a letter that came back.
type NextStep string

// The steps.
const (
	PostAgain NextStep = "post"
	CallFirst NextStep = "call"
	ByHand    NextStep = "hand"
	OtherStep NextStep = "other"
)

// NextSteps lists the steps as forms show them.
var NextSteps = []NextStep{PostAgain, CallFirst, ByHand, OtherStep}

// Label returns the Chinese name of the step, "" for none.
func (n NextStep) Label() string {
	return map[NextStep]string{
		PostAgain: "核对地址，再寄一次", CallFirst: "打电话联系，约来取或者换一种方式", ByHand: "派人当面送，或者委托送达", OtherStep: "其他，写在备注里",
	}[n]
}

// AllowsReturn returns nil if it can be recorded that the n-th letter came back
// by post (登记退件).
func (c *Case) AllowsReturn(n int) error {
	l, ok := c.Letter(n)
	if !ok {
		return fault.New(fault.NotFound, "letter_not_found")
	}
	if l.Stage != IsServed && !l.servedInPart() {
		return fault.New(fault.Conflict, "letter_stage", l.Stage.Label(), "登记退件")
	}
	if !slices.ContainsFunc(l.Recipients(), func(to int) bool { return l.ServiceTo(to).Way == Posted }) {
		return fault.New(fault.Conflict, "return_not_posted")
	}
	if by, ok := c.replacing(n); ok {
		return replacedBy(by)
	}
	return nil
}

// check notes what is wrong with the return of a letter that went out so; note is what was
// written beside it.
func (r PostReturn) check(form fault.Form, l Service, note string, s Situation) {
	switch {
	case r.On.IsZero():
		form.Bad("on", "date_unreadable")
	case r.On.After(s.Today):
		form.Bad("on", "returned_in_future")
	case r.On.Before(l.ServedOn):
		form.Bad("on", "returned_before_posted", l.ServedOn.Chinese())
	}
	if r.Why.Label() == "" {
		form.Bad("why", "return_reason_needed")
	}
	if r.Next.Label() == "" {
		form.Bad("step", "next_step_needed")
	}
	if note == "" && (r.Why == OtherReturn || r.Next == OtherStep) {
		form.Bad("reason", "return_note_needed")
	}
}

// Failure says why a letter did not arrive, and what is to be done, as far as
// that was recorded.
func (f *ServiceCorrected) Failure() string {
	note := strings.TrimSpace(f.Private.Reason)
	if f.Returned == (PostReturn{}) {
		return note
	}
	if note != "" {
		note = "（" + strings.TrimRight(note, "。") + "）"
	}
	return f.Returned.On.Chinese() + "退件，" + f.Returned.Why.Label() + note + "。下一步：" + f.Returned.Next.Label()
}
