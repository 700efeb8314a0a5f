package portal_test

import (
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/letter"
)

// An unknown number and a wrong code look the same, and guessing is slowed for
// whoever guesses, and nobody else.
func TestLookUp(t *testing.T) {
	i := newInstallation(t, 1, nil)
	number, code := i.browser().ask(nil)
	guess := i.browser()
	guess.address = "203.0.113.7"
	wrong := guess.open(number, "AAAA-BBBB-CCCC").wants(422, "收件号或者查询码不对").body
	unknown := guess.open("20261123-9999", "AAAA-BBBB-CCCC").wants(422, "收件号或者查询码不对").body
	if strings.ReplaceAll(unknown, "20261123-9999", number) != wrong {
		t.Error("an unknown number can be told from a wrong code")
	}
	for range 3 {
		guess.open(number, "乱写").wants(422)
	}
	guess.open(number, code).wants(429, "次数太多了", "秒再试")
	if guess.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	b := i.browser()
	b.address = "203.0.113.8"
	typed := strings.ToLower(strings.ReplaceAll(code, "-", "　"))
	b.open("２０２６１１２３－０００１", typed).wants(200, "已收到，正在登记", "最迟 2026年12月21日（星期一）答复您")
	if !b.page.HasText("h1.subject", "团结路片区（二期）房屋征收补偿方案") {
		t.Error("the request is not called what its applicant called it")
	}
	b.get("/status").wants(200, "正在登记").wantsNot(natural["id_number"], natural["phone"], natural["email"], code)
	if cache, robots := b.header.Get("Cache-Control"), b.header.Get("X-Robots-Tag"); cache != "no-store" || !strings.Contains(robots, "noindex") {
		t.Errorf("kept %q, listed %q", cache, robots)
	}
	b.get("/status/contact").wants(409, "现在不能这样办", "登记以后").wantsNot("别人先改了")
	b.get("/status?no=20261123-0002").wants(200, "查询码在哪里") // another number than the one that is open
	b.get("/status")
	b.submit("/status/leave", nil).wants(200, "向政府要一份信息")
	b.get("/status").wants(200, "查询码在哪里").wantsNot("正在登记")
	if strings.Contains(i.log.String(), code) || strings.Contains(i.log.String(), number) {
		t.Error("the log holds number or code")
	}
}

