package web_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestNumbers: the register of numbers says what became of each, that none is
// missing, and goes into a spreadsheet without being one.
func TestNumbers(t *testing.T) {
	o, id := drafted(t)
	clerk := o.in(o.clerk)
	empty := clerk.page("/numbers")
	has(t, "empty", empty.Text(), "这里没有发过文")
	if strings.Contains(empty.Text(), "无缺号") || empty.Href("导出表格（CSV）") != "" {
		t.Error("of nothing it is said that nothing is missing, or it can be exported")
	}
	if a := clerk.get("/numbers.csv"); a.status != http.StatusOK || strings.Count(a.body, "\n") != 1 {
		t.Errorf("the empty file: %d %q", a.status, a.body)
	}
	o.signedReply(id)
	o.must(o.desk.Void(t.Context(), o.signer, id, o.version(id), 1, "=HYPERLINK(\"http://x\")"))
	o.signedReply(id)
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 2, Way: casefile.Posted, Tracking: "@XA1", On: o.desk.Today()}))
	page := clerk.page("/numbers")
	has(t, "book", page.Text(), "发文登记簿", "“答”字〔2026〕", "1—2 号，无缺号。", "明政公开答〔2026〕1号", "作废", "=HYPERLINK", "2026年11月23日", longName, "邮寄送达，2026年11月23日", "有效")
	if page.Href("明政公开答〔2026〕1号") != path(id, "/letters/1") || page.Href("发文登记簿") != "/numbers" {
		t.Error("it does not lead to the letter, or is not in the side list")
	}
	if a := clerk.get("/numbers?state=void&page=99"); a.status != http.StatusSeeOther || strings.Contains(a.header.Get("Location"), "page=") || !strings.Contains(a.header.Get("Location"), "state=void") {
		t.Errorf("a page behind the last: %d to %q", a.status, a.header.Get("Location"))
	}
	for _, year := range []string{"-5", "0", "x", "12", "123456"} {
		has(t, "year "+year, clerk.page("/numbers?year="+year).Text(), "“答”字〔2026〕", "1—2 号，无缺号。")
	}
	has(t, "void only", clerk.page("/numbers?state=void").Text(), "1号", "1—2 号，无缺号。")
	if strings.Contains(clerk.page("/numbers?state=void").Text(), "答〔2026〕2号") || strings.Contains(clerk.page("/numbers?state=replaced").Text(), "答〔2026〕2号") {
		t.Error("the state does not choose")
	}
	has(t, "from the queues", clerk.page("/letters").Text(), "发文登记簿")
	has(t, "another year", clerk.page("/numbers?year=2025").Text(), "这里没有发过文")
	has(t, "another unit", o.in(o.other).page("/numbers").Text(), "列出的是本单位承办的 0 份", "1—2 号，无缺号。", "没有这样的文书")

	a := clerk.get(page.Href("导出表格（CSV）"))
	if a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("Content-Type"), "text/csv") || !strings.HasPrefix(a.body, "\xef\xbb\xbf文号,") {
		t.Fatalf("file: %d %v %q", a.status, a.header, a.body)
	}
	rows, err := csv.NewReader(strings.NewReader(a.body)).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][0] != "明政公开答〔2026〕1号" || rows[1][9] != "作废" || rows[2][8] != "'@XA1" || rows[2][6] != "邮寄送达" {
		t.Errorf("%v %q", err, rows)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@＝＋－＠\t\r", []rune(cell)[0]) {
				t.Errorf("a spreadsheet would reckon %q", cell)
			}
		}
	}
	for _, asked := range []string{"/numbers?word=x", "/numbers?agency=99", "/numbers.csv?agency=99"} {
		if a := clerk.get(asked); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", asked, a.status)
		}
	}
	for _, u := range []auth.User{o.officer, o.checker, o.signer} {
		if a := o.in(u).get("/numbers"); a.status != http.StatusOK {
			t.Errorf("%s: %d", u.Name, a.status)
		}
	}
}
