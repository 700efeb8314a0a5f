package desk

import (
	"context"
	"errors"
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// Why a letter in the outbox is not to go by mail any more. What the rules of
// service say instead is kept in their own words.
const (
	DroppedCancelled = "cancelled"  // a person took it out
	DroppedServed    = "served"     // it was served another way meanwhile
	DroppedVoid      = "void"       // made void, or the case ended
	DroppedNoAddress = "no_address" // who it is for has no mail address any more
)

// dispatch puts a letter and what is enclosed into the outbox, for one of its recipients.
func (d *Desk) dispatch(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, n, to int, s casefile.Situation) ([]happening, error) {
	if err := c.Dispatching(n, to, s); err != nil {
		return nil, err
	}
	if email, _ := c.Electronic(c.Letters[n-1], to); email == "" {
		return nil, fault.AtField("way", "no_email")
	}
	if d.sender(c.Agency) == "" {
		return nil, fault.New(fault.Conflict, "no_sender") // there are other ways; it must not wait unseen
	}
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return nil, err
	}
	if err := d.enqueue(ctx, tx, agency, letterKey(c.ID, n, to, dispatches(c, n, to)), "", letterMail(c, n, to, agency)); err != nil {
		return nil, err
	}
	return []happening{onDay(s.Today, &casefile.Dispatched{Letter: n, To: to})}, nil
}

// letterMail is the mail that carries a letter to one of its recipients, to the address
// that they have now.
func letterMail(c *casefile.Case, n, to int, agency office.Agency) Mail {
	l := c.Letters[n-1]
	email, _ := c.Electronic(l, to)
	name := c.AddresseeOf(l).Name
	if len(l.Joint) > 0 {
		name = c.Recipient(to).Name
	}
	m := Mail{
		To: email, Subject: LetterName(l.Kind) + "（" + l.Number + "）",
		Text:     name + "：\n\n随信送达" + LetterName(l.Kind) + "（" + l.Number + "），请查收附件。\n\n" + agency.Name + "\n",
		Attached: []Attached{{Name: letterFileName(l), Type: "application/pdf", File: l.File}},
	}
	for _, e := range l.Materials {
		if material, ok := c.Material(e); ok && !material.Withdrawn {
			m.Attached = append(m.Attached, Attached{Name: material.Name, Type: material.Type, File: material.File})
		}
	}
	return m
}

// dispatches counts how often a letter was put into the outbox for one of its recipients.
func dispatches(c *casefile.Case, n, to int) int {
	times := 0
	for _, p := range c.History {
		if f, ok := p.Fact.(*casefile.Dispatched); ok && f.Letter == n && f.To == to {
			times++
		}
	}
	return times
}

// letterToSend returns the mail that carries a letter as the case stands now,
// or why it is not to go out: between the clerk's decision and the mail server's
// answer lie days at worst, in which the case can have ended, the letter been
// served by hand, the address or the receipt date corrected.
func (d *Desk) letterToSend(ctx context.Context, id casefile.ID, n, to int) (m Mail, why string, err error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return m, "", err
	}
	l, _ := c.Letter(n)
	switch email, _ := c.Electronic(l, to); {
	case l.ServiceTo(to).Begun != 0:
		return m, DroppedServed, nil
	case l.Stage != casefile.IsSending || !slices.Contains(l.Sending, to):
		return m, DroppedVoid, nil
	case email == "":
		return m, DroppedNoAddress, nil
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return m, "", err
	}
	if _, err := c.Service(casefile.Served{Letter: n, To: to, Way: casefile.Emailed}, s.Today, s); err != nil {
		return m, refusal(err), nil
	}
	agency, err := d.DB.Agency(ctx, c.Agency)
	return letterMail(c, n, to, agency), "", err
}

// refusal is what a refusal says to people, of a form the first of what it says.
func refusal(err error) string {
	var e *fault.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	for _, field := range e.Fields {
		return field.Message()
	}
	return e.Message()
}

// dropLetter takes a letter's mail out of the outbox. The letter waits to be
// served again, unless it has no need of that.
func (d *Desk) dropLetter(ctx context.Context, by int64, o sqlite.Outgoing, why string) error {
	_, id, n := keyed(o.Key)
	to := keyedTo(o.Key)
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.DropMail(ctx, o.ID, why); err != nil {
			return err
		}
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		if l, _ := c.Letter(n); l.Stage != casefile.IsSending || !slices.Contains(l.Sending, to) {
			return nil
		}
		f := &casefile.DispatchEnded{Letter: n, To: to}
		f.Private.Reason = why
		return d.happenToCase(ctx, tx, c, by, onDay(d.today(), f))
	})
}

// noteMailed notes that a letter went out by mail: it is served today, also if
// somebody took it out of the outbox while it was on its way.
func (d *Desk) noteMailed(ctx context.Context, tx *sqlite.Tx, id casefile.ID, n, to int, address string) error {
	c, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	if l, _ := c.Letter(n); l.ServiceTo(to).Begun != 0 || l.Stage != casefile.IsSending && l.Stage != casefile.IsReady {
		return nil // served by another way meanwhile
	}
	f := &casefile.Served{Letter: n, To: to, Way: casefile.Emailed}
	f.Private.Address = address
	return d.happenToCase(ctx, tx, c, ledger.System, onDay(d.today(), f))
}
