package desk

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

// TestYearlyMoved: what happens to cases after a report was published changes nothing of it;
// each figure that would be another now is listed with the case that makes it so, and the
// report of the next year says that it no longer follows.
func TestYearlyMoved(t *testing.T) {
	b := newYearlyBench(t)
	id := yearly.IDOf(2026, 1)
	b.whole("clerk", id, 1)
	b.publish("signer", id, "")
	v, err := b.Yearly(ctx, b.by("clerk"), id)
	b.must(err)
	if len(v.Moved) != 0 {
		t.Errorf("nothing happened, and %d figures moved", len(v.Moved))
	}
	b.goTo("2027-02-08")
	c := b.register(b.late, wants(casefile.ByDownload)) // with the day of receipt of last year
	v, err = b.Yearly(ctx, b.by("clerk"), id)
	b.must(err)
	var cells []string
	for _, m := range v.Moved {
		cells = append(cells, m.Code+" "+m.Column+" "+m.Was+"→"+m.Is)
		if len(m.In) != 1 || m.In[0].ID != c {
			t.Errorf("%s is explained by %+v", m.Where(), m.In)
		}
	}
	if got := strings.Join(cells, "; "); got != "new 自然人 0→1; new 总计 0→1; carried_out 自然人 0→1; carried_out 总计 0→1" {
		t.Errorf("moved are %s", got)
	}
	a, err := b.AnnualReport(ctx, b.by("clerk"), 2026, 1)
	b.must(err)
	now, err := b.AnnualNow(ctx, 2026, 1)
	b.must(err)
	is, _ := a.Requests.Row("new")
	would, _ := now.Requests.Row("new")
	if is.Total() != 0 || would.Total() != 1 || a.Version != 1 || now.Version != 0 {
		t.Errorf("published %d of edition %d, now %d of %d", is.Total(), a.Version, would.Total(), now.Version)
	}
	b.must(b.Annul(ctx, b.by("signer"), c, 0, "登错了"))
	v, err = b.Yearly(ctx, b.by("clerk"), id)
	b.must(err)
	if len(v.Moved) != 0 {
		t.Errorf("it was taken back, and %+v moved", v.Moved)
	}
	next, err := b.AnnualNow(ctx, 2027, 1)
	b.must(err)
	for _, i := range next.Identities {
		if i.Name == "与上年公布的报告相接" && i.Holds && next.Before != nil && next.Before.Version == 1 {
			return
		}
	}
	t.Errorf("the next year follows what was published by %+v", next.Identities)
}

// TestYearlyMovedAway: a request that was annulled after it was published is named at each
// figure that fell with it, and what was noted of the courts and reconsideration since stands
// behind the figures of 四.
func TestYearlyMovedAway(t *testing.T) {
	b := newYearlyBench(t)
	b.goTo("2026-12-01")
	both := b.registered(2, "both")
	kept, gone := both[0], both[1]
	b.goTo("2027-01-11")
	id := yearly.IDOf(2026, 1)
	b.whole("clerk", id, 1)
	b.publish("signer", id, "")
	b.goTo("2027-02-08")
	b.must(b.Annul(ctx, b.by("signer"), gone, 0, "登错了"))
	v, err := b.Yearly(ctx, b.by("clerk"), id)
	b.must(err)
	if len(v.Moved) == 0 {
		t.Fatal("nothing moved")
	}
	for _, m := range v.Moved {
		if len(m.Gone) != 1 || m.Gone[0].ID != gone || len(m.In) > 0 || !m.Fell() {
			t.Errorf("%s %s→%s is explained by %+v", m.Where(), m.Was, m.Is, m)
		}
	}
	b.must(b.NoteChallenge(ctx, b.by("clerk"), kept, RemedyForm{On: day("2026-12-30")}, casefile.Challenged{Forum: casefile.InReview, Body: "和宁市人民政府"}))
	v, err = b.Yearly(ctx, b.by("clerk"), id)
	b.must(err)
	seen := 0
	for _, m := range v.Moved {
		if m.Table != yearly.TableReview {
			continue
		}
		if seen++; len(m.Remedies) != 1 || m.Remedies[0].ID != int64(kept) || !m.Remedies[0].Noted || m.Remedies[0].Column != report.Pending {
			t.Errorf("%s is explained by %+v", m.Where(), m.Remedies)
		}
	}
	if seen != 2 {
		t.Errorf("%d figures of reconsideration moved", seen)
	}
}

// TestYearlyBroken: a report one of whose identities does not hold is published with a reason
// only, and which that was is kept with it.
func TestYearlyBroken(t *testing.T) {
	b := newYearlyBench(t)
	b.whole("clerk", yearly.IDOf(2026, 1), 1)
	b.publish("signer", yearly.IDOf(2026, 1), "")
	c := b.register(b.late, wants(casefile.ByDownload)) // with the day of receipt of that year
	b.goTo("2028-01-11")
	id := yearly.IDOf(2027, 1)
	b.whole("clerk", id, 1)
	draft, err := b.YearlyDraft(ctx, b.by("signer"), id)
	b.must(err)
	b.refused(b.PublishYearly(ctx, b.by("signer"), id, draft.Seen, true, ""), "yearly_publish_reason", "reason")
	is := draft.Annual.Identities[slices.IndexFunc(draft.Annual.Identities, func(is report.Identity) bool { return !is.Holds })]
	if len(is.Cases) != 1 || is.Cases[0].ID != int64(c) || is.Cases[0].Because != "上年公布时不计入四，现在计入二（自然人）" {
		t.Errorf("%s is explained by %+v", is.Name, is.Cases)
	}
	b.publish("signer", id, "上年漏登一件")
	last, _ := b.report(id).Latest()
	if strings.Join(last.Broken, "、") != "与上年公布的报告相接" || last.Reason != "上年漏登一件" || len(last.Lacking) > 0 {
		t.Errorf("published with %q broken, %q lacking: %s", last.Broken, last.Lacking, last.Reason)
	}
}

// TestYearlyFees: the fee that came in during the year stands in the report; a payment that
// was recorded by mistake does not.
func TestYearlyFees(t *testing.T) {
	b := newBench(t)
	fees := func(agency int64, from, to string) int {
		n, err := b.DB.FeesPaid(ctx, agency, day(from), day(to))
		b.must(err)
		return n
	}
	id := b.paying()
	b.goTo("2026-10-20")
	b.must(b.TakePayment(ctx, b.by("clerk"), id, PaymentForm{On: day("2026-10-20"), Amount: 1300, Bill: "0650-1"}))
	for _, c := range []struct {
		agency   int64
		from, to string
		want     int
	}{{1, "2026-01-01", "2026-12-31", 1300}, {0, "2026-10-20", "2026-10-20", 1300}, {2, "2026-01-01", "2026-12-31", 0}, {1, "2026-01-01", "2026-10-19", 0}, {1, "2027-01-01", "2027-12-31", 0}} {
		if got := fees(c.agency, c.from, c.to); got != c.want {
			t.Errorf("%d from %s to %s: %d, want %d", c.agency, c.from, c.to, got, c.want)
		}
	}
	back := casefile.TakenBack{Corrects: b.caseOf(id).Version}
	back.Private.Reason = "记错了"
	b.must(b.TakeBack(ctx, b.by("clerk"), id, 0, back))
	if got := fees(1, "2026-01-01", "2026-12-31"); got != 0 {
		t.Errorf("taken back, and %d stand", got)
	}
}
