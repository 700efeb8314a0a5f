package reconsider

import (
	"strings"

	"mingda/internal/casefile"
)

// Sketch returns the case as it is compared with others. Who handled it is for the
// caller to name: the case knows people by number only, see DecidedBy.
func (c *Case) Sketch() Sketch {
	s := Sketch{
		ID: int64(c.ID), Number: c.Number, Kind: c.Kind(), Parts: c.Contested.Parts, Ground: string(c.Objection), Found: c.Findings.Found,
		Words: strings.Join([]string{c.Asked.Subject, c.Asked.Request, c.Asked.Grounds}, "\n"), Respondent: c.Contested.Name, Applicant: c.applicantKey(),
	}
	if !c.Contested.Silence {
		s.Act = c.Contested.Number
	}
	paper, outcome, decided := c.Decision()
	if !decided {
		return s
	}
	_, gone := paper.SentTo(TheApplicant)
	s.Outcome, s.DecidedOn, s.Effective = outcome, paper.SignedOn, gone || paper.Stage == casefile.IsServed
	if s.Guiding = c.IsGuiding(); s.Guiding {
		s.Published = c.Guides.Published
	}
	if c.Proposal.Outcome == outcome {
		s.Reason, s.Departs, s.Departure = c.Proposal.Private.Reasons, c.Proposal.Departs, c.Proposal.Private.Departure
	}
	return s
}

// applicantKey tells one applicant from another: by the number of the document where it
// is known, else by the name.
func (c *Case) applicantKey() string {
	if c.Applicant.IDNumber != "" {
		return c.Applicant.IDNumber
	}
	return strings.Join(strings.Fields(c.Applicant.Name), "")
}

// DecidedBy returns who proposed what was decided, else the first of the handlers; 0
// where the case has had none.
func (c *Case) DecidedBy() int64 {
	if c.Proposal.Entry != 0 {
		return c.Proposal.By
	}
	if len(c.Handlers) > 0 {
		return c.Handlers[0]
	}
	return 0
}
