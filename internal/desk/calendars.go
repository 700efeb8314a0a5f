package desk

import (
	"context"
	"sync/atomic"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/notices"
	"mingda/internal/sqlite"
)

// A heldBook is the book of notices as it was at a version of the database, or
// newer than it, never older.
type heldBook struct {
	version int64
	book    *notices.Book
}

// calendars holds the book that was read last.
type calendars struct{ held atomic.Pointer[heldBook] }

// Calendar returns the office's calendar: the sheets that are part of the program
// with the notices that were imported since. It is another one after each notice,
// also one that another process imports.
func (d *Desk) Calendar() *calendar.Calendar {
	book, err := d.book(context.Background())
	if err == nil {
		return book.Calendar()
	}
	// A database that cannot be read stops whoever asks at their next question;
	// here the calendar stays the one that was read last.
	d.Log.Error("read the calendar", "err", err)
	if held := d.calendars.held.Load(); held != nil {
		return held.book.Calendar()
	}
	return d.Embedded
}

// book returns the notices that were imported, read anew only after something was
// committed.
func (d *Desk) book(ctx context.Context) (*notices.Book, error) {
	version, held := d.DB.Version(), d.calendars.held.Load()
	if held != nil && held.version == version {
		return held.book, nil
	}
	book, err := d.bookIn(ctx, d.DB)
	if err == nil {
		d.calendars.held.Store(&heldBook{version, book})
	}
	return book, err
}

// A bookReader is the database, or a transaction of it.
type bookReader interface {
	reader
	Extent(ctx context.Context, matter ledger.Matter, subject int64) (sqlite.Extent, error)
}

// bookIn returns the notices as r has them: in a transaction those that no other
// can change before it ends, so that a row is never written by an old calendar.
func (d *Desk) bookIn(ctx context.Context, r bookReader) (*notices.Book, error) {
	extent, err := r.Extent(ctx, ledger.Calendar, notices.Subject)
	if err != nil {
		return nil, err
	}
	if held := d.calendars.held.Load(); held != nil && held.book.Version == extent.Last {
		return held.book, nil
	}
	if _, within := r.(*sqlite.Tx); within { // held for all transactions to come, where it is not of this one
		if book, err := d.book(ctx); err == nil && book.Version == extent.Last {
			return book, nil
		}
	}
	entries, err := r.Entries(ctx, ledger.Calendar, notices.Subject, 0)
	if err != nil {
		return nil, err
	}
	return notices.Fold(d.Embedded, entries)
}

// Notices returns the calendar's sheets and notices to whoever looks after it.
func (d *Desk) Notices(ctx context.Context, by auth.User) (*notices.Book, error) {
	if err := auth.MayDo(by, auth.ManageCalendars, 0); err != nil {
		return nil, err
	}
	return d.book(ctx)
}

// A Move is a case whose row becomes another by a change of the calendar.
type Move struct{ From, To casefile.Row }

// IsMoved reports whether a last day becomes another, and not only that it is no
// longer provisional.
func (m Move) IsMoved() bool {
	return m.From.DueOn != m.To.DueOn || m.From.StrictDueOn != m.To.StrictDueOn
}

// A Recount is what a change of the calendar does.
type Recount struct {
	Next   int // the number that the change would have in the book
	Before *calendar.Calendar
	After  *calendar.Calendar
	Year   int
	Looked int    // how many cases reach into the year
	Moves  []Move // those whose row becomes another, open ones first
	today  calendar.Date
	rows   map[casefile.ID]casefile.Row // what was worked out, for every case that was looked at
}

// Moved returns the cases of which a last day moves.
func (r Recount) Moved() []Move {
	var moved []Move
	for _, m := range r.Moves {
		if m.IsMoved() {
			moved = append(moved, m)
		}
	}
	return moved
}

// TryNotice works out what a notice would do. Nothing is written.
func (d *Desk) TryNotice(ctx context.Context, by auth.User, n calendar.Notice) (Recount, error) {
	return d.tryChange(ctx, by, &notices.Applied{Notice: n})
}

// TryWithdrawal works out what withdrawing a notice would do. Nothing is written.
func (d *Desk) TryWithdrawal(ctx context.Context, by auth.User, n int) (Recount, error) {
	return d.tryChange(ctx, by, &notices.Withdrawn{Corrects: n})
}