// A request from its registration to the letters, seen by its applicant.
func TestStatus(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "email"})
	b.open(number, code)
	id := i.register(number)
	b.get("/status").wants(200, "2026-0001", "正在找您要的信息", "最迟 2026年12月21日（星期一）答复您，还有 20 个工作日", "为什么是 12月21日", "23收到，不计", "21最迟之日",
		"11月23日收到，从 11月24日起数 20 个工作日", "依据：政府信息公开条例第三十一条", "由区住房和城乡建设局（区人民防空办公室、区交通运输局）承办", "发到 a****@example.com",
		"先向和宁市人民政府申请行政复议，最迟 2027年2月19日").wantsNot(natural["email"], natural["phone"], natural["id_number"])
	i.pass(24 * time.Hour)
	i.clarify(id)
	b.open("2026-0001", code).wants(200, "请您补充", "最迟 2026年12月8日（星期二）补充", "收到以后重新数", "要您补充的", "写明是哪一年").follow("现在补充").wants(200, "只能补充一次", "写明是哪一年")
	b.submit("/status/supplement", nil).wants(422, "写明要补充的内容，或者传文件")
	twice := b.formRequest("/status/supplement", map[string]string{"text": "2025 年\n<b>全年</b>"}, upload{"files", "公告.jpg", "\xff\xd8\xff photo"})
	b.submit("/status/supplement", map[string]string{"text": "2025 年\n<b>全年</b>"}, upload{"files", "公告.jpg", "\xff\xd8\xff photo"}).
		wants(200, "您补充的已经收到", "收到您的补充", "正在找您要的信息", "最迟 2026年12月22日")
	before := i.caseOf(id)
	b.send(twice).wants(200, "您补充的已经收到")
	if after := i.caseOf(id); after.Version != before.Version {
		t.Errorf("a second click added something: version %d, then %d", before.Version, after.Version)
	}
	b.get("/status/supplement").wants(200, "主动补充的，期限不变")
	b.submit("/status/supplement", map[string]string{"text": "还有一句话"}).wants(200, "您补充的已经收到")
	n := i.reply(id)
	b.get("/status")
	if text := b.page.Text(); strings.Index(text, "收到您的补充11月24日") > strings.Index(text, "答复了您11月24日") {
		t.Error("the reply stands before the supplement")
	}
	b.wants(200, "已经答复", "可以在这里下载", "不服答复的", "2026年11月24日您收到答复书", "可以向和宁市人民政府申请行政复议，最迟 2027年1月25日", "也可以向",
		"起诉，最迟 2027年5月24日", "以答复书上写的为准").follow("下载答复书")
	isPDF(t, b)
	b.get("/status").follow("收费备案表.pdf")
	if b.body != "%PDF-1.4 备案表" || !strings.HasPrefix(b.header.Get("Content-Disposition"), "attachment") || b.header.Get("Cache-Control") != "no-store" {
		t.Errorf("enclosure: %q %v", b.body, b.header)
	}
	b.get("/status").follow("补正告知书（PDF）")
	isPDF(t, b)
	b.get("/status").follow("看答复书").wants(200, "政府信息公开答复书", "〔2026〕", natural["name"]+"：", "附件：", "收费备案表.pdf", "下载 PDF").wantsNot("副本")
	if b.page.Count("article.letter h1") != 1 || b.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the letter as a page: %s %v", b.page.Text(), b.header)
	}
	b.follow("下载纯文字")
	if !strings.HasPrefix(b.header.Get("Content-Type"), "text/plain") || !strings.Contains(b.body, natural["name"]+"：\n") {
		t.Errorf("the letter as text: %v %s", b.header, b.body)
	}
	b.get("/status/letters/3/text").wants(404)
	b.get("/status/letters/3/text.txt").wants(404)
	if n == 1 {
		t.Fatal("the enclosure is the first of the case's papers: the test proves nothing")
	}
	b.get("/status/letters/2/files/1").wants(404) // the identity card is no enclosure
	b.get("/status/letters/3").wants(404)
	b.get("/status/letters/99999999999999999999").wants(404)
	b.get("/status/supplement").wants(409, "已经办结")
	b.get("/status/withdraw").wants(409, "已经办结")
}

// Until when one may object is counted from the day on which a posted reply was
// signed for; a corrected one starts it anew.
func TestObjections(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"delivery": "post", "address": "明川区南湖街道滨河路9号"})
	id := i.register(number)
	secret, err := letter.Sample(letter.Secret)
	i.must(err)
	n := i.letter(id, letter.Secret, secret.Values)
	b.open(number, code).wants(200, "不服答复的", "先向和宁市人民政府申请行政复议，自您收到答复书之日起 60 日内；对复议决定不服的", "自收到复议决定书之日起 15 日内").
		wantsNot("您收到答复书，从第二天算起", "过了那天没有答复")
	i.pass(4 * 24 * time.Hour)
	i.must(i.desk.ConfirmDelivery(t.Context(), i.clerk, id, desk.ServiceForm{Letter: n, On: i.today(), Recipient: "本人"}))
	b.get("/status").wants(200, "2026年11月27日您收到答复书，从第二天算起", "申请行政复议，最迟 2027年1月26日")
	i.pass(61 * 24 * time.Hour)
	b.get("/status").wants(200, "最迟 2027年1月26日，已经过了")
}

func isPDF(t *testing.T, b *browser) {
	t.Helper()
	if b.status != 200 || !strings.HasPrefix(b.body, "%PDF-") {
		t.Errorf("%s: %d, no PDF: %q", b.at, b.status, b.body[:min(40, len(b.body))])
	}
}

