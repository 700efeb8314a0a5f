package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/law"
)

// An Ending is whether a request was answered in time.
type Ending string

// The endings.
const (
	NotEnded      Ending = ""
	EndedInTime   Ending = "in_time"
	EndedExtended Ending = "extended" // in time, the period having been extended (条例 33.2)
	EndedLate     Ending = "late"
	EndedWithout  Ending = "without" // withdrawn or closed: there is no answer
)

// Endings lists them in order.
var Endings = []Ending{EndedInTime, EndedExtended, EndedLate, EndedWithout}

// Label returns the ending in Chinese.
func (e Ending) Label() string {
	return map[Ending]string{EndedInTime: "期限内答复", EndedExtended: "延期后按期答复", EndedLate: "逾期答复", EndedWithout: "没有答复就结束"}[e]
}

// A Figured is what the statistics and the assessment of units know of a request: folded
// from its ledger and the clock, and stored beside it.
type Figured struct {
	ID         ID
	Agency     int64
	Unit       int64 // 0 for none
	Door       Door
	Class      Class
	ReceivedOn calendar.Date
	EndedOn    calendar.Date // no day while it is open
	Due        calendar.Date // its last day, of one that was asked for as open and past it; no day else
	Ending     Ending
	Result     law.Result
	Used       int // workdays from receipt to reply, without those on which the clock stood
	Days       []StationDays
	Marks      []Mark
}

// Figured returns what the statistics know of the case whose row is given; false if they
// do not count it: a correction of records is no request, and what was annulled never was.
func (c *Case) Figured(cal *calendar.Calendar, today calendar.Date, row Row) (Figured, bool, error) {
	if c.IsCorrection() || row.Stage == StageAnnulled || c.IsPast() { // how a past case was handled is not known
		return Figured{ID: c.ID}, false, nil
	}
	f := Figured{ID: c.ID, Agency: c.Agency, Unit: c.Unit, Door: c.Door, Class: c.Class, ReceivedOn: c.Receipt.On, Marks: c.Marks()}
	if row.Open {
		return f, true, nil
	}
	f.EndedOn, f.Result, f.Ending = row.EndedOn, c.Result, c.ending(row)
	days, err := c.stayDays(cal, today)
	if err != nil {
		return f, true, err
	}
	for _, d := range days {
		if !d.station.Stands() {
			f.Used++
		}
	}
	f.Days, err = c.stationDays(days)
	return f, true, err
}

func (c *Case) ending(row Row) Ending {
	extended := slices.ContainsFunc(c.ClockEvents(), func(e deadline.Event) bool { return e.Type == deadline.Extended })
	switch {
	case c.RepliedOn().IsZero():
		return EndedWithout
	case row.Late:
		return EndedLate
	case extended:
		return EndedExtended
	}
	return EndedInTime
}

// What a Mark marks.
type MarkKind string

// The kinds of marks. Their values stand behind.
const (
	MarkAsked     MarkKind = "asked"     // somebody was asked (征求意见): Asked and Answer
	MarkContested MarkKind = "contested" // the answer was contested: Forum
	MarkJudged    MarkKind = "judged"    // how that ended: Forum and RemedyOutcome
	MarkReturned  MarkKind = "returned"  // a draft came back from check or signature
	MarkVoided    MarkKind = "voided"    // a signed letter was found wrong before it went out
	MarkReplaced  MarkKind = "replaced"  // a reply was found wrong and replaced by another
	MarkChased    MarkKind = "chased"    // the unit was pressed: whether it answered
	MarkProposed  MarkKind = "proposed"  // publication was proposed: what was decided
	MarkMended    MarkKind = "mended"    // what was found wanting was mended: the kind of it, and what was said to that
)

// A Mark is something that happened to a case and that statistics count by itself, or the
// assessment looks at.
type Mark struct {
	Kind  MarkKind
	N     int    // of the entry; of a letter that was replaced, its own; of MarkMended what was mended
	Value string // see MarkKind; where there are two, with a stroke between
	Unit  int64  // whose it is; 0 for none
	On    calendar.Date
	By    calendar.Date // until when it was to be done
	Done  calendar.Date // when it was done; no day while it is not
}

// Value of two parts, such as third_party/agrees. The second is empty while there is none.
func pair[A, B ~string](a A, b B) string { return string(a) + "/" + string(b) }

// Marks returns what happened to the case that is counted by itself, in the order of the
// kinds.
func (c *Case) Marks() []Mark {
	var marks []Mark
	for _, k := range c.Consultations {
		if asked, _ := c.Inquiry(k); !k.Withdrawn {
			if on, went := asked.went(); went {
				marks = append(marks, Mark{Kind: MarkAsked, N: k.N, Value: pair(k.Of, k.Answer), Unit: c.Unit, On: on, Done: k.AnsweredOn})
			}
		}
	}
	for _, ch := range c.Challenges {
		marks = append(marks, Mark{Kind: MarkContested, N: ch.Entry, Value: string(ch.Forum), Unit: c.Unit, On: ch.On})
	}
	for _, j := range c.Judgements {
		marks = append(marks, Mark{Kind: MarkJudged, N: j.Entry, Value: pair(j.Forum, j.Outcome), Unit: c.Unit, On: j.On})
	}
	marks = append(marks, c.letterMarks()...)
	for _, k := range c.Chases {
		m := Mark{Kind: MarkChased, N: k.Entry, Unit: k.Unit, On: k.On, By: k.AnswerBy, Done: k.AnsweredOn}
		if m.Done.IsZero() { // who did what was asked for without a word has answered
			m.Done = k.EndedOn
		}
		if m.Done.IsZero() && !c.Stage().IsOpen() {
			m.Done = c.lastDay()
		}
		marks = append(marks, m)
	}
	if p := c.Publication; p != nil {
		m := Mark{Kind: MarkProposed, N: p.Entry, Unit: c.Unit, On: p.On}
		if p.Decided != 0 {
			m.Value, m.Done = "declined", c.History[p.Decided-1].On
			if p.Published {
				m.Value, m.Done = "published", p.PublishedOn
			}
		}
		marks = append(marks, m)
	}
	return append(marks, c.mendMarks()...)
}

// lastDay is when the case was answered or ended otherwise.
func (c *Case) lastDay() calendar.Date {
	if !c.EndedOn.IsZero() {
		return c.EndedOn
	}
	return c.RepliedOn()
}

// letterMarks returns what went wrong with letters of the case.
func (c *Case) letterMarks() []Mark {
	var marks []Mark
	for _, p := range c.History {
		if !c.Stands(p.N) {
			continue
		}
		switch p.Fact.(type) {
		case *Returned:
			marks = append(marks, Mark{Kind: MarkReturned, N: p.N, Unit: c.Unit, On: p.On})
		case *Voided:
			marks = append(marks, Mark{Kind: MarkVoided, N: p.N, Unit: c.Unit, On: p.On})
		}
	}
	for _, l := range c.Letters {
		if l.Replaces != 0 && l.Stage == IsServed {
			marks = append(marks, Mark{Kind: MarkReplaced, N: l.N, Unit: c.Unit, On: l.ServedOn})
		}
	}
	return marks
}
