package bureau

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
)

// suitActs are the acts with plain forms.
var suitActs = []suitAct{suitAnswerAct, suitHearingAct, suitHeldAct, suitRulingAct, suitAppealAct, suitForceAct, suitBeginAct, suitCourtAct, suitNoteAct, suitMaterialAct, suitTakeBackAct, suitCancelAct}

var suitAnswerAct = suitAct{
	do: lawsuit.PutAnswer, done: "已登记提交答辩状", files: "答辩状、证据、依据",
	lead:   "被告在收到起诉状副本之日起十五日内，提交作出行政行为的证据和依据的规范性文件，并提出答辩状；逾期没有提供证据的，视为没有相应证据（行政诉讼法第三十四条、第六十七条）。提交以后在这里登记。在原申请里拟的行政答辩状，签发后登记送达法院，这里就自动登记，不用再填。",
	fields: suitAnswerFields,
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		bundle, _ := strconv.Atoi(sent.Value("bundle"))
		return s.Desk.AnswerLawsuit(ctx, by, sent.id, sent.version, sent.Value("text"), sent.on("on"), bundle, sent.Stored(filesField))
	},
	also: bundleForCourt,
}

// bundleForCourt makes the evidence bundle where that button was pressed, and comes back to
// the answer with all that was typed.
func bundleForCourt(s *Server, w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held) (bool, error) {
	if held.Value("do") != makesBundle {
		return false, nil
	}
	if _, err := s.Desk.BundleForCourt(r.Context(), by, suitID(r), s.House.Words); err != nil {
		return false, err
	}
	at := suitPath(suitID(r), suitPathOf(lawsuit.PutAnswer)) + "?" + url.Values{forms.KeyField: {held.Key}}.Encode()
	return true, s.House.See(w, r, at, "证据卷已制作，存入原申请的案卷；登记提交时一起附上")
}

func suitAnswerFields(s *Server, ctx context.Context, by auth.User, v desk.SuitView, f *page.Form) ([]page.Field, error) {
	fields := []page.Field{f.Date("on", "提交之日").WithHint("邮寄的填交邮之日。"), f.Textarea("text", "答辩要点").WithRows(6).AsOptional().WithHint("一段一行。传了答辩状的可以不填。")}
	made, err := s.Desk.BundlesForCourt(ctx, by, v)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Forbidden || kind == fault.NotFound) {
		return fields, nil
	}
	if err != nil {
		return nil, err
	}
	if len(made) == 0 {
		return fields, nil
	}
	chosen := f.Value("bundle")
	list := []page.Option{{Value: "0", Label: "不附证据卷", Checked: chosen == "0"}}
	for i, b := range made {
		n := strconv.Itoa(b.Entry)
		list = slices.Insert(list, i, page.Option{Value: n, Label: b.On.Chinese() + "制作，" + itoa(b.Pages) + " 页", Checked: chosen == n || chosen == "" && i == 0})
	}
	return append(fields, f.Radios("bundle", "附哪一份证据卷", list)), nil
}

