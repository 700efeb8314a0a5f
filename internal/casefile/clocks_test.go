package casefile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/law"
)

// byResult tells of the remedies as the letter of a plain result does.
func byResult(l Letter) []law.Remedy { return []law.Remedy{law.RemedyOn(l.Result, l.SignedOn)} }

// inParts tells of them as a letter does that separates.
func inParts(l Letter) []law.Remedy {
	return []law.Remedy{law.RemedyOn(law.Secret, l.SignedOn), law.RemedyOn(law.Disclose, l.SignedOn)}
}

// posted is a reply that was posted on a day.
func (b *book) posted(on string, result law.Result) *book {
	b.letter(on, LetterKind(result), result, IsReady)
	return b.add(on, &Served{Letter: len(b.c.Letters), Way: Posted, Tracking: "XA1"})
}

// again is a reply that corrects the n-th letter, brought to a stage on a day.
func (b *book) again(on string, n int, result law.Result, served bool) *book {
	m := len(b.c.Letters) + 1
	b.add(on, &Drafted{Letter: m, Kind: LetterKind(result), Result: result, Replaces: n}, &SentToCheck{Letter: m}, &Checked{Letter: m},
		&Signed{Letter: m, Kind: LetterKind(result), Result: result, Number: "明政公开〔2026〕9号"}, &Rendered{Letter: m, File: "aa", Size: 1})
	if served {
		b.add(on, &Served{Letter: m, Way: Emailed})
	}
	return b
}

