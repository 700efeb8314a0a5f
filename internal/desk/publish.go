package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// ProposePublication records that what was disclosed is proposed to be published,
// as it came on a day (条例 44).
func (d *Desk) ProposePublication(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.PublicationProposed, on calendar.Date) error {
	f.Private.Reason = kept(f.Private.Reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.ProposePublication, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		fact, err := c.ProposePublication(f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, fact)}, nil
	})
}

// DecidePublication records what became of a proposal to publish.
func (d *Desk) DecidePublication(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.PublicationDecided) error {
	f.Where, f.Private.Reason = kept(f.Where), kept(f.Private.Reason)
	form := fault.Form{}
	form.Length("where", f.Where, fault.MaxLine)
	form.Length("reason", f.Private.Reason, fault.MaxText)
	if err := form.Err(); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.DecidePublication, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		fact, err := c.DecidePublication(f, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, nil
	})
}

// ProposeByApplicant notes that the applicant proposes on the status page that what
// they were given is published. Sent twice it is noted once.
func (d *Desk) ProposeByApplicant(ctx context.Context, visit Visit, reason string) error {
	s, err := d.Status(ctx, visit)
	if err != nil {
		return err
	}
	if s.Case == nil {
		return fault.New(fault.Conflict, "portal_not_registered")
	}
	f := casefile.PublicationProposed{}
	f.Private.Reason = kept(reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.toOwnCase(ctx, s.Case.ID, func(c *casefile.Case, today calendar.Date) ([]happening, error) {
		if c.IsProposed() && c.Publication.On == today && c.Publication.Reason == f.Private.Reason {
			return nil, nil
		}
		if err := c.AllowsProposing(); err != nil {
			return nil, err
		}
		fact, err := c.ProposePublication(f, today, casefile.Situation{Today: today})
		if err != nil {
			return nil, err
		}
		return []happening{onDay(today, fact)}, nil
	})
}

// alikeLooked bounds how many resembling inputs are looked at for who sent them.
const alikeLooked = 20

// OthersAsking counts the other applicants who asked the agency for what resembles
// what this case is about (条例 44.1), as far as they are looked at.
func (d *Desk) OthersAsking(ctx context.Context, c *casefile.Case) (int, error) {
	if c.Input == 0 {
		return 0, nil
	}
	i, err := loadInput(ctx, d.DB, inbox.ID(c.Input))
	if err != nil {
		return 0, err
	}
	found, err := d.alikeOf(ctx, []*inbox.Input{i})
	if err != nil {
		return 0, err
	}
	looked, others := 0, map[string]bool{}
	for _, a := range found[i.ID] {
		if !a.Likeness.SameMatter || a.Likeness.SamePerson || looked == alikeLooked {
			continue
		}
		looked++
		row, err := d.DB.InputRow(ctx, a.Input.ID)
		if err != nil {
			return 0, err
		}
		if row.Sender != "" && row.Sender != c.Applicant.Name {
			others[row.Sender] = true
		}
	}
	return len(others), nil
}
