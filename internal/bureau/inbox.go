package bureau

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/serve"
)

// inboxPage is the page "bureau/inbox": the applications for reconsideration that came.
type inboxPage struct {
	page.Base
	Views []page.SavedView
	Rows  []inboxRow
	More  int // that are not listed
	Empty page.Empty
	New   page.Button
}

// An inboxRow is one application in the list.
type inboxRow struct {
	Number  string
	Href    string
	From    string
	Subject string
	Door    string
	Arrived calendar.Date // at the bureau
	Tags    []page.Tag
	Accept  page.Due // last day to decide whether it is accepted
}

// inboxLines is how many applications are listed.
const inboxLines = 100

// inboxPath returns the address of the inbox, or of an application in it.
func inboxPath(id inbox.ID) string {
	if id == 0 {
		return "/review/inbox"
	}
	return "/review/inbox/" + strconv.FormatInt(int64(id), 10)
}

// showInbox serves GET /review/inbox.
func (s *Server) showInbox(w http.ResponseWriter, r *http.Request, by auth.User) error {
	state := inbox.Waiting
	for _, one := range inbox.States {
		if r.URL.Query().Get("state") == string(one) {
			state = one
		}
	}
	rows, total, err := s.Desk.ReviewInputs(r.Context(), by, state, inboxLines)
	if err != nil {
		return err
	}
	p := inboxPage{
		Base: s.House.Base(r, by, "复议收件"), More: total - len(rows), New: page.Button{Label: reconsider.File.Label(), Href: s.Pages.URL("/review/new")}.Plain(),
		Empty: page.Empty{Title: "没有收件", Text: "网上提出的、寄到复议邮箱的、别的机关转来的复议申请排在这里，旧的在前。来信和当面申请，自己登记。"},
	}
	for _, one := range []inbox.State{inbox.Waiting, inbox.Registered, inbox.JoinedTo, inbox.SetAside} {
		href := s.Pages.URL(inboxPath(0))
		if one != inbox.Waiting {
			href += "?" + url.Values{"state": {string(one)}}.Encode()
		}
		p.Views = append(p.Views, page.SavedView{Label: one.Label(), Href: href, Current: one == state, NoCount: true})
	}
	for _, row := range rows {
		line := inboxRow{
			Number: row.Number, Href: s.Pages.URL(inboxPath(row.ID)), From: row.Sender, Subject: row.Subject, Door: row.Door.Label(), Arrived: row.AtBureauOn,
		}
		if state == inbox.Waiting {
			line.Accept = s.acceptDue(s.Desk.AcceptBy(row.AtBureauOn))
		}
		line.Tags = waitingTags(row, state)
		p.Rows = append(p.Rows, line)
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/inbox", p)
}

// waitingTags marks an application in the list.
func waitingTags(row desk.ReviewWaiting, state inbox.State) []page.Tag {
	var all []page.Tag
	for _, mark := range []struct {
		is  bool
		tag page.Tag
	}{
		{row.Agency != row.Body, page.Tag{State: page.Line, Text: "转来的"}},
		{row.Withdrawn, page.Tag{State: page.Soon, Text: "申请人撤回"}},
		{row.Alike, page.Tag{State: page.Soon, Text: "疑似重复"}},
		{state == inbox.Waiting && (row.Course == intake.Answer || row.Course == intake.Noise), page.Tag{State: page.Line, Text: row.Course.Label()}},
		{row.Bounced, page.Tag{State: page.Late, Text: "确认邮件退回"}},
	} {
		if mark.is {
			all = append(all, mark.tag)
		}
	}
	return all
}

// acceptDue marks the last day to decide whether an application is accepted.
func (s *Server) acceptDue(due calendar.Date) page.Due {
	d := page.Due{State: page.OK, Text: "审查", On: due}
	switch today := s.Desk.Today(); {
	case due == today:
		d.State, d.Text = page.Today, "今天"
	case due.Before(today):
		d.State, d.Text = page.Late, "审查期限已满，视为受理"
	case s.Desk.Calendar().Workdays(today, due) <= soonDays:
		d.State = page.Soon
	}
	return d
}

// inputPage is the page "bureau/input": an application, and what becomes of it.
type inputPage struct {
	page.Base
	Heading string
	State   page.Tag
	Facts   []page.KV
	Notes   []page.Note
	Text    string
	Files   []page.FileItem
	Raw     string
	Changed page.Note
	Post    string
	Version int

	Who, What, How []page.Field // to register; none where it was decided
	Case           page.Field
	Reason, Note   page.Field
	Back           page.Field // why it is given back, or handed over to the office; no type where it cannot be
	BackTitle      string
	BackButton     string
	Again          page.Field // why it is opened again; no type where it cannot be
	Reopen         string     // what opening it again is called
	Became         page.Link
	Alike          []alikeInput
	Links          []page.Link
	Confirm        string // what sending a confirmation is called; "" where none can be sent
}

// showInput serves GET /review/inbox/{id}.
func (s *Server) showInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderInput(w, r, by, nil, nil)
}

