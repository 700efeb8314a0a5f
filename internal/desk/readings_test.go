package desk

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/docx"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/ocr"
	"mingda/internal/ocr/ocrtest"
	"mingda/internal/paper"
	"mingda/internal/sqlite"
)

// posted registers a letter that came by post with a scan.
func (b *bench) posted(scan string) casefile.ID {
	b.t.Helper()
	name, kind := "来信.jpg", "image/jpeg"
	if scan == picture {
		name, kind = "来信.png", "image/png"
	}
	ticket, err := b.TakePost(ctx, b.by("clerk"), intake.PostInput{
		Agency: "1", Signed: true, SignedOn: b.today(), SignedBy: "门卫室", Tracking: "XA12345678CN", Applicant: people, Wants: wants(casefile.ByPost),
		Scans: []intake.File{b.upload(name, kind, scan)},
	})
	b.must(err)
	return b.register(ticket.Input, wants(casefile.ByPost))
}

// readAll reads what waits and can be read now.
func (b *bench) readAll() int {
	b.t.Helper()
	n, err := b.ReadWaiting(ctx, func() bool { return true })
	b.must(err)
	return n
}

// hits searches and returns what was found.
func (b *bench) hits(by, typed string) []CaseHit {
	b.t.Helper()
	all, err := b.SearchCases(ctx, b.by(by), typed, 0, 50)
	b.must(err)
	if all.Total != len(all.Hits) {
		b.t.Errorf("%s: counted %d, found %d", typed, all.Total, len(all.Hits))
	}
	return all.Hits
}

// pretended returns a reader whose tesseract is the script.
func (b *bench) pretended(script string) *ocr.Reader {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "tesseract")
	b.must(os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o600))
	b.must(os.Chmod(path, 0o700))
	return &ocr.Reader{Tesseract: path, Languages: []string{"chi_sim"}}
}

// Of a script that recognises.
const readsWater = `echo "渠道水费分摊，电话13900009999" > "$2.txt"; : > "$2.tsv"`

// picture is something that is taken for one.
var picture = "\x89PNG\r\n\x1a\n" + strings.Repeat("x", 100)

// TestPhotographedLetter: a letter that somebody photographed and sent by post is found
// by two characters of it, as read by a machine; the numbers and addresses on it are not.
func TestPhotographedLetter(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.OCR = ocr.Find(ctx, true, []string{"chi_sim"})
	if len(b.OCR.Tools()) < 2 {
		if os.Getenv("CI") == "true" {
			t.Fatal("no tesseract, or no poppler")
		}
		t.Skip("no tesseract with chi_sim, or no poppler")
	}
	water := wants(casefile.ByPickup)
	water.Subject, water.Content = "红柳湾渠道水费", "申请公开红柳湾三号渠道水费分摊台账"
	spoken, err := b.TakeCounter(ctx, b.by("clerk"), intake.CounterInput{Agency: "1", Applicant: people, Wants: water, Spoken: true})
	b.must(err)
	paper, err := b.SpokenRecordPDF(ctx, b.by("clerk"), spoken.Input)
	b.must(err)
	id := b.posted(string(ocrtest.Photo(t, paper)))
	if found := b.hits("clerk", "水费"); len(found) != 0 {
		t.Fatalf("found before it was read: %+v", found)
	}
	if n := b.readAll(); n != 1 {
		t.Errorf("%d files were read", n)
	}
	found := b.hits("clerk", "水费")
	if len(found) != 1 || found[0].Row.ID != id || len(found[0].Found) != 1 || found[0].Found[0].Place != casefile.InScan || found[0].Found[0].Name != "来信.jpg" {
		t.Fatalf("%+v", found)
	}
	if label := found[0].Found[0].Place.Label(); !strings.Contains(label, "机器识别") {
		t.Errorf("it is called %s", label)
	}
	for _, number := range []string{people.Phone, people.IDNumber} {
		if found := b.hits("clerk", number); len(found) != 1 || len(found[0].Found) != 0 {
			t.Errorf("%s: a whole number finds the case, and is shown nowhere: %+v", number, found)
		}
	}
	for _, not := range []string{people.Phone[:9], "0000 1357", "团结路46号"} {
		if found := b.hits("clerk", not); len(found) != 0 {
			t.Errorf("%s is found: %+v", not, found[0].Found)
		}
	}
	text, _, err := b.MaterialText(ctx, b.by("clerk"), id, 1)
	if err != nil || !text.Machine || !strings.Contains(text.Text, "水费") || text.Pages != 1 {
		t.Errorf("%+v, %v", text, err)
	}
	_, _, err = b.MaterialText(ctx, b.by("foreign-clerk"), id, 1)
	if err == nil {
		t.Error("who does not see the case reads its documents")
	}
	b.sound()
}

