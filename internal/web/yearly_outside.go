package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// yearlyOutsidePage is the page "desk/yearly_outside": the figures of one agency outside
// (系统外机关), as it sent them, being typed.
type yearlyOutsidePage struct {
	page.Base
	Back     page.Link
	Changed  page.Note
	Stored   []page.KV // as somebody else has written it meanwhile
	Post     string
	Seen     int // the entry that the person knows the part as
	Name     page.Field
	Lines    []proactiveLine // 二
	Columns  []string        // of 三
	Requests []outsideRow
	Heads    []string // of 四
	Remedies []outsideRow
	Fees     page.Field
	Button   page.Button
	Remove   page.Button // none for one that is not stored yet
}

// An outsideRow is a row of a table with a field in each column.
type outsideRow struct {
	Group, Label string
	Heads        []string // of the columns
	Fields       []page.Field
}

// An outsideLine is an agency outside in the list of the government's report.
type outsideLine struct {
	Name          string
	New, Over, On int // 新收, 办结, 结转下年度
	By            string
	Tag           page.Tag
	Edit          page.Link
}

// yearlyOutside lists the agencies outside, with the way to change their figures and to add
// one for who may now.
func (s *Server) yearlyOutside(by auth.User, v desk.YearlyView, people desk.People) (all []outsideLine, add page.Button) {
	id := v.Report.ID
	if !id.IsWhole() {
		return nil, add
	}
	writes := desk.MayYearly(by, yearly.Write, v.Agency.ID) == nil && v.Report.Allows(yearly.Write, v.Situation) == nil
	at := func(p yearly.Part) string { return s.Pages.URL(yearlyPath(id, "/write/"+string(p))) }
	period := report.PeriodOf(id.Year(), s.Desk.Today())
	for _, o := range v.Report.Outside() {
		n := func(code string) int {
			row, _ := o.Value(period).Requests.Row(code)
			return row.Total()
		}
		line := outsideLine{Name: o.Name(), New: n(report.NewRow), Over: n(report.TotalRow), On: n(report.CarriedOutRow), By: people.Name(o.By) + "，" + dayAndTime(o.At), Tag: page.Tag{State: page.Done, Text: "平"}}
		if !o.Check(period).Holds {
			line.Tag = page.Tag{State: page.Late, Text: "不平"}
		}
		if writes {
			line.Edit = page.Link{Label: "改", Href: at(o.Part)}
		}
		all = append(all, line)
	}
	if free := v.Report.FreeOutside(); writes && free != "" {
		add = page.Button{Label: "添加系统外机关", Href: at(free)}.Plain()
	}
	return all, add
}

// readOutside reads the figures of an agency outside from their form.
func readOutside(part yearly.Part, values url.Values, p report.Period) (yearly.Written, error) {
	f := yearly.Written{Part: part, Text: values.Get("text"), Figures: map[string]int64{}}
	if values.Get("do") == "drop" {
		f.Text = ""
		return f, nil
	}
	form := fault.Form{}
	form.Need("text", &f.Text, "yearly_outside_name")
	readProactive(values, f.Figures, form)
	for key := range yearly.OutsideKeys(p) {
		if isProactive(key) {
			continue
		}
		if typed := plainNumber(values.Get(key)); typed != "" {
			n, ok := readFigure(law.MadeInYear, typed)
			if !ok {
				form.Bad(key, "yearly_number")
				continue
			}
			f.Figures[key] = n
		}
	}
	return f, form.Err()
}

// isProactive reports whether a field is a figure of 二.
func isProactive(key string) bool { return yearly.NameOf(key) != "" }

// outsideValues are the values of the form of an agency outside as they are stored.
func outsideValues(state yearly.State) url.Values {
	values := partValues(state)
	for key, n := range state.Figures {
		if !isProactive(key) {
			values.Set(key, strconv.FormatInt(n, 10))
		}
	}
	return values
}

func (s *Server) renderYearlyOutside(w http.ResponseWriter, r *http.Request, by auth.User, v desk.YearlyView, part yearly.Part, shown yearlyPartForm) error {
	id := v.Report.ID
	state := v.Report.Parts[part]
	p := yearlyOutsidePage{
		Base: s.base(r, by, part.Label()), Back: page.Link{Label: strconv.Itoa(id.Year()) + " 年年度报告　" + desk.YearlyName(id, v.Agency), Href: s.Pages.URL(yearlyPath(id, ""))},
		Post: s.Pages.URL(yearlyPath(id, "/write/"+string(part))), Seen: shown.base, Button: page.Button{Label: "保存", Key: "Ctrl S"},
	}
	if state.Text != "" {
		p.Remove = page.Button{Label: "移除“" + state.Text + "”", Name: "do", Value: "drop"}.Grave()
	}
	form := page.NewForm(shown.values, shown.wrong)
	p.Name = form.Text("text", "机关全称").WithHint("不在本系统办理申请、另外报送数字的机关、单位。").AsRequired()
	p.Lines = proactiveFields(form, shown.values, nil)
	small := func(key, label string) page.Field { return form.Number(key, label).HideLabel() }
	for _, class := range report.Applicants {
		p.Columns = append(p.Columns, report.ColumnLabel(string(class)))
	}
	for _, row := range yearly.TypedRows(report.PeriodOf(id.Year(), s.Desk.Today())) {
		line := outsideRow{Group: row.Group, Label: row.Label, Heads: p.Columns}
		for _, class := range report.Applicants {
			line.Fields = append(line.Fields, small(yearly.RequestKey(row.Code, string(class)), row.Label+"，"+report.ColumnLabel(string(class))))
		}
		p.Requests = append(p.Requests, line)
	}
	columns := report.Columns[:len(report.Columns)-1] // the total is added up
	for _, c := range columns {
		p.Heads = append(p.Heads, c.Label())
	}
	for _, table := range yearly.RemedyTables {
		line := outsideRow{Label: yearly.RemedyHead(table), Heads: p.Heads}
		for _, c := range columns {
			line.Fields = append(line.Fields, small(yearly.RemedyKey(table, c), line.Label+"，"+c.Label()))
		}
		p.Remedies = append(p.Remedies, line)
	}
	p.Fees = form.Number(yearly.FeesKey, "本年度收取的信息处理费（元）").WithWidth("s")
	p.Changed, p.Stored = s.partChanged(r, v, part, shown)
	if shown.refused != nil {
		p.Button, p.Remove = page.Button{}, page.Button{}
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, shown.status, "desk/yearly_outside", p)
}

// storedOutside are the figures of an agency outside as they are stored, but for those that
// are 0, by what they are called.
func storedOutside(state yearly.State, names map[string]string) []page.KV {
	all := []page.KV{{Label: "机关", Value: state.Text}}
	for _, key := range slices.Sorted(maps.Keys(state.Figures)) {
		if n := state.Figures[key]; n != 0 {
			all = append(all, page.KV{Label: names[key], Value: strconv.FormatInt(n, 10)})
		}
	}
	return all
}
