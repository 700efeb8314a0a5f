package letter

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/calendar"
)

// TestChecksBeforeSigning has a line for each thing that is looked at before a
// letter is signed: the field it leads to and what it says. What is missing keeps
// the letter from being signed.
func TestChecksBeforeSigning(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  Kind
		with  func(*Draft)
		level FindingLevel
		field string
		text  string
	}{
		{"required contents", NotExisting, func(d *Draft) { d.Values["searched_in"] = "" }, Missing, "searched_in", "没有填"},
		{"a date that is none", NotExisting, func(d *Draft) { d.Values["searched_on"] = "上月" }, Missing, "searched_on", "样子"},
		{"a date to come", NotExisting, func(d *Draft) { d.Values["searched_on"] = d.Facts.On.AddDays(1).String() }, Look, "searched_on", "晚于今天"},
		{"no day of receipt", Disclose, func(d *Draft) { d.Facts.ReceivedOn = calendar.Date{} }, Missing, "", "还没有收到申请之日"},
		{"another day of receipt, typed", Disclose, func(d *Draft) { d.Values["extra"] = "本机关2020年1月2日收到您的申请。" }, Look, "extra", "收到申请之日是2020年1月2日"},
		{"nobody to address", Disclose, func(d *Draft) { d.Facts.Applicant.Name = "" }, Missing, "", "没有收件人"},
		{"another addressee", Disclose, func(d *Draft) { d.Facts.Addressee = "李四" }, Look, "", "不同"},
		{"ground: a rule orders disclosure", Process, func(d *Draft) { d.Values["process_no_rule"] = "no" }, Missing, "process_no_rule", "应当公开"},
		{"ground: an unreasonable objection", ThirdParty, func(d *Draft) { d.Values["third_answer"], d.Values["third_reasonable"] = "refused", "no" }, Missing, "third_reasonable", "不合理"},
		{"ground: forbidden by a notice", Forbidden, func(d *Draft) { d.Values["forbidden_law"] = "《关于加强保密工作的通知》第二条" }, Look, "forbidden_law", "从名称看不是法律、行政法规"},
		{"ground: forbidden by a rule", Forbidden, func(d *Draft) { d.Values["forbidden_law"] = "《政府投资项目管理办法》第八条" }, Look, "forbidden_law", "从名称看不是法律、行政法规"},
		{"remedies: no review body", Disclose, func(d *Draft) { d.Facts.Office.ReviewBody = "" }, Missing, "", "行政复议机关"},
		{"remedies: no court", Disclose, func(d *Draft) { d.Facts.Office.Court = "" }, Missing, "", "人民法院"},
		{"remedies: no channel", Disclose, func(d *Draft) { d.Facts.Office.ReviewChannel = "" }, Missing, "", "互联网渠道"},
		{"remedies of the day", Secret, func(d *Draft) {}, Passed, "", "救济途径合今日之法：先复议"},
		{"remedies before the law changed", Secret, func(d *Draft) { d.Facts.On = calendar.NewDate(2023, 12, 31) }, Passed, "", "救济途径合今日之法：复议或者诉讼"},
		{"what no font has, quoted", Disclose, func(d *Draft) { d.Facts.Unprintable = true }, Look, "", "字库没有的字符"},
		{"an identity number, typed", Disclose, func(d *Draft) { d.Values["extra"] = "身份证号650102199001011234" }, Look, "extra", "像有身份证号"},
		{"an identity number, quoted", Disclose, func(d *Draft) { d.Facts.AskedFor = "身份证650102199001011234的拆迁协议" }, Look, "asked", "引用的申请内容里像有身份证号"},
		{"a phone, quoted", Disclose, func(d *Draft) { d.Facts.Items = []string{"协议", "电话13900001357"} }, Look, "asked", "手机号"},
		{"a third party, typed", Disclose, func(d *Draft) { d.Facts.ThirdParties, d.Values["extra"] = []string{"王小明"}, "经王小明同意" }, Look, "extra", "第三方的名字"},
		{"a third party, named on the form", ThirdParty, func(d *Draft) {
			d.Values["third_names"], d.Values["what"] = "张三\n王小明", "王小明的评估报告"
		}, Look, "what", "第三方的名字"},
		{"a third party, enclosed", Disclose, func(d *Draft) {
			d.Facts.ThirdParties, d.Facts.Attachments = []string{"王小明"}, []string{"王小明评估报告"}
		}, Look, "materials", "附件的名称里有第三方的名字"},
		{"nothing of all that", Disclose, func(d *Draft) {}, Passed, "", "没有身份证号"},
		{"nothing enclosed", Disclose, func(d *Draft) { d.Facts.Attachments = nil }, Look, "way", "还没有作为附件加上"},
		{"something enclosed with a refusal", Secret, func(d *Draft) { d.Facts.Attachments = []string{"方案"} }, Look, "materials", "核对附的不是不公开的信息"},
		{"too late", Disclose, func(d *Draft) { d.Facts.On = d.Facts.Due.AddDays(1) }, Look, "", "答复期限"},
	} {
		d := sample(t, test.kind)
		d.Values = maps.Clone(d.Values)
		test.with(&d)
		found := slices.ContainsFunc(Check(test.kind, d.Facts, d.Values), func(f Finding) bool {
			return f.Level == test.level && f.Field == test.field && strings.Contains(f.Text, test.text)
		})
		if !found {
			t.Errorf("%s: nothing of level %s at %q says %q in %+v", test.name, test.level, test.field, test.text, Check(test.kind, d.Facts, d.Values))
		}
		if _, err := Compose(test.kind, d.Facts, d.Values); (err != nil) != (test.level == Missing) {
			t.Errorf("%s: composing: %v", test.name, err)
		}
	}
	quiet := sample(t, Forbidden)
	quiet.Values = maps.Clone(quiet.Values)
	quiet.Facts.Attachments = nil
	for _, law := range []string{"《中华人民共和国统计法》第二十八条", "《中华人民共和国政府信息公开条例》第十四条", "统计法第二十八条", "《全国人民代表大会常务委员会关于加强网络信息保护的决定》", "《中华人民共和国刑法（2020修正）》第九条"} {
		quiet.Values["forbidden_law"] = law
		for _, f := range Check(Forbidden, quiet.Facts, quiet.Values) {
			if f.Field == "forbidden_law" {
				t.Errorf("%s: %s", law, f.Text)
			}
		}
	}
	late := sample(t, Disclose)
	late.Facts.On, late.Facts.Replaces = late.Facts.Due.AddDays(1), &Reference{Name: "政府信息公开答复书", Number: "1号", On: late.Facts.ReceivedOn}
	if slices.ContainsFunc(Check(Disclose, late.Facts, late.Values), func(f Finding) bool { return strings.Contains(f.Text, "答复期限") }) {
		t.Error("a reply that corrects another is called late")
	}
}

