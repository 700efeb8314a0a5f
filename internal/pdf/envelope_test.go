package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/letter"
)

var pageSizeLine = regexp.MustCompile(`Page size: +([\d.]+) x ([\d.]+) pts`)

// TestMeasureEnvelope measures the envelope: 220 × 110 mm, six boxes with a digit
// in each, whom it goes to, who sends it.
func TestMeasureEnvelope(t *testing.T) {
	name := rendered(t, sample(t, letter.EnvelopeLabel), Options{})
	size := pageSizeLine.FindStringSubmatch(tool(t, "pdfinfo", name))
	if size == nil {
		t.Fatal("no size")
	}
	for i, want := range []float64{220, 110} {
		got, err := strconv.ParseFloat(size[i+1], 64)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "side of the envelope", got*mm, want)
	}
	p := photograph(t, name, 1)
	rules := p.bands(0.15) // the upper and the lower edges of the boxes
	if len(rules) != 2 {
		t.Fatalf("edges of the boxes: %v", rules)
	}
	near(t, "upper edge of the boxes", rules[0][0], 10)
	near(t, "lower edge of the boxes", rules[1][1], 19)
	left, right := p.span((rules[0][0] + rules[0][1]) / 2)
	near(t, "first box", left, 12)
	near(t, "end of the last box", right, 12+5*9+7)
	words := boxes(t, name, 1)
	var digits []box
	for _, b := range words {
		if b.top < 20 && strings.Trim(b.text, "0123456789") == "" {
			digits = append(digits, b)
		}
	}
	code := ""
	for i, d := range digits {
		code += d.text
		near(t, "digit in the middle of its box", (d.left+d.right)/2, 12+float64(i)*9+3.5)
	}
	if code != "834003" {
		t.Errorf("the code reads %q", code)
	}
	near(t, "address", find(t, words, "明川区团结路88号").left, 36)
	near(t, "name", find(t, words, "阿卜杜热合曼").left, 36)
	near(t, "sender flush right", lastOf(words, "834000").right, 208)
	if name, sender := find(t, words, "阿卜杜热合曼"), find(t, words, "明川区人民政府"); name.foot > sender.top {
		t.Errorf("the name at %.1f reaches into the sender at %.1f", name.foot, sender.top)
	}
}

// TestEnvelopeFits: a long address and a long name stay above the sender and off
// the corner of the stamp.
func TestEnvelopeFits(t *testing.T) {
	l := sample(t, letter.EnvelopeLabel)
	e := *l.Envelope
	e.Address = strings.Repeat("和宁市明川区团结路街道幸福社区", 6) + "88号3栋2单元501室"
	e.To = strings.Repeat("明川区团结路片区业主委员会筹备组", 3) + "　收"
	l.Envelope = &e
	text := copied(t, rendered(t, l, Options{}))
	if !strings.Contains(text, bare(e.Address)) || !strings.Contains(text, bare(e.To)) {
		t.Errorf("the envelope reads %s", text)
	}
	for _, o := range (&setter{fonts: testFonts(t), letter: l}).receiver(e) {
		if o.text == nil {
			continue
		}
		if o.text.y > toTop+toHeight || o.text.end > toLeft+toWidth+tolerance {
			t.Errorf("%q reaches to %.1f, %.1f mm", o.text.drawn, o.text.end, o.text.y)
		}
	}
}

// TestSpanning: the last cell of a short row reaches to the end of the table.
func TestSpanning(t *testing.T) {
	for cells, want := range map[int]string{0: "1 2 3 4", 1: "10", 2: "1 9", 3: "1 2 7", 4: "1 2 3 4", 5: "1 2 3 4"} {
		var got []string
		for _, w := range spanning([]float64{1, 2, 3, 4}, cells) {
			got = append(got, strconv.FormatFloat(w, 'g', -1, 64))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%d cells: %s, want %s", cells, s, want)
		}
	}
}
