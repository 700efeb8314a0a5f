package docx

// What every file has alike.
const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespace   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	word        = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	relations   = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	office      = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	packageRels = relations + `<Relationship Id="rId1" Type="` + office + `officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

	settings = `<w:settings ` + namespace + `><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ug-CN"/></w:settings>`

	// section is the page of GB/T 9704: 37 mm above, 28 mm at the left, a type area of 156 × 225 mm.
	section = `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1417" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>`
)

// contentTypes says what each part is.
func contentTypes(charts int) string {
	s := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + word + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + word + `styles+xml"/>` +
		`<Override PartName="/word/fontTable.xml" ContentType="` + word + `fontTable+xml"/><Override PartName="/word/settings.xml" ContentType="` + word + `settings+xml"/>` +
		`<Override PartName="/word/header.xml" ContentType="` + word + `header+xml"/><Override PartName="/word/odd.xml" ContentType="` + word + `footer+xml"/>` +
		`<Override PartName="/word/even.xml" ContentType="` + word + `footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`
	for n := 1; n <= charts; n++ {
		s += `<Override PartName="/word/` + chartName(n) + `" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`
	}
	return s + `</Types>`
}

// documentRels says which parts belong to the document.
func documentRels(charts int) string {
	s := relations + `<Relationship Id="rId1" Type="` + office + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + office + `fontTable" Target="fontTable.xml"/>` +
		`<Relationship Id="rId3" Type="` + office + `settings" Target="settings.xml"/><Relationship Id="rId4" Type="` + office + `header" Target="header.xml"/>` +
		`<Relationship Id="rId5" Type="` + office + `footer" Target="odd.xml"/><Relationship Id="rId6" Type="` + office + `footer" Target="even.xml"/>`
	for n := 1; n <= charts; n++ {
		s += `<Relationship Id="` + chartRelation(n) + `" Type="` + office + `chart" Target="` + chartName(n) + `"/>`
	}
	return s + `</Relationships>`
}

// The fonts of official papers, by the names under which offices have them, and what Word
// takes where they are not there.
const (
	fang  = "仿宋_GB2312"
	song  = "方正小标宋简体"
	hei   = "黑体"
	latin = "Times New Roman"
	ug    = "Microsoft Uighur"

	fonts = `<w:fonts ` + namespace + `><w:font w:name="` + fang + `"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>` +
		`<w:font w:name="` + song + `"><w:altName w:val="华文中宋"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>` +
		`<w:font w:name="` + hei + `"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font>` +
		`<w:font w:name="` + ug + `"><w:altName w:val="UKIJ Tuz Tom"/><w:charset w:val="B2"/><w:family w:val="auto"/></w:font></w:fonts>`
)

// face are the fonts of a style.
func face(chinese string) string {
	return `<w:rFonts w:ascii="` + latin + `" w:hAnsi="` + latin + `" w:eastAsia="` + chinese + `" w:cs="` + ug + `"/>`
}

// size is that of the letters in halves of a point.
func size(n string) string { return `<w:sz w:val="` + n + `"/><w:szCs w:val="` + n + `"/>` }

const (
	lines     = `<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>` // 22 lines on a page
	rule      = ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
	tightLine = `<w:snapToGrid w:val="0"/><w:spacing w:before="28" w:after="28" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/>`
)

// styles are those of official papers: 仿宋 3号 with two characters of indent, title in 小标宋
// 2号, headings in 黑体, tables in 5号.
var styles = `<w:styles ` + namespace + `><w:docDefaults><w:rPrDefault><w:rPr>` + face(fang) + size("32") + `<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ug-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
	style("Normal", "Normal", ` w:default="1"`, `<w:widowControl w:val="0"/>`+lines+`<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>`, "") +
	style("Title", "Title", "", `<w:snapToGrid w:val="0"/>`+lines+`<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, face(song)+size("44")) +
	style("Subtitle", "Subtitle", "", `<w:spacing w:before="0" w:after="579" w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, "") +
	style("Heading1", "heading 1", "", `<w:keepNext/>`+lines+`<w:outlineLvl w:val="0"/>`, face(hei)) +
	style("Cell", "Cell", "", tightLine+`<w:jc w:val="center"/>`, size("21")) +
	style("CellLeft", "Cell Left", "", tightLine+`<w:jc w:val="left"/>`, size("21")) +
	style("CellHead", "Cell Head", "", tightLine+`<w:jc w:val="center"/>`, face(hei)+size("21")) +
	style("Picture", "Picture", "", `<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>`, "") +
	style("Header", "header", "", `<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>`, `<w:color w:val="808080"/>`) +
	style("Footer", "footer", "", `<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="320" w:right="320" w:firstLineChars="0" w:firstLine="0"/>`, face("宋体")+size("28")) +
	`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top` + rule + `<w:left` + rule + `<w:bottom` + rule + `<w:right` + rule + `<w:insideH` + rule + `<w:insideV` + rule +
	`</w:tblBorders><w:tblCellMar><w:left w:w="51" w:type="dxa"/><w:right w:w="51" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`

// style is one of paragraphs.
func style(id, name, attr, paragraphs, letters string) string {
	s := `<w:style w:type="paragraph" w:styleId="` + id + `"` + attr + `><w:name w:val="` + name + `"/>`
	if id != "Normal" {
		s += `<w:basedOn w:val="Normal"/>`
	}
	return s + `<w:qFormat/><w:pPr>` + paragraphs + `</w:pPr><w:rPr>` + letters + `</w:rPr></w:style>`
}
