package export

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mingda/internal/filestore"
)

// A Reader reads an export that is whole.
type Reader struct {
	Manifest
	dir   string
	parts map[string]string // hash in hex of each part that is no raw file
}

// lineLimit bounds a line of the sums.
const lineLimit = 4096

// Open opens the export in a folder. What is no export, not finished, of a newer program,
// or changed, is refused (ErrRefused).
func Open(dir string) (*Reader, error) {
	r := &Reader{dir: dir, parts: map[string]string{}}
	files := 0
	err := r.eachSum(func(sum, name string) error {
		if !strings.HasPrefix(name, filesDir+"/") {
			r.parts[name] = sum
			return nil
		}
		files++
		if h := filestore.Hash(sum); name != fileName(h) {
			return refused("%s of this export was changed: it names %s otherwise", sums, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	text, err := r.whole(manifest)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &r.Manifest); err != nil || r.Format != Format {
		return nil, refused("%s is no export of mingda", dir)
	}
	if r.Version > Version {
		return nil, refused("this export is of format %d, this program knows up to %d: use a newer program", r.Version, Version)
	}
	if files != r.Files {
		return nil, refused("%s of this export was changed: it names %d files of %d", sums, files, r.Files)
	}
	return r, nil
}

// eachSum calls visit with every line of the sums.
func (r *Reader) eachSum(visit func(sum, name string) error) error {
	f, err := os.Open(filepath.Join(r.dir, sums))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Join(r.dir, unfinished)); err == nil {
			return refused("%s is an export that was not finished: make it again", r.dir)
		}
		return refused("%s is no export: it has no %s", r.dir, sums)
	}
	if err != nil {
		return Refuse(err)
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, lineLimit)
	for {
		line, err := in.ReadSlice('\n')
		if err == io.EOF && len(line) == 0 {
			return nil
		}
		sum, name, ok := strings.Cut(strings.TrimSuffix(string(line), "\n"), "  ")
		switch {
		case err != nil && err != io.EOF && err != bufio.ErrBufferFull:
			return err
		case err != nil || !ok || !filestore.Hash(sum).Valid() || !filepath.IsLocal(name):
			return refused("%s of this export was changed, or cut off", sums)
		}
		if err := visit(sum, name); err != nil {
			return err
		}
	}
}

// Has reports whether the export has the part.
func (r *Reader) Has(name string) bool { return r.parts[name] != "" }

// Lines calls visit with each line of a part, which is valid until visit returns. The
// part is known to be unchanged only when Lines returned nil.
func (r *Reader) Lines(name string, visit func(line []byte) error) error {
	f, err := r.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	in := bufio.NewReaderSize(io.TeeReader(f, sum), 256<<10)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if len(line) > 0 {
			if failed := visit(bytes.TrimSuffix(line, []byte("\n"))); failed != nil {
				if _, err := io.Copy(io.Discard, in); err != nil {
					return err
				}
				if changed := r.unchanged(name, sum.Sum(nil)); changed != nil {
					return changed // that is why it failed
				}
				return failed
			}
		}
		if err == io.EOF {
			return r.unchanged(name, sum.Sum(nil))
		}
	}
}

// whole reads a small part.
func (r *Reader) whole(name string) (text []byte, err error) {
	err = r.Lines(name, func(line []byte) error {
		text = append(append(text, line...), '\n')
		return nil
	})
	return text, err
}

func (r *Reader) open(name string) (*os.File, error) {
	if !r.Has(name) {
		return nil, refused("%s of this export was changed, or cut off: it does not name %s", sums, name)
	}
	f, err := os.Open(filepath.Join(r.dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refused("%s of this export is missing", name)
	}
	return f, err
}

func (r *Reader) unchanged(name string, sum []byte) error {
	if hex.EncodeToString(sum) != r.parts[name] {
		return refused("%s of this export was changed", name)
	}
	return nil
}

// CopyOut copies a part to a new file of the machine that only its owner can read.
func (r *Reader) CopyOut(name, to string) (err error) {
	text, err := r.whole(name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return explained(errors.Join(err, f.Sync(), f.Close()))
}

// PutFiles puts every raw file into the store.
func (r *Reader) PutFiles(to *filestore.Store) error {
	b := to.Batch()
	defer b.Discard()
	err := r.eachSum(func(sum, name string) error {
		if !strings.HasPrefix(name, filesDir+"/") {
			return nil
		}
		return r.file(b, filestore.Hash(sum), name)
	})
	if err != nil {
		return err
	}
	return b.Flush()
}

func (r *Reader) file(b *filestore.Batch, h filestore.Hash, name string) error {
	f, err := os.Open(filepath.Join(r.dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return refused("%s of this export is missing", name)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	got, _, err := b.Put(f)
	if err == nil && got != h {
		err = refused("%s of this export was changed", name)
	}
	return err
}

// Check reads every part that nobody else reads, so that all of the folder is known to be
// unchanged.
func (r *Reader) Check(read ...string) error {
	seen := map[string]bool{manifest: true}
	for _, name := range read {
		seen[name] = true
	}
	for name := range r.parts {
		if seen[name] {
			continue
		}
		if err := r.Lines(name, func([]byte) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}
