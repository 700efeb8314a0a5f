package web

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// Reconsideration and litigation over an answer, as the office that gave it notes
// them, and what they order.

var challengeAct = caseAct{
	do:     casefile.NoteChallenge,
	lead:   "收到行政复议机关的通知就登记。登记以后案件页写明正在复议，归档的时候会提醒。",
	done:   "已登记",
	scans:  "通知书的扫描件",
	typed:  firstContested,
	fields: challengeFields,
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.Challenged{Forum: casefile.Forum(sent.Value("forum")), Letter: contestedIn(sent.Values, bad), Body: sent.Value("body"), Number: sent.Value("number")}
		f.Notice, f.Procedure = sent.Value("notice"), deadline.Procedure(sent.Value("procedure"))
		f.Private.Note = sent.Value("note")
		form := desk.RemedyForm{Version: sent.version, On: dayIn(sent.Values, "on", bad), Scans: sent.scans}
		if len(bad) > 0 {
			return bad.Err()
		}
		return s.Desk.NoteChallenge(ctx, by, sent.id, form, f)
	},
}

var outcomeAct = caseAct{
	do:    casefile.NoteOutcome,
	lead:  "收到行政复议决定书、生效的判决书就登记。责令答复、重新答复、责令公开的，案件重新打开，从收到的次日起计算期限；被撤销的答复书标明已被撤销，文号和送达的记录留着。",
	done:  "已登记结果",
	scans: "决定书、判决书的扫描件",
	says: func(sent actSent) string {
		if casefile.RemedyOutcome(sent.Value("outcome")).Orders() {
			return "已登记结果，案件重新打开，按它重新答复"
		}
		return "已登记结果"
	},
	typed: func(v desk.CaseView) url.Values {
		values := firstContested(v)
		if pending := pendingByHand(v); len(pending) > 0 {
			first := pending[0]
			values = url.Values{"challenge": {strconv.Itoa(first.Entry)}, "forum": {string(first.Forum)}, "letter": {strconv.Itoa(first.Letter)}, "body": {first.Body}}
		}
		return values
	},
	fields: outcomeFields,
	run:    runOutcome,
}

// contestWords say what was done against an answer.
var contestWords = map[casefile.Forum]string{casefile.InReview: "申请行政复议", casefile.InCourt: "起诉"}

// firstContested proposes the reply that was served last.
func firstContested(v desk.CaseView) url.Values {
	for _, l := range slices.Backward(v.Case.Letters) {
		if l.IsReply() && l.Stage == casefile.IsServed {
			return url.Values{"letter": {strconv.Itoa(l.N)}}
		}
	}
	return url.Values{"letter": {"0"}}
}

// contestedIn reads which reply is meant, 0 for none.
func contestedIn(values url.Values, bad fault.Form) int {
	n, err := strconv.Atoi(values.Get("letter"))
	if err != nil || n < 0 {
		bad.Bad("letter", "contested_needed")
	}
	return n
}

// pendingByHand returns the contests of which the office notes the outcome itself: how one
// that has a court case of its own ends, that tells.
func pendingByHand(v desk.CaseView) []casefile.Challenge {
	return slices.DeleteFunc(v.Case.Pending(), func(ch casefile.Challenge) bool { return ch.Suit != 0 })
}

// suitNote leads to the court case, which is where a suit and what becomes of it are noted.
func (s *Server) suitNote(v desk.CaseView) page.Note {
	return page.Note{Kind: page.Soon, Strong: "被起诉的：", Text: "登记诉讼案件，法院、答辩期限、开庭、裁判都记在那里；判决生效，自动登记到这里。", Link: page.Link{Label: "登记被诉", Href: s.newSuitHref(v)}}
}

// newSuitHref leads to the form of a court case that begins with what the request says.
func (s *Server) newSuitHref(v desk.CaseView) string {
	return s.Pages.URL("/lawsuits/new?case=" + strconv.FormatInt(int64(v.Case.ID), 10))
}

