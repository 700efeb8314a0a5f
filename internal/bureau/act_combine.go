package bureau

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// combineAct lets another case be heard with this one.
var combineAct = caseAct{
	do: reconsider.CombineCase, done: "已合并审理",
	lead: "因同一行政行为或者同类行政行为发生的案件，可以合并审理（实施条例第四十三条）。另一件并入这一件：案号、文书、送达和期限各是各的，一件中止、延期的，不影响另一件。决定书分别作出，写明合并审理；要改主意，撤销合并审理。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{
			f.Text("number", "并入哪一件").WithHint("本机关另一件在审理的案件的案号。"), f.Radios("ground", "哪一种情形", options(reconsider.CombineGrounds, f.Value("ground"))), f.Textarea("reason", "理由").WithRows(3),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.CombineReviews(ctx, by, sent.id, sent.version, sent.Value("number"), reconsider.CombineGround(sent.Value("ground")), sent.Value("reason"))
	},
}

// uncombineAct lets a case be heard by itself again.
var uncombineAct = caseAct{
	do: reconsider.UncombineCase, done: "已撤销合并审理",
	lead: "撤销以后各自审理，已经登记的都留着。另一件已经作出决定的，不能撤销。",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var list []page.Option
		for _, k := range v.Case.Leads {
			id := strconv.FormatInt(int64(k.ID), 10)
			list = append(list, page.Option{Value: id, Label: k.Number, Hint: k.Ground.Label(), Checked: f.Value("party") == id || len(v.Case.Leads) == 1})
		}
		return []page.Field{f.Radios("party", "撤销哪一件", list), f.Textarea("reason", "为什么").WithRows(2)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		id, _ := strconv.ParseInt(sent.Value("party"), 10, 64)
		return s.Desk.UncombineReviews(ctx, by, sent.id, sent.version, reconsider.ID(id), sent.Value("reason"))
	},
}

// combinedOf lists the cases that are heard with this one.
func (s *Server) combinedOf(c *reconsider.Case) []page.KV {
	var all []page.KV
	for _, k := range c.Companions() {
		label := "并入这一件"
		if c.Lead != nil {
			label = "并入"
		}
		all = append(all, page.KV{Label: label, Value: k.Number, Href: s.Pages.URL(casePath(k.ID))}, page.KV{Label: "情形", Value: k.On.Chinese() + "起，" + k.Ground.Label() + "（" + k.Ground.Article() + "）"})
	}
	return all
}
