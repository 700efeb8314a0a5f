package desk

import (
	"cmp"
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A SuitForm is what is entered when the office gets to know that it is sued.
type SuitForm struct {
	Key   string        // of the form; sent twice, it is one case
	On    calendar.Date // when it did
	Brief lawsuit.Brief
	Sides lawsuit.Sides
	Court lawsuit.Begun
	Files []intake.File
}

// OpenLawsuit registers that the person's agency, or one of its body, is sued (登记被诉), and
// returns the case. A reply or a reconsideration of this installation is recognised by its
// number.
func (d *Desk) OpenLawsuit(ctx context.Context, by auth.User, f SuitForm) (lawsuit.ID, error) {
	if err := d.mayOpenLawsuit(by); err != nil {
		return 0, err
	}
	var id lawsuit.ID
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		var err error
		if id, err = tx.LawsuitOfForm(ctx, f.Key); err != nil || id != 0 {
			return err
		}
		opened := lawsuit.Opened{Key: f.Key, Brief: f.Brief, Private: keptSides(f.Sides)}
		body, err := d.suitBody(ctx, tx, by)
		if err != nil {
			return err
		}
		opened.Body = body.ID
		if err := d.recogniseSuit(ctx, tx, by.Agency, body, opened.Private.Plaintiff, &opened.Brief); err != nil {
			return err
		}
		f.Court.Court, f.Court.Number = kept(f.Court.Court), kept(f.Court.Number)
		first, begun, err := lawsuit.NewOpened(opened, f.Court, f.On, d.suitNow())
		if err != nil {
			return err
		}
		n, err := tx.NewSubject(ctx, ledger.Lawsuit)
		if err != nil {
			return err
		}
		c := &lawsuit.Case{ID: lawsuit.ID(n)}
		papers, _ := suitMaterials(c, d.today(), f.Files)
		if err := d.happenToLawsuit(ctx, tx, c, by.ID, append([]happening{onDay(f.On, first), onDay(f.On, begun)}, papers...)...); err != nil {
			return err
		}
		id = c.ID
		return d.stillTheirs(ctx, tx, by, c)
	})
	return id, err
}

// mayOpenLawsuit returns nil if the person may register that somebody is sued.
func (d *Desk) mayOpenLawsuit(by auth.User) error {
	return auth.MaySue(by, lawsuit.Open, auth.Subject{Agency: by.Agency, Respondent: by.Agency})
}

// MayOpenLawsuit reports whether the person may register that somebody is sued.
func (d *Desk) MayOpenLawsuit(by auth.User) bool { return d.mayOpenLawsuit(by) == nil }

// stillTheirs refuses what would put a case beyond the reach of who enters it: another
// agency's.
func (d *Desk) stillTheirs(ctx context.Context, r reader, by auth.User, c *lawsuit.Case) error {
	err := d.maySue(ctx, r, by, c, lawsuit.See)
	if fault.KindOf(err) == fault.Forbidden && c.Defendant() != by.Agency {
		return fault.AtField("defendants", "suit_not_yours")
	}
	return err
}

// suitBody returns the body (复议机关) whose bureau looks after a case that the person
// registers: the person's own agency where that is one, else the one that hears what is
// objected to in the agency; none where that is elsewhere.
func (d *Desk) suitBody(ctx context.Context, tx *sqlite.Tx, by auth.User) (office.Agency, error) {
	own, err := tx.Agency(ctx, by.Agency)
	if err != nil || own.HearsReviews() {
		return own, err
	}
	agencies, err := tx.Agencies(ctx)
	at := slices.IndexFunc(agencies, func(a office.Agency) bool { return a.Name == own.ReviewBody && a.HearsReviews() })
	if err != nil || at < 0 {
		return office.Agency{}, err
	}
	return agencies[at], nil
}

// keptSides cleans what was typed of who sues.
func keptSides(s lawsuit.Sides) lawsuit.Sides {
	return lawsuit.Sides{Plaintiff: kept(s.Plaintiff), ThirdParties: kept(s.ThirdParties), Subject: kept(s.Subject), Claims: kept(s.Claims), Grounds: kept(s.Grounds)}
}

