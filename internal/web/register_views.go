package web

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

// peopleNames are the names behind the numbers of a list.
type peopleNames = desk.People

// A registerView is one named choice of cases.
type registerView struct {
	key     string
	label   string
	choose  func(f *sqlite.CaseFilter, by auth.User, today calendar.Date)
	noCount bool // counting all cases would cost more than the number is worth
}

// registerViews are the views, the first for who names none.
var registerViews = []registerView{
	{key: "open", label: "在办", choose: func(f *sqlite.CaseFilter, _ auth.User, _ calendar.Date) { f.Open = true }},
	{key: "today", label: "今天到期", choose: func(f *sqlite.CaseFilter, _ auth.User, today calendar.Date) {
		f.Open, f.DueFrom, f.DueUntil = true, today, today
	}},
	{key: "late", label: "已逾期", choose: func(f *sqlite.CaseFilter, _ auth.User, today calendar.Date) {
		f.Open, f.Type, f.DueUntil = true, casefile.Request, today.AddDays(-1)
	}},
	{key: "stopped", label: "停表或补正", choose: func(f *sqlite.CaseFilter, _ auth.User, _ calendar.Date) { f.Open, f.NoDue = true, true }},
	{key: "mine", label: "我经办", choose: func(f *sqlite.CaseFilter, by auth.User, _ calendar.Date) { f.Open, f.Officer = true, by.ID }},
	{key: "signing", label: "等签发", choose: func(f *sqlite.CaseFilter, _ auth.User, _ calendar.Date) {
		f.Open, f.WaitsFor = true, casefile.SignerWaits
	}},
	{key: "corrections", label: "更正申请", choose: func(f *sqlite.CaseFilter, _ auth.User, _ calendar.Date) {
		f.Open, f.Type = true, casefile.Correction
	}},
	{key: "chased", label: "督办", choose: func(f *sqlite.CaseFilter, _ auth.User, _ calendar.Date) { f.Chased = true }},
	{key: "carried", label: "去年结转", choose: func(f *sqlite.CaseFilter, _ auth.User, today calendar.Date) { f.Carried = today.Year() }},
	{key: "all", label: "全部", choose: func(*sqlite.CaseFilter, auth.User, calendar.Date) {}, noCount: true},
}

// asked is what the address of the register asks for. It holds only what is
// known, so that links made from it carry nothing else.
type asked struct{ url.Values }

// filterNames are the filters of the register, by their names in the address.
var filterNames = []string{"q", "type", "stage", "agency", "unit", "officer", "result", "door", "year", "waits", "import"}

// askedOf keeps what is known of an address, and what is not empty.
func askedOf(q url.Values) asked {
	a := asked{url.Values{}}
	for _, name := range append([]string{"view", "saved", "sort", "page"}, filterNames...) {
		if v := q.Get(name); v != "" {
			a.Set(name, v)
		}
	}
	if !sqlite.CaseOrderKnown(a.Get("sort")) {
		a.Del("sort")
	}
	return a
}

// with returns the address with one thing changed; what is empty is left out.
// Any change but that of the page begins at the first page.
func (a asked) with(name, value string) url.Values {
	q := url.Values{}
	for k, v := range a.Values {
		if k != "page" {
			q[k] = v
		}
	}
	q.Set(name, value)
	if value == "" || name == "page" && value == "1" {
		q.Del(name)
	}
	return q
}

// saved is the ID of the saved view that is asked for; 0 for none.
func (a asked) saved() int64 {
	id, _ := strconv.ParseInt(a.Get("saved"), 10, 64) // what is no number is none
	return id
}

// kept is what a saved view keeps of the address: all but the page, and itself.
func (a asked) kept() string {
	q := a.with("saved", "")
	return q.Encode()
}

// narrowed reports whether something is asked for beside the view.
func (a asked) narrowed() bool {
	for _, name := range filterNames {
		if a.Has(name) {
			return true
		}
	}
	return false
}

