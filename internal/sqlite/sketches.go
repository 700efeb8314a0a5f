package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
)

// A SketchRow is the sketch of one input, for finding likely duplicates.
type SketchRow struct {
	Input  inbox.ID
	Sketch intake.Sketch
}

// sketchWord binds a sketch to its input.
const sketchWord = "sketch "

func sketchContext(id inbox.ID) string { return sketchWord + strconv.FormatInt(int64(id), 10) }

// putSketch keeps the sketch of an input sealed: its hashes of who somebody is can be guessed.
func (tx *Tx) putSketch(ctx context.Context, id inbox.ID, s intake.Sketch) error {
	plain, err := json.Marshal(s)
	if err != nil {
		return err
	}
	sealed, err := tx.seal.Seal(plain, sketchContext(id))
	if err != nil {
		return err
	}
	return tx.exec(ctx, `INSERT INTO sketches (input_id, sealed) VALUES (?1, ?2) ON CONFLICT (input_id) DO UPDATE SET sealed = ?2`, id, sealed)
}

// Sketches returns the sketches of inputs at a place that came in after one
// (0: all) and arrived since a day, the newest first, 5000 at most. Those that
// were set aside are among them: they can come back. A sketch
// changes only when the input goes from the office to a bureau or back.
func (r Reader) Sketches(ctx context.Context, at Place, since calendar.Date, after inbox.ID) ([]SketchRow, error) {
	return collect(ctx, r.q, func(row row) (s SketchRow, err error) {
		var sealed []byte
		if err = row.Scan(&s.Input, &sealed); err != nil {
			return s, err
		}
		plain, err := r.seal.Open(sealed, sketchContext(s.Input))
		if err == nil {
			err = json.Unmarshal(plain, &s.Sketch)
		}
		if err != nil {
			err = fmt.Errorf("sketch of input %d: %w", s.Input, err)
		}
		return s, err
	}, `
		SELECT i.id, s.sealed
		FROM inputs i JOIN sketches s ON s.input_id = i.id
		WHERE i.id > ?1 AND (?2 = 0 OR +i.agency_id = ?2) AND coalesce(+i.body_id, 0) = ?3 AND +i.arrived_on >= ?4
		ORDER BY i.id DESC
		LIMIT 5000`, after, at.Agency, at.Body, since.String())
}

// sketchesSetting is set once the sketches of before are sealed.
const sketchesSetting = "sketches_sealed"

// sealSketchesBefore seals the sketches that an older program kept in the clear, once: all
// in one transaction, so that a crash leaves it to the next start.
func sealSketchesBefore(ctx context.Context, db *sql.DB, seal *ledger.Sealer) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	done, err := tx.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES (?, '1') ON CONFLICT DO NOTHING`, sketchesSetting)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	type before struct {
		id    inbox.ID
		plain []byte
	}
	all, err := collect(ctx, tx, func(row row) (b before, err error) { return b, row.Scan(&b.id, &b.plain) }, `SELECT input_id, sealed FROM sketches`)
	if err != nil {
		return err
	}
	for _, b := range all {
		sealed, err := seal.Seal(b.plain, sketchContext(b.id))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE sketches SET sealed = ? WHERE input_id = ?`, sealed, b.id); err != nil {
			return err
		}
	}
	return tx.Commit()
}
