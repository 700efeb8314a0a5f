package bench

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

var ctx = context.Background()

// emptyOffice is an office without anything, on 2026-11-23, a Monday.
func emptyOffice(t *testing.T) *desk.Desk {
	t.Helper()
	dir := t.TempDir()
	seal, err := ledger.NewSealer([]byte("0123456789abcdef"), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlite.Open(ctx, filepath.Join(dir, "mingda.db"), seal)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	files, err := filestore.Open(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 11, 45, 0, 0, calendar.Zone)
	return &desk.Desk{
		DB: db, Files: files, Embedded: cal, Now: func() time.Time { return now }, Random: rand.Reader, CodeKey: []byte("k"),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), StatusURL: "https://www.mingchuan.example/zfxxgk/ysqgk/", Demo: true,
	}
}

// TestFill: what is filled is a real office. Its ledger is sound, its rows are those that
// a rebuild makes, and there is something of everything; a filling that was cut off goes on.
func TestFill(t *testing.T) {
	d := emptyOffice(t)
	const batch, cases = 700, 1500
	cut := errors.New("cut off")
	var note Filled
	f := Filling{Desk: d, Cases: cases, Paper: []byte("%PDF-1.7"), perCommit: batch}
	f.Batch = func(so Filled) error { note = so; return cut }
	if _, err := f.Fill(ctx, Filled{}); !errors.Is(err, cut) || note.Last != batch || note.Done {
		t.Fatalf("the first part is %+v, %v", note, err)
	}
	f.Batch = nil
	filled, err := f.Fill(ctx, note)
	if err != nil {
		t.Fatal(err)
	}
	if !filled.Done || filled.Last != cases || filled.Planned != cases || len(filled.Status) == 0 {
		t.Errorf("%+v", filled)
	}
	if v, err := d.DB.Verify(ctx); err != nil || !v.Sound() {
		t.Errorf("the ledger is not sound: %v", err)
	}
	if differences, err := d.Rebuild(ctx); err != nil || len(differences) > 0 {
		t.Errorf("a rebuild differs in %d lines: %v, %v", len(differences), differences[:min(len(differences), 4)], err)
	}
	all, err := d.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Limit: cases + 1})
	if err != nil || len(all) != cases {
		t.Fatalf("%d cases, %v", len(all), err)
	}
	var open, late int
	found := map[string]map[string]int{"agency": {}, "unit": {}, "door": {}, "class": {}, "result": {}, "year": {}, "stage": {}, "type": {}}
	for _, r := range all {
		for what, is := range map[string]string{
			"agency": string(rune('0' + r.Agency)), "unit": string(rune('0' + r.Unit)), "door": string(r.Door), "class": string(r.Class), "result": string(r.Result),
			"year": r.ReceivedOn.String()[:4], "stage": string(r.Stage), "type": string(r.Type),
		} {
			found[what][is]++
		}
		if r.Open {
			open++
		}
		if r.Late {
			late++
		}
	}
	for what, atLeast := range map[string]int{"agency": 4, "unit": 20, "door": len(casefile.Doors), "class": 4, "result": 25, "year": 8, "stage": 5, "type": 2} {
		if len(found[what]) < atLeast {
			t.Errorf("of %s there is only %v", what, found[what])
		}
	}
	if open == 0 || late == 0 {
		t.Errorf("%d open, %d late", open, late)
	}
	reviews, err := d.DB.Subjects(ctx, ledger.Review)
	if err != nil || len(reviews) < 10 {
		t.Errorf("%d reconsiderations, %v", len(reviews), err)
	}
	suits, err := d.DB.Subjects(ctx, ledger.Lawsuit)
	if err != nil || len(suits) < 5 {
		t.Errorf("%d court cases, %v", len(suits), err)
	}
}
