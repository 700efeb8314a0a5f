package bureau

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// caseActs are the acts with plain forms.
var caseActs = []caseAct{
	copyUpAct,
	assignAct, stepBackAct, examineAct, hinderAct, supplementAct, notSupplementAct, giveUpAct, acceptAct, filingAct, contestedAct, addPartyAct, removePartyAct, representAct, takeResponseAct, hearAct, withdrawalAct, declineWithdrawalAct, closeWithdrawnAct, annulAct, combineAct, uncombineAct, takeBackAct, guideAct, noteAct, materialAct, proposeAct, reportAct,
}

var assignAct = caseAct{
	do: reconsider.Assign, done: "已指定承办人",
	lead: "简易程序至少一人，普通程序至少两人（实施条例第三十九条）。拟过、审核过或者签发过原答复的，不能承办。",
	typed: func(v desk.ReviewView) url.Values {
		values := url.Values{}
		for _, h := range v.Case.Handlers {
			values.Add("handlers", strconv.FormatInt(h, 10))
		}
		return values
	},
	fields: func(s *Server, ctx context.Context, by auth.User, _ desk.ReviewView, f *page.Form) ([]page.Field, error) {
		people, err := s.Desk.Handlers(ctx, by)
		var list []page.Option
		for _, u := range people {
			id := strconv.FormatInt(u.ID, 10)
			list = append(list, page.Option{Value: id, Label: u.Name, Checked: slices.Contains(f.Values("handlers"), id)})
		}
		return []page.Field{f.Checkboxes("handlers", "承办人", list)}, err
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		var ids []int64
		for _, value := range sent.Values["handlers"] {
			if id, err := strconv.ParseInt(value, 10, 64); err == nil {
				ids = append(ids, id)
			}
		}
		return s.Desk.NameHandlers(ctx, by, sent.id, sent.version, ids)
	},
}

var stepBackAct = caseAct{
	do: reconsider.StepBack, done: "已登记回避",
	lead: "承办人与案件或者当事人有利害关系，或者有其他关系可能影响公正的，回避。回避以后不能再看、再办这件案件；登记在案，不能撤回。",
	fields: func(s *Server, _ context.Context, by auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error) {
		var list []page.Option
		for _, h := range v.Case.Handlers {
			if h != by.ID && !by.Plays(auth.Head) {
				continue
			}
			id := strconv.FormatInt(h, 10)
			list = append(list, page.Option{Value: id, Label: v.Names[h], Checked: f.Value("handler") == id || len(v.Case.Handlers) == 1 || !by.Plays(auth.Head)})
		}
		return []page.Field{f.Radios("handler", "谁回避", list), f.Textarea("reason", "理由").WithRows(3)}, nil
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		id, _ := strconv.ParseInt(sent.Value("handler"), 10, 64)
		return s.Desk.StepBack(ctx, by, sent.id, sent.version, id, sent.Value("reason"))
	},
}

var examineAct = caseAct{
	do: reconsider.Examine, done: "审查表已存", shows: limitsOf, shown: "申请期限",
	lead: "逐项看复议法第三十条的七项条件。都符合的，受理；有不符合的，拟不予受理决定书；材料不全、看不清楚的，先发补正通知书，只能一次。审查期满没有决定的，那天视为受理。",
	typed: func(v desk.ReviewView) url.Values {
		values := url.Values{"remark": {v.Case.Sheet.Remark}}
		for code, met := range v.Case.Sheet.Met {
			values.Set(code, yesNo(met))
		}
		return values
	},
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		var all []page.Field
		for i, k := range reconsider.Conditions {
			hint := k.Article + "　" + k.Help
			all = append(all, f.Radios(k.Code, itoa(i+1)+". "+k.Text, []page.Option{
				{Value: "yes", Label: "符合", Checked: f.Value(k.Code) == "yes"}, {Value: "no", Label: "不符合", Checked: f.Value(k.Code) == "no"},
			}).WithHint(hint).AsInline())
		}
		return append(all, f.Textarea("remark", "说明").WithRows(3).WithHint("有不符合的，写明哪里不符合、凭什么。超过申请期限而认为符合的，写明为什么。").AsOptional())
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.Examined{Met: map[string]bool{}}
		for _, k := range reconsider.Conditions {
			switch sent.Value(k.Code) {
			case "yes":
				f.Met[k.Code] = true
			case "no":
				f.Met[k.Code] = false
			}
		}
		f.Private.Remark = sent.Value("remark")
		return s.Desk.ExamineReview(ctx, by, sent.id, sent.version, f)
	},
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

var acceptAct = caseAct{
	do: reconsider.Accept, done: "已受理",
	lead: "受理以后，向申请人发受理通知书，向被申请人发送申请书副本。政府信息公开案件可以适用简易程序（复议法第五十三条），三十日内决定；事实不清、争议大的，用普通程序，六十日内决定，要听取当事人意见。",
	typed: func(desk.ReviewView) url.Values {
		return url.Values{"procedure": {string(deadline.Summary)}}
	},
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		var list []page.Option
		for _, p := range []deadline.Procedure{deadline.Summary, deadline.Ordinary} {
			list = append(list, page.Option{Value: string(p), Label: procedureLabel(p), Checked: f.Value("procedure") == string(p)})
		}
		return []page.Field{f.Radios("procedure", "适用的程序", list)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.AcceptReview(ctx, by, sent.id, sent.version, deadline.Procedure(sent.Value("procedure")))
	},
}

