package audit

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/ledger"
)

// A Rule is a pattern that is unusual (异常提示). It accuses nobody: the auditor looks.
type Rule string

// The rules. They never change once released: what was looked at is known by them.
const (
	ManyCases   Rule = "many-cases"   // read by one person in an hour or a day
	OffHours    Rule = "off-hours"    // at night, or on a day off
	SameWords   Rule = "same-words"   // searched for by several people within a week
	ManyRefused Rule = "many-refused" // one person
	WrongSignIn Rule = "wrong-sign-in"
	TooFast     Rule = "too-fast"  // more in a minute than anybody does by hand, see auth.Loads
	Outsiders   Rule = "outsiders" // one case read by many who are of none of its units
)

var ruleLabels = map[Rule]string{
	ManyCases: "大量查看", OffHours: "非工作时间", SameWords: "多人查同一个", ManyRefused: "多次被拒绝", WrongSignIn: "多次登录失败", Outsiders: "单位以外多人看一件", TooFast: "快得不像手工",
}

// Label returns the Chinese word for the rule.
func (r Rule) Label() string { return ruleLabels[r] }

// Limits say from how many on something is unusual, in a day if nothing else is said.
type Limits struct {
	CasesHour, CasesDay int // different cases, inputs and the like, read by one person
	OffHours            int // records of one person
	From, Until         int // hours of the day between which people work
	Searchers           int // people who search for the same words within wordsDays
	Refused, SignIns    int
	Outsiders           int // people who read one case
}

// DefaultLimits are ours, where the office has set none; no law says them.
var DefaultLimits = Limits{CasesHour: 40, CasesDay: 150, OffHours: 10, From: 7, Until: 21, Searchers: 3, Refused: 10, SignIns: 10, Outsiders: 6}

// wordsDays is within how many days several people search for the same.
const wordsDays = 7

// A Finding is one unusual pattern of one day.
type Finding struct {
	Rule    Rule
	Day     calendar.Date
	Who     int64   // the one person; 0: see the others
	Address string  // of failed sign-ins
	Words   string  // that several searched for
	Case    int64   // that several read
	Count   int     // cases, records, people, refusals
	Hour    int     // of ManyCases: in which most were read
	InHour  int     // how many then
	People  []int64 // of SameWords and Outsiders
}

// From returns the day from which the records behind the finding are.
func (f Finding) From() calendar.Date {
	if f.Rule == SameWords {
		return f.Day.AddDays(1 - wordsDays)
	}
	return f.Day
}

// keySize is how many bytes of a hash tell one finding from another.
const keySize = 8

// Key tells one finding from another: the same pattern on the same day is the same, however
// often it is looked for, and however much more comes of it that day.
func (f Finding) Key() string {
	return hex.EncodeToString(ledger.Link(nil, fmt.Appendf(nil, "%s %s %d %d %q %q", f.Rule, f.Day, f.Who, f.Case, f.Address, f.Words))[:keySize])
}

// DayNumber is the number by which the audit notes that a finding of the day was looked at:
// 20261127.
func DayNumber(day calendar.Date) int64 {
	return int64(day.Year()*10000 + int(day.Month())*100 + day.Day())
}

// of is whom or what something is counted for on one day.
type of struct {
	day     calendar.Date
	who     int64
	address string
}

type subjects map[Subject]bool

// A Watch counts records, in whatever order they come, and says what is unusual in them.
type Watch struct {
	read    map[of]*[24]subjects // by hour
	done    map[of]*[24]int      // what people did, by hour
	refused map[of]int
	signIns map[of]int
	tooFast map[of]int
	words   map[string]map[calendar.Date]map[int64]bool
	readers map[Subject]map[calendar.Date]map[int64]bool
}

// NewWatch returns one that has counted nothing.
func NewWatch() *Watch {
	return &Watch{map[of]*[24]subjects{}, map[of]*[24]int{}, map[of]int{}, map[of]int{}, map[of]int{},
		map[string]map[calendar.Date]map[int64]bool{}, map[Subject]map[calendar.Date]map[int64]bool{}}
}

// WatchFrom returns from which day on records are needed to say what is unusual from a day on.
func WatchFrom(day calendar.Date) calendar.Date { return day.AddDays(1 - wordsDays) }

// slowedDown is the status of what was asked for too often in a minute.
const slowedDown = 429

// Note counts a record.
func (w *Watch) Note(e Entry) {
	at := e.At.In(calendar.Zone)
	day := calendar.DateOf(at)
	if e.Kind == SignInFailed {
		w.signIns[of{day: day, address: e.Address}]++
		if e.By > 0 {
			w.signIns[of{day: day, who: e.By}]++
		}
	}
	if e.By <= 0 || e.Door != "desk" {
		return // the public, the program, an operator at the machine
	}
	by := of{day: day, who: e.By}
	if e.Kind != SignedOut {
		if w.done[by] == nil {
			w.done[by] = new([24]int)
		}
		w.done[by][at.Hour()]++
	}
	if e.Status == slowedDown {
		w.tooFast[by]++
	}
	switch e.Kind {
	case Refused:
		w.refused[by]++
	case Searched:
		if e.Words != "" {
			note(w.words, e.Words, day, e.By)
		}
	case Saw, Took, Revealed:
		w.noteReading(by, at, e)
	}
}

