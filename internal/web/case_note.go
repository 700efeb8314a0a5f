package web

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
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

var supplementAct = caseAct{
	do:   casefile.TakeSupplement,
	lead: "申请人补来了。期限自收到补正的次日起重新计算（条例第三十条）。",
	done: "已登记补正，期限重新计算",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		on := f.Date("on", "收到补正之日").AsRequired()
		p.Fields = []page.Field{
			on.WithHint("补正送到本机关的那一天。" + on.Hint),
			f.Textarea("text", "补了什么").WithHint("照申请人的话写。补来的纸件扫描后另用“加材料”存入。").AsOptional(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.TakeSupplement(ctx, by, sent.id, sent.version, on, sent.Value("text"))
	},
}
