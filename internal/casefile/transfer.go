package casefile

import (
	"fmt"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TransferLetter is the letter with which a request is handed on (申请转送函, 条例 36(5)).
const TransferLetter LetterKind = "transfer"

// CorrectionTransferLetter is the same of a request for a correction (更正申请转送函,
// 条例 41).
const CorrectionTransferLetter LetterKind = "correction_transfer"

// A Consent says how the applicant agreed that the request is handed on.
type Consent string

// The ways to agree.
const (
	InWriting Consent = "writing"
	ByMail    Consent = "mail"
	OnPhone   Consent = "phone" // with a note of the call
	AtCounter Consent = "counter"
)

// WaysToAgree lists them as forms show them.
var WaysToAgree = []Consent{InWriting, ByMail, OnPhone, AtCounter}

// Label returns the Chinese name, "" for none.
func (c Consent) Label() string {
	return map[Consent]string{InWriting: "书面", ByMail: "电子邮件", OnPhone: "电话，有记录", AtCounter: "当面，有签字"}[c]
}

// A Transfer is that a request, or a part of it, is handed on to the agency that it
// should have gone to (转送), which the applicant has agreed to. The case goes on, and
// answers that the information is not this agency's (条例 36(5)). A correction goes to
// the agency that may correct the record without asking: the law wants the applicant
// told (条例 41), so it has neither day nor way of consent.
type Transfer struct {
	N           int   // number within the case
	To          int   // which agency, among the others of the case
	Agency      int64 // where it works with this installation; 0 for one that does not
	AgreedOn    calendar.Date
	How         Consent
	Part        string // what of it is handed on; "" for all
	Note        string // of the call, or where the consent is kept
	Proof       int    // the material that holds the consent
	Input       int64  // what it became in the inbox of the other agency; 0 until it is handed on, and outside
	InputNumber string
	Withdrawn   bool // taken back
}

// TransferTo returns the transfer to one of the others of the case.
func (c *Case) TransferTo(to int) (Transfer, bool) {
	for _, t := range c.Transfers {
		if t.To == to && to != 0 {
			return t, true
		}
	}
	return Transfer{}, false
}

// Transfer returns the case's n-th transfer.
func (c *Case) Transfer(n int) (Transfer, bool) {
	if n < 1 || n > len(c.Transfers) {
		return Transfer{}, false
	}
	return c.Transfers[n-1], true
}

// Cover returns the letter with which the request is handed on, and whether there
// is one that stands.
func (c *Case) Cover(t Transfer) (Letter, bool) {
	return c.letterTo(t.To, TransferLetter, CorrectionTransferLetter)
}

// TransferAgreed notes that the applicant agreed that the request is handed on, and
// makes the other agency one of the others of the case.
type TransferAgreed struct {
	Transfer int           `json:"transfer"` // its number within the case, from 1
	To       int           `json:"to"`       // the number of the other, from 1
	Agency   int64         `json:"agency,omitempty"`
	On       calendar.Date `json:"agreed_on"`
	How      Consent       `json:"how"`
	Proof    int           `json:"proof,omitempty"`
	Private  struct {
		Addressee Addressee `json:"addressee"`
		Part      string    `json:"part,omitempty"`
		Note      string    `json:"note,omitempty"`
	} `json:"-"`
}

// HandedOver notes what the request became in the inbox of the other agency. It
// stands in one transaction with the service of the letter and with that input.
type HandedOver struct {
	Transfer    int    `json:"transfer"`
	Input       int64  `json:"input"`
	InputNumber string `json:"input_number"`
}

// TransferTakenBack takes a transfer back (撤销转送): its letter that has not gone out
// is put away, and what lies in the inbox of the other agency is set aside there.
type TransferTakenBack struct {
	Transfer int `json:"transfer"`
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(TransferAgreed) },
	func() ledger.Fact { return new(HandedOver) },
	func() ledger.Fact { return new(TransferTakenBack) },
)

// FactType implements ledger.Fact, as do the following.
func (TransferAgreed) FactType() string    { return "transfer_agreed" }
func (HandedOver) FactType() string        { return "handed_over" }
func (TransferTakenBack) FactType() string { return "transfer_taken_back" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *TransferAgreed) Personal() any    { return &f.Private }
func (f *TransferTakenBack) Personal() any { return &f.Private }

func (f *TransferAgreed) change(c *Case, _ Past) error {
	if f.Transfer != len(c.Transfers)+1 || f.To != len(c.Others)+1 {
		return fmt.Errorf("transfer %d to %d follows %d to %d", f.Transfer, f.To, len(c.Transfers), len(c.Others))
	}
	c.Others = append(c.Others, f.Private.Addressee)
	c.Transfers = append(c.Transfers, Transfer{
		N: f.Transfer, To: f.To, Agency: f.Agency, AgreedOn: f.On, How: f.How, Part: f.Private.Part, Note: f.Private.Note, Proof: f.Proof,
	})
	return nil
}

func (f *HandedOver) change(c *Case, _ Past) error {
	return c.transfer(f.Transfer, func(t *Transfer) { t.Input, t.InputNumber = f.Input, f.InputNumber })
}

