package main

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/emmansun/gmsm/sm3"

	"mingda/internal/ledger"
	"mingda/internal/sealed"
)

// The key file is a text of lines, comments begin with #:
//
//	mingda-key-1 SECRET [DAY]       a key: 32 bytes in hex, and since when
//	mingda-code-1 NAME CODE [DAY]   what is left of a key that was retired
//
// The first key seals; those below it open what they sealed. What is left of a retired key
// opens nothing: query codes and the addresses of calendars, which are stored as nothing but
// their digests, are compared with it. A file of one key without a day, as files of before
// are, is such a file.

// A fileKey is a line of the key file.
type fileKey struct {
	name   string // 16 hex digits, which tell nothing of it
	since  string // the day; empty in files of before
	secret []byte // nil: it was retired
	code   []byte // of the keyed hash of query codes and such
}

// keys are what the key file is stretched to, one for each purpose.
type keys struct {
	all    []fileKey // the first one seals; the retired ones are last
	seals  [][]byte  // of personal data, in that order, without the retired ones
	code   []byte    // of the keyed hash of query codes
	older  [][]byte  // what they were hashed with before
	device []byte    // of the cookies by which browsers are known
	id     string    // names the key that seals without telling anything of it
	files  *sealed.Keys
}

// The words with which lines of the key file begin.
const (
	keyMark  = "mingda-key-1 "
	codeMark = "mingda-code-1 "
)

const secretSize = 32 // bytes

const keyComment = "# Mingda 明答: the keys of sealed personal data, the first one seals. Keep a copy elsewhere; without it the data cannot be read.\n" +
	"# 密钥：另存一份在别处。丢了，个人信息就读不出来；被人拿走，要当作泄露处理。第一行是现用的，下面的只用来读以前的。\n"

// newKey draws a key.
func newKey(random io.Reader, since string) (fileKey, error) {
	secret := make([]byte, secretSize)
	if _, err := io.ReadFull(random, secret); err != nil {
		return fileKey{}, fmt.Errorf("key file: %w", err)
	}
	return keyOf(secret, since)
}

// makeKeyFile writes a new key file that only its owner can read. A file that
// is there already is never written over: the data sealed with it would be lost.
func makeKeyFile(path string, random io.Reader) error {
	key, err := newKey(random, "")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	_, err = f.Write(keyText([]fileKey{key}))
	return errors.Join(err, f.Sync(), f.Close())
}

// keyText is the key file with these keys.
func keyText(all []fileKey) []byte {
	var b bytes.Buffer
	b.WriteString(keyComment)
	for _, k := range all {
		line := fmt.Sprintf("%s%x %s", keyMark, k.secret, k.since)
		if k.secret == nil {
			line = fmt.Sprintf("%s%s %x %s", codeMark, k.name, k.code, k.since)
		}
		b.WriteString(strings.TrimSpace(line) + "\n")
	}
	return b.Bytes()
}

// replaceKeyFile puts other keys into the file: it is what it was or what it is to be,
// whenever the power goes, and when it returns nil it is the latter for good. One process
// does so at a time.
func replaceKeyFile(path string, all []fileKey) (err error) {
	const aside = ".mingda-key-*"
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), aside))
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	for _, half := range left { // of one that was killed; its key has sealed nothing
		if err := os.Remove(half); err != nil {
			return fmt.Errorf("key file: %w", err)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), aside) // 0600
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(keyText(all))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil // the new file is in its place; that it is there after a power cut is not sure
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// readKeys reads the key file. One that others can read is refused.
func readKeys(path string) (keys, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return keys{}, usageError{fmt.Errorf("there is no key file %s: set the office up with mingda init, or put the copy of its key there", path)}
	}
	if err != nil {
		return keys{}, usageError{err}
	}
	if info.Mode().Perm()&0o077 != 0 {
		return keys{}, usageError{fmt.Errorf("others can read the key file %s: chmod 600 it", path)}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return keys{}, usageError{err}
	}
	all, ok := parseKeys(string(text))
	if !ok {
		return keys{}, usageError{fmt.Errorf("%s is no key file of mingda, or it is damaged", path)}
	}
	return stretch(all)
}

// parseKeys reads the lines of a key file. A line of a key that cannot be read makes the
// file unreadable: what it sealed would be lost silently.
func parseKeys(text string) (all []fileKey, ok bool) {
	var retired []fileKey
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := append(strings.Fields(line), "", "")
		switch {
		case strings.HasPrefix(line, keyMark):
			secret, err := hex.DecodeString(words[1])
			if err != nil || len(secret) != secretSize {
				return nil, false
			}
			key, err := keyOf(secret, words[2])
			if err != nil {
				return nil, false
			}
			all = append(all, key)
		case strings.HasPrefix(line, codeMark):
			code, err := hex.DecodeString(words[2])
			if err != nil || len(code) != secretSize {
				return nil, false
			}
			retired = append(retired, fileKey{name: words[1], since: append(words, "")[3], code: code})
		default:
			return nil, false
		}
	}
	return append(all, retired...), len(all) > 0
}

// keyOf names a key.
func keyOf(secret []byte, since string) (fileKey, error) {
	name, err := stretched(secret, "name", 8)
	if err != nil {
		return fileKey{}, err
	}
	code, err := stretched(secret, "query codes", 32)
	return fileKey{name: hex.EncodeToString(name), since: since, secret: secret, code: code}, err
}

// stretched makes a key for one purpose of a secret (RFC 5869 with SM3).
func stretched(secret []byte, purpose string, size int) ([]byte, error) {
	return hkdf.Key(sm3.New, secret, nil, "mingda "+purpose, size)
}

// stretch makes the keys for each purpose.
func stretch(all []fileKey) (keys, error) {
	k := keys{all: all, id: all[0].name, code: all[0].code}
	var failed error
	key := func(secret []byte, purpose string, size int) []byte {
		made, err := stretched(secret, purpose, size)
		failed = errors.Join(failed, err)
		return made
	}
	k.device = key(all[0].secret, "devices", 32)
	var files []sealed.Key
	for i, one := range all {
		if i > 0 {
			k.older = append(k.older, one.code)
		}
		if one.secret != nil {
			k.seals = append(k.seals, key(one.secret, "seal", ledger.KeySize))
			files = append(files, sealed.Key{Name: [8]byte(key(one.secret, "name", 8)), Secret: key(one.secret, "files", 32)})
		}
	}
	k.files = sealed.NewKeys(rand.Reader, files[0], files[1:]...)
	return k, failed
}

// sealer returns what seals with the first key and opens with all.
func (k keys) sealer() (*ledger.Sealer, error) {
	return ledger.NewSealer(k.seals[0], rand.Reader, k.seals[1:]...)
}

// has reports whether a key is there, or what is left of it.
func (k keys) has(name string) bool {
	return slices.ContainsFunc(k.all, func(one fileKey) bool { return one.name == name })
}

// opens reports whether a key is there that opens what it sealed.
func (k keys) opens(name string) bool {
	return slices.ContainsFunc(k.all, func(one fileKey) bool { return one.name == name && one.secret != nil })
}
