package desk

import (
	"context"
	"fmt"
	"io"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// BundleView is a case with the evidence that it holds.
type BundleView struct {
	CaseView
	Exhibits []casefile.Exhibit
}

// Exhibits returns the evidence that a case holds, with what is proposed for each,
// for who may make a bundle of it.
func (d *Desk) Exhibits(ctx context.Context, by auth.User, id casefile.ID) (BundleView, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return BundleView{}, err
	}
	if err := auth.May(by, casefile.MakeBundle, subjectOf(v.Case, 0)); err != nil {
		return BundleView{}, err
	}
	if err := v.Case.Allows(casefile.MakeBundle, d.SituationOf(v)); err != nil {
		return BundleView{}, err
	}
	came, err := d.inputsOf(ctx, v.Case)
	if err != nil {
		return BundleView{}, err
	}
	return BundleView{v, namedExhibits(v.Case, came)}, nil
}

// namedExhibits are the exhibits of a case, its letters named as they are called.
func namedExhibits(c *casefile.Case, came map[int64]casefile.Came) []casefile.Exhibit {
	list := c.Exhibits(came)
	for i := range list {
		if l, ok := c.Letter(list[i].N); ok && list[i].Kind == casefile.ExhibitLetter {
			list[i].Name = LetterName(l.Kind) + "（" + l.Number + "）"
		}
	}
	return list
}

// inputsOf says when the inputs of a case came.
func (d *Desk) inputsOf(ctx context.Context, c *casefile.Case) (map[int64]casefile.Came, error) {
	came := map[int64]casefile.Came{}
	for _, id := range c.Inputs() {
		i, err := loadInput(ctx, d.DB, inbox.ID(id))
		if err != nil {
			return nil, err
		}
		came[id] = casefile.Came{Number: i.Number, On: i.ArrivedOn()}
	}
	return came, nil
}

// BundleForm is what a person decided about the evidence of a case.
type BundleForm struct {
	Version int
	Purpose casefile.Forum
	Placed  map[string]casefile.Placed   // by key
	Words   func(p casefile.Past) string // how an entry of the ledger is called; it names nobody outside the office
}

// MakeBundle makes the evidence of a case one PDF, keeps it in its file, notes in the
// ledger what was chosen, and returns the entry. It is made before anything is
// written: what happens to the case meanwhile refuses it.
func (d *Desk) MakeBundle(ctx context.Context, by auth.User, id casefile.ID, f BundleForm) (int, error) {
	v, err := d.Exhibits(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if err := notStale(f.Version, v.Case); err != nil {
		return 0, err
	}
	form := fault.Form{}
	for key, p := range f.Placed {
		p.Reason, p.Proves = kept(p.Reason), kept(p.Proves)
		form.Length("reason-"+key, p.Reason, fault.MaxLine)
		form.Length("proves-"+key, p.Proves, fault.MaxLine)
		f.Placed[key] = p
	}
	if err := form.Err(); err != nil {
		return 0, err
	}
	fact, err := v.Case.Bundling(f.Purpose, v.Exhibits, f.Placed, d.SituationOf(v.CaseView))
	if err != nil {
		return 0, err
	}
	if err := d.bindBundle(ctx, by, v, f, fact); err != nil {
		return 0, err
	}
	entry := 0
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := d.actIn(ctx, tx, by, id, v.Case.Version, casefile.MakeBundle, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
			return []happening{onDay(s.Today, fact)}, c.Allows(casefile.MakeBundle, s)
		})
		if err == nil {
			entry = c.Version
		}
		return err
	})
	return entry, err
}

// bindBundle makes the PDF, keeps it, and notes in the fact where it lies.
func (d *Desk) bindBundle(ctx context.Context, by auth.User, v BundleView, f BundleForm, fact *casefile.Bundled) error {
	b := requestBinder{binder: binder{desk: d, materials: v.Case.Materials, volume: d.volumeOf(v, by, f.Purpose)}, view: v, by: by, words: f.Words}
	exhibits := map[string]casefile.Exhibit{}
	for _, e := range v.Exhibits {
		exhibits[e.Key()] = e
	}
	var pieces []piece
	for _, p := range fact.Private.Placed {
		pieces = append(pieces, piece{Placed: p, print: func(ctx context.Context, n int) (string, error) { return b.exhibit(ctx, exhibits[p.Key], n) }})
	}
	var hash filestore.Hash
	made, err := b.bind(ctx, pieces, b.volume.Purpose+"证据卷 "+v.Case.Number, func(r io.Reader) (err error) { hash, _, err = d.Files.Put(r, 0); return err })
	if err != nil {
		return err
	}
	fact.File, fact.Size, fact.Pages, fact.Private.Placed = string(hash), made.Size, made.Pages, made.Placed
	return nil
}

