package portal

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// The request is one form on three pages. Each page carries the whole of it:
// what the page does not ask travels in hidden fields, so that a form whose
// keeping has expired, or a page found by the back button, loses nothing, and
// what is handed in is what stood on the page. Files lie with the office under
// the form's key.

// whoPage is the page "portal/who": step 1.
type whoPage struct {
	page.Base
	Action string // with the form's key, so that a page that came back can be loaded again
	Hidden []page.Hidden
	Agency page.Field // no type where there is one agency only
	Class  page.Field
	Aside  page.Aside
}

// showWho serves GET /apply.
func (s *Server) showWho(w http.ResponseWriter, r *http.Request) error {
	held, err := s.openForm(w, r)
	if held == nil {
		return err
	}
	if r.URL.Query().Get(typeField) == string(casefile.Correction) { // begun on the page about corrections
		held.Values.Set(typeField, string(casefile.Correction))
	}
	return s.renderWho(w, r, http.StatusOK, held, nil)
}

func (s *Server) renderWho(w http.ResponseWriter, r *http.Request, status int, held *forms.Held, wrong error) error {
	agencies, err := s.Desk.Agencies(r.Context())
	if err != nil {
		return err
	}
	says := whoAsks
	if isCorrecting(held) {
		says = whoCorrects
	}
	p := whoPage{Base: s.base(r, says.title), Aside: s.aside(page.AsideSection{Title: "不知道该问谁？", Text: []string{says.unsure}})}
	form := page.NewForm(held.Values, wrong)
	p.Action, p.Hidden = s.formHref("/apply", held.Key, ""), carried(held, "agency", "class")
	if len(agencies) == 1 {
		p.Hidden = append(p.Hidden, page.Hidden{Name: "agency", Value: idText(agencies[0].ID)})
	} else {
		p.Agency = agencyField(form, agencies).WithHint(says.agency)
	}
	p.Class = form.Radios("class", "您以谁的名义申请", classOptions()).WithHint(says.class)
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/who", p)
}

// manyAgencies is from how many on a list is easier than radios.
const manyAgencies = 12

// whoWords are what step 1 says.
type whoWords struct{ title, agency, class, unsure string }

var (
	// whoAsks: the agency is asked that made or keeps the information (条例 10).
	whoAsks = whoWords{
		title: "向谁申请，以谁的名义", agency: "信息是谁制作的、由谁保存，就向谁申请，由它答复您。", class: "个人和单位要填的身份信息不一样；年度报告也按这几类统计。",
		unsure: "选最可能的一个。不归它管的，它会在答复里告诉您该找谁，能确定的还会写明联系方式。",
	}
	// whoCorrects: the agency is asked that provided the record (条例 41).
	whoCorrects = whoWords{
		title: "向谁申请更正，以谁的名义", agency: "记录是哪个机关给您的，就向哪个机关申请，由它答复您。", class: "个人和单位要填的身份信息不一样。",
		unsure: "选给您这份记录的机关。不归它改的，它转给有权改的机关，或者在答复里告诉您找谁。",
	}
)

func agencyField(form *page.Form, agencies []office.Agency) page.Field {
	var options []page.Option
	for _, a := range agencies {
		options = append(options, page.Option{Value: idText(a.ID), Label: a.Name})
	}
	if len(options) < manyAgencies {
		return form.Radios("agency", "向哪个机关申请", options)
	}
	return form.Select("agency", "向哪个机关申请", append([]page.Option{{Label: "选一个机关"}}, options...))
}

// classHints say whom each class means.
var classHints = map[casefile.Class]string{
	casefile.Natural:     "我自己，公民",
	casefile.Business:    "公司、合作社、个体工商户",
	casefile.Research:    "研究院所、高等学校",
	casefile.Social:      "社会团体、基金会、民办非企业单位",
	casefile.LegalFirm:   "律师事务所、法律援助中心",
	casefile.OtherPerson: "以上都不是的单位",
}

