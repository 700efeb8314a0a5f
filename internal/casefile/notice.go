package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// A noticeRule is what is particular to a kind of letter that is no reply: when
// it may be begun and go on its way, and what its service is to the clock. What
// is nil asks nothing.
type noticeRule struct {
	kind    LetterKind
	begin   condition                                                  // beside what holds for every new draft
	inTime  condition                                                  // at every step from the first draft to the signature
	goes    condition                                                  // to be served or handed to the outbox
	useless func(l Letter, on calendar.Date, s Situation) *fault.Error // its service on the day would change nothing any more
	counts  func(l Letter) deadline.Event                              // what its service is to the clock

	to       func(c *Case, to int, s Situation) *fault.Error // of a letter to somebody else than the applicant: whether it can be begun to the n-th
	outlives bool                                            // it still goes out when the case has been answered
	always   bool                                            // it goes on its way however the case stands: another procedure asks for it
	after    Stage                                           // it is written when the case has ended so, not while it is open
}

// notices are the letters on the way to the reply, in the order in which they are
// offered. A kind that is not here is a reply.
var notices = slices.Concat([]noticeRule{
	{
		kind: ClarificationNotice, begin: clarificationOnce, inTime: clarificationInTime, goes: whilePaying("clarification_while_paying"), useless: afterDue("clarification_after_due"),
		counts: func(l Letter) deadline.Event {
			return deadline.Event{Type: deadline.ClarificationAsked, On: l.ServedOn}
		},
	},
	{
		kind: ExtensionNotice, begin: extensionOnce, inTime: extensionInTime, goes: allOf(whileAwaiting("extension_while_awaiting"), whilePaying("extension_while_paying")),
		counts: func(l Letter) deadline.Event {
			return deadline.Event{Type: deadline.Extended, On: l.ServedOn, Days: l.Days, Approved: l.Consented}
		},
	},
	{
		kind: FeeNotice, begin: feeOnce, inTime: feeInTime, goes: whileAwaiting("fee_while_awaiting"), useless: afterDue("fee_after_due"),
		counts: func(l Letter) deadline.Event {
			return deadline.Event{Type: deadline.FeeNoticed, On: l.ServedOn, Served: l.GotByAll()}
		},
	},
	{kind: ThirdPartyInquiry, to: inquiryTo(AsThirdParty), goes: allOf(whileAwaiting("inquiry_while_awaiting"), whilePaying("inquiry_while_paying"))},
	{kind: JointInquiry, to: inquiryTo(AsJointMaker, AsAgency), goes: allOf(whileAwaiting("inquiry_while_awaiting"), whilePaying("inquiry_while_paying"))},
	{kind: ThirdPartyTold, to: toldTo, outlives: true},
	{kind: OthersAsked, begin: othersWereAsked},
	{kind: WithdrawalConfirmation, after: StageWithdrawn, begin: withdrawalConfirmedOnce},
	{kind: TransferLetter, to: transferTo(Request), outlives: true},
	{kind: RespondentAnswer, to: answerTo(InReview), outlives: true, always: true},
	{kind: CourtAnswer, to: answerTo(InCourt), outlives: true, always: true},
	{kind: CorrectionTransferLetter, to: transferTo(Correction), outlives: true},
}, manyNotices)

// noticeOf returns the rule of a kind of letter; that of a reply if it is no notice.
func noticeOf(kind LetterKind) noticeRule {
	for _, n := range notices {
		if n.kind == kind {
			return n
		}
	}
	reply := noticeRule{kind: kind, begin: allOf(replyOnce, answeredHere)}
	if kind == NoPaymentReply {
		reply.inTime = unpaid
	}
	return reply
}

// IsNotice reports whether letters of the kind are no replies.
func IsNotice(kind LetterKind) bool {
	return slices.ContainsFunc(notices, func(n noticeRule) bool { return n.kind == kind })
}

// Notices lists the kinds of notice to the applicant that a case can have, in order.
func Notices() []LetterKind {
	var all []LetterKind
	for _, n := range notices {
		if n.to == nil {
			all = append(all, n.kind)
		}
	}
	return all
}

// ToOthers lists the kinds of letter that go to somebody else than the applicant.
func ToOthers() []LetterKind {
	var all []LetterKind
	for _, n := range notices {
		if n.to != nil {
			all = append(all, n.kind)
		}
	}
	return all
}

// asks returns what a condition says; nil asks nothing.
func asks(holds condition, c *Case, s Situation) error {
	if holds == nil {
		return nil
	}
	if err := holds(c, s); err != nil {
		return err // never a nil *fault.Error in an error
	}
	return nil
}

