package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// A CaseHit is a case in which every word of a search stands, with where.
type CaseHit struct {
	Row   casefile.Row
	Found []casefile.Found // none where the words stand in what this person does not read
}

// CaseHits are what a search found.
type CaseHits struct {
	Hits      []CaseHit
	Total     int // at most sqlite.WordCountLimit+1
	Unindexed int // cases of which not all is in the index yet
}

// SearchCases looks for words, set apart by blanks, in the cases that the person
// sees, the newest first: in numbers, names, what was asked for, letters, mails and
// documents, pictures as far as a machine could read them. Every word must stand in
// a case, in one place or another; a whole number of its people counts as such a word.
func (d *Desk) SearchCases(ctx context.Context, by auth.User, typed string, offset, limit int) (CaseHits, error) {
	var all CaseHits
	sight, sought := auth.SightOf(by), d.withDigests(typed)
	rows, err := d.DB.SearchCases(ctx, sight, sought, offset, limit)
	if err != nil {
		return all, err
	}
	// The index says what is in sight; the rows are asked once more.
	rows = slices.DeleteFunc(rows, func(r casefile.Row) bool { return maySee(by, r) != nil })
	if all.Total, err = d.DB.CountSearch(ctx, sight, sought); err != nil {
		return all, err
	}
	if _, all.Unindexed, err = d.DB.CasesDue(ctx, 0); err != nil {
		return all, err
	}
	found, err := d.FoundIn(ctx, by, rows, typed)
	if err != nil {
		return all, err
	}
	for _, row := range rows {
		all.Hits = append(all.Hits, CaseHit{row, found[row.ID]})
	}
	return all, nil
}

// FoundIn returns for each of the cases of a list where the words stand, as far as
// the person reads it.
func (d *Desk) FoundIn(ctx context.Context, by auth.User, rows []casefile.Row, typed string) (map[casefile.ID][]casefile.Found, error) {
	found := map[casefile.ID][]casefile.Found{}
	var elsewhere []int64 // the words stand in what the list does not show
	for _, row := range rows {
		if err := maySee(by, row); err != nil {
			return nil, err
		}
		places, missing := casefile.Find(typed, row.Passages())
		if found[row.ID] = places; missing != "" {
			elsewhere = append(elsewhere, int64(row.ID))
		}
	}
	rest, err := d.foundFirst(ctx, typed, elsewhere, found)
	if err != nil {
		return nil, err
	}
	for _, id := range rest {
		if found[id], err = d.foundAnywhere(ctx, by, id, typed); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// foundFirst looks for the words in what was asked for, as the first entry of each case
// says it, where nearly always they stand. It returns the cases in which there must be
// looked further: they do not stand there, or what stood there was corrected.
func (d *Desk) foundFirst(ctx context.Context, typed string, ids []int64, found map[casefile.ID][]casefile.Found) ([]casefile.ID, error) {
	first, err := d.DB.FirstEntries(ctx, ledger.Case, ids)
	if err != nil {
		return nil, err
	}
	corrected, err := d.DB.SubjectsWith(ctx, ledger.Case, ids, casefile.FactsCorrecting())
	if err != nil {
		return nil, err
	}
	var rest []casefile.ID
	for _, e := range first {
		id := casefile.ID(e.Subject)
		if slices.Contains(corrected, e.Subject) {
			rest = append(rest, id)
			continue
		}
		c, err := casefile.Fold(id, []ledger.Entry{e})
		if err != nil {
			return nil, err
		}
		places, missing := casefile.Find(typed, c.Passages())
		if found[id] = places; missing != "" {
			rest = append(rest, id)
		}
	}
	return rest, nil
}

// foundAnywhere returns where the words stand in a case, as far as the person reads it. What was
// read out of mails and documents comes last, and is looked for only where words are missing.
func (d *Desk) foundAnywhere(ctx context.Context, by auth.User, id casefile.ID, typed string) ([]casefile.Found, error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return nil, err
	}
	passages := readable(by, c, c.Passages())
	found, missing := casefile.Find(typed, passages)
	if missing == "" {
		return found, nil
	}
	read, err := readPassages(ctx, d.DB.Reader, c)
	if err != nil {
		return nil, err
	}
	found, _ = casefile.Find(typed, append(passages, readable(by, c, read)...))
	return found, nil
}

// readable returns those of the passages of a case that the person may read.
func readable(by auth.User, c *casefile.Case, all []casefile.Passage) []casefile.Passage {
	mails, person := auth.MayDo(by, auth.SeeIntake, c.Agency) == nil, MaySeePerson(by, c) == nil
	kept := all[:0]
	for _, p := range all {
		m, _ := c.Material(p.N)
		switch p.Place {
		case casefile.InLetter:
			p.Name = LetterName(c.Letters[p.N-1].Kind)
		case casefile.InFile, casefile.InScan:
			p.Name = m.Name
		}
		switch {
		case p.Place == casefile.InMail && !mails:
		case p.Place == casefile.InName && m.Purpose == casefile.Identity && !person:
		default:
			kept = append(kept, p)
		}
	}
	return kept
}

// withDigests returns words as the index is asked for them: it holds the numbers of people
// as digests only.
func (d *Desk) withDigests(typed string) string {
	return casefile.WithDigests(typed, d.numberDigest)
}

// numberDigest is what a number of a person is known by in the index.
func (d *Desk) numberDigest(key string) string { return auth.HashNumber(d.CodeKey, key) }

// findable returns what a case is found by: its passages, and the digests of the numbers of
// its people.
func (d *Desk) findable(c *casefile.Case, passages []casefile.Passage) string {
	var b strings.Builder
	b.WriteString(casefile.Findable(passages))
	for _, number := range c.Numbers() {
		b.WriteString(casefile.NumberMark + d.numberDigest(number) + "\n")
	}
	return b.String()
}

// passagesOf returns all that a case is found by.
func passagesOf(ctx context.Context, r sqlite.Reader, c *casefile.Case) ([]casefile.Passage, error) {
	read, err := readPassages(ctx, r, c)
	return append(c.Passages(), read...), err
}
