package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// toReview puts what came with an input, and what was added to it, into a case.
func (d *Desk) toReview(ctx context.Context, tx *sqlite.Tx, by auth.User, c *reconsider.Case, i *inbox.Input, came []happening) error {
	for _, m := range came {
		m.fact.(*casefile.MaterialAdded).Material += len(c.Materials)
	}
	if err := d.happenToReview(ctx, tx, c, by.ID, came...); err != nil {
		return err
	}
	return d.happenToReview(ctx, tx, c, ledger.Applicant, d.saidSince(c, i)...)
}

// saidSince is what the applicant said about an input after it came: additions, and that
// it is withdrawn.
func (d *Desk) saidSince(c *reconsider.Case, i *inbox.Input) []happening {
	files, _ := reviewMaterials(c, d.today(), i.AddedFiles())
	added := cameWith(i, files)
	for _, a := range i.Additions {
		if a.Text != "" {
			added = append(added, onDay(a.On, noted(a.Text)))
		}
	}
	if w := i.Withdrawal; w != nil {
		asked := withdrawalAsked(w.Reason)
		asked.Input = int64(i.ID)
		added = append(added, onDay(w.On, asked))
	}
	return added
}

// JoinReview puts what waits in the bureau's inbox into the file of a case that is there
// (并入): what it says is noted, what came with it is material of that case.
func (d *Desk) JoinReview(ctx context.Context, by auth.User, id inbox.ID, version int, number string) (reconsider.ID, error) {
	v, err := d.ReviewInput(ctx, by, id)
	if err != nil {
		return 0, err
	}
	came, err := d.materialsOf(ctx, v)
	if err != nil {
		return 0, err
	}
	if number = strings.TrimSpace(number); number == "" {
		return 0, fault.AtField("case", "input_no_review")
	}
	rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Body: v.Input.Body, Number: number})
	if err != nil {
		return 0, err
	}
	if len(rows) == 0 {
		return 0, fault.AtField("case", "input_no_review")
	}
	to := rows[0].ID
	return to, d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := d.inputToDecide(ctx, tx, id, version, false)
		if err != nil {
			return err
		}
		c, err := d.reviewToJoin(ctx, tx, by, to)
		if err != nil {
			return err
		}
		joined := &reconsider.InputJoined{Input: int64(i.ID), Number: i.Number, Door: i.Door, CameOn: i.AtBureauOn(), Entries: len(came) + len(d.saidSince(c, i))}
		joined.Private.From, joined.Private.Text = i.Digest.Sender, v.Content.Text
		if err := d.happenToReview(ctx, tx, c, by.ID, onDay(d.today(), joined)); err != nil {
			return err
		}
		if err := d.toReview(ctx, tx, by, c, i, came); err != nil {
			return err
		}
		return d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), &inbox.WasJoined{Review: int64(to), Number: c.Number}))
	})
}

// reviewToJoin loads a case into which the person may put what came in, or out of which
// they may take it.
func (d *Desk) reviewToJoin(ctx context.Context, tx *sqlite.Tx, by auth.User, id reconsider.ID) (*reconsider.Case, error) {
	c, err := loadReview(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	subject, err := d.reviewSubject(ctx, tx, by, c, 0)
	if err != nil {
		return nil, err
	}
	if err := auth.MayReview(by, reconsider.File, subject); err != nil {
		return nil, err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return nil, err
	}
	return c, c.Allows(reconsider.AddMaterial, s)
}

// reopenJoined takes an input out of the reconsideration case that it was put into (撤销
// 并入), with all that came with it: it waits again.
func (d *Desk) reopenJoined(ctx context.Context, by auth.User, id inbox.ID, version int, reason string) error {
	return d.withInput(ctx, by, auth.ReviewIntake, id, version, func(tx *sqlite.Tx, i *inbox.Input) error {
		if i.State != inbox.JoinedTo {
			return fault.New(fault.Conflict, "input_has_review")
		}
		c, err := d.reviewToJoin(ctx, tx, by, reconsider.ID(i.Review))
		if err != nil {
			return err
		}
		entry, _ := c.JoinedBy(int64(i.ID))
		if entry == 0 {
			return fault.New(fault.Conflict, "input_has_review") // joined before that was noted
		}
		return d.takeOut(ctx, tx, by, c, i, entry, reason)
	})
}

// takeOut takes the entry back by which an input was put into a case, and what came of it
// since; the input waits again.
func (d *Desk) takeOut(ctx context.Context, tx *sqlite.Tx, by auth.User, c *reconsider.Case, i *inbox.Input, entry int, reason string) error {
	reopened, err := i.Reopening(reason)
	if err != nil {
		return err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	_, since := c.JoinedBy(int64(i.ID))
	for _, n := range append(since, entry) {
		back := reconsider.TakenBack{Corrects: n}
		back.Private.Reason = reopened.Private.Reason
		f, err := c.TakingBack(back, s)
		if err != nil {
			return err
		}
		if err := d.happenToReview(ctx, tx, c, by.ID, onDay(s.Today, f)); err != nil {
			return err
		}
	}
	return d.happenToInput(ctx, tx, i, by.ID, onDay(s.Today, reopened))
}

// TakeBackReview takes back an entry of a case that should not have been made (撤销一笔);
// that by which an input was put into it takes the input out.
func (d *Desk) TakeBackReview(ctx context.Context, by auth.User, id reconsider.ID, version, entry int, reason string) error {
	f := reconsider.TakenBack{Corrects: entry}
	f.Private.Reason = kept(reason)
	return d.actOnReview(ctx, by, id, version, reconsider.TakeBack, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		back, err := c.TakingBack(f, s)
		if err != nil {
			return nil, err
		}
		if _, guides := c.History[entry-1].Fact.(*reconsider.Guided); guides { // by who may mark it
			if err := d.mayReview(ctx, tx, by, c, reconsider.Guide, 0); err != nil {
				return nil, err
			}
		}
		joined, ok := c.History[entry-1].Fact.(*reconsider.InputJoined)
		if !ok {
			return []happening{onDay(s.Today, back)}, nil
		}
		i, err := loadInput(ctx, tx, inbox.ID(joined.Input))
		if err != nil {
			return nil, err
		}
		return nil, d.takeOut(ctx, tx, by, c, i, entry, back.Private.Reason)
	})
}

// noteReviewCode notes in the reconsideration case of an input that its code was replaced.
func (d *Desk) noteReviewCode(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, renewed *inbox.NewCode) error {
	c, err := loadReview(ctx, tx, reconsider.ID(i.Review))
	if err != nil {
		return err
	}
	f := &reconsider.CodeReplaced{Identified: renewed.Identified}
	f.Private.Note = renewed.Private.Note
	return d.happenToReview(ctx, tx, c, by.ID, onDay(d.today(), f))
}

// InputsOfReview returns what a case came by and what was put into it, for who handles
// what comes in to its bureau; nothing for others.
func (d *Desk) InputsOfReview(ctx context.Context, by auth.User, c *reconsider.Case) ([]*inbox.Input, error) {
	if auth.MayDo(by, auth.ReviewIntake, c.Body) != nil {
		return nil, nil
	}
	var ids []int64
	if c.Input != 0 {
		ids = append(ids, c.Input)
	}
	for _, j := range c.Joined {
		ids = append(ids, j.Input)
	}
	var all []*inbox.Input
	for _, id := range ids {
		i, err := loadInput(ctx, d.DB, inbox.ID(id))
		if err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	return all, nil
}
