package portal_test

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/inbox"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// bureau makes the body over the agencies one of this installation, with a handler.
func (i *installation) bureau() auth.User {
	i.t.Helper()
	handler := auth.User{Login: "ye", Name: "叶青", Roles: []auth.Role{auth.Handler}}
	i.must(i.desk.DB.Write(i.t.Context(), func(tx *sqlite.Tx) error {
		id, err := tx.PutAgency(i.t.Context(), office.Agency{
			Code: "SZF", Name: "和宁市人民政府", CasePrefix: "S", LetterWord: "和政公开", ReviewBody: "自治区人民政府", Court: "和宁市中级人民法院", Address: "和平路 1 号", Phone: "0000-6220100", MailAddress: "szf@example.gov.cn",
			ReviewWord: "和政", Bureau: "和宁市司法局", BureauAddress: "和平路 2 号行政复议接待室", BureauPhone: "0000-6220088", Active: true,
		})
		if err != nil {
			return err
		}
		handler.Agency = id
		handler.ID, err = tx.PutUser(i.t.Context(), handler, i.clock())
		return err
	}))
	return handler
}

// TestObject: from the status page of an answered request, without a script: what must be
// known first, all that is known filled in, nothing typed lost, twice sent taken once, and
// followed by the receipt's own number.
func TestObject(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	b.open(number, code).wantsNot("对答复有异议")
	i.reply(id)
	handler := i.bureau()
	b.open(number, code).follow("对答复有异议").wants(200, "申请行政复议", "您收到答复书", "最迟", "和宁市人民政府", "已经替您填好的", "被申请人", "复议请求")
	b.wants(200, "期限是怎样算的", "行政复议法第二十条第一款、行政复议法实施条例第二十三条", "行政复议法第二十一条", "在期限内交邮的，不算过期")
	if text := b.page.Text(); strings.Index(text, "最迟") > strings.Index(text, "复议请求") {
		t.Error("something is asked before the applicant is told until when")
	}
	b.submit("/status/object", map[string]string{"grounds": ""}).wants(422, "选一样您要复议机关做的", "写明事实和理由")
	b.submit("/status/object", map[string]string{"claims": "anew", "objection": "not_as_asked", "grounds": "给的不是我要的那一年的表。", "others": "李四，650000199001010011，139，人民路 1 号"}, upload{"files", "照片.jpg", "\xff\xd8\xff scan"}).
		wants(200, "核对后提交", "撤销这份答复，责令被申请人重新答复", "给的不是我要的那一年的表。", "照片.jpg", "和宁市司法局", "就算受理", "一起申请的人", "李四")
	twice := b.formRequest("/status/object/check", map[string]string{"confirm": "1"})
	b.submit("/status/object/check", map[string]string{"confirm": ""}).wants(422, "勾选")
	b.submit("/status/object/check", map[string]string{"confirm": "1"}).wants(200, "复议申请已提交", "收件号", "查询码", "审查是否受理")
	codes := b.page.All(".receipt dd")
	its, itsCode := codes[0].Text(), codes[1].Text()
	b.send(twice).wants(200, "复议申请已提交", its)
	rows, total, err := i.desk.ReviewInputs(t.Context(), handler, inbox.Waiting, 10)
	if i.must(err); total != 1 {
		t.Fatalf("%d came in", total)
	}
	b = i.browser()
	b.open(its, itsCode).wants(200, "复议机构已收到", "就算受理", "0000-6220088", "补充材料").wantsNot("对答复有异议", "信息公开申请登记")
	b.follow("补充材料").submit("/status/supplement", map[string]string{"text": "再说一句"}).wants(200, "收到您的补充")

	v, err := i.desk.ReviewInput(t.Context(), handler, rows[0].ID)
	i.must(err)
	f := v.Content.Objection.Filed(i.today())
	made, err := i.desk.RegisterReview(t.Context(), handler, rows[0].ID, 0, f)
	i.must(err)
	b.get("/status").wants(200, "正在审查是否受理", "和政复议〔2026〕1号", "补充材料", "撤回申请").wantsNot("叶青", "正在登记")
	b.follow("补充材料").wants(200, "作出复议决定以前").submit("/status/supplement", map[string]string{"text": "又找到一份"}).wants(200, "您补充的已经收到")
	if v, err := i.desk.Review(t.Context(), handler, made); err != nil || !v.Case.IsAddedTo() {
		t.Errorf("nobody sees that more came: %v", err)
	}
	i.pass(14 * 24 * time.Hour)
	b = i.browser()
	b.open(its, itsCode).wants(200, "已受理，正在审理", "视为受理", "作出复议决定", "和宁市司法局").wantsNot("叶青")
	if c, err := i.desk.Review(t.Context(), handler, made); err != nil || len(c.Case.Materials) != 1 || !strings.HasSuffix(c.Case.ApplicantNames(), "、李四") {
		t.Errorf("the case: %+v, %v", c.Case, err)
	}
	b.wants(200, "看案卷", "第四十七条").follow("撤回申请").wants(200, "复议机构准许", "第七十四条").wantsNot("期限重新算")
	b.submit("/status/withdraw", map[string]string{"confirm": "1"}).wants(200, "收到您撤回的意思").wantsNot("撤回申请")
}

// TestObjectLater: a visit that has expired loses nothing that was typed, and a form is
// handed in for no other request than its own.
func TestObjectLater(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	i.reply(i.register(number))
	i.bureau()
	b.open(number, code).follow("对答复有异议")
	late := b.formRequest("/status/object", map[string]string{"claims": "anew", "objection": "not_as_asked", "grounds": "给的不是我要的。"})
	b.get("/status").submit("/status/leave", nil)
	b.send(late).wants(200, "查询码").submit("/status", map[string]string{"no": number, "code": code}).wants(200, "给的不是我要的。")
	if b.value("grounds") != "给的不是我要的。" {
		t.Errorf("typed before: %q", b.value("grounds"))
	}
	other := b.formRequest("/status/object", map[string]string{"of": "2026-0009", "claims": "anew", "objection": "not_as_asked", "grounds": "不对。"})
	b.send(other).wants(409, "这张表是对 2026-0009 填的")
}

// TestObjectElsewhere: where the body is none of this installation the page says where to
// go, and asks nothing.
func TestObjectElsewhere(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	i.reply(i.register(number))
	b.open(number, code).follow("对答复有异议").wants(200, "这里收不了", "和宁市人民政府指定的互联网渠道")
	if b.page.Count("main form[method=post]") != 0 {
		t.Error("something is asked")
	}
}
