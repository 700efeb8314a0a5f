package oldregister

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestPeople: who stands in a cell, in the ways in which people write it.
func TestPeople(t *testing.T) {
	for text, want := range map[string]string{
		"张三":         "张三",
		"张三、李四":      "张三|李四 old_persons_several",
		"张三 李四":      "张三|李四 old_persons_several",
		"张三，李四；王五":   "张三|李四|王五 old_persons_several",
		"张三\n李四":     "张三|李四 old_persons_several",
		"张　三":        "张三",
		"欧 阳 建 国":    "欧阳建国",
		"张 三 李四":     "张 三 李四 old_persons_unclear",
		"张三等3人":      "张三 old_persons_more",
		"张三、李四等":     "张三|李四 old_persons_more old_persons_several",
		"阿依古丽•买买提":   "阿依古丽·买买提",
		"John Smith": "John Smith",
		"某某商贸有限公司（法定代表人：王五）":    "某某商贸有限公司 rep=王五 old_person_role",
		"某某商贸有限公司(法定代表人王五)":     "某某商贸有限公司 rep=王五 old_person_role",
		"某某商贸有限公司、法定代表人王五":      "某某商贸有限公司 rep=王五 old_person_role",
		"某某商贸（新疆）有限公司":          "某某商贸（新疆）有限公司",
		"甲公司、张三":                "甲公司|张三 old_persons_several",
		"张三（代理人：李律师）":           "张三 agent=李律师 old_person_role",
		"张三（13912345678）":       "张三 tel=13912345678",
		"张三13912345678":         "张三 tel=13912345678",
		"张三 110101199003070011": "张三 id=110101199003070011",
		"张三（共同申请人：李四）":          "张三|李四 old_persons_several",
		"明川 商贸 有限公司":            "明川商贸有限公司",
		"":                      "",
		"、":                     "",
	} {
		p := readPeople(text)
		var names, rest []string
		for _, a := range p.All {
			names = append(names, a.Name)
			for key, value := range map[string]string{"rep": a.Representative, "agent": a.Agent, "tel": a.Phone, "id": a.IDNumber} {
				if value != "" {
					rest = append(rest, key+"="+value)
				}
			}
		}
		for _, n := range p.Notes {
			rest = append(rest, string(n.code))
		}
		if got := strings.TrimSpace(strings.Join(append([]string{strings.Join(names, "|")}, rest...), " ")); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestClasses(t *testing.T) {
	for name, want := range map[string]casefile.Class{
		"张三": casefile.Natural, "阿依古丽·买买提": casefile.Natural, "明川商贸有限公司": casefile.Business, "天山律师事务所": casefile.LegalFirm, "和宁大学": casefile.Research,
		"环境保护协会": casefile.Social, "东关村村委会": casefile.OtherPerson, "和宁市审计局": casefile.OtherPerson,
	} {
		if got, sure := classOf(name); got != want || !sure {
			t.Errorf("%s is %s, sure %v", name, got, sure)
		}
	}
	if _, sure := classOf("一个很长的说不清是什么的名字"); sure {
		t.Error("a guess is sure")
	}
	for word, want := range map[string]casefile.Class{
		"公民": casefile.Natural, "自然人": casefile.Natural, "法人-商业企业": casefile.Business, "法律服务机构": casefile.LegalFirm, "社会公益组织": casefile.Social, "科研机构": casefile.Research, "其他": casefile.OtherPerson,
	} {
		if got, ok := readClass(word); got != want || !ok {
			t.Errorf("%s is %s", word, got)
		}
	}
	if _, ok := readClass("法人"); ok {
		t.Error("法人 is a class")
	}
}

// TestResults: words to codes of the law; what may mean several is not decided.
func TestResults(t *testing.T) {
	today := calendar.NewDate(2026, 9, 22)
	for word, want := range map[string]law.Result{
		"予以公开": law.Disclose, "公开": law.Disclose, "同意公开": law.Disclose, "部分公开": law.Partial, "部分予以公开": law.Partial, "信息不存在": law.NotExisting,
		"不属于本机关公开职责": law.NotOurs, "告知已主动公开": law.AlreadyPublic, "不予公开（国家秘密）": law.Secret, "过程性信息": law.Process, "重复申请": law.Repeated,
		"申请人撤回": law.Withdrawn, "逾期未补正": law.NoSupplement, "不予公开：行政执法案卷信息": law.Enforcement, "按信访处理": law.Petition, "其他处理": law.Other,
		"不予公开，涉及个人隐私": law.ThirdParty,
	} {
		if got := ReadResult(word, today); !got.Sure || got.Choice.Result() != want {
			t.Errorf("%s: %+v, want %s", word, got, want)
		}
	}
	for _, rule := range law.Results(today) {
		if got := ReadResult(rule.Name, today); !got.Sure || got.Choice.Result() != rule.Code {
			t.Errorf("%s: %+v", rule.Name, got)
		}
	}
	for _, word := range []string{"不予公开", "已答复", "办结", "不予处理", "部分公开，部分信息不存在", "无法提供", "见附件", ""} {
		if got := ReadResult(word, today); got.Sure {
			t.Errorf("%s: %+v is sure", word, got)
		}
	}
	if got := ReadResult("正在办理", today); got != (WordProposal{StillOpen, true}) {
		t.Errorf("%+v", got)
	}
}
