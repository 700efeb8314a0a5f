package deadline

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A review is the clock of a reconsideration case, folded up to some event.
type review struct {
	cal      *calendar.Calendar
	warnings warnings
	ended    State // StateRejected, StateDecided, StateDismissed, StateClosed, or ""
	endedBy  Event

	// Examination.
	examined     calendar.Date // day from which it is counted: receipt, or the supplement
	acceptBy     calendar.Date // no day while clarification is awaited
	supplementBy calendar.Date // no day unless clarification is awaited
	asked        bool

	// Hearing.
	procedure  Procedure
	acceptedOn calendar.Date
	deemed     bool
	accepted   bool // there was an event that accepted
	copyServed calendar.Date
	stops      stops
	suspended  pairs
	extension  int // calendar days added
	extensions int // notices of extension that took effect
}

// reviewActs is what each event does to the clock.
var reviewActs = map[EventType]func(*review, Event){
	Received:           (*review).receive,
	ClarificationAsked: (*review).askClarification,
	Clarified:          (*review).clarify,
	Accepted:           (*review).accept,
	Rejected:           (*review).reject,
	CopySent:           (*review).sendCopy,
	Answered:           (*review).answer,
	Suspended:          (*review).suspend,
	Resumed:            (*review).resume,
	Converted:          (*review).convert,
	Extended:           (*review).extend,
	Decided:            (*review).end,
	Dismissed:          (*review).end,
	Closed:             (*review).end,
}

// afterAcceptance are the events that an accepted case alone can have.
var afterAcceptance = map[EventType]bool{
	CopySent: true, Suspended: true, Converted: true, Extended: true, Decided: true, Dismissed: true,
}

// endings are the states in which events end a case.
var endings = map[EventType]State{
	Decided: StateDecided, Dismissed: StateDismissed, Closed: StateClosed, Rejected: StateRejected,
}

// Review returns what the clock of a reconsideration case says on a day
// (行政复议法 30-62). Events come in the order of their days; those after asOf
// are checked and not looked at. It fails as Request does.
func Review(cal *calendar.Calendar, events []Event, asOf calendar.Date) (Result, error) {
	if err := check(events, reviewActs, asOf); err != nil {
		return Result{}, err
	}
	seen, whole := newReview(cal), newReview(cal)
	for i, e := range events {
		whole.lapseExamination(e.On)
		if err := whole.mayFollow(i, e); err != nil {
			return Result{}, err
		}
		reviewActs[e.Type](whole, e)
		if !e.On.After(asOf) {
			seen.lapseExamination(e.On)
			reviewActs[e.Type](seen, e)
		}
	}
	seen.lapseExamination(asOf)
	return seen.result(asOf), nil
}

func newReview(cal *calendar.Calendar) *review {
	return &review{cal: cal, warnings: warnings{}, procedure: Summary, suspended: pairs{}}
}

// mayFollow refuses an event that cannot come after those before it.
func (r *review) mayFollow(i int, e Event) error {
	switch {
	case r.ended != "":
		return e.at(i, "clock_after_end")
	case afterAcceptance[e.Type] && r.acceptedOn.IsZero():
		return e.at(i, "clock_not_accepted")
	case e.Type == Accepted && r.accepted:
		return e.at(i, "clock_accepted_twice")
	case e.Type == Clarified && !r.asked:
		return e.at(i, "clock_not_asked")
	case e.Type == Answered && r.copyServed.IsZero():
		return e.at(i, "clock_no_copy")
	case e.Type == Suspended:
		return r.suspended.begin(i, e)
	case e.Type == Resumed:
		return r.suspended.end(i, e)
	}
	return nil
}

// lapseExamination takes a case as accepted when the days of examination have
// passed before a day without a decision (行政复议法 30.3).
func (r *review) lapseExamination(on calendar.Date) {
	if r.ended == "" && r.acceptedOn.IsZero() && !r.acceptBy.IsZero() && on.After(r.acceptBy) {
		r.acceptedOn, r.deemed = r.acceptBy, true
	}
}

// term returns a period in the procedure as it is now.
func (r *review) term(summary, ordinary law.TermCode, on calendar.Date) law.Term {
	if r.procedure == Ordinary {
		return law.TermOn(ordinary, on)
	}
	return law.TermOn(summary, on)
}

// copyBy returns the last day to send the copy.
func (r *review) copyBy() calendar.Date {
	return r.term(law.CopySummary, law.CopyOrdinary, r.acceptedOn).End(r.cal, r.acceptedOn)
}

// answerBy returns the last day for the respondent to answer.
func (r *review) answerBy() calendar.Date {
	return r.term(law.DefenceSummary, law.DefenceOrdinary, r.copyServed).End(r.cal, r.copyServed)
}

// decideBy returns the last day to decide seen from now, and that day before
// it was moved to a workday.
func (r *review) decideBy(now calendar.Date) (last, unrolled calendar.Date) {
	term := r.term(law.DecideSummary, law.DecideOrdinary, r.acceptedOn)
	unrolled = r.acceptedOn.AddDays(term.N + r.extension + r.stops.days(now))
	return r.cal.Roll(unrolled), unrolled
}

