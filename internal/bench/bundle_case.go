package bench

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

// file makes the office and its case, and returns who may make its bundle.
func (b *Bundles) file(ctx context.Context) (auth.User, casefile.ID, error) {
	f := b.Office
	f.Cases = 1
	o := &filler{Filling: f, writer: newWriter(11), today: b.Desk.Today()}
	if err := o.furnish(ctx); err != nil {
		return auth.User{}, 0, err
	}
	if err := o.store(ctx); err != nil {
		return auth.User{}, 0, err
	}
	if err := b.papers(o); err != nil {
		return auth.User{}, 0, err
	}
	var id casefile.ID
	err := b.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		var err error
		id, err = b.life(ctx, o, tx)
		return err
	})
	if err != nil {
		return auth.User{}, 0, err
	}
	by, err := b.Desk.DB.UserByLogin(ctx, Login)
	return by, id, err
}

// life lets the case happen: it comes by mail, more mails join it, its file fills, and
// it is answered.
func (b *Bundles) life(ctx context.Context, o *filler, tx *sqlite.Tx) (casefile.ID, error) {
	place := len(o.workdays) - 40
	l := &life{filler: o, tx: tx, place: place, by: o.people[o.agencies[0].ID][0], door: casefile.Mail, input: &inbox.Input{}, file: &casefile.Case{}}
	l.raw = b.mail(o, 0)
	l.arrive(ctx, o.agencies[0].ID)
	l.assign(ctx)
	for n := range b.Mails {
		more := *l
		more.input, more.raw = &inbox.Input{}, b.mail(o, n+1)
		more.join(ctx)
		l.err = more.err
	}
	l.send(ctx, 3, letter.Clarification, "")
	l.at(ctx, 8, l.by, &casefile.Supplemented{})
	for n, hash := range append(b.scans, b.pdfs...) {
		ending, kind := "jpg", "image/jpeg"
		if n >= len(b.scans) {
			ending, kind = "pdf", "application/pdf"
		}
		m := &casefile.MaterialAdded{Material: len(l.file.Materials) + 1, File: hash, Type: kind, Size: b.size(hash), Purpose: casefile.Evidence}
		m.Private.Name = fmt.Sprintf("征收档案第%d件.%s", n+1, ending)
		l.at(ctx, 10, l.by, m)
	}
	l.send(ctx, 12, letter.Disclose, law.Disclose)
	return l.file.ID, l.project(ctx)
}

// join takes another mail of the applicant's in and joins it to the case.
func (l *life) join(ctx context.Context) {
	day, _ := l.on(l.place, 2)
	received := &inbox.Received{Number: l.inputNumber(ctx, day), Agency: l.file.Agency, Door: casefile.Mail, ArrivedAt: hour(day, 10), File: string(l.raw), Size: 1}
	l.toInput(ctx, day, 0, received)
	l.toCase(ctx, day, l.by, &casefile.Joined{Input: int64(l.input.ID), InputNumber: received.Number, Door: received.Door, NoSupplement: true, FilesNamed: true})
	l.toInput(ctx, day, l.by, &inbox.WasJoined{Case: l.file.ID, Number: l.file.Number})
	if l.err == nil {
		l.err = l.tx.PutInput(ctx, l.input)
	}
}

// mail stores the n-th mail of the case.
func (b *Bundles) mail(o *filler, n int) filestore.Hash {
	hash, err := b.Desk.Files.PutBytes(o.writer.mail(3*n+1, b.Desk.Now())) // without attachments
	if err != nil {
		return ""
	}
	return hash
}

func (b *Bundles) size(hash string) int64 {
	f, err := b.Desk.Files.Open(filestore.Hash(hash))
	if err != nil {
		return 0
	}
	defer f.Close()
	return f.Size()
}

// papers stores the scans and the PDFs of the case, each another one.
func (b *Bundles) papers(o *filler) error {
	var sheets [][]byte
	for n := range 4 {
		s, err := scan(o.writer, n%2 == 1)
		if err != nil {
			return err
		}
		sheets = append(sheets, s)
	}
	for n := range b.Scans {
		hash, err := b.Desk.Files.PutBytes(remarked(sheets[n%len(sheets)], n))
		if err != nil {
			return err
		}
		b.scans = append(b.scans, string(hash))
	}
	for n := range b.Papers {
		l, err := compose(twoPages)
		if err != nil {
			return err
		}
		l.Title = fmt.Sprintf("%s（%d）", l.Title, n+1)
		paper, err := pdf.Render(b.Desk.Fonts, l, pdf.Options{})
		if err != nil {
			return err
		}
		hash, err := b.Desk.Files.PutBytes(paper)
		if err != nil {
			return err
		}
		b.pdfs = append(b.pdfs, string(hash))
	}
	return nil
}

// remarked writes a remark into a JPEG, so that it is another file.
func remarked(sheet []byte, n int) []byte {
	remark := fmt.Sprintf("scan %d", n)
	head := []byte{0xFF, 0xD8, 0xFF, 0xFE, 0, byte(len(remark) + 2)}
	return append(append(head, remark...), sheet[2:]...)
}

// scan draws a sheet of A4 as a scanner reads it at 300 dots to the inch: grey paper
// that is not quite even, and on it lines of signs.
func scan(w writer, colours bool) ([]byte, error) {
	const wide, high, margin, pitch = 2480, 3508, 250, 80
	var m draw.Image = image.NewGray(image.Rect(0, 0, wide, high))
	if colours {
		m = image.NewRGBA(m.Bounds())
	}
	for y := range high {
		for x := range wide {
			paper := uint8(238 + (x*7+y*13)%5 + w.IntN(3))
			m.Set(x, y, color.Gray{paper})
		}
	}
	ink := image.NewUniform(color.RGBA{30, 30, 40, 255})
	for y := margin; y < high-margin; y += pitch {
		for x := margin; x < wide-margin; x += 52 {
			for range 7 { // strokes
				at := image.Pt(x+w.IntN(34), y+w.IntN(34))
				long := image.Pt(4, 8+w.IntN(20))
				if w.IntN(2) == 0 {
					long = image.Pt(long.Y, long.X)
				}
				draw.Draw(m, image.Rectangle{at, at.Add(long)}, ink, image.Point{}, draw.Src)
			}
		}
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 60})
	return out.Bytes(), err
}

// pages writes each file of the case as a PDF for a program that knows no pictures, and
// returns their names.
func (b *Bundles) pages() ([]string, error) {
	var names []string
	for n, hash := range append(b.scans, b.pdfs...) {
		name := filepath.Join(b.Dir, fmt.Sprintf("page%d.pdf", n))
		names = append(names, name)
		if n >= len(b.scans) {
			if err := b.copied(hash, name); err != nil {
				return nil, err
			}
			continue
		}
		picture, err := b.Desk.Files.ReadAll(filestore.Hash(hash), 100<<20)
		if err != nil {
			return nil, err
		}
		page, err := pdf.Picture(picture)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, page, 0o600); err != nil {
			return nil, err
		}
	}
	return names, nil
}
