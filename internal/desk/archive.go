package desk

import (
	"context"
	"fmt"
	"io"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// Archive puts a file away (归档, 条例 45). Its PDF is made after the commit, by BindAll.
func (d *Desk) Archive(ctx context.Context, by auth.User, id casefile.ID, version int, want casefile.PutAway) error {
	return d.act(ctx, by, id, version, casefile.Archive, 0, d.puttingAway(ctx, want))
}

// ArchiveSeveral puts files away, each for itself. Those of cases in which somebody may
// still go against the answer are left: they are put away one by one, by who has looked.
// With try nothing is kept.
func (d *Desk) ArchiveSeveral(ctx context.Context, by auth.User, picked []Picked, want casefile.PutAway, try bool) ([]Outcome, error) {
	put := d.puttingAway(ctx, want)
	return d.several(ctx, by, picked, try, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		return d.actIn(ctx, tx, by, p.ID, p.Version, casefile.Archive, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
			clocks, err := c.Clocks(d.Calendar(), s.Today, letter.Told)
			if err != nil {
				return nil, err
			}
			switch last, run := casefile.RemediesRun(clocks); {
			case run && last.IsZero():
				return nil, fault.New(fault.Conflict, "archive_remedies_on")
			case run:
				return nil, fault.New(fault.Conflict, "archive_remedies", last.Chinese())
			}
			return put(tx, c, s)
		})
	})
}

// puttingAway gives the file the next number of its year and period.
func (d *Desk) puttingAway(ctx context.Context, want casefile.PutAway) decision {
	want.Reason = kept(want.Reason)
	return func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		f, err := c.PuttingAway(want, s)
		if err != nil {
			return nil, err
		}
		fonds, err := fondsOf(ctx, tx.Reader, c.Agency)
		if err != nil {
			return nil, err
		}
		n, err := tx.Next(ctx, fmt.Sprintf("archive/%d/%d/%s", c.Agency, f.Year, f.Keep))
		f.Number = fmt.Sprintf("%s-WS·%d-%s-%04d", fonds, f.Year, f.Keep.Code(), n)
		return []happening{onDay(s.Today, f)}, err
	}
}

func fondsSetting(agency int64) string { return fmt.Sprintf("fonds/%d", agency) }

// fondsOf returns the number of an agency's fonds (全宗号); its code while none is set.
func fondsOf(ctx context.Context, r sqlite.Reader, agency int64) (string, error) {
	fonds, err := r.Setting(ctx, fondsSetting(agency))
	if err != nil || fonds != "" {
		return fonds, err
	}
	a, err := r.Agency(ctx, agency)
	return a.Code, err
}

// SetFonds sets the number of the fonds of the person's agency. Files that are put away
// already keep theirs.
func (d *Desk) SetFonds(ctx context.Context, by auth.User, fonds string) error {
	if err := auth.May(by, casefile.Archive, auth.Subject{Agency: by.Agency, Unit: by.Unit}); err != nil {
		return err
	}
	fonds = strings.TrimSpace(fonds)
	valid := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	if len(fonds) > 20 || strings.IndexFunc(fonds, func(r rune) bool { return !valid(r) }) >= 0 {
		return fault.AtField("fonds", "archive_fonds")
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutSetting(ctx, fondsSetting(by.Agency), fonds) })
}

// Deposit notes that files went to the archives (移交), each for itself.
func (d *Desk) Deposit(ctx context.Context, by auth.User, picked []Picked, to string) ([]Outcome, error) {
	to, err := given("to", to, "archive_to")
	if err != nil {
		return nil, err
	}
	return d.several(ctx, by, picked, false, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		return d.actIn(ctx, tx, by, p.ID, p.Version, casefile.Archive, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
			return []happening{onDay(s.Today, &casefile.Deposited{To: to})}, c.AllowsHandingOver()
		})
	})
}

// Shelves is what the page of files shows.
type Shelves struct {
	Fonds   string
	Rows    []sqlite.ShelfRow
	Total   int
	Unbound int // files of those that are put away whose PDF is not made yet
}

// ToShelve returns the cases that are over and whose files are not put away.
func (d *Desk) ToShelve(ctx context.Context, by auth.User, year int) (s Shelves, err error) {
	f, err := d.shelfFilter(ctx, by, year, &s)
	if err == nil {
		s.Rows, s.Total, err = d.DB.ToShelve(ctx, f)
	}
	return s, err
}

// Shelved returns the files that are put away.
func (d *Desk) Shelved(ctx context.Context, by auth.User, year int) (s Shelves, err error) {
	f, err := d.shelfFilter(ctx, by, year, &s)
	if err == nil {
		s.Rows, s.Total, err = d.DB.Shelved(ctx, f)
	}
	for _, r := range s.Rows {
		if r.File == "" && r.Keep != "" && r.Destroyed.On.IsZero() {
			s.Unbound++
		}
	}
	return s, err
}

