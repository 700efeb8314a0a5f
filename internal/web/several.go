package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// The acts on several cases at once (成批办): cases are picked from a list, what the
// act would do to each is shown, and then it is done to those of which it can be.

func (s *Server) severalRoutes(r *mux.Router) {
	r.Handle(undoSeveralPath, s.staff(ofCases(s.showUndoSeveral))).Methods("GET")
	r.Handle(undoSeveralPath, s.staff(ofCases(s.undoSeveral))).Methods("POST")
	for _, a := range severalActs {
		r.Handle("/cases/several/"+a.path, s.staff(s.pickSeveral(a))).Methods("GET")
		r.Handle("/cases/several/"+a.path, s.staff(s.doSeveral(a))).Methods("POST")
	}
}

// A severalAct is an act on several cases.
type severalAct struct {
	path   string
	do     casefile.Act // by which it is asked who may
	label  string
	lead   string
	fields func(s *Server, by auth.User, people desk.People, f *page.Form) []page.Field
	run    func(s *Server, ctx context.Context, by auth.User, picked []desk.Picked, sent *serve.Form, try bool) ([]desk.Outcome, error)
	done   string // said with the number of cases
	undo   bool   // it can be taken back for all of them at once
}

var severalActs = []severalAct{
	{
		path: "assign", do: casefile.Assign, label: "成批改分办", done: "已改分办", undo: true,
		lead: "把几件一起交给一个单位、一个经办人。有人离岗，按经办人筛出来，全部移交。",
		fields: func(s *Server, by auth.User, people desk.People, f *page.Form) []page.Field {
			return []page.Field{
				f.Select("unit", "承办单位", unitOptions(people, by.Agency)).AsRequired(),
				f.Select("officer", "经办人", officerOptions(people, by.Agency)).AsOptional(),
				f.Date("inner_due", "内部期限").AsOptional(),
				f.Textarea("note", "交代的话").WithHint("写在每一件的经过里，单位看得到。").WithRows(3).AsOptional(),
			}
		},
		run: func(s *Server, ctx context.Context, by auth.User, picked []desk.Picked, sent *serve.Form, try bool) ([]desk.Outcome, error) {
			a, err := assignedIn(sent.Values)
			if err != nil {
				return nil, err
			}
			return s.Desk.AssignSeveral(ctx, by, picked, a, try)
		},
	},
	{
		path: "extend", do: casefile.Draft, label: "成批延期", done: "延期答复告知书已拟好、送审核",
		lead: "几件因同一个原因期限内答复不了：每件各拟一份延期答复告知书，直接送审核，再各自签发、送达。期满以前送达才算数（条例第三十三条第二款）。",
		fields: func(s *Server, _ auth.User, _ desk.People, f *page.Form) []page.Field {
			var fields []page.Field
			for _, field := range letter.Fields(letter.Extension, letter.Facts{}, nil) {
				if field.Required || field.Standard != "" {
					fields = append(fields, forms.LetterInput(f, field, map[string]bool{}))
				}
			}
			return fields
		},
		run: func(s *Server, ctx context.Context, by auth.User, picked []desk.Picked, sent *serve.Form, try bool) ([]desk.Outcome, error) {
			v := letter.Values{}
			for _, field := range letter.Fields(letter.Extension, letter.Facts{}, nil) {
				v[field.Name] = sent.Value(field.Name)
			}
			return s.Desk.ExtendSeveral(ctx, by, picked, v, try)
		},
	},
}

// mayDoSeveral returns nil if somebody may do an act to cases of their own.
func mayDoSeveral(by auth.User, a severalAct) error {
	return auth.May(by, a.do, auth.Subject{Agency: by.Agency, Unit: by.Unit, Officer: by.ID})
}

