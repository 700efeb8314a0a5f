package portal

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// statusPage is the page "portal/status".
type statusPage struct {
	page.Base
	Number   string
	Heading  string
	Received calendar.Date // none before registration
	Where    page.Where
	ToPay    []string     // how the fee came about, and how to pay it
	Wanted   []string     // what the applicant is asked to supplement, one thing each
	Several  string       // that several ask jointly; never who
	Together string       // that it is answered with another request
	Parts    []string     // what is answered under a number of its own, and which
	Why      page.Details // how the last day came about; none without steps
	Path     []page.PathStep
	Public   string // what became of the proposal to publish what was given; none without one
	Acts     []page.Button
	CopyNote bool // what can be fetched here are copies
	Others   []page.Button
	Phone    string
	Aside    page.Aside
}

// showStatus serves GET /status: where the request stands, or the form that
// asks for number and code.
func (s *Server) showStatus(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	visit, ok := s.visitOf(r)
	if number := query.Get("no"); !ok || number != "" && number != visit.Number {
		return s.renderLookup(w, r, http.StatusOK, query, nil)
	}
	st, err := s.Desk.Status(r.Context(), visit)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	p := s.statusPage(r, st)
	if p.Others, err = s.otherCases(r, st); err != nil {
		return err
	}
	if text := s.Sessions.PopString(r.Context(), flashKey); text != "" {
		p.Flash = &page.Flash{Text: text}
	}
	return s.Pages.Render(w, http.StatusOK, "portal/status", p)
}

func (s *Server) statusPage(r *http.Request, st desk.Status) statusPage {
	number := numberOf(st)
	p := statusPage{Base: s.base(r, number+" 的进度"), Number: number, Heading: heading(st), Phone: s.phoneOf(st), Aside: s.aside(s.objections(st)...)}
	if st.Body.ID != 0 {
		return s.reviewPage(p, st)
	}
	if st.Case == nil {
		p.Where, p.Path = s.beforeCase(st), pathBefore(st)
		if st.Open {
			p.Acts = []page.Button{s.supplementButton(), s.withdrawButton()}
		}
		return p
	}
	p.Received = st.Case.Receipt.On
	p.Where = s.where(st)
	if st.Case.NotDestroyed() != nil {
		p.Path = pathDestroyed(st.Case)
		return p
	}
	p.Wanted, p.ToPay, p.Parts = wanted(st.Case), toPay(st), partWords(st.Case)
	p.Several = severalWords(st.Case)
	p.Together = togetherWords(st.Case)
	p.Why = why(st, s.Desk.Today())
	p.Path = s.path(st)
	p.CopyNote = len(st.Letters) > 0 && !st.Case.Wants.Delivery.IsElectronic()
	if st.Open {
		p.Acts = []page.Button{
			s.supplementButton(),
			page.Button{Label: "改联系方式", Href: s.Pages.URL("/status/contact")}.Plain(),
			s.withdrawButton(),
		}
	}
	if o, err := s.Desk.Objectionable(r.Context(), st); err == nil {
		label := "对答复有异议"
		if o.Contested.Silence {
			label = "没有按期答复，申请行政复议"
		}
		p.Acts = append(p.Acts, s.objectButton(label))
	}
	p.Public = publicationWords(st.Case)
	if st.Case.AllowsProposing() == nil {
		p.Acts = append(p.Acts, page.Button{Label: "建议向社会公开", Href: s.Pages.URL("/status/publish")}.Plain())
	}
	return p
}

func (s *Server) supplementButton() page.Button {
	return page.Button{Label: "补充材料", Href: s.Pages.URL("/status/supplement")}.Plain()
}

func (s *Server) withdrawButton() page.Button {
	return page.Button{Label: "撤回申请", Href: s.Pages.URL("/status/withdraw")}.Grave()
}

// numberOf is the number of the case, or of the input while it is none.
func numberOf(st desk.Status) string {
	if st.Case != nil {
		return st.Case.Number
	}
	return st.Input.Number
}

