package desk

import (
	"context"
	"io"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
)

// An Objectionable is what the applicant of a request can object to, and before whom.
type Objectionable struct {
	Contested reconsider.Contested
	Subject   string
	Body      office.Agency     // empty: the body is none of this installation
	Limits    reconsider.Limits // until when one may apply
	Late      bool              // that has passed
}

// Objectionable returns what the applicant can object to now: the reply that was served,
// or that there is none though its last day has passed. It fails with fault Conflict
// where there is nothing yet.
func (d *Desk) Objectionable(ctx context.Context, s Status) (Objectionable, error) {
	o := Objectionable{}
	if s.Case == nil || s.Agency.ReviewBody == "" {
		return o, fault.New(fault.Conflict, "objection_too_early")
	}
	o.Subject = s.Case.Wants.Subject
	k := reconsider.Contested{Case: s.Case.ID, Respondent: s.Agency.ID, Name: s.Agency.Name}
	reply, answered := s.Case.ReplyTo(0) // their own, though others who ask wait for theirs
	switch {
	case answered && reply.AtApplicant():
		own := reply.ServiceTo(0)
		k.Letter, k.Result, k.Number, k.On, k.GotOn, k.Paper = reply.N, reply.Result, reply.Number, reply.SignedOn, own.GotOn, replyTitle
		k.Began, k.Told = begunBy(own.Way), letter.Telling(reply)
	case s.Case.Stage().IsOpen() && s.Clock.Late && !s.Case.IsCorrection():
		k.Silence, k.On, k.Began = true, s.Clock.Due, reconsider.PeriodOver
	default:
		return o, fault.New(fault.Conflict, "objection_too_early")
	}
	o.Contested = k
	found := false
	for _, clock := range s.Clocks {
		if clock.What == casefile.ReviewClock && clock.Letter == k.Letter {
			found = true
		}
	}
	if !found {
		return o, fault.New(fault.Conflict, "objection_too_early")
	}
	o.Limits = reconsider.LimitsOf(k, nil, d.Calendar())
	o.Late = o.Limits.IsLate(d.today())
	var err error
	o.Body, err = d.bodyNamed(ctx, s.Agency.ReviewBody)
	return o, err
}

// replyTitle is what stands over a reply to a request.
const replyTitle = "政府信息公开答复书"

// An ObjectionTyped is what the applicant types of an application for reconsideration;
// all else is known.
type ObjectionTyped struct {
	Objection              reconsider.Objection
	Request, Grounds, Late string
	LateFrom, LateUntil    calendar.Date // from when to when they were hindered, as they say
	Joint                  []int         // those who asked together with the applicant and object too, by their place among the others
	Others                 string        // further applicants, as they were typed
	Files                  []intake.File
}

// ObjectionOf makes the raw input of what the visit's applicant typed.
func (d *Desk) ObjectionOf(ctx context.Context, visit Visit, typed ObjectionTyped) (intake.ObjectionInput, error) {
	s, err := d.Status(ctx, visit)
	if err != nil {
		return intake.ObjectionInput{}, err
	}
	o, err := d.Objectionable(ctx, s)
	if err != nil {
		return intake.ObjectionInput{}, err
	}
	if o.Body.ID == 0 {
		return intake.ObjectionInput{}, fault.New(fault.Conflict, "objection_elsewhere", s.Agency.ReviewBody)
	}
	made := intake.ObjectionInput{
		Agency: strconv.FormatInt(o.Body.ID, 10), Contested: o.Contested, Objection: typed.Objection, Applicant: s.Case.Applicant, Files: typed.Files,
		Asked: reconsider.Asked{
			Subject: o.Subject, Request: strings.TrimSpace(typed.Request), Grounds: strings.TrimSpace(typed.Grounds), Late: strings.TrimSpace(typed.Late), LateFrom: typed.LateFrom, LateUntil: typed.LateUntil, Agent: s.Case.Applicant.Agent,
		},
	}
	if o.Contested.Silence {
		made.Objection = reconsider.NotAnswered
	}
	for _, to := range typed.Joint {
		if j, ok := s.Case.JointApplicant(to); ok && !j.Removed {
			a := j.Applicant
			made.Others = append(made.Others, reconsider.OtherApplicant{Name: a.Name, IDNumber: a.IDNumber, Phone: a.Phone, Address: a.Address})
		}
	}
	made.Others = append(made.Others, reconsider.OthersIn(typed.Others)...)
	return made, nil
}

