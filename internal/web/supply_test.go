package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// awaiting is a case whose notice went out on 2026-11-23: it awaits a supplement
// until 2026-12-10.
func (o *caseOffice) awaiting() casefile.ID {
	o.t.Helper()
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	n := o.signed(id, letter.Clarification, url.Values{"points": {"哪一年"}, "by": {"2026-12-10"}})
	o.must(o.desk.Serve(o.t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	return id
}

// signed drafts, checks and signs a letter.
func (o *caseOffice) signed(id casefile.ID, kind letter.Kind, v url.Values) int {
	o.t.Helper()
	values := letter.Values{}
	for k := range v {
		values[k] = v.Get(k)
	}
	ctx := o.t.Context()
	n, version, err := o.desk.SaveDraft(ctx, o.officer, id, desk.DraftForm{Kind: kind, Values: values})
	o.must(err)
	o.must(o.desk.Submit(ctx, o.officer, id, version, n))
	o.must(o.desk.Check(ctx, o.checker, id, version+1, n, ""))
	o.must(o.desk.Sign(ctx, o.signer, id, version+2, n))
	return n
}

// mail takes a mail in and returns its input.
func (o *caseOffice) mail(id string) inbox.ID {
	o.t.Helper()
	raw := "From: a@example.com\r\nSubject: Re: 补正\r\nMessage-ID: <" + id + ">\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n2025年的。\r\n"
	o.must(o.desk.TakeMails(o.t.Context(), []desk.RawMail{{
		Agency: o.agency.ID, Mailbox: "INBOX", UIDValidity: 1, UID: uint32(len(id)), ReachedAt: o.clock(), Body: strings.NewReader(raw),
	}}))
	rows, err := o.desk.DB.InputsWithMessageID(o.t.Context(), id)
	o.must(err)
	return rows[0].ID
}

func inputAt(id inbox.ID, below string) string {
	return "/inbox/" + strconv.FormatInt(int64(id), 10) + below
}

// TestJoinAsks: joining to a case that awaits a supplement asks whether this is
// it, also where the case was named by hand; with yes the period runs.
func TestJoinAsks(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	o.at(2026, time.November, 25, 10, 0)
	mail := o.mail("a@example.com")
	o.at(2026, time.November, 30, 10, 0)
	clerk := o.in(o.clerk)
	form := clerk.page(inputAt(mail, "?act=join"))
	if form.Count("[name=supplies]") != 0 {
		t.Error("it asks without a case")
	}
	join := func(typed url.Values) answer {
		t.Helper()
		v := url.Values(clerk.page(inputAt(mail, "?act=join")).Values())
		sent := url.Values{"version": v["version"], "form": v["form"], "case": {"2026-0001"}}
		for k, val := range typed {
			sent[k] = val
		}
		return clerk.post(inputAt(mail, "/join"), sent)
	}
	a := join(nil)
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-supplies-error") != 1 || !a.page.HasText("main", "补正期限到 2026年12月10日") {
		t.Fatalf("%d: %s", a.status, a.page.Text())
	}
	if a.page.Count("input[name=supplies][checked]") != 0 || !a.page.HasText(".dates", "11月25日") {
		t.Error("the answer is given for the clerk, or the day it came is not proposed")
	}
	proposed := url.Values(a.page.Values()).Get("supplied")
	if !strings.HasSuffix(proposed, "/2026-11-25") {
		t.Errorf("%q is proposed", proposed)
	}
	if a = join(url.Values{"supplies": {"yes"}, "supplied": {"other"}, "supplied_on": {"2026-11-20"}}); a.page.Count("#f-supplied_on-error") != 1 || a.page.Count("#f-supplied_reason-error") != 1 {
		t.Errorf("a day before the notice: %d %s", a.status, a.page.Text())
	}
	if a = join(url.Values{"supplies": {"yes"}}); a.page.Count("#f-supplied-error") != 1 {
		t.Errorf("no day: %d %s", a.status, a.page.Text())
	}
	if a = join(url.Values{"supplies": {"yes"}, "supplied": {proposed}}); a.status != http.StatusSeeOther {
		t.Fatalf("%d: %s", a.status, a.page.Text())
	}
	row, err := o.desk.DB.CaseRow(t.Context(), id)
	o.must(err)
	if row.DueOn.String() != "2026-12-23" || row.WaitsFor != casefile.UnitWaits {
		t.Errorf("due %s, waits for %s", row.DueOn, row.WaitsFor)
	}
	if text := clerk.page(path(id, "")).Text(); !strings.Contains(text, "并入来件") || !strings.Contains(text, "收到补正") || !strings.Contains(text, "日子记在 2026年11月25日") {
		t.Errorf("the timeline says %s", text)
	}
	if a = clerk.post(inputAt(mail, "/reopen"), url.Values{"version": url.Values(clerk.page(inputAt(mail, "")).Values())["version"], "reason": {"不是这一件的"}}); a.status != http.StatusSeeOther {
		t.Fatalf("taken back: %d %s", a.status, a.page.Text())
	}
	has(t, "taken back", clerk.page(inputAt(mail, "")).Text(), "已重新打开，排回等待。最迟答复之日原来是 2026年12月23日，现在没有")
	if text := clerk.page(path(id, "")).Text(); !strings.Contains(text, "撤销收到补正") || !strings.Contains(text, "收到补正（已更正）") || !strings.Contains(text, "等申请人") {
		t.Errorf("taken back: %s", text)
	}
}

// TestUndecidedOnCase: what was joined and not decided is the clerk's turn, and
// the case asks.
func TestUndecidedOnCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	mail := o.mail("b@example.com")
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
		version := o.version(id)
		_, err := tx.Append(t.Context(), "case", int64(id), version, sqlite.Happening{
			On: o.desk.Today(), At: o.clock(), By: o.clerk.ID, Fact: &casefile.Joined{Input: int64(mail), InputNumber: "20261123-0002", Door: casefile.Mail},
		})
		return err
	}))
	_, err := o.desk.Rebuild(t.Context())
	o.must(err)
	clerk := o.in(o.clerk)
	today := clerk.page("/")
	if !today.HasText("#mine", "2026-0001") || today.Href("是不是补正") != path(id, "/take-supplement") {
		t.Errorf("today: %s", today.Text())
	}
	show := clerk.page(path(id, ""))
	if !show.HasText(".note", "20261123-0002") || !show.HasText(".actbar", "是不是补正") {
		t.Errorf("the case: %s", show.Text())
	}
	if a := clerk.fill(path(id, "/take-supplement"), nil); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-supplies-error") != 1 {
		t.Fatalf("nothing said: %d %s", a.status, a.page.Text())
	}
	if a := clerk.fill(path(id, "/take-supplement"), url.Values{"supplies": {"no"}}); a.status != http.StatusSeeOther {
		t.Fatalf("no: %d %s", a.status, a.page.Text())
	}
	if show = clerk.page(path(id, "")); !show.HasText("main", "不是补正：来件") || show.HasText(".note", "20261123-0002") {
		t.Errorf("decided: %s", show.Text())
	}
	if a := clerk.page(path(id, "/take-supplement")); a.Count("[name=on]") != 1 {
		t.Error("the paper that comes later cannot be noted")
	}
}