func classOptions() []page.Option {
	var options []page.Option
	for _, c := range casefile.Classes {
		label := c.Label()
		if c == casefile.Natural {
			label = "个人"
		}
		options = append(options, page.Option{Value: string(c), Label: label, Hint: classHints[c]})
	}
	return options
}

// keepWho serves POST /apply.
func (s *Server) keepWho(w http.ResponseWriter, r *http.Request) error {
	held, err := s.readForm(w, r)
	if held == nil || err != nil && !isInvalid(err) {
		return err
	}
	if err == nil {
		err = s.checkWho(r.Context(), held)
	}
	if isInvalid(err) {
		return s.renderWho(w, r, http.StatusUnprocessableEntity, held, err)
	}
	if err != nil {
		return err
	}
	return s.toForm(w, r, "/apply/request", held.Key)
}

// checkWho notes what step 1 lacks.
func (s *Server) checkWho(ctx context.Context, held *forms.Held) error {
	bad := fault.Form{}
	_, known, err := s.agency(ctx, held.Value("agency"))
	if err != nil {
		return err
	}
	if !known {
		bad.Bad("agency", "intake_agency_missing")
	}
	if casefile.Class(held.Value("class")).Label() == "" {
		bad.Bad("class", "intake_class_missing")
	}
	return bad.Err()
}

// openForm opens the form that the address names. A form that was handed in
// leads to its confirmation: then it returns no form, and has answered.
func (s *Server) openForm(w http.ResponseWriter, r *http.Request) (*forms.Held, error) {
	key := r.URL.Query().Get(forms.KeyField)
	if done, err := s.isDone(w, r, key); done || err != nil {
		return nil, err
	}
	return forms.Open(r.Context(), s.Desk, key)
}

// readForm reads what was posted and keeps it. A form that was handed in leads
// to its confirmation: then it returns no form, and has answered. A form it
// returns with an error of kind Invalid belongs on its page.
func (s *Server) readForm(w http.ResponseWriter, r *http.Request) (*forms.Held, error) {
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil {
		return nil, err
	}
	if done, doneErr := s.isDone(w, r, held.Key); done || doneErr != nil {
		return nil, doneErr
	}
	return held, err
}

// isDone leads to the confirmation of a form that was handed in, and reports
// whether it did.
func (s *Server) isDone(w http.ResponseWriter, r *http.Request, key string) (bool, error) {
	if key == "" {
		return false, nil
	}
	_, done, err := s.Desk.FormTicket(r.Context(), key)
	if err != nil || !done {
		return false, err
	}
	return true, s.toForm(w, r, "/apply/done", key)
}

// toForm sends the browser on to a page of the form with the key.
func (s *Server) toForm(w http.ResponseWriter, r *http.Request, path, key string) error {
	return serve.SeeOther(w, r, s.formHref(path, key, ""))
}

// formHref is the address of a page of the form with the key, and of a field
// on it.
func (s *Server) formHref(path, key, field string) string {
	href := s.Pages.URL(path) + "?" + url.Values{forms.KeyField: {key}}.Encode()
	if field != "" {
		href += "#f-" + field
	}
	return href
}

// requestFields are the fields of the whole form that are no files.
var requestFields = []string{
	"agency", "class", "name", "id_number", "representative", "contact", "phone", "email", "content", "medium", "delivery", "address", "post_code", "aid",
	typeField, "record", "record_was", "record_now", "evidence",
}

// carried is the form's key and all of its fields that a page does not ask.
func carried(held *forms.Held, asked ...string) []page.Hidden {
	all := []page.Hidden{{Name: forms.KeyField, Value: held.Key}}
	for _, name := range requestFields {
		if value := held.Values.Get(name); value != "" && !slices.Contains(asked, name) {
			all = append(all, page.Hidden{Name: name, Value: value})
		}
	}
	return all
}

func idText(id int64) string { return strconv.FormatInt(id, 10) }
