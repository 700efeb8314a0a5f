package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// yearlyPage is the page "desk/yearly": one report.
type yearlyPage struct {
	page.Base
	Year     int
	Name     string
	List     string
	Tags     []page.Tag
	Big      page.BigDue
	Acts     page.ActBar
	Notes    []page.Note
	Parts    []yearlyPart
	Asked    []yearly.Question
	Checks   []reportCheck
	Agencies []yearlyRow
	Outside  []outsideLine // agencies whose figures are typed
	Add      page.Button   // one more of them; none for who may not
	Moved    []movedRow
	MovedOf  string
	Editions []editionRow
	Shown    string // which of them stands below; empty: the draft
	Paper    page.Document
	Files    []page.Button
	Figures  string // where each figure opens its cases
	Timeline []page.TimelineEntry
	Entries  int
}

// A yearlyPart is a part that people write.
type yearlyPart struct {
	Label string
	By    string // who wrote it last, and when
	Tag   page.Tag
	Edit  page.Link
}

// A movedRow is a figure that is another than what was published.
type movedRow struct {
	Where, Was, Is string
	Cases          []page.Link
	All            int
	More           bool      // than are listed
	Open           page.Link // what counts in it now
}

// An editionRow is one edition.
type editionRow struct {
	Name, On, Why, Head string
	Href                string
	Public              string // where anybody reads it
}

// showYearly serves GET /yearly/{year}/{agency}.
func (s *Server) showYearly(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, err := yearlyID(r)
	if err != nil {
		return err
	}
	v, err := s.Desk.Yearly(r.Context(), by, id)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	one, l := v.Report, v.Report.Project()
	p := yearlyPage{
		Base: s.base(r, by, strconv.Itoa(id.Year())+" 年年度报告 "+v.Agency.Name), Year: id.Year(), Name: desk.YearlyName(id, v.Agency), List: s.Pages.URL("/yearly?year=" + strconv.Itoa(id.Year())),
		Big: page.BigDue{Label: map[bool]string{true: "最迟公布", false: "最迟报送、公布"}[id.IsWhole()], On: v.Due}, Acts: s.yearlyBar(by, v), Asked: one.Open(v.Situation.Last), Entries: len(one.Steps),
	}
	stage, public := yearlyTags(l)
	for _, tag := range []page.Tag{stage, public} {
		if tag.Text != "" {
			p.Tags = append(p.Tags, tag)
		}
	}
	if due := s.yearlyDue(l, v.Due); due.Text != "" {
		p.Big.Tag = due.Tag()
	} else if l.Editions > 0 {
		p.Big.Tag = page.Tag{State: page.Done, Text: "已公布"}
	}
	p.Notes = yearlyNotes(v, people)
	p.Parts = s.yearlyParts(by, v, people)
	p.Checks = s.yearlyChecks(by, v.Now)
	for _, part := range v.Parts {
		p.Agencies = append(p.Agencies, s.yearlyRow(part))
	}
	p.Outside, p.Add = s.yearlyOutside(by, v, people)
	if err := s.yearlyEditions(r, by, v, &p); err != nil {
		return err
	}
	for _, step := range slices.Backward(one.Steps) {
		p.Timeline = append(p.Timeline, yearlyEntry(step, people))
	}
	return s.Pages.Render(w, http.StatusOK, "desk/yearly", p)
}

// yearlyEditions lists what was published, sets what the cases say since beside it, and
// chooses what is shown: the edition that the address names, else the draft where there is
// one to write, else the edition that stands.
func (s *Server) yearlyEditions(r *http.Request, by auth.User, v desk.YearlyView, p *yearlyPage) error {
	id := v.Report.ID
	shown, _ := strconv.Atoi(r.URL.Query().Get("edition")) // none is what the page shows first
	if shown < 1 || shown > len(v.Report.Editions) {
		shown = 0
		if v.Public != nil && v.Report.Correcting == "" {
			shown = len(v.Report.Editions)
		}
	}
	for _, e := range slices.Backward(v.Report.Editions) {
		row := editionRow{
			Name: editionName(e.Edition), On: e.On.Chinese(), Why: e.Why, Head: e.Head,
			Href: s.Pages.URL(yearlyPath(id, "?edition="+strconv.Itoa(e.Edition)+"#paper")), Public: s.publicYearly(id, e.Edition),
		}
		p.Editions = append(p.Editions, row)
		if e.Edition == shown {
			value, err := e.Value()
			if err != nil {
				return err
			}
			p.Shown, p.Paper = row.Name+"，"+row.On, page.DocumentOf(value.Paper())
		}
	}
	p.Files = s.yearlyFiles(id, shown)
	if shown == 0 {
		p.Paper = page.DocumentOf(v.Now.Paper())
	}
	if desk.MaySeeReport(by, id.Agency()) == nil {
		p.Figures = s.Pages.URL("/report/" + strconv.Itoa(id.Year()) + "?agency=" + strconv.FormatInt(id.Agency(), 10))
	}
	if v.Public == nil {
		return nil
	}
	p.MovedOf = editionName(len(v.Report.Editions))
	for _, d := range v.Moved {
		p.Moved = append(p.Moved, s.movedRow(by, id, d))
	}
	return nil
}

