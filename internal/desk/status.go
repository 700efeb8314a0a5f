package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

// A Visit is an applicant who has shown number and code. It names what they may
// see, and nothing else.
type Visit struct {
	Number string      `json:"number"`
	Input  inbox.ID    `json:"input"`
	Case   casefile.ID `json:"case,omitempty"` // 0 before registration
}

// wrongCodeTakes is after what time the answer to a wrong code is given: a number that there is
// costs a microsecond more than one that there is not, which `mingda bench codes` can tell.
const wrongCodeTakes = 20 * time.Millisecond

// OpenStatus lets an applicant in by number and query code. An unknown number and a wrong code
// fail alike, and as long after they were asked: fault NotFound, code code_wrong. How often one
// may try is for the door.
func (d *Desk) OpenStatus(ctx context.Context, number, typed string) (Visit, error) {
	return d.TryStatus(ctx, nil, number, typed)
}

// TryStatus is OpenStatus for a door that counts tries: a wrong one is kept while its answer is
// held back.
func (d *Desk) TryStatus(ctx context.Context, tries *auth.Tries, number, typed string) (Visit, error) {
	asked := d.Now()
	number = strings.TrimSpace(number)
	code, readable := auth.NormalizeCode(typed)
	row, err := d.DB.Access(ctx, number)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return Visit{}, err
	}
	if matches := d.codeMatches(code, row.CodeHash); !matches || !readable || err != nil {
		d.KeepBrake(ctx, tries)
		d.waitUntil(ctx, asked.Add(wrongCodeTakes))
		return Visit{}, fault.New(fault.NotFound, "code_wrong")
	}
	visit := Visit{Number: number, Input: row.Input, Case: row.Case}
	if _, err := d.DB.InputByNumber(ctx, number); err == nil && row.Case != 0 {
		visit.Case, err = d.firstCase(ctx, row.Input)
		return visit, err
	}
	return visit, nil
}

