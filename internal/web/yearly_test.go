package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/law"
	"mingda/internal/yearly"
)

// figuresTyped is every figure of 二 typed as n.
func figuresTyped(n string) url.Values {
	typed := url.Values{}
	for _, line := range law.ProactiveLines {
		for _, f := range line.Asks {
			typed.Set(yearly.Key(line.Code, f), n)
		}
	}
	return typed
}

// inJanuary is an office in the January after a year in which somebody asked.
func inJanuary(t *testing.T) *caseOffice {
	o := newCaseOffice(t)
	o.register(ask("阿依古丽", "规划", "城东片区规划"))
	o.at(2027, time.January, 11, 10, 0)
	return o
}

// whole writes all that a report needs by its pages.
func (b *browser) wholeYearly(at string) {
	b.o.t.Helper()
	gone(b.o.t, b.fill(at+"/write/overview", url.Values{"text": {"一年来"}}), at)
	gone(b.o.t, b.fill(at+"/write/problems", url.Values{"text": {"不足"}}), at)
	if !strings.HasSuffix(at, "/0") {
		gone(b.o.t, b.fill(at+"/write/proactive", figuresTyped("3")), at)
	}
}

// does presses the button of an act on the report's page.
func (b *browser) does(at, act string) {
	b.o.t.Helper()
	gone(b.o.t, b.post(at+"/"+act, url.Values{"version": b.page(at).Values()["version"][:1]}), at)
}

// TestYearlyPages: a report goes by its pages from its first word to the public and to its
// correction, with what is wrong on the way.
func TestYearlyPages(t *testing.T) {
	o := inJanuary(t)
	people := o.everyRole()
	clerk, signer, coordinator := o.in(o.clerk), o.in(o.signer), o.in(people[auth.Coordinator])
	const own, whole = "/yearly/2026/1", "/yearly/2026/0"
	has(t, "the day of a clerk", clerk.page("/").Text(), "年度报告：编写、报送", "1月31日", "3月31日")
	has(t, "the list", clerk.page("/yearly").Text(), "2026 年年度报告", "没有开始", "条例第四十九条第一款", "明川区人民政府（汇总各机关）", "明川区人民政府（本级）")
	has(t, "the report", clerk.page(own).Text(), "不能报送：还没有写好：一、总体情况", "草稿", "没有填全")
	if p := clerk.page(own); p.Count("#checks details") != 4 || p.Count("#checks details[open]") != 0 || !p.HasText("#checks summary", "自然人：一 1 + 二 0") {
		t.Errorf("what must hold is not folded to its first line: %s", p.Text())
	}
	clerk.wholeYearly(own)
	clerk.does(own, "send")
	has(t, "sent", clerk.page(own).Text(), "已报送", "撤回报送")
	if a := clerk.get(own + "/write/overview"); a.status != http.StatusConflict || !strings.Contains(a.body, "先撤回报送") {
		t.Errorf("written while it is sent: %d", a.status)
	}
	empty := coordinator.fill(own+"/return", url.Values{"reason": {" "}})
	if empty.status != http.StatusUnprocessableEntity || !empty.page.HasText("#f-reason-error", "写明要改什么") {
		t.Errorf("returned without why: %d", empty.status)
	}
	gone(t, coordinator.fill(own+"/return", url.Values{"reason": {"写<b>具体</b>"}}), own)
	has(t, "returned", clerk.page(own).Text(), "退回修改：写<b>具体</b>")
	has(t, "the day", clerk.page("/").Text(), "退回修改，改好再报送")
	version := clerk.page(own).Values()["version"]
	gone(t, clerk.post(own+"/send", url.Values{"version": version}), own)
	stale := coordinator.post(own+"/accept", url.Values{"version": version})
	if stale.status != http.StatusConflict || !strings.Contains(stale.body, `href="/yearly/2026/1"`) {
		t.Errorf("taken as it was before: %d", stale.status)
	}
	coordinator.does(own, "accept")
	clerk.wholeYearly(whole)
	o.publishesYearly(signer, whole)
	o.correctsYearly(clerk, signer, whole)
}

