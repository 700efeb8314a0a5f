package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mingda/internal/filestore"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// A BackupNote says what a backup holds, so that a restore can be compared.
type BackupNote struct {
	MadeAt string `json:"made_at"`
	Seq    int64  `json:"ledger_entries"`
	Head   string `json:"ledger_head"` // SM3, in hex
	Files  int    `json:"files"`
	Sealed bool   `json:"sealed,omitempty"` // the databases lie sealed
	Keys   string `json:"keys,omitempty"`   // names of the keys that it needs, with blanks between; none in those of before there were several
}

// The names within a backup.
const (
	backupDB    = "mingda.db"
	sealedName  = ".sealed" // behind the names of databases in a backup, unless it is of before they were sealed
	backupFiles = "files"
	backupNote  = "backup.json"
)

// Backup copies the databases and every file they refer to into a new folder,
// while the office goes on working. The note is written last: a folder without
// it is no backup. Files come after the database, and none is removed meanwhile, so that none
// is missing: what is to be destroyed waits. The copies of the databases are sealed as the files
// are; they are made beside the files of the office first, which needs the room for them there.
func (d *Desk) Backup(ctx context.Context, dir string) (note BackupNote, err error) {
	note = BackupNote{MadeAt: ledger.FormatTime(d.Now())}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return note, err
	}
	release, err := d.Files.Keep()
	if err != nil {
		return note, err
	}
	defer func() { err = errors.Join(err, release()) }()
	at := note.Database(dir)
	if note.Sealed = d.Files.Seals(); note.Sealed {
		if at, err = d.aside(); err != nil {
			return note, err
		}
		defer func() { err = errors.Join(err, removeDB(at), removeDB(sqlite.AuditPath(at))) }()
	}
	if err := d.copyDatabases(ctx, at); err != nil {
		return note, err
	}
	copied, err := sqlite.Open(ctx, at, d.DB.Sealer())
	if err != nil {
		return note, err
	}
	err = d.copyFiles(ctx, copied, dir, &note)
	if err := errors.Join(err, copied.Close()); err != nil {
		return note, err
	}
	if note.Sealed {
		for from, to := range map[string]string{at: note.Database(dir), sqlite.AuditPath(at): note.Audit(dir)} {
			if err := d.Files.Keys().SealFile(from, to); err != nil {
				return note, err
			}
		}
	}
	return note, writeNote(dir, note)
}

// copyDatabases copies the office's database and that of the audit, with the heads of both
// noted in each other.
func (d *Desk) copyDatabases(ctx context.Context, at string) error {
	if _, err := d.TieHeads(ctx); err != nil {
		return err
	}
	d.tying.Lock()
	defer d.tying.Unlock()
	if err := d.DB.Backup(ctx, at); err != nil {
		return err
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return err
	}
	return log.Backup(ctx, sqlite.AuditPath(at))
}

// aside is a place for the copy of the database that nothing has; what a crash leaves of it
// is swept at the next start.
func (d *Desk) aside() (string, error) {
	f, err := os.CreateTemp(d.Files.TempDir(), "backup-*.db")
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Close(), os.Remove(f.Name()))
}

func removeDB(path string) (err error) {
	for _, part := range []string{path, path + "-wal", path + "-shm"} {
		if gone := os.Remove(part); !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// Database returns where the backup in dir has its database.
func (n BackupNote) Database(dir string) string { return n.lies(filepath.Join(dir, backupDB)) }

// Audit returns where the backup in dir has the database of its audit.
func (n BackupNote) Audit(dir string) string { return n.lies(AuditPart(dir)) }

func (n BackupNote) lies(path string) string {
	if n.Sealed {
		return path + sealedName
	}
	return path
}

func (d *Desk) copyFiles(ctx context.Context, copied *sqlite.DB, dir string, note *BackupNote) error {
	seq, head, err := copied.Head(ctx)
	if err != nil {
		return err
	}
	note.Seq, note.Head = seq, fmt.Sprintf("%x", head)
	to, err := d.Files.Beside(filepath.Join(dir, backupFiles))
	if err != nil {
		return err
	}
	err = eachFile(ctx, copied.Reader, func(hash string) error {
		note.Files++
		return d.Files.CopyAsIs(to, filestore.Hash(hash))
	})
	if err == nil {
		note.Keys, err = keysNeeded(ctx, copied, to)
	}
	return err
}

// keysNeeded returns the names of the keys by which something in a database and a store is
// sealed: that which seals, and of the older ones those that are needed still.
func keysNeeded(ctx context.Context, db *sqlite.DB, files *filestore.Store) (string, error) {
	if !files.Seals() {
		return "", nil
	}
	if all := files.Keys().Names(); len(all) == 1 {
		return hex.EncodeToString(all[0][:]), nil
	}
	uses, _, err := keyUses(ctx, db, files)
	var names []string
	for i, use := range uses {
		if i == 0 || use.Rows() > 0 || use.Files > 0 {
			names = append(names, use.Name)
		}
	}
	return strings.Join(names, " "), err
}

func writeNote(dir string, note BackupNote) error {
	body, err := json.MarshalIndent(note, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, backupNote)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.Write(append(body, '\n')); err != nil {
		return errors.Join(err, f.Close())
	}
	return errors.Join(f.Sync(), f.Close())
}

// ReadBackupNote returns the note of the backup in a folder.
func ReadBackupNote(dir string) (BackupNote, error) {
	var note BackupNote
	body, err := os.ReadFile(filepath.Join(dir, backupNote))
	if errors.Is(err, os.ErrNotExist) {
		return note, fmt.Errorf("%s is no finished backup: it has no %s", dir, backupNote)
	}
	if err == nil {
		err = json.Unmarshal(body, &note)
	}
	return note, err
}

// AuditPart returns where an office in dir has the database of its audit.
func AuditPart(dir string) string { return sqlite.AuditPath(filepath.Join(dir, backupDB)) }

// BackupParts returns where the data folder dir has its database and its files, which a
// backup has at the same places, unless it is sealed (see BackupNote.Database).
func BackupParts(dir string) (db, files string) {
	dir = strings.TrimSuffix(dir, string(filepath.Separator))
	return filepath.Join(dir, backupDB), filepath.Join(dir, backupFiles)
}
