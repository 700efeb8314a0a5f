// Package desk is what the office does: each exported method is one use case,
// called alike by the staff pages, the portal, the mail intake and the command
// line. A use case asks who may, loads the ledger, folds it, lets the rules
// decide, and stores the facts with all that is folded from them in one
// transaction. It is the only writer.
package desk

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/clamav"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/ocr"
	"mingda/internal/pdf"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// A Desk runs the office. Its fields are set once, before it is used.
type Desk struct {
	DB            *sqlite.DB
	Files         *filestore.Store
	Embedded      *calendar.Calendar // of the sheets that are part of the program; Calendar has the imported notices too
	Fonts         *pdf.Fonts
	Now           func() time.Time // the only clock
	Random        io.Reader
	CodeKey       []byte   // of the keyed hash of query codes
	OlderCodeKeys [][]byte // what they were hashed with before
	Log           *slog.Logger
	HeadsFile     string                    // outside of the data folder, notes the heads of ledger and audit; "": none
	StatusURL     string                    // public address of the page where applicants look, for letters and mails
	MailFrom      func(agency int64) string // sender address of the agency's mails; "" where it sends none
	// BureauFrom is the sender address of the mails of an agency's bureau (复议机构); ""
	// or nil: they are sent from that of the agency.
	BureauFrom func(agency int64) string
	Styles     map[string]LetterStyle // of letters, by the full name of the agency; "" is for all without one
	OneHand    []string               // full names of agencies in which who drafted a letter may check and sign it too
	Limits     Limits
	Reminders  Reminders
	Labels     pdf.LabelSheet  // of the address labels of a print run; zero: pdf.DefaultLabels
	OCR        *ocr.Reader     // reads documents that are put into cases; nil: only mails are read
	Scanner    *clamav.Scanner // looks at files that come from outside; nil: nobody does
	// PagesApart reads a PDF from outside, of most pages at most, in a process of its own and
	// returns its pages as a PDF; nil: it is read here.
	PagesApart func(ctx context.Context, document []byte, most int) ([]byte, error)
	// ScanRequired says that nobody may have such a file before it is scanned.
	ScanRequired bool
	Demo         bool
	SignIns      SignInRules  // what the office asks of who signs in
	Watched      audit.Limits // see WatchLimits; zero: audit.DefaultLimits
	// CorrectionDays is within how many workdays the office answers who asks for a
	// correction of records, by its own rule; 0: law.CorrectionDays.
	CorrectionDays int
	// EntryWords says how entries of a case are called on paper; nil: by their types.
	EntryWords func(CaseView) func(casefile.Past) string

	// Assessing is by what units are assessed (考核); nil: report.DefaultRules.
	Assessing *report.Rules

	comparer   comparer
	standings  standings
	calendars  calendars
	decided    decidedCases
	people     atomic.Pointer[keptPeople]
	largeMail  sync.Mutex // held while a mail above mailIsLarge is read
	printing   sync.Mutex // held while a print run is made
	auditWaits auditWaiting
	watching   watching

	tying  sync.Mutex // held while the heads of ledger and audit are noted in each other, or both copied
	papers madePapers
}

// Limits are what the office takes in at most.
type Limits struct {
	Upload int64 // bytes of one file of a form; 0: no limit
	Files  int   // files of one form; 0: no limit
}

// today returns the day in Asia/Shanghai.
func (d *Desk) today() calendar.Date { return calendar.DateOf(d.Now()) }

// Today returns the office's day.
func (d *Desk) Today() calendar.Date { return d.today() }

// CorrectionPeriod returns within how many workdays the office answers who asks for
// a correction of records. It is its own rule: no law states a period.
func (d *Desk) CorrectionPeriod() int { return cmp.Or(d.CorrectionDays, law.CorrectionDays) }

// now returns the instant as the ledger keeps it.
func (d *Desk) now() time.Time { return d.Now().UTC().Truncate(time.Millisecond) }

// reader is what loading needs: the database, or a transaction of it.
type reader interface {
	Entries(ctx context.Context, matter ledger.Matter, subject int64, after int) ([]ledger.Entry, error)
	InputKnown(ctx context.Context, id inbox.ID, person int64) (bool, error)
}

// loadCase folds the case of its ledger; it fails with fault NotFound.
func loadCase(ctx context.Context, r reader, id casefile.ID) (*casefile.Case, error) {
	entries, err := r.Entries(ctx, ledger.Case, int64(id), 0)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fault.New(fault.NotFound, "case_not_found")
	}
	return casefile.Fold(id, entries)
}

// loadInput folds the input of its ledger; it fails with fault NotFound.
func loadInput(ctx context.Context, r reader, id inbox.ID) (*inbox.Input, error) {
	entries, err := r.Entries(ctx, ledger.Input, int64(id), 0)
	if err != nil {
		return nil, err
	}
	if len(entries) == 0 {
		return nil, fault.New(fault.NotFound, "input_not_found")
	}
	return inbox.Fold(id, entries)
}

// A happening is a fact with the day from which it counts.
type happening struct {
	on   calendar.Date
	fact ledger.Fact
}

// onDay and onThe make happenings readable where they are decided.
func onDay(on calendar.Date, fact ledger.Fact) happening { return happening{on, fact} }

