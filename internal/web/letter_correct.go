package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// What a correction of a service says.
const (
	serviceWrong  = "wrong"  // it was recorded wrongly
	serviceMissed = "missed" // it did not arrive
)

// correctionForm mends the record of a service. It opens with what was recorded.
var correctionForm = serviceKind{
	do: casefile.CorrectService, below: string(casefile.CorrectService), fields: correctionFields, last: correctionReason,
	lead: func(v desk.DraftView) string {
		return "现在记的是：" + sentText(v.Letter, serviceWords) + "。原来的留在经过里。改了日子，按期没按期、各项期限都按新的算。"
	},
	typed: func(v desk.DraftView, asked url.Values) url.Values {
		to := correctedTo(v.Letter, asked)
		l := v.Letter.ServiceTo(to)
		values := url.Values{sentToField: {strconv.Itoa(to)}, "way": {string(l.Way)}, "on": {l.ServedOn.String()}, "tracking": {l.Tracking}, "recipient": {l.Recipient}}
		if l.Way == casefile.Posted {
			values.Set("got_on", l.GotOn.String())
		}
		if v.Letter.CameBack(to) {
			values.Set("failed", serviceMissed)
		}
		return values
	},
	run: func(s *Server, r *http.Request, by auth.User, f desk.ServiceForm, held *forms.Held) (string, error) {
		bad := fault.Form{}
		c := desk.ServiceCorrection{ServiceForm: f, Failed: held.Value("failed") == serviceMissed, Reason: held.Value("reason")}
		if !c.Failed {
			c.GotOn = dayIn(held.Values, "got_on", bad)
		}
		if held.Value("failed") == "" {
			bad.Bad("failed", "correction_needed")
		}
		if held.Value(sureField) != "1" {
			bad.Bad(sureField, "tick_to_go_on")
		}
		if err := bad.Err(); err != nil {
			return "", err
		}
		moved, err := s.watchDue(r.Context(), by, caseID(r))
		if err == nil {
			err = s.Desk.CorrectService(r.Context(), by, caseID(r), c)
		}
		switch {
		case err != nil:
			return "", err
		case c.Failed:
			return "已记下没有送到，要再送" + moved(), nil
		}
		return "送达已更正" + moved(), nil
	},
}

// correctedTo is the recipient whose record the form is about: the one who was asked
// for, else the first to whom the letter went.
func correctedTo(l casefile.Letter, asked url.Values) int {
	went := func(to int) bool { return l.ServiceTo(to).Begun != 0 }
	all := l.Recipients()
	if to := int(idIn(asked, sentToField)); asked.Has(sentToField) && slices.Contains(all, to) && went(to) {
		return to
	}
	if l.Bounced.Input != 0 {
		return l.Bounced.To
	}
	return all[max(0, slices.IndexFunc(all, went))]
}

func correctionFields(s *Server, v desk.DraftView, f *page.Form) []page.Field {
	missed := "退回、查无此人、邮箱退信。文书回到“待送达”，要再送一次；是答复的，案件还没有办结，期限接着算。下面除了理由和凭证都不用填。"
	return []page.Field{
		f.Radios("failed", "更正什么", []page.Option{
			{Value: serviceWrong, Label: "记错了，改成下面这样", Hint: "方式、日子、邮件号、签收人，哪样错了改哪样。"},
			{Value: serviceMissed, Label: "没有送到", Hint: missed},
		}),
		f.Radios("way", "怎样送达的", correctableWays(v, correctedTo(v.Letter, url.Values{sentToField: f.Values(sentToField)}))),
		f.Date("on", "送出之日").WithHint("直接送达、委托送达填签收之日，邮寄填交邮之日。写成 2026-06-30 或 2026年6月30日 的样子"),
		f.Text("recipient", "签收人").WithHint("直接送达、委托送达时填。").WithWidth("m").WithAutocomplete("off"),
		f.Text("tracking", "邮件号").WithHint("邮寄时填。").WithWidth("m").WithAutocomplete("off"),
		f.Date("got_on", "签收之日").WithHint("邮寄的，知道了才填；收件人的期限从这天算。").AsOptional(),
	}
}

