package desk

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/intake"
)

// TestConfirmation: who wrote a letter gets a confirmation on paper: with the
// code while it is known, with the day of the phone call once there was one,
// and from the case as it is registered.
func TestConfirmation(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	ticket, err := b.TakePost(ctx, b.by("clerk"), intake.PostInput{Agency: "1", ArrivedOn: b.today(), Applicant: people, Wants: wants(casefile.ByPost)})
	b.must(err)
	read := func(code auth.Code) string {
		t.Helper()
		paper, err := b.ConfirmationPDF(ctx, b.by("clerk"), ticket.Input, code)
		b.must(err)
		return b.words(bytes.NewReader(paper))
	}
	if got := read(ticket.Code); !strings.Contains(got, ticket.Number) || !strings.Contains(got, ticket.Code.String()) || !strings.Contains(got, "确认之日为收到申请之日") {
		t.Errorf("before anybody was reached: %s", got)
	}
	b.must(b.Call(ctx, b.by("clerk"), ticket.Input, intake.Call{At: b.at.Add(-time.Minute), Outcome: intake.Reached}))
	if got := read(""); strings.Contains(got, "查询码：") || !strings.Contains(got, "收到申请之日为2026年9月22日") {
		t.Errorf("after the call: %s", got)
	}
	if _, err := b.ConfirmationPDF(ctx, b.by("foreign-clerk"), ticket.Input, ""); err == nil {
		t.Error("another agency prints it")
	}
	id := b.register(ticket.Input, wants(casefile.ByPost))
	paper, err := b.CaseConfirmationPDF(ctx, b.by("clerk"), id)
	b.must(err)
	if got := b.words(bytes.NewReader(paper)); !strings.Contains(got, people.Name) || !strings.Contains(got, "收到申请之日为2026年9月22日") {
		t.Errorf("of the case: %s", got)
	}
}
