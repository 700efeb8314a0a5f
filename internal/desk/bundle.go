package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

// The bounds of a bundle: all of it is in memory while it is made.
const (
	bundlePages = 3000
	bundleFile  = 40 << 20  // bytes of one document that is printed; a larger one is sent along
	bundleBytes = 160 << 20 // bytes of all that are printed
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
	list := v.Case.Exhibits(came)
	for i := range list {
		if l, ok := v.Case.Letter(list[i].N); ok && list[i].Kind == casefile.ExhibitLetter {
			list[i].Name = LetterName(l.Kind) + "（" + l.Number + "）"
		}
	}
	return BundleView{v, list}, nil
}

// inputsOf says when the inputs of a case came.
func (d *Desk) inputsOf(ctx context.Context, c *casefile.Case) (map[int64]casefile.Came, error) {
	came := map[int64]casefile.Came{}
	ids := []int64{c.Input}
	for _, j := range c.Joined {
		ids = append(ids, j.Input)
	}
	for _, id := range ids {
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
	d.printing.Lock() // one at a time: it takes memory
	defer d.printing.Unlock()
	b := binder{desk: d, view: v, by: by, words: f.Words, volume: d.volumeOf(v, by, f.Purpose), left: bundleBytes}
	made, err := b.bind(ctx, fact.Private.Placed)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := made.Write(&out, b.volume.Purpose+"证据卷 "+v.Case.Number); err != nil {
		return err
	}
	fact.Pages = made.Pages()
	for i := range fact.Private.Placed {
		p := &fact.Private.Placed[i]
		p.N, p.From, p.To = b.bound[p.Key].N, b.bound[p.Key].From, b.bound[p.Key].To
	}
	hash, size, err := d.Files.Put(&out, 0)
	fact.File, fact.Size = string(hash), size
	return err
}

// volumeOf is what stands on the cover.
func (d *Desk) volumeOf(v BundleView, by auth.User, purpose casefile.Forum) letter.Volume {
	c := v.Case
	vol := letter.Volume{
		Office: v.Agency.Name, Purpose: purpose.Label(), CaseNumber: c.Number, Applicant: c.Applicant.Name, Subject: c.Wants.Subject,
		ReceivedOn: c.Receipt.On, MadeBy: by.Name, On: d.today(),
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
	f, err := d.Files.Open(filestore.Hash(b.File))
	name := fmt.Sprintf("%s证据卷 %s %s.pdf", b.Purpose.Label(), c.Number, b.On)
	return Download{name, "application/pdf", b.Size, f}, err
}

// A binder makes one bundle.
type binder struct {
	desk   *Desk
	view   BundleView
	by     auth.User
	words  func(casefile.Past) string
	volume letter.Volume
	left   int64                        // bytes that may still be printed
	bound  map[string]letter.VolumeItem // what was made, by key, with its pages in the whole
	keys   []string                     // of the items of the volume
}

// bind makes the parts, then what stands before them, when it is known on which page
// each begins.
func (b *binder) bind(ctx context.Context, placed []casefile.Placed) (*pdf.Bundle, error) {
	inside := &pdf.Bundle{}
	exhibits := map[string]casefile.Exhibit{}
	for _, e := range b.view.Exhibits {
		exhibits[e.Key()] = e
	}
	n, items := 0, &b.volume.Items
	for _, where := range []casefile.Placing{casefile.PlaceIn, casefile.PlaceClosed} {
		begun := false
		for _, p := range placed {
			if p.Place != where {
				continue
			}
			if where == casefile.PlaceClosed && !begun {
				if err := b.add(inside, b.volume.ClosedPart()); err != nil {
					return nil, err
				}
			}
			begun = true
			n++
			item := letter.VolumeItem{N: n, Name: p.Name, Proves: p.Proves, Reason: p.Reason, Closed: where == casefile.PlaceClosed, From: inside.Pages() + 1}
			var err error
			if item.Note, err = b.exhibit(ctx, inside, exhibits[p.Key], n); err != nil {
				return nil, fmt.Errorf("%s: %w", p.Key, err)
			}
			item.To = inside.Pages()
			if item.To > bundlePages {
				return nil, fault.New(fault.Conflict, "bundle_too_many", bundlePages)
			}
			*items, b.keys = append(*items, item), append(b.keys, p.Key)
		}
	}
	for _, p := range placed {
		if p.Place == casefile.PlaceOut {
			*items, b.keys = append(*items, letter.VolumeItem{Name: p.Name, Reason: p.Reason, Out: true}), append(b.keys, p.Key)
		}
	}
	return b.front(inside)
}

// front puts cover and contents before the parts: their own pages move all others,
// and the numbers that are then longer may move them again.
func (b *binder) front(inside *pdf.Bundle) (*pdf.Bundle, error) {
	before := 0
	for {
		front := &pdf.Bundle{}
		vol := b.volume
		vol.Pages, vol.Items = before+inside.Pages(), slices.Clone(vol.Items)
		for i := range vol.Items {
			if it := &vol.Items[i]; !it.Out {
				it.From, it.To = it.From+before, it.To+before
			}
		}
		for _, l := range []letter.Letter{vol.Cover(), vol.Contents()} {
			if err := b.add(front, l); err != nil {
				return nil, err
			}
		}
		if front.Pages() != before {
			before = front.Pages()
			continue
		}
		if err := front.Append(inside); err != nil {
			return nil, err
		}
		return front, b.finish(front, vol)
	}
}

// finish numbers the pages and sets the bookmarks.
func (b *binder) finish(all *pdf.Bundle, vol letter.Volume) error {
	b.bound = map[string]letter.VolumeItem{}
	for i, item := range vol.Items {
		b.bound[b.keys[i]] = item
	}
	marks := []pdf.Mark{{Title: "封面", Page: 1}, {Title: "证据目录", Page: 2}}
	for _, i := range vol.Items {
		if !i.Out {
			marks = append(marks, pdf.Mark{Title: fmt.Sprintf("%d. %s", i.N, i.Name), Page: i.From})
		}
	}
	if err := all.Outline(marks); err != nil {
		return err
	}
	return all.Number(b.desk.Fonts, func(n, of int) string { return fmt.Sprintf("证据卷 第 %d 页，共 %d 页", n, of) })
}

// add prints a page of the binder's own.
func (b *binder) add(to *pdf.Bundle, l letter.Letter) error {
	made, err := pdf.Render(b.desk.Fonts, b.desk.printableLetter(l), pdf.Options{Unnumbered: true})
	if err != nil {
		return err
	}
	return to.Add(bytes.NewReader(made))
}

// exhibit adds the pages of one piece of evidence, and says what of it is not
// printed.
func (b *binder) exhibit(ctx context.Context, to *pdf.Bundle, e casefile.Exhibit, n int) (note string, err error) {
	if err := ctx.Err(); err != nil {
		return "", err // nobody waits for it any more
	}
	switch e.Kind {
	case casefile.ExhibitMaterial:
		m, _ := b.view.Case.Material(e.N)
		return b.file(to, n, stored{m.Name, m.File, m.Size})
	case casefile.ExhibitLetter:
		l, _ := b.view.Case.Letter(e.N)
		return b.file(to, n, stored{letterFileName(l), l.File, l.Size})
	}
	made, err := b.sheet(ctx, e)
	if err != nil {
		return "", err
	}
	if made != nil {
		return "", to.Add(bytes.NewReader(made))
	}
	r, err := b.record(ctx, e)
	if fault.CodeOf(err) == "file_missing" || fault.CodeOf(err) == "file_damaged" {
		return b.standIn(to, n, stored{Name: e.Name}, err)
	}
	if err != nil {
		return "", err
	}
	return "", b.add(to, r)
}

// sheet makes the sheets of the file that are made elsewhere too; nil for what is
// none.
func (b *binder) sheet(ctx context.Context, e casefile.Exhibit) ([]byte, error) {
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

// A stored file is one that the file store holds, or should.
type stored struct {
	Name string
	Hash string
	Size int64
}

// file adds what a stored file shows: the pages of a PDF, a picture. Of everything
// else, and of what cannot be opened, a page says so.
func (b *binder) file(to *pdf.Bundle, n int, f stored) (string, error) {
	content, err := b.read(f)
	if err != nil {
		return b.standIn(to, n, f, err)
	}
	b.left -= int64(len(content))
	switch kind := printedAs(content); kind {
	case asPDF:
		content, _, err = pdf.Sound(content)
	case asPicture:
		content, err = pdf.Picture(content)
	default:
		return b.standIn(to, n, f, fault.New(fault.Invalid, "bundle_not_printed"))
	}
	if err != nil {
		return b.standIn(to, n, f, err)
	}
	return "", to.Add(bytes.NewReader(content))
}

// read reads a stored file, as far as there is room for it.
func (b *binder) read(f stored) ([]byte, error) {
	switch {
	case f.Hash == "":
		return nil, fault.New(fault.NotFound, "file_missing")
	case f.Size == 0:
		return nil, fault.New(fault.Invalid, "bundle_file_empty")
	case f.Size > bundleFile || f.Size > b.left:
		return nil, fault.New(fault.Invalid, "bundle_file_large")
	}
	opened, err := b.desk.Files.Open(filestore.Hash(f.Hash))
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	content, err := io.ReadAll(io.LimitReader(opened, bundleFile+1))
	if err == nil && filestore.HashOf(content) != filestore.Hash(f.Hash) {
		err = fault.New(fault.Internal, "file_damaged", f.Hash[:12])
	}
	return content, err
}

// standIn adds the page in place of what is not printed; what is wrong with the
// store itself is told as it is.
func (b *binder) standIn(to *pdf.Bundle, n int, f stored, why error) (string, error) {
	var known *fault.Error
	if !errors.As(why, &known) {
		return "", why
	}
	said := strings.TrimSuffix(known.Message(), "。")
	lost := known.Kind == fault.NotFound || known.Kind == fault.Internal
	return said, b.add(to, b.volume.StandIn(n, letter.RecordFile{Name: f.Name, Size: f.Size, Hash: f.Hash}, said, !lost && f.Size > 0))
}

// How a file is printed.
const (
	asNothing = iota
	asPDF
	asPicture
)

// printedAs reads from the content how a file is printed.
func printedAs(content []byte) int {
	for _, k := range []struct {
		begins string
		as     int
	}{{"%PDF", asPDF}, {"\xFF\xD8\xFF", asPicture}, {"\x89PNG", asPicture}, {"GIF8", asPicture}, {"BM", asPicture}, {"RIFF", asPicture}} {
		if bytes.HasPrefix(content, []byte(k.begins)) {
			return k.as
		}
	}
	if bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		return asPDF
	}
	return asNothing
}

// printableLetter returns the letter as it can be printed: nobody could write
// otherwise what is in the file.
func (d *Desk) printableLetter(l letter.Letter) letter.Letter {
	l.Office, l.Title = d.Fonts.Printable(l.Office), d.Fonts.Printable(l.Title)
	for _, block := range l.Blocks {
		if p := block.Paragraph; p != nil {
			for i := range p.Runs {
				p.Runs[i].Text = d.Fonts.Printable(p.Runs[i].Text)
			}
		}
		if t := block.Table; t != nil {
			for _, row := range t.Rows {
				for i := range row.Cells {
					row.Cells[i] = d.printableLines(row.Cells[i])
				}
			}
		}
	}
	return l
}
