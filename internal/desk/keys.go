package desk

import (
	"context"
	"encoding/hex"

	"mingda/internal/auth"
	"mingda/internal/filestore"
	"mingda/internal/sqlite"
)

// codeKeys are the keys of digests of what is not stored itself, the newest first: query
// codes and addresses of calendars can be compared with the key alone under which they were
// hashed.
func (d *Desk) codeKeys() [][]byte { return append([][]byte{d.CodeKey}, d.OlderCodeKeys...) }

// codeMatches reports whether a hash is that of a query code, under any key: with all of
// them the same work, whether it matches or not.
func (d *Desk) codeMatches(code auth.Code, hash string) (matches bool) {
	for _, key := range d.codeKeys() {
		matches = auth.CodeMatches(key, code, hash) || matches
	}
	return matches
}

// A KeyUse says what one key still seals.
type KeyUse struct {
	Name   string         // 16 hex digits
	Tables map[string]int // rows by their tables, those that there are
	Files  int            // raw files, and notes of what is on its way to a row
}

// Rows returns how many rows the key seals.
func (u KeyUse) Rows() (n int) {
	for _, rows := range u.Tables {
		n += rows
	}
	return n
}

// KeyUses says what each key of the office still seals, the one that seals first, and how
// many rows none of them opens, by their tables. It opens every row.
func (d *Desk) KeyUses(ctx context.Context) (uses []KeyUse, unopened map[string]int, err error) {
	return keyUses(ctx, d.DB, d.Files)
}

func keyUses(ctx context.Context, db *sqlite.DB, store *filestore.Store) (uses []KeyUse, unopened map[string]int, err error) {
	rows, err := db.SealedBy(ctx)
	if err != nil {
		return nil, nil, err
	}
	files, err := store.SealedBy(ctx)
	if err != nil {
		return nil, nil, err
	}
	unopened = map[string]int{}
	for i, name := range store.Keys().Names() {
		use := KeyUse{Name: hex.EncodeToString(name[:]), Files: files[name], Tables: map[string]int{}}
		for _, by := range rows {
			if n := by.ByKey[i]; n > 0 {
				use.Tables[by.Table] = n
			}
			if by.Unopened > 0 {
				unopened[by.Table] = by.Unopened
			}
		}
		uses = append(uses, use)
	}
	return uses, unopened, nil
}

// Reseal seals with the newest key what older ones seal, in rows and files, and writes the
// numbers of people in the index as digests under it. It may be cut anywhere and run again,
// also beside the serving office. Files that have changed on the disk are left and returned.
func (d *Desk) Reseal(ctx context.Context, each func(done int)) (rows, files int, damaged []error, err error) {
	if rows, err = d.DB.Reseal(ctx, each); err != nil {
		return rows, 0, nil, err
	}
	if files, damaged, err = d.Files.SealOld(ctx, nil); err != nil {
		return rows, files, damaged, err
	}
	_, err = d.ProjectDue(ctx)
	return rows, files, damaged, err
}