// severalPage is the page "desk/several": to pick and fill in, then to look at what
// would be done.
type severalPage struct {
	page.Base
	Lead     string
	Action   string
	Back     string
	All      string // where all are ticked; "" where they are, or there is nothing
	Fields   []page.Field
	Hidden   []page.Hidden // what was picked and filled in, of the second step
	Outcomes []outcomeLine
	Wont     int // of them cannot be done
	Button   page.Button
	None     *page.Empty
}

// An outcomeLine is one of the cases with what would be done to it.
type outcomeLine struct {
	Number  string
	Href    string
	Subject string
	Now     string // 区财政局，周予安
	Due     calendar.Date
	Then    calendar.Date // the last day it would have
	Why     string        // it cannot be done
}

// pickSeveral serves GET /cases/several/{act}: the cases that the register's address
// chooses, to be picked.
func (s *Server) pickSeveral(a severalAct) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		return s.renderPick(w, r, by, a, http.StatusOK, nil, nil)
	}
}

func (s *Server) renderPick(w http.ResponseWriter, r *http.Request, by auth.User, a severalAct, status int, typed url.Values, wrong error) error {
	if err := mayDoSeveral(by, a); err != nil {
		return err
	}
	ask := askedOf(r.URL.Query())
	filter := s.filterOf(ask, by)
	filter.Open, filter.Limit = true, desk.SeveralAtOnce
	rows, total, err := s.Desk.Cases(r.Context(), by, filter)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	here := func(q url.Values) string { return s.Pages.URL("/cases/several/" + a.path + "?" + q.Encode()) }
	p := severalPage{Base: s.base(r, by, a.label), Lead: a.lead, Action: here(ask.Values), Back: s.registerHref(ask.Values), Button: page.Button{Label: "先看看会怎样", Key: "Enter"}}
	if total > len(rows) {
		p.Lead += "一次最多 " + strconv.Itoa(desk.SeveralAtOnce) + " 件，这里是最先到期的。"
	}
	all := r.URL.Query().Get("all") == "1"
	var options []page.Option
	for _, row := range rows {
		options = append(options, page.Option{
			Value: pickedValue(desk.Picked{ID: row.ID, Version: row.Version}), Label: row.Number + "　" + subjectOf(row),
			Hint: joined(whoHas(row, people), row.Stage.Label(), dueWords(row)), Checked: all && typed == nil,
		})
	}
	if len(options) == 0 {
		p.None = &page.Empty{Title: "没有可以一起办的", Text: "在台账里换个条件，选出在办的案件。", Acts: []page.Button{page.Button{Label: "回台账", Href: p.Back}.Plain()}}
		return s.Pages.Render(w, status, "desk/several", p)
	}
	if !all {
		every := ask.with("", "")
		every.Set("all", "1")
		p.All = here(every)
	}
	form := page.NewForm(typed, wrong)
	p.Fields = append(a.fields(s, by, people, form), form.Checkboxes("pick", "哪几件", options))
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/several", p)
}

// doSeveral serves POST /cases/several/{act}: shows what would be done, and does it
// once that was seen.
func (s *Server) doSeveral(a severalAct) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		sent, err := serve.ReadForm(r, serve.PlainForm, nil)
		if err != nil {
			return err
		}
		picked := pickedIn(sent.Values["pick"])
		seen := sent.Value("seen") == "1"
		outcomes, err := a.run(s, r.Context(), by, picked, sent, !seen)
		if isInvalid(err) {
			return s.renderPick(w, r, by, a, http.StatusUnprocessableEntity, sent.Values, err)
		}
		if err != nil {
			return err
		}
		failed := desk.Failed(outcomes)
		if len(failed) == len(outcomes) && len(fault.FieldsOf(failed[0].Err)) > 0 { // it is the form that is wrong
			return s.renderPick(w, r, by, a, http.StatusUnprocessableEntity, sent.Values, failed[0].Err)
		}
		undo := ""
		if seen && a.undo {
			undo = s.undoOfSeveral(outcomes)
		}
		if seen && len(failed) == 0 {
			return s.seeUndo(w, r, "/cases?"+askedOf(r.URL.Query()).Encode(), a.done+"："+strconv.Itoa(len(outcomes))+" 件", undo)
		}
		return s.renderOutcomes(w, r, by, a, sent, outcomes, seen, undo)
	}
}

