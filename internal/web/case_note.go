package web

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

var noteAct = caseAct{
	do:   casefile.Note,
	lead: "打过的电话、查过的地方、说过的话，记下来就在经过里，以后说得清。",
	done: "已记下",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Textarea("text", "记什么").WithRows(6).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.Note(ctx, by, sent.id, sent.Value("text"))
	},
}
