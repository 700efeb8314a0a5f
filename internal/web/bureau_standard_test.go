package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/reconsider"
)

// found brings another case, about a reply of nobody here that was based on what was not
// valid, to the question sheet, and makes it the one that is acted on.
func (b *bureauOffice) found() {
	b.t.Helper()
	f := reconsider.Filed{Door: casefile.Counter, ReceivedOn: b.desk.Today(), Objection: reconsider.NotAble}
	f.Contested = reconsider.Contested{Name: "河东县住房和城乡建设局", Result: "not_existing", Paper: "政府信息公开答复书", Number: "河东公开〔2026〕8号", On: b.desk.Today().AddDays(-9)}
	f.Private.Applicant, f.Private.Asked = casefile.Applicant{Class: casefile.Natural, Name: "李四光"}, reconsider.Asked{Subject: "征收方案", Request: "请求撤销", Grounds: "公告栏贴过"}
	var err error
	b.id, err = b.desk.FileReview(b.t.Context(), b.handler, f)
	b.must(err)
	b.must(b.desk.NameHandlers(b.t.Context(), b.chief, b.id, 0, []int64{b.handler.ID}))
	met := reconsider.Examined{Met: map[string]bool{}}
	for _, k := range reconsider.Conditions {
		met.Met[k.Code] = true
	}
	b.must(b.desk.ExamineReview(b.t.Context(), b.handler, b.id, 0, met))
	b.must(b.desk.AcceptReview(b.t.Context(), b.handler, b.id, 0, deadline.Summary))
	b.sent(b.paper(reconsider.CopyNotice), reconsider.TheRespondent)
	b.must(b.desk.TakeReviewResponse(b.t.Context(), b.handler, b.id, 0, "查过，没有", b.desk.Today(), nil))
	v, err := b.desk.Review(b.t.Context(), b.handler, b.id)
	b.must(err)
	sheet, err := v.Case.QuestionSheet(b.desk.Today())
	b.must(err)
	var answers []reconsider.Found
	for open := sheet.Open(answers); len(open) > 0; open = sheet.Open(answers) {
		for _, q := range open {
			a := reconsider.Found{Question: q.Code, Value: q.Ordinary, Page: "3", Remark: "查明没有生效"}
			switch q.Code {
			case "all.basis":
				a.Value = reconsider.No
			case "basis_unlawful":
				a.Value = reconsider.Yes
			}
			answers = append(answers, a)
		}
	}
	b.must(b.desk.FillReviewSheet(b.t.Context(), b.handler, b.id, 0, answers, true))
}

// sent notes that a paper was handed to somebody.
func (b *bureauOffice) sent(n int, to reconsider.Role) {
	b.t.Helper()
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: to}, Way: casefile.Direct}
	f.Private.Recipient = "收发室"
	b.must(b.desk.SendReviewPaper(b.t.Context(), b.handler, b.id, 0, f, b.desk.Today(), nil))
}

// decided are alike cases that were all revoked.
func (b *bureauOffice) decided(n int) {
	b.t.Helper()
	for range n {
		b.found()
		f := reconsider.Proposed{Outcome: reconsider.Revoke, Anew: true}
		f.Private.Reasons = "所依据的文件没有生效"
		b.must(b.desk.ProposeOutcome(b.t.Context(), b.handler, b.id, 0, f))
		b.sent(b.paper(reconsider.PaperOfOutcome(reconsider.Revoke)), reconsider.TheApplicant)
	}
}

// TestDeparturePage: alike cases stand beside the proposal; another outcome than theirs is
// refused beside the field for the reason, with all that was typed.
func TestDeparturePage(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	o.found()
	first := b.page(o.review("/propose"))
	has(t, "without alike cases", first.Text(), "没有已决定的同类案件")
	if first.Count("[name=departure]") != 0 {
		t.Error("a reason is asked for where nothing is common")
	}
	o.decided(reconsider.CommonCases)
	o.found()
	shown := b.page(o.review("/propose"))
	has(t, "the proposal", shown.Text(), "通常的决定：撤销", "3/3", "不服的理由相同", "所依据的文件没有生效", "怎样算同类")
	typed := url.Values{"outcome": {"change"}, "reasons": {"改正依据就行"}}
	refused := b.fill(o.review("/propose"), typed)
	if refused.status != http.StatusUnprocessableEntity || !refused.page.HasText("#f-departure-error", "写明这件为什么不同") || refused.page.Values()["reasons"][0] != "改正依据就行" {
		t.Errorf("%d %s", refused.status, refused.page.Text())
	}
	typed.Set("departure", "本机关自己改正依据")
	gone(t, b.fill(o.review("/propose"), typed), o.review(""))
	has(t, "the case", b.page(o.review("")).Text(), "与同类案件不同，因为", "本机关自己改正依据", "同类案件")
	has(t, "the sheet", b.page(o.review("/sheet")).Text(), "通常的决定：撤销")
}

