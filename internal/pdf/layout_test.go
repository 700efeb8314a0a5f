package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/letter"
)

// laid lays a letter out and returns its pages.
func laid(t testing.TB, l letter.Letter) []page {
	t.Helper()
	s := &setter{fonts: testFonts(t), letter: l}
	pages := s.lay()
	if len(s.missing) > 0 {
		t.Fatalf("missing %q", s.missing)
	}
	return pages
}

// A lineOnPage is what stands on one baseline.
type lineOnPage struct {
	y, left, right float64
	text           string
}

// linesOf returns the lines of the type area in the order in which they are
// drawn, as they are read: words from right to left in the order of their
// letters.
func linesOf(p page) []lineOnPage {
	var list []lineOnPage
	var here []*textOp
	end := func() {
		if len(here) > 0 {
			list = append(list, lineOnPage{here[0].y, here[0].x, edge(here[len(here)-1]), reading(here)})
		}
		here = nil
	}
	for _, o := range p.ops {
		if o.text == nil || o.text.y > areaBottom+hair {
			continue
		}
		if len(here) > 0 && here[0].y != o.text.y {
			end()
		}
		here = append(here, o.text)
	}
	end()
	return list
}

// edge returns where the last cell of a run ends, without what justifying puts
// after it.
func edge(t *textOp) float64 {
	if t.spacing == 0 {
		return t.end
	}
	pitch := t.size * mm
	if t.size == bodySize {
		pitch = charPitch
	}
	return t.end - (t.spacing+t.size)*mm + pitch
}

func reading(ops []*textOp) string {
	rtl := func(t *textOp) bool { return t.face.name == "uyghur" }
	var b strings.Builder
	for i := 0; i < len(ops); i++ {
		to := i
		if ops[i].whole != "" {
			b.WriteString(ops[i].whole)
			for !ops[i].closes {
				i++
			}
			continue
		}
		for rtl(ops[i]) && to+1 < len(ops) && rtl(ops[to+1]) && ops[to+1].x > ops[to].x {
			to++
		}
		for j := to; j >= i; j-- {
			text := ops[j].actual
			if text == "" {
				text = ops[j].drawn
			}
			b.WriteString(text)
		}
		i = to
	}
	return b.String()
}

// TestLayout: of a letter of any text, in any form, the characters in order are
// those on its pages, every line lies within the type area, and no two lines
// lie on each other.
func TestLayout(t *testing.T) {
	testFonts(t)
	rapid.Check(t, func(r *rapid.T) {
		l := letter.Letter{Form: rapid.SampledFrom([]letter.Form{letter.Ordinary, letter.LetterForm, letter.Sheet}).Draw(r, "form"),
			Office: "明川区人民政府", Number: "明政公开答〔2026〕31号", Title: "政府信息公开答复书", SignedBy: "明川区人民政府",
			On: calendar.NewDate(2026, 10, 20), Sealed: rapid.Bool().Draw(r, "sealed"), Addressee: words().Draw(r, "to")}
		body := l.Addressee + "："
		level := rapid.SampledFrom([]letter.Level{letter.Body, letter.Heading, letter.Flush, letter.Small})
		for range rapid.IntRange(1, 12).Draw(r, "paragraphs") {
			text := words().Draw(r, "text") + rapid.SampledFrom([]string{"", "\t12\t34", "第三十六条第二项", strings.Repeat("很长的词", 30)}).Draw(r, "more")
			l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Level: level.Draw(r, "level"), Runs: []letter.Run{{Text: text}}}})
			body += text
		}
		for i := range rapid.IntRange(0, 3).Draw(r, "attachments") {
			l.Attachments = append(l.Attachments, fmt.Sprint("附件之", i)+words().Draw(r, "attachment"))
		}
		if attached := l.AttachmentLines(); len(attached) > 0 {
			body += "附件：" + strings.Join(attached, "")
		}
		read := ""
		for _, p := range laid(t, l) {
			low := 0.0
			for _, line := range linesOf(p) {
				read += line.text
				if line.y < low-hair {
					r.Fatalf("%q stands above the line before it", line.text)
				}
				low = line.y
				checkWithin(r, l, line)
			}
		}
		head := l.Office + l.Number + l.Title
		if l.Form == letter.Sheet {
			head = l.Office + l.Title
		}
		want := solid(head + body + l.SignedBy + l.On.Chinese())
		if solid(read) != want {
			r.Fatalf("%q became\n%q", want, solid(read))
		}
	})
}

