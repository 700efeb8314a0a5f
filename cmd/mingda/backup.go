package main

import (
	"context"
	"errors"
	"fmt"
	goio "io"
	"io/fs"
	"os"
	"path/filepath"

	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/sealed"
)

// backupKey is the key file within a backup that was made with it.
const backupKey = "mingda.key"

// backupCommand is "mingda backup DIR".
type backupCommand struct {
	officeFlags
	Dir     string `arg:"" help:"New or empty folder 新文件夹."`
	WithKey bool   `help:"Put the key file in too: then whoever has the copy can read the personal data 连密钥一起备份."`
}

// Run copies database and raw files while the office goes on working.
func (c *backupCommand) Run(ctx context.Context, io std) (err error) {
	if left, err := os.ReadDir(c.Dir); err == nil && len(left) > 0 {
		return usageError{fmt.Errorf("%s is not empty", c.Dir)}
	}
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	if err := o.cfg.CheckBackupDir(c.Dir); err != nil {
		return usageError{err}
	}
	if c.WithKey {
		if err := os.MkdirAll(c.Dir, 0o700); err != nil {
			return usageError{err}
		}
		if err := copyFile(o.cfg.KeyFile, filepath.Join(c.Dir, backupKey)); err != nil {
			return err
		}
	}
	note, err := o.desk.Backup(ctx, c.Dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(io.Out, "%d entries, %d files, head %s\n", note.Seq, note.Files, note.Head)
	if !c.WithKey {
		fmt.Fprintf(io.Out, "密钥不在备份里，请另存 %s；没有它，备份里的个人信息读不出来。\n"+
			"The key file is not in the backup: keep a copy of it elsewhere (--with-key puts it in).\n", o.cfg.KeyFile)
	}
	return nil
}

// restoreCommand is "mingda restore DIR".
type restoreCommand struct {
	officeFlags
	Dir string `arg:"" help:"Folder of a backup 备份文件夹."`
}

// Run puts a backup into the data folder of the configuration, which must be
// empty but for the key file, and verifies all of it. What fails leaves the
// folder as it was.
func (c *restoreCommand) Run(ctx context.Context, io std) error {
	note, err := desk.ReadBackupNote(c.Dir)
	if err != nil {
		return usageError{err}
	}
	cfg, err := c.load()
	if err != nil {
		return err
	}
	release, err := lockData(cfg.DataDir)
	if err != nil {
		return err
	}
	defer release()
	if err := emptyData(cfg); err != nil {
		return err
	}
	keyPut, err := restoreKey(c.Dir, cfg.KeyFile)
	if err != nil {
		return err
	}
	if err := c.restore(ctx, cfg, io, note); err != nil {
		db, files := desk.BackupParts(cfg.DataDir)
		undo := []string{files}
		for _, base := range []string{db, desk.AuditPart(cfg.DataDir)} {
			undo = append(undo, base, base+"-wal", base+"-shm")
		}
		if keyPut {
			undo = append(undo, cfg.KeyFile)
		}
		for _, path := range undo {
			err = errors.Join(err, os.RemoveAll(path))
		}
		return err
	}
	fmt.Fprintf(io.Out, "%d entries, %d files, head %s\n", note.Seq, note.Files, note.Head)
	return putHeadsAside(cfg.Backup.HeadsFile(), io)
}

// putHeadsAside renames the file that notes the heads: of what it noted after the backup was
// made nothing is in the office any more, which the next check would rightly say every night.
func putHeadsAside(path string, io std) error {
	if _, err := os.Stat(path); path == "" || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	aside := path + ".before-" + io.Now().Format("20060102-150405")
	if err := os.Rename(path, aside); err != nil {
		return err
	}
	_, err := fmt.Fprintf(io.Out, "链首记录已经改名为 %s，新的从现在记起。\nThe heads noted before are in %s; a new file begins now.\n", aside, aside)
	return err
}

// emptyData refuses a data folder that holds anything but what belongs to no office in
// particular. It is locked.
func emptyData(cfg config.Config) error {
	left, err := os.ReadDir(cfg.DataDir)
	if err != nil {
		return err
	}
	for _, e := range left {
		if path := filepath.Join(cfg.DataDir, e.Name()); e.Name() != lockName && path != filepath.Clean(cfg.KeyFile) {
			return usageError{fmt.Errorf("%s is not empty (%s): an office is put into an empty folder only", cfg.DataDir, e.Name())}
		}
	}
	return nil
}

// restoreKey takes the key out of the backup if it is not there already.
func restoreKey(dir, keyFile string) (put bool, err error) {
	if _, err := os.Stat(keyFile); err == nil {
		return false, nil
	}
	err = copyFile(filepath.Join(dir, backupKey), keyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return false, usageError{fmt.Errorf("the key is not in this backup: put the copy of the key file at %s first", keyFile)}
	}
	return err == nil, err
}

// restore copies the parts and checks that they are what the note says.
func (c *restoreCommand) restore(ctx context.Context, cfg config.Config, io std, note desk.BackupNote) error {
	k, err := readKeys(cfg.KeyFile)
	if err != nil {
		return err
	}
	if err := opens(c.Dir, note, k, cfg.KeyFile); err != nil {
		return err
	}
	_, fromFiles := desk.BackupParts(c.Dir)
	toDB, toFiles := desk.BackupParts(cfg.DataDir)
	if err := copyStore(ctx, k, fromFiles, toFiles); err != nil {
		return err
	}
	put := copyFile
	if note.Sealed {
		put = k.files.OpenFile
	}
	if err := put(note.Audit(c.Dir), desk.AuditPart(cfg.DataDir)); err != nil && !errors.Is(err, fs.ErrNotExist) { // backups of before have none
		return fmt.Errorf("the audit of the backup: %w", err)
	}
	if err := put(note.Database(c.Dir), toDB); err != nil {
		return fmt.Errorf("the database of the backup: %w", err)
	}
	o, err := openInstallation(ctx, cfg, io)
	if err != nil {
		return err
	}
	return errors.Join(compare(ctx, o.desk, note), o.Close())
}

// opens refuses a sealed backup that the key file does not open.
func opens(dir string, note desk.BackupNote, k keys, keyFile string) error {
	if !note.Sealed {
		return nil // it is of before backups were sealed
	}
	err := k.files.CanOpen(note.Database(dir))
	if errors.Is(err, sealed.ErrOtherKey) {
		return usageError{fmt.Errorf("%s is not the key file that this backup was sealed with: put the copy of that one there. Nothing was restored", keyFile)}
	}
	if err != nil {
		return fmt.Errorf("the database of the backup: %w", err)
	}
	return nil
}

// copyStore copies every raw file; each must still have the hash it is called by.
func copyStore(ctx context.Context, k keys, from, to string) error {
	source, err := filestore.OpenSealed(from, k.files)
	if err != nil {
		return err
	}
	target, err := source.Beside(to)
	if err != nil {
		return err
	}
	return source.Walk(func(h filestore.Hash, _ int64) error {
		if err := source.CopyAsIs(target, h); err != nil {
			return fmt.Errorf("file %s of the backup: %w", h, err)
		}
		return ctx.Err()
	})
}

// compare verifies what was restored and holds it against the note.
func compare(ctx context.Context, d *desk.Desk, note desk.BackupNote) error {
	d.HeadsFile = "" // what was noted after the backup was made is not in it
	v, err := d.Verify(ctx)
	if err != nil {
		return err
	}
	seq, head := v.Ledger.Head()
	switch {
	case len(v.Damaged) > 0:
		return fmt.Errorf("the backup is damaged: %w", v.Damaged[0])
	case !v.Ledger.Sound():
		return errors.New("the backup is damaged: its ledger does not verify")
	case !v.Audit.Sound():
		return errors.New("the backup is damaged: its audit does not verify")
	case seq != note.Seq || fmt.Sprintf("%x", head) != note.Head:
		return fmt.Errorf("the backup is not what its note says: %d entries, head %x", seq, head)
	}
	return nil
}

// copyFile copies a file to a new one that only its owner can read, durably.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = goio.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
