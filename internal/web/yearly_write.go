package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"
	"golang.org/x/text/width"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/serve"
	"mingda/internal/yearly"
)

// yearlyPartPage is the page "desk/yearly_part": one part of a report being written.
type yearlyPartPage struct {
	page.Base
	Back     page.Link
	Part     string
	Lead     string
	Changed  page.Note
	Stored   []page.KV // as somebody else has written it meanwhile
	Post     string
	Seen     int // the entry that the person knows the part as
	Text     page.Field
	Lines    []proactiveLine
	Offers   []yearlyOffer
	Agencies []yearlyOffer
	Button   page.Button
	Offered  string // what was just taken over
}

// A proactiveLine is a line of 二 with its fields.
type proactiveLine struct {
	Label, Article string
	Fields         []page.Field
	Asked          []page.Field // why a figure is right, where it was asked about
}

// A yearlyOffer is a sentence or a text that can be taken over.
type yearlyOffer struct {
	Name string // of the agency
	Text string
	Take page.Button
}

// yearlyPartOf returns the report and the part that the address names.
func yearlyPartOf(r *http.Request) (yearly.ID, yearly.Part, error) {
	id, err := yearlyID(r)
	part := yearly.Part(mux.Vars(r)["part"])
	if err == nil && !part.IsIn(id) {
		err = fault.New(fault.NotFound, "yearly_part_unknown")
	}
	return id, part, err
}

// showYearlyPart serves GET /yearly/{year}/{agency}/write/{part}: as it is written.
func (s *Server) showYearlyPart(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, part, err := yearlyPartOf(r)
	if err != nil {
		return err
	}
	v, err := s.yearlyToWrite(r, by, id)
	if err != nil {
		return err
	}
	values := partValues(v.Report.Parts[part])
	if part.IsOutside() {
		values = outsideValues(v.Report.Parts[part])
	}
	return s.renderYearlyPart(w, r, by, v, part, yearlyPartForm{values: values, base: v.Report.Parts[part].N, status: http.StatusOK})
}

// yearlyToWrite returns a report to who may write it now.
func (s *Server) yearlyToWrite(r *http.Request, by auth.User, id yearly.ID) (desk.YearlyView, error) {
	v, err := s.Desk.Yearly(r.Context(), by, id)
	if err == nil {
		err = desk.MayYearly(by, yearly.Write, v.Agency.ID)
	}
	if err == nil {
		err = v.Report.Allows(yearly.Write, v.Situation)
	}
	return v, err
}

// partValues are the values of the form of a part as it is stored.
func partValues(state yearly.State) url.Values {
	values := url.Values{"text": {state.Text}}
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			key := yearly.Key(line.Code, figure)
			if n, typed := state.Figures[key]; typed {
				values.Set(key, yearly.Shown(figure, n))
			}
			values.Set("why."+key, state.Reasons[key])
		}
	}
	return values
}

// writtenIn reads a part from its form.
func writtenIn(part yearly.Part, values url.Values) (yearly.Written, error) {
	f := yearly.Written{Part: part, Text: values.Get("text")}
	if part != yearly.Proactive {
		return f, nil
	}
	form := fault.Form{}
	f.Figures, f.Reasons = map[string]int64{}, map[string]string{}
	readProactive(values, f.Figures, form)
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			key := yearly.Key(line.Code, figure)
			f.Reasons[key] = values.Get("why." + key)
		}
	}
	return f, form.Err()
}

// readProactive reads the figures of 二 that are typed.
func readProactive(values url.Values, figures map[string]int64, form fault.Form) {
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			key := yearly.Key(line.Code, figure)
			typed := plainNumber(values.Get(key))
			if typed == "" {
				continue
			}
			n, ok := readFigure(figure, typed)
			if !ok {
				form.Bad(key, map[bool]fault.Code{true: "yearly_money", false: "yearly_figure"}[figure == law.ChargedInYear], yearly.NameOf(key))
				continue
			}
			figures[key] = n
		}
	}
}

// plainNumber is a number as people type it, without the signs between its digits.
func plainNumber(typed string) string {
	return strings.NewReplacer(",", "", " ", "", "　", "").Replace(strings.TrimSpace(width.Narrow.String(typed)))
}

// readFigure reads a whole number, or an amount of 万元 in yuan.
func readFigure(figure law.ReportFigure, typed string) (int64, bool) {
	const digits, places = 12, 4
	whole, rest, point := strings.Cut(typed, ".")
	if point && (figure != law.ChargedInYear || rest == "" || len(rest) > places) || len(whole) > digits {
		return 0, false
	}
	if figure == law.ChargedInYear {
		whole += rest + strings.Repeat("0", places-len(rest))
	}
	n, err := strconv.ParseUint(whole, 10, 63)
	return int64(n), err == nil
}