func replyOnce(c *Case, _ Situation) *fault.Error {
	if _, ok := c.ReplyTo(0); ok {
		return fault.New(fault.Conflict, "reply_begun")
	}
	return nil
}

// A clarification is asked once, within its period (条例 30). After that the clock
// would not follow it, so it is not offered.
func clarificationOnce(c *Case, s Situation) *fault.Error {
	if j, ok := c.Order(); ok {
		return fault.New(fault.Conflict, "clarification_ordered", j.Number)
	}
	if _, ok := c.LetterOf(ClarificationNotice); ok {
		return fault.New(fault.Conflict, "clarification_once")
	}
	if o := c.Origin; o != nil && !o.AskedOn.IsZero() {
		return fault.New(fault.Conflict, "clarification_before_split", o.Number)
	}
	return whilePaying("clarification_while_paying")(c, s)
}

func clarificationInTime(_ *Case, s Situation) *fault.Error {
	if s.Today.After(s.ClarifyBy) {
		return fault.New(fault.Conflict, "clarification_late", s.ClarifyBy.Chinese())
	}
	return nil
}

// afterDue says of a notice that is told after the period has ended that it changes
// nothing any more.
func afterDue(code fault.Code) func(Letter, calendar.Date, Situation) *fault.Error {
	return func(_ Letter, on calendar.Date, s Situation) *fault.Error {
		if !s.Due.IsZero() && on.After(s.Due) {
			return fault.New(fault.Conflict, code, s.Due.Chinese())
		}
		return nil
	}
}

// An extension is told before the period ends, once (条例 33.2). A period that a
// decision or judgment has set is not the office's to extend.
func extensionOnce(c *Case, s Situation) *fault.Error {
	if j, ok := c.Order(); ok && j.Days > 0 {
		return fault.New(fault.Conflict, "extension_ordered", j.Number)
	}
	if l, ok := c.LetterOf(ExtensionNotice); ok && l.Before == 0 {
		return fault.New(fault.Conflict, "extension_once")
	}
	if s.Due.IsZero() {
		return fault.New(fault.Conflict, "extension_without_due")
	}
	return nil
}

func extensionInTime(_ *Case, s Situation) *fault.Error {
	if !s.Due.IsZero() && s.Today.After(s.Due) {
		return fault.New(fault.Conflict, "extension_late", s.Due.Chinese())
	}
	return nil
}

// whileAwaiting refuses what the clock takes no notice of while a supplement is
// awaited, as whilePaying does while a payment is.
func whileAwaiting(code fault.Code) condition {
	return func(c *Case, _ Situation) *fault.Error {
		if c.Awaiting() {
			return fault.New(fault.Conflict, code)
		}
		return nil
	}
}

// allOf asks conditions one after the other; the first that does not hold is told.
func allOf(conditions ...condition) condition {
	return func(c *Case, s Situation) *fault.Error {
		for _, holds := range conditions {
			if err := holds(c, s); err != nil {
				return err
			}
		}
		return nil
	}
}

// countable leaves out what the clock has no place for: that something was asked,
// told or answered while a supplement or a payment was awaited anyway, or after
// the end. It changed nothing.
func countable(events []deadline.Event) []deadline.Event {
	awaited, over := deadline.EventType(""), false // awaited is what ends the awaiting
	ends := map[deadline.EventType]deadline.EventType{deadline.ClarificationAsked: deadline.Clarified, deadline.FeeNoticed: deadline.FeePaid}
	unasked := map[string]bool{}            // consultations of which the beginning was left out, so that the end is too
	untold := map[deadline.EventType]bool{} // answers to what was left out
	return slices.DeleteFunc(events, func(e deadline.Event) bool {
		switch e.Type {
		case deadline.Ordered:
			awaited, over = "", false
		case deadline.Replied, deadline.Closed:
			if over {
				return true
			}
			awaited, over = "", true
		case deadline.Clarified, deadline.FeePaid:
			if over || untold[e.Type] {
				return true
			}
			if awaited == e.Type {
				awaited = ""
			}
		case deadline.ConsultationEnded:
			return awaited != "" || over || unasked[e.ID]
		default:
			if e.Type == deadline.Consulted {
				unasked[e.ID] = awaited != "" || over
			}
			answer := ends[e.Type]
			if answer != "" {
				untold[answer] = awaited != "" || over
			}
			if awaited != "" || over {
				return true
			}
			awaited = answer
		}
		return false
	})
}
