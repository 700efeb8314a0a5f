package yearly

import (
	"fmt"
	"maps"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/ledger"
	"mingda/internal/report"
)

// A Stage is how far a report is on its way to the coordinating office. Whether it is
// published is another matter: an agency does both by the same day.
type Stage string

// The stages.
const (
	StageWriting  Stage = "writing"  // 编写中
	StageReturned Stage = "returned" // 退回修改
	StageSent     Stage = "sent"     // 已报送
	StageAccepted Stage = "accepted" // 已收齐
)

// Label returns the Chinese word for the stage.
func (s Stage) Label() string {
	return map[Stage]string{StageWriting: "编写中", StageReturned: "退回修改", StageSent: "已报送", StageAccepted: "已收齐"}[s]
}

// A State is a part as it reads now, and who wrote it so.
type State struct {
	Written
	N  int // the entry; 0 while nobody has written it
	By int64
	At time.Time
}

// An Edition is the report as it was published once.
type Edition struct {
	Published
	On    calendar.Date
	By    int64
	Why   string // why it was corrected; empty for the first
	parts map[Part]State
}

// Value returns the report that was published.
func (e Edition) Value() (report.Annual, error) { return Thaw(e.Report) }

// A Step is one entry of the report's ledger.
type Step struct {
	N    int
	By   int64
	At   time.Time
	On   calendar.Date
	Fact ledger.Fact
}

// A Report is folded of its ledger.
type Report struct {
	ID         ID
	Version    int
	Stage      Stage
	Parts      map[Part]State
	SentOn     calendar.Date
	AcceptedOn calendar.Date
	ReturnedOn calendar.Date
	Returned   string // why, while it is to be mended
	Editions   []Edition
	Correcting string // why, while a correction is being written
	Steps      []Step

	outWhenReturned int // editions there were when it was returned
}

// Fold makes the report of the entries of its subject, oldest first; of none it is a report
// that nobody has begun.
func Fold(id ID, entries []ledger.Entry) (*Report, error) {
	r := &Report{ID: id, Stage: StageWriting, Parts: map[Part]State{}}
	for _, e := range entries {
		if err := r.Take(e); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Take lets one more entry happen to the report.
func (r *Report) Take(e ledger.Entry) error {
	fact := fresh(e.Type)
	if fact == nil {
		return fmt.Errorf("entry %d: a yearly report has no %q", e.Seq, e.Type)
	}
	if err := e.Decode(fact); err != nil {
		return err
	}
	switch f := fact.(type) {
	case *Written:
		r.Parts[f.Part] = State{*f, e.N, e.By, e.At}
	case *Sent:
		r.Stage, r.SentOn, r.Returned, r.ReturnedOn = StageSent, e.On, "", calendar.Date{}
	case *SendingTakenBack:
		r.Stage, r.SentOn = StageWriting, calendar.Date{}
	case *Returned:
		r.Stage, r.SentOn, r.AcceptedOn = StageReturned, calendar.Date{}, calendar.Date{}
		r.Returned, r.ReturnedOn, r.outWhenReturned = f.Reason, e.On, len(r.Editions)
	case *Accepted:
		r.Stage, r.AcceptedOn = StageAccepted, e.On
	case *AcceptanceTakenBack:
		r.Stage, r.AcceptedOn = StageSent, calendar.Date{}
	case *Published:
		r.Editions = append(r.Editions, Edition{Published: *f, On: e.On, By: e.By, Why: r.Correcting, parts: maps.Clone(r.Parts)})
		r.Correcting = ""
	case *CorrectionBegun:
		r.Correcting = f.Reason
	case *CorrectionDropped:
		r.Correcting = ""
		if last, ok := r.Latest(); ok {
			r.Parts = maps.Clone(last.parts)
		}
	}
	r.Version = e.N
	r.Steps = append(r.Steps, Step{e.N, e.By, e.At, e.On, fact})
	return nil
}

// IsToCorrect says that what was returned is published as it was sent in, and nobody has begun
// to correct it: that comes before it is sent in again.
func (r *Report) IsToCorrect() bool {
	return r.Stage == StageReturned && r.Correcting == "" && r.outWhenReturned > 0 && r.outWhenReturned == len(r.Editions)
}

// Latest returns the edition that stands; false while nothing is published.
func (r *Report) Latest() (Edition, bool) {
	if len(r.Editions) == 0 {
		return Edition{}, false
	}
	return r.Editions[len(r.Editions)-1], true
}

// Texts returns the parts of the report that are text, as they read now.
func (r *Report) Texts() report.Texts { return textsOf(r.Parts) }

func textsOf(parts map[Part]State) report.Texts {
	return report.Texts{Overview: parts[Overview].Text, Problems: parts[Problems].Text, Others: parts[Others].Text}
}

// Table returns 二 as it reads now: every line of the form, those figures nil that nobody
// has typed.
func (r *Report) Table() []report.Proactive { return TableOf(r.Parts[Proactive].Figures) }

// Contribution returns what the government's report takes of this one: while it is being
// corrected, as it is published.
func (r *Report) Contribution() (report.Texts, []report.Proactive) {
	parts := r.Parts
	if last, ok := r.Latest(); ok && r.Correcting != "" {
		parts = last.parts
	}
	return textsOf(parts), TableOf(parts[Proactive].Figures)
}

// A Listed is a report as lists have it.
type Listed struct {
	ID          ID
	Version     int
	Stage       Stage
	SentOn      calendar.Date
	AcceptedOn  calendar.Date
	PublishedOn calendar.Date // the edition that stands
	Editions    int
	Correcting  bool
}

// Project returns the row of lists.
func (r *Report) Project() Listed {
	l := Listed{ID: r.ID, Version: r.Version, Stage: r.Stage, SentOn: r.SentOn, AcceptedOn: r.AcceptedOn, Editions: len(r.Editions), Correcting: r.Correcting != ""}
	if last, ok := r.Latest(); ok {
		l.PublishedOn = last.On
	}
	return l
}
