package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"mingda/fonts"
	"mingda/internal/bench"
	"mingda/internal/config"
	"mingda/internal/demo"
	"mingda/internal/letter"
	"mingda/internal/loopback"
	"mingda/internal/pdf"
)

// benchCommands measure the program beside the plain things it is made of.
// They work in a folder of their own, which they remove, and talk to nobody
// outside this machine.
type benchCommands struct {
	All      benchAll      `cmd:"" help:"All of them, one after the other."`
	Intake   benchIntake   `cmd:"" help:"Mail from a real Dovecot, stored and synced before it is moved."`
	Fill     benchFill     `cmd:"" help:"Make an office of many cases in a folder, and leave it."`
	Pages    benchPages    `cmd:"" help:"Pages of an office of many cases, beside a bare handler."`
	Open     benchOpen     `cmd:"" help:"A notice of holidays, and the page of the day, where every case is open."`
	Letters  benchLetters  `cmd:"" help:"Letters as PDF."`
	Bundle   benchBundle   `cmd:"" help:"An evidence bundle of a case of some 300 pages."`
	Export   benchExport   `cmd:"" help:"All of an office taken out, beside a plain copy."`
	Import   benchImport   `cmd:"" help:"An old register of many rows tried and taken in, beside plain inserts."`
	Ledger   benchLedger   `cmd:"" help:"Entries appended, verified, made into tables anew."`
	Report   benchReport   `cmd:"" help:"The yearly report, and the opening of its figures."`
	Office   benchOffice   `cmd:"" hidden:"" help:"Serve, with a profile: the process that pages measures."`
	Bare     benchBare     `cmd:"" hidden:"" help:"Serve the bare handler: the process beside it."`
	Search   benchSearch   `cmd:"" help:"Searches in an office of a million cases, common words and rare ones."`
	Audit    benchAudit    `cmd:"" help:"The audit at a million records: written, checked, asked by the auditor."`
	Codes    benchCodes    `cmd:"" help:"Wrong query codes: whether a number that there is answers otherwise than one that there is not."`
	Register benchRegister `cmd:"" help:"The register of an office of a million cases: filters, orders, pages far behind, exports."`
}

// benchFlags are common to all measurements.
type benchFlags struct {
	Write string `placeholder:"FILE" help:"Put the report into this Markdown file too, in place of the one before."`
	Dir   string `placeholder:"DIR" help:"Make the office in this folder; the disk under it is measured (default: the system's for temporary files)."`
}

// report prints the section, and writes it into the file.
func (f benchFlags) report(s bench.Section, on bench.Setting, io std) error {
	text := s.Markdown(on)
	if _, err := fmt.Fprintln(io.Out, text); err != nil {
		return err
	}
	if f.Write == "" {
		return nil
	}
	document, err := os.ReadFile(f.Write)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usageError{err}
	}
	return writeFile(f.Write, []byte(bench.Replace(string(document), s, text)))
}

// A benchOfficeIn is an office in a folder that is thrown away, unless it is
// kept.
type benchOfficeIn struct {
	*installation
	dir  string
	kept bool
}

// file is where its configuration is.
func (o *benchOfficeIn) file() string { return filepath.Join(o.dir, "mingda.toml") }

// benchConfig is the configuration of an office that is measured.
const benchConfig = `
data_dir = "data"
key_file = "mingda.key"
listen = ["%[1]s"]
log_level = "warn"
[desk]
origin = "http://%[1]s"
[portal]
origin = "http://%[1]s"
office = "明川区人民政府办公室"
phone = "0990-6220001"
[limits]
searches = 0
downloads = 0
exports = 0
sendings = 0
[ocr]
on = false # all cases share one paper: once it is read, the rows of all are written anew for half an hour
`

// open makes an office to be thrown away, to be served at the address.
func (f benchFlags) open(ctx context.Context, address string, io std) (*benchOfficeIn, error) {
	dir, err := os.MkdirTemp(f.Dir, "mingda-bench")
	if err != nil {
		return nil, usageError{err}
	}
	o := &benchOfficeIn{dir: dir}
	if err := o.open(ctx, address, io); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return o, nil
}

// open opens the office in its folder, and makes what is not there.
func (o *benchOfficeIn) open(ctx context.Context, address string, io std) error {
	text := fmt.Sprintf(benchConfig, address)
	cfg, err := config.Parse(text, o.dir, nil)
	if err == nil {
		err = errors.Join(os.WriteFile(o.file(), []byte(text), 0o600), os.MkdirAll(cfg.DataDir, 0o700))
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(cfg.KeyFile); errors.Is(err, fs.ErrNotExist) {
		if err := makeKeyFile(cfg.KeyFile, rand.Reader); err != nil {
			return err
		}
	}
	o.installation, err = openInstallation(ctx, cfg, io)
	return err
}

// end closes the office and removes it.
func (o *benchOfficeIn) end() error {
	err := o.Close()
	if o.kept {
		return err
	}
	return errors.Join(err, os.RemoveAll(o.dir))
}

// benchIntake is "mingda bench intake".
type benchIntake struct {
	benchFlags
	Mails  int `default:"1500" help:"In each round (${default})."`
	Rounds int `default:"3" help:"How often, for the median (${default})."`
}

// Run measures the taking in of mail.
func (c benchIntake) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filling := bench.Filling{Desk: o.desk}
	agency, err := filling.Empty(ctx)
	if err != nil {
		return err
	}
	s, err := bench.Intake{
		Desk: o.desk, Agency: agency, Dir: o.dir, Mails: c.Mails, Rounds: c.Rounds, Now: io.Now, Log: quiet(io.Err),
	}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}

