package casefile

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func drawn(pieces []Piece) (s string) {
	for _, p := range pieces {
		if p.Hit {
			s += "[" + p.Text + "]"
		} else {
			s += p.Text
		}
	}
	return s
}

// TestFind: each word is shown where it stands first, around it what stands there,
// whatever dots, blanks and ends of lines lie between its characters.
func TestFind(t *testing.T) {
	long := strings.Repeat("前面的话", 20) + "房屋征收补偿" + strings.Repeat("后面的话", 40)
	passages := []Passage{
		{Place: InNumber, Text: "2026-0158"}, {Place: InNames, Text: "阿卜杜热合曼·麦麦提明"}, {Place: InContent, Text: "团结路片区房屋征\n收方案 Abc"},
		{Place: InLetter, N: 2, Text: long}, {Place: InScan, N: 3, Text: "经办人 签字"},
	}
	for typed, want := range map[string]string{
		"征收":      "content:团结路片区房屋[征收]方案 Abc",
		"征收方案ABC": "content:团结路片区房屋[征收方案 Abc]",
		"曼麦麦提 签字": "names:阿卜杜热合[曼·麦麦提]明|scan:经办人 [签字]",
		"0158":    "number:2026-[0158]",
		"没有 征收":   "content:团结路片区房屋[征收]方案 Abc|missing:没有",
		"":        "", "！？": "|missing:！？",
	} {
		found, missing := Find(typed, passages)
		var got []string
		for _, f := range found {
			got = append(got, string(f.Place)+":"+drawn(f.Pieces))
		}
		all := strings.Join(got, "|")
		if missing != "" {
			all += "|missing:" + missing
		}
		if all != want {
			t.Errorf("%q finds %q, want %q", typed, all, want)
		}
	}
	found, missing := Find("收补 阿卜 团结", passages)
	if got := drawn(found[len(found)-1].Pieces); missing != "" || len(found) != mostFound || !strings.HasPrefix(got, "……话前面的话") || !strings.Contains(got, "征[收补]偿后面") ||
		!strings.HasSuffix(got, "……") || len([]rune(got)) > 2*mostExcerpt {
		t.Errorf("%d, %q, missing %q", len(found), got, missing)
	}
}

// TestMasker: what people are reached and known by is not searched for, in whatever
// text it stands; what a request is about stays.
func TestMasker(t *testing.T) {
	c := &Case{Applicant: Applicant{IDNumber: "65000019900307001X", Phone: "0990-6220001", Email: "li@mail.example", Address: "明川区团结路1号3栋201室"}}
	for text, want := range map[string]string{
		"住址：和宁市明川区八一路12号\n申请公开补偿方案":               "住址： \n申请公开补偿方案",
		"联系地址: 团结路1号；方案":                          "联系地址: ；方案",
		"本人住明川区团结路 1 号 3 栋 201 室，请寄来":             "本人住 ，请寄来",
		"邮箱 无\n地址       明川区八一路9号\n提交方式":           "邮箱 无\n地址 \n提交方式",
		"姓名 李四 通讯地址 明川区八一路9号":                     "姓名 李四 通讯地址 ",
		"该地址的房屋由谁征收":                              "该地址的房屋由谁征收",
		"电话０９９０－６２２０００１":                          "电话 ",
		"手机 139 0000 1357。身份证650000199003070 01x": "手机  。身份证 ",
		"发到 someone.else@mail.example 谢谢":         "发到   谢谢",
		"6号楼2单元301室的房产":                           " 的房产",
		"团结路片区2025年第46号公告，〔2026〕31号":              "团结路片区2025年第46号公告，〔2026〕31号",
		"第3层次的问题，二楼会议":                            "第3层次的问题，二楼会议",
	} {
		if got := c.Masker().Text(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got := (&Case{Applicant: Applicant{PostCode: "834000"}}).Masker().Text("邮编 834000，2834000元"); strings.Contains(got, "834000，") {
		t.Error(got)
	}
}

// TestPassages: letters are found by what people wrote into them, not by codes and
// days; proofs of identity are nothing to read.
func TestPassages(t *testing.T) {
	c := &Case{Number: "2026-0001", Door: Mail, Input: 7, Joined: []Joined{{Input: 9, Door: Mail, InputNumber: "x"}, {Input: 10, Door: Counter}}}
	c.Letters = []Letter{{N: 1, Number: "明公开〔2026〕3号", Values: map[string]string{"way": "post", "on": "2026-01-02", "text": "经检索，电话13900001357"}}}
	c.Materials = []Material{{N: 1, Name: "照片.jpg", File: "a", Purpose: Incoming}, {N: 2, File: "b", Purpose: Identity}}
	words := c.Findable()
	for text, in := range map[string]bool{"经检索": true, "post": false, "2026-01-02": false, "13900001357": false, "照片": true, "〔2026〕3号": true} {
		if strings.Contains(words, text) != in {
			t.Errorf("%q in %q: %v", text, words, !in)
		}
	}
	if got := c.Sources(); len(got) != 3 || got[0].N != 7 || !got[1].Mail || got[2].File != "a" {
		t.Errorf("%+v", got)
	}
	c.Erased = true
	if c.Sources() != nil {
		t.Error("an erased case is read")
	}
}

// TestMaskerPatterns: an expression is left out only of texts in which it finds nothing.
func TestMaskerPatterns(t *testing.T) {
	signs := []string{"@", "＠", "地", "址", "住", "所", "处", "户籍", "家庭", "在", "：", ":", "\n", " ", "-", "号楼", "单元", "室", "户", "栋", "层", "一", "1", "23", "４", "13800138000", "x", "a", "b.cn", "。", "申请"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(signs), 0, 30).Draw(t, "signs"), "")
		want := text
		for _, p := range patterns {
			want = p.expression.ReplaceAllString(want, p.with)
		}
		if got := (Masker{}).Text(text); got != want {
			t.Fatalf("%q became %q, want %q", text, got, want)
		}
	})
}
