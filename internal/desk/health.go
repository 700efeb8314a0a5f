package desk

import (
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/sqlite"
)

// A Health is how the installation is doing, for its administrator: numbers
// only, nothing of any case.
type Health struct {
	Database  int64    // bytes
	Free      int64    // bytes left where the raw files lie
	Entries   int      // of the ledger
	Fallbacks []string // faces that letters fall back to, each a sentence; none if all fonts are there
	Sealing   []string // agencies whose seal is printed on their letters
	Signing   []Certificate
	Strange   []string      // names of agencies for whose letters something is configured, and that are none
	Waiting   int           // mails that wait in the outbox
	Refused   int           // mails that were refused for good
	Unmade    int           // signed letters whose PDF is not made yet
	Held      time.Time     // since when no mail is fetched or sent; zero: it is
	Exported  sqlite.Export // when all of the office was last taken out
	Reading   sqlite.ReadingFigures
	Readers   []string // tools to read documents with: ocr, pdf
	ReadOff   bool     // pictures are not to be recognised, by configuration
	Engine    string   // what the program calls itself that recognises pictures; "" for none
	Scanning  bool     // there is to be a scanner
	Scanner   string   // what it calls itself
	Scans     sqlite.ScanFigures
	// ScannerDown is why it does not answer; ScanRequired says that files wait for it.
	ScannerDown  string
	ScanRequired bool
	Unreached    int // people who work on cases and have no address to be reminded at
}

// Health returns how the installation is doing.
func (d *Desk) Health(ctx context.Context, by auth.User) (Health, error) {
	if err := auth.MayDo(by, auth.SeeHealth, by.Agency); err != nil {
		return Health{}, err
	}
	var h Health
	figures, err := d.DB.Figures(ctx)
	if err != nil {
		return h, err
	}
	h.Database, h.Entries, h.Waiting, h.Refused, h.Unmade = figures.Bytes, figures.Entries, figures.Waiting, figures.Refused, figures.Unmade
	h.Free, err = d.Files.Free()
	if d.Fonts != nil {
		h.Fallbacks = d.Fonts.Fallbacks()
	}
	if err != nil {
		return h, err
	}
	if h.Held, err = d.MailHeld(ctx); err != nil {
		return h, err
	}
	if h.Exported, err = d.DB.LastExport(ctx); err != nil {
		return h, err
	}
	if h.Unreached, err = d.unreachable(ctx); err != nil {
		return h, err
	}
	if h.Reading, err = d.DB.ReadingFigures(ctx); err != nil {
		return h, err
	}
	if err = d.scannerState(ctx, &h); err != nil {
		return h, err
	}
	if h.Readers = d.readingTools(); d.OCR != nil {
		h.ReadOff, h.Engine = d.OCR.Off, d.OCR.Version(ctx)
	}
	h.Sealing, h.Signing = d.sealing(), d.Certificates()
	h.Strange, err = d.StrangeAgencies(ctx)
	return h, err
}