// TestWordLetter: a letter that came as a file of Word is found by its words though no
// program is there to read scans, and not as read by a machine; one that unpacks to very
// much is given up, and the office goes on.
func TestWordLetter(t *testing.T) {
	b := newBench(t)
	made, err := docx.Paper(paper.Document{Title: "红柳湾渠道水费说明", Parts: []paper.Part{{Heading: "一、分摊", Blocks: []paper.Block{paper.Text("每亩十二元，电话13900009999")}}}})
	b.must(err)
	id := b.registered(1, "word")[0]
	adds := func(name, content string) {
		t.Helper()
		_, err := b.AddMaterials(ctx, b.by("clerk"), id, casefile.Evidence, []intake.File{b.upload(name, "application/octet-stream", content)})
		b.must(err)
	}
	adds("说明.docx", string(made))
	if n := b.readAll(); n != 1 {
		t.Errorf("%d files were read", n)
	}
	found := b.hits("clerk", "每亩")
	if len(found) != 1 || found[0].Row.ID != id || found[0].Found[0].Place != casefile.InFile || found[0].Found[0].Name != "说明.docx" {
		t.Fatalf("%+v", found)
	}
	if found := b.hits("clerk", "13900009999"); len(found) != 0 {
		t.Errorf("a phone number is found: %+v", found[0].Found)
	}
	if text, _, err := b.MaterialText(ctx, b.by("clerk"), id, 1); err != nil || text.Machine || !strings.Contains(text.Text, "每亩十二元") {
		t.Errorf("%+v, %v", text, err)
	}
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	w, err := z.Create("word/document.xml")
	b.must(err)
	_, err = io.WriteString(w, "<w:document><w:t>"+strings.Repeat("每亩", 8<<20)+"</w:t></w:document>")
	b.must(err)
	b.must(z.Close())
	adds("炸弹.docx", bomb.String())
	for _, wait := range readAgain {
		b.readAll()
		b.at = b.at.Add(wait)
	}
	b.readAll()
	if f, err := b.DB.ReadingFigures(ctx); err != nil || f.Waiting != 0 || f.Failed != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	if found := b.hits("clerk", "每亩"); len(found) != 1 {
		t.Errorf("%d cases are found", len(found))
	}
	b.sound()
}

// TestReadingCutShort: what is killed in the middle left nothing and is read again.
func TestReadingCutShort(t *testing.T) {
	b := newBench(t)
	b.posted(picture)
	b.OCR = b.pretended("sleep 600")
	short, cut := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cut()
	if n, err := b.ReadWaiting(short, func() bool { return true }); n != 0 || err == nil {
		t.Errorf("read %d, %v", n, err)
	}
	if f, err := b.DB.ReadingFigures(ctx); err != nil || f.Waiting != 1 || f.Failed != 0 {
		t.Errorf("%+v, %v", f, err)
	}
	b.reopen()
	b.OCR = b.pretended(readsWater)
	if b.readAll() != 1 || len(b.hits("clerk", "水费")) != 1 || b.readAll() != 0 {
		t.Error("it is not read again, or twice")
	}
	if len(b.hits("clerk", "13900009999")) != 0 {
		t.Error("a phone number on a picture is found")
	}
	b.sound()
}

