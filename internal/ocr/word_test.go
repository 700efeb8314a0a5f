package ocr

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"mingda/internal/docx"
	document "mingda/internal/paper"
)

// packed makes a package of files.
func packed(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func inWord(body string) string {
	return `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body + `</w:body></w:document>`
}

// TestWord: the text of a file of Word is read without a program: paragraphs, tables, both
// ways of writing; not what was deleted from it, nor what stands there twice for old
// programs.
func TestWord(t *testing.T) {
	none := &Reader{}
	made, err := docx.Paper(document.Document{Title: "关于渠道水费的说明", Parts: []document.Part{{Heading: "一、分摊", Blocks: []document.Block{{Text: "三号渠道每亩十二元。\n见附表。"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := none.Read(t.Context(), write(t, "a.docx", made))
	if want := "关于渠道水费的说明\n一、分摊\n三号渠道每亩十二元。\n见附表。"; err != nil || got.How != Layer || got.Text != want {
		t.Errorf("%q %s, %v", got.Text, got.How, err)
	}
	typed := inWord(`<w:p><w:r><w:t>征收</w:t></w:r><w:r><w:t>补偿</w:t><w:tab/><w:t xml:space="preserve">A &amp; B</w:t></w:r><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del></w:p>` +
		`<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框里</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>框里</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`)
	got, err = none.Read(t.Context(), write(t, "b.docx", packed(t, map[string]string{"word/document.xml": typed})))
	if want := "征收补偿\tA & B\n框里"; err != nil || got.Text != want {
		t.Errorf("%q, %v", got.Text, err)
	}
	if got, err := none.Read(t.Context(), write(t, "c.xlsx", packed(t, map[string]string{"xl/workbook.xml": typed}))); err != nil || got.How != Nothing {
		t.Errorf("another package: %+v, %v", got, err)
	}
}

// TestWordBombs: a file of Word that unpacks to very much, that nests without end, that
// lies about its size or is cut off is refused, and little of it is unpacked.
func TestWordBombs(t *testing.T) {
	none := &Reader{}
	whole := packed(t, map[string]string{"word/document.xml": inWord(strings.Repeat("<w:p><w:r><w:t>水费</w:t></w:r></w:p>", 10))})
	huge := packed(t, map[string]string{"word/document.xml": inWord("<w:p><w:r><w:t>" + strings.Repeat("水", 12<<20) + "</w:t></w:r></w:p>")})
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"huge":       {huge, ErrWordTooBig},
		"says less":  {bytes.ReplaceAll(huge, size(36<<20+len(inWord(""))+len("<w:p><w:r><w:t></w:t></w:r></w:p>")), size(1000)), nil},
		"ratio":      {packed(t, map[string]string{"word/document.xml": inWord("<w:p><w:r><w:t>" + strings.Repeat("a", 20<<20) + "</w:t></w:r></w:p>")}), ErrWordBomb},
		"deep":       {packed(t, map[string]string{"word/document.xml": inWord(strings.Repeat("<w:p>", 300))}), ErrWordTooDeep},
		"deep aside": {packed(t, map[string]string{"word/document.xml": inWord("<mc:Fallback>" + strings.Repeat("<w:p>", 300))}), ErrWordTooDeep},
		"entities":   {packed(t, map[string]string{"word/document.xml": `<!DOCTYPE a [<!ENTITY b "水水水">]><w:document><w:t>&b;</w:t></w:document>`}), nil},
		"cut off":    {whole[:len(whole)/2], nil},
		"no XML":     {packed(t, map[string]string{"word/document.xml": "<w:document><w:t>水"}), nil},
	} {
		got, err := none.Read(t.Context(), write(t, "a.docx", c.raw))
		if err == nil || got.Text != "" || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %d characters, %v, want %v", name, len(got.Text), err, c.want)
		}
	}
}

// size is a length as a package of files writes it.
func size(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }
