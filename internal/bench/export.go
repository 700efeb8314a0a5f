package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"mingda/internal/desk"
	"mingda/internal/export"
)

// An Export measures what it takes to take all of an office out (mingda export).
type Export struct {
	Office Filling
	Dir    string // for the export, on the disk that is measured
	Data   string // the data folder of the office
	Mails  int    // that come in besides, each a file of its own
	Rounds int
	Now    Clock
}

// An Exported is what taking an office out took.
type Exported struct {
	Cases   int
	Entries int64
	Files   int
	Size    int64         // of the export, in bytes
	Took    time.Duration // median
	Copied  time.Duration // the database and the files copied as they are, and synced
	Peak    int64         // of the process while it exports
	Before  int64         // of the process
}

// Run fills the office and takes it out.
func (b Export) Run(ctx context.Context) (x Exported, err error) {
	if _, err := b.Office.Fill(ctx, Filled{}); err != nil {
		return x, err
	}
	if err := b.mails(ctx); err != nil {
		return x, err
	}
	x.Cases = b.Office.Cases
	debug.FreeOSMemory()
	x.Before = Memory(os.Getpid())
	resetPeak()
	var took, copied []time.Duration
	for range b.Rounds {
		began := b.Now()
		m, err := b.Office.Desk.MoveOut(ctx, desk.MovingOut{Dir: b.to("export"), Personal: export.Sealed, Account: "bench", Office: "real"})
		if err != nil {
			return x, err
		}
		took = append(took, b.Now().Sub(began))
		x.Entries, x.Files, x.Peak = m.Entries, m.Files, PeakMemory(os.Getpid())
		if _, err := export.Open(b.to("export")); err != nil {
			return x, err
		}
		if x.Size, err = sizeOf(b.to("export")); err != nil {
			return x, err
		}
		if err := os.RemoveAll(b.to("export")); err != nil {
			return x, err
		}
		began = b.Now()
		if err := copyTree(b.Data, b.to("plain")); err != nil {
			return x, err
		}
		copied = append(copied, b.Now().Sub(began))
		if err := os.RemoveAll(b.to("plain")); err != nil {
			return x, err
		}
	}
	x.Took, x.Copied = median(took), median(copied)
	return x, nil
}

func (b Export) to(name string) string { return filepath.Join(b.Dir, name) }

// mails takes mails in besides, with attachments, so that there are files to take out.
func (b Export) mails(ctx context.Context) error {
	w := newWriter(11)
	agencies, err := b.Office.Desk.Agencies(ctx)
	if err != nil {
		return err
	}
	for made := 0; made < b.Mails; {
		var batch []desk.RawMail
		for ; made < b.Mails && len(batch) < 64; made++ {
			batch = append(batch, desk.RawMail{
				Agency: agencies[0].ID, Mailbox: "export@mingchuan.example", UIDValidity: 1, UID: uint32(made + 1), Body: bytes.NewReader(w.mail(made, b.Office.Desk.Now())),
			})
		}
		if err := b.Office.Desk.TakeMails(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func sizeOf(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}

// copyTree copies a folder file by file, each synced.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := filepath.Join(to, path[len(from):])
		if e.IsDir() {
			return os.MkdirAll(at, 0o700)
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		out, err := os.Create(at)
		if err != nil {
			return err
		}
		_, err = io.Copy(out, in)
		return errors.Join(err, out.Sync(), out.Close())
	})
}

// flatWithin is by how much the peak of an office ten times as large may be above.
const flatWithin = 32 << 20

// ExportSection reports on offices of several sizes, the smallest first.
func ExportSection(all []Exported) Section {
	t := Table{Columns: []string{"cases", "entries", "files", "size of the export", "taken out", "plain copy, file by file", "memory before", "peak while it goes out"}}
	for _, x := range all {
		t.add(thousands(int64(x.Cases)), thousands(x.Entries), thousands(int64(x.Files)), megabytes(x.Size), "**"+seconds(x.Took)+"**", seconds(x.Copied), megabytes(x.Before), megabytes(x.Peak))
	}
	s := Section{
		Name: "export", Title: "All of an office taken out", Tables: []Table{t},
		Text: "`mingda export`, sealed: the ledger checked entry by entry (chain and personal parts) and written as JSON lines, the tables, the folded rows read for their hashes, " +
			"every file copied and hashed, all synced; while the office could go on working, from one read transaction. Beside it the data folder copied as it is, each file synced.",
	}
	if n := len(all); n > 1 {
		first, last := all[0], all[n-1]
		grew := (last.Peak - last.Before) - (first.Peak - first.Before)
		s.Notes = append(s.Notes, verdict(grew <= flatWithin, fmt.Sprintf("memory is to be flat: with %d times the cases the peak is %s above what it was before, and was %s",
			last.Cases/first.Cases, megabytes(last.Peak-last.Before), megabytes(first.Peak-first.Before))))
	}
	return s
}
