package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// assignHelpers decides the parts of the units that are asked with the assignment.
func (d *Desk) assignHelpers(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, lead int64, helpers []casefile.AssistAsked, s casefile.Situation, form fault.Form) ([]happening, error) {
	led := *c
	led.Unit, led.UnitRefused = lead, nil
	var facts []happening
	for _, h := range helpers {
		bad, err := checkUnit(ctx, tx, c, h.Unit, h.Officer)
		if err != nil {
			return nil, err
		}
		asked, err := led.Assisted(h, s)
		bad.Add(err)
		for field, e := range bad {
			form["assist_"+field] = e
		}
		facts = append(facts, onDay(s.Today, asked))
	}
	return facts, nil
}

// checkUnit says what is wrong with a unit, and an officer of it, that is to work on
// the case.
func checkUnit(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, unitID, officerID int64) (fault.Form, error) {
	form := fault.Form{}
	unit, err := tx.Unit(ctx, unitID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	if err != nil || !unit.Active || unit.Agency != c.Agency {
		form.Bad("unit", "unit_needed")
	}
	if officerID == 0 {
		return form, nil
	}
	officer, err := tx.User(ctx, officerID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	if err != nil || officer.Unit != unitID || officer.Disabled || !officer.Has(auth.Officer) {
		form.Bad("officer", "officer_of_unit")
	}
	return form, nil
}

// AskAssist gives a unit a part in a case, or corrects the one it has (请协办).
func (d *Desk) AskAssist(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.AssistAsked) error {
	return d.act(ctx, by, id, version, casefile.AskAssist, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form, err := checkUnit(ctx, tx, c, f.Unit, f.Officer)
		if err != nil {
			return nil, err
		}
		asked, err := c.Assisted(f, s)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			return nil, err
		}
		form.Add(err)
		return []happening{onDay(s.Today, asked)}, form.Err()
	})
}

// ReturnUnit gives a case back from its lead unit, with the reason (退回分办).
func (d *Desk) ReturnUnit(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := &casefile.UnitReturned{Unit: by.Unit}
	var err error
	if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.ReturnUnit, 0, simply(casefile.ReturnUnit, onDay(d.today(), f)))
}

// onPart makes a decision of an act on the part of a unit that it only has to allow.
func onPart(unit int64, do casefile.Act, h happening) decision {
	return func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		return []happening{h}, c.AllowsPart(unit, do, s)
	}
}

// SignForAssist notes that the person's unit took its part (签收协办).
func (d *Desk) SignForAssist(ctx context.Context, by auth.User, id casefile.ID, version int) error {
	f := &casefile.AssistSignedFor{Unit: by.Unit}
	return d.act(ctx, by, id, version, casefile.AssistSignFor, 0, onPart(by.Unit, casefile.AssistSignFor, onDay(d.today(), f)))
}

// ReturnAssist gives the part of the person's unit back, with the reason (退回协办).
func (d *Desk) ReturnAssist(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := &casefile.AssistReturned{Unit: by.Unit}
	var err error
	if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AssistReturn, 0, onPart(by.Unit, casefile.AssistReturn, onDay(d.today(), f)))
}

// AnswerAssist hands in what the person's unit found (交协办意见).
func (d *Desk) AnswerAssist(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.AssistAnswered) error {
	f.Unit = by.Unit
	return d.act(ctx, by, id, version, casefile.AssistAnswer, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		answered, err := c.AssistAnswering(f, s)
		return []happening{onDay(s.Today, answered)}, err
	})
}

// SendBackAssist sends the answer of a unit back to be done again (退回重办).
func (d *Desk) SendBackAssist(ctx context.Context, by auth.User, id casefile.ID, version int, unit int64, remark string) error {
	f := &casefile.AssistSentBack{Unit: unit}
	form := fault.Form{}
	var err error
	f.Private.Remark, err = given("remark", remark, "remark_needed")
	form.Add(err)
	if unit == 0 {
		form.Bad("unit", "assist_unit_needed")
	}
	if err := form.Err(); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AssistSendBack, 0, onPart(unit, casefile.AssistSendBack, onDay(d.today(), f)))
}

// RemoveAssist takes a unit off a case, with the reason (取消协办).
func (d *Desk) RemoveAssist(ctx context.Context, by auth.User, id casefile.ID, version int, unit int64, reason string) error {
	f := &casefile.AssistRemoved{Unit: unit}
	form := fault.Form{}
	var err error
	f.Private.Reason, err = given("reason", reason, "reason_needed")
	form.Add(err)
	if unit == 0 {
		form.Bad("unit", "assist_unit_needed")
	}
	if err := form.Err(); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AssistRemove, 0, onPart(unit, casefile.AssistRemove, onDay(d.today(), f)))
}

// MayWithdraw returns nil if the person may take a document of the case out of use.
// Whose unit only helps adds documents, and touches none that is there.
func MayWithdraw(by auth.User, c *casefile.Case) error {
	s := subjectOf(c, 0)
	s.Assisting = ""
	return auth.May(by, casefile.AddMaterial, s)
}

// optionOnUnit says whether the person can do an act on the part of their unit.
func optionOnUnit(by auth.User, c *casefile.Case, do casefile.Act, s casefile.Situation) error {
	if slices.Contains(ownPart, do) {
		return c.AllowsPart(by.Unit, do, s)
	}
	return c.Allows(do, s)
}

// ownPart are the acts of a unit on its own part.
var ownPart = []casefile.Act{casefile.AssistSignFor, casefile.AssistReturn, casefile.AssistAnswer}
