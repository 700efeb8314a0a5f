package portal

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// contactPage is the page "portal/contact".
type contactPage struct {
	page.Base
	BackHref string
	Now      []page.KV // what the office has, masked
	Fields   []page.Field
	Aside    page.Aside
}

// showContact serves GET /status/contact.
func (s *Server) showContact(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	return s.renderContact(w, r, http.StatusOK, visit, nil, nil)
}

func (s *Server) renderContact(w http.ResponseWriter, r *http.Request, status int, visit desk.Visit, values url.Values, wrong error) error {
	st, err := s.openRequest(r, visit)
	if err == nil && st.Case == nil {
		err = fault.New(fault.Conflict, "portal_not_registered")
	}
	if err != nil {
		return err
	}
	a := st.Case.Applicant
	address := ""
	if a.Address != "" {
		address = "已留"
	}
	p := contactPage{
		Base: s.base(r, "改联系方式"), BackHref: s.Pages.URL("/status"), Aside: s.aside(),
		Now: []page.KV{
			{Label: "电话", Value: casefile.MaskNumber(a.Phone), None: "没有留"},
			{Label: "电子邮箱", Value: casefile.MaskMail(a.Email), None: "没有留"},
			{Label: "通信地址", Value: address, None: "没有留"},
		},
	}
	form := page.NewForm(values, wrong)
	p.Fields = []page.Field{
		form.Tel("phone", "新的电话").AsOptional(),
		form.Email("email", "新的电子邮箱").AsOptional(),
		form.Text("address", "新的通信地址").WithHint("写到门牌号。").WithAutocomplete("street-address").AsOptional(),
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/contact", p)
}

// changeContact serves POST /status/contact.
func (s *Server) changeContact(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		err = s.Desk.ChangeContact(r.Context(), visit, sent.Value("phone"), sent.Value("email"), sent.Value("address"))
	}
	if isInvalid(err) {
		return s.renderContact(w, r, http.StatusUnprocessableEntity, visit, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "联系方式已改")
}

// withdrawPage is the page "portal/withdraw".
type withdrawPage struct {
	page.Base
	BackHref string
	Number   string
	Confirm  page.Field
	Reason   page.Field
	Review   string       // what follows where it applies for reconsideration; "" for a request
	Several  bool         // others ask jointly, for whom this one cannot withdraw
	Part     []page.Field // only a part of it; none before registration
	Aside    page.Aside
}

// showWithdraw serves GET /status/withdraw.
func (s *Server) showWithdraw(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	return s.renderWithdraw(w, r, http.StatusOK, visit, nil, nil)
}

func (s *Server) renderWithdraw(w http.ResponseWriter, r *http.Request, status int, visit desk.Visit, values url.Values, wrong error) error {
	st, err := s.openRequest(r, visit)
	if err != nil {
		return err
	}
	form := page.NewForm(values, wrong)
	p := withdrawPage{
		Base: s.base(r, "撤回申请"), BackHref: s.Pages.URL("/status"), Number: numberOf(st), Aside: s.aside(),
		Reason:  form.Textarea("reason", "为什么撤回").WithHint("不用说明理由，写了方便我们改进。").WithRows(3).AsOptional(),
		Confirm: form.Checkbox("confirm", "我要撤回这件申请。"),
	}
	if st.Input.Body != 0 {
		p.Aside = s.bureauAside(st.Body)
		p.Review, p.Confirm.Label = reviewWithdrawn(st), "我要撤回这件复议申请。"
	}
	if st.Case != nil {
		p.Several = len(st.Case.JointApplicants()) > 0
		var options []page.Option
		left := casefile.Wants{Content: st.Case.Left()}.Items()
		for n, item := range left {
			options = append(options, page.Option{Value: strconv.Itoa(n), Label: item})
		}
		if len(options) > 1 {
			p.Part = append(p.Part, form.Checkboxes("item", "不要了的", options))
		}
		p.Part = append(p.Part, form.Text("part", "不要的是什么").WithHint("只是其中一部分不要的，写在这里，如：2024年以前的不要了。").AsOptional())
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/withdraw", p)
}

// withdraw serves POST /status/withdraw. A second click finds it withdrawn.
func (s *Server) withdraw(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil && sent.Value("do") == "part" {
		return s.withdrawPart(w, r, visit, sent)
	}
	if err == nil && sent.Value("confirm") == "" {
		err = fault.AtField("confirm", "portal_withdraw_needed")
	}
	if err == nil {
		err = s.Desk.WithdrawByApplicant(r.Context(), visit, sent.Value("reason"))
	}
	if isInvalid(err) {
		return s.renderWithdraw(w, r, http.StatusUnprocessableEntity, visit, sent.Values, err)
	}
	if fault.KindOf(err) == fault.Conflict {
		if st, again := s.Desk.Status(r.Context(), visit); again == nil && st.Case != nil && st.Case.Stage() == casefile.StageWithdrawn {
			err = nil
		}
	}
	if err != nil {
		return err
	}
	if st, err := s.Desk.Status(r.Context(), visit); err == nil && st.Review != nil {
		return s.see(w, r, "您撤回的意思已经收到")
	}
	if st, err := s.Desk.Status(r.Context(), visit); err == nil && st.Case != nil && st.Case.Stage().IsOpen() {
		return s.see(w, r, "已记下，我们会问其余的申请人")
	}
	return s.see(w, r, "申请已撤回")
}

// withdrawPart notes that the applicant wants only a part dropped: the office looks
// at it and decides.
func (s *Server) withdrawPart(w http.ResponseWriter, r *http.Request, visit desk.Visit, sent *serve.Form) error {
	st, err := s.openRequest(r, visit)
	if err != nil {
		return err
	}
	part := casefile.PartText{Text: sent.Value("part")}
	if st.Case != nil {
		left := casefile.Wants{Content: st.Case.Left()}.Items()
		for _, t := range sent.Values["item"] {
			if n, err := strconv.Atoi(t); err == nil && n >= 0 && n < len(left) {
				part.Items = append(part.Items, left[n])
			}
		}
	}
	err = s.Desk.AskToWithdrawPart(r.Context(), visit, part)
	if isInvalid(err) {
		return s.renderWithdraw(w, r, http.StatusUnprocessableEntity, visit, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "已经告诉办理的人，核对以后不再办撤回的部分，其余照常答复")
}
