package mailbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"mingda/internal/filestore"
	"mingda/internal/loopback"
	"mingda/internal/mailbox/mailboxtest"
)

// A row is what a database would hold of a message.
type row struct {
	Validity, UID uint32
	Hash          filestore.Hash
}

// A diskTaker is a whole door in small: a filestore, and a file of rows, one
// JSON line each, synced once a batch. It goes through the protocol that
// filestore describes.
type diskTaker struct {
	mu    sync.Mutex
	store *filestore.Store
	rows  *os.File
	known map[key]bool
	kept  map[filestore.Hash]bool
}

// openDiskTaker opens what an earlier process left behind, and takes in what it
// had announced.
func openDiskTaker(dir string) (*diskTaker, error) {
	store, err := filestore.Open(filepath.Join(dir, "files"))
	if err != nil {
		return nil, err
	}
	d := &diskTaker{store: store, known: map[key]bool{}, kept: map[filestore.Hash]bool{}}
	path := filepath.Join(dir, "rows")
	old, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	whole := bytes.LastIndexByte(old, '\n') + 1 // a torn last line was never committed
	for line := range bytes.Lines(old[:whole]) {
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, err
		}
		d.remember(r)
	}
	if d.rows, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, err
	}
	if _, err := d.rows.Seek(int64(whole), 0); err != nil {
		return nil, err
	}
	if err := d.rows.Truncate(int64(whole)); err != nil {
		return nil, err
	}
	return d, d.recover()
}

func (d *diskTaker) recover() error {
	intents, err := d.store.Intents()
	if err != nil {
		return err
	}
	for _, intent := range intents {
		var rows, present []row
		if err := json.Unmarshal(intent.Body, &rows); err != nil {
			return err
		}
		for _, r := range rows {
			if d.store.Has(r.Hash) {
				present = append(present, r)
			}
		}
		if err := d.commit(present); err != nil {
			return err
		}
		if err := d.store.Settle(intent.ID); err != nil {
			return err
		}
	}
	return d.store.Sweep()
}

func (d *diskTaker) remember(r row) {
	d.known[key{r.Validity, r.UID}] = true
	d.kept[r.Hash] = true
}

// commit writes the rows that are not there yet, synced.
func (d *diskTaker) commit(rows []row) error {
	var b bytes.Buffer
	for _, r := range rows {
		if d.kept[r.Hash] && d.known[key{r.Validity, r.UID}] {
			continue
		}
		line, err := json.Marshal(r)
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	}
	if _, err := d.rows.Write(b.Bytes()); err != nil {
		return err
	}
	if err := d.rows.Sync(); err != nil {
		return err
	}
	for _, r := range rows {
		d.remember(r)
	}
	return nil
}

func (d *diskTaker) Known(_ context.Context, _ string, validity uint32, uids []uint32) ([]uint32, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var known []uint32
	for _, uid := range uids {
		if d.known[key{validity, uid}] {
			known = append(known, uid)
		}
	}
	return known, nil
}

func (d *diskTaker) Take(_ context.Context, batch []Raw) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	rows := make([]row, len(batch))
	staged := make([]*filestore.Staged, len(batch))
	for i, r := range batch {
		var err error
		if staged[i], err = d.store.Stage(r.Body, 0); err != nil {
			return err
		}
		defer staged[i].Discard()
		rows[i] = row{r.UIDValidity, r.UID, staged[i].Hash}
	}
	note, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	id, err := d.store.Announce(note)
	if err != nil {
		return err
	}
	if err := d.store.Commit(staged...); err != nil {
		return err
	}
	if err := d.commit(rows); err != nil {
		return err
	}
	return d.store.Settle(id)
}

const childEnv = "MINGDA_TEST_MAIL_CHILD"

// TestMain makes the test binary the process that TestKilled kills, when it is
// started as such.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		fmt.Fprintln(os.Stderr, "the child ended:", takeInForever(dir, os.Getenv(childEnv+"_PORT")))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func takeInForever(dir, port string) error {
	n, err := strconv.Atoi(port)
	if err != nil {
		return err
	}
	taker, err := openDiskTaker(dir)
	if err != nil {
		return err
	}
	f := &Fetcher{Account: Account{Name: "qzf", Host: loopback.Host(), Port: n, Security: Plain, User: mailboxtest.User, Password: mailboxtest.Password},
		Taker: taker, Now: time.Now}
	return f.Run(context.Background())
}

// TestKilled takes 500 mails in with processes that are killed with SIGKILL at
// random moments, until all are taken; what these left in the inbox is then moved. Nothing is lost and nothing doubled, in
// the rows, in the files and in the folder of the taken.
func TestKilled(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	const total = 500
	want := map[filestore.Hash]bool{}
	for i := range total {
		m := mail(i, 2000+i*10)
		want[filestore.HashOf(m)] = true
		deliver(t, s, m)
	}
	dir := t.TempDir()
	kills := 0
	for countRows(t, dir) < total {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+dir, fmt.Sprintf("%s_PORT=%d", childEnv, s.Port))
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+rand.IntN(80)+4*kills) * time.Millisecond)
		child.Process.Kill()
		child.Wait()
		kills++
	}
	t.Logf("%d kills", kills)
	if kills < 3 {
		t.Errorf("all was taken after %d kills: the test tests nothing", kills)
	}
	d, err := openDiskTaker(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := countRows(t, dir); n != total || len(d.kept) != total {
		t.Errorf("%d rows of %d messages, want %d of %d", n, len(d.kept), total, total)
	}
	for h := range want {
		if !d.kept[h] {
			t.Errorf("lost: %s", h)
		} else if err := d.store.Verify(h); err != nil {
			t.Error(err)
		}
	}
	files := 0
	if err := d.store.Walk(func(filestore.Hash, int64) error { files++; return nil }); err != nil || files != total {
		t.Errorf("%d files, %v", files, err)
	}
	finishMoves(t, s, fetcher(s, d))
	wantMoved(t, s, total)
}

// countRows returns how many rows are committed in the folder of a diskTaker.
func countRows(t *testing.T, dir string) int {
	t.Helper()
	rows, err := os.ReadFile(filepath.Join(dir, "rows"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return bytes.Count(rows, []byte("\n"))
}

// BenchmarkTake measures the whole way: fetched, stored and synced, moved.
func BenchmarkTake(b *testing.B) {
	s := mailboxtest.StartDovecot(b, mailboxtest.Options{})
	taker, err := openDiskTaker(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	for i := range b.N {
		if err := s.Append(mail(i, 5000)); err != nil {
			b.Fatal(err)
		}
	}
	f := fetcher(s, taker)
	if _, err := s.Folder("INBOX"); err != nil { // the server reads what is new before we measure
		b.Fatal(err)
	}
	b.ResetTimer()
	n, err := f.FetchOnce(b.Context())
	if err != nil || n != b.N {
		b.Fatal(n, err)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "mails/s")
}
