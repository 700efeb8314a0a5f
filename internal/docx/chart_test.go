package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/chart"
	"mingda/internal/paper"
)

// TestChart: every chart is a part of its own that the document knows, with its labels and
// figures; a figure that there is not is left out, and what is read out stands beside it.
func TestChart(t *testing.T) {
	one := chart.Chart{Title: "收到 <的> 申请", Unit: "件", Form: chart.Bars, Labels: []chart.Label{{Text: "网上 & 邮件"}, {Text: "当面"}},
		Series: []chart.Series{{Name: "2026 年", Values: chart.Of(7, 0)}, {Name: "2025 年", Values: []chart.Value{{None: true}, {N: 3}}}}}
	two := chart.Chart{Title: "结果", Form: chart.Stacked, Labels: []chart.Label{{Text: "公开"}}, Series: []chart.Series{{Name: "全部", Values: chart.Of(1)}}}
	out, err := Paper(paper.Document{Title: "报告", Parts: []paper.Part{{Heading: "一", Blocks: []paper.Block{{Chart: &one}, paper.Text("间"), {Chart: &two}}}}})
	if err != nil {
		t.Fatal(err)
	}
	document, relations, types := part(t, out, "word/document.xml"), part(t, out, "word/_rels/document.xml.rels"), part(t, out, "[Content_Types].xml")
	for n, c := range []chart.Chart{one, two} {
		name, id := chartName(n+1), chartRelation(n+1)
		for where, has := range map[string]string{document: `r:id="` + id + `"`, relations: `Id="` + id + `"`, types: `PartName="/word/` + name + `"`} {
			if strings.Count(where, has) != 1 {
				t.Errorf("%s is not once in %s", has, where)
			}
		}
		if !strings.Contains(document, `descr="`+escaped(c.ReadOut())+`"`) {
			t.Errorf("nothing is read out of %s", c.Title)
		}
		var got struct {
			Series []struct {
				Name   string     `xml:"tx>v"`
				Labels []chartDot `xml:"cat>strLit>pt"`
				Values []chartDot `xml:"val>numLit>pt"`
			} `xml:"chart>plotArea>barChart>ser"`
			Title string `xml:"chart>title>tx>rich>p>r>t"`
		}
		if err := xml.Unmarshal([]byte(part(t, out, "word/"+name)), &got); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(got.Title, c.Title) || len(got.Series) != len(c.Series) {
			t.Errorf("%q with %d series", got.Title, len(got.Series))
		}
		for i, s := range c.Series {
			var labels, values []chartDot
			for k, l := range c.Labels {
				if labels = append(labels, chartDot{k, l.Text}); !s.Values[k].None {
					values = append(values, chartDot{k, strconv.Itoa(s.Values[k].N)})
				}
			}
			if diff := cmp.Diff(labels, got.Series[i].Labels) + cmp.Diff(values, got.Series[i].Values); diff != "" || got.Series[i].Name != s.Name {
				t.Errorf("%s: %s", got.Series[i].Name, diff)
			}
		}
	}
}

// A chartDot is one label or figure of a chart.
type chartDot struct {
	At int    `xml:"idx,attr"`
	V  string `xml:"v"`
}
