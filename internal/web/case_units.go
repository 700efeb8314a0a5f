package web

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

var returnUnitAct = caseAct{
	do:    casefile.ReturnUnit,
	lead:  "这件不归本单位办的，退回去重新分办。退回以后本单位不再看得到这件案件。",
	needs: aReason,
	done:  "已退回，由收件员重新分办",
	fields: func(_ *Server, _ desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Textarea("reason", "为什么退回").WithHint("写明不归本单位的依据，知道归谁的写上。").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		err := s.Desk.ReturnUnit(ctx, by, sent.id, sent.version, sent.Value("reason"))
		return err
	},
	leaves: true,
}

var askAssistAct = caseAct{
	do:   casefile.AskAssist,
	lead: "请一个单位办这件申请的一部分，在系统里办、在系统里交意见（只请它在纸上帮着找一次的，用“请协助查找”）。协办单位看得到案卷，加材料，交自己的意见；答复由主办单位拟。已经在协办的单位再选一次，就按这次写的改。",
	done: "已请协办",
	typed: func(v desk.CaseView) url.Values {
		for _, a := range v.Case.Assists {
			if a.IsReturned() {
				return url.Values{"instead": {strconv.FormatInt(a.Unit, 10)}, "part": {a.Part}, "inner_due": {a.InnerDue.String()}}
			}
		}
		return url.Values{}
	},
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		inner := f.Date("inner_due", "哪天以前交").AsOptional()
		p.Fields = []page.Field{
			f.Select("unit", "协办单位", unitOptions(v.People, v.Case.Agency)).AsRequired(),
			f.Select("officer", "经办人", officerOptions(v.People, v.Case.Agency)).AsOptional(),
			f.Textarea("part", "请它办什么").WithHint("写到对方照着就能查：哪些信息、哪几年、哪里可能有。").WithRows(4).AsRequired(),
			inner.WithHint("办公室自己定的日子，不改变法定期限。" + inner.Hint),
		}
		if instead := returnedOptions(v); len(instead) > 1 {
			p.Fields = append(p.Fields, f.Select("instead", "接替哪个退回的单位", instead).AsOptional())
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.AssistAsked{Unit: idIn(sent.Values, "unit"), Officer: idIn(sent.Values, "officer"), InnerDue: dayIn(sent.Values, "inner_due", bad), Instead: idIn(sent.Values, "instead")}
		f.Private.Part = sent.Value("part")
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.AskAssist(ctx, by, sent.id, sent.version, f)
	},
}

var assistSignForAct = caseAct{
	do:   casefile.AssistSignFor,
	lead: "单位收下请它协办的一部分，开始办。",
	done: "已签收",
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.SignForAssist(ctx, by, sent.id, sent.version)
	},
}

