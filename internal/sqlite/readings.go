package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"mingda/internal/casefile"
)

// A Reading is what was read out of a file.
type Reading struct {
	File   string
	How    string // mail, layer, ocr, none or failed
	Pages  int    // that were read
	Of     int    // that there are
	Why    string // of what failed
	ReadAt time.Time
	Text   string // "" also where only what is known of the reading was asked for
}

// A ToRead is a file that is to be read.
type ToRead struct {
	File  string
	Mail  bool // it is the raw mail of an input
	Tries int  // that failed
}

// sealedReading is the place a text of a file is sealed to.
func sealedReading(file string) string { return "reading " + file }

// PutSources notes what of a case is to be read, and queues what is not read yet.
func (tx *Tx) PutSources(ctx context.Context, id casefile.ID, sources []casefile.Source) error {
	before, err := tx.sources(ctx, id)
	if err != nil {
		return err
	}
	now := slices.Clone(sources)
	for i, s := range now {
		if !s.Mail {
			continue
		}
		if now[i].File, err = tx.inputFile(ctx, int64(s.N)); err != nil {
			return err
		}
	}
	if same := len(before) == len(now) && !slices.ContainsFunc(now, func(s casefile.Source) bool { return !slices.Contains(before, s) }); same {
		return nil
	}
	if err := tx.exec(ctx, `DELETE FROM case_sources WHERE case_id = ?`, id); err != nil {
		return err
	}
	for _, s := range now {
		if s.File == "" {
			continue
		}
		if err := tx.exec(ctx, `INSERT INTO case_sources (case_id, mail, n, file) VALUES (?, ?, ?, ?)`, id, s.Mail, s.N, s.File); err != nil {
			return err
		}
		if err := tx.exec(ctx, `INSERT OR IGNORE INTO to_read (file) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM readings WHERE file = ?1)`, s.File); err != nil {
			return err
		}
	}
	return nil
}

func (r Reader) sources(ctx context.Context, id casefile.ID) ([]casefile.Source, error) {
	return collect(ctx, r.q, func(row row) (s casefile.Source, err error) { return s, row.Scan(&s.Mail, &s.N, &s.File) },
		`SELECT mail, n, file FROM case_sources WHERE case_id = ?`, id)
}

// inputFile returns the hash of the raw bytes of an input, "" for none.
func (r Reader) inputFile(ctx context.Context, id int64) (file string, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT file FROM inputs WHERE id = ?`, id).Scan(&file)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return file, explain(err)
}

// SourcesRead returns what was read of the mails and documents of a case, with the
// texts, by what they are (the file of a source is left out).
func (r Reader) SourcesRead(ctx context.Context, sources []casefile.Source) (map[casefile.Source]Reading, error) {
	if len(sources) == 0 {
		return nil, nil
	}
	files := map[string][]casefile.Source{}
	for _, s := range sources {
		file := s.File
		if s.Mail {
			var err error
			if file, err = r.inputFile(ctx, int64(s.N)); err != nil {
				return nil, err
			}
		}
		files[file] = append(files[file], casefile.Source{Mail: s.Mail, N: s.N})
	}
	all := map[casefile.Source]Reading{}
	for file, of := range files {
		reading, sealed, err := r.reading(ctx, file)
		if err != nil {
			return nil, err
		}
		if sealed == nil {
			continue
		}
		text, err := r.seal.Open(sealed, sealedReading(file))
		if err != nil {
			return nil, err
		}
		reading.Text = string(text)
		for _, s := range of {
			all[s] = reading
		}
	}
	return all, nil
}

func (r Reader) reading(ctx context.Context, file string) (x Reading, sealed []byte, err error) {
	var at string
	err = r.q.QueryRowContext(ctx, `SELECT file, how, pages, of, why, read_at, sealed FROM readings WHERE file = ?`, file).
		Scan(&x.File, &x.How, &x.Pages, &x.Of, &x.Why, &at, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return x, nil, nil
	}
	if err != nil {
		return x, nil, explain(err)
	}
	if at != "" {
		x.ReadAt, err = scanTime(at)
	}
	return x, sealed, err
}

// ReadingOf returns what was read out of a file, and whether it was looked at.
func (r Reader) ReadingOf(ctx context.Context, file string) (Reading, bool, error) {
	reading, sealed, err := r.reading(ctx, file)
	if err != nil || reading.File == "" {
		return reading, false, err
	}
	if sealed != nil {
		text, err := r.seal.Open(sealed, sealedReading(file))
		if err != nil {
			return reading, false, err
		}
		reading.Text = string(text)
	}
	return reading, true, nil
}

// Readings returns what is known of the readings of files, without the texts.
func (r Reader) Readings(ctx context.Context, files []string) (map[string]Reading, error) {
	if len(files) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(files)
	if err != nil {
		return nil, err
	}
	rows, err := collect(ctx, r.q, func(row row) (x Reading, err error) { return x, row.Scan(&x.File, &x.How, &x.Pages, &x.Of, &x.Why) },
		`SELECT file, how, pages, of, why FROM readings WHERE file IN (SELECT value FROM json_each(?))`, string(list))
	all := map[string]Reading{}
	for _, x := range rows {
		all[x.File] = x
	}
	return all, err
}

// NextToRead returns the newest file that is to be read now with the tools there are,
// and whether there is one.
func (r Reader) NextToRead(ctx context.Context, now time.Time, tools []string) (t ToRead, is bool, err error) {
	list, err := json.Marshal(append([]string{""}, tools...))
	if err != nil {
		return t, false, err
	}
	err = r.q.QueryRowContext(ctx, `
		SELECT file, tries, EXISTS (SELECT 1 FROM case_sources s WHERE s.file = to_read.file AND s.mail = 1)
		FROM to_read
		WHERE needs IN (SELECT value FROM json_each(?)) AND next_at <= ?
		ORDER BY id DESC
		LIMIT 1`, string(list), instant(now)).Scan(&t.File, &t.Tries, &t.Mail)
	if errors.Is(err, sql.ErrNoRows) {
		return t, false, nil
	}
	return t, err == nil, explain(err)
}

// PutReading keeps what was read out of a file, takes it off the queue, and notes that
// the rows of the cases that it belongs to are to be written anew.
func (tx *Tx) PutReading(ctx context.Context, x Reading) error {
	var sealed []byte
	if x.Text != "" {
		var err error
		if sealed, err = tx.seal.Seal([]byte(x.Text), sealedReading(x.File)); err != nil {
			return err
		}
	}
	err := tx.exec(ctx, `
		INSERT INTO readings (file, how, pages, of, why, read_at, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (file) DO UPDATE SET how = excluded.how, pages = excluded.pages, of = excluded.of, why = excluded.why,
			read_at = excluded.read_at, sealed = excluded.sealed`, x.File, x.How, x.Pages, x.Of, x.Why, instant(x.ReadAt), sealed)
	if err != nil {
		return err
	}
	if err := tx.exec(ctx, `DELETE FROM to_read WHERE file = ?`, x.File); err != nil {
		return err
	}
	return tx.projectLaterWith(ctx, x.File)
}

// PutOffReading notes why a file was not read, and until when or for which tool it
// waits.
func (tx *Tx) PutOffReading(ctx context.Context, file, needs, why string, failed bool, until time.Time) error {
	return tx.exec(ctx, `UPDATE to_read SET needs = ?, why = ?, tries = tries + ?, next_at = ? WHERE file = ?`, needs, why, failed, instant(until), file)
}

// IsQueued reports whether a file is still to be read: what it belonged to may have
// been erased meanwhile.
func (r Reader) IsQueued(ctx context.Context, file string) (is bool, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM to_read WHERE file = ?)`, file).Scan(&is)
	return is, explain(err)
}