// ApplyNotice lays a notice over the calendar, in place of what its sheet says of
// the year, if it is to be the next in the book that was seen (0: whichever it is).
func (d *Desk) ApplyNotice(ctx context.Context, by auth.User, next int, n calendar.Notice) (Recount, error) {
	return d.changeCalendar(ctx, by, next, &notices.Applied{Notice: n})
}

// WithdrawNotice takes a notice back, likewise; what stood before it stands again.
func (d *Desk) WithdrawNotice(ctx context.Context, by auth.User, next, n int, reason string) (Recount, error) {
	if reason == "" {
		return Recount{}, fault.AtField("reason", "notice_reason")
	}
	return d.changeCalendar(ctx, by, next, &notices.Withdrawn{Corrects: n, Reason: reason})
}

func (d *Desk) tryChange(ctx context.Context, by auth.User, fact ledger.Fact) (Recount, error) {
	book, err := d.Notices(ctx, by)
	if err != nil {
		return Recount{}, err
	}
	return d.recount(ctx, d.DB, book, fact, Recount{})
}

// changeCalendar appends the fact and writes all rows that become others by it, in
// one transaction. What each case becomes is worked out before the transaction,
// which does it again only for those that changed meanwhile: the writer is held for
// as long as writing takes.
func (d *Desk) changeCalendar(ctx context.Context, by auth.User, next int, fact ledger.Fact) (Recount, error) {
	tried, err := d.tryChange(ctx, by, fact)
	if err != nil {
		return tried, err
	}
	var done Recount
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		book, err := d.bookIn(ctx, tx)
		if err != nil {
			return err
		}
		if next != 0 && next != book.Version+1 {
			return fault.New(fault.Conflict, "calendar_changed")
		}
		if done, err = d.recount(ctx, tx, book, fact, tried); err != nil {
			return err
		}
		happening := sqlite.Happening{On: d.today(), At: d.now(), By: by.ID, Fact: fact}
		if _, err := tx.Append(ctx, ledger.Calendar, notices.Subject, book.Version, happening); err != nil {
			return err
		}
		for _, m := range done.Moves {
			if err := tx.PutClock(ctx, m.To); err != nil {
				return err
			}
		}
		return d.recountDays(ctx, tx, done)
	})
	return done, err
}

// A caseReader is the database, or a transaction of it.
type caseReader interface {
	reader
	RowsReaching(ctx context.Context, day calendar.Date) ([]casefile.Row, error)
}

// recount works out the rows that a fact makes of the cases it may concern. What
// was worked out before, over the same calendar and on the same day, is taken from
// there where nothing happened to the case since.
func (d *Desk) recount(ctx context.Context, r caseReader, book *notices.Book, fact ledger.Fact, before Recount) (Recount, error) {
	today := d.today()
	after, year, err := book.Try(fact, today)
	if err != nil {
		return Recount{}, err
	}
	rows, err := r.RowsReaching(ctx, calendar.NewDate(year, 1, 1))
	if err != nil {
		return Recount{}, err
	}
	n := Recount{Next: book.Version + 1, Before: book.Calendar(), After: after, Year: year, Looked: len(rows), today: today, rows: make(map[casefile.ID]casefile.Row, len(rows))}
	good := before.Next == n.Next && before.today == today
	for _, row := range rows {
		to, ok := before.rows[row.ID]
		if !good || !ok || to.Version != row.Version {
			c, err := loadCase(ctx, r, row.ID)
			if err != nil {
				return Recount{}, err
			}
			if to, err = c.Project(after, today); err != nil {
				return Recount{}, err
			}
		}
		n.rows[row.ID] = to
		if to != row {
			n.Moves = append(n.Moves, Move{row, to})
		}
	}
	return n, ctx.Err()
}

// A Shift is a last day of a case that a notice moved.
type Shift struct {
	Step     notices.Step
	From, To calendar.Date
}

// shifts returns what the notices that were imported, or withdrawn, while the case
// was open did to its last day, as the clock stood on the day of each.
func shifts(book *notices.Book, c *casefile.Case) []Shift {
	var all []Shift
	for _, s := range book.Steps {
		day := calendar.DateOf(s.At)
		if s.At.Before(c.History[0].At) || !c.EndedOn.IsZero() && c.EndedOn.Before(day) {
			continue
		}
		from, known := c.DueSeen(s.Before, day)
		to, still := c.DueSeen(s.After, day)
		if known && still && from != to {
			all = append(all, Shift{s, from, to})
		}
	}
	return all
}
