package bureau

import (
	"context"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// The acts on a hearing (听证).
var hearingActs = []caseAct{setSessionAct, moveSessionAct, offSessionAct, heldSessionAct}

var setSessionAct = caseAct{
	do: reconsider.SetSession, done: "听证已安排，接着拟听证通知书",
	lead: "听证由一名主持人、两名以上听证员、一名记录员组成（复议法第五十条）。五个工作日前把时间、地点和拟听证事项书面通知当事人（第五十一条）：先在这里定下来，再拟听证通知书，通知书照这里写。",
	typed: func(v desk.ReviewView) url.Values {
		values := url.Values{"place": {v.Body.BureauAddress}}
		if len(v.Case.Handlers) > 0 {
			values.Set("chair", v.Names[v.Case.Handlers[0]])
		}
		return values
	},
	fields: sessionFields,
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.SetSession(ctx, by, sent.id, sent.version, reconsider.SetSession, sessionIn(sent))
	},
}

var moveSessionAct = caseAct{
	do: reconsider.MoveSession, done: "听证已改期，接着拟听证通知书",
	lead: "改时间、地点、人员，都从这里改。已经通知当事人的，写明为什么，再发一份听证通知书：新的日子也要五个工作日前通知。",
	typed: func(v desk.ReviewView) url.Values {
		last, _ := v.Case.Session()
		p := last.Private
		return url.Values{
			"why": {string(last.Why)}, "day": {last.Day.String()}, "at": {p.At}, "place": {p.Place}, "matters": {p.Matters}, "chair": {p.Seats.Chair},
			"members": {strings.Join(p.Seats.Members, "\n")}, "recorder": {p.Seats.Recorder}, "decided": {p.Decided},
		}
	},
	fields: sessionFields,
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.SetSession(ctx, by, sent.id, sent.version, reconsider.MoveSession, sessionIn(sent))
	},
}

// sessionFields are what a hearing asks.
func sessionFields(s *Server, _ context.Context, by auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error) {
	var whys []page.Option
	for _, why := range reconsider.SessionWhys {
		whys = append(whys, page.Option{Value: string(why), Label: why.Label(), Hint: why.Article(), Checked: f.Value("why") == string(why)})
	}
	hint := "五个工作日前通知，今天送达的最早 " + reconsider.FirstSessionDay(s.Desk.Calendar(), s.Desk.Today()).Chinese() + "；邮寄的再晚几天。"
	if by := v.Clock.DecideBy; !by.IsZero() {
		hint += "审理期限到 " + by.Chinese() + "。"
	}
	all := []page.Field{
		f.Radios("why", "为什么听证", whys), f.Date("day", "哪天").WithHint(hint), f.Text("at", "几点").WithHint("如：上午10时。"), f.Text("place", "地点"),
		f.Textarea("matters", "拟听证事项").WithRows(3).WithHint("一行一项。"), f.Text("chair", "主持人"), f.Textarea("members", "听证员").WithRows(3).WithHint("两名以上，一行一个。"),
		f.Text("recorder", "记录员").WithHint("拟过、审核过、签发过原答复的，在本案回避的，都不能参加。"),
	}
	decided := f.Text("decided", "谁决定的").WithHint("复议机构的负责人或者承办人。")
	if decided.Value == "" && f.Errors() == nil {
		decided.Value = by.Name
	}
	all = append(all, decided)
	if v.Case.SessionTold() {
		all = append(all, f.Textarea("reason", "为什么改").WithRows(2).WithHint("已经通知当事人，写进新的通知书，接在“因”字后面读。"))
	}
	return all, nil
}

// sessionIn reads a hearing from its form.
func sessionIn(sent actSent) reconsider.SessionSet {
	f := reconsider.SessionSet{Why: reconsider.SessionWhy(sent.Value("why")), Day: dayIn(sent, "day")}
	p := &f.Private
	p.At, p.Place, p.Matters, p.Decided, p.Reason = sent.Value("at"), sent.Value("place"), sent.Value("matters"), sent.Value("decided"), sent.Value("reason")
	p.Seats = reconsider.Seats{Chair: sent.Value("chair"), Members: strings.Split(sent.Value("members"), "\n"), Recorder: sent.Value("recorder")}
	return f
}

