package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// simply makes a decision of an act that the case only has to allow.
func simply(do casefile.Act, h happening) decision {
	return func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		return []happening{h}, c.Allows(do, s)
	}
}

// Assign gives a case to a unit, perhaps to one officer of it, and to units that
// help (分办).
func (d *Desk) Assign(ctx context.Context, by auth.User, id casefile.ID, version int, a casefile.Assigned, helpers ...casefile.AssistAsked) error {
	return d.act(ctx, by, id, version, casefile.Assign, 0, d.assigning(ctx, a, helpers...))
}

// assigning decides that a case is given to a unit.
func (d *Desk) assigning(ctx context.Context, a casefile.Assigned, helpers ...casefile.AssistAsked) decision {
	return func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.Allows(casefile.Assign, s); err != nil {
			return nil, err
		}
		form, err := checkUnit(ctx, tx, c, a.Unit, a.Officer)
		if err != nil {
			return nil, err
		}
		if err := d.knownIn(ctx, tx, c, a, form); err != nil {
			return nil, err
		}
		c.CheckLead(form, a.Unit)
		c.CheckCombined(form, a.Unit)
		if !a.InnerDue.IsZero() && a.InnerDue.Before(s.Today) {
			form.Bad("inner_due", "inner_due_past")
		}
		parts, err := d.assignHelpers(ctx, tx, c, a.Unit, helpers, s, form)
		if err != nil {
			return nil, err
		}
		return append([]happening{onDay(s.Today, &a)}, parts...), form.Err()
	}
}

// SignFor notes that the unit took the case (签收).
func (d *Desk) SignFor(ctx context.Context, by auth.User, id casefile.ID, version int) error {
	return d.act(ctx, by, id, version, casefile.SignFor, 0, simply(casefile.SignFor, onDay(d.today(), &casefile.UnitSignedFor{Unit: by.Unit})))
}

// Note writes a remark on the file (记一笔).
func (d *Desk) Note(ctx context.Context, by auth.User, id casefile.ID, text string) error {
	f := &casefile.Noted{}
	var err error
	if f.Private.Text, err = given("text", text, "text_needed"); err != nil {
		return err
	}
	return d.act(ctx, by, id, 0, casefile.Note, 0, simply(casefile.Note, onDay(d.today(), f)))
}

// given returns what was typed into a field as it is kept, or the fault beside
// the field if nothing was, or more than a field holds.
func given(field, typed string, missing fault.Code) (string, error) {
	if typed = kept(typed); typed == "" {
		return "", fault.AtField(field, missing)
	}
	return typed, short(field, typed, fault.MaxText)
}

// kept returns what was typed as it is kept: without blanks around it, and
// without what cannot be seen and would turn the words around it.
func kept(typed string) string { return strings.TrimSpace(intake.Legible(typed)) }

// short returns the fault beside a field into which more was typed than it holds.
func short(field, typed string, most int) error {
	form := fault.Form{}
	form.Length(field, typed, most)
	return form.Err()
}

// AddMaterials puts stored files into the file of a case (加材料), those that it
// does not hold yet, and returns how many those are.
func (d *Desk) AddMaterials(ctx context.Context, by auth.User, id casefile.ID, purpose casefile.Purpose, files []intake.File) (added int, err error) {
	err = d.act(ctx, by, id, 0, casefile.AddMaterial, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form := fault.Form{}
		if len(files) == 0 {
			form.Bad("files", "files_needed")
		}
		if purpose.Label() == "" {
			form.Bad("purpose", "purpose_needed")
		}
		notEmpty(form, files)
		if purpose == casefile.Identity {
			intake.CheckScans(form, "files", files)
		}
		if err := form.Err(); err != nil {
			return nil, err
		}
		fresh := newTo(c, purpose, files)
		added = len(fresh)
		return materialFacts(c, s.Today, purpose, fresh), c.Allows(casefile.AddMaterial, s)
	})
	return added, err
}

