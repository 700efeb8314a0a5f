package portal

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/law"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// objectPage is the page "portal/object": to apply for reconsideration from the page of
// the request. What must be known stands before anything is asked.
type objectPage struct {
	page.Base
	BackHref  string
	Remedies  []string   // when it must come first, until when, to whom
	Elsewhere *elsewhere // where to go, if the body is none of this installation
	Late      bool
	Limits    []page.SummaryRow // until when, why, by which article
	Known     []page.SummaryRow // who objects to what: it need not be typed
	Action    string
	Hidden    []page.Hidden
	Fields    []page.Field
	Files     page.Field
	Aside     page.Aside
}

// objectCheckPage is the page "portal/object_check": all of it once more, before it is
// handed in.
type objectCheckPage struct {
	page.Base
	BackHref string
	Action   string
	Hidden   []page.Hidden
	Known    []page.SummaryRow
	Typed    []page.SummaryRow
	AcceptBy calendar.Date
	Bureau   string
	Confirm  page.Field
	Aside    page.Aside
}

const (
	objectPath = "/status/object"
	ofField    = "of" // the request that the form is about: it is handed in for no other
)

// An ask is a claim that the applicant can tick; what is ticked is written out.
type ask struct{ value, label string }

// asksOfReply and asksOfSilence are what is applied for as a rule (复议法 63-66).
var (
	asksOfReply   = []ask{{"anew", "撤销这份答复，责令被申请人重新答复"}, {"change", "变更答复"}, {"unlawful", "确认答复违法"}}
	asksOfSilence = []ask{{"perform", "责令被申请人限期答复"}, {"unlawful", "确认逾期不答复违法"}}
)

func asksOf(o desk.Objectionable) []ask {
	if o.Contested.Silence {
		return asksOfSilence
	}
	return asksOfReply
}

// objectionFields are the fields of the form that are no files.
var objectionFields = []string{ofField, "objection", "claims", "request", "grounds", "late", "late_from", "late_until", "joint", "others"}

// objectButton leads to the form.
func (s *Server) objectButton(label string) page.Button {
	return page.Button{Label: label, Href: s.Pages.URL(objectPath)}.Plain()
}

// openObjection returns what the visit's applicant can object to.
func (s *Server) openObjection(r *http.Request, visit desk.Visit) (desk.Status, desk.Objectionable, error) {
	st, err := s.Desk.Status(r.Context(), visit)
	if err != nil {
		return st, desk.Objectionable{}, err
	}
	o, err := s.Desk.Objectionable(r.Context(), st)
	return st, o, err
}

// showObject serves GET /status/object.
func (s *Server) showObject(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	key := r.URL.Query().Get(forms.KeyField)
	if done, err := s.objected(w, r, key); done || err != nil {
		return err
	}
	if _, err := s.browser(w, r); err != nil {
		return err
	}
	held, err := forms.Open(r.Context(), s.Desk, key)
	if err != nil {
		return err
	}
	return s.renderObject(w, r, http.StatusOK, visit, held, nil)
}

// objected leads to the receipt of a form that was handed in, and reports whether it did.
func (s *Server) objected(w http.ResponseWriter, r *http.Request, key string) (bool, error) {
	if key == "" {
		return false, nil
	}
	_, done, err := s.Desk.FormTicket(r.Context(), key)
	if err != nil || !done {
		return false, err
	}
	return true, s.toForm(w, r, objectPath+"/done", key)
}