// heading is what the request is called at the head of the page: as the
// applicant called it.
func heading(st desk.Status) string {
	switch {
	case st.Case != nil && st.Case.Wants.Subject != "":
		return st.Case.Wants.Subject
	case st.Case == nil && st.Input.Digest.Subject != "":
		return st.Input.Digest.Subject
	}
	return "您的申请"
}

// phoneOf is whom to call about the request.
func (s *Server) phoneOf(st desk.Status) string {
	if st.Agency.Phone != "" {
		return st.Agency.Phone
	}
	return s.Office.Phone
}

// otherCases are the further requests that the same letter held.
func (s *Server) otherCases(r *http.Request, st desk.Status) ([]page.Button, error) {
	if st.Case == nil || len(st.Input.Cases) < 2 {
		return nil, nil
	}
	rows, err := s.Desk.CasesOfVisit(r.Context(), st.Visit)
	if err != nil {
		return nil, err
	}
	var others []page.Button
	for _, row := range rows {
		if row.ID != st.Case.ID {
			label := "看 " + row.Number
			if row.Stage == casefile.StageAnnulled {
				label += "（登记已撤销）"
			}
			others = append(others, page.Button{
				Label: label, Post: s.Pages.URL("/status/another"), Hidden: []page.Hidden{{Name: "no", Value: row.Number}},
			}.Plain())
		}
	}
	return others, nil
}

// switchCase serves POST /status/another: another request of the same letter.
// Which those are says the input that was opened, not the browser.
func (s *Server) switchCase(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	rows, err := s.Desk.CasesOfVisit(r.Context(), visit)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row.Number == sent.Value("no") {
			visit.Number, visit.Case = row.Number, row.ID
			if err := s.keepVisit(r, visit); err != nil {
				return err
			}
			return serve.SeeOther(w, r, s.Pages.URL("/status"))
		}
	}
	return fault.New(fault.NotFound, "case_not_found")
}

// beforeCase says where something stands that is no case, or none any more.
func (s *Server) beforeCase(st desk.Status) page.Where {
	withdrawn := page.Where{Tag: page.Tag{State: page.Done, Text: "已撤回"}, Title: "已经撤回", Text: "按您的意思撤回，不再答复。以后可以重新申请。"}
	switch st.Input.State {
	case inbox.SetAside:
		if st.Input.Reason == inbox.Withdrew {
			return withdrawn
		}
		return page.Where{Tag: page.Tag{State: page.Done, Text: "已看过"}, Title: "没有作为信息公开申请登记",
			Text: "原因：" + setAsideWords(st.Input.Reason) + "。您认为不对，打电话告诉我们，可以重新登记。"}
	case inbox.JoinedTo:
		if st.JoinedAfter {
			return page.Where{Tag: page.Tag{State: page.Done, Text: "已看过"}, Title: "存入了已有申请的案卷",
				Text: "您这次寄来的，存进了一件已经办结的申请的案卷，不另行答复。您是另外要信息，或者认为不对，打电话告诉我们，可以重新登记。"}
		}
		return page.Where{Tag: page.Tag{State: page.Done, Text: "已看过"}, Title: "并入了已有的申请",
			Text: "您这次寄来的，放进了已经登记的那一件里一起办。用那一件的收件号和查询码看进度。"}
	}
	if st.Input.Withdrawal != nil {
		return withdrawn
	}
	w := page.Where{Tag: page.Tag{State: page.OK, Text: "已收到", Icon: "today"}, Title: "已收到，正在登记"}
	if st.Input.Door.ReceivedAtOnce() {
		w.Text = "最迟 " + s.Desk.DueFrom(st.Input.Digest.Type, st.Input.ArrivedOn()).ChineseFull() + "答复您。现在不需要您做什么。"
	} else {
		w.Text = "登记以后，这里写明最迟哪一天答复。现在不需要您做什么。"
	}
	return w
}

// setAsideWords says to the applicant why something was set aside.
func setAsideWords(reason inbox.Reason) string {
	switch reason {
	case inbox.NotRequest:
		return "写的不是要某一份政府信息，比如是投诉、举报或者咨询"
	case inbox.SameAgain:
		return "和您以前寄来的是同一件"
	case inbox.Noise:
		return "看上去是自动回复、退信或者群发邮件"
	}
	return reason.Label()
}

