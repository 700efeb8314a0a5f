package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// A ServiceForm is how a letter is served, as the clerk fills it in.
type ServiceForm struct {
	Version   int
	Letter    int
	Way       casefile.Way
	On        calendar.Date
	Tracking  string
	Recipient string
	Note      string
	Proof     []intake.File // slip, return receipt
}

// Serve records the service of a letter (送达). By mail it is put into the
// outbox, and served on the day on which it is sent.
func (d *Desk) Serve(ctx context.Context, by auth.User, id casefile.ID, f ServiceForm) error {
	return d.act(ctx, by, id, f.Version, casefile.Serve, f.Letter, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		served := casefile.Served{Letter: f.Letter, Way: f.Way, Tracking: strings.TrimSpace(f.Tracking)}
		served.Private.Recipient, served.Private.Note = strings.TrimSpace(f.Recipient), strings.TrimSpace(f.Note)
		if f.Way == casefile.Emailed || f.Way == casefile.Downloaded {
			f.On = s.Today // what a machine sends has the machine's day
		}
		fact, err := c.Service(served, f.On, s)
		if err != nil {
			return nil, err
		}
		if f.Way == casefile.Emailed {
			return d.dispatch(ctx, tx, c, f.Letter, s)
		}
		var proofs []happening
		proofs, fact.Proof = proofFacts(c, s.Today, f.Proof)
		return append(proofs, onDay(f.On, fact)), nil
	})
}

// A ServiceCorrection is what the record of a service should say, or that it
// failed.
type ServiceCorrection struct {
	ServiceForm
	Failed bool          // the letter did not arrive: the other fields but Letter and Proof say nothing
	GotOn  calendar.Date // by post: when it was signed for; zero while not known
	Reason string
}

// CorrectService mends the record of a service (更正送达). What failed must be
// served again.
func (d *Desk) CorrectService(ctx context.Context, by auth.User, id casefile.ID, f ServiceCorrection) error {
	return d.act(ctx, by, id, f.Version, casefile.CorrectService, f.Letter, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		var err error
		if c.Awaiting() { // the notice may be the one that is corrected
			if s, err = c.Unserved(f.Letter).Situation(d.Calendar, s.Today); err != nil {
				return nil, err
			}
		}
		corrected := casefile.ServiceCorrected{
			Letter: f.Letter, Failed: f.Failed, Way: f.Way, On: f.On, GotOn: f.GotOn, Tracking: strings.TrimSpace(f.Tracking),
		}
		corrected.Private.Recipient, corrected.Private.Reason = strings.TrimSpace(f.Recipient), strings.TrimSpace(f.Reason)
		var proofs []happening
		proofs, corrected.Proof = proofFacts(c, s.Today, f.Proof)
		fact, err := c.CorrectedService(corrected, s)
		if err != nil {
			return nil, err
		}
		return append(proofs, onDay(s.Today, fact)), nil
	})
}

// proofFacts adds the papers that prove a service to the case, and returns the
// number of the first of them there, 0 for none.
func proofFacts(c *casefile.Case, on calendar.Date, proof []intake.File) ([]happening, int) {
	if len(proof) == 0 {
		return nil, 0
	}
	return materialFacts(c, on, casefile.Proof, proof), len(c.Materials) + 1
}

// dispatch puts a letter and what is enclosed into the outbox.
func (d *Desk) dispatch(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, n int, s casefile.Situation) ([]happening, error) {
	if err := c.AllowsLetter(n, casefile.Dispatch, s); err != nil {
		return nil, err
	}
	if c.Applicant.Email == "" {
		return nil, fault.AtField("way", "no_email")
	}
	if d.sender(c.Agency) == "" {
		return nil, fault.New(fault.Conflict, "no_sender") // there are other ways; it must not wait unseen
	}
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return nil, err
	}
	l := c.Letters[n-1]
	m := Mail{
		To: c.Applicant.Email, Subject: LetterName(l.Kind) + "（" + l.Number + "）",
		Text:     c.Applicant.Name + "：\n\n随信送达" + LetterName(l.Kind) + "（" + l.Number + "），请查收附件。\n\n" + agency.Name + "\n",
		Attached: []Attached{{Name: letterFileName(l), Type: "application/pdf", File: l.File}},
	}
	for _, e := range l.Materials {
		if material, ok := c.Material(e); ok && !material.Withdrawn {
			m.Attached = append(m.Attached, Attached{Name: material.Name, Type: material.Type, File: material.File})
		}
	}
	if err := d.enqueue(ctx, tx, agency, letterKey(c.ID, n, dispatches(c, n)), "", m); err != nil {
		return nil, err
	}
	return []happening{onDay(s.Today, &casefile.Dispatched{Letter: n})}, nil
}

// dispatches counts how often a letter was put into the outbox.
func dispatches(c *casefile.Case, n int) int {
	times := 0
	for _, p := range c.History {
		if f, ok := p.Fact.(*casefile.Dispatched); ok && f.Letter == n {
			times++
		}
	}
	return times
}

// noteMailed notes that a letter went out by mail: it is served today.
func (d *Desk) noteMailed(ctx context.Context, tx *sqlite.Tx, id casefile.ID, n int) error {
	c, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	if l, _ := c.Letter(n); l.Stage != casefile.IsSending {
		return nil // served by another way meanwhile
	}
	return d.happenToCase(ctx, tx, c, ledger.System, onDay(d.today(), &casefile.Served{Letter: n, Way: casefile.Emailed}))
}

// ConfirmDelivery records that a posted letter was signed for by the
// recipient: from that day the applicant's periods run.
func (d *Desk) ConfirmDelivery(ctx context.Context, by auth.User, id casefile.ID, f ServiceForm) error {
	return d.act(ctx, by, id, f.Version, casefile.ConfirmDelivery, f.Letter, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		delivered := casefile.Delivered{Letter: f.Letter}
		delivered.Private.Recipient = strings.TrimSpace(f.Recipient)
		fact, err := c.Delivery(delivered, f.On, s)
		if err != nil {
			return nil, err
		}
		var proofs []happening
		proofs, fact.Proof = proofFacts(c, s.Today, f.Proof)
		return append(proofs, onDay(f.On, fact)), nil
	})
}
