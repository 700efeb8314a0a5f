package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/chart"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// A figuresDrawn makes the pictures and tables of the statistics.
type figuresDrawn struct {
	s         *Server
	ask       figuresAsk
	now, last report.Statistics
	people    desk.People
}

// href leads to the cases behind a figure; one of nothing leads nowhere.
func (d figuresDrawn) href(ask figuresAsk, n int, h report.Heading, value string) string {
	if n == 0 {
		return ""
	}
	q := ask.query()
	q.Set("heading", string(h))
	if value != "" {
		q.Set("value", value)
	}
	return d.s.Pages.URL("/figures/cases?" + q.Encode())
}

// value is a figure of the choice.
func (d figuresDrawn) value(h report.Heading, value string) chart.Value {
	n := d.now.N(h, value)
	return chart.Value{N: n, Href: d.href(d.ask, n, h, value)}
}

// openHref leads to the open cases in the register.
func (d figuresDrawn) openHref(n int) string {
	if n == 0 {
		return ""
	}
	q := url.Values{"view": {"open"}, "type": {string(casefile.Request)}}
	for name, id := range map[string]int64{"agency": d.ask.agency, "unit": d.ask.unit} {
		if id != 0 {
			q.Set(name, idText(id))
		}
	}
	return d.s.registerHref(q)
}

// tallies are the numbers at the head.
func (d figuresDrawn) tallies(r *http.Request, by auth.User) ([]figureTally, error) {
	received, ended := d.now.Total(report.Received), d.now.Total(report.Ended)
	late := d.now.N(report.Ended, string(casefile.EndedLate))
	answered := ended - d.now.N(report.Ended, string(casefile.EndedWithout))
	used := d.now.Spread(report.Used)
	open := sqlite.CaseFilter{Open: true, Type: casefile.Request, Agency: d.ask.agency, Unit: d.ask.unit}
	all, err := d.s.Desk.CountCases(r.Context(), by, open)
	if err != nil {
		return nil, err
	}
	open.DueUntil = d.s.Desk.Today().AddDays(-1)
	over, err := d.s.Desk.CountCases(r.Context(), by, open)
	if err != nil {
		return nil, err
	}
	overdue := d.now.Total(report.Overdue)
	number := strconv.Itoa
	tallies := []figureTally{
		{"收到", number(received), "去年同期 " + number(d.last.Total(report.Received)), d.href(d.ask, received, report.Received, "")},
		{"办结", number(ended), "其中答复 " + number(answered), d.href(d.ask, ended, report.Ended, "")},
		{"按时答复", percent(answered-late, answered+overdue), "逾期答复 " + number(late), d.href(d.ask, late, report.Ended, string(casefile.EndedLate))},
		{"逾期未答复", number(overdue), "这段时间到期，今天还没有答复", d.href(d.ask, overdue, report.Overdue, "")},
		{"用时", "—", "还没有答复的", ""},
		{"在办", countWords(all), "其中已过期限 " + number(over) + "；今天的数", d.openHref(all)},
	}
	if used.Cases > 0 {
		tallies[4] = figureTally{"用时（一半不超过）", number(used.Median) + " 个工作日", "十件里九件不超过 " + number(used.Ninth) + " 个", d.href(d.ask, used.Cases, report.Used, "")}
	}
	return tallies, nil
}

// percent writes a share, rounded down: what is not all is not 100%.
func percent(n, of int) string {
	if of == 0 {
		return "—"
	}
	tenths := 1000 * n / of
	if tenths%10 == 0 {
		return strconv.Itoa(tenths/10) + "%"
	}
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + "%"
}

// charts are the pictures, in the order of a request's life.
func (d figuresDrawn) charts() []page.Chart {
	all := []page.Chart{d.months()}
	doors := d.bars("doors", "按渠道", "渠道", "收到")
	for _, door := range casefile.Doors {
		doors.add(door.Label(), d.value(report.ByDoor, string(door)))
	}
	classes := d.bars("classes", "按申请人", "申请人", "收到")
	for _, class := range casefile.Classes {
		classes.add(class.Label(), d.value(report.ByClass, string(class)))
	}
	endings := d.bars("endings", "是否按时", "办结", "件数")
	for _, e := range casefile.Endings {
		endings.add(e.Label(), d.value(report.Ended, string(e)))
	}
	endings.add("逾期未答复", d.value(report.Overdue, ""))
	results := d.bars("results", "答复结果", "结果", "件数")
	for _, x := range d.now.Values(report.ByResult) {
		results.add(d.s.resultWords(x.Value), d.value(report.ByResult, x.Value))
	}
	for _, b := range []*barChart{doors, classes, endings, results} {
		all = append(all, b.Chart)
	}
	return append(append(all, d.stations(), d.asked()), d.objections(), d.judged())
}

