package inbox

import (
	"time"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/ledger"
)

// Received is the arrival of an input: its raw bytes are stored and synced
// before this is written.
type Received struct {
	Number      string        `json:"number"` // 收件号
	Agency      int64         `json:"agency"`
	Door        casefile.Door `json:"door"`
	ArrivedAt   time.Time     `json:"arrived_at"`
	File        string        `json:"file"` // SHA-256 of the raw input, in hex
	Size        int64         `json:"size"`
	Files       []string      `json:"files,omitempty"` // hashes of what came with it; a mail holds its own
	Mailbox     string        `json:"mailbox,omitempty"`
	UIDValidity uint32        `json:"uid_validity,omitempty"`
	UID         uint32        `json:"uid,omitempty"`
	Body        int64         `json:"body,omitempty"`     // 复议机关: it is an application for reconsideration, for its bureau
	FormKey     string        `json:"form_key,omitempty"` // web form: hash of the form's key, so that a second click is the same input
	Kind        intake.Kind   `json:"kind,omitempty"`
	CodeHash    string        `json:"code_hash"` // keyed hash of the query code
	Private     Digest        `json:"-"`
}

// A Digest is the little of an input that lists and proposals need, so that
// they need not read the raw bytes again.
type Digest struct {
	Sender        string          `json:"sender"`
	SenderAddress string          `json:"sender_address,omitempty"`
	Subject       string          `json:"subject"`
	MessageID     string          `json:"message_id,omitempty"`
	Attachments   int             `json:"attachments"`
	Type          casefile.Type   `json:"type,omitempty"`     // what a form was for; empty for a request, and for mails
	Spoken        bool            `json:"spoken,omitempty"`   // 口头申请代填
	Repaired      bool            `json:"repaired,omitempty"` // the charset of a mail was wrong or missing, and found
	Proposal      intake.Proposal `json:"proposal,omitzero"`
	Unconfirmed   string          `json:"unconfirmed,omitempty"` // why no automatic confirmation of a mail is made, in Chinese
	Sketch        intake.Sketch   `json:"sketch,omitzero"`
}

// Confirmed notes that the automatic confirmation of receipt was sent or
// shown; the first one's day can be the day of receipt (条例 31.3, guiding case 26).
type Confirmed struct {
	MessageID string `json:"message_id,omitempty"` // of the mail; empty where a page showed it
}

// ConfirmationBounced notes that the mail that confirmed the receipt came back:
// the applicant may have neither number nor code.
type ConfirmationBounced struct {
	Input   ID     `json:"input"` // the report
	Number  string `json:"number"`
	Private struct {
		Why string `json:"why"` // as the server said it: it may hold the address
	} `json:"-"`
}

