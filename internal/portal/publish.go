package portal

import (
	"net/http"
	"net/url"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// publishPage is the page "portal/publish": the applicant proposes that what they
// were given is published to all (条例 44).
type publishPage struct {
	page.Base
	BackHref string
	Reason   page.Field
	Aside    page.Aside
}

// showPublish serves GET /status/publish.
func (s *Server) showPublish(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	return s.renderPublish(w, r, http.StatusOK, visit, nil, nil)
}

func (s *Server) renderPublish(w http.ResponseWriter, r *http.Request, status int, visit desk.Visit, values url.Values, wrong error) error {
	st, err := s.Desk.Status(r.Context(), visit)
	switch {
	case err != nil:
		return err
	case st.Case == nil:
		return fault.New(fault.Conflict, "portal_not_registered")
	}
	if err := st.Case.AllowsProposing(); err != nil {
		return err
	}
	form := page.NewForm(values, wrong)
	p := publishPage{
		Base: s.base(r, "建议向社会公开"), BackHref: s.Pages.URL("/status"), Aside: s.aside(),
		Reason: form.Textarea("reason", "为什么应当让大家都知道").WithRows(4).WithHint("比如涉及公众的利益怎样调整，需要公众广泛知晓，或者需要公众参与决策。"),
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/publish", p)
}

// proposePublication serves POST /status/publish.
func (s *Server) proposePublication(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		err = s.Desk.ProposeByApplicant(r.Context(), visit, sent.Value("reason"))
	}
	if isInvalid(err) {
		return s.renderPublish(w, r, http.StatusUnprocessableEntity, visit, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "您的建议已经收到，结果写在这一页上")
}

// publicationWords say what became of the proposal to publish what was given. What
// the office considers by itself is its own matter until it is done.
func publicationWords(c *casefile.Case) string {
	k := c.Publication
	switch {
	case k == nil, k.Several && !k.Published:
		return ""
	case k.Published:
		return "这份信息已在 " + k.PublishedOn.Chinese() + "向社会公开：" + k.Where + "。"
	case k.Decided == 0:
		return k.On.Chinese() + "您建议把这份信息向社会公开，正在审核，结果写在这里。"
	}
	return k.On.Chinese() + "您建议把这份信息向社会公开，审核以后没有纳入主动公开：" + k.Private.Reason
}
