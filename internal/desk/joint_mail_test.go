package desk

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// byMail adds a joint applicant who wants to get everything by mail.
func (b *bench) byMail(id casefile.ID, name, email string) {
	b.t.Helper()
	b.joint(id, casefile.ByEmail, casefile.Applicant{Name: name, Email: email})
}

// TestJointMail: each who chose it gets the letter by a mail of their own, and is served
// when that is sent; the request is answered with the last.
func TestJointMail(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByEmail)
	b.byMail(id, "李四", "lisi@example.com")
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	clerk := b.by("clerk")
	for to := range 2 {
		b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, To: to, Way: casefile.Emailed}))
	}
	b.refused(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, To: 1, Way: casefile.Emailed}), "joint_sending", "to")
	b.refused(b.Void(ctx, b.by("signer"), id, 0, n, "写错"), "letter_under_way")
	_, err := b.SendDue(ctx, b.sent)
	b.must(err)
	for at, want := range []struct{ to, name string }{{b.caseOf(id).Applicant.Email, b.caseOf(id).Applicant.Name}, {"lisi@example.com", "李四"}} {
		m := b.sent.mails[len(b.sent.mails)-2+at]
		if m.To != want.to || !strings.HasPrefix(m.Text, want.name+"：") || len(m.Attached) == 0 {
			t.Errorf("mail %d: to %s: %s", at, m.To, m.Text)
		}
	}
	c := b.caseOf(id)
	if l := c.Letters[n-1]; c.Stage() != casefile.StageReplied || len(l.Sending) != 0 || l.ServiceTo(1).Way != casefile.Emailed || l.ServiceTo(1).Address != "lisi@example.com" {
		t.Errorf("%s, %+v", c.Stage(), l.Sent)
	}
	b.sound()
}

// TestJointMailBack: the mails to both come back: what is said of one leaves the other.
func TestJointMailBack(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByEmail)
	b.byMail(id, "李四", "lisi@example.com")
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	clerk := b.by("clerk")
	for to := range 2 {
		b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, To: to, Way: casefile.Emailed}))
	}
	_, err := b.SendDue(ctx, b.sent)
	b.must(err)
	mails := b.sent.mails[len(b.sent.mails)-2:]
	b.goTo("2026-09-24")
	b.mail(1, "b1@mx.example.com", mailReport("b1@mx.example.com", "failed", mails[1].MessageID))
	b.mail(2, "b2@mx.example.com", mailReport("b2@mx.example.com", "failed", mails[0].MessageID))
	back := func() (all []int) {
		for to := range 2 {
			if b.caseOf(id).Letters[n-1].CameBack(to) {
				all = append(all, to)
			}
		}
		return all
	}
	if l := b.caseOf(id).Letters[n-1]; !slices.Equal(back(), []int{0, 1}) || l.Bounced.To != 1 || !slices.Equal(l.Undelivered(), []int{0, 1}) {
		t.Fatalf("%v, %+v", back(), l.Bounced)
	}
	f := missed(n, "邮箱退信")
	f.To = 1
	b.must(b.CorrectService(ctx, clerk, id, f))
	if l := b.caseOf(id).Letters[n-1]; !slices.Equal(back(), []int{0}) || l.Bounced.To != 0 || l.Bounced.Input == 0 || l.Stage != casefile.IsReady {
		t.Fatalf("%v, %+v, %s", back(), l.Bounced, l.Stage)
	}
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, To: 1, Way: casefile.Emailed}))
	all, err := b.Outbox(ctx, clerk)
	b.must(err)
	b.must(b.CancelMail(ctx, clerk, all[0].ID))
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsReady || len(l.Sending) != 0 || !slices.Equal(back(), []int{0}) {
		t.Errorf("cancelled: %s, %v", l.Stage, l.Sending)
	}
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, To: 1, Way: casefile.Emailed}))
	if _, err := b.SendDue(ctx, b.sent); err != nil || b.sent.mails[len(b.sent.mails)-1].To != "lisi@example.com" {
		t.Errorf("again: %v", err)
	}
	b.sound()
}

// TestJointOwnMail: a reply to one of them alone goes by mail to them, where they chose it.
func TestJointOwnMail(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	b.byMail(id, "李四", "lisi@example.com")
	b.together(id, "王五", "胜利路1号")
	own := func(to int) int {
		n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: values(t, letter.Disclose), To: to, Joint: []int{}})
		b.must(err)
		b.must(b.Submit(ctx, b.by("officer"), id, 0, n))
		return n
	}
	letters := []int{own(0), own(1), own(2)}
	for _, n := range letters {
		b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
		b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	}
	waiting, err := b.WaitingLetters(ctx, b.by("clerk"))
	b.must(err)
	for _, w := range waiting {
		if w.OnPaper() != (w.N != letters[1]) {
			t.Errorf("letter %d on paper: %t", w.N, w.OnPaper())
		}
	}
	for _, n := range []int{letters[0], letters[2]} { // neither chose it
		if err := b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}); fault.FieldsOf(err)["way"] == nil || fault.FieldsOf(err)["way"].Code != "electronic_not_chosen" {
			t.Errorf("letter %d: %v", n, err)
		}
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: letters[1], Way: casefile.Emailed}))
	if _, err := b.SendDue(ctx, b.sent); err != nil || b.sent.mails[len(b.sent.mails)-1].To != "lisi@example.com" {
		t.Fatal(err)
	}
	if l := b.caseOf(id).Letters[letters[1]-1]; l.Stage != casefile.IsServed || l.Way != casefile.Emailed {
		t.Errorf("%s, %s", l.Stage, l.Way)
	}
}
