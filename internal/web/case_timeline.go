package web

import (
	"fmt"
	"slices"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// timeline tells everything that happened to a case, newest first. Further
// saves of the same draft and files that came together are one line.
func (s *Server) timeline(v desk.CaseView) []page.TimelineEntry {
	t := teller{s, v}
	corrected := correctedBy(v.Case.History)
	var all []page.TimelineEntry
	var last *run
	for _, p := range v.Case.History {
		if last.continues(p) {
			last.add(t, p, &all[len(all)-1])
			continue
		}
		all = append(all, t.entry(p, corrected))
		last = &run{first: p, n: 1}
	}
	for _, shift := range v.Shifts {
		at := len(all)
		for at > 0 && all[at-1].At.After(shift.Step.At) {
			at--
		}
		all = slices.Insert(all, at, t.shift(shift))
	}
	slices.Reverse(all)
	return all
}

// shift says on the timeline that a notice of holidays moved the last day.
func (t teller) shift(s desk.Shift) page.TimelineEntry {
	e := page.TimelineEntry{Title: "期限按放假安排重算", By: t.v.People.Name(s.Step.By), At: s.Step.At, Kind: "stop"}
	notice := "《" + s.Step.Notice.Source + "》"
	if s.Step.Withdraws != 0 {
		e.Text = notice + "撤回，"
	} else {
		e.Text = "按" + notice + "，"
	}
	e.Text += "答复期限由 " + s.From.Chinese() + " 改为 " + s.To.Chinese() + "。"
	return e
}

// entry puts one thing that happened on the timeline.
func (t teller) entry(p casefile.Past, corrected map[int]int) page.TimelineEntry {
	said := t.tell(p.Fact)
	e := page.TimelineEntry{
		ID: anchor(p.N), Title: said.Title, By: t.v.People.Name(p.By), At: p.At, Text: said.Text, Links: said.Links,
	}
	switch {
	case said.Stops:
		e.Kind = "stop"
	case p.By == ledger.System:
		e.Kind = "machine"
	}
	if on := calendar.DateOf(p.At); p.On != on {
		e.Text = "日子记在 " + p.On.Chinese() + "。" + e.Text
	}
	if p.Erased {
		e.Text = "个人信息已按保存期限删除。"
	}
	if mend := t.mend(p); mend.Href != "" {
		e.Links = append(e.Links, mend)
	}
	if by, ok := corrected[p.N]; ok {
		mark, see := "（已更正）", "看更正"
		if !t.v.Case.Stands(p.N) {
			mark, see, e.Struck = "（已撤销）", "看撤销", true
		}
		e.Title += mark
		e.Links = append(e.Links, page.Link{Label: see, Href: "#" + anchor(by)})
	} else if t.s.canTakeBack(t.v, p) {
		e.Links = append(e.Links, page.Link{Label: casefile.TakeBack.Label(), Href: t.s.takeBackURL(t.v, p.N)})
	}
	return e
}

// mend leads from the record of a service or a supplement that stands to where it
// is corrected.
func (t teller) mend(p casefile.Past) page.Link {
	if _, ok := p.Fact.(*casefile.Supplemented); ok && t.v.Case.SupplementStands(p.N) && allowed(t.v, casefile.CorrectSupplement) == nil {
		return page.Link{Label: casefile.CorrectSupplement.Label(), Href: t.s.Pages.URL(casePath(t.v.Case.ID, string(casefile.CorrectSupplement)))}
	}
	for _, l := range t.v.Case.Letters {
		recorded := slices.ContainsFunc(l.Recipients(), func(to int) bool { return l.ServiceTo(to).Entry == p.N })
		if recorded && optionOf(t.v, casefile.CorrectService, l.N, "").Err == nil {
			return page.Link{Label: casefile.CorrectService.Label(), Href: t.s.Pages.URL(letterPath(t.v.Case.ID, l.N, string(casefile.CorrectService)))}
		}
	}
	return page.Link{}
}

func anchor(n int) string { return fmt.Sprintf("e%d", n) }

// correctedBy maps entries to the entries that correct them, the latest if
// there are several.
func correctedBy(history []casefile.Past) map[int]int {
	by := map[int]int{}
	for _, p := range history {
		switch f := p.Fact.(type) {
		case *casefile.TakenBack:
			by[f.Corrects] = p.N
		case *casefile.Unjoined:
			by[f.Corrects] = p.N
		case *casefile.SupplementCorrected:
			by[f.Corrects] = p.N
		case *casefile.SupplementTakenBack:
			by[f.Corrects] = p.N
		case *casefile.ReceiptCorrected:
			by[f.Corrects] = p.N
		case *casefile.PersonCorrected:
			by[f.Corrects] = p.N
		case *casefile.WantsCorrected:
			by[f.Corrects] = p.N
		case *casefile.ServiceCorrected:
			by[f.Corrects] = p.N
		case *casefile.RemedyTakenBack:
			by[f.Corrects] = p.N
		case *casefile.Resumed:
			by[f.Corrects] = p.N
		case *casefile.ReasonsTakenBack:
			by[f.Corrects] = p.N
		case *casefile.ConsultationAnswered:
			if f.Corrects != 0 {
				by[f.Corrects] = p.N
			}
		}
	}
	return by
}

// A run is things of one kind that happened one after the other.
type run struct {
	first casefile.Past
	n     int
}

// together is how long after the first file of a form the last one is written.
const together = 2 * time.Second

// continues reports whether p is one more of the same: a further save of a
// draft by the same person, a further file of the same form.
func (r *run) continues(p casefile.Past) bool {
	if r == nil || r.first.By != p.By {
		return false
	}
	switch f := p.Fact.(type) {
	case *casefile.Drafted:
		before, ok := r.first.Fact.(*casefile.Drafted)
		return ok && before.Letter == f.Letter
	case *casefile.MaterialAdded:
		before, ok := r.first.Fact.(*casefile.MaterialAdded)
		return ok && before.Purpose == f.Purpose && p.At.Sub(r.first.At) < together
	}
	return false
}

// add lets the line of the run tell of p too.
func (r *run) add(t teller, p casefile.Past, e *page.TimelineEntry) {
	r.n++
	e.At = p.At
	switch p.Fact.(type) {
	case *casefile.Drafted:
		e.Text = fmt.Sprintf("存了 %d 次。", r.n)
	case *casefile.MaterialAdded:
		e.Links = append(e.Links, t.tell(p.Fact).Links...)
	}
}

// changedNote says who did what since a person opened a page, for a form that
// comes back because of it.
func (s *Server) changedNote(v desk.CaseView, since int) page.Note {
	t := teller{s, v}
	text := ""
	for _, p := range v.Case.History[min(max(since, 0), len(v.Case.History)):] {
		if text != "" {
			text += "；"
		}
		text += v.People.Name(p.By) + " " + calendar.ClockTime(p.At) + " " + t.tell(p.Fact).Title
	}
	return page.Note{Kind: page.Late, Strong: "您打开这一页以后，别人改过这件案件：", Text: text + "。您填的还在下面，没有存。看过以后再按一次，就按您填的办。",
		Link: page.Link{Label: "看案件现在的样子", Href: s.Pages.URL(casePath(v.Case.ID))}}
}