// suitLengths returns what is longer than its field holds.
func suitLengths(b lawsuit.Brief, s lawsuit.Sides) error {
	form := fault.Form{}
	for field, text := range map[string]string{"agency": b.Contested.Name, "number": b.Contested.Number, "review_body": b.Reviewed.Name, "review_number": b.Reviewed.Number, "subject": s.Subject, "plaintiff": s.Plaintiff} {
		form.Length(field, text, fault.MaxLine)
	}
	for field, text := range map[string]string{"third_parties": s.ThirdParties, "claims": s.Claims, "grounds": s.Grounds} {
		form.Length(field, text, fault.MaxText)
	}
	return form.Err()
}

// recogniseSuit fills in what a suit is about from what its numbers name here: the
// reconsideration before it, and the request with the reply. What is not known here stays
// as it was typed; an agency is recognised by its name: the person's own, and those of the
// body.
func (d *Desk) recogniseSuit(ctx context.Context, tx *sqlite.Tx, own int64, body office.Agency, plaintiff string, b *lawsuit.Brief) error {
	for _, text := range []*string{&b.Contested.Name, &b.Contested.Number, &b.Reviewed.Name, &b.Reviewed.Number} {
		*text = kept(*text)
	}
	b.Contested.Case, b.Contested.Respondent, b.Contested.Letter, b.Reviewed.Review, b.Reviewed.Body = 0, 0, 0, 0, 0
	if err := suitLengths(*b, lawsuit.Sides{}); err != nil {
		return err
	}
	if b.Way == lawsuit.AfterReview {
		if err := d.recogniseReviewed(ctx, tx, body, b); err != nil {
			return err
		}
	}
	examined := examinedBy(body)
	theirs := func(a office.Agency) bool { return a.ID == own || examined(a) } // whoever examines the own replies, in court it is sued itself
	if b.Contested.Case == 0 {
		if err := d.recognise(ctx, tx, theirs, plaintiff, &b.Contested); err != nil {
			return err
		}
	}
	agencies, err := tx.Agencies(ctx)
	for _, a := range agencies {
		if a.Name == b.Contested.Name && b.Contested.Respondent == 0 && theirs(a) {
			b.Contested.Respondent = a.ID
		}
		if a.Name == b.Reviewed.Name && a.HearsReviews() {
			b.Reviewed.Body = a.ID
		}
	}
	return err
}

// recogniseReviewed fills in the reconsideration that a number names, if the body decided
// it, and what that was about.
func (d *Desk) recogniseReviewed(ctx context.Context, tx *sqlite.Tx, body office.Agency, b *lawsuit.Brief) error {
	id, err := tx.ReviewByNumber(ctx, b.Reviewed.Number)
	if err != nil || id == 0 {
		return err
	}
	review, err := loadReview(ctx, tx, id)
	if err != nil || review.Body != body.ID {
		return err
	}
	k, err := d.reviewedBy(review, body)
	if err != nil {
		return err
	}
	if k.GotOn.IsZero() {
		k.GotOn = b.Reviewed.GotOn
	}
	b.Reviewed, b.Contested = k, review.Contested
	return nil
}

// reviewedBy returns what a reconsideration case says of itself to the suit after it.
func (d *Desk) reviewedBy(review *reconsider.Case, body office.Agency) (lawsuit.Reviewed, error) {
	k := lawsuit.Reviewed{Review: review.ID, Body: body.ID, Name: body.Name}
	if decision, outcome, decided := review.Decision(); decided {
		sent, _ := decision.SentTo(reconsider.TheApplicant)
		k.Number, k.Result, k.GotOn = decision.Number, outcome, sent.GotOn
		return k, nil
	}
	clock, err := review.Clock(d.Calendar(), d.today())
	k.Silent, k.GotOn = true, clock.DecideBy
	return k, err
}

