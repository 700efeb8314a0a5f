package bureau

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

var addPartyAct = caseAct{
	do: reconsider.AddParty, done: "已登记",
	lead: "第三人与答复有利害关系，可以申请参加，也可以通知参加（复议法第十六条）。每方可以委托一至两名代理人（第十七条）。同一份申请书上的其他申请人，登记为共同申请人；文书送给每一位，推选了代表人的送给代表人。",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var principals []page.Option
		for _, r := range v.Case.Principals() {
			value := recipientValue(r)
			principals = append(principals, page.Option{Value: value, Label: r.Role.Label() + "　" + v.Case.NameOf(r), Checked: f.Value("for") == value})
		}
		return []page.Field{
			f.Radios("is", "是什么人", options(reconsider.PartyKinds, f.Value("is"))),
			f.Radios("for", "代理谁", principals).WithHint("只有代理人要选。").AsOptional(),
			f.Text("name", "姓名或者名称"), f.Text("id_number", "证件号").WithHint("只有共同申请人要填。").AsOptional(), f.Text("contact", "联系人").AsOptional(), f.Tel("phone", "电话").AsOptional(), f.Text("address", "通信地址").AsOptional(), f.Text("note", "凭什么").WithHint("授权委托书、律师事务所等。").AsOptional(),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		of := recipientIn(sent.Value("for"))
		f := reconsider.PartyAdded{Is: reconsider.PartyKind(sent.Value("is")), For: of.Role, Of: of.Party}
		f.Private.Who = casefile.Addressee{Name: sent.Value("name"), Contact: sent.Value("contact"), Phone: sent.Value("phone"), Address: sent.Value("address")}
		f.Private.Note, f.Private.IDNumber = sent.Value("note"), sent.Value("id_number")
		return s.Desk.AddReviewParty(ctx, by, sent.id, sent.version, f)
	},
}

var removePartyAct = caseAct{
	do: reconsider.RemoveParty, done: "已登记退出",
	lead: "退出的、登记错了的，从这里去掉；经过里还看得见。",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var list []page.Option
		for i, p := range v.Case.Parties {
			if !p.Out {
				list = append(list, page.Option{Value: itoa(i + 1), Label: p.Is.Label() + "　" + p.Private.Who.Name, Checked: f.Value("party") == itoa(i+1)})
			}
		}
		return []page.Field{f.Radios("party", "谁退出", list), f.Textarea("reason", "理由").WithRows(2)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		n, _ := strconv.Atoi(sent.Value("party"))
		return s.Desk.RemoveReviewParty(ctx, by, sent.id, sent.version, n, sent.Value("reason"))
	},
}

// representAct says who of the applicants represent them all.
var representAct = caseAct{
	do: reconsider.Represent, done: "已登记代表人，文书送给代表人",
	lead: "申请人人数众多的，可以推选代表人（复议法第十五条）；超过十人的，推选二至五名，交由全体申请人签名、盖章或者按指印的推选书（实施条例第十七条）。代表人的行为对全体有效，但是变更请求、撤回申请、承认第三人请求的，要经被代表的人同意。登记以后，给申请人的文书送给代表人。推选书扫描加到材料里。十人以下不要代表人了的，一个都不选。",
	typed: func(v desk.ReviewView) url.Values {
		values := url.Values{}
		for _, n := range v.Case.Represents {
			values.Add("who", itoa(n))
		}
		return values
	},
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var list []page.Option
		for _, r := range v.Case.Applicants() {
			list = append(list, page.Option{Value: itoa(r.Party), Label: v.Case.NameOf(r), Checked: slices.Contains(f.Values("who"), itoa(r.Party))})
		}
		return []page.Field{f.Checkboxes("who", "代表人", list), f.Textarea("note", "推选书").WithRows(2).WithHint("哪天、谁签的名；变更、不再推选的，写明怎样告知的。")}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		var who []int
		for _, value := range sent.Values["who"] {
			if n, err := strconv.Atoi(value); err == nil {
				who = append(who, n)
			}
		}
		return s.Desk.RepresentReview(ctx, by, sent.id, sent.version, who, sent.Value("note"))
	},
}
