package desk

import (
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// enclosedByAssists is what a new letter that discloses encloses at first: what the
// units that help found. The drafter sees it before it is saved.
func enclosedByAssists(c *casefile.Case, kind letter.Kind) []int {
	if kind != letter.Disclose && kind != letter.Partial && kind != letter.Mixed {
		return nil
	}
	var all []int
	for _, a := range c.Assists {
		if a.IsReturned() || a.AnsweredOn.IsZero() {
			continue
		}
		for _, n := range a.Answer.Materials {
			if m, _ := c.Material(n); m.Purpose == casefile.Requested && !m.Withdrawn {
				all = append(all, n)
			}
		}
	}
	return all
}

// searchesOfAssists are the searches that the answers of the units that help tell of:
// a letter says them together with those on record.
func searchesOfAssists(c *casefile.Case) []letter.Search {
	var all []letter.Search
	for _, a := range c.Assists {
		if a.IsReturned() || a.AnsweredOn.IsZero() || a.Answer.On.IsZero() {
			continue
		}
		s := letter.Search{On: a.Answer.On, Words: a.Answer.Private.For, None: a.Answer.Finding == casefile.PartNotFound}
		for line := range strings.Lines(a.Answer.Private.In) {
			if line = strings.TrimSpace(line); line != "" {
				s.Where = append(s.Where, line)
			}
		}
		if who := a.Answer.Private.Who; who != "" {
			s.Where = append(s.Where, "询问"+who)
		}
		all = append(all, s)
	}
	return all
}
