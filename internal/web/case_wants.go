package web

import (
	"context"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

var correctWantsAct = caseAct{
	do:   casefile.CorrectWants,
	lead: "登记时写错了、有看不懂的字符就改。申请原件不变，原来的留在经过里。以后拟的文书用改过的。",
	done: "事项和内容已更正",
	typed: func(v desk.CaseView) url.Values {
		return url.Values{"subject": {v.Case.Wants.Subject}, "content": {v.Case.Wants.Content}}
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{
			f.Text("subject", "事项").WithHint("一句话，台账上用。").WithAutocomplete("off").AsRequired(),
			f.Textarea("content", "内容").WithRows(6).WithHint("照申请人的意思写，不增不减。文书里引用它。").AsRequired(),
			f.Textarea("reason", "为什么改").WithRows(2).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.CorrectWants(ctx, by, sent.id, sent.version, sent.Value("subject"), sent.Value("content"), sent.Value("reason"))
	},
}

// wantsCorrected tells a correction with what stood there before.
func wantsCorrected(t teller, f *casefile.WantsCorrected) telling {
	was := t.v.Case.WantsAt(f.Corrects)
	text := lineBreak(sentences(f.Private.Reason))
	if was.Subject != f.Private.Subject {
		text += lineBreak("原来的事项：" + was.Subject)
	}
	if was.Content != f.Private.Content {
		text += "原来的内容：" + was.Content
	}
	return telling{Title: casefile.CorrectWants.Label(), Text: text}
}
