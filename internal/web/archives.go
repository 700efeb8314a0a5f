package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

// 归档: the files of cases that are over are put away, bound, and handed to the archives.

func (s *Server) archiveRoutes(r *mux.Router) {
	r.Handle("/archives", s.staff(s.showToShelve)).Methods("GET")
	r.Handle("/archives", s.staff(s.shelve)).Methods("POST")
	r.Handle("/archives/kept", s.staff(s.showShelved)).Methods("GET")
	r.Handle("/archives/kept", s.staff(s.deposit)).Methods("POST")
	r.Handle("/archives/kept.pdf", s.staff(s.sendShelfList("pdf"))).Methods("GET")
	r.Handle("/archives/kept.xlsx", s.staff(s.sendShelfList("xlsx"))).Methods("GET")
}

// shelfNav leads there whoever puts files away, and whoever approves that they are destroyed.
func (s *Server) shelfNav(r *http.Request, by auth.User, item func(label, path string, count int, hot bool) page.NavItem) (items []page.NavItem) {
	if desk.MayShelve(by) == nil {
		items = append(items, item("归档", "/archives", 0, false))
	}
	waiting, _ := s.Desk.DisposalsToApprove(r.Context(), by)
	if waiting > 0 || len(items) == 0 && desk.MaySeeDisposals(by) == nil {
		items = append(items, item("销毁清册", "/archives/disposals", waiting, false))
	}
	return items
}

// archivesPage is the page "desk/archives": what is to be put away, or what is.
type archivesPage struct {
	page.Base
	Lead    string
	Tabs    []page.Link // the first is the other view
	Year    page.Field
	Here    string // where the year is chosen
	Notes   []page.Note
	Lines   []shelfLine
	Failed  []outcomeLine // that could not be done
	Action  string
	All     string
	Fields  []page.Field
	Button  page.Button
	Acts    []page.Button
	Empty   page.Empty
	Kept    bool
	Caption string
}

// A shelfLine is one file that is put away.
type shelfLine struct {
	Number  string
	Case    page.Link
	Subject string
	Keep    string
	Bound   page.Tag
	Files   []page.Link
	Handed  string
}

// yearAsked reads the year that the address asks for; 0: every.
func yearAsked(q url.Values) int {
	year, err := strconv.Atoi(q.Get("year"))
	if err != nil || year < 2000 || year > 2100 {
		return 0
	}
	return year
}

// yearField chooses the year.
func (s *Server) yearField(year int) page.Field {
	options := []page.Option{{Value: "", Label: "全部年度"}}
	for y := calendar.DateOf(s.Now()).Year(); y >= calendar.DateOf(s.Now()).Year()-15; y-- {
		options = append(options, page.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y) + "年"})
	}
	typed := url.Values{}
	if year != 0 {
		typed.Set("year", strconv.Itoa(year))
	}
	return page.NewForm(typed, nil).Select("year", "办结年度", options)
}

func yearQuery(path string, year int) string {
	if year == 0 {
		return path
	}
	return path + "?year=" + strconv.Itoa(year)
}

// showToShelve serves GET /archives: the cases whose files are to be put away.
func (s *Server) showToShelve(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderToShelve(w, r, by, http.StatusOK, nil, nil, nil)
}

func (s *Server) renderToShelve(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error, failed []desk.Outcome) error {
	year := yearAsked(r.URL.Query())
	to, err := s.Desk.ToShelve(r.Context(), by, year)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := archivesPage{
		Base: s.base(r, by, "归档"), Year: s.yearField(year), Here: s.Pages.URL("/archives"), Action: s.Pages.URL(yearQuery("/archives", year)),
		Lead:   "办结而还没有归档的 " + strconv.Itoa(to.Total) + " 件。还可以复议、起诉的，成批归档时留下，期限过了再归。",
		Tabs:   []page.Link{{Label: "看已归档的", Href: s.Pages.URL(yearQuery("/archives/kept", year))}},
		Button: page.Button{Label: "归档", Key: "Ctrl S"},
		Empty:  page.Empty{Title: "没有待归档的", Text: "答复送达、撤回、结案以后的案件列在这里。"},
	}
	if to.Total > len(to.Rows) {
		p.Lead += "一次最多 " + strconv.Itoa(desk.SeveralAtOnce) + " 件，这里是最先办结的。"
	}
	for _, o := range failed {
		p.Failed = append(p.Failed, s.outcomeLine(o, people))
	}
	all := r.URL.Query().Get("all") == "1"
	var options []page.Option
	for _, row := range to.Rows {
		options = append(options, page.Option{
			Value: pickedValue(desk.Picked{ID: row.Case, Version: row.Version}), Label: row.CaseNo + "　" + shelfSubject(row),
			Hint: joined(row.Applicant, row.EndedOn.ChineseShort()+"办结"), Checked: all && typed == nil,
		})
	}
	if len(options) > 0 {
		if typed == nil {
			typed = url.Values{"fonds": {to.Fonds}}
		}
		if !all {
			q := url.Values{"all": {"1"}}
			if year != 0 {
				q.Set("year", strconv.Itoa(year))
			}
			p.All = s.Pages.URL("/archives?" + q.Encode())
		}
		form := page.NewForm(typed, wrong)
		keep := append([]page.Option{{Value: "", Label: "各件按建议的：一般 10年，经过复议、诉讼的 30年"}}, keepOptions()...)
		p.Fields = []page.Field{
			form.Select("keep", "保管期限", keep).WithHint("依据：" + casefile.KeepingRule + "。"),
			form.Text("reason", "改了期限的理由").AsOptional(),
			form.Text("fonds", "全宗号").WithHint("档号用它开头；以后的都用这个，已经给了的档号不变。"),
			form.Checkboxes("pick", "哪几件", options),
		}
		p.Errors = form.Errors()
	}
	return s.Pages.Render(w, status, "desk/archives", p)
}

