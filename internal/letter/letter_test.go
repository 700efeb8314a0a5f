package letter

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
)

var update = flag.Bool("update", false, "write the golden files anew; look at the difference")

func sample(t *testing.T, kind Kind) Draft {
	t.Helper()
	d, err := Sample(kind)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestGolden holds the words of every kind. They were read one by one; a
// change shows in the difference.
func TestGolden(t *testing.T) {
	for _, k := range Kinds() {
		t.Run(string(k.Code), func(t *testing.T) {
			d := sample(t, k.Code)
			l, err := Compose(k.Code, d.Facts, d.Values)
			if err != nil {
				t.Fatal(err, fault.FieldsOf(err))
			}
			golden(t, string(k.Code)+".txt", l.Text())
			for _, f := range Check(k.Code, d.Facts, d.Values) {
				if f.Level != Passed {
					t.Errorf("the sample has a finding: %+v", f)
				}
			}
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// TestRequired leaves out each required field in turn: the check names it, the
// letter is refused for it, and the draft has a gap.
func TestRequired(t *testing.T) {
	for _, k := range Kinds() {
		d := sample(t, k.Code)
		fields := Fields(k.Code, d.Facts, d.Values)
		for _, f := range fields {
			if !f.Required || f.Standard != "" || !f.Applies(fields, d.Values) {
				continue
			}
			v := Values{}
			for name, value := range d.Values {
				if name != f.Name {
					v[name] = value
				}
			}
			_, err := Compose(k.Code, d.Facts, v)
			if fault.FieldsOf(err)[f.Name] == nil {
				t.Errorf("%s without %s: %v", k.Code, f.Name, err)
			}
			l, err := ComposeDraft(k.Code, d.Facts, v)
			if err != nil || !l.Draft {
				t.Errorf("%s: draft without %s: %v", k.Code, f.Name, err)
			}
		}
	}
}

// TestLocked changes every value at random: the words of the law stay.
func TestLocked(t *testing.T) {
	locked := func(l Letter) (list []string) {
		for _, b := range l.Blocks {
			if b.Paragraph != nil && b.Paragraph.Locked {
				list = append(list, b.Paragraph.Text())
			}
		}
		return list
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(Kinds()).Draw(t, "kind").Code
		d, _ := Sample(kind)
		before, _ := ComposeDraft(kind, d.Facts, d.Values)
		v := Values{}
		for _, f := range Fields(kind, d.Facts, d.Values) {
			if v[f.Name] = d.Values[f.Name]; f.Type != ChoiceField { // what is chosen picks the passage
				v[f.Name] = rapid.String().Draw(t, f.Name)
			}
		}
		after, _ := ComposeDraft(kind, d.Facts, v)
		if diff := cmp.Diff(locked(before), locked(after)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestRemedies compares the sentence on remedies with the law of the day.
func TestRemedies(t *testing.T) {
	const (
		first  = "应当自收到本答复书之日起六十日内先向和宁市人民政府申请行政复议"
		either = "或者自收到本答复书之日起六个月内向和宁市中级人民法院提起行政诉讼"
		review = "可以自收到本答复书之日起六十日内向和宁市人民政府申请行政复议"
	)
	days := []calendar.Date{calendar.NewDate(2023, time.December, 29), calendar.NewDate(2024, time.January, 2), calendar.NewDate(2026, time.July, 1)}
	tests := []struct {
		kind Kind
		has  [3]string // by day
		not  string    // never, from 2024 on
	}{
		{Disclose, [3]string{either, either, either}, first},
		{Secret, [3]string{either, first, first}, either},
		{Enforcement, [3]string{either, first, first}, either},
		{NotExisting, [3]string{either, either, either}, first},
		{Repeated, [3]string{review, review, review}, first},
		{Partial, [3]string{either, "对本答复中不予公开的部分不服的，" + first, "对本答复的其他部分不服的，" + review}, "申请行政复议；或者"},
	}
	for _, test := range tests {
		for i, day := range days {
			d := sample(t, test.kind)
			d.Facts.On, d.Facts.Delivery, d.Facts.Due = day, casefile.ByPost, calendar.Date{}
			l, err := ComposeDraft(test.kind, d.Facts, d.Values)
			if err != nil {
				t.Fatal(err)
			}
			text := l.Text()
			if !strings.Contains(text, test.has[i]) {
				t.Errorf("%s on %s: no %q in\n%s", test.kind, day, test.has[i], text)
			}
			if i > 0 && strings.Contains(text, test.not) {
				t.Errorf("%s on %s has %q", test.kind, day, test.not)
			}
		}
	}
	if r := law.RemedyOn(law.Repeated, days[2]); r.TellCourt {
		t.Error("the court takes repeated requests")
	}
	d := sample(t, Repeated)
	if l, _ := Compose(Repeated, d.Facts, d.Values); strings.Contains(l.Text(), "人民法院") {
		t.Error("the court is told where it does not take the case")
	}
	d.Facts.Office.ShowCourt = true
	if l, _ := Compose(Repeated, d.Facts, d.Values); !strings.Contains(l.Text(), "人民法院") {
		t.Error("the setting to print the court is not followed")
	}
}

func TestNoticesHaveNoRemedies(t *testing.T) {
	for _, kind := range []Kind{Clarification, Extension, Receipt, Confirmation, ReasonsRequest, Delay, OthersAsked, FeeNotice, FeeReceipt, Withdrawn} {
		d := sample(t, kind)
		if l, _ := Compose(kind, d.Facts, d.Values); strings.Contains(l.Text(), "复议") {
			t.Errorf("%s tells of remedies", kind)
		}
	}
}

// TestConfirmationByDoor: before the day of receipt is settled the confirmation
// says by which rule it will be (条例 31), and names no code it does not know.
func TestConfirmationByDoor(t *testing.T) {
	for door, says := range map[casefile.Door]string{
		casefile.Counter: "第三十一条第一项的规定，当面提交申请的", casefile.PostSigned: "第三十一条第二项的规定，邮寄申请的，以本机关签收之日为",
		casefile.PostOrdinary: "第三十一条第二项的规定，以平信", casefile.Mail: "第三十一条第三项的规定，通过互联网", casefile.Web: "第三十一条第三项的规定，通过互联网",
	} {
		d := sample(t, Confirmation)
		d.Facts.Door, d.Facts.ReceivedOn, d.Facts.QueryCode = door, calendar.Date{}, ""
		l, err := Compose(Confirmation, d.Facts, d.Values)
		if err != nil || !strings.Contains(l.Text(), says) || strings.Contains(l.Text(), "查询码：") {
			t.Errorf("%s: %v %s", door, err, l.Text())
		}
	}
}

func TestCheck(t *testing.T) {
	tests := []findingTest{
		{"identity number in the text", Disclose, func(d *Draft) { d.Values["extra"] = "身份证号650102199001011234" }, Look, "像有身份证号"},
		{"name of a third party", Disclose, func(d *Draft) { d.Facts.ThirdParties, d.Values["extra"] = []string{"王小明"}, "经王小明同意" }, Look, "第三方的名字"},
		{"nothing attached", Disclose, func(d *Draft) { d.Facts.Attachments = nil }, Look, "附件"},
		{"another addressee", Disclose, func(d *Draft) { d.Facts.Addressee = "李四" }, Look, "不同"},
		{"unreasonable objection", Partial, func(d *Draft) { d.Values["third_reasonable"] = "no" }, Missing, "不合理"},
		{"answer before the inquiry", Partial, func(d *Draft) { d.Values["third_answered_on"] = "2026-09-01" }, Look, "早于"},
		{"a rule orders disclosure", Process, func(d *Draft) { d.Values["process_no_rule"] = "no" }, Missing, "规定应当公开"},
		{"second clarification", Clarification, func(d *Draft) { d.Facts.Letters = []Reference{{Kind: Clarification, Number: "1号"}} }, Missing, "只能告知一次"},
		{"term before the notice", Clarification, func(d *Draft) { d.Values["by"] = d.Facts.On.String() }, Missing, "成文日期之后"},
		{"term in a mistyped year", Clarification, func(d *Draft) { d.Values["by"] = "9999-12-31" }, Missing, "核对年份"},
		{"consent before the request", Extension, func(d *Draft) { d.Values["consented_on"] = d.Facts.ReceivedOn.AddDays(-30).String() }, Missing, "早于收到申请之日"},
		{"consent tomorrow", Extension, func(d *Draft) { d.Values["consented_on"] = d.Facts.On.AddDays(1).String() }, Missing, "还没有到"},
		{"a day to supplement", Clarification, func(d *Draft) { d.Values["by"] = d.Facts.On.AddDays(1).String() }, Look, "只有 1 天"},
		{"extension too late", Extension, func(d *Draft) { d.Facts.On = calendar.NewDate(2026, time.October, 28) }, Missing, "已过"},
		{"second extension", Extension, func(d *Draft) { d.Facts.Letters = []Reference{{Kind: Extension}} }, Missing, "不能再延期"},
		{"no date", Extension, func(d *Draft) { d.Values["consented_on"] = "前天" }, Missing, "样子"},
		{"extension beyond the law", Extension, func(d *Draft) { d.Values["days"] = "21" }, Missing, "写 1 到 20 的数"},
		{"extension by no number", Extension, func(d *Draft) { d.Values["days"] = "二十" }, Missing, "写 1 到 20 的数"},
		{"a choice that is none", Partial, func(d *Draft) { d.Values["ground"] = "mood" }, Missing, "选一项"},
		{"no channel on the internet", Disclose, func(d *Draft) { d.Facts.Office.ReviewChannel = "" }, Missing, "互联网渠道"},
		{"no receipt date", Disclose, func(d *Draft) { d.Facts.ReceivedOn = calendar.Date{} }, Missing, "收到申请之日"},
		{"asked before the request", ThirdParty, func(d *Draft) { d.Values["third_asked_on"] = "2026-09-21" }, Look, "早于收到申请之日"},
		{"silent for a week", ThirdParty, func(d *Draft) { d.Values["third_asked_on"] = "2026-10-20" }, Look, "才 7 天"},
		{"searched before the request", NotExisting, func(d *Draft) { d.Values["searched_on"] = "2026-09-21" }, Look, "早于收到申请之日"},
		{"to be paid until today", NoPayment, func(d *Draft) { d.Values["fee_by"] = d.Facts.On.String() }, Missing, "缴费期限还没有过"},
		{"a rule orders the file disclosed", Enforcement, func(d *Draft) { d.Values["enforcement_no_rule"] = "no" }, Missing, "规定应当公开"},
		{"a repetition of what was refused", Repeated, func(d *Draft) { d.Values["earlier_was"] = "other" }, Passed, "复议或者诉讼，可选"},
		{"a law without its article", Inquiry, func(d *Draft) { d.Values["law"] = "不动产登记暂行条例27条" }, Look, "没有写到条"},
		{"a law forbids, no article", Forbidden, func(d *Draft) { d.Values["forbidden_law"] = "《中华人民共和国统计法》" }, Look, "没有写到条"},
		{"what the sentence says already", Inquiry, func(d *Draft) { d.Values["what"] = "属于不动产登记资料" }, Look, "属于属于"},
		{"nobody decided on the secret", Secret, func(d *Draft) { d.Values["secret_basis"] = "《自然资源工作国家秘密范围的规定》" }, Look, "哪个机关定密"},
		{"electronic, not chosen", Disclose, func(d *Draft) { d.Facts.Delivery, d.Values["way"] = casefile.ByPost, "email" }, Look, "没有选择"},
	}
	checkFindings(t, tests)
}

// A findingTest changes a sample so that the check says something of it.
type findingTest struct {
	name  string
	kind  Kind
	with  func(*Draft)
	level FindingLevel
	text  string // a part of what is said
}

// checkFindings tries each: the check says so, and the letter can be composed
// unless that is missing.
func checkFindings(t *testing.T, tests []findingTest) {
	t.Helper()
	for _, test := range tests {
		d := sample(t, test.kind)
		if d.Values = maps.Clone(d.Values); d.Values == nil {
			d.Values = Values{}
		}
		test.with(&d)
		findings := Check(test.kind, d.Facts, d.Values)
		if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Level == test.level && strings.Contains(f.Text, test.text) }) {
			t.Errorf("%s: nothing of level %s says %q in %+v", test.name, test.level, test.text, findings)
		}
		if _, err := Compose(test.kind, d.Facts, d.Values); (err != nil) != (test.level == Missing) {
			t.Errorf("%s: composing: %v", test.name, err)
		}
	}
}

func TestDraftHasGaps(t *testing.T) {
	l, err := ComposeDraft(Partial, sampleFacts(), Values{"ground": "third_party"})
	if err != nil {
		t.Fatal(err)
	}
	gaps := map[string]bool{}
	for _, b := range l.Blocks {
		for _, r := range b.Paragraph.Runs {
			if r.Gap {
				gaps[r.Field] = true
			}
		}
	}
	for _, want := range []string{"given", "withheld", "third_answered_on", "third_interest"} {
		if !gaps[want] {
			t.Errorf("no gap for %s in %v", want, gaps)
		}
	}
}

func TestDifferences(t *testing.T) {
	d := sample(t, Partial)
	v := Values{"way": "enclosed", "extra": "多一段。", "given": "甲"}
	want := []Difference{
		{"way", "怎样提供", "以电子邮件提供", "纸质，随本答复书提供"},
		{"extra", "添一段", "", "多一段。"},
	}
	if diff := cmp.Diff(want, Differences(Partial, d.Facts, v)); diff != "" {
		t.Error(diff)
	}
}

// TestJSON: a letter is complete: what comes back from the ledger is what was
// stored.
func TestJSON(t *testing.T) {
	for _, k := range Kinds() {
		d := sample(t, k.Code)
		l, _ := Compose(k.Code, d.Facts, d.Values)
		data, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		var back Letter
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(l, back, cmp.Comparer(func(a, b calendar.Date) bool { return a == b })); diff != "" {
			t.Errorf("%s: %s", k.Code, diff)
		}
	}
}

func TestUnknownKind(t *testing.T) {
	_, err := Compose("poem", Facts{}, nil)
	if fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

func TestSignedNeedsDateAndNumber(t *testing.T) {
	d := sample(t, Disclose)
	d.Facts.On, d.Facts.Number = calendar.Date{}, ""
	_, err := Compose(Disclose, d.Facts, d.Values)
	if f := fault.FieldsOf(err); f["on"] == nil || f["number"] == nil {
		t.Error(err)
	}
}

// TestFieldNames: the words that every kind may use are no fields of any, and
// no kind has two fields of one name.
func TestFieldNames(t *testing.T) {
	c := &composer{words: map[string]string{}}
	c.know(Facts{})
	for _, k := range Kinds() {
		seen := map[string]bool{}
		for _, f := range Fields(k.Code, Facts{}, nil) {
			if _, taken := c.words[f.Name]; taken || seen[f.Name] {
				t.Errorf("%s: the name %q is taken", k.Code, f.Name)
			}
			seen[f.Name] = true
			if f.into == nil || f.Label == "" {
				t.Errorf("%s: field %q has no label or no variable", k.Code, f.Name)
			}
		}
	}
}

// TestReceipt: the receipt names the last day where the day of receipt is
// settled, and lists what is asked for.
func TestReceipt(t *testing.T) {
	d, err := Sample(Receipt)
	if err != nil {
		t.Fatal(err)
	}
	d.Facts.Items = []string{"补偿方案；", "拨付凭证"}
	rows := func(f Facts) map[string]string {
		l, err := Compose(Receipt, f, d.Values)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, b := range l.Blocks {
			if b.Table != nil {
				for _, r := range b.Table.Rows {
					found[r.Cells[0]] = r.Cells[1]
				}
			}
		}
		return found
	}
	open := rows(d.Facts)
	if got := open["申请公开的内容"]; got != "1. 补偿方案\n2. 拨付凭证" {
		t.Errorf("asked for: %q", got)
	}
	if got, ok := open["最迟答复之日"]; ok {
		t.Errorf("a last day without a day of receipt: %q", got)
	}
	d.Facts.ReceivedOn = d.Facts.ArrivedOn
	if got := rows(d.Facts)["最迟答复之日"]; got != d.Facts.Due.Chinese() {
		t.Errorf("last day: %q", got)
	}
}

// TestManual: the manual says of every kind when it is used, under its name, and
// shows it.
func TestManual(t *testing.T) {
	manual, err := os.ReadFile(filepath.Join("..", "..", "docs", "manual", "letters.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range Kinds() {
		if !strings.Contains(string(manual), "| "+string(k.Code)+" | "+k.Name+" | ") {
			t.Errorf("the manual does not list %s %s", k.Code, k.Name)
		}
		picture := "img/letter-" + string(k.Code) + ".png"
		if _, err := os.Stat(filepath.Join("..", "..", "docs", "manual", picture)); err != nil || !strings.Contains(string(manual), "]("+picture+")") {
			t.Errorf("the manual has no picture of %s: make shots draws it, letters.md has to name it (%v)", k.Code, err)
		}
	}
}
