package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// A Joining is what a clerk decides when joining an input to a case.
type Joining struct {
	Version int    // of the input, as the clerk saw it
	Number  string // of the case
	Note    string
	Supply  casefile.Supplying // where the case awaits a supplement: whether this is it
	Knowing bool               // it was confirmed that the case is over: nothing will be answered to the input
}

// Join joins an input to the case with the number (并入), with its files. While
// the case awaits a supplement it must be said whether this is it; if so, the
// supplement is in with the input, and the period runs from the day it came.
func (d *Desk) Join(ctx context.Context, by auth.User, id inbox.ID, j Joining) (casefile.ID, error) {
	v, err := d.Input(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if err := auth.MayDo(by, auth.Join, v.Input.Agency); err != nil {
		return 0, err
	}
	if v.Input.Body != 0 {
		return 0, fault.New(fault.Conflict, "input_at_bureau")
	}
	row, err := d.DB.CaseByNumber(ctx, strings.TrimSpace(j.Number))
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return 0, err
	}
	if err != nil {
		return 0, fault.AtField("case", "case_not_found")
	}
	j.Supply = supplying(v, j.Supply)
	materials, err := d.materialsOf(ctx, v)
	if err != nil {
		return 0, err
	}
	return row.ID, d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := d.inputToDecide(ctx, tx, id, j.Version, false)
		if err != nil {
			return err
		}
		c, err := loadCase(ctx, tx, row.ID)
		if err != nil {
			return err
		}
		if err := auth.May(by, casefile.Join, subjectOf(c, 0)); err != nil {
			return err
		}
		s, err := c.Situation(d.Calendar(), d.today())
		if err != nil {
			return err
		}
		if err := c.AllowsJoin(j.Knowing, s); err != nil {
			return err
		}
		supplemented, err := c.SupplyBy(int64(i.ID), j.Supply, s)
		if err != nil {
			return err
		}
		joined := &casefile.Joined{Input: int64(i.ID), InputNumber: i.Number, Door: i.Door, FilesNamed: true}
		_, asked := c.SupplementAsked()
		joined.NoSupplement = asked && supplemented == nil
		joined.Private.Note = strings.TrimSpace(j.Note)
		for _, m := range materials {
			m.fact.(*casefile.MaterialAdded).Material += len(c.Materials)
		}
		facts := append([]happening{onDay(d.today(), joined)}, materials...)
		if err := d.happenToCase(ctx, tx, c, by.ID, facts...); err != nil {
			return err
		}
		if err := d.carryOver(ctx, tx, c, i); err != nil {
			return err
		}
		if supplemented != nil {
			if err := d.happenToCase(ctx, tx, c, by.ID, onDay(j.Supply.Receipt.On, supplemented)); err != nil {
				return err
			}
		}
		return d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), &inbox.WasJoined{Case: c.ID, Number: c.Number}))
	})
}

// OverCase returns the row of the case with the number if it is answered or ended
// and something can be joined to it still; false if not, or if there is no such
// case for this person.
func (d *Desk) OverCase(ctx context.Context, by auth.User, number string) (casefile.Row, bool, error) {
	row, err := d.DB.CaseByNumber(ctx, strings.TrimSpace(number))
	if fault.KindOf(err) == fault.NotFound {
		return row, false, nil
	}
	joinable := row.Stage != casefile.StageArchived && row.Stage != casefile.StageAnnulled
	return row, err == nil && maySee(by, row) == nil && !row.Open && joinable, err
}

// unjoin takes a joined input out of its case, and out of use what came with
// it, the supplement too: it may be another's letter.
func (d *Desk) unjoin(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, reason string) error {
	for _, id := range i.Cases {
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := d.mayUnjoin(by, c); err != nil {
			return err
		}
		supplement, err := c.TakingBackSupplement(int64(i.ID), reason)
		if err != nil {
			return err
		}
		f := &casefile.Unjoined{Input: int64(i.ID)}
		f.Private.Reason = reason
		facts := []happening{onDay(d.today(), f)}
		var materials []int
		f.Corrects, materials = broughtBy(c, i)
		for _, n := range materials {
			w := &casefile.MaterialWithdrawn{Material: n}
			w.Private.Reason = reason
			facts = append(facts, onDay(d.today(), w))
		}
		if supplement != nil {
			facts = append(facts, onDay(d.today(), supplement))
		}
		if err := d.happenToCase(ctx, tx, c, by.ID, facts...); err != nil {
			return err
		}
	}
	return nil
}

// broughtBy returns the entry by which an input was joined to a case, and the
// documents that came with it: those that name it or, of a join from before they
// did, those written directly behind it and the scan of its record.
func broughtBy(c *casefile.Case, i *inbox.Input) (joined int, materials []int) {
	named := false
	for _, p := range c.History {
		switch f := p.Fact.(type) {
		case *casefile.Joined:
			if f.Input == int64(i.ID) {
				joined, named, materials = p.N, f.FilesNamed, nil
			}
		case *casefile.MaterialAdded:
			behind := p.N == joined+len(materials)+1 || holds(i.Record.Scans, f.File)
			if joined != 0 && (f.Input == int64(i.ID) || !named && f.Input == 0 && behind) {
				materials = append(materials, f.Material)
			}
		}
	}
	return joined, materials
}

// mayUnjoin asks whether the person may take an input out of the case, and
// whether the case can still lose one.
func (d *Desk) mayUnjoin(by auth.User, c *casefile.Case) error {
	if err := auth.May(by, casefile.Unjoin, subjectOf(c, 0)); err != nil {
		return err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	return c.Allows(casefile.Unjoin, s)
}
