package intake

import (
	"slices"
	"strings"
	"testing"
)

// reviewMail is a mail to the bureau as it is read.
func reviewMail(t *testing.T, subject, text string) Message {
	t.Helper()
	return Parse([]byte("From: zhou@example.org\r\nTo: fuyi@mingchuan.example\r\nSubject: " + subject + "\r\nMessage-ID: <a@example.org>\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n")))
}

const reviewText = `行政复议申请书
申请人：周敏，电话13900001357
被申请人：明川区住房和城乡建设局
复议请求：
撤销明住建公开（2026）第012号答复，责令重新答复。
事实和理由：
档案馆有这份文件的目录。
此致
明川区人民政府
`

// TestExtractReview: what stands behind the headings of an application is read for the
// form, the number as it is written properly.
func TestExtractReview(t *testing.T) {
	f := ExtractReview(reviewMail(t, "复议申请", reviewText))
	if f.Respondent != "明川区住房和城乡建设局" || f.Asked.Request != "撤销明住建公开（2026）第012号答复，责令重新答复。" || f.Asked.Grounds != "档案馆有这份文件的目录。" {
		t.Errorf("%+v", f)
	}
	if !slices.Equal(f.Numbers, []string{"明住建公开〔2026〕12号"}) {
		t.Errorf("numbers %q", f.Numbers)
	}
	if f := ExtractReview(reviewMail(t, "不服", "我不服你们局的答复。")); f.Asked.Grounds != "我不服你们局的答复。" || f.Asked.Request != "" {
		t.Errorf("without headings: %+v", f)
	}
}

// TestProposeReview: the bureau's mails belong to its own cases and inputs; a case of a
// request in them is none of its.
func TestProposeReview(t *testing.T) {
	known := ReviewKnown{
		Case:   func(n string) bool { return n == "明政复议〔2026〕3号" },
		Intake: func(n string) bool { return n == "20260922-0001" },
	}
	for _, tt := range []struct {
		name, subject, text string
		want                Course
		ref                 string
	}{
		{"an application", "复议申请", reviewText, NewRequest, ""},
		{"names a case", "材料", "补交明政复议〔2026〕3号案的材料", Answer, "明政复议〔2026〕3号"},
		{"in other brackets", "关于明政复议[2026]3号", "见附件", Answer, "明政复议〔2026〕3号"},
		{"names an input", "收件号20260922-0001", "补交身份证复印件", Answer, "20260922-0001"},
		{"a request's case", "对2026-0158号申请的答复不服", "申请行政复议", NewRequest, ""},
		{"neither", "请问", "怎么办理？", NewRequest, ""},
	} {
		p := ProposeReview(reviewMail(t, tt.subject, tt.text), known)
		if p.Course != tt.want || len(p.Reasons) == 0 || tt.ref != "" && !slices.Contains(p.Refs, tt.ref) || tt.ref == "" && len(p.Refs) > 0 {
			t.Errorf("%s: %+v", tt.name, p)
		}
	}
}
