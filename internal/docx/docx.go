// Package docx writes a paper as a file of Word (ISO/IEC 29500): the sizes and fonts of
// official papers (GB/T 9704), tables with merged cells whose heads stand again on every
// page, page numbers at the outer side. The same paper gives the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	"strings"
	"time"

	"mingda/internal/paper"
)

// Paper returns the document as a file of Word. Charts are Word's own: whoever goes on
// writing can move, colour and resize them.
func Paper(d paper.Document) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	drawn := charts(d)
	parts := []file{
		{"[Content_Types].xml", contentTypes(len(drawn))},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", properties(d)},
		{"word/_rels/document.xml.rels", documentRels(len(drawn))},
		{"word/styles.xml", styles},
		{"word/fontTable.xml", fonts},
		{"word/settings.xml", settings},
		{"word/header.xml", header(d.Mark)},
		{"word/odd.xml", footer("right")},
		{"word/even.xml", footer("left")},
		{"word/document.xml", body(d)},
	}
	for i, c := range drawn {
		parts = append(parts, file{"word/" + chartName(i+1), chartPart(c)})
	}
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(declaration + p.content)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// A file is one of those that a file of Word is made of.
type file struct{ name, content string }

// properties say what the file is, by whom and when.
func properties(d paper.Document) string {
	made := d.On.Start()
	if d.On.IsZero() {
		made = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC) // a draft has no day; the bytes stay the same
	}
	stamp := made.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escaped(d.Name()) + `</dc:title><dc:creator>` + escaped(d.Author) + `</dc:creator><dc:language>zh-CN</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:modified></cp:coreProperties>`
}

// header says on every page what the paper is not: final.
func header(mark string) string {
	return `<w:hdr ` + namespace + `>` + paragraph("Header", mark) + `</w:hdr>`
}

// footer is the number of the page between dashes.
func footer(side string) string {
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return `<w:ftr ` + namespace + `><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="` + side + `"/></w:pPr>` + run("— ") +
		field("begin") + `<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` + field("separate") + run("1") + field("end") +
		run(" —") + `</w:p></w:ftr>`
}

// body is the paper itself.
func body(d paper.Document) string {
	var b strings.Builder
	b.WriteString(`<w:document ` + namespace + `><w:body>`)
	drawn := 0
	b.WriteString(paragraph("Title", d.Title))
	if d.Under != "" {
		b.WriteString(paragraph("Subtitle", d.Under))
	}
	for _, part := range d.Parts {
		b.WriteString(paragraph("Heading1", part.Heading))
		for _, block := range part.Blocks {
			switch {
			case block.Table != nil:
				b.WriteString(table(*block.Table))
			case block.Chart != nil:
				drawn++
				b.WriteString(drawing(*block.Chart, drawn))
			case block.Text != "":
				b.WriteString(paragraph("", block.Text))
			}
		}
	}
	b.WriteString(section + `</w:body></w:document>`)
	return b.String()
}

// paragraph writes one in a style; line ends in it are kept.
func paragraph(style, text string) string {
	return `<w:p>` + styled(style) + run(text) + `</w:p>`
}

func styled(style string) string {
	if style == "" {
		return ""
	}
	return `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
}

// run writes text; words that are written from right to left are marked so.
func run(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(`<w:r><w:br/></w:r>`)
		}
		for line != "" {
			n, rtl := oneWay(line)
			b.WriteString(`<w:r>`)
			if rtl {
				b.WriteString(`<w:rPr><w:rtl/><w:lang w:bidi="ug-CN"/></w:rPr>`)
			}
			b.WriteString(`<w:t xml:space="preserve">` + escaped(line[:n]) + `</w:t></w:r>`)
			line = line[n:]
		}
	}
	return b.String()
}

// oneWay returns how many bytes at the beginning are written in one direction, and whether
// that is from right to left. Blanks between words from the right belong to them.
func oneWay(text string) (n int, rtl bool) {
	first := true
	blanks := 0 // bytes after the last letter from the right
	for i, r := range text {
		arabic := r >= 0x0600 && r <= 0x06FF || r >= 0xFB50 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
		switch {
		case first:
			rtl, first = arabic, false
		case rtl && (r == ' ' || r == 0x200C || r == 0x200D):
			blanks += len(string(r))
			continue
		case arabic != rtl:
			return i - blanks, rtl
		}
		blanks = 0
	}
	return len(text) - blanks, rtl
}

// escaped writes text as XML may hold it: signs that it cannot are left out.
func escaped(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "〓"))
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}
