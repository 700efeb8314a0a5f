package intake

import (
	"slices"
	"strings"
	"testing"
)

func letter(lines ...string) Message { return Parse([]byte(strings.Join(lines, "\r\n"))) }

// TestMayConfirm holds that no robot is answered.
func TestMayConfirm(t *testing.T) {
	own := Address{Address: "ysqgk@example.gov.cn"}
	for _, c := range []struct {
		name  string
		extra string
		may   bool
	}{
		{"a person", "X-Mailer: Foxmail", true},
		{"a person who answers", "In-Reply-To: <1@example.com>", true},
		{"marked as no robot", "Auto-Submitted: no", true},
		{"wants no out-of-office", "X-Auto-Response-Suppress: OOF", true},
		{"auto-replied", "Auto-Submitted: auto-replied; owner-email=a@example.com", false},
		{"auto-generated", "Auto-Submitted: auto-generated", false},
		{"list", "List-Id: <news.example.com>", false},
		{"bulk", "Precedence: bulk", false},
		{"junk", "Precedence: junk", false},
		{"null return path", "Return-Path: <>", false},
		{"suppressed", "X-Auto-Response-Suppress: DR, AutoReply", false},
		{"suppressed all", "X-Auto-Response-Suppress: All", false},
		{"autoreply field", "X-Autoreply: yes", false},
		{"loop", "X-Loop: YSQGK@example.gov.cn", false},
		{"answers go to us", "Reply-To: ysqgk+1@example.gov.cn", false},
		{"answers go nowhere", "Reply-To: no-reply@example.com", false},
		{"spam", "X-Spam-Flag: YES", false},
	} {
		m := letter("From: a@example.com", "Subject: x", "Date: Mon, 23 Nov 2026 10:00:00 +0800", c.extra, "", "text")
		if may, why := MayConfirm(m, own); may != c.may || may == (why != "") {
			t.Errorf("%s: %v, %q", c.name, may, why)
		}
	}
	for _, from := range []string{"ysqgk@example.gov.cn", "MAILER-DAEMON@example.com", "noreply@example.com", "nobody", ""} {
		if may, _ := MayConfirm(letter("From: "+from, "Subject: x", "", "text"), own); may {
			t.Errorf("%q would be answered", from)
		}
	}
}

// TestMayConfirmAlone holds each sign of a robot by itself, whatever kind the
// mail was taken for.
func TestMayConfirmAlone(t *testing.T) {
	for _, s := range []Signals{{NullReturnPath: true}, {List: true}, {AutoReply: true}, {Precedence: "bulk"}, {AutoSubmitted: "auto-notified"}, {AutoResponseSuppress: "all"}} {
		if may, _ := MayConfirm(Message{From: Address{Address: "a@example.com"}, Kind: KindRequest, Signals: s}); may {
			t.Errorf("%+v would be answered", s)
		}
	}
}