// Called is one try to confirm an ordinary letter by phone (条例 31.2).
type Called struct {
	At      time.Time          `json:"at"`
	Outcome intake.CallOutcome `json:"outcome"`
	Private struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// Parked puts the input off; it stays in the list of what waits (先放着).
type Parked struct{}

// Became notes that a case was registered from the input. A letter with
// several requests becomes several cases.
type Became struct {
	Case   casefile.ID `json:"case,omitempty"`
	Review int64       `json:"review,omitempty"` // a reconsideration case (reconsider.ID), in place of Case
	Number string      `json:"number"`           // 案件编号, 案号
}

// WasJoined notes that the input belongs to a case that is there already.
type WasJoined struct {
	Case   casefile.ID `json:"case,omitempty"`
	Review int64       `json:"review,omitempty"` // a reconsideration case, in place of Case
	Number string      `json:"number"`
}

// PassedOn notes that an input is an application for reconsideration and goes to the
// bureau of a body (转复议机构), or that the bureau gave it back, or hands it over, to the
// office (0).
type PassedOn struct {
	Body    int64 `json:"body,omitempty"`
	Private struct {
		Note string `json:"note,omitempty"`
		Read *Read  `json:"read,omitempty"` // a mail as it is read there; nil: as before
	} `json:"-"`
}

// Read is what a mail was understood as by the rules of the office or of a bureau.
type Read struct {
	Proposal intake.Proposal `json:"proposal"`
	Sketch   intake.Sketch   `json:"sketch"`
}

// WasSetAside notes that the input is no request and belongs to none (不予登记).
type WasSetAside struct {
	Reason  Reason `json:"reason"`
	Private struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// Reopened takes back what was decided about the input: it waits again, at its place.
type Reopened struct {
	Corrects int `json:"corrects"` // the N of the entry that is taken back
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// NewCode replaces the query code after identification, or because a person
// had a confirmation sent: the old code is kept nowhere.
type NewCode struct {
	CodeHash   string              `json:"code_hash"`
	Identified casefile.Identified `json:"identified,omitempty"`
	ByMail     bool                `json:"by_mail,omitempty"` // it goes out with a confirmation
	Private    struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// RecordSigned notes that the record of a spoken request was read out to the
// applicant and signed (条例 29.1); the entry's day is the day of it. A further
// one replaces the scan.
type RecordSigned struct {
	Files    []string `json:"files"`              // hashes of the scan
	Corrects int      `json:"corrects,omitempty"` // the N of the entry whose scan it replaces
	Private  struct {
		Scans []intake.File `json:"scans"`
	} `json:"-"`
}

// Added is what the applicant added on the status page before anybody had
// decided about the input (补充材料). The files are stored before it is written.
type Added struct {
	Files   []string `json:"files,omitempty"` // hashes
	Private struct {
		Text  string        `json:"text,omitempty"`
		Files []intake.File `json:"files,omitempty"`
	} `json:"-"`
}

// WasWithdrawn notes that the applicant withdrew the request on the status page
// before anybody had decided about it (撤回). The input waits still, for a person
// to say what becomes of it.
type WasWithdrawn struct {
	Private struct {
		Reason string `json:"reason,omitempty"`
	} `json:"-"`
}

// FactType implements ledger.Fact, as do the following.
func (Received) FactType() string            { return "received" }
func (Confirmed) FactType() string           { return "confirmed" }
func (ConfirmationBounced) FactType() string { return "confirmation_bounced" }
func (Called) FactType() string              { return "called" }
func (Parked) FactType() string              { return "parked" }
func (Became) FactType() string              { return "became" }
func (WasJoined) FactType() string           { return "was_joined" }
func (PassedOn) FactType() string            { return "passed_on" }
func (WasSetAside) FactType() string         { return "was_set_aside" }
func (Reopened) FactType() string            { return "reopened" }
func (NewCode) FactType() string             { return "new_code" }
func (RecordSigned) FactType() string        { return "record_signed" }
func (Added) FactType() string               { return "added" }
func (WasWithdrawn) FactType() string        { return "withdrawn" }
func (Destroyed) FactType() string           { return "destroyed" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Received) Personal() any            { return &f.Private }
func (f *ConfirmationBounced) Personal() any { return &f.Private }
func (f *Called) Personal() any              { return &f.Private }
func (f *PassedOn) Personal() any            { return &f.Private }
func (f *WasSetAside) Personal() any         { return &f.Private }
func (f *Reopened) Personal() any            { return &f.Private }
func (f *NewCode) Personal() any             { return &f.Private }
func (f *RecordSigned) Personal() any        { return &f.Private }
func (f *Added) Personal() any               { return &f.Private }
func (f *WasWithdrawn) Personal() any        { return &f.Private }

// newFacts are the facts that the ledger of an input can hold.
var newFacts = ledger.Facts{
	"received":             func() ledger.Fact { return new(Received) },
	"confirmed":            func() ledger.Fact { return new(Confirmed) },
	"confirmation_bounced": func() ledger.Fact { return new(ConfirmationBounced) },
	"called":               func() ledger.Fact { return new(Called) },
	"parked":               func() ledger.Fact { return new(Parked) },
	"became":               func() ledger.Fact { return new(Became) },
	"was_joined":           func() ledger.Fact { return new(WasJoined) },
	"passed_on":            func() ledger.Fact { return new(PassedOn) },
	"was_set_aside":        func() ledger.Fact { return new(WasSetAside) },
	"reopened":             func() ledger.Fact { return new(Reopened) },
	"new_code":             func() ledger.Fact { return new(NewCode) },
	"record_signed":        func() ledger.Fact { return new(RecordSigned) },
	"added":                func() ledger.Fact { return new(Added) },
	"withdrawn":            func() ledger.Fact { return new(WasWithdrawn) },
	"destroyed":            func() ledger.Fact { return new(Destroyed) },
}

// Destroyed notes that the input was destroyed with the files of all cases that it belonged
// to (销毁): what was personal in the entries before is erased, and the raw bytes are gone.
type Destroyed struct {
	List   int64  `json:"list"`   // disposal.ID
	Number string `json:"number"` // 清册号
}
