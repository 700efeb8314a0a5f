package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/disposal"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/sqlite"
)

// 鉴定、销毁: files whose period of keeping is over are appraised; what is destroyed goes by a
// list that another person approves, before two supervisors.

func (s *Server) disposalRoutes(r *mux.Router) {
	r.Handle("/archives/due", s.staff(s.showExpired)).Methods("GET")
	r.Handle("/archives/due", s.staff(s.appraise)).Methods("POST")
	r.Handle("/archives/disposals", s.staff(s.showDisposals)).Methods("GET")
	const one = "/archives/disposals/{id:[0-9]+}"
	r.Handle(one, s.staff(s.showDisposal)).Methods("GET")
	r.Handle(one+".pdf", s.staff(s.sendDisposal("pdf"))).Methods("GET")
	r.Handle(one+".xlsx", s.staff(s.sendDisposal("xlsx"))).Methods("GET")
	r.Handle(one+"/{act:approve|return|carry-out}", s.staff(s.doDisposal)).Methods("POST")
}

func disposalPath(id disposal.ID, below string) string {
	return "/archives/disposals/" + strconv.FormatInt(int64(id), 10) + below
}

func disposalID(r *http.Request) disposal.ID {
	id, _ := strconv.ParseInt(mux.Vars(r)["id"], 10, 64) // the route lets digits only through
	return disposal.ID(id)
}

// basis is whose rules all this follows.
const basis = "档案法第二十一条、《机关档案管理规定》（国家档案局令第13号）"

// expiredPage is the page "desk/archives_due".
type expiredPage struct {
	page.Base
	Lead    string
	Tabs    []page.Link
	Notes   []page.Note
	Failed  []outcomeLine
	Lines   []expiredLine
	Action  string
	Fields  []page.Field
	Button  page.Button
	Empty   page.Empty
	PickBad string // what is wrong with the choice of files
}

// An expiredLine is one file whose period is over.
type expiredLine struct {
	Pick    string
	Picked  bool
	ID      string
	Number  string
	Case    page.Link
	Subject string
	Keep    string
	Pages   int
	Reason  page.Field
}

// The ways in which files are appraised.
const (
	wayDestroy = "destroy"
	wayLonger  = "longer"
	wayHold    = "hold"
)

func (s *Server) showExpired(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderExpired(w, r, by, http.StatusOK, nil, nil, nil)
}