// volumeOf is what stands on the cover.
func (d *Desk) volumeOf(v BundleView, by auth.User, purpose casefile.Forum) letter.Volume {
	c := v.Case
	vol := letter.Volume{
		Office: v.Agency.Name, Purpose: purpose.Label(), CaseNumber: c.Number, Applicant: c.Applicant.Name, Subject: c.Wants.Subject,
		ReceivedOn: c.Receipt.On, MadeBy: by.Name, On: d.today(),
	}
	if ch, ok := c.ContestIn(purpose); ok {
		vol.Before, vol.Number, vol.Court = ch.Body, ch.Number, purpose == casefile.InCourt
	}
	if c.Erased {
		vol.Applicant = "（个人信息已按保存期限删除）"
	}
	for _, l := range slices.Backward(c.Letters) {
		if l.IsReply() && l.Number != "" && l.Stands() {
			vol.Reply = l.Number
			break
		}
	}
	return vol
}

// Bundle opens the bundle that the n-th entry of a case made.
func (d *Desk) Bundle(ctx context.Context, by auth.User, id casefile.ID, n int) (Download, error) {
	now, err := d.standing(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	if err := auth.May(by, casefile.MakeBundle, subjectOf(now.Case, 0)); err != nil {
		return Download{}, err
	}
	return d.bundleFile(now.Case, n)
}

// bundleFile is Bundle of a case that the person may see.
func (d *Desk) bundleFile(c *casefile.Case, n int) (Download, error) {
	b, ok := c.Bundle(n)
	if !ok {
		return Download{}, fault.New(fault.NotFound, "bundle_not_found")
	}
	if err := c.NotDestroyed(); err != nil {
		return Download{}, err
	}
	f, err := d.Files.Open(filestore.Hash(b.File))
	name := fmt.Sprintf("%s证据卷 %s %s.pdf", b.Purpose.Label(), c.Number, b.On)
	return Download{name, "application/pdf", b.Size, f}, err
}

// A requestBinder binds the evidence of a request.
type requestBinder struct {
	binder
	view  BundleView
	by    auth.User
	words func(casefile.Past) string
}

// exhibit adds the pages of one piece of evidence, and says what of it is not
// printed.
func (b *requestBinder) exhibit(ctx context.Context, e casefile.Exhibit, n int) (note string, err error) {
	switch e.Kind {
	case casefile.ExhibitMaterial:
		m, _ := b.view.Case.Material(e.N)
		return b.file(ctx, n, stored{m.Name, m.File, m.Size})
	case casefile.ExhibitLetter:
		l, _ := b.view.Case.Letter(e.N)
		return b.file(ctx, n, stored{letterFileName(l), l.File, l.Size})
	}
	made, err := b.sheet(ctx, e)
	if err != nil {
		return "", err
	}
	if made != nil {
		return "", b.into.Add(made)
	}
	r, err := b.record(ctx, e)
	if fault.CodeOf(err) == "file_missing" || fault.CodeOf(err) == "file_damaged" {
		return b.standIn(n, stored{Name: e.Name}, err)
	}
	if err != nil {
		return "", err
	}
	return "", b.add(r)
}

// sheet makes the sheets of the file that are made elsewhere too; nil for what is
// none.
func (b *requestBinder) sheet(ctx context.Context, e casefile.Exhibit) ([]byte, error) {
	id := b.view.Case.ID
	switch e.Kind {
	case casefile.ExhibitRegister:
		return b.desk.RegistrationPDF(ctx, b.by, id)
	case casefile.ExhibitApproval:
		return b.desk.ApprovalPDF(ctx, b.by, id, e.N)
	case casefile.ExhibitClock:
		return b.desk.ClockPDF(ctx, b.by, id)
	}
	return nil, nil
}
