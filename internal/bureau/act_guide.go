package bureau

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// guideAct marks a decided case as one to go by.
var guideAct = caseAct{
	do: reconsider.Guide, done: "已列为指导性案例，同类案件里排在最前",
	lead: "以后的同类案件先看这一件，决定不同的，要写明为什么，列在“与通常的决定不同”里。国务院行政复议机构发布的指导性案例，审理时参照（实施条例第七十六条）；别处的案件被发布的，写成一条裁审要点：编号、题目、要旨。列错了的，可以撤销。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{
			f.Text("published", "发布的编号").WithHint("国务院行政复议机构发布的，照发布的写；本机关自己列的，不填。").AsOptional(), f.Textarea("reason", "为什么列").WithRows(3),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.Guided{Published: sent.Value("published")}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.GuideByReview(ctx, by, sent.id, sent.version, f)
	},
}

// guidingWords says of a case to go by whose word that is, "" of any other.
func guidingWords(c reconsider.Sketch) string {
	switch {
	case !c.Guiding:
		return ""
	case c.Published == "":
		return "指导性案例（本机关列）"
	}
	return "指导性案例　" + c.Published
}