// TestReachable: once a person has said it is a request, a robot's signs do not
// matter; where nobody or others would read the code, it is not sent.
func TestReachable(t *testing.T) {
	own := Address{Address: "ysqgk@example.gov.cn"}
	for extra, want := range map[string]string{
		"X-A: b": "a@example.com", "Auto-Submitted: auto-replied": "a@example.com", "Precedence: bulk": "a@example.com", "Return-Path: <>": "a@example.com",
		"Reply-To: b@example.com": "b@example.com", "Reply-To: no-reply@example.com": "", "Reply-To: ysqgk@example.gov.cn": "",
		"List-Id: <l.example.com>": "", "From: nobody": "",
	} {
		from := "From: a@example.com"
		if strings.HasPrefix(extra, "From:") {
			from = "X-A: b"
		}
		if got := Reachable(letter(from, extra, "Subject: x", "", "text"), own); got != want {
			t.Errorf("%s: %q, want %q", extra, got, want)
		}
	}
}

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		name   string
		m      Message
		course Course
		refs   string
	}{
		{"request", letter("From: a@example.com", "Subject: 政府信息公开申请", "", "申请公开：一、预算表"), NewRequest, ""},
		{"number in the subject", letter("From: a@example.com", "Subject: 补充材料 2026-0158", "", "见附件"), Answer, "2026-0158"},
		{"number of an agency", letter("From: a@example.com", "Subject: 补充材料 zj2026-0003", "", "见附件"), Answer, "ZJ2026-0003"},
		{"letters that are no agency's", letter("From: a@example.com", "Subject: 补充材料 NO2026-0158", "", "见附件"), Answer, "2026-0158"},
		{"number in the text", letter("From: a@example.com", "Subject: 补充材料", "", "收件号：20261123-0012，见附件"), Answer, "20261123-0012"},
		{"a new request that names an old one", letter("From: a@example.com", "Subject: 再次申请", "", "2026-0158 号答复不完整，现申请公开：预算表"), NewRequest, "2026-0158"},
		{"a word before the number", letter("From: a@example.com", "Subject: 变更2026-0158", "", "见附件"), Answer, "2026-0158"},
		{"a correction that nobody knows is no case", letter("From: a@example.com", "Subject: 更2026-9158", "", "见附件"), NewRequest, ""},
		{"an unknown number", letter("From: a@example.com", "Subject: 2026-9158", "", "何时答复？"), NewRequest, ""},
		{"by reference", letter("From: a@example.com", "Subject: 谢谢", "References: <x@y.z> <out-20261123-0012@example.gov.cn>", "", "见附件"), Answer, "20261123-0012"},
		{"a phone number is no case", letter("From: a@example.com", "Subject: 你好", "", "电话 12026-0158"), NewRequest, ""},
		{"quoted numbers do not count", letter("From: a@example.com", "Subject: Re: 你好", "", "好的", "> 2026-0158"), NewRequest, ""},
		{"noise keeps its case", letter("From: a@example.com", "Subject: 自动回复：2026-0158", "", "外出"), Noise, "2026-0158"},
		{"nothing", Parse(nil), Noise, ""},
	} {
		p := Propose(c.m, office)
		if p.Course != c.course || strings.Join(p.Refs, " ") != c.refs || len(p.Reasons) == 0 {
			t.Errorf("%s: %+v, want %s %s", c.name, p, c.course, c.refs)
		}
	}
	if p := Propose(letter("From: a@example.com", "Subject: 2026-9158", "", "x"), office); !slices.ContainsFunc(p.Reasons, func(s string) bool { return strings.Contains(s, "没有这个案件编号") }) {
		t.Errorf("a mistyped number is not said: %v", p.Reasons)
	}
	if p := Propose(letter("From: a@example.com", "Subject: x", "", "2026-0158"), Known{}); p.Course != NewRequest {
		t.Errorf("with nothing known: %+v", p)
	}
}

// TestKinds tells kinds by fields and subjects; what only quotes a robot's
// subject is written by a person.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		subject, extra string
		want           Kind
	}{
		{"申请公开预算", "", KindRequest},
		{"转发：申请公开预算", "", KindRequest},
		{"回复：收件确认", "", KindReply},
		{"Re: 自动回复：您的来信已收到", "", KindAutoReply},
		{"您的邮件已收到（系统自动回复）", "", KindAutoReply},
		{"Re: 预算【系统自动】", "", KindAutoReply},
		{"Thank you - Auto-Reply", "", KindAutoReply},
		{"申请公开自动回复系统的采购合同", "", KindRequest},
		{"交通信号系统自动抓拍设备目录", "", KindRequest},
		{"自动回复: Re: 您的来信已收到", "", KindAutoReply},
		{"Automatic reply: x", "", KindAutoReply},
		{"x", "Auto-Submitted: auto-replied", KindAutoReply},
		{"投递失败：答复告知书", "", KindBounce},
		{"来自163.com的退信", "", KindBounce},
		{"Undelivered Mail Returned to Sender", "From: MAILER-DAEMON@example.com", KindBounce},
		{"已读：答复告知书", "", KindReceipt},
		{"周报", "List-Id: <a.example.com>", KindList},
		{"[SPAM] 发票", "", KindList},
		{"退信息公开费用的申请", "", KindRequest},
	} {
		extra := firstOf(c.extra, "X-A: b")
		if !strings.HasPrefix(extra, "From:") {
			extra += "\r\nFrom: a@example.com"
		}
		if got := letter("Subject: "+c.subject, extra, "", "text").Kind; got != c.want {
			t.Errorf("%s: %s, want %s", c.subject, got, c.want)
		}
	}
}

