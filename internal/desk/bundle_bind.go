package desk

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// The bounds of a volume.
const (
	bundlePages = 3000
	bundleFile  = 40 << 20  // bytes of one document that is printed; a larger one is sent along
	bundleBytes = 400 << 20 // bytes of all that are printed
)

// A binder binds a volume: one PDF of pieces of any kind behind a cover and a list of
// contents. It is written into the file store while it is made, so that no more than
// one piece is in memory.
type binder struct {
	desk      *Desk
	volume    letter.Volume
	materials []casefile.Material // of the file: what came with an input lies among them
	left      int64               // bytes that may still be printed
	into      *pdf.Bundle
}

// A piece is what is bound: where it stands, and what prints it. print says what of it
// is not printed.
type piece struct {
	casefile.Placed
	on    calendar.Date // where they are put in the order of days
	by    string        // whose it is, and its number: of files that are put away
	no    string
	print func(ctx context.Context, n int) (note string, err error)
}

// A boundVolume is one that was made, and where each piece stands in it.
type boundVolume struct {
	Size   int64
	Pages  int
	Placed []casefile.Placed
}

// bind makes the volume and lets keep take it while it is made.
func (b *binder) bind(ctx context.Context, pieces []piece, title string, keep func(io.Reader) error) (boundVolume, error) {
	b.desk.printing.Lock() // one at a time: it takes memory
	defer b.desk.printing.Unlock()
	read, write := io.Pipe()
	kept := make(chan error, 1)
	go func() {
		err := keep(read)
		read.CloseWithError(cmp.Or(err, io.ErrClosedPipe)) // whoever writes on is told
		kept <- err
	}()
	b.into, b.left = pdf.NewBundle(write), cmp.Or(b.left, bundleBytes)
	unfinished := errors.New("the volume was not finished")
	defer func() { write.CloseWithError(unfinished) }() // where making it panicked: nothing is kept of it
	placed, err := b.parts(ctx, pieces, title)
	write.CloseWithError(err) // nil is the end of the file
	if storing := <-kept; err == nil || fault.CodeOf(storing) == "disk_full" {
		err = storing
	}
	return boundVolume{b.into.Size(), b.into.Pages(), placed}, err
}

// parts writes the parts, then what stands before them, when it is known on which page
// each begins.
func (b *binder) parts(ctx context.Context, pieces []piece, title string) ([]casefile.Placed, error) {
	var placed []casefile.Placed
	n := 0
	for _, where := range []casefile.Placing{casefile.PlaceIn, casefile.PlaceClosed, casefile.PlaceOut} {
		begun := false
		for _, p := range pieces {
			if p.Place != where {
				continue
			}
			if where == casefile.PlaceClosed && !begun {
				if err := b.add(b.volume.ClosedPart()); err != nil {
					return nil, err
				}
			}
			begun = true
			item := letter.VolumeItem{Name: p.Name, Proves: p.Proves, Reason: p.Reason, Closed: where == casefile.PlaceClosed, Out: where == casefile.PlaceOut, By: p.by, Number: p.no, On: p.on}
			if !item.Out {
				n++
				item.N = n
				if err := b.piece(ctx, p, &item); err != nil {
					return nil, err
				}
			}
			b.volume.Items, placed = append(b.volume.Items, item), append(placed, p.Placed)
		}
	}
	if err := b.front(); err != nil {
		return nil, err
	}
	for i, item := range b.volume.Items {
		placed[i].N, placed[i].From, placed[i].To = item.N, item.From, item.To
	}
	return placed, b.finish(title)
}

// piece writes one piece and notes on which pages, counted without what stands before.
func (b *binder) piece(ctx context.Context, p piece, item *letter.VolumeItem) (err error) {
	if err := ctx.Err(); err != nil {
		return err // nobody waits for it any more
	}
	item.From = b.into.Pages() + 1
	if item.Note, err = p.print(ctx, item.N); err != nil {
		if fault.CodeOf(err) == "bundle_too_many" {
			return fault.AtField("place-"+p.Key, "bundle_too_many", bundlePages)
		}
		return fmt.Errorf("%s: %w", p.Key, err)
	}
	if item.To = b.into.Pages(); item.To > bundlePages {
		return fault.AtField("place-"+p.Key, "bundle_too_many", bundlePages)
	}
	return nil
}

