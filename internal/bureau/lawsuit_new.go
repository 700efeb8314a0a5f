package bureau

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/law"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// newSuitPage is the page "bureau/lawsuit_new": that the office is sued, or what was
// entered of it, to be corrected.
type newSuitPage struct {
	page.Base
	Lead    string
	Changed page.Note
	Who     []page.Field
	About   []page.Field
	Review  []page.Field
	Court   []page.Field // only at the beginning
	Post    string
	Version int
	Button  page.Button
	Back    page.Link
}

// showNewSuit serves GET /lawsuits/new, with ?case=ID or ?review=ID to begin with what is
// known of it.
func (s *Server) showNewSuit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	if len(held.Values) == 0 {
		f := desk.SuitForm{On: s.Desk.Today(), Brief: lawsuit.Brief{Way: lawsuit.Direct, SuesAgency: true}}
		if id, err := strconv.ParseInt(r.URL.Query().Get("case"), 10, 64); err == nil {
			if f, err = s.Desk.SuitFromRequest(r.Context(), by, casefile.ID(id)); err != nil {
				return err
			}
		} else if id, err := strconv.ParseInt(r.URL.Query().Get("review"), 10, 64); err == nil {
			if f, err = s.Desk.SuitFromReview(r.Context(), by, reconsider.ID(id)); err != nil {
				return err
			}
		}
		held.Values = suitValues(f.Brief, f.Sides)
		held.Values.Set("court", f.Court.Court)
		held.Values.Set("on", f.On.String())
	}
	return s.renderNewSuit(w, r, by, held, nil)
}

// openSuit serves POST /lawsuits/new. Sent twice, it is one case.
func (s *Server) openSuit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.read(r)
	if held == nil {
		return err
	}
	if err == nil && held.Values.Has(filesField+"-drop") {
		return s.renderNewSuit(w, r, by, held, nil)
	}
	var id lawsuit.ID
	if err == nil {
		brief, sides := suitIn(held)
		id, err = s.Desk.OpenLawsuit(r.Context(), by, desk.SuitForm{
			Key: held.Key, On: dayIn(held, "on"), Brief: brief, Sides: sides, Court: begunIn(held, lawsuit.Level(held.Value("level"))), Files: held.Stored(filesField),
		})
	}
	if isInvalid(err) {
		return s.renderNewSuit(w, r, by, held, err)
	}
	if err != nil {
		return err
	}
	return s.House.See(w, r, suitPath(id), "已登记被诉")
}

func (s *Server) renderNewSuit(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held, wrong error) error {
	if !s.Desk.MayOpenLawsuit(by) {
		return fault.New(fault.Forbidden, "forbidden")
	}
	f := page.NewForm(held.Values, wrong)
	p := newSuitPage{
		Base: s.House.Base(r, by, lawsuit.Open.Label()), Lead: "收到起诉状副本、应诉通知书就登记。本系统的答复、复议案件按文号认出来，机关、日期、结果都从那里取。",
		Post: s.Pages.URL("/lawsuits/new"), Button: page.Button{Label: "登记", Key: "Ctrl S"}, Back: page.Link{Label: "回诉讼案件", Href: s.Pages.URL("/lawsuits")},
		Court: append([]page.Field{f.Date("on", "知道被诉之日"), f.Radios("level", "审级", options(lawsuit.Levels, orFirst(f.Value("level")))).AsInline()}, courtFields(f, "起诉状副本")...),
	}
	p.Court = append(p.Court, filesOf(f, "起诉状、传票、应诉通知书", held), f.Hidden(forms.KeyField, held.Key))
	p.Who, p.About, p.Review = suitFields(f)
	return s.renderSuitForm(w, p, f, wrong)
}

// orFirst is the level that is chosen where none was.
func orFirst(level string) string {
	if level == "" {
		return string(lawsuit.First)
	}
	return level
}

