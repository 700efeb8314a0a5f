package bureau

import (
	"net/http"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// The pages of court cases (行政诉讼): for the bureau, and for the office of an agency that
// is sued.

// suitRoutes adds the addresses of court cases.
func (s *Server) suitRoutes(at func(path, method string, h func(http.ResponseWriter, *http.Request, auth.User) error)) {
	at("/lawsuits", "GET", s.showSuits)
	at("/lawsuits.csv", "GET", s.sendSuits)
	at("/lawsuits/new", "GET", s.showNewSuit)
	at("/lawsuits/new", "POST", s.openSuit)
	at("/lawsuits/{id:[0-9]+}", "GET", s.showSuit)
	at("/lawsuits/{id:[0-9]+}/amend", "GET", s.showAmendSuit)
	at("/lawsuits/{id:[0-9]+}/amend", "POST", s.amendSuit)
	at("/lawsuits/{id:[0-9]+}/materials/{n:[0-9]+}", "GET", s.downloadSuitMaterial)
	for _, a := range suitActs {
		at("/lawsuits/{id:[0-9]+}/"+a.path(), "GET", s.showSuitAct(a))
		at("/lawsuits/{id:[0-9]+}/"+a.path(), "POST", s.doSuitAct(a))
	}
}

// suitID returns the case in the address.
func suitID(r *http.Request) lawsuit.ID { return lawsuit.ID(pathNumber(r, "id")) }

// suitPath returns the address of a court case, or of a page below it.
func suitPath(id lawsuit.ID, below ...string) string {
	return strings.Join(append([]string{"/lawsuits/" + strconv.FormatInt(int64(id), 10)}, below...), "/")
}

// suitPathOf returns an act as addresses name it: below a case its kind needs no telling.
func suitPathOf(a lawsuit.Act) string { return strings.TrimPrefix(string(a), "suit-") }

// suitPage is the page "bureau/lawsuit".
type suitPage struct {
	page.Base
	Number    string
	Subject   string
	Plaintiff string
	Against   string
	Opened    calendar.Date
	Tags      []page.Tag
	Big       page.BigDue
	Acts      page.ActBar
	Remarks   []string // whether it seems to be in time
	Late      bool
	Instances []instanceCard
	About     []page.KV
	Sides     []page.KV
	Report    []page.KV
	Materials []page.FileItem
	Timeline  []page.TimelineEntry
	Entries   int
}

// An instanceCard is the case before one court.
type instanceCard struct {
	ID       string
	Title    string
	Tag      page.Tag
	Facts    []page.KV
	Days     []dayLine
	Hearings []courtDayLine
}

// A dayLine is one day of an instance, with how it came about.
type dayLine struct {
	Label string
	Due   page.Due
	Words string
}

// A courtDayLine is one day in court.
type courtDayLine struct {
	Title string
	Tag   page.Tag
	Text  string
}

// suitNumber names a case in a list: the court may not have given a number yet.
func suitNumber(c *lawsuit.Case) string {
	if n := c.Number(); n != "" {
		return n
	}
	return "案号未收到"
}

// suitSubject is the line that says what it is about.
func suitSubject(c *lawsuit.Case) string {
	if c.Erased && c.Subject == "" {
		return "（已删除）"
	}
	return c.Subject
}

// showSuit serves GET /lawsuits/{id}.
func (s *Server) showSuit(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Lawsuit(r.Context(), by, suitID(r))
	if err != nil {
		return err
	}
	c := v.Case
	p := suitPage{
		Base: s.House.Base(r, by, "行政诉讼 "+suitNumber(c)), Number: suitNumber(c), Subject: suitSubject(c), Plaintiff: c.Plaintiff, Against: strings.Join(c.Defendants(), "、"),
		Opened: c.OpenedOn, Tags: suitTags(v), Acts: s.suitBar(by, v), Remarks: v.Timely.Words, Late: v.Timely.Late,
		About: s.aboutSuit(v), Sides: sidesOf(c), Report: reportOf(v), Timeline: s.suitTimeline(v), Entries: len(c.History),
	}
	due := s.suitDue(v)
	p.Big = page.BigDue{Label: "现在", On: due.On, Tag: due.Tag()}
	if v.Waits {
		p.Big.Label = v.Next.What.Label()
	}
	for n := range c.Instances {
		at := len(c.Instances) - 1 - n
		p.Instances = append(p.Instances, s.instanceCard(c.Instances[at], at))
	}
	for _, m := range c.Materials {
		if !m.Withdrawn {
			item := page.FileItem{Name: m.Name, Href: s.Pages.URL(suitPath(c.ID, "materials", itoa(m.N))), Note: calendar.DateOf(m.AddedAt).ChineseShort()}
			p.Materials = append(p.Materials, forms.Noted(item, forms.ArchiveText(m.Name)))
		}
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/lawsuit", p)
}

// downloadSuitMaterial serves GET /lawsuits/{id}/materials/{n}.
func (s *Server) downloadSuitMaterial(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.LawsuitMaterialFile(r.Context(), by, suitID(r), int(pathNumber(r, "n")))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, true)
}

// suitTags say where the case stands, and what strikes the eye.
func suitTags(v desk.SuitView) []page.Tag {
	c := v.Case
	tags := []page.Tag{{State: page.Line, Text: c.Way.Label()}, {State: page.Line, Text: c.Now().Level.Label()}}
	if c.Now().Summary {
		tags = append(tags, page.Tag{State: page.Line, Text: "简易程序"})
	}
	state := page.Soon
	if !v.Stage.IsOpen() {
		state = page.Done
	}
	return append(tags, page.Tag{State: state, Text: v.Stage.Label()})
}

// daysLeft is the badge of a day that is to be kept, in days of the calendar as the periods
// of litigation are counted.
func (s *Server) daysLeft(by calendar.Date) page.Due {
	today := s.Desk.Today()
	d := page.Due{On: by, Far: by.Year() != today.Year()}
	switch n := by.DaysSince(today); {
	case n == 0:
		d.State, d.Text = page.Today, "今天"
	case n < 0:
		d.State, d.Text = page.Late, "过了 "+itoa(-n)+" 日"
	case n <= soonDays:
		d.State, d.Text = page.Soon, "还有 "+itoa(n)+" 日"
	default:
		d.State, d.Text = page.OK, "还有 "+itoa(n)+" 日"
	}
	return d
}

// suitDue is the badge of what the office has to do next, or how the case stands or ended.
func (s *Server) suitDue(v desk.SuitView) page.Due {
	if v.Waits {
		d := s.daysLeft(v.Next.By)
		if v.Next.What == lawsuit.ForceDue {
			d.State, d.Text = page.Soon, "上诉期满"
		}
		return d
	}
	if r, since, ok := v.Case.Result(); ok && !v.Stage.IsOpen() {
		return page.Due{State: page.Done, Text: r.Result.Label(), Note: since.ChineseShort()}
	}
	if v.Stage == lawsuit.StageCancelled {
		return page.Due{State: page.Line, Text: v.Stage.Label()}
	}
	return page.Due{State: page.Stop, Text: map[bool]string{true: "等上级法院", false: "等法院"}[v.Stage == lawsuit.StageAppealed]}
}

// instanceCard tells of the case before one court.
func (s *Server) instanceCard(i lawsuit.Instance, at int) instanceCard {
	card := instanceCard{ID: "instance-" + itoa(at+1), Title: i.Level.Label() + "　" + i.Court, Tag: page.Tag{State: page.Soon, Text: "审理中"}}
	card.Facts = []page.KV{{Label: "案号", Value: i.Number, None: "还没有收到"}, {Label: "立案", Value: i.AcceptedOn.Chinese(), None: "还不知道"}, {Label: "收到副本", Value: i.CopyOn.Chinese(), None: "还没有收到"}}
	if i.Answer.Entry != 0 {
		card.Facts = append(card.Facts, page.KV{Label: "提交答辩状", Value: i.Answer.On.Chinese() + nonEmpty("\n", i.Answer.Private.Text)})
	}
	if r := i.Ruling; r.Entry != 0 {
		card.Tag = page.Tag{State: page.Done, Text: r.Result.Label()}
		card.Facts = append(card.Facts, rulingFacts(r)...)
	}
	for _, a := range i.Appeals {
		card.Facts = append(card.Facts, page.KV{Label: "上诉", Value: a.By.Label() + "，" + a.On.Chinese()})
	}
	if !i.ForceOn.IsZero() {
		card.Facts = append(card.Facts, page.KV{Label: "生效", Value: i.ForceOn.Chinese()})
	}
	for _, d := range i.Days(s.Desk.Calendar()) {
		if d.What != lawsuit.HearingDay { // told with who went, below
			card.Days = append(card.Days, s.dayLine(d))
		}
	}
	for _, h := range i.Hearings {
		card.Hearings = append(card.Hearings, s.courtDayLineOf(h))
	}
	return card
}

// rulingFacts tell what the court decided.
func rulingFacts(r lawsuit.Ruling) []page.KV {
	what := r.Result.Label()
	if r.Part {
		what = "部分" + strings.TrimSuffix(what, "（全部或者部分）")
	}
	if r.Demand != lawsuit.NoDemand {
		what += "，" + r.Demand.Label()
	}
	if r.Days > 0 {
		what += "，" + itoa(r.Days) + " 个工作日"
	}
	paper := map[bool]string{true: "裁定", false: "判决"}[r.Result.IsRuling()]
	return []page.KV{
		{Label: paper, Value: what + "（" + r.Result.Article() + "）"}, {Label: "文号", Value: r.Number}, {Label: "作出", Value: r.DecidedOn.Chinese()},
		{Label: "本机关收到", Value: r.On.Chinese()}, {Label: "原告收到", Value: r.TheyGotOn.Chinese(), None: "还不知道"},
		{Label: "责令", Value: r.Private.Order, None: "没有"}, {Label: "理由摘要", Value: r.Private.Gist, None: "没有填"},
	}
}

// dayLine explains one day.
func (s *Server) dayLine(d lawsuit.Due) dayLine {
	line := dayLine{Label: d.What.Label(), Due: s.daysLeft(d.By), Words: d.Words}
	today := s.Desk.Today()
	switch {
	case !d.Done.IsZero() && d.IsLate(today):
		line.Due.State, line.Due.Text = page.Late, d.Done.ChineseShort()+"，逾期"
	case !d.Done.IsZero():
		line.Due.State, line.Due.Text = page.Done, d.Done.ChineseShort()
	case d.What == lawsuit.AppealDue && d.IsLate(today):
		line.Due.State, line.Due.Text = page.Line, "期满"
	}
	return line
}

// courtDayLineOf tells of one hearing.
func (s *Server) courtDayLineOf(h lawsuit.Hearing) courtDayLine {
	line := courtDayLine{Title: h.Day.Chinese() + nonEmpty(" ", h.Clock) + nonEmpty("　", h.Private.Place), Tag: s.daysLeft(h.Day).Tag()}
	switch held := h.Held; {
	case held.Entry == 0:
		line.Text = nonEmpty("出庭：", h.Private.Going) + map[bool]string{true: "\n"}[h.Private.Going != ""] + "行政机关负责人应当出庭；不能出庭的，委托工作人员出庭（行政诉讼法第三条第三款）。"
	case held.Off:
		line.Tag, line.Text = page.Tag{State: page.Line, Text: "改期或者取消"}, held.Private.Why
	case held.Head:
		line.Tag, line.Text = page.Tag{State: page.Done, Text: "负责人出庭"}, held.Private.Who
	default:
		line.Tag, line.Text = page.Tag{State: page.Done, Text: "工作人员出庭"}, held.Private.Who+nonEmpty("\n负责人没有出庭：", held.Private.Why)
	}
	return line
}

// aboutSuit tells what the suit is against, with ways to the files.
func (s *Server) aboutSuit(v desk.SuitView) []page.KV {
	c := v.Case
	k := c.Contested
	all := []page.KV{{Label: "作出机关", Value: k.Name}}
	if k.Silence {
		all = append(all, page.KV{Label: "行为", Value: "逾期没有答复"}, page.KV{Label: "答复期限届满", Value: k.On.Chinese(), None: "还不知道"})
	} else {
		all = append(all, page.KV{Label: "答复书", Value: k.Number}, page.KV{Label: "种类", Value: reconsider.KindName(k.Result), None: "没有填"},
			page.KV{Label: "作出", Value: k.On.Chinese(), None: "还不知道"}, page.KV{Label: "原告收到", Value: k.GotOn.Chinese(), None: "还不知道"})
	}
	if v.Original != nil {
		all = append(all, page.KV{Label: "原申请", Value: v.Original.Number, Href: s.Pages.URL("/cases/" + strconv.FormatInt(int64(v.Original.ID), 10))})
	}
	all = append(all, page.KV{Label: "途径", Value: c.Way.Label()}, page.KV{Label: "起诉", Value: c.SuedOn.Chinese(), None: "还不知道"})
	if c.Way != lawsuit.AfterReview {
		return all
	}
	review := page.KV{Label: "复议", Value: c.Reviewed.Name + "　" + c.Reviewed.Result.Label() + nonEmpty("　", c.Reviewed.Number)}
	if c.Reviewed.Silent {
		review.Value = c.Reviewed.Name + "　复议期满没有决定"
	}
	if v.Review {
		review.Href = s.Pages.URL(casePath(c.Reviewed.Review))
	}
	return append(all, review, page.KV{Label: map[bool]string{true: "复议期满", false: "原告收到决定"}[c.Reviewed.Silent], Value: c.Reviewed.GotOn.Chinese(), None: "还不知道"})
}

func sidesOf(c *lawsuit.Case) []page.KV {
	return []page.KV{
		{Label: "原告", Value: c.Plaintiff}, {Label: "被告", Value: strings.Join(c.Defendants(), "、")}, {Label: "第三人", Value: c.ThirdParties, None: "没有"},
		{Label: "诉讼请求", Value: c.Claims, None: "没有填"}, {Label: "事实和理由", Value: c.Grounds, None: "没有填"},
	}
}

// reportOf says how the case counts in the yearly report.
func reportOf(v desk.SuitView) []page.KV {
	c := v.Case
	in := []string{c.Contested.Name}
	if !c.SuesAgency {
		in = []string{c.Reviewed.Name}
	}
	column := c.Column().Label()
	if column == "" {
		column = "尚未审结"
	}
	if v.Stage == lawsuit.StageCancelled {
		column = "不计"
	}
	return []page.KV{{Label: "计入", Value: in[0]}, {Label: "栏目", Value: c.Way.Label() + "　" + column}}
}

// suitBar is what this person can do with the case now, the next step first.
func (s *Server) suitBar(by auth.User, v desk.SuitView) page.ActBar {
	var bar page.ActBar
	if b, ok := s.courtAnswerButton(by, v); ok {
		bar.Acts = append(bar.Acts, b)
	}
	file, mend := page.ActGroup{Title: "案卷"}, page.ActGroup{Title: "更正"}
	course := page.ActGroup{Title: "审理"}
	for _, do := range lawsuit.Acts() {
		if v.Options[do] != nil || do == lawsuit.See || do == lawsuit.Open {
			continue
		}
		b := page.Button{Label: do.Label(), Href: s.Pages.URL(suitPath(v.Case.ID, suitPathOf(do)))}
		switch {
		case s.nextInSuit(v, do) && len(bar.Acts) == 0:
			bar.Acts = append(bar.Acts, b)
		case s.nextInSuit(v, do):
			bar.Acts = append(bar.Acts, b.Plain())
		case do == lawsuit.Note || do == lawsuit.AddMaterial:
			file.Acts = append(file.Acts, b.Plain())
		case do == lawsuit.Amend || do == lawsuit.AmendCourt || do == lawsuit.TakeBack || do == lawsuit.Cancel:
			mend.Acts = append(mend.Acts, b.Plain())
		default:
			course.Acts = append(course.Acts, b.Plain())
		}
	}
	for _, g := range []page.ActGroup{course, file, mend} {
		if len(g.Acts) > 0 {
			bar.More = append(bar.More, g)
		}
	}
	return bar
}

// nextInSuit reports whether an act is a step forward as the case stands.
func (s *Server) nextInSuit(v desk.SuitView, do lawsuit.Act) bool {
	switch do {
	case lawsuit.PutAnswer:
		return v.Stage == lawsuit.StageAnswering
	case lawsuit.HoldHearing:
		return v.Stage == lawsuit.StageHearing && !v.Next.By.After(s.Desk.Today())
	case lawsuit.SetHearing, lawsuit.TakeRuling:
		return v.Stage == lawsuit.StageWaiting
	case lawsuit.NoteAppeal, lawsuit.NoteForce:
		return v.Stage == lawsuit.StageAppeal
	case lawsuit.Begin:
		return v.Stage == lawsuit.StageAppealed || v.Stage == lawsuit.StageRemanded
	}
	return false
}
