package web_test

import (
	"bytes"
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestSearchCase: another unit is asked for help on a sheet, its answer is recorded,
// and the reply that there is none is filled in from the searches.
func TestSearchCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	officer, at := o.in(o.officer), path(id, "/ask-help")
	if v := officer.page(at).Values(); v["seek"][0] != "修路的文件" {
		t.Errorf("it opens with %v", v)
	}
	a := officer.fill(at, url.Values{"unit": {""}, "until": {"2026-11-20"}, "clues": {"东关<b>"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-unit-error") != 1 || a.page.Count("#f-until-error") != 1 || a.page.Values()["clues"][0] != "东关<b>" {
		t.Errorf("refused: %d %s", a.status, a.page.Text())
	}
	gone(t, officer.fill(at, url.Values{"unit": {"档案科"}, "until": {"2026-11-27"}}), path(id, ""))
	page := officer.page(path(id, ""))
	has(t, "case", page.Text(), "请档案科协助查找", "等回复")
	if a := officer.get(page.Href("打印协助查找单")); a.status != http.StatusOK || !bytes.HasPrefix([]byte(a.body), []byte("%PDF")) {
		t.Errorf("the sheet: %d", a.status)
	}
	answer := page.Href("登记回复")
	a = officer.fill(answer, url.Values{"places": {"档案室"}, "result": {"none"}, "who": {"档案科 李四"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-words-error") != 1 {
		t.Errorf("without words: %d %s", a.status, a.page.Text())
	}
	gone(t, officer.fill(answer, url.Values{"places": {"档案室2018年至2020年"}, "words": {"“修路”"}, "result": {"none"}, "who": {"档案科 李四"}}), path(id, ""))
	has(t, "case", officer.page(path(id, "")).Text(), "已回复", "没有找到", "档案室2018年至2020年", "检索词 “修路”", "检索人 档案科 李四")
	_, _, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.NotExisting, Values: letter.Values{"what": "修路的文件"}})
	o.must(err)
	has(t, "draft", officer.page(path(id, "/letters/1")).Text(), "以“修路”为检索词", "档案室2018年至2020年")
}
