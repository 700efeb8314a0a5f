package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingda/internal/bench"
	"mingda/internal/desk"
)

// benchFill is "mingda bench fill".
type benchFill struct {
	Cases int    `required:"" placeholder:"N" help:"How many; 1,000,000 take some 16 GB."`
	Dir   string `default:"bench-office" placeholder:"DIR" help:"The folder of the office (${default}). A filling that was cut off there goes on."`
	Open  bool   `help:"All of them open and of the last weeks, in place of years of cases."`
}

// fillListen is where an office that was filled listens when it is served.
const fillListen = "127.0.0.1:8090"

// Run fills the office and says where it is.
func (c benchFill) Run(ctx context.Context, io std) (err error) {
	if c.Cases < 1 {
		return usageError{errors.New("--cases: at least one")}
	}
	o, err := openKept(ctx, c.Dir, fillListen, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	filled, err := o.fill(ctx, c.Cases, c.Open, io)
	if err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "%s: %d cases, %d ledger entries, %.1f GB\nserve it: mingda serve --config %s, then http://%s/desk/ as %s, password %q\n",
		c.Dir, filled.Last, filled.Entries, gigabytes(o.size()), o.file(), fillListen, bench.Login, bench.Password)
	return nil
}

// openKept opens the office of a folder, or makes it. A folder that holds anything else is
// left alone: it may be somebody's office.
func openKept(ctx context.Context, dir, address string, io std) (*benchOfficeIn, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, usageError{err}
	}
	o := &benchOfficeIn{dir: dir, kept: true}
	if _, err := os.Stat(o.note()); errors.Is(err, fs.ErrNotExist) {
		if there, err := os.ReadDir(dir); err != nil || len(there) > 0 {
			return nil, errors.Join(err, usageError{fmt.Errorf("%s is not empty, and no office of bench fill: choose another folder", dir)})
		}
		if err := o.noteFilled(bench.Filled{}); err != nil {
			return nil, err
		}
	}
	return o, o.open(ctx, address, io)
}

// bytesOfCase is what a case takes on the disk, about, while an office is filled.
const bytesOfCase = 17 << 10

// fill fills the office with so many cases, or goes on with a filling that was cut off.
func (o *benchOfficeIn) fill(ctx context.Context, cases int, open bool, io std) (filled bench.Filled, err error) {
	was, err := o.filled()
	if err != nil || was.Done && was.Planned == cases && was.Open == open {
		return was, err
	}
	if was.Planned > 0 && (was.Planned != cases || was.Open != open) {
		return was, usageError{fmt.Errorf("%s holds an office that is filled with %d cases, another filling: choose another folder, or go on with --cases %[2]d", o.dir, was.Planned)}
	}
	need := int64(cases-int(was.Last)) * bytesOfCase
	if free, err := o.desk.Files.Free(); err != nil || free < need {
		return was, errors.Join(err, usageError{fmt.Errorf("%d cases need some %.1f GB, there are %.1f GB: choose another disk or fewer cases", cases, gigabytes(need), gigabytes(free))})
	}
	filling, err := o.filling(cases)
	if err != nil {
		return filled, err
	}
	if err := o.noteFilled(bench.Filled{Planned: cases, Open: open, Last: was.Last, Status: was.Status}); err != nil {
		return filled, err
	}
	began, from := io.Now(), int(was.Last)
	fmt.Fprintf(io.Err, "filling an office with %d cases, from %d on …\n", cases, from+1)
	filling.Open = open
	filling.Batch = func(f bench.Filled) error {
		if made := int(f.Last); made%50_000 == 0 && made > from {
			took := io.Now().Sub(began)
			left := took / time.Duration(made-from) * time.Duration(cases-made)
			fmt.Fprintf(io.Err, "%d cases, %.1f GB, %v; some %v more\n", made, gigabytes(o.size()), took.Round(time.Second), left.Round(time.Second))
		}
		return o.noteFilled(f)
	}
	if filled, err = filling.Fill(ctx, was); err != nil {
		return filled, err
	}
	fmt.Fprintf(io.Err, "filled in %v\n", io.Now().Sub(began).Round(time.Second))
	return filled, nil
}

// note is where it is noted what the office was filled with.
func (o *benchOfficeIn) note() string { return filepath.Join(o.dir, "filled.json") }

// filled reads how far the office was filled.
func (o *benchOfficeIn) filled() (filled bench.Filled, err error) {
	body, err := os.ReadFile(o.note())
	if errors.Is(err, fs.ErrNotExist) {
		return filled, nil
	}
	if err == nil {
		err = json.Unmarshal(body, &filled)
	}
	return filled, err
}

// noteFilled notes how far it is.
func (o *benchOfficeIn) noteFilled(f bench.Filled) error {
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return writeFile(o.note(), body)
}

// size is what the database takes on the disk, its log included.
func (o *benchOfficeIn) size() (bytes int64) {
	path, _ := desk.BackupParts(o.cfg.DataDir)
	for _, name := range []string{path, path + "-wal"} {
		if s, err := os.Stat(name); err == nil {
			bytes += s.Size()
		}
	}
	return bytes
}

func gigabytes(bytes int64) float64 { return float64(bytes) / (1 << 30) }
