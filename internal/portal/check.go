package portal

import (
	"fmt"
	"net/http"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/office"
	"mingda/internal/page"
)

// checkPage is the page "portal/check": step 3.
type checkPage struct {
	page.Base
	BackHref string
	Action   string
	Hidden   []page.Hidden
	Who      []page.SummaryRow
	What     []page.SummaryRow
	Due      calendar.Date
	Corrects bool
	Confirm  page.Field
	Aside    page.Aside
}

// showCheck serves GET /apply/check.
func (s *Server) showCheck(w http.ResponseWriter, r *http.Request) error {
	held, err := s.openForm(w, r)
	if held == nil {
		return err
	}
	if s.checkRequest(held) != nil {
		return s.toForm(w, r, "/apply/request", r.URL.Query().Get(forms.KeyField))
	}
	return s.renderCheck(w, r, http.StatusOK, held, nil)
}

func (s *Server) renderCheck(w http.ResponseWriter, r *http.Request, status int, held *forms.Held, wrong error) error {
	agency, _, err := s.agency(r.Context(), held.Value("agency"))
	if err != nil {
		return err
	}
	form := page.NewForm(held.Values, wrong)
	p := checkPage{
		Base: s.base(r, "核对后提交"), BackHref: s.formHref("/apply/request", held.Key, ""), Action: s.formHref("/apply/check", held.Key, ""), Hidden: carried(held),
		Who: s.whoRows(held), What: s.whatRows(held, agency), Corrects: isCorrecting(held), Due: s.Desk.DueFrom(s.inputOf(held).Wants.Type, s.Desk.Today()),
		Confirm: form.Checkbox("confirm", "以上是我本人填写的，属实。"),
		Aside:   s.aside(page.AsideSection{Title: "提交以后", Text: []string{"马上给您收件号和查询码。答复以前可以补充材料，也可以撤回。"}}),
	}
	for _, file := range held.Files {
		p.Hidden = append(p.Hidden, page.Hidden{Name: file.Field + "-kept", Value: file.Key})
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/check", p)
}

// row is one answer with the link that changes it.
func (s *Server) row(held *forms.Held, key, value, field string) page.SummaryRow {
	path := "/apply/request"
	if field == "agency" || field == "class" {
		path = "/apply"
	}
	row := page.SummaryRow{Key: key, Value: value, None: "没有填", Href: s.formHref(path, held.Key, field)}
	if value == "" {
		row.Act = "加"
	}
	return row
}

// whoRows are the answers about the applicant. Of the number of a person's
// paper only so much stands there as shows that it is the right one.
func (s *Server) whoRows(held *forms.Held) []page.SummaryRow {
	a := s.inputOf(held).Normalize().Applicant
	rows := []page.SummaryRow{}
	add := func(key, value, field string) { rows = append(rows, s.row(held, key, value, field)) }
	if a.Class == casefile.Natural {
		add("以谁的名义", "个人", "class")
		add("姓名", a.Name, "name")
		add("身份证号", casefile.MaskNumber(a.IDNumber), "id_number")
		add("身份证照片", fileNames(held, identityFiles), identityFiles)
	} else {
		add("以谁的名义", a.Class.Label(), "class")
		add("单位全称", a.Name, "name")
		add("统一社会信用代码", a.IDNumber, "id_number")
		add("证照照片", fileNames(held, identityFiles), identityFiles)
		add("法定代表人或负责人", a.Representative, "representative")
		add("联系人", a.Contact, "contact")
	}
	add("电话", a.Phone, "phone")
	add("电子邮箱", a.Email, "email")
	return rows
}

// whatRows are the answers about what is wanted and how.
func (s *Server) whatRows(held *forms.Held, agency office.Agency) []page.SummaryRow {
	if isCorrecting(held) {
		return s.correctionRows(held, agency)
	}
	f := s.inputOf(held).Normalize()
	rows := []page.SummaryRow{
		s.row(held, "内容", f.Wants.Content, "content"),
		s.row(held, "要哪个机关", agency.Name, "agency"),
		s.row(held, "形式", f.Wants.Medium.Label(), "medium"),
		s.row(held, "怎样给您", f.Wants.Delivery.Label(), "delivery"),
		s.row(held, "通信地址", strings.TrimSpace(f.Applicant.Address+" "+f.Applicant.PostCode), "address"),
		s.row(held, "需要什么帮助", f.Aid, "aid"),
		s.row(held, "附件", fileNames(held, otherFiles), otherFiles),
	}
	rows[5].None, rows[6].None = "不需要", "没有"
	return rows
}

// fileNames lists the files that came by an input, one a line; of many only
// the first few and how many there are.
func fileNames(held *forms.Held, field string) string {
	const shown = 5
	var names []string
	for _, f := range held.Uploaded(field) {
		names = append(names, f.Name)
	}
	if len(names) > shown {
		names = append(names[:shown:shown], fmt.Sprintf("等 %d 个", len(names)))
	}
	return strings.Join(names, "\n")
}

// submitRequest serves POST /apply/check: takes the request in.
func (s *Server) submitRequest(w http.ResponseWriter, r *http.Request) error {
	held, err := s.readForm(w, r)
	if held == nil || err != nil && !isInvalid(err) {
		return err
	}
	if err := s.checkRequest(held); err != nil {
		return s.renderRequest(w, r, http.StatusUnprocessableEntity, held, err)
	}
	if held.Value("confirm") == "" {
		return s.renderCheck(w, r, http.StatusUnprocessableEntity, held, fault.AtField("confirm", "portal_confirm_needed"))
	}
	browser, err := s.browser(w, r)
	if err != nil {
		return err
	}
	_, err = s.Desk.TakeFormFrom(r.Context(), held.Key, browser, s.inputOf(held))
	if isInvalid(err) {
		return s.renderRequest(w, r, http.StatusUnprocessableEntity, held, err)
	}
	if err != nil {
		return err
	}
	return s.toForm(w, r, "/apply/done", held.Key)
}
