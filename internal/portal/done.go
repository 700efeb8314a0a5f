package portal

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// savedPage is the page "portal/saved".
type savedPage struct {
	page.Base
	Link    string // the whole address, to be kept
	GoOn    page.Button
	Until   time.Time
	Files   int
	Aside   page.Aside
	Expired bool
}

// showSaved serves GET /apply/saved: the link by which a form that was put by
// is taken up again.
func (s *Server) showSaved(w http.ResponseWriter, r *http.Request) error {
	key := r.URL.Query().Get(forms.KeyField)
	if done, err := s.isDone(w, r, key); done || err != nil {
		return err
	}
	held, err := s.Desk.Form(r.Context(), key)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	href := s.formHref("/apply/request", key, "")
	p := savedPage{
		Base: s.base(r, "存好了"), Link: s.Origin + href, Until: s.Desk.Now().Add(desk.HeldFor), Files: len(held.Files), Aside: s.aside(),
		GoOn: page.Button{Label: "接着填", Href: href}.Big(), Expired: err != nil,
	}
	if p.Expired {
		p.Title = "这张表没有存着了"
		p.GoOn = page.Button{Label: "重新填", Href: s.Pages.URL("/apply")}.Big()
	}
	return s.Pages.Render(w, http.StatusOK, "portal/saved", p)
}

// donePage is the page "portal/done".
type donePage struct {
	page.Base
	Receipt page.Receipt
	Known   bool // the query code, which only the browser that sent the form is shown
	PDF     page.Button
	Status  page.Button
	Path    []page.PathStep
	Review  string // where to read about reconsideration
	Aside   page.Aside
}

// showDone serves GET /apply/done: number and code. It shows the same as often
// as it is asked for, for a day; the code only in the browser that sent the form,
// for the address gets about.
func (s *Server) showDone(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticket(r)
	if err != nil {
		return err
	}
	received := calendar.DateOf(t.At)
	clock, err := s.clockFrom(received)
	if err != nil {
		return err
	}
	key := r.URL.Query().Get(forms.KeyField)
	p := donePage{
		Base: s.base(r, "申请已提交"),
		Receipt: page.Receipt{
			Tag: page.Tag{State: page.Done, Text: "已收到"}, Title: "申请已提交", At: t.At,
			Codes: []page.KV{{Label: "收件号", Value: t.Number}},
		},
		Known:  t.Code != "",
		PDF:    page.Button{Label: "下载回执（PDF）", Href: s.formHref("/apply/receipt.pdf", key, "")}.Big(),
		Status: page.Button{Label: "看进度", Href: s.Pages.URL("/status") + "?" + url.Values{"no": {t.Number}}.Encode()}.Plain().Big(),
		Path: []page.PathStep{
			{Title: "今天算作收到之日", Note: received.ChineseFull(), State: "past"},
			{Title: "如果说不清，我们问您一次", Note: "最迟 " + clock.ClarifyBy.ChineseFull() + "，先打电话"},
			{Title: "答复", Note: fmt.Sprintf("最迟 %s。从第二天起数 %d 个工作日，周末和节假日不算", clock.Due.ChineseFull(), clock.Total)},
		},
		Review: s.reviewHref(),
		Aside: s.aside(page.AsideSection{Title: "查询码丢了怎么办？", Text: []string{
			"用提交申请的浏览器，这一页 24 小时内还能打开。过后打电话，核对身份，换一个新的；旧的就不能用了。"}}),
	}
	if err := s.doneCorrecting(r, key, received, &p); err != nil {
		return err
	}
	if p.Known {
		p.Receipt.Codes = append(p.Receipt.Codes, page.KV{Label: "查询码", Value: t.Code.String()})
	}
	if received != s.Desk.Today() {
		p.Path[0].Title = "收到之日"
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "portal/done", p)
}

// reviewHref is where the pages tell about reconsideration.
func (s *Server) reviewHref() string {
	if s.GuideHref != "" {
		return s.GuideHref
	}
	return s.Pages.URL("/guide") + "#remedies"
}

// browserCookie is known to the browser that fills a form in, and to nobody who
// has the form's address only.
const browserCookie = "tijiao"

// browser returns the secret of the browser, which gets one if it has none.
func (s *Server) browser(w http.ResponseWriter, r *http.Request) (string, error) {
	if secret := s.Cookies.Value(r, browserCookie); secret != "" {
		return secret, nil
	}
	secret, err := auth.NewDevice(s.Desk.Random)
	if err == nil {
		s.Cookies.Set(w, browserCookie, secret, browserFor)
	}
	return secret, err
}

// browserFor is how long a browser keeps its secret: as long as a form that is
// begun now can be kept, and then its ticket.
const browserFor = 2 * desk.HeldFor

// applying makes a handler of a page of the form. The browser has its secret
// from the first page on, so that two clicks at once come from one browser.
func (s *Server) applying(h serve.HandlerFunc) http.Handler {
	return s.personal(func(w http.ResponseWriter, r *http.Request) error {
		if _, err := s.browser(w, r); err != nil {
			return err
		}
		return h(w, r)
	})
}

// ticket returns the ticket of the form that the address names, or fault
// NotFound.
func (s *Server) ticket(r *http.Request) (desk.Ticket, error) {
	t, ok, err := s.Desk.FormTicketIn(r.Context(), r.URL.Query().Get(forms.KeyField), s.Cookies.Value(r, browserCookie))
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "portal_form_out_of_reach")
	}
	return t, err
}

// fetchReceipt serves GET /apply/receipt.pdf.
func (s *Server) fetchReceipt(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticket(r)
	if err == nil && t.Code == "" {
		err = fault.New(fault.Forbidden, "portal_ticket_elsewhere")
	}
	if err != nil {
		return err
	}
	made, err := s.Desk.TicketPDF(r.Context(), t)
	if err != nil {
		return err
	}
	return send(w, desk.InMemory("回执 "+t.Number+".pdf", "application/pdf", made))
}
