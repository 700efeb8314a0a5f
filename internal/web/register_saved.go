package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

func (s *Server) registerViewRoutes(r *mux.Router) {
	r.Handle("/cases/columns", s.staff(s.showColumns)).Methods("GET")
	r.Handle("/cases/columns", s.staff(s.saveColumns)).Methods("POST")
	r.Handle("/cases/views/new", s.staff(s.showNewView)).Methods("GET")
	r.Handle("/cases/views/new", s.staff(s.saveNewView)).Methods("POST")
	r.Handle("/cases/views/{id:[0-9]+}", s.staff(s.showView)).Methods("GET")
	r.Handle("/cases/views/{id:[0-9]+}", s.staff(s.saveView)).Methods("POST")
	r.Handle("/cases/views/{id:[0-9]+}/delete", s.staff(s.deleteView(true))).Methods("POST")
	r.Handle("/cases/views/{id:[0-9]+}/restore", s.staff(s.deleteView(false))).Methods("POST")
}

// viewHref is the address of the register as a saved view shows it.
func (s *Server) viewHref(v sqlite.RegisterView) string {
	return s.registerHref(viewQuery(v))
}

// viewQuery is what a saved view asks for. What is not known any more is left out.
func viewQuery(v sqlite.RegisterView) url.Values {
	q, _ := url.ParseQuery(v.Query) // what cannot be read asks for nothing
	ask := askedOf(q)
	return ask.with("saved", idText(v.ID))
}

// chosen are the columns that the person sees of what is asked for. A view that is not
// there any more has those of the register.
func (s *Server) chosen(r *http.Request, by auth.User, ask asked) ([]registerColumn, error) {
	keys, err := s.Desk.Columns(r.Context(), by, ask.saved())
	if isElsewhere(err) {
		keys, err = s.Desk.Columns(r.Context(), by, 0)
	}
	return chosenColumns(by, keys), err
}

// savedViews adds the saved views to the page, and what can be done with columns and views.
func (s *Server) savedViews(r *http.Request, by auth.User, ask asked, p *registerPage) error {
	views, err := s.Desk.Views(r.Context(), by)
	if err != nil {
		return err
	}
	changed := true
	for _, v := range views {
		current := v.ID == ask.saved()
		label := v.Name
		if v.Owner != by.ID {
			label += "（共享）"
		}
		p.Views = append(p.Views, page.SavedView{Label: label, Href: s.viewHref(v), NoCount: true, Current: current})
		if current {
			p.Saved, changed = v.Name, asked{viewQuery(v)}.kept() != ask.kept()
			p.Tools = append(p.Tools, page.Link{Label: "改这个视图", Href: s.askHref("/cases/views/"+idText(v.ID), ask)})
		}
	}
	if p.Saved == "" || changed {
		p.Tools = append(p.Tools, page.Link{Label: "存为视图", Href: s.askHref("/cases/views/new", ask)})
	}
	p.Tools = append(p.Tools, page.Link{Label: "选列", Href: s.askHref("/cases/columns", ask)})
	if p.Total > 0 {
		p.Tools = append(p.Tools, page.Link{Label: "导出", Href: s.askHref("/cases/export", ask)})
	}
	return nil
}

// askHref is an address that carries what is asked for of the register.
func (s *Server) askHref(path string, ask asked) string {
	if q := ask.with("page", "").Encode(); q != "" {
		path += "?" + q
	}
	return s.Pages.URL(path)
}

// chosenWords says in words what is asked for: 范围：在办　阶段：审核　按最迟排.
func (s *Server) chosenWords(ctx context.Context, ask asked, by auth.User, people desk.People) (string, error) {
	words := "范围：" + ask.view().label
	filter, err := s.filters(ctx, ask, by, people)
	if set := filter.Chosen(); set != "" {
		words += "　" + set
	}
	return words + "　" + orderWords(ask), err
}

