package letter

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestOrderedReply: a reply under an order says so before all else; of one that was
// revoked the check says if the same is decided again, and by which law.
func TestOrderedReply(t *testing.T) {
	d := sample(t, Secret)
	d.Facts.Ordered = &Order{Forum: casefile.InReview, Body: "明川市人民政府", Number: "明政复〔2026〕9号", On: d.Facts.ReceivedOn}
	first := func() string {
		l, err := ComposeDraft(Secret, d.Facts, d.Values)
		if err != nil || l.Blocks[0].Paragraph == nil || !l.Blocks[0].Paragraph.Locked {
			t.Fatal(err, "the first paragraph can be changed")
		}
		return l.Blocks[0].Paragraph.Text()
	}
	finding := func() Finding {
		all := Check(Secret, d.Facts, d.Values)
		i := slices.IndexFunc(all, func(f Finding) bool {
			return strings.Contains(f.Article, "六十四条") || strings.Contains(f.Article, "七十一条")
		})
		if i < 0 {
			t.Fatalf("nothing was found: %+v", all)
		}
		return all[i]
	}
	if got := first(); !strings.Contains(got, "明川市人民政府于") || !strings.Contains(got, "《行政复议决定书》（明政复〔2026〕9号），责令本机关对您提交的政府信息公开申请作出答复") {
		t.Error(got)
	}
	o := d.Facts.Ordered
	o.Revoked, o.Part, o.Result = &Reference{Name: "政府信息公开答复书", Number: "明政公开答〔2026〕1号", On: d.Facts.ReceivedOn}, true, law.Secret
	if got := first(); !strings.Contains(got, "（明政公开答〔2026〕1号）") || !strings.Contains(got, "部分撤销该答复，责令本机关重新答复") {
		t.Error(got)
	}
	if f := finding(); f.Level != Look || !strings.Contains(f.Text, "不能以同一事实和理由") || f.Article != "行政复议法第六十四条第二款" {
		t.Errorf("the same again: %+v", f)
	}
	if o.Procedure = true; finding().Level != Passed {
		t.Error("what was revoked for its procedure alone cannot be decided again")
	}
	if o.Procedure, o.Result = false, law.Process; finding().Level != Passed {
		t.Error("another result is called the same")
	}
	o.Forum, o.Disclose = casefile.InCourt, true
	if f := finding(); f.Level != Look || !strings.Contains(f.Text, "责令公开") || f.Article != "行政诉讼法第七十一条" {
		t.Errorf("disclosure was ordered: %+v", f)
	}
	d.Facts.Replaces = o.Revoked
	if strings.Contains(first(), "责令") {
		t.Error("a correction says twice what it follows")
	}
}

// TestOrderedSameWords: of the same result the check names what is said in the same words.
func TestOrderedSameWords(t *testing.T) {
	d := sample(t, NotExisting)
	d.Facts.Ordered = &Order{
		Forum: casefile.InReview, Body: "明川市人民政府", Number: "明政复〔2026〕9号", On: d.Facts.ReceivedOn, Result: law.NotExisting,
		Revoked: &Reference{Name: "政府信息公开答复书", Number: "明政公开答〔2026〕1号", On: d.Facts.ReceivedOn}, Said: Values{"searched_in": d.Values["searched_in"] + "\n"},
	}
	found := func() bool {
		return slices.ContainsFunc(Check(NotExisting, d.Facts, d.Values), func(f Finding) bool {
			return f.Level == Look && strings.Contains(f.Text, "相同，“检索了哪里”也和那份一字不差")
		})
	}
	if !found() {
		t.Error("the same words are not named")
	}
	if d.Values["searched_in"] += "\n征收办"; found() {
		t.Error("other words are called the same")
	}
}
