package bureau

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// respondentsPage is the page "bureau/respondents": the cases against the agency.
type respondentsPage struct {
	page.Base
	Rows  []respondentRow
	Empty page.Empty
}

// A respondentRow is one case against the agency.
type respondentRow struct {
	Number, Href, Subject, Request string
	Tag                            page.Tag
	AnswerBy                       calendar.Date
}

// respondPage is the page "bureau/respond": one case as the respondent sees it.
type respondPage struct {
	page.Base
	Number   string
	Subject  string
	Body     string
	Request  page.Link
	Big      page.BigDue
	Asked    []page.KV
	Papers   []page.FileItem
	Response *responseCard
	Followed []followLine
	Report   page.Link
	Form     bool
	Lead     string
	Changed  page.Note
	Letter   *answerSteps // the answer as a letter of the request; nil where there is none of ours
	Text     *page.Field  // the answer typed, in place of a letter; nil while a letter is on its way
	TextOpen bool
	Fields   []page.Field
	Version  int
	Post     string
	Button   page.Button
	Bundle   *page.Button // makes the evidence bundle; nil for who may not
	Bundles  *page.Field  // which of those that were made goes with the answer
	Choose   page.Link    // where it is chosen piece by piece what goes into it
}

// showRespondents serves GET /respond.
func (s *Server) showRespondents(w http.ResponseWriter, r *http.Request, by auth.User) error {
	all, err := s.Desk.Against(r.Context(), by)
	if err != nil {
		return err
	}
	p := respondentsPage{
		Base:  s.House.Base(r, by, "被申请复议"),
		Empty: page.Empty{Title: "没有对本机关的复议", Text: "复议机关发来提出答复通知书，就列在这里。"},
	}
	for _, v := range all {
		row := respondentRow{
			Number: v.Case.Number, Href: s.Pages.URL("/respond/" + itoa(int(v.Case.ID))), Subject: subjectOf(v), Tag: responseTag(v, s.Desk.Today()), AnswerBy: v.Clock.AnswerBy,
		}
		if v.Original != nil {
			row.Request = v.Original.Number
		}
		p.Rows = append(p.Rows, row)
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/respondents", p)
}

// responseTag says whether the respondent has still to answer.
func responseTag(v desk.ReviewView, today calendar.Date) page.Tag {
	c := v.Case
	switch {
	case !v.Stage.IsOpen() && c.Response.Entry == 0:
		return page.Tag{State: page.Line, Text: v.Stage.Label()}
	case !v.Stage.IsOpen():
		return page.Tag{State: page.Done, Text: v.Stage.Label()}
	case c.Response.Entry != 0:
		return page.Tag{State: page.Done, Text: "已答复"}
	case !v.Clock.AnswerBy.IsZero() && today.After(v.Clock.AnswerBy) && !c.CopyUnsigned():
		return page.Tag{State: page.Late, Text: "逾期没有答复"}
	}
	return page.Tag{State: page.Soon, Text: "待答复"}
}

// showRespond serves GET /respond/{id}.
func (s *Server) showRespond(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderRespond(w, r, by, held, nil)
}

// calledTo calls the respondent to a hearing until its day; of one that is past and not
// registered yet it says when it was to be.
func calledTo(session reconsider.Session, today calendar.Date) string {
	when := session.Day.ChineseFull() + session.Private.At
	if today.After(session.Day) {
		return "应于 " + when + "举行。"
	}
	return when + "，" + session.Private.Place + "。本机关负责人应当参加，不能参加的说明理由，委托工作人员参加。"
}

// respond serves POST /respond/{id}.
func (s *Server) respond(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.read(r)
	if held == nil {
		return err
	}
	if err == nil && held.Values.Has(filesField+"-drop") {
		return s.renderRespond(w, r, by, held, nil)
	}
	if err == nil && held.Value("do") == makesBundle {
		return s.bundleForReview(w, r, by, held)
	}
	bundle, _ := strconv.Atoi(held.Value("bundle"))
	switch {
	case err != nil:
	case held.Value("do") == handsIn:
		err = s.Desk.RespondByLetter(r.Context(), by, reviewID(r), version(held), bundle, held.Stored(filesField))
	default:
		err = s.Desk.RespondWithBundle(r.Context(), by, reviewID(r), version(held), held.Value("text"), bundle, held.Stored(filesField))
	}
	if err == nil {
		return s.House.See(w, r, "/respond/"+itoa(int(reviewID(r))), "答复和证据已提交")
	}
	if !isInvalid(err) && !isStale(err) {
		return err
	}
	return s.renderRespond(w, r, by, held, err)
}

func (s *Server) renderRespond(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held, wrong error) error {
	v, err := s.Desk.ReviewAgainst(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	c := v.Case
	p := respondPage{
		Base: s.House.Base(r, by, "被申请复议 "+c.Number), Number: c.Number, Subject: subjectOf(v), Body: v.Body.Name,
		Asked: askedOf(c), Response: s.responseCard(v, "/respond"), Version: c.Version, Post: s.Pages.URL("/respond/" + itoa(int(c.ID))),
		Big: page.BigDue{Label: "最迟答复", On: v.Clock.AnswerBy, Tag: responseTag(v, s.Desk.Today())}, Button: page.Button{Label: reconsider.Respond.Label()},
	}
	if v.Original != nil {
		p.Request = page.Link{Label: v.Original.Number, Href: s.Pages.URL("/cases/" + itoa(int(v.Original.ID)))}
	}
	for _, paper := range c.Papers {
		if info, err := letter.Info(letter.Kind(paper.Kind)); err == nil && paper.WentTo(reconsider.TheRespondent) && paper.File != "" {
			p.Papers = append(p.Papers, page.FileItem{Name: info.Name + "　" + paper.Number, Href: s.Pages.URL("/respond/" + itoa(int(c.ID)) + "/papers/" + itoa(paper.N) + ".pdf")})
		}
	}
	if session, ok := c.Session(); ok && session.IsPending() && v.Stage.IsOpen() {
		if notice, _ := c.SessionNotice(); notice.WentTo(reconsider.TheRespondent) {
			p.Asked = append(p.Asked, page.KV{Label: "听证", Value: calledTo(session, s.Desk.Today())})
		}
	}
	p.Followed = s.followed(v, "/respond")
	if v.Option(reconsider.ReportBack, 0, "").Err == nil {
		p.Report = page.Link{Label: reconsider.ReportBack.Label(), Href: p.Post + "/reporting"}
	}
	form := page.NewForm(held.Values, wrong)
	if p.Form = v.Option(reconsider.Respond, 0, "").Err == nil && c.Response.Entry == 0; p.Form {
		p.Lead = "写明作出答复的事实、依据和理由，附上当时的证据和依据。逾期没有答复、没有提交证据的，视为答复没有证据、依据（复议法第七十条）。提交以后改不了；要补充的，找复议机构。"
		p.Fields = []page.Field{filesOf(form, "其他证据、依据", held), form.Hidden(forms.KeyField, held.Key)}
		text := form.Textarea("text", "答复").WithRows(10).WithHint("一段一行。")
		p.Letter, p.Text = s.answerSteps(by, v), &text
		p.TextOpen = p.Letter == nil || text.Value != "" || text.Error != ""
		if p.Letter != nil && p.Letter.Begun && !p.TextOpen {
			p.Text = nil
		}
		if err := s.offerBundle(r, by, v, form, &p); err != nil {
			return err
		}
	}
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有提交：", Text: "打开这页以后，案件有了变化。看过再提交一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "bureau/respond", p)
}