// writeYearlyPart serves POST /yearly/{year}/{agency}/write/{part}: it stores the part, or
// takes a sentence over into the field.
func (s *Server) writeYearlyPart(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, part, err := yearlyPartOf(r)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil && !isInvalid(err) {
		return err
	}
	base, _ := strconv.Atoi(sent.Values.Get("base")) // none: nobody had written it
	v, seeing := s.Desk.Yearly(r.Context(), by, id)
	if seeing != nil {
		return seeing
	}
	if err == nil && sent.Values.Get("take") != "" {
		return s.takeOver(w, r, by, v, part, yearlyPartForm{values: sent.Values, base: base})
	}
	var f yearly.Written
	switch {
	case err != nil:
	case part.IsOutside():
		f, err = readOutside(part, sent.Values, report.PeriodOf(id.Year(), s.Desk.Today()))
	default:
		f, err = writtenIn(part, sent.Values)
	}
	if err == nil {
		err = s.Desk.WriteYearly(r.Context(), by, id, base, f)
	}
	switch {
	case err == nil:
		return s.yearlyWritten(w, r, by, id, part)
	case isStale(err):
		return s.renderYearlyPart(w, r, by, v, part, yearlyPartForm{values: sent.Values, base: v.Report.Parts[part].N, stale: true, status: http.StatusConflict})
	case isInvalid(err):
		return s.renderYearlyPart(w, r, by, v, part, yearlyPartForm{values: sent.Values, base: base, wrong: err, status: http.StatusUnprocessableEntity})
	case fault.KindOf(err) == fault.Conflict && desk.MayYearly(by, yearly.Write, v.Agency.ID) == nil: // sent in or published meanwhile: what was typed stays in sight
		return s.renderYearlyPart(w, r, by, v, part, yearlyPartForm{values: sent.Values, base: base, refused: err, status: http.StatusConflict})
	}
	return err
}

// yearlyWritten leads on after a part was stored: to its questions where there are any.
func (s *Server) yearlyWritten(w http.ResponseWriter, r *http.Request, by auth.User, id yearly.ID, part yearly.Part) error {
	v, err := s.Desk.Yearly(r.Context(), by, id)
	if err != nil {
		return err
	}
	if n := len(v.Report.Open(v.Situation.Last)); n > 0 && part == yearly.Proactive {
		return s.see(w, r, yearlyPath(id, "/write/"+string(part)), "已存。有 "+strconv.Itoa(n)+" 处和上年对不上：填错的改过来，没有错的写明原因")
	}
	return s.see(w, r, yearlyPath(id, ""), part.Label()+"已存")
}

// takeOver puts a sentence, or what an agency wrote, at the end of the field. Nothing is
// stored.
func (s *Server) takeOver(w http.ResponseWriter, r *http.Request, by auth.User, v desk.YearlyView, part yearly.Part, form yearlyPartForm) error {
	offers, agencies := s.yearlyOffers(v, part)
	taken := ""
	for _, o := range append(offers, agencies...) {
		if o.Take.Value == form.values.Get("take") {
			taken = o.Text
		}
	}
	form.status = http.StatusOK
	if taken == "" {
		form.wrong, form.status = fault.AtField("text", "yearly_nothing_to_take"), http.StatusUnprocessableEntity
	} else {
		form.values.Set("text", strings.TrimSpace(strings.TrimRight(form.values.Get("text"), " \r\n")+"\n"+taken))
		form.taken = shortText(taken)
	}
	return s.renderYearlyPart(w, r, by, v, part, form)
}

// yearlyOffers are the sentences with the year's figures, and for the government's what the
// agencies wrote.
func (s *Server) yearlyOffers(v desk.YearlyView, part yearly.Part) (offers, agencies []yearlyOffer) {
	take := func(value, about string) page.Button {
		return page.Button{Label: "取用", About: about, Name: "take", Value: value, Kind: "plain", Size: "small"}
	}
	for i, text := range yearly.Suggest(part, v.Now) {
		offers = append(offers, yearlyOffer{Text: text, Take: take("s"+strconv.Itoa(i), shortText(text))})
	}
	for _, p := range v.Parts {
		text := map[yearly.Part]string{yearly.Overview: p.Texts.Overview, yearly.Problems: p.Texts.Problems, yearly.Others: p.Texts.Others}[part]
		if strings.TrimSpace(text) != "" && (p.Stage == yearly.StageSent || p.Stage == yearly.StageAccepted) {
			agencies = append(agencies, yearlyOffer{Name: p.Agency.Name, Text: text, Take: take("a"+strconv.FormatInt(p.Agency.ID, 10), p.Agency.Name)})
		}
	}
	return offers, agencies
}

// A yearlyPartForm is what the form of a part shows.
type yearlyPartForm struct {
	values  url.Values
	base    int // the entry that the person knows the part as
	wrong   error
	refused error // nothing can be written now
	stale   bool
	taken   string
	status  int
}

