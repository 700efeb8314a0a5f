package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/casefile"
)

// TestSplitCase: items are split off with a tick; both cases say so and lead to each
// other, for who may see both; and the part is taken back.
func TestSplitCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案和凭证", "1. 补偿方案\n2. 拨付凭证\n3. 会议记录"))
	o.assign(id)
	clerk, at := o.in(o.clerk), path(id, "/split-case")
	has(t, "form", clerk.page(at).Text(), "分出去哪几项", "2. 拨付凭证", "每项各成一案", "期限不重新起算")
	a := clerk.fill(at, url.Values{"item": {"1"}, "reason": {"由财政局办"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "先打勾") {
		t.Errorf("without the tick: %d %s", a.status, a.page.Text())
	}
	a = clerk.fill(at, url.Values{"item": {"0", "1", "2"}, "reason": {"由财政局办"}, "sure": {"1"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-item-error", "至少留一项") {
		t.Errorf("all of it: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(at, url.Values{"item": {"1"}, "reason": {"由财政局办"}, "sure": {"1"}}), path(id, ""))
	split := o.caseOf(id).Splits[0]
	shown := clerk.page(path(id, ""))
	has(t, "the old case", shown.Text(), "已分案，新案在下面写明", "已分至 "+split.Number, "2. 拨付凭证。答复只写留在本案的", "撤销分案")
	if !shown.HasText("main", "2. 拨付凭证（已分至 "+split.Number+"）") {
		t.Errorf("the item does not say where it went: %s", shown.Text())
	}
	has(t, "the new case", clerk.page(path(split.To, "")).Text(), "由 "+o.caseOf(id).Number+" 分出", "拨付凭证", "看这一件")
	if officer := o.in(o.officer).page(path(id, "")); officer.HasText("main", "看这一件") || officer.HasText("main", "撤销分案") {
		t.Error("the officer is led to a case of no unit")
	}

	at = path(id, "/take-back-split")
	gone(t, clerk.fill(at, url.Values{"party": {"1"}, "reason": {"分错了"}, "sure": {"1"}}), path(id, ""))
	has(t, "taken back", clerk.page(path(id, "")).Text(), "撤销分案，收回 "+split.Number, "分错了")
	if c := o.caseOf(split.To); c.Stage() != casefile.StageAnnulled {
		t.Errorf("the part is %s", c.Stage())
	}
	has(t, "the part", clerk.page(path(split.To, "")).Text(), "登记已撤销", "撤销分案，内容回到")
}