// view returns the view that is asked for. Who searches without naming one
// searches everything.
func (a asked) view() registerView {
	for _, v := range registerViews {
		if v.key == a.Get("view") {
			return v
		}
	}
	if a.narrowed() {
		return registerViews[len(registerViews)-1]
	}
	return registerViews[0]
}

// filterOf makes the choice of cases of what is asked for.
func (s *Server) filterOf(a asked, by auth.User) sqlite.CaseFilter {
	f := sqlite.CaseFilter{Sort: a.Get("sort")}
	a.view().choose(&f, by, s.Desk.Today())
	if a.Has("type") {
		f.Type = casefile.Type(a.Get("type"))
	}
	f.Words, f.Stage, f.Result, f.Door = a.Get("q"), casefile.Stage(a.Get("stage")), a.Get("result"), casefile.Door(a.Get("door"))
	f.Unit, _ = strconv.ParseInt(a.Get("unit"), 10, 64) // what is no number chooses nothing
	if a.Has("officer") {
		f.Officer, _ = strconv.ParseInt(a.Get("officer"), 10, 64)
	}
	if auth.SightOf(by).All {
		f.Agency, _ = strconv.ParseInt(a.Get("agency"), 10, 64)
	}
	f.Year, _ = strconv.Atoi(a.Get("year"))
	f.Import, _ = strconv.ParseInt(a.Get("import"), 10, 64)
	if a.Has("waits") {
		f.WaitsFor = casefile.Party(a.Get("waits"))
	}
	return f
}

// views lists the views with how many cases each has.
func (s *Server) views(r *http.Request, by auth.User, ask asked) ([]page.SavedView, error) {
	var all []page.SavedView
	current := ask.view().key
	for _, v := range registerViews {
		saved := page.SavedView{Label: v.label, Href: s.registerHref(url.Values{"view": {v.key}}), NoCount: v.noCount, Current: v.key == current && ask.saved() == 0}
		if !v.noCount {
			var f sqlite.CaseFilter
			v.choose(&f, by, s.Desk.Today())
			n, err := s.Desk.CountCases(r.Context(), by, f)
			if err != nil {
				return nil, err
			}
			saved.Count = n
		}
		all = append(all, saved)
	}
	return all, nil
}

// columns heads the table: a click sorts by the column, a second one the other
// way round.
func (s *Server) columns(ask asked, chosen []registerColumn) []page.Column {
	now := ask.Get("sort")
	if now == "" {
		now = "due"
	}
	number := registerColumn{label: numberLabel, sort: "number"}
	var columns []page.Column
	for _, c := range append([]registerColumn{number}, chosen...) {
		column := page.Column{Label: c.label}
		if c.sort != "" {
			next := c.sort
			switch now {
			case c.sort:
				column.Sort, next = "ascending", "-"+c.sort
			case "-" + c.sort:
				column.Sort = "descending"
			}
			column.Href = s.registerHref(ask.with("sort", next))
		}
		columns = append(columns, column)
	}
	return columns
}

// orderWords says by which column the register is sorted, for paper and for the record of
// what was exported: 按收到之日，从后往前.
func orderWords(ask asked) string {
	key, back := strings.CutPrefix(cmp.Or(ask.Get("sort"), "due"), "-")
	label := numberLabel
	for _, c := range registerColumns {
		if c.sort == key {
			label = c.label
		}
	}
	if back {
		return "按" + label + "倒排"
	}
	return "按" + label + "排"
}

