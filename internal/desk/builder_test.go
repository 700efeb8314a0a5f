package desk

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/fonts"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/sealed"
	"mingda/internal/sqlite"
)

var ctx = context.Background()

var loadedFonts = sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts("../../fonts", fonts.FS()) })

// A bench is an office on real files, with people and a clock that is moved by
// hand.
type bench struct {
	*Desk
	t     *testing.T
	at    time.Time
	dir   string
	sent  *sender
	staff map[string]auth.User
	forms int
}

// openDesk opens a desk over the files in dir.
func openDesk(dir string, now func() time.Time) (*Desk, error) {
	seal, err := ledger.NewSealer([]byte("0123456789abcdef"), rand.Reader)
	if err != nil {
		return nil, err
	}
	db, err := sqlite.Open(ctx, filepath.Join(dir, "mingda.db"), seal)
	if err != nil {
		return nil, err
	}
	keys := sealed.NewKeys(rand.Reader, sealed.Key{Secret: []byte("the key of files")})
	files, err := filestore.OpenSealed(filepath.Join(dir, "files"), keys)
	if err != nil {
		return nil, err
	}
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		return nil, err
	}
	return &Desk{
		DB: db, Files: files, Embedded: cal, Now: now, Random: rand.Reader, CodeKey: []byte("key of codes"),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), StatusURL: "https://www.example/status",
		MailFrom: func(agency int64) string { return []string{"", "ysqgk@mingchuan.example", "", ""}[agency] },
		Limits:   Limits{Upload: 20 << 20, Files: 300}, Demo: true,
	}, nil
}

// newBench opens an office at ten on 2026-09-22, a Tuesday: agency 1 with units
// 1 and 2 and all its people, agency 2 with a clerk.
func newBench(t *testing.T) *bench {
	t.Helper()
	t.Parallel()
	b := &bench{t: t, dir: t.TempDir(), sent: &sender{}, staff: map[string]auth.User{}}
	b.at = time.Date(2026, 9, 22, 10, 0, 0, 0, calendar.Zone)
	d, err := openDesk(b.dir, func() time.Time { b.at = b.at.Add(time.Second); return b.at })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.DB.Close() })
	b.Desk = d
	for _, code := range []string{"QZF", "ZJJ"} {
		a := office.Agency{Code: code, Name: "明川区" + code, LetterWord: map[string]string{"QZF": "明政公开", "ZJJ": "明住建公开"}[code], ReviewBody: "和宁市人民政府", ReviewChannel: "https://xzfy.hening.example/", Court: "明川区人民法院",
			CasePrefix: code[:1], Address: "团结路1号", Phone: "0990-6220001", MailAddress: code + "@mingchuan.example", Active: true}
		id := b.must1(d.PutAgency(ctx, Operator, a))
		b.must1(d.PutUnit(ctx, Operator, office.Unit{Agency: id, Name: code + "一科", Active: true}))
	}
	b.must1(d.PutUnit(ctx, Operator, office.Unit{Agency: 1, Name: "二科", Active: true})) // unit 3
	for _, p := range []struct {
		login        string
		role         auth.Role
		agency, unit int64
	}{
		{"clerk", auth.Clerk, 1, 0}, {"officer", auth.Officer, 1, 1}, {"other-officer", auth.Officer, 1, 3}, {"checker", auth.Checker, 1, 0},
		{"signer", auth.Signer, 1, 0}, {"coordinator", auth.Coordinator, 1, 0}, {"foreign-clerk", auth.Clerk, 2, 0}, {"admin", auth.SystemAdmin, 0, 0},
	} {
		u := auth.User{Login: p.login, Name: p.login, Roles: []auth.Role{p.role}, Agency: p.agency, Unit: p.unit}
		u.ID = b.must1(d.PutUser(ctx, Operator, u, "mingda-demo"))
		b.staff[p.login] = u
	}
	return b
}

