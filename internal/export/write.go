package export

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"mingda/internal/fault"
	"mingda/internal/filestore"
)

// unfinished is the name of the sums while the export is being written.
const unfinished = sums + ".unfinished"

// A Writer writes an export. It ends with Finish or Discard.
type Writer struct {
	dir   string
	made  bool // the folder was made for it
	sums  *os.File
	lines *bufio.Writer // of the sums
	files *filestore.Batch
	count int
	bytes int64
}

// Create begins an export in a folder that is new or empty.
func Create(dir string) (_ *Writer, err error) {
	left, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, Refuse(err)
	case holds(left, unfinished):
		return nil, refused("%s holds an export that was not finished: remove it, or name another folder", dir)
	case len(left) > 0:
		return nil, refused("%s is not empty", dir)
	}
	w := &Writer{dir: dir, made: err != nil}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, Refuse(err)
	}
	if w.sums, err = os.OpenFile(filepath.Join(dir, unfinished), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err != nil {
		return nil, Refuse(err)
	}
	w.lines = bufio.NewWriter(w.sums)
	store, err := filestore.Open(filepath.Join(dir, filesDir))
	if err != nil {
		w.Discard()
		return nil, err
	}
	w.files = store.Batch()
	return w, nil
}

func holds(left []fs.DirEntry, name string) bool {
	for _, e := range left {
		if e.Name() == name {
			return true
		}
	}
	return false
}

// A Part is a file of an export that is being written.
type Part struct {
	w    *Writer
	name string
	file *os.File
	buf  *bufio.Writer
	sum  hash.Hash
}

// Part begins a part.
func (w *Writer) Part(name string) (*Part, error) {
	at := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return nil, explained(err)
	}
	f, err := os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, explained(err)
	}
	p := &Part{w: w, name: name, file: f, sum: sha256.New()}
	p.buf = bufio.NewWriterSize(io.MultiWriter(f, p.sum), 256<<10)
	return p, nil
}

// Line writes a line, which holds no end of line.
func (p *Part) Line(line []byte) error {
	_, err := p.buf.Write(line)
	if err == nil {
		err = p.buf.WriteByte('\n')
	}
	return explained(err)
}

// Close makes the part durable and notes its hash.
func (p *Part) Close() error {
	err := errors.Join(p.buf.Flush(), p.file.Sync(), p.file.Close())
	if err != nil {
		return explained(err)
	}
	return p.w.note(hex.EncodeToString(p.sum.Sum(nil)), p.name)
}

// Give up a part.
func (p *Part) discard() { _ = p.file.Close() } // the folder goes

// Write writes a part line by line: each calls it for every line.
func (w *Writer) Write(name string, each func(line func([]byte) error) error) error {
	p, err := w.Part(name)
	if err != nil {
		return err
	}
	if err := each(p.Line); err != nil {
		p.discard()
		return err
	}
	return p.Close()
}

// Copy takes a file of the machine along as it is.
func (w *Writer) Copy(name, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	p, err := w.Part(name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(p.buf, f); err != nil {
		p.discard()
		return explained(err)
	}
	return p.Close()
}

// File takes the raw file of that hash along.
func (w *Writer) File(from *filestore.Store, h filestore.Hash) error {
	size, err := from.CopyTo(w.files, h)
	if err != nil {
		return fmt.Errorf("file %s: %w", h, err)
	}
	w.count++
	w.bytes += size
	return w.note(string(h), fileName(h))
}

func fileName(h filestore.Hash) string {
	return filesDir + "/" + string(h[:2]) + "/" + string(h[2:])
}

// note writes a line of the sums.
func (w *Writer) note(sum, name string) error {
	_, err := fmt.Fprintf(w.lines, "%s  %s\n", sum, name)
	return explained(err)
}

// Finish writes the manifest, makes all durable and gives the sums their name: from here
// on it is an export.
func (w *Writer) Finish(m *Manifest) error {
	if err := w.files.Flush(); err != nil {
		return err
	}
	for _, empty := range []string{"tmp", "incoming"} { // of the store, while files come in
		if err := os.Remove(filepath.Join(w.dir, filesDir, empty)); err != nil {
			return err
		}
	}
	m.Format, m.Version, m.Files, m.Bytes = Format, Version, w.count, w.bytes
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := w.Write(manifest, func(line func([]byte) error) error { return line(text) }); err != nil {
		return err
	}
	if err := errors.Join(w.lines.Flush(), w.sums.Sync(), w.sums.Close()); err != nil {
		return explained(err)
	}
	if err := w.syncFolders(); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(w.dir, unfinished), filepath.Join(w.dir, sums)); err != nil {
		return err
	}
	return syncFolder(w.dir)
}

// syncFolders makes the names of the parts durable.
func (w *Writer) syncFolders() error {
	return filepath.WalkDir(w.dir, func(at string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncFolder(at)
	})
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return explained(errors.Join(d.Sync(), d.Close()))
}

// Discard removes what was written. After Finish it must not be called.
func (w *Writer) Discard() {
	if w.files != nil {
		w.files.Discard()
	}
	_ = w.sums.Close()
	left, _ := os.ReadDir(w.dir)
	for _, e := range left { // the sums last: without them what is left would look like a folder of somebody's
		if e.Name() != unfinished {
			_ = os.RemoveAll(filepath.Join(w.dir, e.Name()))
		}
	}
	_ = os.Remove(filepath.Join(w.dir, unfinished))
	if w.made {
		_ = os.Remove(w.dir)
	}
}

// explained gives a full disk the sentence that people read.
func explained(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fault.New(fault.Unavailable, "disk_full").Because(err)
	}
	return err
}
