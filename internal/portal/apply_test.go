package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/htmlcheck"
	"mingda/internal/sqlite"
)

// inputs returns every input the office has.
func (i *installation) inputs() []sqlite.InputRow {
	i.t.Helper()
	rows, _, err := i.desk.Inputs(i.t.Context(), i.clerk, sqlite.InputFilter{Limit: 100})
	i.must(err)
	return rows
}

// content is what the only input says.
func (i *installation) content() desk.Content {
	i.t.Helper()
	rows := i.inputs()
	if len(rows) != 1 {
		i.t.Fatalf("%d inputs, want 1", len(rows))
	}
	v, err := i.desk.Input(i.t.Context(), i.clerk, rows[0].ID)
	i.must(err)
	return v.Content
}

// One request from the home page to its number, without a script.
func TestAsk(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/").wants(200, "向政府要一份信息", "20 个工作日", "政策文件", "0000-1234567", "ysqgk@example.gov.cn").
		follow("开始申请").wants(200, "第 1 步，共 3 步", "商业企业", "法律服务机构")
	b.submit("/apply", map[string]string{"class": "natural"}).wants(200, "第 2 步，共 3 步", "条例第二十九条要求身份证明")
	b.submit("/apply/request", natural, photo, upload{"files", "线索.txt", "在公告栏上"}).
		wants(200, "第 3 步，共 3 步", "110***********002X", "IMG_0001.jpg", "线索.txt", "我们今天就算收到", "2026年12月21日（星期一）")
	if strings.Contains(b.page.Text(), "11010519491231002X") {
		t.Error("the whole number of the identity card is shown")
	}
	submit := func() *http.Request { return b.formRequest("/apply/check", map[string]string{"confirm": "1"}) }
	first, second, third := submit(), submit(), submit()
	b.send(first).wants(200, "申请已提交", "20261123-0001", "最迟 2026年12月2日（星期三）", "最迟 2026年12月21日（星期一）")
	ticket, done := b.page.All(".receipt dl")[0].Text(), b.at.String()
	code := b.page.All(".receipt dd")[1].Text()
	same := func(what string) {
		t.Helper()
		if b.wants(200, "申请已提交"); b.page.All(".receipt dl")[0].Text() != ticket {
			t.Errorf("%s: another ticket", what)
		}
	}
	b.send(second)
	same("a second click")
	b.get(done)
	same("reload")
	b.get(strings.Replace(done, "/done", "/request", 1))
	same("back to the form")
	b.get(strings.Replace(done, "/done", "", 1))
	same("back to the first step")
	other := i.browser()
	other.get(strings.Replace(done, "/done", "/request", 1)).wants(200, "申请已提交", "20261123-0001", "只在提交申请的浏览器里显示")
	if strings.Contains(other.body, code) {
		t.Error("whoever has the address has the code")
	}
	if other.get(strings.Replace(done, "/done", "/receipt.pdf", 1)).wants(403, "只能用提交申请的浏览器下载"); strings.Contains(other.body, code) {
		t.Error("whoever has the address has the receipt")
	}
	other.send(third).wants(200, "申请已提交")
	if strings.Contains(other.body, code) {
		t.Error("whoever sends the form again has the code")
	}
	if b.follow("下载回执"); !strings.HasPrefix(b.body, "%PDF-") || b.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("receipt: %s %q", b.header.Get("Content-Type"), b.body[:min(20, len(b.body))])
	}
	c := i.content()
	if c.Applicant.Class != casefile.Natural || len(c.Files) != 2 || c.Files[0].Purpose != casefile.Identity || c.Files[1].Purpose != "" {
		t.Errorf("taken in: %+v", c)
	}
	id := i.register("20261123-0001")
	if m := i.caseOf(id).Materials; m[0].Purpose != casefile.Identity || m[1].Purpose != casefile.Incoming {
		t.Errorf("materials: %+v", m)
	}
	i.pass(25 * time.Hour)
	b.get(done).wants(404)
	if strings.Contains(i.log.String(), code) || strings.Contains(i.log.String(), "form=") {
		t.Error("the log holds a code or a key")
	}
}

