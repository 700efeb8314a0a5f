package demo

import (
	"testing"

	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/lawsuit"
)

// wantReviews wants past decisions enough that alike cases mean something, and open cases
// in different stages.
func wantReviews(t *testing.T, d *desk.Desk) {
	t.Helper()
	head, err := d.DB.UserByLogin(ctx, "jiang")
	if err != nil {
		t.Fatal(err)
	}
	decided, err := d.Docket(ctx, head, desk.DocketQuery{View: desk.DocketEnded})
	if err != nil || decided.Total < 20 {
		t.Errorf("%d cases are decided, %v", decided.Total, err)
	}
	departed, err := d.Departures(ctx, head)
	if err != nil || len(departed) != 1 || departed[0].Departure == "" {
		t.Errorf("departures: %+v, %v", departed, err)
	}
	open, err := d.Docket(ctx, head, desk.DocketQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var deemed, silent, common int
	for _, row := range open.Rows {
		v := *row.Seen
		standard, err := d.ReviewStandard(ctx, v)
		if err != nil {
			t.Fatal(err)
		}
		deemed += count(v.Clock.Deemed)
		silent += count(v.Case.Response.Entry == 0 && !v.Clock.AnswerBy.IsZero() && d.Today().After(v.Clock.AnswerBy))
		common += count(v.Case.Findings.Whole && standard.Common.Outcome != "")
	}
	if deemed == 0 || silent == 0 || common == 0 {
		t.Errorf("of %d open cases %d are deemed accepted, %d have no answer of the respondent, %d have a common outcome", open.Total, deemed, silent, common)
	}
}

// wantLawsuits wants court cases in which something is to be done, one that goes on above,
// and one that was lost and opened its request again.
func wantLawsuits(t *testing.T, d *desk.Desk) {
	t.Helper()
	head, err := d.DB.UserByLogin(ctx, "jiang")
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.Lawsuits(ctx, head)
	if err != nil {
		t.Fatal(err)
	}
	stages, ordered := map[lawsuit.Stage]int{}, 0
	for _, v := range all {
		stages[v.Stage]++
		r, _, _ := v.Case.Result()
		ordered += count(r.Demand != lawsuit.NoDemand && v.Case.Contested.Case != 0)
	}
	if len(all) != 4 || stages[lawsuit.StageAnswering] != 1 || stages[lawsuit.StageHearing] != 1 || stages[lawsuit.StageOver] != 2 || ordered != 1 {
		t.Errorf("%d court cases, %v, %d ordered an answer", len(all), stages, ordered)
	}
}

// wantReviewInbox wants the bureau's inbox to show a mail, and the same again by post.
func wantReviewInbox(t *testing.T, d *desk.Desk) {
	t.Helper()
	ye, err := d.DB.UserByLogin(ctx, "ye")
	if err != nil {
		t.Fatal(err)
	}
	rows, _, err := d.ReviewInputs(ctx, ye, inbox.Waiting, 10)
	alike := 0
	for _, row := range rows {
		alike += count(row.Alike)
	}
	if err != nil || len(rows) != 3 || alike != 2 {
		t.Errorf("%d wait at the bureau, %d alike, %v", len(rows), alike, err)
	}
}
