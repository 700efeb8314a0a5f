package intake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"pgregory.net/rapid"
)

var (
	abdu  = casefile.Applicant{Name: "阿卜杜热合曼·麦麦提明", Phone: "138 0013 8000", Email: "abdu@example.com"}
	other = casefile.Applicant{Name: "陈立衡", Phone: "13900139000"}
	three = casefile.Wants{Content: "团结路片区（二期）房屋征收补偿方案\n该片区征收补偿资金拨付凭证\n分户补偿情况公示"}
)

func TestSimilar(t *testing.T) {
	for _, c := range []struct {
		name     string
		a        casefile.Applicant
		w        casefile.Wants
		likely   bool
		headline string
		reason   string
	}{
		{"the same again", abdu, three, true, "同一人，同一事项", "文字相似 100%"},
		{"written otherwise", casefile.Applicant{Name: "阿卜杜热合曼•麦麦提明", Phone: "+86 13800138000"},
			casefile.Wants{Content: "1. 房屋征收补偿方案（团结路片区二期）；2. 征收补偿资金拨付凭证；3. 征收决定"}, true, "同一人，同一事项", "内容 3 项中 2 项相同"},
		{"another person, the same", other, three, true, "不同人，同一事项", "文字相似 100%"},
		{"the same person, something else", abdu, casefile.Wants{Content: "公办幼儿园收费备案表"}, false, "同一人，事项不同", "姓名、电话、邮箱相同"},
		{"a namesake, something else", casefile.Applicant{Name: abdu.Name}, casefile.Wants{Content: "公办幼儿园收费备案表"}, false, "不同人，事项不同", "姓名相同"},
		{"nothing in common", other, casefile.Wants{Content: "公办幼儿园收费备案表"}, false, "不同人，事项不同", ""},
		{"nobody, nothing", casefile.Applicant{}, casefile.Wants{}, false, "不同人，事项不同", ""},
	} {
		l := Similar(NewSketch(abdu, three), NewSketch(c.a, c.w))
		if l.Likely() != c.likely || l.Headline() != c.headline {
			t.Errorf("%s: %+v %s", c.name, l, l.Headline())
		}
		if c.reason != "" && !slices.Contains(l.Reasons, c.reason) {
			t.Errorf("%s: %v lacks %s", c.name, l.Reasons, c.reason)
		}
	}
	if l := Similar(Sketch{}, Sketch{}); l.Score != 0 || len(l.Reasons) > 0 {
		t.Errorf("two empty requests are alike: %+v", l)
	}
}

// TestSketchSize holds the promise of the doc comment.
func TestSketchSize(t *testing.T) {
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "%d. 第%d号文件的办理情况与依据%c\n", i, i*7, rune(0x4e00+i*13))
	}
	b, err := json.Marshal(NewSketch(abdu, casefile.Wants{Content: text.String()}))
	if err != nil || len(b) > 6<<10 {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

func TestSimilarProperties(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("征收补偿方案房屋资金公示凭证预算决算表一二三；\n")))
	rapid.Check(t, func(t *rapid.T) {
		a := NewSketch(abdu, casefile.Wants{Content: text.Draw(t, "a")})
		b := NewSketch(other, casefile.Wants{Content: text.Draw(t, "b")})
		l := Similar(a, b)
		if l.Score < 0 || l.Score > 1 {
			t.Fatalf("score %v", l.Score)
		}
		if self := Similar(a, a); self.Score < l.Score {
			t.Fatalf("less like itself (%v) than like another (%v)", self.Score, l.Score)
		}
	})
}

func BenchmarkSimilar(b *testing.B) {
	x, y := NewSketch(abdu, three), NewSketch(other, three)
	for b.Loop() {
		Similar(x, y)
	}
}