// decideInput serves POST /review/inbox/{id}: the button says what becomes of it.
func (s *Server) decideInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	id, done, to := inbox.ID(pathNumber(r, "id")), "", inboxPath(0)
	if err == nil {
		to, done, err = s.runInput(r.Context(), by, id, sent)
	}
	switch {
	case err == nil:
		return s.House.See(w, r, to, done)
	case isInvalid(err), isStale(err):
		return s.renderInput(w, r, by, sent.Values, err)
	}
	return err
}

// runInput does what was pressed, and returns where to go and what to say.
func (s *Server) runInput(ctx context.Context, by auth.User, id inbox.ID, sent *serve.Form) (to, done string, err error) {
	version := versionIn(sent)
	switch sent.Value("do") {
	case "register":
		if err := legibleDays(sent); err != nil {
			return "", "", err
		}
		made, err := s.Desk.RegisterReview(ctx, by, id, version, filedIn(sent))
		return casePath(made), "已登记", err
	case "join":
		to, err := s.Desk.JoinReview(ctx, by, id, version, sent.Value("case"))
		return casePath(to), "已并入", err
	case "aside":
		return inboxPath(0), "已不予登记，在“不予登记”里能找到，能重新打开", s.Desk.SetAside(ctx, by, id, version, inbox.Reason(sent.Value("reason")), sent.Value("aside_note"))
	case "back":
		return inboxPath(0), "已转信息公开收件", atNote(s.Desk.GiveBack(ctx, by, id, version, sent.Value("back_note")), "back_note")
	case "confirm":
		return inboxPath(id), "确认排进了发件箱，里面是新的查询码", s.Desk.Confirm(ctx, by, id)
	case "reopen":
		return inboxPath(id), "已重新打开，排在等待里", atNote(s.Desk.Reopen(ctx, by, id, version, sent.Value("again")), "again")
	}
	return "", "", fault.New(fault.NotFound, "not_found")
}

// atNote puts what is wrong with the only field of a small form beside it, by the name
// that it has among the others of the page.
func atNote(err error, field string) error {
	for _, f := range fault.FieldsOf(err) {
		return fault.AtField(field, f.Code, f.Args...)
	}
	return err
}

func (s *Server) renderInput(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	v, err := s.Desk.ReviewInput(r.Context(), by, inbox.ID(pathNumber(r, "id")))
	if err != nil {
		return err
	}
	i := v.Input
	p := inputPage{
		Base: s.House.Base(r, by, "复议收件 "+i.Number), Heading: v.Content.Summary, State: page.Tag{State: page.Done, Text: i.State.Label()}, Facts: s.inputFacts(v),
		Text: v.Content.Text, Raw: s.Pages.URL(inboxPath(i.ID) + "/raw"), Post: s.Pages.URL(inboxPath(i.ID)), Version: i.Version,
	}
	s.addInputFiles(&p, v)
	if typed == nil {
		typed = prefilled(v)
	}
	f := page.NewForm(typed, wrong)
	switch i.State {
	case inbox.Waiting:
		p.State = page.Tag{State: page.OK, Text: i.State.Label(), Icon: "today"}
		s.registerFields(&p, v, f)
	case inbox.SetAside:
		p.Again, p.Reopen = f.Textarea("again", "为什么重新打开").WithRows(2), "重新打开"
	default:
		p.Became = page.Link{Label: "看案件", Href: s.Pages.URL(casePath(reconsider.ID(i.Review)))}
		if i.State == inbox.JoinedTo {
			p.Again, p.Reopen = f.Textarea("again", "并错了：为什么").WithRows(2).WithHint("跟着并进去的材料和话都退出那件案子，这件收件回到等待。"), "撤销并入"
		}
	}
	s.addBeside(&p, v)
	p.Errors = f.Errors()
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，收件有了变化。看过再办一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "bureau/input", p)
}

