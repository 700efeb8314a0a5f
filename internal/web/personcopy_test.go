package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/casefile"
)

// copied is the form by which somebody who showed a paper is given what is kept of them.
func copied(more ...string) url.Values {
	v := url.Values{"identified": {"paper"}, "identified_note": {"看了尾号1239的证"}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

// copySheet returns what the person is given, without what stands beside it on the page.
func copySheet(t *testing.T, a answer) string {
	t.Helper()
	sheet, is := a.page.In("article.document")
	if !is {
		t.Fatalf("no sheet: %d %s", a.status, a.page.Text())
	}
	return sheet.Text()
}

// TestPersonCopy: who asks for what is kept of them gets every case in which they stand, also
// under a telephone of before, with how it came and who looked; nobody else's data, and nothing
// of who has the same name. How they were identified is in the audit.
func TestPersonCopy(t *testing.T) {
	o := newCaseOffice(t)
	first := o.register(ask("陈立衡", "修路的方案", "修路的方案"))
	o.together(first) // 李四, 13900002468, 胜利路1号
	in := ask("陈立衡", "拆迁的方案", "拆迁的方案")
	in.Applicant.Phone, in.Applicant.Email = "13900007777", ""
	second := o.register(in)
	in.Applicant.IDNumber = "110101199001011237"
	other := o.register(in) // another of this name, with whom they share a telephone
	in = ask("王六", "关于13900001357", "这个电话13900001357是谁的")
	in.Applicant.IDNumber, in.Applicant.Phone, in.Applicant.Email = "110101199001011237", "13900008888", ""
	mentioned := o.register(in)
	in = ask("陈立衡", "别的", "别的")
	in.Applicant.IDNumber, in.Applicant.Phone, in.Applicant.Email = "", "", ""
	o.register(in)
	if _, err := o.desk.ProjectDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	numbers := map[casefile.ID]string{}
	for _, id := range []casefile.ID{first, second, other, mentioned} {
		numbers[id] = o.caseOf(id).Number
	}
	tong := o.coordinator()
	b := o.in(tong)
	gone(t, o.in(o.clerk).fill(path(first, "/correct-person"), url.Values{"address": {"明川区新路 1 号"}, "reason": {"搬了"}}), path(first, ""))
	o.in(o.clerk).post(path(first, "/person"), url.Values{"whose": {"0"}, "reason": {"call"}})

	has(t, "the way there", b.page("/search").Text(), "给本人查阅、复制个人信息")
	a := b.post("/person-copy", copied("name", "陈立衡", "number", "139 0000 1357"))
	sheet := copySheet(t, a)
	has(t, "the sheet", sheet, "第四十五条", numbers[first], numbers[second], "650102199001011239", "13900001357", "13900007777", "明川区团结路 9 号", "明川区新路 1 号", "更正申请人", "当面", "修路的方案", "到办结归档为止", "看个人信息原文（电话联系） 1 次")
	hasNot(t, "the sheet", sheet, "李四", "13900002468", "胜利路", "王六", numbers[other], numbers[mentioned], "110101199001011237", o.clerk.Name)
	has(t, "beside it", a.page.Text(), "1 件申请的申请人同名", "2 件申请里有这些号码")
	if kept := a.header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("the browser keeps it: %q", kept)
	}
	e := o.lastRecorded()
	if e.Kind != audit.Exported || e.By != tong.ID || e.Count != 2 || !strings.Contains(e.Note, "看了申请人的身份证件，看了尾号1239的证") {
		t.Errorf("recorded: %+v", e)
	}
	if a := b.post("/person-copy", copied("name", "陈立衡", "number", "a@example.com", "do", "pdf")); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("as a file: %d", a.status)
	}

	from := "/person-copy?case=" + strconv.FormatInt(int64(first), 10)
	has(t, "from the case", b.page(from).Text(), "共同申请人 李四", "申请人 陈立衡")
	joint := copySheet(t, b.fill(from, copied("whose", "1")))
	has(t, "of who asks too", joint, numbers[first], "共同申请人", "13900002468", "胜利路1号")
	hasNot(t, "of who asks too", joint, "陈立衡", "13900001357", numbers[second])

	for name, c := range map[string]struct {
		form  url.Values
		field string
	}{
		"nobody identified": {url.Values{"name": {"陈立衡"}, "number": {"13900001357"}}, "identified"},
		"half a number":     {copied("name", "陈立衡", "number", "1357"), "number"},
		"no name":           {copied("number", "13900001357"), "name"},
		"nobody of it":      {copied("case", strconv.FormatInt(int64(first), 10), "whose", "9"), "whose"},
	} {
		if a := b.post("/person-copy", c.form); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-"+c.field+"-error") != 1 || strings.Contains(a.page.Text(), numbers[second]) {
			t.Errorf("%s: %d %s", name, a.status, a.page.Text())
		}
	}
	if a := o.in(o.clerk).post("/person-copy", copied("name", "陈立衡", "number", "13900001357")); a.status != http.StatusForbidden {
		t.Errorf("a clerk: %d", a.status)
	}
	has(t, "nothing kept", b.post("/person-copy", copied("name", "没有的人", "number", "13900001357")).page.Text(), "没有找到")
}

// TestPersonCopyUnseen: of what somebody does not see, restricted or before the bureau, the
// sheet says that there is more, and nothing else; the head of the bureau adds theirs.
func TestPersonCopyUnseen(t *testing.T) {
	o := newBureauOffice(t)
	if _, err := o.desk.ProjectDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := o.caseOf(o.request)
	form := copied("name", c.Applicant.Name, "number", c.Applicant.IDNumber)
	tong := o.coordinator()
	has(t, "the office's", o.in(tong).post("/person-copy", form).page.Text(), "信息公开申请 "+c.Number, "由有权的人另行补充", "还有您看不到的")
	hasNot(t, "the office's", o.in(tong).post("/person-copy", form).page.Text(), "和政复议")
	heads := o.in(o.chief).post("/person-copy", form).page.Text()
	has(t, "the bureau's", heads, "和政复议〔2026〕1号", "复议申请人", c.Applicant.IDNumber, "由有权的人另行补充")
	hasNot(t, "the bureau's", heads, "信息公开申请 "+c.Number)

	o.must(o.desk.Restrict(t.Context(), o.signer, o.request, 0, []int64{o.clerk.ID, o.officer.ID, o.checker.ID, o.signer.ID}, "查办中"))
	hidden := o.in(tong).post("/person-copy", form).page
	has(t, "restricted", hidden.Text(), "由有权的人另行补充", "没有找到")
	hasNot(t, "restricted", hidden.Text(), c.Number, c.Wants.Subject)
}
