package intake

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"pgregory.net/rapid"
)

var today = day("2026-11-23")

func goodForm() FormInput {
	return FormInput{
		Agency:      "zfb",
		Applicant:   casefile.Applicant{Class: casefile.Natural, Name: "李清和", IDNumber: "11010519491231002X", Phone: "13800138000", Email: "lqh@example.com", Address: "和平路 8 号"},
		Wants:       casefile.Wants{Subject: "学区划分", Content: "2026 年学区划分论证材料", Medium: casefile.Paper, Delivery: casefile.ByPost},
		SubmittedAt: at("2026-11-23 09:00:00"),
	}
}

// TestForm breaks one thing of a good form at a time; "" is a form that passes.
func TestForm(t *testing.T) {
	for _, c := range []struct {
		name, field, says string
		spoil             func(*FormInput)
	}{
		{"good", "", "", func(f *FormInput) {}},
		{"full-width digits", "", "", func(f *FormInput) {
			f.Applicant.IDNumber = "１１０１０５１９４９１２３１００２ｘ"
			f.Applicant.Phone = " １３８－００１３－８０００ "
		}},
		{"passport", "", "", func(f *FormInput) { f.Applicant.IDNumber = "E12345678" }},
		{"landline", "", "", func(f *FormInput) { f.Applicant.Phone = "0991-1234567" }},
		{"organisation", "", "", func(f *FormInput) {
			f.Applicant = casefile.Applicant{Class: casefile.Business, Name: "诚信公司", IDNumber: "91350100M000100Y43", Contact: "王五", Address: "和平路 9 号"}
		}},
		{"inspection needs no delivery", "", "", func(f *FormInput) { f.Wants.Medium, f.Wants.Delivery = casefile.Inspection, "" }},
		{"no agency", "agency", "选一个行政机关", func(f *FormInput) { f.Agency = " " }},
		{"no class", "class", "选一种申请人类别", func(f *FormInput) { f.Applicant.Class = "" }},
		{"unknown class", "class", "选一种申请人类别", func(f *FormInput) { f.Applicant.Class = "king" }},
		{"no name", "name", "写上申请人的姓名", func(f *FormInput) { f.Applicant.Name = "　" }},
		{"no identity", "id_number", "写上身份证号", func(f *FormInput) { f.Applicant.IDNumber = "" }},
		{"one short", "id_number", "身份证号少 1 位，应为 18 位", func(f *FormInput) { f.Applicant.IDNumber = "11010519491231002" }},
		{"one long", "id_number", "身份证号多 1 位，应为 18 位", func(f *FormInput) { f.Applicant.IDNumber += "1" }},
		{"wrong check sign", "id_number", "末位对不上", func(f *FormInput) { f.Applicant.IDNumber = "110105194912310021" }},
		{"born on no day", "id_number", "出生日期", func(f *FormInput) { f.Applicant.IDNumber = "11010519490231002X" }},
		{"letters within", "id_number", "前 17 位只有数字", func(f *FormInput) { f.Applicant.IDNumber = "1101051949123100XX" }},
		{"code wrong", "id_number", "统一社会信用代码末位对不上", func(f *FormInput) {
			f.Applicant = casefile.Applicant{Class: casefile.Business, Name: "诚信公司", IDNumber: "91350100M000100Y44", Contact: "王五", Address: "和平路 9 号"}
		}},
		{"nobody to speak to", "contact", "联系人", func(f *FormInput) {
			f.Applicant = casefile.Applicant{Class: casefile.Business, Name: "诚信公司", IDNumber: "91350100M000100Y43", Address: "和平路 9 号"}
		}},
		{"no way back", "phone", "至少写一样", func(f *FormInput) {
			f.Applicant.Phone, f.Applicant.Email, f.Applicant.Address = "", "", ""
			f.Wants.Delivery = casefile.ByPickup
		}},
		{"mobile short", "phone", "手机号是 11 位，现在是 10 位", func(f *FormInput) { f.Applicant.Phone = "1380013800" }},
		{"mail address", "email", "name@example.com", func(f *FormInput) { f.Applicant.Email = "lqh@example" }},
		{"post code", "post_code", "6 位数字", func(f *FormInput) { f.Applicant.PostCode = "83000" }},
		{"nothing asked", "content", "写上想要什么信息", func(f *FormInput) { f.Wants.Content = "\n" }},
		{"too much asked", "content", "多写了 1 个字", func(f *FormInput) { f.Wants.Content = strings.Repeat("字", fault.MaxText+1) }},
		{"no medium", "medium", "选一种提供方式", func(f *FormInput) { f.Wants.Medium = "" }},
		{"no delivery", "delivery", "选一种获取方式", func(f *FormInput) { f.Wants.Delivery = "" }},
		{"by post, no address", "address", "选了邮寄", func(f *FormInput) { f.Applicant.Address = "" }},
		{"by mail, no address", "email", "选了电子邮件", func(f *FormInput) {
			f.Wants.Medium, f.Wants.Delivery, f.Applicant.Email = casefile.Electronic, casefile.ByEmail, ""
		}},
		{"paper by mail", "delivery", "邮寄或自取", func(f *FormInput) { f.Wants.Delivery = casefile.ByEmail }},
		{"file lost", "files", "没有传完整", func(f *FormInput) { f.Files = []File{{Name: "a.pdf", Size: 3}} }},
		{"file empty", "files", "是空的", func(f *FormInput) { f.Files = []File{{Name: "a.pdf", Hash: "00"}} }},
		{"no picture", "id_files", "“id.exe”不是照片", func(f *FormInput) {
			f.Files = []File{{Name: "线索.txt", Hash: "00", Size: 3, Type: "text/plain"}, {Name: "id.exe", Hash: "01", Size: 3, Type: "application/octet-stream", Purpose: casefile.Identity}}
		}},
		{"a picture", "", "", func(f *FormInput) {
			f.Files = []File{{Name: "线索.txt", Hash: "00", Size: 3, Type: "text/plain"}, {Name: "id", Hash: "01", Size: 3, Type: "image/jpeg", Purpose: casefile.Identity}}
		}},
		{"tomorrow", "submitted_at", "还没有到", func(f *FormInput) { f.SubmittedAt = at("2026-11-24 00:00:00") }},
	} {
		f := goodForm()
		c.spoil(&f)
		mustRefuse(t, c.name, f.Normalize().Validate(today), c.field, c.says)
	}
}

