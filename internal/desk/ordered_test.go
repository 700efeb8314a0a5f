package desk

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

func on(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// decided is a decision on reconsideration of a reply, received on 2026-11-30.
func decided(reply int, o casefile.RemedyOutcome) (RemedyForm, casefile.Judged) {
	f := casefile.Judged{Forum: casefile.InReview, Letter: reply, Body: "明川市人民政府", Number: "明政复〔2026〕9号", DecidedOn: on("2026-11-26"), Outcome: o}
	f.Private.Order = "撤销该答复，责令十日内重新答复"
	return RemedyForm{On: on("2026-11-30")}, f
}

// TestOrdered takes a reply that was revoked to the one that is given anew: an
// archived case is open again, the old letter says that it was revoked, the new one
// by what it is made, and a mistaken entry is taken back.
func TestOrdered(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	old := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: old, Way: casefile.Downloaded}))
	pending := casefile.Challenged{Forum: casefile.InReview, Letter: old, Body: "明川市人民政府"}
	b.refused(b.NoteChallenge(ctx, b.by("officer"), id, RemedyForm{On: b.today()}, pending), "auth_role")
	b.must(b.NoteChallenge(ctx, b.by("clerk"), id, RemedyForm{On: b.today()}, pending))
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	code := b.caseOf(id).Letters[old-1].Code

	b.goTo("2026-12-01")
	form, f := decided(old, casefile.OrderedAnswer)
	f.Challenge, f.Days = b.caseOf(id).Pending()[0].Entry, 10
	form.Scans, form.Version = []intake.File{b.upload("决定书.pdf", "application/pdf", "%PDF-1.4")}, b.caseOf(id).Version
	b.refused(b.NoteOutcome(ctx, b.by("signer"), id, form, f), "auth_role")
	b.must(b.NoteOutcome(ctx, b.by("clerk"), id, form, f))
	b.refused(b.NoteOutcome(ctx, b.by("clerk"), id, form, f), "stale_version")
	b.stage(id, casefile.StageHandling)
	b.due(id, deadline.Running, "2026-12-14")
	c := b.caseOf(id)
	if m, ok := c.Material(c.Judgements[0].Proof); !ok || m.Name != "决定书.pdf" || len(c.Pending()) != 0 {
		t.Errorf("the scan: %+v", m)
	}
	g, err := b.GenuineByCode(ctx, code)
	b.must(err)
	if g.Stands() || g.Revoked != on("2026-11-30") || g.RevokedPart || g.RevokedBy != casefile.InReview {
		t.Errorf("the revoked one: %+v", g)
	}
	b.sound()
	revoked := func(want int) {
		t.Helper()
		for state, n := range map[sqlite.NumberState]int{sqlite.NumberRevoked: want, sqlite.NumberStands: 1 - want} {
			book, err := b.Numbers(ctx, b.by("clerk"), NumberQuery{State: state, Limit: 50})
			if b.must(err); book.Total != n || len(book.Lines) != n || n == 1 && book.Lines[0].State != state {
				t.Errorf("in the register of numbers %d are %s, want %d", book.Total, state, n)
			}
		}
	}
	revoked(1)

	entry := c.Judgements[0].Entry
	b.refused(b.TakeBack(ctx, b.by("officer"), id, 0, takenBack(entry)), "auth_role")
	b.must(b.TakeBack(ctx, b.by("clerk"), id, 0, takenBack(entry)))
	b.stage(id, casefile.StageArchived)
	if g, err = b.GenuineByCode(ctx, code); err != nil || !g.Stands() {
		t.Errorf("taken back, and not standing: %+v", g)
	}
	b.sound()
	revoked(0)
	form.Version = 0
	b.must(b.NoteOutcome(ctx, b.by("clerk"), id, form, f))

	same, err := b.Draft(ctx, b.by("officer"), id, 0, letter.NotExisting, values(t, letter.NotExisting), nil)
	b.must(err)
	if !strings.Contains(findingsOf(same), "不能以同一事实和理由") {
		t.Errorf("the same again is not said: %s", findingsOf(same))
	}
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.refused(b.TakeBack(ctx, b.by("clerk"), id, 0, takenBack(b.caseOf(id).Judgements[0].Entry)), "order_followed")
	value, err := signedValue(b.caseOf(id).Letters[n-1])
	b.must(err)
	if text := value.Text(); !strings.Contains(text, "作出《行政复议决定书》（明政复〔2026〕9号），撤销该答复，责令本机关重新答复") {
		t.Error(text)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.stage(id, casefile.StageReplied)
	if st, err := b.Status(ctx, visit); err != nil || len(st.Letters) != 2 {
		t.Error(err)
	}
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	b.sound()
}

// findingsOf joins what the check of a draft says.
func findingsOf(v DraftView) string {
	var all []string
	for _, f := range v.Findings {
		all = append(all, f.Text)
	}
	return strings.Join(all, "\n")
}

// takenBack takes back the n-th entry of a case.
func takenBack(n int) casefile.TakenBack {
	f := casefile.TakenBack{Corrects: n}
	f.Private.Reason = "登错了案件"
	return f
}