// What help the applicant needs goes with the request to its case (条例 43).
func TestAskForHelp(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.fillIn(map[string]string{"aid": strings.Repeat("长", 121)}).wants(422, "需要什么帮助")
	b.fillIn(map[string]string{"aid": "大字版<b>"}).wants(200, "第 3 步", "需要什么帮助", "大字版<b>")
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交")
	if a := i.caseOf(i.register("20261123-0001")).Aid; len(a.Aids) != 1 || a.Private.Note != "大字版<b>" {
		t.Errorf("%+v", a)
	}
}

// The back button brings a form back that was handed in. With other words in it
// it is another request with a number of its own; unchanged it is the same.
func TestBackAndAnother(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
	again := b.formRequest("/apply/request", natural, photo)
	form, action := b.formFor("/apply/request")
	typed := url.Values(form.Values())
	for name, value := range natural {
		typed.Set(name, value)
	}
	b.submit("/apply/request", natural, photo)
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交", "20261123-0001")
	b.send(again).wants(200, "申请已提交", "20261123-0001")

	typed.Set("content", "幼儿园收费备案表")
	b.send(b.post(action, typed, true, photo)).wants(200, "第 3 步", "幼儿园收费备案表", "IMG_0001.jpg")
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交", "20261123-0002")
	if rows := i.inputs(); len(rows) != 2 {
		t.Errorf("%d inputs", len(rows))
	}
}

func TestManyClicksAtOnce(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.fillIn(nil).wants(200, "第 3 步")
	var wait sync.WaitGroup
	for range 8 {
		r := b.formRequest("/apply/check", map[string]string{"confirm": "1"})
		wait.Go(func() {
			if res, err := http.DefaultClient.Do(r); err != nil || res.StatusCode != 200 {
				t.Errorf("%v %v", res, err)
			}
		})
	}
	wait.Wait()
	i.content()
}

// What is wrong stands beside its field and on top; nothing typed or sent is lost.
func TestErrors(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/apply").submit("/apply", nil).wants(422, "选一种申请人类别")
	b.submit("/apply", map[string]string{"class": "natural"})
	b.submit("/apply/request", map[string]string{"name": natural["name"], "id_number": "65000019900101001", "phone": "13800138000"}, photo).
		wants(422, "有 4 处要改", "身份证号少 1 位，应为 18 位", "写上想要什么信息", "选一种获取方式", "选一种提供方式", "您填的都还在", "IMG_0001.jpg", "已传好")
	if title, _ := b.page.In("title"); !strings.HasPrefix(title.Text(), "错误：") {
		t.Error("the title does not say that something is wrong")
	}
	if n, _ := b.page.In("#f-id_number"); n.Attr("aria-invalid") != "true" || n.Attr("value") != "65000019900101001" {
		t.Errorf("field of the number: %q %q", n.Attr("aria-invalid"), n.Attr("value"))
	}
	b.get(b.at.String()).wants(200, "第 2 步", "IMG_0001.jpg") // as a browser does that loads the page again
	if b.value("id_number") != "65000019900101001" {
		t.Error("loaded again, the page has lost what was typed")
	}
	b.get("/apply/request").wants(200, "第 1 步")
	b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
	b.submit("/apply/request", map[string]string{"name": natural["name"], "id_number": "65000019900101001", "phone": "13800138000"}, photo).wants(422)
	b.submit("/apply/request", map[string]string{"content": "第一行\n第二行", "id_number": natural["id_number"], "medium": "paper", "delivery": "email"}).
		wants(422, "选了电子邮件，写上电子邮箱")
	b.submit("/apply/request", map[string]string{"delivery": "post"}).wants(422, "选了邮寄，写上收件地址")
	b.submit("/apply/request", map[string]string{"address": "团结路 88 号"}).wants(200, "第 3 步", "团结路 88 号", "IMG_0001.jpg")
	b.submit("/apply/check", nil).wants(422, "勾选“以上是我本人填写的，属实。”再提交")
	b.follow("上一步").wants(200, "第 2 步", "IMG_0001.jpg")
	if got := b.value("content"); !strings.Contains(got, "第二行") {
		t.Errorf("content is %q", got)
	}
	drop, _ := b.page.In("button[name=id_files-drop]")
	values := url.Values(mustForm(t, b).Values())
	values.Set("id_files-drop", drop.Attr("value"))
	b.send(b.post("/apply/request", values, true)).wants(200, "第 2 步")
	if strings.Contains(b.page.Text(), "IMG_0001.jpg") {
		t.Error("the file is still there")
	}
	b.submit("/apply/request", nil).wants(422, "传身份证正反面的照片")
	if len(i.inputs()) != 0 {
		t.Error("something was taken in")
	}
}