func (w *Watch) noteReading(by of, at time.Time, e Entry) {
	is := Subject{Matter: e.Subject.Matter, ID: e.Subject.ID}
	if is.ID == 0 || !slices.Contains([]Matter{Case, Input, Review, Lawsuit}, is.Matter) || e.Status >= 400 {
		return
	}
	hours := w.read[by]
	if hours == nil {
		hours = new([24]subjects)
		w.read[by] = hours
	}
	if hours[at.Hour()] == nil {
		hours[at.Hour()] = subjects{}
	}
	hours[at.Hour()][is] = true
	if is.Matter == Case {
		note(w.readers, is, by.day, by.who)
	}
}

// note adds somebody to those of a day.
func note[K comparable](to map[K]map[calendar.Date]map[int64]bool, key K, day calendar.Date, who int64) {
	if to[key] == nil {
		to[key] = map[calendar.Date]map[int64]bool{}
	}
	if to[key][day] == nil {
		to[key][day] = map[int64]bool{}
	}
	to[key][day][who] = true
}

// offHours returns how much each person did of each day when nobody works.
func (w *Watch) offHours(limits Limits, days *calendar.Calendar) map[of]int {
	all := map[of]int{}
	for by, hours := range w.done {
		off := !days.IsWorkday(by.day)
		for hour, n := range hours {
			if n > 0 && (off || hour < limits.From || hour >= limits.Until) {
				all[by] += n
			}
		}
	}
	return all
}

// Findings returns what is unusual by the limits from one day to another, the last day first.
// Days off are those of the calendar. Outside says whether a person is of none of the units of a case; it is asked of cases only that many read.
func (w *Watch) Findings(limits Limits, days *calendar.Calendar, from, to calendar.Date, outside func(id, person int64) (bool, error)) ([]Finding, error) {
	var all []Finding
	asked := func(day calendar.Date) bool { return !day.Before(from) && !day.After(to) }
	add := func(f Finding) {
		if asked(f.Day) {
			all = append(all, f)
		}
	}
	for by, hours := range w.read {
		if !asked(by.day) {
			continue
		}
		if f := manyCases(limits, by, hours); f.Count > 0 {
			add(f)
		}
	}
	for _, counted := range []struct {
		rule  Rule
		of    map[of]int
		limit int
	}{{OffHours, w.offHours(limits, days), limits.OffHours}, {ManyRefused, w.refused, limits.Refused}, {WrongSignIn, w.signIns, limits.SignIns}, {TooFast, w.tooFast, 1}} {
		for by, n := range counted.of {
			if n >= counted.limit {
				add(Finding{Rule: counted.rule, Day: by.day, Who: by.who, Address: by.address, Count: n})
			}
		}
	}
	for words, days := range w.words {
		for day := range days {
			if !asked(day) {
				continue
			}
			if people := w.searchers(days, day); len(people) >= limits.Searchers {
				add(Finding{Rule: SameWords, Day: day, Words: words, Count: len(people), People: people})
			}
		}
	}
	for is, days := range w.readers {
		for day, readers := range days {
			if len(readers) < limits.Outsiders || !asked(day) {
				continue
			}
			var people []int64
			for who := range readers {
				out, err := outside(is.ID, who)
				if err != nil {
					return nil, err
				}
				if out {
					people = append(people, who)
				}
			}
			if slices.Sort(people); len(people) >= limits.Outsiders {
				add(Finding{Rule: Outsiders, Day: day, Case: is.ID, Count: len(people), People: people})
			}
		}
	}
	slices.SortFunc(all, func(a, b Finding) int {
		if by := cmp.Or(b.Day.Compare(a.Day), cmp.Compare(a.Rule, b.Rule), cmp.Compare(b.Count, a.Count)); by != 0 {
			return by
		}
		return cmp.Or(cmp.Compare(a.Who, b.Who), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Address, b.Address), cmp.Compare(a.Words, b.Words))
	})
	return all, nil
}

// manyCases returns the finding about what one person read in a day; none with Count 0.
func manyCases(limits Limits, by of, hours *[24]subjects) Finding {
	f := Finding{Rule: ManyCases, Day: by.day, Who: by.who}
	day := subjects{}
	for hour, read := range hours {
		for is := range read {
			day[is] = true
		}
		if len(read) > f.InHour {
			f.Hour, f.InHour = hour, len(read)
		}
	}
	if f.InHour >= limits.CasesHour || len(day) >= limits.CasesDay {
		f.Count = len(day)
	}
	return f
}

// searchers returns who searched for something in the week that ends with the day, if one of
// them did that day for the first time in it: who searched before is no news again.
func (w *Watch) searchers(days map[calendar.Date]map[int64]bool, day calendar.Date) (people []int64) {
	before := map[int64]bool{}
	for d, who := range days {
		if d.Before(day) && day.DaysSince(d) < wordsDays {
			for id := range who {
				before[id] = true
			}
		}
	}
	were := len(before)
	for id := range days[day] {
		before[id] = true
	}
	if len(before) == were {
		return nil
	}
	for id := range before {
		people = append(people, id)
	}
	slices.Sort(people)
	return people
}