func (r *review) pastDecideBy(on calendar.Date) bool {
	last, _ := r.decideBy(on)
	return on.After(last)
}

func (r *review) examine(from calendar.Date) {
	r.examined, r.supplementBy = from, calendar.Date{}
	r.acceptBy = law.TermOn(law.Examination, from).End(r.cal, from)
}

func (r *review) receive(e Event) { r.examine(e.On) }

func (r *review) askClarification(e Event) {
	again := r.asked
	r.asked = true
	switch {
	case again:
		r.warnings.add(ClarificationRepeated)
	case !r.acceptedOn.IsZero():
		r.warnings.add(ClarificationLate)
	default:
		r.acceptBy = calendar.Date{}
		r.supplementBy = law.TermOn(law.Supplement, e.servedOn()).End(r.cal, e.servedOn())
	}
}

// awaiting reports whether a clarification is awaited.
func (r *review) awaiting() bool { return !r.supplementBy.IsZero() && r.acceptedOn.IsZero() }

func (r *review) clarify(e Event) {
	if !r.awaiting() {
		return
	}
	if e.On.After(r.supplementBy) {
		r.warnings.add(SupplementLate)
	}
	r.examine(e.On)
}

func (r *review) accept(e Event) {
	r.accepted = true
	if r.acceptedOn.IsZero() {
		r.acceptedOn = e.On
	} else {
		r.warnings.add(AcceptanceLate)
	}
	r.procedure = Summary
	if e.Procedure != "" {
		r.procedure = e.Procedure
	}
}

func (r *review) reject(e Event) {
	if !r.acceptedOn.IsZero() {
		r.warnings.add(RejectionLate)
		return
	}
	r.end(e)
}

func (r *review) sendCopy(e Event) {
	if e.On.After(r.copyBy()) {
		r.warnings.add(CopyLate)
	}
	r.copyServed = e.servedOn()
}

func (r *review) answer(e Event) {
	if e.On.After(r.answerBy()) {
		r.warnings.add(AnswerLate)
	}
}

func (r *review) suspend(e Event) {
	if r.pastDecideBy(e.On) {
		r.warnings.add(SuspensionLate)
		return
	}
	r.stops = append(r.stops, stop{id: e.ID, from: e.On})
}

func (r *review) resume(e Event) { r.stops.end(e.ID, e.On) }

func (r *review) convert(e Event) {
	if r.pastDecideBy(e.On) {
		r.warnings.add(ConversionLate)
		return
	}
	r.procedure = Ordinary
}

func (r *review) extend(e Event) {
	switch {
	case r.procedure != Ordinary:
		r.warnings.add(ExtensionNotAllowed)
		return
	case r.pastDecideBy(e.On):
		r.warnings.add(ExtensionLate)
		return
	}
	if r.extensions > 0 {
		r.warnings.add(ExtensionRepeated)
	}
	allowed := min(e.Days, law.TermOn(law.DecideExtension, e.On).N-r.extension)
	if allowed < e.Days {
		r.warnings.add(ExtensionTooLong)
	}
	r.extension += allowed
	r.extensions++
}

func (r *review) end(e Event) { r.ended, r.endedBy = endings[e.Type], e }

// until returns the day up to which open stops count: now, or the end.
func (r *review) until(now calendar.Date) calendar.Date {
	if r.ended != "" {
		return r.endedBy.On
	}
	return now
}

// result says where the clock stands.
func (r *review) result(asOf calendar.Date) Result {
	now := r.until(asOf)
	res := Result{
		Matter: MatterReview, State: r.state(), Procedure: r.procedure, AcceptBy: r.acceptBy,
		AcceptedOn: r.acceptedOn, Deemed: r.deemed, Warnings: r.warnings.sorted(),
	}
	if r.acceptedOn.IsZero() {
		if r.ended == "" {
			res.SupplementBy = r.supplementBy
		}
		if !r.acceptBy.IsZero() {
			res.Total, res.Used = law.TermOn(law.Examination, r.examined).N, r.cal.Workdays(r.examined, now)
			res.Remaining = res.Total - res.Used
		}
		res.Provisional = !r.acceptBy.IsZero() && looksBeyond(r.cal, r.examined, r.acceptBy)
		return res
	}
	last, unrolled := r.decideBy(now)
	res.DecideBy = last
	res.Total = r.term(law.DecideSummary, law.DecideOrdinary, r.acceptedOn).N + r.extension
	res.Used = now.DaysSince(r.acceptedOn) - r.stops.days(now)
	res.Remaining = res.Total - res.Used
	res.Late = now.After(last) && r.ended != StateClosed
	res.Provisional = looksBeyond(r.cal, unrolled.AddDays(-1), last)
	res.CopyBy = r.copyBy()
	if !r.copyServed.IsZero() {
		res.AnswerBy = r.answerBy()
	}
	return res
}

func (r *review) state() State {
	switch {
	case r.ended != "":
		return r.ended
	case r.awaiting():
		return AwaitingClarification
	case r.acceptedOn.IsZero():
		return Examining
	case r.stops.open():
		return StateSuspended
	}
	return Hearing
}