func pathBefore(st desk.Status) []page.PathStep {
	steps := []page.PathStep{{Title: "收到", Note: st.Input.ArrivedOn().ChineseFull(), State: "past"}}
	for _, a := range st.Input.Additions {
		steps = append(steps, page.PathStep{Title: "收到您的补充", Note: a.On.ChineseFull(), State: "past"})
	}
	if w := st.Input.Withdrawal; w != nil {
		return append(steps, page.PathStep{Title: "您撤回了申请", Note: w.On.ChineseFull(), State: "past"})
	}
	switch {
	case st.Input.State == inbox.Waiting && st.Input.Body != 0:
		steps = append(steps, page.PathStep{Title: "审查是否受理", State: "now"}, page.PathStep{Title: "审理"}, page.PathStep{Title: "作出复议决定"})
	case st.Input.State == inbox.Waiting:
		steps = append(steps, page.PathStep{Title: "正在登记", State: "now"}, page.PathStep{Title: "办理"}, page.PathStep{Title: "答复您"})
	}
	return steps
}

// why tells how the last day came about, in plain words; the articles stand
// once at the end.
func why(st desk.Status, today calendar.Date) page.Details {
	d := page.Details{Open: true}
	var sources []string
	for _, step := range st.Explanation.Steps {
		for article := range strings.SplitSeq(step.Article, "；") {
			if article != "" && !slices.Contains(sources, article) {
				sources = append(sources, article)
			}
		}
		if step.Plain != "" && !step.Final {
			d.Steps = append(d.Steps, page.Step{Text: step.Plain})
		}
	}
	d.Source = citeInFull(sources)
	switch due := st.Clock.Due; {
	case !st.Case.Stage().IsOpen():
		d.Summary, d.Open = "答复的期限是怎样算的", false
	case due.IsZero():
		d.Summary = "为什么还没有最后一天"
	default:
		d.Summary, d.Days = "为什么是 "+nearDay(due, st.Case.Receipt.On), daysOf(st, today)
	}
	return d
}

// daysOf lays out the days from receipt to the last one. To applicants those of an
// extension count like every other.
func daysOf(st desk.Status, today calendar.Date) page.ClockCalendar {
	days := page.MarkedDays(st.Explanation.Days, today)
	for i := range days {
		if days[i].Kind == page.DayExtended {
			days[i].Kind = page.DayCounted
		}
	}
	return page.NewClockCalendar(days)
}

// citeInFull writes places of the statutes as staff cite them so that anybody
// knows which is meant: 政府信息公开条例第三十一条、第三十三条.
func citeInFull(places []string) string {
	var cited []string
	var own []string // of the regulation that all this is about
	for _, place := range places {
		if of, ok := strings.CutPrefix(place, law.FOIRegulation.Short); ok {
			own = append(own, of)
		} else {
			cited = append(cited, place)
		}
	}
	if len(own) > 0 {
		title := strings.TrimPrefix(law.FOIRegulation.Title, "中华人民共和国")
		cited = slices.Insert(cited, 0, title+strings.Join(own, "、"))
	}
	return strings.Join(cited, "；")
}

