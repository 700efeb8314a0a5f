package web

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// entryField says in the address of the form which entry is to be corrected.
const entryField = "entry"

// takeBackAct takes back an entry that should not have been made. The timeline
// leads to it from each entry that can be.
var takeBackAct = caseAct{
	do:    casefile.TakeBack,
	lead:  "记错的一笔撤销以后，案件按没有记过它算；它和撤销的理由都留在经过里。",
	done:  "已撤销",
	moves: true,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		n, _ := strconv.Atoi(f.Value(entryField))
		p.Notes = s.takeBackNotes(v, n)
		p.Fields = []page.Field{f.Hidden(entryField, strconv.Itoa(n)), f.Textarea("reason", "为什么撤销").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.TakenBack{Corrects: int(idIn(sent.Values, entryField))}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.TakeBack(ctx, by, sent.id, sent.version, f)
	},
}

// takeBackNotes say which entry it is, and what follows for the last day.
func (s *Server) takeBackNotes(v desk.CaseView, n int) []page.Note {
	if n < 1 || n > len(v.Case.History) {
		return nil
	}
	e := teller{s, v}.entry(v.Case.History[n-1], nil)
	notes := []page.Note{{Strong: e.Title + "：", Text: sentences(e.By, calendar.DateOf(e.At).Chinese()+calendar.ClockTime(e.At)) + e.Text}}
	if err := v.Case.AllowsTakingBack(n, s.Desk.SituationOf(v)); err != nil {
		return append(notes, page.Note{Kind: page.Late, Strong: "不能撤销：", Text: err.Error()})
	}
	if due, err := s.Desk.DueWithout(v, n); err == nil && due != v.Clock.Due && !due.IsZero() {
		notes = append(notes, page.Note{Kind: page.Soon, Strong: "撤销以后：", Text: "最迟" + due.ChineseFull() + "答复。"})
	}
	return notes
}

// canTakeBack reports whether the person can take an entry back now.
func (s *Server) canTakeBack(v desk.CaseView, p casefile.Past) bool {
	return allowed(v, v.Case.TakesBackAs(p.N)) == nil && v.Case.AllowsTakingBack(p.N, s.Desk.SituationOf(v)) == nil
}

// takeBackURL leads to the form that takes an entry back.
func (s *Server) takeBackURL(v desk.CaseView, n int) string {
	return s.Pages.URL(casePath(v.Case.ID, string(casefile.TakeBack))) + "?" + entryField + "=" + strconv.Itoa(n)
}

// watchDue looks at the last day before an act; what it returns says afterwards
// from when to when it moved, "" if it did not.
func (s *Server) watchDue(ctx context.Context, by auth.User, id casefile.ID) (func() string, error) {
	before, err := s.Desk.CaseRow(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return func() string {
		after, err := s.Desk.CaseRow(ctx, by, id)
		switch {
		case err != nil || after.DueOn == before.DueOn:
			return ""
		case after.DueOn.IsZero():
			return "。最迟答复之日原来是 " + before.DueOn.Chinese() + "，现在没有"
		case before.DueOn.IsZero():
			return "。最迟答复之日现在是 " + after.DueOn.Chinese()
		}
		return "。最迟答复之日由 " + before.DueOn.Chinese() + " 改为 " + after.DueOn.Chinese()
	}, nil
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"taken_back": told(func(t teller, f *casefile.TakenBack) telling {
		title := "撤销一笔"
		link := page.Link{Label: "看撤销的那一笔", Href: "#" + anchor(f.Corrects)}
		if n := f.Corrects; n >= 1 && n <= len(t.v.Case.History) {
			title = "撤销：" + t.tell(t.v.Case.History[n-1].Fact).Title
		}
		return telling{Title: title, Text: sentences(f.Private.Reason), Links: []page.Link{link}}
	}),
})
