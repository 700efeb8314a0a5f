package bench

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/mailbox"
	"mingda/internal/mailbox/mailboxtest"
	"mingda/internal/sqlite"
	"mingda/internal/worker"
)

// An Intake measures the taking in of mail from a real Dovecot by the office's
// own worker: fetched with PEEK over TLS, stored and synced, given its row in
// the ledger, then moved.
type Intake struct {
	Desk   *desk.Desk // of an office without mail, with the agency
	Agency string     // full name, whose mailbox it is
	Dir    string     // for files of its own, on the disk of the office's data
	Mails  int        // in each round
	Rounds int
	Now    Clock
	Log    *slog.Logger
}

// Run measures, and checks that every mail is there once, byte for byte.
func (b Intake) Run(ctx context.Context) (Section, error) {
	server, err := mailboxtest.Start(mailboxtest.Options{})
	if err != nil {
		return Section{}, fmt.Errorf("dovecot: %w", err)
	}
	defer server.Close() //nolint:errcheck // it is ours and thrown away
	w, at := newWriter(1), b.Now()
	var sent []filestore.Hash
	var size int64
	office, err := b.rounds(ctx, server, func() error {
		for range b.Mails {
			raw := w.mail(len(sent), at)
			sent, size = append(sent, filestore.HashOf(raw)), size+int64(len(raw))
			if err := server.Append(raw); err != nil {
				return err
			}
		}
		return nil
	}, func(ctx context.Context) error { return b.office(server).drain(ctx, server) })
	if err != nil {
		return Section{}, err
	}
	if err := b.check(ctx, sent); err != nil {
		return Section{}, err
	}
	fetch, err := b.rounds(ctx, server, b.append(server), func(ctx context.Context) error { return b.fetchOnly(ctx, server) })
	if err != nil {
		return Section{}, err
	}
	files, err := b.syncOnly()
	if err != nil {
		return Section{}, err
	}
	return b.section(office, fetch, files, size/int64(len(sent))), nil
}

// rounds fills the mailbox and measures how fast it is emptied.
func (b Intake) rounds(ctx context.Context, server *mailboxtest.Server, fill func() error, empty func(context.Context) error) ([]float64, error) {
	var rates []float64
	for range b.Rounds {
		if err := fill(); err != nil {
			return nil, err
		}
		began := b.Now()
		if err := empty(ctx); err != nil {
			return nil, err
		}
		rates = append(rates, perSecond(b.Mails, b.Now().Sub(began)))
		if left := server.Pending(); left > 0 {
			return nil, fmt.Errorf("%d mails were left in the mailbox", left)
		}
	}
	return rates, nil
}

// append delivers a round's mails; other ones than were taken in before.
func (b Intake) append(server *mailboxtest.Server) func() error {
	w, at := newWriter(2), b.Now()
	return func() error {
		for n := range b.Mails {
			if err := server.Append(w.mail(n, at)); err != nil {
				return err
			}
		}
		return nil
	}
}

func account(server *mailboxtest.Server) mailbox.Account {
	return mailbox.Account{
		Name: "ysqgk@mingchuan.example", Host: "localhost", Port: server.TLSPort, User: mailboxtest.User, Password: mailboxtest.Password,
		RootCAs: server.CAs,
	}
}

// A running is the worker of the office.
type running struct{ worker *worker.Worker }

func (b Intake) office(server *mailboxtest.Server) running {
	return running{&worker.Worker{
		Desk: b.Desk, Now: b.Now, Log: b.Log, Mailboxes: []worker.Mailbox{{Agency: b.Agency, Account: account(server)}},
		SpoolDir: b.Dir, Grace: time.Second,
	}}
}

