package page

import (
	"time"

	"mingda/internal/calendar"
)

// A Stage is one station of the stage track. Partial "track" takes []Stage.
type Stage struct {
	Label string
	State string        // "past", "now" or "" to come
	On    calendar.Date // when it was reached, shown for the past
	Note  string        // instead of the day: 停表 25 天
	By    string        // who is at it or did it, instead of the day
}

// A TimelineEntry is one event of the ledger as people read it, newest first.
// Partial "timeline" takes []TimelineEntry.
type TimelineEntry struct {
	ID     string // anchor; none if empty
	Title  string
	By     string // 周予安, 系统, 电子邮件
	On     calendar.Date
	At     time.Time // when the minute matters; wins over On
	Text   string
	Links  []Link
	Struck bool   // it was taken back
	Kind   string // "" a person, "stop" the clock stops or goes on, "machine"
}

// Class returns the class of the dot.
func (e TimelineEntry) Class() string {
	switch e.Kind {
	case "stop":
		return " stop"
	case "machine":
		return " by-machine"
	}
	return ""
}

// A Step is one sentence of how a deadline came about. Partial "steps" takes
// []Step.
type Step struct {
	Text   string
	Source string // articles; empty for citizens
	Strong bool   // the last one, which names the day
}

// A Receipt is what a citizen takes home after asking. Partial "receipt".
type Receipt struct {
	Tag   Tag
	Title string
	At    time.Time
	Codes []KV // 收件号, 查询码
}

// A Where says in plain words where a request stands. Partial "where".
type Where struct {
	Tag     Tag
	Title   string // 正在写答复
	Text    string
	Waiting bool // the clock stands still: something is wanted from the citizen or another
	Late    bool // the last day has passed
	Acts    []Button
}

// A PathStep is one station of a request as citizens see it. Partial "path"
// takes []PathStep.
type PathStep struct {
	Title string
	Note  string
	Links []Link
	State string // "past", "now" or "" to come
}
