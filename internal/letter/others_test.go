package letter

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// TestThirdPartyTold: who is hurt by a disclosure may go either way, whatever the
// law of the day says of refusals; the inquiry before it has no remedy of its own.
func TestThirdPartyTold(t *testing.T) {
	for _, day := range []calendar.Date{calendar.NewDate(2023, time.December, 29), calendar.NewDate(2024, time.January, 2), calendar.NewDate(2026, time.October, 20)} {
		d := sample(t, ThirdPartyTold)
		d.Facts.On = day
		l, err := ComposeDraft(ThirdPartyTold, d.Facts, d.Values)
		if err != nil {
			t.Fatal(err)
		}
		text := l.Text()
		for _, want := range []string{"自收到本告知书之日起六十日内向和宁市人民政府申请行政复议", "或者自收到本告知书之日起六个月内向和宁市中级人民法院提起行政诉讼"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", day, want, text)
			}
		}
		if strings.Contains(text, "先向") {
			t.Errorf("%s: reconsideration comes first:\n%s", day, text)
		}
	}
	for _, kind := range []Kind{ThirdPartyInquiry, JointInquiry, Transfer, CorrectionTransfer, HelpNote} {
		d := sample(t, kind)
		if l, _ := Compose(kind, d.Facts, d.Values); strings.Contains(l.Text(), "复议") {
			t.Errorf("%s tells of remedies", kind)
		}
	}
}

// TestOthersAreNotTheApplicant: a paper to others is addressed to them, and does
// not tell a third party who asked.
func TestOthersAreNotTheApplicant(t *testing.T) {
	for _, kind := range []Kind{ThirdPartyInquiry, ThirdPartyTold, JointInquiry, HelpNote} {
		d := sample(t, kind)
		l, err := Compose(kind, d.Facts, d.Values)
		if err != nil {
			t.Fatal(kind, fault.FieldsOf(err))
		}
		if ToApplicant(kind) || l.Addressee != d.Values["to"] || strings.Contains(l.Text(), d.Facts.Applicant.Name) {
			t.Errorf("%s is addressed to %q:\n%s", kind, l.Addressee, l.Text())
		}
	}
	if !ToApplicant(Disclose) || !ToApplicant(Extension) || ToApplicant("poem") {
		t.Error("what goes to the applicant is not known")
	}
}

func TestCheckOthers(t *testing.T) {
	tests := []findingTest{
		{"the privacy of a company", ThirdPartyInquiry, func(d *Draft) { d.Values["to_is"], d.Values["right"] = "organisation", "privacy" }, Look, "个人隐私是自然人的"},
		{"names the applicant", ThirdPartyInquiry, func(d *Draft) { d.Values["about"] = "给" + d.Facts.Applicant.Name + "的评估报告" }, Look, "申请人是谁"},
		{"names another third party", ThirdPartyInquiry, func(d *Draft) {
			d.Facts.ThirdParties, d.Values["about"] = []string{"王小明"}, "王小明的报价单"
		}, Look, "第三方的名字"},
		{"names itself", ThirdPartyInquiry, func(d *Draft) { d.Facts.ThirdParties = []string{d.Values["to"]} }, Passed, "没有身份证号"},
		{"answer before the inquiry", ThirdPartyTold, func(d *Draft) { d.Values["answered_on"] = "2026-09-01" }, Look, "早于"},
		{"no court", ThirdPartyTold, func(d *Draft) { d.Facts.Office.Court = "" }, Missing, "人民法院"},
		{"no review body", ThirdPartyTold, func(d *Draft) { d.Facts.Office.ReviewBody = "" }, Missing, "行政复议机关"},
		{"consent before the request", Transfer, func(d *Draft) { d.Values["agreed_on"] = "2026-09-01" }, Missing, "早于收到申请之日"},
		{"consent tomorrow", Transfer, func(d *Draft) { d.Values["agreed_on"] = d.Facts.On.AddDays(1).String() }, Missing, "还没有到"},
		{"to itself", Transfer, func(d *Draft) { d.Values["to"] = d.Facts.Office.Name }, Missing, "本机关自己"},
		{"a correction to itself", CorrectionTransfer, func(d *Draft) { d.Values["to"] = d.Facts.Office.Name }, Missing, "本机关自己"},
		{"a correction passed on by a letter that is here", CorrectionPassedOn, func(d *Draft) {
			d.Facts.Transfers = []Transferring{{Name: "和宁市自然资源局"}}
		}, Look, "还没有送出"},
		{"help too late", HelpNote, func(d *Draft) { d.Values["by"] = d.Facts.Due.String() }, Look, "不早于最迟答复之日"},
	}
	checkFindings(t, tests)
}
