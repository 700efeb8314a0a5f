package bench

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// The account that pages are asked for with: of somebody who sees all cases of
// all agencies and works from the inbox, which is the most a page can hold.
const (
	Login    = "bench"
	Password = "nur zum Messen 2026"
)

// A Filling fills an office with cases from the day on which the revised
// regulation came into force until today. They differ from those of a real office in
// one thing only: thousands are committed together. Every entry is appended to
// the ledger, every row is folded from it, as the acts of desk do.
type Filling struct {
	Desk  *desk.Desk
	Cases int
	Open  bool   // all are open, of the last weeks, in place of years of cases
	Paper []byte // a PDF, in place of every letter's own

	// Batch is called after each commit, so that what was filled can be noted; nil:
	// nobody wants to know. What it fails with ends the filling.
	Batch func(Filled) error

	perCommit int // cases that are committed together; 0: perCommit
}

// A Filled is what Fill left, or has left so far.
type Filled struct {
	Planned int          // cases
	Open    bool         // all of them are open
	Done    bool         // nothing is left to do
	Entries int64        // of the ledger
	First   casefile.ID  // of the cases
	Last    casefile.ID  // of the cases that are there
	Unit    int64        // one of the units
	Status  []StatusPage // some of the cases as their applicants see them
}

// A StatusPage is what opens the status page of one case.
type StatusPage struct {
	Number string
	Code   auth.Code
}

// perCommit is how many cases are committed together where nothing else is said.
const perCommit = 2000

// statusPages is how many status pages are noted, about.
const statusPages = 1000

// Fill fills the office, or goes on where was, of the same filling, ends: a filling
// that was cut off has whole batches, and each is made up from its own seed.
func (f Filling) Fill(ctx context.Context, was Filled) (Filled, error) {
	f.perCommit = cmp.Or(f.perCommit, perCommit)
	o := &filler{Filling: f, writer: newWriter(7), today: f.Desk.Today()}
	o.filled = Filled{Planned: f.Cases, Open: f.Open, First: 1, Status: was.Status}
	if err := o.begin(ctx); err != nil {
		return Filled{}, err
	}
	made, err := f.Desk.DB.Subjects(ctx, ledger.Case)
	if err != nil {
		return Filled{}, err
	}
	for from := len(made); from < f.Cases; from += f.perCommit - from%f.perCommit {
		if err := o.batch(ctx, from); err != nil {
			return Filled{}, err
		}
	}
	o.writer = newWriter(5)
	if err := o.mail(ctx); err != nil {
		return Filled{}, fmt.Errorf("mail: %w", err)
	}
	o.filled.Done = true
	return o.note(ctx, f.Cases)
}

// begin furnishes the office, or reads what is there of it.
func (o *filler) begin(ctx context.Context) error {
	agencies, err := o.Desk.DB.Agencies(ctx)
	if err != nil {
		return err
	}
	if len(agencies) == 0 {
		err = o.furnish(ctx)
	} else {
		err = o.recall(ctx, agencies)
	}
	if err != nil {
		return fmt.Errorf("people: %w", err)
	}
	return o.store(ctx)
}

// batch lets the next cases happen, from one on, in one transaction.
func (o *filler) batch(ctx context.Context, from int) error {
	o.writer = newWriter(uint64(1000 + from/o.perCommit))
	until := min(from+o.perCommit-from%o.perCommit, o.Cases)
	err := o.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for n := from; n < until; n++ {
			if err := o.life(ctx, tx, n); err != nil {
				return fmt.Errorf("case %d: %w", n+1, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = o.note(ctx, until)
	return err
}

// note tells how far the filling has come.
func (o *filler) note(ctx context.Context, made int) (Filled, error) {
	seq, _, err := o.Desk.DB.Head(ctx)
	o.filled.Entries, o.filled.Last, o.filled.Unit = seq, casefile.ID(made), o.units[o.agencies[0].ID][1]
	if err == nil && o.Batch != nil {
		err = o.Batch(o.filled)
	}
	return o.filled, err
}

// waiting is how many mails wait in the inbox of the filled office.
const waiting = 200

// mail takes mails in, as they come; they wait for a person.
func (o *filler) mail(ctx context.Context) error {
	for n := range waiting {
		raw := o.writer.mail(3*n+1, o.Desk.Now()) // without attachments
		err := o.Desk.TakeMails(ctx, []desk.RawMail{{
			Agency: o.agencies[0].ID, Mailbox: "ysqgk@mingchuan.example", UIDValidity: 1, UID: uint32(n + 1), Body: bytes.NewReader(raw),
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// Empty gives the office agencies and people, and no case. It returns the name
// of the first agency.
func (f Filling) Empty(ctx context.Context) (string, error) {
	o := &filler{Filling: f, writer: newWriter(7), today: f.Desk.Today()}
	if err := o.furnish(ctx); err != nil {
		return "", fmt.Errorf("people: %w", err)
	}
	return o.agencies[0].Name, nil
}

// noter returns somebody who may take notes on a case that is open, and it.
func (f Filling) noter(ctx context.Context) (auth.User, casefile.ID, error) {
	by, err := f.Desk.DB.UserByLogin(ctx, Login)
	if err != nil {
		return by, 0, err
	}
	open, _, err := f.Desk.Cases(ctx, by, sqlite.CaseFilter{Open: true, Agency: by.Agency, Limit: 1})
	if err == nil && len(open) == 0 {
		err = fmt.Errorf("none of the cases is open")
	}
	if err != nil {
		return by, 0, err
	}
	return by, open[0].ID, nil
}

// A filler is a Fill that is under way.
type filler struct {
	Filling
	writer
	filled   Filled
	today    calendar.Date
	agencies []office.Agency
	body     office.Agency     // that hears reconsiderations
	bureau   []int64           // its people
	units    map[int64][]int64 // of an agency
	people   map[int64][]int64 // of an agency
	raw      filestore.Hash    // of every input
	paper    filestore.Hash    // of every letter
	values   map[letter.Kind]json.RawMessage
	workdays []calendar.Date // on which something came in, the oldest first
}

// openWeeks is how far back the oldest of open cases lies, in days: within the
// period to answer.
const openWeeks = 21

// store stores the one raw input and the one PDF that all cases share, and
// composes the letters.
func (o *filler) store(ctx context.Context) (err error) {
	if o.raw, err = o.Desk.Files.PutBytes([]byte(`{"bench":true}`)); err != nil {
		return err
	}
	if o.paper, err = o.Desk.Files.PutBytes(o.Paper); err != nil {
		return err
	}
	o.values = map[letter.Kind]json.RawMessage{}
	first := law.FOIRegulation.From
	if o.Open {
		first = o.today.AddDays(-openWeeks)
	}
	for day := first; !day.After(o.today); day = day.AddDays(1) {
		if o.Desk.Calendar().IsWorkday(day) {
			o.workdays = append(o.workdays, day)
		}
	}
	return ctx.Err()
}

// value returns the value of a letter of a kind, composed once.
func (o *filler) value(kind letter.Kind) (json.RawMessage, error) {
	if v, ok := o.values[kind]; ok {
		return v, nil
	}
	l, err := compose(kind)
	if err != nil {
		return nil, err
	}
	o.values[kind], err = json.Marshal(l)
	return o.values[kind], err
}

// on returns the n-th workday after the given place among the workdays, and
// whether it has come yet.
func (o *filler) on(place, n int) (calendar.Date, bool) {
	if place+n >= len(o.workdays) {
		return calendar.Date{}, false
	}
	return o.workdays[place+n], true
}
