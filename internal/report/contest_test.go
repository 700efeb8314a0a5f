package report

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
)

// TestContests: what was noted in a request counts in the year of its outcome and is pending
// before; what a docket has over the same request does not count beside it.
func TestContests(t *testing.T) {
	p := &player{t: t, rand: rand.New(rand.NewPCG(1, 1)), tally: map[string]int{}}
	noted := func(facts ...ledger.Fact) []Contest {
		o := p.begin(day("2025-11-03"), day("2025-11-03"), casefile.Natural, casefile.Request)
		o.day = day("2025-11-20")
		o.reply("not_existing", 0)
		o.day = day("2025-12-10")
		for _, f := range facts {
			o.happens(f)
			o.day = day("2026-02-10")
		}
		r, _ := RequestOf(o.c)
		return r.Contests
	}
	const n = 8 // the N of the first fact after the reply
	review := &casefile.Challenged{Forum: casefile.InReview, Letter: 1, Body: "和宁市人民政府"}
	court := &casefile.Challenged{Forum: casefile.InCourt, Letter: 1, Body: "明川区人民法院"}
	listed := &casefile.Challenged{Forum: casefile.InReview, Letter: 1, Body: "明川区人民政府", Review: 3}
	judged := func(forum casefile.Forum, outcome casefile.RemedyOutcome, of int) *casefile.Judged {
		return &casefile.Judged{Forum: forum, Letter: 1, Body: "它", Number: "复决", Challenge: of, Outcome: outcome, DecidedOn: day("2026-02-05")}
	}
	for name, c := range map[string]struct {
		facts []ledger.Fact
		way   lawsuit.Way
		want  string // in 2025, in 2026, in 2027
	}{
		"pending":            {[]ledger.Fact{review}, "", "review pending, review pending, review pending"},
		"upheld":             {[]ledger.Fact{review, judged(casefile.InReview, casefile.Upheld, n)}, "", "review pending, review upheld, "},
		"revoked":            {[]ledger.Fact{review, judged(casefile.InReview, casefile.OrderedAnswer, n)}, "", "review pending, review corrected, "},
		"not heard":          {[]ledger.Fact{review, judged(casefile.InReview, casefile.NotHeard, n)}, "", "review pending, review other, "},
		"of the docket":      {[]ledger.Fact{listed, judged(casefile.InReview, casefile.Upheld, n)}, "", ", , "},
		"nobody noted it":    {[]ledger.Fact{judged(casefile.InReview, casefile.FoundUnlawful, 0)}, "", ", review corrected, "},
		"sued at once":       {[]ledger.Fact{court}, lawsuit.Direct, "court pending, court pending, court pending"},
		"after the docket's": {[]ledger.Fact{listed, court}, lawsuit.AfterReview, ", court pending, court pending"},
	} {
		all := noted(c.facts...)
		var years []string
		for year := 2025; year <= 2027; year++ {
			var in []string
			for _, forum := range []casefile.Forum{casefile.InReview, casefile.InCourt} {
				table := Table{Year: year, Until: calendar.NewDate(year, 12, 31)}
				way := lawsuit.Way("")
				if forum == casefile.InCourt {
					way = c.way
				}
				table.AddContests(all, forum, way, func(int64) string { return "甲" })
				for _, k := range table.Here(1).Cases {
					in = append(in, fmt.Sprint(forum, " ", k.Column))
					if !k.Noted || k.Because == "" || !table.CheckHere(1).Holds {
						t.Errorf("%s: %+v", name, k)
					}
				}
			}
			years = append(years, strings.Join(in, "+"))
		}
		if got := strings.Join(years, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
