package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestDisposals: a file whose period is over is proposed, returned, proposed again, approved
// by another and destroyed; its page and its list say so, and nothing leads to what is gone.
func TestDisposals(t *testing.T) {
	o, id := drafted(t)
	n := o.signedReply(id)
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "张三", On: o.desk.Today()}))
	o.must(o.desk.Archive(t.Context(), o.clerk, id, 0, casefile.PutAway{}))
	o.must(o.desk.BindAll(t.Context()))
	later := time.Date(2037, 1, 5, 9, 0, 0, 0, calendar.Zone)
	o.desk.Now = func() time.Time { later = later.Add(time.Second); return later }
	b := o.in(o.clerk)
	page := b.page("/archives/due")
	has(t, "what is due", page.Text(), "可以鉴定的 1 卷", "档案法第二十一条", "至 2036年12月31日", "提出销毁", "延长保管", "暂缓销毁")
	c, err := o.desk.Case(t.Context(), o.clerk, id)
	o.must(err)
	pick := strconv.Itoa(int(id)) + "." + strconv.Itoa(c.Case.Version)
	for want, sent := range map[string]url.Values{
		"勾上要鉴定的案卷": {"way": {"destroy"}, "reason": {"期满"}}, "选一种鉴定意见": {"pick": {pick}, "reason": {"期满"}},
		"没有写理由": {"pick": {pick}, "way": {"destroy"}}, "选一个保管期限": {"pick": {pick}, "way": {"longer"}, "reason": {"还有用<b>"}}, "写明": {"pick": {pick}, "way": {"hold"}},
	} {
		if a := b.post("/archives/due", sent); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), want) {
			t.Errorf("%s: %d %s", want, a.status, a.page.Text())
		}
	}
	gone(t, b.post("/archives/due", url.Values{"pick": {pick}, "way": {"hold"}, "reason-" + strconv.Itoa(int(id)): {"纪委在查"}}), "/archives/due")
	has(t, "held back", b.page("/archives/due").Text(), "没有到期的案卷", "暂缓销毁的 1 卷")
	has(t, "the case", b.page(path(id, "")).Text(), "暂缓销毁", "纪委在查", "解除暂缓")
	has(t, "ending it", b.page(path(id, "/end-hold")).Text(), "暂缓的理由", "纪委在查")
	b.post(path(id, "/end-hold"), url.Values{"version": {strconv.Itoa(c.Case.Version + 1)}, "reason": {"查完了"}})
	has(t, "keeping longer", b.page(path(id, "/keep-longer")).Text(), "再保管 10年", "改为永久")
	pick = strconv.Itoa(int(id)) + "." + strconv.Itoa(c.Case.Version+2)
	gone(t, b.post("/archives/due", url.Values{"pick": {pick}, "way": {"destroy"}, "reason": {"期满<b>"}}), "/archives/disposals/1")
	has(t, "the list", b.page("/archives/disposals/1").Text(), "待审批", "期满<b>", "等别人批准", "申请公开", "备份里还有")
	if a := b.post("/archives/disposals/1/approve", url.Values{}); a.status != http.StatusForbidden {
		t.Errorf("the proposer approves: %d", a.status)
	}
	if a := b.post("/archives/disposals/1/return", url.Values{"version": {"1"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("returned without a reason: %d", a.status)
	}
	s := o.in(o.signer)
	has(t, "who approves", s.page("/archives/disposals").Text(), "待审批", "1 卷", "各种数据保存多久", "清理过期表单")
	today := s.page("/")
	has(t, "the day of who approves", today.Text(), "销毁待审批", "销毁清册，1 卷", "审批")
	if today.Count(`#disposals a[href="/archives/disposals/1"]`) == 0 || strings.Contains(b.page("/").Text(), "销毁待审批") {
		t.Error("the list that waits is not on the day of who approves, or on another's")
	}
	gone(t, s.post("/archives/disposals/1/approve", url.Values{"version": {"1"}, "remark": {"同意"}}), "/archives/disposals/1")
	if strings.Contains(s.page("/").Text(), "销毁待审批") {
		t.Error("approved, it waits for approval")
	}
	has(t, "approved", b.page("/archives/disposals/1").Text(), "已批准，待销毁", "同意", "监销人（一）", "销毁不能恢复")
	sent := url.Values{"version": {"2"}, "supervisor1": {"王监"}, "supervisor2": {"王监"}}
	if a := b.post("/archives/disposals/1/carry-out", sent); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "要是两个人") {
		t.Errorf("%d %s", a.status, a.page.Text())
	}
	sent.Set("supervisor2", "李监")
	sent.Set("sure", "1")
	gone(t, b.post("/archives/disposals/1/carry-out", sent), "/archives/disposals/1")
	o.must(o.desk.DestroyAll(t.Context()))
	has(t, "done", b.page("/archives/disposals/1").Text(), "已销毁", "王监、李监", "清除原件")
	text := b.page(path(id, "")).Text()
	has(t, "the case", text, "案卷已销毁", "（案卷已销毁）", "XH·2037-01", "批准", "看清册", "案卷销毁")
	if strings.Contains(text, "张三") {
		t.Error("the page names who signed for it")
	}
	has(t, "among those put away", b.page("/archives/kept").Text(), "已销毁")
	for _, below := range []string{"/archive.pdf", "/archive.zip", "/letters/1", "/letters/1/approval.pdf", "/person", "/archive-cover.pdf"} {
		if a := b.get(path(id, below)); a.status != http.StatusConflict && a.status != http.StatusNotFound && below != "/person" {
			t.Errorf("%s: %d", below, a.status)
		}
	}
	for path, kind := range map[string]string{"/archives/disposals/1.pdf": "application/pdf", "/archives/disposals/1.xlsx": ""} {
		if a := b.get(path); a.status != http.StatusOK || kind != "" && a.header.Get("Content-Type") != kind || len(a.body) < 500 {
			t.Errorf("%s: %d %s, %d bytes", path, a.status, a.header.Get("Content-Type"), len(a.body))
		}
	}
	if a := o.in(o.system).get("/archives/disposals"); a.status != http.StatusForbidden {
		t.Errorf("an administrator: %d", a.status)
	}
}
