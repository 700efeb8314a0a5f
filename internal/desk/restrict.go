package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// Restrict lets only the people named know of a case from now on (限制知悉). They must be
// able to bring it to its end: work it, check and sign, and name others.
func (d *Desk) Restrict(ctx context.Context, by auth.User, id casefile.ID, version int, people []int64, reason string) error {
	return d.act(ctx, by, id, version, casefile.Restrict, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		f := casefile.Restricted{People: people}
		f.Private.Reason = kept(reason)
		fact, err := c.Restricting(f, s)
		if err != nil {
			return nil, err
		}
		named, err := d.named(ctx, tx, fact.People)
		if err != nil {
			return nil, err
		}
		for _, u := range named {
			if u.Disabled {
				return nil, fault.AtField("people", "restrict_unknown")
			}
			if err := auth.May(u, casefile.See, unrestricted(c)); err != nil {
				return nil, fault.AtField("people", "restrict_useless", u.Name)
			}
		}
		if lacking := lackingHands(named, unrestricted(c), c.Stage().IsOpen()); lacking != nil {
			return nil, fault.AtField("people", "restrict_lacks", strings.Join(lacking, "、"))
		}
		return []happening{onDay(s.Today, fact)}, nil
	})
}

// LiftRestriction lets all see a case again whom their roles let (解除限制知悉).
func (d *Desk) LiftRestriction(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.RestrictionLifted{}
	f.Private.Reason = kept(reason)
	return d.act(ctx, by, id, version, casefile.LiftRestriction, 0, deciding((*casefile.Case).LiftingRestriction, f))
}

// figured is what the person sees of figures: restricted cases count in them all the same.
func figured(by auth.User) auth.Sight {
	s := auth.SightOf(by)
	s.Person = 0
	return s
}

// rowKnown returns the row of a case behind a figure; of one that is restricted to others
// no more than the number.
func (d *Desk) rowKnown(ctx context.Context, by auth.User, id casefile.ID) (casefile.Row, error) {
	row, err := d.DB.CaseRow(ctx, id)
	if err == nil && !row.Known.Admits(by.ID) {
		row = casefile.Row{Number: row.Number, Agency: row.Agency, Subject: casefile.RestrictedLabel}
	}
	return row, err
}

// unrestricted is what auth must know of the case but who may know of it.
func unrestricted(c *casefile.Case) auth.Subject {
	s := subjectOf(c, 0)
	s.Known = ""
	return s
}

// named returns the people with their own roles: a place that is taken is given back.
func (d *Desk) named(ctx context.Context, tx *sqlite.Tx, ids []int64) ([]auth.User, error) {
	var all []auth.User
	for _, id := range ids {
		u, err := tx.User(ctx, id)
		if fault.KindOf(err) == fault.NotFound {
			return nil, fault.AtField("people", "restrict_unknown")
		}
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	return all, nil
}

// lackingHands says what nobody of the people can do in a case that only they know of: see
// to what comes in about it, name others, and while it is open work it, check and sign, which
// takes three.
func lackingHands(named []auth.User, of auth.Subject, open bool) (lacking []string) {
	who := func(acts ...casefile.Act) (able []int64) {
		for _, u := range named {
			if slices.ContainsFunc(acts, func(do casefile.Act) bool { return auth.May(u, do, of) == nil }) {
				able = append(able, u.ID)
			}
		}
		return able
	}
	needs := func(able []int64, label string) {
		if len(able) == 0 {
			lacking = append(lacking, label)
		}
	}
	if open {
		work := []casefile.Act{casefile.Draft}
		if of.Unit == 0 {
			work = append(work, casefile.Assign)
		}
		drafts, checks, signs := who(work...), who(casefile.Check), who(casefile.Sign)
		needs(drafts, "能办理的人（经办人，没有分办的还可以是收件员）")
		needs(checks, "审核人")
		needs(signs, "签发人")
		if lacking == nil && !threeOf(drafts, checks, signs) {
			lacking = append(lacking, "拟稿、审核、签发的三个不同的人")
		}
	}
	needs(who(casefile.Join), "能看来件、并入的人（收件员或者统筹）")
	needs(who(casefile.Restrict), "能改名单的人（签发人或者统筹）")
	return lacking
}

// threeOf reports whether three different people can be taken, one from each.
func threeOf(first, second, third []int64) bool {
	for _, a := range first {
		for _, b := range second {
			if b != a && slices.ContainsFunc(third, func(c int64) bool { return c != a && c != b }) {
				return true
			}
		}
	}
	return false
}

// knownIn notes on a form if nobody of the unit to which a restricted case is given may know
// of it, or not the officer.
func (d *Desk) knownIn(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, a casefile.Assigned, form fault.Form) error {
	if c.Known() == "" {
		return nil
	}
	if a.Officer != 0 && !c.Known().Admits(a.Officer) {
		form.Bad("officer", "restrict_officer")
	}
	named, err := d.named(ctx, tx, c.Restriction().People)
	then := unrestricted(c)
	then.Unit = a.Unit
	if err == nil && lackingHands(named, then, true) != nil {
		form.Bad("unit", "restrict_unit")
	}
	return err
}

// keepsKnown refuses to let somebody become what makes a restricted case one that nobody
// who knows of it can open to others, or one to which nobody sees when mail comes in.
func (d *Desk) keepsKnown(ctx context.Context, tx *sqlite.Tx, before, after auth.User) error {
	rows, err := tx.KnownTo(ctx, after.ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		var others []auth.User
		for _, id := range row.Known.People() {
			if id == after.ID {
				continue
			}
			u, err := tx.User(ctx, id)
			if err != nil {
				return err
			}
			others = append(others, u)
		}
		for _, hand := range []struct {
			do   casefile.Act
			last fault.Code
		}{{casefile.Restrict, "restrict_last"}, {casefile.Join, "restrict_last_mail"}} {
			can := func(u auth.User) bool { return auth.May(u, hand.do, auth.Of(row)) == nil }
			if can(before) && !can(after) && !slices.ContainsFunc(others, can) {
				return fault.AtField(changedField(before, after), hand.last)
			}
		}
	}
	return nil
}
