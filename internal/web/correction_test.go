package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
)

// TestCorrectionCase: a correction of records shows what it is on every page, is
// offered its own letters alone, and its day is the office's own.
func TestCorrectionCase(t *testing.T) {
	o := newCaseOffice(t)
	in := ask(longName, "登记表第3号的建筑面积", "记录上写的：86.20平方米\n应当写的：92.60平方米")
	in.Wants.Type = casefile.Correction
	id := o.register(in)
	request := o.register(ask(longName, "征收补偿方案", "征收补偿方案"))
	o.assign(id)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	p := officer.page(path(id, ""))
	has(t, "case", p.Text(), "更正申请：登记表第3号的建筑面积", "要更正什么", "本机关自己定的期限", "答复更正申请", "更2026-0001")
	if text := p.Text(); strings.Contains(text, "告知补正") || strings.Contains(text, "条例第三十三条") {
		t.Errorf("the case speaks of the periods of requests: %s", text)
	}
	if p.Href("查看") != path(id, "/person") {
		t.Error("who the applicant is cannot be looked at, and only what is about them may be corrected")
	}
	has(t, "clock", officer.page(path(id, "/clock")).Text(), "法律没有规定期限，本机关定为 20 个工作日")
	kinds := officer.page(path(id, "/letters/new")).Text()
	has(t, "kinds", kinds, "予以更正答复书", "不属本机关更正答复书", "不予更正答复书")
	if strings.Contains(kinds, "延期") || strings.Contains(kinds, "予以公开") {
		t.Errorf("offered to a correction: %s", kinds)
	}
	o.assign(request)
	if kinds := officer.page(path(request, "/letters/new")).Text(); strings.Contains(kinds, "更正答复书") {
		t.Errorf("offered to a request: %s", kinds)
	}
	for _, kind := range []string{"disclose", "extension", "clarification"} {
		if a := officer.get(path(id, "/letters/new?kind="+kind)); a.status != http.StatusConflict {
			t.Errorf("%s can be drafted: %d", kind, a.status)
		}
	}
	has(t, "view", clerk.page("/cases?view=corrections").Text(), "更正申请：登记表第3号的建筑面积", "共 1 件")
	if list := clerk.page("/cases?view=all&" + url.Values{"type": {"request"}}.Encode()).Text(); strings.Contains(list, "更2026-0001") || !strings.Contains(list, "征收补偿方案") {
		t.Errorf("chosen as requests: %s", list)
	}

	o.at(2026, time.December, 28, 9, 0)
	day := officer.page("/")
	has(t, "today", day.Text(), "超过本机关定的期限", "更正申请：登记表第3号的建筑面积")
	has(t, "late", officer.page(path(id, "")).Text(), "超过本机关定的期限")
	if p := officer.page("/cases?view=late"); strings.Contains(p.Text(), "更2026-0001") {
		t.Error("a correction stands among what is late")
	}
}

// TestCorrectionPassedOn: passing a correction on asks for no consent, and leads to the
// letter of its own.
func TestCorrectionPassedOn(t *testing.T) {
	o := newCaseOffice(t)
	in := ask(longName, "登记表第3号的建筑面积", "记录上写的：86.20平方米")
	in.Wants.Type = casefile.Correction
	id := o.register(in)
	o.assign(id)
	officer := o.in(o.officer)
	form := officer.page(path(id, "/transfer"))
	has(t, "form", form.Text(), "不用申请人同意", "条例第四十一条")
	hasNot(t, "form", form.Text(), "怎样同意的", "申请人哪天同意的")
	if a := officer.fill(path(id, "/transfer"), url.Values{"name": {" "}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("to nobody: %d", a.status)
	}
	gone(t, officer.fill(path(id, "/transfer"), url.Values{"name": {"和宁市自然资源局"}, "address": {"迎宾路6号"}}), path(id, ""))
	p := officer.page(path(id, ""))
	has(t, "case", p.Text(), "转送有权更正的机关：和宁市自然资源局", "不用申请人同意")
	draft := officer.page(p.Href("拟更正申请转送函：和宁市自然资源局"))
	has(t, "draft", draft.Text(), "为什么由该机关更正")
	has(t, "taking back", officer.page(path(id, "/take-back-transfer")).Text(), "和宁市自然资源局")
}
