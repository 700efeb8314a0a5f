package bureau

import (
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// roomsOf are the pages about how the bureau decides, as far as the person may see them.
func (s *Server) roomsOf(by auth.User) []page.Link {
	all := []page.Link{{Label: "检索决定", Href: s.Pages.URL("/review/search")}, {Label: "裁审要点", Href: s.Pages.URL("/review/bench")}, {Label: "公布与抄告", Href: s.Pages.URL("/review/public")}, {Label: "年度报告", Href: s.Pages.URL("/review/figures")}}
	if auth.MayDo(by, auth.SeeConsistency, by.Agency) == nil {
		all = append(all, page.Link{Label: "与通常决定不同的", Href: s.Pages.URL("/review/departures")}, page.Link{Label: "裁决一致性", Href: s.Pages.URL("/review/consistency")})
	}
	return all
}

// searchPage is the page "bureau/search".
type searchPage struct {
	page.Base
	Lead   string
	Action string
	Field  page.Field
	Rooms  []page.Link
	Asked  bool
	Hits   []hitLine
	More   bool
	Empty  page.Empty
}

// A hitLine is one decided case in which something was found.
type hitLine struct {
	Number, Href, Outcome, About string
	Places                       []placeLine
}

// A placeLine is where it was found.
type placeLine struct {
	Label string
	Text  page.Marked
}

// showSearch serves GET /review/search?q=.
func (s *Server) showSearch(w http.ResponseWriter, r *http.Request, by auth.User) error {
	typed := r.URL.Query().Get("q")
	p := searchPage{
		Base: s.House.Base(r, by, "检索决定"), Lead: "在已经决定的案件里找：案号、被申请人、请求、理由、审查要点、决定书。几个词用空格隔开，都要有。", Action: s.Pages.URL("/review/search"),
		Rooms: s.roomsOf(by), Asked: typed != "", Empty: page.Empty{Title: "没有找到", Text: "少写几个词，或者换一个说法。"},
	}
	var wrong error
	if typed != "" {
		hits, more, err := s.Desk.SearchReviews(r.Context(), by, typed)
		if err != nil && !isInvalid(err) {
			return err
		}
		wrong, p.More = err, more
		for _, h := range hits {
			p.Hits = append(p.Hits, hitLine{
				Number: h.Number, Href: s.Pages.URL(casePath(reconsider.ID(h.ID))), Outcome: h.Outcome.Label(),
				About: h.Applicant + "不服" + h.Respondent + "　" + h.DecidedOn.Chinese(), Places: placesOf(h.Places),
			})
		}
	} else if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return err
	}
	f := page.NewForm(url.Values{"q": {typed}}, wrong)
	p.Field, p.Errors = f.Field("search", "q", "词语（两个字起）"), f.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
		p.Asked = false
	}
	return s.Pages.Render(w, status, "bureau/search", p)
}

func placesOf(places []reconsider.Place) []placeLine {
	var all []placeLine
	for _, place := range places {
		line := placeLine{Label: place.Label}
		for _, piece := range place.Pieces {
			line.Text = append(line.Text, page.MarkedPart{Text: piece.Text, Hit: piece.Hit})
		}
		all = append(all, line)
	}
	return all
}

// departuresPage is the page "bureau/departures".
type departuresPage struct {
	page.Base
	Lead  string
	Rooms []page.Link
	Rows  []departureRow
	Empty page.Empty
}

// A departureRow is one case that was decided otherwise than alike ones commonly are.
type departureRow struct {
	Number, Href, Kind, Outcome, By, On, Why string
}

// showDepartures serves GET /review/departures: for the head, to read.
func (s *Server) showDepartures(w http.ResponseWriter, r *http.Request, by auth.User) error {
	all, err := s.Desk.Departures(r.Context(), by)
	if err != nil {
		return err
	}
	p := departuresPage{
		Base: s.House.Base(r, by, "与通常决定不同的"), Lead: "同类案件有通常的决定，而这件没有那样决定的；为什么，由提出处理意见的人写明。", Rooms: s.roomsOf(by),
		Empty: page.Empty{Title: "没有", Text: "还没有与通常的决定不同的案件。"},
	}
	for _, c := range all {
		p.Rows = append(p.Rows, s.departureRow(c))
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/departures", p)
}

func (s *Server) departureRow(c reconsider.Sketch) departureRow {
	return departureRow{
		Number: c.Number, Href: s.Pages.URL(casePath(reconsider.ID(c.ID))), Kind: reconsider.KindName(c.Kind), Outcome: c.Outcome.Label(), By: c.Handler, On: c.DecidedOn.Chinese(), Why: c.Departure,
	}
}
