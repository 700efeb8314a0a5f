package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// servicePage is the page "desk/letter_serve": of a service, or of the record
// that a posted letter was signed for.
type servicePage struct {
	page.Base
	Case    caseLine
	Heading string
	Lead    string
	Changed *page.Note
	Wrong   *page.Note
	Wants   []page.KV
	To      []recipient // of a letter to several who ask jointly, in place of Wants
	Fields  []page.Field
	Files   []page.FileItem
	Hidden  []page.Field
	Version int
	Post    string
	Back    string
	Receipt string // where the return receipt is printed
	Button  page.Button
}

// showService serves GET /cases/{id}/letters/{n}/serve.
func (s *Server) showService(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.openService(w, r, by, serviceForm)
}

// serveLetter serves POST /cases/{id}/letters/{n}/serve.
func (s *Server) serveLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.postService(w, r, by, serviceForm)
}

// showDelivery serves GET /cases/{id}/letters/{n}/delivery.
func (s *Server) showDelivery(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.openService(w, r, by, deliveryForm)
}

// confirmDelivery serves POST /cases/{id}/letters/{n}/delivery.
func (s *Server) confirmDelivery(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.postService(w, r, by, deliveryForm)
}

// A serviceKind is one of the forms about a letter that goes out: how it reads,
// and what is done with it.
type serviceKind struct {
	do    casefile.Act
	title string // in place of the act's name
	// allows says why this form cannot be sent though the act is allowed; nil where
	// the act says all.
	allows func(v desk.DraftView) error
	below  string
	// typed is what the form opens with; nil opens it empty.
	typed  func(v desk.DraftView, asked url.Values) url.Values
	fields func(s *Server, v desk.DraftView, f *page.Form) []page.Field
	lead   func(v desk.DraftView) string
	// last are the fields below the proof; nil for none.
	last func(f *page.Form) []page.Field
	run  func(s *Server, r *http.Request, by auth.User, f desk.ServiceForm, held *forms.Held) (string, error)
}

// serviceStays says, before a service is recorded, what cannot be undone.
const serviceStays = "送出的收不回来。登记不能撤销：登记错了，只能更正送达，原来的登记留在经过里。"

var serviceForm = serviceKind{
	do: casefile.Serve, below: "serve", fields: serviceFields,
	lead: func(v desk.DraftView) string {
		if !v.Letter.ForApplicant() {
			return "这份文书不是给申请人的，寄给或者交给收件方本人。凭证要留下。" + serviceStays
		}
		return "送出的日子决定答复是不是按期。凭证要留下。" + serviceStays
	},
	run: func(s *Server, r *http.Request, by auth.User, f desk.ServiceForm, _ *forms.Held) (string, error) {
		if f.Way == casefile.Emailed {
			return "已放进发件箱，发出以后算送达", s.Desk.Serve(r.Context(), by, caseID(r), f)
		}
		return "已登记送达", s.Desk.Serve(r.Context(), by, caseID(r), f)
	},
}

var deliveryForm = serviceKind{
	do: casefile.ConfirmDelivery, below: "delivery", fields: deliveryFields,
	lead: func(v desk.DraftView) string {
		if len(v.Letter.Joint) > 0 {
			return "签收之日起，这一位申请复议、提起诉讼的期限开始算。"
		}
		if !v.Letter.ForApplicant() {
			return v.Letter.Way.Label() + "，" + v.Letter.ServedOn.ChineseFull() + "送出。对方提出意见、申请复议的期限从它签收之日起算。"
		}
		return v.Letter.Way.Label() + "，" + v.Letter.ServedOn.ChineseFull() + "送出。申请人签收之日起，申请复议、提起诉讼的期限开始算。"
	},
	run: func(s *Server, r *http.Request, by auth.User, f desk.ServiceForm, _ *forms.Held) (string, error) {
		return "已登记签收", s.Desk.ConfirmDelivery(r.Context(), by, caseID(r), f)
	},
}

// wayHints say what each way of service asks for and which day counts.
var wayHints = []struct {
	way  casefile.Way
	hint string
}{
	{casefile.Direct, "当面交付。签收之日算送达，填签收人。"},
	{casefile.Entrusted, "委托别的单位代送。签收之日算送达，填签收人，备注里写委托了谁。"},
	{casefile.Posted, "挂号或者特快专递。交邮之日算送出，填邮件号；签收之日以后再登记。"},
	{casefile.Emailed, "由系统发到申请人留的邮箱，发出之日算送达。"},
	{casefile.Downloaded, "在查进度的页面上可以下载，从今天起算送达。"},
	{casefile.Handed, "申请和材料连同转送函直接进对方的收件箱，今天算送出。"},
}