func (s *Server) renderExpired(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error, failed []desk.Outcome) error {
	x, err := s.Desk.Expired(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := expiredPage{
		Base: s.base(r, by, "到期鉴定"), Action: s.Pages.URL("/archives/due"), Button: page.Button{Label: "登记鉴定意见", Key: "Ctrl S"},
		Lead:  "保管期满、可以鉴定的 " + strconv.Itoa(x.Total) + " 卷。没有继续保存价值的，一起提出销毁，由另一位批准；还有用的，延长保管；有人要查的，暂缓销毁。依据：" + basis + "。",
		Tabs:  []page.Link{{Label: "已归档的", Href: s.Pages.URL("/archives/kept")}, {Label: "销毁清册", Href: s.Pages.URL("/archives/disposals")}},
		Empty: page.Empty{Title: "没有到期的案卷", Text: "保管期从归档年度的次年1月1日起算，满了以后列在这里。永久保管的不列。"},
	}
	if left := leftWords(x.Left); left != "" {
		p.Notes = append(p.Notes, page.Note{Strong: "没有列在这里的：", Text: left + "。"})
	}
	for _, o := range failed {
		p.Failed = append(p.Failed, s.outcomeLine(o, people))
	}
	form := page.NewForm(typed, wrong)
	picked := map[string]bool{}
	for _, v := range typed["pick"] {
		picked[v] = true
	}
	for _, row := range x.Rows {
		id := strconv.FormatInt(int64(row.Case), 10)
		pick := pickedValue(desk.Picked{ID: row.Case, Version: row.Version})
		p.Lines = append(p.Lines, expiredLine{
			Pick: pick, Picked: picked[pick], ID: id, Number: row.Number, Case: page.Link{Label: row.CaseNo, Href: s.Pages.URL(casePath(row.Case))},
			Subject: joined(row.Applicant, shelfSubject(row)), Keep: keptWords(row.Shelf), Pages: row.Pages, Reason: form.Text("reason-"+id, "另写理由"),
		})
	}
	if len(p.Lines) > 0 {
		p.Fields = []page.Field{
			form.Radios("way", "鉴定意见", []page.Option{
				{Value: wayDestroy, Label: "提出销毁", Hint: "勾上的列成一份销毁清册，送审批"},
				{Value: wayLonger, Label: "延长保管", Hint: "选再保管多久"}, {Value: wayHold, Label: "暂缓销毁", Hint: "解除以前不再列在这里"},
			}),
			form.Select("keep", "再保管多久", longerOptions()).AsOptional(),
			form.Textarea("reason", "理由").WithRows(2).WithHint("写进勾上的每一卷；哪一卷不一样的，写在它那一行。"),
		}
		p.Errors = form.Errors()
		if bad := fault.FieldsOf(wrong)["pick"]; bad != nil {
			p.PickBad = bad.Message()
		}
	}
	return s.Pages.Render(w, status, "desk/archives_due", p)
}

func longerOptions() []page.Option {
	return []page.Option{{Value: "", Label: "不延长"}, {Value: string(casefile.Keep10), Label: "再保管 10年"}, {Value: string(casefile.Keep30), Label: "再保管 30年"}, {Value: string(casefile.KeepForever), Label: "改为永久"}}
}

// keptWords says how long a file is kept.
func keptWords(a casefile.Shelf) string {
	words := a.Keep.Label()
	switch {
	case a.Longer == casefile.KeepForever:
		return words + "，期满改为永久"
	case a.Longer != "":
		words += "，延长 " + a.Longer.Label()
	}
	if !a.Until.IsZero() {
		words += "，至 " + a.Until.Chinese()
	}
	return words
}

// leftWords says why files whose period is over cannot be appraised.
func leftWords(x sqlite.Expiring) string {
	var words []string
	for _, w := range []struct {
		n    int
		text string
	}{
		{x.Held, "暂缓销毁的"}, {x.Contested, "复议、诉讼没有了结的"}, {x.Handed, "已移交、由接收单位鉴定的"}, {x.Listed, "已经列在销毁清册里的"}, {x.Unknown, "没有档号和保管期限、要先补的"},
	} {
		if w.n > 0 {
			words = append(words, w.text+" "+strconv.Itoa(w.n)+" 卷")
		}
	}
	return strings.Join(words, "，")
}

// appraise serves POST /archives/due.
func (s *Server) appraise(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	picked := pickedIn(sent.Values["pick"])
	reasons := desk.Reasons{Common: sent.Value("reason"), Each: map[casefile.ID]string{}}
	for _, p := range picked {
		reasons.Each[p.ID] = sent.Value("reason-" + strconv.FormatInt(int64(p.ID), 10))
	}
	again := func(err error, failed []desk.Outcome) error {
		return s.renderExpired(w, r, by, http.StatusUnprocessableEntity, sent.Values, err, failed)
	}
	if len(picked) == 0 {
		return again(fault.AtField("pick", "destroy_none"), nil)
	}
	var outcomes []desk.Outcome
	done := "已暂缓销毁 "
	switch sent.Value("way") {
	case wayDestroy:
		id, err := s.Desk.ProposeDisposal(r.Context(), by, picked, reasons)
		if isInvalid(err) {
			return again(err, nil)
		}
		if err != nil {
			return err
		}
		return s.see(w, r, disposalPath(id, ""), "已列成清册，送审批")
	case wayLonger:
		done = "已延长保管 "
		outcomes, err = s.Desk.KeepLongerSeveral(r.Context(), by, picked, casefile.Keeping(sent.Value("keep")), reasons)
	case wayHold:
		outcomes, err = s.Desk.HoldBackSeveral(r.Context(), by, picked, reasons)
	default:
		return again(fault.AtField("way", "destroy_way"), nil)
	}
	if err != nil {
		return err
	}
	failed := desk.Failed(outcomes)
	if len(failed) > 0 && len(fault.FieldsOf(failed[0].Err)) > 0 { // it is the form that is wrong
		return again(failed[0].Err, nil)
	}
	if len(failed) > 0 {
		return again(nil, failed)
	}
	return s.see(w, r, "/archives/due", done+strconv.Itoa(len(outcomes))+" 卷")
}

// disposalsPage is the page "desk/disposals".
type disposalsPage struct {
	page.Base
	Lead  string
	Tabs  []page.Link
	Lines []disposalLine
	Empty page.Empty
	Rules []disposal.Rule // how long all kinds of data are kept
}

type disposalLine struct {
	Number string
	Href   string
	Tag    page.Tag
	Files  int
	Days   string
}

// disposalGroup are the lists on 今日 that wait for this person to approve them.
func (s *Server) disposalGroup(r *http.Request, by auth.User) (page.CaseGroup, error) {
	g := page.CaseGroup{ID: "disposals", Tag: page.Tag{State: page.Soon, Text: "销毁待审批"}, Note: "由提出人以外的人逐卷核对，批准或者退回"}
	if n, err := s.Desk.DisposalsToApprove(r.Context(), by); err != nil || n == 0 {
		return g, err
	}
	all, err := s.Desk.Disposals(r.Context(), by)
	for _, d := range all {
		if d.Stage != disposal.StageProposed {
			continue
		}
		row := page.CaseRow{
			Number: d.Number, Href: s.Pages.URL(disposalPath(d.ID, "")), Subject: "销毁清册，" + strconv.Itoa(d.Files) + " 卷，" + d.ProposedOn.Chinese() + "提出", Mine: true, WaitFor: "等我办",
			Due: page.Due{State: page.Line, Text: "没有期限"},
		}
		row.Act = page.Button{Label: "审批", About: d.Number, Href: row.Href, Kind: "plain", Size: "small"}
		g.Rows = append(g.Rows, row)
	}
	return g, err
}

func disposalTag(stage disposal.Stage) page.Tag {
	state := page.Line
	switch stage {
	case disposal.StageProposed, disposal.StageApproved, disposal.StageDestroying:
		state = page.Soon
	case disposal.StageDestroyed:
		state = page.Done
	}
	return page.Tag{State: state, Text: stage.Label()}
}

// showDisposals serves GET /archives/disposals.
func (s *Server) showDisposals(w http.ResponseWriter, r *http.Request, by auth.User) error {
	rows, err := s.Desk.Disposals(r.Context(), by)
	if err != nil {
		return err
	}
	p := disposalsPage{
		Base: s.base(r, by, "销毁清册"), Lead: "销毁的案卷按清册审批、监销。清册一直保存，案卷销毁以后只留下清册、编号和经过。",
		Empty: page.Empty{Title: "还没有销毁清册", Text: "到期鉴定时提出销毁的案卷，列成清册放在这里。"}, Rules: disposal.Rules,
	}
	if desk.MayAppraise(by) == nil {
		p.Tabs = []page.Link{{Label: "到期鉴定", Href: s.Pages.URL("/archives/due")}}
	}
	for _, row := range rows {
		days := row.ProposedOn.Chinese() + "提出"
		if !row.EndedOn.IsZero() {
			days += "，" + row.EndedOn.Chinese() + "销毁完"
		}
		p.Lines = append(p.Lines, disposalLine{row.Number, s.Pages.URL(disposalPath(row.ID, "")), disposalTag(row.Stage), row.Files, days})
	}
	return s.Pages.Render(w, http.StatusOK, "desk/disposals", p)
}

// disposalPage is the page "desk/disposal": one list, and what can be done with it.
type disposalPage struct {
	page.Base
	Back  page.Link
	Tag   page.Tag
	Notes []page.Note
	Facts []page.KV
	Acts  []page.Button // the list as a file
	Lines []disposalItem
	Forms []disposalForm
}

type disposalItem struct {
	N      int
	Number string
	Case   page.Link
	Title  string
	Keep   string
	Pages  int
	Reason string
	Left   string // why it stays; "" where it goes
}

// A disposalForm is one act on the list.
type disposalForm struct {
	Title   string
	Lead    string
	Action  string
	Version int
	Fields  []page.Field
	Button  page.Button
}

func (s *Server) showDisposal(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderDisposal(w, r, by, http.StatusOK, "", nil, nil)
}

func (s *Server) renderDisposal(w http.ResponseWriter, r *http.Request, by auth.User, status int, act string, typed url.Values, wrong error) error {
	v, err := s.Desk.Disposal(r.Context(), by, disposalID(r))
	if err != nil {
		return err
	}
	p := disposalPage{
		Base: s.base(r, by, "销毁清册 "+v.Number), Back: page.Link{Label: "销毁清册", Href: s.Pages.URL("/archives/disposals")}, Tag: disposalTag(v.Stage), Facts: disposalFacts(v),
	}
	for _, f := range []struct{ label, ext string }{{"清册（PDF）", ".pdf"}, {"清册（Excel）", ".xlsx"}} {
		p.Acts = append(p.Acts, page.Button{Label: f.label, Href: s.Pages.URL(disposalPath(v.ID, f.ext))}.Plain())
	}
	if v.Stage == disposal.StageDestroying {
		p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "正在销毁：", Text: "内容已经看不到、查不到；一小时以内存进来的原件，过一小时再清除。刷新这一页看最新的。"})
	}
	p.Notes = append(p.Notes, page.Note{Strong: "备份里还有：", Text: "销毁以前做的备份、导出里仍有这些案卷，到备份按规定轮换掉为止；从那样的备份恢复的，要按清册再销毁一次。"})
	for n, i := range v.Items {
		line := disposalItem{
			N: n + 1, Number: i.Number, Case: page.Link{Label: i.CaseNo, Href: s.Pages.URL(casePath(i.Case))}, Title: i.Title, Pages: i.Pages, Reason: i.Reason,
			Keep: strconv.Itoa(i.Year) + "年度，" + keptWords(casefile.Shelf{Keep: i.Keep, Longer: i.Longer, Until: i.Until}),
		}
		if i.Left != "" {
			line.Left = "没有销毁：" + leftWhy[i.Left]
		}
		p.Lines = append(p.Lines, line)
	}
	s.disposalForms(v, &p, act, typed, wrong)
	return s.Pages.Render(w, status, "desk/disposal", p)
}

