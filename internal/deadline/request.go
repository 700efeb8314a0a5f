package deadline

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A request is the clock of a request for information, folded up to some event.
type request struct {
	cal    *calendar.Calendar
	strict bool // the reading that is worst for the office
	own    int  // workdays of the office's own rule where no law states a period; 0 for a request

	period    period
	clarifyBy calendar.Date
	awaiting  State // AwaitingClarification, AwaitingPayment, or "" while the clock runs
	payBy     calendar.Date
	ended     State // StateReplied, StateClosed, or ""
	endedOn   calendar.Date
	warnings  warnings

	asked     bool  // no further clarification can be asked
	everAsked bool  // there was a clarification_asked
	everFee   bool  // there was a fee_noticed
	consulted pairs // consultations, by id
	history   []moment
}

// A moment is one event and what it did, for the explanation.
type moment struct {
	event    Event
	effect   bool          // it changed something
	restart  bool          // it started the period anew
	due      calendar.Date // last day after it, seen from its day; no day while there is none
	added    int           // extended: workdays that were added
	workdays int           // restart: workdays of the new period
	late     Warning       // why it had no effect, or took effect too late
	fixed    bool          // a delay (条例 35) holds, so that it moves nothing
}

// requestActs is what each event does to the clock.
var requestActs = map[EventType]func(*request, Event) moment{
	Received:           (*request).receive,
	ClarificationAsked: (*request).askClarification,
	Clarified:          (*request).clarify,
	Consulted:          (*request).consult,
	ConsultationEnded:  (*request).endConsultation,
	Extended:           (*request).extend,
	ReasonsAsked:       func(*request, Event) moment { return moment{} },
	Delayed:            (*request).delay,
	FeeNoticed:         (*request).noticeFee,
	FeePaid:            (*request).payFee,
	Replied:            (*request).end,
	Closed:             (*request).end,
	Ordered:            (*request).order,
}

// Request returns what the clock of a request says on a day (条例 30-36). Events
// come in the order of their days; those after asOf are checked and not looked
// at. It fails with a fault of kind Invalid that names the event when the
// events cannot have happened so, and when asOf is before the receipt.
func Request(cal *calendar.Calendar, events []Event, asOf calendar.Date) (Result, error) {
	plain, err := foldRequest(reading(cal, false), events, asOf)
	if err != nil {
		return Result{}, err
	}
	strict, err := foldRequest(reading(cal, true), events, asOf)
	if err != nil {
		return Result{}, err
	}
	return plain.result(strict, asOf), nil
}

// foldRequest folds the events up to asOf by one reading. By the plain reading
// it checks the events after asOf too.
func foldRequest(begin func() *request, events []Event, asOf calendar.Date) (*request, error) {
	if err := check(events, requestActs, asOf); err != nil {
		return nil, err
	}
	seen := begin()
	for _, e := range events {
		if !e.On.After(asOf) {
			seen.apply(e)
		}
	}
	if seen.strict {
		return seen, nil
	}
	whole := begin()
	for i, e := range events {
		if err := whole.mayFollow(i, e); err != nil {
			return nil, err
		}
		whole.apply(e)
	}
	return seen, nil
}

// reading makes the clock of a request by one reading.
func reading(cal *calendar.Calendar, strict bool) func() *request {
	return func() *request { return newRequest(cal, strict) }
}

func newRequest(cal *calendar.Calendar, strict bool) *request {
	return &request{cal: cal, strict: strict, warnings: warnings{}, consulted: pairs{}}
}

// mayFollow refuses an event that cannot come after those before it.
func (r *request) mayFollow(i int, e Event) error {
	switch {
	case r.ended != "" && e.Type != Ordered:
		return e.at(i, "clock_after_end")
	case r.awaiting != "" && e.Type != Clarified && e.Type != FeePaid && e.Type != Replied && e.Type != Closed && e.Type != Ordered:
		return e.at(i, "clock_while_awaiting")
	case e.Type == Clarified && !r.everAsked:
		return e.at(i, "clock_not_asked")
	case e.Type == FeePaid && !r.everFee:
		return e.at(i, "clock_no_fee")
	case e.Type == Consulted:
		return r.consulted.begin(i, e)
	case e.Type == ConsultationEnded:
		return r.consulted.end(i, e)
	}
	return nil
}

// apply does what one event does, and notes it for the explanation.
func (r *request) apply(e Event) {
	m := requestActs[e.Type](r, e)
	m.event = e
	if r.awaiting == "" {
		m.due = r.period.due(r.cal, r.seen(e.On))
	}
	r.history = append(r.history, m)
}

// seen returns the day from which open stops are looked at: now, or the day
// that ended the matter, the earlier.
func (r *request) seen(now calendar.Date) calendar.Date {
	if r.ended != "" && r.endedOn.Before(now) {
		return r.endedOn
	}
	return now
}

// pastDue reports whether a day is after the due date as it stands on that day.
func (r *request) pastDue(on calendar.Date) bool { return on.After(r.period.due(r.cal, on)) }

// delayed reports whether the last day is set by 条例 35.
func (r *request) delayed() bool { return !r.period.delay.IsZero() }

// tooLate warns of an act that came after the due date and has no effect.
func (r *request) tooLate(codes ...Warning) moment {
	r.warnings.add(codes...)
	return moment{late: codes[0]}
}

// restart begins a new period on a day; what belonged to the old one is gone.
func (r *request) restart(on calendar.Date, workdays int) moment {
	r.period = period{start: on, base: workdays}
	r.consulted.lapse()
	r.awaiting, r.ended = "", ""
	return moment{effect: true, restart: true, workdays: workdays}
}