// suitHref leads to a court case.
func (s *Server) suitHref(id int64) string {
	return s.Pages.URL("/lawsuits/" + strconv.FormatInt(id, 10))
}

// forumFields say before whom which reply is contested: in court only where that was noted
// before court cases had a place of their own.
func forumFields(v desk.CaseView, f *page.Form) []page.Field {
	letters := []page.Option{}
	for _, l := range slices.Backward(v.Case.Letters) {
		if l.IsReply() && l.Stage == casefile.IsServed {
			letters = append(letters, page.Option{Value: strconv.Itoa(l.N), Label: l.Number, Hint: l.ServedOn.Chinese() + "送达"})
		}
	}
	letters = append(letters, page.Option{Value: "0", Label: "没有答复", Hint: "期满没有答复，或者不是对答复书提出的"})
	forums, asks, body := []page.Option{{Value: string(casefile.InReview), Label: casefile.InReview.Label(), Checked: true}}, "程序", "行政复议机关"
	if slices.ContainsFunc(pendingByHand(v), func(ch casefile.Challenge) bool { return ch.Forum == casefile.InCourt }) {
		forums[0].Checked = f.Value("forum") != string(casefile.InCourt)
		forums = append(forums, page.Option{Value: string(casefile.InCourt), Label: casefile.InCourt.Label(), Checked: !forums[0].Checked})
		asks, body = "行政复议还是行政诉讼", "行政复议机关或者人民法院"
	}
	return []page.Field{
		f.Radios("forum", asks, forums),
		f.Text("body", body).WithHint("写全称，答复书上照这样写。").WithAutocomplete("off").AsRequired(),
		f.Radios("letter", "对哪一份答复书", letters),
	}
}

func challengeFields(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
	p.Notes = append(p.Notes, s.suitNote(v))
	p.Fields = append(forumFields(v, f),
		f.Text("number", "案号").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Date("on", "收到通知之日").WithValue(s.Desk.Today().String()),
		f.Radios("procedure", "提出答复的期限", procedureOptions(f.Value("procedure"))),
		f.Text("notice", "提出答复通知书的文号").WithHint("没有文号的空着。").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Textarea("note", "备注").WithRows(2).AsOptional())
}

// procedureOptions are the procedures by which the days to answer as respondent differ.
func procedureOptions(chosen string) []page.Option {
	return []page.Option{
		{Value: string(deadline.Summary), Label: "简易程序", Hint: "收到通知书次日起 5 个工作日（复议法第五十四条第一款）", Checked: chosen == string(deadline.Summary)},
		{Value: string(deadline.Ordinary), Label: "普通程序", Hint: "收到通知书次日起 10 个工作日（复议法第四十八条）", Checked: chosen == string(deadline.Ordinary)},
		{Value: "", Label: "没有收到提出答复通知书", Hint: "本区政府审理的，通知书从系统送来，不用登记", Checked: chosen == ""},
	}
}

func outcomeFields(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
	var outcomes []page.Option
	for _, o := range casefile.RemedyOutcomes {
		outcomes = append(outcomes, page.Option{Value: string(o), Label: o.Label()})
	}
	p.Notes = append(p.Notes, s.suitNote(v))
	if pending := pendingByHand(v); len(pending) > 0 {
		options := []page.Option{}
		for _, ch := range pending {
			options = append(options, page.Option{Value: strconv.Itoa(ch.Entry), Label: ch.Forum.Label(), Hint: joined(ch.Body, ch.Number)})
		}
		p.Fields = append(p.Fields, f.Radios("challenge", "登记过的哪一件", append(options, page.Option{Value: "0", Label: "没有登记过的"})))
	}
	p.Fields = append(p.Fields, forumFields(v, f)...)
	p.Fields = append(p.Fields,
		f.Text("number", "决定书、判决书的文号或者案号").WithWidth("m").WithAutocomplete("off").AsRequired(),
		f.Date("decided_on", "作出之日"),
		f.Date("on", "本机关收到之日").WithValue(s.Desk.Today().String()),
		f.Date("they_got_on", "申请人收到之日").AsOptional().WithHint("知道的填。对复议决定不服的，起诉的期限从这一天算。"),
		f.Radios("outcome", "结果", outcomes),
		f.Checkbox("part", "只撤销了答复的一部分"),
		f.Checkbox("by_procedure", "只因违反法定程序撤销"),
		f.Textarea("order", "责令做什么").WithHint("责令答复、公开的填，照决定书、判决书写。").WithRows(3).AsOptional(),
		f.Number("days", "定的期限，工作日").WithHint("责令答复、公开的填；没有定期限的空着，按 20 个工作日。").WithWidth("s").AsOptional())
}