// TestYearlyBroken: what did not hold when a report was published stands on its page for
// staff, with why it was published all the same.
func TestYearlyBroken(t *testing.T) {
	o := inJanuary(t)
	clerk, signer := o.in(o.clerk), o.in(o.signer)
	const before, own = "/yearly/2026/1", "/yearly/2027/1"
	clerk.wholeYearly(before)
	gone(t, signer.fill(before+"/publish", url.Values{"sure": {"1"}}), before)
	o.must(o.desk.Annul(t.Context(), o.signer, 1, 0, "登错了")) // it was carried forward
	o.at(2028, time.January, 11, 10, 0)
	clerk, signer = o.in(o.clerk), o.in(o.signer)
	clerk.wholeYearly(own)
	has(t, "before it is published", signer.page(own+"/publish").Text(), "对不上：与上年公布的报告相接", "上年公布时计入四（自然人），现在不计入二")
	if page := signer.page(own); !page.HasText("#checks", "上年公布时计入四（自然人），现在不计入二") || len(page.All(`#checks a[href="/cases/1"]`)) != 1 {
		t.Errorf("what does not hold is not explained: %s", page.Text())
	}
	gone(t, signer.fill(own+"/publish", url.Values{"sure": {"1"}, "reason": {"上年登错一件"}}), own)
	if text := signer.page(own).Text(); strings.Count(text, "对不上：与上年公布的报告相接") != 2 || strings.Count(text, "上年登错一件") != 2 {
		t.Errorf("of what did not hold the page says %s", text)
	}
}

// publishesYearly publishes a report, after trying without looking.
func (o *caseOffice) publishesYearly(signer *browser, at string) {
	t := o.t
	t.Helper()
	has(t, "what is published", signer.page(at+"/publish").Text(), "要公布的报告", "一年来", "不再变动")
	if a := signer.fill(at+"/publish", nil); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-sure-error", "勾选") {
		t.Errorf("published without a tick: %d", a.status)
	}
	form := url.Values(signer.page(at + "/publish").Values())
	form.Set("sure", "1")
	gone(t, o.in(o.clerk).fill(at+"/write/others", url.Values{"text": {"又添了一句"}}), at)
	if a := signer.post(at+"/publish", form); a.status != http.StatusConflict || !strings.Contains(a.page.Text(), "再看一遍") || !strings.Contains(a.page.Text(), "又添了一句") {
		t.Errorf("published what was not seen: %d", a.status)
	}
	gone(t, signer.fill(at+"/publish", url.Values{"sure": {"1"}}), at)
	has(t, "published", signer.page(at).Text(), "已公布", "第 1 版", "没有变动", "公布时台账末条")
	if a := signer.get(at + "/publish"); a.status != http.StatusConflict {
		t.Errorf("published twice: %d", a.status)
	}
}

// correctsYearly corrects what is published: both editions are to be seen.
func (o *caseOffice) correctsYearly(clerk, signer *browser, at string) {
	t := o.t
	t.Helper()
	gone(t, clerk.fill(at+"/correct", url.Values{"reason": {"漏写培训"}}), at)
	gone(t, clerk.fill(at+"/write/overview", url.Values{"text": {"一年来，培训两次"}}), at)
	has(t, "while it is corrected", clerk.page(at).Text(), "正在更正：漏写培训", "文字部分", "现在的样子", "培训两次")
	has(t, "before it is dropped", clerk.page(at+"/uncorrect").Text(), "回到公布的样子")
	gone(t, clerk.fill(at+"/uncorrect", nil), at)
	if strings.Contains(clerk.page(at+"?edition=1").Text(), "一年来，培训两次") {
		t.Error("a correction that was dropped is shown")
	}
	gone(t, clerk.fill(at+"/correct", url.Values{"reason": {"漏写培训"}}), at)
	gone(t, clerk.fill(at+"/write/overview", url.Values{"text": {"一年来，培训两次"}}), at)
	gone(t, signer.fill(at+"/publish", url.Values{"sure": {"1"}}), at)
	has(t, "corrected", signer.page(at).Text(), "第 2 版（更正）", "更正说明：漏写培训", "一年来，培训两次")
	has(t, "the first edition", signer.page(at+"?edition=1").Text(), "第 1 版，2027年1月11日")
}