// registerFields are what registering, joining and setting aside ask.
func (s *Server) registerFields(p *inputPage, v desk.InputView, f *page.Form) {
	p.Who, p.What = whoFields(f), whatFields(f)
	if !v.Input.ReceivedOnline() { // what is, is received on arrival (实施条例 28)
		p.How = []page.Field{f.Date("received_on", "收到之日"), sentField(f)}
	}
	p.Case = f.Text("case", "并入哪一件").WithHint("本机关的复议案号，如 明政复议〔2026〕3号。收件作为材料放进那一件。").AsOptional()
	var reasons []page.Option
	for _, reason := range []inbox.Reason{inbox.NotRequest, inbox.SameAgain, inbox.Withdrew, inbox.Noise, inbox.OtherCause} {
		label := reason.Label()
		if reason == inbox.NotRequest {
			label = "不是行政复议申请"
		}
		reasons = append(reasons, page.Option{Value: string(reason), Label: label, Checked: f.Value("reason") == string(reason)})
	}
	p.Reason = f.Radios("reason", "为什么不予登记", reasons)
	p.Note = f.Textarea("aside_note", "说明").WithRows(2).WithHint("选“其他”时要写。").AsOptional()
	p.Back, p.BackTitle, p.BackButton = f.Textarea("back_note", "为什么退回").WithRows(2), "退回转来的机关", "退回"
	if v.Input.CameToBureau() {
		p.BackTitle, p.BackButton = "不是复议申请", "转信息公开收件"
		p.Back = f.Textarea("back_note", "是政府信息公开申请：说明").WithRows(2).WithHint("寄错到复议机构的，转本机关信息公开收件；收到之日不变，答复期限从那天起算。")
	}
}

// prefilled is the registration as the application says it.
func prefilled(v desk.InputView) url.Values {
	values := url.Values{"received_on": {v.Input.AtBureauOn().String()}}
	set := func(field, value string) {
		if value != "" {
			values.Set(field, value)
		}
	}
	a := v.Content.Applicant
	if m := v.Applied; m != nil {
		set("respondent", m.Respondent)
		set("number", v.ContestedNumber)
		set("request", m.Asked.Request)
		set("grounds", m.Asked.Grounds)
	}
	set("name", a.Name)
	set("class", string(a.Class))
	set("id_number", a.IDNumber)
	set("phone", a.Phone)
	set("address", a.Address)
	set("agent", a.Agent)
	o := v.Content.Objection
	if o == nil { // a mail, or what the office passed on, to be read
		if v.Applied == nil {
			set("grounds", v.Content.Text)
		}
		return values
	}
	set("agent", o.Asked.Agent)
	set("objection", string(o.Objection))
	set("respondent", o.Contested.Name)
	set("number", v.ContestedNumber)
	set("kind", string(o.Contested.Result))
	for field, day := range map[string]calendar.Date{"act_on": o.Contested.On, "got_on": o.Contested.GotOn, "sent_on": o.SentOn, "asked_on": o.Contested.AskedOn,
		"learned_on": o.Contested.LearnedOn, "late_from": o.Asked.LateFrom, "late_until": o.Asked.LateUntil} {
		if !day.IsZero() {
			values.Set(field, day.String())
		}
	}
	set("subject", o.Asked.Subject)
	set("request", o.Asked.Request)
	set("grounds", o.Asked.Grounds)
	set("late", o.Asked.Late)
	set("began", string(o.Contested.Began))
	set("told", string(o.Contested.Told))
	if o.Asked.Spoken {
		set("spoken", "1")
	}
	return values
}

