package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// casePage is the page "desk/case_show".
type casePage struct {
	page.Base
	Body caseBody
}

// A caseBody is all that the page says of the case to who reads it. It is rendered
// once for equal values, so that what it shows must be its fields (page.Set).
type caseBody struct {
	Case     caseLine
	Agency   string // for paper
	Door     page.Door
	Received calendar.Date
	Unit     string
	Past     bool // nobody had to be given it here
	Officer  string
	WaitFor  string // 等承办单位
	Big      page.BigDue
	WhyLabel string
	Why      string
	Strict   string // the strictest reading, where it gives another day
	Track    []page.Stage
	Acts     page.ActBar
	Notes    []page.Note

	Clock       clockView
	Periods     []page.Period
	Searches    []searchLine
	Days        daysView   // where its days went
	Parts       []partView // of the units that help
	Examined    []examinedLine
	Consulted   []consultLine
	Transfers   []transferLine
	Joined      []joinedLine  // the cases that are answered with this one
	Consult     string        // where another is asked; "" for who may not now
	AnswerLabel string        // of the link to record the answer of a body
	Receipt     string        // where the day of receipt is corrected; "" for who may not
	Pressed     []pressedLine // chases and escalations
	Content     string
	Corrects    bool   // it is about a record to be corrected
	Wants       string // where subject and content are corrected; "" for who may not
	Wishes      string // 电子版，电子邮件
	Timeline    []page.TimelineEntry
	Entries     int
	Person      []page.KV
	PersonTo    []page.Link
	OldRow      []page.KV // what the old register says, of a case that came from one
	Letters     []letterLine
	Sheets      []page.Link // of the file, to be printed
	Materials   []materialLine
	Identity    int    // proofs of identity, which stand on the applicant's page
	NoneYet     string // of what there is none: 还没有, or 无 where nothing will come any more
	Inputs      []inputLine
	Remedies    []remedyLine // reconsideration and litigation over the answer
}

// A letterLine is one letter on the page of a case.
type letterLine struct {
	Name   string
	Href   string
	Number string
	Tag    page.Tag
	Mark   string // what its stage does not say, see letterMark
	Sheet  string // where its approval sheet is printed; "" once it counts no more
}

// An inputLine is one thing that came in and belongs to the case.
type inputLine struct {
	Number string
	Href   string // "" for who may not see what comes in
	Raw    string // where it is had byte for byte; "" likewise
	Door   page.Door
	Joined string // when it was joined; "" for the one that became the case
	// Confirm is where the confirmation of receipt is printed; "" where none goes
	// out on paper, or for who does not write to applicants.
	Confirm string
}

// showCase serves GET /cases/{id}.
func (s *Server) showCase(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	p, err := s.bodyOf(r.Context(), by, v)
	if err != nil {
		return err
	}
	return s.renderCase(w, r, by, v.Case.Number+" "+subjectOf(v.Row), p)
}

func (s *Server) renderCase(w http.ResponseWriter, r *http.Request, by auth.User, title string, p caseBody) error {
	return s.Pages.Render(w, http.StatusOK, "desk/case_show", casePage{s.base(r, by, title), p})
}

