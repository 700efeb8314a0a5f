package desk

import (
	"context"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// mayOnInput asks whether the person may do something to an input of an agency. What
// the bureau of a body has is for those who take applications for reconsideration in,
// and nobody else.
func mayOnInput(by auth.User, do auth.Permission, agency, body int64) error {
	if body != 0 {
		return auth.MayDo(by, auth.ReviewIntake, body)
	}
	return auth.MayDo(by, do, agency)
}

// A ReviewWaiting is what lists know of something in the bureau's inbox.
type ReviewWaiting struct {
	sqlite.InputRow
	AtBureauOn calendar.Date // the examination is counted from it
	Course     intake.Course // that is proposed
	Bounced    bool          // the confirmation came back
	Withdrawn  bool          // by the applicant, on the status page
	Alike      bool          // it is likely the same as another
}

// ReviewInputs returns what is in the inbox of the bureau of the person's body in a
// state, and how much there is.
func (d *Desk) ReviewInputs(ctx context.Context, by auth.User, state inbox.State, limit int) ([]ReviewWaiting, int, error) {
	if err := auth.MayDo(by, auth.ReviewIntake, by.Agency); err != nil || by.Agency == 0 {
		return nil, 0, err
	}
	f := sqlite.InputFilter{Body: by.Agency, State: state, Limit: limit}
	rows, err := d.DB.Inputs(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	n, err := d.DB.CountInputs(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	all, inputs := make([]ReviewWaiting, len(rows)), make([]*inbox.Input, len(rows))
	for at, row := range rows {
		i, err := loadInput(ctx, d.DB, row.ID)
		if err != nil {
			return nil, 0, err
		}
		inputs[at] = i
		all[at] = ReviewWaiting{InputRow: row, AtBureauOn: i.AtBureauOn(), Course: i.Digest.Proposal.Course, Bounced: i.Bounced, Withdrawn: i.Withdrawal != nil}
	}
	if state != inbox.Waiting {
		return all, n, nil
	}
	alike, err := d.alikeOf(ctx, inputs)
	for at := range all {
		all[at].Alike = len(alike[all[at].ID]) > 0
	}
	return all, n, err
}

// CountReviewWaiting returns how many inputs wait in the inbox of the bureau of the
// person's body, and whether the last day to examine one of them has come.
func (d *Desk) CountReviewWaiting(ctx context.Context, by auth.User) (n int, due bool, err error) {
	if err := auth.MayDo(by, auth.ReviewIntake, by.Agency); err != nil || by.Agency == 0 {
		return 0, false, err
	}
	f := sqlite.InputFilter{Body: by.Agency, State: inbox.Waiting, Limit: 100}
	if n, err = d.DB.CountInputs(ctx, f); err != nil || n == 0 {
		return n, false, err
	}
	rows, err := d.DB.Inputs(ctx, f)
	for _, row := range rows {
		if d.AcceptBy(calendar.DateOf(row.ArrivedAt)).After(d.today()) {
			continue // the bureau did not receive it before it arrived
		}
		i, err := loadInput(ctx, d.DB, row.ID)
		if err != nil || !d.AcceptBy(i.AtBureauOn()).After(d.today()) {
			return n, true, err
		}
	}
	return n, false, err
}

// mayTouch asks mayOnInput, and keeps out of what the bureau has whoever made the reply
// that it is about: on every way to it.
func (d *Desk) mayTouch(ctx context.Context, r reader, by auth.User, do auth.Permission, i *inbox.Input) error {
	if err := mayOnInput(by, do, i.Agency, i.Body); err != nil {
		return err
	}
	if i.Body == 0 {
		return mayKnow(ctx, r, by, i.ID)
	}
	c, _, err := d.content(i)
	if err != nil || c.Objection == nil {
		return err
	}
	hands, err := d.handsOf(ctx, r, c.Objection.Contested)
	if err == nil && slices.Contains(hands, by.ID) {
		err = fault.New(fault.Forbidden, "review_barred")
	}
	return err
}

// mayKnow refuses an input of a case that is restricted to others, and one that names it.
func mayKnow(ctx context.Context, r reader, by auth.User, id inbox.ID) error {
	known, err := r.InputKnown(ctx, id, by.ID)
	if err == nil && !known {
		err = fault.New(fault.Forbidden, "auth_restricted")
	}
	return err
}

// ReviewInput returns what waits in the bureau's inbox, or waited there.
func (d *Desk) ReviewInput(ctx context.Context, by auth.User, id inbox.ID) (InputView, error) {
	v, err := d.Input(ctx, by, id)
	if err != nil {
		return v, err
	}
	if v.Input.Body == 0 {
		return v, fault.New(fault.NotFound, "input_not_found")
	}
	if v.Alike, err = d.alikeSeen(ctx, by, v.Alike); err != nil || v.Content.Mail == nil {
		return v, err
	}
	applied := intake.ExtractReview(*v.Content.Mail)
	v.Applied = &applied
	v.ContestedNumber, _, err = d.actNamed(ctx, applied.Numbers)
	return v, err
}

// alikeSeen says to which cases the inputs belong that resemble one of the bureau's, and
// leaves out those that the person is kept out of.
func (d *Desk) alikeSeen(ctx context.Context, by auth.User, all []Alike) ([]Alike, error) {
	var seen []Alike
	for _, a := range all {
		i, err := d.inputToSee(ctx, by, a.Input.ID)
		if fault.KindOf(err) == fault.Forbidden {
			continue
		}
		if err != nil {
			return nil, err
		}
		a.Review, a.Number = reconsider.ID(i.Review), i.ReviewNumber()
		seen = append(seen, a)
	}
	return seen, nil
}

// TakeObjection takes an application for reconsideration in as the bureau entered it: a
// letter, or what was handed in or spoken at its counter. Its raw form is stored first;
// what becomes of it is said afterwards.
func (d *Desk) TakeObjection(ctx context.Context, by auth.User, door casefile.Door, o intake.ObjectionInput) (Ticket, error) {
	if err := auth.MayDo(by, auth.ReviewIntake, by.Agency); err != nil {
		return Ticket{}, err
	}
	if t, ok, err := d.FormTicket(ctx, o.FormKey); ok || err != nil {
		return t, err
	}
	if door != casefile.Counter && door != casefile.PostSigned && door != casefile.PostOrdinary {
		return Ticket{}, fault.AtField("door", "review_door_needed")
	}
	o.Agency = strconv.FormatInt(by.Agency, 10)
	o, err := d.checkObjection(ctx, o)
	if err != nil {
		return Ticket{}, err
	}
	arrived := o.ReceivedOn.Start()
	if o.ReceivedOn == d.today() {
		arrived = o.TakenAt
	}
	return d.takeOnce(ctx, o.FormKey, o, arrival{Door: door, Agency: by.Agency, Body: by.Agency, ArrivedAt: arrived, By: by.ID})
}

// checkObjection decides what is taken in, and that its body hears cases and its files
// are there.
func (d *Desk) checkObjection(ctx context.Context, o intake.ObjectionInput) (intake.ObjectionInput, error) {
	o.TakenAt = d.now()
	recognised := o
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		body, err := tx.Agency(ctx, agencyID(o.Agency))
		if err != nil {
			return err
		}
		if !body.HearsReviews() {
			return fault.New(fault.Conflict, "review_no_body")
		}
		return d.recognise(ctx, tx, examinedBy(body), recognised.Applicant.Name, &recognised.Contested)
	})
	if err != nil {
		return o, err
	}
	checked, wrong := intake.NewObjection(recognised, d.today())
	return checked, d.checkForm(ctx, checked.Agency, checked.Files, wrong)
}

// RegisterReview makes a reconsideration case of what waits in the bureau's inbox
// (登记复议申请): what came on the applicant's own page, or by the bureau's mailbox, is received the moment it
// arrived (实施条例 28), what the office passed on when it did. Its files, and what was added since, go into the case.
func (d *Desk) RegisterReview(ctx context.Context, by auth.User, id inbox.ID, version int, f reconsider.Filed) (reconsider.ID, error) {
	v, err := d.ReviewInput(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if err := auth.MayReview(by, reconsider.File, auth.Subject{Agency: v.Input.Body}); err != nil {
		return 0, err
	}
	came, err := d.materialsOf(ctx, v)
	if err != nil {
		return 0, err
	}
	f.Body, f.Door, f.Input, f.InputNumber = v.Input.Body, v.Input.Door, int64(v.Input.ID), v.Input.Number
	f.ArrivedOn, f.Online = v.Input.ArrivedOn(), v.Input.ReceivedOnline()
	if f.Online {
		f.ReceivedOn = v.Input.AtBureauOn()
	}
	if !f.ReceivedOn.IsZero() && f.ReceivedOn.Before(f.ArrivedOn) {
		return 0, fault.AtField("received_on", "review_before_arrival", f.ArrivedOn.Chinese())
	}
	var made reconsider.ID
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := d.inputToDecide(ctx, tx, id, version, false)
		if err != nil {
			return err
		}
		if err := d.confirmIfDue(ctx, tx, by, i, newConfirmation(v.Confirming, v.Content.Mail)); err != nil {
			return err
		}
		if made, err = d.fileReview(ctx, tx, by.ID, f); err != nil {
			return err
		}
		c, err := loadReview(ctx, tx, made)
		if err != nil {
			return err
		}
		if o := v.Content.Objection; o != nil {
			var others []happening
			for _, f := range c.AdmittingOthers(o.Others) {
				others = append(others, onDay(c.ReceivedOn, f))
			}
			if err := d.happenToReview(ctx, tx, c, by.ID, others...); err != nil {
				return err
			}
		}
		if err := d.toReview(ctx, tx, by, c, i, came); err != nil {
			return err
		}
		return d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), &inbox.Became{Review: int64(made), Number: c.Number}))
	})
	return made, err
}

