package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// A panel is the right side of the inbox: the form of one act. Its name is the
// act's; a decided input has "decided".
type panel struct {
	Name       string
	Errors     []page.FieldError
	Post       string // where the form goes
	Version    int
	Key        string // of the form, so that nothing typed is lost between acts
	Back       string // to the registration, with what was typed
	NextNumber string

	Request    requestFields // register, split
	Items      int
	MoreOpen   bool   // the fields that are seldom needed hold something wrong
	More       string // what those fields hold, in a line
	Dates      page.ReceiptDates
	OtherDay   page.Field
	Sure       page.Field // another day long ago to confirm; none as a rule
	Reason     page.Field
	Duplicates []page.Duplicate
	Acts       []page.Button

	Case, Note page.Field    // join
	Supply     *supplyFields // join: the case awaits a supplement
	Over       page.Field    // join: the case is answered or ended, to be confirmed; none as a rule
	Why        page.Field    // set aside, reopen
	Proposal   []string      // reasons of what is proposed

	Calls *callPanel // nil: there is nobody to call
	Title string     // of a decided one
	State page.Tag   // decided
	Cases []page.Link
	Told  string // what is to be known about a decided one
}

// A callPanel notes tries to reach the applicant by phone (条例 31.2).
type callPanel struct {
	Post               string
	Name, Phone        string // whom to call
	Tries              []string
	Open               bool
	Day, Time, Outcome page.Field
	Note               page.Field
}

// panelOf makes the right side for what the input's state and the person's
// wish allow.
func (s *Server) panelOf(r *http.Request, by auth.User, v desk.InputView, ask inboxAsk) (panel, error) {
	p := panel{Name: ask.act, Version: v.Input.Version, NextNumber: v.NextNumber}
	switch {
	case v.Input.State == inbox.Waiting && (p.Name == "" || p.Name == "reopen" && !v.Input.Parked):
		p.Name = proposedPanel(v)
	case v.Input.State == inbox.Registered && p.Name == "split":
	case v.Input.State != inbox.Waiting && p.Name != "reopen":
		p.Name = "decided"
	}
	typed := url.Values{}
	if ask.slip {
		typed.Set("reason", slipReason)
	}
	if ask.held != nil {
		p.Key, typed = ask.held.Key, ask.held.Values
	} else {
		form, err := s.Desk.NewForm()
		if err != nil {
			return p, err
		}
		p.Key = form.Key
	}
	p.Back = s.panelURL(v.Input.ID, "register", p.Key)
	var err error
	switch p.Name {
	case "join":
		err = s.joinPanel(r, by, &p, v, typed, ask.wrong)
	case "aside":
		s.asidePanel(&p, v, typed, ask.wrong)
	case "decided", "reopen":
		s.decidedPanel(&p, by, v, typed, ask.wrong)
	case "register", "split":
		s.registerPanel(&p, v, typed, ask)
	case "call":
		s.registerPanel(&p, v, url.Values{}, inboxAsk{})
		s.callPanel(&p, v, typed, ask.wrong)
		p.Name = "register"
	default:
		p.Name = "register"
		s.registerPanel(&p, v, typed, ask)
	}
	if p.Calls == nil && p.Name == "register" {
		s.callPanel(&p, v, url.Values{}, nil)
	}
	return p, err
}

// proposedPanel names the act that is proposed for a waiting input: its panel
// lies open, and its act is what Enter does.
func proposedPanel(v desk.InputView) string {
	switch v.Proposal.Course {
	case intake.Answer:
		return "join"
	case intake.Noise:
		return "aside"
	}
	return "register"
}

