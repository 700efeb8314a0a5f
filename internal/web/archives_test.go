package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestArchives puts files away from the list, sees them bound, hands one over.
func TestArchives(t *testing.T) {
	o, id := drafted(t)
	n := o.signedReply(id)
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "张三", On: o.desk.Today()}))
	b := o.in(o.clerk)
	page := b.page("/archives")
	has(t, "the list", page.Text(), "办结而还没有归档的 1 件", "国家档案局令第8号", "全宗号")
	c, err := o.desk.Case(t.Context(), o.clerk, id)
	o.must(err)
	pick := strconv.Itoa(int(id)) + "." + strconv.Itoa(c.Case.Version)
	a := b.post("/archives", url.Values{"pick": {pick}, "fonds": {"坏 号"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "坏 号") || !strings.Contains(a.page.Text(), "全宗号只写字母和数字") {
		t.Errorf("%d %s", a.status, a.page.Text())
	}
	a = b.post("/archives", url.Values{"pick": {pick}, "fonds": {"109"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "救济期限到") {
		t.Errorf("%d %s", a.status, a.page.Text())
	}
	a = b.post("/archives", url.Values{"fonds": {"109"}})
	if a.status != http.StatusUnprocessableEntity {
		t.Errorf("none picked: %d", a.status)
	}
	has(t, "one by one", b.page(path(id, "/archive")).Text(), "还可以复议、起诉", "期限到", "建议：一般的依申请公开案卷", "永久")
	a = b.post(path(id, "/archive"), url.Values{"version": {strconv.Itoa(c.Case.Version)}, "keep": {"30"}, "sure": {"1"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "写明按本机关归档范围和保管期限表的哪一条") {
		t.Errorf("%d %s", a.status, a.page.Text())
	}
	o.must(o.desk.Archive(t.Context(), o.clerk, id, 0, casefile.PutAway{Keep: casefile.Keep30, Reason: "重大项目<b>"}))
	has(t, "waits", b.page("/archives/kept").Text(), "正在装订", "109-WS·2026-D30-0001", "30年，至")
	o.must(o.desk.BindAll(t.Context()))
	has(t, "bound", b.page("/archives/kept").Text(), "案卷 PDF", "全部原件 ZIP", "没有移交", "移交哪几卷")
	has(t, "the case", b.page(path(id, "")).Text(), "档号 109-WS·2026-D30-0001", "重大项目<b>", "案卷装订成册", "案卷和全部原件")
	for path, kind := range map[string]string{
		path(id, "/archive.pdf"): "application/pdf", path(id, "/archive.zip"): "",
		"/archives/kept.pdf?year=2026": "application/pdf", "/archives/kept.xlsx": "",
	} {
		if a := b.get(path); a.status != http.StatusOK || kind != "" && a.header.Get("Content-Type") != kind || len(a.body) < 500 {
			t.Errorf("%s: %d %s, %d bytes", path, a.status, a.header.Get("Content-Type"), len(a.body))
		}
	}
	c, err = o.desk.Case(t.Context(), o.clerk, id)
	o.must(err)
	pick = strconv.Itoa(int(id)) + "." + strconv.Itoa(c.Case.Version)
	if a := b.post("/archives/kept", url.Values{"pick": {pick}, "to": {" "}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "写明移交给哪个档案馆") {
		t.Errorf("%d", a.status)
	}
	gone(t, b.post("/archives/kept", url.Values{"pick": {pick}, "to": {"明川区档案馆"}}), "/archives/kept")
	has(t, "handed over", b.page("/archives/kept").Text(), "移交明川区档案馆")
	if a := o.in(o.system).get("/archives"); a.status != http.StatusForbidden {
		t.Errorf("an administrator: %d", a.status)
	}
}