// PassOn gives an input of the office that is an application for reconsideration to the
// bureau of the body (转复议机构), and confirms the mail that it came by, now that a person
// has said what it is.
func (d *Desk) PassOn(ctx context.Context, by auth.User, id inbox.ID, version int, note string) error {
	confirm, err := d.confirmationOf(ctx, id)
	if err != nil {
		return err
	}
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return err
	}
	body, err := d.bodyFor(ctx, i.Agency)
	if err != nil {
		return err
	}
	read, err := d.readAnew(ctx, i, body.ID)
	if err != nil {
		return err
	}
	defer d.comparer.forget()
	return d.withInput(ctx, by, auth.PassOn, id, version, func(tx *sqlite.Tx, i *inbox.Input) error {
		f, err := i.PassingOn(body.ID, note)
		if err != nil {
			return err
		}
		f.Private.Read = read
		if err := d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), f)); err != nil {
			return err
		}
		return d.confirmIfDue(ctx, tx, by, i, confirm)
	})
}

// readAnew reads a mail as the office (0) or a bureau does that gets it from the other: what
// it asks for is compared with what is there. Nil for what came by another door.
func (d *Desk) readAnew(ctx context.Context, i *inbox.Input, body int64) (*inbox.Read, error) {
	if i.Door != casefile.Mail {
		return nil, nil
	}
	m, err := d.mail(filestore.Hash(i.File), i.Size)
	if err != nil {
		return nil, err
	}
	proposal, sketch, err := d.understand(ctx, m, body)
	return &inbox.Read{Proposal: proposal, Sketch: sketch}, err
}

