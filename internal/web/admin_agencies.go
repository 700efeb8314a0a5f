package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// An agencyRow is one agency of the list.
type agencyRow struct {
	Name   string
	Href   string
	Code   string
	Number string // what its case numbers look like
	Letter string // what its 文号 look like
	Units  int
	Tag    page.Tag
}

// agenciesPage is the page "desk/agencies".
type agenciesPage struct {
	page.Base
	Rows []agencyRow
	New  *page.Button
}

// listAgencies serves GET /agencies.
func (s *Server) listAgencies(w http.ResponseWriter, r *http.Request, by auth.User) error {
	agencies, err := s.Desk.AllAgencies(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := agenciesPage{Base: s.base(r, by, "机关与单位")}
	if auth.MayDo(by, auth.ManageAgencies, 0) == nil {
		p.New = &page.Button{Label: "加机关", Href: s.Pages.URL("/agencies/new")}
	}
	for _, a := range agencies {
		if auth.MayDo(by, auth.ManageAgencies, a.ID) != nil {
			continue
		}
		row := agencyRow{Name: a.Name, Href: s.Pages.URL(agencyPath(a.ID)), Code: a.Code, Number: s.sampleCase(a), Letter: s.sampleLetter(a), Tag: activeTag(a.Active)}
		for _, u := range people.Units {
			if u.Agency == a.ID && u.Active {
				row.Units++
			}
		}
		p.Rows = append(p.Rows, row)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/agencies", p)
}

func agencyPath(id int64, below ...string) string {
	return strings.Join(append([]string{"/agencies", strconv.FormatInt(id, 10)}, below...), "/")
}

func activeTag(active bool) page.Tag {
	if active {
		return page.Tag{State: page.Done, Text: "在用"}
	}
	return page.Tag{State: page.Line, Text: "已停用"}
}

// sampleCase and sampleLetter show what the numbers of an agency look like.
func (s *Server) sampleCase(a office.Agency) string {
	return a.CaseNumber(s.Desk.Today().Year(), 158)
}

func (s *Server) sampleLetter(a office.Agency) string {
	return a.LetterNumber("答", s.Desk.Today().Year(), 31)
}

// agencyPage is the page "desk/agency".
type agencyPage struct {
	page.Base
	Heading string
	Post    string
	Groups  []fieldGroup
	Save    page.Button
	Units   []unitRow // of an agency that is there
	IsNew   bool
	Unit    page.Field
	AddUnit string
}

// A fieldGroup is a part of a long form.
type fieldGroup struct {
	ID, Title string
	Fields    []page.Field
}

// A unitRow is one unit of an agency.
type unitRow struct {
	Name string
	Href string
	Tag  page.Tag
}

// An agencyForm is an agency on its way to its page.
type agencyForm struct {
	agency office.Agency
	typed  url.Values
	wrong  error
	unit   bool // it was the form of a new unit
	status int
}

// showAgency serves GET /agencies/new and GET /agencies/{id}.
func (s *Server) showAgency(w http.ResponseWriter, r *http.Request, by auth.User) error {
	a, err := s.agencyIn(r, by)
	if err != nil {
		return err
	}
	return s.renderAgency(w, r, by, agencyForm{agency: a, status: http.StatusOK})
}

// agencyIn returns the agency of the address, a fresh one at /agencies/new, if
// the person looks after it.
func (s *Server) agencyIn(r *http.Request, by auth.User) (office.Agency, error) {
	id := pathID(r, "id")
	if err := auth.MayDo(by, auth.ManageAgencies, id); err != nil {
		return office.Agency{}, err
	}
	if strings.HasSuffix(r.URL.Path, "/new") {
		return office.Agency{Active: true}, nil
	}
	return s.Desk.Agency(r.Context(), by, id)
}

func (s *Server) renderAgency(w http.ResponseWriter, r *http.Request, by auth.User, d agencyForm) error {
	a := d.agency
	p := agencyPage{Heading: a.Name, Post: s.Pages.URL(agencyPath(a.ID)), Save: page.Button{Label: "保存", Key: "Ctrl S"}}
	if p.IsNew = a.ID == 0; p.IsNew {
		p.Heading, p.Post, p.Save.Label = "加机关", s.Pages.URL("/agencies/new"), "加机关"
	}
	p.Base = s.base(r, by, p.Heading)
	form, units := page.NewForm(agencyValues(a), nil), page.NewForm(nil, nil).WithPrefix("u-")
	if d.typed != nil && !d.unit {
		form = page.NewForm(d.typed, d.wrong)
	} else if d.unit {
		units = page.NewForm(d.typed, d.wrong).WithPrefix("u-")
	}
	p.Groups = s.agencyFields(form, a)
	p.Unit = units.Text("name", "单位名称").WithHint("分办时选它，如：教育科、法制科。").WithAutocomplete("off")
	p.Errors = append(form.Errors(), units.Errors()...)
	if !p.IsNew {
		p.AddUnit = s.Pages.URL(agencyPath(a.ID, "units"))
		all, err := s.Desk.Units(r.Context(), by, a.ID)
		if err != nil {
			return err
		}
		for _, u := range all {
			p.Units = append(p.Units, unitRow{u.Name, s.Pages.URL(unitPath(u)), activeTag(u.Active)})
		}
	}
	return s.Pages.Render(w, d.status, "desk/agency", p)
}

// agencyFields are all settings of an agency, each with what it is for.
func (s *Server) agencyFields(form *page.Form, a office.Agency) []fieldGroup {
	if a.LetterWord == "" {
		a.LetterWord = "明政公开"
	}
	text := func(name, label, hint string) page.Field {
		return form.Text(name, label).WithHint(hint).WithAutocomplete("off")
	}
	name := fieldGroup{ID: "names", Title: "名称与编号", Fields: []page.Field{
		text("name", "全称", "文书的红头和落款用它，与公章一致。"),
		text("code", "代码", "配置和命令里用，1 到 12 个字母或数字，如 QZF。").WithWidth("s"),
		text("case_prefix", "编号前缀", "几个机关各用一个，只有一个机关可以不填。现在的案件编号像 "+s.sampleCase(a)+"。").WithWidth("s").AsOptional(),
		text("letter_word", "机关代字", "文号开头的字，各机关不同。现在的答复文号像 "+s.sampleLetter(a)+"。").WithWidth("m"),
	}}
	remedies := fieldGroup{ID: "remedies", Title: "救济途径", Fields: []page.Field{
		text("review_body", "行政复议机关", "对本机关的答复不服，向它申请复议（复议法第二十四条），写在每份答复里。"),
		text("review_channel", "复议的互联网渠道", "复议机关指定的网址或者小程序。以电子方式答复时必须写明（复议法第二十二条第二款）。").AsOptional(),
		text("court", "管辖法院", "不服答复或者复议决定，向它起诉。"),
		form.Checkbox("show_court", "人民法院不受理的几种答复（重复申请、行政查询、另行制作、信访、公开出版物）也写可以起诉（解释2025第十条）"),
	}}
	if !a.HearsReviews() {
		a.ReviewWord = "明政"
	}
	bureau := fieldGroup{ID: "bureau", Title: "办理行政复议", Fields: []page.Field{
		text("review_word", "复议文书的代字", "只有复议机关（一般是区政府）填；填了，司法局的承办人就能以它的名义登记、办理复议案件。案号像 "+a.ReviewNumber("", s.Desk.Today().Year(), 12)+"。").WithWidth("m").AsOptional(),
		text("bureau", "行政复议机构", "具体办理的机构，写全称，如：明川区司法局（复议法第四条）。填了代字的都要填。").AsOptional(),
		text("bureau_address", "复议机构的地址", "写在受理、补正、听证的文书里：材料交到哪里。").AsOptional(),
		form.Tel("bureau_phone", "复议机构的电话").WithHint("写在同样的文书里。").AsOptional(),
	}}
	contact := fieldGroup{ID: "contact", Title: "联系方式", Fields: []page.Field{
		text("address", "办公地址", "补正告知书、到场查阅的地点用它。").AsOptional(), text("post_code", "邮政编码", "").WithWidth("s").AsOptional(),
		form.Tel("phone", "电话").WithHint("回执、确认邮件和文书里给申请人的电话。").AsOptional(),
		form.Email("mail_address", "公布的邮箱").WithHint("收申请的邮箱。怎样收发在配置文件里设。").AsOptional(),
	}}
	fee := fieldGroup{ID: "fee", Title: "信息处理费", Fields: []page.Field{
		form.Radios("charges_fee", "收不收信息处理费", []page.Option{{Value: "0", Label: "不收费"}, {Value: "1", Label: "收费", Hint: "超过不收费的件数、页数的，可以发收费通知书（条例第四十二条、国办函〔2020〕109号）。"}}).
			WithHint("改为不收费以后，已经发出的通知照常等缴费。"),
	}}
	state := fieldGroup{ID: "state", Title: "状态", Fields: []page.Field{
		form.Number("founded_in", "哪一年设立的").WithHint("新设立的机关填，如 2027：以前各年的年度报告不催，汇总时不算没有收齐。早就有的不用填。").AsOptional(),
		form.Checkbox("coordinates", "统筹机关：它的政府办看得到各机关的案件"),
		form.Checkbox("active", "在用：申请页上可以选它"),
	}}
	return []fieldGroup{name, remedies, contact, bureau, fee, state}
}

// agencyValues is an agency as its form shows it.
func agencyValues(a office.Agency) url.Values {
	v := url.Values{
		"name": {a.Name}, "code": {a.Code}, "case_prefix": {a.CasePrefix}, "letter_word": {a.LetterWord}, "review_body": {a.ReviewBody},
		"review_channel": {a.ReviewChannel}, "court": {a.Court}, "address": {a.Address}, "post_code": {a.PostCode}, "phone": {a.Phone},
		"mail_address": {a.MailAddress}, "charges_fee": {"0"},
		"review_word": {a.ReviewWord}, "bureau": {a.Bureau}, "bureau_address": {a.BureauAddress}, "bureau_phone": {a.BureauPhone},
	}
	if a.FoundedIn != 0 {
		v.Set("founded_in", strconv.Itoa(a.FoundedIn))
	}
	if a.ChargesFee {
		v.Set("charges_fee", "1")
	}
	for name, on := range map[string]bool{"show_court": a.ShowCourt, "coordinates": a.Coordinates, "active": a.Active} {
		if on {
			v.Set(name, "1")
		}
	}
	return v
}

// saveAgency serves POST /agencies/new and POST /agencies/{id}.
func (s *Server) saveAgency(w http.ResponseWriter, r *http.Request, by auth.User) error {
	a, err := s.agencyIn(r, by)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	changed := office.Agency{
		ID: a.ID, Name: sent.Value("name"), Code: sent.Value("code"), CasePrefix: sent.Value("case_prefix"), LetterWord: sent.Value("letter_word"),
		ReviewBody: sent.Value("review_body"), ReviewChannel: sent.Value("review_channel"), Court: sent.Value("court"),
		ShowCourt: sent.Value("show_court") != "", Address: sent.Value("address"), PostCode: sent.Value("post_code"), Phone: sent.Value("phone"),
		ReviewWord: sent.Value("review_word"), Bureau: sent.Value("bureau"), BureauAddress: sent.Value("bureau_address"), BureauPhone: sent.Value("bureau_phone"),
		ChargesFee: sent.Value("charges_fee") == "1", MailAddress: sent.Value("mail_address"), Coordinates: sent.Value("coordinates") != "", Active: sent.Value("active") != "",
		FoundedIn: yearTyped(sent.Value("founded_in")),
	}
	if err == nil {
		changed.ID, err = s.Desk.PutAgency(r.Context(), by, changed)
	}
	if isInvalid(err) {
		return s.renderAgency(w, r, by, agencyForm{agency: a, typed: sent.Values, wrong: err, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.see(w, r, agencyPath(changed.ID), changed.Name+"的设置已存")
}

// yearTyped reads a year: 0 where nothing is typed, -1, which is refused, where it is none.
func yearTyped(typed string) int {
	if typed = strings.TrimSuffix(strings.TrimSpace(width.Narrow.String(typed)), "年"); typed == "" {
		return 0
	}
	if n, err := strconv.Atoi(typed); err == nil {
		return n
	}
	return -1
}

// addUnit serves POST /agencies/{id}/units.
func (s *Server) addUnit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	a, err := s.agencyIn(r, by)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		_, err = s.Desk.PutUnit(r.Context(), by, office.Unit{Agency: a.ID, Name: sent.Value("name"), Active: true})
	}
	if isInvalid(err) {
		return s.renderAgency(w, r, by, agencyForm{agency: a, typed: sent.Values, wrong: err, unit: true, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.see(w, r, agencyPath(a.ID)+"#units", "已加单位："+sent.Value("name"))
}

// unitPage is the page "desk/unit".
type unitPage struct {
	page.Base
	Agency string
	Post   string
	Back   string
	Fields []page.Field
	Save   page.Button
}

func unitPath(u office.Unit) string {
	return agencyPath(u.Agency, "units", strconv.FormatInt(u.ID, 10))
}

// unitIn returns the unit of the address with its agency.
func (s *Server) unitIn(r *http.Request, by auth.User) (office.Unit, office.Agency, error) {
	a, err := s.agencyIn(r, by)
	if err != nil {
		return office.Unit{}, a, err
	}
	units, err := s.Desk.Units(r.Context(), by, a.ID)
	if err != nil {
		return office.Unit{}, a, err
	}
	id := pathID(r, "unit")
	n := slices.IndexFunc(units, func(u office.Unit) bool { return u.ID == id })
	if n < 0 {
		return office.Unit{}, a, fault.New(fault.NotFound, "unit_not_found")
	}
	return units[n], a, nil
}

// showUnit serves GET /agencies/{id}/units/{unit}.
func (s *Server) showUnit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, a, err := s.unitIn(r, by)
	if err != nil {
		return err
	}
	values := url.Values{"name": {u.Name}}
	if u.Active {
		values.Set("active", "1")
	}
	return s.renderUnit(w, r, by, u, a, page.NewForm(values, nil), http.StatusOK)
}

func (s *Server) renderUnit(w http.ResponseWriter, r *http.Request, by auth.User, u office.Unit, a office.Agency, form *page.Form, status int) error {
	p := unitPage{Base: s.base(r, by, u.Name), Agency: a.Name, Post: s.Pages.URL(unitPath(u)), Back: s.Pages.URL(agencyPath(a.ID)), Save: page.Button{Label: "保存", Key: "Ctrl S"}}
	p.Fields = []page.Field{
		form.Text("name", "单位名称").WithHint("改名以后，以前的案件也显示新名。").WithAutocomplete("off"),
		form.Checkbox("active", "在用：分办时可以选它"),
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/unit", p)
}

// saveUnit serves POST /agencies/{id}/units/{unit}.
func (s *Server) saveUnit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, a, err := s.unitIn(r, by)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	changed := u
	changed.Name, changed.Active = sent.Value("name"), sent.Value("active") != ""
	if err == nil {
		_, err = s.Desk.PutUnit(r.Context(), by, changed)
	}
	if isInvalid(err) {
		return s.renderUnit(w, r, by, u, a, page.NewForm(sent.Values, err), http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, agencyPath(a.ID)+"#units", changed.Name+"已存")
}
