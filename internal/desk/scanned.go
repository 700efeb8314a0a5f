package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/clamav"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// A file that the scanner could not look at is tried again after so long, from then on
// after the last of them; one that it would not take for its size after scanLargeAgain.
var scanAgain = []time.Duration{30 * time.Second, 5 * time.Minute, time.Hour}

const scanLargeAgain = 6 * time.Hour

// partNextAt is when a part of a mail is tried by itself: never, it is scanned with its mail.
var partNextAt = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// ScanWaiting looks for files that came from outside and has the scanner look at them,
// the newest first, until there are none or more says that it is enough. It ends with
// the first failure of the scanner: what waits is tried again by the next run.
func (d *Desk) ScanWaiting(ctx context.Context, more func() bool) (n int, err error) {
	if d.Scanner == nil {
		return 0, nil
	}
	if err := d.queueScans(ctx); err != nil {
		return 0, err
	}
	for more() {
		next, is, err := d.DB.NextToScan(ctx, d.now())
		if err != nil || !is {
			return n, err
		}
		if _, err := d.scan(ctx, next); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// queueScans queues what came into the ledger since it was last looked through.
func (d *Desk) queueScans(ctx context.Context) error {
	for more := true; more; {
		err := d.DB.Write(ctx, func(tx *sqlite.Tx) (err error) { more, err = tx.QueueScans(ctx); return err })
		if err != nil {
			return err
		}
	}
	return nil
}

// cleared returns nil if people may have, and programs may open, a file that came from
// outside: nothing was found in it, or it was let go. One that was not scanned yet is
// scanned now. Where the scanner does not answer, that is fault Unavailable if it is
// required, else nil.
func (d *Desk) cleared(ctx context.Context, file string) error {
	s, known, err := d.scanOf(ctx, file)
	if err != nil {
		return err
	}
	if !known {
		s = sqlite.Scan{File: file, State: sqlite.ScanWaiting}
	}
	return d.clear(ctx, s)
}

// clearedIfKnown is cleared of a file that may be the office's own: what did not come
// from outside by the ledger is not scanned.
func (d *Desk) clearedIfKnown(ctx context.Context, file string) error {
	s, known, err := d.scanOf(ctx, file)
	if err != nil || !known {
		return err
	}
	return d.clear(ctx, s)
}

// scanOf returns what is known of a file; where that is nothing, the ledger is looked
// through for what came since.
func (d *Desk) scanOf(ctx context.Context, file string) (s sqlite.Scan, known bool, err error) {
	s, known, err = d.DB.ScanOf(ctx, file)
	if err != nil || known || d.Scanner == nil {
		return s, known, err
	}
	if err := d.queueScans(ctx); err != nil {
		return s, false, err
	}
	return d.DB.ScanOf(ctx, file)
}

func (d *Desk) clear(ctx context.Context, s sqlite.Scan) (err error) {
	if s.State == sqlite.ScanWaiting && !s.IsReleased() && d.Scanner != nil {
		if s, err = d.scan(ctx, s); err != nil {
			return d.unscanned(err)
		}
	}
	switch {
	case s.IsReleased() || s.State == sqlite.ScanClean:
		return nil
	case s.State == sqlite.ScanFound:
		return fault.New(fault.Forbidden, "file_sealed", s.Signature)
	case s.State == sqlite.ScanLarge && d.ScanRequired && d.Scanner != nil:
		return fault.New(fault.Forbidden, "file_unscannable")
	}
	return nil // nobody scans, or it need not be
}

// unscanned says what follows of a scan that came to nothing.
func (d *Desk) unscanned(err error) error {
	switch {
	case err == nil || !d.ScanRequired || fault.KindOf(err) == fault.NotFound:
		return nil // it need not be scanned; there is nothing to open either
	case errors.Is(err, context.Canceled):
		return err // nobody waits, or only says so: half a connection can still be read from
	}
	return fault.New(fault.Unavailable, "file_waits_scan").Because(err)
}

// mailScan returns what the scanner said of a mail, scanning it first if need be.
func (d *Desk) mailScan(ctx context.Context, file string, size int64) (sqlite.Scan, error) {
	s, known, err := d.scanOf(ctx, file)
	if err != nil || known && s.State != sqlite.ScanWaiting || d.Scanner == nil {
		return s, err
	}
	if !known {
		s = sqlite.Scan{File: file, Size: size}
	}
	s.Mail = true
	return d.scan(ctx, s)
}

// clearedMail is cleared of a whole mail.
func (d *Desk) clearedMail(ctx context.Context, i *inbox.Input) error {
	s, err := d.mailScan(ctx, i.File, i.Size)
	if err != nil {
		return d.unscanned(err)
	}
	return d.clear(ctx, s)
}

// clearedPart is cleared of the n-th file of a mail.
func (d *Desk) clearedPart(ctx context.Context, mail string, size int64, n int) error {
	s, err := d.mailScan(ctx, mail, size)
	if err != nil {
		return d.unscanned(err)
	}
	if n < len(s.Parts) {
		return d.clearedIfKnown(ctx, s.Parts[n])
	}
	return d.clear(ctx, s) // it came as another file first and was not taken apart
}

// clearedInput refuses to let an input into a case before its files are scanned, where
// that is required. What was found in them keeps nobody: it stays sealed.
func (d *Desk) clearedInput(ctx context.Context, v InputView) error {
	if d.Scanner == nil || !d.ScanRequired {
		return nil
	}
	var err error
	if v.Content.Mail != nil {
		_, err = d.mailScan(ctx, v.Input.File, v.Input.Size)
	} else {
		for _, f := range v.Content.Files {
			if err = d.cleared(ctx, f.Hash); fault.KindOf(err) == fault.Forbidden {
				err = nil
			}
			if err != nil {
				break
			}
		}
	}
	if d.unscanned(err) != nil {
		d.Log.Warn("an input waits for the scanner", "input", v.Input.ID, "err", err)
		return fault.AtField("", "input_waits_scan")
	}
	return nil
}

// scan has the scanner look at a file, a mail part by part besides, and keeps what it
// says. It fails when the scanner gives no verdict; then the file waits on.
func (d *Desk) scan(ctx context.Context, s sqlite.Scan) (sqlite.Scan, error) {
	rows, err := d.scanned(ctx, s)
	if err != nil {
		if ctx.Err() != nil {
			return s, err
		}
		s.State, s.NextAt, s.Tries = sqlite.ScanWaiting, d.now().Add(scanAgain[min(s.Tries, len(scanAgain)-1)]), s.Tries+1
		if !errors.Is(err, clamav.ErrCut) && !errors.Is(err, clamav.ErrRefused) && fault.KindOf(err) != fault.NotFound {
			return s, err // nobody is there: it is no fault of the file, and any run may try it
		}
		return s, errors.Join(err, d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutScan(ctx, s) }))
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for _, row := range rows {
			if err := tx.PutScan(ctx, row); err != nil {
				return err
			}
		}
		return tx.ScanCameWith(ctx, s.File)
	})
	if err != nil {
		return s, err
	}
	for _, row := range rows {
		if row.State == sqlite.ScanFound {
			d.Log.Warn("a file is sealed off: the scanner found something in it", "file", row.File, "signature", row.Signature)
		}
	}
	now, _, err := d.DB.ScanOf(ctx, s.File)
	return now, err
}