func mustForm(t *testing.T, b *browser) htmlcheck.Node {
	t.Helper()
	form, ok := b.page.In("main form[method=post]")
	if !ok {
		t.Fatal("no form")
	}
	return form
}

// Going back to the first step, and on again, keeps what the second was told.
func TestBackAndForth(t *testing.T) {
	i := newInstallation(t, 3, nil)
	b := i.browser()
	b.get("/apply").wants(200, "明川区住房和城乡建设局（区人民防空办公室、区交通运输局）")
	b.submit("/apply", map[string]string{"class": "natural"}).wants(422, "选一个行政机关")
	b.submit("/apply", map[string]string{"agency": "1"}).wants(200, "第 2 步", "姓名")
	b.submit("/apply/request", natural, photo).wants(200, "第 3 步", "明川区人民政府")
	b.get(b.page.Href("改以谁的名义")).wants(200, "第 1 步")
	b.submit("/apply", map[string]string{"agency": "2", "class": "research"}).wants(200, "第 2 步", "统一社会信用代码")
	if got := b.value("email"); got != natural["email"] {
		t.Errorf("e-mail is %q", got)
	}
	b.submit("/apply/request", nil).wants(422, "统一社会信用代码末位对不上")
	b.submit("/apply/request", map[string]string{"name": "和宁大学", "id_number": "91350100M000100Y43", "contact": "林知远"}).
		wants(200, "第 3 步", "科研机构", "和宁大学", "IMG_0001.jpg", "区交通运输局")
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交")
	i.clerk.Agency = 2 // who works for the agency that was asked
	if a := i.content().Applicant; a.Class != casefile.Research || a.Contact != "林知远" {
		t.Errorf("applicant %+v", a)
	}
}

// A page that was left open for more than a day still goes on; only the files
// are gone, and that is said.
func TestExpiredForm(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	expire := func() {
		i.pass(25 * time.Hour)
		i.must(i.desk.DropStaleForms(t.Context()))
	}
	b.get("/apply")
	expire()
	b.submit("/apply", map[string]string{"class": "natural"}).wants(200, "第 2 步")
	expire()
	b.submit("/apply/request", natural, photo).wants(200, "第 3 步", "IMG_0001.jpg")
	check := b.at.String()
	expire()
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(422, "传好的文件只存 24 小时", "第 2 步")
	if !strings.Contains(b.value("content"), "资金拨付凭证") || b.value("name") != natural["name"] {
		t.Error("what was typed is lost")
	}
	b.submit("/apply/request", nil, photo).wants(200, "第 3 步")
	expire()
	b.get(check).wants(200, "没有存着了").follow("重新填").wants(200, "第 1 步")
}

// A form that is put by is found again by its link, in another browser too.
func TestSaveForLater(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
	values := url.Values(mustForm(t, b).Values())
	values.Set("name", "张三")
	values.Set("act", "save")
	b.send(b.post("/apply/request", values, true, photo)).wants(200, "存好了", "传好的 1 个文件", "2026年11月24日（星期二）15:42", "还没有提交，不算申请")
	link := b.page.Href("/apply/request?form=")
	other := i.browser()
	other.get(link).wants(200, "第 2 步", "IMG_0001.jpg")
	if other.value("name") != "张三" {
		t.Error("the name is lost")
	}
	i.pass(25 * time.Hour)
	other.get(link).wants(200, "没有存着了")
}

// What is typed stays text wherever it is shown.
func TestInjection(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	evil := `<b onmouseover=x()>"'><script>alert(1)</script>`
	b.fillIn(map[string]string{"name": "张" + evil, "content": evil + "\n" + evil}, upload{"files", `<img src=x>.txt`, "x"}).wants(200, "第 3 步", evil)
	noMarkup(t, b)
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交")
	codes := b.page.All(".receipt dd")
	b.open(codes[0].Text(), codes[1].Text()).wants(200, "alert(1)")
	noMarkup(t, b)
	b.get("/status?no=" + url.QueryEscape(evil) + "&next=//evil.example/").wants(200)
	noMarkup(t, b)
	b.submit("/status", map[string]string{"no": codes[0].Text(), "code": codes[1].Text()}).wants(200, "正在登记") // not elsewhere
}