// notEmpty notes the first file that holds nothing.
func notEmpty(form fault.Form, files []intake.File) {
	for _, f := range files {
		if f.Size == 0 {
			form.Bad("files", "intake_file_empty", f.Name)
		}
	}
}

// newTo leaves out the files that stand in the case already, under the same
// name and for the same purpose: a form sent twice adds them once.
func newTo(c *casefile.Case, purpose casefile.Purpose, files []intake.File) []intake.File {
	return slices.DeleteFunc(slices.Clone(files), func(f intake.File) bool {
		return slices.ContainsFunc(c.Materials, func(m casefile.Material) bool {
			return !m.Withdrawn && m.File == f.Hash && m.Name == f.Name && m.Purpose == purpose
		})
	})
}

// materialFacts makes facts of stored files, numbered after those there are.
func materialFacts(c *casefile.Case, on calendar.Date, purpose casefile.Purpose, files []intake.File) []happening {
	var facts []happening
	for n, f := range files {
		m := &casefile.MaterialAdded{Material: len(c.Materials) + n + 1, File: f.Hash, Type: f.Type, Size: f.Size, Purpose: purpose}
		m.Private.Name = f.Name
		facts = append(facts, onDay(on, m))
	}
	return facts
}

// cameWith makes the facts of documents name the input that they came with.
func cameWith(i *inbox.Input, facts []happening) []happening {
	for _, f := range facts {
		f.fact.(*casefile.MaterialAdded).Input = int64(i.ID)
	}
	return facts
}

// WithdrawMaterial takes a document out of use; it stays in the file.
func (d *Desk) WithdrawMaterial(ctx context.Context, by auth.User, id casefile.ID, n int, reason string) error {
	return d.act(ctx, by, id, 0, casefile.AddMaterial, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := MayWithdraw(by, c); err != nil {
			return nil, err
		}
		if err := AllowsWithdrawal(c, n); err != nil {
			return nil, err
		}
		f := &casefile.MaterialWithdrawn{Material: n}
		var err error
		if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, c.Allows(casefile.AddMaterial, s)
	})
}

// AllowsWithdrawal returns nil if the n-th document can be taken out of use, else
// why not.
func AllowsWithdrawal(c *casefile.Case, n int) error {
	if _, ok := c.Material(n); !ok {
		return fault.New(fault.NotFound, "material_not_found")
	}
	l, enclosed := c.Enclosing(n)
	switch {
	case !enclosed:
		return nil
	case l.Number == "":
		return fault.New(fault.Conflict, "material_in_check", LetterName(l.Kind), l.Stage.Label())
	}
	return fault.New(fault.Conflict, "material_enclosed", LetterName(l.Kind), l.Number)
}

// Withdraw ends a case at the applicant's wish (登记撤回).
func (d *Desk) Withdraw(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := &casefile.Withdrawn{}
	var err error
	if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Withdraw, 0, simply(casefile.Withdraw, onDay(d.today(), f)))
}

// Close ends a case without a reply, with its reason (结案).
func (d *Desk) Close(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Closed) error {
	return d.act(ctx, by, id, version, casefile.Close, 0, deciding((*casefile.Case).Closure, f))
}

// Resume lets a case go on that was closed or withdrawn by mistake, with its reason (恢复办理).
func (d *Desk) Resume(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.Resumed{}
	f.Private.Reason = reason
	return d.act(ctx, by, id, version, casefile.Resume, 0, deciding((*casefile.Case).Resumption, f))
}

// CorrectReceipt replaces the day of receipt; the old one stays in the ledger.
func (d *Desk) CorrectReceipt(ctx context.Context, by auth.User, id casefile.ID, version int, r casefile.Receipt) error {
	return d.act(ctx, by, id, version, casefile.CorrectReceipt, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		f, err := c.CorrectedReceipt(r, s)
		if err != nil {
			return nil, err
		}
		tried := *c
		tried.Receipt = f.Receipt
		if _, err := tried.Clock(d.Calendar(), s.Today); err != nil {
			return nil, fault.AtField("received_on", "clock_impossible")
		}
		return []happening{onDay(s.Today, f)}, nil
	})
}

