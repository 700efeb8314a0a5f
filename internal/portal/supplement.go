package portal

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// supplementPage is the page "portal/supplement".
type supplementPage struct {
	page.Base
	BackHref string
	Action   string
	Hidden   []page.Hidden
	Asked    bool // it was asked for by a notice, and starts the period anew
	Notice   page.Link
	Wanted   []string
	Until    string // the day the notice gives
	Reasons  string // of 条例 35: until when the applicant is to explain; "" where nobody asked
	Review   string // what is to be known where it applies for reconsideration; "" for a request
	Text     page.Field
	Files    page.Field
	Aside    page.Aside
}

// showSupplement serves GET /status/supplement.
func (s *Server) showSupplement(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderSupplement(w, r, http.StatusOK, visit, held, nil)
}

func (s *Server) renderSupplement(w http.ResponseWriter, r *http.Request, status int, visit desk.Visit, held *forms.Held, wrong error) error {
	st, err := s.openRequest(r, visit)
	if err != nil {
		return err
	}
	p := supplementPage{
		Base: s.base(r, "补充材料"), BackHref: s.Pages.URL("/status"), Aside: s.aside(), Action: s.formHref("/status/supplement", held.Key, ""),
		Hidden: []page.Hidden{{Name: forms.KeyField, Value: held.Key}, {Name: "seen", Value: seen(held, st)}},
	}
	if c := st.Case; c != nil && c.AsksSupplementOf(0) {
		notice, _ := c.LetterOf(casefile.ClarificationNotice) // awaited, so it is there
		p.Asked, p.Wanted, p.Until = true, wanted(c), notice.By.ChineseFull()
		p.Notice = page.Link{Label: "补正告知书（PDF）", Href: s.letterHref(notice.N)}
	}
	form := page.NewForm(held.Values, wrong)
	p.Text = form.Textarea("text", "要补充的内容").WithRows(6).WithHint("告知书问了什么，就写什么。只有材料、没有话要说的，可以不写。")
	if !p.Asked {
		p.Text.Hint = "比如更准确的名称、文号、时间。只有材料、没有话要说的，可以不写。"
	}
	if c := st.Case; c != nil && !p.Asked && c.AwaitsReasons() {
		asked, _ := c.ReasonsAsked() // awaited, so it is there
		p.Base = s.base(r, "说明理由")
		p.Reasons, p.Notice = reasonsUntil(asked, s.Desk.Today()), page.Link{Label: "要求说明理由通知书（PDF）", Href: s.letterHref(asked.N)}
		p.Text = form.Textarea("text", "为什么提这些申请").WithRows(6).WithHint("照实写：这些信息做什么用，为什么要这么多件。")
	}
	if st.Input.Body != 0 {
		p.Aside = s.bureauAside(st.Body)
		p.Review, p.Text.Hint = reviewSupplement(st), "比如新的证据、对被申请人答复的意见。只有材料、没有话要说的，可以不写。"
	}
	p.Files = form.File(otherFiles, "材料").WithAccept("").WithFiles(held.Uploaded(otherFiles)).AsOptional().
		WithHint(fmt.Sprintf("照片、PDF 都可以。每个不超过 %d MB，一次不超过 %d 个。", s.Uploads.File>>20, s.Uploads.Files))
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/supplement", p)
}

// seenInput stands before the version of what is not registered yet.
const seenInput = "i"

// seen is the version of the case, or of the input while it is none, when the
// form was first opened: what the applicant added since can be this same form,
// sent twice.
func seen(held *forms.Held, st desk.Status) string {
	switch v := held.Value("seen"); {
	case v != "":
		return v
	case st.Case == nil:
		return seenInput + strconv.Itoa(st.Input.Version)
	}
	return strconv.Itoa(st.Case.Version)
}

// seenIn reads it back. A form from before the registration saw nothing of the
// case: what was added since has been carried over to it.
func seenIn(value string) desk.Seen {
	version, isInput := strings.CutPrefix(value, seenInput)
	n, _ := strconv.Atoi(version) // none: since the beginning
	if isInput {
		return desk.Seen{Input: n}
	}
	return desk.Seen{Case: n}
}

// openRequest returns the status of a request that can still be added to.
func (s *Server) openRequest(r *http.Request, visit desk.Visit) (desk.Status, error) {
	st, err := s.Desk.Status(r.Context(), visit)
	switch {
	case err != nil || st.Open:
		return st, err
	case st.Review != nil:
		return st, st.Review.Case.AllowsApplicant()
	case st.Case == nil:
		return st, st.Input.AllowsApplicant()
	}
	return st, st.Case.AllowsApplicant()
}

// addSupplement serves POST /status/supplement. What was typed and sent is kept
// before number and code are asked for again, so that a visit that has expired
// loses nothing.
func (s *Server) addSupplement(w http.ResponseWriter, r *http.Request) error {
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil || err != nil && !isInvalid(err) && !isTooBig(err) {
		return err
	}
	visit, ok := s.visitOf(r)
	if !ok {
		return s.askCode(w, r)
	}
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case isTooBig(err):
		return s.renderSupplement(w, r, http.StatusRequestEntityTooLarge, visit, held, tooBig(err))
	case err == nil && held.Values.Has(otherFiles+"-drop"):
		return s.renderSupplement(w, r, http.StatusOK, visit, held, nil)
	case err == nil:
		err = s.Desk.AddFromApplicant(r.Context(), visit, seenIn(held.Value("seen")), held.Value("text"), held.Stored(otherFiles))
	}
	if isInvalid(err) {
		return s.renderSupplement(w, r, http.StatusUnprocessableEntity, visit, held, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "您补充的已经收到")
}
