package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/office"
)

// fromPage is the form of a court case as the page of the request begins it.
func (o *caseOffice) fromPage(id casefile.ID) string {
	return "/lawsuits/new?case=" + strconv.FormatInt(int64(id), 10)
}

// TestLawsuitPages: a suit is registered from the page of the request with what is known of
// it, answered with the bundle, judged and in force, and the request is open again; what is
// refused stays as it was typed, and the docket, Today and the file say where it stands.
func TestLawsuitPages(t *testing.T) {
	o, id := posted(t)
	clerk := o.in(o.clerk)
	if nav := clerk.page("/").Text(); strings.Contains(nav, "诉讼案件") {
		t.Error("led to court cases of which there is none")
	}
	has(t, "none", clerk.page("/lawsuits").Text(), "没有诉讼案件", "登记被诉")
	if clerk.page(path(id, "")).Count(`a[href="`+o.fromPage(id)+`"]`) != 1 || clerk.page(path(id, "/challenge")).Count(`a[href="`+o.fromPage(id)+`"]`) != 1 {
		t.Error("the page of the request does not lead to the form")
	}
	opened := url.Values(clerk.page(o.fromPage(id)).Values())
	if opened.Get("number") != "明政公开答〔2026〕1号" || opened.Get("way") != "direct" || opened.Get("plaintiff") == "" || opened.Get("level") != "first" {
		t.Errorf("begins with %v", opened)
	}
	a := clerk.fill(o.fromPage(id), url.Values{"plaintiff": {" "}, "claims": {"请求撤销<b>"}, "court": {""}, "on": {"2026-11-24"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-court-error", "法院全称") || !a.page.HasText("#f-plaintiff-error", "原告") || url.Values(a.page.Values()).Get("claims") != "请求撤销<b>" {
		t.Fatalf("refused: %d %s", a.status, a.page.Text())
	}
	form := url.Values(clerk.page(o.fromPage(id)).Values())
	for name, value := range map[string]string{"claims": "请求撤销<b>", "court": "明川区人民法院", "copy_on": "2026-11-23", "on": "2026-11-23", "summary": "1", "accepted_on": "2026-11-20"} {
		form.Set(name, value)
	}
	form.Del("q")
	gone(t, clerk.post("/lawsuits/new", form), "/lawsuits/1")
	gone(t, clerk.post("/lawsuits/new", form), "/lawsuits/1") // twice is once
	if a := clerk.get("/lawsuits/2"); a.status != http.StatusNotFound {
		t.Errorf("there are two: %d", a.status)
	}
	has(t, "case", clerk.page("/lawsuits/1").Text(), "案号未收到", "明川区人民法院", "最迟答辩、举证", "12月8日", "第一百零四条", "45 日", "请求撤销<b>", "最长 5 年", "供参考", "尚未审结", "登记提交答辩状")
	has(t, "request", clerk.page(path(id, "")).Text(), "被起诉", "诉讼案件", "正在行政诉讼：")
	has(t, "today", clerk.page("/").Text(), "行政诉讼，待办", "最迟答辩、举证")
	for _, link := range clerk.page("/lawsuits/1").All(".actbar a[href]") {
		if href := strings.TrimPrefix(link.Attr("href"), "/desk"); clerk.get(href).status != http.StatusOK {
			t.Errorf("the bar leads to %s", href)
		}
	}
	gone(t, clerk.fill("/lawsuits/1/court", url.Values{"case_number": {"（2026）行初7号"}}), "/lawsuits/1")

	made := clerk.fill("/lawsuits/1/answer", url.Values{"do": {"bundle"}, "text": {"答复合法<i>"}})
	if made.status != http.StatusSeeOther || !strings.HasPrefix(made.header.Get("Location"), "/lawsuits/1/answer?") {
		t.Fatalf("made: %d to %s", made.status, made.header.Get("Location"))
	}
	answer := url.Values(clerk.page(made.header.Get("Location")).Values())
	if answer.Get("text") != "答复合法<i>" || answer.Get("bundle") == "" || answer.Get("bundle") == "0" {
		t.Errorf("lost: %v", answer)
	}
	answer.Del("do")
	answer.Del("q")
	answer.Set("on", "2026-11-23")
	gone(t, clerk.post("/lawsuits/1/answer", answer), "/lawsuits/1")
	gone(t, clerk.fill("/lawsuits/1/hearing", url.Values{"on": {"2026-11-23"}, "day": {"2026-12-10"}, "clock": {"09:30"}, "place": {"第三法庭"}, "going": {"副局长<u>"}}), "/lawsuits/1")
	has(t, "answered", clerk.page("/lawsuits/1").Text(), "答复合法<i>", "证据卷", "2026年12月10日 09:30", "第三法庭", "还有 17 日", "副局长<u>")

	o.at(2026, time.December, 11, 10, 0)
	a = clerk.fill("/lawsuits/1/held", url.Values{"who": {"科长"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-why-error", "第三条第三款") {
		t.Errorf("nobody says why the head did not go: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill("/lawsuits/1/held", url.Values{"who": {"副局长"}, "head": {"1"}}), "/lawsuits/1")
	a = clerk.fill("/lawsuits/1/ruling", url.Values{"result": {"perform"}, "decided_on": {"2026-12-10"}, "on": {"2026-12-11"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-demand-error", "责令公开") {
		t.Errorf("an order to nothing: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill("/lawsuits/1/ruling", url.Values{"result": {"revoked"}, "decided_on": {"2026-12-10"}, "on": {"2026-12-11"}, "demand": {"disclose"}, "order": {"公开方案"}}), "/lawsuits/1")
	has(t, "judged", clerk.page("/lawsuits/1").Text(), "最迟上诉", "12月28日", "26日是休息日，顺延", "登记上诉", "负责人出庭")
	o.at(2026, time.December, 29, 10, 0)
	has(t, "today", clerk.page("/").Text(), "登记生效或者上诉")
	if a := clerk.fill("/lawsuits/1/in-force", url.Values{"on": {"2026-12-29"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "") {
		t.Errorf("in force, though nobody knows of the plaintiff's days: %d", a.status)
	}
	gone(t, clerk.fill("/lawsuits/1/in-force", url.Values{"on": {"2026-12-29"}, "reason": {"法院开了生效证明"}}), "/lawsuits/1")
	has(t, "in force", clerk.page("/lawsuits/1").Text(), "已生效", "结果纠正")
	has(t, "request again", clerk.page(path(id, "")).Text(), "责令公开：2026年12月29日收到明川区人民法院的行政判决书", "行政诉讼：责令公开")
	has(t, "docket", clerk.page("/lawsuits?view=closed&result=corrected").Text(), "（2026）行初7号")
	has(t, "filtered", clerk.page("/lawsuits?view=closed&result=upheld").Text(), "没有这样的案件")
	if a := o.in(o.clerk).get("/lawsuits.csv?view=closed"); a.status != http.StatusOK || !strings.Contains(a.body, "（2026）行初7号") || !strings.Contains(a.body, "结果纠正") {
		t.Errorf("table: %d %s", a.status, a.body)
	}
	v, err := o.desk.Lawsuit(t.Context(), o.clerk, 1)
	o.must(err)
	if a := clerk.fill("/lawsuits/1/take-back", url.Values{"reason": {"日子错了"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-entry-error", "选") {
		t.Errorf("nothing is chosen: %d", a.status)
	}
	force := itoa(v.Case.Version)
	gone(t, clerk.fill("/lawsuits/1/take-back", url.Values{"entry": {force}, "reason": {"日子错了"}}), "/lawsuits/1")
	has(t, "taken back", clerk.page("/lawsuits/1").Text(), "撤销：判决、裁定生效", "日子错了")
	has(t, "the request too", clerk.page(path(id, "")).Text(), "撤销：行政诉讼：", "正在行政诉讼：")
}

// TestLawsuitAmended: what was entered is corrected on its page, and a reconsideration
// before the suit is shown from both.
func TestLawsuitAmended(t *testing.T) {
	o := newBureauOffice(t)
	b := o.in(o.handler)
	o.at(2027, time.January, 5, 10, 0)
	from := "/lawsuits/new?review=" + strconv.FormatInt(int64(o.id), 10)
	if b.page(o.review("")).Count(`a[href="`+from+`"]`) != 1 {
		t.Error("the reconsideration does not lead to the form")
	}
	gone(t, b.fill(from, url.Values{"court": {"和宁市中级人民法院"}, "on": {o.desk.Today().String()}}), "/lawsuits/1")
	has(t, "case", b.page("/lawsuits/1").Text(), "复议后起诉", "复议期满没有决定", "未收到")
	has(t, "reconsideration", b.page(o.review("")).Text(), "诉讼", "和宁市中级人民法院")
	gone(t, b.fill("/lawsuits/1/amend", url.Values{"subject": {"团结路<b>"}, "third_parties": {"某公司"}}), "/lawsuits/1")
	has(t, "amended", b.page("/lawsuits/1").Text(), "团结路<b>", "某公司", "更正案件信息")
	a := b.fill("/lawsuits/1/cancel", url.Values{"reason": {""}})
	if a.status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", a.status)
	}
	gone(t, b.fill("/lawsuits/1/cancel", url.Values{"reason": {"登记重了"}}), "/lawsuits/1")
	has(t, "cancelled", b.page("/lawsuits/1").Text(), "登记已撤销", "不计")
}

// TestLawsuitDoors asks at every address of a court case as everybody who has no business
// there: people of the agency of other roles, of another agency, the administrators, and
// the body's own clerks. None of them reads or changes anything.
func TestLawsuitDoors(t *testing.T) {
	o := newBureauOffice(t)
	form := url.Values{"court": {"明川区人民法院"}, "claims": {"请求撤销<b>"}, "copy_on": {o.desk.Today().String()}, "on": {o.desk.Today().String()}}
	gone(t, o.in(o.clerk).fill(o.fromPage(o.request), form), "/lawsuits/1")
	strangers := o.everyRole()
	for _, role := range []auth.Role{auth.Clerk, auth.Officer, auth.Coordinator, auth.Signer} {
		strangers["of the body, "+role] = o.person("body-"+string(role), o.body, role)
	}
	strangers["elsewhere"] = o.person("elsewhere", 0, auth.Coordinator)
	other, err := o.desk.PutAgency(t.Context(), desk.Operator, office.Agency{Code: "QTZF", Name: "别处人民政府", LetterWord: "别政公开", CasePrefix: "Q", ReviewBody: "自治区人民政府", ReviewWord: "别政", Bureau: "别处司法局", BureauAddress: "一路1号", BureauPhone: "0990-1", Court: "别处中级人民法院", Active: true})
	o.must(err)
	strangers["head of another body"] = o.person("head2", other, auth.Head)
	strangers["clerk of another body"] = o.person("clerk2", other, auth.Clerk)
	before := o.caseOf(o.request).Version
	for name, u := range strangers {
		b := o.in(u)
		ours := u.Agency == o.agency.ID && (u.Plays(auth.Clerk) || u.Plays(auth.Coordinator))
		if ours || u.Agency == o.agency.ID && u.Plays(auth.Officer) {
			continue
		}
		for _, r := range routesOf(t, o.pages) {
			if !strings.HasPrefix(r.pattern, "/lawsuits/{") {
				continue
			}
			address := strings.NewReplacer("{id:[0-9]+}", "1", "{n:[0-9]+}", "1").Replace(r.pattern)
			var a answer
			if r.method == http.MethodGet {
				a = b.get(address)
			} else {
				a = b.post(address, url.Values{"version": {"0"}, "text": {"x"}, "reason": {"x"}})
			}
			if a.status == http.StatusOK || a.status == http.StatusSeeOther || strings.Contains(a.body, "请求撤销") {
				t.Errorf("%s: %s %s: %d", name, r.method, address, a.status)
			}
		}
		if a := b.get("/lawsuits"); a.status == http.StatusOK && strings.Contains(a.body, "/lawsuits/1") {
			t.Errorf("%s: finds it in the docket", name)
		}
		if a := b.get(o.fromPage(o.request)); a.status == http.StatusOK && !u.Plays(auth.Coordinator) { // who sees every request
			t.Errorf("%s: the form tells of the request", name)
		}
	}
	if o.caseOf(o.request).Version != before {
		t.Error("somebody without business there changed something")
	}
	for _, u := range []auth.User{o.clerk, o.officer, o.handler, o.chief} {
		if a := o.in(u).get("/lawsuits/1"); a.status != http.StatusOK {
			t.Errorf("%s: %d", u.Login, a.status)
		}
	}
}

// TestLawsuitFigures: the two blocks of litigation stand beside that of reconsideration,
// each figure leads to its cases, and their table goes out.
func TestLawsuitFigures(t *testing.T) {
	o := newBureauOffice(t)
	o.at(2027, time.January, 5, 10, 0)
	b := o.in(o.handler)
	gone(t, b.fill("/lawsuits/new?review="+strconv.FormatInt(int64(o.id), 10), url.Values{"court": {"和宁市中级人民法院"}, "on": {o.desk.Today().String()}}), "/lawsuits/1")
	has(t, "figures", b.page("/review/figures").Text(), "行政诉讼：复议后起诉", "行政诉讼：未经复议直接起诉", "复议后起诉：知道的都有去处")
	opened := b.page("/review/figures?year=2027&court=after_review&column=pending")
	has(t, "opened", opened.Text(), "复议后起诉 合计：尚未审结", "没有生效的裁判，计入尚未审结")
	if opened.Count(`a[href="/lawsuits/1"]`) != 1 {
		t.Error("the figure does not lead to its case")
	}
	if a := b.get("/review/figures.csv?year=2027&court=after_review"); a.status != http.StatusOK || !strings.Contains(a.body, "合计,0,0,0,1,1") {
		t.Errorf("table: %d %s", a.status, a.body)
	}
	if a := b.get("/review/figures.csv?year=2027&court=after_review&respondent=" + url.QueryEscape("没有这个机关")); a.status != http.StatusOK || !strings.Contains(a.body, "合计,0,0,0,0,0") {
		t.Errorf("the table of one agency is not narrowed: %d %s", a.status, a.body)
	}
}
