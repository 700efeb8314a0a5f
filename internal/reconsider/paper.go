package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A Paper is an official paper of the bureau (文书), from its first draft on. It
// lives like a letter of a request, and goes to one or several parties.
type Paper struct {
	casefile.Letter
	Sent []Sending // to whom it went, in order

	// Overtaken: it told of a hearing that was moved, called off or held since. Who did not
	// get it is not sent it any more.
	Overtaken bool
}

// A Role is what somebody is in a case. Papers go to roles.
type Role string

// The roles.
const (
	TheApplicant  Role = "applicant"   // 申请人
	TheRespondent Role = "respondent"  // 被申请人
	AThirdParty   Role = "third_party" // 第三人
)

// Label returns the Chinese name.
func (r Role) Label() string {
	return map[Role]string{TheApplicant: "申请人", TheRespondent: "被申请人", AThirdParty: "第三人"}[r]
}

// A Recipient is one to whom papers of a case go: a role and, of third parties,
// which one, counted among Case.Parties from 1.
type Recipient struct {
	Role  Role `json:"role"`
	Party int  `json:"party,omitempty"`
}

// A Sending is how a paper went to one recipient (送达).
type Sending struct {
	Entry     int // the N of the entry that says so
	To        Recipient
	Way       casefile.Way
	On        calendar.Date // posted, handed over, put into the system
	GotOn     calendar.Date // signed for; no day while that is not known
	Tracking  string
	Recipient string // who signed
	Proof     int    // the material that proves it
}

// PaperSent notes that a paper went to a recipient. The entry's day is that of
// posting or handing over.
type PaperSent struct {
	Letter   int           `json:"letter"`
	To       Recipient     `json:"to"`
	Way      casefile.Way  `json:"way"`
	GotOn    calendar.Date `json:"got_on,omitzero"` // of what was handed over the same day
	Tracking string        `json:"tracking,omitempty"`
	Proof    int           `json:"proof,omitempty"`
	Private  struct {
		Recipient string `json:"recipient,omitempty"`
	} `json:"-"`
}

// PaperGot notes that a posted paper was signed for; the entry's day is that day.
type PaperGot struct {
	Letter  int       `json:"letter"`
	To      Recipient `json:"to"`
	Proof   int       `json:"proof,omitempty"`
	Private struct {
		Recipient string `json:"recipient,omitempty"`
	} `json:"-"`
}

var _, _ = know[PaperSent](), know[PaperGot]()

// FactType implements ledger.Fact, as do the following.
func (PaperSent) FactType() string { return "paper_sent" }
func (PaperGot) FactType() string  { return "paper_got" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *PaperSent) Personal() any { return &f.Private }
func (f *PaperGot) Personal() any  { return &f.Private }

func (f *PaperSent) holds() []int { return []int{f.Proof} }

func (f *PaperSent) change(c *Case, p Past) error {
	if _, ok := c.Paper(f.Letter); !ok {
		return fmt.Errorf("no letter %d", f.Letter)
	}
	paper := &c.Papers[f.Letter-1]
	paper.Sent = append(paper.Sent, Sending{
		Entry: p.N, To: f.To, Way: f.Way, On: p.On, GotOn: f.GotOn, Tracking: f.Tracking, Recipient: f.Private.Recipient, Proof: f.Proof,
	})
	if len(c.Unsent(*paper)) == 0 {
		paper.Stage, paper.ChangedAt = casefile.IsServed, p.At
	}
	return nil
}

func (f *PaperGot) change(c *Case, p Past) error {
	paper, ok := c.Paper(f.Letter)
	if !ok {
		return fmt.Errorf("no letter %d", f.Letter)
	}
	for i := range paper.Sent {
		if s := &c.Papers[f.Letter-1].Sent[i]; s.To == f.To {
			s.GotOn = p.On
			if f.Private.Recipient != "" {
				s.Recipient = f.Private.Recipient
			}
		}
	}
	return nil
}

// happenToPaper changes one of the papers.
func (c *Case) happenToPaper(p Past) error {
	var n int
	switch f := p.Fact.(type) {
	case *casefile.Drafted:
		return c.draft(p, f)
	case *casefile.Dropped:
		n = f.Letter
	case *casefile.SentToCheck:
		n = f.Letter
	case *casefile.Checked:
		n = f.Letter
	case *casefile.Returned:
		n = f.Letter
	case *casefile.Signed:
		n = f.Letter
	case *casefile.Rendered:
		n = f.Letter
	case *casefile.Voided:
		n = f.Letter
	default:
		return fmt.Errorf("no rule for this fact")
	}
	if _, ok := c.Paper(n); !ok {
		return fmt.Errorf("no letter %d", n)
	}
	paper := &c.Papers[n-1]
	before := paper.Stage
	if paper.Live(casefile.Past(p)); paper.Stage != before {
		paper.ChangedAt = p.At
	}
	c.serveWhole(p)
	return nil
}

func (c *Case) draft(p Past, f *casefile.Drafted) error {
	letters := make([]casefile.Letter, len(c.Papers))
	for i := range c.Papers {
		letters[i] = c.Papers[i].Letter
	}
	letters, err := casefile.SaveDraft(letters, casefile.Past(p), f)
	if err != nil {
		return err
	}
	if f.Letter > len(c.Papers) {
		c.Papers = append(c.Papers, Paper{})
	}
	c.Papers[f.Letter-1].Letter = letters[f.Letter-1]
	return nil
}

