package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// A SessionWhy is why there is a hearing (听证, 复议法 50).
type SessionWhy string

// The reasons. A grave case has to be heard so; of the others the bureau decides.
const (
	GraveCase     SessionWhy = "grave"
	SessionAsked  SessionWhy = "asked"
	SessionNeeded SessionWhy = "needed"
)

// SessionWhys lists them as forms show them.
var SessionWhys = []SessionWhy{GraveCase, SessionAsked, SessionNeeded}

// Label returns the Chinese words.
func (w SessionWhy) Label() string {
	return map[SessionWhy]string{GraveCase: "案情重大、疑难、复杂，应当听证", SessionAsked: "申请人请求听证", SessionNeeded: "复议机构认为有必要"}[w]
}

// Article returns on what it rests.
func (w SessionWhy) Article() string {
	if w == GraveCase {
		return review("第五十条第一款")
	}
	return review("第五十条第二款")
}

// Seats are who sits at a hearing (复议法 50.3).
type Seats struct {
	Chair    string   `json:"chair"`    // 主持人
	Members  []string `json:"members"`  // 听证员, two or more
	Recorder string   `json:"recorder"` // 记录员
}

// All lists who sits.
func (s Seats) All() []string {
	return slices.Concat([]string{s.Chair}, s.Members, []string{s.Recorder})
}

// SessionSet notes that there will be a hearing (安排听证), or that one that was set is
// put off or otherwise changed (改期).
type SessionSet struct {
	Why     SessionWhy    `json:"why"`
	Day     calendar.Date `json:"day"`
	Moves   bool          `json:"moves,omitempty"` // in place of what the parties were told
	Private struct {
		At      string `json:"at"`
		Place   string `json:"place"`
		Matters string `json:"matters"` // 拟听证事项, one a line
		Seats   Seats  `json:"seats"`
		Decided string `json:"decided"`          // by whom it was decided
		Reason  string `json:"reason,omitempty"` // why it is moved
	} `json:"-"`
}