// bodyOf says all of the case that the person sees.
func (s *Server) bodyOf(ctx context.Context, by auth.User, v desk.CaseView) (caseBody, error) {
	c := v.Case
	p := caseBody{
		Case: s.caseLine(v), Agency: v.Agency.Name,
		Door: doorOf(c.Door), Received: c.Receipt.On, Unit: v.UnitName(), Past: c.IsPast(), Officer: v.People.Users[c.Officer].Name,
		Track: s.track(v), Acts: s.actBar(v), Notes: s.caseNotes(by, v), Content: askedIn(c), Corrects: c.IsCorrection(),
		Wishes: wishes(c.Wants), Timeline: s.timeline(v), Entries: len(c.History), Person: personCard(c), PersonTo: s.personLinks(v), OldRow: s.oldRows(v),
	}
	switch {
	case isTurnOf(by, v.Row, s.Desk.Today()):
		p.WaitFor = "等我办"
	case v.Row.WaitsFor != casefile.NobodyWaits:
		p.WaitFor = "等" + v.Row.WaitsFor.Label()
	}
	p.Big, p.WhyLabel, p.Why = s.bigDue(v)
	p.Strict = strictWords(v)
	if v.Row.Stage != casefile.StageAnnulled && !c.IsPast() { // what was never a case, or not one here, has no clock
		p.Clock = s.clockView(v)
		p.Periods = s.periodLines(v)
		p.Remedies = s.remedyLines(v)
	}
	if p.NoneYet = "还没有"; !v.Row.Open {
		p.NoneYet = "无"
	}
	if c.Awaiting() {
		if err := s.noteReplies(ctx, by, v, &p); err != nil {
			return p, err
		}
	}
	if allowed(v, casefile.CorrectReceipt) == nil {
		p.Receipt = s.Pages.URL(casePath(c.ID, string(casefile.CorrectReceipt)))
	}
	if allowed(v, casefile.CorrectWants) == nil {
		p.Wants = s.Pages.URL(casePath(c.ID, string(casefile.CorrectWants)))
	}
	p.Searches = s.searchLines(v)
	if p.Consulted = s.consultLines(v); p.Consulted != nil && allowed(v, casefile.Consult) == nil {
		p.Consult = s.Pages.URL(casePath(c.ID, string(casefile.Consult)))
	}
	p.Pressed, p.Joined = s.pressedLines(v), s.joinedLines(by, v)
	var err error
	if p.Transfers, err = s.transferLines(ctx, by, v); err != nil {
		return p, err
	}
	p.Examined, p.AnswerLabel = s.examinedLines(v), casefile.AnswerExamination.Label()
	p.Letters, p.Sheets, p.Inputs = s.letterLines(v), append(s.sheetLinks(c), s.bundleLinks(v)...), s.inputLines(by, c)
	stoppable := allowed(v, casefile.AddMaterial) == nil && desk.MayWithdraw(by, c) == nil
	p.Parts, p.Days = s.partViews(v), s.daysView(v)
	if c.NotDestroyed() != nil {
		p.onlyTheFact()
		return p, nil
	}
	for _, m := range c.Materials {
		if m.Purpose == casefile.Identity {
			if allowed(v, casefile.SeePerson) == nil {
				p.Identity++
			}
			continue
		}
		p.Materials = append(p.Materials, s.materialLine(v, m, stoppable))
	}
	return p, nil
}

// onlyTheFact takes from the page of a case whose file was destroyed what leads to nothing
// any more.
func (p *caseBody) onlyTheFact() {
	p.Sheets, p.PersonTo, p.OldRow, p.Searches, p.Examined, p.Consulted, p.Transfers, p.Pressed = nil, nil, nil, nil, nil, nil, nil, nil
	for i := range p.Letters {
		p.Letters[i].Href, p.Letters[i].Sheet = "", ""
	}
	for i := range p.Inputs {
		p.Inputs[i].Href, p.Inputs[i].Raw, p.Inputs[i].Confirm = "", "", ""
	}
	p.NoneYet, p.Content, p.Person = "已销毁", "（已随案卷销毁）", p.Person[:2] // the name, of which is said that it is gone, and the class
}

// noteReplies says that what the applicant was asked for may lie in the inbox,
// and that what asked for it may have come back, where the letter does not say so.
func (s *Server) noteReplies(ctx context.Context, by auth.User, v desk.CaseView, p *caseBody) error {
	rows, err := s.Desk.RepliesWaiting(ctx, by, v.Case)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if slices.ContainsFunc(v.Case.Letters, func(l casefile.Letter) bool { return l.Bounced.Input == int64(row.ID) }) {
			continue
		}
		strong, wanted := "收件箱里有一封来信像是对这件的答复：", "等收件员并入"
		if row.Kind == intake.KindBounce {
			strong, wanted = "收件箱里有一封退信，像是就这件发出的邮件没有送到：", "等收件员看"
		}
		note := page.Note{Strong: strong, Text: calendar.DateOf(row.ArrivedAt).ChineseShort() + "到，收件号 " + row.Number + "，" + wanted + "。"}
		if auth.MayDo(by, auth.SeeIntake, v.Case.Agency) == nil {
			note.Link = page.Link{Label: "去看", Href: s.inputURL(row.ID, "")}
		}
		p.Notes = append(p.Notes, note)
	}
	return nil
}