func (s *Server) renderObject(w http.ResponseWriter, r *http.Request, status int, visit desk.Visit, held *forms.Held, wrong error) error {
	st, o, err := s.openObjection(r, visit)
	if err != nil {
		return err
	}
	p := objectPage{
		Base: s.base(r, "申请行政复议"), BackHref: s.Pages.URL("/status"), Action: s.formHref(objectPath, held.Key, ""), Late: o.Late, Limits: limitRows(o), Known: knownRows(st, o),
		Hidden: []page.Hidden{{Name: forms.KeyField, Value: held.Key}, {Name: ofField, Value: numberOf(st)}}}
	free := page.AsideSection{Title: "不收费", Text: []string{"行政复议不收取任何费用，可以自己办，也可以委托一两个人代理。"}}
	for _, section := range s.objections(st) {
		p.Remedies = append(p.Remedies, section.Text...)
	}
	if o.Body.ID == 0 {
		p.Elsewhere, p.Aside = elsewhereOf(st, o), s.aside(free)
		return s.Pages.Render(w, status, "portal/object", p)
	}
	p.Aside = s.bureauAside(o.Body, page.AsideSection{Title: "不在网上办", Text: []string{"把复议申请书寄给" + bureauName(o.Body.Bureau, o.Body.Name) + "，或者当面交。"}}, free)
	form := page.NewForm(held.Values, wrong)
	if !o.Contested.Silence {
		var list []page.Option
		proposed := string(proposedObjection(o.Contested.Result))
		chosen := cmp.Or(form.Value("objection"), proposed)
		for _, one := range reconsider.Objections {
			if one != reconsider.NotAnswered {
				list = append(list, page.Option{Value: string(one), Label: one.Label(), Checked: chosen == string(one)})
			}
		}
		what := form.Radios("objection", "对答复的哪一点不服", list)
		if proposed != "" {
			what = what.WithHint("按答复的内容先选好了，不对的改。")
		}
		p.Fields = append(p.Fields, what)
	}
	var claims []page.Option
	for _, a := range asksOf(o) {
		claims = append(claims, page.Option{Value: a.value, Label: a.label, Checked: slices.Contains(form.Values("claims"), a.value)})
	}
	p.Fields = append(p.Fields, form.Checkboxes("claims", "复议请求：您要复议机关做什么", claims).WithHint("可以选几样。"),
		form.Textarea("request", "其他请求").WithRows(2).AsOptional(),
		form.Textarea("grounds", "事实和理由").WithRows(8).WithHint("答复哪里不对，为什么。照实写，不用写法律条文。"))
	if o.Late {
		p.Fields = append(p.Fields, form.Textarea("late", "为什么过了期限").WithRows(3).WithHint("因不可抗力或者其他正当理由耽误的，期限可以接着算；写明为什么。").AsOptional(),
			form.Date("late_from", "从哪天起耽误").AsOptional(), form.Date("late_until", "到哪天可以申请了").AsOptional())
	}
	p.Fields = append(p.Fields, togetherFields(st, form)...)
	p.Files = form.File(otherFiles, "材料").WithAccept("").WithFiles(held.Uploaded(otherFiles)).AsOptional().
		WithHint(fmt.Sprintf("能证明您说的，有就传。答复书不用传，我们有。每个不超过 %d MB，一共不超过 %d 个。", s.Uploads.File>>20, s.Uploads.Files))
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/object", p)
}

// elsewhere says where to object, where the body is none of this installation, and what
// to bring.
type elsewhere struct {
	Lead    string
	Channel page.Link // online; no address where it is only described
	Bring   string
	Silent  bool // no answer came
}

// webAddress finds an address in what is said of a channel.
var webAddress = regexp.MustCompile(`https?://[^\s，。；（）()]+`)

func elsewhereOf(st desk.Status, o desk.Objectionable) *elsewhere {
	e := &elsewhere{
		Lead:    "对这份答复，要向" + st.Agency.ReviewBody + "申请行政复议。这里收不了，请您直接去申请。",
		Channel: page.Link{Label: st.Agency.ReviewChannel, Href: webAddress.FindString(st.Agency.ReviewChannel)},
		Bring:   "带上身份证件和答复书的复印件。",
	}
	if o.Contested.Silence {
		e.Silent, e.Lead, e.Bring = true, "逾期没有答复的，要向"+st.Agency.ReviewBody+"申请行政复议。这里收不了，请您直接去申请。", "带上身份证件的复印件，和申请的收件回执或者邮寄凭证。"
	}
	return e
}

