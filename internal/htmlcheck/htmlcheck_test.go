package htmlcheck_test

import (
	"strings"
	"testing"

	"mingda/internal/htmlcheck"
)

const soundPage = `<!doctype html><html lang="zh-CN"><head><title>样页</title></head><body><main id="main"><h1>样页</h1>
<a href="#f-name">改姓名</a><h2>表</h2><table><caption>表</caption><tr><th scope="col">编号</th></tr><tr><td>1</td></tr></table>
<form><label for="f-name">姓名</label><p id="f-name-hint">与身份证一致</p><input id="f-name" name="name" aria-describedby="f-name-hint" value="a &lt; b">
<fieldset><legend>方式</legend><label><input type="radio" name="way" value="1" checked>邮寄</label><label><input type="radio" name="way" value="2">自取</label></fieldset>
<label for="u">单位</label><select id="u" name="unit"><option value="1">一</option><option value="2" selected>二</option></select>
<label for="w">内容</label><textarea id="w" name="what">一
二</textarea><input type="hidden" name="v" value="7"><button name="act" value="x">登记</button></form></main></body></html>`

func TestSoundPage(t *testing.T) {
	htmlcheck.Sound(t, soundPage)
}

// TestFaults breaks the sound page in one place at a time; each must be told.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct{ from, to, want string }{
		"no language":         {` lang="zh-CN"`, ``, "no lang"},
		"no title":            {`<title>样页</title>`, ``, "no title"},
		"no h1":               {`<h1>样页</h1>`, ``, "no h1"},
		"two mains":           {`<h2>表</h2>`, `<main>x</main><h2>表</h2>`, "2 main"},
		"same id":             {`id="u"`, `id="w"`, "twice"},
		"no label":            {`<label for="f-name">姓名</label>`, ``, "has no label"},
		"no legend":           {`<legend>方式</legend>`, ``, "no legend"},
		"radio alone":         {`fieldset`, `div`, "outside a fieldset"},
		"heading skipped":     {`<h2>表</h2>`, `<h3>表</h3>`, "jumps from h1 to h3"},
		"heading empty":       {`<h2>表</h2>`, `<h2></h2>`, "empty <h2>"},
		"no caption":          {`<caption>表</caption>`, ``, "no caption"},
		"no scope":            {` scope="col"`, ``, "no scope"},
		"silent link":         {`改姓名`, ``, "says nothing"},
		"silent button":       {`登记`, ``, "says nothing"},
		"picture without alt": {`<h2>表</h2>`, `<img src="x">`, "no alt"},
		"style attribute":     {`<h1>`, `<h1 style="color:red">`, "style attribute"},
		"style element":       {`<h2>表</h2>`, `<style>p{}</style>`, "style element"},
		"inline script":       {`<h2>表</h2>`, `<script>1</script>`, "inline script"},
		"handler":             {`<h1>`, `<h1 onclick="x()">`, "handler onclick"},
		"script link":         {`href="#f-name"`, `href="javascript:x"`, "javascript:"},
		"dead summary link":   {`href="#f-name"`, `href="#f-gone"`, "#f-gone"},
		"dead description":    {`id="f-name-hint"`, ``, "f-name-hint"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := strings.ReplaceAll(soundPage, c.from, c.to)
			if broken == soundPage {
				t.Fatal("the page is not broken")
			}
			faults := htmlcheck.Faults(htmlcheck.MustParse(broken))
			if !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("faults are %q, want one with %q", faults, c.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	page := htmlcheck.MustParse(soundPage)
	if got := page.Count("form input[type=radio]"); got != 2 {
		t.Errorf("%d radios, want 2", got)
	}
	if !page.HasText("table th[scope=col]", "编号") || page.HasText("table td", "编号") {
		t.Error("HasText does not find the head cell, or finds it elsewhere")
	}
	if got := page.Href("改姓名"); got != "#f-name" {
		t.Errorf("link leads to %q", got)
	}
	if _, ok := page.In("main#main fieldset legend"); !ok {
		t.Error("legend not found")
	}
	if _, ok := page.In("table legend"); ok {
		t.Error("a legend found in the table")
	}
}

func TestValues(t *testing.T) {
	form, _ := htmlcheck.MustParse(soundPage).In("form")
	got := form.Values()
	for name, want := range map[string]string{"name": "a < b", "way": "1", "unit": "2", "what": "一\n二", "v": "7"} {
		if len(got[name]) != 1 || got[name][0] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	if _, sent := got["act"]; sent {
		t.Error("the button was sent")
	}
}

func TestWrongSelectorPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a selector that cannot be read passed")
		}
	}()
	htmlcheck.MustParse(soundPage).All("main > p")
}
