package casefile

import (
	"encoding/json"
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A LetterKind is the code of a kind of letter (see package letter, which knows
// what each says). Only those that move the procedure are named here.
type LetterKind string

// The kinds of letter that move the clock by themselves.
const (
	ClarificationNotice LetterKind = "clarification" // 补正告知书, 条例 30
	ExtensionNotice     LetterKind = "extension"     // 延期答复告知书, 条例 33.2
	FeeNotice           LetterKind = "fee_notice"    // 收费通知书, 条例 42
	NoPaymentReply      LetterKind = "no_payment"    // 逾期不缴费告知书, 条例 42
)

// A LetterStage is how far a letter of a case has come.
type LetterStage string

// The stages of a letter.
const (
	InDraft   LetterStage = "draft"   // 拟稿
	InCheck   LetterStage = "check"   // 待审核
	InSigning LetterStage = "signing" // 待签发
	IsSigned  LetterStage = "signed"  // 已签发, its PDF is being made
	IsReady   LetterStage = "ready"   // 待送达
	IsSending LetterStage = "sending" // 正在用邮件发出
	IsServed  LetterStage = "served"  // 已送达
	IsDropped LetterStage = "dropped" // 已弃
	IsVoid    LetterStage = "void"    // 已作废: signed, and found wrong, or the case ended, before it went out
)

// Label returns the Chinese name of the stage.
func (s LetterStage) Label() string {
	return map[LetterStage]string{
		InDraft: "草稿", InCheck: "待审核", InSigning: "待签发", IsSigned: "已签发", IsReady: "待送达", IsSending: "正在发出", IsServed: "已送达", IsDropped: "已弃稿", IsVoid: "已作废",
	}[s]
}

// A Letter is one official paper of a case, from its first draft on.
type Letter struct {
	N         int // number within the case
	Kind      LetterKind
	Result    law.Result // for replies
	Stage     LetterStage
	Values    map[string]string // what the drafter filled in
	Materials []int             // enclosed
	Replaces  int               // the served reply that it corrects; 0 for none
	Before    int               // the N of the order to answer anew before which it was served; 0 for none
	To        int               // among the others of the case, for whom it is; 0 for the applicant
	Joint     []int             // of one to the applicant: those who ask jointly and get it too
	Sent      []Sent            // of such a one: how it went out to each
	Drafter   int64             // who saved the draft last
	DraftedAt time.Time
	ChangedAt time.Time // when it came to its stage
	Checker   int64
	Signer    int64
	Remark    string // of the last return
	Number    string // 文号
	Code      string // 查验码, as printed; "" on letters of before there were any
	SignedOn  calendar.Date
	Value     json.RawMessage // the signed letter.Letter
	Seal      string          // hash of the seal's picture it is printed with; "" for none
	File      string          // hash of the PDF
	Size      int64
	Copies    []string      // hashes of the copies that the applicant fetched
	Service                 // how it went out
	Sending   []int         // while it is sent by mail: to whom of its recipients one is under way
	Bounced   Bounce        // the mail came back, and nobody has said yet what to make of it; of several the first
	bounces   []Bounce      // all of them
	VoidFor   string        // why it was made void; "" if the case ended before it went out
	Missed    string        // why it did not arrive, while it is to be served again
	MissedTo  int           // of one to several: with whom it did not arrive
	Stated    Stated        // the days of the case that it took when it was signed
	Days      int           // extension
	Consented calendar.Date // extension: when the head of the office consented
	Orders    bool          // a decision on reconsideration: it orders something
	Revoked   bool          // by a decision or judgment, in whole or in part; RevokedBy says by which
	By        calendar.Date // clarification: until when to supplement; 条例 35: until when to explain, or to answer
	Fee       int           // fee notice: what is to be paid, in yuan
	Waived    bool          // fee notice: nothing is to be paid after all
}

// isUnsigned reports whether the letter is being worked on.
func (l Letter) isUnsigned() bool {
	return l.Stage == InDraft || l.Stage == InCheck || l.Stage == InSigning
}

// Stands reports whether the letter counts: a dropped or void one does not.
func (l Letter) Stands() bool { return l.Stage != IsDropped && l.Stage != IsVoid }

// Enclosing returns the first letter that is out of its drafter's hands and names
// the n-th document as enclosed, and whether there is one: what a letter says is
// enclosed must go with it.
func (c *Case) Enclosing(n int) (Letter, bool) {
	for _, l := range c.Letters {
		if l.Stands() && l.Stage != InDraft && slices.Contains(l.Materials, n) {
			return l, true
		}
	}
	return Letter{}, false
}

// AwaitsDelivery reports whether it is not known that a letter which went out has
// come: it was posted, or its mail was returned.
func (l Letter) AwaitsDelivery() bool { return len(l.Undelivered()) > 0 }

// IsReply reports whether the letter answers the request.
func (l Letter) IsReply() bool { return l.Result != "" }

// letterMoves is the life of a letter: what an act makes of it.
var letterMoves = []struct {
	From LetterStage
	Do   Act
	To   LetterStage
}{
	{InDraft, Draft, InDraft},
	{InDraft, Drop, IsDropped},
	{InDraft, Submit, InCheck},
	{InCheck, Check, InSigning},
	{InCheck, Return, InDraft},
	{InSigning, Return, InDraft},
	{InSigning, Sign, IsSigned},
	{IsSigned, Render, IsReady},
	{IsSigned, Void, IsVoid},
	{IsReady, Serve, IsServed},
	{IsReady, Dispatch, IsSending},
	{IsReady, Void, IsVoid},
	{IsSending, Void, IsVoid},    // only once the mail was refused for good, see desk
	{IsSending, Serve, IsServed}, // by mail, or by another way if the mail cannot be sent
	{IsServed, ConfirmDelivery, IsServed},
	{IsServed, CorrectService, IsServed}, // or IsReady again: the correction says which
	{IsServed, Replace, IsServed},        // by another letter, see ReplacedBy
}

// After returns the stage that the act leads to, and whether it can be done.
func (s LetterStage) After(do Act) (LetterStage, bool) {
	for _, m := range letterMoves {
		if m.From == s && m.Do == do {
			return m.To, true
		}
	}
	return s, false
}

// Acts returns what can be done to a letter in this stage, in order.
func (s LetterStage) Acts() []Act {
	var acts []Act
	for _, m := range letterMoves {
		if m.From == s {
			acts = append(acts, m.Do)
		}
	}
	return acts
}
