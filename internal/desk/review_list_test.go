package desk

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/office"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// numbersOf are the numbers of a docket, in its order.
func numbersOf(t *testing.T, d *Desk, by auth.User, q DocketQuery) []string {
	t.Helper()
	k, err := d.Docket(ctx, by, q)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range k.Rows {
		all = append(all, r.Number[len("和政复议〔2026〕"):len(r.Number)-len("号")])
	}
	return all
}

// TestDocket: the docket is chosen and sorted by state, days used, result and respondent,
// of rows alone; rows and cases agree on every day.
func TestDocket(t *testing.T) {
	b := newReviewBench(t)
	decided := b.accepted()
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), decided, 0, "没有找到", 0, b.evidence()))
	b.answered(decided, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), decided, 0, proposed(reconsider.Revoke, true, 0)))
	b.goTo("2026-11-11")
	open := b.filed()
	other := application("明财公开答〔2026〕9号")
	other.ReceivedOn, other.Contested = on("2026-11-11"), reconsider.Contested{Name: "明川区财政局", Number: "明财公开答〔2026〕9号", On: on("2026-11-02"), GotOn: on("2026-11-03"), Result: "not_existing"}
	third, err := b.FileReview(ctx, b.by("nur"), other)
	b.must(err)
	n := b.paper(decided, reconsider.PaperOfOutcome(reconsider.Revoke))
	b.must(b.toRespondent(decided, n))
	b.handedOver(decided, n)
	ye, head := b.by("ye"), b.by("jiang")
	for name, k := range map[string]struct {
		q    DocketQuery
		want []string
	}{
		"open":                 {DocketQuery{}, []string{"3", "2"}},
		"by receipt":           {DocketQuery{Sort: "received"}, []string{"2", "3"}},
		"mine":                 {DocketQuery{View: DocketMine}, []string{"2"}},
		"ended":                {DocketQuery{View: DocketEnded}, []string{"1"}},
		"owed":                 {DocketQuery{View: DocketOwed}, []string{"1"}},
		"of a respondent":      {DocketQuery{Respondent: "明川区财政局"}, []string{"3"}},
		"respondents, back":    {DocketQuery{Sort: "-respondent"}, []string{"3", "2"}},
		"in a stage":           {DocketQuery{Stage: reconsider.StageHearing}, nil},
		"in the other":         {DocketQuery{Stage: reconsider.StageExamining, Sort: "received"}, []string{"2", "3"}},
		"of a result":          {DocketQuery{View: DocketEnded, Outcome: reconsider.Revoke}, []string{"1"}},
		"of another":           {DocketQuery{View: DocketEnded, Outcome: reconsider.Uphold}, nil},
		"hardly begun":         {DocketQuery{Spent: SpentLess, Sort: "received"}, []string{"2", "3"}},
		"a page":               {DocketQuery{Sort: "received", Offset: 1, Limit: 1}, []string{"3"}},
		"a page behind":        {DocketQuery{Offset: 70, Limit: 50}, nil},
		"an order nobody made": {DocketQuery{Sort: "1; DROP"}, []string{"3", "2"}},
	} {
		if got := numbersOf(t, b.Desk, ye, k.q); !slices.Equal(got, k.want) {
			t.Errorf("%s: %v, want %v", name, got, k.want)
		}
	}
	k, err := b.Docket(ctx, head, DocketQuery{Limit: 50})
	if b.must(err); k.Views[DocketOpen] != 2 || k.Views[DocketEnded] != 1 || k.Views[DocketOwed] != 1 || k.Views[DocketMine] != 0 || k.Rows[0].Seen == nil || len(k.Respondents) != 2 {
		t.Errorf("the head's docket: %+v", k)
	}
	b.refusedDocket(b.by("clerk"))
	b.must(b.StepBack(ctx, head, open, 0, ye.ID, "亲属"))
	if got := numbersOf(t, b.Desk, ye, DocketQuery{}); !slices.Equal(got, []string{"3"}) {
		t.Errorf("who stepped back sees %v", got)
	}
	for _, day := range []string{"2026-11-13", "2026-11-18", "2026-11-19", "2026-12-21"} { // on the 19th it is deemed accepted
		b.goTo(day)
		rows, err := b.Docket(ctx, head, DocketQuery{})
		b.must(err)
		for _, r := range rows.Rows {
			v, err := b.Review(ctx, head, r.ID)
			b.must(err)
			if r.Stage != v.Stage || r.Due != v.Case.Due(v.Clock) || r.Clock.Used != v.Clock.Used {
				t.Errorf("on %s the row of %s says %s %s %d, the case %s %s %d", day, r.Number, r.Stage, r.Due, r.Clock.Used, v.Stage, v.Case.Due(v.Clock), v.Clock.Used)
			}
		}
	}
	if got := numbersOf(t, b.Desk, head, DocketQuery{Spent: SpentOver}); !slices.Equal(got, []string{"3", "2"}) {
		t.Errorf("past the last day are %v", got)
	}
	if c := b.review(third); c.Number != "和政复议〔2026〕3号" {
		t.Errorf("the third is %s", c.Number)
	}
	b.sound()
}