// bureauAside is the help beside pages about reconsideration: whom to call, and where to go.
func (s *Server) bureauAside(body office.Agency, sections ...page.AsideSection) page.Aside {
	if body.BureauPhone == "" {
		return s.aside(sections...)
	}
	return page.Aside{Office: page.OfficeView{Phone: body.BureauPhone, Address: body.BureauAddress}, Sections: sections}
}

// proposedObjection is what is mostly objected to in a reply of a result.
func proposedObjection(result law.Result) reconsider.Objection {
	switch result {
	case law.Partial, law.Secret, law.Forbidden, law.Security, law.ThirdParty, law.Internal, law.Process, law.Enforcement, law.Inquiry:
		return reconsider.NotDisclosed
	case law.NotExisting, law.NotOurs, law.Making, law.Unclear:
		return reconsider.NotAble
	case law.Petition, law.Repeated, law.Publication, law.Excessive, law.Confirm:
		return reconsider.NotProcessed
	}
	return ""
}

// knownRows are what need not be typed: who objects, and to what.
func knownRows(st desk.Status, o desk.Objectionable) []page.SummaryRow {
	a, k := st.Case.Applicant, o.Contested
	rows := []page.SummaryRow{
		{Key: "申请人", Value: a.Name}, {Key: "证件号", Value: casefile.MaskNumber(a.IDNumber), None: "没有填"},
		{Key: "怎样找到您", Value: strings.Join(slices.DeleteFunc([]string{a.Phone, a.Email, a.Address}, func(s string) bool { return s == "" }), "\n"), None: "没有填"},
		{Key: "被申请人", Value: k.Name},
	}
	if k.Silence {
		return append(rows, page.SummaryRow{Key: "对什么不服", Value: "申请 " + numberOf(st) + " 应在 " + k.On.Chinese() + "前（含当日）答复，没有答复"})
	}
	rows = append(rows, page.SummaryRow{Key: "对什么不服", Value: k.On.Chinese() + "的" + k.Paper + "\n" + k.Number})
	if !k.GotOn.IsZero() {
		rows = append(rows, page.SummaryRow{Key: "您收到之日", Value: k.GotOn.Chinese()})
	}
	return rows
}

// typedIn is what was typed into the form.
func typedIn(held *forms.Held, o desk.Objectionable) desk.ObjectionTyped {
	var claims []string
	for _, a := range asksOf(o) {
		if slices.Contains(held.Values["claims"], a.value) {
			claims = append(claims, a.label)
		}
	}
	if other := held.Value("request"); other != "" {
		claims = append(claims, other)
	}
	typed := desk.ObjectionTyped{
		Others: held.Value("others"), Joint: numbersIn(held.Values["joint"]), Objection: reconsider.Objection(held.Value("objection")), Request: strings.Join(claims, "；\n"), Grounds: held.Value("grounds"), Files: held.Stored(otherFiles),
	}
	if o.Late {
		typed.Late = held.Value("late")
		typed.LateFrom, _ = forms.ParseDay(held.Value("late_from"))
		typed.LateUntil, _ = forms.ParseDay(held.Value("late_until"))
	}
	return typed
}

// readObjection reads what was posted and keeps it before number and code are asked for
// again, so that a visit that has expired loses nothing. Without a visit or a form it has
// answered.
func (s *Server) readObjection(w http.ResponseWriter, r *http.Request) (*forms.Held, desk.Visit, bool, error) {
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil || err != nil && !isInvalid(err) && !isTooBig(err) {
		return nil, desk.Visit{}, false, err
	}
	if done, doneErr := s.objected(w, r, held.Key); done || doneErr != nil {
		return nil, desk.Visit{}, false, doneErr
	}
	visit, ok := s.visitOf(r)
	if !ok {
		return nil, visit, false, s.askCode(w, r)
	}
	w.Header().Set("Cache-Control", "no-store")
	return held, visit, true, err
}

