package casefile

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/law"
)

// soundEnds checks that a case is over exactly while its last end stands, on the day and
// with the result of that end.
func soundEnds(r *rapid.T, c *Case, row Row) {
	ends := c.Ends()
	if c.IsAnnulled() {
		return
	}
	if over := len(ends) > 0 && ends[len(ends)-1].Undone == StillOver; over == row.Open {
		r.Fatalf("stage %s with the ends %+v", row.Stage, ends)
	}
	for i, e := range ends {
		if e.On.IsZero() || len(e.Results) == 0 || (e.Undone == StillOver) != (i == len(ends)-1 && !row.Open) || (e.Undone == StillOver) != e.UndoneOn.IsZero() {
			r.Fatalf("stage %s, end %d of %+v", row.Stage, i, ends)
		}
	}
	if row.Open {
		return
	}
	if last := ends[len(ends)-1]; last.On != row.EndedOn || last.Results[len(last.Results)-1].Result != row.Result {
		r.Fatalf("over on %s with %s, the last end is %+v", row.EndedOn, row.Result, last)
	}
}

// endWords writes the ends of a case in short.
func endWords(c *Case) string {
	var words []string
	for _, e := range c.Ends() {
		line := fmt.Sprint(e.As, " ", e.On)
		for _, a := range e.Results {
			line += fmt.Sprint(" ", a.On, ":", a.Result)
		}
		if e.Undone != StillOver {
			line += fmt.Sprint(" ", e.Undone, e.Forum, " ", e.UndoneOn)
		}
		words = append(words, line)
	}
	return strings.Join(words, "; ")
}

// TestEnds: what became of a case stays told when it went on.
func TestEnds(t *testing.T) {
	base := func() *book { return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5}) }
	replied := func() *book { return base().letter("2026-10-09", "not_existing", law.NotExisting, IsServed) }
	order := func() *Judged {
		return &Judged{Forum: InReview, Letter: 1, Outcome: OrderedAnswer, Number: "复决〔2026〕1号"}
	}
	failed := &ServiceCorrected{Letter: 1, Failed: true}
	other := &ServiceCorrected{Letter: 1, Way: Emailed, On: day("2026-10-08")}
	replaced := func(b *book) *book {
		return b.add("2026-10-12", &Drafted{Letter: 2, Kind: "disclose", Result: law.Disclose, Replaces: 1}, &SentToCheck{Letter: 2}, &Checked{Letter: 2},
			&Signed{Letter: 2, Kind: "disclose", Result: law.Disclose, Number: "二"}, &Rendered{Letter: 2, File: "aa"}, &Served{Letter: 2, Way: Emailed})
	}
	for name, c := range map[string]struct {
		b    *book
		want string
	}{
		"open":            {base(), ""},
		"replied":         {replied(), "replied 2026-10-09 2026-10-09:not_existing"},
		"withdrawn":       {base().add("2026-10-09", &Withdrawn{}), "withdrawn 2026-10-09 2026-10-09:withdrawn"},
		"annulled":        {base().add("2026-10-09", &Annulled{}), ""},
		"archived":        {replied().add("2026-10-15", &Archived{}), "replied 2026-10-09 2026-10-09:not_existing"},
		"resumed":         {base().add("2026-10-09", &Closed{Result: law.Other}).add("2026-10-12", &Resumed{Corrects: 3}), "closed 2026-10-09 2026-10-09:other resumed 2026-10-12"},
		"ordered":         {replied().add("2026-11-09", order()), "replied 2026-10-09 2026-10-09:not_existing orderreview 2026-11-09"},
		"came back":       {replied().add("2026-10-14", failed), "replied 2026-10-09 2026-10-09:not_existing returned 2026-10-14"},
		"another day":     {replied().add("2026-10-14", other), "replied 2026-10-08 2026-10-08:not_existing"},
		"day then order":  {replied().add("2026-11-09", order()).add("2026-11-10", other), "replied 2026-10-08 2026-10-08:not_existing orderreview 2026-11-09"},
		"replaced":        {replaced(replied()), "replied 2026-10-09 2026-10-09:not_existing 2026-10-12:disclose"},
		"order was none":  {replied().add("2026-11-09", order()).add("2026-11-10", &TakenBack{Corrects: 9}), "replied 2026-10-09 2026-10-09:not_existing"},
		"order untold":    {replied().add("2026-11-09", order()).add("2026-11-10", &RemedyTakenBack{Corrects: 9}), "replied 2026-10-09 2026-10-09:not_existing"},
		"answered anew":   {replied().add("2026-11-09", order()).letter("2026-11-20", "disclose", law.Disclose, IsServed), "replied 2026-10-09 2026-10-09:not_existing orderreview 2026-11-09; replied 2026-11-20 2026-11-20:disclose"},
		"replaced, order": {replaced(replied()).add("2026-11-09", &Judged{Forum: InCourt, Letter: 2, Outcome: OrderedAnswer}), "replied 2026-10-09 2026-10-09:not_existing 2026-10-12:disclose ordercourt 2026-11-09"},
	} {
		if got := endWords(c.b.c); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestAskedAs: who takes over changes nothing of by whom the case counts; that the class
// was entered wrongly does.
func TestAskedAs(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &PersonCorrected{Corrects: 1, Class: Research}, &Succeeded{Class: Business}, &PersonCorrected{Corrects: 3, Class: Social})
	if b.c.AskedAs != Research || b.c.Class != Social {
		t.Errorf("asked as %s, is %s", b.c.AskedAs, b.c.Class)
	}
}
