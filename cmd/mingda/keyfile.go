package main

import (
	"crypto/hkdf"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/emmansun/gmsm/sm3"

	"mingda/internal/ledger"
	"mingda/internal/sealed"
)

// keys are what the key file is stretched to, one for each purpose.
type keys struct {
	seal   []byte // of personal data
	code   []byte // of the keyed hash of query codes
	device []byte // of the cookies by which browsers are known
	id     string // names the key file without telling anything of it
	files  *sealed.Keys
}

// keyMark begins the line of the key; the rest is the secret in hex.
const keyMark = "mingda-key-1 "

const secretSize = 32 // bytes

// makeKeyFile writes a new key file that only its owner can read. A file that
// is there already is never written over: the data sealed with it would be lost.
func makeKeyFile(path string, random io.Reader) error {
	secret := make([]byte, secretSize)
	if _, err := io.ReadFull(random, secret); err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	_, err = fmt.Fprintf(f, "# Mingda 明答: the key of sealed personal data. Keep a copy elsewhere; without it the data cannot be read.\n"+
		"# 密钥：另存一份在别处。丢了，个人信息就读不出来；被人拿走，要当作泄露处理。\n%s%x\n", keyMark, secret)
	return errors.Join(err, f.Sync(), f.Close())
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
	for line := range strings.Lines(string(text)) {
		if digits, ok := strings.CutPrefix(strings.TrimSpace(line), keyMark); ok {
			if secret, err := hex.DecodeString(digits); err == nil && len(secret) == secretSize {
				return stretch(secret)
			}
		}
	}
	return keys{}, usageError{fmt.Errorf("%s is no key file of mingda, or it is damaged", path)}
}

// stretch makes a key for each purpose of the one secret (RFC 5869 with SM3).
func stretch(secret []byte) (keys, error) {
	var failed error
	key := func(purpose string, size int) []byte {
		k, err := hkdf.Key(sm3.New, secret, nil, "mingda "+purpose, size)
		failed = errors.Join(failed, err)
		return k
	}
	k := keys{
		seal: key("seal", ledger.KeySize), code: key("query codes", 32), device: key("devices", 32),
		id: hex.EncodeToString(key("name", 8)),
	}
	k.files = sealed.NewKeys(rand.Reader, sealed.Key{Name: [8]byte(key("name", 8)), Secret: key("files", 32)})
	return k, failed
}
