package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// Split lets parts of a request become cases of their own (分案), given to a unit if
// one is named, and returns their numbers. The old case, the new ones and the input
// they all come from say so in one transaction.
func (d *Desk) Split(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Splitting, a casefile.Assigned) (numbers []string, err error) {
	if err := partLengths(&f.PartText); err != nil {
		return nil, err
	}
	f.Subject = kept(f.Subject)
	if err := short("subject", f.Subject, fault.MaxLine); err != nil {
		return nil, err
	}
	err = d.act(ctx, by, id, version, casefile.SplitCase, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		parts, err := c.SplitInto(f, s)
		if err != nil {
			return nil, err
		}
		numbers = nil
		var facts []happening
		for n, part := range parts {
			apart, err := d.splitOff(ctx, tx, by, c, part, f.Subject, a)
			if err != nil {
				return nil, err
			}
			if err := d.becameToo(ctx, tx, by, c, apart); err != nil {
				return nil, err
			}
			facts = append(facts, onDay(s.Today, &casefile.SplitOut{Split: len(c.Splits) + n + 1, To: apart.ID, Number: apart.Number, Private: part}))
			numbers = append(numbers, apart.Number)
		}
		return facts, nil
	})
	return numbers, err
}

// becameToo notes in the input of a case that it became another one too. A case from an
// old register has none.
func (d *Desk) becameToo(ctx context.Context, tx *sqlite.Tx, by auth.User, c, apart *casefile.Case) error {
	if c.Input == 0 {
		return nil
	}
	i, err := loadInput(ctx, tx, inbox.ID(c.Input))
	if err != nil {
		return err
	}
	return d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), &inbox.Became{Case: apart.ID, Number: apart.Number}))
}

// splitOff makes the case that a part goes to, with what came from the applicant.
func (d *Desk) splitOff(ctx context.Context, tx *sqlite.Tx, by auth.User, c *casefile.Case, part casefile.PartText, subject string, a casefile.Assigned) (*casefile.Case, error) {
	if subject == "" {
		subject = firstRunes(letter.ItemName(part.What()[0]), fault.MaxLine)
	}
	registered := c.RegisteredApart(part, subject)
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return nil, err
	}
	if registered.Number, err = nextCaseNumber(ctx, tx, agency, registered.Type, d.today().Year()); err != nil {
		return nil, err
	}
	id, err := tx.NewSubject(ctx, ledger.Case)
	if err != nil {
		return nil, err
	}
	apart := &casefile.Case{ID: casefile.ID(id)}
	papers, brought := broughtAlong(c, d.today())
	facts := append([]happening{onDay(d.today(), registered)}, papers...)
	if len(c.Aid.Aids) > 0 {
		facts = append(facts, onDay(d.today(), &c.Aid))
	}
	for n, j := range c.JointApplicants() {
		joint := &casefile.JointlyAdded{Joint: n + 1, To: n + 1, Class: j.Class, Delivery: j.Delivery, Proof: brought[j.Proof]}
		joint.Private.Applicant = j.Applicant
		facts = append(facts, onDay(d.today(), joint))
	}
	off, supplied, on := c.SplittingOff(part)
	if facts = append(facts, onDay(d.today(), off)); supplied != nil {
		facts = append(facts, onDay(on, supplied))
	}
	if known := c.Restriction(); known.People != nil { // what a restricted case is split into is
		f := &casefile.Restricted{People: known.People}
		f.Private.Reason = known.Reason
		facts = append(facts, onDay(d.today(), f))
	}
	if err := d.happenToCase(ctx, tx, apart, by.ID, facts...); err != nil {
		return nil, err
	}
	if a.Unit == 0 && a.Officer == 0 {
		return apart, nil
	}
	_, err = d.actIn(ctx, tx, by, apart.ID, apart.Version, casefile.Assign, 0, d.assigning(ctx, a))
	return apart, err
}

// broughtAlong makes the documents of a case in use that came from the applicant
// documents of one that is split off, and says which of them each has become there.
func broughtAlong(c *casefile.Case, on calendar.Date) (facts []happening, as map[int]int) {
	as = map[int]int{}
	for _, m := range c.Materials {
		if m.Withdrawn || m.Purpose != casefile.Incoming && m.Purpose != casefile.Identity {
			continue
		}
		f := &casefile.MaterialAdded{Material: len(facts) + 1, File: m.File, Type: m.Type, Size: m.Size, Purpose: m.Purpose}
		f.Private.Name = m.Name
		facts, as[m.N] = append(facts, onDay(on, f)), f.Material
	}
	return facts, as
}

// firstRunes returns the beginning of a text that is too long.
func firstRunes(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// TakeBackSplit takes a part back into the case from which it was split off (撤销分案)
// while nothing was done in its own; that ends in the same transaction.
func (d *Desk) TakeBackSplit(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.SplitTakenBack) error {
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	f.Private.Reason = kept(f.Private.Reason)
	return d.act(ctx, by, id, version, casefile.TakeBackSplit, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		back, err := c.TakingBackSplit(f, s)
		if err != nil {
			return nil, err
		}
		apart, err := loadCase(ctx, tx, c.Splits[f.Split-1].To)
		if err != nil {
			return nil, err
		}
		ended, err := apart.GivesBack("撤销分案，内容回到 " + c.Number + "：" + f.Private.Reason)
		if err != nil {
			return nil, err
		}
		if err := d.happenToCase(ctx, tx, apart, by.ID, onDay(s.Today, ended)); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, back)}, nil
	})
}

// splitsOf is what letters say of the parts that went to cases of their own.
func splitsOf(c *casefile.Case) []letter.SplitPart {
	var all []letter.SplitPart
	for _, s := range c.SplitsStanding() {
		all = append(all, letter.SplitPart{Number: s.Number, What: s.What()})
	}
	return all
}