// happenToCase appends facts to the case and lets them happen to it, then
// writes the rows folded from it.
func (d *Desk) happenToCase(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, by int64, facts ...happening) error {
	for _, h := range facts {
		e, err := tx.Append(ctx, ledger.Case, int64(c.ID), c.Version, sqlite.Happening{On: h.on, At: d.now(), By: by, Fact: h.fact})
		if err != nil {
			return err
		}
		if err := c.Take(e); err != nil {
			return err
		}
	}
	return d.ProjectCase(ctx, tx, c)
}

// ProjectCase writes the rows folded from the case: for acts, and for who lets things
// happen without them.
func (d *Desk) ProjectCase(ctx context.Context, tx *sqlite.Tx, c *casefile.Case) error {
	book, err := d.bookIn(ctx, tx)
	if err != nil {
		return err
	}
	row, err := c.Project(book.Calendar(), d.today())
	if fault.KindOf(err) == fault.Invalid { // the clock cannot have gone so
		return fault.New(fault.Conflict, "days_out_of_order").Because(err)
	}
	if err != nil {
		return err
	}
	passages, err := passagesOf(ctx, tx.Reader, c)
	if err != nil {
		return err
	}
	if err := tx.PutCase(ctx, row, c.Letters, d.findable(c, passages)); err != nil {
		return err
	}
	if err := tx.PutSources(ctx, c.ID, c.Sources()); err != nil {
		return err
	}
	if err := tx.PutUnits(ctx, c.ID, c.UnitRows()); err != nil {
		return err
	}
	if err := tx.PutShelf(ctx, c); err != nil {
		return err
	}
	if err := putRequest(ctx, tx, c); err != nil {
		return err
	}
	if err := putOldCase(ctx, tx, c); err != nil {
		return err
	}
	if err := putFigured(ctx, tx, c, row, book.Calendar(), d.today()); err != nil {
		return err
	}
	return tx.Projected(ctx, c.ID)
}

// happenToInput appends facts to the input and lets them happen to it, then
// writes the rows folded from it.
func (d *Desk) happenToInput(ctx context.Context, tx *sqlite.Tx, i *inbox.Input, by int64, facts ...happening) error {
	for _, h := range facts {
		e, err := tx.Append(ctx, ledger.Input, int64(i.ID), i.Version, sqlite.Happening{On: h.on, At: d.now(), By: by, Fact: h.fact})
		if err != nil {
			return err
		}
		if err := i.Take(e); err != nil {
			return err
		}
	}
	return tx.PutInput(ctx, i)
}

// A decision is what the rules make of a case within its transaction: the facts
// that are to happen, or why not.
type decision func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error)

// act lets a person do an act to a case they saw at a version (0: whatever it
// is now, for acts that only add). letter is the letter acted on, 0 for none.
func (d *Desk) act(ctx context.Context, by auth.User, id casefile.ID, version int, do casefile.Act, letter int, decide decision) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		_, err := d.actIn(ctx, tx, by, id, version, do, letter, decide)
		return err
	})
}

// actIn is act within a transaction. It returns the case as it is then.
func (d *Desk) actIn(ctx context.Context, tx *sqlite.Tx, by auth.User, id casefile.ID, version int, do casefile.Act, letter int, decide decision) (*casefile.Case, error) {
	c, err := loadCase(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := auth.May(by, do, subjectOf(c, letter)); err != nil {
		return nil, err
	}
	if err := c.NotDestroyed(); err != nil {
		return nil, err
	}
	if err := notStale(version, c); err != nil {
		return nil, err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return nil, err
	}
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return nil, err
	}
	s.Charges = agency.ChargesFee
	facts, err := decide(tx, c, s)
	if err != nil {
		return nil, err
	}
	return c, d.happenToCase(ctx, tx, c, by.ID, facts...)
}

// notStale refuses who decides about a case or an input of which they do not know
// all; saw is the version they had before them, 0 whatever it is now.
func notStale(saw int, of interface{ HasNews(since int) bool }) error {
	if saw != 0 && of.HasNews(saw) {
		return fault.New(fault.Conflict, "stale_version")
	}
	return nil
}

// subjectOf returns what auth must know of the case and the letter acted on.
func subjectOf(c *casefile.Case, letter int) auth.Subject {
	s := auth.Subject{Agency: c.Agency, Unit: c.Unit, Officer: c.Officer, Assisting: casefile.NewUnitList(c.Assisting()), Known: c.Known(), Withdrawn: c.Stage() == casefile.StageWithdrawn}
	if l, ok := c.Letter(letter); ok {
		s.Drafter, s.Checker = l.Drafter, l.Checker
	}
	return s
}

// deciding makes a decision of a rule of casefile that decides one fact, as of today.
func deciding[F any, P interface {
	*F
	ledger.Fact
}](rule func(*casefile.Case, F, casefile.Situation) (P, error), f F) decision {
	return func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		fact, err := rule(c, f, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, nil
	}
}

// decidingOn is deciding of a fact as of a day that a person says.
func decidingOn[F any, P interface {
	*F
	ledger.Fact
}](rule func(*casefile.Case, F, calendar.Date, casefile.Situation) (P, error), f F, on calendar.Date) decision {
	return func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		fact, err := rule(c, f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, fact)}, nil
	}
}
