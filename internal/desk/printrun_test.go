package desk

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// pagesOf reads a PDF back, a text for each page.
func (b *bench) pagesOf(made []byte) []string {
	b.t.Helper()
	b.words(bytes.NewReader(made)) // skips where there is no pdftotext
	cmd := exec.Command("pdftotext", "-", "-")
	cmd.Stdin = bytes.NewReader(made)
	out, err := cmd.Output()
	b.must(err)
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i := range pages {
		pages[i] = strings.Join(strings.Fields(pages[i]), "")
	}
	return pages
}

// TestPrintRun: what waits is printed as it is stored, those by post first and
// by number, each on a right-hand page, and labels for those by post alone.
func TestPrintRun(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	var ids []casefile.ID
	for _, way := range []casefile.Delivery{casefile.ByPickup, casefile.ByPost, casefile.ByEmail, casefile.ByPost} {
		id, _ := b.handled(way)
		b.signed(id, letter.Disclose, letter.Values{"given": "《方案》", "way": "enclosed"})
		ids = append(ids, id)
	}
	waiting, err := b.WaitingLetters(ctx, b.by("clerk"))
	b.must(err)
	var order, picked []string
	f := PrintForm{Letters: true, Labels: true, Duplex: true, Skip: 22}
	for _, l := range waiting {
		order = append(order, l.Number)
		if l.OnPaper() {
			picked, f.Picked = append(picked, l.Number), append(f.Picked, l.Key)
		}
	}
	series := "明政公开答〔2026〕"
	if got, want := fmt.Sprint(order), fmt.Sprint([]string{series + "2号", series + "4号", series + "1号", series + "3号"}); got != want {
		t.Fatalf("order %s, want %s", got, want)
	}
	made, err := b.PrintRun(ctx, b.by("clerk"), f)
	b.must(err)
	pages := b.pagesOf(made)
	if len(pages) != 7 { // letters of two pages each, and a sheet of labels
		t.Fatalf("%d pages", len(pages))
	}
	for i, number := range picked {
		stored, err := b.LetterPDF(ctx, b.by("clerk"), waiting[i].Case, waiting[i].N)
		b.must(err)
		if got, want := pages[2*i]+pages[2*i+1], b.words(stored); got != want || !strings.Contains(pages[2*i], number) {
			t.Errorf("letter %s reads %s\nwant %s", number, got, want)
		}
	}
	labels := pages[6]
	if strings.Count(labels, "明川区团结路46号") != 2 || !strings.Contains(labels, picked[0]) || !strings.Contains(labels, picked[1]) || strings.Contains(labels, picked[2]) {
		t.Errorf("labels: %s", labels)
	}
	f.Letters = false
	made, err = b.PrintRun(ctx, b.by("clerk"), f)
	b.must(err)
	if pages = b.pagesOf(made); len(pages) != 1 || pages[0] != labels {
		t.Errorf("labels alone: %q", pages)
	}
	b.refusedRuns(f, ids)
}

// refusedRuns asks for what cannot be printed.
func (b *bench) refusedRuns(f PrintForm, ids []casefile.ID) {
	b.t.Helper()
	ask := func(change func(f *PrintForm)) error {
		g := f
		change(&g)
		_, err := b.PrintRun(ctx, b.by("clerk"), g)
		return err
	}
	b.refused(ask(func(f *PrintForm) { f.Picked = nil }), "print_none_picked", "pick")
	b.refused(ask(func(f *PrintForm) { f.Labels = false }), "print_what_needed", "what")
	b.refused(ask(func(f *PrintForm) { f.Skip = 24 }), "print_first_label", "first")
	b.refused(ask(func(f *PrintForm) { f.Picked = []LetterKey{{ids[0], 1}} }), "print_no_labels", "pick")
	if waiting, err := b.WaitingLetters(ctx, b.by("foreign-clerk")); err != nil || len(waiting) > 0 {
		b.t.Errorf("another agency's clerk prints %v, %v", waiting, err)
	}
	b.must(b.Serve(ctx, b.by("clerk"), ids[1], ServiceForm{Letter: 1, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.refused(ask(func(*PrintForm) {}), "print_not_waiting", "pick")
}

// A letter without PDF is not printed, and neither are more than a run holds.
func TestPrintRunLimits(t *testing.T) {
	b := newBench(t)
	var all []WaitingLetter
	f := PrintForm{Letters: true}
	for n := range LettersAPrintRun + 1 {
		l := WaitingLetter{Key: LetterKey{casefile.ID(n + 1), 1}}
		l.Number = fmt.Sprintf("明政公开答〔2026〕%d号", n+1)
		all, f.Picked = append(all, l), append(f.Picked, l.Key)
	}
	_, err := b.pickedOf(all, f)
	b.refused(err, "print_too_many", "pick")
	f.Picked = f.Picked[1:]
	_, err = b.pickedOf(all, f)
	b.must(err)
	all[7].Unready = fault.New(fault.Unavailable, "pdf_not_ready")
	_, err = b.pickedOf(all, f)
	b.refused(err, "print_letter_unready", "pick")
	if key, ok := ParseLetterKey(all[7].Key.String()); !ok || key != all[7].Key {
		t.Errorf("%v is read as %v", all[7].Key, key)
	}
	for _, odd := range []string{"", "7", "7-", "-7", "a-b"} {
		if _, ok := ParseLetterKey(odd); ok {
			t.Errorf("%q is a letter", odd)
		}
	}
	for _, c := range [][2]string{{"明政公开答〔2026〕9号", "明政公开答〔2026〕10号"}, {"明政公开答〔2026〕10号", "明政公开答〔2027〕1号"}, {"无号", "明政公开答〔2026〕1号"}} {
		if compareNumbers(c[0], c[1]) >= 0 || compareNumbers(c[1], c[0]) <= 0 {
			t.Errorf("%s does not stand before %s", c[0], c[1])
		}
	}
}
