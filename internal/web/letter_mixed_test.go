package web_test

import (
	"net/url"
	"testing"

	"mingda/internal/law"
)

// TestMixedReply drafts one letter for two items: each result brings its own
// fields, what is missing leads to the item, and the case counts once.
func TestMixedReply(t *testing.T) {
	o, id := drafted(t)
	b := o.in(o.officer)
	has(t, "kinds", b.page(path(id, "/letters/new")).Text(), "几项结果不同", "分项答复书")
	p := b.page(path(id, "/letters/new?kind=mixed"))
	if p.Count("#f-i1_given") != 0 || p.Count("#f-i2_result") != 1 || p.Count("#f-i3_result") != 0 || !p.HasText("button", "更新要填的项") {
		t.Errorf("fields of items without a result: %s", p.Text())
	}
	gone(t, b.fill(path(id, "/letters/new?kind=mixed"), url.Values{
		"i1_item": {"补偿方案"}, "i1_result": {"disclose"}, "i2_item": {"会议记录"}, "i2_result": {"not_existing"}, "do": {"fields"},
	}), path(id, "/letters/1#content"))
	p = b.page(path(id, "/letters/1"))
	has(t, "draft", p.Text(), "拟稿：分项答复书", "答复内容", "一、关于补偿方案", "二、关于会议记录", "没有填“第二项：检索了哪里”", "换一种结果")
	if p.Count("#f-i1_given") != 1 || p.Count("#f-i2_searched_on") != 1 {
		t.Errorf("the results bring no fields: %s", p.Text())
	}
	gone(t, b.fill(path(id, "/letters/1"), url.Values{
		"i1_given": {"《补偿方案》18页"}, "i2_what": {"会议记录"}, "i2_searched_on": {"2026年11月3日"}, "i2_searched_in": {"公文系统"}, "i2_searched_for": {"“会议”"}, "do": {"submit"},
	}), path(id, "/letters/1"))
	l := o.letterOf(id)
	if l.Result != law.Partial || l.Values["i2_searched_on"] != "2026-11-03" {
		t.Errorf("the case counts as %s, values %v", l.Result, l.Values)
	}
	has(t, "to check", o.in(o.checker).page(path(id, "/letters/1")).Text(), "分项答复书", "该项信息可以公开", "对本答复不服的")
}
