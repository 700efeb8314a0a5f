package web

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var aidAct = caseAct{
	do:   casefile.NoteAid,
	lead: "申请人阅读困难、视听有障碍的，记下要什么帮助（条例第四十三条），案件页最上面一直写着，送达的时候照着做。给了什么帮助，写在备注里。不再需要的，全部去掉勾。",
	done: "已登记",
	typed: func(v desk.CaseView) url.Values {
		values := url.Values{"note": {v.Case.Aid.Private.Note}}
		for _, h := range v.Case.Aid.Aids {
			values.Add("aids", string(h))
		}
		return values
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options []page.Option
		for _, h := range casefile.Aids {
			options = append(options, page.Option{Value: string(h), Label: h.Label(), Checked: slices.Contains(f.Values("aids"), string(h))})
		}
		p.Fields = []page.Field{f.Checkboxes("aids", "要什么帮助", options), f.Textarea("note", "备注").WithRows(2).WithHint("选了其他的，写明；给了的，写哪天给的。").AsOptional()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.AidNoted{}
		for _, h := range sent.Values["aids"] {
			f.Aids = append(f.Aids, casefile.Aid(h))
		}
		f.Private.Note = sent.Value("note")
		return s.Desk.NoteAid(ctx, by, sent.id, sent.version, f)
	},
}

// aidNotes say at the head of the case which help the applicant needs.
func aidNotes(v desk.CaseView) []page.Note {
	if len(v.Case.Aid.Aids) == 0 {
		return nil
	}
	return []page.Note{{Kind: page.Soon, Strong: "申请人需要帮助：", Text: aidWords(v.Case.Aid)}}
}

// aidWords says which help is needed; what is beside the kinds stands in the words.
func aidWords(a casefile.AidNoted) string {
	var words []string
	for _, h := range a.Aids {
		if h != casefile.OtherAid {
			words = append(words, h.Label())
		}
	}
	return sentences(strings.Join(words, "、"), a.Private.Note)
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"aid_noted": told(func(t teller, f *casefile.AidNoted) telling {
		if len(f.Aids) == 0 {
			return telling{Title: "不再需要帮助", Text: f.Private.Note}
		}
		return telling{Title: "需要的帮助", Text: aidWords(*f)}
	}),
})