func (f *TransferTakenBack) change(c *Case, p Past) error {
	return c.transfer(f.Transfer, func(t *Transfer) {
		t.Withdrawn = true
		for i := range c.Letters {
			if c.Letters[i].To == t.To {
				c.Letters[i].putAway(p.At)
			}
		}
	})
}

// transfer changes the n-th transfer.
func (c *Case) transfer(n int, change func(*Transfer)) error {
	if _, ok := c.Transfer(n); !ok {
		return fmt.Errorf("no transfer %d", n)
	}
	change(&c.Transfers[n-1])
	return nil
}

// HandingOn decides that the request is to be handed on: to whom, and that the
// applicant agreed. The law asks only to say who is competent (条例 36(5)), so
// without consent nothing is handed on.
func (c *Case) HandingOn(f TransferAgreed, s Situation) (*TransferAgreed, error) {
	if err := c.Allows(HandOn, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	a := &f.Private.Addressee
	for _, text := range []*string{&a.Name, &a.Contact, &a.Phone, &a.PostCode, &a.Address, &f.Private.Part, &f.Private.Note} {
		*text = strings.TrimSpace(*text)
	}
	a.Is = Authority
	switch {
	case f.Agency != 0 && f.Agency == c.Agency:
		form.Bad("agency", "transfer_to_self")
	case a.Name == "":
		form.Bad("agency", "transfer_agency_needed")
	}
	for _, t := range c.Transfers {
		if !t.Withdrawn && c.Others[t.To-1].Name == a.Name && t.Part == f.Private.Part {
			form.Bad("agency", "transfer_begun", a.Name)
		}
	}
	c.checkConsent(form, &f, s)
	if err := form.Err(); err != nil {
		return nil, err
	}
	f.Transfer, f.To = len(c.Transfers)+1, len(c.Others)+1
	return &f, nil
}

// checkConsent notes what is wrong with the applicant's consent. That to pass on a
// correction is not asked for, and none is kept.
func (c *Case) checkConsent(form fault.Form, f *TransferAgreed, s Situation) {
	if c.IsCorrection() {
		f.On, f.How = calendar.Date{}, ""
		return
	}
	switch {
	case f.On.IsZero():
		form.Bad("agreed_on", "transfer_consent_day")
	case f.On.After(s.Today):
		form.Bad("agreed_on", "transfer_consent_in_future")
	case f.On.Before(c.Receipt.Earliest()):
		form.Bad("agreed_on", "transfer_consent_before_request", c.Receipt.Earliest().Chinese())
	}
	switch {
	case f.How.Label() == "":
		form.Bad("how", "transfer_without_consent")
	case f.How == OnPhone && f.Private.Note == "":
		form.Bad("note", "transfer_call_note")
	}
}

// TakingBackTransfer decides that a transfer is taken back: until its letter went
// out, and from the inbox of an agency of this installation until it was registered
// there, which the desk knows.
func (c *Case) TakingBackTransfer(f TransferTakenBack, s Situation) (*TransferTakenBack, error) {
	if err := c.Allows(TakeBackTransfer, s); err != nil {
		return nil, err
	}
	t, ok := c.Transfer(f.Transfer)
	switch {
	case !ok:
		return nil, fault.AtField("party", "transfer_needed")
	case t.Withdrawn:
		return nil, fault.AtField("party", "transfer_taken_back")
	}
	if l, ok := c.Cover(t); ok && l.Stage == IsServed && t.Input == 0 {
		return nil, fault.AtField("party", "transfer_gone", l.ServedOn.Chinese())
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// transferTo: one letter for each transfer, of the kind for that type of case.
func transferTo(of Type) func(*Case, int, Situation) *fault.Error {
	return func(c *Case, to int, _ Situation) *fault.Error {
		t, ok := c.TransferTo(to)
		switch {
		case !ok, of != c.Type.OrRequest():
			return fault.New(fault.Conflict, "letter_addressee_wrong")
		case t.Withdrawn:
			return fault.New(fault.Conflict, "transfer_taken_back")
		}
		if l, ok := c.Cover(t); ok {
			return fault.New(fault.Conflict, "transfer_letter_begun", l.Stage.Label())
		}
		return nil
	}
}

// transferring: there is a transfer that was not taken back.
func transferring(c *Case, _ Situation) *fault.Error {
	for _, t := range c.Transfers {
		if !t.Withdrawn {
			return nil
		}
	}
	return fault.New(fault.Conflict, "no_transfer")
}

// checkHanded notes what is wrong with the way of a letter by which a request is
// handed on: to an agency of this installation it goes into its inbox, and nothing
// else does.
func (c *Case) checkHanded(form fault.Form, l Letter, way Way) {
	t, ok := c.TransferTo(l.To)
	inside := ok && t.Agency != 0
	contest, _ := c.ContestTo(l.To)
	switch {
	case way == Handed && !inside && contest.Review == 0:
		form.Bad("way", "handed_only_inside")
	case way != Handed && inside:
		form.Bad("way", "inside_is_handed")
	}
}

// notHanded: what lies in the inbox of another agency is taken back there, not
// corrected as a service.
func notHanded(l Letter) *fault.Error {
	if l.Way == Handed {
		return fault.New(fault.Conflict, "handed_service_stays")
	}
	return nil
}