// drain runs the worker until the mailbox is empty: connecting and signing in
// are part of it.
func (r running) drain(ctx context.Context, server *mailboxtest.Server) error {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { defer close(ended); r.worker.Run(ctx) }()
	defer func() { stop(); <-ended }()
	for idle, before := 0, -1; ; idle++ {
		left := server.Pending()
		if left == 0 {
			return nil
		}
		if left != before {
			idle, before = 0, left
		}
		if idle > 2000 {
			return fmt.Errorf("%d mails stay in the mailbox: %s", left, r.worker.Status()[0].LastError)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// check looks for every mail in the ledger and in the file store.
func (b Intake) check(ctx context.Context, sent []filestore.Hash) error {
	n, err := b.Desk.DB.CountInputs(ctx, sqlite.InputFilter{State: inbox.Waiting})
	if err == nil && n != len(sent) {
		err = fmt.Errorf("%d mails were sent and %d are in the inbox", len(sent), n)
	}
	for _, hash := range sent {
		if err != nil {
			return err
		}
		var same []sqlite.InputRow
		if same, err = b.Desk.DB.InputsWithFile(ctx, string(hash)); err == nil && len(same) != 1 {
			err = fmt.Errorf("mail %s is there %d times", hash, len(same))
		}
		err = errors.Join(err, b.Desk.Files.Verify(hash))
	}
	if err != nil {
		return err
	}
	v, err := b.Desk.Verify(ctx)
	if err == nil && !v.Sound() {
		err = errors.New("the ledger is not sound after the mails")
	}
	return err
}

// fetchOnly fetches and moves as the office does, and keeps nothing.
func (b Intake) fetchOnly(ctx context.Context, server *mailboxtest.Server) error {
	f := mailbox.Fetcher{Account: account(server), Taker: reader{}, Log: b.Log, Now: b.Now, SpoolDir: b.Dir}
	_, err := f.FetchOnce(ctx)
	return err
}

// A reader is a mailbox.Taker that reads each mail and forgets it.
type reader struct{}

// Known knows no mail.
func (reader) Known(context.Context, string, uint32, []uint32) ([]uint32, error) { return nil, nil }

// Take reads the mails to their end.
func (reader) Take(_ context.Context, batch []mailbox.Raw) error {
	for _, r := range batch {
		if _, err := io.Copy(sha256.New(), r.Body); err != nil {
			return err
		}
	}
	return nil
}

// syncOnly writes the same mails one by one, each file and its folder synced,
// as a careful program without batches would.
func (b Intake) syncOnly() ([]float64, error) {
	w, at := newWriter(1), b.Now()
	dir := filepath.Join(b.Dir, "plain")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	n := min(b.Mails, 300) // syncs take their time, and each is like the other
	raws := make([][]byte, n)
	for i := range raws {
		raws[i] = w.mail(i, at)
	}
	return timed(b.Now, b.Rounds, n, func(round int) error {
		for i, raw := range raws {
			if err := writeSynced(filepath.Join(dir, fmt.Sprintf("%d-%d", round, i)), raw); err != nil {
				return err
			}
			if err := folder.Sync(); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeSynced(path string, raw []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return errors.Join(err, f.Sync(), f.Close())
}

func (b Intake) section(office, fetch, files []float64, size int64) Section {
	s := Section{
		Name: "intake", Title: "Mail",
		Text: fmt.Sprintf("A real Dovecot over TLS on this machine holds %s mails as people write them (UTF-8 and GB18030, a third with PDFs; %d KB on average). "+
			"The office's worker connects, fetches each with PEEK, writes it byte for byte, syncs it, reads it, appends it to the ledger with its confirmation, "+
			"commits that durably, and only then moves it. Afterwards every mail is looked for by its hash, read back, and the ledger verified: none lost, none twice. Medians of %d rounds.",
			thousands(int64(b.Mails)), size>>10, b.Rounds),
	}
	t := Table{Columns: []string{"", "mails a second", "rounds"}}
	t.add("**the office: all of it**", "**"+rate(median(office))+"**", spread(office))
	t.add("fetch and move only, nothing kept", rate(median(fetch)), spread(fetch))
	t.add("write and sync only, one file after the other", rate(median(files)), spread(files))
	s.Tables = []Table{t}
	s.Notes = []string{
		verdict(median(office) >= 100, "the mark is 100 a second, each synced before it is moved"),
		"Peak memory of the whole measuring process, Dovecot not counted: " + megabytes(PeakMemory(os.Getpid())) + ".",
	}
	return s
}

// verdict begins a sentence about a mark.
func verdict(met bool, mark string) string {
	if met {
		return "Met: " + mark + "."
	}
	return "**Not met**: " + strings.TrimSuffix(mark, ".") + "."
}
