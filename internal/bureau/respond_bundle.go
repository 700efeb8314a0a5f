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
	"mingda/internal/page"
)

// makesBundle is the value of the button of the answer that makes the evidence bundle.
const makesBundle = "bundle"

// bundleForReview makes the evidence bundle of the contested request and comes back to
// the answer with all that was typed.
func (s *Server) bundleForReview(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held) error {
	_, err := s.Desk.BundleForReview(r.Context(), by, reviewID(r), s.House.Words)
	if err != nil {
		return err
	}
	return s.House.See(w, r, "/respond/"+itoa(int(reviewID(r)))+"?"+url.Values{forms.KeyField: {held.Key}}.Encode(), "证据卷已制作，存入原申请的案卷；提交答复时一起交")
}

// offerBundle offers the evidence bundle of the contested request to who may make one.
func (s *Server) offerBundle(r *http.Request, by auth.User, v desk.ReviewView, form *page.Form, p *respondPage) error {
	made, err := s.Desk.BundlesFor(r.Context(), by, v)
	if fault.KindOf(err) == fault.Forbidden || fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	button := page.Button{Label: "制作证据卷", Name: "do", Value: makesBundle, Busy: "正在制作，请稍等…"}.Plain()
	p.Bundle = &button
	p.Choose = page.Link{Label: "逐份选放什么", Href: s.Pages.URL("/cases/" + itoa(int(v.Original.ID)) + "/" + string(casefile.MakeBundle))}
	if len(made) == 0 {
		return nil
	}
	button.Label = "重新制作证据卷"
	chosen := form.Value("bundle")
	var list []page.Option
	for i, b := range made {
		n := strconv.Itoa(b.Entry)
		list = append(list, page.Option{Value: n, Label: b.On.Chinese() + "制作，" + itoa(b.Pages) + " 页", Checked: chosen == n || chosen == "" && i == 0})
	}
	field := form.Radios("bundle", "交哪一份证据卷", append(list, page.Option{Value: "0", Label: "不交证据卷", Checked: chosen == "0"}))
	p.Bundles = &field
	return nil
}

// downloadResponse serves the respondent's answer on paper.
func (s *Server) downloadResponse(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.ResponsePDF(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, true)
}
