package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/ocr"
	"mingda/internal/sqlite"
)

// What a reading is called that is none of package ocr's.
const (
	readMail   = "mail"
	readFailed = "failed"
)

// A file that could not be read is tried again after so long; after all of them it is
// given up, and somebody is told.
var readAgain = []time.Duration{10 * time.Minute, time.Hour, 6 * time.Hour}

// mostRead is how many characters of a text are kept.
const mostRead = 200_000

// ReadWaiting reads mails and documents of cases that were not read yet, the newest
// first and one at a time, until there are none or more says that it is enough. What is
// cut short is read again: a reading is stored as a whole or not at all.
func (d *Desk) ReadWaiting(ctx context.Context, more func() bool) (n int, err error) {
	for more() {
		next, is, err := d.DB.NextToRead(ctx, d.now(), d.readingTools())
		if err != nil || !is {
			return n, err
		}
		if err := d.readOne(ctx, next); err != nil {
			return n, err
		}
		n++
		if _, err := d.ProjectDue(ctx); err != nil {
			return n, err
		}
	}
	return n, nil
}

func (d *Desk) readingTools() []string {
	var all []string
	if d.OCR != nil {
		for _, t := range d.OCR.Tools() {
			all = append(all, string(t))
		}
	}
	return all
}

// readOne reads a file and keeps what was read, or notes why it was not.
func (d *Desk) readOne(ctx context.Context, next sqlite.ToRead) error {
	reading, err := d.readFile(ctx, next)
	if ctx.Err() != nil {
		return ctx.Err() // it is no fault of the file
	}
	missing := ocr.Missing{}
	switch code := fault.CodeOf(err); {
	case code == "file_sealed" || code == "file_unscannable":
		return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			return tx.PutOffReading(ctx, next.File, sqlite.NeedsRelease, "", false, time.Time{})
		})
	case code == "file_waits_scan":
		return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			return tx.PutOffReading(ctx, next.File, "", "", false, d.now().Add(readAgain[0]))
		})
	case errors.As(err, &missing):
		return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			return tx.PutOffReading(ctx, next.File, string(missing.Tool), "", false, time.Time{})
		})
	case err != nil && next.Tries < len(readAgain):
		d.Log.Warn("a file could not be read", "file", next.File, "err", err)
		return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			return tx.PutOffReading(ctx, next.File, "", err.Error(), true, d.now().Add(readAgain[next.Tries]))
		})
	case err != nil:
		d.Log.Error("a file could not be read, it is not tried again", "file", next.File, "err", err)
		reading = sqlite.Reading{How: readFailed, Why: err.Error()}
	}
	reading.File, reading.ReadAt = next.File, d.now()
	if runes := []rune(reading.Text); len(runes) > mostRead {
		reading.Text = string(runes[:mostRead])
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if queued, err := tx.IsQueued(ctx, next.File); err != nil || !queued {
			return err // erased meanwhile
		}
		return tx.PutReading(ctx, reading)
	})
}

// readFile reads the text of a mail, or of a document.
func (d *Desk) readFile(ctx context.Context, next sqlite.ToRead) (sqlite.Reading, error) {
	file := filestore.Hash(next.File)
	if next.Mail {
		return d.readMailText(file)
	}
	reader := d.OCR
	if reader == nil {
		reader = &ocr.Reader{} // it knows for what a file waits
	}
	if err := d.cleared(ctx, next.File); err != nil {
		return sqlite.Reading{}, err
	}
	var t ocr.Text
	err := d.Files.AtPath(file, func(path string) (err error) {
		t, err = reader.Read(ctx, path)
		return err
	})
	if t.Text == "" {
		t.How = ocr.Nothing // a picture without words
	}
	return sqlite.Reading{How: string(t.How), Text: t.Text, Pages: t.Pages, Of: t.Of}, err
}

// readMailText takes the text of a mail, with its subject.
func (d *Desk) readMailText(file filestore.Hash) (sqlite.Reading, error) {
	f, err := d.Files.Open(file)
	if err != nil {
		return sqlite.Reading{}, err
	}
	if err := f.Close(); err != nil {
		return sqlite.Reading{}, err
	}
	m, err := d.mail(file, f.Size())
	if err != nil {
		return sqlite.Reading{}, err
	}
	return sqlite.Reading{How: readMail, Text: m.Subject + "\n\n" + m.Text, Pages: 1, Of: 1}, nil
}

// readPassages are the passages of a case that were read out of its mails and
// documents, masked as everything that is searched.
func readPassages(ctx context.Context, r sqlite.Reader, c *casefile.Case) ([]casefile.Passage, error) {
	sources := c.Sources()
	read, err := r.SourcesRead(ctx, sources)
	if err != nil {
		return nil, err
	}
	var all []casefile.Passage
	mask := c.Masker()
	for _, s := range sources {
		reading, ok := read[casefile.Source{Mail: s.Mail, N: s.N}]
		if !ok {
			continue
		}
		place := casefile.InFile
		switch reading.How {
		case readMail:
			place = casefile.InMail
		case string(ocr.Machine):
			place = casefile.InScan
		}
		all = append(all, casefile.Passage{Place: place, N: s.N, Text: mask.Text(reading.Text)})
	}
	return all, nil
}

// A MaterialText is a document of a case with what was read out of it.
type MaterialText struct {
	Material casefile.Material
	Machine  bool // a machine recognised it: it is not the original
	Text     string
	Pages    int // that were read
	Of       int
}

// MaterialText returns what was read out of the n-th document of a case, or fault
// NotFound.
func (d *Desk) MaterialText(ctx context.Context, by auth.User, id casefile.ID, n int) (MaterialText, CaseView, error) {
	var t MaterialText
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return t, v, err
	}
	m, ok := v.Case.Material(n)
	if !ok || m.Purpose == casefile.Identity {
		return t, v, fault.New(fault.NotFound, "material_not_found")
	}
	reading, ok, err := d.DB.ReadingOf(ctx, m.File)
	if err == nil && (!ok || !hasText(reading)) {
		err = fault.New(fault.NotFound, "reading_not_found")
	}
	return MaterialText{m, reading.How == string(ocr.Machine), reading.Text, reading.Pages, reading.Of}, v, err
}

func hasText(r sqlite.Reading) bool {
	return r.How == string(ocr.Machine) || r.How == string(ocr.Layer)
}

// A MaterialReading is how far the reading of a document came.
type MaterialReading struct {
	HasText bool
	Machine bool // a machine recognised it
	Failed  bool
}

// materialReadings returns how far the reading of the documents of a case came, by
// their numbers.
func (d *Desk) materialReadings(ctx context.Context, c *casefile.Case) (map[int]MaterialReading, error) {
	var files []string
	for _, m := range c.Materials {
		if m.Purpose != casefile.Identity {
			files = append(files, m.File)
		}
	}
	known, err := d.DB.Readings(ctx, slices.Compact(files))
	if err != nil || len(known) == 0 {
		return nil, err
	}
	all := map[int]MaterialReading{}
	for _, m := range c.Materials {
		if r, ok := known[m.File]; ok && m.Purpose != casefile.Identity {
			all[m.N] = MaterialReading{hasText(r), r.How == string(ocr.Machine), r.How == readFailed}
		}
	}
	return all, nil
}