// scanned asks the scanner: the row of the file is the first, those of a mail's files
// follow.
func (d *Desk) scanned(ctx context.Context, s sqlite.Scan) ([]sqlite.Scan, error) {
	f, err := d.Files.Open(filestore.Hash(s.File))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	whole, err := d.verdictOn(ctx, f)
	if err != nil {
		return nil, err
	}
	whole.File, whole.Mail, whole.Size, whole.Parts = s.File, s.Mail, cmp.Or(whole.Size, s.Size), nil
	if !s.Mail {
		return []sqlite.Scan{whole}, nil
	}
	var parts []sqlite.Scan
	err = d.viewMail(filestore.Hash(s.File), s.Size, func(raw []byte) error {
		for _, content := range intake.Contents(raw) {
			part, err := d.verdictOn(ctx, content)
			if err != nil {
				return err
			}
			part.NextAt = partNextAt
			parts, whole.Parts = append(parts, part), append(whole.Parts, part.File)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	agree(&whole, parts)
	return append([]sqlite.Scan{whole}, parts...), nil
}

// agree makes a mail and its files agree: a mail holds what its files hold, and what is
// found in a mail and in none of its files may be in any of them.
func agree(mail *sqlite.Scan, parts []sqlite.Scan) {
	found := ""
	for _, p := range parts {
		found = cmp.Or(found, p.Signature)
	}
	switch {
	case found != "" && mail.State != sqlite.ScanFound:
		mail.State, mail.Signature = sqlite.ScanFound, found
	case found == "" && mail.State == sqlite.ScanFound:
		for i := range parts {
			parts[i].State, parts[i].Signature = sqlite.ScanFound, mail.Signature
		}
	}
}

// verdictOn sends content to the scanner and hashes it on the way.
func (d *Desk) verdictOn(ctx context.Context, content io.Reader) (sqlite.Scan, error) {
	sum, size := sha256.New(), new(counted)
	read := io.TeeReader(content, io.MultiWriter(sum, size))
	verdict, err := d.Scanner.Scan(ctx, read)
	s := sqlite.Scan{State: sqlite.ScanClean, Signature: verdict.Signature, ScannedAt: d.now()}
	switch {
	case errors.Is(err, clamav.ErrTooLarge):
		if _, err := io.Copy(io.Discard, read); err != nil { // its hash is needed all the same
			return s, err
		}
		s.State, s.NextAt = sqlite.ScanLarge, d.now().Add(scanLargeAgain)
	case err != nil:
		return s, err
	case verdict.Signature != "":
		s.State = sqlite.ScanFound
	}
	s.File, s.Size = hex.EncodeToString(sum.Sum(nil)), int64(*size)
	return s, nil
}

type counted int64

func (c *counted) Write(b []byte) (int, error) { *c += counted(len(b)); return len(b), nil }

// A ScanMark is what pages say of a file that came from outside.
type ScanMark struct {
	Kind      MarkKind
	Signature string // of what was found
}

// A MarkKind is how a file stands with the scanner.
type MarkKind byte

// The kinds. Of a file in which nothing was found, and where nobody scans, nothing is said.
const (
	Unmarked  MarkKind = iota
	WaitsScan          // 待查毒: nobody may have it yet
	Unscanned          // 未查毒
	Sealed             // 查出病毒，已隔离
	TooLarge           // 太大，查不了，已隔离
	LetGo              // 查出病毒，已放行
)

// IsKept reports whether nobody may have the file.
func (m ScanMark) IsKept() bool { return m.Kind == WaitsScan || m.Kind == Sealed || m.Kind == TooLarge }

func (d *Desk) markOf(s sqlite.Scan, known bool) ScanMark {
	switch {
	case known && s.State == sqlite.ScanFound && s.IsReleased():
		return ScanMark{LetGo, s.Signature}
	case known && s.State == sqlite.ScanFound:
		return ScanMark{Sealed, s.Signature}
	case known && (s.State == sqlite.ScanClean || s.IsReleased()) || d.Scanner == nil:
		return ScanMark{}
	case !d.ScanRequired:
		return ScanMark{Kind: Unscanned}
	case known && s.State == sqlite.ScanLarge:
		return ScanMark{Kind: TooLarge}
	}
	return ScanMark{Kind: WaitsScan}
}

// ScanMarks returns what is to be said of files, by their hashes.
func (d *Desk) ScanMarks(ctx context.Context, files []string) (map[string]ScanMark, error) {
	known, err := d.DB.Scans(ctx, files)
	if err != nil {
		return nil, err
	}
	all := map[string]ScanMark{}
	for _, f := range files {
		s, is := known[f]
		if m := d.markOf(s, is); m.Kind != Unmarked {
			all[f] = m
		}
	}
	return all, nil
}

// scanMarks fills in what is to be said of an input and its files, in their order.
func (v *InputView) scanMarks(ctx context.Context, d *Desk) error {
	files := make([]string, len(v.Content.Files))
	for n, f := range v.Content.Files {
		files[n] = f.Hash
	}
	if v.Content.Mail != nil {
		s, known, err := d.DB.ScanOf(ctx, v.Input.File)
		if err != nil {
			return err
		}
		v.Mark = d.markOf(s, known)
		copy(files, s.Parts)
	}
	for _, f := range v.Input.AddedFiles() {
		files = append(files, f.Hash)
	}
	marks, err := d.ScanMarks(ctx, files)
	for _, f := range files {
		v.Marks = append(v.Marks, marks[f])
	}
	return err
}

// materialMarks are what is to be said of the documents of a case, by their numbers.
func (d *Desk) materialMarks(ctx context.Context, materials []casefile.Material) (map[int]ScanMark, error) {
	files := make([]string, len(materials))
	for i, m := range materials {
		files[i] = m.File
	}
	marks, err := d.ScanMarks(ctx, files)
	if len(marks) == 0 {
		return nil, err
	}
	all := map[int]ScanMark{}
	for _, m := range materials {
		if mark, ok := marks[m.File]; ok {
			all[m.N] = mark
		}
	}
	return all, err
}

// SealedFiles returns the files that are sealed off, and those that were let go, for the
// security administrator: nothing of what they hold or are called.
func (d *Desk) SealedFiles(ctx context.Context, by auth.User) ([]sqlite.Scan, error) {
	if err := auth.MayDo(by, auth.ReleaseFile, by.Agency); err != nil {
		return nil, err
	}
	return d.DB.SealedFiles(ctx)
}

// ReleaseFile lets people have a file that is sealed off (放行), for a reason.
func (d *Desk) ReleaseFile(ctx context.Context, by auth.User, file, reason string) error {
	if err := auth.MayDo(by, auth.ReleaseFile, by.Agency); err != nil {
		return err
	}
	form := fault.Form{}
	form.Need("reason", &reason, "release_reason_needed")
	if err := form.Err(); err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		s, known, err := tx.ScanOf(ctx, file)
		switch {
		case err != nil:
			return err
		case !known || s.State != sqlite.ScanFound && s.State != sqlite.ScanLarge:
			return fault.New(fault.NotFound, "file_not_sealed")
		case s.IsReleased():
			return fault.New(fault.Conflict, "file_released")
		}
		return tx.ReleaseScan(ctx, file, by.ID, d.now(), strings.TrimSpace(reason))
	})
}

// scannerState says how the scanner is, for the health page.
func (d *Desk) scannerState(ctx context.Context, h *Health) (err error) {
	if h.Scans, err = d.DB.ScanFigures(ctx); err != nil || d.Scanner == nil {
		return err
	}
	h.Scanning, h.ScanRequired = true, d.ScanRequired
	version, asked := d.Scanner.Version(ctx)
	if asked != nil {
		h.ScannerDown = fmt.Sprint(asked)
	}
	h.Scanner = version
	return nil
}
