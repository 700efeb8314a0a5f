package casefile

import (
	"fmt"
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// CaseJoined notes in a lead case that another about the same is answered with it
// (并案). It stands in one transaction with the JoinedTo of that case. Neither clock
// knows of the other: what stops one never moves the last day of the other.
type CaseJoined struct {
	Case    ID          `json:"case"`
	Number  string      `json:"number"`
	Private JoinReasons `json:"-"`
}

// JoinedTo notes in a case that its reply is made in the lead case. Its number, clock,
// notices and service stay its own.
type JoinedTo struct {
	Case    ID          `json:"case"`
	Number  string      `json:"number"`
	Private JoinReasons `json:"-"`
}

// CaseUnjoined notes in the lead case that the other is answered by itself again
// (撤销并案). It stands in one transaction with the UnjoinedFrom of that case.
type CaseUnjoined struct {
	Case    ID          `json:"case"`
	Number  string      `json:"number"`
	Private JoinReasons `json:"-"`
}

// UnjoinedFrom notes in a case that it is answered by itself again.
type UnjoinedFrom struct {
	Case    ID          `json:"case"`
	Number  string      `json:"number"`
	Private JoinReasons `json:"-"`
}

// ReplyTaken notes in a joined case that the reply of the lead case was taken over as
// a draft. It stands behind that draft, in one transaction with the lead's ReplyGiven.
type ReplyTaken struct {
	Letter int    `json:"letter"` // here
	Case   ID     `json:"case"`   // the lead
	Number string `json:"number"`
	Of     int    `json:"of"`    // the letter there
	Reply  string `json:"reply"` // its 文号
}

// ReplyGiven notes in the lead case that its reply was taken over into a joined one.
type ReplyGiven struct {
	Letter int    `json:"letter"` // here
	Reply  string `json:"reply"`
	Case   ID     `json:"case"` // that was joined
	Number string `json:"number"`
	As     int    `json:"as"` // the letter there
}

// JoinReasons is why cases are joined, or no longer.
type JoinReasons struct {
	Reason string `json:"reason"`
}

var _ = know(
	func() ledger.Fact { return new(CaseJoined) },
	func() ledger.Fact { return new(JoinedTo) },
	func() ledger.Fact { return new(CaseUnjoined) },
	func() ledger.Fact { return new(UnjoinedFrom) },
	func() ledger.Fact { return new(ReplyTaken) },
	func() ledger.Fact { return new(ReplyGiven) },
)

// FactType implements ledger.Fact, as do the following.
func (CaseJoined) FactType() string   { return "case_joined" }
func (JoinedTo) FactType() string     { return "joined_to" }
func (CaseUnjoined) FactType() string { return "case_unjoined" }
func (UnjoinedFrom) FactType() string { return "unjoined_from" }
func (ReplyTaken) FactType() string   { return "reply_taken" }
func (ReplyGiven) FactType() string   { return "reply_given" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *CaseJoined) Personal() any   { return &f.Private }
func (f *JoinedTo) Personal() any     { return &f.Private }
func (f *CaseUnjoined) Personal() any { return &f.Private }
func (f *UnjoinedFrom) Personal() any { return &f.Private }

// A JoinedCase is a case that is, or was, answered with this one.
type JoinedCase struct {
	ID     ID
	Number string
	On     calendar.Date
	Reply  string // the 文号 of the reply here that was taken over there last; "" for none
	Undone bool
}

// A Lead is the case with which another is answered.
type Lead struct {
	ID     ID
	Number string
	On     calendar.Date
	Letter int    // the draft into which its reply was taken over last; 0 for none
	Of     int    // that reply there
	Reply  string // its 文号
}

func (f *CaseJoined) change(c *Case, p Past) error {
	c.JoinedCases = append(slices.Clone(c.JoinedCases), JoinedCase{ID: f.Case, Number: f.Number, On: p.On})
	return nil
}

func (f *JoinedTo) change(c *Case, p Past) error {
	c.Lead = &Lead{ID: f.Case, Number: f.Number, On: p.On}
	return nil
}

func (f *CaseUnjoined) change(c *Case, _ Past) error {
	return c.joinedCase(f.Case, func(j *JoinedCase) { j.Undone = true })
}

func (f *UnjoinedFrom) change(c *Case, _ Past) error {
	c.Lead = nil
	return nil
}

func (f *ReplyTaken) change(c *Case, _ Past) error {
	if c.Lead == nil || c.Lead.ID != f.Case {
		return fmt.Errorf("a reply of case %d, to which this one is not joined", f.Case)
	}
	lead := *c.Lead
	lead.Letter, lead.Of, lead.Reply = f.Letter, f.Of, f.Reply
	c.Lead = &lead
	return nil
}

func (f *ReplyGiven) change(c *Case, _ Past) error {
	return c.joinedCase(f.Case, func(j *JoinedCase) { j.Reply = f.Reply })
}

// joinedCase changes what is known of a joined case.
func (c *Case) joinedCase(id ID, change func(*JoinedCase)) error {
	c.JoinedCases = slices.Clone(c.JoinedCases)
	for i := range c.JoinedCases {
		if j := &c.JoinedCases[i]; j.ID == id && !j.Undone {
			change(j)
			return nil
		}
	}
	return fmt.Errorf("no joined case %d", id)
}

// Leads returns the cases that are answered with this one.
func (c *Case) Leads() []JoinedCase {
	return slices.DeleteFunc(slices.Clone(c.JoinedCases), func(j JoinedCase) bool { return j.Undone })
}

// IsCombined reports whether the case is answered with another, or another with it.
func (c *Case) IsCombined() bool { return c.Lead != nil || len(c.Leads()) > 0 }

// Taken returns the reply that was taken over from the lead case and stands.
func (c *Case) Taken() (Letter, bool) {
	if c.Lead == nil {
		return Letter{}, false
	}
	l, ok := c.Letter(c.Lead.Letter)
	return l, ok && l.Stands()
}

// AnswersWithLead reports whether the reply of the case is still to come from its lead.
// Once it has been served the case goes its own way: what is corrected, or ordered by
// a review body, is about the reply to this applicant.
func (c *Case) AnswersWithLead() bool {
	l, ok := c.Taken()
	return c.Lead != nil && !(ok && l.Stage == IsServed)
}

// A FromLead is what the lead case has for one that is joined to it.
type FromLead struct {
	Reply string       // the 文号 of its signed reply, which can be taken over; "" while there is none
	Bars  *fault.Error // why the reply that it has cannot be taken over; nil if it can, or there is none
	Gone  *fault.Error // why what was taken over cannot be used any more; nil if it can, or nothing was
}

// FromLead says what the lead case has for this one. Its stage does not say that: it
// may be answered anew, or go out to others still.
func (c *Case) FromLead(lead *Case) FromLead {
	var has FromLead
	if reply, ok := lead.ReplyTo(0); ok && reply.Number != "" {
		if has.Bars = lead.bars(reply); has.Bars == nil {
			has.Reply = reply.Number
		}
	}
	if taken, ok := c.Taken(); ok && taken.Stage != IsServed {
		if of, known := lead.Letter(c.Lead.Of); known {
			has.Gone = lead.gone(of)
		}
	}
	return has
}

// gone says why a reply of a lead case is none to answer others like: who answers like
// one that does not stand answers wrongly.
func (c *Case) gone(l Letter) *fault.Error {
	if !l.Stands() {
		return fault.New(fault.Conflict, "lead_void", l.Number, c.Number)
	}
	if by, ok := c.ReplacedBy(l.N); ok {
		return fault.New(fault.Conflict, "lead_replaced", l.Number, c.Number, by.Number)
	}
	if by, ok := c.RevokedBy(l.N); ok {
		return fault.New(fault.Conflict, "lead_revoked", l.Number, c.Number, by.Number)
	}
	return nil
}

// bars says why the signed reply of a lead case cannot be taken over.
func (c *Case) bars(l Letter) *fault.Error {
	if gone := c.gone(l); gone != nil {
		return gone
	}
	for _, kind := range l.kinds() {
		if code, ok := ofOneApplicant[kind]; ok {
			return fault.New(fault.Conflict, code, l.Number, c.Number)
		}
	}
	return nil
}

// ofOneApplicant are the replies that rest on what their applicant did, or on what
// passed between them and the office: they say nothing of anybody else who asks for
// the same. The sentences say of each why.
var ofOneApplicant = map[LetterKind]fault.Code{
	"no_supplement": "lead_no_supplement",
	NoPaymentReply:  "lead_no_payment",
	"unclear":       "lead_unclear",
	"excessive":     "lead_excessive",
	"repeated":      "lead_repeated",
	"confirm":       "lead_confirm",
}

// kinds returns the kind of a reply, or those of the items of a mixed one.
func (l Letter) kinds() []LetterKind {
	kinds := []LetterKind{l.Kind}
	items, err := strconv.Atoi(l.Values["items"])
	for n := 1; err == nil && n <= items; n++ {
		kinds = append(kinds, LetterKind(l.Values["i"+strconv.Itoa(n)+"_result"]))
	}
	return kinds
}

// TakenFrom returns nil unless a letter was taken over from a reply of the lead case
// that stands no more.
func (c *Case) TakenFrom(lead *Case, n int) error {
	if gone := c.FromLead(lead).Gone; gone != nil && c.Lead.Letter == n {
		return gone
	}
	return nil
}

// JoiningCase decides that another case is answered with this one.
func (c *Case) JoiningCase(other *Case, reason string, s Situation) (*CaseJoined, *JoinedTo, error) {
	if err := c.Allows(JoinCase, s); err != nil {
		return nil, nil, err
	}
	form := fault.Form{}
	form.Need("reason", &reason, "reason_needed")
	c.joinable(form, other)
	joined, to := &CaseJoined{Case: other.ID, Number: other.Number}, &JoinedTo{Case: c.ID, Number: c.Number}
	joined.Private.Reason, to.Private.Reason = reason, reason
	return joined, to, form.Err()
}

// joinable says of another case why it cannot be answered with this one.
func (c *Case) joinable(form fault.Form, other *Case) {
	_, ordered := other.Order()
	begun := slices.IndexFunc(other.Letters, func(l Letter) bool { return l.IsReply() && l.Stands() })
	switch stage := other.Stage(); {
	case other.ID == c.ID:
		form.Bad("number", "lead_itself")
	case other.IsCorrection():
		form.Bad("number", "lead_correction", other.Number)
	case !stage.IsOpen():
		form.Bad("number", "lead_other_ended", other.Number, stage.Label())
	case other.Lead != nil:
		form.Bad("number", "lead_other_joined", other.Number, other.Lead.Number)
	case len(other.Leads()) > 0:
		form.Bad("number", "lead_other_leads", other.Number, other.Leads()[0].Number)
	case ordered:
		form.Bad("number", "lead_other_ordered", other.Number)
	case begun >= 0:
		form.Bad("number", "lead_other_reply", other.Number, other.Letters[begun].Stage.Label())
	case c.Unit != 0 && other.Unit != 0 && c.Unit != other.Unit:
		form.Bad("number", "lead_other_unit", other.Number)
	}
}

// UnjoiningCase decides that a joined case is answered by itself again: while it has
// no reply from here.
func (c *Case) UnjoiningCase(other *Case, reason string, s Situation) (*CaseUnjoined, *UnjoinedFrom, error) {
	if err := c.Allows(UnjoinCase, s); err != nil {
		return nil, nil, err
	}
	form := fault.Form{}
	form.Need("reason", &reason, "reason_needed")
	taken, took := other.Taken()
	switch {
	case !slices.ContainsFunc(c.Leads(), func(j JoinedCase) bool { return j.ID == other.ID }):
		form.Bad("party", "lead_which")
	case took && taken.Stage == IsServed:
		form.Bad("party", "lead_reply_served", other.Number, taken.ServedOn.Chinese())
	case took:
		form.Bad("party", "lead_reply_begun", other.Number, taken.Stage.Label())
	}
	undone, from := &CaseUnjoined{Case: other.ID, Number: other.Number}, &UnjoinedFrom{Case: c.ID, Number: c.Number}
	undone.Private.Reason, from.Private.Reason = reason, reason
	return undone, from, form.Err()
}

// TakingReply decides that the signed reply of the lead case becomes a draft of this
// one (拟同样的答复), and returns that reply.
func (c *Case) TakingReply(lead *Case, s Situation) (Letter, *ReplyTaken, *ReplyGiven, error) {
	if err := c.Allows(TakeReply, s); err != nil {
		return Letter{}, nil, nil, err
	}
	reply, ok := lead.ReplyTo(0)
	if !ok || reply.Number == "" {
		return reply, nil, nil, fault.New(fault.Conflict, "lead_not_signed", lead.Number)
	}
	if bars := lead.bars(reply); bars != nil {
		return reply, nil, nil, bars
	}
	if err := asks(noticeOf(reply.Kind).inTime, c, s); err != nil {
		return reply, nil, nil, err
	}
	n := len(c.Letters) + 1
	return reply, &ReplyTaken{Letter: n, Case: lead.ID, Number: lead.Number, Of: reply.N, Reply: reply.Number},
		&ReplyGiven{Letter: reply.N, Reply: reply.Number, Case: c.ID, Number: c.Number, As: n}, nil
}

// CheckCombined notes beside the field that a case which is answered with others would
// go to another unit than theirs: its officer could not read what it answers with.
func (c *Case) CheckCombined(form fault.Form, unit int64) {
	if unit == c.Unit || c.Unit == 0 {
		return
	}
	for _, j := range c.Leads() {
		if j.Reply == "" {
			form.Bad("unit", "lead_leads_here", j.Number)
			break
		}
	}
	if c.Lead != nil && c.AnswersWithLead() {
		form.Bad("unit", "lead_goes_there", c.Lead.Number)
	}
}

// following: the reply of the case is to come from its lead.
func following(c *Case, _ Situation) *fault.Error {
	if c.Lead == nil {
		return fault.New(fault.Conflict, "lead_none")
	}
	if !c.AnswersWithLead() {
		return fault.New(fault.Conflict, "lead_was_answered", c.Lead.Reply, c.Lead.Number)
	}
	return nil
}

// answeredHere: a case that is answered with another has no reply of its own making.
func answeredHere(c *Case, _ Situation) *fault.Error {
	if c.AnswersWithLead() {
		return fault.New(fault.Conflict, "lead_answers", c.Lead.Number)
	}
	return nil
}

// leading: another case is answered with this one.
func leading(c *Case, _ Situation) *fault.Error {
	if len(c.Leads()) == 0 {
		return fault.New(fault.Conflict, "lead_no_joined")
	}
	return nil
}

// mayLead: a case takes others along while it has answered nobody, and is not itself
// answered elsewhere.
func mayLead(c *Case, _ Situation) *fault.Error {
	if c.Lead != nil {
		return fault.New(fault.Conflict, "lead_is_joined", c.Lead.Number)
	}
	if _, ordered := c.Order(); ordered {
		return fault.New(fault.Conflict, "lead_ordered")
	}
	for _, l := range c.Letters {
		if l.IsReply() && l.Stands() && l.Number != "" {
			return fault.New(fault.Conflict, "lead_answered", l.Number)
		}
	}
	return nil
}

// notCombined: a case that is answered with others is neither divided nor annulled:
// what the others are to be told would be gone.
func notCombined(c *Case, _ Situation) *fault.Error {
	if c.Lead != nil && c.AnswersWithLead() {
		return fault.New(fault.Conflict, "lead_undo_there", c.Lead.Number)
	}
	if joined := c.Leads(); len(joined) > 0 {
		return fault.New(fault.Conflict, "lead_undo_here", joined[0].Number)
	}
	return nil
}
