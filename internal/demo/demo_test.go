package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingda/fonts"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

var ctx = context.Background()

// TestMain makes passwords cheap.
func TestMain(m *testing.M) {
	auth.StandardCost = auth.PasswordCost{MemoryKiB: 64, Passes: 1, Threads: 1}
	os.Exit(m.Run())
}

// empty opens an office without anything in it.
func empty(t *testing.T) (*desk.Desk, *time.Time) {
	t.Helper()
	loaded, err := pdf.LoadFonts("../../fonts", fonts.FS())
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("fonts are missing: run make fonts")
	}
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
	at := new(time.Time)
	return &desk.Desk{
		DB: db, Files: files, Embedded: cal, Fonts: loaded, Now: func() time.Time { return *at }, Random: rand.Reader, CodeKey: []byte("k"),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), StatusURL: "https://www.mingchuan.example/zfxxgk/ysqgk/", Demo: true,
	}, at
}

// TestFill fills the office on the day of the pictures, a Monday, and counts.
func TestFill(t *testing.T) {
	d, at := empty(t)
	t.Parallel()
	now := time.Date(2026, 11, 23, 11, 45, 0, 0, calendar.Zone)
	if err := Fill(ctx, Office{Desk: d, SetNow: func(n time.Time) { *at = n }, Now: now, Log: d.Log}); err != nil {
		t.Fatal(err)
	}
	stages, clocks, results := map[casefile.Stage]int{}, map[string]int{}, map[string]int{}
	var late, today, provisional int
	rows, err := d.DB.Cases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		stages[r.Stage]++
		clocks[r.Clock]++
		results[string(r.Result)]++
		if r.Open && !r.DueOn.IsZero() && r.DueOn.Before(d.Today()) {
			late++
		}
		if r.Open && r.DueOn == d.Today() {
			today++
		}
		if r.Open && r.Provisional {
			provisional++
		}
	}
	t.Logf("%d cases; %v; %v; %v; %d late, %d due today, %d provisional", len(rows), stages, clocks, results, late, today, provisional)
	for _, s := range casefile.Stages {
		if stages[s] == 0 {
			t.Errorf("no case is %s", s)
		}
	}
	if len(rows) < 60 || late != 2 || today < 2 || provisional == 0 || len(results) < 18 || clocks["awaiting_clarification"] < 3 || clocks["consulting"] != 1 {
		t.Errorf("%d cases, %d late, %d due today, %d results", len(rows), late, today, len(results))
	}
	inputs := map[inbox.State]int{}
	for _, s := range inbox.States {
		if inputs[s], err = d.DB.CountInputs(ctx, sqlite.InputFilter{State: s}); err != nil || inputs[s] == 0 {
			t.Errorf("no input is %s, %v", s, err)
		}
	}
	t.Logf("inputs %v", inputs)
	if !at.Equal(now) || d.MailFrom != nil {
		t.Errorf("the clock stands at %v", at)
	}
	wantSound(t, d)
	wantFigures(t, d)
	wantReport(t, d)
	wantYearlies(t, d)
	wantInbox(t, d)
	wantSignIn(t, d)
	wantWork(t, d)
	wantProcedures(t, d, rows)
	wantReviews(t, d)
	wantLawsuits(t, d)
	wantReviewInbox(t, d)
	wantTrueLetters(t, d, rows)
}

// TestFillAnyDay fills it in the night of a Sunday in spring, in a year whose
// holidays are not known.
func TestFillAnyDay(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	t.Parallel()
	d, at := empty(t)
	now := time.Date(2027, 2, 14, 3, 0, 0, 0, calendar.Zone)
	if err := Fill(ctx, Office{Desk: d, SetNow: func(n time.Time) { *at = n }, Now: now, Log: d.Log}); err != nil {
		t.Fatal(err)
	}
	wantSound(t, d)
	wantYearlies(t, d)
}

