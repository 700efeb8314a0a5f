package web

import (
	"context"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// spotKinds are the replies that can be given while the applicant waits: what must
// be examined or asked of others first cannot.
var spotKinds = []letter.Kind{letter.Disclose, letter.AlreadyPublic}

// onTheSpotAct leads from the counter to the draft in one step.
var onTheSpotAct = caseAct{
	do:   casefile.AnswerOnTheSpot,
	lead: "能够当场答复的，应当当场答复（条例第三十三条第一款）。这一步分办、签收，接着拟稿；审核、签发照常由别人办，签发以后打印答复书和送达回证，当面交给申请人。",
	done: "已分办。请经办人当场拟稿",
	typed: func(v desk.CaseView) url.Values {
		return url.Values{"kind": {string(letter.Disclose)}}
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if v.Case.Unit == 0 {
			p.Fields = append(p.Fields,
				f.Select("unit", "承办单位", unitOptions(v.People, v.Case.Agency)).AsRequired(),
				f.Select("officer", "经办人", officerOptions(v.People, v.Case.Agency)).WithHint("不选的，您是这个单位的经办人就是您，不是的由单位安排。").AsOptional())
		}
		var kinds []page.Option
		for _, kind := range spotKinds {
			kinds = append(kinds, page.Option{Value: string(kind), Label: desk.LetterName(casefile.LetterKind(kind)), Hint: whenToUse[kind]})
		}
		p.Fields = append(p.Fields, f.Radios("kind", "怎样答复", kinds))
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		if kindOnTheSpot(sent) == "" {
			return fault.AtField("kind", "spot_kind_needed")
		}
		a, err := assignedIn(sent.Values)
		if err != nil {
			return err
		}
		return s.Desk.AnswerOnTheSpot(ctx, by, sent.id, sent.version, a)
	},
	next: func(v desk.CaseView, sent actSent) string {
		if optionOf(v, casefile.Draft, 0, "").Err != nil {
			return ""
		}
		return casePath(sent.id, "letters", "new") + "?kind=" + string(kindOnTheSpot(sent))
	},
}

// kindOnTheSpot returns the reply that was chosen, "" for none of those.
func kindOnTheSpot(sent actSent) letter.Kind {
	for _, kind := range spotKinds {
		if sent.Value("kind") == string(kind) {
			return kind
		}
	}
	return ""
}
