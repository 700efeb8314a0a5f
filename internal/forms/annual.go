package forms

import (
	"bytes"
	"io"
	"net/http"
	"strconv"

	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/serve"
)

// AnnualEndings is the part of a route that names the format of a yearly report's file.
const AnnualEndings = "{format:docx|pdf|xlsx|html|csv}"

// SendAnnual answers with a yearly report as a file to be saved.
func SendAnnual(w http.ResponseWriter, d *desk.Desk, pages *page.Set, a report.Annual, format string) error {
	doc, short := a.Paper(), "annual-"+strconv.Itoa(a.Year)
	if a.Whole {
		short += "-all"
	}
	switch format {
	case "html":
		out, err := pages.Document(doc)
		if err != nil {
			return err
		}
		return serve.Attach(w, doc.Name()+".html", short, "text/html; charset=utf-8", out)
	case "csv":
		out := bytes.NewBufferString(utf8Mark)
		if err := a.WriteCSV(out); err != nil {
			return err
		}
		return serve.Attach(w, doc.Name()+".csv", short, mediaTypes[CSV], out.Bytes())
	}
	file, err := d.AnnualFile(a, format)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	return serve.Attach(w, file.Name, short, file.Type, content)
}

// AnnualButtons lead to the files of a yearly report; href is the address of the one of a
// format.
func AnnualButtons(href func(format string) string) []page.Button {
	var all []page.Button
	add := func(format, label string) {
		all = append(all, page.Button{Label: "下载 " + label, About: "年度报告", Href: href(format), Kind: "plain", Size: "small"})
	}
	for _, f := range desk.AnnualFormats {
		add(f.Code, f.Label)
	}
	add("html", "网页")
	add("csv", "数字（CSV）")
	return all
}
