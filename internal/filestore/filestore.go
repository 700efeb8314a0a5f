// Package filestore keeps raw input byte for byte, addressed by the hash of
// its content, and remembers what has been received but may have no row yet.
//
// It knows nothing of cases, doors or the database: bytes go in, a hash comes
// out, and the same bytes always lie at the same place:
//
//	root/ab/cdef…      a raw file; its SHA-256 in hex is abcdef…
//	root/incoming/ID   an intent: a small note of what is on its way to a row
//	root/tmp/          what is being written; meaningless after a crash
//
// A store that has keys keeps all of this sealed (package sealed) but for what it lends to
// other programs; the hash is that of the content, so that nobody but the store knows. What
// was stored before it had keys is read as it lies until SealOld came to it.
//
// # The protocol at a door
//
// A door that takes something in goes through these steps, in this order:
//
//  1. Stage     the bytes are written aside and hashed; nothing is promised
//  2. Announce  an intent naming door, hashes and metadata is synced
//  3. Commit    the raw files are synced and take their names, folders synced
//  4. the row is committed in the database
//  5. Settle    the intent is removed
//
// and only then tells the sender that it has the input: moves the mail, shows
// the intake number. A crash leaves one of three things behind, and the next
// start (Intents) can tell them apart:
//
//   - the row is there: the crash came between 4 and 5. Settle.
//   - the files are there, the row is not: between 3 and 4. The intent holds
//     all that is needed to make the row. Make it, then Settle.
//   - a file is missing: between 2 and 3. Nothing was acknowledged, the sender
//     still has it and will send again. Settle.
//
// Announcing comes before the files so that no file is ever without either an
// intent or a row: a crash cannot leave bytes that nobody knows the origin of.
// Settle is not synced on purpose. A removal that a power cut undoes brings
// back an intent whose row exists, which the next start settles again.
//
// Each step costs syncs, not bytes, so every step takes many at once: one
// intent may describe a whole batch of mails, Commit syncs the files of a
// batch side by side and each folder once, and the database commits once.
//
// # Invariant
//
// A file at root/ab/cdef… was complete and synced before it had that name. It
// is never written again; a second Put of the same bytes changes nothing.
package filestore

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingda/internal/fault"
	"mingda/internal/sealed"
)

// A Hash is the SHA-256 of a file's content in 64 small hex digits. It is the
// file's only name.
type Hash string

// HashOf returns the hash under which b lies or would lie in a store.
func HashOf(b []byte) Hash {
	sum := sha256.Sum256(b)
	return hexOf(sum[:])
}

func hexOf(sum []byte) Hash { return Hash(hex.EncodeToString(sum)) }

// Valid reports whether h has the form of a hash. What has not is never made
// into a path.
func (h Hash) Valid() bool {
	return len(h) == 2*sha256.Size && strings.Trim(string(h), "0123456789abcdef") == ""
}

const (
	tmpDir      = "tmp"
	incomingDir = "incoming"
)

// A Store is a folder of raw files. Its methods may be called from many
// goroutines; several processes may use one folder at a time.
type Store struct {
	root string
	keys *sealed.Keys // nil: all lies in the clear
}

// Open returns a store in the folder root that seals nothing, and makes the folder if there is
// none. All 256 subfolders are made and synced here, so that storing a file
// later syncs one folder and not two. The folder is readable by its owner only.
func Open(root string) (*Store, error) {
	for _, dir := range []string{root, filepath.Join(root, tmpDir), filepath.Join(root, incomingDir)} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, explained(err)
		}
	}
	for i := range 256 {
		err := os.Mkdir(filepath.Join(root, fmt.Sprintf("%02x", i)), 0o700)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, explained(err)
		}
	}
	if err := syncPaths([]string{root, filepath.Dir(filepath.Clean(root))}); err != nil {
		return nil, explained(err)
	}
	return &Store{root: root}, nil
}

// OpenSealed opens a store as Open does, and seals what comes in with the keys.
func OpenSealed(root string, keys *sealed.Keys) (*Store, error) {
	s, err := Open(root)
	if err == nil {
		s.keys = keys
	}
	return s, err
}

// Keys returns what the store seals with, nil for none.
func (s *Store) Keys() *sealed.Keys { return s.keys }

// Beside opens another store with the same keys.
func (s *Store) Beside(root string) (*Store, error) { return OpenSealed(root, s.keys) }

// Sweep removes what a killed process left half written. The serving process
// calls it once at start, before its doors open; a file another process is
// staging at that moment fails to commit, and is not acknowledged.
func (s *Store) Sweep() error {
	dir := filepath.Join(s.root, tmpDir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Path returns where the file of that hash lies, whether or not it is there.
// For a hash that is not valid it returns a path that never exists.
func (s *Store) Path(h Hash) string {
	if !h.Valid() {
		return filepath.Join(s.root, tmpDir, "no-such-hash")
	}
	return filepath.Join(s.root, string(h[:2]), string(h[2:]))
}

// Has reports whether the store holds a file of that hash. It looks at the
// name only; Verify reads the content.
func (s *Store) Has(h Hash) bool {
	info, err := os.Stat(s.Path(h))
	return err == nil && info.Mode().IsRegular()
}

// Verify reads the raw file and returns nil when its content still has that
// hash. It fails with fault.NotFound, code file_missing, when there is none
// and with fault.Internal, code file_damaged, when the bytes have changed.
func (s *Store) Verify(h Hash) error {
	f, err := s.Open(h)
	if err != nil {
		return err
	}
	defer f.Close()
	return verify(f, h)
}

func verify(f *File, h Hash) error {
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if hexOf(sum.Sum(nil)) != h {
		return damaged(h)
	}
	return nil
}

// damaged is the fault of a file whose bytes have changed.
func damaged(h Hash) *fault.Error { return fault.New(fault.Internal, "file_damaged", string(h[:12])) }

// Remove removes the raw file if it was last stored before then and nobody keeps
// what is there (see Keep), and reports whether it did. Only files that no row and no form refers to may be removed,
// and then old enough that none can be about to: see desk.ForgetUploads.
func (s *Store) Remove(h Hash, then time.Time) (gone bool, err error) {
	remove := func() error {
		info, err := os.Stat(s.Path(h))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !info.ModTime().Before(then) {
			return err
		}
		gone = true
		return os.Remove(s.Path(h))
	}
	err = s.removing(func() error { return s.naming(remove) })
	return gone, err
}

// IsNewer reports whether the raw file is there and was last stored at that time or later:
// it may be on its way to a row.
func (s *Store) IsNewer(h Hash, than time.Time) bool {
	info, err := os.Stat(s.Path(h))
	return err == nil && !info.ModTime().Before(than)
}

// Walk calls visit for each raw file, in the order of the hashes, with its
// size on the disk in bytes, and stops at the first error, which it returns. A file stored
// meanwhile may or may not be visited.
func (s *Store) Walk(visit func(h Hash, size int64) error) error {
	for i := range 256 {
		prefix := fmt.Sprintf("%02x", i)
		entries, err := os.ReadDir(filepath.Join(s.root, prefix))
		if err != nil {
			return err
		}
		for _, e := range entries {
			h := Hash(prefix + e.Name())
			info, err := e.Info()
			if err != nil || !h.Valid() || !info.Mode().IsRegular() {
				continue
			}
			if err := visit(h, info.Size()); err != nil {
				return err
			}
		}
	}
	return nil
}