var suitHearingAct = suitAct{
	do: lawsuit.SetHearing, done: "已登记开庭通知", files: "传票、通知书",
	lead: "被诉行政机关负责人应当出庭应诉；不能出庭的，委托行政机关相应的工作人员出庭（行政诉讼法第三条第三款）。改期的，先登记原来那次没有开，再登记新的。",
	fields: simply(func(_ *Server, _ desk.SuitView, f *page.Form) []page.Field {
		return []page.Field{
			f.Date("on", "收到通知之日"), f.Date("day", "开庭之日"), f.Time("clock", "时间").AsOptional(), f.Text("place", "法庭、地点").AsOptional(),
			f.Textarea("going", "谁出庭").WithRows(2).AsOptional().WithHint("负责人、工作人员、律师，已经定的写上。"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		f := lawsuit.HearingSet{Day: sent.on("day"), Clock: sent.Value("clock")}
		f.Private.Place, f.Private.Going = sent.Value("place"), sent.Value("going")
		return s.Desk.SetLawsuitHearing(ctx, by, sent.id, sent.version, f, sent.on("on"), sent.Stored(filesField))
	},
}

var suitHeldAct = suitAct{
	do: lawsuit.HoldHearing, done: "已登记出庭情况",
	lead: "负责人包括正职、副职负责人和其他参与分管的负责人。没有出庭的写明原因。",
	typed: func(v desk.SuitView) url.Values {
		h, _ := v.Case.Now().NextHearing()
		return url.Values{"hearing": {itoa(h.Entry)}, "who": {h.Private.Going}}
	},
	fields: simply(func(_ *Server, v desk.SuitView, f *page.Form) []page.Field {
		var list []page.Option
		for _, h := range v.Case.Now().Hearings {
			if h.Held.Entry == 0 {
				list = append(list, page.Option{Value: itoa(h.Entry), Label: h.Day.Chinese() + nonEmpty(" ", h.Clock), Hint: h.Private.Place, Checked: f.Value("hearing") == itoa(h.Entry)})
			}
		}
		return []page.Field{
			f.Radios("hearing", "哪一次开庭", list), f.Checkbox("head", "行政机关负责人出庭"), f.Textarea("who", "出庭的人").WithRows(2).AsOptional(),
			f.Textarea("why", "负责人没有出庭的原因").WithRows(2).AsOptional(), f.Checkbox("off", "没有开庭：改期或者取消"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		f := lawsuit.HearingHeld{Head: sent.Value("head") == "1", Off: sent.Value("off") == "1"}
		f.Hearing, _ = strconv.Atoi(sent.Value("hearing"))
		f.Private.Who, f.Private.Why = sent.Value("who"), sent.Value("why")
		return s.Desk.HoldLawsuitHearing(ctx, by, sent.id, sent.version, f)
	},
}

var suitRulingAct = suitAct{
	do: lawsuit.TakeRuling, done: "已登记裁判结果", files: "判决书、裁定书",
	lead: "收到判决书、裁定书就登记。一审能上诉的，到登记生效才算有结果；二审的和不能上诉的，收到就生效。责令答复、公开的，生效时原申请自动重新打开，从生效的次日起计算期限。",
	typed: func(v desk.SuitView) url.Values {
		return url.Values{"number": {v.Case.Now().Number}}
	},
	fields: simply(func(s *Server, v desk.SuitView, f *page.Form) []page.Field {
		var list []page.Option
		for _, result := range lawsuit.ResultsAt(v.Case.Now().Level) {
			hint := result.Article()
			if label := result.Column().Label(); label != "" {
				hint += "，年报计入" + label
			}
			list = append(list, page.Option{Value: string(result), Label: result.Label(), Hint: hint, Checked: f.Value("result") == string(result)})
		}
		return []page.Field{
			f.Radios("result", "结果", list), f.Text("number", "判决书、裁定书的案号").WithWidth("m"), f.Date("decided_on", "作出之日"), f.Date("on", "本机关收到之日"),
			f.Date("they_got_on", "原告收到之日").AsOptional(), f.Checkbox("part", "只撤销了答复的一部分"), f.Checkbox("by_procedure", "只因违反法定程序撤销"),
			f.Radios("demand", "责令本机关做什么", options(lawsuit.Demands, f.Value("demand"))), f.Textarea("order", "责令的原话").WithRows(3).AsOptional().WithHint("责令公开、答复的填，照判决书写。"),
			f.Number("days", "定的期限，工作日").WithWidth("s").AsOptional().WithHint("没有定期限的空着，按 20 个工作日（" + orderTerm(s) + "）。"),
			f.Textarea("gist", "理由摘要").WithRows(4).AsOptional(),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		f := lawsuit.Ruled{
			Result: lawsuit.Result(sent.Value("result")), Number: sent.Value("number"), DecidedOn: sent.on("decided_on"), TheyGotOn: sent.on("they_got_on"),
			Part: sent.Value("part") == "1", Procedure: sent.Value("by_procedure") == "1", Demand: lawsuit.Demand(sent.Value("demand")),
		}
		if typed := sent.Value("days"); typed != "" {
			var err error
			if f.Days, err = strconv.Atoi(typed); err != nil || f.Days < 1 {
				f.Days = -1 // which the rules refuse
			}
		}
		f.Private.Order, f.Private.Gist = sent.Value("order"), sent.Value("gist")
		return s.Desk.TakeLawsuitRuling(ctx, by, sent.id, sent.version, f, sent.on("on"), sent.Stored(filesField))
	},
}

var suitAppealAct = suitAct{
	do: lawsuit.NoteAppeal, done: "已登记上诉", files: "上诉状",
	lead: "不服一审判决的，从收到之日起十五日内上诉；不服裁定的，十日内（行政诉讼法第八十五条）。本机关上诉的，填提交上诉状之日；别人上诉的，填知道之日。",
	fields: simply(func(_ *Server, _ desk.SuitView, f *page.Form) []page.Field {
		return []page.Field{f.Radios("by", "谁上诉", options(lawsuit.Appellants, f.Value("by"))), f.Date("on", "上诉之日")}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.NoteLawsuitAppeal(ctx, by, sent.id, sent.version, lawsuit.Appellant(sent.Value("by")), sent.on("on"), sent.Stored(filesField))
	},
}

var suitForceAct = suitAct{
	do: lawsuit.NoteForce, done: "已登记生效",
	lead: "各方的上诉期限都满了、没有人上诉，判决、裁定生效。生效之日是最后一方上诉期满的次日；拿不准的问法院。责令答复、公开的，原申请从这天起重新打开。",
	typed: func(v desk.SuitView) url.Values {
		if v.Waits && v.Next.What == lawsuit.ForceDue {
			return url.Values{"on": {v.Next.By.String()}}
		}
		return url.Values{}
	},
	fields: simply(func(_ *Server, v desk.SuitView, f *page.Form) []page.Field {
		fields := []page.Field{f.Date("on", "生效之日")}
		if v.Case.Now().Ruling.TheyGotOn.IsZero() {
			fields = append(fields, f.Textarea("reason", "凭什么说已经生效").WithRows(2).WithHint("没有登记原告哪天收到，他的上诉期限算不出来。问法院；有生效证明的，写明文号和日期。"))
		}
		return fields
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.NoteLawsuitInForce(ctx, by, sent.id, sent.version, sent.Value("reason"), sent.on("on"))
	},
}

var suitBeginAct = suitAct{
	do: lawsuit.Begin, done: "已登记", files: "上诉状副本、通知书",
	lead: "上级法院收案、发回重审、再审的，登记新的审级。",
	fields: simply(func(_ *Server, v desk.SuitView, f *page.Form) []page.Field {
		levels := v.Case.NextLevels()
		list := options(levels, f.Value("level"))
		if len(levels) == 1 {
			list[0].Checked = true
		}
		return append([]page.Field{f.Radios("level", "审级", list).AsInline(), f.Date("on", "知道之日")}, courtFields(f, "上诉状副本，或者再审的材料")...)
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.BeginLawsuitInstance(ctx, by, sent.id, sent.version, begunIn(sent, lawsuit.Level(sent.Value("level"))), sent.on("on"), sent.Stored(filesField))
	},
}

var suitCourtAct = suitAct{
	do: lawsuit.AmendCourt, done: "已更正",
	lead: "案号、副本后来才收到的，简易程序转为普通程序的，登记错的，在这里改。",
	typed: func(v desk.SuitView) url.Values {
		i := v.Case.Now()
		return url.Values{
			"court": {i.Court}, "case_number": {i.Number}, "accepted_on": {i.AcceptedOn.String()}, "copy_on": {i.CopyOn.String()}, "summary": {map[bool]string{true: "1"}[i.Summary]}, "answer_by": {i.AnswerBy.String()},
		}
	},
	fields: simply(func(_ *Server, _ desk.SuitView, f *page.Form) []page.Field { return courtFields(f, "副本") }),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.CorrectLawsuitCourt(ctx, by, sent.id, sent.version, begunIn(sent, ""))
	},
}

var suitNoteAct = suitAct{
	do: lawsuit.Note, done: "已记下",
	fields: simply(func(_ *Server, _ desk.SuitView, f *page.Form) []page.Field {
		return []page.Field{f.Textarea("text", "备注").WithRows(4)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.NoteOnLawsuit(ctx, by, sent.id, sent.version, sent.Value("text"))
	},
}

var suitMaterialAct = suitAct{
	do: lawsuit.AddMaterial, done: "已加入材料", files: "起诉状、传票、答辩状、判决书等",
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.AddLawsuitMaterials(ctx, by, sent.id, sent.Stored(filesField))
	},
}

var suitTakeBackAct = suitAct{
	do: lawsuit.TakeBack, done: "已撤销",
	lead: "登记错了的，从这里撤销，案件按没有这一笔重新算；这一笔和撤销都留在经过里。原申请已经按它往下办的，撤销不了。不在下面的，有自己的改法。",
	fields: simply(func(s *Server, v desk.SuitView, f *page.Form) []page.Field {
		var list []page.Option
		for _, p := range slices.Backward(v.Case.History) {
			if v.Case.AllowsTakingBack(p.N) == nil {
				title, text := tellSuit(v, p.Fact)
				list = append(list, page.Option{Value: itoa(p.N), Label: p.On.ChineseShort() + "　" + title + nonEmpty("　", text), Checked: f.Value("entry") == itoa(p.N)})
			}
		}
		return []page.Field{f.Radios("entry", "撤销哪一笔", list), f.Textarea("reason", "为什么").WithRows(2)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		n, _ := strconv.Atoi(sent.Value("entry"))
		return s.Desk.TakeBackLawsuit(ctx, by, sent.id, sent.version, n, sent.Value("reason"))
	},
}

var suitCancelAct = suitAct{
	do: lawsuit.Cancel, done: "登记已撤销",
	lead: "重复登记、不是本机关的案件，撤销登记：不再列为未结，年报里不计，案卷留着。法院不予立案、原告撤诉的不在这里，登记裁判结果。",
	fields: simply(func(_ *Server, _ desk.SuitView, f *page.Form) []page.Field {
		return []page.Field{f.Textarea("reason", "为什么").WithRows(2)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent suitSent) error {
		return s.Desk.CancelLawsuit(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

// courtFields ask before which court the case is; what is how the paper that starts the
// answer is called.
func courtFields(f *page.Form, what string) []page.Field {
	return []page.Field{
		f.Text("court", "法院").WithHint("写全称。"), f.Text("case_number", "案号").WithWidth("m").AsOptional().WithHint("还没有收到的空着，收到了再补。"),
		f.Date("accepted_on", "立案之日").AsOptional(), f.Date("copy_on", "收到"+what+"之日").AsOptional().WithHint("答辩、举证的期限从这天算。"),
		f.Checkbox("summary", "适用简易程序（政府信息公开案件可以适用，行政诉讼法第八十二条）"), f.Date("answer_by", "法院定的答辩、举证期限").AsOptional().WithHint("应诉通知书写了日子的填；没有写的空着，按法律算。"),
	}
}

// begunIn reads before which court the case is.
func begunIn(sent valuer, level lawsuit.Level) lawsuit.Begun {
	return lawsuit.Begun{
		Level: level, Court: sent.Value("court"), Number: sent.Value("case_number"), AcceptedOn: dayIn(sent, "accepted_on"), CopyOn: dayIn(sent, "copy_on"),
		Summary: sent.Value("summary") == "1", AnswerBy: dayIn(sent, "answer_by"),
	}
}