// Paper returns the n-th paper of the case, and whether there is one.
func (c *Case) Paper(n int) (Paper, bool) {
	if n < 1 || n > len(c.Papers) {
		return Paper{}, false
	}
	return c.Papers[n-1], true
}

// PaperOf returns the last standing paper of the kind, and whether there is one.
func (c *Case) PaperOf(kind casefile.LetterKind) (Paper, bool) {
	for _, p := range slices.Backward(c.Papers) {
		if p.Kind == kind && p.Stands() {
			return p, true
		}
	}
	return Paper{}, false
}

// SentTo returns how the paper went to those of a role, the first of them, and
// whether it did.
func (p Paper) SentTo(role Role) (Sending, bool) {
	for _, s := range p.Sent {
		if s.To.Role == role {
			return s, true
		}
	}
	return Sending{}, false
}

// gotBy returns when the paper came to the last of a role to whom it went, and whether all
// of these have it; while one has not, the day on which it went to the last counts.
func (p Paper) gotBy(role Role) (last calendar.Date, all bool) {
	all = true
	for _, s := range p.Sent {
		if s.To.Role != role {
			continue
		}
		on := s.GotOn
		if on.IsZero() {
			on, all = s.On, false
		}
		if on.After(last) {
			last = on
		}
	}
	return last, all && !last.IsZero()
}

// Recipients returns to whom a paper of the kind goes.
func (c *Case) Recipients(kind casefile.LetterKind) []Recipient {
	var all []Recipient
	for _, role := range paperRules[kind].to {
		switch role {
		case TheApplicant:
			all = append(all, c.toApplicants()...)
			continue
		case TheRespondent:
			all = append(all, Recipient{Role: role})
			continue
		}
		all = append(all, c.thirdParties()...)
	}
	return all
}

// Unsent returns to whom the paper has still to go: to nobody once it is overtaken.
func (c *Case) Unsent(p Paper) []Recipient {
	if p.Overtaken {
		return nil
	}
	return slices.DeleteFunc(c.Recipients(p.Kind), func(r Recipient) bool {
		return slices.ContainsFunc(p.Sent, func(s Sending) bool { return s.To == r })
	})
}

// Addressees returns to whom a signed paper went or has still to go, in order.
func (c *Case) Addressees(p Paper) []Recipient {
	var all []Recipient
	for _, s := range p.Sent {
		all = append(all, s.To)
	}
	return append(all, c.Unsent(p)...)
}

// NameOf returns the name of a recipient.
func (c *Case) NameOf(r Recipient) string {
	switch {
	case r.Role == TheApplicant && r.Party == 0:
		return c.Applicant.Name
	case r.Role == TheRespondent:
		return c.Contested.Name
	}
	if r.Party >= 1 && r.Party <= len(c.Parties) {
		return c.Parties[r.Party-1].Private.Who.Name
	}
	return ""
}

// Sending decides that a paper went to a recipient on a day.
func (c *Case) Sending(f PaperSent, on calendar.Date, s Situation) (*PaperSent, error) {
	paper, ok := c.Paper(f.Letter)
	if !ok {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	if err := c.sendable(paper, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if !slices.Contains(c.Unsent(paper), f.To) {
		form.Bad("to", "review_recipient_needed")
	}
	switch f.Way {
	case casefile.Direct, casefile.Entrusted:
		form.Need("recipient", &f.Private.Recipient, "recipient_needed")
		f.GotOn = on
	case casefile.Posted:
		form.Need("tracking", &f.Tracking, "tracking_needed")
		f.GotOn = calendar.Date{}
	case casefile.Handed:
		if f.To.Role != TheRespondent || c.Contested.Respondent == 0 {
			form.Bad("way", "review_handed_outside")
		}
		f.GotOn = on
	default:
		form.Bad("way", "way_needed")
	}
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "served_in_future")
	case on.Before(paper.SignedOn):
		form.Bad("on", "served_before_signed", paper.SignedOn.Chinese())
	}
	if going := paperRules[paper.Kind].going; going != nil {
		going(form, c, paper, on, s)
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// sendable: a paper goes out once it is signed and as long as what it says holds; what the
// clock counts from its service, only while the case is open.
func (c *Case) sendable(p Paper, s Situation) error {
	switch {
	case p.Overtaken && p.Stands():
		return fault.New(fault.Conflict, "review_session_overtaken")
	case p.Stage != casefile.IsReady:
		return fault.New(fault.Conflict, "letter_stage", p.Stage.Label(), Send.Label())
	case paperRules[p.Kind].sent == nil:
		return nil
	}
	if err := notOver(c, s); err != nil {
		return err
	}
	return nil
}

// Getting decides that a posted paper was signed for on a day.
func (c *Case) Getting(f PaperGot, on calendar.Date, s Situation) (*PaperGot, error) {
	paper, ok := c.Paper(f.Letter)
	if !ok {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	form := fault.Form{}
	at := slices.IndexFunc(paper.Sent, func(sent Sending) bool { return sent.To == f.To && sent.GotOn.IsZero() })
	switch {
	case at < 0:
		form.Bad("to", "review_recipient_needed")
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "delivered_in_future")
	case on.Before(paper.Sent[at].On):
		form.Bad("on", "delivered_too_early", paper.Sent[at].On.Chinese())
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// WentTo reports whether the paper went to somebody of a role.
func (p Paper) WentTo(role Role) bool {
	_, ok := p.SentTo(role)
	return ok
}

// HasTold reports whether any paper went to those of a role: they know of the case.
func (c *Case) HasTold(role Role) bool {
	return slices.ContainsFunc(c.Papers, func(p Paper) bool { return p.WentTo(role) })
}
