package web

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) standInRoutes(r *mux.Router) {
	r.Handle("/stand-ins", s.staff(s.showStandIns)).Methods("GET")
	r.Handle("/stand-ins", s.staff(s.addStandIn)).Methods("POST")
	r.Handle("/stand-ins/{id:[0-9]+}/end", s.staff(s.endStandIn)).Methods("POST")
}

// standInsPage is the page "desk/stand_ins".
type standInsPage struct {
	page.Base
	Now    []standInLine
	Past   []standInLine
	Notes  []page.Note
	Fields []page.Field
	None   string // why nobody can be asked to stand in; "" where somebody can
}

// A standInLine is one taking of a place.
type standInLine struct {
	Absent  string
	StandIn string
	First   calendar.Date
	Last    calendar.Date
	Reason  string
	Tag     page.Tag
	End     string // where it is ended; "" where it is over, or not theirs to end
}

// showStandIns serves GET /stand-ins.
func (s *Server) showStandIns(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderStandIns(w, r, by, http.StatusOK, url.Values{"absent": {idText(by.ID)}, "first": {s.Desk.Today().String()}}, nil)
}

func (s *Server) renderStandIns(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error) error {
	now, past, err := s.Desk.StandIns(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := standInsPage{Base: s.base(r, by, "代理")}
	for _, place := range now {
		p.Now = append(p.Now, s.standInLine(place, people, by))
		if place.Absent != by.ID {
			continue // whoever keeps the list of places does not learn who knows of what
		}
		n, err := s.Desk.LeftOut(r.Context(), place)
		if err != nil {
			return err
		}
		if n > 0 {
			p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "限制知悉：", Text: "您在名单上的案件里，有 " + strconv.Itoa(n) + " 件" + people.Name(place.StandIn) +
				"看不到，也办不了。要他办的，请名单上的签发人或者统筹人员把他加进名单；没有加的，这几天的提醒也发给他们。"})
		}
	}
	for _, place := range past {
		p.Past = append(p.Past, s.standInLine(place, people, by))
	}
	p.Fields, p.None = standInFields(page.NewForm(typed, wrong), people, by)
	if p.None == "" {
		p.Errors = page.NewForm(typed, wrong).Errors()
	}
	return s.Pages.Render(w, status, "desk/stand_ins", p)
}

func (s *Server) standInLine(p sqlite.StandIn, people desk.People, by auth.User) standInLine {
	line := standInLine{
		Absent: people.Name(p.Absent), StandIn: people.Name(p.StandIn), First: p.First, Last: p.Last, Reason: p.Reason, Tag: page.Tag{State: page.Line, Text: "已结束"},
	}
	switch today := s.Desk.Today(); {
	case p.Ended || today.After(p.Last):
		return line
	case p.IsOn(today):
		line.Tag = page.Tag{State: page.Soon, Text: "正在代理"}
	default:
		line.Tag = page.Tag{State: page.Line, Text: "还没有开始"}
	}
	if lends(by, people.Users[p.Absent]) || by.ID == p.StandIn {
		line.End = s.Pages.URL("/stand-ins/" + idText(p.ID) + "/end")
	}
	return line
}

// lends reports whether the person may say who takes somebody's place.
func lends(by, absent auth.User) bool {
	return by.ID == absent.ID || auth.MayDo(by, auth.GrantRoles, absent.Agency) == nil
}

// standInFields are the fields of a taking of a place, and why there are none.
func standInFields(form *page.Form, people desk.People, by auth.User) ([]page.Field, string) {
	var absent, standIns []page.Option
	users := slices.SortedFunc(maps.Values(people.Users), func(a, b auth.User) int { return cmp.Compare(a.ID, b.ID) })
	for _, a := range users {
		if a.Disabled || !lends(by, a) {
			continue
		}
		able := false
		for _, u := range users {
			if auth.StandInProblem(a, u) == nil {
				able = true
				option := page.Option{Value: idText(u.ID), Label: u.Name + "　" + people.Unit(u.Unit)}
				if !slices.ContainsFunc(standIns, func(o page.Option) bool { return o.Value == option.Value }) {
					standIns = append(standIns, option)
				}
			}
		}
		if able {
			absent = append(absent, page.Option{Value: idText(a.ID), Label: a.Name})
		}
	}
	if len(absent) == 0 {
		return nil, "没有可以互相代理的人：要同一个机关的，经办人要同一个单位的；管理员的角色不能代理。"
	}
	var fields []page.Field
	if len(absent) > 1 || absent[0].Value != idText(by.ID) {
		fields = append(fields, form.Select("absent", "谁不在", append([]page.Option{{Value: "", Label: "选一个人"}}, absent...)))
	} else {
		fields = append(fields, form.Hidden("absent", idText(by.ID)))
	}
	return append(fields,
		form.Select("stand_in", "由谁代理", append([]page.Option{{Value: "", Label: "选一个人"}}, standIns...)).WithHint("这些天里有不在的人的角色。自己拟的稿子仍然不能自己审核、签发。限制知悉的案件不随着代理：代理人在名单上才看得到。"),
		form.Date("first", "从哪一天"),
		form.Date("last", "到哪一天").WithHint("含当日，过了这一天自动结束。写成 2026-06-30 或 2026年6月30日 的样子"),
		form.Text("reason", "原因").WithHint("如：休假、出差、学习。"),
	), ""
}

// addStandIn serves POST /stand-ins.
func (s *Server) addStandIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	bad := fault.Form{}
	f := desk.StandInForm{
		Absent: idIn(sent.Values, "absent"), StandIn: idIn(sent.Values, "stand_in"), Reason: sent.Value("reason"),
		First: dayIn(sent.Values, "first", bad), Last: dayIn(sent.Values, "last", bad),
	}
	if f.Absent == 0 {
		bad.Bad("absent", "absent_needed")
	}
	if err = bad.Err(); err == nil {
		err = s.Desk.StandIn(r.Context(), by, f)
	}
	if isInvalid(err) {
		return s.renderStandIns(w, r, by, http.StatusUnprocessableEntity, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/stand-ins", "已记下代理")
}

// endStandIn serves POST /stand-ins/{id}/end.
func (s *Server) endStandIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, err := strconv.ParseInt(mux.Vars(r)["id"], 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "stand_in_not_found")
	}
	if err := s.Desk.EndStandIn(r.Context(), by, id); err != nil {
		return err
	}
	return s.see(w, r, "/stand-ins", "代理已结束")
}

func idText(id int64) string { return strconv.FormatInt(id, 10) }
