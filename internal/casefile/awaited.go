package casefile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
)

// IsOthers reports whether the period is somebody's outside of the office: once it
// has run out it is for the office to see to it.
func (w ClockCode) IsOthers() bool {
	return w == SupplementClock || w == ReasonsClock || w == PaymentClock || w == ConsultClock
}

// What waits for the office since a day, beside what others are to say until one.
const (
	ReasonsToDecide ClockCode = "reasons_given"    // it is recorded what the applicant explained, and nothing was made of it (条例 35)
	WishToDecide    ClockCode = "withdrawal_asked" // one of several who ask wants to withdraw, or a part is to be dropped, and nobody has decided
	PartsIn         ClockCode = "parts_in"         // the units that help have handed in, and no reply was begun
)

// An AwaitedDay is the day by which somebody outside is to say something of a case, or since
// which something waits for the office.
type AwaitedDay struct {
	What ClockCode     // ContestClock, ReasonsClock, ConsultClock, ReasonsToDecide, WishToDecide or PartsIn; a supplement and a payment stand in the row
	N    int           // of the consultation or contest; of several with the same day the first; else 0
	By   calendar.Date // its last day, or the first
}

// awaitedDays lists the days by which the applicant is to explain (条例 35) and those
// who were asked are to answer, each while that is awaited and the day is known; and
// since when an explanation is to be decided about, and parts are handed in.
func (c *Case) awaitedDays(cal *calendar.Calendar) []AwaitedDay {
	var days []AwaitedDay
	if l, _ := c.ReasonsAsked(); c.AwaitsReasons() && !l.By.IsZero() {
		days = append(days, AwaitedDay{What: ReasonsClock, By: l.By})
	}
	for _, ch := range c.unanswered() {
		days = append(days, AwaitedDay{What: ContestClock, N: ch.Entry, By: ch.AnswerBy(cal)})
	}
	if !c.Stage().IsOpen() {
		return days
	}
	if c.ReasonsUndecided() {
		days = append(days, AwaitedDay{What: ReasonsToDecide, By: c.Reasons.On})
	}
	if on := c.wishedOn(); !on.IsZero() {
		days = append(days, AwaitedDay{What: WishToDecide, By: on})
	}
	if on, in := c.partsIn(); in {
		days = append(days, AwaitedDay{What: PartsIn, By: on})
	}
	for _, k := range c.Consultations {
		l, _ := c.Inquiry(k)
		if !c.Asks(k) {
			continue
		}
		by := answerBy(k, l, l.GotOn, cal)
		if !by.IsZero() && !slices.ContainsFunc(days, func(d AwaitedDay) bool { return d.What == ConsultClock && d.By == by }) {
			days = append(days, AwaitedDay{What: ConsultClock, N: k.N, By: by})
		}
	}
	return days
}

// An AwaitedList is days as one word, so that rows can be compared: by what is
// awaited and its number, such as "consult 1 2026-11-25,reasons 0 2026-11-30".
type AwaitedList string

// NewAwaitedList makes a list of days.
func NewAwaitedList(days []AwaitedDay) AwaitedList {
	days = slices.SortedFunc(slices.Values(days), func(a, b AwaitedDay) int {
		return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.N, b.N))
	})
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = fmt.Sprintf("%s %d %s", d.What, d.N, d.By)
	}
	return AwaitedList(strings.Join(words, ","))
}

// Days returns the days of the list.
func (l AwaitedList) Days() []AwaitedDay {
	var days []AwaitedDay
	for word := range strings.SplitSeq(string(l), ",") {
		if parts := strings.Fields(word); len(parts) == 3 {
			n, _ := strconv.Atoi(parts[1])
			by, _ := calendar.ParseDate(parts[2])
			days = append(days, AwaitedDay{ClockCode(parts[0]), n, by})
		}
	}
	return days
}