// correctableWays are the ways of service, and the one that was recorded even if
// it could not be chosen now.
func correctableWays(v desk.DraftView, to int) []page.Option {
	known, recorded := false, v.Letter.ServiceTo(to).Way
	options := waysOf(v.Case, v.Letter)
	for i := range options {
		options[i].Hint, options[i].Checked = "", false
		known = known || options[i].Value == string(recorded)
	}
	if !known {
		options = append(options, page.Option{Value: string(recorded), Label: recorded.Label()})
	}
	return options
}

func correctionReason(f *page.Form) []page.Field {
	return []page.Field{
		f.Textarea("reason", "为什么更正").WithRows(2).WithHint("写明凭什么，存入经过。").AsRequired(),
		f.Checkbox(sureField, "核对过了：更正不能撤销，只能再更正；申请人在查进度的页上看得到"),
	}
}

// serviceWords say how a letter went out, as it is recorded.
func serviceWords(s casefile.Service) string {
	got := ""
	if s.Way == casefile.Posted && !s.GotOn.IsZero() {
		got = s.GotOn.Chinese() + "签收"
	}
	return joined(s.Way.Label(), s.ServedOn.Chinese(), numbered("邮件号 ", s.Tracking), numbered("签收人 ", s.Recipient), got)
}

// correctedService tells of a correction: what was recorded, and what is.
func (t teller) correctedService(f *casefile.ServiceCorrected) telling {
	before := casefile.Service{}
	for _, p := range t.v.Case.History {
		if p.Fact == f {
			before = t.v.Case.ServiceBefore(f.Letter, f.To, p.N)
		}
	}
	said := telling{Title: "更正送达：" + t.letter(f.Letter), Text: sentences(t.toWhom(f.Letter, f.To)) + "原来记的是：" + serviceWords(before) + "。\n", Links: t.proof(f.Letter, f.Proof)}
	if f.Failed {
		said.Title = "没有送到：" + t.letter(f.Letter)
		said.Text += sentences("理由："+f.Failure()) + "要再送。"
		said.Stops = stopsUntil[t.kind(f.Letter)] != ""
		return said
	}
	now := casefile.Service{Way: f.Way, Tracking: f.Tracking, Recipient: f.Private.Recipient, ServedOn: f.On, GotOn: f.GotOn}
	said.Text += "改为：" + serviceWords(now) + because(f.Private.Reason)
	return said
}

// bounceNote says that the mail with a letter came back, and leads who may to
// where it is said what to make of it.
func (s *Server) bounceNote(v desk.CaseView, l casefile.Letter) page.Note {
	name := desk.LetterName(l.Kind)
	if l.IsReply() {
		name = "答复"
	}
	note := page.Note{Kind: page.Late, Strong: name + bouncedTo(v.Case, l) + "没有送到，邮件退回来了：", Text: sentences(plainBounce(l.Bounced.Why)) + "退信是收件 " + l.Bounced.InputNumber + "。"}
	if optionOf(v, casefile.CorrectService, l.N, "").Err == nil {
		note.Text += "核对以后记下没有送到，再送一次；申请人说收到了的，登记签收。"
		note.Link = page.Link{Label: casefile.CorrectService.Label(), Href: s.Pages.URL(letterPath(v.Case.ID, l.N, string(casefile.CorrectService)))}
	}
	return note
}

// bouncedTo names to whom of several a letter was whose mail came back.
func bouncedTo(c *casefile.Case, l casefile.Letter) string {
	if len(l.Joint) == 0 {
		return ""
	}
	return "（给" + recipientName(c, l.Bounced.To) + "）"
}

// plainBounce says in plain words why a mail came back. Nothing is tried again
// by itself.
func plainBounce(said string) string {
	if plain := plainSendError(said); plain != unknownSendError && !strings.Contains(plain, "会自己再试") {
		return plain
	}
	return "对方的服务器说：" + said
}

// showCorrection serves GET /cases/{id}/letters/{n}/correct-service.
func (s *Server) showCorrection(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.openService(w, r, by, correctionForm)
}

// correctService serves POST /cases/{id}/letters/{n}/correct-service.
func (s *Server) correctService(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.postService(w, r, by, correctionForm)
}
