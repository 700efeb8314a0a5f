package web

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gorilla/mux"
	"golang.org/x/text/width"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/notices"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) calendarRoutes(r *mux.Router) {
	r.Handle("/calendars", s.staff(s.listCalendars)).Methods("GET")
	r.Handle("/calendars/new", s.staff(s.newNotice)).Methods("GET")
	r.Handle("/calendars/new", s.staff(s.readNotice)).Methods("POST")
	r.Handle("/calendars/preview", s.staff(s.previewNotice)).Methods("GET")
	r.Handle("/calendars/preview", s.staff(s.applyNotice)).Methods("POST")
	r.Handle("/calendars/{n:[0-9]+}/withdraw", s.staff(s.previewWithdrawal)).Methods("GET")
	r.Handle("/calendars/{n:[0-9]+}/withdraw", s.staff(s.withdrawNotice)).Methods("POST")
}

// calendarsPage is the page "desk/calendars".
type calendarsPage struct {
	page.Base
	Unknown page.Note // of the years that are near and have no notice
	Rows    []calendarRow
	Past    []noticeRow
	New     page.Button
}

// A calendarRow is one year of one sheet.
type calendarRow struct {
	Region, Source string
	Off, On        string // how many days
	Year           int
	Tag            page.Tag
	Acts           []page.Link
}

// A noticeRow is one thing that was done to the calendar.
type noticeRow struct {
	Year, Region, What, Source, Reason, By string
	At                                     string
}

// regionNames are the sheets by what people call them.
var regionNames = map[string]string{calendar.National: "全国", "CN-65": "新疆"}

func regionName(region string) string {
	if name := regionNames[region]; name != "" {
		return name
	}
	return region
}