// movedShown is how many cases explain a figure that is another.
const movedShown = 12

// movedRow is a figure that is another than what was published, with the cases that explain
// it: a link where the person may see the case.
func (s *Server) movedRow(by auth.User, id yearly.ID, d desk.MovedFigure) movedRow {
	row := movedRow{Where: d.Where(), Was: shortText(d.Was), Is: shortText(d.Is)}
	add := func(all []report.Request, note string) {
		for _, r := range all {
			if row.All++; row.All > movedShown {
				continue
			}
			row.Cases = append(row.Cases, s.reportCaseLink(by, r.ID, r.Agency, r.Number+note))
		}
	}
	add(d.In, "")
	add(d.Elsewhere, "（现在计在别的一行）")
	add(d.Gone, "（登记已撤销，不再计入）")
	for _, k := range d.Remedies {
		if row.All++; row.All > movedShown {
			continue
		}
		row.Cases = append(row.Cases, s.remedyLink(by, d.Code, k))
	}
	if d.Code != "" && desk.MaySeeReport(by, id.Agency()) == nil {
		row.Open = page.Link{Label: "打开这一格", Href: s.reportHref(desk.ReportAsk{Year: id.Year(), Agency: id.Agency()}, "/cell", cellOf(d.Difference)...)}
	}
	row.More = row.All > movedShown
	return row
}

// cellOf is what the address of the figure behind a difference says.
func cellOf(d yearly.Difference) []string {
	if d.Table != yearly.TableRequests {
		return []string{"table", d.Code, "column", string(report.Columns[d.At])}
	}
	column := report.AllColumn
	if d.At < len(report.Applicants) {
		column = string(report.Applicants[d.At])
	}
	return []string{"row", d.Code, "column", column}
}

// remedyLink leads to a case of a docket, or to the request in which a contest was noted,
// where the person may see it, and says where it counts now.
func (s *Server) remedyLink(by auth.User, table string, k report.Counted) page.Link {
	label := k.Number + "（现在计入" + k.Column.Label() + "）"
	if k.Noted {
		return s.reportCaseLink(by, casefile.ID(k.ID), k.Agency, label)
	}
	link := page.Link{Label: label}
	if path := remedyPath(by, table, desk.CellCase{Counted: k}); path != "" {
		link.Href = s.Pages.URL(path)
	}
	return link
}

// reportCaseLink leads to a case where the person may see it.
func (s *Server) reportCaseLink(by auth.User, id casefile.ID, agency int64, label string) page.Link {
	link := page.Link{Label: label}
	if sight := auth.SightOf(by); sight.Unit == 0 && sight.Sees(auth.Subject{Agency: agency}) {
		link.Href = s.Pages.URL(casePath(id))
	}
	return link
}

// shortText is the beginning of a long text.
func shortText(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "……"
	}
	return text
}

func editionName(n int) string {
	if n == 1 {
		return "第 1 版"
	}
	return "第 " + strconv.Itoa(n) + " 版（更正）"
}

// publicYearly is where anybody reads an edition; "" where the public's pages are not known.
func (s *Server) publicYearly(id yearly.ID, edition int) string {
	if s.PortalHref == "" {
		return ""
	}
	return strings.TrimRight(s.PortalHref, "/") + "/reports/" + strconv.Itoa(id.Year()) + "/" + strconv.FormatInt(id.Agency(), 10) + "/" + strconv.Itoa(edition)
}

// yearlyNotes say what has to be known before anything else.
func yearlyNotes(v desk.YearlyView, people desk.People) []page.Note {
	var notes []page.Note
	one := v.Report
	if one.Stage == yearly.StageReturned {
		notes = append(notes, page.Note{Kind: page.Late, Strong: "区政府办 " + one.ReturnedOn.Chinese() + " 退回修改：", Text: one.Returned})
	}
	if one.Correcting != "" {
		notes = append(notes, page.Note{Strong: "正在更正：", Text: one.Correcting + "。公布以前，大家看到的还是" + editionName(len(one.Editions)) + "。"})
	}
	if last, ok := one.Latest(); ok && last.Reason != "" {
		short := yearlyShort(last.Published)
		if short != "" {
			short += "。"
		}
		notes = append(notes, page.Note{Text: "公布时" + short + people.Name(last.By) + "写明：" + last.Reason + "。"})
	}
	return notes
}

// yearlyShort says what was not as it should be when a report was published: agencies whose
// report was not taken, identities that did not hold.
func yearlyShort(f yearly.Published) string {
	var all []string
	if len(f.Lacking) > 0 {
		all = append(all, "没有收齐："+strings.Join(f.Lacking, "、"))
	}
	if len(f.Broken) > 0 {
		all = append(all, "对不上："+strings.Join(f.Broken, "、"))
	}
	return strings.Join(all, "；")
}

