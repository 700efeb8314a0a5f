package desk

import (
	"cmp"
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
)

// reviewReceipt makes the receipt of an application for reconsideration (复议申请收件回执),
// with number and code.
func (d *Desk) reviewReceipt(ctx context.Context, i *inbox.Input, code auth.Code) ([]byte, error) {
	facts, c, err := d.reviewInputFacts(ctx, i)
	if err != nil {
		return nil, err
	}
	facts.QueryCode = code.String()
	materials := "行政复议申请书"
	for _, f := range c.Files {
		materials += "\n" + withoutExtension(f.Name)
	}
	return d.paper(letter.ReviewReceipt, facts, letter.Values{"materials": materials, "receiver": cmp.Or(facts.Review.Bureau.Name, facts.Review.Body)})
}

// reviewInputFacts is what a paper takes from an application for reconsideration that may
// be no case yet.
func (d *Desk) reviewInputFacts(ctx context.Context, i *inbox.Input) (letter.Facts, Content, error) {
	c, _, err := d.content(i)
	if err != nil {
		return letter.Facts{}, c, err
	}
	body, err := d.DB.Agency(ctx, i.Body)
	if err != nil {
		return letter.Facts{}, c, err
	}
	o := c.Objection
	if o == nil { // a mail: who wrote it, and that it came
		o = &intake.ObjectionInput{Applicant: c.Applicant}
		o.Asked.Request = c.Summary
	}
	if o.Applicant.Name == "" {
		o.Applicant.Name = "（没有写明）"
	}
	filed := o.Filed(i.ArrivedOn())
	f := letter.Facts{
		Office: d.officeOf(body), IntakeNumber: i.Number, CaseNumber: i.Number, Applicant: o.Applicant, Door: i.Door, ArrivedOn: i.ArrivedOn(), ReceivedOn: filed.ReceivedOn, On: d.today(), Today: d.today(),
		Review: reviewOf(body, o, filed),
	}
	return f, c, nil
}

// reviewOf is what papers say of an application.
func reviewOf(body office.Agency, o *intake.ObjectionInput, filed reconsider.Filed) *letter.Review {
	k := filed.Contested
	r := &letter.Review{
		Body: body.Name, Bureau: letter.ReviewBureau{Name: body.Bureau, Phone: body.BureauPhone, Address: body.BureauAddress, Channel: body.ReviewChannel},
		Applicants: []letter.ReviewParty{{
			Name: o.Applicant.Name, Class: o.Applicant.Class, Address: o.Applicant.Address, Head: o.Applicant.Representative, Phone: o.Applicant.Phone,
		}},
		Respondent: letter.ReviewParty{Name: cmp.Or(k.Name, "（没有写明）")}, Request: o.Asked.Request, Grounds: o.Asked.Grounds, FiledOn: filed.ReceivedOn, ReceivedOn: filed.ReceivedOn,
		Silence: k.Silence, Act: letter.ReviewAct{Name: cmp.Or(k.Paper, replyTitle), Number: k.Number, On: k.On, Result: k.Result, ReceivedOn: k.GotOn, Subject: o.Asked.Subject},
	}
	if !filed.SentOn.IsZero() {
		r.FiledOn = filed.SentOn
	}
	if k.Silence {
		r.Act = letter.ReviewAct{Subject: o.Asked.Subject}
	}
	return r
}

// ReviewSpokenPDF makes the record of an application by word of mouth (口头复议申请笔录), to be
// read out and signed (复议法 22.3).
func (d *Desk) ReviewSpokenPDF(ctx context.Context, by auth.User, id inbox.ID) ([]byte, error) {
	v, err := d.ReviewInput(ctx, by, id)
	if err != nil {
		return nil, err
	}
	facts, c, err := d.reviewInputFacts(ctx, v.Input)
	if err != nil {
		return nil, err
	}
	values := letter.Values{
		"place": cmp.Or(facts.Review.Bureau.Address, facts.Review.Bureau.Name, facts.Review.Body), "recorder": by.Name, "spoken_request": facts.Review.Request, "spoken_grounds": facts.Review.Grounds,
		"spoken_at": v.Input.ArrivedOn().Chinese(),
	}
	if c.Objection != nil && v.Input.Door != casefile.Counter {
		values["why_spoken"] = v.Input.Door.Label()
	}
	return d.paper(letter.ReviewSpoken, facts, values)
}