// viewPage is the page "desk/register_view": to name a view, or to change it.
type viewPage struct {
	page.Base
	Action  string
	Back    string
	Facts   []page.KV
	Fields  []page.Field
	Save    page.Button
	Delete  string // where it is deleted; "" where it is not theirs
	Restore string // where it is brought back; "" where it was not deleted
}

// showNewView serves GET /cases/views/new.
func (s *Server) showNewView(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderView(w, r, by, http.StatusOK, sqlite.RegisterView{}, url.Values{}, nil)
}

// renderView shows the form of a view: a new one, or one that is there.
func (s *Server) renderView(w http.ResponseWriter, r *http.Request, by auth.User, status int, v sqlite.RegisterView, typed url.Values, wrong error) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	ask := askedOf(r.URL.Query())
	p := viewPage{Base: s.base(r, by, "存为视图"), Action: s.askHref(r.URL.Path, ask), Back: s.registerHref(ask.with("page", "")), Save: page.Button{Label: "保存", Key: "Ctrl S"}}
	form := page.NewForm(typed, wrong)
	p.Fields = append(p.Fields, form.Text("name", "名字").WithHint("如：征收科在办、今年逾期的。列在台账上面。"))
	if desk.MayShareViews(by) {
		p.Fields = append(p.Fields, form.Checkbox("shared", "本机关的人都能用这个视图").WithHint("各人仍然只看到自己能看的案件。"))
	}
	is, err := s.chosenWords(r.Context(), ask, by, people)
	if err != nil {
		return err
	}
	if v.ID != 0 {
		p.Title = "改视图：" + v.Name
		was := asked{viewQuery(v)}
		before, err := s.chosenWords(r.Context(), was, by, people)
		if err != nil {
			return err
		}
		if len(ask.Values) == 0 || ask.kept() == was.kept() {
			is, p.Back = before, s.viewHref(v)
		} else {
			p.Facts = append(p.Facts, page.KV{Label: "存着的条件", Value: before})
			p.Fields = append(p.Fields, form.Checkbox("replace", "换成现在的条件"))
		}
		p.Delete = s.Pages.URL("/cases/views/" + idText(v.ID) + "/delete")
	}
	p.Facts = append(p.Facts, page.KV{Label: "条件", Value: is})
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/register_view", p)
}

// saveNewView serves POST /cases/views/new.
func (s *Server) saveNewView(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	v := sqlite.RegisterView{Name: sent.Value("name"), Shared: sent.Value("shared") != "", Query: askedOf(r.URL.Query()).kept()}
	id, err := s.Desk.SaveView(r.Context(), by, v)
	if isInvalid(err) {
		return s.renderView(w, r, by, http.StatusUnprocessableEntity, sqlite.RegisterView{}, sent.Values, err)
	}
	if err != nil {
		return err
	}
	v.ID = id
	return s.see(w, r, "/cases?"+viewQuery(v).Encode(), "已存为视图“"+strings.TrimSpace(v.Name)+"”")
}

// showView serves GET /cases/views/{id}: one's own to be changed; of a shared one of
// somebody else what can be done with it; of a deleted one the way back.
func (s *Server) showView(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.OwnView(r.Context(), by, pathID(r, "id"))
	if err != nil {
		return err
	}
	if !v.Deleted {
		typed := url.Values{"name": {v.Name}}
		if v.Shared {
			typed.Set("shared", "1")
		}
		return s.renderView(w, r, by, http.StatusOK, v, typed, nil)
	}
	p := viewPage{Base: s.base(r, by, "视图“"+v.Name+"”已删除"), Back: s.registerHref(nil), Restore: s.Pages.URL("/cases/views/" + idText(v.ID) + "/restore")}
	return s.Pages.Render(w, http.StatusOK, "desk/register_view", p)
}

