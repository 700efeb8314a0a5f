package portal

import (
	"context"
	"net/http"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/law"
	"mingda/internal/office"
	"mingda/internal/page"
)

// periods are the statutory periods that the pages tell of, in workdays and
// days, as the law has them today.
type periods struct {
	Answer, Clarify, Extension int // workdays
	Review                     int // days
}

func (s *Server) periods() periods {
	n := func(code law.TermCode) int { return law.TermOn(code, s.Desk.Today()).N }
	return periods{n(law.Answer), n(law.ClarifyNotice), n(law.AnswerExtension), n(law.ReviewApply)}
}

// homePage is the page "portal/home".
type homePage struct {
	page.Base
	Lead      string
	Apply     page.Button
	Lookup    lookupForm
	Published []page.Link
	Periods   periods
	Ways      ways
}

// ways are the other ways to ask: where to come, write, mail and call.
type ways struct {
	Address, PostCode, Mail, Phone, Hours string
}

// showHome serves GET /.
func (s *Server) showHome(w http.ResponseWriter, r *http.Request) error {
	agencies, err := s.Desk.Agencies(r.Context())
	if err != nil {
		return err
	}
	published := s.Published
	if some, err := s.Desk.HasPublished(r.Context()); err != nil {
		return err
	} else if some {
		published = append(slices.Clone(published), page.Link{Label: "行政复议决定", Href: s.Pages.URL("/decisions")})
	}
	if some, err := s.Desk.PublicYearlies(r.Context(), 0); err != nil {
		return err
	} else if len(some) > 0 {
		published = append(slices.Clone(published), page.Link{Label: "政府信息公开年度报告", Href: s.Pages.URL("/reports")})
	}
	return s.Pages.Render(w, http.StatusOK, "portal/home", homePage{
		Base: s.base(r, "向政府要一份信息"), Lead: s.lead(agencies), Published: published, Periods: s.periods(), Ways: s.ways(agencies),
		Apply:  page.Button{Label: "开始申请", Href: s.Pages.URL("/apply"), Icon: "go"}.Big(),
		Lookup: s.lookup(page.NewForm(nil, nil), ""),
	})
}

// lead says whose information can be asked for.
func (s *Server) lead(agencies []office.Agency) string {
	whose := s.Office.Name
	switch {
	case len(agencies) > 1 && s.Office.Region != "":
		whose = s.Office.Region + "各机关"
	case len(agencies) == 1:
		whose = agencies[0].Name
	case whose == "":
		whose = "本机关"
	}
	return "您可以申请公开" + whose + "制作、保存的信息，不用说明理由。"
}

// ways takes the ways to ask from the configuration, and where that is silent
// from the settings of the agency whose office sees all, else of the first.
func (s *Server) ways(agencies []office.Agency) ways {
	o := s.Office
	way := ways{Address: o.Address, PostCode: o.PostCode, Phone: o.Phone, Hours: o.Hours}
	if len(agencies) == 0 {
		return way
	}
	chosen := agencies[0]
	for _, a := range agencies {
		if a.Coordinates {
			chosen = a
			break
		}
	}
	way.Mail = chosen.MailAddress
	if way.Address == "" {
		way.Address, way.PostCode = chosen.Address, chosen.PostCode
	}
	if way.Phone == "" {
		way.Phone = chosen.Phone
	}
	return way
}

// guidePage is the page "portal/guide".
type guidePage struct {
	page.Base
	Agencies []office.Agency
	Periods  periods
	Ways     ways
	Apply    page.Button
	Aside    page.Aside
}

// showGuide serves GET /guide: the short guide, unless the government's site
// has its own.
func (s *Server) showGuide(w http.ResponseWriter, r *http.Request) error {
	if s.GuideHref != "" {
		http.Redirect(w, r, s.GuideHref, http.StatusSeeOther)
		return nil
	}
	agencies, err := s.Desk.Agencies(r.Context())
	if err != nil {
		return err
	}
	return s.Pages.Render(w, http.StatusOK, "portal/guide", guidePage{
		Base: s.base(r, "依申请公开指南"), Agencies: agencies, Periods: s.periods(), Ways: s.ways(agencies),
		Apply: page.Button{Label: "开始申请", Href: s.Pages.URL("/apply"), Icon: "go"}.Big(), Aside: s.aside(),
	})
}

// wordsPage is a page of words only: "portal/accessibility", "portal/privacy".
type wordsPage struct {
	page.Base
	Aside page.Aside
}

// showAccessibility serves GET /accessibility.
func (s *Server) showAccessibility(w http.ResponseWriter, r *http.Request) error {
	return s.Pages.Render(w, http.StatusOK, "portal/accessibility", wordsPage{s.base(r, "无障碍说明"), s.aside()})
}

// showPrivacy serves GET /privacy.
func (s *Server) showPrivacy(w http.ResponseWriter, r *http.Request) error {
	return s.Pages.Render(w, http.StatusOK, "portal/privacy", wordsPage{s.base(r, "隐私说明"), s.aside()})
}

// clockFrom returns what the clock says of a request received on a day, on
// that day.
func (s *Server) clockFrom(received calendar.Date) (deadline.Result, error) {
	return deadline.Request(s.Desk.Calendar(), []deadline.Event{{Type: deadline.Received, On: received}}, received)
}

// agency returns the agency with the id that a form holds, and false if none
// that can be asked has it.
func (s *Server) agency(ctx context.Context, id string) (office.Agency, bool, error) {
	agencies, err := s.Desk.Agencies(ctx)
	if err != nil {
		return office.Agency{}, false, err
	}
	for _, a := range agencies {
		if idText(a.ID) == id {
			return a, true, nil
		}
	}
	return office.Agency{}, false, nil
}

// isOrganisation reports whether a class of the form is one of organisations.
func isOrganisation(class string) bool {
	return casefile.Class(class) != casefile.Natural && casefile.Class(class).Label() != ""
}
