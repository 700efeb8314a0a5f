package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/export"
)

// importCommand is "mingda import DIR".
type importCommand struct {
	officeFlags
	Dir string `arg:"" help:"Folder of an export 导出的文件夹."`
}

// arriving is the folder within the data folder in which an office is made of an export.
// As long as it is there, nothing else there is an office.
const arriving = "import.unfinished"

// Run makes the office of the export in the data folder of the configuration, which must
// be empty but for the key file. It is made aside and put there when it is known to be the
// same; what fails leaves nothing, and what was killed is begun anew.
func (c *importCommand) Run(ctx context.Context, io std) (err error) {
	defer func() {
		if errors.Is(err, export.ErrRefused) {
			err = usageError{err}
		}
	}()
	cfg, err := c.load()
	if err != nil {
		return err
	}
	in, err := export.Open(c.Dir)
	if err != nil {
		return err
	}
	if want := kindOf(cfg); in.Office != want {
		return usageError{fmt.Errorf("%s is the export of a %s office, and the configuration is of a %s one", c.Dir, in.Office, want)}
	}
	release, err := lockData(cfg.DataDir)
	if err != nil {
		return err
	}
	defer release()
	if err := dropHalf(cfg); err != nil {
		return err
	}
	if err := emptyData(cfg); err != nil {
		return err
	}
	keyPut, err := takeKey(in, cfg)
	if err != nil {
		return err
	}
	other, err := c.take(ctx, cfg, in, io)
	if err != nil {
		err = errors.Join(err, dropHalf(cfg))
		if keyPut {
			err = errors.Join(err, os.Remove(cfg.KeyFile))
		}
		return err
	}
	fmt.Fprintf(io.Out, "%d entries, %d files, head %s\n", in.Entries, in.Files, in.Head)
	k, err := readKeys(cfg.KeyFile)
	if err != nil {
		return err
	}
	if k.id != in.Key { // the index has digests under the key
		other = slices.DeleteFunc(other, func(table string) bool { return table == "case_words" || table == "cases_fts" })
	}
	if len(other) > 0 {
		fmt.Fprintf(io.Out, "The rows of %s are what the ledger says, and were not where they come from.\n", strings.Join(other, ", "))
	}
	if !k.has(in.Key) {
		fmt.Fprintln(io.Out, "密钥换了：以前的查询码打不开，要逐件补发；要保留，把原来的密钥放好再导入一遍。\n"+
			"The key is another one: query codes of before do not open. To keep them, put the old key file there and import again.")
	}
	fmt.Fprintf(io.Out, "邮件停着：停掉原来的系统以后，由系统管理员在“运行情况”里放行。\nNo mail is fetched or sent until an administrator lets it go (运行情况): stop the office it comes from first.\n")
	return nil
}

// dropHalf removes what an import that did not finish has left.
func dropHalf(cfg config.Config) error {
	half := filepath.Join(cfg.DataDir, arriving)
	if _, err := os.Stat(half); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	files, db := desk.DataParts(cfg.DataDir)
	if _, err := os.Stat(db); err == nil {
		return os.RemoveAll(half) // it is all there
	}
	return errors.Join(os.RemoveAll(files), os.RemoveAll(half))
}

// takeKey sees to it that the key is there by which the export is sealed.
func takeKey(in *export.Reader, cfg config.Config) (put bool, err error) {
	_, err = os.Stat(cfg.KeyFile)
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case missing && in.Has(desk.ExportedKey):
		if err := in.CopyOut(desk.ExportedKey, cfg.KeyFile); err != nil {
			return false, err
		}
	case missing && in.Personal == export.Clear:
		return true, makeKeyFile(cfg.KeyFile, rand.Reader)
	case missing:
		return false, usageError{fmt.Errorf("the key is not in this export: put the copy of the key file at %s first", cfg.KeyFile)}
	}
	k, err := readKeys(cfg.KeyFile)
	if err == nil && in.Personal != export.Clear && !k.opens(in.Key) {
		err = usageError{fmt.Errorf("the key file %s is not the one of the office that was exported", cfg.KeyFile)}
	}
	if err != nil && missing {
		err = errors.Join(err, os.Remove(cfg.KeyFile))
	}
	return missing && err == nil, err
}

// take makes the office aside and puts it into the data folder.
func (c *importCommand) take(ctx context.Context, cfg config.Config, in *export.Reader, io std) (other []string, err error) {
	aside := cfg
	aside.DataDir = filepath.Join(cfg.DataDir, arriving)
	if err := os.Mkdir(aside.DataDir, 0o700); err != nil {
		return nil, err
	}
	k, err := readKeys(cfg.KeyFile)
	if err != nil {
		return nil, err
	}
	sealer, err := k.sealer()
	if err != nil {
		return nil, err
	}
	var forget []string
	if in.Personal == export.Clear {
		forget = []string{keySetting} // it is sealed with the key that is here
	}
	if err := desk.LayIn(ctx, in, aside.DataDir, sealer, forget...); err != nil {
		return nil, err
	}
	o, err := openInstallation(ctx, aside, io)
	if err != nil {
		return nil, err
	}
	other, err = o.desk.SettleIn(ctx, in)
	if err := errors.Join(err, o.Close()); err != nil {
		return nil, err
	}
	return other, settle(aside.DataDir, cfg.DataDir)
}

// settle puts a finished office where it belongs: the files, the audit, then the database.
func settle(from, to string) error {
	fromFiles, fromDB := desk.DataParts(from)
	files, db := desk.DataParts(to)
	if _, err := os.Stat(fromDB + "-wal"); err == nil {
		return fmt.Errorf("%s was not closed well", fromDB) // part of it lies beside
	}
	if err := syncPath(fromDB); err != nil {
		return err
	}
	if err := os.Rename(fromFiles, files); err != nil {
		return err
	}
	if err := os.Rename(desk.AuditPart(from), desk.AuditPart(to)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fromDB, db); err != nil {
		return err
	}
	if err := syncPath(to); err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(from), syncPath(to))
}

// syncPath makes a file, or the names in a folder, durable.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// kindOf says whether a configuration is of a demo or of a real office.
func kindOf(cfg config.Config) string {
	if cfg.Demo {
		return "demo"
	}
	return "real"
}