// CorrectPerson replaces what is known of the applicant.
func (d *Desk) CorrectPerson(ctx context.Context, by auth.User, id casefile.ID, version int, a casefile.Applicant, delivery casefile.Delivery, reason string) error {
	return d.act(ctx, by, id, version, casefile.CorrectPerson, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form := fault.Form{}
		a := intake.Entered(form, a.Unmasked(c.Applicant, form), casefile.Wants{Delivery: delivery}, s.Today)
		if a.Name == "" {
			form.Bad("name", "name_needed")
		}
		if strings.TrimSpace(reason) == "" {
			form.Bad("reason", "reason_needed")
		}
		if err := form.Err(); err != nil {
			return nil, err
		}
		f := &casefile.PersonCorrected{Corrects: 1, Class: a.Class, Delivery: delivery}
		f.Private.Applicant, f.Private.Reason = a, strings.TrimSpace(reason)
		return []happening{onDay(s.Today, f)}, c.Allows(casefile.CorrectPerson, s)
	})
}

// CorrectWants replaces subject and content of a request as the office has them,
// such as where something was copied wrongly or cannot be read. The input, and
// what was registered, stay.
func (d *Desk) CorrectWants(ctx context.Context, by auth.User, id casefile.ID, version int, subject, content, reason string) error {
	return d.act(ctx, by, id, version, casefile.CorrectWants, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		wants := intake.LegibleWants(casefile.Wants{Subject: subject, Content: content})
		form := fault.Form{}
		form.Length("subject", wants.Subject, fault.MaxLine)
		f := &casefile.WantsCorrected{Corrects: c.WantsEntry()}
		f.Private.Subject, f.Private.Content, f.Private.Reason = wants.Subject, wants.Content, strings.TrimSpace(reason)
		for _, field := range []struct {
			name, value string
			needed      fault.Code
		}{{"subject", f.Private.Subject, "subject_needed"}, {"content", f.Private.Content, "content_needed"}, {"reason", f.Private.Reason, "reason_needed"}} {
			if field.value == "" {
				form.Bad(field.name, field.needed)
			}
		}
		if err := form.Err(); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, c.Allows(casefile.CorrectWants, s)
	})
}

// Annul takes back a registration that should not have been (撤销登记). The input
// it came from waits again, and so do those that were joined to it; the case
// number stays used.
func (d *Desk) Annul(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := &casefile.Annulled{}
	var err error
	if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Annul, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.Allows(casefile.Annul, s); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, d.reopenAfterAnnul(ctx, tx, by, c, f.Private.Reason)
	})
}

// reopenAfterAnnul lets the inputs of a case that is annulled wait again. One
// that became other cases too stays with them while one of those stands.
func (d *Desk) reopenAfterAnnul(ctx context.Context, tx *sqlite.Tx, by auth.User, c *casefile.Case, reason string) error {
	for _, id := range c.Inputs() {
		i, err := loadInput(ctx, tx, inbox.ID(id))
		if err != nil {
			return err
		}
		stands, err := d.standsWithout(ctx, tx, i, c.ID)
		if err != nil {
			return err
		}
		if stands {
			continue
		}
		reopened, err := i.Reopening(reason)
		if err != nil {
			return err
		}
		if err := d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), reopened)); err != nil {
			return err
		}
	}
	return nil
}

// standsWithout reports whether the input belongs to a case beside this one
// that was not annulled.
func (d *Desk) standsWithout(ctx context.Context, tx *sqlite.Tx, i *inbox.Input, id casefile.ID) (bool, error) {
	for _, other := range i.Cases {
		if other == id {
			continue
		}
		row, err := tx.CaseRow(ctx, other)
		if err != nil || row.Stage != casefile.StageAnnulled {
			return err == nil, err
		}
	}
	return false, nil
}
