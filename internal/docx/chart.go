package docx

import (
	"fmt"
	"strconv"
	"strings"

	"mingda/internal/chart"
	"mingda/internal/paper"
)

// Measures of charts, in English metric units: 36,000 make a millimetre.
const (
	emu        = 36_000
	chartWidth = 156 * emu
	chartRow   = 7 * emu  // of a label, for each series
	chartRest  = 22 * emu // title, legend, edges
)

// barColours are those of the series, in order: told apart in grey too, each with an edge.
var barColours = []string{"0E5C5B", "D6DEDB", "7D7D7D"}

// charts returns those of the document in the order in which they stand.
func charts(d paper.Document) (all []chart.Chart) {
	for _, part := range d.Parts {
		for _, b := range part.Blocks {
			if b.Chart != nil {
				all = append(all, *b.Chart)
			}
		}
	}
	return all
}

// chartName is the name of the file of a chart, counted from 1.
func chartName(n int) string { return "chart" + strconv.Itoa(n) + ".xml" }

// chartRelation is by what name the document knows the chart.
func chartRelation(n int) string { return "rIdChart" + strconv.Itoa(n) }

// drawing places a chart in the text, with what it says for who does not see it.
func drawing(c chart.Chart, n int) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`+
		`<wp:docPr id="%d" name="%s" descr="%s"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="%s"><c:chart xmlns:c="%s" r:id="%s"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		chartWidth, chartRest+chartRow*len(c.Labels)*max(1, len(c.Series)), n, escaped(c.Title), escaped(c.ReadOut()), chartNamespace, chartNamespace, chartRelation(n))
}

// The chart's own language (DrawingML, ISO/IEC 29500-1, 21.2).
const chartNamespace = "http://schemas.openxmlformats.org/drawingml/2006/chart"

// chartPart is a chart as Word draws it: lying bars with their figures at the ends, as on
// paper. The figures are in it: no workbook stands behind.
func chartPart(c chart.Chart) string {
	title := c.Title
	if c.Unit != "" {
		title += "（" + c.Unit + "）"
	}
	var b strings.Builder
	b.WriteString(`<c:chartSpace xmlns:c="` + chartNamespace + `" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p>` +
		`<a:pPr><a:defRPr sz="1050" b="1"/></a:pPr><a:r><a:rPr lang="zh-CN" sz="1050" b="1"/><a:t>` + escaped(title) + `</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>` +
		`<c:barChart><c:barDir val="bar"/><c:grouping val="` + grouping(c) + `"/><c:varyColors val="0"/>`)
	for i, s := range c.Series {
		writeSeries(&b, c, i, s)
	}
	b.WriteString(`<c:gapWidth val="60"/>`)
	if c.Form == chart.Stacked {
		b.WriteString(`<c:overlap val="100"/>`)
	}
	b.WriteString(`<c:axId val="1"/><c:axId val="2"/></c:barChart>` +
		`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/></c:catAx>` +
		`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="b"/><c:crossAx val="1"/></c:valAx></c:plotArea>`)
	if len(c.Series) > 1 {
		b.WriteString(`<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>`)
	}
	b.WriteString(`<c:plotVisOnly val="1"/></c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>`)
	return b.String()
}

// grouping says how the series of a chart lie.
func grouping(c chart.Chart) string {
	if c.Form == chart.Stacked {
		return "stacked"
	}
	return "clustered"
}

// writeSeries writes one series: its name, colour, labels and figures.
func writeSeries(b *strings.Builder, c chart.Chart, i int, s chart.Series) {
	fmt.Fprintf(b, `<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:v>%s</c:v></c:tx>`, i, i, escaped(s.Name))
	fmt.Fprintf(b, `<c:spPr><a:solidFill><a:srgbClr val="%s"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="%s"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>`, barColours[i%len(barColours)], barColours[0])
	b.WriteString(`<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`)
	fmt.Fprintf(b, `<c:cat><c:strLit><c:ptCount val="%d"/>`, len(c.Labels))
	for n, l := range c.Labels {
		fmt.Fprintf(b, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, n, escaped(l.Text))
	}
	fmt.Fprintf(b, `</c:strLit></c:cat><c:val><c:numLit><c:formatCode>0</c:formatCode><c:ptCount val="%d"/>`, len(c.Labels))
	for n := range c.Labels {
		if n < len(s.Values) && !s.Values[n].None {
			fmt.Fprintf(b, `<c:pt idx="%d"><c:v>%d</c:v></c:pt>`, n, s.Values[n].N)
		}
	}
	b.WriteString(`</c:numLit></c:val></c:ser>`)
}