func noMarkup(t *testing.T, b *browser) {
	t.Helper()
	if b.page.Count("main script") != 0 || b.page.Count("main b[onmouseover]") != 0 || b.page.Count("main img") != 0 {
		t.Errorf("markup of the applicant on %s", b.at)
	}
}

// A proof of identity is a picture or PDF by what it holds, whatever it is
// called; what was typed and sent stays, and without that file it goes on.
func TestIdentityFiles(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
	b.submit("/apply/request", natural, upload{"id_files", "身份证.txt", "words"}, photo, upload{"files", "线索.txt", "在公告栏上"}).
		wants(422, "“身份证.txt”不是照片，也不是 PDF", "IMG_0001.jpg", "线索.txt")
	if !b.page.HasText("#f-id_files-error", "“身份证.txt”") || b.value("name") != natural["name"] {
		t.Errorf("it is not said at the files, or what was typed is gone: %q", b.value("name"))
	}
	bad := b.page.Values()["id_files-kept"][0]
	b.submit("/apply/request", map[string]string{"id_files-drop": bad})
	b.submit("/apply/request", nil).wants(200, "第 3 步", "IMG_0001.jpg").wantsNot("身份证.txt")
}

// More than is taken is refused in words; what fits and what was typed stays.
func TestLimits(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	big := "%PDF-1.4\n" + strings.Repeat("x", 1<<20)
	b.fillIn(nil, upload{"files", "大.pdf", big}).wants(422, "“大.pdf”太大，没有收下", "IMG_0001.jpg")
	var many []upload
	for n := range 301 {
		many = append(many, upload{"files", fmt.Sprintf("%d.txt", n), fmt.Sprint(n)})
	}
	b.submit("/apply/request", nil, many...).wants(422, "附件最多 300 个")
	b = i.browser()
	four := strings.Repeat("y", 1<<20-100)
	b.fillIn(nil, upload{"files", "1", four + "1"}, upload{"files", "2", four + "2"}, upload{"files", "3", four + "3"}).wants(200, "第 3 步")
	b.follow("上一步")
	b.submit("/apply/request", nil, upload{"files", "4", four + "4"}, upload{"files", "5", four + "5"}).wants(422, "附件合计最多 4 MB")
	b = i.browser()
	b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
	b.submit("/apply/request", natural, photo, upload{"files", "1", strings.Repeat("z", 7<<20)}).wants(413, "一次最多收 6 MB", "填过的都还在", "IMG_0001.jpg")
	if b.value("name") != natural["name"] {
		t.Error("what was typed is lost")
	}
	if len(i.inputs()) != 0 {
		t.Error("something was taken in")
	}
}

// As many and as large files as are allowed are taken in.
func TestManyFiles(t *testing.T) {
	i := newInstallation(t, 1, nil)
	var many []upload
	for n := range 299 {
		many = append(many, upload{"files", fmt.Sprintf("%d.txt", n), fmt.Sprint(n)})
	}
	b := i.browser()
	b.fillIn(nil, many...).wants(200, "第 3 步", "等 299 个")
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交")
	if n := len(i.content().Files); n != 300 {
		t.Errorf("%d files", n)
	}
}

// TestEachFieldSaysWhy: on both pages of the form, and for both kinds of
// applicant, every field has a word on why it is asked or how to write it.
func TestEachFieldSaysWhy(t *testing.T) {
	i := newInstallation(t, 2, nil)
	for _, class := range []string{"natural", "business"} {
		b := i.browser()
		b.get("/apply")
		said := func() {
			t.Helper()
			for _, group := range b.page.All("form .govuk-form-group") {
				if group.Count("p.govuk-hint") == 0 {
					t.Errorf("%s: nothing is said at %s", class, group.Text())
				}
			}
		}
		said()
		b.submit("/apply", map[string]string{"class": class, "agency": "1"}).wants(200, "第 2 步，共 3 步")
		said()
	}
}