// Who has shown one number reaches nothing of another, and who has shown none
// reaches nothing.
func TestOthersLetters(t *testing.T) {
	i := newInstallation(t, 1, nil)
	one, other := i.browser(), i.browser()
	oneNumber, oneCode := one.ask(nil)
	otherNumber, otherCode := other.ask(map[string]string{"name": "李清和"})
	i.reply(i.register(oneNumber))
	i.register(otherNumber)
	other.open(otherNumber, otherCode).wants(200)
	other.get("/status/letters/1").wants(404)
	other.get("/status/letters/1/text").wants(404)
	other.get("/status/letters/1/files/2").wants(404)
	other.open(oneNumber, otherCode).wants(422)
	one.open(oneNumber, oneCode).wants(200)
	one.get("/status/letters/1")
	isPDF(t, one)
	nobody := i.browser()
	for _, path := range []string{"/status/letters/1", "/status/letters/1/files/2", "/status/supplement", "/status/contact", "/status/withdraw"} {
		nobody.get(path).wants(200, "先写收件号和查询码")
	}
	for _, path := range []string{"/status/contact", "/status/withdraw", "/status/supplement", "/status/another"} {
		nobody.send(nobody.post(path, map[string][]string{"confirm": {"1"}, "text": {"x"}, "phone": {"13800138001"}, "no": {"2026-0001"}}, false)).wants(200, "先写收件号和查询码")
	}
	other.send(other.post("/status/another", map[string][]string{"no": {"2026-0001"}}, false)).wants(404)
}

func TestWithdraw(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	b.open(number, code).follow("撤回申请").wants(200, "不能恢复")
	b.submit("/status/withdraw", map[string]string{"reason": "已经找到"}).wants(422, "先勾选")
	again := b.formRequest("/status/withdraw", map[string]string{"confirm": "1"})
	b.submit("/status/withdraw", map[string]string{"confirm": "1"}).wants(200, "申请已撤回", "已经撤回", "您撤回了申请", "答复的期限是怎样算的")
	b.send(again).wants(200, "已经撤回")
	if b.page.Href("补充材料") != "" || i.caseOf(id).Stage() != casefile.StageWithdrawn {
		t.Error("a withdrawn request can be supplemented, or is not withdrawn")
	}
	b.send(b.post("/status/contact", map[string][]string{"phone": {"13800138001"}}, false)).wants(409, "已经办结")
}

// Before registration too: what is added is kept once, also if the form is sent
// twice and the request registered between; withdrawn, it waits for a person.
func TestBeforeRegistration(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	b.open(number, code).follow("补充材料").wants(200, "主动补充的，期限不变")
	twice := func() *http.Request {
		return b.formRequest("/status/supplement", map[string]string{"text": "是2025年的"}, upload{"files", "公告.jpg", "\xff\xd8\xff photo"})
	}
	one, two, three := twice(), twice(), twice()
	b.send(one).wants(200, "您补充的已经收到", "收到您的补充", "正在登记")
	b.send(two).wants(200, "您补充的已经收到")
	v, err := i.desk.Input(t.Context(), i.clerk, i.input(number))
	i.must(err)
	if a := v.Input.Additions; len(a) != 1 || a[0].Text != "是2025年的" || len(a[0].Files) != 1 {
		t.Errorf("added %+v", a)
	}
	id := i.register(number)
	before := i.caseOf(id)
	b.send(three).wants(200, "您补充的已经收到")
	if after := i.caseOf(id); after.Version != before.Version || after.Materials[len(after.Materials)-1].Name != "公告.jpg" {
		t.Errorf("version %d, then %d: %+v", before.Version, after.Version, after.Materials)
	}

	number, code = b.ask(nil)
	b.open(number, code).follow("撤回申请").wants(200, "不能恢复", number)
	b.submit("/status/withdraw", nil).wants(422, "先勾选")
	again := b.formRequest("/status/withdraw", map[string]string{"confirm": "1"})
	b.submit("/status/withdraw", map[string]string{"confirm": "1", "reason": "已经找到"}).wants(200, "申请已撤回", "已经撤回", "您撤回了申请")
	b.send(again).wants(200, "已经撤回")
	if b.page.Href("补充材料") != "" || b.page.Href("撤回申请") != "" {
		t.Error("a withdrawn request can be supplemented")
	}
	b.get("/status/supplement").wants(409, "已经办结")
	i.register(number)
	b.get("/status").wants(200, "您已经撤回", "正在办结")
}

