package page_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"mingda/internal/htmlcheck"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/templates"
)

// letterTextPage is enough of a page to render "portal/letter".
type letterTextPage struct {
	page.Base
	BackHref string
	Notes    []page.Note
	Letter   page.LetterText
	Files    []page.Link
	Acts     []page.Button
}

// shown renders a letter as a page.
func shown(t *testing.T, l letter.Letter) htmlcheck.Node {
	t.Helper()
	set, err := page.Parse(templates.FS, page.Options{Folders: []string{"portal"}})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := set.Render(w, http.StatusOK, "portal/letter", letterTextPage{Base: page.Base{Title: l.Title}, BackHref: "/status", Letter: page.TextOf(l)}); err != nil {
		t.Fatal(err)
	}
	htmlcheck.Sound(t, w.Body.String())
	return htmlcheck.MustParse(w.Body.String())
}

// Every kind of letter says on its page what its plain text says, in its order,
// and the page is sound.
func TestLetterText(t *testing.T) {
	for _, k := range letter.Kinds() {
		t.Run(string(k.Code), func(t *testing.T) {
			d, err := letter.Sample(k.Code)
			if err != nil {
				t.Fatal(err)
			}
			l, err := letter.Compose(k.Code, d.Facts, d.Values)
			if err != nil {
				t.Fatal(err)
			}
			if l.Title == "" {
				return // an envelope is no letter to be read
			}
			doc := shown(t, l)
			if n := doc.Count("article.letter h1"); n != 1 {
				t.Errorf("%d titles", n)
			}
			text := bare(doc.Text())
			for _, words := range standing(l) {
				if !strings.Contains(text, bare(words)) {
					t.Errorf("no %q in %s", words, text)
				}
			}
		})
	}
}

// bare drops blanks, which a page does not keep.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// standing lists what a letter says.
func standing(l letter.Letter) []string {
	words := []string{l.Office, l.Number, l.Title, l.Addressee, l.SignedBy, l.On.Chinese(), l.Code}
	words = append(words, l.Attachments...)
	for _, b := range l.Blocks {
		if b.Paragraph != nil {
			words = append(words, b.Paragraph.Text())
			continue
		}
		words = append(words, b.Table.Head...)
		for _, r := range b.Table.Rows {
			words = append(words, r.Cells...)
		}
	}
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

// Headings, header cells and attachments are known as such.
func TestLetterTextMarks(t *testing.T) {
	text := func(s string, level letter.Level) letter.Block {
		return letter.Block{Paragraph: &letter.Paragraph{Level: level, Runs: []letter.Run{{Text: s}}}}
	}
	doc := shown(t, letter.Letter{
		Title: "政府信息公开答复书", Addressee: "ئابدۇقادىر·ئەخمەت", Attachments: []string{"方案", "凭证"}, SignedBy: "明川区人民政府",
		Blocks: []letter.Block{
			text("一、情况", letter.Heading), text("<b>正文</b>", letter.Body),
			{Table: &letter.Table{Head: []string{"项", "数"}, Widths: []int{1, 1}, Rows: []letter.TableRow{{Cells: []string{"面积", "9"}}}}},
			{Table: &letter.Table{Widths: []int{1, 2, 1, 2}, Rows: []letter.TableRow{{Cells: []string{"姓名", "甲", "电话", "无"}}, {Cells: []string{"地址", "团结路"}}}}},
		},
	})
	for selector, n := range map[string]int{
		"article h2": 1, "th[scope=col]": 2, "th[scope=row]": 3, "td[colspan]": 1, "article ol li": 2, "bdi[lang=ug]": 1, "article b": 0,
	} {
		if got := doc.Count(selector); got != n {
			t.Errorf("%d of %s, want %d", got, selector, n)
		}
	}
	if !doc.HasText("article h2", "一、情况") || !doc.HasText("td[colspan]", "团结路") || !doc.HasText("article", "<b>正文</b>") {
		t.Error(doc.Text())
	}
}
