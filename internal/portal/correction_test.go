package portal_test

import (
	"maps"
	"testing"
	"time"

	"mingda/internal/casefile"
)

// correctionAsked is a form for a correction of a natural person, filled in.
func correctionAsked() map[string]string {
	fill := maps.Clone(natural)
	delete(fill, "content")
	delete(fill, "medium")
	fill["record"], fill["record_was"], fill["record_now"] = "被征收房屋情况登记表第3号，2026年5月给我的", "建筑面积86.20平方米", "建筑面积92.60平方米"
	fill["evidence"] = "房屋所有权证，载明92.60平方米"
	return fill
}

// TestAskCorrection: a correction of records has a page of its own, from home and
// guide; it wants record, what is wrong and evidence, and tells no period of the law.
func TestAskCorrection(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	b.get("/guide").follow("申请更正").wants(200, "法律没有规定更正的期限", "20 个工作日", "证据")
	b.get("/").follow("申请更正").follow("开始申请更正").wants(200, "第 1 步，共 3 步", "向谁申请更正").wantsNot("按这几类统计")
	b.submit("/apply", map[string]string{"class": "natural"}).wants(200, "填写更正申请", "要更正什么", "条例第四十一条").wantsNot("要什么形式")
	bad := correctionAsked()
	bad["record_now"] = ""
	b.submit("/apply/request", bad, photo).wants(422, "写明应当怎样写", "条例第四十一条要有证据", "房屋所有权证")
	b.submit("/apply/request", correctionAsked(), photo, upload{"files", "房产证.jpg", "\xff\xd8\xff scan"}).
		wants(200, "第 3 步，共 3 步", "要更正什么", "建筑面积86.20平方米", "房产证.jpg", "本机关自己定的").wantsNot("期限从收到补充之日重新算")
	b.submit("/apply/check", map[string]string{"confirm": "1"}).
		wants(200, "申请已提交", "核对记录和证据", "本机关自己定的").wantsNot("我们问您一次", "可以申请行政复议")
	code := b.page.All(".receipt dd")[1].Text()
	c := i.content()
	if c.Wants.Type != casefile.Correction || len(c.Files) != 2 || c.Wants.Subject != "被征收房屋情况登记表第3号，2026年5月给我的" {
		t.Errorf("taken in: %+v", c)
	}
	id := i.register("20261123-0001")
	b.open("20261123-0001", code).wants(200, "正在核对您要更正的记录", "这是本机关自己定的", "更2026-0001").wantsNot("第三十三条")
	i.pass(60 * 24 * time.Hour)
	b = i.browser()
	b.open("20261123-0001", code).wants(200, "超过本机关定的期限", "打电话问一问").wantsNot("申请行政复议")
	if c := i.caseOf(id); !c.IsCorrection() {
		t.Errorf("registered as %s", c.Type)
	}
}
