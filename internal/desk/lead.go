package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// JoinCase lets the case with a number be answered with another (并案). Both say so in
// one transaction.
func (d *Desk) JoinCase(ctx context.Context, by auth.User, id casefile.ID, version int, number, reason string) error {
	if err := short("reason", reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.JoinCase, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		other, err := caseToJoin(ctx, tx, by, c, number)
		if err != nil {
			return nil, err
		}
		joined, to, err := c.JoiningCase(other, kept(reason), s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, joined)}, d.happenToCase(ctx, tx, other, by.ID, onDay(s.Today, to))
	})
}

// caseToJoin finds the case with a number in the same agency. One of another agency is
// not said to exist.
func caseToJoin(ctx context.Context, tx *sqlite.Tx, by auth.User, c *casefile.Case, number string) (*casefile.Case, error) {
	if number = strings.TrimSpace(number); number == "" {
		return nil, fault.AtField("number", "lead_number_needed")
	}
	row, err := tx.CaseByNumber(ctx, number)
	if fault.KindOf(err) == fault.NotFound || err == nil && row.Agency != c.Agency {
		return nil, fault.AtField("number", "lead_not_found")
	}
	if err != nil {
		return nil, err
	}
	other, err := loadCase(ctx, tx, row.ID)
	if err != nil {
		return nil, err
	}
	return other, auth.May(by, casefile.JoinCase, subjectOf(other, 0))
}

// UnjoinCase lets a joined case be answered by itself again (撤销并案).
func (d *Desk) UnjoinCase(ctx context.Context, by auth.User, id casefile.ID, version int, other casefile.ID, reason string) error {
	if err := short("reason", reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.UnjoinCase, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.Allows(casefile.UnjoinCase, s); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(c.Leads(), func(j casefile.JoinedCase) bool { return j.ID == other }) {
			return nil, fault.AtField("party", "lead_which")
		}
		joined, err := loadCase(ctx, tx, other)
		if err != nil {
			return nil, err
		}
		undone, from, err := c.UnjoiningCase(joined, kept(reason), s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, undone)}, d.happenToCase(ctx, tx, joined, by.ID, onDay(s.Today, from))
	})
}

// TakeReply makes the signed reply of the lead case a draft of a joined one
// (拟同样的答复), with what it encloses, and returns the draft's number within the case.
// From there it is the case's own: checked, signed, numbered and served by itself.
func (d *Desk) TakeReply(ctx context.Context, by auth.User, id casefile.ID, version int) (n int, err error) {
	err = d.act(ctx, by, id, version, casefile.TakeReply, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.Allows(casefile.TakeReply, s); err != nil {
			return nil, err
		}
		lead, err := loadCase(ctx, tx, c.Lead.ID)
		if err != nil {
			return nil, err
		}
		if err := auth.May(by, casefile.See, subjectOf(lead, 0)); err != nil {
			return nil, err
		}
		reply, taken, given, err := c.TakingReply(lead, s)
		if err != nil {
			return nil, err
		}
		n = taken.Letter
		facts, materials := enclosedLike(c, lead, reply, s)
		drafted := &casefile.Drafted{Letter: n, Kind: reply.Kind, Result: reply.Result, Materials: materials, Joint: c.JointlyOn(false, nil)}
		if drafted.Private.Values, err = d.valuesLike(ctx, tx, c, lead, reply); err != nil {
			return nil, err
		}
		return append(facts, onDay(s.Today, drafted), onDay(s.Today, taken)), d.happenToCase(ctx, tx, lead, by.ID, onDay(s.Today, given))
	})
	return n, err
}

// valuesLike returns what is filled in when a case is answered like another: what is
// said of the information, not the days and wishes of the other case.
func (d *Desk) valuesLike(ctx context.Context, tx *sqlite.Tx, c, lead *casefile.Case, reply casefile.Letter) (letter.Values, error) {
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return nil, err
	}
	kind, values := letter.Kind(reply.Kind), letter.Values(reply.Values)
	from, err := d.factsToDraft(ctx, tx, lead, agency, kind, values, reply)
	if err != nil {
		return nil, err
	}
	to, err := d.factsToDraft(ctx, tx, c, agency, kind, values, casefile.Letter{Kind: reply.Kind, Result: reply.Result})
	if err != nil {
		return nil, err
	}
	return letter.ValuesLike(kind, from, to, values), nil
}

// fromLead says what the lead case has for one that is joined to it.
func (d *Desk) fromLead(ctx context.Context, c *casefile.Case) (casefile.FromLead, error) {
	if c.Lead == nil {
		return casefile.FromLead{}, nil
	}
	lead, err := loadCase(ctx, d.DB, c.Lead.ID)
	if err != nil {
		return casefile.FromLead{}, err
	}
	return c.FromLead(lead), nil
}

// leadStands returns nil unless the n-th letter is like a reply of the lead case that
// that stands no more.
func leadStands(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, n int) error {
	if c.Lead == nil {
		return nil
	}
	lead, err := loadCase(ctx, tx, c.Lead.ID)
	if err != nil {
		return err
	}
	return c.TakenFrom(lead, n)
}

// enclosedLike adds to a case what a letter of another encloses, where it does not have
// it yet, and returns the numbers under which it has them all.
func enclosedLike(c, lead *casefile.Case, l casefile.Letter, s casefile.Situation) (facts []happening, materials []int) {
	for _, n := range l.Materials {
		m, ok := lead.Material(n)
		if !ok || m.Withdrawn || m.Purpose != casefile.Requested { // proofs are of who asks there
			continue
		}
		have := slices.IndexFunc(c.Materials, func(h casefile.Material) bool {
			return h.File == m.File && h.Purpose == casefile.Requested && !h.Withdrawn
		})
		if have >= 0 {
			materials = append(materials, c.Materials[have].N)
			continue
		}
		f := &casefile.MaterialAdded{Material: len(c.Materials) + len(facts) + 1, File: m.File, Type: m.Type, Size: m.Size, Purpose: casefile.Requested}
		f.Private.Name = m.Name
		facts, materials = append(facts, onDay(s.Today, f)), append(materials, f.Material)
	}
	return facts, materials
}

// combined returns the rows of the cases that are answered with a case, or of the one
// with which it is.
func (d *Desk) combined(ctx context.Context, c *casefile.Case) ([]casefile.Row, error) {
	var ids []casefile.ID
	for _, j := range c.Leads() {
		ids = append(ids, j.ID)
	}
	if c.Lead != nil {
		ids = append(ids, c.Lead.ID)
	}
	var rows []casefile.Row
	for _, id := range ids {
		row, err := d.DB.CaseRow(ctx, id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}