// GiveBack gives an input back to the office that passed it on (退回收件), or hands one that
// came to the bureau itself over to the office of its agency (转本机关信息公开收件).
func (d *Desk) GiveBack(ctx context.Context, by auth.User, id inbox.ID, version int, note string) error {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return err
	}
	read, err := d.readAnew(ctx, i, 0)
	if err != nil {
		return err
	}
	defer d.comparer.forget()
	return d.withInput(ctx, by, auth.ReviewIntake, id, version, func(tx *sqlite.Tx, i *inbox.Input) error {
		f, err := i.GivingBack(note)
		if err != nil {
			return err
		}
		f.Private.Read = read
		return d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), f))
	})
}

// ReviewBodyHere returns the body of this installation to whose bureau an objection that
// came to an agency goes, if there is one.
func (d *Desk) ReviewBodyHere(ctx context.Context, agency int64) (office.Agency, bool, error) {
	body, err := d.bodyFor(ctx, agency)
	return body, body.ID != 0, err
}

// bodyFor returns the body whose bureau is to have an objection that came to an agency:
// the agency itself where it hears cases, else the body over it; an empty one where that
// is none of this installation.
func (d *Desk) bodyFor(ctx context.Context, id int64) (office.Agency, error) {
	agency, err := d.DB.Agency(ctx, id)
	if err != nil || agency.HearsReviews() {
		return agency, err
	}
	return d.bodyNamed(ctx, agency.ReviewBody)
}

// bodyNamed returns the agency of this installation of a name that hears cases, an
// empty one for none.
func (d *Desk) bodyNamed(ctx context.Context, name string) (office.Agency, error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return office.Agency{}, err
	}
	for _, a := range agencies {
		if a.Name == name && a.HearsReviews() {
			return a, nil
		}
	}
	return office.Agency{}, nil
}

// contestedNumber returns the number by which what is objected to is recognised again.
func (d *Desk) contestedNumber(ctx context.Context, o *intake.ObjectionInput) (string, error) {
	if o == nil || !o.Contested.Silence || o.Contested.Case == 0 {
		if o == nil {
			return "", nil
		}
		return o.Contested.Number, nil
	}
	row, err := d.DB.CaseRow(ctx, o.Contested.Case)
	return row.Number, err
}
