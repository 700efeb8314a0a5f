package desk

import (
	"fmt"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/letter"
)

// arrived is a web form that nobody has looked at, and its applicant's visit.
func (b *bench) arrived() (Ticket, Visit) {
	b.t.Helper()
	ticket := b.web(form(casefile.ByDownload))
	visit, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String())
	b.must(err)
	return ticket, visit
}

// TestAddedBeforeRegistration: what the applicant adds before anybody looked is
// kept with the input once, and goes into the case with it as the applicant's.
func TestAddedBeforeRegistration(t *testing.T) {
	b := newBench(t)
	ticket, visit := b.arrived()
	file := b.upload("说明.txt", "text/plain", "早先的说明")
	seen := Seen{Input: b.inputOf(ticket.Input).Input.Version}
	b.refused(b.AddFromApplicant(ctx, visit, seen, " ", nil), "supplement_needed", "text")
	for range 2 { // the second is the same click
		b.must(b.AddFromApplicant(ctx, visit, seen, "是2025年的", []intake.File{file}))
	}
	b.must(b.AddFromApplicant(ctx, visit, seen, "还有一句", nil))
	v := b.inputOf(ticket.Input)
	if len(v.Input.Additions) != 2 || v.Input.State != inbox.Waiting || v.Input.Additions[0].Files[0].Name != "说明.txt" {
		t.Fatalf("%+v", v.Input.Additions)
	}
	rows, _, err := b.Waiting(ctx, b.by("clerk"), 0, 10)
	b.must(err)
	if marks, err := b.Marks(ctx, b.by("clerk"), rows); err != nil || !marks[ticket.Input].Added || marks[ticket.Input].Withdrew {
		t.Errorf("%+v, %v", marks, err)
	}
	at, lost := b.at, b.upload("没有交.txt", "text/plain", "没有交的")
	b.goTo("2036-01-02") // files have the time of the machine
	if _, err := b.ForgetUploads(ctx); err != nil || b.Files.Has(filestore.Hash(lost.Hash)) {
		t.Errorf("the sweep left what nobody sent off: %v", err)
	}
	b.at = at.AddDate(0, 0, 5)
	if f, err := b.InputAdded(ctx, b.by("clerk"), ticket.Input, 0); err != nil {
		t.Errorf("the file is lost: %v", err)
	} else {
		f.Close()
	}
	if _, err := b.InputAdded(ctx, b.by("foreign-clerk"), ticket.Input, 0); err == nil {
		t.Error("another agency opens the file")
	}
	b.sound()

	id := b.register(ticket.Input, wants(casefile.ByDownload))
	c := b.caseOf(id)
	if m := c.Materials[len(c.Materials)-1]; m.Name != "说明.txt" || m.Purpose != casefile.Incoming {
		t.Errorf("%+v", c.Materials)
	}
	var texts []string
	for _, p := range c.History {
		if f, ok := p.Fact.(*casefile.Noted); ok && p.By == ledger.Applicant && p.On == calendar.NewDate(2026, 9, 22) {
			texts = append(texts, f.Private.Text)
		}
	}
	if strings.Join(texts, "|") != "是2025年的|还有一句" {
		t.Errorf("carried over %q", texts)
	}
	b.must(b.AddFromApplicant(ctx, visit, seen, "是2025年的", []intake.File{file})) // the same click, once more
	if again := b.caseOf(id); again.Version != c.Version {
		t.Errorf("version %d after %d", again.Version, c.Version)
	}
	b.must(b.AddFromApplicant(ctx, visit, Seen{Case: c.Version}, "后来的", nil))
	b.sound()
}

// TestAddedAndJoined: taken back, what was added leaves the case too.
func TestAddedAndJoined(t *testing.T) {
	b := newBench(t)
	id, _ := b.handled(casefile.ByDownload)
	ticket, visit := b.arrived()
	b.must(b.AddFromApplicant(ctx, visit, Seen{}, "补一页", []intake.File{b.upload("一页.txt", "text/plain", "一页")}))
	b.must(b.WithdrawByApplicant(ctx, visit, "并在一起办"))
	_, err := b.Join(ctx, b.by("clerk"), ticket.Input, Joining{Number: b.caseOf(id).Number})
	b.must(err)
	c := b.caseOf(id)
	if m := c.Materials[len(c.Materials)-1]; m.Name != "一页.txt" || m.Withdrawn || len(c.WithdrawalsAsked) != 1 || c.IsWithdrawalAsked() {
		t.Errorf("%+v, %+v", m, c.WithdrawalsAsked)
	}
	b.refused(b.AddFromApplicant(ctx, visit, Seen{}, "再补", nil), "input_settled")
	b.must(b.Reopen(ctx, b.by("clerk"), ticket.Input, 0, "不是一件"))
	c = b.caseOf(id)
	if m := c.Materials[len(c.Materials)-1]; !m.Withdrawn || len(c.WithdrawalsAsked) != 0 {
		t.Errorf("%+v, %+v", m, c.WithdrawalsAsked)
	}
	b.sound()
}