func runOutcome(s *Server, ctx context.Context, by auth.User, sent actSent) error {
	bad := fault.Form{}
	f := casefile.Judged{
		Forum: casefile.Forum(sent.Value("forum")), Letter: contestedIn(sent.Values, bad), Body: sent.Value("body"), Number: sent.Value("number"),
		DecidedOn: dayIn(sent.Values, "decided_on", bad), TheyGotOn: dayIn(sent.Values, "they_got_on", bad),
		Outcome: casefile.RemedyOutcome(sent.Value("outcome")), Part: sent.Value("part") == "1", Procedure: sent.Value("by_procedure") == "1",
	}
	f.Private.Order = sent.Value("order")
	f.Challenge, _ = strconv.Atoi(sent.Value("challenge"))
	if typed := sent.Value("days"); typed != "" {
		var err error
		if f.Days, err = strconv.Atoi(typed); err != nil || f.Days < 1 {
			f.Days = -1 // which the rules refuse
		}
	}
	form := desk.RemedyForm{Version: sent.version, On: dayIn(sent.Values, "on", bad), Scans: sent.scans}
	if len(bad) > 0 {
		return bad.Err()
	}
	return s.Desk.NoteOutcome(ctx, by, sent.id, form, f)
}

// A remedyLine is one contest over the answer, or how it ended, on the page of a
// case.
type remedyLine struct {
	Title string
	Tag   page.Tag
	Text  string
	Order string
	Links []page.Link
}

// remedyLines lists what is noted, the newest first.
func (s *Server) remedyLines(v desk.CaseView) []remedyLine {
	c := v.Case
	links := func(letter, proof int, suit int64) []page.Link {
		var all []page.Link
		if suit != 0 {
			all = append(all, page.Link{Label: "诉讼案件", Href: s.suitHref(suit)})
		}
		if l, ok := c.Letter(letter); ok {
			all = append(all, page.Link{Label: l.Number, Href: s.Pages.URL(letterPath(c.ID, l.N))})
		}
		if m, ok := c.Material(proof); ok {
			all = append(all, page.Link{Label: "扫描件", Href: s.Pages.URL(materialPath(c.ID, m))})
		}
		return all
	}
	var lines []remedyLine
	for _, ch := range slices.Backward(c.Pending()) {
		lines = append(lines, remedyLine{Title: "被" + contestWords[ch.Forum], Tag: page.Tag{State: page.Soon, Text: "还没有结果"},
			Text: sentences(ch.Body, ch.Number, ch.On.Chinese()+"收到通知", s.answerWords(c, ch), ch.Private.Note), Links: append(links(ch.Letter, ch.Proof, ch.Suit), s.answerLinks(c, ch)...)})
	}
	for _, j := range slices.Backward(c.Judgements) {
		tag := page.Tag{State: page.Done, Text: "已有结果"}
		if order, _ := c.Order(); order.Entry == j.Entry && v.Row.Open {
			tag = page.Tag{State: page.Soon, Text: "等重新答复"}
		}
		lines = append(lines, remedyLine{Title: j.Forum.Label() + "：" + j.Outcome.Label(), Tag: tag, Order: j.Private.Order,
			Text: sentences(j.Body, j.Number, j.DecidedOn.Chinese()+"作出", j.On.Chinese()+"收到"), Links: links(j.Letter, j.Proof, j.Suit)})
	}
	return lines
}

