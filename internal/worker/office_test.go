package worker

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/sealed"
	"mingda/internal/sqlite"
)

const agencyName = "明川区人民政府"

// newDesk opens an office with one agency in a folder of the test.
func newDesk(t *testing.T) *desk.Desk {
	t.Helper()
	d := newDeskIn(t, t.TempDir())
	t.Cleanup(func() {
		if err := d.DB.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// newDeskIn opens an office with one agency in the folder; who calls closes it.
func newDeskIn(t *testing.T, dir string) *desk.Desk {
	t.Helper()
	d, err := openDesk(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.PutAgency(t.Context(), desk.Operator, office.Agency{
		Code: "QZF", Name: agencyName, LetterWord: "明政公开", ReviewBody: "和宁市人民政府", Court: "和宁市中级人民法院", Active: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// openDesk opens the office in the folder.
func openDesk(dir string) (*desk.Desk, error) {
	sealer, err := ledger.NewSealer(make([]byte, ledger.KeySize), rand.Reader)
	if err != nil {
		return nil, err
	}
	db, err := sqlite.Open(context.Background(), filepath.Join(dir, "mingda.db"), sealer)
	if err != nil {
		return nil, err
	}
	keys := sealed.NewKeys(rand.Reader, sealed.Key{Secret: []byte("the key of files")})
	files, err := filestore.OpenSealed(filepath.Join(dir, "files"), keys)
	if err != nil {
		return nil, err
	}
	cal, err := calendar.Embedded("CN-65")
	return &desk.Desk{
		DB: db, Files: files, Embedded: cal, Now: time.Now, Random: rand.Reader, CodeKey: make([]byte, 32), Log: quiet,
		StatusURL: "https://ysq.example.gov.cn/status", MailFrom: func(int64) string { return "ysqgk@mingchuan.example" },
	}, err
}

// newWorker returns a worker of the office without mailboxes.
func newWorker(d *desk.Desk) *Worker {
	return &Worker{Desk: d, Now: time.Now, Log: quiet, Grace: 5 * time.Second, VerifyAt: TimeOfDay{4, 0}}
}

// within calls ok until it is true, at most 20 seconds.
func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}
