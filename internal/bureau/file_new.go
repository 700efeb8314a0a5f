package bureau

import (
	"context"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// newPage is the page "bureau/new": an application entered by the bureau.
type newPage struct {
	page.Base
	Who, What, How []page.Field
	Post           string
	Button         page.Button
}

// showNew serves GET /review/new.
func (s *Server) showNew(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	if len(held.Values) == 0 {
		held.Values = url.Values{"received_on": {s.Desk.Today().String()}}
	}
	return s.renderNew(w, r, by, held, nil)
}

// file serves POST /review/new: what came is stored first, as it was entered, with its
// scans, and then made a case.
func (s *Server) file(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.read(r)
	if held == nil {
		return err
	}
	if err == nil && held.Values.Has(filesField+"-drop") {
		return s.renderNew(w, r, by, held, nil)
	}
	if err == nil {
		err = s.takeAndFile(r.Context(), by, held)
	}
	if isInvalid(err) {
		return s.renderNew(w, r, by, held, err)
	}
	if err != nil {
		return err
	}
	return s.House.See(w, r, "/review/new/done?"+url.Values{forms.KeyField: {held.Key}}.Encode(), "已收下")
}

// takeAndFile takes an application in and registers it. Sent twice, it is one case; what
// was taken in and not registered, because the program was stopped in between, waits in
// the inbox. So does what is likely the same as another: a person looks at it first.
func (s *Server) takeAndFile(ctx context.Context, by auth.User, held *forms.Held) error {
	f := filedIn(held)
	ticket, err := s.Desk.TakeObjection(ctx, by, f.Door, intake.ObjectionInput{
		Others: reconsider.OthersIn(held.Value("others")), Contested: f.Contested, Objection: f.Objection, Applicant: f.Private.Applicant, Asked: f.Private.Asked, ReceivedOn: f.ReceivedOn, SentOn: f.SentOn,
		Files: held.Stored(filesField), FormKey: held.Key,
	})
	if err != nil {
		return err
	}
	v, err := s.Desk.ReviewInput(ctx, by, ticket.Input)
	if err != nil || len(v.Alike) > 0 {
		return err
	}
	_, err = s.Desk.RegisterReview(ctx, by, ticket.Input, 0, f)
	if fault.CodeOf(err) == "input_decided" {
		return nil
	}
	return err
}

// filedPage is the page "bureau/done": number and code for who applied, and the papers.
type filedPage struct {
	page.Base
	Receipt page.Receipt
	Spoken  bool
	Waits   bool // it is likely the same as another, and not registered
	Acts    []page.Button
}

// showFiled serves GET /review/new/done?form=KEY.
func (s *Server) showFiled(w http.ResponseWriter, r *http.Request, by auth.User) error {
	t, v, err := s.filed(r, by)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	p := filedPage{
		Base:    s.House.Base(r, by, "复议申请已登记"),
		Receipt: page.Receipt{Tag: page.Tag{State: page.Done, Text: "已登记"}, Title: "复议申请已登记", At: t.At, Codes: []page.KV{{Label: "收件号", Value: t.Number}, {Label: "查询码", Value: t.Code.String()}}},
		Spoken:  v.Content.Spoken,
	}
	if p.Spoken {
		p.Acts = append(p.Acts, page.Button{Label: "打印口头申请笔录", Href: s.Pages.URL(inboxPath(t.Input) + "/record.pdf")})
	}
	p.Acts = append(p.Acts, page.Button{Label: "打印收件回执", Href: s.Pages.URL("/review/new/receipt.pdf?" + r.URL.RawQuery)})
	if v.Input.Review != 0 {
		p.Acts = append(p.Acts, page.Button{Label: "到案件", Href: s.Pages.URL(casePath(reconsider.ID(v.Input.Review)))}.Plain())
	} else {
		p.Acts = append(p.Acts, page.Button{Label: "到收件", Href: s.Pages.URL(inboxPath(t.Input))}.Plain())
		p.Receipt.Tag, p.Receipt.Title = page.Tag{State: page.Soon, Text: "还没有登记"}, "复议申请已收下"
		p.Waits = len(v.Alike) > 0
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/done", p)
}

// filed returns the ticket of a form of the bureau that was taken in, and the input.
func (s *Server) filed(r *http.Request, by auth.User) (desk.Ticket, desk.InputView, error) {
	t, ok, err := s.Desk.FormTicket(r.Context(), r.URL.Query().Get(forms.KeyField))
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "not_found")
	}
	if err != nil {
		return t, desk.InputView{}, err
	}
	v, err := s.Desk.ReviewInput(r.Context(), by, t.Input)
	return t, v, err
}

// fetchReceipt serves GET /review/new/receipt.pdf?form=KEY.
func (s *Server) fetchReceipt(w http.ResponseWriter, r *http.Request, by auth.User) error {
	t, _, err := s.filed(r, by)
	if err != nil {
		return err
	}
	made, err := s.Desk.TicketPDF(r.Context(), t)
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, desk.InMemory("复议申请收件回执 "+t.Number+".pdf", "application/pdf", made), true)
}

// fetchRecord serves GET /review/inbox/{id}/record.pdf: what was spoken, to be read out
// and signed.
func (s *Server) fetchRecord(w http.ResponseWriter, r *http.Request, by auth.User) error {
	made, err := s.Desk.ReviewSpokenPDF(r.Context(), by, inbox.ID(pathNumber(r, "id")))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, desk.InMemory("口头复议申请笔录.pdf", "application/pdf", made), true)
}

