package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/desk"
	"mingda/internal/htmlcheck"
	"mingda/internal/letter"
)

// TestOldDates: before the day of receipt is corrected the form says which signed
// letters state it; afterwards they are marked, cannot be served, and lead to
// their being made void.
func TestOldDates(t *testing.T) {
	o, id := drafted(t) // received on 23 November
	ctx := t.Context()
	clerk, signer := o.in(o.clerk), o.in(o.signer)
	receipt, reply := path(id, "/correct-receipt"), path(id, "/letters/1")
	if p := clerk.page(receipt); p.Count("#f-sure") != 0 || strings.Contains(p.Text(), "已签发") {
		t.Errorf("letters are spoken of where none is signed: %s", p.Text())
	}
	o.signedReply(id)
	o.at(2026, time.November, 25, 10, 0)

	page := clerk.page(receipt)
	has(t, "before", page.Text(), "已签发、还没有送达的文书写着现在的日期：予以公开答复书 明政公开答〔2026〕1号（收到申请之日 2026年11月23日）", "要作废，重新拟稿、签发")
	to := url.Values{"receipt": {"other"}, "received_on": {"2026-11-20"}, "receipt_reason": {"邮戳"}}
	if a := clerk.fill(receipt, to); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-sure-error", "先打勾") || a.page.Values()["received_on"][0] != "2026-11-20" {
		t.Errorf("not ticked: %d %s", a.status, a.page.Text())
	}
	to.Set("sure", "1")
	gone(t, clerk.fill(receipt, to), path(id, ""))

	const says = "写着更正前的日期：写的收到申请之日是 2026年11月23日，已更正为 2026年11月20日"
	main := func(p htmlcheck.Node) string {
		first, _ := p.In(".actbar .btn")
		return first.Text()
	}
	page = clerk.page(path(id, ""))
	has(t, "case", page.Text(), "予以公开答复书 明政公开答〔2026〕1号 "+says, "由签发人作废")
	if strings.Contains(main(page), "登记送达") || !page.HasText(".list", "写着更正前的日期") {
		t.Errorf("serving is offered, or the letter is not marked: %s", page.Text())
	}
	if got := main(signer.page(path(id, ""))); !strings.Contains(got, "作废") {
		t.Errorf("the signer's main act is %q", got)
	}
	has(t, "letter", clerk.page(reply).Text(), says, "补登记送达")
	has(t, "letters", clerk.page("/letters").Text(), "不能再送达", "看文书")
	has(t, "service", clerk.page(reply+"/serve").Text(), "只能补登记以前送出的")
	a := clerk.fill(reply+"/serve", url.Values{"way": {"direct"}, "recipient": {"本人"}, "on": {"2026-11-25"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-on-error", "不能再送达，请签发人作废") {
		t.Errorf("served: %d %s", a.status, a.page.Text())
	}

	// What was handed over before the correction is recorded, and marked only.
	gone(t, clerk.fill(reply+"/serve", url.Values{"way": {"direct"}, "recipient": {"本人"}, "on": {"2026-11-24"}}), reply)
	has(t, "served letter", clerk.page(reply).Text(), says, "已经送达，文书不能再改")
	if p := clerk.page(path(id, "")); strings.Contains(p.Text(), says) || !p.HasText(".list", "写着更正前的日期") {
		t.Errorf("of a served letter the case says: %s", p.Text())
	}

	// A notice that went out is listed before the day is corrected, as information.
	o2 := o.register(ask("古丽娜尔", "另一件", "另一件的内容"))
	o.assign(o2)
	n, _, err := o.desk.SaveDraft(ctx, o.officer, o2, desk.DraftForm{Version: o.version(o2), Kind: letter.Extension, Values: letter.Values{"reason": "材料较多", "days": "10", "consented_on": "2026-11-25"}})
	o.must(err)
	o.must(o.desk.Submit(ctx, o.officer, o2, o.version(o2), n))
	o.must(o.desk.Check(ctx, o.checker, o2, o.version(o2), n, ""))
	o.must(o.desk.Sign(ctx, o.signer, o2, o.version(o2), n))
	o.must(o.desk.Serve(ctx, o.clerk, o2, desk.ServiceForm{Letter: n, Way: "posted", Tracking: "XA1", On: o.desk.Today()}))
	page = clerk.page(path(o2, "/correct-receipt"))
	has(t, "served before", page.Text(), "已经送达的文书也写着现在的日期：延期答复告知书", "和由此推算的答复期限", "不会跟着改")
	if page.Count("#f-sure") != 0 {
		t.Error("a tick is asked for though nothing waits to be served")
	}
}
