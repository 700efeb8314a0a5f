// Package notices holds the yearly holiday notices (放假安排) that the office has
// imported: the facts of the ledger's calendar matter, and the calendar folded
// from them. It is pure.
//
// A notice takes the place of what its sheet said of its year. One that was found
// wrong is corrected by another for the same year, or withdrawn; then what stood
// before it stands again.
package notices

import (
	"fmt"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Subject is the one subject of the matter ledger.Calendar: its version guards all
// notices together.
const Subject = 1

// Applied says that a notice was imported.
type Applied struct {
	Notice calendar.Notice `json:"notice"`
}

// Withdrawn says that an imported notice does not hold.
type Withdrawn struct {
	Corrects int    `json:"corrects"` // the entry by which it was imported
	Reason   string `json:"reason"`
}

// FactType names the fact in the ledger.
func (*Applied) FactType() string { return "notice_applied" }

// FactType names the fact in the ledger.
func (*Withdrawn) FactType() string { return "notice_withdrawn" }

// A Step is one entry: what was said, and the calendars before and after it.
type Step struct {
	N             int
	By            int64
	At            time.Time
	Notice        calendar.Notice // the one that was imported, or withdrawn
	Withdraws     int             // the N of the notice that this step withdraws; 0 where it imports one
	Reason        string          // of a withdrawal
	WithdrawnBy   int             // the N of the step that withdraws this one; 0 while it stands
	Before, After *calendar.Calendar
}

// A Book is all that was imported, over the sheets that are part of the program.
// It never changes after it is folded.
type Book struct {
	Version int
	Steps   []Step // oldest first: the one with N is at N-1
	base    *calendar.Calendar
}

// Fold makes the book of the entries of the matter, over the calendar that is part
// of the program.
func Fold(base *calendar.Calendar, entries []ledger.Entry) (*Book, error) {
	b := &Book{base: base}
	for _, e := range entries {
		fact, err := decode(e)
		if err != nil {
			return nil, err
		}
		before := b.Calendar()
		after, err := b.after(fact)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
		}
		s := Step{N: e.N, By: e.By, At: e.At, Before: before, After: after}
		switch f := fact.(type) {
		case *Applied:
			s.Notice = f.Notice
		case *Withdrawn:
			s.Notice, s.Withdraws, s.Reason = b.Steps[f.Corrects-1].Notice, f.Corrects, f.Reason
			b.Steps[f.Corrects-1].WithdrawnBy = e.N
		}
		b.Steps = append(b.Steps, s)
		b.Version = e.N
	}
	return b, nil
}

func decode(e ledger.Entry) (ledger.Fact, error) {
	var fact ledger.Fact
	switch e.Type {
	case (*Applied)(nil).FactType():
		fact = &Applied{}
	case (*Withdrawn)(nil).FactType():
		fact = &Withdrawn{}
	default:
		return nil, fmt.Errorf("entry %d: a calendar has no %q", e.Seq, e.Type)
	}
	return fact, e.Decode(fact)
}

// Calendar returns the calendar as it is now.
func (b *Book) Calendar() *calendar.Calendar {
	if len(b.Steps) == 0 {
		return b.base
	}
	return b.Steps[len(b.Steps)-1].After
}

// after returns the calendar that a fact makes of the book.
func (b *Book) after(fact ledger.Fact) (*calendar.Calendar, error) {
	if f, ok := fact.(*Applied); ok {
		return b.Calendar().With(f.Notice), nil
	}
	f := fact.(*Withdrawn)
	if _, err := b.standing(f.Corrects); err != nil {
		return nil, err
	}
	cal := b.base
	for _, s := range b.Steps {
		if s.Withdraws == 0 && s.WithdrawnBy == 0 && s.N != f.Corrects {
			cal = cal.With(s.Notice)
		}
	}
	return cal, nil
}

// standing returns the step that imported a notice which was not withdrawn.
func (b *Book) standing(n int) (Step, error) {
	if n < 1 || n > len(b.Steps) || b.Steps[n-1].Withdraws != 0 {
		return Step{}, fault.New(fault.NotFound, "notice_not_found")
	}
	if b.Steps[n-1].WithdrawnBy != 0 {
		return Step{}, fault.New(fault.Conflict, "notice_withdrawn")
	}
	return b.Steps[n-1], nil
}

// Try returns the calendar that a fact would make and the year it is about, or why
// it cannot be. Why a notice is withdrawn is asked for only when it is.
func (b *Book) Try(fact ledger.Fact, today calendar.Date) (*calendar.Calendar, int, error) {
	switch f := fact.(type) {
	case *Applied:
		if err := f.Notice.Check(b.Calendar(), today); err != nil {
			return nil, 0, err
		}
		if f.Notice.Same(b.Calendar()) {
			return nil, 0, fault.AtField("holidays", "notice_changes_nothing")
		}
		return b.Calendar().With(f.Notice), f.Notice.Year, nil
	case *Withdrawn:
		s, err := b.standing(f.Corrects)
		if err != nil {
			return nil, 0, err
		}
		cal, err := b.after(f)
		return cal, s.Notice.Year, err
	}
	return nil, 0, fmt.Errorf("a calendar has no %q", fact.FactType())
}

// In returns the step whose notice the calendar goes by in a year of a region; no
// step (N 0) where that is the sheet of the program, or none.
func (b *Book) In(region string, year int) Step {
	for i := len(b.Steps) - 1; i >= 0; i-- {
		s := b.Steps[i]
		if s.Withdraws == 0 && s.WithdrawnBy == 0 && s.Notice.Region == region && s.Notice.Year == year {
			return s
		}
	}
	return Step{}
}