// waitUntil waits until a time, or until nobody waits for the answer any more.
func (d *Desk) waitUntil(ctx context.Context, at time.Time) {
	timer := time.NewTimer(at.Sub(d.Now()))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// firstCase returns the case that the number of a registered input leads to: the
// first that was registered from it and stands.
func (d *Desk) firstCase(ctx context.Context, id inbox.ID) (casefile.ID, error) {
	rows, err := d.DB.CasesOfInput(ctx, id)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return rows[0].ID, nil
}

// A Status is what the applicant sees of a request.
type Status struct {
	Visit       Visit
	Input       *inbox.Input
	Case        *casefile.Case // nil before registration
	Agency      office.Agency
	Unit        string
	Clock       deadline.Result
	Explanation deadline.Explanation
	Clocks      []casefile.Clock
	Letters     []casefile.Letter // that were served, and so can be fetched
	Open        bool              // it can still be supplemented or withdrawn
	Review      *ReviewStatus     // of an application for reconsideration that was registered
	Body        office.Agency     // of an application for reconsideration: whose bureau has it
	JoinedAfter bool              // it was joined to a case that was answered or ended already
}

// Status returns what a visit shows. A visit from before the registration
// finds the case once there is one. A joined input shows its own state only:
// whoever wrote in need not be the applicant of the case.
func (d *Desk) Status(ctx context.Context, visit Visit) (Status, error) {
	s := Status{Visit: visit}
	var err error
	if s.Input, err = loadInput(ctx, d.DB, visit.Input); err != nil {
		return s, err
	}
	if s.Agency, err = d.DB.Agency(ctx, s.Input.Agency); err != nil {
		return s, err
	}
	if visit.Case == 0 && s.Input.State == inbox.Registered {
		if s.Visit.Case, err = d.firstCase(ctx, visit.Input); err != nil {
			return s, err
		}
	}
	if err = d.reviewStatus(ctx, &s); err != nil {
		return s, err
	}
	if s.Visit.Case == 0 {
		s.Open = s.Input.AllowsApplicant() == nil || s.Review != nil && s.Review.Open
		s.JoinedAfter, err = d.joinedAfter(ctx, s.Input)
		return s, err
	}
	if s.Case, err = loadCase(ctx, d.DB, s.Visit.Case); err != nil {
		return s, err
	}
	return s, d.fillStatus(ctx, &s)
}

// joinedAfter reports whether an input was joined to a case that was over.
func (d *Desk) joinedAfter(ctx context.Context, i *inbox.Input) (bool, error) {
	if i.State != inbox.JoinedTo || len(i.Cases) == 0 {
		return false, nil
	}
	c, err := loadCase(ctx, d.DB, i.Cases[0])
	if err != nil {
		return false, err
	}
	return c.JoinedAfter(int64(i.ID)), nil
}

// CasesOfVisit returns the cases that the visit's input became: one letter may
// hold several requests. There are none before it is registered.
func (d *Desk) CasesOfVisit(ctx context.Context, visit Visit) ([]casefile.Row, error) {
	i, err := loadInput(ctx, d.DB, visit.Input)
	if err != nil || i.State != inbox.Registered {
		return nil, err
	}
	return d.DB.CasesOfInput(ctx, visit.Input)
}

func (d *Desk) fillStatus(ctx context.Context, s *Status) error {
	var err error
	if s.Agency, err = d.DB.Agency(ctx, s.Case.Agency); err != nil {
		return err
	}
	if s.Case.Unit != 0 {
		unit, err := d.DB.Unit(ctx, s.Case.Unit)
		if err != nil {
			return err
		}
		s.Unit = unit.Name
	}
	if s.Clock, err = s.Case.Clock(d.Calendar(), d.today()); err != nil {
		return err
	}
	if s.Explanation, err = s.Case.Explain(d.Calendar(), d.today()); err != nil {
		return err
	}
	if s.Clocks, err = s.Case.Clocks(d.Calendar(), d.today(), letter.Told); err != nil {
		return err
	}
	// who else is asked, or asks jointly, and what they say, is none of the applicant's
	s.Clocks = slices.DeleteFunc(s.Clocks, func(k casefile.Clock) bool { return k.Consultation != 0 || k.Joint != 0 })
	for _, l := range s.Case.Letters {
		if l.AtApplicant() {
			s.Letters = append(s.Letters, l)
		}
	}
	s.Open = s.Case.AllowsApplicant() == nil
	return nil
}

// FetchLetter opens a served letter for the applicant, and notes that it was
// fetched. Where electronic service was not chosen it is a copy marked 副本,
// which starts no period.
func (d *Desk) FetchLetter(ctx context.Context, visit Visit, n int) (Download, error) {
	s, l, err := d.servedLetter(ctx, visit, n)
	if err != nil {
		return Download{}, err
	}
	if !s.Case.Wants.Delivery.IsElectronic() {
		return d.copyOf(ctx, s.Case, l)
	}
	if err := d.noteFetched(ctx, s.Case, n, ""); err != nil {
		return Download{}, err
	}
	return d.openLetter(l)
}

// ReadLetter returns what a served letter says, for the applicant to read on a
// page, and notes that it was fetched.
func (d *Desk) ReadLetter(ctx context.Context, visit Visit, n int) (Status, casefile.Letter, letter.Letter, error) {
	s, l, err := d.servedLetter(ctx, visit, n)
	if err != nil {
		return s, l, letter.Letter{}, err
	}
	if err := d.noteFetched(ctx, s.Case, n, ""); err != nil {
		return s, l, letter.Letter{}, err
	}
	value, err := signedValue(l)
	return s, l, value, err
}

// servedLetter returns a letter that was served, of the visit's case and no
// other.
func (d *Desk) servedLetter(ctx context.Context, visit Visit, n int) (Status, casefile.Letter, error) {
	s, err := d.Status(ctx, visit)
	if err != nil {
		return s, casefile.Letter{}, err
	}
	if s.Case == nil {
		return s, casefile.Letter{}, fault.New(fault.NotFound, "letter_not_found")
	}
	l, ok := s.Case.Letter(n)
	if !ok || !l.AtApplicant() {
		return s, casefile.Letter{}, fault.New(fault.NotFound, "letter_not_found")
	}
	if err := s.Case.NotDestroyed(); err != nil {
		return s, casefile.Letter{}, err
	}
	return s, l, nil
}

// noteFetched notes the first time that the applicant fetches a letter, or this
// copy of it: a later version of the program, or other fonts, make another.
func (d *Desk) noteFetched(ctx context.Context, c *casefile.Case, n int, copied filestore.Hash) error {
	if wasFetched(c, n, copied) {
		return nil
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadCase(ctx, tx, c.ID)
		if err != nil || wasFetched(c, n, copied) { // by a second click
			return err
		}
		return d.happenToCase(ctx, tx, c, ledger.Applicant, onDay(d.today(), &casefile.Fetched{Letter: n, Copy: string(copied)}))
	})
}

func wasFetched(c *casefile.Case, n int, copied filestore.Hash) bool {
	return slices.ContainsFunc(c.History, func(p casefile.Past) bool {
		f, ok := p.Fact.(*casefile.Fetched)
		return ok && f.Letter == n && (copied == "" || f.Copy == string(copied))
	})
}

// copyOf renders a letter marked as a copy, and notes that it was fetched: whoever
// is shown the copy can ask whether it is the office's.
func (d *Desk) copyOf(ctx context.Context, c *casefile.Case, l casefile.Letter) (Download, error) {
	value, err := signedValue(l)
	if err != nil {
		return Download{}, err
	}
	options, err := d.sealOf(l)
	if err != nil {
		return Download{}, err
	}
	options.Mark = "副本"
	made, err := pdf.Render(d.Fonts, value, options)
	if err != nil {
		return Download{}, err
	}
	return InMemory(l.Number+"（副本）.pdf", "application/pdf", made), d.noteFetched(ctx, c, l.N, filestore.HashOf(made))
}

// FetchEnclosure opens a document that went out with a served letter.
func (d *Desk) FetchEnclosure(ctx context.Context, visit Visit, n, material int) (Download, error) {
	s, err := d.Status(ctx, visit)
	if err != nil {
		return Download{}, err
	}
	for _, l := range s.Letters {
		for _, m := range l.Materials {
			if l.N == n && m == material {
				return d.openMaterial(ctx, s.Case, material)
			}
		}
	}
	return Download{}, fault.New(fault.NotFound, "material_not_found")
}
