package web_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingda/internal/auth"
	"mingda/internal/desk"
)

const oldCSV = "\ufeff序号,编号,收到日期,申请人,申请内容,承办单位,答复日期,办理结果,答复文号\r\n" +
	"1,2023-1,2023-05-06,钱塘月,大坝安全鉴定报告,区征收办,2023年5月20日,予以公开,明公开〔2023〕1号\r\n" +
	"2,2023-2,2023.6.1,孙一鸣、李二喜,征地补偿方案,区征收办,2023.6.19,阅后酌处,\r\n" +
	"3,2023-3,2023年2月30日,周三立,防洪预案,,2023-03-10,予以公开,\r\n"

// sendOld sends a file to be imported.
func (b *browser) sendOld(name, content string) answer {
	b.o.t.Helper()
	return b.uploadAs("/import", url.Values{}, "file", part{name, content})
}

// TestImportPages: a register goes from its file to past cases; what is wrong on the way
// is said beside it, and what was chosen stays.
func TestImportPages(t *testing.T) {
	o := newCaseOffice(t)
	clerk := o.in(o.clerk)
	for content, want := range map[string]string{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "另存为", "PK\x03\x04 cut off": "已经损坏", "": "是空的"} {
		a := clerk.sendOld("旧台账.xlsx", content)
		if a.status != http.StatusUnprocessableEntity || !a.page.HasText(".govuk-error-message", want) {
			t.Errorf("%q: %d %s", content, a.status, a.page.Text())
		}
	}
	if a := clerk.uploadAs("/import", url.Values{}, "file"); a.status != http.StatusUnprocessableEntity || !a.page.HasText(".govuk-error-message", "选一个文件") {
		t.Errorf("without a file: %d", a.status)
	}
	const one = "/import/1"
	gone(t, clerk.sendOld(`C:\台账\旧台账.csv`, oldCSV), one)
	gone(t, clerk.get(one), one+"/columns")

	a := clerk.fill(one+"/columns", url.Values{"column-C": {"kept"}, "column-I": {"kept"}, "year": {"去年"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#columns", "没有一列是“收到日期”") || !a.page.HasText("main", "年份填四位数") {
		t.Errorf("a mapping without a day: %d %s", a.status, a.page.Text())
	}
	if v := a.page.Values(); v["column-C"][0] != "kept" || v["column-I"][0] != "kept" || v["year"][0] != "去年" {
		t.Errorf("what was chosen is lost: %v", v)
	}
	gone(t, clerk.fill(one+"/columns", nil), one+"/words")
	words := url.Values{}
	for name, v := range clerk.page(one + "/words").Values() {
		if n, ok := strings.CutPrefix(name, "key-"); ok && v[0] == "阅后酌处" {
			words.Set("word-"+n, "disclose")
		}
	}
	if len(words) != 1 {
		t.Fatalf("the word that nobody knows is not asked for")
	}
	gone(t, clerk.fill(one+"/words", words), one+"/rows")
	trial := clerk.page(one + "/rows")
	for _, want := range []string{"现在什么都还没有导入", "日历上没有这一天", "李二喜为共同申请人", "导入 2 件"} {
		if !trial.HasText("main", want) {
			t.Errorf("the trial does not say %s: %s", want, trial.Text())
		}
	}
	if a := clerk.get(one + "/rows.xlsx"); a.status != http.StatusOK || !strings.HasPrefix(a.body, "PK") {
		t.Errorf("the troubles: %d", a.status)
	}
	gone(t, clerk.post(one+"/start", nil), one)
	if running := clerk.get(one); running.header.Get("Refresh") == "" || !running.page.HasText("main", "正在导入") {
		t.Errorf("while it runs: %v %s", running.header, running.page.Text())
	}
	o.must(o.desk.RunImports(t.Context()))
	if done := clerk.get(one); done.header.Get("Refresh") != "" || !done.page.HasText("main", "2 件，共 2 件") {
		t.Errorf("done: %s", done.page.Text())
	}
	if a := clerk.fill(one+"/columns", url.Values{}); a.status < http.StatusBadRequest {
		t.Errorf("mapped after it came in: %d", a.status)
	}
	within := clerk.page("/cases?view=all&import=1&door=old_register")
	if !within.HasText(`.tools a[href=/import/1]`, "旧台账.csv") || !within.HasText(".printed", "导入：旧台账.csv") || !within.HasText(`.tools a[href=/cases?door=old_register&view=all]`, "不限于这次导入") {
		t.Errorf("the register does not say whose import it shows: %s", within.Text())
	}
	if signer := o.in(o.signer).page("/cases?view=all&import=1"); signer.HasText("main", "旧台账.csv") || !signer.HasText(".tools", "不限于这次导入") {
		t.Errorf("to who may not see the import: %s", signer.Text())
	}
	if export := clerk.page("/cases/export?view=all&import=1"); !export.HasText("main", "导入：旧台账.csv") {
		t.Errorf("what is exported does not say of which import: %s", export.Text())
	}
	if clerk.page("/cases?view=all").HasText("main", "不限于这次导入") {
		t.Error("a register of all offers to leave an import")
	}
	o.register(ask("许望舒", "大坝图纸", "水库大坝的图纸"))
	for at, row := range map[string]string{
		"/cases?view=all": "tbody tr", "/cases?view=all&q=大坝": "tbody tr", "/search?q=大坝": ".hits li",
	} {
		p := clerk.page(at)
		if !p.HasText(row, "区征收办") || p.Count(row) > 0 && strings.Count(p.Text(), "未分办") != strings.Count(p.Text(), "许望舒") {
			t.Errorf("%s does not name the old unit: %s", at, p.Text())
		}
	}
	if a := clerk.post("/cases/export?view=all", url.Values{"format": {"csv"}}); strings.Count(a.body, "区征收办") != 2 {
		t.Errorf("exported without the old unit: %s", a.body)
	}
	past := clerk.page(path(1, ""))
	if !past.HasText(".casehead", "区征收办") || past.HasText(".casehead", "未分办") || !past.HasText(".casehead", "5月6日") || past.HasText(".casehead", "11月23日") || !past.HasText("main", "第 2 行") {
		t.Errorf("the past case: %s", past.Text())
	}

	a = clerk.fill(one+"/undo", url.Values{"reason": {"导的是草稿"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Values()["reason"][0] != "导的是草稿" {
		t.Errorf("unsure of undoing: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(one+"/undo", url.Values{"reason": {"导的是草稿"}, "sure": {"on"}}), one)
	o.must(o.desk.RunImports(t.Context()))
	if !clerk.page(one).HasText("main", "已撤销") || !clerk.page(path(1, "")).HasText("main", "登记已撤销") {
		t.Error("the import is not taken back")
	}
}

// TestImportRoles: only clerks and coordinators take a register over, that of their own
// agency; to anybody else an import is not there.
func TestImportRoles(t *testing.T) {
	o := newCaseOffice(t)
	gone(t, o.in(o.clerk).sendOld("旧台账.csv", oldCSV), "/import/1")
	for _, at := range []string{"/import", "/import/1", "/import/1/columns", "/import/1/words", "/import/1/rows", "/import/1/rows.xlsx", "/import/1/undo"} {
		for _, u := range []auth.User{o.other, o.signer, o.system} {
			if a := o.in(u).get(at); a.status != http.StatusForbidden {
				t.Errorf("%s %s: %d", u.Login, at, a.status)
			}
		}
	}
	before := o.head()
	for _, at := range []string{"/columns", "/words", "/try", "/start", "/stop", "/remove", "/undo"} {
		if a := o.in(o.other).post("/import/1"+at, url.Values{"reason": {"x"}, "sure": {"on"}}); a.status != http.StatusForbidden {
			t.Errorf("an officer posts %s: %d", at, a.status)
		}
	}
	if a := o.in(o.other).sendOld("旧台账.csv", oldCSV); a.status != http.StatusForbidden || o.head() != before {
		t.Errorf("an officer sends one: %d", a.status)
	}
	elsewhere := o.agency
	elsewhere.ID, elsewhere.Code, elsewhere.Name, elsewhere.CasePrefix, elsewhere.LetterWord = 0, "QZJ", "明川区住房和城乡建设局", "ZJ", "明建公开"
	var err error
	elsewhere.ID, err = o.desk.PutAgency(t.Context(), desk.Operator, elsewhere)
	o.must(err)
	stranger := o.in(o.person("zj", elsewhere.ID, auth.Clerk))
	for _, at := range []string{"", "/rows", "/rows.xlsx"} {
		if a := stranger.get("/import/1" + at); a.status != http.StatusNotFound && a.status != http.StatusForbidden {
			t.Errorf("a clerk elsewhere %s: %d", at, a.status)
		}
	}
	if stranger.page("/import").HasText("main", "旧台账.csv") {
		t.Error("a clerk elsewhere sees the import in the list")
	}
}

// TestImportNextSheet: the page of an import leads to the other sheets of its file, and
// the step of the sheets says which are taken.
func TestImportNextSheet(t *testing.T) {
	o := newCaseOffice(t)
	clerk := o.in(o.clerk)
	book := excelize.NewFile()
	defer book.Close()
	for _, name := range []string{"2022年", "2023年", "空表"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(strings.TrimPrefix(oldCSV, "\ufeff"), "\r\n")[:2] {
			row := strings.Split(line, ",")
			if err := book.SetSheetRow(name, fmt.Sprintf("A%d", n+1), &row); err != nil || name == "空表" {
				break
			}
		}
	}
	if err := errors.Join(book.DeleteSheet("Sheet1"), book.SetSheetVisible("2023年", false), book.RemoveRow("空表", 1)); err != nil {
		t.Fatal(err)
	}
	var raw bytes.Buffer
	if err := book.Write(&raw); err != nil {
		t.Fatal(err)
	}
	const one, two = "/import/1", "/import/2"
	gone(t, clerk.sendOld("旧台账.xlsx", raw.String()), one)
	gone(t, clerk.get(one), one+"/sheet")
	gone(t, clerk.fill(one+"/sheet", url.Values{"sheet": {"0"}}), one+"/columns")
	gone(t, clerk.fill(one+"/columns", nil), one+"/rows")
	gone(t, clerk.post(one+"/start", url.Values{}), one)
	o.must(o.desk.RunImports(t.Context()))
	const others = "section[aria-labelledby=others]"
	if p := clerk.page(one); !p.HasText(others, "2023年") || !p.HasText(others, "在文件里是隐藏的") || p.HasText(others, "2022年") {
		t.Errorf("%s", p.Text())
	}
	a := clerk.post(one+"/next", url.Values{"sheet": {"2"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText(".govuk-error-summary", "这张工作表是空的") {
		t.Errorf("an empty sheet: %d", a.status)
	}
	gone(t, clerk.post(one+"/next", url.Values{"sheet": {"1"}}), two)
	gone(t, clerk.get(two), two+"/columns")
	if p := clerk.page(one); !p.HasText("main", "待对应各列") {
		t.Errorf("%s", p.Text())
	}
	if p := clerk.page(two + "/sheet"); !p.HasText("main", "已导入 1 件") {
		t.Errorf("%s", p.Text())
	}
	gone(t, clerk.post(one+"/next", url.Values{"sheet": {"1"}}), two)
}