// keepObject serves POST /status/object.
func (s *Server) keepObject(w http.ResponseWriter, r *http.Request) error {
	held, visit, ok, err := s.readObjection(w, r)
	if !ok {
		return err
	}
	switch {
	case isTooBig(err):
		return s.renderObject(w, r, http.StatusRequestEntityTooLarge, visit, held, tooBig(err))
	case err == nil && held.Values.Has(otherFiles+"-drop"):
		return s.renderObject(w, r, http.StatusOK, visit, held, nil)
	case err == nil:
		err = s.checkObjection(r, visit, held)
	}
	if isInvalid(err) {
		return s.renderObject(w, r, http.StatusUnprocessableEntity, visit, held, err)
	}
	if err != nil {
		return err
	}
	return s.toForm(w, r, objectPath+"/check", held.Key)
}

// checkObjection notes what the form lacks, and that it is of the request that is open.
func (s *Server) checkObjection(r *http.Request, visit desk.Visit, held *forms.Held) error {
	st, o, err := s.openObjection(r, visit)
	if err != nil {
		return err
	}
	if held.Value(ofField) != numberOf(st) {
		return fault.New(fault.Conflict, "objection_of_other", held.Value(ofField), numberOf(st))
	}
	bad := fault.Form{}
	err = s.Desk.CheckObjection(r.Context(), visit, typedIn(held, o))
	if bad.Add(err); err != nil && !isInvalid(err) {
		return err
	}
	if bad["request"] != nil && held.Value("request") == "" { // it is made of what is ticked, too
		bad["claims"] = fault.New(fault.Invalid, "objection_claims_needed")
		delete(bad, "request")
	}
	for _, day := range []string{"late_from", "late_until"} {
		if _, err := forms.ParseDay(held.Value(day)); o.Late && err != nil && held.Value(day) != "" {
			bad.Bad(day, "date_unreadable")
		}
	}
	return bad.Err()
}

// showObjectCheck serves GET /status/object/check.
func (s *Server) showObjectCheck(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	key := r.URL.Query().Get(forms.KeyField)
	if done, err := s.objected(w, r, key); done || err != nil {
		return err
	}
	held, err := forms.Open(r.Context(), s.Desk, key)
	if err != nil {
		return err
	}
	if err := s.checkObjection(r, visit, held); isInvalid(err) {
		return s.toForm(w, r, objectPath, key)
	} else if err != nil {
		return err
	}
	return s.renderObjectCheck(w, r, http.StatusOK, visit, held, nil)
}

