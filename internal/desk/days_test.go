package desk

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// TestDaysFigures: what cases took is summed up by month, unit and station, with the
// middle one and the one that nine of ten do not exceed, and leads to the cases.
func TestDaysFigures(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	from, until := calendar.NewDate(2026, 9, 1), calendar.NewDate(2026, 12, 31)
	var slow casefile.ID
	for _, day := range []string{"2026-09-23", "2026-09-24", "2026-09-28"} { // one, two and three workdays with the intake: the 25th is a holiday
		b.goTo("2026-09-22")
		id := b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost))
		b.goTo(day)
		id = b.assigned(id)
		n := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
		b.must(b.Render(ctx, id, n))
		b.must(b.Withdraw(ctx, b.by("clerk"), b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)), 0, "不要了"))
		b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, On: b.today(), Recipient: "本人"}))
		slow = id
	}
	b.sound()
	figures, err := b.DaysFigures(ctx, b.by("clerk"), from, until)
	b.must(err)
	want := sqlite.DaysFigure{Month: "2026-09", Unit: 1, Station: casefile.AtIntake, Cases: 3, Median: 2, Ninth: 3}
	found := false
	for _, f := range figures {
		found = found || f == want
	}
	if !found {
		t.Errorf("figures %+v, want among them %+v", figures, want)
	}
	cases, err := b.DaysBehind(ctx, b.by("clerk"), want, 10)
	b.must(err)
	if len(cases) != 3 || cases[0].Row.ID != slow || cases[0].Days != 3 {
		t.Errorf("behind it: %+v", cases)
	}
	_, err = b.DaysFigures(ctx, b.by("officer"), from, until)
	b.refused(err, "auth_role")
	if figures, err := b.DaysFigures(ctx, b.by("foreign-clerk"), from, until); err != nil || len(figures) > 0 {
		t.Errorf("another agency's clerk is told %+v, %v", figures, err)
	}
}