// listCalendars serves GET /calendars.
func (s *Server) listCalendars(w http.ResponseWriter, r *http.Request, by auth.User) error {
	book, err := s.Desk.Notices(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := calendarsPage{Base: s.base(r, by, "工作日历"), New: page.Button{Label: "录入放假安排", Href: s.Pages.URL("/calendars/new")}}
	this := s.Desk.Today().Year()
	for year := this + 1; year >= this; year-- {
		if lacks := lacking(book.Calendar(), year); lacks != "" {
			p.Unknown = page.Note{Strong: strconv.Itoa(year) + " 年的期限是暂定的：", Text: "还没有录入" + lacks + "的放假安排。全国的通知一般在前一年的十一月公布，公布以后请在这里录入。"}
		}
	}
	for _, sheet := range book.Calendar().Sheets() {
		years := slices.Sorted(maps.Keys(sheet.Years))
		for year := years[len(years)-1] + 1; year <= this+1; year++ {
			years = append(years, year)
		}
		slices.Reverse(years)
		for _, year := range years {
			p.Rows = append(p.Rows, s.calendarRow(book, sheet, year))
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b calendarRow) int { return b.Year - a.Year })
	for _, step := range slices.Backward(book.Steps) {
		row := noticeRow{Year: strconv.Itoa(step.Notice.Year), Region: regionName(step.Notice.Region), What: "录入", Source: step.Notice.Source,
			Reason: step.Reason, By: people.Name(step.By), At: dateAndTime(step.At)}
		if step.Withdraws != 0 {
			row.What = "撤回"
		}
		p.Past = append(p.Past, row)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/calendars", p)
}

// lacking names the sheets of the calendar that do not list a year.
func lacking(c *calendar.Calendar, year int) string {
	var names []string
	for _, sheet := range c.Sheets() {
		if _, listed := sheet.Years[year]; !listed {
			names = append(names, regionName(sheet.Region))
		}
	}
	return strings.Join(names, "、")
}

// calendarRow says by what the calendar goes in a year of a sheet.
func (s *Server) calendarRow(book *notices.Book, sheet calendar.Sheet, year int) calendarRow {
	edit := url.Values{"region": {sheet.Region}, "year": {strconv.Itoa(year)}}
	row := calendarRow{Region: regionName(sheet.Region), Year: year, Source: sheet.Source}
	days, listed := sheet.Years[year]
	if !listed {
		row.Tag, row.Source = page.Tag{State: page.Soon, Text: "暂定"}, "还没有通知，按法定假日推算"
		if sheet.Region != calendar.National {
			row.Source = "还没有通知，按全国的安排"
		}
		row.Acts = []page.Link{{Label: "录入", Href: s.Pages.URL("/calendars/new?" + edit.Encode())}}
		return row
	}
	row.Tag = page.Tag{State: page.Line, Text: "系统自带"}
	row.Off, row.On = "放假 "+strconv.Itoa(len(days.Holidays))+" 天", "调休上班 "+strconv.Itoa(len(days.Workdays))+" 天"
	row.Acts = []page.Link{{Label: "更正", Href: s.Pages.URL("/calendars/new?" + edit.Encode())}}
	if step := book.In(sheet.Region, year); step.N != 0 {
		row.Tag, row.Source = page.Tag{State: page.Done, Text: "已录入"}, step.Notice.Source
		if !step.Notice.Announced.IsZero() {
			row.Source += "，" + step.Notice.Announced.Chinese() + "公布"
		}
		row.Acts = append(row.Acts, page.Link{Label: "撤回", Href: s.Pages.URL("/calendars/" + strconv.Itoa(step.N) + "/withdraw")})
	}
	return row
}

// noticePage is the page "desk/notice".
type noticePage struct {
	page.Base
	Post, Back string
	Fields     []page.Field
	Save       page.Button
}

// newNotice serves GET /calendars/new: empty, with what the calendar has of the
// year that is asked for, or with what was typed before the preview.
func (s *Server) newNotice(w http.ResponseWriter, r *http.Request, by auth.User) error {
	book, err := s.Desk.Notices(r.Context(), by)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	if !q.Has("year") {
		q.Set("year", strconv.Itoa(s.Desk.Today().Year()+1))
	}
	if !q.Has("holidays") {
		year, _ := strconv.Atoi(q.Get("year")) // what is no year has no days
		for _, sheet := range book.Calendar().Sheets() {
			if sheet.Region == q.Get("region") {
				q.Set("holidays", calendar.WriteDays(sheet.Years[year].Holidays))
				q.Set("workdays", calendar.WriteDays(sheet.Years[year].Workdays))
			}
		}
	}
	return s.renderNotice(w, r, by, page.NewForm(q, nil), http.StatusOK)
}

func (s *Server) renderNotice(w http.ResponseWriter, r *http.Request, by auth.User, form *page.Form, status int) error {
	p := noticePage{Base: s.base(r, by, "录入放假安排"), Post: s.Pages.URL("/calendars/new"), Back: s.Pages.URL("/calendars"), Save: page.Button{Label: "先看哪些期限会变", Key: "Ctrl S"}}
	var regions []page.Option
	for _, sheet := range s.Desk.Calendar().Sheets() {
		regions = append(regions, page.Option{Value: sheet.Region, Label: regionName(sheet.Region)})
	}
	announced := form.Date("announced", "公布的日期")
	announced.Optional = true
	file := form.File("file", "从文件读").WithHint("JSON，或者表格（CSV）：一行一天，如“2027-01-01,放假”“2027-01-03,上班”。选了文件，放假和上班的日子按文件里的，下面的不用填。").WithAccept(".json,.csv,.txt")
	file.Many, file.Optional = false, true
	workdays := form.Textarea("workdays", "调休上班的日子").WithHint("放假以外要上班的星期六、星期日。").WithRows(4)
	workdays.Optional = true
	p.Fields = []page.Field{
		form.Select("region", "哪里的安排", regions).WithWidth("m"),
		form.Number("year", "年份"),
		form.Text("source", "通知的名称和文号").WithHint("如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕×号）。").WithAutocomplete("off"),
		announced,
		file,
		form.Textarea("holidays", "放假的日子").WithHint("一行一天，连着的写成 2027-02-05至2027-02-11。中间的星期六、星期日写不写都可以。").WithRows(8),
		workdays,
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/notice", p)
}

// readNotice serves POST /calendars/new: it reads what was typed, or the file, and
// leads to the preview.
func (s *Server) readNotice(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := s.Desk.Notices(r.Context(), by); err != nil {
		return err
	}
	var file bytes.Buffer
	sent, err := serve.ReadForm(r, forms.NoticeFile, func(_ serve.File, content io.Reader) error {
		_, err := io.Copy(&file, content)
		return err
	})
	if err == nil && file.Len() > 0 {
		err = takeFile(sent.Values, file.Bytes())
	}
	var n calendar.Notice
	if err == nil {
		n, err = noticeIn(sent.Values)
	}
	if err == nil {
		err = n.Check(s.Desk.Calendar(), s.Desk.Today())
	}
	if err == nil && n.Same(s.Desk.Calendar()) {
		err = fault.AtField("holidays", "notice_changes_nothing")
	}
	if isInvalid(err) {
		return s.renderNotice(w, r, by, page.NewForm(sent.Values, err), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/calendars/preview?"+noticeValues(n).Encode(), "")
}

// takeFile puts what a file says into the form. What it does not say stays as
// typed.
func takeFile(typed url.Values, text []byte) error {
	n, err := calendar.ReadNotice(text)
	if err != nil {
		return besideField("file", err)
	}
	for name, all := range noticeValues(n) {
		if all[0] != "" || name == "workdays" {
			typed[name] = all
		}
	}
	return nil
}

// noticeIn reads a notice from the fields of its form.
func noticeIn(v url.Values) (calendar.Notice, error) {
	bad := fault.Form{}
	n := calendar.Notice{Region: v.Get("region"), Source: strings.Join(strings.Fields(v.Get("source")), " "), Announced: dayIn(v, "announced", bad)}
	n.Year, _ = strconv.Atoi(v.Get("year")) // 0 is refused as no year
	if len([]rune(n.Source)) > mostSource {
		bad.Bad("source", "notice_source_long", mostSource)
	}
	for field, into := range map[string]*[]calendar.Date{"holidays": &n.Holidays, "workdays": &n.Workdays} {
		var err error
		if *into, err = calendar.ReadDays(width.Fold.String(v.Get(field))); err != nil {
			maps.Copy(bad, fault.FieldsOf(besideField(field, err)))
		}
	}
	return n, bad.Err()
}

// besideField puts what the rules said of a text beside its field.
func besideField(field string, err error) error {
	var e *fault.Error
	if !errors.As(err, &e) {
		return err
	}
	return fault.AtField(field, e.Code, e.Args...)
}

// mostSource is how long the name of a notice can be.
const mostSource = 200

// noticeValues is a notice as its form and its addresses have it.
func noticeValues(n calendar.Notice) url.Values {
	return url.Values{"region": {n.Region}, "year": {strconv.Itoa(n.Year)}, "source": {n.Source}, "announced": {n.Announced.String()},
		"holidays": {calendar.WriteDays(n.Holidays)}, "workdays": {calendar.WriteDays(n.Workdays)}}
}
