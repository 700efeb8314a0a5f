package desk

import (
	"context"
	"slices"
	"sync"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/notices"
	"mingda/internal/sqlite"
)

// A standing is a case folded from its ledger, with what follows from it on a
// day. It is shared by all who look at the case: nobody changes it.
type standing struct {
	on          calendar.Date
	book        *notices.Book // by whose calendar
	Case        *casefile.Case
	Clock       deadline.Result
	Explanation deadline.Explanation
	Clocks      []casefile.Clock
	Stays       []casefile.Stay // where its days went; none of one that was annulled
	Row         casefile.Row
	Situation   casefile.Situation
	Shifts      []Shift // of its last day, by notices of holidays
	around
}

// An around is what the page of a case shows of others.
type around struct {
	Unsigned  []*inbox.Input // whose record of a spoken request the applicant has yet to sign
	Undecided []Supply       // what may be the awaited supplement: a person has to say
	Siblings  []casefile.Row // other cases that were registered from the same input and stand
	Combined  []casefile.Row // those that are answered with the case, or the one with which it is
	FromLead  casefile.FromLead
	Marks     map[int]ScanMark        // what the scanner said of them
	Readings  map[int]MaterialReading // how far the reading of its documents came
}

// standings keeps the cases that were looked at last: whoever works on a case
// comes back to its page after each act and each letter.
type standings struct {
	mu  sync.Mutex
	all map[casefile.ID]keptStanding
}

// A keptStanding is good as long as nothing was committed at all and the day is
// the same. After a commit that added nothing to the ledger of the case, erased
// nothing from it and was no notice for the calendar, only what is around it is
// looked up anew.
type keptStanding struct {
	standing
	version int64         // of the database, before the case was read
	extent  sqlite.Extent // of the case's ledger, likewise: what comes between makes it old, never wrong
}

// standingsKept bounds how many are kept, some 15 KB each. Beyond, all are
// forgotten: those that are looked at come back.
const standingsKept = 500

func (s *standings) get(id casefile.ID) keptStanding {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[id]
}

func (s *standings) keep(id casefile.ID, kept keptStanding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil || len(s.all) >= standingsKept {
		s.all = map[casefile.ID]keptStanding{}
	}
	s.all[id] = kept
}

// standing returns the case as it stands today, for who may see it.
func (d *Desk) standing(ctx context.Context, by auth.User, id casefile.ID) (standing, error) {
	now, err := d.standsNow(ctx, id)
	if err != nil {
		return standing{}, err
	}
	return now, auth.May(by, casefile.See, subjectOf(now.Case, 0))
}

// standsNow returns the case as it stands today.
func (d *Desk) standsNow(ctx context.Context, id casefile.ID) (standing, error) {
	version, today, kept := d.DB.Version(), d.today(), d.standings.get(id)
	book, err := d.book(ctx)
	if err != nil {
		return standing{}, err
	}
	if kept.Case == nil || kept.version != version || kept.on != today {
		extent, err := d.DB.Extent(ctx, ledger.Case, int64(id))
		if err != nil {
			return standing{}, err
		}
		if kept.Case == nil || kept.extent != extent || kept.on != today || kept.book != book {
			if kept.standing, err = d.stand(ctx, id, today, book); err != nil {
				return standing{}, err
			}
		}
		if kept.around, err = d.lookAround(ctx, kept.Case); err != nil {
			return standing{}, err
		}
		kept.version, kept.extent = version, extent
		d.standings.keep(id, kept)
	}
	return kept.standing, nil
}

// stand folds the case and works out what follows from it on the day.
func (d *Desk) stand(ctx context.Context, id casefile.ID, today calendar.Date, book *notices.Book) (standing, error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return standing{}, err
	}
	now, cal := standing{on: today, book: book, Case: c, Shifts: shifts(book, c)}, book.Calendar()
	if now.Clock, err = c.Clock(cal, today); err != nil {
		return now, err
	}
	if now.Explanation, err = c.Explain(cal, today); err != nil {
		return now, err
	}
	if now.Clocks, err = c.Clocks(cal, today, letter.Told); err != nil {
		return now, err
	}
	if now.Row, err = c.Project(cal, today); err != nil {
		return now, err
	}
	if now.Row.Stage != casefile.StageAnnulled {
		if now.Stays, err = c.Stays(cal, today); err != nil {
			return now, err
		}
	}
	now.Situation, err = c.Situation(cal, today)
	return now, err
}

func (d *Desk) lookAround(ctx context.Context, c *casefile.Case) (around, error) {
	var a around
	var err error
	if a.Unsigned, err = d.unsignedRecords(ctx, c); err != nil {
		return a, err
	}
	if a.Undecided, err = d.undecided(ctx, c); err != nil {
		return a, err
	}
	if a.Siblings, err = d.siblings(ctx, c); err != nil {
		return a, err
	}
	if a.FromLead, err = d.fromLead(ctx, c); err != nil {
		return a, err
	}
	if a.Readings, err = d.materialReadings(ctx, c); err != nil {
		return a, err
	}
	if a.Marks, err = d.materialMarks(ctx, c.Materials); err != nil {
		return a, err
	}
	a.Combined, err = d.combined(ctx, c)
	return a, err
}

// siblings returns the other cases that were registered from the input of a case
// and stand.
func (d *Desk) siblings(ctx context.Context, c *casefile.Case) ([]casefile.Row, error) {
	rows, err := d.DB.CasesOfInput(ctx, inbox.ID(c.Input))
	return slices.DeleteFunc(rows, func(r casefile.Row) bool { return r.ID == c.ID || r.Stage == casefile.StageAnnulled }), err
}