// A barChart is bars of one series that grow.
type barChart struct{ page.Chart }

func (d figuresDrawn) bars(id, title, of, series string) *barChart {
	return &barChart{page.Chart{Chart: chart.Chart{ID: "chart-" + id, Form: chart.Bars, Title: title, Of: of, Unit: "件", Series: []chart.Series{{Name: series}}}}}
}

func (b *barChart) add(label string, v chart.Value) {
	b.Labels = append(b.Labels, chart.Label{Text: label})
	b.Series[0].Values = append(b.Series[0].Values, v)
}

// months is what came in and what was ended, month by month, beside the year before.
func (d figuresDrawn) months() page.Chart {
	c := chart.Chart{ID: "chart-months", Form: chart.Lines, Title: "按月", Of: "月份", Unit: "件",
		Series: []chart.Series{{Name: "收到"}, {Name: "办结"}, {Name: "去年同月收到"}}}
	today := d.s.Desk.Today()
	for m := d.ask.from; m <= d.ask.until; m++ {
		c.Labels = append(c.Labels, chart.Label{Text: strconv.Itoa(m) + "月"})
		one := d.ask
		one.from, one.until = m, m
		for i, h := range []report.Heading{report.Received, report.Ended} {
			n := d.now.In(month(d.ask.year, m), h)
			v := chart.Value{N: n, Href: d.href(one, n, h, "")}
			if d.ask.year == today.Year() && m > int(today.Month()) {
				v.None = true
			}
			c.Series[i].Values = append(c.Series[i].Values, v)
		}
		before := one
		before.year--
		n := d.last.In(month(before.year, m), report.Received)
		c.Series[2].Values = append(c.Series[2].Values, chart.Value{N: n, Href: d.href(before, n, report.Received, "")})
	}
	return page.Chart{Chart: c, Folded: true}
}

// stations is where the days went: who had the cases that were ended.
func (d figuresDrawn) stations() page.Chart {
	c := page.Chart{Note: "经过这个环节的案件，一半不超过前一个数，十件里九件不超过后一个。“等申请人”“等第三方”是停着不计的天数，其他是工作日。",
		Chart: chart.Chart{ID: "chart-stations", Form: chart.Bars, Title: "时间用在哪里", Of: "环节", Unit: "天", Series: []chart.Series{{Name: "一半不超过"}, {Name: "九成不超过"}}}}
	for _, station := range casefile.Stations {
		h := report.AtStation(station)
		spread := d.now.Spread(h)
		median, ninth := chart.Value{None: true}, chart.Value{None: true}
		if spread.Cases > 0 {
			href := d.href(d.ask, spread.Cases, h, "")
			median, ninth = chart.Value{N: spread.Median, Href: href}, chart.Value{N: spread.Ninth, Href: href}
		}
		c.Labels = append(c.Labels, chart.Label{Text: station.Label()})
		c.Series[0].Values, c.Series[1].Values = append(c.Series[0].Values, median), append(c.Series[1].Values, ninth)
	}
	return c
}

// asked is who was asked for an opinion, and what they said.
func (d figuresDrawn) asked() page.Chart {
	c := page.Chart{Note: "按征求意见书送出之日算，一个被征求意见方算一次。",
		Chart: chart.Chart{ID: "chart-asked", Form: chart.Stacked, Title: "征求意见", Of: "怎么说的", Unit: "次", Whole: true}}
	for _, of := range casefile.AskedAs {
		c.Series = append(c.Series, chart.Series{Name: of.Label()})
	}
	for _, answer := range append([]casefile.Answer{""}, casefile.Answers...) {
		row := make([]chart.Value, len(casefile.AskedAs))
		for i, of := range casefile.AskedAs {
			row[i] = d.value(report.Asked, string(of)+"/"+string(answer))
		}
		addRow(&c.Chart, report.AnswerLabel(string(answer)), row)
	}
	return c
}

// objections is how many answers were contested.
func (d figuresDrawn) objections() page.Chart {
	b := d.bars("contested", "被申请复议、被起诉", "救济", "次数")
	b.Unit, b.Note = "次", "按知道之日算，一次复议、一次诉讼各算一次；怎么结束的在右边，按收到决定书、判决书之日算。只算记在申请案件里的；年报数字的行政复议、行政诉讼还算登记簿里的其他案件。"
	for _, forum := range []casefile.Forum{casefile.InReview, casefile.InCourt} {
		b.add(forum.Label(), d.value(report.Contested, string(forum)))
	}
	return b.Chart
}

