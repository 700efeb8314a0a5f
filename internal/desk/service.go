package desk

import (
	"cmp"
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// A ServiceForm is how a letter is served, as the clerk fills it in.
type ServiceForm struct {
	Version   int
	Letter    int
	To        int // of one to several who ask jointly: to whom of them
	Way       casefile.Way
	On        calendar.Date
	Tracking  string
	Recipient string
	Note      string
	Proof     []intake.File // slip, return receipt
}

// lengths returns what is longer than its field holds.
func (f ServiceForm) lengths() error {
	form := fault.Form{}
	form.Length("recipient", f.Recipient, fault.MaxLine)
	form.Length("tracking", f.Tracking, fault.MaxLine)
	form.Length("note", f.Note, fault.MaxText)
	return form.Err()
}

// Serve records the service of a letter (送达). By mail it is put into the
// outbox, and served on the day on which it is sent.
func (d *Desk) Serve(ctx context.Context, by auth.User, id casefile.ID, f ServiceForm) error {
	if err := f.lengths(); err != nil {
		return err
	}
	return d.act(ctx, by, id, f.Version, casefile.Serve, f.Letter, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		served := casefile.Served{Letter: f.Letter, To: f.To, Way: f.Way, Tracking: kept(f.Tracking)}
		served.Private.Recipient, served.Private.Note = kept(f.Recipient), kept(f.Note)
		if f.Way == casefile.Emailed || f.Way == casefile.Downloaded || f.Way == casefile.Handed {
			f.On = s.Today // what a machine sends has the machine's day
		}
		fact, err := c.Service(served, f.On, s)
		if err != nil {
			return nil, err
		}
		if f.Way == casefile.Emailed {
			return d.dispatch(ctx, tx, c, f.Letter, fact.To, s)
		}
		var proofs []happening
		proofs, fact.Proof = proofFacts(c, s.Today, f.Proof)
		facts := append(proofs, onDay(f.On, fact))
		if l, _ := c.Letter(f.Letter); f.Way == casefile.Handed && l.Kind == casefile.RespondentAnswer {
			return nil, fault.AtField("way", "contest_hand_in")
		}
		if l, _ := c.Letter(f.Letter); l.Kind == casefile.CourtAnswer {
			return facts, d.answeredCourt(ctx, tx, by, c, l, f.On)
		}
		if f.Way == casefile.Handed {
			handed, err := d.handOver(ctx, tx, by, c, f.Letter)
			return append(facts, handed), err
		}
		return facts, nil
	})
}

// A ServiceCorrection is what the record of a service should say, or that it
// failed.
type ServiceCorrection struct {
	ServiceForm
	Failed   bool                // the letter did not arrive: the other fields but Returned, Letter and Proof say nothing
	Returned casefile.PostReturn // it came back by post; Reason is then a note
	GotOn    calendar.Date       // by post: when it was signed for; zero while not known
	Reason   string
}

// CorrectService mends the record of a service (更正送达). What failed must be
// served again.
func (d *Desk) CorrectService(ctx context.Context, by auth.User, id casefile.ID, f ServiceCorrection) error {
	if err := cmp.Or(f.lengths(), short("reason", f.Reason, fault.MaxText)); err != nil {
		return err
	}
	return d.act(ctx, by, id, f.Version, casefile.CorrectService, f.Letter, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		var err error
		if c.Awaiting() || c.AwaitsPayment() || casefile.ServiceSetsDue(c, f.Letter) { // the notice may be the one that is corrected
			if s, err = c.Unserved(f.Letter).Situation(d.Calendar(), s.Today); err != nil {
				return nil, err
			}
		}
		corrected := casefile.ServiceCorrected{
			Letter: f.Letter, To: f.To, Failed: f.Failed, Returned: f.Returned, Way: f.Way, On: f.On, GotOn: f.GotOn, Tracking: kept(f.Tracking),
		}
		corrected.Private.Recipient, corrected.Private.Reason = kept(f.Recipient), kept(f.Reason)
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

// ConfirmDelivery records that a posted letter was signed for by the
// recipient: from that day the applicant's periods run.
func (d *Desk) ConfirmDelivery(ctx context.Context, by auth.User, id casefile.ID, f ServiceForm) error {
	if err := f.lengths(); err != nil {
		return err
	}
	return d.act(ctx, by, id, f.Version, casefile.ConfirmDelivery, f.Letter, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		delivered := casefile.Delivered{Letter: f.Letter, To: f.To}
		delivered.Private.Recipient = kept(f.Recipient)
		fact, err := c.Delivery(delivered, f.On, s)
		if err != nil {
			return nil, err
		}
		var proofs []happening
		proofs, fact.Proof = proofFacts(c, s.Today, f.Proof)
		return append(proofs, onDay(f.On, fact)), nil
	})
}
