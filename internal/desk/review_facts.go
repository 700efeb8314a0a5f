package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// reviewFacts is what a paper takes from its reconsideration case.
func (d *Desk) reviewFacts(ctx context.Context, r factsReader, c *reconsider.Case, paper reconsider.Paper) (letter.Facts, error) {
	body, err := r.Agency(ctx, c.Body)
	if err != nil {
		return letter.Facts{}, err
	}
	clock, err := c.Clock(d.Calendar(), d.today())
	if err != nil {
		return letter.Facts{}, err
	}
	review := letter.Review{
		Number: c.Number, Body: body.Name, Bureau: letter.ReviewBureau{Name: body.Bureau, Phone: body.BureauPhone, Address: body.BureauAddress},
		Applicants: reviewApplicants(c),
		Request:    c.Asked.Request, Grounds: c.Asked.Grounds, FiledOn: c.FiledOn(), ReceivedOn: c.ReceivedOn, Supplemented: c.Supplemented, WithdrawnOn: c.WithdrawnOn,
		AcceptedOn: clock.AcceptedOn, Deemed: clock.Deemed, Procedure: string(clock.Procedure), CopyBy: clock.CopyBy, AnswerBy: clock.AnswerBy,
		DecideBy: clock.DecideBy, DecideBefore: clock.DecideBy, SupplementBy: clock.SupplementBy, Court: body.Court, Silence: c.Contested.Silence,
		AnswerOn: c.Response.On, AnswerSummary: c.Response.Text,
	}
	if err := respondentOf(ctx, r, c, paper.Kind, &review); err != nil {
		return letter.Facts{}, err
	}
	if err := d.reviewedAct(ctx, r, c, &review); err != nil {
		return letter.Facts{}, err
	}
	reviewParties(c, &review)
	reviewEvidence(c, &review)
	if after, ok := d.clockAfter(c, paper); ok {
		review.DecideBy = after.DecideBy
	}
	review.Hearing, review.Heard = d.hearingOf(c)
	if p := c.Proposal; p.Entry != 0 {
		review.Proposed = &letter.Ruled{Part: p.Part, Anew: p.Anew, Days: p.Days}
	}
	if p, ok := c.PaperOf(reconsider.SuspensionNotice); ok {
		review.SuspendedOn = cmp.Or(p.By, p.SignedOn)
	}
	if suspended, ok := c.Suspended(); ok {
		review.SuspendedFor, review.Lapsed = suspended.Ground.Code, suspended.HasLapsed(d.today())
	}
	review.AskedToEnd = c.Withdrawal.On
	if p, _, ok := c.Decision(); ok {
		review.Decision = &letter.Reference{Kind: letter.Kind(p.Kind), Name: LetterName(p.Kind), Number: p.Number, On: p.SignedOn}
	}
	for _, k := range c.Companions() {
		review.Together = append(review.Together, k.Number)
	}
	for _, h := range c.Handlers {
		name, err := d.PersonName(ctx, h)
		if err != nil {
			return letter.Facts{}, err
		}
		review.Handlers = append(review.Handlers, name)
	}
	return letter.Facts{Office: d.officeOf(body), Applicant: c.Applicant, CaseNumber: c.Number, ReceivedOn: c.ReceivedOn, Today: d.today(), Review: &review}, nil
}

// respondentOf fills in the respondent, and what is its own: the channel by which its
// replies are objected to, and the court. Where the decision upholds, both are sued and
// the respondent's rank chooses the court, else that of the body (诉讼法 26.2; 法释〔2018〕1号
// 133, 134.3).
func respondentOf(ctx context.Context, r factsReader, c *reconsider.Case, kind casefile.LetterKind, review *letter.Review) error {
	review.Respondent = letter.ReviewParty{Name: c.Contested.Name}
	if c.Contested.Respondent == 0 {
		return nil
	}
	agency, err := r.Agency(ctx, c.Contested.Respondent)
	if err != nil {
		return err
	}
	review.Respondent.Address, review.Respondent.Phone = agency.Address, agency.Phone
	review.Bureau.Channel = agency.ReviewChannel
	if kind == reconsider.PaperOfOutcome(reconsider.Uphold) || kind == reconsider.PaperOfOutcome(reconsider.ClaimDismissed) {
		review.Court = agency.Court
	}
	return nil
}

// reviewedAct fills in what the objection is against.
func (d *Desk) reviewedAct(ctx context.Context, r factsReader, c *reconsider.Case, review *letter.Review) error {
	k := c.Contested
	review.Act = letter.ReviewAct{Name: k.Paper, Number: k.Number, On: k.On, Result: k.Result, ReceivedOn: k.GotOn, Subject: c.Asked.Subject}
	if k.Silence {
		review.Act = letter.ReviewAct{Subject: c.Asked.Subject}
	}
	if k.Case == 0 {
		return nil
	}
	request, err := loadCase(ctx, r, k.Case)
	if err != nil {
		return err
	}
	review.Act.RequestedOn, review.Act.Requested = request.Receipt.On, request.Number
	if request.Wants.Subject != "" {
		review.Act.Subject = request.Wants.Subject
	}
	return nil
}