// needFonts loads the fonts of the checkout; without them the test is skipped,
// but fails on the build machine.
func (b *bench) needFonts() {
	b.t.Helper()
	f, err := loadedFonts()
	if err != nil {
		if os.Getenv("CI") == "true" {
			b.t.Fatal(err)
		}
		b.t.Skip("fonts are missing: run make fonts")
	}
	b.Fonts = f
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("%v %v", err, fault.FieldsOf(err))
	}
}

func (b *bench) must1(id int64, err error) int64 { b.t.Helper(); b.must(err); return id }

// by returns one of the staff.
func (b *bench) by(login string) auth.User { return b.staff[login] }

// goTo moves the clock to nine on a day.
func (b *bench) goTo(day string) {
	d, err := calendar.ParseDate(day)
	b.must(err)
	b.at = d.Start().Add(9 * time.Hour)
}

// refused wants an error with the code, of the field if one is named.
func (b *bench) refused(err error, code fault.Code, field ...string) {
	b.t.Helper()
	var f *fault.Error
	ok := errors.As(err, &f)
	if ok && len(field) > 0 {
		f, ok = f.Fields[field[0]]
	}
	if !ok || f.Code != code {
		b.t.Errorf("refused with %v %v, want %s", err, fault.FieldsOf(err), code)
	}
}

// sound wants the balance to hold, the ledger and the files to verify, and the
// rows to be what the ledger says, also those that the yearly report counts.
func (b *bench) sound() {
	b.t.Helper()
	rows, err := b.DB.Balance(ctx, 0, calendar.NewDate(2020, 1, 1), calendar.NewDate(2030, 1, 1))
	b.must(err)
	for _, r := range rows {
		if !r.Agrees() {
			b.t.Errorf("the balance does not agree: %+v", r)
		}
	}
	v, err := b.Verify(ctx)
	if err != nil || !v.Sound() {
		b.t.Fatalf("%+v, %+v, %v, %v", v.Ledger, v.Audit, v.Damaged, err)
	}
	differences, err := b.Rebuild(ctx)
	if err != nil || len(differences) > 0 {
		b.t.Fatalf("rows differ from the ledger: %v, %v", strings.Join(differences, "\n"), err)
	}
	b.reportAgrees()
}

var people = casefile.Applicant{
	Class: casefile.Natural, Name: "阿卜杜热合曼·麦麦提明", IDNumber: "650000199003070015", Phone: "13900001357",
	Email: "abdurehman@example.com", Address: "明川区团结路46号", PostCode: "834000",
}

func wants(d casefile.Delivery) casefile.Wants {
	w := casefile.Wants{Subject: "团结路片区征收补偿方案", Content: "团结路片区（二期）房屋征收补偿方案\n征收补偿资金拨付凭证", Medium: casefile.Electronic, Delivery: d}
	if !d.IsElectronic() {
		w.Medium = casefile.Paper
	}
	return w
}

// form is a web form as it is sent.
func form(d casefile.Delivery) intake.FormInput {
	return intake.FormInput{Agency: "1", Applicant: people, Wants: wants(d)}
}

// web takes a web form in.
func (b *bench) web(f intake.FormInput) Ticket {
	b.t.Helper()
	b.forms++
	ticket, err := b.TakeForm(ctx, fmt.Sprint("form ", b.forms), f)
	b.must(err)
	b.sound()
	return ticket
}

// letterIn is the raw bytes of a request by mail.
func letterIn(id, extra string) string {
	return "From: =?UTF-8?B?6Zi/?= <abdurehman@example.com>\r\nTo: ysqgk@mingchuan.example\r\nSubject: =?UTF-8?B?55Sz6K+35YWs5byA?=\r\nMessage-ID: <" + id + ">\r\n" +
		"Date: Tue, 22 Sep 2026 09:58:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n" + extra + "\r\n" +
		"申请公开团结路片区（二期）房屋征收补偿方案。\r\n申请人：阿卜杜热合曼·麦麦提明\r\n电话：13900001357\r\n"
}