// TestYearlyReturnedOut: a report that was published and is returned is corrected before it is
// sent in again: its page and the day say so, until the correction is published.
func TestYearlyReturnedOut(t *testing.T) {
	o := inJanuary(t)
	clerk, signer, coordinator := o.in(o.clerk), o.in(o.signer), o.in(o.everyRole()[auth.Coordinator])
	const own = "/yearly/2026/1"
	next := func(of string, want ...string) {
		t.Helper()
		var acts []string
		for _, one := range clerk.page(own).All(".actbar .btn") {
			acts = append(acts, one.Text())
		}
		if !slices.Equal(acts, want) {
			t.Errorf("%s, the clerk finds %q, want %q", of, acts, want)
		}
	}
	clerk.wholeYearly(own)
	clerk.does(own, "send")
	gone(t, signer.fill(own+"/publish", url.Values{"sure": {"1"}}), own)
	gone(t, coordinator.fill(own+"/return", url.Values{"reason": {"写具体些"}}), own)
	next("returned", "更正", "报送")
	has(t, "the day of the clerk", clerk.page("/").Text(), "退回修改，更正公布以后再报送")
	gone(t, clerk.fill(own+"/correct", url.Values{"reason": {"写得不具体"}}), own)
	next("while it is corrected", "撤销更正")
	gone(t, signer.fill(own+"/publish", url.Values{"sure": {"1"}}), own)
	next("corrected", "报送", "更正")
	clerk.does(own, "send")
	next("sent in again", "撤回报送", "更正")
}

// TestYearlyPart: what was typed is never lost: not by a figure that is none, not where
// another has stored meanwhile, not by taking a sentence over.
func TestYearlyPart(t *testing.T) {
	o := inJanuary(t)
	b := o.in(o.clerk)
	const at = "/yearly/2026/1"
	typed := figuresTyped("1")
	typed.Set("permits.decided", "一百")
	typed.Set("fees.charged", "1.23456")
	bad := b.fill(at+"/write/proactive", typed)
	if !strings.Contains(bad.body, "行政许可本年处理决定数量，填 0") {
		t.Errorf("which figure is wrong is not said: %s", bad.body)
	}
	if bad.status != http.StatusUnprocessableEntity || bad.page.Values()["permits.decided"][0] != "一百" || !bad.page.HasText(`[id="f-fees.charged-error"]`, "最多四位小数") {
		t.Errorf("%d %s", bad.status, bad.page.Text())
	}
	typed.Set("permits.decided", "１,２３４")
	typed.Set("fees.charged", "12.5")
	gone(t, b.fill(at+"/write/proactive", typed), at)
	if v := b.page(at + "/write/proactive").Values(); v["permits.decided"][0] != "1234" || v["fees.charged"][0] != "12.5" {
		t.Errorf("stored as %v", v)
	}
	offered := b.page(at + "/write/overview")
	has(t, "the suggestions", offered.Text(), "建议", "作出行政许可决定 1234 件")
	head := o.head()
	taken := b.fill(at+"/write/overview", url.Values{"text": {"开头"}, "take": {"s0"}})
	if text := taken.page.Values()["text"]; taken.status != http.StatusOK || !strings.HasPrefix(text[0], "开头\n主动公开方面") || o.head() != head {
		t.Errorf("%d %q", taken.status, text)
	}
	if none := b.fill(at+"/write/overview", url.Values{"text": {"开头"}, "take": {"s99"}}); none.status != http.StatusUnprocessableEntity || none.page.Values()["text"][0] != "开头" {
		t.Errorf("a sentence that is not offered: %d", none.status)
	}
	form := url.Values(b.page(at + "/write/overview").Values())
	gone(t, b.fill(at+"/write/overview", url.Values{"text": {"别人写的"}}), at)
	form.Set("text", "我写的")
	both := b.post(at+"/write/overview", form)
	if both.status != http.StatusConflict || both.page.Values()["text"][0] != "我写的" || !strings.Contains(both.page.Text(), "别人写的") {
		t.Errorf("both: %d %s", both.status, both.page.Text())
	}
	form = url.Values(both.page.Values())
	form.Del("take")
	gone(t, b.post(at+"/write/overview", form), at)
	gone(t, b.fill(at+"/write/problems", url.Values{"text": {"不足"}}), at)
	form = url.Values(b.page(at + "/write/others").Values())
	b.does(at, "send")
	form.Set("text", "报送以后才存")
	if late := b.post(at+"/write/others", form); late.status != http.StatusConflict || late.page.Values()["text"][0] != "报送以后才存" || !strings.Contains(late.page.Text(), "撤回报送") {
		t.Errorf("after it was sent: %d", late.status)
	}
}