// saveView serves POST /cases/views/{id}.
func (s *Server) saveView(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	v, err := s.Desk.OwnView(r.Context(), by, pathID(r, "id"))
	if err != nil {
		return err
	}
	was := v
	v.Name, v.Shared = sent.Value("name"), sent.Value("shared") != ""
	if sent.Value("replace") != "" {
		v.Query = askedOf(r.URL.Query()).kept()
	}
	if _, err = s.Desk.SaveView(r.Context(), by, v); isInvalid(err) {
		return s.renderView(w, r, by, http.StatusUnprocessableEntity, was, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/cases?"+viewQuery(v).Encode(), "视图已改好")
}

// deleteView serves POST /cases/views/{id}/delete and …/restore.
func (s *Server) deleteView(deleted bool) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		v, err := s.Desk.OwnView(r.Context(), by, pathID(r, "id"))
		if err != nil {
			return err
		}
		if err := s.Desk.DeleteView(r.Context(), by, v.ID, deleted); err != nil {
			return err
		}
		if !deleted {
			return s.see(w, r, "/cases?"+viewQuery(v).Encode(), "视图“"+v.Name+"”回来了")
		}
		return s.seeUndo(w, r, "/cases", "视图“"+v.Name+"”已删除", s.Pages.URL("/cases/views/"+idText(v.ID)))
	}
}

// columnsPage is the page "desk/register_columns".
type columnsPage struct {
	page.Base
	Action string
	Back   string
	For    string // of which view; "" of the register
	Lines  []columnLine
}

// A columnLine is one column that can be chosen.
type columnLine struct {
	Key   string
	Label string
	On    bool
	First bool
	Last  bool
}

// showColumns serves GET /cases/columns: which columns the register shows, in which order.
func (s *Server) showColumns(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	chosen, err := s.chosen(r, by, askedOf(r.URL.Query()))
	if err != nil {
		return err
	}
	on := keysOf(chosen)
	order := slices.Clone(on)
	for _, c := range offered(by) {
		if !slices.Contains(order, c.key) {
			order = append(order, c.key)
		}
	}
	return s.renderColumns(w, r, by, http.StatusOK, order, on, nil)
}

func (s *Server) renderColumns(w http.ResponseWriter, r *http.Request, by auth.User, status int, order, on []string, wrong error) error {
	ask := askedOf(r.URL.Query())
	p := columnsPage{Base: s.base(r, by, "选列"), Action: s.askHref("/cases/columns", ask), Back: s.registerHref(ask.with("page", ""))}
	if v, err := s.Desk.View(r.Context(), by, ask.saved()); err == nil {
		p.For = v.Name
	}
	for _, c := range chosenColumns(by, order) {
		p.Lines = append(p.Lines, columnLine{Key: c.key, Label: c.label, On: slices.Contains(on, c.key)})
	}
	p.Lines[0].First, p.Lines[len(p.Lines)-1].Last = true, true
	p.Errors = page.NewForm(nil, wrong).Errors()
	return s.Pages.Render(w, status, "desk/register_columns", p)
}

// saveColumns serves POST /cases/columns: keeps them, or moves one up or down and shows
// the form again.
func (s *Server) saveColumns(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	ask := askedOf(r.URL.Query())
	order, on := keysOf(chosenColumns(by, sent.Values["order"])), sent.Values["col"]
	do, key, _ := strings.Cut(sent.Value("do"), " ")
	switch at := slices.Index(order, key); {
	case do == "up" && at > 0:
		order[at-1], order[at] = order[at], order[at-1]
		return s.renderColumns(w, r, by, http.StatusOK, order, on, nil)
	case do == "down" && at >= 0 && at < len(order)-1:
		order[at+1], order[at] = order[at], order[at+1]
		return s.renderColumns(w, r, by, http.StatusOK, order, on, nil)
	}
	keys := slices.DeleteFunc(slices.Clone(order), func(key string) bool { return !slices.Contains(on, key) })
	if do == "usual" {
		keys = nil
	} else if len(keys) == 0 {
		return s.renderColumns(w, r, by, http.StatusUnprocessableEntity, order, on, errNoColumns)
	}
	if err := s.Desk.ChooseColumns(r.Context(), by, ask.saved(), keys); err != nil {
		return err
	}
	return s.see(w, r, "/cases?"+ask.with("page", "").Encode(), "列已选好")
}
