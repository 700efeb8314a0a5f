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
	"mingda/internal/office"
)

// TestTransferPages: the case leads to a transfer, which without consent is refused
// and says whom to ask instead; with it the letter is drafted and goes into the inbox
// of the other agency, and each side shows what it may of the other.
func TestTransferPages(t *testing.T) {
	o := newCaseOffice(t)
	o.at(2026, time.November, 24, 10, 0)
	id := o.register(ask("周某", "征收红线图", "要红线图"))
	o.assign(id)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	form := officer.page(path(id, "/transfer")).Text()
	has(t, "form", form, "交给本机关的其他单位不是转送，用改分办", "怎样同意的", "不属本机关负责公开答复书")
	const name = "明川区自然资源局"
	other, err := o.desk.PutAgency(t.Context(), desk.Operator, office.Agency{
		Code: "ZRJ", Name: name, LetterWord: "明自然公开", CasePrefix: "R", ReviewBody: "明川区人民政府", Court: "明川区人民法院", Address: "建设路 2 号", Phone: "0990-6220003", MailAddress: "zrj@mingchuan.example", Active: true,
	})
	o.must(err)
	others := strconv.FormatInt(other, 10)
	a := officer.fill(path(id, "/transfer"), url.Values{"agency": {others}})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("accepted: %d", a.status)
	}
	has(t, "refused", a.page.Text(), "没有同意的，不能转送，只在答复书里写明该向哪个机关申请")
	gone(t, officer.fill(path(id, "/transfer"), url.Values{"agency": {others}, "agreed_on": {"2026-11-24"}, "how": {"phone"}, "note": {"与周某通话<b>"}}), path(id, ""))
	main := officer.page(path(id, ""))
	has(t, "card", main.Text(), "转送其他机关", "同意（电话，有记录）", "与周某通话<b>")
	begin := main.Href("拟转送函：" + name)
	a = officer.fill(begin, url.Values{"do": {"submit"}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("the draft: %d %s", a.status, a.page.Text())
	}
	o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), 1, ""))
	o.must(o.desk.Sign(t.Context(), o.signer, id, o.version(id), 1))
	serve := clerk.page(path(id, "/letters/1/serve")).Text()
	has(t, "service", serve, name, "系统内转交", "直接进对方的收件箱")
	if strings.Contains(serve, "邮寄送达") {
		t.Error("it can go by post")
	}
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Version: o.version(id), Letter: 1, Way: casefile.Handed}))
	has(t, "sent", clerk.page(path(id, "")).Text(), "对方还没有登记", "对方的收件", "转到对方的收件箱")
	gone(t, clerk.fill(path(id, "/take-back-transfer")+"?party=1", url.Values{"reason": {"申请人改变主意"}, "sure": {"1"}}), path(id, ""))
	has(t, "taken back", clerk.page(path(id, "")).Text(), "已撤销", "撤销转送："+name, "没有登记")
}