func TestChangeContact(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	b.open(number, code).follow("改联系方式").wants(200, "138****8000", "a****@example.com", "没有留").wantsNot(natural["phone"], natural["email"])
	b.submit("/status/contact", nil).wants(422, "至少填一项")
	b.submit("/status/contact", map[string]string{"email": "a@b"}).wants(422, "name@example.com")
	b.submit("/status/contact", map[string]string{"phone": "abc"}).wants(422, "写手机号")
	b.submit("/status/contact", map[string]string{"phone": strings.Repeat("1", 500)}).wants(422, "现在是 500 位")
	b.submit("/status/contact", map[string]string{"address": strings.Repeat("路", 1000)}).wants(422, "多写了 880 个字")
	b.submit("/status/contact", map[string]string{"phone": "", "email": "new@example.com", "address": "团结路 88 号"}).wants(200, "联系方式已改")
	if a := i.caseOf(id).Applicant; a.Email != "new@example.com" || a.Phone != natural["phone"] || a.Address != "团结路 88 号" {
		t.Errorf("applicant %+v", a)
	}
}

// What is added has its bounds, and says something.
func TestSupplementBounds(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	i.register(number)
	b.open(number, code).get("/status/supplement")
	b.submit("/status/supplement", map[string]string{"text": strings.Repeat("补", 7000)}).wants(422, "多写了 2000 个字")
	b.submit("/status/supplement", map[string]string{"text": "\x01\x02\u200b"}).wants(422, "写明要补充的内容")
	b.send(b.formRequest("/status/supplement", map[string]string{"text": "附件"}, upload{"files", "空.jpg", ""})).wants(422, "“空.jpg”是空的", "附件")
}

// A visit that has expired while somebody wrote asks for the code again, and
// gives everything back.
func TestVisitExpires(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	i.register(number)
	b.open(number, code).get("/status/supplement")
	r := b.formRequest("/status/supplement", map[string]string{"text": "写了很久"}, upload{"files", "公告.jpg", "\xff\xd8\xff photo"})
	var err error
	b.client.Jar, err = cookiejar.New(nil)
	i.must(err)
	b.send(r).wants(200, "填过的都还在")
	b.submit("/status", map[string]string{"no": number, "code": code}).wants(200, "补充材料", "写了很久", "公告.jpg")
	b.submit("/status/supplement", nil).wants(200, "您补充的已经收到")
}

// What a clerk decides about an input is told in everyday words, and opens
// nobody else's case.
func TestOtherEnds(t *testing.T) {
	i := newInstallation(t, 1, nil)
	ctx := t.Context()
	b := i.browser()
	number, code := b.ask(nil)
	i.must(i.desk.SetAside(ctx, i.clerk, i.input(number), 0, inbox.NotRequest, ""))
	b.open(number, code).wants(200, "没有作为信息公开申请登记", "投诉、举报或者咨询")

	first, firstCode := b.ask(map[string]string{"name": "李清和"})
	id := i.register(first)
	i.reply(id)
	number, code = b.ask(nil)
	_, err := i.desk.Join(ctx, i.clerk, i.input(number), desk.Joining{Number: "2026-0001", Knowing: true})
	i.must(err)
	b.open(number, code).wants(200, "存入了已有申请的案卷", "不另行答复").wantsNot("2026-0001", "李清和", "一起办")
	b.get("/status/letters/1").wants(404)

	number, code = b.ask(map[string]string{"content": "甲\n乙"})
	v, err := i.desk.Input(ctx, i.clerk, i.input(number))
	i.must(err)
	second := i.register(number)
	c := v.Candidates[v.Proposed]
	wants := v.Content.Wants
	wants.Subject, wants.Content = "乙的材料", "乙"
	_, err = i.desk.Register(ctx, i.clerk, v.Input.ID, desk.Registration{Applicant: v.Content.Applicant, Wants: wants, On: c.On, Ground: c.Ground, Splitting: true})
	i.must(err)
	b.open(number, code).wants(200, "2026-0002", "同一封信里的其他申请", "看 2026-0003")
	b.submit("/status/another", nil).wants(200, "2026-0003", "乙的材料", "已登记，正在分给承办单位")
	b.send(b.post("/status/another", map[string][]string{"no": {"2026-0001"}}, false)).wants(404)
	b.open("2026-0003", code).wants(200, "乙的材料")
	joined, joinedCode := b.ask(nil)
	_, err = i.desk.Join(ctx, i.clerk, i.input(joined), desk.Joining{Number: "2026-0003"})
	i.must(err)
	b.open(joined, joinedCode).wants(200, "并入了已有的申请", "一起办").wantsNot("不另行答复")
	b.open("2026-0003", code).wants(200, "乙的材料")
	i.must(i.desk.Annul(ctx, i.signer, second, 0, "登错了"))
	b.get("/status").wants(200)
	b.open(number, code).wants(200, "2026-0003", "乙的材料", "看 2026-0002（登记已撤销）")
	b.open("2026-0002", code).wants(200, "登记已撤销", "看 2026-0003").wantsNot("看 2026-0003（")
	b.open(first, firstCode).wants(200, "已经答复")
}