// wantInbox wants what waits to be proposed for what it is.
func wantInbox(t *testing.T, d *desk.Desk) {
	t.Helper()
	clerk, err := d.DB.UserByLogin(ctx, "feng")
	if err != nil {
		t.Fatal(err)
	}
	rows, _, err := d.Waiting(ctx, clerk, 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	marks, err := d.Marks(ctx, clerk, rows)
	if err != nil {
		t.Fatal(err)
	}
	var noise, answers, alike, calls, spoken, repaired int
	for _, m := range marks {
		noise += count(m.Course == intake.Noise)
		answers += count(m.Course == intake.Answer)
		alike += count(m.Alike > 0)
		calls += count(m.ToCall)
		spoken += count(m.Spoken)
		repaired += count(m.Repaired)
	}
	if noise != 2 || answers != 1 || alike < 2 || calls != 1 || spoken != 1 || repaired != 2 {
		t.Errorf("%d noise, %d answers, %d alike, %d to call, %d spoken, %d repaired", noise, answers, alike, calls, spoken, repaired)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// wantSound wants the balance, the ledger, the files and the rows in order.
func wantSound(t *testing.T, d *desk.Desk) {
	t.Helper()
	rows, err := d.DB.Balance(ctx, 0, calendar.NewDate(2020, 1, 1), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if !r.Agrees() {
			t.Errorf("%+v", r)
		}
	}
	v, err := d.Verify(ctx)
	if err != nil || !v.Sound() {
		t.Errorf("%v %v %v %v", v.Ledger.Findings, v.Audit.Findings, v.Damaged, err)
	}
	differences, err := d.Rebuild(ctx)
	if err != nil || len(differences) > 0 {
		t.Errorf("%v, %v", differences, err)
	}
	last := time.Time{}
	err = d.DB.Each(ctx, func(e ledger.Entry) error {
		if e.At.Before(last) {
			return fmt.Errorf("entry %d, %s, is before the one before it", e.Seq, e.Type)
		}
		last = e.At
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// wantSignIn wants every role to have somebody who can sign in, and the number
// of every person and organisation to be right.
func wantSignIn(t *testing.T, d *desk.Desk) {
	t.Helper()
	roles := map[auth.Role]bool{}
	for _, a := range Accounts() {
		u, err := d.SignIn(ctx, a.Login, Password)
		if err != nil || u.Name != a.Name || u.MustChange || a.Role == "" || a.Unit == "" {
			t.Errorf("%+v: %v", a, err)
			continue
		}
		roles[u.Roles[0]] = true
	}
	for _, r := range auth.Roles {
		if !roles[r] {
			t.Errorf("nobody is %s", r.Label())
		}
	}
}

// wantTrueLetters wants every letter to say what was done: who drafted it had
// signed for the case, an extension was consented to on the day the clock has,
// no reply says that third parties were asked, and nothing was published after it was cited.
func wantTrueLetters(t *testing.T, d *desk.Desk, rows []casefile.Row) {
	t.Helper()
	all, err := d.DB.UserByLogin(ctx, "qin")
	if err != nil {
		t.Fatal(err)
	}
	published := regexp.MustCompile(`/(\d{4})(\d\d)/t(\d{4})(\d\d)(\d\d)_`)
	letters := 0
	for _, r := range rows {
		v, err := d.Case(ctx, all, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		c := v.Case
		for _, l := range c.Letters {
			letters++
			if c.SignedFor.IsZero() {
				t.Errorf("%s has a letter, and nobody signed for it", c.Number)
			}
			if l.Values["third_asked_on"] != "" || l.Values["ground"] == "third_party" || strings.Contains(string(l.Value), "征求") && l.IsReply() {
				t.Errorf("%s: the letter says that third parties were asked", c.Number)
			}
			if on := l.Values["consented_on"]; on != "" && !l.SignedOn.IsZero() && on != l.SignedOn.String() {
				t.Errorf("%s: consented to on %s, and extended on %s", c.Number, on, l.SignedOn)
			}
			if m := published.FindStringSubmatch(l.Values["where"]); m != nil {
				if on := m[3] + "-" + m[4] + "-" + m[5]; m[1] != m[3] || m[2] != m[4] || on >= c.Receipt.On.String() {
					t.Errorf("%s, received on %s, cites %s", c.Number, c.Receipt.On, l.Values["where"])
				}
			}
		}
	}
	if letters < 50 {
		t.Errorf("%d letters", letters)
	}
}

// wantWork wants something to wait for everybody whose role handles cases: who
// looks at the demo for the first time should see what the role is for.
func wantWork(t *testing.T, d *desk.Desk) {
	t.Helper()
	waitsFor := map[auth.Role]casefile.Party{
		auth.Clerk: casefile.ClerkWaits, auth.Officer: casefile.UnitWaits, auth.Checker: casefile.CheckerWaits, auth.Signer: casefile.SignerWaits,
	}
	for _, p := range staff {
		party := waitsFor[p.role]
		if party == "" {
			continue
		}
		u, err := d.DB.UserByLogin(ctx, p.login)
		if err != nil {
			t.Fatal(err)
		}
		f := sqlite.CaseFilter{Open: true, WaitsFor: party, Agency: u.Agency, Limit: 1}
		if p.role == auth.Officer {
			f.Unit, f.Officer = u.Unit, u.ID
		}
		if _, n, err := d.Cases(ctx, u, f); err != nil || n == 0 {
			t.Errorf("nothing waits for %s (%s), %v", p.name, p.role.Label(), err)
		}
	}
}