func (s *Server) renderObjectCheck(w http.ResponseWriter, r *http.Request, status int, visit desk.Visit, held *forms.Held, wrong error) error {
	st, o, err := s.openObjection(r, visit)
	if err != nil {
		return err
	}
	form := page.NewForm(held.Values, wrong)
	p := objectCheckPage{
		Base: s.base(r, "核对后提交"), BackHref: s.formHref(objectPath, held.Key, ""), Action: s.formHref(objectPath+"/check", held.Key, ""), Known: knownRows(st, o),
		AcceptBy: s.Desk.AcceptBy(s.Desk.Today()), Bureau: bureauName(o.Body.Bureau, o.Body.Name),
		Confirm: form.Checkbox("confirm", "以上是我本人填写的，属实。"), Aside: s.bureauAside(o.Body),
		Hidden: []page.Hidden{{Name: forms.KeyField, Value: held.Key}},
	}
	typed := typedIn(held, o)
	row := func(key, value, field string) {
		p.Typed = append(p.Typed, page.SummaryRow{Key: key, Value: value, None: "没有填", Href: s.formHref(objectPath, held.Key, field)})
	}
	if !o.Contested.Silence {
		row("对哪一点不服", typed.Objection.Label(), "objection")
	}
	row("复议请求", typed.Request, "claims")
	row("事实和理由", typed.Grounds, "grounds")
	if names := togetherNames(st, typed); names != "" {
		row("一起申请的人", names, "others")
	}
	if o.Late {
		row("为什么过了期限", typed.Late, "late")
		if !typed.LateFrom.IsZero() {
			row("耽误的时间", typed.LateFrom.Chinese()+"至"+typed.LateUntil.Chinese(), "late_from")
		}
	}
	row("材料", fileNames(held, otherFiles), otherFiles)
	for _, name := range objectionFields {
		for _, value := range held.Values[name] {
			p.Hidden = append(p.Hidden, page.Hidden{Name: name, Value: value})
		}
	}
	for _, file := range held.Files {
		p.Hidden = append(p.Hidden, page.Hidden{Name: file.Field + "-kept", Value: file.Key})
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/object_check", p)
}

// bureauName names who handles it: the bureau, with the body for which it does.
func bureauName(bureau, body string) string {
	if bureau == "" {
		return body
	}
	return body + "（由" + bureau + "办理）"
}

// handInObject serves POST /status/object/check: takes the application in.
func (s *Server) handInObject(w http.ResponseWriter, r *http.Request) error {
	held, visit, ok, err := s.readObjection(w, r)
	if !ok {
		return err
	}
	if err == nil {
		err = s.checkObjection(r, visit, held)
	}
	if isInvalid(err) || isTooBig(err) {
		return s.renderObject(w, r, http.StatusUnprocessableEntity, visit, held, tooBig(err))
	}
	if err != nil {
		return err
	}
	if held.Value("confirm") == "" {
		return s.renderObjectCheck(w, r, http.StatusUnprocessableEntity, visit, held, fault.AtField("confirm", "portal_confirm_needed"))
	}
	_, o, err := s.openObjection(r, visit)
	if err != nil {
		return err
	}
	browser, err := s.browser(w, r)
	if err != nil {
		return err
	}
	_, err = s.Desk.Object(r.Context(), visit, held.Key, browser, typedIn(held, o))
	if isInvalid(err) {
		return s.renderObject(w, r, http.StatusUnprocessableEntity, visit, held, err)
	}
	if err != nil {
		return err
	}
	return s.toForm(w, r, objectPath+"/done", held.Key)
}

// showObjected serves GET /status/object/done: number and code, as often as it is asked
// for, for a day; the code only in the browser that sent the form.
func (s *Server) showObjected(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticket(r)
	if err != nil {
		return err
	}
	key, received := r.URL.Query().Get(forms.KeyField), calendar.DateOf(t.At)
	p := donePage{
		Base:    s.base(r, "复议申请已提交"),
		Receipt: page.Receipt{Tag: page.Tag{State: page.Done, Text: "已收到"}, Title: "复议申请已提交", At: t.At, Codes: []page.KV{{Label: "收件号", Value: t.Number}}},
		Known:   t.Code != "",
		PDF:     page.Button{Label: "下载回执（PDF）", Href: s.formHref("/apply/receipt.pdf", key, "")}.Big(),
		Status:  page.Button{Label: "看进度", Href: s.Pages.URL("/status") + "?" + url.Values{"no": {t.Number}}.Encode()}.Plain().Big(),
		Path: []page.PathStep{
			{Title: "收到之日", Note: received.ChineseFull(), State: "past"},
			{Title: "审查是否受理", Note: "最迟 " + s.Desk.AcceptBy(received).ChineseFull() + "。到那天没有告诉您不受理、也没有请您补正的，就算受理"},
			{Title: "审理，作出复议决定", Note: "受理以后告诉您哪天以前决定"},
		},
		Aside: s.aside(page.AsideSection{Title: "这是另一个号", Text: []string{"复议申请有自己的收件号和查询码，和原来申请公开信息的不是同一个。两件都可以查。"}}),
	}
	if p.Known {
		p.Receipt.Codes = append(p.Receipt.Codes, page.KV{Label: "查询码", Value: t.Code.String()})
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "portal/done", p)
}

// fetchReviewPaper serves GET /status/review/{paper}.
func (s *Server) fetchReviewPaper(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	n, err := pathNumber(r, "paper")
	if err != nil {
		return err
	}
	f, err := s.Desk.FetchReviewPaper(r.Context(), visit, n)
	if err != nil {
		return err
	}
	return send(w, f)
}

func (s *Server) reviewPaperHref(n int) string {
	return s.Pages.URL("/status/review/" + strconv.Itoa(n))
}
