package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// helpField says in the address of the form which request for help a search answers.
const helpField = "help"

var searchAct = caseAct{
	do:   casefile.RecordSearch,
	lead: "找过一次记一次：在哪里、用什么词、问过谁。答复“信息不存在”时，检索的经过从这里带入（条例第三十六条第四项）。",
	done: "已登记检索",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		help := []page.Option{{Value: "", Label: "本单位自己找的"}}
		for _, h := range v.Case.Helps {
			help = append(help, page.Option{Value: strconv.Itoa(h.Entry), Label: h.Unit + "（" + h.On.Chinese() + "请协助）"})
		}
		var results []page.Option
		for _, r := range casefile.SearchResults {
			results = append(results, page.Option{Value: string(r), Label: r.Label()})
		}
		on, who := f.Date("on", "哪一天找的").AsRequired(), f.Text("who", "谁找的").AsRequired()
		if f.Refused("on") == "" {
			on = on.WithValue(cmp.Or(f.Value("on"), s.Desk.Today().String()))
		}
		if f.Refused("who") == "" && f.Value(helpField) == "" {
			who = who.WithValue(cmp.Or(f.Value("who"), p.User.Name))
		}
		if len(help) > 1 {
			p.Fields = append(p.Fields, f.Select(helpField, "是哪个单位的回复", help))
		}
		p.Fields = append(p.Fields,
			f.Textarea("places", "在哪里找的").WithHint("一行一处：公文系统、业务系统、档案室的哪些全宗和年份。").WithRows(4),
			f.Text("words", "用什么词").WithHint("如：“团结路”“征收补偿”。"),
			f.Text("asked", "问过谁").WithHint("如：当时的经办人员。写进答复的，不写姓名。").AsOptional(),
			f.Radios("result", "结果", results).AsRequired(), on, who,
			f.Textarea("note", "说明").WithRows(3).AsOptional())
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		f := casefile.Searched{Result: casefile.SearchResult(sent.Value("result")), Help: int(idIn(sent.Values, helpField))}
		p := &f.Private
		p.Places, p.Words, p.Asked, p.Who, p.Note = sent.Value("places"), sent.Value("words"), sent.Value("asked"), sent.Value("who"), sent.Value("note")
		return s.Desk.RecordSearch(ctx, by, sent.id, sent.version, f, on)
	},
}

var askHelpAct = caseAct{
	do:   casefile.AskHelp,
	lead: "信息可能在本机关的另一个单位，请它找。存下以后打印协助查找单送过去；收到回复，登记成一次检索。要它在系统里看案卷、交意见的，用“请协办”。",
	done: "已记下，可以打印协助查找单",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		seek := f.Textarea("seek", "要找的信息").AsRequired().WithRows(4)
		if f.Refused("seek") == "" {
			seek = seek.WithValue(cmp.Or(f.Value("seek"), v.Case.Wants.Content))
		}
		until := f.Date("until", "请在哪一天前回复").AsRequired()
		hint := "本机关自己定的日子。"
		if !v.Clock.Due.IsZero() {
			hint += "最迟答复是 " + v.Clock.Due.Chinese() + "。"
		}
		p.Fields = []page.Field{
			f.Text("unit", "协助的单位").AsRequired(),
			seek.WithHint("写名称、文号、年份；不需要的不写申请人是谁。"),
			f.Textarea("clues", "线索").WithHint("申请人提供的和已经知道的。").WithRows(3).AsOptional(),
			until.WithHint(hint + until.Hint),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.HelpAsked{Until: dayIn(sent.Values, "until", bad)}
		if err := bad.Err(); err != nil {
			return err
		}
		f.Private.Unit, f.Private.Seek, f.Private.Clues = sent.Value("unit"), sent.Value("seek"), sent.Value("clues")
		return s.Desk.AskHelp(ctx, by, sent.id, sent.version, f)
	},
}

// A searchLine is one search on the page of a case, or a unit that was asked and
// has not answered.
type searchLine struct {
	What  string
	Tag   page.Tag
	Text  string
	Links []page.Link
}

// searchLines lists the searches, and below who was asked for help.
func (s *Server) searchLines(v desk.CaseView) []searchLine {
	var lines []searchLine
	for _, f := range v.Case.Searches {
		line := searchLine{What: f.On.Chinese() + "，" + f.Who, Tag: page.Tag{State: page.Line, Text: f.Result.Label()}}
		line.Text = sentences(strings.Join(f.Where(), "；"), numbered("检索词 ", f.Words)) + sentences(f.Note)
		lines = append(lines, line)
	}
	for _, h := range v.Case.Helps {
		line := searchLine{What: "请" + h.Unit + "协助查找", Tag: page.Tag{State: page.Done, Text: "已回复"}, Text: h.On.Chinese() + "请，" + h.Until.Chinese() + "前回复。"}
		if !v.Case.Helped(h.Entry) {
			line.Tag = page.Tag{State: page.Soon, Text: "等回复"}
			if s.Desk.Today().After(h.Until) {
				line.Tag = page.Tag{State: page.Late, Text: "过了请回复的日子"}
			}
			if allowed(v, casefile.RecordSearch) == nil {
				line.Links = append(line.Links, page.Link{Label: "登记回复", Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.RecordSearch))) + "?" + helpField + "=" + strconv.Itoa(h.Entry)})
			}
		}
		line.Links = append(line.Links, page.Link{Label: "打印协助查找单", Href: s.Pages.URL(casePath(v.Case.ID, "help", strconv.Itoa(h.Entry)+".pdf"))})
		lines = append(lines, line)
	}
	return lines
}

// sendHelpNote serves GET /cases/{id}/help/{n}.pdf.
func (s *Server) sendHelpNote(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return sendSheet(w, r, by, "协助查找单.pdf", func(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
		return s.Desk.HelpNotePDF(ctx, by, id, int(pathID(r, "n")))
	})
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"searched": told(func(t teller, f *casefile.Searched) telling {
		where := slices.Collect(strings.Lines(f.Private.Places))
		return telling{Title: "检索：" + f.Result.Label(), Text: sentences(joined(where...), numbered("检索词 ", f.Private.Words),
			numbered("询问 ", f.Private.Asked), numbered("检索人 ", f.Private.Who), f.Private.Note)}
	}),
	"help_asked": told(func(t teller, f *casefile.HelpAsked) telling {
		return telling{Title: "请" + f.Private.Unit + "协助查找", Text: sentences(f.Until.Chinese()+"前回复", f.Private.Clues)}
	}),
})
