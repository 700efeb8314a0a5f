package desk

import (
	"database/sql"
	"path/filepath"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// mailIn is the raw bytes of a mail about something.
func mailIn(id, subject, headers, text string) string {
	return "From: a@example.com\r\nTo: ysqgk@mingchuan.example\r\nSubject: " + subject + "\r\nMessage-ID: <" + id + ">\r\n" + headers +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n"
}

// TestRestrictedMail: what comes in by mail about a restricted case, by its number, by that
// of its intake, in answer to a mail about it, about an intake that names it, or returned, is
// seen by nobody who is not named, in no list and no count and under no address, from the
// moment it is taken in; who is named decides about it. What came before the restriction is
// not seen either, and all is seen again once it is lifted.
func TestRestrictedMail(t *testing.T) {
	b := newBench(t)
	named, other := b.by("coordinator"), b.by("clerk")
	numberOf := func(id inbox.ID) string {
		i, err := loadInput(ctx, b.DB, id)
		b.must(err)
		return i.Number
	}
	first := b.mail(1, "first@example.com", letterIn("first@example.com", ""))
	confirmation := b.sendAll()[0].MessageID
	id := b.assigned(b.register(first, wants(casefile.ByPost)))
	c := b.caseOf(id)
	early := b.mail(2, "early@example.com", mailIn("early@example.com", c.Number, "", "再问一下"))
	own := b.mail(3, "own@example.com", letterIn("own@example.com", ""))
	seen := func(by auth.User) (all []inbox.ID) {
		t.Helper()
		rows, n, err := b.Inputs(ctx, by, sqlite.InputFilter{State: inbox.Waiting})
		b.must(err)
		counted, err := b.CountWaiting(ctx, by)
		b.must(err)
		if n != len(rows) || counted != n {
			t.Errorf("%s has %d in the list and counts %d and %d", by.Name, len(rows), n, counted)
		}
		for _, row := range rows {
			all = append(all, row.ID)
		}
		return all
	}
	if got := seen(other); len(got) != 2 {
		t.Fatalf("before: %v", got)
	}
	staff := []int64{b.by("officer").ID, b.by("checker").ID, b.by("signer").ID}
	b.refused(b.Restrict(ctx, b.by("signer"), id, 0, staff, "查办中"), "restrict_lacks", "people")
	b.must(b.Restrict(ctx, b.by("signer"), id, 0, append(staff, named.ID), "查办中"))

	about := []inbox.ID{early}
	for n, raw := range []string{
		mailIn("0@example.com", c.Number+" 补充", "", "见附件"),
		mailIn("1@example.com", "Re: x", "In-Reply-To: <"+confirmation+">\r\n", "谢谢"),
		mailIn("2@example.com", "收件号 "+numberOf(early), "", "怎么样了"),
		mailIn("3@example.com", "申请", "", "申请公开某某文件。我的另一件是 "+c.Number),
		mailIn("4@example.com", "收件号 "+c.InputNumber, "", "请答复"),
	} {
		about = append(about, b.mail(uint32(10+n), string(rune('0'+n))+"@example.com", raw))
	}
	if got := seen(other); len(got) != 1 || got[0] != own {
		t.Errorf("who is not named has %v, want %d alone", got, own)
	}
	if got := seen(named); len(got) != 1+len(about) {
		t.Errorf("who is named has %v", got)
	}
	box, err := b.Outbox(ctx, other)
	b.must(err)
	for _, i := range about {
		if _, err := b.Input(ctx, other, i); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("mail %d is opened: %v", i, err)
		}
		if _, err := b.InputID(ctx, other, numberOf(i)); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("mail %d is found by its number: %v", i, err)
		}
		if _, err := b.InputRaw(ctx, other, i); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("the bytes of mail %d: %v", i, err)
		}
		if err := b.SetAside(ctx, other, i, 0, inbox.Noise, ""); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("mail %d is set aside: %v", i, err)
		}
		for _, o := range box {
			if input, _, _ := keyed(o.Key); input == i {
				t.Errorf("the confirmation of mail %d stands in the outbox", i)
			}
		}
		if v, err := b.Input(ctx, named, i); err != nil || len(v.Proposal.Refs) == 0 {
			t.Errorf("who is named opens mail %d: %v", i, err)
		}
	}
	if rows, err := b.RepliesWaiting(ctx, b.by("officer"), b.caseOf(id)); err != nil || len(rows) == 0 {
		t.Errorf("the case does not say that mails wait: %v", err)
	}
	if _, err := b.Join(ctx, named, about[1], Joining{Number: c.Number}); err != nil {
		t.Errorf("who is named joins it: %v", err)
	}
	last := named
	last.Disabled = true
	if _, err := b.PutUser(ctx, Operator, last, ""); fault.FieldsOf(err)["disabled"] == nil || fault.FieldsOf(err)["disabled"].Code != "restrict_last_mail" {
		t.Errorf("the last who sees to what comes in is disabled: %v", err)
	}
	b.sound()
	b.rebuilt()
	b.must(b.LiftRestriction(ctx, b.by("signer"), id, 0, "查完了"))
	if got := seen(other); len(got) != len(about) { // one is joined, one was never about it
		t.Errorf("afterwards: %v", got)
	}
}

// TestFoldInputs: the mails that came in before the program kept what they name are cut too
// once it has started.
func TestFoldInputs(t *testing.T) {
	b := newBench(t)
	id := b.assigned(b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload)))
	mail := b.mail(1, "a@example.com", mailIn("a@example.com", b.caseOf(id).Number, "", "问一下"))
	b.must(b.Restrict(ctx, b.by("signer"), id, 0, []int64{b.by("officer").ID, b.by("checker").ID, b.by("signer").ID, b.by("clerk").ID}, "查办中"))
	raw, err := sql.Open("sqlite3", filepath.Join(b.dir, "mingda.db"))
	b.must(err)
	defer raw.Close()
	_, err = raw.ExecContext(ctx, `DELETE FROM input_refs; INSERT INTO inputs_to_fold SELECT id FROM inputs`)
	b.must(err)
	known := func(want bool) {
		t.Helper()
		if got, err := b.DB.InputKnown(ctx, mail, 0); err != nil || got != want {
			t.Errorf("known to anybody: %v, %v", got, err)
		}
	}
	known(true)
	_, err = b.Recover(ctx)
	b.must(err)
	known(false)
	if ids, err := b.DB.InputsToFold(ctx, 1); err != nil || len(ids) != 0 {
		t.Errorf("%v are due still, %v", ids, err)
	}
}