func shelfSubject(row sqlite.ShelfRow) string {
	if row.Subject == "" {
		return "（没有写事项）"
	}
	return row.Subject
}

func keepOptions() []page.Option {
	var all []page.Option
	for _, k := range casefile.Keepings {
		all = append(all, page.Option{Value: string(k), Label: k.Label()})
	}
	return all
}

// keepFields asks how long the file of a case is to be kept.
func keepFields(c *casefile.Case, f *page.Form) []page.Field {
	keep, why := c.ProposedKeeping()
	options := keepOptions()
	for i := range options {
		if options[i].Value == string(keep) {
			options[i].Hint = "建议：" + why
		}
	}
	return []page.Field{
		f.Radios("keep", "保管期限", options).WithHint("依据：" + casefile.KeepingRule + "。"),
		f.Text("reason", "改了期限的理由").AsOptional(),
	}
}

// remediesWords says until when somebody may go against the answer.
func remediesWords(last calendar.Date) string {
	if last.IsZero() {
		return "期限还没有起算。"
	}
	return "期限到 " + last.Chinese() + "。"
}

// shelve serves POST /archives.
func (s *Server) shelve(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	again := func(err error) error {
		return s.renderToShelve(w, r, by, http.StatusUnprocessableEntity, sent.Values, err, nil)
	}
	to, err := s.Desk.ToShelve(r.Context(), by, yearAsked(r.URL.Query()))
	if err != nil {
		return err
	}
	if fonds := sent.Value("fonds"); fonds != to.Fonds {
		if err := s.Desk.SetFonds(r.Context(), by, fonds); isInvalid(err) {
			return again(err)
		} else if err != nil {
			return err
		}
	}
	outcomes, err := s.Desk.ArchiveSeveral(r.Context(), by, pickedIn(sent.Values["pick"]), casefile.PutAway{Keep: casefile.Keeping(sent.Value("keep")), Reason: sent.Value("reason")}, false)
	if isInvalid(err) {
		return again(err)
	}
	if err != nil {
		return err
	}
	failed := desk.Failed(outcomes)
	if len(failed) == len(outcomes) && len(fault.FieldsOf(failed[0].Err)) > 0 { // it is the form that is wrong
		return again(failed[0].Err)
	}
	if len(failed) > 0 {
		return s.renderToShelve(w, r, by, http.StatusUnprocessableEntity, url.Values{"fonds": {sent.Value("fonds")}}, nil, failed)
	}
	return s.see(w, r, "/archives/kept", "已归档 "+strconv.Itoa(len(outcomes))+" 件，正在装订")
}

// showShelved serves GET /archives/kept: the files that are put away.
func (s *Server) showShelved(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderShelved(w, r, by, http.StatusOK, nil, nil, nil)
}