func (s *Server) renderSuitForm(w http.ResponseWriter, p newSuitPage, f *page.Form, wrong error) error {
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，案件有了变化。看过案件再交一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = f.Errors()
	return s.Pages.Render(w, status, "bureau/lawsuit_new", p)
}

// showAmendSuit serves GET /lawsuits/{id}/amend.
func (s *Server) showAmendSuit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Lawsuit(r.Context(), by, suitID(r))
	if err != nil {
		return err
	}
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	if len(held.Values) == 0 {
		brief := v.Case.Brief
		if brief.Contested.Silence && v.Original != nil {
			brief.Contested.Number = v.Original.Number
		}
		held.Values = suitValues(brief, v.Case.Sides)
	}
	return s.renderAmendSuit(w, r, by, v, held, nil)
}

// amendSuit serves POST /lawsuits/{id}/amend.
func (s *Server) amendSuit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.read(r)
	if held == nil {
		return err
	}
	if err == nil {
		brief, sides := suitIn(held)
		err = s.Desk.AmendLawsuit(r.Context(), by, suitID(r), version(held), brief, sides)
	}
	if err == nil {
		return s.House.See(w, r, suitPath(suitID(r)), "已更正")
	}
	if !isInvalid(err) && !isStale(err) {
		return err
	}
	v, viewErr := s.Desk.Lawsuit(r.Context(), by, suitID(r))
	if viewErr != nil {
		return viewErr
	}
	return s.renderAmendSuit(w, r, by, v, held, err)
}

func (s *Server) renderAmendSuit(w http.ResponseWriter, r *http.Request, by auth.User, v desk.SuitView, held *forms.Held, wrong error) error {
	if err := v.Options[lawsuit.Amend]; err != nil {
		return err
	}
	f := page.NewForm(held.Values, wrong)
	at := s.Pages.URL(suitPath(v.Case.ID))
	p := newSuitPage{
		Base: s.House.Base(r, by, lawsuit.Amend.Label()+" "+suitNumber(v.Case)), Lead: "改了答复书文号、复议决定书文号的，按新的认；原来认出的申请，从那里撤下被诉的登记。",
		Post: at + "/amend", Version: v.Case.Version, Button: page.Button{Label: lawsuit.Amend.Label(), Key: "Ctrl S"}, Back: page.Link{Label: "回案件", Href: at},
	}
	p.Who, p.About, p.Review = suitFields(f)
	p.Who = append(p.Who, f.Hidden(forms.KeyField, held.Key))
	return s.renderSuitForm(w, p, f, wrong)
}

// suitFields ask who sues over what, and what reconsideration went before.
func suitFields(f *page.Form) (who, about, review []page.Field) {
	kinds := []page.Option{{Label: "选一种"}}
	for _, k := range reconsider.Kinds() {
		if k != law.NoAnswer {
			kinds = append(kinds, page.Option{Value: string(k), Label: reconsider.KindName(k), Checked: f.Value("kind") == string(k)})
		}
	}
	results := []page.Option{{Label: "选一种"}}
	for _, o := range reconsider.AllOutcomes() {
		results = append(results, page.Option{Value: string(o), Label: o.Label(), Checked: f.Value("review_result") == string(o)})
	}
	who = []page.Field{
		f.Text("plaintiff", "原告").WithHint("几个人的，用顿号隔开。"), f.Textarea("third_parties", "第三人").WithRows(1).AsOptional(), f.Text("subject", "原来申请公开什么"),
		f.Textarea("claims", "诉讼请求").WithRows(3).AsOptional(), f.Textarea("grounds", "事实和理由").WithRows(4).AsOptional(), f.Date("sued_on", "起诉之日").AsOptional().WithHint("起诉状上的日期，或者法院收到之日。"),
	}
	about = []page.Field{
		f.Text("number", "答复书文号，或者原申请的编号").AsOptional().WithHint("本系统的，填了就认出原申请和答复书；下面的按案卷取。"), f.Text("agency", "作出答复的机关").WithHint("逾期没有答复的，写收到申请的机关。"),
		f.Checkbox("silence", "逾期没有答复"), f.Select("kind", "答复的种类", kinds).AsOptional(),
		f.Date("act_on", "作出答复之日").AsOptional().WithHint("逾期没有答复的，填答复期限届满之日。"), f.Date("got_on", "原告收到之日").AsOptional(),
	}
	review = []page.Field{
		f.Radios("way", "起诉的途径", options(lawsuit.Ways, f.Value("way"))).WithHint("年报分开统计。复议后起诉的，填下面几项。"), f.Text("review_body", "复议机关").AsOptional(), f.Text("review_number", "复议决定书文号，或者复议案号").AsOptional().WithHint("本系统的，填了就认出复议案件。"),
		f.Select("review_result", "复议结果", results).AsOptional(), f.Checkbox("review_silent", "复议期满没有决定"), f.Date("review_got_on", "原告收到复议决定书之日").AsOptional().WithHint("复议期满没有决定的，填期满之日。"),
		f.Checkboxes("defendants", "被告", []page.Option{
			{Value: "agency", Label: "作出答复的机关", Checked: has(f.Values("defendants"), "agency")}, {Value: "body", Label: "复议机关", Checked: has(f.Values("defendants"), "body")},
		}).WithHint("复议维持、驳回复议请求的，两个机关是共同被告；复议改变原行为的，复议机关是被告；复议期满没有决定的，看原告诉哪一个（行政诉讼法第二十六条）。直接起诉的，被告是作出答复的机关。"),
	}
	return who, about, review
}