func mustRefuse(t *testing.T, name string, err error, field, says string) {
	t.Helper()
	fields := fault.FieldsOf(err)
	if field == "" {
		if err != nil {
			t.Errorf("%s: refused: %v", name, fields)
		}
		return
	}
	if fault.KindOf(err) != fault.Invalid || len(fields) != 1 || fields[field] == nil || !strings.Contains(fields[field].Message(), says) {
		t.Errorf("%s: %v %v, want %s: %s", name, err, fields, field, says)
	}
}

// TestEntered: what a clerk enters goes by the rules of the web form; it may
// have gaps, and only what is the number of an identity card is checked as one.
func TestEntered(t *testing.T) {
	for _, c := range []struct {
		name, field, says string
		a                 casefile.Applicant
		w                 casefile.Wants
	}{
		{"nothing", "", "", casefile.Applicant{}, casefile.Wants{}},
		{"content as long as its letter", "", "", casefile.Applicant{}, casefile.Wants{Content: strings.Repeat("字", 9000)}},
		{"identity card as keyboards write it", "", "", casefile.Applicant{IDNumber: "110105 19491231 002ｘ"}, casefile.Wants{}},
		{"passport", "", "", casefile.Applicant{Class: casefile.Natural, IDNumber: "E12345678"}, casefile.Wants{}},
		{"permit of Taiwan", "", "", casefile.Applicant{IDNumber: "12345678"}, casefile.Wants{}},
		{"permit of a foreigner", "", "", casefile.Applicant{IDNumber: "CHN110123456789"}, casefile.Wants{}},
		{"paper of an officer", "", "", casefile.Applicant{IDNumber: "南字第020001号"}, casefile.Wants{}},
		{"code before anybody says that it is a firm", "", "", casefile.Applicant{IDNumber: "91350100M000100Y43"}, casefile.Wants{}},
		{"phone abroad", "", "", casefile.Applicant{Phone: "+852 2810 2900"}, casefile.Wants{}},
		{"short number", "id_number", "少 16 位", casefile.Applicant{IDNumber: "12"}, casefile.Wants{}},
		{"wrong check sign", "id_number", "末位对不上", casefile.Applicant{Class: casefile.Natural, IDNumber: "110105194912310021"}, casefile.Wants{}},
		{"card of a firm", "id_number", "统一社会信用代码", casefile.Applicant{Class: casefile.Business, IDNumber: "11010519491231002X"}, casefile.Wants{}},
		{"phone", "phone", "写手机号", casefile.Applicant{Phone: "abc"}, casefile.Wants{}},
		{"mobile with the country, short", "phone", "写手机号", casefile.Applicant{Phone: "+86 138001380"}, casefile.Wants{}},
		{"mail", "email", "name@example.com", casefile.Applicant{Email: "x"}, casefile.Wants{}},
		{"post code", "post_code", "6 位数字", casefile.Applicant{PostCode: "1"}, casefile.Wants{}},
		{"class", "class", "选一种申请人类别", casefile.Applicant{Class: "king"}, casefile.Wants{}},
		{"name", "name", "多写了 69940 个字", casefile.Applicant{Name: strings.Repeat("名", 70000)}, casefile.Wants{}},
		{"subject", "subject", "多写了 1 个字", casefile.Applicant{}, casefile.Wants{Subject: strings.Repeat("事", 121)}},
		{"medium", "medium", "选一种提供方式", casefile.Applicant{}, casefile.Wants{Medium: "zzz"}},
		{"delivery", "delivery", "选一种获取方式", casefile.Applicant{}, casefile.Wants{Delivery: "zzz"}},
	} {
		bad := fault.Form{}
		a := Entered(bad, c.a, c.w, today)
		mustRefuse(t, c.name, bad.Err(), c.field, c.says)
		if strings.ContainsAny(a.IDNumber, " ｘ") {
			t.Errorf("%s: kept as %q", c.name, a.IDNumber)
		}
	}
}

