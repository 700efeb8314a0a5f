package reconsider

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// SettingSession decides that there will be a hearing, or that the one to come is changed.
// barred are the names of those who cannot sit: who made the reply.
func (c *Case) SettingSession(f SessionSet, barred []string, do Act, s Situation) (*SessionSet, error) {
	if err := c.Allows(do, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	p := &f.Private
	if f.Moves = c.SessionTold(); f.Moves {
		form.Need("reason", &p.Reason, "reason_needed")
	} else {
		p.Reason = ""
	}
	if f.Why.Label() == "" {
		form.Bad("why", "review_session_why")
	}
	first := FirstSessionDay(s.Calendar, s.Today)
	switch {
	case f.Day.IsZero():
		form.Bad("day", "date_unreadable")
	case f.Day.Before(first):
		form.Bad("day", "review_session_too_soon", first.Chinese())
	case !s.Clock.DecideBy.IsZero() && f.Day.After(s.Clock.DecideBy):
		form.Bad("day", "review_session_too_late", s.Clock.DecideBy.Chinese())
	}
	form.Need("at", &p.At, "review_session_at")
	form.Need("place", &p.Place, "review_session_place")
	form.Need("matters", &p.Matters, "review_session_matters")
	form.Need("decided", &p.Decided, "review_session_decided")
	c.seating(form, &p.Seats, barred)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// seating checks who is to sit: one chair, two members or more, a recorder (复议法 50.3),
// and none who takes part otherwise, made the reply or stepped back.
func (c *Case) seating(form fault.Form, seats *Seats, barred []string) {
	form.Need("chair", &seats.Chair, "review_session_chair")
	form.Need("recorder", &seats.Recorder, "review_session_recorder")
	var members []string
	for _, m := range seats.Members {
		if m = strings.TrimSpace(m); m != "" {
			members = append(members, m)
		}
	}
	if seats.Members = members; len(members) < 2 {
		form.Bad("members", "review_session_members")
	}
	barred = append(slices.Clone(barred), c.Applicant.Name, c.Applicant.Representative)
	for _, p := range c.Parties {
		barred = append(barred, p.Private.Who.Name)
	}
	seated := map[string]bool{}
	sits := func(field, name string) {
		switch {
		case name == "":
		case slices.Contains(barred, name):
			form.Bad(field, "review_session_barred", name)
		case seated[name]:
			form.Bad(field, "review_session_twice", name)
		}
		seated[name] = true
	}
	sits("chair", seats.Chair)
	for _, m := range members {
		sits("members", m)
	}
	sits("recorder", seats.Recorder)
}

// SessionTold reports whether the parties were told of a hearing that is to come, as it
// is or as it was.
func (c *Case) SessionTold() bool {
	last, ok := c.Session()
	if !ok || !last.IsPending() {
		return false
	}
	_, told := c.SessionNotice()
	return told || last.Moves
}

// CallingOff decides that the hearing to come will not be.
func (c *Case) CallingOff(f SessionOff, s Situation) (*SessionOff, error) {
	if err := c.Allows(CallOffSession, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	last, _ := c.Session()
	if _, told := c.SessionNotice(); told {
		last.Was = last.Day
	}
	f.Was = last.Was
	return &f, nil
}

// AttendingField returns the names of the fields of the n-th party in the form of how a
// hearing went: how it came, and who.
func AttendingField(n int) (how, who string) {
	return "how-" + strconv.Itoa(n+1), "who-" + strconv.Itoa(n+1)
}

// HoldingSession decides how the hearing went. It needs the signed record; who was told too
// late need not have come, and loses nothing by it.
func (c *Case) HoldingSession(f SessionHeld, s Situation) (*SessionHeld, error) {
	if err := c.Allows(HoldSession, s); err != nil {
		return nil, err
	}
	session, _ := c.Session()
	form := fault.Form{}
	parties := c.Recipients(HearingNotice)
	f.Parties = slices.DeleteFunc(slices.Clone(f.Parties), func(a Attendance) bool { return !slices.Contains(parties, a.To) })
	for n, to := range parties {
		how, who := AttendingField(n)
		at := slices.IndexFunc(f.Parties, func(a Attendance) bool { return a.To == to })
		if at < 0 || !slices.Contains(AttendingOf(to.Role), f.Parties[at].How) {
			form.Bad(how, "review_session_came")
			continue
		}
		a := f.Parties[at].How
		got := c.ToldOf(to)
		switch {
		case a.IsThere():
		case got.IsZero():
			form.Bad(how, "review_session_ungot")
		case FirstSessionDay(s.Calendar, got).After(session.Day):
			form.Bad(how, "review_session_told_late", got.Chinese())
		case a == Excused && to.Role == TheApplicant:
			form.Bad(how, "review_session_excused")
		}
		if at >= len(f.Private.Who) || strings.TrimSpace(f.Private.Who[at]) == "" {
			form.Bad(who, "review_session_who")
		}
	}
	form.Need("text", &f.Private.Text, "review_session_text")
	if len(f.Materials) == 0 {
		form.Bad("files", "review_session_record")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

func noSession(c *Case, _ Situation) *fault.Error {
	if last, ok := c.Session(); ok && last.IsPending() {
		return fault.New(fault.Conflict, "review_session_set", last.Day.Chinese())
	}
	return nil
}

func someSession(c *Case, _ Situation) *fault.Error {
	if last, ok := c.Session(); !ok || !last.IsPending() {
		return fault.New(fault.Conflict, "review_session_none")
	}
	return nil
}

// sessionOver: the day has come, and the parties were told.
func sessionOver(c *Case, s Situation) *fault.Error {
	last, _ := c.Session()
	notice, told := c.SessionNotice()
	switch {
	case !told || len(notice.Sent) == 0:
		return fault.New(fault.Conflict, "review_session_untold")
	case s.Today.Before(last.Day):
		return fault.New(fault.Conflict, "review_session_not_yet", last.Day.Chinese())
	}
	return nil
}

// sessionToTell: the notice tells of a hearing as it was set, in time, or that one of which
// the parties were told is off.
func sessionToTell(c *Case, s Situation) *fault.Error {
	last, ok := c.Session()
	if !ok || last.Held != nil || last.Off != nil && last.Off.Was.IsZero() {
		return fault.New(fault.Conflict, "review_session_first")
	}
	if notice, told := c.SessionNotice(); told {
		return fault.New(fault.Conflict, "review_session_told", notice.Number)
	}
	if last.Off != nil {
		return notOver(c, s)
	}
	for _, holds := range []condition{inHearing, ordinaryOnly} {
		if err := holds(c, s); err != nil {
			return err
		}
	}
	if first := FirstSessionDay(s.Calendar, s.Today); last.Day.Before(first) {
		return fault.New(fault.Conflict, "review_session_move", last.Day.Chinese(), first.Chinese())
	}
	return nil
}

// sessionInTime: a notice that goes out on a day leaves the parties their days.
func sessionInTime(form fault.Form, c *Case, p Paper, on calendar.Date, s Situation) {
	last, _ := c.Session()
	if notice, _ := c.SessionNotice(); notice.N != p.N || !last.IsPending() {
		return
	}
	if by := TellSessionBy(s.Calendar, last.Day); on.After(by) {
		form.Bad("on", "review_session_served_late", last.Day.Chinese(), by.Chinese(), FirstSessionDay(s.Calendar, on).Chinese())
	}
}

// noSessionToCome: a case does not end while a hearing is to come, to which the parties
// would come in vain, or to be recorded, of whose record the decision is made (复议法 61.2).
func noSessionToCome(c *Case, _ Situation) *fault.Error {
	if last, ok := c.Session(); ok && last.IsPending() {
		return fault.New(fault.Conflict, "review_session_awaited", last.Day.Chinese())
	}
	return nil
}

// retract: what rests on it goes first.
func (f *SessionSet) retract(c *Case, p Past) *fault.Error { return c.unresting(p.N, ofSession) }

func (f *SessionOff) retract(c *Case, p Past) *fault.Error { return c.unresting(p.N, ofSession) }

func (f *SessionHeld) retract(c *Case, p Past) *fault.Error {
	if err := c.whileOpen(); err != nil {
		return err
	}
	return c.unresting(p.N, ofSession)
}