// joinPanel asks for the case the input belongs to; the proposed one is filled in.
// Where that case awaits a supplement, it asks whether this is it.
func (s *Server) joinPanel(r *http.Request, by auth.User, p *panel, v desk.InputView, typed url.Values, wrong error) error {
	proposed, err := s.Desk.ProposedCase(r.Context(), v)
	if err != nil {
		return err
	}
	p.Post = s.inputURL(v.Input.ID, "/join")
	if v.Proposal.Course == intake.Answer {
		p.Proposal = v.Proposal.Reasons
	}
	form := page.NewForm(typed, wrong)
	p.Case = form.Text("case", "并入哪一件").WithHint("案件编号，如 2026-0158。").WithWidth("m").WithValue(proposed).WithAutocomplete("off")
	supply, awaited, err := s.Desk.SupplyOf(r.Context(), by, v, p.Case.Value)
	if err != nil {
		return err
	}
	if awaited {
		p.Supply = s.supplyFields(form, supply)
	}
	if p.Over, err = s.overField(r, by, form, p.Case.Value); err != nil {
		return err
	}
	p.Note = form.Textarea("join_note", "说明").WithRows(2).AsOptional()
	p.Errors = form.Errors()
	p.Duplicates = s.duplicates(v)
	p.Acts = s.decisions(p, v.Input.ID, "并入", page.Button{Label: "不予登记", Key: "X", Href: s.panelURL(v.Input.ID, "aside", p.Key)})
	return nil
}

// overField is the name of the tick before something is joined to a case that is
// over. Its value is the number of the case: another one is asked about again.
const overField = "over"

// overField asks to confirm what joining to the case with the number means where
// that is answered or ended; else it is no field.
func (s *Server) overField(r *http.Request, by auth.User, form *page.Form, number string) (page.Field, error) {
	row, over, err := s.Desk.OverCase(r.Context(), by, number)
	if err != nil || !over {
		return page.Field{}, err
	}
	f := form.Checkboxes(overField, row.Number+" "+row.Stage.Label(), []page.Option{{Value: row.Number, Label: "只存入案卷，不另行答复"}})
	return f.WithHint("并进去的不再另行答复。要另外公开信息的，应当登记成新的一件。"), nil
}

// asidePanel asks why the input is no request; what it seems to be is chosen.
func (s *Server) asidePanel(p *panel, v desk.InputView, typed url.Values, wrong error) {
	p.Post = s.inputURL(v.Input.ID, "/set-aside")
	if v.Proposal.Course == intake.Noise {
		p.Proposal = v.Proposal.Reasons
	}
	var reasons []page.Option
	for _, reason := range inbox.Reasons {
		reasons = append(reasons, page.Option{
			Value: string(reason), Label: reason.Label(), Checked: reason == asideReason(v),
		})
	}
	form := page.NewForm(typed, wrong)
	p.Why = form.Radios("reason", "为什么不予登记", reasons)
	p.Note = form.Textarea("note", "说明").WithHint("选“其他”时要写。").WithRows(2)
	p.Errors = form.Errors()
	p.Acts = s.decisions(p, v.Input.ID, "不予登记", page.Button{Label: "并入", Key: "B", Href: s.panelURL(v.Input.ID, "join", p.Key)})
}

// decisions are the buttons below a panel that is not registration: what it
// does, and the other things that can become of the input, under the keys they
// have everywhere.
func (s *Server) decisions(p *panel, id inbox.ID, does string, other page.Button) []page.Button {
	return []page.Button{
		{Label: does, Key: "Enter"},
		page.Button{Label: "还是登记", Href: p.Back}.Plain(),
		other.Plain(),
		page.Button{Label: "先放着", Key: "L", Action: s.inputURL(id, "/park")}.Plain(),
	}
}

// panelURL is the input's page with a panel open, and the form as it was typed.
func (s *Server) panelURL(id inbox.ID, act, key string) string {
	return s.inputURL(id, "?act="+act+"&form="+url.QueryEscape(key))
}

// asideReason is the reason that the input itself gives, "" for none.
func asideReason(v desk.InputView) inbox.Reason {
	switch {
	case v.Input.Withdrawal != nil:
		return inbox.Withdrew
	case v.Proposal.Course == intake.Noise:
		return inbox.Noise
	}
	return ""
}

