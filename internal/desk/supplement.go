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

// TakeSupplement notes that the applicant supplied what was asked for (条例 30):
// a new period starts on that day. from is whose it is of several who ask jointly.
func (d *Desk) TakeSupplement(ctx context.Context, by auth.User, id casefile.ID, version int, on calendar.Date, text string, from int) error {
	return d.act(ctx, by, id, version, casefile.TakeSupplement, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		f := casefile.Supplemented{From: from}
		f.Private.Text = strings.TrimSpace(text)
		supplied, err := c.Supply(f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, supplied)}, nil
	})
}

// A Supply is an input that may be the awaited supplement, with the days from
// which it could count.
type Supply struct {
	Input      inbox.ID
	Number     string
	Door       casefile.Door
	Candidates []casefile.ReceiptCandidate
	Proposed   int            // of Candidates
	Until      calendar.Date  // the day the notice gave
	Of         *casefile.Case // that awaits it
}

// supplyOf returns the days from which an input could count as a supplement:
// those of its receipt that did come about. Where none is proposed as the day of
// receipt of a request, the first is: the office had it in hand.
func supplyOf(v InputView) Supply {
	s := Supply{Input: v.Input.ID, Number: v.Input.Number, Door: v.Input.Door}
	for n, c := range v.Candidates {
		if intake.IsToCall(c) {
			continue
		}
		if n == v.Proposed {
			s.Proposed = len(s.Candidates)
		}
		s.Candidates = append(s.Candidates, c)
	}
	return s
}

// SupplyOf returns what an input would be as the supplement that the case with
// the number awaits; false if it awaits none, or there is no such case for this
// person.
func (d *Desk) SupplyOf(ctx context.Context, by auth.User, v InputView, number string) (Supply, bool, error) {
	row, err := d.DB.CaseByNumber(ctx, strings.TrimSpace(number))
	if fault.KindOf(err) == fault.NotFound {
		return Supply{}, false, nil
	}
	if err != nil || maySee(by, row) != nil || !row.Open {
		return Supply{}, false, err
	}
	c, err := loadCase(ctx, d.DB, row.ID)
	if err != nil {
		return Supply{}, false, err
	}
	notice, asked := c.SupplementAsked()
	s := supplyOf(v)
	s.Until, s.Of = notice.By, c
	return s, asked, nil
}

// supplying gives the day of a supplement its reason where the proposed one was
// chosen: its proof and its article.
func supplying(v InputView, said casefile.Supplying) casefile.Supplying {
	s := supplyOf(v)
	said.Receipt.Reason = strings.TrimSpace(said.Receipt.Reason)
	for n, c := range s.Candidates {
		if n == s.Proposed && c.On == said.Receipt.On && c.Ground == said.Receipt.Ground && said.Receipt.Reason == "" {
			said.Receipt.Reason = c.Proof
		}
	}
	return said
}

// undecided returns what was joined while a supplement was awaited and may be it.
func (d *Desk) undecided(ctx context.Context, c *casefile.Case) ([]Supply, error) {
	var all []Supply
	for _, j := range c.Undecided() {
		v, err := d.inputReceipt(ctx, inbox.ID(j.Input))
		if err != nil {
			return nil, err
		}
		s := supplyOf(v)
		notice, _ := c.SupplementAsked() // awaited, so it is there
		s.Until, s.Of = notice.By, c
		all = append(all, s)
	}
	return all, nil
}

// inputReceipt loads an input with the days of its receipt.
func (d *Desk) inputReceipt(ctx context.Context, id inbox.ID) (InputView, error) {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return InputView{}, err
	}
	v := InputView{Input: i}
	if v.Content, v.Missing, err = d.content(i); err != nil {
		return v, err
	}
	d.proposeReceipt(&v)
	return v, nil
}

// SupplyBy takes what a person says of an input that was joined while a
// supplement was awaited: it is that, and a new period starts on the day it
// came (条例 30), or it is not.
func (d *Desk) SupplyBy(ctx context.Context, by auth.User, id casefile.ID, version int, input inbox.ID, said casefile.Supplying) error {
	v, err := d.inputReceipt(ctx, input)
	if err != nil {
		return err
	}
	said = supplying(v, said)
	return d.act(ctx, by, id, version, casefile.TakeSupplement, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if !slices.ContainsFunc(c.Undecided(), func(j casefile.Joined) bool { return j.Input == int64(input) }) {
			return nil, fault.New(fault.Conflict, "supplement_decided")
		}
		supplemented, err := c.SupplyBy(int64(input), said, s)
		if err != nil {
			return nil, err
		}
		if supplemented == nil {
			return []happening{onDay(s.Today, &casefile.NotSupplement{Input: int64(input)})}, nil
		}
		return []happening{onDay(said.Receipt.On, supplemented)}, nil
	})
}

// CorrectSupplement replaces the day on which the supplement was received; the old
// one stays in the ledger.
func (d *Desk) CorrectSupplement(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.SupplementCorrected) error {
	f.Private.Reason = kept(f.Private.Reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.CorrectSupplement, 0, deciding((*casefile.Case).CorrectedSupplement, f))
}