var takeResponseAct = caseAct{
	do: reconsider.TakeResponse, done: "已登记被申请人的答复",
	lead:  "被申请人用纸交来的答复书和证据，扫描登记。没有答复、没有证据的，视为答复没有证据、依据（复议法第七十条）。已经答复的，登记的是补充：加在原来的答复和证据后面，收到之日还是第一次的。",
	files: "答复书和证据的扫描件",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{f.Date("on", "收到之日"), f.Textarea("text", "答复要点").WithRows(6).WithHint("事实、依据和理由，一段一行；决定书里要写。")}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.TakeReviewResponse(ctx, by, sent.id, sent.version, sent.Value("text"), sent.on(), sent.Stored(filesField))
	},
}

var hearAct = caseAct{
	do: reconsider.HearParty, done: "已登记",
	lead:  "普通程序要当面或者通过互联网、电话等方式听取当事人的意见，记录在案；因当事人原因不能听取的，可以书面审理（复议法第四十九条）。",
	files: "笔录、录音的扫描件或者文件",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{
			f.Radios("role", "听取谁的意见", options([]reconsider.Role{reconsider.TheApplicant, reconsider.TheRespondent, reconsider.AThirdParty}, f.Value("role"))),
			f.Radios("way", "怎样听取的", options(reconsider.HearingWays, f.Value("way"))), f.Date("on", "哪天"),
			f.Text("who", "在场的人").WithHint("谁说的，谁问、谁记的。").AsOptional(), f.Textarea("text", "意见").WithRows(6).WithHint("没有听取成的，写明原因。"),
		}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.PartyHeard{Role: reconsider.Role(sent.Value("role")), Way: reconsider.HearingWay(sent.Value("way"))}
		f.Private.Who, f.Private.Text = sent.Value("who"), sent.Value("text")
		return s.Desk.HearReviewParty(ctx, by, sent.id, sent.version, f, sent.on(), sent.Stored(filesField))
	},
}

var noteAct = caseAct{
	do: reconsider.Note, done: "已记下",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{f.Textarea("text", "记什么").WithRows(4)}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.NoteReview(ctx, by, sent.id, sent.Value("text"))
	},
}

var materialAct = caseAct{
	do: reconsider.AddMaterial, done: "材料已加", files: "材料",
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.AddReviewMaterials(ctx, by, sent.id, sent.Stored(filesField))
	},
}

var proposeAct = caseAct{
	do: reconsider.Propose, done: "处理意见已存，照它拟决定书", alike: true,
	lead: "审查要点填完以后，能选的结果列在下面，每种说明为什么能选；不能选的，审查要点页上说明为什么。选哪一种由承办人定，写明理由。",
	typed: func(v desk.ReviewView) url.Values {
		p := v.Case.Proposal
		values := url.Values{"outcome": {string(p.Outcome)}, "reasons": {p.Private.Reasons}, "departure": {p.Private.Departure}, "following": {string(p.Following)}, "otherwise": {p.Private.Otherwise}, "unasked": {p.Private.Unasked}}
		if p.Days > 0 {
			values.Set("days", itoa(p.Days))
		}
		if p.Part {
			values.Set("part", "1")
		}
		if p.Anew {
			values.Set("anew", "1")
		}
		return values
	},
	fields: func(s *Server, ctx context.Context, _ auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error) {
		_, courses, err := s.Desk.ReviewCourses(v)
		if err != nil {
			return nil, err
		}
		standard, err := s.Desk.ReviewStandard(ctx, v)
		var list []page.Option
		for _, course := range courses.Open {
			o := page.Option{Value: string(course.Outcome), Label: course.Outcome.Label(), Checked: f.Value("outcome") == string(course.Outcome)}
			for _, reason := range course.Reasons {
				o.Hint += reason.Because + "（" + reason.Article + "）"
			}
			list = append(list, o)
		}
		all := []page.Field{
			f.Radios("outcome", "处理结果", list), f.Checkbox("part", "只撤销或者变更答复的一部分"), f.Checkbox("anew", "责令被申请人重新答复"),
			f.Number("days", "给几个工作日").WithHint("责令履行的才填；撤销并责令重新答复的，按条例的答复期限（实施条例第五十八条）。").WithWidth("4").AsOptional(), f.Textarea("reasons", "理由").WithRows(6),
		}
		all = append(all, followingFields(v, f)...)
		if common := standard.Common; common.Outcome != "" {
			all = append(all, f.Textarea("departure", "与通常的决定不同，因为").WithRows(4).AsOptional().
				WithHint(commonWords(common)+"：“"+common.Outcome.Label()+"”。选别的结果，这里写明这件为什么不同，列给负责人看；选“"+common.Outcome.Label()+"”的，不用填。"))
		}
		return all, err
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := reconsider.Proposed{Outcome: reconsider.Outcome(sent.Value("outcome")), Part: sent.Value("part") == "1", Anew: sent.Value("anew") == "1"}
		f.Days, _ = strconv.Atoi(sent.Value("days"))
		f.Private.Reasons, f.Private.Departure = sent.Value("reasons"), sent.Value("departure")
		f.Following, f.Private.Otherwise = reconsider.Following(sent.Value("following")), sent.Value("otherwise")
		f.Private.Unasked = sent.Value("unasked")
		return s.Desk.ProposeOutcome(ctx, by, sent.id, sent.version, f)
	},
}

var giveUpAct = caseAct{
	do: reconsider.GiveUp, done: "已登记，案件终结",
	lead: "补正期限过了没有补正，又没有正当理由的，视为放弃复议申请，记录在案（复议法第三十一条）。案件到此为止，不另发文书。登记错了的，可以撤销。",
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.GiveUpReview(ctx, by, sent.id, sent.version)
	},
}
