package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) todayRoutes(r *mux.Router) {
	r.Handle("/", s.staff(s.showToday)).Methods("GET")
}

// todayPage is the page "desk/today".
type todayPage struct {
	page.Base
	Body todayBody
}

// A todayBody is all that the page says of the day to who reads it, rendered once
// for equal values.
type todayBody struct {
	Lead    string
	Tallies []page.Tally
	Groups  page.CaseGroups
	Empty   page.Empty
	More    page.Link // the rest of what waits for the reader
	Waits   []waitLine
	Units   []unitLine
	Intake  *intakeCard // nil for who does not take in
}

// A waitLine says how many cases wait for somebody else.
type waitLine struct {
	Tag   page.Tag
	Label string
	Href  string
	Count int
}

// A unitLine is what one unit has in hand.
type unitLine struct {
	Name string // "" for what is not assigned yet
	Href string
	Open int
	Late int
	Help int // need the coordinating office; counted for it alone
}

// An intakeCard says what waits at the doors.
type intakeCard struct {
	Waiting int
	Oldest  calendar.Date
	Href    string
}

// showToday serves GET /: what is to be done, the most pressing first.
func (s *Server) showToday(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if auth.SightOf(by) == (auth.Sight{}) {
		return s.firstPage(w, r, by)
	}
	day, err := s.workDayOf(r, by)
	if err != nil {
		return err
	}
	p := todayBody{
		Tallies: day.tallies(s), Groups: day.groups(s), Waits: day.waits(s),
		Lead: "在办 " + countWords(day.open) + "。按最迟之日先后排列，先办在上面的。",
	}
	for _, group := range []func(*http.Request, auth.User) (page.CaseGroup, error){s.reportGroup, s.contestGroup, s.respondGroup, s.lawsuitGroup, s.yearlyGroup, s.disposalGroup} {
		asked, err := group(r, by)
		if err != nil {
			return err
		}
		if len(asked.Rows) > 0 {
			p.Groups.Groups = append([]page.CaseGroup{asked}, p.Groups.Groups...)
		}
	}
	if len(p.Groups.Groups) == 0 {
		p.Empty = page.Empty{Title: "眼下没有要办的", Text: "逾期的、今天和本周到期的、等您办的案件排在这里，急的在前。",
			Acts: []page.Button{page.Button{Label: "看台账", Href: s.Pages.URL("/cases")}.Plain()}}
	}
	if day.mineMore > 0 {
		p.More = page.Link{Label: "等我办的还有 " + strconv.Itoa(day.mineMore) + " 件", Href: s.registerHref(url.Values{"view": {"open"}, "waits": {string(day.mineParty)}})}
	}
	if p.Units, err = s.unitLines(r, by, day.people); err != nil {
		return err
	}
	if p.Intake, err = s.intakeCard(r, by); err != nil {
		return err
	}
	return s.Pages.Render(w, http.StatusOK, "desk/today", todayPage{s.base(r, by, "今日"), p})
}

// nothingPage is the page "desk/nothing": of who has nothing to do here.
type nothingPage struct {
	page.Base
	Empty page.Empty
}

// firstPage leads who sees no case to the first page that they do see, and says
// so to whom there is none for.
func (s *Server) firstPage(w http.ResponseWriter, r *http.Request, by auth.User) error {
	for _, group := range s.nav(r, by) {
		for _, item := range group.Items {
			return serve.SeeOther(w, r, item.Href)
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/nothing", nothingPage{Base: s.base(r, by, "今日"), Empty: page.Empty{
		Title: "这里没有您要办的", Text: "您的角色是" + roleLabels(by) + "，不办申请案件，也不看案卷。要办的，请安全管理员授角色。",
	}})
}

// unitLines lists what each unit has in hand; for an officer there is only the
// own unit, which is no news.
func (s *Server) unitLines(r *http.Request, by auth.User, people peopleNames) ([]unitLine, error) {
	if auth.SightOf(by).Unit != 0 {
		return nil, nil
	}
	loads, err := s.Desk.Progress(r.Context(), by)
	if err != nil {
		return nil, err
	}
	var lines []unitLine
	for _, l := range loads {
		line := unitLine{Name: people.Unit(l.Unit), Open: l.Open, Late: l.Late}
		if by.Has(auth.Coordinator) {
			line.Help = l.Help
		}
		if l.Unit != 0 {
			line.Href = s.registerHref(url.Values{"view": {"open"}, "unit": {strconv.FormatInt(l.Unit, 10)}})
		} else {
			line.Href = s.registerHref(url.Values{"view": {"open"}, "stage": {string(casefile.StageRegistered)}})
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// intakeCard counts what waits at the doors, nil for who does not see it.
func (s *Server) intakeCard(r *http.Request, by auth.User) (*intakeCard, error) {
	if auth.MayDo(by, auth.SeeIntake, by.Agency) != nil {
		return nil, nil
	}
	waiting, total, err := s.Desk.Inputs(r.Context(), by, sqlite.InputFilter{State: inbox.Waiting, Limit: 1})
	if err != nil {
		return nil, err
	}
	card := &intakeCard{Waiting: total, Href: s.Pages.URL("/inbox")}
	if len(waiting) > 0 {
		card.Oldest = calendar.DateOf(waiting[0].ArrivedAt)
	}
	return card, nil
}