// orderNotes say at the head of the case that it is contested, or what it has to be
// answered by.
func (s *Server) orderNotes(v desk.CaseView) []page.Note {
	var notes []page.Note
	if j, ok := v.Case.Order(); ok && v.Row.Open {
		notes = append(notes, page.Note{Kind: page.Soon, Strong: j.Outcome.Label() + "：",
			Text: j.On.Chinese() + "收到" + j.Body + "的" + j.Forum.Paper() + "（" + j.Number + "）。新的答复写明按它作出；结果与被撤销的相同的，先核对事实和理由是不是新的。",
			Link: page.Link{Label: "看责令什么", Href: "#remedies"}})
	}
	return append(notes, pendingNotes(v)...)
}

// pendingNotes say that a case is contested and no outcome is noted.
func pendingNotes(v desk.CaseView) []page.Note {
	var notes []page.Note
	for _, ch := range v.Case.Pending() {
		notes = append(notes, page.Note{Kind: page.Soon, Strong: "正在" + ch.Forum.Label() + "：", Text: sentences(ch.Body, ch.Number, "还没有登记结果，案卷不要销毁")})
	}
	return notes
}

// revokedMark says that a reply was revoked, and how far.
func revokedMark(j casefile.Judgement) string {
	if j.Part {
		return "已被部分撤销"
	}
	return "已被撤销"
}

// revokedWords say by what.
func revokedWords(j casefile.Judgement) string {
	return j.Body + j.DecidedOn.Chinese() + "的" + j.Forum.Paper() + "（" + j.Number + "），" + j.On.Chinese() + "收到"
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"challenged": told(func(t teller, f *casefile.Challenged) telling {
		return telling{Title: "被" + contestWords[f.Forum], Text: sentences(f.Body, f.Number, t.contested(f.Letter), numbered("提出答复通知书 ", f.Notice), procedureWords[f.Procedure], f.Private.Note), Links: t.remedyProof(f.Letter, f.Proof)}
	}),
	"judged": told(func(t teller, f *casefile.Judged) telling {
		days := ""
		if f.Days > 0 {
			days = "定的期限是 " + strconv.Itoa(f.Days) + " 个工作日"
		}
		return telling{Title: f.Forum.Label() + "：" + f.Outcome.Label(), Links: t.remedyProof(f.Letter, f.Proof), Stops: f.Outcome.Orders(),
			Text: sentences(f.Body, f.Number, f.DecidedOn.Chinese()+"作出", t.contested(f.Letter), wordIf(f.Part, "部分撤销"), wordIf(f.Procedure, "只因违反法定程序")) +
				sentences(numbered("责令：", f.Private.Order), days)}
	}),
	"decision_reached": told(func(t teller, f *casefile.DecisionReached) telling {
		j, _ := t.v.Case.Judgement(f.Judgement)
		return telling{Title: "申请人收到" + j.Forum.Paper(), Text: sentences(j.Body, j.Number, "对它不服的，起诉的期限从这一天算")}
	}),
	"remedy_taken_back": told(func(t teller, f *casefile.RemedyTakenBack) telling {
		return telling{Title: "撤销复议、诉讼的登记", Text: sentences("那一笔登记错了", f.Private.Reason), Stops: true}
	}),
})

// procedureWords say by which procedure a contest is heard.
var procedureWords = map[deadline.Procedure]string{deadline.Summary: "简易程序", deadline.Ordinary: "普通程序"}

// contested says which reply is meant.
func (t teller) contested(letter int) string {
	if l, ok := t.v.Case.Letter(letter); ok {
		return "对 " + l.Number
	}
	return "没有答复"
}

// remedyProof leads to the reply and to the paper that shows it.
func (t teller) remedyProof(letter, proof int) []page.Link {
	if letter != 0 {
		return t.proof(letter, proof)
	}
	if proof != 0 {
		return []page.Link{t.material(proof)}
	}
	return nil
}