// filters are the controls above the table.
func (s *Server) filters(ctx context.Context, ask asked, by auth.User, people peopleNames) (f page.Filter, err error) {
	form := page.NewForm(ask.Values, nil)
	types, stages, results, doors := anyOption(), anyOption(), anyOption(), anyOption()
	for _, t := range casefile.Types {
		types = append(types, page.Option{Value: string(t), Label: t.Label()})
	}
	for _, stage := range casefile.Stages {
		stages = append(stages, page.Option{Value: string(stage), Label: stage.Label()})
	}
	for _, rule := range slices.Concat(law.Results(s.Desk.Today()), law.Corrections()) {
		results = append(results, page.Option{Value: string(rule.Code), Label: rule.Name})
	}
	for _, d := range append(slices.Clone(casefile.Doors), casefile.OldRegister) {
		doors = append(doors, page.Option{Value: string(d), Label: d.Label()})
	}
	f.Action, f.ClearHref = s.Pages.URL("/cases"), s.registerHref(url.Values{"view": {ask.view().key}})
	if f.Within, err = s.withinImport(ctx, ask, by); err != nil {
		return f, err
	}
	for _, kept := range []string{"view", "saved", "sort", "import"} {
		if ask.Has(kept) {
			f.Hidden = append(f.Hidden, page.Hidden{Name: kept, Value: ask.Get(kept)})
		}
	}
	words := form.Field("search", "q", "词语（两个字起）")
	kind := form.Select("type", "类型", types)
	kind.Width = "s"
	f.Fields = []page.Field{words, kind, form.Select("stage", "阶段", stages)}
	if auth.SightOf(by).All && len(people.Agencies) > 1 {
		f.Fields = append(f.Fields, form.Select("agency", "机关", agenciesToFilter(people)).WithWidth("s"))
	}
	if sight := auth.SightOf(by); sight.Unit == 0 {
		unit := form.Select("unit", "承办单位", unitsToFilter(people, sight.Agency))
		unit.Width = "s"
		officer := form.Select("officer", "经办人", append(anyOption(), officerOptions(people, sight.Agency)[1:]...))
		officer.Width = "s"
		f.Fields = append(f.Fields, unit, officer)
	}
	result := form.Select("result", "结果", results)
	result.Width = "s"
	f.Fields = append(f.Fields, result, form.Select("door", "渠道", doors), form.Select("year", "收到之日", s.yearOptions()))
	return f, nil
}

// withinImport says to which import of an old register the register is narrowed; to who may
// not see the import, that it is to one.
func (s *Server) withinImport(ctx context.Context, ask asked, by auth.User) (page.Within, error) {
	id, _ := strconv.ParseInt(ask.Get("import"), 10, 64) // what is no number chooses nothing
	if id == 0 {
		return page.Within{}, nil
	}
	w := page.Within{Label: "导入", Of: page.Link{Label: "其中一次"}, Leave: page.Link{Label: "不限于这次导入", Href: s.registerHref(ask.with("import", ""))}}
	v, err := s.Desk.ImportOf(ctx, by, id)
	if isElsewhere(err) {
		return w, nil
	}
	w.Of = page.Link{Label: v.Name, Href: s.Pages.URL(importPath(id, ""))}
	return w, err
}

// agenciesToFilter are the agencies to choose from.
func agenciesToFilter(people peopleNames) []page.Option {
	options := anyOption()
	for _, id := range slices.Sorted(maps.Keys(people.Agencies)) {
		options = append(options, page.Option{Value: idText(id), Label: people.Agencies[id].Name})
	}
	return options
}

// unitsToFilter lists the units of an agency, or (0) of all.
func unitsToFilter(people peopleNames, agency int64) []page.Option {
	options := anyOption()
	for _, u := range unitsOf(people, agency) {
		options = append(options, page.Option{Value: idText(u.ID), Label: u.Name})
	}
	return options
}

func anyOption() []page.Option { return []page.Option{{Value: "", Label: "全部"}} }

// firstYear is the year of the revised regulation (2019): no register of ours
// goes further back.
const firstYear = 2019

func (s *Server) yearOptions() []page.Option {
	options := anyOption()
	for y := s.Desk.Today().Year(); y >= firstYear; y-- {
		options = append(options, page.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y) + " 年"})
	}
	return options
}