// front puts cover and contents before the parts: their own pages move all others,
// and the numbers that are then longer may move them again.
func (b *binder) front() error {
	inside, before := b.into.Pages(), 0
	for {
		vol := b.volume
		vol.Pages, vol.Items = before+inside, slices.Clone(vol.Items)
		for i := range vol.Items {
			if it := &vol.Items[i]; !it.Out {
				it.From, it.To = it.From+before, it.To+before
			}
		}
		cover, contents := b.desk.printableLetter(vol.Cover()), b.desk.printableLetter(vol.Contents())
		if pages := pdf.Pages(b.desk.Fonts, cover) + pdf.Pages(b.desk.Fonts, contents); pages != before {
			before = pages
			continue
		}
		b.volume = vol
		var made [2][]byte
		for i, l := range []letter.Letter{cover, contents} {
			var err error
			if made[i], err = pdf.Render(b.desk.Fonts, l, pdf.Options{Unnumbered: true}); err != nil {
				return err
			}
		}
		return b.into.Front(made[:]...)
	}
}

// finish numbers the pages, sets the bookmarks and ends the file.
func (b *binder) finish(title string) error {
	if b.into.Pages() != b.volume.Pages {
		return fault.New(fault.Internal, "bundle_unreadable").Because(fmt.Errorf("%d pages, %d in the contents", b.into.Pages(), b.volume.Pages))
	}
	marks := []pdf.Mark{{Title: "封面", Page: 1}, {Title: b.volume.ContentsTitle(), Page: 2}}
	for _, i := range b.volume.Items {
		if !i.Out {
			marks = append(marks, pdf.Mark{Title: fmt.Sprintf("%d. %s", i.N, i.Name), Page: i.From})
		}
	}
	b.into.Outline(marks)
	name := b.volume.Title()
	if err := b.into.Number(b.desk.Fonts, func(n, of int) string { return fmt.Sprintf("%s 第 %d 页，共 %d 页", name, n, of) }); err != nil {
		return err
	}
	return b.into.Close(title)
}

// add prints a page of the binder's own.
func (b *binder) add(l letter.Letter) error {
	made, err := pdf.Render(b.desk.Fonts, b.desk.printableLetter(l), pdf.Options{Unnumbered: true})
	if err != nil {
		return err
	}
	return b.into.Add(made)
}

// A stored file is one that the file store holds, or should.
type stored struct {
	Name string
	Hash string
	Size int64
}

// file adds what a stored file shows: the pages of a PDF, a picture. Of everything
// else, and of what cannot be opened, a page says so.
func (b *binder) file(ctx context.Context, n int, f stored) (string, error) {
	err := b.room(f)
	if err == nil {
		err = b.desk.clearedIfKnown(ctx, f.Hash)
	}
	if fault.CodeOf(err) == "file_waits_scan" {
		return "", err // it is bound when the scanner is back
	}
	if err == nil {
		err = b.desk.Files.View(filestore.Hash(f.Hash), func(raw []byte) error { return b.printed(ctx, f, raw) })
	}
	if fault.CodeOf(err) == "bundle_document_long" {
		return "", fault.New(fault.Conflict, "bundle_too_many", bundlePages)
	}
	if err != nil {
		return b.standIn(n, f, err)
	}
	b.left -= f.Size
	return "", nil
}

// printed adds what is read of a stored file, if it is what was stored.
func (b *binder) printed(ctx context.Context, f stored, raw []byte) error {
	if filestore.HashOf(raw) != filestore.Hash(f.Hash) {
		return fault.New(fault.Internal, "file_damaged", f.Hash[:12])
	}
	switch printedAs(raw) {
	case asPDF:
		most := bundlePages - b.into.Pages()
		if apart := b.desk.PagesApart; apart != nil {
			pages, err := apart(ctx, raw, most)
			if err != nil {
				return err
			}
			raw = pages
		}
		return b.into.AddForeign(raw, most)
	case asPicture:
		page, err := pdf.Picture(raw)
		if err != nil {
			return err
		}
		return b.into.Add(page)
	}
	return fault.New(fault.Invalid, "bundle_not_printed")
}

// room says whether a stored file can be printed, as far as is known before it is read.
func (b *binder) room(f stored) error {
	switch {
	case f.Hash == "":
		return fault.New(fault.NotFound, "file_missing")
	case f.Size == 0:
		return fault.New(fault.Invalid, "bundle_file_empty")
	case f.Size > bundleFile || f.Size > b.left:
		return fault.New(fault.Invalid, "bundle_file_large")
	}
	return nil
}

// standIn adds the page in place of what is not printed; what is wrong with the
// store itself is told as it is.
func (b *binder) standIn(n int, f stored, why error) (string, error) {
	var known *fault.Error
	if !errors.As(why, &known) {
		return "", why
	}
	said := strings.TrimSuffix(known.Message(), "。")
	lost := known.Kind == fault.NotFound || known.Kind == fault.Internal
	return said, b.add(b.volume.StandIn(n, letter.RecordFile{Name: f.Name, Size: f.Size, Hash: f.Hash}, said, !lost && f.Size > 0))
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
