package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/sqlite"
)

// manyExported is how many rows the larger export of the register is to have, about; the
// other has a tenth. exportRounds is how often each is taken out.
const (
	manyExported = 100_000
	exportRounds = 3
)

// A registerPart is some of the cases of the register, to be exported.
type registerPart struct {
	query url.Values
	where string
	rows  int
}

// parts returns about a tenth of the rows, and about all of them: those of the filters that
// come nearest. An office that is small has one only.
func (b Register) parts(ctx context.Context) ([]registerPart, error) {
	var all []registerPart
	add := func(q url.Values, f sqlite.CaseFilter, where string) error {
		f.Sight = auth.Sight{All: true}
		n, err := b.Office.DB.CountAllCases(ctx, f)
		if n > 0 && n <= desk.MaxExport {
			all = append(all, registerPart{q, where, n})
		}
		return err
	}
	if err := add(url.Values{"view": {"all"}}, sqlite.CaseFilter{}, `1`); err != nil {
		return nil, err
	}
	this := calendar.DateOf(b.Now()).Year()
	for year := this - 6; year <= this; year++ {
		y := strconv.Itoa(year)
		in := `received_on BETWEEN '` + y + `-01-01' AND '` + y + `-12-31'`
		if err := add(url.Values{"view": {"all"}, "year": {y}}, sqlite.CaseFilter{Year: year}, in); err != nil {
			return nil, err
		}
		for _, door := range casefile.Doors {
			d := string(door)
			if err := add(url.Values{"view": {"all"}, "year": {y}, "door": {d}}, sqlite.CaseFilter{Year: year, Door: door}, in+` AND door = '`+d+`'`); err != nil {
				return nil, err
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no filter chooses from 1 to %d cases, which an export may have", desk.MaxExport)
	}
	large := nearest(all, manyExported)
	small := nearest(all, large.rows/10)
	if small.rows == large.rows {
		return []registerPart{large}, nil
	}
	return []registerPart{small, large}, nil
}

// nearest returns the part whose rows come nearest to n.
func nearest(all []registerPart, n int) registerPart {
	best := all[0]
	for _, p := range all {
		if max(p.rows-n, n-p.rows) < max(best.rows-n, n-best.rows) {
			best = p
		}
	}
	return best
}

// exports takes parts of the register out as files, and says what the serving process
// needed for it.
func (b Register) exports(ctx context.Context, db *sql.DB, cookie string) (t Table, notes []string, err error) {
	t = Table{Columns: []string{"rows", "as", "size", "until its last byte is there, half within", "plain SQL: the rows read, half within", "memory before", "peak"}}
	parts, err := b.parts(ctx)
	if err != nil {
		return t, nil, err
	}
	for _, format := range []forms.Format{forms.CSV, forms.XLSX} {
		var peaks []int64
		for _, p := range parts {
			var took, plain []time.Duration
			var size, peak int64
			before := Memory(b.Server)
			for range exportRounds {
				resetPeakOf(b.Server)
				began := b.Now()
				if size, err = b.takeOut(ctx, p, format, cookie); err != nil {
					return t, nil, err
				}
				took = append(took, b.Now().Sub(began))
				peak = max(peak, PeakMemory(b.Server))
				began = b.Now()
				if err := readRows(ctx, db, `SELECT * FROM cases WHERE `+p.where+` ORDER BY `+usualOrder); err != nil {
					return t, nil, err
				}
				plain = append(plain, b.Now().Sub(began))
			}
			peaks = append(peaks, peak)
			t.add(thousands(int64(p.rows)), string(format), megabytes(size), "**"+seconds(median(took))+"**", seconds(median(plain)), megabytes(before), megabytes(peak))
		}
		if len(peaks) > 1 {
			notes = append(notes, verdict(peaks[1]-peaks[0] <= flatWithin,
				fmt.Sprintf("an export is to stream, with flat memory: as %s the peak of %s rows is %s, that of %s rows %s", format,
					thousands(int64(parts[1].rows)), megabytes(peaks[1]), thousands(int64(parts[0].rows)), megabytes(peaks[0]))))
		}
	}
	return t, notes, nil
}

// takeOut exports a part as the staff do, and returns how large the file is.
func (b Register) takeOut(ctx context.Context, p registerPart, format forms.Format, cookie string) (int64, error) {
	form := url.Values{"format": {string(format)}, "confirm": {"on"}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.Desk+"/cases/export?"+p.query.Encode(), strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Cookie", cookie)
	answer, err := (&http.Client{CheckRedirect: stay}).Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Disposition") == "" {
		return 0, fmt.Errorf("the export of %s as %s is answered with %s, and is no file", p.query.Encode(), format, answer.Status)
	}
	return io.Copy(io.Discard, answer.Body)
}

// readRows reads all rows of a query.
func readRows(ctx context.Context, db *sql.DB, query string) (err error) {
	ask, err := db.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ask.Close()) }()
	return readAll(ctx, ask)
}
