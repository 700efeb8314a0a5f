package reconsider

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	passages := []Passage{{"案号", "明政复议〔2026〕7号"}, {"处理理由", strings.Repeat("前", 60) + "没有尽到合理检索的义务" + strings.Repeat("后", 60)}, {"复议请求", "请求撤销答复书"}}
	for typed, want := range map[string]string{
		"检索":      "处理理由：……" + strings.Repeat("前", 34) + "没有尽到合理[检索]的义务" + strings.Repeat("后", 37) + "……",
		"7号":      "案号：明政复议〔2026〕[7号]",
		"检索 撤销":   "两处",
		"检索 没有这些": "",
		"检":       "",
		"":        "",
	} {
		places := Find(SearchWords(typed), passages)
		if SearchWords(typed) == nil {
			places = nil
		}
		switch {
		case want == "两处":
			if len(places) != 2 {
				t.Errorf("%q stands in %d places", typed, len(places))
			}
		case want == "":
			if places != nil {
				t.Errorf("%q is found: %v", typed, places)
			}
		default:
			if len(places) != 1 || written(places[0]) != want {
				t.Errorf("%q is found in %v, want %s", typed, places, want)
			}
		}
	}
}

func written(p Place) string {
	s := p.Label + "："
	for _, piece := range p.Pieces {
		if piece.Hit {
			s += "[" + piece.Text + "]"
		} else {
			s += piece.Text
		}
	}
	return s
}

func TestMaskedApplicant(t *testing.T) {
	for _, c := range []struct{ class, name, want string }{{"natural", "陈立衡", "陈某"}, {"business", "和宁市恒远市政工程有限公司", "和宁市恒远市政工程有限公司"}, {"natural", "", ""}} {
		k := &Case{}
		k.Applicant.Class, k.Applicant.Name = "natural", c.name
		if c.class != "natural" {
			k.Applicant.Class = "business"
		}
		if got := k.MaskedApplicant(); got != c.want {
			t.Errorf("%s is shown as %s", c.name, got)
		}
	}
}
