package casefile

import (
	"mingda/internal/deadline"
	"mingda/internal/ledger"
)

// A changer is a fact that says itself what it changes in the case. Fold asks it
// instead of its own table; a procedure keeps its facts and what they do in one
// file of its own.
type changer interface {
	ledger.Fact
	change(c *Case, p Past) error
}

// A timer is a fact that the clock counts. It is asked again for every look at the
// clock, when all that followed it is known, and says nothing if it was taken back.
type timer interface {
	ledger.Fact
	clockEvents(c *Case, p Past) []deadline.Event
}

// newFacts are the facts that the ledger of a case can hold.
var newFacts = ledger.Facts{}

// know adds types of facts to them.
func know(facts ...func() ledger.Fact) struct{} { return newFacts.Know(facts...) }

var _ = know(
	func() ledger.Fact { return new(Registered) },
	func() ledger.Fact { return new(Joined) },
	func() ledger.Fact { return new(Unjoined) },
	func() ledger.Fact { return new(Assigned) },
	func() ledger.Fact { return new(UnitSignedFor) },
	func() ledger.Fact { return new(Noted) },
	func() ledger.Fact { return new(MaterialAdded) },
	func() ledger.Fact { return new(MaterialWithdrawn) },
	func() ledger.Fact { return new(Drafted) },
	func() ledger.Fact { return new(Dropped) },
	func() ledger.Fact { return new(SentToCheck) },
	func() ledger.Fact { return new(Checked) },
	func() ledger.Fact { return new(Returned) },
	func() ledger.Fact { return new(Signed) },
	func() ledger.Fact { return new(Rendered) },
	func() ledger.Fact { return new(Dispatched) },
	func() ledger.Fact { return new(DispatchEnded) },
	func() ledger.Fact { return new(Served) },
	func() ledger.Fact { return new(Delivered) },
	func() ledger.Fact { return new(ServiceCorrected) },
	func() ledger.Fact { return new(Voided) },
	func() ledger.Fact { return new(MailBounced) },
	func() ledger.Fact { return new(Fetched) },
	func() ledger.Fact { return new(Supplemented) },
	func() ledger.Fact { return new(NotSupplement) },
	func() ledger.Fact { return new(SupplementTakenBack) },
	func() ledger.Fact { return new(Withdrawn) },
	func() ledger.Fact { return new(WithdrawalAsked) },
	func() ledger.Fact { return new(Closed) },
	func() ledger.Fact { return new(Resumed) },
	func() ledger.Fact { return new(ReceiptCorrected) },
	func() ledger.Fact { return new(PersonCorrected) },
	func() ledger.Fact { return new(WantsCorrected) },
	func() ledger.Fact { return new(ContactChanged) },
	func() ledger.Fact { return new(CodeReplaced) },
	func() ledger.Fact { return new(Annulled) },
)

// FactType implements ledger.Fact, as do the following.
func (Registered) FactType() string          { return "registered" }
func (Joined) FactType() string              { return "joined" }
func (Unjoined) FactType() string            { return "unjoined" }
func (Assigned) FactType() string            { return "assigned" }
func (UnitSignedFor) FactType() string       { return "signed_for" }
func (Noted) FactType() string               { return "noted" }
func (MaterialAdded) FactType() string       { return "material_added" }
func (MaterialWithdrawn) FactType() string   { return "material_withdrawn" }
func (Drafted) FactType() string             { return "drafted" }
func (Dropped) FactType() string             { return "dropped" }
func (SentToCheck) FactType() string         { return "sent_to_check" }
func (Checked) FactType() string             { return "checked" }
func (Returned) FactType() string            { return "returned" }
func (Signed) FactType() string              { return "signed" }
func (Rendered) FactType() string            { return "rendered" }
func (Dispatched) FactType() string          { return "dispatched" }
func (DispatchEnded) FactType() string       { return "dispatch_ended" }
func (Served) FactType() string              { return "served" }
func (Delivered) FactType() string           { return "delivered" }
func (ServiceCorrected) FactType() string    { return "service_corrected" }
func (MailBounced) FactType() string         { return "mail_bounced" }
func (Voided) FactType() string              { return "voided" }
func (Fetched) FactType() string             { return "fetched" }
func (Supplemented) FactType() string        { return "supplemented" }
func (NotSupplement) FactType() string       { return "not_supplement" }
func (SupplementTakenBack) FactType() string { return "supplement_taken_back" }
func (Withdrawn) FactType() string           { return "withdrawn" }
func (WithdrawalAsked) FactType() string     { return "withdrawal_asked" }
func (Closed) FactType() string              { return "closed" }
func (ReceiptCorrected) FactType() string    { return "receipt_corrected" }
func (PersonCorrected) FactType() string     { return "person_corrected" }
func (WantsCorrected) FactType() string      { return "wants_corrected" }
func (ContactChanged) FactType() string      { return "contact_changed" }
func (CodeReplaced) FactType() string        { return "code_replaced" }
func (Annulled) FactType() string            { return "annulled" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Registered) Personal() any          { return &f.Private }
func (f *Joined) Personal() any              { return &f.Private }
func (f *Unjoined) Personal() any            { return &f.Private }
func (f *Assigned) Personal() any            { return &f.Private }
func (f *Noted) Personal() any               { return &f.Private }
func (f *MaterialAdded) Personal() any       { return &f.Private }
func (f *MaterialWithdrawn) Personal() any   { return &f.Private }
func (f *Drafted) Personal() any             { return &f.Private }
func (f *Checked) Personal() any             { return &f.Private }
func (f *Returned) Personal() any            { return &f.Private }
func (f *Signed) Personal() any              { return &f.Private }
func (f *Served) Personal() any              { return &f.Private }
func (f *Delivered) Personal() any           { return &f.Private }
func (f *ServiceCorrected) Personal() any    { return &f.Private }
func (f *MailBounced) Personal() any         { return &f.Private }
func (f *DispatchEnded) Personal() any       { return &f.Private }
func (f *Voided) Personal() any              { return &f.Private }
func (f *Supplemented) Personal() any        { return &f.Private }
func (f *SupplementTakenBack) Personal() any { return &f.Private }
func (f *Withdrawn) Personal() any           { return &f.Private }
func (f *WithdrawalAsked) Personal() any     { return &f.Private }
func (f *Closed) Personal() any              { return &f.Private }
func (f *PersonCorrected) Personal() any     { return &f.Private }
func (f *WantsCorrected) Personal() any      { return &f.Private }
func (f *ContactChanged) Personal() any      { return &f.Private }
func (f *CodeReplaced) Personal() any        { return &f.Private }
func (f *Annulled) Personal() any            { return &f.Private }
