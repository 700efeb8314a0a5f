package bureau

import (
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/serve"
)

// personPage is the page "bureau/person": what the bureau knows of those who take part in a
// case. Numbers, mailboxes and addresses are masked; one person is shown in full to who says
// what for, on this answer alone.
type personPage struct {
	page.Base
	Number  string
	Href    string
	Subject string
	Due     page.Due
	Reveal  forms.Reveal
	People  []personCard
	Copy    string // where somebody is given all that is kept of them; "" for who may not
	Correct string // where the applicant is corrected; "" for who may not
}

// A personCard is what is known of one of them.
type personCard struct {
	Title string
	Rows  []page.KV
}

// showPerson serves GET /review/{id}/person: all masked, and the form.
func (s *Server) showPerson(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.ReviewPeople(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	return s.personPage(w, r, by, v, forms.Nobody, http.StatusOK, r.URL.Query(), nil)
}

// revealPerson serves POST /review/{id}/person. The audit has the reason before anything is
// answered; the answer is kept by nobody, and is no address to come back to.
func (s *Server) revealPerson(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil {
		return err
	}
	asked := forms.RevealIn(sent)
	v, note, err := s.Desk.RevealReview(r.Context(), by, reviewID(r), asked)
	if isInvalid(err) {
		v, seen := s.Desk.ReviewPeople(r.Context(), by, reviewID(r))
		if seen != nil {
			return seen
		}
		return s.personPage(w, r, by, v, forms.Nobody, http.StatusUnprocessableEntity, sent.Values, err)
	}
	if err != nil {
		return err
	}
	serve.NotedOf(r).Note = note
	return s.personPage(w, r, by, v, asked.Whose, http.StatusOK, nil, nil)
}

func (s *Server) personPage(w http.ResponseWriter, r *http.Request, by auth.User, v desk.ReviewView, whole, status int, typed url.Values, wrong error) error {
	c := v.Case
	p := personPage{
		Base: s.House.Base(r, by, "当事人 "+c.Number), Number: c.Number, Href: s.Pages.URL(casePath(c.ID)), Subject: subjectOf(v), Due: s.dueOf(v), People: peopleOf(c, whole),
	}
	if v.Option(reconsider.CorrectFiling, 0, "").Err == nil {
		p.Correct = s.Pages.URL(casePath(c.ID, pathOf(reconsider.CorrectFiling)))
	}
	if desk.MayCopyPerson(by) == nil {
		p.Copy = s.Pages.URL("/person-copy") + "?" + url.Values{"review": {itoa(int(c.ID))}}.Encode()
	}
	if whole == forms.Nobody {
		var whose []page.Option
		for n, one := range p.People {
			whose = append(whose, page.Option{Value: itoa(n), Label: one.Title})
		}
		p.Reveal, p.Errors = forms.AskReveal(s.Pages.URL(casePath(c.ID, "person")), whose, likelyReason(c), typed, wrong)
	} else {
		p.Reveal = forms.Revealed(p.People[whole].Title)
	}
	w.Header().Set("Cache-Control", "no-store") // nothing is typed here that the back button would have to give back
	return s.Pages.Render(w, status, "bureau/person", p)
}

// likelyReason is for what the people of a case are looked up most likely now: a paper that
// waits to be sent wants an address.
func likelyReason(c *reconsider.Case) desk.RevealReason {
	for _, p := range c.Papers {
		if len(c.Unsent(p)) > 0 && p.Number != "" {
			return desk.ToPost
		}
	}
	return desk.ToCall
}

// peopleOf is what is known of the applicant, and after them of each of the parties; all
// masked but the one who is shown in full.
func peopleOf(c *reconsider.Case, whole int) []personCard {
	a := c.Applicant
	if whole != 0 {
		a = a.Masked()
	}
	all := []personCard{{Title: "申请人 " + a.Name, Rows: []page.KV{
		{Label: "类别", Value: a.Class.Label(), None: "没有写明"}, {Label: "证件号", Value: a.IDNumber, None: "没有写", Nowrap: true}, {Label: "法定代表人", Value: a.Representative},
		{Label: "联系人", Value: a.Contact}, {Label: "电话", Value: a.Phone, None: "没有留", Nowrap: true}, {Label: "邮箱", Value: a.Email},
		{Label: "地址", Value: a.Address, None: "没有留"}, {Label: "邮编", Value: a.PostCode}, {Label: "代理人", Value: c.Asked.Agent},
	}}}
	for i, p := range c.Parties {
		if whole != i+1 {
			p = p.Masked()
		}
		who := p.Private.Who
		all = append(all, personCard{Title: partyLabel(c, i+1) + " " + partyName(c, i+1), Rows: []page.KV{
			{Label: "证件号", Value: p.Private.IDNumber, Nowrap: true}, {Label: "联系人", Value: who.Contact}, {Label: "电话", Value: who.Phone, None: "没有写", Nowrap: true},
			{Label: "地址", Value: who.Address, None: "没有写"}, {Label: "凭什么", Value: p.Private.Note},
		}})
	}
	return all
}
