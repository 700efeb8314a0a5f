package intake

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

const cjk = "testdata/mail/python-cjkencodings/"

// TestCJK wraps the texts of the CJK charsets in mails: each must come back
// equal to its twin in UTF-8.
func TestCJK(t *testing.T) {
	twins, err := os.ReadDir(cjk)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, e := range twins {
		name, isText := strings.CutSuffix(e.Name(), ".txt")
		if !isText || strings.HasSuffix(name, "-utf8") {
			continue
		}
		tried++
		raw, want := read(t, cjk+e.Name()), string(read(t, cjk+name+"-utf8.txt"))
		label := strings.ReplaceAll(name, "iso2022_", "iso-2022-")
		for _, encoding := range []string{"8bit", "base64"} {
			got := Parse(mailOf(label, encoding, raw)).Text
			if lost := unlike(got, want); lost > lossOf[name] {
				t.Errorf("%s in %s: %d characters differ\n got %.200q\nwant %.200q", name, encoding, lost, got, want)
			}
		}
	}
	if tried < 15 {
		t.Errorf("only %d charsets", tried)
	}
}

// lossOf is what may be lost: JIS X 0213 is read by the tables of JIS X 0208
// and 0212, which lack eleven characters of the test text. Nobody in China
// writes to an office in it.
var lossOf = map[string]int{"euc_jisx0213": 11, "shift_jisx0213": 11}

// unlike counts the lines that differ, and in lines of equal length the characters.
func unlike(got, want string) int {
	g, w := []rune(strings.TrimSpace(got)), []rune(strings.TrimSpace(tidyText(want)))
	missing := map[rune]int{}
	for _, r := range w {
		missing[r]++
	}
	for _, r := range g {
		missing[r]--
	}
	lost := 0
	for r, n := range missing {
		if n > 0 && r != '\u3000' {
			lost += n
		}
	}
	if lost == 0 && string(g) != string(w) {
		return len(w)
	}
	return lost
}

func mailOf(label, encoding string, body []byte) []byte {
	if encoding == "base64" {
		body = []byte(base64.StdEncoding.EncodeToString(body))
	}
	return fmt.Appendf(nil, "From: a@example.com\r\nSubject: x\r\nContent-Type: text/plain; charset=%q\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n", label, encoding, body)
}

// TestFalseBase64 reads words that are labelled base64 and are none.
func TestFalseBase64(t *testing.T) {
	m := Parse([]byte("Content-Transfer-Encoding: base64\r\n\r\nplain words on a line\r\n"))
	if m.Text != "plain words on a line" || !hasProblem(m, "encoding_wrong") {
		t.Errorf("%q %v", m.Text, m.Problems)
	}
}

const sentence = "申请公开团结路片区（二期）房屋征收补偿方案，朱镕基、堃、㛃"

