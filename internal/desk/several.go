package desk

import (
	"context"
	"errors"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// SeveralAtOnce is how many cases can be picked for one act: what a person can
// look through before confirming.
const SeveralAtOnce = 200

// A Picked is a case that was picked from a list, at the version that was seen (0:
// whatever it is now).
type Picked struct {
	ID      casefile.ID
	Version int
}

// An Outcome is what an act does to one of several cases, or would do.
type Outcome struct {
	Row casefile.Row  // as it is before
	Due calendar.Date // the last day that it would have, where the act moves it

	Version int   // of the case once it is done
	Err     error // why it cannot be done; nil if it can, or is
}

// Failed returns the outcomes of which the act cannot be done.
func Failed(outcomes []Outcome) []Outcome {
	var failed []Outcome
	for _, o := range outcomes {
		if o.Err != nil {
			failed = append(failed, o)
		}
	}
	return failed
}

// errTried ends a transaction in which something was only tried.
var errTried = errors.New("tried, not kept")

// AssignSeveral gives cases to a unit, and perhaps to one officer of it (分办), each
// for itself: what one case does not allow holds none of the others up. With try
// nothing is kept. What is wrong with the form itself is an error of its own.
func (d *Desk) AssignSeveral(ctx context.Context, by auth.User, picked []Picked, a casefile.Assigned, try bool) ([]Outcome, error) {
	if a.Unit == 0 {
		return nil, fault.AtField("unit", "unit_needed")
	}
	return d.several(ctx, by, picked, try, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		return d.actIn(ctx, tx, by, p.ID, p.Version, casefile.Assign, 0, d.assigning(ctx, a))
	})
}

// TakeBackSeveral takes back the last entry of each case, which it must have had
// when it was picked: what was done to several by mistake (撤销一笔). With try
// nothing is kept.
func (d *Desk) TakeBackSeveral(ctx context.Context, by auth.User, picked []Picked, reason string, try bool) ([]Outcome, error) {
	reason, err := given("reason", reason, "reason_needed")
	if err != nil {
		return nil, err
	}
	return d.several(ctx, by, picked, try, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		f := casefile.TakenBack{Corrects: p.Version}
		f.Private.Reason = reason
		return d.actIn(ctx, tx, by, p.ID, p.Version, casefile.TakeBack, 0, takingBack(by, f))
	})
}

// ExtendSeveral drafts the notice that the period of each case is extended (延期, 条例
// 33.2), with the same values, and hands it to the checker; each then goes its own
// way to be checked, signed and served. With try nothing is kept; an outcome says
// the last day that the case would have.
func (d *Desk) ExtendSeveral(ctx context.Context, by auth.User, picked []Picked, v letter.Values, try bool) ([]Outcome, error) {
	outcomes, err := d.several(ctx, by, picked, try, func(tx *sqlite.Tx, p Picked) (*casefile.Case, error) {
		n := 0
		c, err := d.actIn(ctx, tx, by, p.ID, p.Version, casefile.Draft, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
			n = len(c.Letters) + 1
			drafted := &casefile.Drafted{Letter: n, Kind: casefile.ExtensionNotice}
			drafted.Private.Values = v
			return []happening{onDay(s.Today, drafted)}, c.AllowsNew(casefile.ExtensionNotice, s)
		})
		if err != nil {
			return nil, err
		}
		return d.actIn(ctx, tx, by, p.ID, c.Version, casefile.Submit, n, d.submitting(ctx, n))
	})
	days, badDays := strconv.Atoi(v["days"])
	for i, o := range outcomes {
		if o.Err == nil && badDays == nil && !o.Row.DueOn.IsZero() {
			outcomes[i].Due = d.Calendar().AddWorkdays(o.Row.DueOn, days)
		}
	}
	return outcomes, err
}

// several does something to each picked case in a transaction of its own, or tries
// it in one that is not kept.
func (d *Desk) several(ctx context.Context, by auth.User, picked []Picked, try bool, do func(*sqlite.Tx, Picked) (*casefile.Case, error)) ([]Outcome, error) {
	switch {
	case len(picked) == 0:
		return nil, fault.AtField("pick", "several_none")
	case len(picked) > SeveralAtOnce:
		return nil, fault.AtField("pick", "several_too_many", SeveralAtOnce)
	}
	outcomes := make([]Outcome, len(picked))
	for i, p := range picked {
		err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			row, err := tx.CaseRow(ctx, p.ID)
			if err != nil {
				return err
			}
			if err := maySee(by, row); err != nil {
				return err
			}
			outcomes[i].Row = row
			c, err := do(tx, p)
			if err != nil {
				return err
			}
			if outcomes[i].Version = c.Version; try {
				return errTried
			}
			return nil
		})
		switch {
		case err == nil || errors.Is(err, errTried):
		case outcomes[i].Row.ID == 0, fault.KindOf(err) == fault.Internal:
			return nil, err // what cannot be seen, or a database that fails
		default:
			outcomes[i].Err = err
		}
	}
	return outcomes, nil
}

// OpenCasesOf counts the open cases of an officer, for who looks after accounts:
// they are handed over before the account is closed.
func (d *Desk) OpenCasesOf(ctx context.Context, by auth.User, officer auth.User) (int, error) {
	if err := auth.MayDo(by, auth.ManageUsers, officer.Agency); err != nil {
		return 0, err
	}
	return d.DB.CountCases(ctx, sqlite.CaseFilter{Sight: auth.Sight{All: true}, Open: true, Officer: officer.ID})
}
