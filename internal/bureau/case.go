package bureau

import (
	"net/http"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/lawsuit"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// casePage is the page "bureau/case".
type casePage struct {
	page.Base
	Number        string
	Subject       string
	Applicant     string
	Against       string
	Handlers      string
	Received      calendar.Date
	Big           page.BigDue
	Tags          []page.Tag
	Acts          page.ActBar
	Periods       []page.KV
	ClockHref     string
	Asked         []page.KV
	Contested     []page.KV
	Conditions    []conditionLine
	ConditionNote string
	ConditionsTag page.Tag
	AllMet        bool
	Sheet         *sheetCard
	Proposal      []page.KV
	Alike         *alikeCard
	Heard         []heardLine
	Hearings      []hearingCard
	Opinions      []opinionCard
	Readings      []readLine
	Response      *responseCard
	Followed      []followLine
	Public        *publicCard
	Papers        []paperLine
	Materials     []page.FileItem
	Inputs        []inputLine
	Volume        []page.Link // the whole file as one PDF
	Person        []page.KV
	PersonTo      string // where one of them is shown in full; "" for who may not
	Parties       []page.KV
	Combined      []page.KV // the cases that are heard with it
	Lawsuits      []lawsuitLine
	Timeline      []page.TimelineEntry
	Entries       int
}

// A conditionLine is one condition of acceptance as it was found.
type conditionLine struct {
	Text string
	Tag  page.Tag
}

// A sheetCard says how far the question sheet is filled in.
type sheetCard struct {
	Href  string
	Tag   page.Tag
	Wrong []string // what was found otherwise than ordinary
}

// A heardLine is one occasion on which a party was heard.
type heardLine struct {
	Who, How, Text string
	On             calendar.Date
}

// A responseCard is the respondent's answer.
type responseCard struct {
	Tag      page.Tag
	Text     string
	Files    []page.FileItem
	Exhibits []exhibitRow // of the bundle
	Print    string
}

// An exhibitRow is one piece of evidence in the list of the bundle.
type exhibitRow struct {
	N                   int
	Name, Proves, Pages string
	Closed              bool
}

// A paperLine is one paper of the case.
type paperLine struct {
	Name, Href, Number string
	Tag                page.Tag
	Sent               []string
	Links              []page.Link
}

// showCase serves GET /review/{id}.
func (s *Server) showCase(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	c := v.Case
	p := casePage{
		Base: s.House.Base(r, by, c.Number), Number: c.Number, Subject: subjectOf(v), Applicant: c.ApplicantLine(), Against: c.Contested.Name,
		Handlers: s.people(v, c.Handlers), Received: c.ReceivedOn, Tags: s.notesOf(v), Acts: s.actBar(v),
		Periods: periodsOf(v), ClockHref: s.Pages.URL(casePath(c.ID, "clock")), Asked: askedOf(c), Contested: s.contestedOf(v), Heard: heardOf(c), Hearings: s.hearingsOf(v), Opinions: opinionsOf(c), Readings: readingsOf(c), Person: personOf(c), Parties: partiesOf(c), Combined: s.combinedOf(c),
		Timeline: s.timeline(v), Entries: len(c.History),
	}
	if v.Option(reconsider.SeePerson, 0, "").Err == nil {
		p.PersonTo = s.Pages.URL(casePath(c.ID, "person"))
	}
	due := s.dueOf(v)
	p.Big = page.BigDue{Label: bigLabel(v.Stage), On: due.On, Tag: due.Tag()}
	p.Conditions, p.ConditionNote = conditionsOf(c)
	p.AllMet = len(c.Sheet.Unmet()) == 0
	if p.ConditionsTag = (page.Tag{State: page.Done, Text: "都符合"}); !p.AllMet {
		p.ConditionsTag = page.Tag{State: page.Late, Text: itoa(len(c.Sheet.Unmet())) + " 项不符合"}
	}
	p.Sheet = s.sheetCard(v)
	p.Proposal = proposalOf(c)
	if v.Stage == reconsider.StageHearing {
		if p.Alike, err = s.alikeCardOf(r.Context(), v); err != nil {
			return err
		}
	}
	p.Response = s.responseCard(v, "/review")
	suits, err := s.Desk.LawsuitsAfter(r.Context(), by, c.ID)
	if err != nil {
		return err
	}
	p.Lawsuits = s.lawsuitLines(suits)
	if s.Desk.MayOpenLawsuit(by) {
		p.Acts.More = append(p.Acts.More, page.ActGroup{Title: "诉讼", Acts: []page.Button{page.Button{Label: lawsuit.Open.Label(), Href: s.newSuitHref(c.ID)}.Plain()}})
	}
	p.Followed = s.followed(v, "/review")
	p.Papers, p.Volume = s.papersOf(v), s.volumeLinks(c)
	p.Public = s.publicCard(v)
	for _, m := range c.Materials {
		if !m.Withdrawn {
			p.Materials = append(p.Materials, s.fileItem(c, m, "/review"))
		}
	}
	came, err := s.Desk.InputsOfReview(r.Context(), by, c)
	if err != nil {
		return err
	}
	p.Inputs = s.inputLines(c, came)
	return s.Pages.Render(w, http.StatusOK, "bureau/case", p)
}

func bigLabel(stage reconsider.Stage) string {
	switch stage {
	case reconsider.StageExamining:
		return "最迟审查"
	case reconsider.StageHearing:
		return "最迟决定"
	}
	return "现在"
}

// periodsOf lists the days of the case with what they rest on.
func periodsOf(v desk.ReviewView) []page.KV {
	k := v.Clock
	var all []page.KV
	day := func(label string, on calendar.Date) {
		if !on.IsZero() {
			all = append(all, page.KV{Label: label, Value: on.Chinese()})
		}
	}
	if by := v.Limits.Until; !by.IsZero() {
		all = append(all, page.KV{Label: "申请期限", Value: by.Chinese() + "\n" + v.Limits.Rests})
	}
	day("审查期限", k.AcceptBy)
	day("补正期限", k.SupplementBy)
	if !k.AcceptedOn.IsZero() {
		label := "受理"
		if k.Deemed {
			label = "视为受理"
		}
		day(label, k.AcceptedOn)
		all = append(all, page.KV{Label: "程序", Value: procedureLabel(k.Procedure)})
	}
	day("发送副本期限", k.CopyBy)
	day("被申请人答复期限", k.AnswerBy)
	day("审理期限", k.DecideBy)
	return append(all, stopsOf(v.Case)...)
}

func askedOf(c *reconsider.Case) []page.KV {
	all := []page.KV{{Label: "对什么不服", Value: c.Objection.Label()}, {Label: "复议请求", Value: c.Asked.Request}, {Label: "事实和理由", Value: c.Asked.Grounds}}
	if c.Asked.Late != "" {
		all = append(all, page.KV{Label: "超过期限的理由", Value: c.Asked.Late + lateDays(c.Asked)})
	}
	return all
}

func (s *Server) contestedOf(v desk.ReviewView) []page.KV {
	k := v.Case.Contested
	all := []page.KV{{Label: "被申请人", Value: k.Name}}
	if k.Silence {
		all = append(all, page.KV{Label: "行为", Value: "逾期没有答复"}, page.KV{Label: "答复期限届满", Value: k.On.Chinese()})
	} else {
		all = append(all, page.KV{Label: "答复书", Value: k.Number}, page.KV{Label: "种类", Value: reconsider.KindName(v.Case.Kind())}, page.KV{Label: "作出", Value: k.On.Chinese()},
			page.KV{Label: "申请人收到", Value: k.GotOn.Chinese(), None: "还不知道"})
		if k.Told != reconsider.ToldAll {
			all = append(all, page.KV{Label: "答复书", Value: k.Told.Label()}, page.KV{Label: "知道可以复议", Value: k.LearnedOn.Chinese(), None: "还不知道"})
		}
	}
	if v.Original != nil {
		all = append(all, page.KV{Label: "原申请", Value: v.Original.Number, Href: s.Pages.URL(casePath(v.Case.ID, "original"))})
	}
	return all
}

func conditionsOf(c *reconsider.Case) ([]conditionLine, string) {
	if c.Sheet.Entry == 0 {
		return nil, ""
	}
	var all []conditionLine
	for _, k := range reconsider.Conditions {
		tag := page.Tag{State: page.Done, Text: "符合"}
		if !c.Sheet.Met[k.Code] {
			tag = page.Tag{State: page.Late, Text: "不符合"}
		}
		all = append(all, conditionLine{k.Text, tag})
	}
	return all, c.Sheet.Remark
}

func (s *Server) sheetCard(v desk.ReviewView) *sheetCard {
	if v.Clock.AcceptedOn.IsZero() {
		return nil
	}
	f := v.Case.Findings
	card := &sheetCard{Href: s.Pages.URL(casePath(v.Case.ID, "sheet")), Tag: page.Tag{State: page.Soon, Text: "没有填"}}
	switch {
	case f.Whole:
		card.Tag = page.Tag{State: page.Done, Text: "填完了"}
	case f.Entry != 0:
		card.Tag = page.Tag{State: page.Soon, Text: "没有填完"}
	}
	sheet, err := v.Case.QuestionSheet(s.Desk.Today())
	if err != nil {
		return card
	}
	for _, found := range f.Found {
		if q, ok := sheet.Question(found.Question); ok && found.Value != q.Ordinary && found.Value != reconsider.NotApplicable && found.Value != "" {
			card.Wrong = append(card.Wrong, q.Text+found.Value.Label()+"。"+found.Remark)
		}
	}
	return card
}

func proposalOf(c *reconsider.Case) []page.KV {
	if c.Proposal.Entry == 0 {
		return nil
	}
	p := c.Proposal
	what := p.Outcome.Label()
	if p.Part {
		what = "部分" + what
	}
	if p.Anew && p.Outcome != reconsider.Perform {
		what += "，责令重新答复"
	}
	all := []page.KV{{Label: "结果", Value: what}, {Label: "依据", Value: p.Outcome.Article()}, {Label: "理由", Value: p.Private.Reasons}}
	all = append(all, followingOf(p)...)
	if p.Departs {
		all = append(all, page.KV{Label: "与同类案件不同，因为", Value: p.Private.Departure})
	}
	return all
}

func heardOf(c *reconsider.Case) []heardLine {
	var all []heardLine
	for _, h := range c.Heard {
		all = append(all, heardLine{Who: h.Role.Label() + nonEmpty("　", h.Private.Who), How: h.Way.Label(), Text: h.Private.Text, On: h.On})
	}
	return all
}

// nonEmpty returns the text after what goes before it; nothing where it is empty.
func nonEmpty(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func (s *Server) responseCard(v desk.ReviewView, door string) *responseCard {
	c := v.Case
	if c.Response.Entry == 0 {
		return nil
	}
	card := &responseCard{Tag: page.Tag{State: page.Done, Text: c.Response.On.ChineseShort() + "收到"}, Text: c.Response.Text}
	if k := v.Clock.AnswerBy; !k.IsZero() && c.Response.On.After(k) {
		card.Tag = page.Tag{State: page.Late, Text: c.Response.On.ChineseShort() + "收到，逾期"}
	}
	card.Print = s.Pages.URL(door + strings.TrimPrefix(casePath(c.ID, "answer.pdf"), "/review"))
	for _, e := range c.Response.Exhibits {
		card.Exhibits = append(card.Exhibits, exhibitRow{e.N, e.Name, e.Proves, e.Pages(), e.Closed})
	}
	for _, n := range c.Response.Files() {
		if m, ok := c.Material(n); ok {
			card.Files = append(card.Files, s.fileItem(c, m, door))
		}
	}
	return card
}

func (s *Server) fileItem(c *reconsider.Case, m casefile.Material, door string) page.FileItem {
	return forms.Noted(page.FileItem{Name: m.Name, Href: s.Pages.URL(door + strings.TrimPrefix(casePath(c.ID, "materials", itoa(m.N)), "/review")), Note: calendar.DateOf(m.AddedAt).ChineseShort()}, forms.ArchiveText(m.Name))
}

// personOf is the card of the applicant.
func personOf(c *reconsider.Case) []page.KV {
	a := c.Applicant.Masked()
	return []page.KV{
		{Label: "姓名或者名称", Value: a.Name}, {Label: "类别", Value: a.Class.Label()}, {Label: "电话", Value: a.Phone, Nowrap: true}, {Label: "地址", Value: a.Address},
		{Label: "代理人", Value: c.Asked.Agent},
	}
}

// actsFor says for whom an agent acts, where that is known.
func actsFor(name string) string {
	if name == "" {
		return ""
	}
	return "（代理" + name + "）"
}

// partiesOf lists who takes part beside applicant and respondent, and the agents with for
// whom they act; the one whom the application names stands with the applicant.
func partiesOf(c *reconsider.Case) []page.KV {
	var all []page.KV
	for n := range c.Parties {
		all = append(all, page.KV{Label: partyLabel(c, n+1), Value: partyName(c, n+1)})
	}
	return all
}

// partyLabel says what the n-th of the parties is.
func partyLabel(c *reconsider.Case, n int) string {
	p := c.Parties[n-1]
	if p.Is == reconsider.AgentParty {
		return p.For.Label() + "的代理人"
	}
	return p.Is.Label()
}

// partyName is what the n-th of the parties is called, and for whom they act.
func partyName(c *reconsider.Case, n int) string {
	p := c.Parties[n-1]
	name := p.Private.Who.Name
	if p.Is == reconsider.AgentParty {
		name += actsFor(c.NameOf(c.Principal(p.PartyAdded)))
	}
	switch {
	case p.Out:
		return name + "（已退出）"
	case slices.Contains(c.Represents, n):
		return name + "（代表人）"
	}
	return name
}

func (s *Server) papersOf(v desk.ReviewView) []paperLine {
	var all []paperLine
	for _, p := range v.Case.Papers {
		info, err := letter.Info(letter.Kind(p.Kind))
		if err != nil {
			info.Name = string(p.Kind)
		}
		if g := groundOf(p); g.Short != "" {
			info.Name += "（" + g.Short + "）"
		}
		line := paperLine{Name: info.Name, Href: s.Pages.URL(paperPath(v.Case.ID, p.N)), Number: p.Number, Tag: paperTag(p)}
		for _, sent := range p.Sent {
			text := whom(v.Case, sent.To) + "：" + sent.Way.Label() + "，" + sent.On.ChineseShort()
			if sent.GotOn.IsZero() {
				text += "，未登记签收"
			}
			line.Sent = append(line.Sent, text)
		}
		for _, a := range []reconsider.Act{reconsider.Send, reconsider.Got} {
			if v.Option(a, p.N, "").Err == nil {
				line.Links = append(line.Links, page.Link{Label: a.Label(), Href: s.Pages.URL(paperPath(v.Case.ID, p.N, pathOf(a)))})
			}
		}
		all = append(all, line)
	}
	return all
}

// paperTag says how far a paper has come.
func paperTag(p reconsider.Paper) page.Tag {
	state := page.Soon
	switch p.Stage {
	case casefile.IsServed:
		state = page.Done
	case casefile.IsDropped, casefile.IsVoid:
		state = page.Line
	}
	return page.Tag{State: state, Text: p.Stage.Label()}
}
