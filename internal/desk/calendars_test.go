package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
	"mingda/internal/notices"
)

// of2027 is a notice such as there may be for 2027: January 4 to 6 are off as
// well, and Saturday the 9th is worked.
func of2027() calendar.Notice {
	n := calendar.Notice{Region: "CN", Year: 2027, Source: "国务院办公厅关于2027年部分节假日安排的通知"}
	for _, d := range []string{"2027-01-01", "2027-01-04", "2027-01-05", "2027-01-06", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09",
		"2027-04-05", "2027-05-01", "2027-05-02", "2027-05-03", "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03", "2027-10-04"} {
		n.Holidays = append(n.Holidays, day(d))
	}
	n.Workdays = []calendar.Date{day("2027-01-09")}
	return n
}

// acrossYears registers three cases: one that ends in 2026, one that reaches into
// 2027, and one that waits for a supplement.
func (b *bench) acrossYears() (within, across, waiting casefile.ID) {
	b.t.Helper()
	within, _ = b.handled(casefile.ByPost)
	waiting = b.clarifying()
	b.goTo("2026-12-15")
	across, _ = b.handled(casefile.ByPost)
	return within, across, waiting
}

func (b *bench) rowOf(id casefile.ID) casefile.Row {
	b.t.Helper()
	row, err := b.DB.CaseRow(ctx, id)
	b.must(err)
	return row
}

// rebuilt wants the rows to be those that the ledger makes.
func (b *bench) rebuilt() {
	b.t.Helper()
	differences, err := b.Rebuild(ctx)
	b.must(err)
	if len(differences) > 0 {
		b.t.Errorf("rebuilding makes other rows:\n%s", strings.Join(differences, "\n"))
	}
	b.sound()
}

// TestNotice: a year's notice moves the cases that reach into the year and no
// others, as the preview said, for rows, pages and what happens afterwards; and its
// withdrawal moves them back.
func TestNotice(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	within, across, waiting := b.acrossYears()
	admin, clerk := b.by("admin"), b.by("clerk")
	before := map[casefile.ID]casefile.Row{within: b.rowOf(within), across: b.rowOf(across), waiting: b.rowOf(waiting)}
	if !before[across].Provisional || before[across].DueOn != day("2027-01-13") || before[within].Provisional {
		t.Fatalf("without a notice: %+v", before)
	}

	tried, err := b.TryNotice(ctx, admin, of2027())
	b.must(err)
	if b.rowOf(across) != before[across] || b.Calendar().IsWorkday(day("2027-01-09")) {
		t.Fatal("the preview changes something")
	}
	if moved := tried.Moved(); len(moved) != 1 || moved[0].To.ID != across || moved[0].To.DueOn != day("2027-01-15") {
		t.Fatalf("preview: %+v", tried.Moves)
	}
	b.refused(second(b.ApplyNotice(ctx, admin, tried.Next+1, of2027())), "calendar_changed")
	b.refused(second(b.ApplyNotice(ctx, clerk, 0, of2027())), "auth_role")
	done, err := b.ApplyNotice(ctx, admin, tried.Next, of2027())
	b.must(err)
	if !slices.Equal(done.Moves, tried.Moves) {
		t.Errorf("previewed %+v, did %+v", tried.Moves, done.Moves)
	}
	if !b.Calendar().IsWorkday(day("2027-01-09")) {
		t.Error("readers have the old calendar")
	}
	if b.rowOf(across).DueOn != day("2027-01-15") || b.rowOf(within) != before[within] || b.rowOf(waiting) != before[waiting] {
		t.Errorf("rows: %+v", b.rowOf(across))
	}
	b.due(across, deadline.Running, "2027-01-15")
	v, err := b.Case(ctx, clerk, across)
	b.must(err)
	if len(v.Shifts) != 1 || v.Shifts[0].From != day("2027-01-13") || v.Shifts[0].To != day("2027-01-15") || v.Clock.Due != day("2027-01-15") {
		t.Errorf("page: %s %+v", v.Clock.Due, v.Shifts)
	}
	if v, err := b.Case(ctx, clerk, within); err != nil || len(v.Shifts) != 0 {
		t.Errorf("page of a case of 2026: %v %+v", err, v.Shifts)
	}
	b.rebuilt()
	b.refused(second(b.ApplyNotice(ctx, admin, 0, of2027())), "notice_changes_nothing", "holidays")

	other, err := openDesk(b.dir, b.Now) // as after a restart, or in another process
	b.must(err)
	t.Cleanup(func() { other.DB.Close() })
	if !other.Calendar().IsWorkday(day("2027-01-09")) || other.Calendar().Known(2027) {
		t.Error("another process has another calendar, or takes Xinjiang's year for known")
	}
	xinjiang := calendar.Notice{Region: "CN-65", Year: 2027, Source: "自治区的通知", Holidays: []calendar.Date{day("2027-03-10")}}
	_, err = other.ApplyNotice(ctx, admin, 0, xinjiang)
	b.must(err)
	if row := b.rowOf(across); row.Provisional || row.DueOn != day("2027-01-15") {
		t.Errorf("with both notices: %+v", row)
	}
	id, _ := b.handled(casefile.ByPost) // by this process, which did not import it
	if b.rowOf(id).Provisional {
		t.Error("what is registered afterwards goes by the old calendar")
	}
	b.rebuilt()

	b.refused(second(b.WithdrawNotice(ctx, admin, 0, 1, "")), "notice_reason", "reason")
	back, err := b.TryWithdrawal(ctx, admin, 1)
	b.must(err)
	done, err = b.WithdrawNotice(ctx, admin, back.Next, 1, "文号写错")
	b.must(err)
	if !slices.Equal(done.Moves, back.Moves) || b.rowOf(across).DueOn != before[across].DueOn || !b.rowOf(across).Provisional {
		t.Errorf("withdrawn: %+v", b.rowOf(across))
	}
	b.refused(second(b.WithdrawNotice(ctx, admin, 0, 1, "再撤一次")), "notice_withdrawn")
	b.refused(second(b.TryWithdrawal(ctx, admin, 9)), "notice_not_found")
	v, err = b.Case(ctx, clerk, across)
	b.must(err)
	if len(v.Shifts) != 2 || v.Shifts[1].To != day("2027-01-13") {
		t.Errorf("page after the withdrawal: %+v", v.Shifts)
	}
	b.rebuilt()
}