// TestNoAnswerToday: when the day to supplement has passed, who may end the case
// is told, with the way to end it.
func TestNoAnswerToday(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	o.at(2026, time.December, 10, 10, 0)
	if o.in(o.clerk).page("/").Count("#no-answer") != 0 {
		t.Error("on the last day it has not passed")
	}
	o.at(2026, time.December, 11, 10, 0)
	if o.in(o.other).page("/").Count("#no-answer") != 0 || o.in(o.checker).page("/").Count("#no-answer") != 0 {
		t.Error("who can do nothing about it is told")
	}
	clerk := o.in(o.clerk)
	today := clerk.page("/")
	if !today.HasText("#no-answer", "补正期限已过，未补正") || today.Href("结案") != path(id, "/close") {
		t.Errorf("today: %s", today.Text())
	}
	if show := clerk.page(path(id, "")); !show.HasText(".note", "补正期限已过，未补正") {
		t.Errorf("the case: %s", show.Text())
	}
	if form := url.Values(clerk.page(path(id, "/close")).Values()); form.Get("result") != "no_supplement" {
		t.Errorf("chosen is %q", form.Get("result"))
	}
	if a := clerk.fill(path(id, "/close"), url.Values{"reason": {"逾期未补正"}, "sure": {"1"}}); a.status != http.StatusSeeOther {
		t.Fatalf("closed: %d %s", a.status, a.page.Text())
	}
	if clerk.page("/").Count("#no-answer") != 0 {
		t.Error("it is closed and still told")
	}
}