func (s *Server) renderNew(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held, wrong error) error {
	if err := auth.MayReview(by, reconsider.File, auth.Subject{Agency: by.Agency}); err != nil {
		return err
	}
	f := page.NewForm(held.Values, wrong)
	p := newPage{
		Base: s.House.Base(r, by, reconsider.File.Label()), Post: s.Pages.URL("/review/new"), Button: page.Button{Label: "登记", Key: "Ctrl S"},
		Who: append(whoFields(f), othersField(f)), What: whatFields(f),
		How: append([]page.Field{f.Radios("door", "怎样收到的", options([]casefile.Door{casefile.Counter, casefile.PostSigned, casefile.PostOrdinary}, f.Value("door"))).AsInline(), f.Date("received_on", "收到之日"), sentField(f)},
			f.Checkbox("spoken", "口头申请：登记后打印笔录，宣读、签名，扫描件加到案件的材料里"),
			filesOf(f, "申请书和材料的扫描件", held), f.Hidden(forms.KeyField, held.Key)),
	}
	p.Errors = f.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "bureau/new", p)
}

// whoFields ask who applies.
func whoFields(f *page.Form) []page.Field {
	return []page.Field{
		f.Text("name", "申请人姓名或者名称"), f.Radios("class", "类别", options(casefile.Classes, f.Value("class"))).AsInline(), f.Text("id_number", "证件号").AsOptional(), f.Tel("phone", "电话").AsOptional(),
		f.Text("address", "通信地址").AsOptional(), f.Text("agent", "代理人").AsOptional(),
	}
}

// othersField asks who applies together with the applicant.
func othersField(f *page.Form) page.Field {
	return f.Textarea("others", "共同申请人").WithRows(3).WithHint("同一份申请书上的其他申请人，一行一个：姓名，证件号，电话，地址，用逗号隔开。各自交申请书的，各登记一件。").AsOptional()
}

// others names who applies together with an applicant.
func others(all []reconsider.OtherApplicant) string {
	text := ""
	for _, o := range all {
		text += "、" + o.Name
	}
	return text
}

// whatFields ask what is objected to, what is applied for and why.
func whatFields(f *page.Form) []page.Field {
	kinds := []page.Option{{Label: "选一种"}}
	for _, k := range reconsider.Kinds() {
		if k != law.NoAnswer {
			kinds = append(kinds, page.Option{Value: string(k), Label: reconsider.KindName(k), Checked: f.Value("kind") == string(k)})
		}
	}
	all := []page.Field{
		f.Radios("objection", "对什么不服", options(reconsider.Objections, f.Value("objection"))), f.Text("respondent", "被申请人").WithHint("作出答复的机关全称；逾期没有答复的，写收到申请的机关。本系统内的，写了文号、编号可以不填。"),
		f.Text("number", "答复书文号").WithHint("逾期没有答复的，写原申请的编号，没有编号不填。本系统内的答复，按文号自动认出原申请。").AsOptional(), f.Select("kind", "答复的种类", kinds).WithHint("本系统内的答复不用选。").AsOptional(), f.Date("act_on", "答复之日").AsOptional(),
		f.Date("got_on", "申请人收到之日").AsOptional(),
	}
	all = append(all, beginningFields(f, false)...)
	return append(all, f.Text("subject", "原来申请公开什么").AsOptional(), f.Textarea("request", "复议请求").WithRows(3), f.Textarea("grounds", "事实和理由").WithRows(6), f.Textarea("late", "超过期限的理由").WithRows(2).AsOptional(),
		f.Date("late_from", "耽误从哪天").AsOptional(), f.Date("late_until", "到哪天").AsOptional())
}

// sentField asks when it was posted.
func sentField(f *page.Form) page.Field {
	return f.Date("sent_on", "交邮之日").WithHint("邮寄的填：在期限内交邮的不算超期。").AsOptional()
}

// filedIn reads what opens a case.
func filedIn(sent valuer) reconsider.Filed {
	day := func(field string) calendar.Date { return dayIn(sent, field) }
	f := reconsider.Filed{
		Door: casefile.Door(sent.Value("door")), ReceivedOn: day("received_on"), SentOn: day("sent_on"), Objection: reconsider.Objection(sent.Value("objection")),
		Contested: reconsider.Contested{
			Name: sent.Value("respondent"), Number: sent.Value("number"), On: day("act_on"), GotOn: day("got_on"), Result: law.Result(sent.Value("kind")), Paper: "政府信息公开答复书",
		},
	}
	f.Private.Applicant = casefile.Applicant{
		Class: casefile.Class(sent.Value("class")), Name: sent.Value("name"), IDNumber: sent.Value("id_number"), Phone: sent.Value("phone"), Address: sent.Value("address"),
	}
	beginningIn(sent, &f.Contested)
	f.Private.Asked = reconsider.Asked{
		Subject: sent.Value("subject"), Request: sent.Value("request"), Grounds: sent.Value("grounds"), Late: sent.Value("late"), LateFrom: day("late_from"), LateUntil: day("late_until"), Agent: sent.Value("agent"), Spoken: sent.Value("spoken") == "1",
	}
	return f
}
