package bureau

import (
	"context"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// takeBackAct takes back an entry that was made by mistake. It lists what can be taken
// back with the day that follows from it.
var takeBackAct = caseAct{
	do: reconsider.TakeBack, done: "已撤销，期限已重新计算",
	lead: "登记错了的，从这里撤销，案件按没有这一笔重新算；这一笔和撤销都留在经过里。不在下面的，有自己的改法：审查、处理意见、指定承办人再做一次，文书作废，参加人登记退出；后面又登记了以它为前提的，先撤销后面的。",
	fields: func(s *Server, _ context.Context, _ auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error) {
		var list []page.Option
		for _, p := range slices.Backward(v.Case.History) {
			if v.Case.AllowsTakingBack(p.N) != nil {
				continue
			}
			title, text := tell(v, p.Fact)
			list = append(list, page.Option{Value: itoa(p.N), Label: p.On.ChineseShort() + "　" + title + nonEmpty("　", text), Hint: s.dueWithout(v, p.N), Checked: f.Value("entry") == itoa(p.N)})
		}
		return []page.Field{f.Radios("entry", "撤销哪一笔", list), f.Textarea("reason", "为什么").WithRows(2)}, nil
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		n, _ := strconv.Atoi(sent.Value("entry"))
		return s.Desk.TakeBackReview(ctx, by, sent.id, sent.version, n, sent.Value("reason"))
	},
}

// dueWithout says which last day would follow without an entry, "" where it stays.
func (s *Server) dueWithout(v desk.ReviewView, n int) string {
	without, err := v.Case.Without(n)
	if err != nil {
		return ""
	}
	clock, err := without.Clock(s.Desk.Calendar(), s.Desk.Today())
	if err != nil {
		return ""
	}
	was, will := v.Case.Due(v.Clock), without.Due(clock)
	switch {
	case was == will:
		return ""
	case will.IsZero():
		return "撤销以后没有最迟之日"
	case was.IsZero():
		return "撤销以后最迟 " + will.Chinese()
	}
	return "最迟之日由 " + was.Chinese() + " 改为 " + will.Chinese()
}