func (s *Server) renderYearlyPart(w http.ResponseWriter, r *http.Request, by auth.User, v desk.YearlyView, part yearly.Part, shown yearlyPartForm) error {
	if part.IsOutside() {
		return s.renderYearlyOutside(w, r, by, v, part, shown)
	}
	id := v.Report.ID
	p := yearlyPartPage{
		Base: s.base(r, by, part.Label()), Part: part.Label(), Back: page.Link{Label: strconv.Itoa(id.Year()) + " 年年度报告　" + desk.YearlyName(id, v.Agency), Href: s.Pages.URL(yearlyPath(id, ""))},
		Post: s.Pages.URL(yearlyPath(id, "/write/"+string(part))), Seen: shown.base, Button: page.Button{Label: "保存", Key: "Ctrl S"}, Offered: shown.taken,
	}
	form := page.NewForm(shown.values, shown.wrong)
	if part == yearly.Proactive {
		p.Lead = "没有的填 0，还不知道的先空着；现行有效件数按年底算。旁边是上年的数。"
		p.Lines = proactiveFields(form, shown.values, v.Situation.Last)
	} else {
		p.Lead = "一行一段。" + map[yearly.Part]string{yearly.Others: "信息处理费按规定写在这一部分，报告里已经有一句，不用再写。"}[part]
		p.Text = form.Textarea("text", part.Label()).WithRows(16)
		p.Offers, p.Agencies = s.yearlyOffers(v, part)
	}
	p.Changed, p.Stored = s.partChanged(r, v, part, shown)
	if shown.refused != nil {
		p.Button = page.Button{}
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, shown.status, "desk/yearly_part", p)
}

// partChanged says why a part was not stored, and how it is stored where another was quicker.
func (s *Server) partChanged(r *http.Request, v desk.YearlyView, part yearly.Part, shown yearlyPartForm) (note page.Note, stored []page.KV) {
	switch {
	case shown.stale:
		state := v.Report.Parts[part]
		note, stored = page.Note{Kind: page.Late, Strong: "没有存：", Text: "您写的时候，别人存过这一部分，内容在下面。并好以后再存一次，您写的都在。"}, storedPart(state, part)
		if part.IsOutside() {
			stored = storedOutside(state, yearly.OutsideKeys(report.PeriodOf(v.Report.ID.Year(), s.Desk.Today())))
		}
		if people, err := s.Desk.People(r.Context()); err == nil {
			stored = append([]page.KV{{Label: "谁存的", Value: people.Name(state.By) + "，" + dayAndTime(state.At)}}, stored...)
		}
	case shown.refused != nil:
		note = page.Note{Kind: page.Late, Strong: "没有存：", Text: shown.refused.Error() + "。您写的还在下面，可以抄走。"}
	}
	return note, stored
}

// storedPart is a part as it is stored, to be read beside what was typed.
func storedPart(state yearly.State, part yearly.Part) []page.KV {
	if part != yearly.Proactive {
		return []page.KV{{Label: "现在存着的", Value: state.Text}}
	}
	var all []page.KV
	for _, line := range law.ProactiveLines {
		for _, figure := range line.Asks {
			kv := page.KV{Label: line.Label + "，" + figure.Label(), None: "没有填"}
			if n, typed := state.Figures[yearly.Key(line.Code, figure)]; typed {
				kv.Value = yearly.Shown(figure, n)
			}
			all = append(all, kv)
		}
	}
	return all
}

// lastYears says what a figure was the year before.
func lastYears(line report.Proactive, figure law.ReportFigure) string {
	if n := yearly.Figure(line, figure); n != nil {
		return "上年 " + yearly.Shown(figure, *n)
	}
	return "上年没有数"
}

// proactiveFields are the fields of 二, with last year's figures beside them, if there are any
// to be had, and where a
// figure does not go with that, a field for why it is right.
func proactiveFields(form *page.Form, values url.Values, last []report.Proactive) []proactiveLine {
	typed, _ := writtenIn(yearly.Proactive, values) // what is no number asks nothing
	asked := map[string]yearly.Question{}
	for _, q := range yearly.Questions(yearly.TableOf(typed.Figures), last) {
		asked[q.Key] = q
	}
	var all []proactiveLine
	for i, line := range law.ProactiveLines {
		l := proactiveLine{Label: line.Label, Article: line.Article}
		for _, figure := range line.Asks {
			key := yearly.Key(line.Code, figure)
			field := form.Number(key, figure.Label())
			if last != nil {
				field = field.WithHint(lastYears(last[i], figure))
			}
			if figure == law.ChargedInYear {
				field = field.WithInputmode("decimal")
			}
			l.Fields = append(l.Fields, field)
			if q, is := asked[key]; is {
				l.Asked = append(l.Asked, form.Textarea("why."+key, figure.Label()+"：没有错的，写明原因").WithHint(q.Text).WithRows(2))
			}
		}
		all = append(all, l)
	}
	return all
}