func TestCounter(t *testing.T) {
	f := goodForm()
	c := CounterInput{Agency: f.Agency, Applicant: f.Applicant, Wants: f.Wants, Spoken: true, TakenAt: f.SubmittedAt}
	mustRefuse(t, "read out and signed afterwards", c.Validate(today), "", "")
	if c.Summary() != "口头申请：学区划分" {
		t.Error(c.Summary())
	}
	c.Applicant.IDNumber = ""
	mustRefuse(t, "who speaks is asked", c.Validate(today), "id_number", "身份证号")
	written := CounterInput{Agency: f.Agency, TakenAt: f.SubmittedAt}
	mustRefuse(t, "nothing in it", written.Validate(today), "files", "申请表的扫描件")
	written.Files = []File{{Hash: "ab", Name: "表.pdf", Type: "application/pdf", Size: 9}}
	mustRefuse(t, "a scan only", written.Validate(today), "", "")
	written.Files = append(written.Files, File{Hash: "cd", Name: "表.docx", Type: "application/octet-stream", Size: 9})
	mustRefuse(t, "no scan", written.Validate(today), "files", "“表.docx”不是照片")
	written.Files, written.Wants.Content = nil, "预算"
	mustRefuse(t, "without name and identity", written.Validate(today), "", "")
	written.Applicant.IDNumber = "110105194912310021"
	mustRefuse(t, "wrong identity is still said", written.Validate(today), "id_number", "末位")
}

