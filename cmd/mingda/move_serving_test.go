package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/export"
	"mingda/internal/sqlite"
)

// TestMoveServing takes a real office out while it serves and people ask. Whoever was told
// a number before finds it in the new office with the same code; people sign in with the
// same passwords; the mails that wait are not sent twice.
func TestMoveServing(t *testing.T) {
	withFonts(t)
	newOffice(t)
	p := newProcess(t)
	p.start()
	number, code, err := p.applicant("甲").ask()
	if err != nil {
		t.Fatal(err)
	}
	asking, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 0; asking.Err() == nil; n++ {
			if _, _, err := p.applicant(fmt.Sprint("申请人", n)).ask(); err != nil {
				t.Error(err)
			}
		}
	}()
	out := filepath.Join(t.TempDir(), "out")
	want(t, 0, "export", out)
	stop()
	<-done
	p.stop()
	var m export.Manifest
	text, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	old := openOffice(t)
	users, err := old.desk.DB.Users(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := errors.Join(copyFile(filepath.Join(out, "mingda.toml"), "mingda.toml"), copyFile(filepath.Join(before, "data/mingda.key"), "data/mingda.key")); err != nil {
		t.Fatal(err)
	}
	want(t, 0, "import", out)
	if got := want(t, 0, "ledger", "head"); got != fmt.Sprintf("%d %s\n", m.Entries, m.Head) {
		t.Errorf("head %s, exported %d %s", got, m.Entries, m.Head)
	}
	want(t, 0, "ledger", "verify")
	want(t, 0, "ledger", "rebuild")
	o := openOffice(t)
	if v, err := o.desk.OpenStatus(t.Context(), number, code); err != nil || v.Number != number {
		t.Errorf("%+v, %v", v, err)
	}
	again, err := o.desk.DB.Users(t.Context())
	if err != nil || len(again) == 0 || fmt.Sprint(again) != fmt.Sprint(users) {
		t.Errorf("people: %v, %v", again, err)
	}
	mailHeldThere(t, o)
}

// mailHeldThere wants no mail of the office to go out before an administrator lets it go.
func mailHeldThere(t *testing.T, o *installation) {
	t.Helper()
	ctx := t.Context()
	agencies, err := o.desk.DB.Agencies(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o.desk.MailFrom = func(int64) string { return "foi@example.org" }
	err = o.desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.Enqueue(ctx, sqlite.Outgoing{Key: "test/1", Agency: agencies[0].ID, MessageID: "m@x", Mail: []byte(`{"to":"a@example.org"}`), MadeAt: time.Now().Add(-time.Hour)})
	})
	if err != nil {
		t.Fatal(err)
	}
	var sent sentMails
	if n, err := o.desk.SendDue(ctx, &sent); n != 0 || err != nil || len(sent) != 0 {
		t.Errorf("sent %d, %v, while it is held", n, err)
	}
	admin, err := o.desk.DB.UserByLogin(ctx, "xitong")
	if err != nil {
		t.Fatal(err)
	}
	if since, err := o.desk.MailHeld(ctx); err != nil || since.IsZero() {
		t.Error(since, err)
	}
	if err := o.desk.ReleaseMail(ctx, admin); err != nil {
		t.Fatal(err)
	}
	if since, err := o.desk.MailHeld(ctx); err != nil || !since.IsZero() {
		t.Error(since, err)
	}
	if _, err := o.desk.SendDue(ctx, &sent); err != nil || len(sent) == 0 {
		t.Errorf("sent %d, %v, when it is let go", len(sent), err)
	}
}

// sentMails are mails that a server took.
type sentMails []desk.Mail

func (s *sentMails) Send(_ context.Context, m desk.Mail) error { *s = append(*s, m); return nil }
func (s *sentMails) IsPermanent(error) bool                    { return false }
