package web

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/intake"
)

// A receiptDay is one day that could be the day of receipt. Several proofs may
// speak for the same day; whoever chooses chooses a day, and which proof stands
// for it is not theirs to puzzle out.
type receiptDay struct {
	On        calendar.Date
	Stands    int   // the candidate that is sent when the day is chosen
	Of        []int // all candidates of the day
	Suggested bool
}

// receiptDays gathers the candidates by their days, the suggested day first. For
// a day stands the suggested candidate, else the first that can be chosen.
func receiptDays(candidates []casefile.ReceiptCandidate, proposed int) []receiptDay {
	var days []receiptDay
	at := map[calendar.Date]int{}
	for n, c := range candidates {
		i, met := at[c.On]
		if !met {
			i = len(days)
			at[c.On] = i
			days = append(days, receiptDay{On: c.On, Stands: n})
		}
		d := &days[i]
		d.Of = append(d.Of, n)
		switch {
		case n == proposed:
			d.Stands, d.Suggested = n, true
		case !d.Suggested && intake.IsToCall(candidates[d.Stands]):
			d.Stands = n
		}
	}
	for i, d := range days {
		if d.Suggested {
			copy(days[1:i+1], days[:i])
			days[0] = d
		}
	}
	return days
}

// proofs tells what speaks for the day, the proof that stands for it first, each
// with its article.
func (d receiptDay) proofs(candidates []casefile.ReceiptCandidate) string {
	stands := candidates[d.Stands]
	said := sentences(stands.Proof, stands.Article)
	for _, n := range d.Of {
		if c := candidates[n]; n != d.Stands {
			said = strings.TrimSuffix(said, "。") + "；" + sentences(c.Proof, c.Article)
		}
	}
	return said
}