// TestClocks: every period beside the others, by what happened. In 2026 the
// mid-autumn holiday is 9-25, the national one 10-1 to 10-7; a request received on
// 9-22 is to be answered by 10-27, clarification asked by 10-09.
func TestClocks(t *testing.T) {
	cal := xinjiang(t)
	base := func() *book { return received(t, "2026-09-22") }
	inner := func() *book { return base().add("2026-09-23", &Assigned{Unit: 4, InnerDue: day("2026-10-12")}) }
	asked := func() *book { return base().letter("2026-09-24", ClarificationNotice, "", IsServed) } // until 10-08
	failed := ServiceCorrected{Letter: 1, Failed: true}
	bounced := MailBounced{Letter: 1, Input: 9}
	for _, x := range []struct {
		name  string
		book  *book
		today string
		told  func(Letter) []law.Remedy
		want  []string // what letter from until state waits; after ! what none begins with
	}{
		{"nothing yet", base(), "2026-09-30", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 runs clerk", "clarify 0 2026-09-22 2026-10-09 runs clerk",
			"review 0 2026-10-27 2026-12-28 not_begun applicant", "court_after_review 0   not_begun applicant"}},
		{"the last day of each", inner(), "2026-10-09", byResult, []string{
			"clarify 0 2026-09-22 2026-10-09 runs unit", "inner 0 2026-09-23 2026-10-12 runs unit"}},
		{"not clarified, draft missed", inner(), "2026-10-13", byResult, []string{"clarify 0 2026-09-22 2026-10-09 over ", "inner 0 2026-09-23 2026-10-12 missed unit"}},
		{"draft in time", inner().letter("2026-10-12", "disclose", law.Disclose, InCheck), "2026-10-13", byResult, []string{"inner 0 2026-09-23 2026-10-12 met "}},
		{"draft late", inner().letter("2026-10-13", "disclose", law.Disclose, InCheck), "2026-10-13", byResult, []string{"inner 0 2026-09-23 2026-10-12 missed "}},
		{"withdrawn", inner().add("2026-09-28", &Withdrawn{}), "2026-12-30", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 over ", "clarify 0 2026-09-22 2026-10-09 over ", "inner 0 2026-09-23 2026-10-12 over "}},
		{"annulled", inner().add("2026-09-28", &Annulled{}), "2026-12-30", byResult, nil},

		{"asked in time", asked(), "2026-10-08", byResult, []string{
			"answer 0   stands applicant", "clarify 1 2026-09-22 2026-10-09 met ", "supplement 1 2026-09-24 2026-10-08 runs applicant"}},
		{"not supplemented", asked(), "2026-10-09", byResult, []string{"supplement 1 2026-09-24 2026-10-08 missed applicant"}},
		{"closed for it", asked().add("2026-10-09", &Closed{Result: law.NoSupplement}), "2026-10-12", byResult, []string{"supplement 1 2026-09-24 2026-10-08 missed "}},
		{"withdrawn while asked", asked().add("2026-09-28", &Withdrawn{}), "2026-10-12", byResult, []string{"supplement 1 2026-09-24 2026-10-08 over "}},
		{"supplemented", asked().add("2026-10-08", &Supplemented{}), "2026-10-12", byResult, []string{
			"answer 0 2026-10-08 2026-11-04 runs clerk", "supplement 1 2026-09-24 2026-10-08 met "}},
		{"supplemented late", asked().add("2026-10-12", &Supplemented{}), "2026-10-12", byResult, []string{
			"answer 0 2026-10-12 2026-11-09 runs clerk", "supplement 1 2026-09-24 2026-10-08 missed "}},
		{"notice signed, not sent", base().letter("2026-10-09", ClarificationNotice, "", IsReady), "2026-10-12", byResult, []string{
			"clarify 1 2026-09-22 2026-10-09 missed clerk", "supplement 1  2026-10-23 not_begun clerk"}},
		{"notice did not come", asked().add("2026-09-28", &failed), "2026-09-28", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 runs clerk", "clarify 1 2026-09-22 2026-10-09 runs clerk", "supplement 1  2026-10-08 not_begun clerk"}},
		{"notice made void", base().letter("2026-09-24", ClarificationNotice, "", IsVoid), "2026-09-28", byResult, []string{"clarify 0 2026-09-22 2026-10-09 runs clerk"}},

		{"reasons asked", base().letter("2026-09-24", ReasonsNotice, "", IsServed), "2026-10-08", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 runs clerk", "reasons 1 2026-09-24 2026-10-08 runs applicant"}},
		{"no reasons came", base().letter("2026-09-24", ReasonsNotice, "", IsServed), "2026-10-09", byResult, []string{"reasons 1 2026-09-24 2026-10-08 missed unit"}},
		{"no reasons came, recorded", base().letter("2026-09-24", ReasonsNotice, "", IsServed).add("2026-10-09", &ReasonsGiven{None: true}), "2026-10-09", byResult, []string{"reasons 1 2026-09-24 2026-10-08 missed "}},
		{"reasons given", base().letter("2026-09-24", ReasonsNotice, "", IsServed).add("2026-10-08", explained("研究")), "2026-10-09", byResult, []string{"reasons 1 2026-09-24 2026-10-08 met "}},
		{"reasons not sent", base().letter("2026-09-24", ReasonsNotice, "", IsReady), "2026-10-09", byResult, []string{"reasons 1  2026-10-08 not_begun clerk"}},
		{"delayed", base().letter("2026-09-24", ReasonsNotice, "", IsServed).add("2026-10-08", explained("研究")).letter("2026-10-20", DelayNotice, "", IsServed), "2026-10-28", byResult, []string{
			"answer 0 2026-09-22 2026-11-03 runs clerk", "delay 2 2026-10-20 2026-11-03 runs clerk"}},
		{"delay missed", base().letter("2026-09-24", ReasonsNotice, "", IsServed).add("2026-10-08", explained("研究")).letter("2026-10-20", DelayNotice, "", IsServed), "2026-11-04", byResult, []string{
			"answer 0 2026-09-22 2026-11-03 missed clerk", "delay 2 2026-10-20 2026-11-03 missed clerk"}},
		{"delay kept", base().letter("2026-09-24", ReasonsNotice, "", IsServed).add("2026-10-08", explained("研究")).letter("2026-10-20", DelayNotice, "", IsServed).letter("2026-11-03", "disclose", law.Disclose, IsServed), "2026-11-04", byResult, []string{
			"answer 3 2026-09-22 2026-11-03 met ", "delay 2 2026-10-20 2026-11-03 met "}},

		{"no answer on the last day", base(), "2026-10-27", byResult, []string{"review 0 2026-10-27 2026-12-28 not_begun applicant"}},
		{"no answer", base(), "2026-10-28", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 missed clerk", "review 0 2026-10-27 2026-12-28 runs applicant"}}, // 12-26 is a Saturday
		{"no answer, too late", base(), "2026-12-29", byResult, []string{"review 0 2026-10-27 2026-12-28 over "}},
		{"no answer, before it had to go to review first", received(t, "2026-05-06"), "2026-06-30", byResult, []string{
			"review 0 2026-06-05 2026-08-04 runs applicant", "court 0 2026-06-05 2026-12-07 runs applicant"}}, // 12-05 is a Saturday
		{"no answer, over the day the law changed", received(t, "2026-06-01"), "2026-07-01", byResult, []string{
			"answer 0 2026-06-01 2026-06-30 missed clerk", "review 0 2026-06-30 2026-08-31 runs applicant", "court_after_review 0   not_begun applicant"}},
		{"answered late", base().letter("2026-10-28", "disclose", law.Disclose, IsServed), "2026-10-29", byResult, []string{
			"answer 1 2026-09-22 2026-10-27 missed ", "review 0 2026-10-27 2026-12-28 over ", "review 1 2026-10-28 2026-12-28 runs applicant", "court 1 2026-10-28 2027-04-28 runs applicant"}},

		{"given", base().letter("2026-10-27", "disclose", law.Disclose, IsServed), "2026-10-28", byResult, []string{
			"answer 1 2026-09-22 2026-10-27 met ", "clarify 0 2026-09-22 2026-10-09 over ", "review 1 2026-10-27 2026-12-28 runs applicant", "court 1 2026-10-27 2027-04-27 runs applicant", "!review 0", "!court_after_review"}},
		{"refused", base().letter("2026-10-27", "secret", law.Secret, IsServed), "2026-10-28", byResult, []string{
			"review 1 2026-10-27 2026-12-28 runs applicant", "court_after_review 1   not_begun applicant", "!court 1"}},
		{"in parts", base().letter("2026-10-27", "partial", law.Partial, IsServed), "2026-12-29", inParts, []string{
			"review 1 2026-10-27 2026-12-28 over ", "court 1 2026-10-27 2027-04-27 runs applicant", "court_after_review 1   not_begun applicant"}},
		{"not for the court", base().letter("2026-10-27", "making", law.Making, IsServed), "2026-10-28", byResult, []string{"review 1 2026-10-27 2026-12-28 runs applicant", "!court"}},
		{"closed by a letter without remedy", base().letter("2026-10-27", "withdrawn", law.Withdrawn, IsServed), "2026-10-28", byResult, []string{"answer 1 2026-09-22 2026-10-27 met ", "!review"}},
		{"signed, not sent", base().letter("2026-10-27", "secret", law.Secret, IsReady), "2026-10-27", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 runs clerk", "review 1   not_begun clerk", "court_after_review 1   not_begun applicant"}},
		{"made void", base().letter("2026-10-26", "secret", law.Secret, IsVoid), "2026-10-27", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 runs clerk", "review 0 2026-10-27 2026-12-28 not_begun applicant", "!review 1"}},

		{"posted on the last day", base().posted("2026-10-27", law.Disclose), "2026-10-30", byResult, []string{
			"answer 1 2026-09-22 2026-10-27 met ", "review 1   not_begun clerk", "court 1   not_begun clerk"}},
		{"posted on the last day and signed for later", base().posted("2026-10-27", law.Disclose).add("2026-10-30", &Delivered{Letter: 1}), "2026-10-30", byResult, []string{
			"answer 1 2026-09-22 2026-10-27 met ", "review 1 2026-10-30 2026-12-29 runs applicant", "court 1 2026-10-30 2027-04-30 runs applicant"}},
		{"came back", base().posted("2026-10-27", law.Disclose).add("2026-11-04", &failed), "2026-11-05", byResult, []string{
			"answer 0 2026-09-22 2026-10-27 missed clerk", "review 0 2026-10-27 2026-12-28 runs applicant", "review 1   not_begun clerk"}},
		{"the mail came back", base().letter("2026-10-27", "disclose", law.Disclose, IsServed).add("2026-10-28", &bounced), "2026-10-29", byResult, []string{
			"answer 1 2026-09-22 2026-10-27 met ", "review 1   not_begun clerk"}},

		{"corrected, not sent", base().letter("2026-10-27", "disclose", law.Disclose, IsServed).again("2026-11-10", 1, law.Secret, false), "2026-11-11", byResult, []string{
			"review 1 2026-10-27 2026-12-28 runs applicant", "review 2   not_begun clerk"}},
		{"corrected", base().letter("2026-10-27", "disclose", law.Disclose, IsServed).again("2026-11-10", 1, law.Secret, true), "2026-11-11", byResult, []string{
			"answer 1 2026-09-22 2026-10-27 met ", "review 1 2026-10-27 2026-12-28 over ", "court 1 2026-10-27 2027-04-27 over ",
			"review 2 2026-11-10 2027-01-11 runs applicant", "court_after_review 2   not_begun applicant"}},

		{"the last day of a month", received(t, "2026-03-10").letter("2026-03-31", "disclose", law.Disclose, IsServed), "2026-04-01", byResult, []string{"court 1 2026-03-31 2026-09-30 runs applicant"}},
		{"a month without that day, over the year's end", received(t, "2026-08-18").letter("2026-08-31", "disclose", law.Disclose, IsServed), "2026-09-01", byResult, []string{
			"court 1 2026-08-31 2027-03-01 runs applicant"}}, // 2-28 is a Sunday
	} {
		list, err := x.book.c.Clocks(cal, day(x.today), x.told)
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		var got []string
		for _, k := range list {
			got = append(got, fmt.Sprintf("%s %d %s %s %s %s", k.What, k.Letter, k.From, k.Until, k.State, k.WaitsFor))
		}
		for _, want := range x.want {
			if none, ok := strings.CutPrefix(want, "!"); ok {
				if slices.ContainsFunc(got, func(k string) bool { return strings.HasPrefix(k, none) }) {
					t.Errorf("%s: %q in\n\t%s", x.name, none, strings.Join(got, "\n\t"))
				}
				continue
			}
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %q in\n\t%s", x.name, want, strings.Join(got, "\n\t"))
			}
		}
		if x.want == nil && got != nil {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}

// TestClockWords: what a day rests on is said, and which part of a letter must go
// to reconsideration first.
func TestClockWords(t *testing.T) {
	cal := xinjiang(t)
	for _, x := range []struct {
		name string
		book *book
		told func(Letter) []law.Remedy
		what ClockCode
		want string
	}{
		{"posted", received(t, "2026-09-22").posted("2026-10-27", law.Disclose), byResult, AnswerClock, "10月27日交邮，以交邮之日为答复之日"},
		{"not signed for", received(t, "2026-09-22").posted("2026-10-27", law.Disclose), byResult, ReviewClock, "还不知道哪天签收。自申请人签收之日起，60 日内，最后一日是休息日的顺延。"},
		{"signed, not sent", received(t, "2026-09-22").letter("2026-10-27", "disclose", law.Disclose, IsReady), byResult, AnswerClock, "邮寄的以交邮之日为准"},
		{"ends on a day off", received(t, "2026-09-22").letter("2026-10-27", "secret", law.Secret, IsServed), byResult, ReviewClock, "10月27日申请人收到，当日不计，60 日内，12月26日是休息日，顺延。"},
		{"ends on a workday", received(t, "2026-09-22").letter("2026-10-26", "secret", law.Secret, IsServed), byResult, ReviewClock, "10月26日申请人收到，当日不计，60 日内。"},
		{"refused", received(t, "2026-09-22").letter("2026-10-27", "secret", law.Secret, IsServed), byResult, ReviewClock, "须先申请行政复议"},
		{"in parts", received(t, "2026-09-22").letter("2026-10-27", "partial", law.Partial, IsServed), inParts, ReviewClock, "其中不予公开的部分须先申请行政复议"},
		{"in parts, the rest", received(t, "2026-09-22").letter("2026-10-27", "partial", law.Partial, IsServed), inParts, CourtClock, "只就不须先申请行政复议的部分"},
		{"corrected", received(t, "2026-09-22").letter("2026-10-27", "disclose", law.Disclose, IsServed).again("2026-11-10", 1, law.Secret, true), byResult, ReviewClock, "由 明政公开〔2026〕9号 更正"},
	} {
		list, err := x.book.c.Clocks(cal, day("2026-11-11"), x.told)
		i := slices.IndexFunc(list, func(k Clock) bool { return k.What == x.what && (x.what == AnswerClock || k.Letter != 0) })
		if err != nil || i < 0 || !strings.Contains(list[i].Steps, x.want) {
			t.Errorf("%s: %+v, %v; want %q", x.name, list, err, x.want)
		}
	}
}

// opensBySilence reports whether a period is one that no answer by the last day would
// open, and that day lies ahead, also where somebody objected before it
// (TestObjectedWhileAsked). On that day itself nothing moves it any more.
func opensBySilence(k Clock, today calendar.Date) bool {
	return k.Letter == 0 && k.What.IsRemedy() && k.From.After(today)
}

// soundClocks checks what must hold of the clocks of any case on any day.
func soundClocks(r *rapid.T, c *Case, cal *calendar.Calendar, today calendar.Date) {
	list, err := c.Clocks(cal, today, inParts)
	if err != nil {
		r.Fatalf("no clocks: %v", err)
	}
	later, err := c.Clocks(cal, today.AddDays(30), inParts)
	if err != nil || len(later) != len(list) {
		r.Fatalf("a month later there are other clocks: %v, %v, %v", list, later, err)
	}
	clock, err := c.Clock(cal, today)
	if err != nil {
		r.Fatalf("no clock: %v", err)
	}
	running := map[int]int{} // by who asks
	for i, k := range list {
		puttingOff := k.What == AnswerClock && clock.State == deadline.Consulting // each day without an answer counts
		byLaw := !slices.Contains(setByPeople, k.What)
		switch then := later[i]; {
		case k.What.Label() == "" || k.Steps == "" || k.State == "":
			r.Fatalf("says nothing: %+v", k)
		case byLaw && !k.Until.IsZero() && (!k.Until.After(k.From) || !cal.IsWorkday(k.Until)):
			r.Fatalf("ends on no workday after it begins: %+v", k)
		case k.What == ReviewClock && !k.Until.IsZero() && k.Until != cal.Roll(k.From.AddDays(60)):
			r.Fatalf("not sixty days: %+v", k)
		case k.State == ClockRuns && today.After(k.Until):
			r.Fatalf("runs on after its last day %s: %+v", today, k)
		case (k.State == ClockMet || k.State == ClockOver) && k.WaitsFor != NobodyWaits:
			r.Fatalf("waits for what is over: %+v", k)
		case (k.What.IsAnswer() || opensBySilence(k, today)) && c.asking():
			// An open stop counts up to the day on which one looks (docs/clock.md): the last day to answer moves on with
			// each day on which the opinion is awaited. What silence opens begins on that day, and goes along as long as it
			// lies ahead; once it has passed nothing moves it any more, for an opinion asked for later is asked too late.
			if then.From.Before(k.From) || then.Until.Before(k.Until) {
				r.Fatalf("comes nearer while an opinion is awaited: %+v, %+v", k, then)
			}
			if k.State == ClockOver && then.State != ClockOver {
				r.Fatalf("begins again though nothing happened: %+v, %+v", k, then)
			}
		case !puttingOff && (then.From != k.From || then.Until != k.Until):
			r.Fatalf("moves by the day one looks: %+v, %+v", k, then)
		case then.State != k.State && k.State != ClockRuns && k.State != ClockNotBegun:
			r.Fatalf("changes though nothing happened: %+v, %+v", k, then)
		}
		if k.What == ReviewClock && k.State == ClockRuns && k.Letter != 0 {
			if running[k.Joint]++; running[k.Joint] > 1 {
				r.Fatalf("two replies can be objected to at once: %+v", list)
			}
		}
	}
}
