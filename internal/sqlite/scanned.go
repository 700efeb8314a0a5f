package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"mingda/internal/casefile"
)

// A ScanState is what is known of a file that came from outside.
type ScanState string

// The states.
const (
	ScanWaiting ScanState = "waiting" // for the scanner
	ScanClean   ScanState = "clean"
	ScanFound   ScanState = "found" // something harmful
	ScanLarge   ScanState = "large" // larger than the scanner takes
)

// A Scan is what the scanner said of a file.
type Scan struct {
	File       string
	Mail       bool // it is a raw mail
	State      ScanState
	Signature  string   // of what was found
	Parts      []string // of a mail: hashes of its files, in their order
	Size       int64
	Tries      int // that failed
	NextAt     time.Time
	ScannedAt  time.Time
	ReleasedBy int64 // who let people have it all the same; 0: nobody
	ReleasedAt time.Time
	Reason     string
	Where      string // the number of what it came to; "" while that is not known
}

// IsReleased reports whether people may have it whatever the scanner said.
func (s Scan) IsReleased() bool { return s.ReleasedBy != 0 }

const scanColumns = `file, mail, state, signature, parts, size, tries, next_at, scanned_at, released_by, released_at, reason,
	coalesce(CASE matter
		WHEN 'input' THEN (SELECT number FROM inputs WHERE id = subject_id)
		WHEN 'case' THEN (SELECT number FROM cases WHERE id = subject_id)
		WHEN 'review' THEN (SELECT number FROM reviews WHERE id = subject_id) END, '')`

func scanScan(r row) (s Scan, err error) {
	var parts, next, at, released string
	if err := r.Scan(&s.File, &s.Mail, &s.State, &s.Signature, &parts, &s.Size, &s.Tries, &next, &at, &s.ReleasedBy, &released, &s.Reason, &s.Where); err != nil {
		return s, err
	}
	var errs [4]error
	s.NextAt, errs[0] = scanTime(next)
	s.ScannedAt, errs[1] = scanTime(at)
	s.ReleasedAt, errs[2] = scanTime(released)
	errs[3] = json.Unmarshal([]byte(parts), &s.Parts)
	return s, errors.Join(errs[:]...)
}

// ScanOf returns what is known of a file, and whether anything is.
func (r Reader) ScanOf(ctx context.Context, file string) (Scan, bool, error) {
	s, err := scanScan(r.q.QueryRowContext(ctx, `SELECT `+scanColumns+` FROM scans WHERE file = ?`, file))
	if errors.Is(err, sql.ErrNoRows) {
		return Scan{}, false, nil
	}
	return s, err == nil, explain(err)
}

// Scans returns what is known of files, by their hashes.
func (r Reader) Scans(ctx context.Context, files []string) (map[string]Scan, error) {
	if len(files) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(files)
	if err != nil {
		return nil, err
	}
	rows, err := collect(ctx, r.q, scanScan, `SELECT `+scanColumns+` FROM scans WHERE file IN (SELECT value FROM json_each(?))`, string(list))
	all := make(map[string]Scan, len(rows))
	for _, s := range rows {
		all[s.File] = s
	}
	return all, err
}

// NextToScan returns the newest file that waits for the scanner and may be tried at
// now, and whether there is one.
func (r Reader) NextToScan(ctx context.Context, now time.Time) (Scan, bool, error) {
	s, err := scanScan(r.q.QueryRowContext(ctx, `
		SELECT `+scanColumns+` FROM scans
		WHERE state IN ('waiting', 'large') AND next_at <= ?
		ORDER BY state DESC, rowid DESC
		LIMIT 1`, instant(now)))
	if errors.Is(err, sql.ErrNoRows) {
		return Scan{}, false, nil
	}
	return s, err == nil, explain(err)
}

// SealedFiles returns what the scanner found something in, or could not look at for
// its size, the newest first.
func (r Reader) SealedFiles(ctx context.Context) ([]Scan, error) {
	return collect(ctx, r.q, scanScan, `SELECT `+scanColumns+` FROM scans WHERE state IN ('found', 'large') ORDER BY scanned_at DESC, file`)
}

// ScanFigures are how many files wait for the scanner and how many are sealed.
type ScanFigures struct{ Waiting, Found, Large int }

