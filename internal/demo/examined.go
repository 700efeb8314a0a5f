package demo

import "mingda/internal/casefile"

// searchedFor is a case on which what was searched is on record, another unit has
// been asked to look too, and what was found is examined for secrets.
func searchedFor(t *travel) {
	t.on(2, 10, 30, "search", func() error {
		f := casefile.Searched{Result: casefile.FoundSome}
		p := &f.Private
		p.Places, p.Words, p.Who = "公文系统2024年至2026年的发文\n区政府办公室文书档案2025年卷", "“重大行政决策”“目录”", t.officer().Name
		return t.Desk.RecordSearch(t.ctx, t.officer(), t.id, 0, f, t.Desk.Today())
	})
	t.on(3, 9, 50, "help", func() error {
		f := casefile.HelpAsked{Until: t.Desk.Calendar().AddWorkdays(t.Desk.Today(), 5)}
		f.Private.Unit, f.Private.Seek = "区司法局", "2025年度重大行政决策事项征求意见的采纳情况"
		return t.Desk.AskHelp(t.ctx, t.officer(), t.id, 0, f)
	})
	t.on(4, 15, 40, "examine", func() error {
		f := casefile.Examined{What: casefile.Secrecy, Outcome: casefile.MayDisclose}
		f.Private.Who = t.officer().Name
		return t.Desk.Examine(t.ctx, t.officer(), t.id, 0, f, t.Desk.Today())
	})
}
