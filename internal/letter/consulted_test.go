package letter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// consultedFacts are facts of a case in which one was asked.
func consultedFacts(c Consulted) Facts {
	f := sampleFacts()
	f.Consulted = []Consulted{c}
	return f
}

func refused() Consulted {
	c := sampleConsulted
	c.Answer, c.AnsweredOn, c.Reason = casefile.Refuses, calendar.NewDate(2026, time.October, 12), "单价是商业秘密。"
	return c
}

// TestPrefilled: what the consultation came to stands in the letters that speak of
// it, and nobody types it again.
func TestPrefilled(t *testing.T) {
	for _, kind := range []Kind{ThirdParty, Partial} {
		standard := map[string]string{}
		for _, f := range Fields(kind, consultedFacts(refused()), Values{"ground": string(ThirdParty)}) {
			standard[f.Name] = f.Standard
		}
		for name, want := range map[string]string{
			"third_asked_on": "2026-09-28", "third_answer": "refused", "third_answered_on": "2026-10-12", "third_reason": "单价是商业秘密", "third_names": sampleConsulted.Name, "third_interest": "",
		} {
			if standard[name] != want {
				t.Errorf("%s: %s is %q, want %q", kind, name, standard[name], want)
			}
		}
	}
	f := consultedFacts(refused())
	f.To, f.About = &casefile.Addressee{Name: sampleConsulted.Name, Is: casefile.Organisation}, "施工合同的单价\n施工合同的总价"
	l, err := Compose(ThirdPartyTold, withNumber(f), Values{"because": "public", "interest": "涉及公共工程的质量"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"你单位于2026年9月28日收到", "2026年10月12日提出不同意公开，理由是单价是商业秘密", "（一）施工合同的单价", "明政公开征〔2026〕1号"} {
		if !strings.Contains(l.Text(), want) {
			t.Errorf("the letter does not say %s:\n%s", want, l.Text())
		}
	}
	if l.Addressee != sampleConsulted.Name || strings.Contains(l.Text(), f.Applicant.Name) {
		t.Errorf("to %s:\n%s", l.Addressee, l.Text())
	}
	f = consultedFacts(sampleConsulted)
	l, err = Compose(OthersAsked, withNumber(f), Values{})
	if err != nil || !strings.Contains(l.Text(), "2026年9月28日书面征求第三方的意见") || strings.Contains(l.Text(), sampleConsulted.Name) {
		t.Errorf("%v:\n%s", err, l.Text())
	}
}

// TestOthersAskedBoth: a notice about third parties and agencies names the agencies,
// and not the third parties.
func TestOthersAskedBoth(t *testing.T) {
	for as, want := range map[casefile.Asked][]string{
		casefile.AsAgency:     {"该信息与某局有关", "征求第三方和其他有关行政机关的意见"},
		casefile.AsJointMaker: {"与某局共同制作", "征求第三方和共同制作该信息的行政机关的意见", "视为同意公开"},
	} {
		f := consultedFacts(sampleConsulted)
		f.Consulted = append(f.Consulted, Consulted{Name: "某局", As: as, SentOn: calendar.NewDate(2026, time.September, 29)})
		l, err := Compose(OthersAsked, withNumber(f), Values{})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range append(want, "2026年9月28日书面", "由行政机关决定是否公开") {
			if !strings.Contains(l.Text(), want) {
				t.Errorf("%s: the letter does not say %s:\n%s", as, want, l.Text())
			}
		}
		if strings.Contains(l.Text(), sampleConsulted.Name) {
			t.Errorf("%s: it names the third party:\n%s", as, l.Text())
		}
	}
}

// TestInquiryRight: what a company is asked about is no privacy, unless somebody says so.
func TestInquiryRight(t *testing.T) {
	for is, want := range map[casefile.Being]string{casefile.Person: "可能涉及您的个人隐私", casefile.Organisation: "可能涉及你单位的商业秘密"} {
		f := sampleFacts()
		f.To, f.About = &casefile.Addressee{Name: "某人", Is: is}, "单价"
		l, err := Compose(ThirdPartyInquiry, withNumber(f), Values{})
		if err != nil || !strings.Contains(l.Text(), want) {
			t.Errorf("%s: %v\n%s", is, err, l.Text())
		}
	}
}

func withNumber(f Facts) Facts {
	f.Number = "明政公开知〔2026〕1号"
	return f
}

// TestConsultedChecks: a reply is looked over by what the consultations came to.
func TestConsultedChecks(t *testing.T) {
	open := sampleConsulted
	open.Answer, open.AnsweredOn = "", calendar.Date{}
	unsent := Consulted{Name: open.Name, As: casefile.AsThirdParty}
	told := refused()
	told.Told = true
	third := sampleOf(ThirdParty)
	for _, tc := range []struct {
		name  string
		kind  Kind
		c     []Consulted
		on    calendar.Date
		v     Values
		level FindingLevel
		says  string
		not   bool
	}{
		{"nobody was asked", ThirdParty, nil, calendar.NewDate(2026, time.October, 27), third, Look, "没有送出过征求第三方意见书", false},
		{"the letter was not sent", ThirdParty, []Consulted{unsent}, calendar.NewDate(2026, time.October, 27), third, Look, "没有送出过征求第三方意见书", false},
		{"silence, on the last day", ThirdParty, []Consulted{open}, open.AnswerBy, third, Missing, "还没有过，不能写逾期没有提出意见", false},
		{"silence not recorded", ThirdParty, []Consulted{open}, open.AnswerBy.AddDays(1), third, Look, "已过，还没有登记意见", false},
		{"disclosed while one is asked", Disclose, []Consulted{open}, calendar.NewDate(2026, time.October, 20), sampleOf(Disclose), Look, "还没有答复", false},
		{"disclosed against a refusal", Disclose, []Consulted{refused()}, calendar.NewDate(2026, time.October, 20), sampleOf(Disclose), Look, "还没有签发这份告知书", false},
		{"disclosed, and told", Disclose, []Consulted{told}, calendar.NewDate(2026, time.October, 20), sampleOf(Disclose), Look, "还没有签发这份告知书", true},
		{"partly disclosed against a refusal", Partial, []Consulted{refused()}, calendar.NewDate(2026, time.October, 20), sampleOf(Partial), Look, "还没有签发这份告知书", false},
	} {
		f := sampleFacts()
		f.Consulted, f.On, f.Today = tc.c, tc.on, tc.on
		found := slices.ContainsFunc(Check(tc.kind, f, tc.v), func(x Finding) bool { return x.Level == tc.level && strings.Contains(x.Text, tc.says) })
		if found == tc.not {
			t.Errorf("%s: %v", tc.name, Check(tc.kind, f, tc.v))
		}
	}
	f := sampleFacts()
	f.To = &casefile.Addressee{Name: "甲公司", Is: casefile.Organisation}
	if err := Complete(ThirdPartyInquiry, f, Values{"to": "乙公司", "about": "单价"}); err == nil {
		t.Error("a letter goes to somebody else than the case says")
	}
	if err := Complete(ThirdPartyInquiry, f, Values{"about": "单价"}); err != nil {
		t.Error(err)
	}
}

// TestInquiryToAgency: an agency that did not make the information is asked until a
// day that the letter says; nothing is said of silence.
func TestInquiryToAgency(t *testing.T) {
	f := withNumber(sampleFacts())
	f.To, f.Asking, f.About = &casefile.Addressee{Name: "和宁市自然资源局", Is: casefile.Authority}, casefile.AsAgency, "规划图"
	if _, err := Compose(JointInquiry, f, Values{}); err == nil {
		t.Error("without a day")
	}
	l, err := Compose(JointInquiry, f, Values{"by": "2026-11-10"})
	if err != nil {
		t.Fatal(err)
	}
	text := l.Text()
	if !strings.Contains(text, "请贵机关于2026年11月10日前（含当日）提出意见") || strings.Contains(text, "视为同意") || strings.Contains(text, "共同制作") {
		t.Error(text)
	}
	f.Asking = casefile.AsJointMaker
	if l, err = Compose(JointInquiry, f, Values{}); err != nil || !strings.Contains(l.Text(), "视为同意公开") {
		t.Errorf("%v\n%s", err, l.Text())
	}
	f.To = nil
	if err := Complete(JointInquiry, f, Values{"to": f.Office.Name, "about": "规划图"}); err == nil {
		t.Error("a unit of the office itself was asked")
	}
}