func TestExtract(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       func(Fields) bool
	}{
		{"numbered in Chinese", "申请公开下列信息：\n一、预算表；\n二、决算表。\n此致\n敬礼\n沈知秋", func(f Fields) bool {
			return slices.Equal(f.Items, []string{"预算表", "决算表"}) && f.Applicant.Name == "沈知秋"
		}},
		{"reasons first", "1. 我家在团结路。\n2. 房屋被拆。\n现申请公开：\n（1）补偿方案\n（2）拨付凭证\n联系地址：和平路 8 号", func(f Fields) bool {
			return slices.Equal(f.Items, []string{"补偿方案", "拨付凭证"}) && f.Applicant.Address == "和平路 8 号"
		}},
		{"one sentence", "您好，我想申请公开贵局2025年的行政处罚决定书目录。谢谢", func(f Fields) bool {
			return slices.Equal(f.Items, []string{"贵局2025年的行政处罚决定书目录"}) && f.Applicant.Name == ""
		}},
		{"organisation", "申请人：明川区诚信建筑有限公司\n统一社会信用代码：91350100M000100Y43\n联系电话：0991-1234567\n申请内容：2025 年招标文件\n获取方式：自行领取复印件", func(f Fields) bool {
			a := f.Applicant
			return a.Class == "business" && a.IDNumber == "91350100M000100Y43" && a.Phone == "0991-1234567" && f.Wants.Delivery == "pickup" && f.Items[0] == "2025 年招标文件"
		}},
		{"identity number is no phone", "身份证号码：11010519491231002X\n手机：138-0013-8000", func(f Fields) bool {
			return f.Applicant.IDNumber == "11010519491231002X" && f.Applicant.Phone == "138-0013-8000"
		}},
		{"full-width digits", "电话：１３８００１３８０００", func(f Fields) bool { return f.Applicant.Phone == "13800138000" }},
		{"copy of one's own paper is no wish for paper", "附身份证复印件。请用电子邮件回复", func(f Fields) bool {
			return f.Wants.Medium == "" && f.Wants.Delivery == "email"
		}},
		{"asked without applying", "您好，请公开文化巷道路拓宽的规划图，我住文化巷15号，急用。", func(f Fields) bool {
			return len(f.Items) == 1 && strings.HasPrefix(f.Items[0], "文化巷道路拓宽的规划图")
		}},
		{"no items but something said", "我家的地怎么办", func(f Fields) bool {
			return slices.Contains(f.Missing, "没有认出一项一项的内容，正文整段放进了申请内容。")
		}},
		{"nothing", "你好", func(f Fields) bool { return len(f.Missing) == 4 && f.Items == nil }},
	} {
		m := Message{Text: c.text, From: Address{Address: "a@example.com"}}
		if f := Extract(m); !c.want(f) {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func TestBody(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"要的是幸福巷8号，登记表编号HD-108。\n\n陈立衡", "陈立衡", "要的是幸福巷8号，登记表编号HD-108。"},
		{"明川区政府信息公开办公室：\n您好！\n我家的地怎么办\n此致\n敬礼！\n沈知秋\n电话：13800138000\n2026年11月20日", "沈知秋", "我家的地怎么办"},
		{"第一段\n\n第二段", "", "第一段\n\n第二段"},
		{"收到。\n\n在2026年11月3日，办公室写道：\n> 请补正", "", "收到。"},
		{"您好\n谢谢", "", ""},
	} {
		if got := Body(Message{Text: c.text}, c.name); got != c.want {
			t.Errorf("Body(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestLegible: what cannot be seen goes, what a script needs stays.
func TestLegible(t *testing.T) {
	for text, want := range map[string]string{
		"征收\u200b方\u00ad案\ufeff\u2060": "征收方案",
		"a\u200cb\u200d":               "ab",
		"\u202e甲\u2066乙":               "甲乙",
		"甲\u200e乙":                     "甲乙",
		"نامە\u200cلار \u200f1":        "نامە\u200cلار \u200f1",
		"ᠮᠣᠩᠭᠣᠯ\u180eᠠ":                "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
		"क\u200dष":                     "क\u200dष",
		"\u3164":                       "",
		"👨\u200d👩":                     "👨👩",
		"第一行\n\t第二行":                   "第一行\n\t第二行",
		"甲\x00乙\x07丙\x7f丁":             "甲乙丙丁",
	} {
		if got := Legible(text); got != want {
			t.Errorf("Legible(%q) = %q, want %q", text, got, want)
		}
	}
	mail := Parse([]byte("From: \"=?UTF-8?B?5byg4oCL5LiJ?=\" <a@b.example>\r\nSubject: =?UTF-8?B?55Sz4oCL6K+3?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n征收\u200b方&#8203;案😀"))
	if mail.From.Name != "张三" || mail.Subject != "申请" || mail.Text != "征收方案😀" {
		t.Errorf("%q %q %q", mail.From.Name, mail.Subject, mail.Text)
	}
}