// decidedPanel says what became of the input, and how to take it back.
func (s *Server) decidedPanel(p *panel, by auth.User, v desk.InputView, typed url.Values, wrong error) {
	i := v.Input
	p.Title, p.State = "已处理", page.Tag{State: page.Done, Text: i.State.Label()}
	if i.Parked {
		p.Title, p.State = "先放着", page.Tag{State: page.Line, Text: i.State.Label()}
	}
	for _, c := range v.Cases {
		p.Cases = append(p.Cases, page.Link{Label: c.Number + annulledMark(c) + "　" + c.Subject, Href: s.Pages.URL(casePath(c.ID))})
	}
	if i.State == inbox.SetAside {
		p.Told = i.Reason.Label() + lineIf(i.Note)
	}
	if i.State == inbox.Registered {
		p.Told = "登记错了，在案件里撤销登记，这件收件就回到等待。"
		if len(v.Cases) > 1 {
			p.Told = "登记错了，在案件里撤销登记；从这件收件登记的都撤销了，它才回到等待。"
		}
		p.Told += whoElse(auth.May(by, casefile.Annul, auth.Subject{Agency: i.Agency}))
		p.Acts = []page.Button{page.Button{Label: "拆分", Href: s.panelURL(i.ID, "split", p.Key), Key: "C"}.Plain()}
		return
	}
	if auth.MayDo(by, auth.Reopen, i.Agency) != nil {
		return
	}
	p.Name, p.Post = "reopen", s.inputURL(i.ID, "/reopen")
	form := page.NewForm(typed, wrong)
	p.Why = form.Textarea("reason", "为什么重新打开").WithHint("原来的处理留在经过里。").WithRows(2)
	p.Errors = form.Errors()
	p.Acts = []page.Button{page.Button{Label: "重新打开"}.Plain()}
}

// annulledMark marks a case whose registration was annulled in a list of cases.
func annulledMark(c casefile.Row) string {
	if c.Stage != casefile.StageAnnulled {
		return ""
	}
	return "（" + c.Stage.Label() + "）"
}

// whoElse says who may do what this person may not, in the words of the refusal.
func whoElse(refused error) string {
	var e *fault.Error
	if !errors.As(refused, &e) {
		return ""
	}
	return e.Message()
}

// callPanel notes tries by phone where the receipt of a waiting input is not
// confirmed by itself.
func (s *Server) callPanel(p *panel, v desk.InputView, typed url.Values, wrong error) {
	i := v.Input
	needs := i.Door.ReceivedByCall() || i.Door == casefile.Mail && i.ConfirmedAt.IsZero()
	if !needs || i.State != inbox.Waiting {
		return
	}
	who := v.Content.Applicant
	c := callPanel{Post: s.inputURL(i.ID, "/calls"), Name: who.Name, Phone: who.Phone, Open: wrong != nil || i.Door.ReceivedByCall() && v.Proposed < 0}
	for _, call := range i.Calls {
		c.Tries = append(c.Tries, strings.TrimSpace(dayAndTime(call.At)+" "+call.Outcome.Label()+"　"+call.Private.Note))
	}
	form := page.NewForm(typed, wrong).WithPrefix("call-")
	c.Day = form.Date("day", "日期").WithValue(calendar.DateOf(s.Now()).String())
	c.Time = form.Time("time", "时间").WithValue(calendar.ClockTime(s.Now()))
	c.Day.Hint, c.Time.Hint = "", ""
	c.Outcome = form.Select("outcome", "结果", outcomeOptions())
	c.Note = form.Text("call_note", "备注").AsOptional().WithAutocomplete("off")
	p.Errors = append(p.Errors, form.Errors()...)
	p.Calls = &c
}

func outcomeOptions() []page.Option {
	all := []page.Option{{Value: "", Label: "选一种"}}
	for _, o := range []intake.CallOutcome{intake.Reached, intake.NoAnswer, intake.Busy, intake.WrongLine} {
		all = append(all, page.Option{Value: string(o), Label: o.Label()})
	}
	return all
}

// duplicates lists what resembles the input, with the reasons, the likeliest first.
func (s *Server) duplicates(v desk.InputView) []page.Duplicate {
	var all []page.Duplicate
	for _, a := range v.Alike {
		d := page.Duplicate{
			Number: a.Input.Number, Text: a.Likeness.Headline(), Reasons: strings.Join(a.Likeness.Reasons, "；"),
			Href: s.inputURL(v.Input.ID, "/compare/"+strconv.FormatInt(int64(a.Input.ID), 10)),
		}
		received, state := calendar.DateOf(a.Input.ArrivedAt), a.Input.State.Label()
		if len(a.Cases) > 0 { // it may have come later, and have been joined
			c := a.Cases[0]
			d.Number, received, state = c.Number, c.ReceivedOn, c.Stage.Label()
		}
		d.Reasons += fmt.Sprintf("；%s收到，%s", received.ChineseShort(), state)
		all = append(all, d)
	}
	return all
}