// ReadingFigures are how much is to be read, and what could not be.
type ReadingFigures struct {
	Waiting int            // to be read
	Needing map[string]int // of these, what waits for a tool
	Failed  int            // what could not be read for good
}

// ReadingFigures counts what is to be read.
func (r Reader) ReadingFigures(ctx context.Context) (f ReadingFigures, err error) {
	f.Needing = map[string]int{}
	type needing struct {
		tool string
		n    int
	}
	rows, err := collect(ctx, r.q, func(row row) (x needing, err error) { return x, row.Scan(&x.tool, &x.n) }, `SELECT needs, count(*) FROM to_read GROUP BY 1`)
	for _, x := range rows {
		f.Waiting += x.n
		if x.tool != "" {
			f.Needing[x.tool] = x.n
		}
	}
	if err != nil {
		return f, err
	}
	f.Failed, err = r.count(ctx, `SELECT count(*) FROM readings WHERE how = 'failed'`)
	return f, err
}

// eraseReadings removes what was read of a case and of nothing else.
func (tx *Tx) eraseReadings(ctx context.Context, id int64) error {
	for _, query := range []string{
		`DELETE FROM readings WHERE file IN (SELECT file FROM case_sources WHERE case_id = ?1) AND file NOT IN (SELECT file FROM case_sources WHERE case_id <> ?1 AND file IN (SELECT file FROM case_sources WHERE case_id = ?1))`,
		`DELETE FROM to_read WHERE file IN (SELECT file FROM case_sources WHERE case_id = ?1) AND file NOT IN (SELECT file FROM case_sources WHERE case_id <> ?1 AND file IN (SELECT file FROM case_sources WHERE case_id = ?1))`,
		`DELETE FROM case_sources WHERE case_id = ?1`,
	} {
		if err := tx.exec(ctx, query, id); err != nil {
			return err
		}
	}
	return nil
}

// eraseMail removes what was read of the mail of an input, for good: it is not read
// again, and the cases that it came for are found by it no more.
func (tx *Tx) eraseMail(ctx context.Context, id int64) error {
	file, err := tx.inputFile(ctx, id)
	if err != nil || file == "" {
		return err
	}
	for _, query := range []string{
		`INSERT OR REPLACE INTO readings (file, how, pages, of, why, read_at, sealed) VALUES (?, 'none', 0, 0, '', '', NULL)`,
		`DELETE FROM to_read WHERE file = ?`,
	} {
		if err := tx.exec(ctx, query, file); err != nil {
			return err
		}
	}
	return tx.projectLaterWith(ctx, file)
}