// renderOutcomes shows what would be done to each case; after it was done, those to
// which it could not be.
func (s *Server) renderOutcomes(w http.ResponseWriter, r *http.Request, by auth.User, a severalAct, sent *serve.Form, outcomes []desk.Outcome, done bool, undo string) error {
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	failed := len(desk.Failed(outcomes))
	can := len(outcomes) - failed
	status := http.StatusOK
	p := severalPage{
		Base: s.base(r, by, a.label), Action: s.Pages.URL("/cases/several/" + a.path + "?" + askedOf(r.URL.Query()).Encode()),
		Back: s.Pages.URL("/cases/several/" + a.path + "?" + askedOf(r.URL.Query()).Encode()), Wont: failed,
		Lead: "可以办的 " + strconv.Itoa(can) + " 件，不能办的 " + strconv.Itoa(failed) + " 件。还没有办，看过再确认。",
	}
	if done {
		status = http.StatusUnprocessableEntity
		p.Lead = a.done + "：" + strconv.Itoa(can) + " 件；下面 " + strconv.Itoa(failed) + " 件没有办成。"
		if undo != "" {
			p.Flash = &page.Flash{Text: a.done + "：" + strconv.Itoa(can) + " 件", Undo: page.Link{Label: undoLabel, Href: undo}}
		}
	}
	var kept []string
	for _, o := range outcomes {
		if done && o.Err == nil {
			continue
		}
		if o.Err == nil {
			kept = append(kept, pickedValue(desk.Picked{ID: o.Row.ID, Version: o.Row.Version}))
		}
		p.Outcomes = append(p.Outcomes, s.outcomeLine(o, people))
	}
	if !done && can > 0 {
		p.Button = page.Button{Label: a.label + " " + strconv.Itoa(can) + " 件", Key: "Ctrl S"}
		p.Hidden = append(p.Hidden, page.Hidden{Name: "seen", Value: "1"})
		for name, values := range sent.Values {
			if name != "pick" && len(values) > 0 {
				p.Hidden = append(p.Hidden, page.Hidden{Name: name, Value: values[0]})
			}
		}
		for _, value := range kept {
			p.Hidden = append(p.Hidden, page.Hidden{Name: "pick", Value: value})
		}
	}
	return s.Pages.Render(w, status, "desk/several", p)
}

// pickedValue writes a picked case as its box sends it.
func pickedValue(p desk.Picked) string {
	return strconv.FormatInt(int64(p.ID), 10) + "." + strconv.Itoa(p.Version)
}

// pickedIn reads the boxes that were ticked; what is none is left out.
func pickedIn(values []string) []desk.Picked {
	var picked []desk.Picked
	for _, value := range values {
		id, version, _ := strings.Cut(value, ".")
		n, err := strconv.ParseInt(id, 10, 64)
		v, err2 := strconv.Atoi(version)
		if err == nil && err2 == nil && n > 0 {
			picked = append(picked, desk.Picked{ID: casefile.ID(n), Version: v})
		}
	}
	return picked
}

// saidOf says why something cannot be done: of a form, what is wrong with its
// fields.
func saidOf(err error) string {
	fields := fault.FieldsOf(err)
	if len(fields) == 0 {
		return err.Error()
	}
	var said []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		said = append(said, fields[name].Message())
	}
	return strings.Join(said, "；")
}

// whoHas names unit and officer of a case.
func whoHas(row casefile.Row, people desk.People) string {
	if row.Unit == 0 {
		return "未分办"
	}
	return joined(people.Unit(row.Unit), people.Users[row.Officer].Name)
}

// dueWords says the last day of a case.
func dueWords(row casefile.Row) string {
	if row.DueOn.IsZero() {
		return "期限不计"
	}
	return "最迟 " + row.DueOn.ChineseShort()
}