// TestPostedNamesLock: names that stand for the words of the law or of the case
// are no fields: posting them changes nothing. Nor does what is typed or asked,
// whatever braces it holds.
func TestPostedNamesLock(t *testing.T) {
	for _, k := range Kinds() {
		d := sample(t, k.Code)
		d.Facts.Replaces = &Reference{Name: "政府信息公开答复书", Number: "明政公开答〔2026〕1号", On: d.Facts.ReceivedOn}
		before, _ := ComposeDraft(k.Code, d.Facts, d.Values)
		v := maps.Clone(d.Values)
		if v == nil {
			v = Values{}
		}
		fields := Fields(k.Code, d.Facts, d.Values)
		for _, name := range []string{"body", "court", "channel", "received", "asked", "office", "you", "old_number", "old_on", "old_name", "previous_due", "locked", "articles", "remedies", "number", "on", "title", "addressee"} {
			if !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name }) {
				v[name] = "伪造"
			}
		}
		after, err := ComposeDraft(k.Code, d.Facts, v)
		if diff := cmp.Diff(before, after, cmp.Comparer(func(a, b calendar.Date) bool { return a == b })); diff != "" || err != nil {
			t.Errorf("%s: %v %s", k.Code, err, diff)
		}
	}
	d := sample(t, Disclose)
	for _, asked := range []string{"{court}", "{nothing", "}{", "{you}的{given}"} {
		d.Facts.AskedFor, d.Facts.Items = asked, nil
		l, err := Compose(Disclose, d.Facts, Values{"given": "{body}{nobody}", "extra": "{court}。\n对本答复不服的，不得复议。"})
		if text := l.Text(); err != nil || !strings.Contains(text, "要求公开"+asked) || !strings.Contains(text, "{body}{nobody}") || !strings.Contains(text, "\n{court}。\n") {
			t.Errorf("%s: %v\n%s", asked, err, text)
		}
		for _, b := range l.Blocks {
			if b.Paragraph.Locked && strings.Contains(b.Paragraph.Text(), "不得复议") {
				t.Error("what was typed is locked")
			}
		}
	}
}

// TestBracesOfOffice: what an administrator set is printed as it is, in every
// kind.
func TestBracesOfOffice(t *testing.T) {
	for _, k := range Kinds() {
		d := sample(t, k.Code)
		plain, err := ComposeDraft(k.Code, d.Facts, d.Values)
		if err != nil {
			t.Fatal(err)
		}
		o := &d.Facts.Office
		for _, part := range []*string{&o.Address, &o.Phone, &o.StatusPage, &o.ReviewBody, &o.ReviewChannel, &o.Court} {
			whole := *part
			*part = "{court" + whole
			braced, err := ComposeDraft(k.Code, d.Facts, d.Values)
			if got := strings.ReplaceAll(braced.Text(), "{court", ""); err != nil || got != plain.Text() {
				t.Errorf("%s, %s: %v %s", k.Code, whole, err, cmp.Diff(plain.Text(), got))
			}
			*part = whole
		}
	}
}

// A remark names a field as it is, without what its label says to the drafter.
func TestRemarkOfExtra(t *testing.T) {
	for _, f := range Check(Disclose, sampleFacts(), Values{extraField: "请打 13912345678"}) {
		if f.Field != extraField {
			continue
		}
		if f.Text != "“在两段之间加一段话”里像有手机号 13912345678" {
			t.Errorf("%q", f.Text)
		}
		return
	}
	t.Error("no remark")
}