func has(all []string, one string) bool {
	for _, value := range all {
		if value == one {
			return true
		}
	}
	return false
}

// suitValues are the fields of a form that begins with what is known.
func suitValues(b lawsuit.Brief, sides lawsuit.Sides) url.Values {
	k, yes := b.Contested, map[bool]string{true: "1"}
	values := url.Values{
		"plaintiff": {sides.Plaintiff}, "third_parties": {sides.ThirdParties}, "subject": {sides.Subject}, "claims": {sides.Claims}, "grounds": {sides.Grounds}, "sued_on": {b.SuedOn.String()},
		"number": {k.Number}, "agency": {k.Name}, "silence": {yes[k.Silence]}, "kind": {string(k.Result)}, "act_on": {k.On.String()}, "got_on": {k.GotOn.String()},
		"way": {string(b.Way)}, "review_body": {b.Reviewed.Name}, "review_number": {b.Reviewed.Number}, "review_result": {string(b.Reviewed.Result)},
		"review_silent": {yes[b.Reviewed.Silent]}, "review_got_on": {b.Reviewed.GotOn.String()},
	}
	if b.SuesAgency {
		values.Add("defendants", "agency")
	}
	if b.SuesBody {
		values.Add("defendants", "body")
	}
	return values
}

// suitIn reads what a suit is about.
func suitIn(held *forms.Held) (lawsuit.Brief, lawsuit.Sides) {
	b := lawsuit.Brief{
		Way: lawsuit.Way(held.Value("way")), SuedOn: dayIn(held, "sued_on"), SuesAgency: has(held.Values["defendants"], "agency"), SuesBody: has(held.Values["defendants"], "body"),
		Contested: reconsider.Contested{
			Name: held.Value("agency"), Number: held.Value("number"), Silence: held.Value("silence") == "1", Result: law.Result(held.Value("kind")), On: dayIn(held, "act_on"), GotOn: dayIn(held, "got_on"),
		},
		Reviewed: lawsuit.Reviewed{
			Name: held.Value("review_body"), Number: held.Value("review_number"), Result: reconsider.Outcome(held.Value("review_result")), Silent: held.Value("review_silent") == "1", GotOn: dayIn(held, "review_got_on"),
		},
	}
	return b, lawsuit.Sides{
		Plaintiff: held.Value("plaintiff"), ThirdParties: held.Value("third_parties"), Subject: held.Value("subject"), Claims: held.Value("claims"), Grounds: held.Value("grounds"),
	}
}