// TestYearlyAsked: a figure that does not go with last year's is stored and asked about; an
// answer is enough.
func TestYearlyAsked(t *testing.T) {
	o := inJanuary(t)
	b := o.in(o.clerk)
	gone(t, b.fill("/yearly/2025/1/write/proactive", figuresTyped("5")), "/yearly/2025/1")
	const at = "/yearly/2026/1"
	typed := figuresTyped("5") // in force: 5 + 5 - 5
	typed.Set("permits.decided", "0")
	gone(t, b.fill(at+"/write/proactive", typed), at+"/write/proactive")
	asked := b.page(at + "/write/proactive")
	has(t, "the question", asked.Text(), "有 1 处和上年对不上", "上年是 5，今年一件也没有", "上年 5")
	has(t, "the report", b.page(at).Text(), "要说明", "行政许可，本年处理决定数量")
	gone(t, b.fill(at+"/write/proactive", url.Values{"why.permits.decided": {"职能划走了"}}), at)
	if strings.Contains(b.page(at).Text(), "要说明") {
		t.Error("it is asked about still")
	}
}

// TestYearlyOthers: who may not write sees no way to, and an address that is none is none.
func TestYearlyOthers(t *testing.T) {
	o := inJanuary(t)
	people := o.everyRole()
	officer := o.in(o.officer)
	for _, way := range []string{"main form", ".actbar button", "#parts a"} {
		if n := officer.page("/yearly/2026/1").Count(way); n != 0 {
			t.Errorf("an officer finds %d %s to change it", n, way)
		}
	}
	for _, at := range []string{"/yearly/2026/77", "/yearly/1/1", "/yearly/2026/1/write/nothing", "/yearly/2026/0/write/proactive", "/yearly/20260/1"} {
		if a := officer.get(at); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", at, a.status)
		}
	}
	for _, role := range []auth.Role{auth.Handler, auth.Head, auth.SystemAdmin, auth.AuditAdmin} {
		b := o.in(people[role])
		for _, at := range []string{"/yearly", "/yearly/2026/1", "/yearly/2026/1/publish"} {
			if a := b.get(at); a.status != http.StatusForbidden {
				t.Errorf("%s at %s: %d", role, at, a.status)
			}
		}
	}
}

// TestYearlyBeforeOffice: a report of a year before the office began that was returned stands
// on the day of its clerk, without a day by which it must be out.
func TestYearlyBeforeOffice(t *testing.T) {
	o := inJanuary(t)
	clerk, coordinator := o.in(o.clerk), o.in(o.everyRole()[auth.Coordinator])
	const own = "/yearly/2025/1"
	clerk.wholeYearly(own)
	clerk.does(own, "send")
	has(t, "the day of who collects", coordinator.page("/").Text(), "1 份报来了，待收齐", "没有期限")
	gone(t, coordinator.fill(own+"/return", url.Values{"reason": {"写具体些"}}), own)
	has(t, "the day of the clerk", clerk.page("/").Text(), "退回修改，改好再报送", "没有期限")
}
