package pdf

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/mangle"
)

// FuzzLetter writes any text into any field of any kind of letter, and into what comes from
// the applicant: the checks read it, and it becomes a PDF, or the sentence that names the
// character that no font has.
func FuzzLetter(f *testing.F) {
	texts := []string{"补偿方案", "阿卜杜热合曼·麦麦提明", "ئابدۇقادىر", "a\x00b\u202e\t\n\n（", "……——《》〔2026〕31号", "\U000e0001\u0301\ufeff", "1234567890123456789012345678901234567890"}
	for i, text := range append(mangle.Of(60, texts...), texts...) {
		f.Add(uint8(i), uint8(i), text)
	}
	kinds := letter.Kinds()
	f.Fuzz(func(t *testing.T, kind, field uint8, text string) {
		code := kinds[int(kind)%len(kinds)].Code
		d, err := letter.Sample(code)
		if err != nil {
			t.Fatal(err)
		}
		names := []string{""}
		for _, one := range letter.Fields(code, d.Facts, d.Values) {
			names = append(names, one.Name)
		}
		d.Values = maps.Clone(d.Values)
		if name := names[int(field)%len(names)]; name != "" {
			d.Values[name] = text
		} else {
			d.Facts.AskedFor, d.Facts.Items = text, slices.Repeat([]string{text}, len(d.Facts.Items))
		}
		letter.Check(code, d.Facts, d.Values)
		drawn := func(l letter.Letter, err error) {
			var out []byte
			if err == nil {
				out, err = Render(testFonts(t), l, Options{})
			}
			switch {
			case err == nil && !bytes.HasPrefix(out, []byte("%PDF-")):
				t.Errorf("%s is no PDF", code)
			case err != nil && fault.KindOf(err) != fault.Invalid:
				t.Errorf("%s: %v", code, err)
			}
		}
		drawn(letter.Compose(code, d.Facts, d.Values))
		drawn(letter.ComposeDraft(code, d.Facts, d.Values))
	})
}