func (s *Server) renderShelved(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error, failed []desk.Outcome) error {
	year := yearAsked(r.URL.Query())
	kept, err := s.Desk.Shelved(r.Context(), by, year)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := archivesPage{
		Base: s.base(r, by, "已归档"), Kept: true, Year: s.yearField(year), Here: s.Pages.URL("/archives/kept"), Action: s.Pages.URL(yearQuery("/archives/kept", year)),
		Lead:   "归档的 " + strconv.Itoa(kept.Total) + " 件。案卷可以看、可以下载，归错的在案件页撤销归档；移交以后不再撤销。",
		Tabs:   []page.Link{{Label: "看待归档的", Href: s.Pages.URL(yearQuery("/archives", year))}},
		Button: page.Button{Label: "记为已移交", Key: "Ctrl S"}, Caption: "已归档的案卷",
		Empty: page.Empty{Title: "还没有归档的案卷", Text: "归档以后，档号、保管期限和装订好的案卷列在这里。"},
	}
	if desk.MayAppraise(by) == nil {
		p.Tabs = append(p.Tabs, page.Link{Label: "到期鉴定", Href: s.Pages.URL("/archives/due")}, page.Link{Label: "销毁清册", Href: s.Pages.URL("/archives/disposals")})
	}
	if kept.Unbound > 0 {
		p.Notes = append(p.Notes, page.Note{Strong: "正在装订：", Text: "还有 " + strconv.Itoa(kept.Unbound) + " 件，装订好 " + strconv.Itoa(len(kept.Rows)-kept.Unbound) + " 件。刷新这一页看最新的。"})
	}
	for _, o := range failed {
		p.Failed = append(p.Failed, s.outcomeLine(o, people))
	}
	var options []page.Option
	for _, row := range kept.Rows {
		p.Lines = append(p.Lines, s.shelfLine(row))
		if row.HandedOn.IsZero() && row.File != "" && row.Destroyed.On.IsZero() {
			options = append(options, page.Option{Value: pickedValue(desk.Picked{ID: row.Case, Version: row.Version}), Label: row.Number, Hint: joined(row.CaseNo, shelfSubject(row))})
		}
	}
	if len(p.Lines) > 0 {
		for _, f := range []struct{ label, ext string }{{"案卷清册（PDF）", "pdf"}, {"案卷清册（Excel）", "xlsx"}} {
			p.Acts = append(p.Acts, page.Button{Label: f.label, Href: s.Pages.URL(yearQuery("/archives/kept."+f.ext, year))}.Plain())
		}
	}
	if len(options) > 0 {
		form := page.NewForm(typed, wrong)
		p.Fields = []page.Field{form.Text("to", "移交给").WithHint("如：明川区档案馆。记的是今天移交。"), form.Checkboxes("pick", "移交哪几卷", options)}
		p.Errors = form.Errors()
	}
	return s.Pages.Render(w, status, "desk/archives", p)
}

func (s *Server) shelfLine(row sqlite.ShelfRow) shelfLine {
	l := shelfLine{
		Number: row.Number, Case: page.Link{Label: row.CaseNo, Href: s.Pages.URL(casePath(row.Case))}, Subject: joined(row.Applicant, shelfSubject(row)),
		Bound: page.Tag{State: page.Done, Text: strconv.Itoa(row.Pages) + " 页"},
	}
	l.Keep = keptWords(row.Shelf)
	switch {
	case !row.Destroyed.On.IsZero():
		l.Bound = page.Tag{State: page.Line, Text: "已销毁"}
	case row.Keep == "": // of before there were periods and volumes
		l.Number, l.Keep, l.Bound = "没有档号", "没有定", page.Tag{State: page.Line, Text: "没有装订"}
	case row.File == "":
		l.Bound = page.Tag{State: page.Soon, Text: "正在装订"}
	default:
		l.Files = []page.Link{{Label: "案卷 PDF", Href: s.Pages.URL(casePath(row.Case, "archive.pdf"))}, {Label: "全部原件 ZIP", Href: s.Pages.URL(casePath(row.Case, "archive.zip"))}}
	}
	if !row.HandedOn.IsZero() {
		l.Handed = row.HandedOn.ChineseShort() + "移交" + row.HandedTo
	}
	return l
}

// deposit serves POST /archives/kept: files went to the archives.
func (s *Server) deposit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	outcomes, err := s.Desk.Deposit(r.Context(), by, pickedIn(sent.Values["pick"]), sent.Value("to"))
	if isInvalid(err) {
		return s.renderShelved(w, r, by, http.StatusUnprocessableEntity, sent.Values, err, nil)
	}
	if err != nil {
		return err
	}
	if failed := desk.Failed(outcomes); len(failed) > 0 {
		return s.renderShelved(w, r, by, http.StatusUnprocessableEntity, sent.Values, nil, failed)
	}
	return s.see(w, r, yearQuery("/archives/kept", yearAsked(r.URL.Query())), "已记移交 "+strconv.Itoa(len(outcomes))+" 卷")
}

// sendShelfList serves GET /archives/kept.pdf and .xlsx.
func (s *Server) sendShelfList(format string) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		f, err := s.Desk.ShelfList(r.Context(), by, yearAsked(r.URL.Query()), format)
		if err != nil {
			return err
		}
		return sendFile(w, r, f, false)
	}
}

// sendShelved serves GET /cases/{id}/archive.pdf.
func (s *Server) sendShelved(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.ShelvedPDF(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, true)
}

// sendPackage serves GET /cases/{id}/archive.zip.
func (s *Server) sendPackage(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.ShelvedPackage(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, false)
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"archived": told(func(_ teller, f *casefile.Archived) telling {
		t := telling{Title: "归档"}
		if f.Number != "" {
			t.Text = "档号 " + f.Number + "，保管期限 " + f.Keep.Label() + because(f.Private.Reason)
		}
		return t
	}),
	"archive_bound": told(func(_ teller, f *casefile.ArchiveBound) telling {
		return telling{Title: "案卷装订成册", Text: "共 " + strconv.Itoa(f.Pages) + " 页。"}
	}),
	"deposited": told(func(_ teller, f *casefile.Deposited) telling {
		return telling{Title: "案卷移交", Text: sentences("移交给" + f.To)}
	}),
})