// checkWithin wants the line within the type area, but for half a closing mark,
// and a word wider than that, which has to stand somewhere.
func checkWithin(t *rapid.T, l letter.Letter, line lineOnPage) {
	if line.text == l.Office {
		return // the letter form's head is as wide as its rules
	}
	if line.left < areaLeft-hair {
		t.Fatalf("%q begins at %.2f mm", line.text, line.left)
	}
	if over := line.right - areaRight; over > charPitch*0.55 && utf8.RuneCountInString(line.text) > 1 {
		t.Fatalf("%q ends %.2f mm beyond the margin", line.text, over)
	}
}

// TestQuantities: wherever on the line it comes, a number keeps its unit.
func TestQuantities(t *testing.T) {
	f := testFonts(t)
	for _, token := range []string{
		"20个工作日", "二十个工作日", "18页", "第三十六条", "第12条", "〔2026〕31号", "2026年", "10月", "20日", "1300元", "1,300.50元", "3.5亿元", "三千万元",
		"第二款", "六个月", "120平方米", "85%", "36℃", "——", "……", "《条例》", "№12", "20～30页", "十五日",
	} {
		for before := range 40 {
			text := strings.Repeat("公", before) + token + strings.Repeat("开", 30)
			atoms, _ := f.atoms(text, bodyStyle, false)
			at := 0
			for _, l := range breakLines(atoms, areaWidth-2*charPitch, areaWidth) {
				for _, a := range l.atoms {
					at += utf8.RuneCountInString(a.text)
				}
				tail := strings.TrimLeft(text, "公")
				if in := at - before; in > 0 && in < utf8.RuneCountInString(token) {
					if token == "《条例》" && in == 2 {
						continue // only its marks hold
					}
					t.Errorf("%s is parted after %d characters, %d before it: %s", token, in, before, tail[:12])
				}
			}
		}
	}
}

// TestHeadingEnds: no heading of any length has a single character, with or
// without its mark, as its last line.
func TestHeadingEnds(t *testing.T) {
	for n := 1; n < 120; n++ {
		for _, end := range []string{"", "。", "12页", "Office"} {
			p := letter.Paragraph{Level: letter.Heading, Runs: []letter.Run{{Text: "一、" + strings.Repeat("题", n) + end}}}
			l := letter.Letter{Form: letter.Sheet, Blocks: []letter.Block{{Paragraph: &p}}}
			lines := linesOf(laid(t, l)[0])
			last := strings.TrimRight(lines[len(lines)-1].text, "。")
			if len(lines) > 1 && utf8.RuneCountInString(last) < 2 {
				t.Errorf("heading of %d: the last line is %q", n, last)
			}
		}
	}
}

// TestPageBegins: no page begins with the last line of a paragraph, nor ends
// with a heading.
func TestPageBegins(t *testing.T) {
	for above := range 25 {
		l := letter.Letter{Form: letter.LetterForm, Office: "明川区人民政府", Title: "答复书", SignedBy: "明川区人民政府", Sealed: true}
		add := func(level letter.Level, text string) {
			l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Level: level, Runs: []letter.Run{{Text: text}}}})
		}
		for range above {
			add(letter.Body, "一行")
		}
		for range 8 {
			add(letter.Heading, "标题")
			add(letter.Body, strings.Repeat("文", 70)+"尾尾尾")
		}
		pages := laid(t, l)
		for i, p := range pages {
			lines := linesOf(p)
			if first := lines[0].text; i > 0 && strings.HasSuffix(first, "尾") {
				t.Errorf("%d lines above: page %d begins with %q", above, i+1, first)
			}
			if last := lines[len(lines)-1].text; last == "标题" {
				t.Errorf("%d lines above: page %d ends with a heading", above, i+1)
			}
		}
	}
}

