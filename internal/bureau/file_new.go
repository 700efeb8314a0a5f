package bureau

import (
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/forms"
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
	return s.renderNew(w, r, by, url.Values{"received_on": {s.Desk.Today().String()}}, nil)
}

// file serves POST /review/new.
func (s *Server) file(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	var id reconsider.ID
	if err == nil {
		id, err = s.Desk.FileReview(r.Context(), by, filedIn(sent))
	}
	if err == nil {
		return s.House.See(w, r, casePath(id), "已登记")
	}
	if !isInvalid(err) {
		return err
	}
	return s.renderNew(w, r, by, sent.Values, err)
}

func (s *Server) renderNew(w http.ResponseWriter, r *http.Request, by auth.User, values url.Values, wrong error) error {
	if err := auth.MayReview(by, reconsider.File, auth.Subject{Agency: by.Agency}); err != nil {
		return err
	}
	f := page.NewForm(values, wrong)
	p := newPage{
		Base: s.House.Base(r, by, reconsider.File.Label()), Post: s.Pages.URL("/review/new"), Button: page.Button{Label: "登记", Key: "Ctrl S"},
		Who: whoFields(f), What: whatFields(f),
		How: append([]page.Field{f.Radios("door", "怎样收到的", options([]casefile.Door{casefile.Counter, casefile.PostSigned, casefile.PostOrdinary, casefile.Mail}, f.Value("door"))).AsInline(), f.Date("received_on", "收到之日"), sentField(f)},
			f.Checkbox("spoken", "口头申请，已当场记录、宣读、签名")),
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

// whatFields ask what is objected to, what is applied for and why.
func whatFields(f *page.Form) []page.Field {
	kinds := []page.Option{{Label: "选一种"}}
	for _, k := range reconsider.Kinds() {
		if k != law.NoAnswer {
			kinds = append(kinds, page.Option{Value: string(k), Label: reconsider.KindName(k), Checked: f.Value("kind") == string(k)})
		}
	}
	return []page.Field{
		f.Radios("objection", "对什么不服", options(reconsider.Objections, f.Value("objection"))), f.Text("respondent", "被申请人").WithHint("作出答复的机关全称；逾期没有答复的，写收到申请的机关。本系统内的，写了文号、编号可以不填。"),
		f.Text("number", "答复书文号").WithHint("逾期没有答复的，写原申请的编号，没有编号不填。本系统内的答复，按文号自动认出原申请。").AsOptional(), f.Select("kind", "答复的种类", kinds).WithHint("本系统内的答复不用选。").AsOptional(), f.Date("act_on", "答复之日").AsOptional(),
		f.Date("got_on", "申请人收到之日").AsOptional(), f.Text("subject", "原来申请公开什么").AsOptional(), f.Textarea("request", "复议请求").WithRows(3), f.Textarea("grounds", "事实和理由").WithRows(6), f.Textarea("late", "超过期限的理由").WithRows(2).AsOptional(),
	}
}

// sentField asks when it was posted.
func sentField(f *page.Form) page.Field {
	return f.Date("sent_on", "交邮之日").WithHint("邮寄的填：在期限内交邮的不算超期。").AsOptional()
}

// valuer is a form that was sent.
type valuer interface{ Value(name string) string }

// filedIn reads what opens a case.
func filedIn(sent valuer) reconsider.Filed {
	day := func(field string) calendar.Date {
		d, _ := forms.ParseDay(sent.Value(field))
		return d
	}
	f := reconsider.Filed{
		Door: casefile.Door(sent.Value("door")), ReceivedOn: day("received_on"), SentOn: day("sent_on"), Objection: reconsider.Objection(sent.Value("objection")),
		Contested: reconsider.Contested{
			Name: sent.Value("respondent"), Number: sent.Value("number"), On: day("act_on"), GotOn: day("got_on"), Result: law.Result(sent.Value("kind")), Paper: "政府信息公开答复书",
		},
	}
	f.Private.Applicant = casefile.Applicant{
		Class: casefile.Class(sent.Value("class")), Name: sent.Value("name"), IDNumber: sent.Value("id_number"), Phone: sent.Value("phone"), Address: sent.Value("address"),
	}
	f.Private.Asked = reconsider.Asked{
		Subject: sent.Value("subject"), Request: sent.Value("request"), Grounds: sent.Value("grounds"), Late: sent.Value("late"), Agent: sent.Value("agent"), Spoken: sent.Value("spoken") == "1",
	}
	return f
}