var offSessionAct = caseAct{
	do: reconsider.CallOffSession, done: "听证已取消",
	lead: "已经通知当事人的，取消以后再发一份听证通知书，告诉他们不举行了。",
	fields: plain(func(_ desk.ReviewView, f *page.Form) []page.Field {
		return []page.Field{f.Textarea("reason", "为什么取消").WithRows(2).WithHint("接在“因”字后面读，写进通知书。")}
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.CallOffSession(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

var heldSessionAct = caseAct{
	do: reconsider.HoldSession, done: "听证已登记",
	lead:  "听证笔录由记录员制作，参加人看过签名，扫描附上；决定要根据听证笔录作出（复议法第六十一条）。申请人没有正当理由不来的，视为放弃听证权利；被申请人的负责人应当来，不能来的说明理由，委托工作人员来（第五十一条）。",
	files: "签过名的听证笔录", needs: true,
	fields: plain(func(v desk.ReviewView, f *page.Form) []page.Field {
		var all []page.Field
		for n, to := range v.Case.Recipients(reconsider.HearingNotice) {
			how, who := reconsider.AttendingField(n)
			all = append(all, f.Radios(how, to.Role.Label()+"　"+v.Case.NameOf(to), options(reconsider.AttendingOf(to.Role), f.Value(how))),
				f.Text(who, to.Role.Label()+"：谁来的，或者为什么").WithHint("写姓名、身份；没有来的、负责人没有来的，写理由。"))
		}
		return append(all, f.Textarea("text", "听证的要点").WithRows(6), f.Checkbox("unsigned", "有人没有在笔录上签名，笔录里写明了谁、为什么"))
	}),
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		v, err := s.Desk.Review(ctx, by, sent.id)
		if err != nil {
			return err
		}
		f := reconsider.SessionHeld{Unsigned: sent.Value("unsigned") == "1"}
		f.Private.Text = sent.Value("text")
		for n, to := range v.Case.Recipients(reconsider.HearingNotice) {
			how, who := reconsider.AttendingField(n)
			f.Parties = append(f.Parties, reconsider.Attendance{To: to, How: reconsider.Attending(sent.Value(how))})
			f.Private.Who = append(f.Private.Who, sent.Value(who))
		}
		return s.Desk.HoldSession(ctx, by, sent.id, sent.version, f, sent.Stored(filesField))
	},
}

// A hearingCard is one hearing of all parties on the page of its case.
type hearingCard struct {
	Tag    page.Tag
	Facts  []page.KV
	People []hearingLine
	Text   string
}

// A hearingLine is one of the parties: whether it was told, or whether it came.
type hearingLine struct {
	Who, Text string
	Tag       page.Tag
}

// hearingsOf are the hearings of a case, the last first.
func (s *Server) hearingsOf(v desk.ReviewView) []hearingCard {
	var all []hearingCard
	for n := len(v.Case.Sessions) - 1; n >= 0; n-- {
		session := v.Case.Sessions[n]
		p := session.Private
		card := hearingCard{Tag: s.hearingTag(v, session), Facts: []page.KV{
			{Label: "时间", Value: session.Day.ChineseFull() + p.At}, {Label: "地点", Value: p.Place}, {Label: "事项", Value: strings.ReplaceAll(p.Matters, "\n", "；")},
			{Label: "主持人", Value: p.Seats.Chair}, {Label: "听证员", Value: strings.Join(p.Seats.Members, "、")}, {Label: "记录员", Value: p.Seats.Recorder},
			{Label: "为什么听证", Value: session.Why.Label() + "（" + session.Why.Article() + "）"}, {Label: "决定", Value: p.Decided},
		}}
		if !session.Was.IsZero() {
			card.Facts = append(card.Facts, page.KV{Label: "改期", Value: "原定 " + session.Was.Chinese() + "，因" + p.Reason})
		}
		switch {
		case session.Off != nil:
			card.Facts = append(card.Facts, page.KV{Label: "取消", Value: "因" + session.Off.Private.Reason})
		case session.Held != nil:
			card.Text = session.Held.Private.Text
			for i, a := range session.Held.Parties {
				card.People = append(card.People, cameLine(v, a, session.Held.Private.Who, i))
			}
		default:
			card.Facts = append(card.Facts, page.KV{Label: "最迟通知", Value: reconsider.TellSessionBy(s.Desk.Calendar(), session.Day).ChineseFull() + "，五个工作日前"})
			for _, to := range v.Case.Recipients(reconsider.HearingNotice) {
				card.People = append(card.People, s.toldLine(v, session, to))
			}
		}
		all = append(all, card)
	}
	return all
}

// hearingTag says how far a hearing has come.
func (s *Server) hearingTag(v desk.ReviewView, session reconsider.Session) page.Tag {
	switch today := s.Desk.Today(); {
	case session.Off != nil:
		return page.Tag{State: page.Line, Text: "取消了"}
	case session.Held != nil:
		return page.Tag{State: page.Done, Text: "举行了"}
	case !v.Stage.IsOpen():
		return page.Tag{State: page.Line, Text: "没有举行"}
	case today.After(session.Day):
		return page.Tag{State: page.Late, Text: "过了，没有登记"}
	case today == session.Day:
		return page.Tag{State: page.Today, Text: "今天"}
	}
	return page.Tag{State: page.Soon, Text: session.Day.ChineseShort()}
}

func cameLine(v desk.ReviewView, a reconsider.Attendance, who []string, i int) hearingLine {
	line := hearingLine{Who: a.To.Role.Label() + "　" + v.Case.NameOf(a.To), Tag: page.Tag{State: page.Done, Text: a.How.Label()}}
	if i < len(who) {
		line.Text = who[i]
	}
	if !a.How.IsThere() {
		line.Tag.State = page.Soon
	}
	if a.How == reconsider.Absent && a.To.Role == reconsider.TheApplicant {
		line.Text = "视为放弃听证权利。" + line.Text
	}
	return line
}

// toldLine says whether one of the parties got the notice in time.
func (s *Server) toldLine(v desk.ReviewView, session reconsider.Session, to reconsider.Recipient) hearingLine {
	line := hearingLine{Who: to.Role.Label() + "　" + v.Case.NameOf(to), Tag: page.Tag{State: page.Soon, Text: "还没有通知"}}
	notice, _ := v.Case.SessionNotice()
	for _, sent := range notice.Sent {
		switch {
		case sent.To != to:
		case sent.GotOn.IsZero():
			line.Tag, line.Text = page.Tag{State: page.Stop, Text: "寄出，没有登记签收"}, sent.On.ChineseShort()+"寄出"
		case reconsider.FirstSessionDay(s.Desk.Calendar(), sent.GotOn).After(session.Day):
			line.Tag = page.Tag{State: page.Late, Text: sent.GotOn.ChineseShort() + "才收到，不足五个工作日"}
		default:
			line.Tag = page.Tag{State: page.Done, Text: sent.GotOn.ChineseShort() + "收到通知"}
		}
	}
	return line
}

// hearingNotes are the marks of a hearing that is to come.
func (s *Server) hearingNotes(v desk.ReviewView) []page.Tag {
	session, ok := v.Case.Session()
	if !ok || !session.IsPending() || !v.Stage.IsOpen() {
		return nil
	}
	all := []page.Tag{s.hearingTag(v, session)}
	all[0].Text = "听证：" + all[0].Text
	notice, told := v.Case.SessionNotice()
	by, today := reconsider.TellSessionBy(s.Desk.Calendar(), session.Day), s.Desk.Today()
	switch {
	case told && len(v.Case.Unsent(notice)) == 0 || today.After(session.Day):
	case today.After(by):
		all = append(all, page.Tag{State: page.Late, Text: "听证通知来不及，要改期"})
	default:
		all = append(all, page.Tag{State: page.Soon, Text: "听证通知最迟 " + by.ChineseShort()})
	}
	return all
}