// leftWhy says why a file stayed that was on a list.
var leftWhy = map[fault.Code]string{
	"destroy_held": "暂缓销毁", "destroy_contested": "有了复议、诉讼", "destroy_early": "延长了保管", "destroy_forever": "改为永久保管", "destroy_handed": "已经移交", "not_archived": "取出过案卷", "file_destroyed": "已按另一份清册销毁", "destroy_listed": "列在另一份清册里",
}

func disposalFacts(v desk.DisposalView) []page.KV {
	step := func(st disposal.Step, remark string) string {
		if st.On.IsZero() {
			return ""
		}
		return sentences(v.People.Name(st.By)+"，"+st.On.Chinese(), remark)
	}
	decided := "批准"
	if v.Stage == disposal.StageReturned {
		decided = "退回"
	}
	rows := []page.KV{
		{Label: "案卷", Value: strconv.Itoa(len(v.Items)) + " 卷，" + strconv.Itoa(v.Pages()) + " 页"},
		{Label: "提出", Value: step(v.Proposed, "")}, {Label: decided, Value: step(v.Decided, v.Decided.Remark), None: "还没有"},
	}
	if v.Stage == disposal.StageReturned {
		return rows
	}
	rows = append(rows, page.KV{Label: "执行", Value: step(v.Begun, ""), None: "还没有"}, page.KV{Label: "监销", Value: strings.Join(v.Supervisors, "、"), None: "还没有"})
	if v.Stage == disposal.StageDestroyed {
		rows = append(rows, page.KV{Label: "结果", Value: "销毁 " + strconv.Itoa(len(v.Going())) + " 卷，清除原件、文书、装订的案卷共 " + strconv.Itoa(v.Removed) + " 个文件；别的案件还要用的 " + strconv.Itoa(v.Shared) + " 个留着。" + v.EndedOn.Chinese() + "办完"})
	}
	return rows
}