// mail takes a mail in and returns its input.
func (b *bench) mail(uid uint32, id, raw string) inbox.ID {
	b.t.Helper()
	b.must(b.TakeMails(ctx, []RawMail{{Agency: 1, Mailbox: "INBOX", UIDValidity: 1, UID: uid, ReachedAt: b.at, Body: strings.NewReader(raw)}}))
	rows, err := b.DB.InputsWithMessageID(ctx, id)
	if err != nil || len(rows) == 0 {
		b.t.Fatalf("the mail %s is not there: %v", id, err)
	}
	b.sound()
	return rows[len(rows)-1].ID
}

// register registers an input on the proposed day.
func (b *bench) register(id inbox.ID, w casefile.Wants) casefile.ID {
	b.t.Helper()
	v, err := b.Input(ctx, b.by("clerk"), id)
	b.must(err)
	if v.Proposed < 0 {
		b.t.Fatalf("no day of receipt is proposed: %+v", v.Candidates)
	}
	p := v.Candidates[v.Proposed]
	c, err := b.Register(ctx, b.by("clerk"), id, Registration{Version: v.Input.Version, Applicant: people, Wants: w, On: p.On, Ground: p.Ground})
	b.must(err)
	b.sound()
	return c
}

// assigned assigns a case to unit 1 and lets it sign for it.
func (b *bench) assigned(id casefile.ID) casefile.ID {
	b.t.Helper()
	b.must(b.Assign(ctx, b.by("clerk"), id, 0, casefile.Assigned{Unit: 1, Officer: b.by("officer").ID}))
	b.must(b.SignFor(ctx, b.by("officer"), id, 0))
	return id
}

// values are what an officer fills in for a letter of the kind.
func values(t *testing.T, kind letter.Kind) letter.Values {
	sample, err := letter.Sample(kind)
	if err != nil {
		t.Fatal(err)
	}
	v := letter.Values{}
	for k, s := range sample.Values {
		v[k] = s
	}
	return v
}

// signed drafts, checks and signs a letter of the kind, and returns its number
// within the case.
func (b *bench) signed(id casefile.ID, kind letter.Kind, v letter.Values, materials ...int) int {
	b.t.Helper()
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: kind, Values: v, Materials: materials})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, version+1, n, "可以"))
	b.must(b.Sign(ctx, b.by("signer"), id, version+2, n))
	return n
}

// caseOf returns the case as it is.
func (b *bench) caseOf(id casefile.ID) *casefile.Case {
	b.t.Helper()
	c, err := loadCase(ctx, b.DB, id)
	b.must(err)
	return c
}

// stage wants the case, and its row, in a stage.
func (b *bench) stage(id casefile.ID, want casefile.Stage) {
	b.t.Helper()
	row, err := b.DB.CaseRow(ctx, id)
	if err != nil || row.Stage != want || b.caseOf(id).Stage() != want {
		b.t.Errorf("stage %s, row %s, %v; want %s", b.caseOf(id).Stage(), row.Stage, err, want)
	}
}

// A sender keeps what it sends, or fails as it is told.
type sender struct {
	mails     []Mail
	fail      error
	permanent bool
}

func (s *sender) Send(_ context.Context, m Mail) error {
	if s.fail != nil {
		return s.fail
	}
	s.mails = append(s.mails, m)
	return nil
}

func (s *sender) IsPermanent(error) bool { return s.permanent }

// words reads a PDF back with pdftotext.
func (b *bench) words(r io.Reader) string {
	b.t.Helper()
	body, err := io.ReadAll(r)
	b.must(err)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") == "true" {
			b.t.Fatal("pdftotext is missing (poppler-utils)")
		}
		b.t.Skip("pdftotext is missing (poppler-utils)")
	}
	cmd := exec.Command("pdftotext", "-", "-")
	cmd.Stdin = bytes.NewReader(body)
	out, err := cmd.Output()
	b.must(err)
	return strings.Join(strings.Fields(string(out)), "")
}
