package web

import (
	"context"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// How many cases the chosen items become.
const (
	splitTogether = "together"
	splitEach     = "each"
)

var splitCaseAct = caseAct{
	do: casefile.SplitCase,
	lead: "一件申请要几样东西、由不同单位办或者不能一起答复的，把几项分出去，各用自己的编号单独办、单独答复。" +
		"期限不重新起算：新案的收到之日和本案相同，补正过的，补正之日也相同。来件、身份证明一并带过去，申请人用原来的查询码看每一件。",
	grave: "新案的编号一经使用不能再用；新案办起来以后不能再撤销分案。我已核对分出去的各项。",
	done:  "已分案，新案在下面写明",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options []page.Option
		for n, item := range itemsLeft(v.Case) {
			options = append(options, page.Option{Value: strconv.Itoa(n), Label: item})
		}
		part := f.Textarea("part", "分出去的是什么").WithRows(2)
		if len(options) > 1 {
			p.Fields = append(p.Fields, f.Checkboxes("item", "分出去哪几项", options).WithHint("本案至少留一项。"))
			part = part.WithHint("只分出某一项里的一部分的，写明是什么，如：2024年以前的部分。").AsOptional()
		} else {
			part = part.WithHint("本案的内容没有分项，把分出去的写明，如：2024年以前的拨付凭证。").AsRequired()
		}
		p.Fields = append(p.Fields, part)
		if len(options) > 2 {
			each := []page.Option{
				{Value: splitTogether, Label: "合成一件新案", Checked: f.Value("each") == ""}, {Value: splitEach, Label: "每项各成一案"},
			}
			p.Fields = append(p.Fields, f.Radios("each", "分成几件", each))
		}
		p.Fields = append(p.Fields,
			f.Text("subject", "新案的事项").WithHint("空着的，用分出去的第一项。").WithAutocomplete("off").AsOptional(),
			f.Select("unit", "新案的承办单位", unitOptions(v.People, v.Case.Agency)).WithHint("可以先不定，以后再分办。").AsOptional(),
			f.Select("officer", "新案的经办人", officerOptions(v.People, v.Case.Agency)).AsOptional(),
			f.Textarea("reason", "为什么分案").WithHint("如：补正以后要的是两样东西，由两个单位办。").WithRows(2).AsRequired())
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		v, err := s.Desk.Case(ctx, by, sent.id)
		if err != nil {
			return err
		}
		a, err := assignedIn(sent.Values)
		if err != nil {
			return err
		}
		f := casefile.Splitting{Subject: sent.Value("subject"), Each: sent.Value("each") == splitEach}
		f.Items, f.Text, f.Reason = chosenItems(v.Case, sent.Values["item"]), sent.Value("part"), sent.Value("reason")
		_, err = s.Desk.Split(ctx, by, sent.id, sent.version, f, a)
		return err
	},
}

var takeBackSplitAct = caseAct{
	do:    casefile.TakeBackSplit,
	lead:  "分错了的，收回本案一起办。新案还没有办理的才能收回；它的登记撤销，编号从此不再使用，本案和那一件上都写明。",
	needs: aReason,
	grave: "收回以后不能恢复，要分只能另分一次，用新的编号。",
	done:  "已收回，那一件的登记已撤销",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options []page.Option
		for _, split := range v.Case.SplitsStanding() {
			options = append(options, page.Option{Value: strconv.Itoa(split.N), Label: split.Number, Hint: strings.Join(split.What(), "；")})
		}
		if len(options) == 1 && f.Value(partyField) == "" {
			options[0].Checked = true
		}
		p.Fields = []page.Field{
			f.Radios(partyField, "收回哪一件", options).AsRequired(), f.Textarea("reason", "为什么收回").WithRows(2).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.SplitTakenBack{Split: int(idIn(sent.Values, partyField))}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.TakeBackSplit(ctx, by, sent.id, sent.version, f)
	},
}

// askedIn is what the request asks for, each line that went to a case of its own with
// the number of that.
func askedIn(c *casefile.Case) string {
	parts := c.SplitsStanding()
	if len(parts) == 0 {
		return c.Wants.Content
	}
	to := map[string]string{}
	for _, part := range parts {
		for _, item := range part.Items {
			to[item] = part.Number
		}
	}
	items := c.Wants.Items()
	for n, item := range items {
		if number := to[item]; number != "" {
			items[n] = item + "（已分至 " + number + "）"
		}
	}
	return strings.Join(items, "\n")
}

// splitNotes say on a case which parts of it went to which cases, and of which it is
// a part; for who may see the other one, with the way there.
func (s *Server) splitNotes(by auth.User, v desk.CaseView) []page.Note {
	var notes []page.Note
	for _, split := range v.Case.SplitsStanding() {
		notes = append(notes, page.Note{
			Strong: "已分至 " + split.Number + "：", Text: strings.Join(split.What(), "；") + "。答复只写留在本案的。", Link: s.siblingLink(by, v, split.To),
		})
	}
	if o := v.Case.Origin; o != nil {
		notes = append(notes, page.Note{
			Strong: "由 " + o.Number + " 分出：", Link: s.siblingLink(by, v, o.From),
			Text: o.On.Chinese() + "分出，期限不重新起算。收到之日、补正之日要更正的，每一件分别更正。",
		})
	}
	return notes
}

// siblingLink leads to a case that was registered from the same input, for who may
// see it.
func (s *Server) siblingLink(by auth.User, v desk.CaseView, id casefile.ID) page.Link {
	for _, row := range v.Siblings {
		if row.ID == id && auth.May(by, casefile.See, auth.Of(row)) == nil {
			return page.Link{Label: "看这一件", Href: s.Pages.URL(casePath(id))}
		}
	}
	return page.Link{}
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"split_out": told(func(t teller, f *casefile.SplitOut) telling {
		return telling{Title: "已分至 " + f.Number, Text: lineBreak(strings.Join(f.Private.What(), "；")) + sentences(f.Private.Reason)}
	}),
	"split_off": told(func(t teller, f *casefile.SplitOff) telling {
		said := telling{Title: "由 " + f.Number + " 分出", Text: lineBreak(strings.Join(f.Private.What(), "；")) + sentences(f.Private.Reason)}
		if !f.AskedOn.IsZero() {
			said.Text += "原案 " + f.AskedOn.Chinese() + "告知过补正。"
		}
		return said
	}),
	"split_taken_back": told(func(t teller, f *casefile.SplitTakenBack) telling {
		return telling{Title: "撤销分案，收回 " + t.v.Case.Splits[f.Split-1].Number, Text: sentences(f.Private.Reason)}
	}),
})
