package bureau

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// readAct notes that a party read the file (查阅、复制).
var readAct = caseAct{
	do: reconsider.ReadFile, done: "查阅已登记",
	lead: "申请人、第三人和他们的委托代理人可以查阅、复制被申请人的书面答复、证据、依据和其他有关材料；除涉及国家秘密、商业秘密、个人隐私或者可能危及国家安全、公共安全、社会稳定的以外，应当同意（复议法第四十七条），并提供必要条件（实施条例第四十九条）。逐项登记给看了没有。",
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		all := []page.Field{
			f.Radios("role", "谁查阅", options([]reconsider.Role{reconsider.TheApplicant, reconsider.AThirdParty}, f.Value("role"))),
			f.Text("who", "来的人").WithHint("本人，或者代理人和委托书；核对过什么证件。"), f.Date("on", "哪天"),
		}
		for n, what := range v.Case.Readable() {
			field := reconsider.ReadField(n)
			list := append([]page.Option{{Label: "选一种"}}, options(reconsider.ReadHows, f.Value(field))...)
			all = append(all, f.Select(field, readName(v.Case, what), list))
		}
		return append(all, f.Textarea("why", "没有给看的，凭什么").WithRows(3).WithHint("一项一行，写明涉及什么、谁的；能遮盖以后给看的，遮盖以后给看。").AsOptional())
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		v, err := s.Desk.Review(ctx, by, sent.id)
		if err != nil {
			return err
		}
		f := reconsider.FileRead{Role: reconsider.Role(sent.Value("role"))}
		f.Private.Who, f.Private.Why = sent.Value("who"), sent.Value("why")
		for n, what := range v.Case.Readable() {
			f.Things = append(f.Things, reconsider.Read{What: what, How: reconsider.ReadHow(sent.Value(reconsider.ReadField(n)))})
		}
		return s.Desk.ReadReviewFile(ctx, by, sent.id, sent.version, f, sent.on())
	},
}

// readName names a thing that can be read.
func readName(c *reconsider.Case, what reconsider.ReadWhat) string {
	if what.Material == 0 {
		return "被申请人的答复"
	}
	for _, e := range c.Response.Exhibits {
		if what.Exhibit == e.N && e.N != 0 {
			name := "证据 " + itoa(e.N) + "　" + e.Name + "（第 " + e.Pages() + " 页）"
			if e.Closed {
				name += "，被申请人注明不供查阅"
			}
			return name
		}
	}
	m, _ := c.Material(what.Material)
	return m.Name
}

// A readLine is one occasion on which the file was read.
type readLine struct {
	Who, Shown, Withheld, Why string
	On                        calendar.Date
}

// readingsOf are the occasions on which the file of a case was read.
func readingsOf(c *reconsider.Case) []readLine {
	var all []readLine
	for _, r := range c.Readings {
		line := readLine{Who: r.Role.Label() + "　" + r.Private.Who, Why: r.Private.Why, On: r.On}
		var shown, withheld []string
		for _, thing := range r.Things {
			name := readName(c, thing.What)
			switch thing.How {
			case reconsider.Shown:
				shown = append(shown, name)
			case reconsider.Copied:
				shown = append(shown, name+"（复制）")
			default:
				_, ground, _ := strings.Cut(thing.How.Label(), "：")
				withheld = append(withheld, name+"（"+ground+"）")
			}
		}
		line.Shown, line.Withheld = strings.Join(shown, "；"), strings.Join(withheld, "；")
		all = append(all, line)
	}
	return all
}
