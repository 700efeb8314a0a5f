package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestJointApplicant: a further applicant is added, refused as typed, changed and
// taken out; the draft asks who gets it, and each is served by themselves.
func TestJointApplicant(t *testing.T) {
	o, id := drafted(t)
	clerk, officer, at := o.in(o.clerk), o.in(o.officer), path(id, "/joint-applicant")
	if a := officer.get(at); a.status != http.StatusForbidden {
		t.Errorf("the officer: %d", a.status)
	}
	has(t, "form", clerk.page(at).Text(), "送到最后一个人才算答复", "身份证明的扫描件", "邮寄的，填地址和邮编")
	a := clerk.fill(at, url.Values{"name": {"李四<b>"}, "id_number": {"123"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-id_number-error", "") || url.Values(a.page.Values()).Get("name") != "李四<b>" {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(at, url.Values{"name": {"李四"}, "phone": {"13900002468"}, "address": {"胜利路1号"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "共同申请人", "李四", "添加共同申请人：李四", "更正共同申请人", "撤销共同申请人")
	if strings.Contains(clerk.page(path(id, "")).Text(), "13900002468") {
		t.Error("the phone stands in full on the case")
	}
	person := clerk.page(path(id, "/person"))
	has(t, "person", person.Text(), "共同申请人 李四", "139****2468", "胜利***", "更正：李四")
	asked := clerk.post(path(id, "/person"), url.Values{"whose": {"1"}, "reason": {"post"}}).page.Text()
	if has(t, "asked", asked, "李四的原文", "13900002468", "胜利路1号"); strings.Contains(asked, "13900001357") {
		t.Error("the other one is shown too")
	}
	if strings.Contains(person.Text(), "法定代表人") {
		t.Error("a person has no representative")
	}

	change := path(id, "/change-joint-applicant?joint=1")
	if v := url.Values(clerk.page(change).Values()); v.Get("name") != "李四" || v.Get("address") != "胜利***" || v.Get("joint") != "1" || v.Get("class") != "natural" {
		t.Errorf("the change opens with %v", v)
	}
	if a := clerk.fill(change, url.Values{"address": {""}}); a.status != http.StatusUnprocessableEntity || url.Values(a.page.Values()).Get("address") != "" {
		t.Errorf("what was emptied is filled again: %d %v", a.status, a.page.Values())
	}
	gone(t, clerk.fill(change, url.Values{"address": {"胜利路2号"}, "reason": {"写错"}}), path(id, ""))
	has(t, "changed", clerk.post(path(id, "/person"), url.Values{"whose": {"1"}, "reason": {"post"}}).page.Text(), "胜利路2号", "13900002468")

	begin := path(id, "/letters/new?kind=disclose")
	draft := officer.page(begin)
	has(t, "draft", draft.Text(), "一并写给", "李四", "你们", "收件人与申请一致：阿卜杜热合曼·麦麦提明、李四")
	if v := url.Values(draft.Values()); v.Get("joint") != "1" {
		t.Errorf("not for all at first: %v", v)
	}
	gone(t, officer.fill(begin, url.Values{"given": {"《方案》"}, "do": {"submit"}}), path(id, "/letters/1"))
	gone(t, o.in(o.checker).post(path(id, "/letters/1/check"), url.Values{"version": {itoa(o.version(id))}}), "/letters")
	gone(t, o.in(o.signer).fill(path(id, "/letters/1/sign"), nil), path(id, "/letters/1"))
	letter := clerk.page(path(id, "/letters/1"))
	has(t, "letter", letter.Text(), "写给", "、李四", "送给每一位", "信封：李四", "李四送达还没有送出")
	if strings.Contains(letter.Text(), "打印信封") {
		t.Error("the papers stand among the acts too")
	}
	serve := path(id, "/letters/1/serve")
	has(t, "serve", clerk.page(serve).Text(), "给哪一位", "李四怎样给他邮寄地址胜利***", "原文看电话、地址")
	if a := clerk.fill(serve, url.Values{"to": {"1"}, "way": {"emailed"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("by mail to the other: %d", a.status)
	}
	gone(t, clerk.fill(serve, url.Values{"to": {"1"}, "way": {"posted"}, "tracking": {"XA1"}}), path(id, "/letters/1"))
	has(t, "served to one", clerk.page(path(id, "/letters/1")).Text(), "邮寄", "XA1", "还没有送出", "登记送达")
	has(t, "case", clerk.page(path(id, "")).Text(), "给李四", "登记送达")
	if a := clerk.get(path(id, "/joint-applicant")); a.status != http.StatusConflict {
		t.Errorf("added after the signature: %d", a.status)
	}
	gone(t, clerk.fill(serve, url.Values{"to": {"0"}, "way": {"direct"}, "recipient": {"本人"}}), path(id, "/letters/1"))
	if c := o.caseOf(id); c.Stage() != "replied" {
		t.Errorf("%s", c.Stage())
	}
	has(t, "periods", clerk.page(path(id, "")).Text(), "申请行政复议：阿卜杜热合曼·麦麦提明", "申请行政复议：李四")
	has(t, "delivery", clerk.page(path(id, "/letters/1/delivery")).Text(), "给哪一位", "李四")
	gone(t, clerk.fill(path(id, "/letters/1/delivery"), url.Values{"to": {"1"}}), path(id, "/letters/1"))
	has(t, "delivered", clerk.page(path(id, "")).Text(), "李四 签收")
}

// TestReplyToEach: the box is unticked, and the case says to whom no reply goes yet.
func TestReplyToEach(t *testing.T) {
	o, id := drafted(t)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	gone(t, clerk.fill(path(id, "/joint-applicant"), url.Values{"name": {"李四"}, "address": {"胜利路1号"}}), path(id, ""))
	begin := path(id, "/letters/new?kind=disclose")
	gone(t, officer.fill(begin, url.Values{"given": {"《方案》"}, "joint": {""}, "do": {"save"}}), path(id, "/letters/1"))
	if l := o.caseOf(id).Letters[0]; len(l.Joint) != 0 {
		t.Errorf("for %v", l.Joint)
	}
	shown := officer.page(path(id, ""))
	has(t, "case", shown.Text(), "拟给李四的答复")
	to := shown.Href("拟给李四的答复")
	opened := officer.page(to)
	if v := url.Values(opened.Values()); v.Get("given") != "《方案》" || v.Get("for") != "1" || v.Has("joint-asked") {
		t.Errorf("opens with %v", v)
	}
	gone(t, officer.fill(to, url.Values{"do": {"save"}}), path(id, "/letters/2"))
	has(t, "letters", officer.page(path(id, "")).Text(), "（给李四）")
	a := officer.fill(path(id, "/letters/1"), url.Values{"joint": {"1"}, "do": {"save"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "另有自己的答复") {
		t.Errorf("two replies to one: %d", a.status)
	}
	gone(t, clerk.fill(path(id, "/joint-applicant"), url.Values{"name": {"王五"}}), path(id, ""))
	if to := clerk.page(path(id, "")).Href("更正共同申请人"); !strings.HasSuffix(to, path(id, "/person")) {
		t.Errorf("of two, the one to change is chosen on %s", to)
	}
	has(t, "register", clerk.page("/cases").Text(), "阿卜杜热合曼·麦麦提明 等 3 人")
	has(t, "head", clerk.page(path(id, "")).Text(), "阿卜杜热合曼·麦麦提明 等 3 人")
	gone(t, clerk.fill(path(id, "/remove-joint-applicant?joint=2"), url.Values{"reason": {"加错了"}}), path(id, ""))
	has(t, "register", clerk.page("/cases").Text(), "阿卜杜热合曼·麦麦提明 等 2 人")
}
