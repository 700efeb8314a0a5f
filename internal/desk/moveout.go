package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"

	"mingda/internal/export"
	"mingda/internal/filestore"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// MovingOut says how all of the office is taken out.
type MovingOut struct {
	Dir      string // new or empty
	Personal string // export.Sealed, WithKey or Clear
	Account  string // of the machine, by which it is done
	Office   string // demo or real
	Key      string // names the key file
	KeyFile  string // taken along with WithKey
	Config   string // the configuration, taken along for reading; empty: there is none
}

// MoveOut writes the office as it is at one moment into a folder, from which MoveIn makes
// the same again elsewhere, while the office goes on working. That it does is noted in the
// office first. The folder is an export only when MoveOut returned nil; what fails leaves
// nothing.
func (d *Desk) MoveOut(ctx context.Context, o MovingOut) (m export.Manifest, err error) {
	w, err := export.Create(o.Dir)
	if err != nil {
		return m, err
	}
	release, err := d.Files.Keep() // what is to be destroyed waits
	if err != nil {
		w.Discard()
		return m, err
	}
	defer func() { err = errors.Join(err, release()) }()
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.NoteExport(ctx, sqlite.Export{MadeAt: d.now(), Account: o.Account, Personal: o.Personal})
	})
	if err == nil {
		m = export.Manifest{MadeAt: ledger.FormatTime(d.now()), Office: o.Office, Personal: o.Personal, Key: o.Key}
		out := mover{d: d, w: w, m: &m, clear: o.Personal == export.Clear}
		d.tying.Lock() // what the audit notes of the ledger is to be in it
		err = d.DB.Snapshot(ctx, func(r sqlite.Reader) error { return out.all(ctx, r, o) })
		d.tying.Unlock()
	}
	if err == nil {
		err = w.Finish(&m)
	}
	if err != nil {
		w.Discard()
	}
	return m, err
}

// A mover is a MoveOut that is under way.
type mover struct {
	d     *Desk
	w     *export.Writer
	m     *export.Manifest
	clear bool
}

func (o *mover) all(ctx context.Context, r sqlite.Reader, how MovingOut) (err error) {
	if o.m.Schema, err = r.SchemaVersion(ctx); err != nil {
		return err
	}
	figures, err := r.Figures(ctx)
	if err != nil {
		return err
	}
	o.m.Waiting = figures.Waiting
	if err := o.ledger(ctx, r); err != nil {
		return err
	}
	if err := o.audit(ctx); err != nil {
		return err
	}
	if err := o.tables(ctx, r); err != nil {
		return err
	}
	if err := o.folded(ctx, r); err != nil {
		return err
	}
	if how.Config != "" {
		if err := o.w.Copy(exportedConfig, how.Config); err != nil {
			return err
		}
	}
	if how.Personal == export.WithKey {
		if err := o.w.Copy(ExportedKey, how.KeyFile); err != nil {
			return err
		}
	}
	if err := o.w.Write("README.txt", func(line func([]byte) error) error { return line([]byte(exportReadme)) }); err != nil {
		return err
	}
	return eachFile(ctx, r, func(hash string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return o.w.File(o.d.Files, filestore.Hash(hash))
	})
}

// What an export holds beside the office.
const (
	ExportedKey    = "mingda.key"
	exportedConfig = "mingda.toml"
)

// ledger writes the entries. One that is not as the chain says ends it: what cannot be
// taken in again is not taken out.
func (o *mover) ledger(ctx context.Context, r sqlite.Reader) error {
	var seq int64
	var head []byte
	err := o.w.Write(export.Ledger, func(line func([]byte) error) error {
		return r.EachSealed(ctx, func(e ledger.Entry, sealed []byte) error {
			if err := e.Follows(seq, head); err != nil {
				return fmt.Errorf("the ledger does not verify (mingda ledger verify says more): %w", err)
			}
			seq, head = e.Seq, e.Hash
			if o.clear {
				sealed = nil
			}
			text, err := export.EntryLine(e, sealed)
			if err != nil {
				return err
			}
			return line(text)
		})
	})
	o.m.Entries, o.m.Head = seq, hex.EncodeToString(head)
	return err
}

func (o *mover) tables(ctx context.Context, r sqlite.Reader) error {
	for _, table := range sqlite.Carried() {
		err := o.w.Write(export.Table(table), func(line func([]byte) error) error { return r.EachRow(ctx, table, o.clear, line) })
		if err != nil {
			return err
		}
		o.m.Tables = append(o.m.Tables, table)
	}
	return nil
}

// folded notes what the folded rows were, and writes them for reading where nothing is
// sealed: they name people.
func (o *mover) folded(ctx context.Context, r sqlite.Reader) (err error) {
	if o.m.Folded, err = sumOfRows(ctx, r); err != nil || !o.clear {
		return err
	}
	for _, table := range sqlite.FoldedTables() {
		err := o.w.Write(export.Rows(table), func(line func([]byte) error) error { return r.EachRow(ctx, table, false, line) })
		if err != nil {
			return err
		}
	}
	return nil
}

// sumOfRows returns what each folded table is, so that two offices can be compared.
func sumOfRows(ctx context.Context, r sqlite.Reader) (map[string]export.Folded, error) {
	sums, rows := map[string]hash.Hash{}, map[string]int{}
	err := r.DumpRows(ctx, func(line string) error {
		table, _, _ := strings.Cut(line, " ")
		if sums[table] == nil {
			sums[table] = sha256.New()
		}
		rows[table]++
		_, err := sums[table].Write([]byte(line + "\n"))
		return err
	})
	all := map[string]export.Folded{}
	for table, sum := range sums {
		all[table] = export.Folded{Rows: rows[table], SHA256: hex.EncodeToString(sum.Sum(nil))}
	}
	return all, err
}

// exportReadme tells whoever finds the folder what it is.
const exportReadme = `这个文件夹是“明答”导出的一个单位的全部数据。
  核对有没有变动：sha256sum -c SHA256SUMS
  在另一台机器上建成同一个单位：mingda import 文件夹
  ledger.jsonl 是台账，一行一条；audit.jsonl 是审计记录；tables/ 是机关、人员、设置等；files/ 是原件和 PDF，文件名就是内容的 SHA-256。
  里面有个人信息，请按存放原系统数据的要求保管。

All of one office's data, exported by Mingda 明答.
  Check that nothing changed:        sha256sum -c SHA256SUMS
  Make the same office elsewhere:    mingda import DIR
  The format is described in docs/export.md of the program. It holds personal data: guard it as the office itself.`
