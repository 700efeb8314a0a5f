package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
)

// ReviewServicePDF makes a paper that goes with a signed paper of the bureau to one of
// those it goes to: the return receipt to be signed (送达回证) or the envelope.
func (d *Desk) ReviewServicePDF(ctx context.Context, by auth.User, id reconsider.ID, n int, to reconsider.Recipient, kind letter.Kind) ([]byte, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		return nil, err
	}
	paper, _ := v.Case.Paper(n)
	all, err := d.reviewAddressees(ctx, v.Case, paper)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(a ReviewAddressee) bool { return a.To == to })
	if at < 0 {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	facts := letter.Facts{Office: d.bureauOffice(v.Body), CaseNumber: v.Case.Number, Applicant: all[at].Who, On: d.today(), Today: d.today()}
	if kind == letter.EnvelopeLabel {
		facts.Office.Name = strings.TrimSpace(v.Body.Name + "　" + v.Body.Bureau)
		return d.paper(kind, facts, letter.Values{})
	}
	served, err := servedWith(paper)
	if err != nil {
		return nil, err
	}
	values := letter.Values{"documents": served}
	for _, s := range paper.Sent {
		if s.To == to {
			values["by"] = letter.WayOf(s.Way)
		}
	}
	return d.paper(kind, facts, values)
}

// servedWith lists what is served with a signed paper, itself first: by the title that stands
// over it, for the recipient does not know our names of kinds.
func servedWith(paper reconsider.Paper) (string, error) {
	value, err := signedValue(paper.Letter)
	if err != nil {
		return "", err
	}
	return strings.Join(append([]string{"《" + value.Title + "》（" + paper.Number + "）"}, value.Attachments...), "\n"), nil
}

// bureauOffice is the body as its papers name it that are sent back to the bureau.
func (d *Desk) bureauOffice(body office.Agency) letter.Office {
	o := d.officeOf(body)
	if body.BureauAddress != "" && body.BureauAddress != body.Address {
		o.Address, o.PostCode = body.BureauAddress, ""
	}
	o.Phone = cmp.Or(body.BureauPhone, body.Phone)
	return o
}

// A ReviewAddressee is one to whom a paper of the bureau goes.
type ReviewAddressee struct {
	To  reconsider.Recipient
	Who casefile.Applicant
}

// reviewAddressees lists to whom a signed paper went or has still to go; to nobody one that
// is not signed, or void.
func (d *Desk) reviewAddressees(ctx context.Context, c *reconsider.Case, paper reconsider.Paper) ([]ReviewAddressee, error) {
	if paper.Number == "" || !paper.Stands() {
		return nil, nil
	}
	var all []ReviewAddressee
	for _, to := range c.Addressees(paper) {
		who, err := d.reviewRecipient(ctx, c, to)
		if err != nil {
			return nil, err
		}
		all = append(all, ReviewAddressee{to, who})
	}
	return all, nil
}

// reviewRecipient is who gets a paper, with the address.
func (d *Desk) reviewRecipient(ctx context.Context, c *reconsider.Case, to reconsider.Recipient) (casefile.Applicant, error) {
	switch {
	case to.Party > 0:
		return asApplicant(c.Parties[to.Party-1].Private.Who), nil
	case to.Role == reconsider.TheApplicant:
		return c.Applicant, nil
	}
	who := casefile.Applicant{Class: casefile.OtherPerson, Name: c.Contested.Name}
	if c.Contested.Respondent == 0 {
		return who, nil
	}
	agency, err := d.DB.Agency(ctx, c.Contested.Respondent)
	who.Address, who.PostCode, who.Phone = agency.Address, agency.PostCode, agency.Phone
	return who, err
}
