package desk

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"
	"os"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// MaxExport is how many rows one export of the register has at most, and ManyRows from how
// many on it is to be confirmed.
const (
	MaxExport = 200_000
	ManyRows  = 1_000
)

// CountExport returns how many rows an export of what the filter chooses would have. It
// refuses those that are none or too many.
func (d *Desk) CountExport(ctx context.Context, by auth.User, f sqlite.CaseFilter) (int, error) {
	f.Sight, f.Words = auth.SightOf(by), d.withDigests(f.Words)
	n, err := d.DB.CountAllCases(ctx, f)
	switch {
	case err != nil:
		return n, err
	case n == 0:
		return n, fault.New(fault.Conflict, "export_empty")
	case n > MaxExport:
		return n, fault.New(fault.Conflict, "export_too_many", MaxExport, n)
	}
	return n, nil
}

// rowsTogether is for how many rows of an export what stands in no row is read at once.
const rowsTogether = 500

// EachCase visits the cases that the filter chooses among those the person sees, in order,
// with the old units of those near it.
func (d *Desk) EachCase(ctx context.Context, by auth.User, f sqlite.CaseFilter, visit func(casefile.Row, PastUnits) error) error {
	f.Sight, f.Words = auth.SightOf(by), d.withDigests(f.Words)
	return d.DB.Snapshot(ctx, func(r sqlite.Reader) error { // one connection for both: exports must not wait for each other's
		var rows []casefile.Row
		hand := func() error {
			past, err := pastUnits(ctx, r, rows)
			for i := 0; i < len(rows) && err == nil; i++ {
				err = visit(rows[i], past)
			}
			rows = rows[:0]
			return err
		}
		err := r.EachCase(ctx, f, func(row casefile.Row) error {
			if rows = append(rows, row); len(rows) < rowsTogether {
				return nil
			}
			return hand()
		})
		if err != nil {
			return err
		}
		return hand()
	})
}

// Export makes a file for the person to take out, records it, and returns it. write gets
// where to write it and a folder for what it needs meanwhile, and returns how many rows
// there are. Nothing is kept of the file once it is closed.
func (d *Desk) Export(ctx context.Context, by auth.User, e sqlite.TableExport, write func(to io.Writer, tmp string) (rows int, err error)) (f *os.File, err error) {
	if f, err = d.Files.Aside(strings.NewReader("")); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(f, sum), 1<<16)
	if e.Rows, err = write(out, d.Files.TempDir()); err != nil {
		return nil, err
	}
	if err = out.Flush(); err != nil {
		return nil, err
	}
	if e.Bytes, err = f.Seek(0, io.SeekCurrent); err != nil {
		return nil, err
	}
	e.Chosen, e.Address = d.withoutNumbers(e.Chosen), d.addressWithoutNumbers(e.Address)
	e.At, e.User, e.Hash = d.now(), by.ID, hex.EncodeToString(sum.Sum(nil))
	if err = d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.AddTableExport(ctx, e) }); err != nil {
		return nil, err
	}
	_, err = f.Seek(0, io.SeekStart)
	return f, err
}

// withoutNumbers returns words by which something was chosen with each number of a person
// in them replaced by its digest: they lie readable.
func (d *Desk) withoutNumbers(text string) string {
	return casefile.DigestNumbers(text, func(number string) string { return "#" + d.numberDigest(casefile.NumberKey(number)) })
}

// addressWithoutNumbers is withoutNumbers of what an address searches for.
func (d *Desk) addressWithoutNumbers(address string) string {
	path, query, _ := strings.Cut(address, "?")
	asked, err := url.ParseQuery(query)
	if err != nil || !asked.Has("q") || d.withoutNumbers(asked.Get("q")) == asked.Get("q") {
		return address
	}
	asked.Set("q", d.withoutNumbers(asked.Get("q")))
	return path + "?" + asked.Encode()
}

// An ExportedList is what was exported, the last first.
type ExportedList struct {
	Exports []sqlite.TableExport
	Total   int
	Own     bool // only what the person exported
	People  People
}

// Exports returns what was exported: by all whom the person watches, else their own.
func (d *Desk) Exports(ctx context.Context, by auth.User, offset, limit int) (ExportedList, error) {
	var who sqlite.ExportedBy
	list := ExportedList{}
	switch {
	case auth.MayDo(by, auth.SeeExports, 0) == nil:
	case auth.MayDo(by, auth.SeeExports, by.Agency) == nil:
		who.Agency = by.Agency
	default:
		who.User, list.Own = by.ID, true
	}
	var err error
	if list.Exports, err = d.DB.TableExports(ctx, who, offset, limit); err != nil {
		return list, err
	}
	if list.Total, err = d.DB.CountTableExports(ctx, who); err != nil {
		return list, err
	}
	list.People, err = d.People(ctx)
	return list, err
}