// reviewApplicants are those who apply, who represents them marked.
func reviewApplicants(c *reconsider.Case) []letter.ReviewParty {
	var all []letter.ReviewParty
	spokes := c.Representatives()
	for _, r := range c.Applicants() {
		p := letter.ReviewParty{Name: c.Applicant.Name, Class: c.Applicant.Class, Address: c.Applicant.Address, Head: c.Applicant.Representative, Phone: c.Applicant.Phone}
		if r.Party > 0 {
			who := c.Parties[r.Party-1].Private.Who
			p = letter.ReviewParty{Name: who.Name, Class: casefile.Natural, Address: who.Address, Phone: who.Phone}
			if who.Contact != "" { // an organisation, with whom to ask for
				p.Class, p.Head = casefile.OtherPerson, who.Contact
			}
		}
		p.Spokes = slices.Contains(spokes, r)
		all = append(all, p)
	}
	return all
}

// reviewParties fills in who takes part beside applicant and respondent.
func reviewParties(c *reconsider.Case, review *letter.Review) {
	for _, p := range c.Parties {
		who := p.Private.Who
		if p.Is == reconsider.ThirdPartyParty && !p.Out {
			review.ThirdParties = append(review.ThirdParties, letter.ReviewParty{Name: who.Name, Address: who.Address, Head: who.Contact, Phone: who.Phone})
		}
	}
	for _, a := range c.Agents() {
		review.Agents = append(review.Agents, letter.ReviewAgent{Name: a.Name, For: c.NameOf(a.For), Is: a.Is})
	}
}

// reviewEvidence numbers the documents of the file as evidence.
func reviewEvidence(c *reconsider.Case, review *letter.Review) {
	for _, e := range c.Response.Exhibits {
		name := e.Name
		if e.Closed {
			name += "（不供查阅）"
		}
		review.Evidence = append(review.Evidence, letter.ReviewEvidence{Number: strconv.Itoa(e.N), Name: name, Pages: e.Pages(), Proves: e.Proves, By: reconsider.TheRespondent.Label()})
	}
	for _, n := range c.Response.Materials {
		if n == c.Response.Bundle {
			continue // its pieces stand above
		}
		if m, ok := c.Material(n); ok && !m.Withdrawn {
			review.Evidence = append(review.Evidence, letter.ReviewEvidence{
				Number: strconv.Itoa(len(review.Evidence) + 1), Name: withoutExtension(m.Name), By: reconsider.TheRespondent.Label(),
			})
		}
	}
}

// hearingOf returns the last hearing as its notice tells of it, nil where there is none, and
// whether one was held.
func (d *Desk) hearingOf(c *reconsider.Case) (*letter.ReviewHearingAt, bool) {
	held := slices.ContainsFunc(c.Sessions, func(s reconsider.Session) bool { return s.Held != nil })
	s, ok := c.Session()
	if !ok {
		return nil, held
	}
	p := s.Private
	h := &letter.ReviewHearingAt{
		Day: s.Day, Was: s.Was, First: reconsider.FirstSessionDay(d.Calendar(), d.today()), Reason: p.Reason,
		At: p.At, Place: p.Place, Matters: p.Matters, Chair: p.Seats.Chair, Members: p.Seats.Members, Recorder: p.Seats.Recorder,
	}
	if s.Off != nil {
		h.Off, h.Reason, h.Was = true, s.Off.Private.Reason, s.Off.Was
	}
	return h, held
}

// clockAfter returns how the clock will stand once a paper that moves the last day is
// signed today, and whether it is such a paper.
func (d *Desk) clockAfter(c *reconsider.Case, paper reconsider.Paper) (deadline.Result, bool) {
	e := deadline.Event{On: d.today()}
	switch paper.Kind {
	case reconsider.ExtensionNotice:
		e.Type = deadline.Extended
		e.Days = extendDays(paper.Values)
	case reconsider.ConversionNotice:
		e.Type = deadline.Converted
	case reconsider.ResumptionNotice:
		e.Type = deadline.Resumed
		if on, err := calendar.ParseDate(strings.TrimSpace(paper.Values["resume_on"])); err == nil {
			e.On = on
		}
	default:
		return deadline.Result{}, false
	}
	if paper.Number != "" {
		return deadline.Result{}, false
	}
	after, err := deadline.Review(d.Calendar(), append(c.ClockEvents(), e), later(e.On, d.today()))
	return after, err == nil
}

// later returns the later of two days.
func later(a, b calendar.Date) calendar.Date {
	if a.After(b) {
		return a
	}
	return b
}

// reviewTerms take from what the drafter filled in what the clock has to know of a
// paper once it is signed.
func reviewTerms(f *casefile.Signed, values map[string]string) {
	day := func(field string) calendar.Date {
		d, _ := calendar.ParseDate(strings.TrimSpace(values[field])) // Compose has checked it
		return d
	}
	switch f.Kind {
	case reconsider.PerformOrder:
		f.By = day("by")
	case reconsider.SuspensionNotice:
		f.By = day("suspend_on")
	case reconsider.ResumptionNotice:
		f.By = day("resume_on")
	case reconsider.ExtensionNotice:
		f.Days = extendDays(values)
	}
}

// extendDays reads by how many days an extension puts off the decision.
func extendDays(values map[string]string) int {
	days, _ := strconv.Atoi(strings.TrimSpace(values["extend_days"]))
	return days
}