func second[T any](_ T, err error) error { return err }

// TestNoticeWhileWorking: what happens to a case between the working out and the
// writing is not overwritten.
func TestNoticeWhileWorking(t *testing.T) {
	b := newBench(t)
	b.goTo("2026-12-15")
	id, _ := b.handled(casefile.ByPost)
	tried, err := b.TryNotice(ctx, b.by("admin"), of2027())
	b.must(err)
	b.receivedOn(id, "2026-12-11")
	book, err := b.book(ctx)
	b.must(err)
	again, err := b.recount(ctx, b.DB, book, &notices.Applied{Notice: of2027()}, tried)
	b.must(err)
	fresh, err := b.recount(ctx, b.DB, book, &notices.Applied{Notice: of2027()}, Recount{})
	b.must(err)
	if !slices.Equal(again.Moves, fresh.Moves) || slices.Equal(again.Moves, tried.Moves) {
		t.Errorf("with what was worked out before %+v, anew %+v", again.Moves, fresh.Moves)
	}
}

// noticesPutIn is how many notices the kill test imports and withdraws.
const noticesPutIn = 40

// putNotices imports a notice and withdraws it, again and again, from where the
// last process was killed: whatever is there must be what the ledger makes.
func putNotices(d *Desk) error {
	d.Now = func() time.Time { return time.Date(2026, 12, 15, 15, 0, 0, 0, calendar.Zone) }
	differences, err := d.Rebuild(ctx)
	if err != nil || len(differences) > 0 {
		return fmt.Errorf("rebuilt: %q, %w", differences, err)
	}
	for {
		book, err := d.book(ctx)
		if err != nil || book.Version == noticesPutIn {
			return err
		}
		if book.Version%2 == 0 {
			_, err = d.ApplyNotice(ctx, Operator, book.Version+1, of2027())
		} else {
			_, err = d.WithdrawNotice(ctx, Operator, book.Version+1, book.Version, "撤回")
		}
		if err != nil {
			return err
		}
		fmt.Println("acknowledged", book.Version+1, book.Version+1)
	}
}

// TestKilledPuttingNotices: killed at any moment, the calendar and every row are
// both those before a notice or both those after it, and what was said to be done
// is done.
func TestKilledPuttingNotices(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	b := newBench(t)
	b.goTo("2026-12-15")
	var ids []casefile.ID
	for range 10 {
		id, _ := b.handled(casefile.ByPost)
		ids = append(ids, id)
	}
	b.must(b.DB.Close())
	told := runAndKill(t, "notices", b.dir, 2)
	b.reopen()
	book, err := b.book(ctx)
	b.must(err)
	if book.Version != noticesPutIn || len(told) < noticesPutIn/2 {
		t.Errorf("%d notices, %d acknowledged", book.Version, len(told))
	}
	for _, id := range ids {
		if b.rowOf(id).DueOn != day("2027-01-13") {
			t.Errorf("case %d: %s", id, b.rowOf(id).DueOn)
		}
	}
	b.rebuilt()
}

// TestNoticeMovesOpinions: the day by which an opinion is awaited moves with the
// holidays too.
func TestNoticeMovesOpinions(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.goTo("2026-12-15")
	id, _ := b.handled(casefile.ByPost)
	b.asked(id)
	n := b.signedTo(id, letter.ThirdPartyInquiry, 1, letter.Values{})
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, On: b.today(), Recipient: "程某"}))
	before := b.rowOf(id)
	if want := casefile.AwaitedList("consult 1 " + before.AskedUntil.String()); before.Awaited != want || before.AskedUntil.Year() != 2027 {
		t.Fatalf("%q until %s", before.Awaited, before.AskedUntil)
	}
	_, err := b.ApplyNotice(ctx, b.by("admin"), 1, of2027())
	b.must(err)
	if after := b.rowOf(id); !after.AskedUntil.After(before.AskedUntil) || after.Awaited != casefile.AwaitedList("consult 1 "+after.AskedUntil.String()) {
		t.Errorf("from %s to %s, %q", before.AskedUntil, after.AskedUntil, after.Awaited)
	}
	b.rebuilt()
}