// proposedWays are the ways of service that fit the way of getting that the
// applicant chose.
var proposedWays = map[casefile.Delivery]casefile.Way{
	casefile.ByEmail: casefile.Emailed, casefile.ByDownload: casefile.Downloaded, casefile.ByPost: casefile.Posted, casefile.ByPickup: casefile.Direct,
}

// electronic reports whether one of those to whom the letter goes can get it by an
// electronic way: the page of the case is that of the applicant who leads.
func electronic(c *casefile.Case, l casefile.Letter, way casefile.Way) bool {
	return slices.ContainsFunc(l.Recipients(), func(to int) bool {
		_, chosen := c.Electronic(l, to)
		return chosen && (way == casefile.Emailed || to == 0 && l.ForApplicant())
	})
}

// waysOf lists the ways of service that the law allows for the case; what the
// applicant chose comes with its reason.
func waysOf(c *casefile.Case, l casefile.Letter) []page.Option {
	wanted, asks := c.Wants.Delivery, l.ForApplicant()
	if j, ok := c.JointApplicant(l.To); ok {
		wanted, asks = j.Delivery, true
	}
	proposed := proposedWays[wanted]
	if len(l.Joint) > 0 {
		proposed = "" // each wants it their own way
	}
	var options []page.Option
	for _, w := range wayHints {
		if (w.way == casefile.Emailed || w.way == casefile.Downloaded) && !electronic(c, l, w.way) {
			continue // electronic service only where it was chosen (国办公开办函〔2016〕235号)
		}
		t, _ := c.TransferTo(l.To)
		if inside := t.Agency != 0; inside != (w.way == casefile.Handed) {
			continue // an agency of this installation gets it in its inbox, and nobody else does
		}
		o := page.Option{Value: string(w.way), Label: w.way.Label(), Hint: w.hint, Checked: w.way == casefile.Handed}
		if w.way == proposed && asks {
			o.Checked, o.Hint = true, "建议：申请人选的是"+wanted.Label()+"。"+w.hint
		}
		options = append(options, o)
	}
	return options
}

func serviceFields(s *Server, v desk.DraftView, f *page.Form) []page.Field {
	recipient := f.Text("recipient", "签收人").WithHint("直接送达、委托送达时填；代收的，写明与收件人的关系。").WithWidth("m").WithAutocomplete("off")
	if v.Case.IsOnTheSpot(s.Desk.Today()) && v.Letter.ForApplicant() && proposedWays[v.Case.Wants.Delivery] == casefile.Direct {
		recipient = recipient.WithValue(v.Case.Applicant.Name)
	}
	return []page.Field{
		f.Radios("way", "怎样送达", waysOf(v.Case, v.Letter)),
		f.Date("on", "哪一天").WithValue(s.Desk.Today().String()).WithHint("直接送达、委托送达填签收之日，邮寄填交邮之日；电子方式以发出之日为准。写成 2026-06-30 或 2026年6月30日 的样子"),
		recipient,
		f.Text("tracking", "邮件号").WithHint("邮寄时填，是交邮的凭证。").WithWidth("m").WithAutocomplete("off"),
		f.Text("note", "备注").WithAutocomplete("off").AsOptional(),
	}
}

func deliveryFields(s *Server, _ desk.DraftView, f *page.Form) []page.Field {
	return []page.Field{
		f.Date("on", "签收之日").WithValue(s.Desk.Today().String()),
		f.Text("recipient", "签收人").WithWidth("m").WithAutocomplete("off").AsOptional(),
	}
}

// openService answers with a form about a letter that goes out.
func (s *Server) openService(w http.ResponseWriter, r *http.Request, by auth.User, kind serviceKind) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderService(w, r, by, kind, held, http.StatusOK, nil)
}