// SessionOff notes that a hearing that was set will not be (取消听证).
type SessionOff struct {
	Was     calendar.Date `json:"was,omitzero"` // the day that the parties were told: they are told now that it is off
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// An Attendance is whether one of the parties came to a hearing.
type Attendance struct {
	To  Recipient `json:"to"`
	How Attending `json:"how"`
}

// Attending is how somebody came, or did not.
type Attending string

// The ways.
const (
	Came     Attending = "came"    // 到场
	HeadCame Attending = "head"    // of the respondent: its head
	Deputed  Attending = "deputed" // of the respondent: staff, and why not its head (复议法 51.3)
	Excused  Attending = "excused" // not, with reason
	Absent   Attending = "absent"  // not, without
)

// AttendingOf lists the ways of those of a role.
func AttendingOf(role Role) []Attending {
	if role == TheRespondent {
		return []Attending{HeadCame, Deputed, Absent}
	}
	return []Attending{Came, Excused, Absent}
}

// Label returns the Chinese words.
func (a Attending) Label() string {
	return map[Attending]string{
		Came: "到场", HeadCame: "负责人到场", Deputed: "负责人不能到场，委托工作人员到场", Excused: "没有到场，有正当理由", Absent: "没有到场，没有正当理由",
	}[a]
}

// IsThere reports whether somebody came.
func (a Attending) IsThere() bool { return a == Came || a == HeadCame || a == Deputed }

// SessionHeld notes how a hearing went (登记听证). The entry's day is that of the hearing.
type SessionHeld struct {
	Parties   []Attendance `json:"parties"`
	Materials []int        `json:"materials"`          // 听证笔录, signed
	Unsigned  bool         `json:"unsigned,omitempty"` // somebody did not sign it, the record says who and why
	Private   struct {
		Who  []string `json:"who"`  // of each of Parties, who came, or why they did not
		Text string   `json:"text"` // what was said in the main
	} `json:"-"`
}

var _, _, _ = know[SessionSet](), know[SessionOff](), know[SessionHeld]()

// FactType implements ledger.Fact, as do the following.
func (SessionSet) FactType() string  { return "session_set" }
func (SessionOff) FactType() string  { return "session_off" }
func (SessionHeld) FactType() string { return "session_held" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *SessionSet) Personal() any  { return &f.Private }
func (f *SessionOff) Personal() any  { return &f.Private }
func (f *SessionHeld) Personal() any { return &f.Private }

func (f *SessionHeld) holds() []int { return f.Materials }

// A Session is a hearing of all parties together (听证会), as it stands.
type Session struct {
	SessionSet
	Entry int           // the N of what said so last: set, moved, or called off
	Was   calendar.Date // the day that the parties had been told, where it was moved
	Off   *SessionOff
	Held  *SessionHeld
}

// IsPending reports whether it is still to come, or to be recorded.
func (s Session) IsPending() bool { return s.Off == nil && s.Held == nil }

func (f *SessionSet) change(c *Case, p Past) error {
	c.overtakeNotice(p)
	set := Session{SessionSet: *f, Entry: p.N}
	if last, ok := c.Session(); ok && last.IsPending() {
		if set.Was = last.Was; f.Moves && !last.Day.IsZero() {
			set.Was = last.Day
		}
		c.Sessions[len(c.Sessions)-1] = set
		return nil
	}
	c.Sessions = append(c.Sessions, set)
	return nil
}

// pending returns the hearing that is to come, for a fact to change it.
func (c *Case) pending() (*Session, error) {
	if last, ok := c.Session(); !ok || !last.IsPending() {
		return nil, fmt.Errorf("no hearing is set")
	}
	return &c.Sessions[len(c.Sessions)-1], nil
}

// overtakeNotice takes the notice of the hearing that is to come as overtaken by what happens
// to it now.
func (c *Case) overtakeNotice(p Past) {
	last, ok := c.Session()
	if notice, told := c.SessionNotice(); ok && last.IsPending() && told {
		c.Papers[notice.N-1].Overtaken = true
		c.serveWhole(p)
	}
}

func (f *SessionOff) change(c *Case, p Past) error {
	c.overtakeNotice(p)
	s, err := c.pending()
	if err == nil {
		s.Off, s.Entry = f, p.N
	}
	return err
}

func (f *SessionHeld) change(c *Case, p Past) error {
	c.overtakeNotice(p)
	s, err := c.pending()
	if err == nil {
		s.Held = f
	}
	return err
}

// Session returns the last hearing that was set, and whether there is one.
func (c *Case) Session() (Session, bool) {
	if len(c.Sessions) == 0 {
		return Session{}, false
	}
	return c.Sessions[len(c.Sessions)-1], true
}

// SessionNotice returns the signed paper that told of the last hearing as it stands now,
// and whether there is one.
func (c *Case) SessionNotice() (Paper, bool) {
	last, ok := c.Session()
	if !ok {
		return Paper{}, false
	}
	for _, past := range slices.Backward(c.History) {
		if past.N < last.Entry {
			break
		}
		if f, signed := past.Fact.(*casefile.Signed); signed && f.Kind == HearingNotice && c.Stands(past.N) && c.Papers[f.Letter-1].Stands() {
			return c.Papers[f.Letter-1], true
		}
	}
	return Paper{}, false
}

// FirstSessionDay returns the earliest day of a hearing that the parties are told of on a
// day (复议法 51.1). Who is told on a day off is told as on the next workday: so there are
// as many workdays from that day to the hearing as the law wants before it, our reading.
func FirstSessionDay(cal *calendar.Calendar, told calendar.Date) calendar.Date {
	return law.TermOn(law.HearingTold, told).End(cal, cal.Roll(told))
}

// TellSessionBy returns the last day to tell the parties of a hearing on a day.
func TellSessionBy(cal *calendar.Calendar, day calendar.Date) calendar.Date {
	told := day.AddDays(-1)
	for FirstSessionDay(cal, told).After(day) {
		told = told.AddDays(-1)
	}
	return told
}

// ToldOf returns the day on which a party got the notice of the last hearing, no day while
// that is not known.
func (c *Case) ToldOf(to Recipient) calendar.Date {
	notice, _ := c.SessionNotice()
	for _, sent := range notice.Sent {
		if sent.To == to {
			return sent.GotOn
		}
	}
	return calendar.Date{}
}

// inSession reports whether those of a role were heard at a hearing, or gave that up
// (复议法 51.2).
func (c *Case) inSession(role Role) bool {
	for _, s := range c.Sessions {
		if s.Held != nil && slices.ContainsFunc(s.Held.Parties, func(a Attendance) bool { return a.To.Role == role && a.How != Excused }) {
			return true
		}
	}
	return false
}

// ofSession reports whether a fact is about a hearing.
func ofSession(f ledger.Fact) bool {
	switch f := f.(type) {
	case *SessionSet, *SessionOff, *SessionHeld:
		return true
	case *casefile.Signed:
		return f.Kind == HearingNotice
	}
	return false
}
