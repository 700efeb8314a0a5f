package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A Type is what a case is about. Most are requests for information; who has
// evidence that a record about themselves is wrong may ask that it be corrected
// (条例 41), which has a period, results and numbers of its own and stands in no
// row of the yearly report.
type Type string

// The types of case. A registration that names none is of a request.
const (
	Request    Type = "request"    // 政府信息公开申请
	Correction Type = "correction" // 更正申请
)

// Types lists the types of case.
var Types = []Type{Request, Correction}

// Label returns the Chinese name of the type.
func (t Type) Label() string {
	return map[Type]string{Request: "信息公开申请", Correction: "更正申请"}[t]
}

// OrRequest returns the type; that of what names none is a request.
func (t Type) OrRequest() Type {
	if t == "" {
		return Request
	}
	return t
}

// What the lines of a correction begin with that was asked for by the form.
const (
	RecordLine    = "要更正的记录"
	RecordWasLine = "记录上写的"
	RecordNowLine = "应当写的"
	EvidenceLine  = "证据"
)

// CorrectionLines lists them in the order of the form.
var CorrectionLines = []string{RecordLine, RecordWasLine, RecordNowLine, EvidenceLine}

// CorrectionLetters are the replies to who asks for a correction, and to nobody else.
var CorrectionLetters = []LetterKind{
	LetterKind(law.CorrectionMade), LetterKind(law.CorrectionPassedOn), LetterKind(law.CorrectionRefused),
}

// IsCorrection reports whether the case is about a record to be corrected.
func (c *Case) IsCorrection() bool { return c.Type == Correction }

// correctionActs are what can be done to a correction. What is not here is a step of
// requests for information alone.
var correctionActs = []Act{
	See, SeePerson, CorrectReceipt, Join, Unjoin, CorrectPerson, CorrectWants, ReplaceCode, Assign, SignFor, ReturnUnit, AskAssist, AssistSignFor, AssistReturn, AssistAnswer, AssistSendBack, AssistRemove, Note, AddMaterial, Archive, HoldBack, EndHold, KeepLonger, Restrict, LiftRestriction,
	HandOn, TakeBackTransfer, Draft, Drop, Submit, Check, Return, Sign, Render, Void, Replace, Dispatch, Serve, ConfirmDelivery, CorrectService,
	Withdraw, Succeed, Close, TakeBack, NoteChallenge, NoteOutcome, NoteAid, Annul,
}

// allowsAct refuses what is a step of requests alone to a correction.
func (c *Case) allowsAct(do Act) error {
	if c.IsCorrection() && !slices.Contains(correctionActs, do) {
		return fault.New(fault.Conflict, "not_for_correction", ProcedureOf(do).Name)
	}
	return nil
}

// AllowsLetters refuses letters of the one type of case to the other. No kind yet
// is a reply that is still to be chosen.
func (c *Case) AllowsLetters(kind LetterKind) error {
	corrects := slices.Contains(CorrectionLetters, kind)
	switch {
	case kind == "" || corrects && c.IsCorrection():
		return nil
	case kind == TransferLetter || kind == CorrectionTransferLetter:
		if c.IsCorrection() != (kind == CorrectionTransferLetter) {
			return fault.New(fault.Conflict, "letter_addressee_wrong")
		}
		return nil
	case corrects:
		return fault.New(fault.Conflict, "letter_of_correction")
	case c.IsCorrection() && slices.Contains(Notices(), kind):
		return fault.New(fault.Conflict, "not_for_correction", ProcedureOfLetter(kind).Name)
	case c.IsCorrection():
		return fault.New(fault.Conflict, "letter_not_of_correction")
	}
	return nil
}

// request asks the clock of the case what events make of its last day: for a
// correction the office's own, for which the law states none.
func (c *Case) request(cal *calendar.Calendar, events []deadline.Event, asOf calendar.Date) (deadline.Result, error) {
	if c.IsCorrection() {
		return deadline.Own(cal, c.OwnDays, events, asOf)
	}
	return deadline.Request(cal, events, asOf)
}

// correction is the office's own period to answer who asks for a correction. It is
// no statutory one: that it has passed opens no remedy by itself. After a decision or
// judgment that orders a new answer it is the period of that.
func (w *watch) correction() {
	k := Clock{What: CorrectionClock, From: w.clock.Start, Until: w.clock.Due, Unit: law.Workdays, WaitsFor: w.WaitsFor(), State: w.done(calendar.Date{}, w.clock.Due)}
	reply, replied := w.firstReply()
	switch {
	case w.ended != "":
		k.State, k.Steps = ClockOver, w.near(w.EndedOn)+w.ended.Label()+"，不再答复。"
	case replied:
		k.Letter, k.State, k.Steps = reply.N, w.done(reply.ServedOn, w.clock.Due), w.near(reply.ServedOn)+servedWords[reply.Way]
	default:
		k.Steps = "更正申请在这一天以前（含当日）答复。法律没有规定期限，不能停、不能延。"
	}
	if order, ordered := w.Order(); ordered {
		k.Article = law.TermOn(law.OrderedAnswer, order.On).Article
		if k.Steps = order.orderWords(w); replied {
			k.Steps += w.near(reply.ServedOn) + servedWords[reply.Way]
		}
	}
	w.add(k)
}