// renderService shows the form with what was typed and sent so far. wrong is
// why it was refused, nil if it was not.
func (s *Server) renderService(w http.ResponseWriter, r *http.Request, by auth.User, kind serviceKind, held *forms.Held, status int, wrong error) error {
	v, err := s.letterView(r, by)
	if err != nil {
		return err
	}
	option := optionOf(v.CaseView, kind.do, v.Letter.N, "")
	if kind.allows != nil && fault.KindOf(option.Err) != fault.Forbidden {
		if err := kind.allows(v); err != nil {
			return err
		}
	}
	if option.Err != nil {
		return option.Err
	}
	label := cmp.Or(kind.title, kind.do.Label())
	title := label + "：" + letterTitle(v.CaseView, v.Letter.N)
	here := letterPath(v.Case.ID, v.Letter.N)
	p := servicePage{
		Base: s.base(r, by, title), Case: s.caseLine(v.CaseView), Heading: title, Lead: kind.lead(v), Version: v.Case.Version,
		Wants: s.wantsOf(v), To: s.reachedAt(v), Files: s.enclosedFiles(v), Post: s.Pages.URL(here + "/" + kind.below), Back: s.Pages.URL(here),
		Receipt: s.Pages.URL(here + "/service-receipt.pdf"), Button: page.Button{Label: label, Key: "Ctrl S"},
	}
	if option.Stale != nil {
		p.Wrong = &page.Note{Kind: page.Late, Strong: "只能补登记以前送出的：", Text: sentences(option.Stale.Error())}
	}
	if isStale(wrong) {
		note := s.changedNote(v.CaseView, versionIn(held.Values))
		p.Changed = &note
	} else if fault.KindOf(wrong) == fault.Conflict {
		p.Wrong = &page.Note{Kind: page.Late, Strong: "没有存：", Text: wrong.Error()}
	}
	values := held.Values
	if kind.typed != nil && !values.Has("version") { // not sent yet
		values = kind.typed(v, r.URL.Query())
	}
	form := page.NewForm(values, wrong)
	if kind.typed != nil {
		p.To = s.recipients(v) // with what is recorded of each, and where it is mended
	}
	p.Fields = append(sentTo(v, kind, form), kind.fields(s, v, form)...)
	proof := form.File("proof", "凭证").WithHint("送达回证、邮寄单、签收页面的照片或者扫描件，可以几份。").WithFiles(held.Uploaded("proof"))
	proof.Many, proof.Optional = true, true
	p.Fields = append(p.Fields, proof)
	if kind.last != nil {
		p.Fields = append(p.Fields, kind.last(form)...)
	}
	p.Hidden = []page.Field{form.Hidden(forms.KeyField, held.Key)}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/letter_serve", p)
}

// wantsOf tells who gets the letter, and how they wanted it.
func (s *Server) wantsOf(v desk.DraftView) []page.KV {
	if len(v.Letter.Joint) > 0 {
		return nil // each stands for themselves
	}
	if !v.Letter.ForApplicant() {
		a := v.Case.AddresseeOf(v.Letter).Masked()
		return append([]page.KV{
			{Label: "收件方", Value: a.Name, None: "已删除"}, {Label: "联系人", Value: a.Contact}, {Label: "地址", Value: joined(a.Address, a.PostCode), None: "没有写"},
			{Label: "电话", Value: a.Phone, None: "没有写", Nowrap: true},
		}, s.wholeLink(v.CaseView, v.Letter.To)...)
	}
	a := v.Case.Applicant.Masked()
	wants := []page.KV{
		{Label: "申请人", Value: a.Name}, {Label: "选的获取方式", Value: v.Case.Wants.Delivery.Label(), None: "没有选"},
		{Label: "地址", Value: a.Address, None: "没有留"}, {Label: "邮箱", Value: a.Email, None: "没有留"},
		{Label: "电话", Value: a.Phone, None: "没有留", Nowrap: true},
	}
	wants = append(wants, s.wholeLink(v.CaseView, 0)...)
	if len(v.Case.Aid.Aids) > 0 {
		wants = append(wants, page.KV{Label: "需要帮助", Value: aidWords(v.Case.Aid)})
	}
	return wants
}

// postService does what a form about a letter that goes out says.
func (s *Server) postService(w http.ResponseWriter, r *http.Request, by auth.User, kind serviceKind) error {
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil {
		return err
	}
	if err == nil && held.Values.Has("proof-drop") {
		return s.renderService(w, r, by, kind, held, http.StatusOK, nil)
	}
	done := ""
	if err == nil {
		f := desk.ServiceForm{
			Version: versionIn(held.Values), Letter: letterN(r), To: int(idIn(held.Values, sentToField)), Way: casefile.Way(held.Value("way")), Tracking: held.Value("tracking"),
			Recipient: held.Value("recipient"), Note: held.Value("note"), Proof: held.Stored("proof"),
		}
		bad := fault.Form{}
		f.On = dayIn(held.Values, "on", bad) // a day that cannot be read is none, which desk refuses at the field
		done, err = kind.run(s, r, by, f, held)
	}
	switch {
	case isInvalid(err):
		return s.renderService(w, r, by, kind, held, http.StatusUnprocessableEntity, err)
	case fault.KindOf(err) == fault.Conflict:
		return s.renderService(w, r, by, kind, held, http.StatusConflict, err)
	case err != nil:
		return err
	}
	return s.see(w, r, letterPath(caseID(r), letterN(r)), done)
}