// MayShelve returns nil if the person puts files away.
func MayShelve(by auth.User) error {
	return auth.May(by, casefile.Archive, auth.Subject{Agency: by.Agency, Unit: by.Unit, Officer: by.ID})
}

func (d *Desk) shelfFilter(ctx context.Context, by auth.User, year int, s *Shelves) (f sqlite.ShelfFilter, err error) {
	if err := MayShelve(by); err != nil {
		return f, err
	}
	s.Fonds, err = fondsOf(ctx, d.DB.Reader, by.Agency)
	return sqlite.ShelfFilter{Sight: auth.SightOf(by), Agency: by.Agency, Year: year, Limit: SeveralAtOnce}, err
}

// BindAll makes the PDFs of all files that are put away and have none, such as after a
// crash. It goes on after a failure and returns the first.
func (d *Desk) BindAll(ctx context.Context) error {
	waiting, err := d.DB.Unbound(ctx)
	if err != nil {
		return err
	}
	var first error
	for _, id := range waiting {
		if err := d.bindShelved(ctx, id); err != nil && first == nil {
			first = fmt.Errorf("file of case %d: %w", id, err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return first
}

// bindShelved makes the PDF of a file and notes its hash, unless it was taken out
// meanwhile, or somebody was quicker.
func (d *Desk) bindShelved(ctx context.Context, id casefile.ID) error {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return err
	}
	waits := func(c *casefile.Case, entry int) bool {
		s, ok := c.Shelf()
		return ok && s.File == "" && s.Keep != "" && (entry == 0 || s.Entry == entry)
	}
	if !waits(c, 0) {
		return nil
	}
	shelf, _ := c.Shelf()
	file, made, err := d.bindFile(ctx, c, shelf)
	if err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadCase(ctx, tx, id)
		if err != nil || !waits(c, shelf.Entry) {
			return err
		}
		f := &casefile.ArchiveBound{Archived: shelf.Entry, File: string(file), Size: made.Size, Pages: made.Pages}
		return d.happenToCase(ctx, tx, c, ledger.System, onDay(d.today(), f))
	})
}

// bindFile makes the PDF: cover, contents, everything that the case holds in the order of
// events, its pages numbered through.
func (d *Desk) bindFile(ctx context.Context, c *casefile.Case, shelf casefile.Shelf) (hash filestore.Hash, made boundVolume, err error) {
	filed := auth.User{ID: shelf.By, Agency: c.Agency, Roles: []auth.Role{auth.Clerk}} // whoever put it away may have left since
	v, err := d.Case(ctx, filed, c.ID)
	if err != nil {
		return "", made, err
	}
	came, err := d.inputsOf(ctx, v.Case)
	if err != nil {
		return "", made, err
	}
	b := requestBinder{
		binder: binder{desk: d, materials: c.Materials, volume: d.shelvedVolume(v, shelf)},
		view:   BundleView{v, namedExhibits(v.Case, came)}, by: filed,
	}
	if d.EntryWords != nil {
		b.words = d.EntryWords(v)
	}
	made, err = b.bind(ctx, b.shelvedPieces(came), "案卷 "+c.Number, func(r io.Reader) (err error) { hash, _, err = d.Files.Put(r, 0); return err })
	return hash, made, err
}

// shelvedPieces are the pieces of a file that is put away.
func (b *requestBinder) shelvedPieces(came map[int64]casefile.Came) []piece {
	var pieces []piece
	for _, e := range b.view.Exhibits {
		p := piece{on: e.On, by: b.view.Agency.Name, print: func(ctx context.Context, n int) (string, error) { return b.exhibit(ctx, e, n) }}
		p.Placed = casefile.Placed{Key: e.Key(), Place: e.Shelved(), Name: e.Name}
		if p.Place == casefile.PlaceOut {
			p.Reason = e.Reason
		}
		if b.view.Case.Theirs(e) {
			p.by = b.volume.Applicant
		}
		switch e.Kind {
		case casefile.ExhibitLetter:
			l, _ := b.view.Case.Letter(e.N)
			p.no, p.Name = l.Number, LetterName(l.Kind)
		case casefile.ExhibitInput:
			p.no = came[int64(e.N)].Number
		}
		pieces = append(pieces, p)
	}
	return pieces
}

// shelvedVolume is what stands on the cover of a file that is put away.
func (d *Desk) shelvedVolume(v CaseView, shelf casefile.Shelf) letter.Volume {
	by := auth.User{Name: v.People.Name(shelf.By)}
	vol := d.volumeOf(BundleView{CaseView: v}, by, casefile.InReview)
	vol.Before, vol.Number, vol.Court = "", "", false
	vol.Shelved = &letter.Shelved{
		Fonds: v.Agency.Name, Number: shelf.Number, Year: shelf.Year, Keep: shelf.Keep.Label(), Until: shelf.Keep.Until(shelf.Year), Why: shelf.Reason,
		Rule: casefile.KeepingRule, Result: d.ResultName(v.Case.Result), Ended: endedOn(v.Case), Unit: v.UnitName(), On: shelf.On,
	}
	return vol
}
