package pdf

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/letter"
)

// plain returns a letter of so many lines of 28 characters, which say which
// they are.
func plain(form letter.Form, lines int) letter.Letter {
	l := letter.Letter{Kind: letter.Repeated, Form: form, Office: "明川区人民政府", Number: "明政公开答〔2026〕31号", Title: "政府信息公开答复书",
		SignedBy: "明川区人民政府", On: calendar.NewDate(2026, 10, 20), Sealed: true}
	for range lines {
		l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Level: letter.Flush, Runs: []letter.Run{{Text: strings.Repeat("文", 28)}}}})
	}
	return l
}

// full returns the lines of 28 characters.
func full(words []box) (lines []box) {
	for _, b := range words {
		if b.text == strings.Repeat("文", 28) {
			lines = append(lines, b)
		}
	}
	return lines
}

var pageSized = regexp.MustCompile(`Pages:\s+(\d+)[\s\S]*Page size:\s+([\d.]+) x ([\d.]+) pts`)

// TestMeasurePages measures letters of one page and of three in both forms: the
// paper, the type area with its 22 lines of 28 characters, where the page
// numbers are, that the red of the head is on the first page only, and name,
// date and seal on the last.
func TestMeasurePages(t *testing.T) {
	seal, err := os.ReadFile("../demo/seal.png")
	if err != nil {
		t.Fatal(err)
	}
	if seal, err = ReadSeal(seal); err != nil {
		t.Fatal(err)
	}
	for _, form := range []letter.Form{letter.LetterForm, letter.Ordinary} {
		for _, pages := range []int{1, 3} {
			t.Run(fmt.Sprintf("%s of %d", form, pages), func(t *testing.T) {
				name := rendered(t, plain(form, map[int]int{1: 4, 3: 40}[pages]), Options{Seal: seal})
				size := pageSized.FindStringSubmatch(tool(t, "pdfinfo", name))
				if size == nil || size[1] != strconv.Itoa(pages) {
					t.Fatalf("pdfinfo: %v", size)
				}
				for i, want := range []float64{210, 297} {
					got, err := strconv.ParseFloat(size[2+i], 64)
					if err != nil {
						t.Fatal(err)
					}
					near(t, "paper", got*mm, want)
				}
				for n := 1; n <= pages; n++ {
					measurePageNumber(t, name, n, form)
				}
				if pages > 1 {
					measureFullPage(t, boxes(t, name, 2))
				}
				measureEnd(t, name, pages, pages > 1)
			})
		}
	}
}

// measureFullPage: 22 lines of 28 characters fill the type area.
func measureFullPage(t *testing.T, words []box) {
	t.Helper()
	lines := full(words)
	if len(lines) != 22 {
		t.Fatalf("%d lines on a full page", len(lines))
	}
	const pitch = 225.0 / 22
	for i, l := range lines {
		near(t, fmt.Sprint("line ", i+1), middle(l), 37+(float64(i)+0.5)*pitch)
		near(t, "left edge", l.left, 28)
		near(t, "right edge", l.right, 28+156)
	}
}

// measurePageNumber: at the outer side, one character in, 7 mm below the type
// area; the letter form has none on its first page.
func measurePageNumber(t *testing.T, name string, n int, form letter.Form) {
	t.Helper()
	words := boxes(t, name, n)
	var number, before, after box
	for i, b := range words {
		if b.text == strconv.Itoa(n) && i > 0 && i+1 < len(words) && words[i-1].text == "—" && words[i+1].text == "—" {
			before, number, after = words[i-1], b, words[i+1]
		}
	}
	if form == letter.LetterForm && n == 1 {
		if number.text != "" {
			t.Error("the first page of the letter form has a number")
		}
		return
	}
	if number.text == "" {
		t.Fatalf("page %d has no number: %v", n, words)
	}
	near(t, "page number below the type area", dash(photograph(t, name, n), before), 37+225+7)
	if n%2 == 1 {
		near(t, "odd page number from the right", after.right, 28+156-156.0/28)
	} else {
		near(t, "even page number from the left", before.left, 28+156.0/28)
	}
}

// measureEnd: date four characters from the right, name in the middle above it,
// the seal upright over both, its top within a line of the text above.
func measureEnd(t *testing.T, name string, page int, alone bool) {
	t.Helper()
	words := boxes(t, name, page)
	date, signed := lastOf(words, "2026年10月20日"), lastOf(words, "明川区人民政府")
	near(t, "date from the right", date.right, 28+156-4*156.0/28)
	near(t, "name over the date", (signed.left+signed.right)/2, (date.left+date.right)/2)
	lines := full(words)
	if len(lines) == 0 {
		t.Fatal("the signature is alone on its page")
	}
	last := lines[len(lines)-1]
	foot := middle(last) + 225.0/22/2 // of the last line of the body
	p := photograph(t, name, page)
	top, low, left, right := p.height, 0, p.width, 0
	for y := int(foot * dots); float64(y) < min(foot+70, 275)*dots; y++ {
		for x := p.width / 2; x < p.width; x++ {
			if p.red(x, y) {
				top, low, left, right = min(top, y), max(low, y), min(left, x), max(right, x)
			}
		}
	}
	near(t, "height of the seal", float64(low+1-top)/dots, 42)
	near(t, "width of the seal", float64(right+1-left)/dots, 42)
	near(t, "seal over the date", float64(left+right)/2/dots, (date.left+date.right)/2)
	if above := float64(top)/dots - foot; above < 0 || above > 225.0/22 {
		t.Errorf("the seal begins %.1f mm below the text", above)
	}
	if middle(signed) < float64(top)/dots || middle(date) > float64(low)/dots {
		t.Error("the seal is not over name and date")
	}
	if alone && len(p.bands(0.5)) > 0 {
		t.Error("a page after the first has the rules of the head")
	}
}
