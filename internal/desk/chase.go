package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// Chase presses the unit of a case (督办), and lets its people know by mail where
// they are reminded by mail.
func (d *Desk) Chase(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Chased) error {
	f.Private.What = kept(f.Private.What)
	if err := short("what", f.Private.What, fault.MaxText); err != nil {
		return err
	}
	people, err := d.People(ctx)
	if err != nil {
		return err
	}
	if err := d.lendRoles(ctx, people.Users); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Chase, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		chased, err := c.Chase(f, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, chased)}, d.tellChased(ctx, tx, people, c, chased)
	})
}

// chasePrefix begins the keys of the mails that tell a unit that it is pressed; the
// case, the entry and the person follow.
const chasePrefix = "chase/"

// tellChased puts into the outbox that the unit is pressed, for each of those whose
// move it is. The entry is the next one of the case.
func (d *Desk) tellChased(ctx context.Context, tx *sqlite.Tx, people People, c *casefile.Case, f *casefile.Chased) error {
	if !d.Reminders.On || d.sender(c.Agency) == "" {
		return nil
	}
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return err
	}
	for _, u := range people.movers(c, casefile.UnitWaits) {
		if u.Email == "" {
			continue
		}
		m := Mail{To: u.Email, Subject: "督办：" + c.Number, Automatic: true,
			Text: u.Name + "：\n\n案件 " + c.Number + " 被督办（" + f.Why.Label() + "），请在" + f.AnswerBy.Chinese() + "以前答复。\n" + d.Reminders.caseURL(c.ID) +
				"\n\n信里不写申请人和内容，请登录后看。这封信由系统自动发出，不用回复。\n"}
		if err := d.enqueue(ctx, tx, agency, fmt.Sprintf("%s%d/%d/%d", chasePrefix, c.ID, c.Version+1, u.ID), "", m); err != nil {
			return err
		}
	}
	return nil
}

// AnswerChase is what the unit says to it.
func (d *Desk) AnswerChase(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.ChaseAnswered) error {
	f.Private.Text = kept(f.Private.Text)
	if err := short("text", f.Private.Text, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AnswerChase, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		answered, err := c.ChaseAnswer(f, s)
		return []happening{onDay(s.Today, answered)}, err
	})
}

// EndChase ends it.
func (d *Desk) EndChase(ctx context.Context, by auth.User, id casefile.ID, version int, remark string) error {
	f := casefile.ChaseEnded{}
	f.Private.Remark = kept(remark)
	if err := short("remark", f.Private.Remark, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.EndChase, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		ended, err := c.ChaseEnd(f, s)
		return []happening{onDay(s.Today, ended)}, err
	})
}

// Escalate lays a case before the coordinating office (提请协调).
func (d *Desk) Escalate(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.Escalated{}
	f.Private.Reason = kept(reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Escalate, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		escalated, err := c.Escalate(f, s)
		return []happening{onDay(s.Today, escalated)}, err
	})
}

// AnswerEscalation is what the coordinating office says to it.
func (d *Desk) AnswerEscalation(ctx context.Context, by auth.User, id casefile.ID, version int, text string) error {
	f := casefile.EscalationAnswered{}
	f.Private.Text = kept(text)
	if err := short("text", f.Private.Text, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.AnswerEscalation, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		answered, err := c.EscalationAnswer(f, s)
		return []happening{onDay(s.Today, answered)}, err
	})
}

// ChasePDF makes the paper on which a unit was pressed (督办单), as it was then.
func (d *Desk) ChasePDF(ctx context.Context, by auth.User, id casefile.ID, entry int) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	for _, k := range v.Case.Chases {
		if k.Entry != entry {
			continue
		}
		values := letter.Values{
			"unit": v.People.Unit(k.Unit), "chase_why": string(k.Why), "ask": k.What, "by": k.AnswerBy.String(), "asking": v.People.Name(k.By),
		}
		return d.sheet(ctx, v, letter.Chase, nil, values, func(f *letter.Facts) { f.On = k.On })
	}
	return nil, fault.New(fault.NotFound, "entry_not_found")
}

// chaseHeld reports whether a mail that tells a unit that it is pressed waits for
// the office hours, or is not to go out any more.
func (d *Desk) chaseHeld(ctx context.Context, o sqlite.Outgoing) (bool, error) {
	var id casefile.ID
	var entry int
	if _, err := fmt.Sscanf(strings.TrimPrefix(o.Key, chasePrefix), "%d/%d", &id, &entry); err != nil {
		return false, errors.Join(fmt.Errorf("key %s", o.Key), err)
	}
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return false, err
	}
	if k, ok := c.Chasing(); !ok || k.Entry != entry || !k.AnsweredOn.IsZero() {
		return true, d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.DropMail(ctx, o.ID, DroppedChaseOver) })
	}
	if d.Reminders.areOpen(d.Calendar(), d.Now()) {
		return false, nil
	}
	return true, d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.PutOff(ctx, o.ID, d.Reminders.opening(d.Calendar(), d.Now()))
	})
}

// DroppedChaseOver says of a mail that what it asks was answered or ended meanwhile.
const DroppedChaseOver = "chase_over"