var assistReturnAct = caseAct{
	do:    casefile.AssistReturn,
	lead:  "请本单位办的这一部分不归本单位的，退回去。退回以后本单位不再看得到这件案件。",
	needs: aReason,
	done:  "已退回",
	fields: func(_ *Server, _ desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Textarea("reason", "为什么退回").WithHint("知道归谁的写上。").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.ReturnAssist(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
	leaves: true,
}

var assistAnswerAct = caseAct{
	do:   casefile.AssistAnswer,
	lead: "把本单位查到的交给主办单位。要附的文件先用加材料放进案卷，再在这里勾上。交了以后还可以再交一次，后一次的算数。",
	done: "已交",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var findings []page.Option
		for _, one := range casefile.Findings {
			findings = append(findings, page.Option{Value: string(one), Label: one.Label(), Hint: findingHints[one]})
		}
		var materials []page.Option
		for _, m := range v.Case.Materials {
			if !m.Withdrawn && (m.Purpose == casefile.Requested || m.Purpose == casefile.Evidence) {
				materials = append(materials, page.Option{Value: strconv.Itoa(m.N), Label: m.Name, Hint: m.Purpose.Label()})
			}
		}
		p.Fields = []page.Field{
			f.Radios("finding", "查到没有", findings),
			f.Textarea("text", "意见").WithHint("查到什么；能不能公开，依据哪一条；提供不了的写明为什么。").WithRows(5).AsRequired(),
		}
		if len(materials) > 0 {
			p.Fields = append(p.Fields, f.Checkboxes("materials", "附哪些材料", materials).AsOptional())
		}
		p.Fields = append(p.Fields,
			f.Date("searched_on", "检索之日").AsOptional(),
			f.Textarea("in", "检索了哪里").WithHint("一行一处。检索后没有的必填，主办单位拟“信息不存在”的答复时直接带过去。").WithRows(3).AsOptional(),
			f.Text("for", "用什么词检索").AsOptional(),
			f.Text("who", "问过谁").AsOptional())
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.AssistAnswered{Finding: casefile.Finding(sent.Value("finding")), On: dayIn(sent.Values, "searched_on", bad), Materials: forms.PostedMaterials(sent.Form)}
		f.Private = casefile.AssistText{Text: sent.Value("text"), In: sent.Value("in"), For: sent.Value("for"), Who: sent.Value("who")}
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.AnswerAssist(ctx, by, sent.id, sent.version, f)
	},
}

// findingHints say when each finding is the one.
var findingHints = map[casefile.Finding]string{
	casefile.PartFound: "有申请的信息，材料附上", casefile.PartNotFound: "按要求检索过，没有", casefile.PartCannot: "不归本单位保存，或者有别的原因",
}

var assistSendBackAct = caseAct{
	do:   casefile.AssistSendBack,
	lead: "协办单位交来的意见不够的，写明差什么，退回重办。",
	done: "已退回重办",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		answered := func(a casefile.Assist) bool { return !a.IsReturned() && !a.AnsweredOn.IsZero() }
		p.Fields = []page.Field{f.Select("unit", "协办单位", partOptions(v, answered)).AsRequired(), f.Textarea("remark", "差什么").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.SendBackAssist(ctx, by, sent.id, sent.version, idIn(sent.Values, "unit"), sent.Value("remark"))
	},
}

var assistRemoveAct = caseAct{
	do:   casefile.AssistRemove,
	lead: "不再请这个单位协办。它交过的意见留在经过里，材料留在案卷里；它不再看得到这件案件。",
	done: "已取消协办",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		all := func(casefile.Assist) bool { return true }
		p.Fields = []page.Field{f.Select("unit", "协办单位", partOptions(v, all)).AsRequired(), f.Textarea("reason", "为什么取消").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.RemoveAssist(ctx, by, sent.id, sent.version, idIn(sent.Values, "unit"), sent.Value("reason"))
	},
}

// partOptions lists the units that help and whose part is so; where there is one
// only, it is chosen.
func partOptions(v desk.CaseView, is func(casefile.Assist) bool) []page.Option {
	options := []page.Option{{Value: "", Label: "选一个单位"}}
	for _, a := range v.Case.Assists {
		if is(a) {
			options = append(options, page.Option{Value: strconv.FormatInt(a.Unit, 10), Label: v.People.Unit(a.Unit)})
		}
	}
	if len(options) == 2 {
		options[1].Checked = true
	}
	return options
}

func returnedOptions(v desk.CaseView) []page.Option {
	options := partOptions(v, casefile.Assist.IsReturned)
	options[0].Label = "不是接替"
	return options
}

// helperFields are the fields of an assignment that ask units to help in the same
// breath.
func helperFields(v desk.CaseView, f *page.Form) []page.Field {
	if v.Case.Unit != 0 || len(v.Case.Assists) > 0 {
		return nil // they have an act of their own
	}
	inner := f.Date("assist_inner_due", "协办单位哪天以前交").AsOptional()
	return []page.Field{
		f.Checkboxes("assist_unit", "同时请这些单位协办", unitOptions(v.People, v.Case.Agency)[1:]).AsOptional(),
		f.Textarea("assist_part", "请协办单位办什么").WithHint("勾了协办单位的要写。各办各的，分办以后用请协办分别写。").WithRows(3).AsOptional(),
		inner,
	}
}

// helpersIn reads what helperFields asked.
func helpersIn(sent actSent) ([]casefile.AssistAsked, error) {
	bad := fault.Form{}
	var helpers []casefile.AssistAsked
	due := dayIn(sent.Values, "assist_inner_due", bad)
	for _, value := range sent.Values["assist_unit"] {
		f := casefile.AssistAsked{Unit: idIn(url.Values{"unit": {value}}, "unit"), InnerDue: due}
		f.Private.Part = sent.Value("assist_part")
		helpers = append(helpers, f)
	}
	return slices.CompactFunc(helpers, func(a, b casefile.AssistAsked) bool { return a.Unit == b.Unit }), bad.Err()
}
