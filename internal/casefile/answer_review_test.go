package casefile

import (
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/law"
)

// TestAnswerReview: the days to answer as respondent run from the receipt of the notice,
// five workdays in the summary procedure and ten in the ordinary one, also in a file that
// was put away; an answer that went out in time keeps them; one body is answered once, and
// what rests on the note keeps it.
func TestAnswerReview(t *testing.T) {
	cal, on := xinjiang(t), day("2026-11-09")
	for _, tt := range []struct {
		procedure deadline.Procedure
		by        string
	}{{deadline.Summary, "2026-11-16"}, {deadline.Ordinary, "2026-11-23"}, {"", ""}} {
		b := replied(t).add("2026-09-28", &Archived{})
		s := Situation{Today: on}
		f, err := b.c.Challenge(Challenged{Forum: InReview, Letter: 1, Body: "和宁市人民政府", Number: "和政复〔2026〕31号", Procedure: tt.procedure}, on, s)
		if err != nil {
			t.Fatal(err)
		}
		b.add("2026-11-09", f)
		ch := b.c.Challenges[0]
		if got := ch.AnswerBy(cal).String(); got != tt.by || (ch.To != 0) != (tt.by != "") {
			t.Errorf("%q: due %s, want %s; answered by a letter to %d", tt.procedure, got, tt.by, ch.To)
		}
		if tt.by == "" {
			continue
		}
		if days := b.c.awaitedDays(cal); len(days) != 1 || days[0].What != ContestClock || days[0].By.String() != tt.by {
			t.Errorf("awaited %v", days)
		}
		if got := contestClock(t, b.c, tt.by); got.State != ClockRuns {
			t.Errorf("on its last day it is %s", got.State)
		}
		if got := contestClock(t, b.c, "2026-11-24"); got.State != ClockMissed {
			t.Errorf("after it, it is %s", got.State)
		}
		if err := b.c.AllowsNewTo(RespondentAnswer, ch.To, s); err != nil {
			t.Errorf("no answer can be begun: %v", err)
		}
		b.add("2026-11-10", &Drafted{Letter: 2, Kind: RespondentAnswer, To: ch.To})
		wantCode(t, b.c.AllowsNewTo(RespondentAnswer, ch.To, s), "contest_answer_begun")
		wantCode(t, f.retract(b.c, b.c.History[ch.Entry-1]), "challenge_answer_drafted")
		b.add("2026-11-16", &SentToCheck{Letter: 2}, &Checked{Letter: 2}, &Signed{Letter: 2, Kind: RespondentAnswer, Number: "明政复答〔2026〕1号"}, &Rendered{Letter: 2, File: "aa", Size: 1},
			&Served{Letter: 2, Way: Direct})
		if got := contestClock(t, b.c, "2026-12-01"); got.State != ClockMet || len(b.c.awaitedDays(cal)) != 0 {
			t.Errorf("answered in time it is %s", got.State)
		}
		if b.c.ArchivedOn.IsZero() || b.c.Result != law.Process || b.c.RepliedOn() != day("2026-09-24") {
			t.Error("the answer to the body changed the file")
		}
	}
}

// contestClock is the clock of the answer as respondent on a day.
func contestClock(t *testing.T, c *Case, on string) Clock {
	t.Helper()
	clocks, err := c.Clocks(xinjiang(t), day(on), func(Letter) []law.Remedy { return nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range clocks {
		if k.What == ContestClock {
			return k
		}
	}
	t.Fatal("no clock of it")
	return Clock{}
}

// TestAnswerReviewRefused: a notice to answer is of a reconsideration, and names the
// procedure by which the days run; after the decision nothing is answered any more.
func TestAnswerReviewRefused(t *testing.T) {
	b, on := replied(t), day("2026-11-09")
	s := Situation{Today: on}
	for _, f := range []Challenged{{Forum: InReview, Notice: "和政复答通〔2026〕1号"}, {Forum: InReview, Procedure: "quick"}} {
		f.Body, f.Letter = "和宁市人民政府", 1
		_, err := b.c.Challenge(f, on, s)
		wantField(t, err, "procedure", "contest_procedure_needed")
	}
	_, err := b.c.Challenge(Challenged{Forum: InCourt, Letter: 1, Body: "和宁市中级人民法院", Procedure: deadline.Summary}, on, s)
	wantField(t, err, "procedure", "contest_court_no_notice")
	_, err = b.c.Challenge(Challenged{Forum: InReview, Letter: 1, Body: "和宁市人民政府", Procedure: deadline.Summary}, on, s)
	wantField(t, err, "number", "contest_number_needed")
	b.add("2026-11-09", &Challenged{Forum: InReview, Letter: 1, Body: "和宁市人民政府", Procedure: deadline.Summary, Answer: true})
	j := judged(1, Upheld, "2026-11-20")
	j.Challenge = b.c.Challenges[0].Entry
	b.add("2026-11-23", j)
	wantCode(t, b.c.AllowsNewTo(RespondentAnswer, 1, s), "letter_addressee_wrong")
	if len(b.c.awaitedDays(xinjiang(t))) != 0 {
		t.Error("something is awaited after the decision")
	}
}

// TestAnswerCourt: a suit is answered by a letter to the court, one to each instance: another
// may be begun when the one before it went out; no answer to a reconsideration goes there.
func TestAnswerCourt(t *testing.T) {
	b, on := replied(t).add("2026-09-28", &Archived{}), day("2026-11-09")
	s := Situation{Today: on}
	f, err := b.c.Challenge(Challenged{Forum: InCourt, Letter: 1, Body: "明川区人民法院"}, on, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-11-09", f)
	to := b.c.Challenges[0].To
	wantCode(t, b.c.AllowsNewTo(RespondentAnswer, to, s), "letter_addressee_wrong")
	if err := b.c.AllowsNewTo(CourtAnswer, to, s); err != nil {
		t.Fatalf("no answer can be begun: %v", err)
	}
	b.add("2026-11-10", &Drafted{Letter: 2, Kind: CourtAnswer, To: to})
	wantCode(t, b.c.AllowsNewTo(CourtAnswer, to, s), "court_answer_begun")
	b.add("2026-11-16", &SentToCheck{Letter: 2}, &Checked{Letter: 2}, &Signed{Letter: 2, Kind: CourtAnswer, Number: "明政辩〔2026〕1号"}, &Rendered{Letter: 2, File: "aa", Size: 1},
		&Served{Letter: 2, Way: Direct})
	if err := b.c.AllowsNewTo(CourtAnswer, to, s); err != nil {
		t.Errorf("none can be begun for the next court: %v", err)
	}
	if b.c.ArchivedOn.IsZero() || b.c.RepliedOn() != day("2026-09-24") {
		t.Error("the answer to the court changed the file")
	}
}
