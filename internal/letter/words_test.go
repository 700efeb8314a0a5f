package letter

import (
	"maps"
	"strings"
	"testing"

	"mingda/internal/casefile"
)

// TestAwkwardWords: what people type as they do still makes sentences.
func TestAwkwardWords(t *testing.T) {
	set := func(pairs ...string) func(*Draft) {
		return func(d *Draft) {
			for i := 0; i < len(pairs); i += 2 {
				d.Values[pairs[i]] = pairs[i+1]
			}
		}
	}
	ask := func(s string) func(*Draft) { return func(d *Draft) { d.Facts.AskedFor = s } }
	for _, test := range []struct {
		name     string
		kind     Kind
		with     func(*Draft)
		has, not string
	}{
		{"one thing is not numbered", Disclose, set("given", "《补偿方案》18页。\n"), "\n《补偿方案》18页。\n", "（一）"},
		{"lines that end in marks", AlreadyPublic, set("where", "区政府网站。\n  \n公报第3期；"), "获取：区政府网站；公报第3期。", "。；"},
		{"a colon at the end", NotExisting, set("reason", "理由如下："), "理由如下。", "：。"},
		{"a request that speaks", Disclose, ask("请公开“三供一业”移交协议"), "要求公开的内容为“请公开‘三供一业’移交协议”。", "公开请公开"},
		{"a name is not quoted", Disclose, ask("“三供一业”移交协议"), "要求公开“三供一业”移交协议。", "内容为"},
		{"numbers of the applicant's own", Disclose, func(d *Draft) { d.Facts.Items = []string{"1、甲文件；", "（二）乙文件", "3.丙文件"} }, "（1）甲文件；（2）乙文件；（3）丙文件。", "1、"},
		{"a number that is part of the name", Disclose, func(d *Draft) { d.Facts.Items = []string{"1.5万元补助的文件", "2025年预算", "一、"} }, "（1）1.5万元补助的文件；（2）2025年预算；（3）一。", "）5万元"},
		{"reasons were not given", Excessive, set("reasons_answer", "silent", "reasons_given", ""), "要求您说明理由，您没有说明。本机关认为您的申请没有合理理由：", "您的说明是"},
		{"an organisation", Excessive, func(d *Draft) {
			d.Facts.Applicant.Class, d.Values["reasons_answer"] = casefile.Business, "silent"
		}, "你单位没有说明", "您"},
		{"where to fetch it", Disclose, set("way", "download"), "可以公开，收到本答复书后可以凭收件号和查询码在本机关网站（https://www.mingchuan.example/zfxxgk/ysqgk/）下载：", "可以凭可以"},
		{"other rights", ThirdParty, set("third_right", "other"), "涉及第三方的商业秘密、个人隐私以外的合法权益。", "其他合法权益"},
		{"disclosing hurts nobody", ThirdPartyTold, set("because", "harmless"), "公开下列信息不会损害你单位的合法权益，理由是：", "公共利益造成"},
		{"no information at all is no refusal", Partial, set("ground", "not_information", "not_information_reason", "是个人随记"), "第二条、第三十六条第二项、第三十七条的规定", "第二项和第三项"},
		{"a repetition of what was refused", Repeated, set("earlier_was", "other"), "或者自收到本答复书之日起六个月内向和宁市中级人民法院提起行政诉讼", "，予以公开"},
	} {
		d := sample(t, test.kind)
		d.Values = maps.Clone(d.Values)
		test.with(&d)
		l, err := Compose(test.kind, d.Facts, d.Values)
		if text := l.Text(); err != nil || !strings.Contains(text, test.has) || strings.Contains(text, test.not) {
			t.Errorf("%s: %v: wants %q, not %q:\n%s", test.name, err, test.has, test.not, text)
		}
	}
}

// TestItemsSpeakOfThemselves: a reply to one item says nothing of the whole
// request.
func TestItemsSpeakOfThemselves(t *testing.T) {
	for kind, want := range map[Kind]string{
		Petition: "该项申请要求追究", Unclear: "该项申请的内容仍不明确", Repeated: "本次该项申请的内容与该次相同", Making: "该项信息不是现成信息",
	} {
		d := mixedOf(t, Disclose, kind)
		d.Facts.Items = []string{"1、请公开：甲文件。", "申请公开乙文件"}
		for _, name := range []string{"一、关于甲文件\n", "二、关于乙文件\n"} {
			if l, _ := ComposeDraft(Mixed, d.Facts, d.Values); !strings.Contains(l.Text(), name) {
				t.Errorf("no heading %q in\n%s", name, l.Text())
			}
		}
		l, err := ComposeDraft(Mixed, mixedOf(t, Disclose, kind).Facts, mixedOf(t, Disclose, kind).Values)
		if err != nil || !strings.Contains(l.Text(), want) {
			t.Errorf("%s: %v: no %q in\n%s", kind, err, want, l.Text())
		}
	}
}

// TestChannelOnce: the channel on the internet is named once, whatever the number
// of parts, and not where the reply goes by post (复议法 22.2).
func TestChannelOnce(t *testing.T) {
	for _, kind := range []Kind{Mixed, Partial, Secret, Disclose, Repeated, ThirdPartyTold} {
		d := sample(t, kind)
		l, _ := Compose(kind, d.Facts, d.Values)
		if n := strings.Count(l.Text(), "行政复议申请也可以通过和宁市人民政府指定的互联网渠道"); n != 1 {
			t.Errorf("%s names the channel %d times:\n%s", kind, n, l.Text())
		}
		d.Facts.Delivery = casefile.ByPost
		if l, _ := ComposeDraft(kind, d.Facts, d.Values); kind != ThirdPartyTold && strings.Contains(l.Text(), "互联网渠道") {
			t.Errorf("%s by post names the channel", kind)
		}
	}
}