// disposalForms are what this person can do with the list now.
func (s *Server) disposalForms(v desk.DisposalView, p *disposalPage, act string, typed url.Values, wrong error) {
	add := func(name, title, lead string, button page.Button, fields func(f *page.Form) []page.Field) {
		form := page.NewForm(nil, nil)
		if name == act {
			form = page.NewForm(typed, wrong)
		}
		p.Forms = append(p.Forms, disposalForm{title, lead, s.Pages.URL(disposalPath(v.ID, "/"+name)), v.Version, fields(form), button})
		p.Errors = append(p.Errors, form.Errors()...)
	}
	if v.Stage == disposal.StageProposed && v.Approve == nil {
		add("approve", "审批", "逐卷看过，同意销毁的批准；有一卷不该销毁的，退回。", page.Button{Label: "批准销毁", Key: "Ctrl S"}, func(f *page.Form) []page.Field {
			return []page.Field{f.Textarea("remark", "审批意见").WithRows(2).AsOptional()}
		})
	}
	if v.Stage == disposal.StageApproved && v.Begin == nil {
		add("carry-out", "销毁", "清点无误以后，由两位监销人看着销毁。原件、来信、文书、装订的案卷、识别的文字、检索的字词和个人信息都删掉；案件编号、档号、日子、结果和年度报告的数字留下。", page.Button{Label: "销毁"}.Grave(), func(f *page.Form) []page.Field {
			return []page.Field{
				f.Text("supervisor1", "监销人（一）"), f.Text("supervisor2", "监销人（二）").WithHint("两个人，都不是执行的人自己。"),
				f.Checkboxes(sureField, "确认", []page.Option{{Value: "1", Label: "销毁不能恢复。我已和两位监销人按清册逐卷核对。"}}),
			}
		})
	}
	if (v.Stage == disposal.StageProposed || v.Stage == disposal.StageApproved) && v.Return == nil {
		add("return", "退回", "退回以后清册作废，案卷照旧，可以再鉴定。", page.Button{Label: "退回清册"}.Plain(), func(f *page.Form) []page.Field {
			return []page.Field{f.Textarea("reason", "退回的理由").WithRows(2)}
		})
	}
	if v.Stage == disposal.StageProposed && v.Approve != nil {
		p.Notes = append(p.Notes, page.Note{Strong: "等别人批准：", Text: "由提出人以外的签发人或者统筹人员批准。"})
	}
}

// doDisposal serves POST /archives/disposals/{id}/{act}.
func (s *Server) doDisposal(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id, act, version, ctx := disposalID(r), mux.Vars(r)["act"], versionIn(sent.Values), r.Context()
	done := map[string]string{"approve": "已批准，可以销毁了", "return": "已退回", "carry-out": "开始销毁"}[act]
	switch act {
	case "approve":
		err = s.Desk.ApproveDisposal(ctx, by, id, version, sent.Value("remark"))
	case "return":
		err = s.Desk.ReturnDisposal(ctx, by, id, version, sent.Value("reason"))
	default:
		err = s.Desk.CarryOut(ctx, by, id, version, []string{sent.Value("supervisor1"), sent.Value("supervisor2")}, sent.Value(sureField) == "1")
	}
	if isInvalid(err) {
		return s.renderDisposal(w, r, by, http.StatusUnprocessableEntity, act, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, disposalPath(id, ""), done)
}

// sendDisposal serves GET /archives/disposals/{id}.pdf and .xlsx.
func (s *Server) sendDisposal(format string) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		f, err := s.Desk.DisposalFile(r.Context(), by, disposalID(r), format)
		if err != nil {
			return err
		}
		return sendFile(w, r, f, false)
	}
}