// caseNotes are what must be seen before anything else on the case.
func (s *Server) caseNotes(by auth.User, v desk.CaseView) []page.Note {
	var notes []page.Note
	if v.Case.NotDestroyed() != nil {
		return s.shelfNotes(by, v) // nothing else is left to be done
	}
	if v.Case.Erased {
		notes = append(notes, page.Note{Strong: "个人信息已删除：", Text: "保存期限已满，只留下经过和编号。"})
	}
	if v.Case.Known() != "" {
		notes = append(notes, restrictionNote(v))
	}
	notes = append(notes, s.shelfNotes(by, v)...)
	for _, i := range v.Unsigned {
		note := page.Note{Strong: unsignedRecord + "：", Text: "口头申请要打印出来念给申请人听，由申请人签字（条例第二十九条第一款）。"}
		if auth.MayDo(by, auth.TakeIn, i.Agency) == nil {
			note.Link = page.Link{Label: "去补", Href: s.Pages.URL(ticketPath(i.ID)) + "#record"}
		}
		notes = append(notes, note)
	}
	notes = append(notes, aidNotes(v)...)
	notes = append(notes, jointNotes(v)...)
	notes = append(notes, s.orderNotes(v)...)
	notes = append(notes, s.withdrawalNotes(v)...)
	notes = append(notes, s.partNotes(v)...)
	notes = append(notes, s.splitNotes(by, v)...)
	notes = append(notes, s.leadNotes(by, v)...)
	notes = append(notes, unitNotes(v)...)
	notes = append(notes, s.supplementNotes(v)...)
	notes = append(notes, s.reasonsNotes(v)...)
	notes = append(notes, s.feeNotes(v)...)
	notes = append(notes, s.publicationNotes(v)...)
	for _, l := range v.Case.Letters {
		if note := s.outdatedNote(v, l); note != nil && l.Stage != casefile.IsServed {
			notes = append(notes, *note)
		}
		if l.Remark != "" && l.Stage == casefile.InDraft {
			notes = append(notes, page.Note{Kind: page.Late, Strong: "退回的意见：", Text: l.Remark,
				Link: page.Link{Label: "去改", Href: s.Pages.URL(letterPath(v.Case.ID, l.N))}})
		}
		if l.Bounced.Input != 0 {
			notes = append(notes, s.bounceNote(v, l))
		}
		if l.Missed != "" && l.Stands() {
			notes = append(notes, page.Note{Kind: page.Late, Strong: desk.LetterName(l.Kind) + "没有送到，要再送：", Text: l.Missed,
				Link: page.Link{Label: "看这份文书", Href: s.Pages.URL(letterPath(v.Case.ID, l.N))}})
		}
	}
	return notes
}

// wishes says in which form and how the information is wanted.
func wishes(w casefile.Wants) string {
	switch {
	case w.Medium == "" && w.Delivery == "":
		return ""
	case w.Medium == "":
		return w.Delivery.Label()
	case w.Delivery == "":
		return w.Medium.Label()
	}
	return w.Medium.Label() + "，" + w.Delivery.Label()
}