// inputFacts are the lines at the head of an application.
func (s *Server) inputFacts(v desk.InputView) []page.KV {
	i, c := v.Input, v.Content
	facts := []page.KV{
		{Label: "收件号", Value: i.Number, Nowrap: true}, {Label: "渠道", Value: i.Door.Label()},
		{Label: "到达", Value: i.ArrivedOn().ChineseFull() + calendar.ClockTime(i.ArrivedAt)},
		{Label: "审查期限", Value: s.Desk.AcceptBy(i.AtBureauOn()).ChineseFull() + "，从复议机构收到之日算"},
	}
	if c.Mail != nil {
		facts = append(facts, page.KV{Label: "发件人", Value: i.Digest.Sender + "　" + i.Digest.SenderAddress}, page.KV{Label: "收件确认", Value: confirmedText(v)})
	}
	if passed := i.PassedOnDay(); !passed.IsZero() {
		facts = append(facts, page.KV{Label: "转来", Value: passed.ChineseFull() + "，" + v.AgencyName})
	}
	if o := c.Objection; o != nil {
		facts = append(facts, page.KV{Label: "申请人", Value: o.Applicant.Name + others(o.Others)}, page.KV{Label: "被申请人", Value: o.Contested.Name},
			page.KV{Label: "对什么不服", Value: o.Objection.Label()}, page.KV{Label: "答复书文号", Value: o.Contested.Number, None: "没有"})
	}
	return facts
}

// addInputFiles lists what came with an application, and what was said to it since.
func (s *Server) addInputFiles(p *inputPage, v desk.InputView) {
	base := s.Pages.URL(inboxPath(v.Input.ID))
	for n, f := range v.Content.Files {
		p.Files = append(p.Files, forms.MarkFile(page.FileItem{Name: f.Name, Href: base + "/files/" + itoa(n), Note: page.Bytes(f.Size)}, f, v.Marks[n]))
	}
	for n, f := range v.Input.AddedFiles() {
		item := page.FileItem{Name: f.Name, Href: base + "/added/" + itoa(n), Note: "后来补充的，" + page.Bytes(f.Size)}
		p.Files = append(p.Files, forms.MarkFile(item, f, v.Marks[len(v.Content.Files)+n]))
	}
	if note := v.Input.PassedOnWith(); note != "" {
		p.Notes = append(p.Notes, page.Note{Strong: "转来时写明：", Text: note})
	}
	for _, a := range v.Input.Additions {
		p.Notes = append(p.Notes, page.Note{Strong: a.On.ChineseShort() + "申请人补充：", Text: a.Text})
	}
	if w := v.Input.Withdrawal; w != nil {
		p.Notes = append(p.Notes, page.Note{Strong: w.On.ChineseShort() + "申请人撤回：", Text: w.Reason})
	}
}

// downloadRaw serves GET /review/inbox/{id}/raw.
func (s *Server) downloadRaw(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := s.Desk.ReviewInput(r.Context(), by, inbox.ID(pathNumber(r, "id"))); err != nil {
		return err
	}
	f, err := s.Desk.InputRaw(r.Context(), by, inbox.ID(pathNumber(r, "id")))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, false)
}

// downloadInputFile serves GET /review/inbox/{id}/files/{n}.
func (s *Server) downloadInputFile(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := s.Desk.ReviewInput(r.Context(), by, inbox.ID(pathNumber(r, "id"))); err != nil {
		return err
	}
	f, err := s.Desk.InputAttachment(r.Context(), by, inbox.ID(pathNumber(r, "id")), int(pathNumber(r, "n")))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, false)
}

// downloadAdded serves GET /review/inbox/{id}/added/{n}.
func (s *Server) downloadAdded(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := s.Desk.ReviewInput(r.Context(), by, inbox.ID(pathNumber(r, "id"))); err != nil {
		return err
	}
	f, err := s.Desk.InputAdded(r.Context(), by, inbox.ID(pathNumber(r, "id")), int(pathNumber(r, "n")))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, false)
}
