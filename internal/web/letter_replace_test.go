package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestReplaceLetter corrects a served reply by another: from the button on the
// old one over drafting, checking and signing to where each page names the other.
func TestReplaceLetter(t *testing.T) {
	o, id := posted(t)
	o.at(2026, time.November, 30, 10, 0)
	officer, at := o.in(o.officer), path(id, "/letters/1/replace")
	for _, u := range []auth.User{o.clerk, o.checker, o.signer, o.other} {
		if a := o.in(u).get(at); a.status != http.StatusForbidden {
			t.Errorf("%s: %d", u.Name, a.status)
		}
	}
	if strings.Contains(o.in(o.clerk).page(path(id, "/letters/1")).Text(), "更正后重新答复") {
		t.Error("it is offered to who may not")
	}
	has(t, "old", officer.page(path(id, "/letters/1")).Text(), "更正后重新答复")
	has(t, "kinds", officer.page(at).Text(), "更正后重新答复", "明政公开答〔2026〕1号 里填过的带过来", "部分公开", "经检索不存在")

	begin := path(id, "/letters/new?kind=disclose&replaces=1")
	opened := officer.page(begin)
	has(t, "opened", opened.Text(), "更正 明政公开答〔2026〕1号：", "现予更正，重新答复", "看原来那份")
	if v := opened.Values(); v["given"][0] != "《方案》" || v["replaces"][0] != "1" {
		t.Errorf("not filled in from the old one: %v", v)
	}
	hostile := url.Values{"given": {"《方案》2页"}, "old_number": {"伪〔2026〕9号"}, "old_name": {"便函"}, "body": {"别处"}, "court": {"别处"}, "received": {"2020-01-01"}}
	gone(t, officer.fill(begin, hostile), path(id, "/letters/2"))
	if text := officer.page(path(id, "/letters/2")).Text(); strings.Contains(text, "伪〔2026〕9号") || strings.Contains(text, "别处") || !strings.Contains(text, "作出《政府信息公开答复书》（明政公开答〔2026〕1号），现予更正") {
		t.Errorf("a posted field changed a locked sentence: %s", text)
	}
	back := o.in(o.clerk).get(path(id, "/letters/1/returned"))
	if back.status != http.StatusConflict || !strings.Contains(back.body, "更正后的答复正在办（草稿）") {
		t.Errorf("that it came back can be recorded of what is being corrected: %d", back.status)
	}
	if a := o.in(o.clerk).get(path(id, "/letters/2/returned")); a.status != http.StatusConflict || !strings.Contains(a.body, "不能登记退件") || strings.Contains(a.body, "不能更正送达") {
		t.Errorf("of a draft: %d", a.status)
	}
	if strings.Contains(o.in(o.clerk).page(path(id, "/letters/1")).Text(), "登记退件") {
		t.Error("and it is offered")
	}
	has(t, "old, meanwhile", officer.page(path(id, "/letters/1")).Text(), "更正后的答复正在办（草稿）")
	if a := officer.get(at); a.status != http.StatusConflict {
		t.Errorf("a second one can be begun: %d", a.status)
	}
	has(t, "case, meanwhile", officer.page(path(id, "")).Text(), "更正 明政公开答〔2026〕1号", "答复，按期", "继续拟稿")
	gone(t, officer.fill(path(id, "/letters/2"), url.Values{"do": {"submit"}}), path(id, "/letters/2"))
	gone(t, o.in(o.checker).post(path(id, "/letters/2/check"), url.Values{"version": {itoa(o.version(id))}}), "/letters")
	has(t, "sign", o.in(o.signer).page(path(id, "/letters/2/sign")).Text(), "现予更正，重新答复")
	gone(t, o.in(o.signer).fill(path(id, "/letters/2/sign"), nil), path(id, "/letters/2"))

	has(t, "today", o.in(o.clerk).page("/").Text(), "签了还没送最迟之日以前送出", "送达：2026-0001")
	old := officer.page(path(id, "/letters/1"))
	has(t, "old", old.Text(), "更正已签发，尚未送达（明政公开答〔2026〕2号）：", "这一份仍是本机关的答复")
	if old.Href("看新的这份") != path(id, "/letters/2") || strings.Contains(old.Text(), "更正后重新答复") {
		t.Errorf("the old one leads to %q: %s", old.Href("看新的这份"), old.Text())
	}
	fresh := officer.page(path(id, "/letters/2"))
	if fresh.Href("看原来那份") != path(id, "/letters/1") {
		t.Errorf("the new one leads to %q", fresh.Href("看原来那份"))
	}
	has(t, "case", officer.page(path(id, "")).Text(), "更正已签发，尚未送达（明政公开答〔2026〕2号）", "答复，按期")
	book := o.in(o.clerk).page("/numbers?year=2026").Text()
	has(t, "register", book, "更正已签发，尚未送达（明政公开答〔2026〕2号）")
	for where, text := range map[string]string{"old": old.Text(), "new": fresh.Text(), "case": officer.page(path(id, "")).Text()} {
		if strings.Contains(text, "已被替代：") || strings.Contains(text, "已由 ") || strings.Contains(text, "那一份不再作为") {
			t.Errorf("%s: replaced by what has not been served: %s", where, text)
		}
	}
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 2, Way: casefile.Posted, Tracking: "XA2", On: o.desk.Today()}))
	has(t, "served", officer.page(path(id, "")).Text(), "2026年11月23日（星期一）答复，按期", "已由 明政公开答〔2026〕2号 替代")
	has(t, "old, served", officer.page(path(id, "/letters/1")).Text(), "这份答复书已被替代：2026年11月30日由 明政公开答〔2026〕2号 更正", "没有作废")
	has(t, "register, served", o.in(o.clerk).page("/numbers?year=2026&state=replaced").Text(), "由 明政公开答〔2026〕2号 更正替代")
	if again := officer.page(path(id, "/letters/2")); !strings.Contains(again.Text(), "更正后重新答复") {
		t.Error("what corrects cannot be corrected")
	}
}