func (b *reviewBench) refusedDocket(by auth.User) {
	b.t.Helper()
	_, err := b.Docket(ctx, by, DocketQuery{})
	b.refused(err, "auth_role")
}

// BenchmarkDocket measures a page of the docket over 2,000 cases, 1,900 of them over, and
// the count in the navigation of a respondent; and what it was to fold every open case for
// the first, every case for the second.
func BenchmarkDocket(b *testing.B) {
	now := time.Date(2026, 11, 2, 10, 0, 0, 0, calendar.Zone)
	d, err := openDesk(b.TempDir(), func() time.Time { return now })
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	must(err)
	_, err = d.PutAgency(ctx, Operator, office.Agency{Code: "QZF", Name: "明川区人民政府", CasePrefix: "MC", LetterWord: "明政公开", ReviewBody: "和宁市人民政府", ReviewWord: "和政", Active: true,
		Court: "明川区人民法院", Bureau: "明川区司法局", BureauAddress: "团结路1号", BureauPhone: "0990-6220001", Address: "团结路1号", Phone: "0990-6220001", MailAddress: "qzf@mingchuan.example"})
	must(err)
	head := auth.User{Login: "jiang", Name: "jiang", Roles: []auth.Role{auth.Head, auth.Clerk}, Agency: 1}
	head.ID, err = d.PutUser(ctx, Operator, head, "mingda-demo")
	must(err)
	const all, over = 2000, 1900
	for first := 1; first <= all; first += 100 {
		must(d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			for id := first; id < first+100; id++ {
				if err := d.madeReview(tx, reconsider.ID(id), head.ID, id <= over); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			k, err := d.Docket(ctx, head, DocketQuery{Limit: 50})
			if must(err); k.Total != all-over || len(k.Rows) != 50 {
				b.Fatalf("%d of %d", len(k.Rows), k.Total)
			}
		}
	})
	b.Run("folding-open", func(b *testing.B) {
		for b.Loop() {
			rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Body: 1, Open: true})
			must(err)
			_, err = d.reviewViews(ctx, head, rows, reconsider.See)
			must(err)
		}
	})
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			n, err := d.CountToRespond(ctx, head)
			if must(err); n.Told != all {
				b.Fatalf("%+v", n)
			}
		}
	})
	b.Run("folding-count", func(b *testing.B) {
		for b.Loop() {
			rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Respondent: 1})
			must(err)
			for _, row := range rows {
				_, err := loadReview(ctx, d.DB, row.ID)
				must(err)
			}
		}
	})
}

// madeReview writes a case as some twenty acts make it, and lets it end.
func (d *Desk) madeReview(tx *sqlite.Tx, id reconsider.ID, by int64, over bool) error {
	f := application("")
	f.Number, f.Body = fmt.Sprintf("和政复议〔2026〕%d号", id), 1
	f.Contested = reconsider.Contested{Respondent: 1, Name: "明川区人民政府", Number: "明政公开答〔2026〕9号", Result: "not_existing"}
	facts := []happening{onDay(d.today(), &f), onDay(d.today(), &reconsider.HandlersNamed{Handlers: []int64{by}}), onDay(d.today(), &reconsider.Accepted{Procedure: deadline.Summary})}
	kinds := []casefile.LetterKind{reconsider.AcceptanceNotice, reconsider.CopyNotice}
	if over {
		kinds = append(kinds, reconsider.PaperOfOutcome(reconsider.Uphold))
	}
	for i, kind := range kinds {
		n := i + 1
		drafted := &casefile.Drafted{Letter: n, Kind: kind}
		facts = append(facts, onDay(d.today(), drafted), onDay(d.today(), &casefile.SentToCheck{Letter: n}), onDay(d.today(), &casefile.Checked{Letter: n}),
			onDay(d.today(), &casefile.Signed{Letter: n, Kind: kind, Number: fmt.Sprintf("和政复〔2026〕%d-%d号", id, n)}), onDay(d.today(), &casefile.Rendered{Letter: n}))
		for _, to := range []reconsider.Role{reconsider.TheApplicant, reconsider.TheRespondent} {
			if to == reconsider.TheApplicant && kind == reconsider.CopyNotice || to == reconsider.TheRespondent && kind == reconsider.AcceptanceNotice {
				continue
			}
			facts = append(facts, onDay(d.today(), &reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: to}, Way: casefile.Direct, GotOn: d.today()}))
		}
	}
	return d.happenToReview(ctx, tx, &reconsider.Case{ID: id}, by, facts...)
}