// ScanFigures counts them.
func (r Reader) ScanFigures(ctx context.Context) (f ScanFigures, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'found'), count(*) FILTER (WHERE state = 'large')
		FROM scans WHERE state IN ('waiting', 'found', 'large') AND released_by = 0`).Scan(&f.Waiting, &f.Found, &f.Large)
	return f, explain(err)
}

// QueueScans looks on through the ledger for files that came from outside, and queues
// them. It returns whether there is more of the ledger.
func (tx *Tx) QueueScans(ctx context.Context) (more bool, err error) {
	const atOnce = 2000
	var from, last int64
	err = tx.q.QueryRowContext(ctx, `SELECT seq, coalesce((SELECT max(seq) FROM entries), 0) FROM scan_walk`).Scan(&from, &last)
	if err != nil || from >= last {
		return false, explain(err)
	}
	to := min(last, from+atOnce)
	const add = `
		INSERT INTO scans (file, mail, matter, subject_id, state, signature, parts, size, tries, next_at, scanned_at, released_by, released_at, reason)
		SELECT file, mail, matter, subject_id, 'waiting', '', '[]', size, 0, '', '', 0, '', '' FROM (
			SELECT e.seq, e.matter, e.subject_id, e.body ->> 'file' AS file,
				e.type = 'received' OR coalesce(e.body ->> 'type', '') = 'message/rfc822' AS mail, coalesce(e.body ->> 'size', 0) AS size
			FROM entries e
			WHERE e.seq > ?1 AND e.seq <= ?2 AND (e.type = 'received' AND e.body ->> 'door' = ?3 OR e.type IN ('material_added', 'taken_over'))
			UNION ALL
			SELECT e.seq, e.matter, e.subject_id, f.value, 0, 0
			FROM entries e, json_each(e.body, '$.files') f
			WHERE e.seq > ?1 AND e.seq <= ?2 AND e.type IN ('received', 'record_signed', 'added')
		) WHERE coalesce(file, '') <> '' ORDER BY seq
		ON CONFLICT (file) DO UPDATE SET matter = excluded.matter, subject_id = excluded.subject_id, mail = mail OR excluded.mail,
			size = max(size, excluded.size) WHERE subject_id = 0`
	if err := tx.exec(ctx, add, from, to, string(casefile.Mail)); err != nil {
		return false, err
	}
	return to < last, tx.exec(ctx, `UPDATE scan_walk SET seq = ?`, to)
}

// PutScan keeps what the scanner said. Who let people have the file, and what it came
// to, stay as they are.
func (tx *Tx) PutScan(ctx context.Context, s Scan) error {
	parts, err := json.Marshal(append([]string{}, s.Parts...))
	if err != nil {
		return err
	}
	return tx.exec(ctx, `
		INSERT INTO scans (file, mail, matter, subject_id, state, signature, parts, size, tries, next_at, scanned_at, released_by, released_at, reason)
		VALUES (?, ?, '', 0, ?, ?, ?, ?, ?, ?, ?, 0, '', '')
		ON CONFLICT (file) DO UPDATE SET mail = max(mail, excluded.mail), state = excluded.state, signature = excluded.signature, parts = excluded.parts,
			size = max(size, excluded.size), tries = excluded.tries, next_at = excluded.next_at, scanned_at = excluded.scanned_at`,
		s.File, s.Mail, s.State, s.Signature, string(parts), s.Size, s.Tries, instant(s.NextAt), instant(s.ScannedAt))
}

// ScanCameWith notes that the parts of a mail came to what the mail came to.
func (tx *Tx) ScanCameWith(ctx context.Context, mail string) error {
	return tx.exec(ctx, `
		UPDATE scans SET matter = m.matter, subject_id = m.subject_id
		FROM (SELECT matter, subject_id, parts FROM scans WHERE file = ?) m
		WHERE scans.subject_id = 0 AND scans.file IN (SELECT value FROM json_each(m.parts))`, mail)
}

// ReleaseScan notes who let people have a file all the same, and why; what waited to be
// read out of it is read now.
func (tx *Tx) ReleaseScan(ctx context.Context, file string, by int64, at time.Time, reason string) error {
	err := tx.exec(ctx, `UPDATE scans SET released_by = ?, released_at = ?, reason = ? WHERE file = ?`, by, instant(at), reason, file)
	if err != nil {
		return err
	}
	return tx.exec(ctx, `UPDATE to_read SET needs = '' WHERE file = ? AND needs = ?`, file, NeedsRelease)
}

// NeedsRelease is for what a file waits that is sealed, among the tools that files wait
// for to be read.
const NeedsRelease = "release"
