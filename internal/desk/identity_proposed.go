package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// ProposeIdentity proposes an identity that the security administrator knows to be a person's,
// in place of what was proposed before. Nobody signs in by it before the person has confirmed
// it: who gives it must not be able to open an account by it alone.
func (d *Desk) ProposeIdentity(ctx context.Context, by auth.User, of int64, i auth.Identity) error {
	if _, err := d.linking(ctx, by, of); err != nil {
		return err
	}
	i.Subject = strings.TrimSpace(i.Subject)
	if !i.IsSound() {
		return fault.AtField("subject", "identity_subject")
	}
	switch u, err := d.DB.UserByIdentity(ctx, i); {
	case err == nil && u.ID == of:
		return fault.AtField("subject", "identity_linked")
	case err == nil:
		return fault.AtField("subject", "identity_taken")
	case fault.KindOf(err) != fault.NotFound:
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.ProposeLink(ctx, of, auth.Link{Identity: i, By: by.ID, At: d.now()})
	})
}

// ProposedIdentity returns the identity that waits for a person to confirm it: the reader's
// own, or that of somebody whose identity they may propose. Without one it is the zero Link.
func (d *Desk) ProposedIdentity(ctx context.Context, by auth.User, of int64) (auth.Link, error) {
	if of != by.ID {
		if _, err := d.linking(ctx, by, of); err != nil {
			return auth.Link{}, err
		}
	}
	return orNone(d.DB.ProposedLink(ctx, of))
}

// ConfirmIdentity links the person's account to the identity that was proposed and shown to
// them. One that was withdrawn or changed meanwhile is fault Conflict.
func (d *Desk) ConfirmIdentity(ctx context.Context, by auth.User, subject string) error {
	l, err := d.ProposedIdentity(ctx, by, by.ID)
	if err != nil {
		return err
	}
	gone := fault.New(fault.Conflict, "identity_proposal_gone")
	if l.Subject == "" || l.Subject != subject {
		return gone
	}
	return d.link(ctx, by, l, func(tx *sqlite.Tx) error {
		now, err := orNone(tx.ProposedLink(ctx, by.ID))
		if err == nil && now.Identity != l.Identity {
			err = gone
		}
		return err
	})
}

// RefuseIdentity ends what was proposed: the person's own refusal, or that of who may propose.
func (d *Desk) RefuseIdentity(ctx context.Context, by auth.User, of int64) error {
	if of != by.ID {
		if _, err := d.linking(ctx, by, of); err != nil {
			return err
		}
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.DropProposedLink(ctx, of) })
}