// where says in one sentence where a case stands, and what is wanted.
func (s *Server) where(st desk.Status) page.Where {
	stage := st.Case.Stage()
	if st.Case.NotDestroyed() != nil {
		return s.whereDestroyed(st)
	}
	if stage.IsOpen() && st.Case.IsWithdrawalAsked() {
		return page.Where{Tag: page.Tag{State: page.Done, Text: "已撤回"}, Title: "您已经撤回", Text: "登记以前您已经撤回，正在办结，不再答复。以后可以重新申请。"}
	}
	switch stage {
	case casefile.StageClarifying:
		return s.whereClarifying(st)
	case casefile.StagePaying:
		return s.wherePaying(st)
	case casefile.StageReplied, casefile.StageArchived, casefile.StageWithdrawn, casefile.StageClosed, casefile.StageAnnulled:
		return s.whereEnded(st)
	default:
		if stage != casefile.StageServing && st.Case.AsksSupplementOf(0) { // not all who ask together have the notice yet
			return s.whereClarifying(st)
		}
		if stage != casefile.StageServing && st.Case.AsksPaymentOf(0) {
			return s.wherePaying(st)
		}
		if st.Case.AwaitsReasons() {
			return s.whereReasons(st)
		}
		if st.Case.IsCorrection() {
			return s.whereCorrecting(st)
		}
		w := page.Where{Tag: s.dueTag(st), Title: nowWords(st), Text: dueText(st.Clock), Late: st.Clock.Late}
		if j, ok := st.Case.Order(); ok {
			w.Text = orderWords(st.Case, j.Judged) + "。" + w.Text
		}
		if w.Late {
			w.Acts = []page.Button{page.Button{Label: "怎样申请行政复议", Href: s.reviewHref()}.Plain()}
		}
		return w
	}
}

// stageWords say in everyday words what is being done.
var stageWords = map[casefile.Stage]string{
	casefile.StageRegistered: "已登记，正在分给承办单位",
	casefile.StageHandling:   "正在找您要的信息",
	casefile.StageDrafting:   "正在写答复",
	casefile.StageChecking:   "答复写好了，正在审核",
	casefile.StageSigning:    "答复写好了，正在等签发",
	casefile.StageServing:    "答复签好了，正在送给您",
	casefile.StageClarifying: "等您补充",
	casefile.StagePaying:     "等您缴费",
}

// nowWords say what is being done. That others are asked says nothing of who they are.
func nowWords(st desk.Status) string {
	stage := st.Case.Stage()
	if st.Clock.State == deadline.Consulting && (stage == casefile.StageHandling || stage == casefile.StageDrafting) {
		return "正在征求有关方面的意见"
	}
	return stageOf(st.Case)
}

// dueTag is the shape and the word for how much time is left.
func (s *Server) dueTag(st desk.Status) page.Tag {
	if st.Clock.Late {
		return page.Tag{State: page.Late, Text: "过了期限"}
	}
	return page.Tag{State: page.OK, Text: "正在办", Icon: "today"}
}

// dueText says by when the answer comes.
func dueText(clock deadline.Result) string {
	switch {
	case clock.Due.IsZero():
		return "现在不需要您做什么。"
	case clock.State == deadline.Consulting && !clock.Late:
		return "正在征求有关方面的意见，这段时间不计入答复期限。今天就有了意见的话，最迟 " + clock.Due.ChineseFull() + "答复您；等得久，最后一天往后推。现在不需要您做什么。"
	case clock.Late:
		return "应在 " + clock.Due.ChineseFull() + "前（含当日）答复您，已经过了。可以打电话问，也可以申请行政复议。"
	case clock.Remaining == 0:
		return "最迟今天，" + clock.Due.ChineseFull() + "，答复您。现在不需要您做什么。"
	}
	return fmt.Sprintf("最迟 %s答复您，还有 %d 个工作日。现在不需要您做什么。", clock.Due.ChineseFull(), clock.Remaining)
}