func TestPost(t *testing.T) {
	scan := []File{{Hash: "ab", Name: "信.pdf", Type: "application/pdf", Size: 9}}
	for _, c := range []struct {
		name, field, says string
		in                PostInput
	}{
		{"signed, a scan only", "", "", PostInput{Agency: "a", Signed: true, SignedOn: today, Tracking: "xa 1234 5678 9cn", Scans: scan}},
		{"no scan", "scans", "“信.txt”不是照片", PostInput{Agency: "a", Signed: true, SignedOn: today, Scans: append(scan[:1:1], File{Hash: "cd", Name: "信.txt", Type: "text/plain", Size: 1})}},
		{"signed, no day", "signed_on", "签收日期", PostInput{Agency: "a", Signed: true, Scans: scan}},
		{"signed tomorrow", "signed_on", "还没有到", PostInput{Agency: "a", Signed: true, SignedOn: today.AddDays(1), Scans: scan}},
		{"signed a year ago", "signed_on", "核对年份", PostInput{Agency: "a", Signed: true, SignedOn: today.AddDays(-365), Scans: scan}},
		{"signed a year ago, another confirmed", "signed_on", "核对年份", PostInput{Agency: "a", Signed: true, SignedOn: today.AddDays(-365), Sure: []calendar.Date{today.AddDays(-366)}, Scans: scan}},
		{"signed a year ago, confirmed", "", "", PostInput{Agency: "a", Signed: true, SignedOn: today.AddDays(-365), Sure: []calendar.Date{today.AddDays(-365)}, Scans: scan}},
		{"arrived before the law", "arrived_on", "早于条例施行", PostInput{Agency: "a", ArrivedOn: calendar.NewDate(1900, 1, 1), Scans: scan}},
		{"tracking", "tracking", "邮件号", PostInput{Agency: "a", Signed: true, SignedOn: today, Tracking: "单号", Scans: scan}},
		{"nothing in it", "scans", "扫描件", PostInput{Agency: "a", Signed: true, SignedOn: today}},
		{"ordinary", "", "", PostInput{Agency: "a", ArrivedOn: today, Wants: casefile.Wants{Content: "预算"}}},
		{"ordinary, no day", "arrived_on", "到达的日期", PostInput{Agency: "a", Scans: scan}},
		{"confirmed too early", "confirmed_on", "不能早于", PostInput{Agency: "a", ArrivedOn: today, ConfirmedOn: today.AddDays(-1), Scans: scan}},
		{"called before it came", "call-1-day", "第 1 次通话不能早于", PostInput{Agency: "a", ArrivedOn: today, EnteredAt: at("2026-11-23 10:00:00"), Calls: []Call{{At: at("2026-11-22 10:00:00"), Outcome: NoAnswer}}, Scans: scan}},
		{"called later today", "call-1-time", "第 1 次通话写上时间", PostInput{Agency: "a", ArrivedOn: today, EnteredAt: at("2026-11-23 10:00:00"), Calls: []Call{{At: at("2026-11-23 10:01:00"), Outcome: Reached}}, Scans: scan}},
		{"call without outcome", "call-1-outcome", "第 1 次通话选一个结果", PostInput{Agency: "a", ArrivedOn: today, EnteredAt: at("2026-11-23 10:00:00"), Calls: []Call{{At: at("2026-11-23 10:00:00")}}, Scans: scan}},
		{"wrong identity is still said", "id_number", "末位", PostInput{Agency: "a", ArrivedOn: today, Scans: scan, Applicant: casefile.Applicant{IDNumber: "110105194912310021"}}},
	} {
		mustRefuse(t, c.name, c.in.Normalize().Validate(today), c.field, c.says)
	}
	if s := (PostInput{Applicant: casefile.Applicant{Name: "许望舒"}}).Summary(); s != "许望舒来信" {
		t.Error(s)
	}
}

// TestCheckSign holds that each of the 18 signs of both numbers counts: any one
// changed is found (GB 11643 and GB 32100 find every single mistake).
func TestCheckSign(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, 17).Draw(t, "place")
		code := []byte("91350100M000100Y43")
		sign := rapid.SampledFrom([]byte(codeSigns)).Draw(t, "sign")
		if code[i] != sign {
			if code[i] = sign; checkCode(string(code)) == idFine {
				t.Fatalf("%s passes", code)
			}
		}
		id := []byte("11010519491231002X")
		digit := rapid.SampledFrom([]byte("0123456789")).Draw(t, "digit")
		if id[i] != digit {
			if id[i] = digit; checkID(string(id), calendar.NewDate(2026, 11, 23)) == idFine {
				t.Fatalf("%s passes", id)
			}
		}
	})
}