func (r *request) receive(e Event) moment {
	if r.own > 0 {
		return r.restart(e.On, r.own)
	}
	r.clarifyBy = law.TermOn(law.ClarifyNotice, e.On).End(r.cal, e.On)
	return r.restart(e.On, law.TermOn(law.Answer, e.On).N)
}

func (r *request) askClarification(e Event) moment {
	again, late := r.asked, e.On.After(r.clarifyBy)
	r.asked, r.everAsked = true, true
	switch {
	case again:
		return r.tooLate(ClarificationRepeated)
	case r.pastDue(e.On):
		return r.tooLate(ClarificationAfterDue, ClarificationLate)
	case late && r.strict:
		return r.tooLate(ClarificationLate)
	}
	m := moment{effect: true}
	if late {
		r.warnings.add(ClarificationLate)
		m.late = ClarificationLate
	}
	r.awaiting = AwaitingClarification
	return m
}

func (r *request) clarify(e Event) moment {
	if r.awaiting != AwaitingClarification {
		return moment{}
	}
	return r.restart(e.On, law.TermOn(law.Answer, e.On).N)
}

func (r *request) consult(e Event) moment {
	if r.pastDue(e.On) {
		return r.tooLate(ConsultationLate)
	}
	s := stop{id: e.ID, from: e.On}
	if r.strict {
		// A court may hold that the office waited for no longer than the law
		// gives the other to answer, and that it could work on the day it did.
		s.sharp = true
		s.limit = law.TermOn(law.ThirdPartyView, e.servedOn()).End(r.cal, e.servedOn())
	}
	r.period.stops = append(r.period.stops, s)
	return moment{effect: true, fixed: r.delayed()}
}

func (r *request) endConsultation(e Event) moment {
	return moment{effect: r.period.stops.end(e.ID, e.On)}
}

func (r *request) extend(e Event) moment {
	if r.pastDue(e.On) {
		return r.tooLate(ExtensionLate)
	}
	m := moment{effect: true, added: r.allowedExtension(e), fixed: r.delayed()}
	if m.added < e.Days {
		r.warnings.add(ExtensionTooLong)
		m.late = ExtensionTooLong
	}
	if r.period.extensions > 0 {
		r.warnings.add(ExtensionRepeated)
	}
	r.period.extension += m.added
	r.period.extensions++
	return m
}

// allowedExtension returns the workdays of the notice that the law lets stand.
func (r *request) allowedExtension(e Event) int {
	return min(e.Days, law.TermOn(law.AnswerExtension, e.On).N-r.period.extension)
}

func (r *request) delay(e Event) moment {
	if r.pastDue(e.On) {
		return r.tooLate(DelayLate)
	}
	r.period.delay = r.cal.Roll(e.Until)
	return moment{effect: true}
}

func (r *request) noticeFee(e Event) moment {
	r.everFee = true
	if r.pastDue(e.On) {
		return r.tooLate(FeeNoticeLate)
	}
	r.awaiting = AwaitingPayment
	r.payBy = law.TermOn(law.FeePayment, e.servedOn()).End(r.cal, e.servedOn())
	return moment{effect: true}
}

func (r *request) payFee(e Event) moment {
	if r.awaiting != AwaitingPayment {
		return moment{}
	}
	m := r.restart(e.On, law.TermOn(law.Answer, e.On).N)
	if e.On.After(r.payBy) {
		r.warnings.add(PaymentLate)
		m.late = PaymentLate
	}
	return m
}

func (r *request) end(e Event) moment {
	r.ended, r.endedOn = StateReplied, e.On
	if e.Type == Closed {
		r.ended = StateClosed
	}
	return moment{effect: true}
}

func (r *request) order(e Event) moment {
	r.asked = true
	days := e.Days
	if days == 0 {
		days = law.TermOn(law.OrderedAnswer, e.On).N
	}
	return r.restart(e.On, days)
}

// result says where the clock stands; strict is the same by the other reading.
func (r *request) result(strict *request, asOf calendar.Date) Result {
	now := r.seen(asOf)
	res := Result{
		Matter: MatterRequest, State: r.state(), ClarifyBy: r.clarifyBy,
		StrictDue: strict.due(asOf), Due: r.due(asOf), Warnings: r.warnings.sorted(),
	}
	if r.awaiting == AwaitingPayment && r.ended == "" {
		res.PayBy = r.payBy
		res.Provisional = looksBeyond(r.cal, r.period.start, res.PayBy)
	}
	if res.Due.IsZero() {
		return res
	}
	upTo := now
	if upTo.After(res.Due) {
		upTo = res.Due
	}
	res.Start, res.Total = r.period.start, r.period.total(r.cal)
	res.Used = r.period.used(r.cal, upTo, now)
	res.Remaining = res.Total - res.Used
	res.Late = now.After(res.Due)
	res.Provisional = looksBeyond(r.cal, r.period.start, res.Due)
	return res
}

// due returns the last day seen from asOf, no day while there is none.
func (r *request) due(asOf calendar.Date) calendar.Date {
	if r.awaiting != "" {
		return calendar.Date{}
	}
	return r.period.due(r.cal, r.seen(asOf))
}

func (r *request) state() State {
	switch {
	case r.ended != "":
		return r.ended
	case r.awaiting != "":
		return r.awaiting
	case r.period.stops.open():
		return Consulting
	}
	return Running
}
