package desk

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// pressedFor is a chase as a form sends it.
func (b *bench) pressedFor(days int) casefile.Chased {
	f := casefile.Chased{Why: "near", AnswerBy: b.today().AddDays(days)}
	f.Private.What = "提出答复意见"
	return f
}

// TestChaseMail tells those of the unit by mail, once, within the office hours, and
// not what was answered meanwhile.
func TestChaseMail(t *testing.T) {
	b := newBench(t)
	b.reminding("officer", "other-officer")
	id, _ := b.handled(casefile.ByDownload)
	b.at = b.today().Start().Add(20 * time.Hour) // in the evening
	b.sendAll()
	b.sent.mails = nil
	b.must(b.Chase(ctx, b.by("coordinator"), id, 0, b.pressedFor(2)))
	if mails := b.reminded(); len(mails) != 0 {
		t.Fatal("sent at night", mails)
	}
	b.at = b.today().AddDays(1).Start().Add(9*time.Hour + time.Minute)
	mails := b.reminded()
	if len(mails) != 1 || mails[0].To != "officer@mingchuan.example" || !strings.Contains(mails[0].Text, "/desk/cases/") || strings.Contains(mails[0].Text, "阿卜杜热合曼") {
		t.Fatalf("%+v", mails)
	}
	if mails := b.reminded(); len(mails) != 0 {
		t.Error("sent twice", mails)
	}
	end := func() { b.must(b.EndChase(ctx, b.by("clerk"), id, 0, "另行督办")) }
	end()
	b.at = b.today().Start().Add(20 * time.Hour)
	b.must(b.Chase(ctx, b.by("clerk"), id, 0, b.pressedFor(2)))
	end()
	b.goTo("2026-09-24")
	if mails := b.reminded(); len(mails) != 0 {
		t.Error("sent though it was ended", mails)
	}
	all, err := b.DB.Outbox(ctx, 0, 1)
	if err != nil || all[0].State != sqlite.OutboxDropped || all[0].LastError != DroppedChaseOver {
		t.Errorf("%+v, %v", all, err)
	}
	b.sound()
}

// TestChaseWho: who may press, answer, end, ask the coordinating office and answer
// for it.
func TestChaseWho(t *testing.T) {
	b := newBench(t)
	id, _ := b.handled(casefile.ByDownload)
	forbidden := func(err error) {
		t.Helper()
		if fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%v", err)
		}
	}
	for _, who := range []string{"officer", "foreign-clerk", "admin"} {
		forbidden(b.Chase(ctx, b.by(who), id, 0, b.pressedFor(2)))
	}
	abroad := auth.User{ID: 99, Roles: []auth.Role{auth.Coordinator}} // of no agency
	b.must(b.Chase(ctx, abroad, id, 0, b.pressedFor(2)))
	answer := casefile.ChaseAnswered{Promised: b.today()}
	answer.Private.Text = "今天送审"
	for _, who := range []string{"clerk", "other-officer", "coordinator"} {
		forbidden(b.AnswerChase(ctx, b.by(who), id, 0, answer))
	}
	b.must(b.AnswerChase(ctx, b.by("officer"), id, 0, answer))
	forbidden(b.EndChase(ctx, b.by("officer"), id, 0, ""))
	b.must(b.EndChase(ctx, b.by("clerk"), id, 0, ""))
	forbidden(b.Escalate(ctx, b.by("other-officer"), id, 0, "卡住了"))
	b.must(b.Escalate(ctx, b.by("officer"), id, 0, "卡住了"))
	forbidden(b.AnswerEscalation(ctx, b.by("clerk"), id, 0, "请住建局办"))
	b.must(b.AnswerEscalation(ctx, abroad, id, 0, "请住建局办"))
	b.sound()
	b.rebuilt()
}

// TestChasePaper prints the paper of a chase as it was, also afterwards.
func TestChasePaper(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	b.must(b.Chase(ctx, b.by("clerk"), id, 0, b.pressedFor(2)))
	entry := b.caseOf(id).Chases[0].Entry
	b.goTo("2026-10-08")
	made, err := b.ChasePDF(ctx, b.by("officer"), id, entry)
	b.must(err)
	words := b.words(strings.NewReader(string(made)))
	for _, want := range []string{"督办", "提出答复意见", "2026年9月24日", "2026年9月22日", "clerk"} {
		if !strings.Contains(words, want) {
			t.Errorf("it does not say %s:\n%s", want, words)
		}
	}
	_, err = b.ChasePDF(ctx, b.by("officer"), id, 1)
	b.refused(err, "entry_not_found")
}