func gb(s string) []byte {
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func big5(s string) []byte {
	b, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

// TestLabels holds the rule of the office: every label of the GB family is
// GB18030; where a label lies or is missing, the bytes decide, and it is said.
func TestLabels(t *testing.T) {
	traditional := "申請公開團結路房屋徵收補償方案，謝謝您的協助與說明"
	for _, c := range []struct {
		label   string
		body    []byte
		want    string
		problem string
	}{
		{"gb2312", gb(sentence), sentence, ""},
		{"GBK", gb(sentence), sentence, ""},
		{"gb18030", gb(sentence), sentence, ""},
		{"gb2312-80", gb(sentence), sentence, ""},
		{"gbk2312", gb(sentence), sentence, ""},
		{"euc-cn", gb(sentence), sentence, ""},
		{"x-gbk", gb(sentence), sentence, ""},
		{"cp936", gb(sentence), sentence, ""},
		{"windows-936", gb(sentence), sentence, ""},
		{"chinese", gb(sentence), sentence, ""},
		{"", gb(sentence), sentence, "charset_missing"},
		{"", []byte(sentence), sentence, "charset_missing"},
		{"x-unknown", gb(sentence), sentence, "charset_wrong"},
		{"us-ascii", gb(sentence), sentence, "charset_wrong"},
		{"utf-8", gb(sentence), sentence, "charset_wrong"},
		{"utf8", []byte(sentence), sentence, ""},
		{"gb2312", []byte(sentence), sentence, "charset_wrong"},
		{"iso-8859-1", gb(sentence), sentence, "charset_wrong"},
		{"iso-8859-1", []byte(sentence), sentence, "charset_wrong"},
		{"klingon", gb(sentence), sentence, "charset_unknown"},
		{"", []byte("K\xf6pfe, B\xe4ume, \xdcber"), "Köpfe, Bäume, Über", "charset_missing"},
		{"iso-8859-1", []byte("M\xfcller, Stra\xdfe"), "Müller, Straße", ""},
		{"utf-8", []byte(sentence + "\xe5"), sentence + "\ufffd", "charset_damaged"},
		{"big5", big5(traditional), traditional, ""},
		{"", big5(traditional), traditional, "charset_missing"},
		{"utf-7", []byte("Hi +ZeVnLIqe-, 1 +- 1"), "Hi 日本語, 1 + 1", ""},
		{"iso-2022-cn", []byte("\x1b$)A\x0eVPND\x0f!"), "中文!", ""},
		{"hz-gb-2312", []byte("~{VPND~}~~"), "中文~", ""},
		{"utf-16", append([]byte{0xfe, 0xff}, 0x4e, 0x2d, 0x65, 0x87), "中文", ""},
		{"utf-16le", []byte{0x2d, 0x4e, 0x87, 0x65}, "中文", ""},
	} {
		m := Parse(mailOf(c.label, "base64", c.body))
		if m.Text != c.want {
			t.Errorf("%s: got %q, want %q", c.label, m.Text, c.want)
		}
		if c.problem != "" && !hasProblem(m, c.problem) {
			t.Errorf("%s: %v lacks %s", c.label, m.Problems, c.problem)
		}
		if c.problem == "" && strings.Contains(fmt.Sprint(m.Problems), "charset") {
			t.Errorf("%s: problems %v", c.label, m.Problems)
		}
	}
}

func hasProblem(m Message, code string) bool {
	for _, p := range m.Problems {
		if p.Code == code {
			return true
		}
	}
	return false
}

// TestHeaders reads names, subjects and file names as mailers write them, by
// the rules and against them.
func TestHeaders(t *testing.T) {
	b64 := base64.StdEncoding.EncodeToString
	whole := gb("政府信息公开申请")
	for _, c := range []struct{ raw, want string }{
		{"=?gb2312?B?" + b64(whole) + "?=", "政府信息公开申请"},
		{"=?gb2312?B?" + b64(whole[:5]) + "?= =?gb2312?B?" + b64(whole[5:]) + "?=", "政府信息公开申请"}, // cut within a character
		{"=?gb2312?B?" + b64(whole[:5]) + "?==?GB2312?B?" + b64(whole[5:]) + "?=", "政府信息公开申请"},
		{string(whole), "政府信息公开申请"},
		{"政府信息公开申请", "政府信息公开申请"},
		{"=?utf-8?Q?=E7=94=B3_=E8=AF=B7?= tail", "申 请 tail"},
		{"=?utf-8*zh?B?" + b64([]byte("申请")) + "?=", "申请"},
		{"=?UTF-8?B?" + strings.TrimRight(b64([]byte("申请x")), "=") + "?=", "申请x"},
		{"=?utf-8?Q?a b?=", "a b"},
		{"=?utf-8?Q?broken", "=?utf-8?Q?broken"},
		{"safe\u202ename", "safename"},
	} {
		if got := Parse([]byte("Subject: " + c.raw + "\r\n\r\n")).Subject; got != c.want {
			t.Errorf("%q reads %q, want %q", c.raw, got, c.want)
		}
	}
}

func TestFileNames(t *testing.T) {
	for _, c := range []struct{ param, want string }{
		{`filename="身份证.jpg"`, "身份证.jpg"},
		{`filename="` + string(gb("身份证.jpg")) + `"`, "身份证.jpg"},
		{`filename=` + string(gb("申请表.docx")), "申请表.docx"},
		{`filename*=gb2312''` + "%C9%EA%C7%EB%B1%ED.docx", "申请表.docx"},
		{`filename*0*=utf-8''%E7%94%B3; filename*1*=%E8%AF%B7; filename*2=.pdf`, "申请.pdf"},
		{`filename="=?gbk?B?` + base64.StdEncoding.EncodeToString(gb("申请表")) + `?=.doc"`, "申请表.doc"},
		{`filename="C:\Users\a\申请.doc"`, "申请.doc"},
		{`filename="../../etc/passwd"`, "passwd"},
		{`filename="no end.doc`, "no end.doc"},
	} {
		m := Parse([]byte("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; " + c.param + "\r\n\r\nx"))
		if len(m.Attachments) != 1 || m.Attachments[0].Name != c.want {
			t.Errorf("%q: %+v, want %q", c.param, m.Attachments, c.want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ raw, name, address string }{
		{`"阿卜杜热合曼·麦麦提明" <a@example.com>`, "阿卜杜热合曼·麦麦提明", "a@example.com"},
		{string(gb("张三")) + ` <zs@example.com>`, "张三", "zs@example.com"},
		{`=?gb2312?B?` + base64.StdEncoding.EncodeToString(gb("张三")) + `?= <zs@example.com>`, "张三", "zs@example.com"},
		{`"=?utf-8?Q?=E5=BC=A0=E4=B8=89?=" <zs@example.com>`, "张三", "zs@example.com"},
		{`zs@example.com (张三)`, "张三", "zs@example.com"},
		{`张三 zs@example.com`, "张三", "zs@example.com"},
		{`zs@example.com`, "", "zs@example.com"},
		{`=?utf-8?Q?Zhang,_San?= <zs@example.com>`, "Zhang, San", "zs@example.com"},
		{`"Zhang, San" <zs@example.com>, b@example.com`, "Zhang, San", "zs@example.com"},
		{`办公室: zs@example.com, b@example.com;`, "", "zs@example.com"},
		{`<zs@example.com`, "", "zs@example.com"},
		{`张三`, "张三", ""},
	} {
		if got := Parse([]byte("From: " + c.raw + "\r\n\r\nx")).From; got != (Address{c.name, c.address}) {
			t.Errorf("%q reads %+v", c.raw, got)
		}
	}
}