// SuitFromRequest returns what is known of a suit about a request, for the form to begin
// with: to who may see the request.
func (d *Desk) SuitFromRequest(ctx context.Context, by auth.User, id casefile.ID) (SuitForm, error) {
	request, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return SuitForm{}, err
	}
	if err := auth.May(by, casefile.See, subjectOf(request, 0)); err != nil {
		return SuitForm{}, err
	}
	agency, err := d.DB.Agency(ctx, request.Agency)
	if err != nil {
		return SuitForm{}, err
	}
	f := SuitForm{On: d.today(), Brief: lawsuit.Brief{Way: lawsuit.Direct, SuesAgency: true}, Court: lawsuit.Begun{Level: lawsuit.First, Court: agency.Court}}
	f.Sides = lawsuit.Sides{Plaintiff: request.Applicant.Name, Subject: request.Wants.Subject}
	k := &f.Brief.Contested
	k.Name, k.Number = agency.Name, request.Number
	if l, ok := repliedTo(request, request.Applicant.Name); ok {
		k.Number, k.Result, k.On, k.GotOn = l.Number, l.Result, l.SignedOn, gotBy(request, l, request.Applicant.Name, calendar.Date{})
	} else if clock, err := request.Clock(d.Calendar(), d.today()); err == nil && clock.Due.Before(d.today()) && !clock.Due.IsZero() {
		k.Silence, k.On = true, clock.Due
	}
	for _, j := range slices.Backward(request.Judgements) {
		if j.Forum == casefile.InReview {
			return f, d.afterDecision(ctx, j, &f)
		}
	}
	return f, nil
}

// afterDecision lets a form begin with the decision on reconsideration that the request
// knows of.
func (d *Desk) afterDecision(ctx context.Context, j casefile.Judgement, f *SuitForm) error {
	f.Brief.Way = lawsuit.AfterReview
	k := lawsuit.Reviewed{Name: j.Body, Number: j.Number, GotOn: j.TheyGotOn, Result: reviewOutcomes[j.Outcome]}
	id, err := d.DB.ReviewByNumber(ctx, j.Number)
	if err != nil {
		return err
	}
	if id != 0 {
		review, err := loadReview(ctx, d.DB, id)
		if err != nil {
			return err
		}
		_, k.Result, _ = review.Decision()
	}
	f.Brief.Reviewed = k
	f.Brief.SuesAgency, f.Brief.SuesBody = lawsuit.ProposedDefendants(f.Brief.Way, k)
	return nil
}

// reviewOutcomes says what the outcomes that a request notes are in reconsideration, where
// they are one.
var reviewOutcomes = map[casefile.RemedyOutcome]reconsider.Outcome{
	casefile.Upheld: reconsider.Uphold, casefile.NotHeard: reconsider.Dismissed, casefile.Ended: reconsider.Ended, casefile.FoundUnlawful: reconsider.Unlawful,
	casefile.Revoked: reconsider.Revoke, casefile.OrderedAnswer: reconsider.Revoke, casefile.OrderedDisclosure: reconsider.Revoke,
}

// SuitFromReview returns what is known of a suit after a reconsideration, for the form to
// begin with: to who may see that.
func (d *Desk) SuitFromReview(ctx context.Context, by auth.User, id reconsider.ID) (SuitForm, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		return SuitForm{}, err
	}
	c := v.Case
	f := SuitForm{On: d.today(), Brief: lawsuit.Brief{Way: lawsuit.AfterReview, Contested: c.Contested}}
	if f.Brief.Reviewed, err = d.reviewedBy(c, v.Body); err != nil {
		return SuitForm{}, err
	}
	f.Brief.Reviewed.Number = cmp.Or(f.Brief.Reviewed.Number, c.Number)
	f.Brief.SuesAgency, f.Brief.SuesBody = lawsuit.ProposedDefendants(f.Brief.Way, f.Brief.Reviewed)
	f.Sides = lawsuit.Sides{Plaintiff: c.Applicant.Name, Subject: c.Asked.Subject}
	if v.Original != nil {
		f.Sides.Subject = cmp.Or(f.Sides.Subject, v.Original.Wants.Subject)
		if c.Contested.Silence {
			f.Brief.Contested.Number = v.Original.Number
		}
	}
	f.Sides.Subject = cmp.Or(f.Sides.Subject, c.Objection.Label())
	f.Court = lawsuit.Begun{Level: lawsuit.First, Court: v.Body.Court}
	return f, nil
}