// quiet logs failures only.
func quiet(to io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// benchLetters is "mingda bench letters".
type benchLetters struct {
	benchFlags
	Each   int `default:"4" help:"Of each kind in a round (${default})."`
	Rounds int `default:"3" help:"How often, for the median (${default})."`
	Many   int `default:"10000" help:"Letters at the end, of all kinds, to see whether memory grows (${default}; 0: none)."`
}

// Run measures the making of letters.
func (c benchLetters) Run(ctx context.Context, io std) error {
	on := bench.Begin(io.Now)
	seal, err := pdf.ReadSeal(demo.Seal)
	if err != nil {
		return err
	}
	load := func() (*pdf.Fonts, error) { return pdf.LoadFonts(fontFolder(), fonts.FS()) }
	s, err := bench.Letters{Load: load, Seal: seal, Each: c.Each, Rounds: c.Rounds, Many: c.Many, Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}

// benchLedger is "mingda bench ledger".
type benchLedger struct {
	benchFlags
	Cases  int `default:"4000" help:"How many cases (${default})."`
	Rounds int `default:"3" help:"How often, for the median (${default})."`
}

// Run measures the ledger.
func (c benchLedger) Run(ctx context.Context, io std) (err error) {
	on := bench.Begin(io.Now)
	o, err := c.open(ctx, loopback.Address(1), io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filling, err := o.filling(c.Cases)
	if err != nil {
		return err
	}
	s, err := bench.Ledger{Desk: o.desk, Office: filling, Dir: o.dir, Rounds: c.Rounds, Now: io.Now}.Run(ctx)
	if err != nil {
		return err
	}
	return c.report(s, on, io)
}

// filling says what the office is filled with.
func (o *benchOfficeIn) filling(cases int) (bench.Filling, error) {
	faces, err := letterFonts()
	if err != nil {
		return bench.Filling{}, err
	}
	sample, err := letter.Sample(letter.Disclose)
	if err != nil {
		return bench.Filling{}, err
	}
	l, err := letter.Compose(letter.Disclose, sample.Facts, sample.Values)
	if err != nil {
		return bench.Filling{}, err
	}
	paper, err := pdf.Render(faces, l, pdf.Options{})
	return bench.Filling{Desk: o.desk, Cases: cases, Paper: paper}, err
}

// benchAll is "mingda bench all".
type benchAll struct {
	benchFlags
	Cases int `default:"100000" help:"Of the office whose pages are measured (${default})."`
	Many  int `default:"1000000" help:"Of the office that is searched, and whose register is read (${default}; a million take some 16 GB)."`
}

// Run runs every measurement with its defaults.
func (c benchAll) Run(ctx context.Context, io std) error {
	f := c.benchFlags
	for _, run := range []func(context.Context, std) error{
		benchIntake{f, 1500, 3}.Run, benchLetters{f, 4, 3, 10000}.Run, benchBundle{f, 200, 40, 12, 5}.Run, benchLedger{f, 4000, 3}.Run, benchReport{f, 1000000, 5}.Run, benchExport{f, c.Cases, 3000, 3}.Run, benchImport{f, 20000, 3}.Run, benchCodes{f, 1000, 2000}.Run, benchAudit{f, 1000000, 40}.Run,
		benchPages{benchFlags: f, Cases: c.Cases, Clients: benchClients, Round: benchRound, Rounds: benchRounds}.Run,
		benchOpen{benchPages{benchFlags: f, Cases: c.Cases, Clients: benchClients, Round: benchRound, Rounds: benchRounds}}.Run,
		c.many,
	} {
		if err := run(ctx, io); err != nil {
			return err
		}
	}
	return nil
}

// many measures the searches and the register, both of one office.
func (c benchAll) many(ctx context.Context, io std) (err error) {
	dir, err := os.MkdirTemp(c.Dir, "mingda-bench")
	if err != nil {
		return usageError{err}
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := (benchSearch{benchFlags: c.benchFlags, Cases: c.Many, Keep: dir, Samples: 100}).Run(ctx, io); err != nil {
		return err
	}
	return benchRegister{benchFlags: c.benchFlags, Cases: c.Many, Keep: dir, Samples: 20}.Run(ctx, io)
}
