package portal

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/yearly"
)

func (s *Server) reportRoutes(r *mux.Router) {
	r.Handle("/reports", s.open(s.showReports)).Methods("GET")
	r.Handle("/reports/{year:[0-9]+}", s.open(s.showReportsOf)).Methods("GET")
	r.Handle("/reports/{year:[0-9]+}/{agency:[0-9]+}", s.open(s.showReport)).Methods("GET")
	r.Handle("/reports/{year:[0-9]+}/{agency:[0-9]+}/{edition:[0-9]+}", s.open(s.showReport)).Methods("GET")
	r.Handle("/reports/{year:[0-9]+}/{agency:[0-9]+}/{edition:[0-9]+}/file."+forms.AnnualEndings, s.open(s.fetchReport)).Methods("GET")
}

// reportsPage is the page "portal/reports": the yearly reports that are published.
type reportsPage struct {
	page.Base
	Years []reportYear
	Empty page.Empty
	Aside page.Aside
}

// A reportYear is the reports of one year.
type reportYear struct {
	Year int
	Rows []reportRow
}

// A reportRow is one of them.
type reportRow struct{ Name, Href, On, Note string }

// reportPath is the address of a published report; edition 0 is the one that stands.
func reportPath(id yearly.ID, edition int) string {
	p := "/reports/" + strconv.Itoa(id.Year()) + "/" + strconv.FormatInt(id.Agency(), 10)
	if edition > 0 {
		p += "/" + strconv.Itoa(edition)
	}
	return p
}

// showReports serves GET /reports.
func (s *Server) showReports(w http.ResponseWriter, r *http.Request) error {
	return s.renderReports(w, r, 0)
}

// showReportsOf serves GET /reports/{year}: the reports of one year.
func (s *Server) showReportsOf(w http.ResponseWriter, r *http.Request) error {
	year, err := pathNumber(r, "year")
	if err != nil {
		return err
	}
	if year < 1 || year > 9999 {
		return fault.New(fault.NotFound, "yearly_not_found")
	}
	return s.renderReports(w, r, year)
}

func (s *Server) renderReports(w http.ResponseWriter, r *http.Request, year int) error {
	all, err := s.Desk.PublicYearlies(r.Context(), year)
	if err != nil {
		return err
	}
	if year != 0 && len(all) == 0 {
		return fault.New(fault.NotFound, "yearly_not_found")
	}
	p := reportsPage{Base: s.base(r, "政府信息公开工作年度报告"), Empty: page.Empty{Title: "还没有公布的年度报告", Text: "每年三月三十一日以前，公布上一年的。"}, Aside: s.aside()}
	for _, e := range all {
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != e.ID.Year() {
			p.Years = append(p.Years, reportYear{Year: e.ID.Year()})
		}
		row := reportRow{Name: e.Name, Href: s.Pages.URL(reportPath(e.ID, 0)), On: e.PublishedOn.Chinese()}
		if e.ID.IsWhole() {
			row.Name += "（汇总各机关）"
		}
		if e.Editions > 1 {
			row.Note = "有更正"
		}
		last := &p.Years[len(p.Years)-1]
		last.Rows = append(last.Rows, row)
	}
	return s.Pages.Render(w, http.StatusOK, "portal/reports", p)
}

// reportPage is the page "portal/report": one report in one edition.
type reportPage struct {
	page.Base
	Back     string
	Note     page.Note // it is corrected by another, or corrects one
	Paper    page.Document
	Changed  []reportChange
	Why      string
	Editions []reportRow
	Acts     []page.Button
}

// A reportChange is a figure or a text that a correction changed.
type reportChange struct{ Where, Was, Is string }

// showReport serves GET /reports/{year}/{agency} and of one edition.
func (s *Server) showReport(w http.ResponseWriter, r *http.Request) error {
	public, err := s.reportOf(r)
	if err != nil {
		return err
	}
	id, e, doc := public.ID, public.Edition, public.Annual.Paper()
	p := reportPage{
		Base: s.base(r, doc.Name()), Back: s.Pages.URL("/reports"), Paper: page.DocumentOf(doc), Why: e.Why, Acts: s.reportFiles(public),
	}
	if !public.IsLatest() {
		p.Note = page.Note{Kind: page.Late, Strong: "这一版已经更正。", Text: "这里留着当时公布的样子。", Link: page.Link{Label: "看更正后的", Href: s.Pages.URL(reportPath(id, 0))}}
	}
	for _, d := range public.Changed {
		p.Changed = append(p.Changed, reportChange{d.Where(), d.Was, d.Is})
	}
	if len(public.Editions) > 1 {
		for _, one := range public.Editions {
			row := reportRow{Name: "第 " + strconv.Itoa(one.Edition) + " 版", On: one.On.Chinese(), Note: one.Why}
			if one.Edition != e.Edition {
				row.Href = s.Pages.URL(reportPath(id, one.Edition))
			}
			p.Editions = append(p.Editions, row)
		}
	}
	return s.Pages.Render(w, http.StatusOK, "portal/report", p)
}

// reportOf returns the published report that the address names.
func (s *Server) reportOf(r *http.Request) (desk.PublicYearly, error) {
	year, err := pathNumber(r, "year")
	if err != nil {
		return desk.PublicYearly{}, err
	}
	agency, err := pathNumber(r, "agency")
	if err != nil {
		return desk.PublicYearly{}, err
	}
	if year < 1 || year > 9999 || agency < 0 || agency > 999_999 {
		return desk.PublicYearly{}, fault.New(fault.NotFound, "yearly_not_found")
	}
	edition := 0
	if mux.Vars(r)["edition"] != "" {
		if edition, err = pathNumber(r, "edition"); err != nil {
			return desk.PublicYearly{}, err
		}
		if edition == 0 {
			return desk.PublicYearly{}, fault.New(fault.NotFound, "yearly_not_found")
		}
	}
	return s.Desk.PublicYearly(r.Context(), yearly.IDOf(year, int64(agency)), edition)
}
