package desk

import (
	"context"
	"fmt"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// SendReviewPaper notes that a paper went to one of the parties (登记送达). What it tells
// the respondent of a request of this installation stands in the request's own ledger
// in the same transaction: that the reply is objected to, and how that ended.
func (d *Desk) SendReviewPaper(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.PaperSent, on calendar.Date, proof []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Send, f.Letter, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if f.Way == casefile.Handed {
			on = s.Today // what a machine hands over has the machine's day
		}
		facts, numbers := reviewMaterials(c, s.Today, proof)
		if len(numbers) > 0 {
			f.Proof = numbers[0]
		}
		sent, err := c.Sending(f, on, s)
		if err != nil {
			return nil, err
		}
		if sent.To.Role == reconsider.TheRespondent {
			if err := d.tellRequest(ctx, tx, by, c, f.Letter, on); err != nil {
				return nil, err
			}
		}
		return append(facts, onDay(on, sent)), nil
	})
}

// GotReviewPaper notes that a posted paper was signed for on a day (登记签收).
func (d *Desk) GotReviewPaper(ctx context.Context, by auth.User, id reconsider.ID, version int, f reconsider.PaperGot, on calendar.Date) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Got, f.Letter, reviewingOn((*reconsider.Case).Getting, f, on))
}

// tellRequest notes in the request what the n-th paper of a case tells its office.
func (d *Desk) tellRequest(ctx context.Context, tx *sqlite.Tx, by auth.User, c *reconsider.Case, n int, on calendar.Date) error {
	if c.Contested.Case == 0 {
		return nil
	}
	request, err := loadCase(ctx, tx, c.Contested.Case)
	if err != nil {
		return err
	}
	s, err := request.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	body, err := tx.Agency(ctx, c.Body)
	if err != nil {
		return err
	}
	paper := c.Papers[n-1]
	if paper.Kind == reconsider.CopyNotice {
		f, err := request.Challenge(casefile.Challenged{Forum: casefile.InReview, Letter: c.Contested.Letter, Body: body.Name, Number: c.Number}, on, s)
		if err != nil {
			return unrecorded(err)
		}
		return d.happenToCase(ctx, tx, request, by.ID, onDay(on, f))
	}
	_, outcome, ended := c.Decision()
	if !ended || reconsider.PaperOfOutcome(outcome) != paper.Kind {
		return nil
	}
	judged := casefile.Judged{
		Forum: casefile.InReview, Letter: c.Contested.Letter, Body: body.Name, Number: paper.Number, DecidedOn: paper.SignedOn,
		Outcome: remedyOutcome(outcome, c.Proposal.Anew), Part: c.Proposal.Part, Days: c.Proposal.Days,
	}
	if sent, ok := paper.SentTo(reconsider.TheApplicant); ok {
		judged.TheyGotOn = sent.GotOn
	}
	for _, challenge := range request.Pending() {
		if challenge.Forum == casefile.InReview && challenge.Number == c.Number {
			judged.Challenge = challenge.Entry
		}
	}
	if judged.Outcome.Orders() {
		judged.Private.Order = orderWords(outcome, judged.Days, on)
	}
	f, err := request.Judge(judged, on, s)
	if err != nil {
		return unrecorded(err)
	}
	return d.happenToCase(ctx, tx, request, by.ID, onDay(on, f))
}

// unrecorded says of a fault of the request that the paper cannot go to its office so.
func unrecorded(err error) error {
	for _, f := range fault.FieldsOf(err) {
		return fault.New(fault.Conflict, "review_request_refuses", f.Error())
	}
	return err
}

// remedyOutcome is an outcome as the respondent's office notes it.
func remedyOutcome(o reconsider.Outcome, anew bool) casefile.RemedyOutcome {
	switch o {
	case reconsider.Revoke, reconsider.Unlawful, reconsider.Perform:
		switch {
		case anew:
			return casefile.OrderedAnswer
		case o == reconsider.Unlawful:
			return casefile.FoundUnlawful
		}
		return casefile.Revoked
	case reconsider.Change:
		return casefile.Revoked
	case reconsider.Void:
		return casefile.FoundUnlawful
	case reconsider.Uphold, reconsider.ClaimDismissed:
		return casefile.Upheld
	case reconsider.Dismissed:
		return casefile.NotHeard
	}
	return casefile.Ended
}

// orderWords says what is ordered. Where the decision names no period it is that of the
// statute itself (实施条例 58).
func orderWords(o reconsider.Outcome, days int, on calendar.Date) string {
	what := "重新答复"
	if o == reconsider.Perform {
		what = "答复"
	}
	if days == 0 {
		days = law.TermOn(law.OrderedAnswer, on).N
	}
	return fmt.Sprintf("责令在 %d 个工作日内%s", days, what)
}