// TestStandardPages: decisions are searched by handlers, their consistency is the head's
// to read; nobody else reaches either.
func TestStandardPages(t *testing.T) {
	o := newBureauOffice(t)
	o.decided(1)
	b := o.in(o.handler)
	hit := b.page("/review/search?q=" + url.QueryEscape("文件 撤销"))
	has(t, "the hits", hit.Text(), "找到 1 件", "李某不服河东县", "处理理由", "复议请求")
	if strings.Contains(hit.Text(), "李四光") || hit.Count("mark") < 2 {
		t.Errorf("%d marks in %s", hit.Count("mark"), hit.Text())
	}
	has(t, "no hit", b.page("/review/search?q="+url.QueryEscape("没有这样的词")).Text(), "没有找到")
	if short := b.get("/review/search?q=" + url.QueryEscape("撤")); short.status != http.StatusUnprocessableEntity || !short.page.HasText("#f-q-error", "至少写 2 个字") {
		t.Errorf("one character: %d %s", short.status, short.page.Text())
	}
	head := o.in(o.chief)
	report := head.page("/review/consistency")
	has(t, "the report", report.Text(), "无法提供：经检索不存在", "按承办人", "人ye", "按时间", "看数字")
	if report.Count("figure svg rect") == 0 || report.Count("figure table") == 0 {
		t.Error("a chart has no bars, or no table behind it")
	}
	has(t, "the departures", head.page("/review/departures").Text(), "还没有与通常的决定不同的案件")
	for _, at := range []string{"/review/consistency", "/review/departures"} {
		if a := b.get(at); a.status != http.StatusForbidden {
			t.Errorf("a handler at %s: %d", at, a.status)
		}
	}
	for name, u := range o.everyRole() {
		if u.Plays(auth.Handler) || u.Plays(auth.Head) {
			continue // they are, if of another body, which has decided nothing
		}
		for _, at := range []string{"/review/search?q=%E6%92%A4%E9%94%80", "/review/search", "/review/consistency", "/review/departures"} {
			if a := o.in(u).get(at); a.status != http.StatusForbidden {
				t.Errorf("%s at %s: %d", name, at, a.status)
			}
		}
	}
}

// TestBenchPage: the head writes a rule of the bench, which stands beside its question.
func TestBenchPage(t *testing.T) {
	o := newBureauOffice(t)
	head := o.in(o.chief)
	refused := head.fill("/review/bench", url.Values{"text": {""}, "from": {""}})
	if refused.status != http.StatusUnprocessableEntity || !refused.page.HasText("#f-text-error", "写明裁审要点的内容") || !refused.page.HasText("#f-questions-error", "选它用于提纲的哪一问") {
		t.Errorf("%d %s", refused.status, refused.page.Text())
	}
	gone(t, head.fill("/review/bench", url.Values{"text": {"逐项对照<b>"}, "questions": {"all.same"}, "from": {"2026-01-01"}}), "/review/bench")
	has(t, "the rules", head.page("/review/bench").Text(), "逐项对照<b>", "在用", "2026年1月1日起")
	gone(t, head.fill("/review/bench?rule=1", url.Values{"text": {"逐项对照，一项不漏"}}), "/review/bench")
	has(t, "the rule anew", head.page("/review/bench").Text(), "一项不漏", "以前怎么写", "逐项对照<b>")
	reader := o.in(o.handler)
	has(t, "the sheet", reader.page(o.review("/sheet")).Text(), "裁审要点：逐项对照，一项不漏")
	if page := reader.page("/review/bench"); page.Count("main form") != 0 {
		t.Error("a handler has the form")
	}
	if a := reader.post("/review/bench", url.Values{"version": {"2"}, "text": {"x"}}); a.status != http.StatusForbidden {
		t.Errorf("a handler writes: %d", a.status)
	}
	if a := o.in(o.clerk).get("/review/bench"); a.status != http.StatusForbidden {
		t.Errorf("a clerk reads: %d", a.status)
	}
}

// TestGuidingPage: the head marks a decided case, the form as typed where the reason lacks;
// alike cases name it before the count. Handlers have no button.
func TestGuidingPage(t *testing.T) {
	o := newBureauOffice(t)
	o.decided(1)
	if strings.Contains(o.in(o.handler).page(o.review("")).Text(), "列为指导性案例") {
		t.Error("a handler can mark it")
	}
	b := o.in(o.chief)
	has(t, "the case", b.page(o.review("")).Text(), "列为指导性案例")
	has(t, "the form", b.page(o.review("/guide")).Text(), "写成一条裁审要点：编号、题目、要旨")
	refused := b.fill(o.review("/guide"), url.Values{"published": {"指导性案例3号"}})
	if refused.status != http.StatusUnprocessableEntity || refused.page.Count("#f-reason-error") != 1 || refused.page.Values()["published"][0] != "指导性案例3号" {
		t.Errorf("%d %s", refused.status, refused.page.Text())
	}
	gone(t, b.fill(o.review("/guide"), url.Values{"published": {"指导性案例3号"}, "reason": {"有代表性"}}), o.review(""))
	has(t, "the timeline", b.page(o.review("")).Text(), "列为指导性案例 指导性案例3号", "有代表性")
	o.found()
	has(t, "the alike cases", o.in(o.handler).page(o.review("/propose")).Text(), "指导性案例：撤销", "第七十六条", "指导性案例 指导性案例3号 2026", "这样决定：“撤销”")
}
