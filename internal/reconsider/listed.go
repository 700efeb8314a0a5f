package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
)

// Listed is a case as lists know it: the row that is stored beside its ledger. What
// depends on the day follows from the events of its clock, so that a row stays true
// while nobody acts, and whatever holidays are announced.
type Listed struct {
	ID             ID
	Version        int
	Number         string
	Body           int64
	Respondent     int64  // agency of this installation; 0 for none
	RespondentName string // as the case has it
	Case           casefile.ID
	Applicant      string
	Subject        string // of the application, where it has a line of its own
	Handlers       []int64
	SteppedBack    []int64
	Open           bool  // there is something left to do
	Closing        Stage // where its end has brought it; empty while the clock says where it stands
	ReceivedOn     calendar.Date
	EndedOn        calendar.Date
	Outcome        Outcome
	Told           bool          // the respondent has been told of it
	Answered       bool          // and has answered
	Owes           int           // opinions and orders on which it has not reported
	DecisionNumber string        // 文号 of its decision
	Publicity      Publicity     // how far its decision has come on its way to the public
	PublishedOn    calendar.Date // while it is there
	ToCopyUp       int           // papers of which the department above the respondent has no copy
	Events         []deadline.Event

	RequestSubject string // what was asked for in the request it is about; of another table
	RequestOpen    bool   // that request is not done with, likewise
}

// Project makes the row of the case.
func (c *Case) Project() Listed {
	decision, outcome, _ := c.Decision()
	l := Listed{
		ID: c.ID, Version: c.Version, Number: c.Number, Body: c.Body, Respondent: c.Contested.Respondent, RespondentName: c.Contested.Name, Case: c.Contested.Case,
		Applicant: c.Applicant.Name, Subject: c.Asked.Subject, Handlers: c.Handlers, Closing: c.closing(), ReceivedOn: c.ReceivedOn, EndedOn: c.EndedOn(), Outcome: outcome,
		Told: c.HasTold(TheRespondent), Answered: c.Response.Entry != 0, DecisionNumber: decision.Number, Publicity: c.Publicity(), ToCopyUp: len(c.ToCopyUp()), Events: c.ClockEvents(),
	}
	if l.Publicity == Published {
		l.PublishedOn = c.Publication.Released
	}
	l.Open = c.closedOn().IsZero() && (l.Closing == "" || l.Closing == StageServing)
	for _, s := range c.SteppedBack {
		l.SteppedBack = append(l.SteppedBack, s.Handler)
	}
	for _, p := range c.toReportOn() {
		if !slices.ContainsFunc(c.Reports, func(r Report) bool { return r.Letter == p.N }) {
			l.Owes++
		}
	}
	return l
}

// Clock returns what the clock says of the case on a day, as Case.Clock does.
func (l Listed) Clock(cal *calendar.Calendar, today calendar.Date) (deadline.Result, error) {
	events := l.Events
	if len(events) == 0 { // a row of before there were events in it
		events = []deadline.Event{{Type: deadline.Received, On: l.ReceivedOn}}
	}
	return deadline.Review(cal, events, seen(events, today))
}

// Stage returns where the case stands, as Case.Stage does.
func (l Listed) Stage(clock deadline.Result) Stage { return stageOf(l.Closing, clock) }

// Due returns the last day for what the bureau has to do next, as Case.Due does.
func (l Listed) Due(clock deadline.Result) calendar.Date { return dueOf(clock) }

// GaveUp reports whether the applicant supplemented nothing and the application counts as
// given up (复议法 31.2).
func (l Listed) GaveUp() bool {
	return slices.ContainsFunc(l.Events, func(e deadline.Event) bool { return e.Type == deadline.Closed && e.Rests != "" })
}

// HandledBy reports whether the person is one of its handlers.
func (l Listed) HandledBy(user int64) bool { return slices.Contains(l.Handlers, user) }

// About is the line that names the case, nothing where neither it nor its request has one.
func (l Listed) About() string {
	if l.Subject != "" {
		return l.Subject
	}
	return l.RequestSubject
}