// TestLongTable: each row of a long table stands once, whole, in order, above
// the foot of the type area, with the head on every page.
func TestLongTable(t *testing.T) {
	table := letter.Table{Head: []string{"序号", "材料名称", "页数"}, Widths: []int{1, 6, 1}}
	var want []string
	for i := range 200 {
		table.Rows = append(table.Rows, letter.TableRow{Cells: []string{fmt.Sprint(i + 1), strings.Repeat("材料", 1+i%40), "页"}})
		want = append(want, fmt.Sprint(i+1))
	}
	l := letter.Letter{Form: letter.Sheet, Office: "明川区人民政府", Title: "目录", Blocks: []letter.Block{{Table: &table}}}
	pages := laid(t, l)
	var got []string
	for i, p := range pages {
		heads, below := 0, 0.0
		for _, o := range p.ops {
			switch {
			case o.rule != nil:
				below = max(below, o.rule.y)
			case o.text != nil && o.text.drawn == "序号":
				heads++
			case o.text != nil && o.text.x < areaLeft+10 && o.text.y < areaBottom && !strings.Contains("明川区人民政府目录", o.text.drawn):
				got = append(got, o.text.drawn)
			}
		}
		if heads != 1 || below > areaBottom+cellRule {
			t.Errorf("page %d has %d heads and reaches down to %.1f mm", i+1, heads, below)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows on %d pages: %v", len(pages), got)
	}
}

// TestTallRow: of a row taller than a page nothing is lost, nothing stands twice,
// nothing stands below the type area, and the rows after it follow.
func TestTallRow(t *testing.T) {
	var text strings.Builder
	for i := range 900 {
		fmt.Fprintf(&text, "第%d件", i)
	}
	for _, head := range [][]string{nil, {"序号", "内容"}, {"序号", strings.Repeat("很高的表头", 60)}, {"序号", strings.Repeat("高过一页的表头", 300)}} {
		table := letter.Table{Head: head, Widths: []int{1, 5}, Rows: []letter.TableRow{{Cells: []string{"前", "一行"}}, {Cells: []string{"高", text.String()}}, {Cells: []string{"后", "末行"}}}}
		l := letter.Letter{Form: letter.LetterForm, Office: "明川区人民政府", Title: "清单", SignedBy: "明川区人民政府", Sealed: true,
			Blocks: []letter.Block{{Table: &table}, {Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: "以上。"}}}}}}
		read := ""
		for i, p := range laid(t, l) {
			for _, o := range p.ops {
				if o.text == nil {
					continue
				}
				if o.text.y > areaBottom && !strings.ContainsAny(o.text.drawn, "—0123456789 ") {
					t.Errorf("page %d: %q stands below the type area", i+1, o.text.drawn)
				}
				if o.text.x > areaLeft+areaWidth/6 && o.text.y < areaBottom && o.text.face.name != "hei" {
					read += o.text.drawn
				}
			}
		}
		if !strings.Contains(read, text.String()) || strings.Count(read, "第500件") != 1 || !strings.Contains(read, "末行") {
			t.Errorf("head %.12q: text was lost", head)
		}
	}
}

// TestLongLists: many paragraphs and many attachments stand once each, in order,
// and the signature is on the page of the last of them.
func TestLongLists(t *testing.T) {
	l := letter.Letter{Form: letter.Ordinary, Office: "明川区人民政府", Title: "清单", SignedBy: "明川区人民政府", Sealed: true, On: calendar.NewDate(2026, 10, 20)}
	want := ""
	for i := range 150 {
		text := fmt.Sprintf("（%d）第%d件材料", i, i)
		l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: text}}}})
		want += text
	}
	for i := range 60 {
		l.Attachments = append(l.Attachments, fmt.Sprintf("附件材料%d", i))
	}
	want += "附件：" + strings.Join(l.AttachmentLines(), "")
	read := ""
	pages := laid(t, l)
	for _, p := range pages {
		for _, line := range linesOf(p) {
			read += line.text
		}
	}
	if !strings.HasSuffix(solid(read), solid(want+l.SignedBy+l.On.Chinese())) {
		t.Errorf("read %s", read)
	}
	if last := linesOf(pages[len(pages)-1]); len(last) < 3 {
		t.Errorf("the last page has %v", last)
	}
}