// yearlyParts lists what people write, with the way to write it for who may now.
func (s *Server) yearlyParts(by auth.User, v desk.YearlyView, people desk.People) []yearlyPart {
	writes := desk.MayYearly(by, yearly.Write, v.Agency.ID) == nil && v.Report.Allows(yearly.Write, v.Situation) == nil
	unwritten := v.Report.Unwritten()
	var all []yearlyPart
	for _, part := range yearly.Parts {
		if !part.IsIn(v.Report.ID) {
			continue
		}
		state := v.Report.Parts[part]
		line := yearlyPart{Label: part.Label(), Tag: page.Tag{State: page.Done, Text: "写好了"}}
		if state.N > 0 {
			line.By = people.Name(state.By) + "，" + dayAndTime(state.At)
		}
		switch {
		case slices.Contains(unwritten, part.Label()):
			line.Tag = page.Tag{State: page.Soon, Text: map[bool]string{true: "没有填全", false: "没有写"}[part == yearly.Proactive]}
		case part == yearly.Others && state.Text == "":
			line.Tag = page.Tag{State: page.Line, Text: "没有写，可以不写"}
		case part == yearly.Proactive && len(v.Report.Open(v.Situation.Last)) > 0:
			line.Tag = page.Tag{State: page.Soon, Text: "和上年对不上，要说明"}
		}
		if writes {
			line.Edit = page.Link{Label: map[bool]string{true: "改", false: "写"}[state.N > 0], Href: s.Pages.URL(yearlyPath(v.Report.ID, "/write/"+string(part)))}
		}
		all = append(all, line)
	}
	return all
}

// yearlyChecks are the identities of the draft, with the cases that explain what does not hold.
func (s *Server) yearlyChecks(by auth.User, a report.Annual) []reportCheck {
	var all []reportCheck
	for _, is := range a.Identities {
		all = append(all, s.reportCheck(by, is))
	}
	return all
}

// yearlyBar is what the person can do with the report now, and why not what is next.
func (s *Server) yearlyBar(by auth.User, v desk.YearlyView) page.ActBar {
	var bar page.ActBar
	id := v.Report.ID
	here := func(below string) string { return s.Pages.URL(yearlyPath(id, below)) }
	version := []page.Hidden{{Name: "version", Value: strconv.Itoa(v.Report.Version)}}
	acts := []yearly.Act{yearly.Accept, yearly.Send, yearly.Publish, yearly.Return, yearly.TakeBackSending, yearly.TakeBackAcceptance, yearly.Correct, yearly.DropCorrection}
	if v.Report.IsToCorrect() {
		acts = []yearly.Act{yearly.Correct, yearly.Send}
	}
	for _, act := range acts {
		agency := v.Agency.ID
		if desk.MayYearly(by, act, agency) != nil {
			continue
		}
		if err := v.Report.Allows(act, v.Situation); err != nil {
			isNext := act == yearly.Send && !id.IsWhole() && v.Report.SentOn.IsZero() || act == yearly.Publish && v.Public == nil || act == yearly.Publish && v.Report.Correcting != ""
			if isNext && fault.KindOf(err) == fault.Conflict {
				bar.Cant = append(bar.Cant, "不能"+act.Label()+"："+err.Error())
			}
			continue
		}
		b := page.Button{Label: act.Label()}
		switch act {
		case yearly.Publish, yearly.Return, yearly.Correct, yearly.DropCorrection:
			b.Href = here("/" + string(act))
		default:
			b.Post, b.Hidden = here("/"+string(act)), version
		}
		if len(bar.Acts) > 0 {
			b = b.Plain()
		}
		bar.Acts = append(bar.Acts, b)
	}
	return bar
}

// yearlyEntry is one entry of the report's ledger as people read it.
func yearlyEntry(step yearly.Step, people desk.People) page.TimelineEntry {
	e := page.TimelineEntry{By: people.Name(step.By), At: step.At}
	switch f := step.Fact.(type) {
	case *yearly.Written:
		switch e.Title = "写" + f.Part.Label(); {
		case f.Part.IsOutside() && f.Text == "":
			e.Title = "移除一个系统外机关"
		case f.Part.IsOutside():
			e.Title = "填系统外机关的数字：" + f.Text
		}
	case *yearly.Sent:
		e.Title = "报送区政府办"
	case *yearly.SendingTakenBack:
		e.Title = "撤回报送"
	case *yearly.Returned:
		e.Title, e.Text = "退回修改", f.Reason
	case *yearly.Accepted:
		e.Title = "收齐"
	case *yearly.AcceptanceTakenBack:
		e.Title = "撤回收齐"
	case *yearly.Published:
		e.Title, e.Text = "公布，"+editionName(f.Edition), strings.Trim(yearlyShort(*f)+"\n"+f.Reason, "\n")
	case *yearly.CorrectionBegun:
		e.Title, e.Text = "开始更正", f.Reason
	case *yearly.CorrectionDropped:
		e.Title = "撤销更正"
	}
	return e
}
