// Package inbox holds the life of an input (收件): what came in by a door, from
// its arrival until a person has registered it, joined it to a case or set it
// aside with a reason. It does no I/O and reads no clock. What the bytes of an
// input mean is the matter of package intake.
//
// Invariant: an input is in exactly one state at any time, so that of any day
// received = registered + joined + set aside + waiting.
package inbox

import (
	"fmt"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/ledger"
)

// An ID identifies an input.
type ID int64

// A State is what has become of an input.
type State string

// The states. The balance of a day counts the inputs in each.
const (
	Waiting    State = "waiting"    // 等待
	Registered State = "registered" // 登记
	JoinedTo   State = "joined"     // 并入
	SetAside   State = "set_aside"  // 不予登记
)

// States lists the states in the order of the balance.
var States = []State{Registered, JoinedTo, SetAside, Waiting}

// Label returns the Chinese name of the state.
func (s State) Label() string {
	return map[State]string{Waiting: "等待", Registered: "登记", JoinedTo: "并入", SetAside: "不予登记"}[s]
}

// A Reason says why an input was set aside.
type Reason string

// The reasons for setting aside.
const (
	Noise      Reason = "noise"      // 自动回复、退信、群发邮件
	SameAgain  Reason = "same_again" // 同一件重复发来
	NotRequest Reason = "no_request" // 不是信息公开申请 (投诉、咨询等), told elsewhere
	TestMail   Reason = "test"       // 测试
	Withdrew   Reason = "withdrawn"  // 申请人撤回
	OtherCause Reason = "other"      // 其他, with a note
	Recalled   Reason = "recalled"   // 转送撤销: the agency that handed it on took it back; no person picks it
)

// Reasons lists the reasons in the order of the form.
var Reasons = []Reason{Noise, SameAgain, NotRequest, TestMail, Withdrew, OtherCause}

// Label returns the reason in Chinese.
func (r Reason) Label() string {
	return map[Reason]string{
		Noise: "自动回复、退信、群发邮件", SameAgain: "同一件重复发来", NotRequest: "不是信息公开申请", TestMail: "测试", Withdrew: "申请人撤回", OtherCause: "其他", Recalled: "转来的机关撤销了转送",
	}[r]
}

// An Input is one thing that came in, as its facts make it.
type Input struct {
	ID      ID
	Version int
	Number  string // 收件号
	Agency  int64
	Door    casefile.Door
	// ArrivedAt is when it reached the office: the mail server's time, the
	// form's submission, or the day the clerk gave for a letter.
	ArrivedAt   time.Time
	TakenAt     time.Time // when the program took it in
	File        string    // hash of the raw input
	Size        int64
	Mailbox     string
	UIDValidity uint32
	UID         uint32
	FormKey     string
	Kind        intake.Kind // of a mail
	Digest      Digest
	CodeHash    string
	State       State
	Parked      bool
	Cases       []casefile.ID // it belongs to
	Body        int64         // 复议机关 whose bureau has it; 0: the office has it
	Review      int64         // the reconsideration case it belongs to
	Reason      Reason        // why set aside
	Note        string
	ConfirmedAt time.Time // the first confirmation went out
	Bounced     bool      // the last one came back
	Told        bool      // number and code were handed out, by the door, by mail or by a person
	Calls       []Called
	Record      Record      // the signed record of a spoken request
	Additions   []Addition  // by the applicant, before anybody decided about it
	Withdrawal  *Withdrawal // by the applicant, likewise; nil while there is none
	Erased      bool
	Destroyed   calendar.Date // with the files of its cases (销毁); none while it is not
	History     []Past
}

// A Record is the record of a spoken request, read out and signed.
type Record struct {
	N     int // of the entry; 0 while there is none
	On    calendar.Date
	Scans []intake.File // none where they were erased
}

// LacksRecord reports whether the record of a spoken request is still to be
// signed by the applicant (条例 29.1): a task, which holds nothing up.
func (i *Input) LacksRecord() bool {
	return i.Digest.Spoken && i.Record.N == 0 && i.State != SetAside
}

// A Past is one thing that happened to an input.
type Past = ledger.Past

// ArrivedOn returns the day on which it reached the office.
func (i *Input) ArrivedOn() calendar.Date { return calendar.DateOf(i.ArrivedAt) }

// Fold makes the input of its ledger's entries, oldest first.
func Fold(id ID, entries []ledger.Entry) (*Input, error) {
	i := &Input{ID: id}
	for _, e := range entries {
		if err := i.Take(e); err != nil {
			return nil, err
		}
	}
	return i, nil
}

// Take lets one more entry happen to the input.
func (i *Input) Take(e ledger.Entry) error {
	p, err := ledger.Read(e, newFacts)
	if err != nil {
		return fmt.Errorf("input %d, %w", i.ID, err)
	}
	i.happen(p)
	i.Version = e.N
	i.History = append(i.History, p)
	i.Erased = i.Erased || e.Erased
	return nil
}

// happen changes the input by what happened.
func (i *Input) happen(p Past) {
	switch f := p.Fact.(type) {
	case *Received:
		i.Number, i.Agency, i.Door, i.File, i.Size = f.Number, f.Agency, f.Door, f.File, f.Size
		i.Mailbox, i.UIDValidity, i.UID, i.FormKey = f.Mailbox, f.UIDValidity, f.UID, f.FormKey
		i.Kind, i.CodeHash, i.Digest, i.Body = f.Kind, f.CodeHash, f.Private, f.Body
		i.ArrivedAt, i.TakenAt, i.State = f.ArrivedAt, p.At, Waiting
		i.Told = f.Door != casefile.Mail && f.Door != casefile.Transferred
	case *Confirmed:
		if i.ConfirmedAt.IsZero() {
			i.ConfirmedAt = p.At
		}
		i.Told, i.Bounced = true, false
	case *ConfirmationBounced:
		i.Bounced = true
	case *Called:
		i.Calls = append(i.Calls, *f)
	case *Parked:
		i.Parked = true
	case *Became:
		i.State, i.Parked = Registered, false
		i.belong(f.Case, f.Review)
	case *WasJoined:
		i.State, i.Parked = JoinedTo, false
		i.belong(f.Case, f.Review)
	case *PassedOn:
		i.Body, i.Parked = f.Body, false
		if read := f.Private.Read; read != nil {
			i.Digest.Proposal, i.Digest.Sketch = read.Proposal, read.Sketch
		}
	case *WasSetAside:
		i.State, i.Parked, i.Reason, i.Note = SetAside, false, f.Reason, f.Private.Note
	case *Reopened:
		i.State, i.Parked, i.Cases, i.Review, i.Reason, i.Note = Waiting, false, nil, 0, "", ""
	case *RecordSigned:
		i.Record = Record{N: p.N, On: p.On, Scans: f.Private.Scans}
	case *Added:
		i.Additions = append(i.Additions, Addition{N: p.N, On: p.On, Text: f.Private.Text, Files: f.Private.Files})
	case *WasWithdrawn:
		i.Withdrawal = &Withdrawal{On: p.On, Reason: f.Private.Reason}
	case *Destroyed:
		i.Destroyed, i.File, i.Record.Scans, i.Withdrawal = p.On, "", nil, nil
		i.Additions = nil
	case *NewCode:
		i.CodeHash, i.Told = f.CodeHash, !f.ByMail
	}
}

// belong notes the case that the input belongs to from now on.
func (i *Input) belong(to casefile.ID, review int64) {
	if review != 0 {
		i.Review = review
		return
	}
	i.Cases = append(i.Cases, to)
}
