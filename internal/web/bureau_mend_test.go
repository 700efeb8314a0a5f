package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// TestBureauMends: the period to apply is shown with how it is counted, what was lost of it
// is recorded, a registration is corrected and says who changed what, and an application
// that was withdrawn before it was accepted is closed.
func TestBureauMends(t *testing.T) {
	o := newBureauOffice(t)
	today := o.desk.Today()
	f := reconsider.Filed{Door: casefile.Counter, ReceivedOn: today, Objection: reconsider.NotAsAsked, Contested: reconsider.Contested{Number: "别处〔2026〕1号", Name: "别的机关", On: today.AddDays(-100), GotOn: today.AddDays(-90)}}
	f.Private.Applicant, f.Private.Asked = casefile.Applicant{Name: "李四", Class: casefile.Natural}, reconsider.Asked{Request: "撤销", Grounds: "不对", Late: "住院了"}
	id, err := o.desk.FileReview(t.Context(), o.handler, f)
	o.must(err)
	o.must(o.desk.NameHandlers(t.Context(), o.chief, id, 0, []int64{o.handler.ID}))
	at := "/review/" + itoa(int(id))
	b := o.in(o.handler)
	has(t, "the case", b.page(at).Text(), "超过申请期限", "行政复议法第二十条第一款", "更正登记", "登记期限的耽误")
	has(t, "examining", b.page(at+"/examine").Text(), "申请期限", "60 日", "行政复议法第二十一条", "超过了期限", "住院了")
	a := b.fill(at+"/hindered", url.Values{"kind": {"obstacle"}, "from": {today.AddDays(-80).String()}, "until": {""}, "why": {"出院证明"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "出院证明") {
		t.Errorf("no last day: %d", a.status)
	}
	a = b.fill(at+"/hindered", url.Values{"kind": {"obstacle"}, "from": {today.AddDays(-80).String()}, "until": {today.AddDays(-20).String()}, "why": {"出院证明"}})
	if a.status != http.StatusSeeOther {
		t.Errorf("hindered: %d %s", a.status, a.page.Text())
	}
	has(t, "examining, hindered", b.page(at+"/examine").Text(), "不计入：不可抗力或者其他正当理由", "在期限内")
	a = b.fill(at+"/filing", url.Values{"phone": {"13900000000"}, "reason": {"抄错了"}})
	if a.status != http.StatusSeeOther {
		t.Errorf("corrected: %d %s", a.status, a.page.Text())
	}
	has(t, "the timeline", b.page(at).Text(), "更正登记", "电话：没有 改为 139****0000", "抄错了")
	if a := b.fill(at+"/add-party", url.Values{"is": {"applicant"}, "name": {"王五"}, "id_number": {"650000199001010011"}}); a.status != http.StatusSeeOther {
		t.Errorf("a further applicant: %d %s", a.status, a.page.Text())
	}
	has(t, "representatives", b.page(at+"/represent").Text(), "李四", "王五", "推选书")
	if a := b.fill(at+"/represent", url.Values{"who": {"1"}, "note": {""}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("chosen by nothing: %d", a.status)
	}
	if a := b.fill(at+"/represent", url.Values{"who": {"1"}, "note": {"全体签名"}}); a.status != http.StatusSeeOther {
		t.Errorf("chosen: %d %s", a.status, a.page.Text())
	}
	has(t, "the case of two", b.page(at).Text(), "李四、王五", "王五（代表人）", "登记代表人")
	// the case of the office is heard with another
	other, err := o.desk.FileReview(t.Context(), o.handler, f)
	o.must(err)
	o.must(o.desk.NameHandlers(t.Context(), o.chief, other, 0, []int64{o.handler.ID}))
	lead := o.review("")
	if a := b.fill(lead+"/combine", url.Values{"number": {"和政复议〔2026〕9号"}, "ground": {"several"}, "reason": {"同类"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "没有这件复议案件") && !a.page.HasText("main", "案号") {
		t.Errorf("with none: %d %s", a.status, a.page.Text())
	}
	met := reconsider.Examined{Met: map[string]bool{}}
	for _, k := range reconsider.Conditions {
		met.Met[k.Code] = true
	}
	met.Private.Remark = "有正当理由"
	o.must(o.desk.ExamineReview(t.Context(), o.handler, other, 0, met))
	o.must(o.desk.AcceptReview(t.Context(), o.handler, other, 0, "summary"))
	v, err := o.desk.Review(t.Context(), o.handler, other)
	o.must(err)
	if a := b.fill(lead+"/combine", url.Values{"number": {v.Case.Number}, "ground": {"several"}, "reason": {"同类"}}); a.status != http.StatusSeeOther {
		t.Errorf("together: %d %s", a.status, a.page.Text())
	}
	has(t, "the lead", b.page(lead).Text(), v.Case.Number, "并入这一件", "实施条例第四十三条第一款第二项", "撤销合并审理")
	has(t, "the joined one", b.page("/review/"+itoa(int(other))).Text(), "合并审理", "和政复议〔2026〕1号")
	if a := b.fill(lead+"/uncombine", url.Values{"reason": {"不同类"}}); a.status != http.StatusSeeOther {
		t.Errorf("apart: %d %s", a.status, a.page.Text())
	}
	o.must(o.desk.AskReviewWithdrawal(t.Context(), o.handler, id, 0, "想通了", today))
	has(t, "closing", b.page(at+"/withdrawn").Text(), "想通了", "不再审查")
	if a := b.fill(at+"/withdrawn", url.Values{"told": {"phone"}}); a.status != http.StatusSeeOther {
		t.Errorf("closed: %d %s", a.status, a.page.Text())
	}
	closed := b.page(at).Text()
	has(t, "the closed case", closed, "受理前撤回，结案", "告知：电话", "拟复议申请撤回告知书", "更正登记")
	hasNot(t, "the closed case", closed, "拟责令履行通知书", "登记期限的耽误：")
	form := b.page(at + "/filing")
	hasNot(t, "correcting what is closed", form.Text(), "申请人姓名或者名称", "对什么不服")
	if a := b.fill(at+"/filing", url.Values{"address": {"人民路 1 号"}, "reason": {"搬了"}}); a.status != http.StatusSeeOther {
		t.Errorf("the address of a closed case: %d %s", a.status, a.page.Text())
	}
}
