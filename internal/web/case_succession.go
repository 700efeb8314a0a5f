package web

import (
	"context"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var succeedAct = caseAct{
	do: casefile.Succeed,
	lead: "申请人死亡、单位终止，有继承人或者承受权利义务的单位接着要的，登记在这里：以后的文书写给新的申请人，期限接着算，原来的留在经过里。" +
		"法律没有写明怎么办，这是本机关的做法。没有人接着要的，不登记，结案（其他处理），写明理由。",
	done:  "已登记承受人；原来的查询码还能用，核对身份以后换一个交给新的申请人",
	scans: "证明的扫描件，如死亡证明、户口簿、注销登记",
	typed: func(v desk.CaseView) url.Values {
		return url.Values{"class": {string(v.Case.Class)}, "delivery": {string(casefile.ByPost)}}
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		personFields(s, v, f, p)
		person := p.Fields[:len(p.Fields)-1] // without the reason for a correction
		p.Fields = append([]page.Field{
			f.Date("gone_on", "哪天死亡、终止").AsOptional(),
			f.Textarea("ground", "谁告诉的，凭什么由新的申请人承受").WithRows(3).WithHint("如：儿子来电；死亡证明、户口簿。存入经过。").AsRequired(),
		}, person...)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.Succeeded{Delivery: casefile.Delivery(sent.Value("delivery")), GoneOn: dayIn(sent.Values, "gone_on", bad)}
		f.Private.Applicant, f.Private.Ground = applicantIn(sent.Values), sent.Value("ground")
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.Succeed(ctx, by, sent.id, sent.version, f, sent.scans)
	},
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"succeeded": told(func(t teller, f *casefile.Succeeded) telling {
		said := telling{Title: "登记承受人", Text: sentences(strings.TrimSpace("原申请人 "+f.Private.Was), numbered("死亡、终止于 ", f.GoneOn.Chinese()), numbered("由 ", f.Private.Applicant.Name)+"接着办", f.Private.Ground)}
		if f.Proof != 0 {
			said.Links = []page.Link{t.material(f.Proof)}
		}
		return said
	}),
})