// TestReplyOnItsWay: what the applicant sends once the reply is signed is refused
// for that, and not as if the case were over.
func TestReplyOnItsWay(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.refused(b.WithdrawByApplicant(ctx, visit, "不需要了"), "reply_on_its_way")
	b.refused(b.AddFromApplicant(ctx, visit, Seen{}, "再补一句", nil), "reply_on_its_way")
	if s, err := b.Status(ctx, visit); err != nil || s.Open {
		t.Errorf("open %v, %v", s.Open, err)
	}
	b.stage(id, casefile.StageServing)
	b.sound()
}

// TestWithdrawnBeforeRegistration: withdrawn once, the input waits for a person,
// who ends it either way; the balance has it where it is.
func TestWithdrawnBeforeRegistration(t *testing.T) {
	b := newBench(t)
	ticket, visit := b.arrived()
	for range 2 {
		b.must(b.WithdrawByApplicant(ctx, visit, "已经找到"))
	}
	v := b.inputOf(ticket.Input)
	if v.Input.Withdrawal == nil || v.Input.Withdrawal.Reason != "已经找到" || v.Input.State != inbox.Waiting {
		t.Fatalf("%+v", v.Input)
	}
	b.refused(b.AddFromApplicant(ctx, visit, Seen{}, "再补一句", nil), "case_closed_now")
	b.refused(b.ChangeContact(ctx, visit, "13800138001", "", ""), "portal_not_registered")
	if s, err := b.Status(ctx, visit); err != nil || s.Open {
		t.Errorf("open, %v", err)
	}
	b.sound()
	id := b.register(ticket.Input, wants(casefile.ByDownload))
	b.stage(id, casefile.StageRegistered)
	if c := b.caseOf(id); !c.IsWithdrawalAsked() || c.WithdrawalsAsked[0].On != b.today() {
		t.Errorf("%+v", c.WithdrawalsAsked)
	}
	b.must(b.Withdraw(ctx, b.by("clerk"), id, 0, "网上撤回"))
	b.stage(id, casefile.StageWithdrawn)
	if c := b.caseOf(id); c.Result != law.Withdrawn {
		t.Error(c.Result)
	}

	ticket, visit = b.arrived()
	b.must(b.WithdrawByApplicant(ctx, visit, ""))
	b.must(b.SetAside(ctx, b.by("clerk"), ticket.Input, 0, inbox.Withdrew, ""))
	b.refused(b.AddFromApplicant(ctx, visit, Seen{}, "还想要", nil), "input_settled")
	b.sound()
}

// addings is how many additions the kill test makes.
const addings = 250

// takeAdditions adds to the first input, the earlier ones again: a click that
// got no answer is clicked again.
func takeAdditions(d *Desk) error {
	for n := 1; n <= addings; n++ {
		f, err := d.StoreUpload(strings.NewReader(fmt.Sprint("第 ", n, " 页")), fmt.Sprint(n, ".txt"), "text/plain")
		if err != nil {
			return err
		}
		if err := d.AddFromApplicant(ctx, Visit{Input: 1}, Seen{}, fmt.Sprint("补充 ", n), []intake.File{f}); err != nil {
			return err
		}
		fmt.Println("acknowledged", n, n, "-", "-")
	}
	return nil
}

// TestKilledAdding: what an applicant was told is there, with its file, once.
func TestKilledAdding(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds")
	}
	b := newBench(t)
	b.web(form(casefile.ByDownload))
	b.must(b.DB.Close())
	told := runAndKill(t, "additions", b.dir, 60)
	b.reopen()
	i, err := loadInput(ctx, b.DB, 1)
	b.must(err)
	have := map[string]int{}
	for _, a := range i.Additions {
		have[a.Text]++
	}
	for n := 1; n <= addings; n++ {
		if text := fmt.Sprint("补充 ", n); have[text] != 1 {
			t.Errorf("%s is there %d times", text, have[text])
		}
	}
	if len(told) != addings || len(i.AddedFiles()) != addings {
		t.Errorf("told %d, %d files", len(told), len(i.AddedFiles()))
	}
	b.sound()
}
