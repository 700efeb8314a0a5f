package sqlite

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryTableGoesOneWay: when the office moves, a new table is carried, folded or left
// behind, and somebody has said which.
func TestEveryTableGoesOneWay(t *testing.T) {
	db := fresh(t)
	tables, err := collect(ctx, db.q, func(row row) (name string, err error) { return name, row.Scan(&name) },
		`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`)
	if err != nil || len(tables) == 0 {
		t.Fatal(tables, err)
	}
	for _, table := range tables {
		ways := 0
		for _, way := range [][]string{carried, folded, leftBehind, indexes, ledgerTables} {
			if slices.Contains(way, table) {
				ways++
			}
		}
		for _, index := range indexes { // the tables that full-text search keeps its words in
			if strings.HasPrefix(table, index+"_") {
				ways++
			}
		}
		if ways != 1 {
			t.Errorf("table %s goes %d ways when the office moves: put it into carried, folded or leftBehind (moving.go, rebuild.go); into sealedIn too if a column of it is sealed", table, ways)
		}
	}
	for _, table := range slices.Concat(carried, folded, leftBehind, indexes, ledgerTables) {
		if !slices.Contains(tables, table) {
			t.Errorf("there is no table %s", table)
		}
	}
}

// TestSealedColumnsAreKnown: what is sealed in a table that is carried can be opened for
// who takes the office out in the clear.
func TestSealedColumnsAreKnown(t *testing.T) {
	db := fresh(t)
	for _, table := range carried {
		columns, err := columnsOf(ctx, db.q, table)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range columns {
			if c.name == "sealed" && sealedIn[table].column == "" {
				t.Errorf("%s.%s is sealed, and sealedIn does not know to what it is bound", table, c.name)
			}
			if !slices.Contains([]string{"INTEGER", "TEXT", "BLOB"}, c.kind) {
				t.Errorf("%s.%s is of type %s, which does not move", table, c.name, c.kind)
			}
		}
	}
}

// TestRowsMove: a row is the same where it arrives, texts that are none among them.
func TestRowsMove(t *testing.T) {
	db := fresh(t)
	write(t, db, func(tx *Tx) error {
		if err := tx.PutSetting(ctx, "odd", "a\xff<b>\n\"c\"\u2028"); err != nil {
			return err
		}
		return tx.Enqueue(ctx, Outgoing{Key: "confirm/1", Agency: 1, MessageID: "m", Mail: []byte(`{"to":"x"}`), MadeAt: noon})
	})
	for _, opened := range []bool{false, true} {
		path := t.TempDir() + "/there.db"
		schema, err := db.SchemaVersion(ctx)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Arrive(ctx, path, sealer(t), schema)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Discard()
		lines := map[string][]string{}
		for _, table := range Carried() {
			err := db.EachRow(ctx, table, opened, func(line []byte) error {
				lines[table] = append(lines[table], string(line))
				return a.PutRow(ctx, table, line, opened)
			})
			if err != nil {
				t.Fatal(table, err)
			}
		}
		if got := strings.Contains(strings.Join(lines["outbox"], ""), "eyJ0byI6IngifQ=="); got != opened {
			t.Errorf("opened %v: %v", opened, lines["outbox"])
		}
		if err := a.PutRow(ctx, "settings", []byte(`{"name":"a","value":"b","since":1}`), false); err == nil {
			t.Error("a column of a newer program is taken and lost")
		}
		if err := a.Finish(ctx); err != nil {
			t.Fatal(err)
		}
		there := open(t, path)
		for _, table := range Carried() {
			var arrived []string
			if err := there.EachRow(ctx, table, opened, func(line []byte) error { arrived = append(arrived, string(line)); return nil }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(arrived, lines[table]) {
				t.Errorf("%s:\n%v\n%v", table, arrived, lines[table])
			}
		}
	}
}