// A letter by post can be fetched as a copy, which is said.
func TestCopies(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(map[string]string{"medium": "paper", "delivery": "post", "address": "团结路 88 号"})
	id := i.register(number)
	i.pass(24 * time.Hour)
	i.letter(id, letter.Extension, letter.Values{"reason": "材料较多", "days": "20", "consented_on": i.today().String()})
	b.open(number, code).wants(200, "延长了期限", "为什么是 2027年1月19日", "批准延长 20 个工作日", "寄到您留的地址", "这里下载的是副本").wantsNot("团结路 88 号").follow("延期答复告知书（PDF）")
	isPDF(t, b)
	b.get("/status").follow("延期答复告知书").wants(200, "副本：", "以送到您手里的为准", "材料较多")
	i.pass(90 * 24 * time.Hour)
	b.open(number, code).wants(200, "过了期限", "已经过了")
	if b.page.Count(".where--late") != 1 || b.page.Href("怎样申请行政复议") == "" {
		t.Error("what is late does not look so, or does not say what can be done")
	}
}

// A reply that did not arrive is not answered with yet, and not to be fetched.
func TestReplyMissed(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	i.reply(id)
	b.open(number, code).wants(200, "已经答复", "答复了您")
	missed := desk.ServiceCorrection{ServiceForm: desk.ServiceForm{Letter: 1}, Failed: true, Reason: "退回"}
	i.must(i.desk.CorrectService(t.Context(), i.clerk, id, missed))
	b.get("/status").wants(200, "答复签好了，正在送给您").wantsNot("已经答复", "答复了您")
	b.get("/status/letters/1").wants(404)
}

// TestReplaced: of two replies the applicant sees first the one that stands, and
// of the old one that it is replaced; not before the new one has come.
func TestReplaced(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	i.reply(id)
	i.pass(24 * time.Hour)
	ctx := t.Context()
	n, _, err := i.desk.SaveDraft(ctx, i.officer, id, desk.DraftForm{Kind: letter.Disclose, Values: letter.Values{"given": "《收费备案表》2页"}, Replaces: 1})
	i.must(err)
	i.must(i.desk.Submit(ctx, i.officer, id, 0, n))
	i.must(i.desk.Check(ctx, i.checker, id, 0, n, ""))
	i.must(i.desk.Sign(ctx, i.signer, id, 0, n))
	b.open(number, code).wants(200, "已经答复", "答复了您").wantsNot("替代", "重新答复")
	old := i.caseOf(id).Letters[0]
	b.get("/verify?code="+old.Code).wants(200, "是我们发出的文书").wantsNot("替代")
	i.must(i.desk.Serve(ctx, i.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.get("/status").wants(200, "更正以前的答复，重新答复了您", "1号 不再作数", "答复了您（这份答复已被后来的答复替代）")
	if href := b.page.Href("下载答复书（PDF）"); !strings.HasSuffix(href, "/status/letters/2") {
		t.Errorf("what stands first leads to %s", href)
	}
	b.get("/status/letters/2").wants(200)
	original := b.get("/status/letters/1").wants(200).body
	replaced := []string{"已经更正", "2026年11月24日由 " + i.caseOf(id).Letters[1].Number + " 替代", old.Number}
	b.get("/verify?code="+old.Code).wants(200, replaced...)
	b.submit("/verify", nil, upload{"file", "答复书.pdf", original}).wants(200, replaced...)
}