// judged is how contests ended.
func (d figuresDrawn) judged() page.Chart {
	c := page.Chart{Chart: chart.Chart{ID: "chart-judged", Form: chart.Stacked, Title: "复议、诉讼怎么结束的", Of: "结果", Unit: "次", Whole: true,
		Series: []chart.Series{{Name: casefile.InReview.Label()}, {Name: casefile.InCourt.Label()}}}}
	for _, outcome := range casefile.RemedyOutcomes {
		addRow(&c.Chart, outcome.Label(), []chart.Value{
			d.value(report.Judged, string(casefile.InReview)+"/"+string(outcome)), d.value(report.Judged, string(casefile.InCourt)+"/"+string(outcome)),
		})
	}
	return c
}

// addRow adds a label with a value for each series, unless there is nothing of it.
func addRow(c *chart.Chart, label string, row []chart.Value) {
	sum := 0
	for _, v := range row {
		sum += v.N
	}
	if sum == 0 {
		return
	}
	c.Labels = append(c.Labels, chart.Label{Text: label})
	for i, v := range row {
		c.Series[i].Values = append(c.Series[i].Values, v)
	}
}

// units are the figures unit by unit.
func (d figuresDrawn) units() []unitFigures {
	var rows []unitFigures
	agencies := map[int64]bool{}
	all := d.now.ByUnit()
	for _, u := range all {
		agencies[u.Agency] = true
	}
	for _, u := range all {
		one := d.ask
		if one.agency, one.unit = u.Agency, u.Unit; u.Unit == 0 {
			one.unit = report.NoUnit
		}
		cell := func(head string, n int, h report.Heading, value string) figureCell {
			return figureCell{Head: head, Text: strconv.Itoa(n), Href: d.href(one, n, h, value)}
		}
		row := unitFigures{Unit: d.people.Unit(u.Unit), Cells: []figureCell{cell("收到", u.Received, report.Received, "")}}
		if len(agencies) > 1 {
			row.Agency = d.people.Agencies[u.Agency].Name
		}
		if row.Unit == "" {
			row.Unit = noUnit
		}
		answered := 0
		for _, e := range casefile.Endings {
			if row.Cells = append(row.Cells, cell(e.Label(), u.Ended[e], report.Ended, string(e))); e != casefile.EndedWithout {
				answered += u.Ended[e]
			}
		}
		row.Cells = append(row.Cells, cell("逾期未答复", u.Overdue, report.Overdue, ""),
			figureCell{Head: "按时答复", Text: percent(answered-u.Ended[casefile.EndedLate], answered+u.Overdue)})
		used := figureCell{Head: "用时", Text: "—"}
		if u.Used.Cases > 0 {
			used = cell("用时", u.Used.Median, report.Used, "")
			used.Text = strconv.Itoa(u.Used.Median) + "（" + strconv.Itoa(u.Used.Ninth) + "）"
		}
		rows = append(rows, row)
		rows[len(rows)-1].Cells = append(row.Cells, used)
	}
	return rows
}

// resultWords names a result.
func (s *Server) resultWords(result string) string {
	if name := s.Desk.ResultName(law.Result(result)); name != "" {
		return name
	}
	return "没有写结果"
}

// headingWords name what is counted.
func (s *Server) headingWords(h report.Heading, value string) string {
	words := map[report.Heading]string{
		report.Received: "收到的申请", report.ByDoor: "渠道" + casefile.Door(value).Label(), report.ByClass: "申请人是" + casefile.Class(value).Label(),
		report.Ended: "办结的", report.Overdue: "逾期未答复的，按最后一天排", report.ByResult: "结果是" + s.resultWords(value), report.Used: "答复的，用得多的在前",
		report.Contested: "被" + casefile.Forum(value).Label(), report.Returned: "退回的文书", report.Voided: "作废的文书", report.Replaced: "更正后重新答复",
	}[h]
	switch {
	case h == report.Ended && value != "":
		words = casefile.Ending(value).Label()
	case h == report.Asked:
		of, answer, _ := strings.Cut(value, "/")
		words = "征求" + casefile.Asked(of).Label() + "意见，" + report.AnswerLabel(answer)
	case h == report.Judged:
		words = report.JudgedLabel(value)
	case words == "":
		station, _ := strings.CutPrefix(string(h), "at_")
		words = casefile.Station(station).Label() + "用的天数，用得多的在前"
	}
	return words
}