// CheckObjection returns what is wrong with what was typed, before it is handed in.
func (d *Desk) CheckObjection(ctx context.Context, visit Visit, typed ObjectionTyped) error {
	o, err := d.ObjectionOf(ctx, visit, typed)
	if err != nil {
		return err
	}
	_, err = intake.NewObjection(o, d.today())
	return err
}

// Object takes an application for reconsideration in from the page of the request that it
// is about. key is the form's own random key: sent twice it is one input with one ticket,
// whose code only the browser that sent it is shown.
func (d *Desk) Object(ctx context.Context, visit Visit, key, browser string, typed ObjectionTyped) (Ticket, error) {
	if t, ok, err := d.FormTicketIn(ctx, key, browser); ok || err != nil {
		return t, err
	}
	o, err := d.ObjectionOf(ctx, visit, typed)
	if err != nil {
		return Ticket{}, err
	}
	o.TakenAt = d.now()
	o, wrong := intake.NewObjection(o, d.today())
	if err := d.checkForm(ctx, o.Agency, o.Files, wrong); err != nil {
		return Ticket{}, err
	}
	body := agencyID(o.Agency)
	a := arrival{Door: casefile.Web, Agency: body, Body: body, ArrivedAt: o.TakenAt, By: ledger.Applicant}
	if browser != "" {
		a.TicketKey = holdKey(inBrowser(key, browser))
	}
	if _, err := d.takeOnce(ctx, key, o, a); err != nil {
		return Ticket{}, err
	}
	t, _, err := d.FormTicketIn(ctx, key, browser)
	return t, err
}

// A ReviewStatus is what the applicant sees of a reconsideration case: where it stands
// and the papers they got. Of the bureau's work and the respondent's evidence nothing is
// in it (复议法 47 gives the evidence to read at the bureau).
type ReviewStatus struct {
	Case   *reconsider.Case
	Clock  deadline.Result
	Stage  reconsider.Stage
	Papers []reconsider.Paper // that reached the applicant
	Open   bool               // it can still be added to
}

// reviewStatus fills in the reconsideration case that an input became.
func (d *Desk) reviewStatus(ctx context.Context, s *Status) error {
	if s.Input.Body == 0 {
		return nil
	}
	var err error
	if s.Body, err = d.DB.Agency(ctx, s.Input.Body); err != nil {
		return err
	}
	if s.Input.State != inbox.Registered || s.Input.Review == 0 {
		return nil
	}
	r := &ReviewStatus{}
	if r.Case, err = loadReview(ctx, d.DB, reconsider.ID(s.Input.Review)); err != nil {
		return err
	}
	if r.Clock, err = r.Case.Clock(d.Calendar(), d.today()); err != nil {
		return err
	}
	r.Stage, r.Open = r.Case.Stage(r.Clock), r.Case.AllowsApplicant() == nil
	for _, p := range r.Case.Papers {
		if got, ok := p.SentTo(reconsider.TheApplicant); ok && !got.GotOn.IsZero() && p.File != "" {
			r.Papers = append(r.Papers, p)
		}
	}
	s.Review = r
	return nil
}

// AcceptBy returns the last day to decide whether an application that came on a day is
// accepted (复议法 30).
func (d *Desk) AcceptBy(received calendar.Date) calendar.Date {
	r, err := (&reconsider.Case{ReceivedOn: received}).Clock(d.Calendar(), received)
	if err != nil {
		return calendar.Date{} // a single receipt is always in order
	}
	return r.AcceptBy
}

// FetchReviewPaper opens a paper that reached the applicant.
func (d *Desk) FetchReviewPaper(ctx context.Context, visit Visit, n int) (Download, error) {
	s, err := d.Status(ctx, visit)
	if err != nil {
		return Download{}, err
	}
	if s.Review != nil {
		for _, p := range s.Review.Papers {
			if p.N == n {
				f, err := d.reviewFile(p.File, p.Number+".pdf", "application/pdf")
				if err != nil {
					return f, err
				}
				if f.Size, err = f.Seek(0, io.SeekEnd); err == nil {
					_, err = f.Seek(0, io.SeekStart)
				}
				return f, err
			}
		}
	}
	return Download{}, fault.New(fault.NotFound, "letter_not_found")
}
