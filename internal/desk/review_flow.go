package desk

import (
	"context"
	"fmt"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// What reconsideration tells the office of a request: that its reply is contested, once
// the copy of the application has reached it; how that ended, once the decision has; and
// when the applicant received that, from which the time to sue runs.

// paperReached notes in the request what follows from the n-th paper of a case having
// reached somebody on a day; no day is that it is still on its way.
func (d *Desk) paperReached(ctx context.Context, tx *sqlite.Tx, by auth.User, c *reconsider.Case, n int, to reconsider.Recipient, on calendar.Date) error {
	if c.Contested.Case == 0 || on.IsZero() || to.Role == reconsider.AThirdParty {
		return nil
	}
	paper := c.Papers[n-1]
	if first, went := paper.SentTo(reconsider.TheApplicant); to.Role == reconsider.TheApplicant && went && first.To != to {
		return nil // of several who apply the request notes the first whom it went to
	}
	decision, outcome, ended := c.Decision()
	decides := ended && decision.N == n
	if !decides && paper.Kind != reconsider.CopyNotice {
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
	var fact happening
	switch {
	case to.Role == reconsider.TheApplicant && decides:
		fact, err = applicantReached(request, paper, on, s)
	case to.Role == reconsider.TheApplicant:
		return nil
	case decides:
		fact, err = d.judgedBy(ctx, tx, request, c, paper, outcome, on, s)
	default:
		fact, err = d.challengedBy(ctx, tx, request, c, on, s)
	}
	if fault.KindOf(err) == fault.Invalid || fault.KindOf(err) == fault.Conflict {
		fact, err = onDay(s.Today, unrecorded(paper, err)), nil // the paper has reached the office, whatever its file has room for
	}
	if err != nil || fact.fact == nil {
		return err
	}
	return d.happenToCase(ctx, tx, request, by.ID, fact)
}

// challengedBy is the note that the reply is contested in a case, nothing where the
// office has noted it itself.
func (d *Desk) challengedBy(ctx context.Context, tx *sqlite.Tx, request *casefile.Case, c *reconsider.Case, on calendar.Date, s casefile.Situation) (happening, error) {
	body, err := tx.Agency(ctx, c.Body)
	if err != nil {
		return happening{}, err
	}
	if _, noted := pendingOf(request, c, body.Name); noted {
		return happening{}, nil
	}
	f, err := request.Challenge(casefile.Challenged{Forum: casefile.InReview, Letter: c.Contested.Letter, Body: body.Name, Number: c.Number, Review: int64(c.ID), Answer: true}, on, s)
	if err != nil {
		return happening{}, err
	}
	return onDay(on, f), nil
}

// pendingOf returns the note in the request of the contest that a case decides: by its
// number, or one of the same reply before the same body whose number nobody noted.
func pendingOf(request *casefile.Case, c *reconsider.Case, body string) (casefile.Challenge, bool) {
	for _, ch := range request.Pending() {
		same := ch.Number == "" && ch.Letter == c.Contested.Letter && ch.Body == body
		if ch.Forum == casefile.InReview && (ch.Number == c.Number || same) {
			return ch, true
		}
	}
	return casefile.Challenge{}, false
}

// judgementOf returns the outcome that the request notes by a decision.
func judgementOf(request *casefile.Case, number string) (casefile.Judgement, bool) {
	for _, j := range request.Judgements {
		if j.Forum == casefile.InReview && j.Number == number {
			return j, true
		}
	}
	return casefile.Judgement{}, false
}

// judgedBy is the note of how it ended, nothing where the office has noted it itself, or
// was never told of the case and has nothing to do. What is ordered is what the paper says.
func (d *Desk) judgedBy(ctx context.Context, tx *sqlite.Tx, request *casefile.Case, c *reconsider.Case, paper reconsider.Paper, outcome reconsider.Outcome, on calendar.Date, s casefile.Situation) (happening, error) {
	copied, _ := c.PaperOf(reconsider.CopyNotice)
	if _, noted := judgementOf(request, paper.Number); noted || !copied.WentTo(reconsider.TheRespondent) {
		return happening{}, nil
	}
	body, err := tx.Agency(ctx, c.Body)
	if err != nil {
		return happening{}, err
	}
	ruled, err := d.ruledBy(ctx, tx, c, paper)
	if err != nil {
		return happening{}, err
	}
	f := casefile.Judged{
		Forum: casefile.InReview, Letter: c.Contested.Letter, Body: body.Name, Number: paper.Number, DecidedOn: paper.SignedOn,
		Outcome: remedyOutcome(outcome, ruled.Anew), Part: ruled.Part, Procedure: ruled.Procedure, Kept: outcome == reconsider.Perform, Days: ruled.Days,
	}
	if ruled.Sixty {
		f.Days = d.Calendar().Workdays(on, on.AddDays(sixtyDays))
	}
	if sent, ok := paper.SentTo(reconsider.TheApplicant); ok {
		f.TheyGotOn = sent.GotOn
	}
	if ch, ok := pendingOf(request, c, body.Name); ok {
		f.Challenge = ch.Entry
	}
	f.Private.Order = orderWords(outcome, ruled, on)
	judged, err := request.Judge(f, on, s)
	if err != nil {
		return happening{}, err
	}
	return onDay(on, judged), nil
}

// sixtyDays is the period for what no law sets one (实施条例 58.1).
const sixtyDays = 60

// ruledBy returns what a signed paper of a case rules.
func (d *Desk) ruledBy(ctx context.Context, r factsReader, c *reconsider.Case, paper reconsider.Paper) (letter.Ruled, error) {
	facts, err := d.reviewFacts(ctx, r, c, paper)
	return letter.ReviewRuled(letter.Kind(paper.Kind), facts, letter.Values(paper.Values)), err
}

// applicantReached is the note of the day on which the applicant received the decision,
// nothing while the request does not know of that, or has it.
func applicantReached(request *casefile.Case, paper reconsider.Paper, on calendar.Date, s casefile.Situation) (happening, error) {
	j, noted := judgementOf(request, paper.Number)
	if !noted || j.TheyGotOn == on {
		return happening{}, nil
	}
	f, err := request.Reach(j.Entry, on, s)
	if err != nil {
		return happening{}, err
	}
	return onDay(on, f), nil
}

// unrecorded notes in the request what its file has no place for, and why: people there
// see to it.
func unrecorded(paper reconsider.Paper, err error) *casefile.Noted {
	why := err.Error()
	for _, f := range fault.FieldsOf(err) {
		why = f.Error()
	}
	f := &casefile.Noted{}
	f.Private.Text = fmt.Sprintf("复议机关的%s（%s）已送达，没有能自动登记：%s。请核对，该登记的在“复议、诉讼”里登记。", LetterName(paper.Kind), paper.Number, why)
	return f
}

// remedyOutcome is an outcome as the respondent's office notes it.
func remedyOutcome(o reconsider.Outcome, anew bool) casefile.RemedyOutcome {
	switch o {
	case reconsider.Revoke, reconsider.Perform:
		if anew {
			return casefile.OrderedAnswer
		}
		return casefile.Revoked
	case reconsider.Change:
		return casefile.Revoked
	case reconsider.Unlawful, reconsider.Void:
		return casefile.FoundUnlawful
	case reconsider.Uphold, reconsider.ClaimDismissed:
		return casefile.Upheld
	case reconsider.Dismissed:
		return casefile.NotHeard
	}
	return casefile.Ended
}

// orderWords says what is ordered, nothing where nothing is. Where the decision names no
// period it is that of the statute itself (实施条例 58).
func orderWords(o reconsider.Outcome, ruled letter.Ruled, on calendar.Date) string {
	what := "重新答复"
	switch {
	case !ruled.Anew && ruled.Else != "":
		return "责令" + ruled.Else
	case !ruled.Anew:
		return ""
	case o == reconsider.Perform:
		what = "答复"
	}
	if ruled.Else != "" {
		what += "；" + ruled.Else
	}
	if ruled.Sixty {
		return fmt.Sprintf("责令在 %d 日内%s", sixtyDays, what)
	}
	days := ruled.Days
	if days == 0 {
		days = law.TermOn(law.OrderedAnswer, on).N
	}
	return fmt.Sprintf("责令在 %d 个工作日内%s", days, what)
}
