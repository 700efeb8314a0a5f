package desk

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/report/reporttest"
	"mingda/internal/yearly"
)

// TestAnnualFile: a report is a file of each format, made once, and another when a word of it
// is another.
func TestAnnualFile(t *testing.T) {
	b := newBench(t)
	a := reporttest.Annual()
	if _, err := b.AnnualFile(a, "pdf"); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("without fonts: %v", err)
	}
	b.needFonts()
	for _, f := range AnnualFormats {
		first, err := b.AnnualFile(a, f.Code)
		b.must(err)
		content, err := io.ReadAll(first)
		b.must(err)
		if first.Name != "明川区人民政府2026年政府信息公开工作年度报告."+f.Code || first.Type != f.Type || first.Size != int64(len(content)) {
			t.Errorf("%s: %q, %q, %d of %d bytes", f.Code, first.Name, first.Type, first.Size, len(content))
		}
		switch f.Code {
		case "pdf":
			if !bytes.HasPrefix(content, []byte("%PDF-")) {
				t.Errorf("no PDF: %q", content[:8])
			}
		default:
			z, err := zip.NewReader(bytes.NewReader(content), first.Size)
			b.must(err)
			if part := map[string]string{"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[f.Code]; !hasFile(z, part) {
				t.Errorf("%s has no %s", f.Code, part)
			}
		}
		other := a
		other.Texts.Others = "别的"
		changed, err := b.AnnualFile(other, f.Code)
		b.must(err)
		if again, _ := io.ReadAll(changed); bytes.Equal(content, again) {
			t.Errorf("%s does not say what was changed", f.Code)
		}
	}
	if _, err := b.AnnualFile(a, "doc"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a format that is none: %v", err)
	}
}

func hasFile(z *zip.Reader, name string) bool {
	for _, f := range z.File {
		if f.Name == name {
			return true
		}
	}
	return false
}

// TestAnnualFileOnce: however many ask at once for the file of a report, it is made once; and
// no more are kept than so many.
func TestAnnualFileOnce(t *testing.T) {
	var m madePapers
	a := reporttest.Annual()
	made := 0
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := m.keep("pdf", a, func() ([]byte, error) { made++; return []byte("x"), nil }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if made != 1 {
		t.Errorf("made %d times", made)
	}
	for year := range 2 * papersKept {
		a.Year = year
		if _, err := m.keep("pdf", a, func() ([]byte, error) { return nil, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.files) != papersKept || len(m.order) != papersKept {
		t.Errorf("%d are kept, %d in order", len(m.files), len(m.order))
	}
}

// TestYearlyEdition: who sees a report gets what is written now and what was published; who
// does not gets neither.
func TestYearlyEdition(t *testing.T) {
	b := newYearlyBench(t)
	two := yearly.IDOf(2026, 2)
	b.whole("foreign-clerk", two, 5)
	now, err := b.YearlyEdition(ctx, b.by("foreign-clerk"), two, 0)
	b.must(err)
	if d := now.Paper(); d.Mark != "草稿" || !strings.Contains(d.Parts[0].Blocks[0].Text, "一年来") {
		t.Errorf("the draft is %+v", d)
	}
	if _, err := b.YearlyEdition(ctx, b.by("foreign-clerk"), two, 1); fault.KindOf(err) != fault.NotFound {
		t.Errorf("an edition that is not published: %v", err)
	}
	for _, edition := range []int{0, 1} {
		if _, err := b.YearlyEdition(ctx, b.by("admin"), two, edition); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("edition %d for who may not see it: %v", edition, err)
		}
	}
}