// TestReadingFails: what cannot be read is tried again later, then given up and told.
func TestReadingFails(t *testing.T) {
	b := newBench(t)
	id := b.posted(picture)
	b.OCR = b.pretended("echo no such picture >&2; exit 1")
	for try := range len(readAgain) {
		if b.readAll() != 1 || b.readAll() != 0 {
			t.Fatalf("try %d", try)
		}
		b.at = b.at.Add(readAgain[try])
	}
	if f, err := b.DB.ReadingFigures(ctx); err != nil || f.Waiting != 1 || f.Failed != 0 {
		t.Errorf("given up too early: %+v, %v", f, err)
	}
	b.readAll()
	f, err := b.DB.ReadingFigures(ctx)
	if err != nil || f.Waiting != 0 || f.Failed != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	if v, err := b.Case(ctx, b.by("clerk"), id); err != nil || !v.Readings[1].Failed || v.Readings[1].HasText {
		t.Errorf("%+v, %v", v.Readings, err)
	}
	b.sound()
}

// TestReadingWithoutTool: pictures wait for the program; mails need none, and who does
// not see what comes in is not shown what they say.
func TestReadingWithoutTool(t *testing.T) {
	b := newBench(t)
	picturesOf := b.posted(picture)
	mail := b.mail(1, "a@example.com", letterIn("a@example.com", "")+"\r\n另外请说明渡槽的造价，电话13900008888\r\n")
	_, err := b.SendDue(ctx, b.sent)
	b.must(err)
	id := b.assigned(b.register(mail, wants(casefile.ByEmail)))
	if b.readAll() != 2 || b.readAll() != 0 {
		t.Error("what waits for a program is tried again and again")
	}
	if f, err := b.DB.ReadingFigures(ctx); err != nil || f.Waiting != 1 || f.Needing["ocr"] != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	found := b.hits("clerk", "渡槽")
	if len(found) != 1 || found[0].Row.ID != id || len(found[0].Found) != 1 || found[0].Found[0].Place != casefile.InMail || found[0].Found[0].N != int(mail) {
		t.Errorf("%+v", found)
	}
	if own := b.hits("officer", "渡槽"); len(own) != 1 || len(own[0].Found) != 0 {
		t.Errorf("an officer reads the mail: %+v", own)
	}
	if len(b.hits("clerk", "13900008888")) != 0 || len(b.hits("foreign-clerk", "渡槽")) != 0 {
		t.Error("found what may not be searched for, or by whom it may not")
	}
	b.OCR = b.pretended(readsWater)
	if b.readAll() != 1 || b.hits("clerk", "水费")[0].Row.ID != picturesOf {
		t.Error("what waited for the program is not read when it is there")
	}
	b.sound()
}

// TestErasedIsNotFound: what was erased stands neither in the index nor in what was
// read, and is not read again.
func TestErasedIsNotFound(t *testing.T) {
	b := newBench(t)
	b.OCR = b.pretended(readsWater)
	id := b.posted(picture)
	other := b.posted(picture)
	b.readAll()
	if n := len(b.hits("clerk", "水费")); n != 2 {
		t.Fatalf("%d found", n)
	}
	erase := func(id casefile.ID) {
		b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.Erase(ctx, ledger.Case, int64(id)) }))
	}
	erase(id)
	if found := b.hits("clerk", "水费"); len(found) != 1 || found[0].Row.ID != other {
		t.Errorf("%+v", found)
	}
	if len(b.hits("clerk", "征收")) != 1 {
		t.Error("an erased case is found by its words")
	}
	file := b.caseOf(other).Materials[0].File
	if _, read, err := b.DB.ReadingOf(ctx, file); err != nil || !read {
		t.Errorf("the other case lost what was read: %v", err)
	}
	erase(other)
	if r, read, err := b.DB.ReadingOf(ctx, file); err != nil || read {
		t.Errorf("what was read is still there: %+v, %v", r, err)
	}
	if b.readAll() != 0 {
		t.Error("it is read again")
	}
}
