package bureau

import (
	"cmp"
	"context"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// filingAct corrects how and when an application came, and who applies.
var filingAct = caseAct{
	do: reconsider.CorrectFiling, done: "已更正，期限已重新计算",
	lead: "登记时写错的，在这里改，期限按改过的重新算；谁改了什么、为什么，留在经过里。受理或者签发文书以后，收到之日、交邮之日和怎样收到的不再改；办结以后只能改电话和地址。带星号的不改就不动，要改就写全；要看原文，先到“查看”。网上提出的，到达之日就是收到之日。被复议的答复另有更正。",
	typed: func(v desk.ReviewView) url.Values {
		c := v.Case
		a := c.Applicant.Masked()
		return url.Values{
			"door": {string(c.Door)}, "received_on": {c.ReceivedOn.String()}, "sent_on": {c.SentOn.String()}, "objection": {string(c.Objection)}, "name": {a.Name}, "class": {string(a.Class)},
			"id_number": {a.IDNumber}, "head": {a.Representative}, "phone": {a.Phone}, "address": {a.Address},
		}
	},
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		c := v.Case
		var all []page.Field
		if !c.FilingSettled() && !c.IsOnline() {
			doors := reconsider.FiledDoors
			if c.Door != casefile.Counter && c.Door != casefile.PostSigned && c.Door != casefile.PostOrdinary {
				doors = append([]casefile.Door{c.Door}, doors...)
			}
			all = append(all, f.Radios("door", "怎样收到的", options(doors, f.Value("door"))).AsInline(), f.Date("received_on", "收到之日").WithHint(nonEmpty("审查期限现在是 ", v.Clock.AcceptBy.Chinese())), sentField(f))
		}
		if !c.IsOver() {
			all = append(all, f.Radios("objection", "对什么不服", options(reconsider.Objections, f.Value("objection"))), f.Text("name", "申请人姓名或者名称"),
				f.Radios("class", "类别", options(casefile.Classes, f.Value("class"))).AsInline(), f.Text("id_number", "证件号").AsOptional(), f.Text("head", "法定代表人或者负责人").WithHint("法人或者其他组织的。").AsOptional())
		}
		return append(all, f.Tel("phone", "电话").AsOptional(), f.Text("address", "通信地址").AsOptional(), f.Textarea("reason", "为什么更正").WithRows(2))
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		v, err := s.Desk.Review(ctx, by, sent.id)
		if err != nil {
			return err
		}
		return s.Desk.CorrectReviewFiling(ctx, by, sent.id, sent.version, filingIn(v.Case, sent))
	},
}

// filingIn reads a correction; what the form does not ask any more stays.
func filingIn(c *reconsider.Case, sent actSent) reconsider.FilingCorrected {
	f := reconsider.FilingCorrected{Door: c.Door, ReceivedOn: c.ReceivedOn, SentOn: c.SentOn, Objection: c.Objection}
	if sent.Values.Has("received_on") {
		f.Door, f.ReceivedOn, f.SentOn = casefile.Door(sent.Value("door")), dayIn(sent, "received_on"), dayIn(sent, "sent_on")
	}
	a := c.Applicant
	if sent.Values.Has("name") {
		f.Objection = reconsider.Objection(sent.Value("objection"))
		a.Name, a.Class, a.IDNumber, a.Representative = sent.Value("name"), casefile.Class(sent.Value("class")), sent.Value("id_number"), sent.Value("head")
	}
	a.Phone, a.Address = sent.Value("phone"), sent.Value("address")
	f.Private.Applicant, f.Private.Reason = a, sent.Value("reason")
	return f
}

// changedWords say what a correction of the registration changed, and why.
func changedWords(c *reconsider.Case, n int, reason string) string {
	text := ""
	for _, one := range c.FilingChanges(n) {
		text += one.What + "：" + cmp.Or(one.Was, "没有") + " 改为 " + cmp.Or(one.Is, "没有") + "；"
	}
	return text + reason
}

// annulAct takes back a registration that should not have been.
var annulAct = caseAct{
	do: reconsider.AnnulFiling, done: "登记已撤销，收到的材料回到了收件箱",
	lead: "本来不是复议申请、登记重了的，撤销登记：案号不再用，收到的材料回到复议收件箱，重新办。直接登记、没有收件的，材料留在这一件里。撤销以后不能再恢复。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{f.Textarea("reason", "为什么撤销").WithRows(2)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.AnnulReview(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}