// personCard is what of the applicant is in sight while one works on the case:
// numbers are masked.
func personCard(c *casefile.Case) []page.KV {
	a := c.Applicant
	rows := []page.KV{{Label: nameLabel(c.Class), Value: a.Name, None: "已删除"}, {Label: "类别", Value: c.Class.Label(), None: "没有写明"}}
	if c.Class != casefile.Natural && a.Contact != "" {
		rows = append(rows, page.KV{Label: "联系人", Value: a.Contact})
	}
	return append(append(rows,
		page.KV{Label: "电话", Value: casefile.MaskNumber(a.Phone), None: "没有留", Nowrap: true},
		page.KV{Label: "邮箱", Value: casefile.MaskMail(a.Email), None: "没有留"},
		page.KV{Label: "证件", Value: casefile.MaskNumber(a.IDNumber), None: "没有提供", Nowrap: true},
		page.KV{Label: "要什么", Value: wishes(c.Wants), None: "没有写明"},
		page.KV{Label: "代理人", Value: a.Agent}), jointRows(c)...)
}

// personLinks lead from the card of the applicant.
func (s *Server) personLinks(v desk.CaseView) []page.Link {
	var links []page.Link
	if allowed(v, casefile.SeePerson) == nil {
		links = append(links, page.Link{Label: "查看", Href: s.Pages.URL(casePath(v.Case.ID, "person"))})
	}
	if !v.Case.Erased {
		links = append(links, page.Link{Label: "同一人的申请", Href: s.Pages.URL(requestsPath(v.Case.ID))})
	}
	for _, l := range []struct {
		do    casefile.Act
		label string
	}{{casefile.CorrectPerson, "更正"}, {casefile.ReplaceCode, "换查询码"}} {
		if allowed(v, l.do) == nil {
			links = append(links, page.Link{Label: l.label, Href: s.Pages.URL(casePath(v.Case.ID, string(l.do)))})
		}
	}
	return links
}

// letterLines lists the letters, the newest first.
func (s *Server) letterLines(v desk.CaseView) []letterLine {
	var lines []letterLine
	for i := len(v.Case.Letters) - 1; i >= 0; i-- {
		l := v.Case.Letters[i]
		line := letterLine{Name: desk.LetterName(l.Kind) + desk.OnlyTo(v.Case, l), Href: s.Pages.URL(letterPath(v.Case.ID, l.N)), Number: l.Number, Tag: letterTag(l), Mark: letterMark(v, l)}
		if l.Stands() {
			line.Sheet = s.Pages.URL(letterPath(v.Case.ID, l.N, "approval.pdf"))
		}
		lines = append(lines, line)
	}
	return lines
}

// letterTag says how far a letter has come.
func letterTag(l casefile.Letter) page.Tag {
	if l.Bounced.Input != 0 {
		return page.Tag{State: page.Late, Text: "退信"}
	}
	state := page.Line
	switch l.Stage {
	case casefile.InCheck, casefile.InSigning, casefile.IsReady, casefile.IsSending:
		state = page.Soon
	case casefile.IsServed:
		state = page.Done
	}
	return page.Tag{State: state, Text: l.Stage.Label()}
}

// inputLines lists what came in for the case.
func (s *Server) inputLines(by auth.User, c *casefile.Case) []inputLine {
	may := auth.MayDo(by, auth.SeeIntake, c.Agency) == nil
	line := func(id int64, number string, door casefile.Door, joined string) inputLine {
		l := inputLine{Number: number, Door: doorOf(door), Joined: joined}
		if may {
			l.Href = s.Pages.URL("/inbox/" + strconv.FormatInt(id, 10))
			l.Raw = l.Href + "/raw"
		}
		return l
	}
	var lines []inputLine
	if c.Input != 0 {
		lines = append(lines, line(c.Input, c.InputNumber, c.Door, ""))
	}
	if c.Input != 0 && c.Door != casefile.Web && c.Door != casefile.Counter && auth.MayDo(by, auth.Register, c.Agency) == nil {
		lines[0].Confirm = s.Pages.URL(casePath(c.ID, "confirmation.pdf"))
	}
	for _, j := range c.Joined {
		when := "后来并入"
		if c.JoinedAfter(j.Input) {
			when = "办结以后并入"
		}
		if c.FromOther(j.Input) {
			when = "被征求意见方的意见"
		}
		lines = append(lines, line(j.Input, j.InputNumber, j.Door, when))
	}
	return lines
}
