package desk

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/audit"
	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// marked is an applicant whose numbers are like no others.
var marked = casefile.Applicant{
	Class: casefile.Natural, Name: "顾行简", IDNumber: "65000019870605448X", Phone: "13842427979", Email: "Gu.Marked@Mail.example", Address: "明川区槐树巷77号", PostCode: "830077",
}

// TestFoundByNumber: a case is found by a whole number of its people, however it is
// written, by who may see it and by nobody else, in the search and in the register, also
// after a rebuild; by a part of one it is not, and of an erased case nothing is left.
func TestFoundByNumber(t *testing.T) {
	b := newBench(t)
	wanted := casefile.Wants{Subject: "补偿方案", Content: "补偿方案，账号6222020077345678912", Medium: casefile.Paper, Delivery: casefile.ByPost}
	ticket := b.web(intake.FormInput{Agency: "1", Applicant: marked, Wants: wanted})
	v := b.view(ticket.Input)
	p := v.Candidates[v.Proposed]
	c, err := b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Version: v.Input.Version, Applicant: marked, Wants: wanted, On: p.On, Ground: p.Ground})
	b.must(err)
	id := int64(c)
	b.mail(7, "m1@mail.example", letterIn("m1@mail.example", ""))
	finds := func(by, typed string) bool {
		t.Helper()
		hits := b.hits(by, typed)
		rows, n, err := b.Cases(ctx, b.by(by), sqlite.CaseFilter{Words: typed})
		b.must(err)
		if len(rows) != len(hits) || n != len(hits) {
			t.Errorf("%s, %q: the search finds %d, the register %d", by, typed, len(hits), n)
		}
		return len(hits) == 1 && int64(hits[0].Row.ID) == id
	}
	whole := []string{"65000019870605448X", "65000019870605448x", "６５００００１９８７０６０５４４８Ｘ", "650000 1987 0605 448X", "13842427979", "+86 138-4242-7979", "138 4242 7979", "gu.marked@mail.example", "GU.MARKED＠mail.example", "补偿 13842427979", "6222020077345678912"}
	for _, typed := range whole {
		if !finds("clerk", typed) || finds("foreign-clerk", typed) || finds("other-officer", typed) {
			t.Errorf("%q", typed)
		}
	}
	for _, typed := range []string{"1384242", "650000198706", "gu.marked", "幼儿园 13842427979", "槐树巷"} {
		if finds("clerk", typed) {
			t.Errorf("%q finds it", typed)
		}
	}
	b.rebuilt()
	if !finds("clerk", whole[0]) {
		t.Error("after a rebuild")
	}
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.Erase(ctx, ledger.Case, id) }))
	if finds("clerk", whole[0]) {
		t.Error("an erased case is found")
	}
}

// TestNothingClear: an office into which marked numbers, mailboxes and addresses came
// through its doors has them in no byte of its database, nor of what is written ahead of it,
// nor in its log; only the raw originals have.
func TestNothingClear(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	var log bytes.Buffer
	b.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	wanted := casefile.Wants{Subject: "补偿方案，电话13842427979", Content: "账号6222020077345678912，住址：明川区槐树巷77号。", Medium: casefile.Electronic, Delivery: casefile.ByEmail}
	ticket := b.web(intake.FormInput{Agency: "1", Applicant: marked, Wants: wanted})
	v := b.view(ticket.Input)
	p := v.Candidates[v.Proposed]
	id, err := b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Version: v.Input.Version, Applicant: marked, Wants: wanted, On: p.On, Ground: p.Ground})
	b.must(err)
	b.assigned(id)
	b.joint(id, casefile.ByPost, casefile.Applicant{Name: "李四", IDNumber: marked.IDNumber, Address: "槐树巷78号", Email: "li.marked@mail.example"})
	f := casefile.ConsultationOpened{Of: casefile.AsThirdParty}
	f.Private.Addressee = casefile.Addressee{Name: company, Is: casefile.Organisation, Contact: "程某", Phone: "13742427979", Address: "和宁市槐树巷79号"}
	f.Private.About = "单价"
	b.must(b.Consult(ctx, b.by("officer"), id, b.caseOf(id).Version, f))
	b.mail(1, "m1@mail.example", strings.NewReplacer("=?UTF-8?B?6Zi/?= <abdurehman@example.com>", "<gu.marked@mail.example>", "=?UTF-8?B?55Sz6K+35YWs5byA?=", "13842427979").Replace(letterIn("m1@mail.example", "\r\n电话 13842427979")))
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}))
	b.sent.fail = errors.New("450 <gu.marked@mail.example>: busy, call 13842427979")
	for range 2 {
		_, err = b.SendDue(ctx, b.sent)
		b.must(err)
		b.sent.fail, b.at = nil, b.at.Add(time.Hour)
	}
	b.mail(2, "b1@mx.example.com", strings.ReplaceAll(mailReport("b1@mx.example.com", "failed", b.sent.mails[len(b.sent.mails)-1].MessageID), "abdurehman@example.com", "gu.marked@mail.example"))
	b.readAll()
	export, err := b.Export(ctx, b.by("clerk"), sqlite.TableExport{What: "台账", Chosen: "有“13842427979”", Address: "/cases/export?q=13842427979&view=all", Name: "x"}, func(io.Writer, string) (int, error) { return 1, nil })
	b.must(err)
	export.Close()
	b.must(b.Record(ctx, b.by("clerk"), audit.Entry{Kind: audit.Searched, Words: "13842427979 gu.marked@mail.example"}))
	b.nowhere(log.Bytes(), "13842427979", "6222020077345678912", "gu.marked@mail.example", "li.marked@mail.example", marked.IDNumber, "13742427979", "槐树巷")
}

// nowhere wants the texts in no file of the office but the raw ones, nor in the log.
func (b *bench) nowhere(log []byte, texts ...string) {
	b.t.Helper()
	files, err := filepath.Glob(filepath.Join(b.dir, "*.db*"))
	b.must(err)
	if len(files) < 2 {
		b.t.Fatalf("%v: no database with its log ahead", files)
	}
	for _, name := range append(files, "") {
		content := log
		if name != "" {
			content, err = os.ReadFile(name)
			b.must(err)
		}
		for _, text := range texts {
			if at := bytes.Index(bytes.ToLower(content), bytes.ToLower([]byte(text))); at >= 0 {
				b.t.Errorf("%q stands in %q: %q", text, name, content[max(0, at-80):min(len(content), at+40)])
			}
		}
	}
}
