package letter

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
)

// TestExamined: what discloses is looked at for its examinations; what speaks
// against it stops the letter.
func TestExamined(t *testing.T) {
	secrecy := func(o casefile.Outcome) Examination {
		return Examination{What: casefile.Secrecy, Who: "张三", Outcome: o}
	}
	body := func(what casefile.Examination, o casefile.Outcome) Examination {
		return Examination{What: what, Who: "区保密局", Outcome: o}
	}
	byDrafter := secrecy(casefile.MayDisclose)
	byDrafter.ByDrafter = true
	for _, test := range []struct {
		name  string
		kind  Kind
		list  []Examination
		level FindingLevel // of what is said; "" for nothing
		says  string
	}{
		{"none", Disclose, nil, Look, "还没有登记保密审查"},
		{"none, partly", Partial, nil, Look, "还没有登记保密审查"},
		{"none, items", Mixed, nil, Look, "还没有登记保密审查"},
		{"nothing is disclosed", NotExisting, nil, "", ""},
		{"in order", Disclose, []Examination{secrecy(casefile.MayDisclose)}, Passed, "保密审查：可以公开。张三"},
		{"not to be disclosed", Disclose, []Examination{secrecy(casefile.MayNot)}, Missing, "不得公开"},
		{"the last one counts", Disclose, []Examination{secrecy(casefile.MayNot), secrecy(casefile.MayDisclose)}, Passed, "保密审查：可以公开"},
		{"partly, but all of it given", Disclose, []Examination{secrecy(casefile.MayPartly)}, Missing, "结果改为部分公开"},
		{"partly", Partial, []Examination{secrecy(casefile.MayPartly)}, Passed, "部分可以公开"},
		{"unsure", Disclose, []Examination{secrecy(casefile.Unsure)}, Missing, "报有关主管部门或者保密行政管理部门确定"},
		{"unsure, asked", Disclose, []Examination{secrecy(casefile.Unsure), body(casefile.Referral, "")}, Missing, "区保密局还没有答复"},
		{"unsure, allowed", Disclose, []Examination{secrecy(casefile.Unsure), body(casefile.Referral, casefile.MayDisclose)}, Passed, "保密审查"},
		{"unsure, forbidden", Disclose, []Examination{secrecy(casefile.Unsure), body(casefile.Referral, casefile.MayNot)}, Missing, "区保密局的结果是不得公开"},
		{"not confirmed", Disclose, []Examination{secrecy(casefile.MayDisclose), body(casefile.Confirming, "")}, Look, "还没有答复"},
		{"differs", Disclose, []Examination{secrecy(casefile.MayDisclose), body(casefile.Confirming, casefile.Differs)}, Look, "协商一致"},
		{"the drafter alone", Disclose, []Examination{byDrafter}, Look, "拟稿人自己"},
	} {
		d, err := Sample(test.kind)
		if err != nil {
			t.Fatal(err)
		}
		d.Facts.Examined = &Examined{List: test.list}
		said := false
		for _, f := range Check(test.kind, d.Facts, d.Values) {
			said = said || f.Level == test.level && strings.Contains(f.Text, test.says)
			if test.level == "" && f.Field == ExaminedField {
				t.Errorf("%s: %+v", test.name, f)
			}
		}
		if !said && test.level != "" {
			t.Errorf("%s: nothing says %q", test.name, test.says)
		}
		d.Facts.Examined = nil
		for _, f := range Check(test.kind, d.Facts, d.Values) {
			if f.Field == ExaminedField {
				t.Errorf("%s, outside of a case: %+v", test.name, f)
			}
		}
	}
}

// TestExaminedOnSheet: the approval sheet has what was recorded, and room for what
// was not.
func TestExaminedOnSheet(t *testing.T) {
	d, err := Sample(Approval)
	if err != nil {
		t.Fatal(err)
	}
	d.Facts.Examined = &Examined{List: []Examination{
		{What: casefile.Secrecy, Who: "张三", On: d.Facts.ReceivedOn, Outcome: casefile.MayPartly, Remark: "账号不公开"},
		{What: casefile.Confirming, Who: "区财政局", On: d.Facts.On},
	}}
	made, err := ComposeDraft(Approval, d.Facts, d.Values)
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{"部分可以公开。张三，2026-09-22。账号不公开", "合法性审查", "区财政局，2026-09-22去函"} {
		if !strings.Contains(made.Text(), said) {
			t.Errorf("%q is not on the sheet:\n%s", said, made.Text())
		}
	}
}