// wanted is what the notice that is out asks for, as it stands in the notice.
func wanted(c *casefile.Case) []string {
	notice, ok := c.LetterOf(casefile.ClarificationNotice)
	if !ok || !c.AsksSupplementOf(0) {
		return nil
	}
	var all []string
	for _, field := range []string{"points", "help"} {
		for line := range strings.Lines(notice.Values[field]) {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}

// whereClarifying says what the office asked for and until when.
func (s *Server) whereClarifying(st desk.Status) page.Where {
	w := page.Where{Tag: page.Tag{State: page.Stop, Text: "等您补充"}, Title: "请您补充", Waiting: true}
	notice, ok := st.Case.LetterOf(casefile.ClarificationNotice)
	if !ok {
		return w
	}
	w.Text = "要补充什么，写在告知书里。补充收到以前，答复的期限不算；收到以后重新数。"
	if !st.Case.Awaiting() {
		w.Text = "要补充什么，写在告知书里。补充收到以后，答复的期限重新数；一起申请的人都收到告知书以前，期限照算。"
	}
	if !notice.By.IsZero() {
		w.Text = "最迟 " + notice.By.ChineseFull() + "补充。" + w.Text
		if s.Desk.Today().After(notice.By) {
			w.Text = "补充的日期 " + notice.By.ChineseFull() + "已经过了。还没有结案的，补充了仍然可以接着办；先打电话问一问。"
		}
	}
	w.Acts = []page.Button{
		{Label: "现在补充", Href: s.Pages.URL("/status/supplement")},
		page.Button{Label: "看告知书", Href: s.letterTextHref(notice.N)}.Plain(),
	}
	return w
}

// whereReasons says that the applicant is asked why there are so many requests, and
// how to answer (条例 35). The period goes on.
func (s *Server) whereReasons(st desk.Status) page.Where {
	asked, _ := st.Case.ReasonsAsked()
	return page.Where{
		Tag: page.Tag{State: page.Soon, Text: "请您说明"}, Title: "请您说明理由", Waiting: true, Late: st.Clock.Late,
		Text: "您近来提的申请件数比较多，请您说明为什么要这些信息。" + reasonsUntil(asked, s.Desk.Today()) +
			"可以在这里写，也可以寄来或者送来。答复的期限不停，" + strings.TrimSuffix(dueText(st.Clock), "现在不需要您做什么。"),
		Acts: []page.Button{
			{Label: "现在说明", Href: s.Pages.URL("/status/supplement")},
			page.Button{Label: "看通知书", Href: s.letterTextHref(asked.N)}.Plain(),
		},
	}
}

// reasonsUntil says until when to explain.
func reasonsUntil(asked casefile.Letter, today calendar.Date) string {
	if today.After(asked.By) {
		return "说明的日期 " + asked.By.ChineseFull() + "已经过了，还没有答复的，现在说明仍然算数。"
	}
	return "最迟 " + asked.By.ChineseFull() + "说明。"
}

// whereEnded says how a case ended.
func (s *Server) whereEnded(st desk.Status) page.Where {
	c := st.Case
	done := page.Tag{State: page.Done, Text: "已办结"}
	if c.Stage() == casefile.StageAnnulled {
		if o := c.Origin; o != nil {
			return page.Where{Tag: done, Title: "并回原来的一件", Text: "这一部分回到 " + o.Number + " 里一起办、一起答复，期限不变。用您原来的查询码看那一件。"}
		}
		return page.Where{Tag: done, Title: "登记已撤销", Text: "这件登记撤销了，不再办理。有疑问打电话问。"}
	}
	if reply, ok := c.Reply(); ok && reply.Stage == casefile.IsServed {
		answered, own := "答复了您，", reply.ServiceTo(0)
		if old, again := c.Letter(reply.Replaces); again {
			answered = "更正以前的答复，重新答复了您，" + old.Number + " 不再作数。新的答复"
		}
		return page.Where{Tag: done, Title: "已经答复",
			Text: own.ServedOn.ChineseFull() + answered + wayWords[own.Way] + "。不服的，答复书上写明找谁、到哪天为止。",
			Acts: []page.Button{
				{Label: "看答复书", Href: s.letterTextHref(reply.N)}, page.Button{Label: "下载答复书（PDF）", Href: s.letterHref(reply.N)}.Plain(),
			}}
	}
	if c.Result == law.Withdrawn {
		where := page.Where{Tag: done, Title: "已经撤回", Text: c.EndedOn.ChineseFull() + "按您的意思撤回，不再答复。以后可以重新申请。"}
		if l, ok := c.LetterOf(casefile.WithdrawalConfirmation); ok && l.Stage == casefile.IsServed {
			where.Acts = []page.Button{{Label: "看撤回申请确认书", Href: s.letterTextHref(l.N)}, page.Button{Label: "下载确认书（PDF）", Href: s.letterHref(l.N)}.Plain()}
		}
		return where
	}
	return page.Where{Tag: done, Title: "已经结案", Text: c.EndedOn.ChineseFull() + "结案，没有另写答复书。" + closedWords(c.Result) + "以后可以重新申请。"}
}
