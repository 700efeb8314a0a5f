package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// PublicationProposed notes that what was disclosed on request is proposed to be
// published to all (纳入主动公开, 条例 44): by the applicant, or by the office itself
// because several asked for the same.
type PublicationProposed struct {
	Several bool `json:"several,omitempty"` // several asked for the same (条例 44.1); else the applicant proposed it (44.2)
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// PublicationDecided notes what the office decided about it after examining.
type PublicationDecided struct {
	Published   bool          `json:"published,omitempty"`
	Where       string        `json:"where,omitempty"` // it was published
	PublishedOn calendar.Date `json:"published_on,omitzero"`
	Private     struct {
		Reason string `json:"reason,omitempty"` // why it is not
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(PublicationProposed) },
	func() ledger.Fact { return new(PublicationDecided) },
)

// FactType implements ledger.Fact, as does the following.
func (PublicationProposed) FactType() string { return "publication_proposed" }
func (PublicationDecided) FactType() string  { return "publication_decided" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *PublicationProposed) Personal() any { return &f.Private }
func (f *PublicationDecided) Personal() any  { return &f.Private }

// A Publication is a proposal to publish what was disclosed, and what became of it.
type Publication struct {
	Entry   int
	On      calendar.Date
	Several bool
	Reason  string
	Decided int // the N of the decision; 0 while there is none
	PublicationDecided
}

func (f *PublicationProposed) change(c *Case, p Past) error {
	c.Publication = &Publication{Entry: p.N, On: p.On, Several: f.Several, Reason: f.Private.Reason}
	return nil
}

func (f *PublicationDecided) change(c *Case, p Past) error {
	if c.Publication == nil {
		return fault.New(fault.Conflict, "publication_none")
	}
	decided := *c.Publication
	decided.Decided, decided.PublicationDecided = p.N, *f
	c.Publication = &decided
	return nil
}

// retract: what staff recorded by mistake falls away while nothing was decided
// about it; what the applicant wrote stays.
func (f *PublicationProposed) retract(c *Case, p Past) *fault.Error {
	switch {
	case p.By == ledger.Applicant:
		return fault.New(fault.Conflict, "publication_theirs")
	case c.Publication.Entry != p.N || c.Publication.Decided != 0:
		return fault.New(fault.Conflict, "publication_decided")
	}
	return nil
}

// retract: the last decision can be made anew.
func (f *PublicationDecided) retract(c *Case, p Past) *fault.Error {
	if c.Publication.Decided != p.N {
		return fault.New(fault.Conflict, "publication_since")
	}
	return nil
}

// IsProposed reports whether something is proposed to be published and nobody has
// decided about it.
func (c *Case) IsProposed() bool { return c.Publication != nil && c.Publication.Decided == 0 }

// IsPublished reports whether what was disclosed was published to all.
func (c *Case) IsPublished() bool { return c.Publication != nil && c.Publication.Published }

// ProposePublication decides the note of a proposal.
func (c *Case) ProposePublication(f PublicationProposed, on calendar.Date, s Situation) (*PublicationProposed, error) {
	if err := c.Allows(ProposePublication, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	switch reply, _ := c.Reply(); {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "publication_in_future")
	case on.Before(reply.ServedOn):
		form.Bad("on", "publication_before_reply", reply.ServedOn.Chinese())
	}
	form.Need("reason", &f.Private.Reason, "publication_why")
	return &f, form.Err()
}

// AllowsProposing returns nil if the applicant can propose on the status page that
// what they were given is published, else why not. A proposal that was decided about
// stays so there; what comes on paper staff record.
func (c *Case) AllowsProposing() error {
	if c.Publication != nil && !c.Publication.Several {
		return fault.New(fault.Conflict, "publication_once")
	}
	return c.Allows(ProposePublication, Situation{})
}

// DecidePublication decides the note of what became of a proposal.
func (c *Case) DecidePublication(f PublicationDecided, s Situation) (*PublicationDecided, error) {
	if err := c.Allows(DecidePublication, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Where, f.Private.Reason = strings.TrimSpace(f.Where), strings.TrimSpace(f.Private.Reason)
	if !f.Published {
		f.Where, f.PublishedOn = "", calendar.Date{}
		if f.Private.Reason == "" {
			form.Bad("reason", "publication_why_not")
		}
		return &f, form.Err()
	}
	if f.Where == "" {
		form.Bad("where", "publication_where")
	}
	switch {
	case f.PublishedOn.IsZero():
		form.Bad("published_on", "date_unreadable")
	case f.PublishedOn.After(s.Today):
		form.Bad("published_on", "publication_not_yet")
	}
	return &f, form.Err()
}

// disclosing are the results with which the applicant was given something that was
// not public before.
var disclosing = []law.Result{law.Disclose, law.Partial}

// disclosed: only what was disclosed on request can be published after it.
func disclosed(c *Case, _ Situation) *fault.Error {
	reply, ok := c.Reply()
	if !ok || reply.Stage != IsServed || !slices.Contains(disclosing, reply.Result) {
		return fault.New(fault.Conflict, "publication_nothing")
	}
	return nil
}

func notProposed(c *Case, _ Situation) *fault.Error {
	switch {
	case c.IsProposed():
		return fault.New(fault.Conflict, "publication_proposed")
	case c.IsPublished():
		return fault.New(fault.Conflict, "publication_done", c.Publication.PublishedOn.Chinese())
	}
	return nil
}

func proposed(c *Case, _ Situation) *fault.Error {
	if !c.IsProposed() {
		return fault.New(fault.Conflict, "publication_none")
	}
	return nil
}
