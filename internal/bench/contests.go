package bench

import (
	"context"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// contest lets the applicant object to the reply that was served on the n-th workday:
// with the body above, before the court, or with one after the other.
func (l *life) contest(ctx context.Context, n int) {
	if l.day(n).IsZero() || l.err != nil {
		return
	}
	switch l.IntN(10) {
	case 0, 1, 2: // without reconsideration
		l.sue(ctx, n+20, reconsider.Case{})
	case 3: // after it
		l.sue(ctx, n+70, l.review(ctx, n+10, reconsider.Uphold))
	default:
		l.review(ctx, n+10, pick(l.writer, []reconsider.Outcome{
			reconsider.Uphold, reconsider.Uphold, reconsider.Uphold, reconsider.Dismissed, reconsider.ClaimDismissed, reconsider.Unlawful, reconsider.Revoke,
		}))
	}
}

// contested is the reply as who contests it names it.
func (l *life) contested() reconsider.Contested {
	reply := l.file.Letters[len(l.file.Letters)-1]
	return reconsider.Contested{
		Case: l.file.ID, Letter: reply.N, Respondent: l.file.Agency, Name: l.agencies[l.n%len(l.agencies)].Name, Result: reply.Result,
		Paper: "政府信息公开答复书", Number: reply.Number, On: reply.SignedOn, GotOn: reply.ServedOn,
	}
}

// review applies for reconsideration on the n-th workday, which is decided 25 workdays
// later.
func (l *life) review(ctx context.Context, n int, outcome reconsider.Outcome) reconsider.Case {
	day := l.day(n)
	if day.IsZero() || l.err != nil {
		return reconsider.Case{}
	}
	c := &reconsider.Case{ID: reconsider.ID(l.subject(ctx, ledger.Review))}
	filed := &reconsider.Filed{
		Number: l.body.ReviewNumber("", day.Year(), l.next(ctx, l.body.ReviewSeries("", day.Year()))), Body: l.body.ID, Door: casefile.PostOrdinary,
		ReceivedOn: day, Contested: l.contested(), Objection: reconsider.NotAsAsked,
	}
	filed.Private.Applicant = l.file.Applicant
	filed.Private.Asked = reconsider.Asked{Subject: l.file.Wants.Subject, Request: "请求撤销该答复，责令重新答复。", Grounds: "提供的不是所申请的内容。"}
	l.toReview(ctx, c, n, filed)
	l.toReview(ctx, c, n+1, &reconsider.HandlersNamed{Handlers: l.bureau[:1]})
	l.toReview(ctx, c, n+2, &reconsider.Accepted{Procedure: deadline.Summary})
	l.reviewPaper(ctx, c, n+2, letter.Kind(reconsider.CopyNotice), reconsider.TheRespondent)
	reply := filed.Contested.Letter
	l.at(ctx, n+4, l.by, &casefile.Challenged{Forum: casefile.InReview, Letter: reply, Body: l.body.Name, Number: c.Number, Review: int64(c.ID)})
	l.reviewPaper(ctx, c, n+25, letter.Kind(reconsider.PaperOfOutcome(outcome)), reconsider.TheApplicant, reconsider.TheRespondent)
	if p, _, ok := c.Decision(); ok && l.err == nil && l.isOver(n+27) {
		ch := l.file.Challenges[len(l.file.Challenges)-1]
		l.at(ctx, n+27, l.by, &casefile.Judged{
			Challenge: ch.Entry, Forum: casefile.InReview, Letter: reply, Body: l.body.Name, Number: p.Number, DecidedOn: p.SignedOn, Outcome: noted[outcome], TheyGotOn: l.day(n + 27),
		})
		if noted[outcome].Orders() {
			l.answerAnew(ctx, n+30)
		}
	}
	l.reviews = append(l.reviews, c)
	return *c
}

// noted is how the request notes what the body decides.
var noted = map[reconsider.Outcome]casefile.RemedyOutcome{
	reconsider.Uphold: casefile.Upheld, reconsider.Dismissed: casefile.NotHeard, reconsider.ClaimDismissed: casefile.Upheld,
	reconsider.Unlawful: casefile.FoundUnlawful, reconsider.Revoke: casefile.OrderedAnswer,
}

// isOver reports whether the n-th workday has come.
func (l *life) isOver(n int) bool { return !l.day(n).IsZero() }

// reviewPaper drafts, checks, signs and sends a paper of the bureau.
func (l *life) reviewPaper(ctx context.Context, c *reconsider.Case, n int, kind letter.Kind, to ...reconsider.Role) {
	if !l.isOver(n+2) || l.err != nil {
		return
	}
	info, err := letter.Info(kind)
	sample, errSample := letter.Sample(kind)
	value, errValue := l.value(kind)
	for _, err := range []error{err, errSample, errValue} {
		if err != nil {
			l.err = err
			return
		}
	}
	at, year := len(c.Papers)+1, l.day(n+1).Year()
	drafted := &casefile.Drafted{Letter: at, Kind: casefile.LetterKind(kind)}
	drafted.Private.Values = sample.Values
	signed := &casefile.Signed{Letter: at, Kind: casefile.LetterKind(kind), Number: l.body.ReviewNumber(info.Series, year, l.next(ctx, l.body.ReviewSeries(info.Series, year)))}
	signed.Private.Value = value
	l.toReview(ctx, c, n, drafted)
	l.toReview(ctx, c, n, &casefile.SentToCheck{Letter: at})
	l.toReview(ctx, c, n+1, &casefile.Checked{Letter: at})
	l.toReview(ctx, c, n+1, signed)
	l.toReview(ctx, c, n+1, &casefile.Rendered{Letter: at, File: string(l.paper), Size: int64(len(l.Paper))})
	for _, role := range to {
		sent := &reconsider.PaperSent{Letter: at, To: reconsider.Recipient{Role: role}, Way: casefile.Direct, GotOn: l.day(n + 2)}
		sent.Private.Recipient = "收发室"
		l.toReview(ctx, c, n+2, sent)
	}
}

// sue brings an action on the n-th workday, which is decided 40 workdays later.
func (l *life) sue(ctx context.Context, n int, after reconsider.Case) {
	day := l.day(n)
	if day.IsZero() || l.err != nil {
		return
	}
	c := &lawsuit.Case{ID: lawsuit.ID(l.subject(ctx, ledger.Lawsuit))}
	opened := &lawsuit.Opened{Body: l.body.ID, Brief: lawsuit.Brief{Contested: l.contested(), Way: lawsuit.Direct, SuesAgency: true, SuedOn: day.AddDays(-6)}}
	if p, outcome, ok := after.Decision(); ok {
		opened.Brief.Way = lawsuit.AfterReview
		opened.Brief.Reviewed = lawsuit.Reviewed{Review: after.ID, Body: l.body.ID, Name: l.body.Name, Number: p.Number, Result: outcome, GotOn: p.SignedOn}
	}
	opened.Private = lawsuit.Sides{Plaintiff: l.file.Applicant.Name, Subject: l.file.Wants.Subject, Claims: "撤销答复书，责令公开。", Grounds: "提供的不是所申请的内容。"}
	number := l.courtNumber(ctx, day.Year())
	l.toSuit(ctx, c, n, opened)
	l.toSuit(ctx, c, n, &lawsuit.Begun{Level: lawsuit.First, Court: court, Number: number, AcceptedOn: day.AddDays(-4), CopyOn: day})
	challenged := c.Challenged()
	l.at(ctx, n, l.by, &challenged)
	if l.isOver(n + 40) {
		ruled := &lawsuit.Ruled{Result: pick(l.writer, []lawsuit.Result{lawsuit.ClaimDismissed, lawsuit.ClaimDismissed, lawsuit.SuitDismissed, lawsuit.Withdrawn, lawsuit.Revoked, lawsuit.Unlawful}),
			Number: number, DecidedOn: l.day(n + 38), TheyGotOn: l.day(n + 40)}
		if ruled.Result == lawsuit.Revoked {
			ruled.Demand = lawsuit.ToAnswer
		}
		l.toSuit(ctx, c, n+40, ruled)
	}
	if l.isOver(n + 60) {
		l.toSuit(ctx, c, n+60, &lawsuit.CameIntoForce{})
	}
	if t := c.Tells(); t.Ruling != 0 && l.err == nil {
		l.judgedInCourt(ctx, c, n+61)
	}
	l.suits = append(l.suits, c)
}

// judgedInCourt lets the request know what came into force.
func (l *life) judgedInCourt(ctx context.Context, c *lawsuit.Case, n int) {
	f := c.Judged()
	f.Challenge = l.file.Challenges[len(l.file.Challenges)-1].Entry
	l.at(ctx, n, l.by, &f)
	if f.Outcome.Orders() {
		l.answerAnew(ctx, n+3)
	}
}

// toReview lets a fact happen to the reconsideration case, if its day has come.
func (l *life) toReview(ctx context.Context, c *reconsider.Case, n int, fact ledger.Fact) {
	on, ok := l.on(l.place, n)
	if !ok {
		return
	}
	if e, ok := l.append(ctx, ledger.Review, int64(c.ID), c.Version, on, l.bureau[0], fact); ok {
		l.err = c.Take(e)
	}
}

// toSuit lets a fact happen to the court case, likewise.
func (l *life) toSuit(ctx context.Context, c *lawsuit.Case, n int, fact ledger.Fact) {
	on, ok := l.on(l.place, n)
	if !ok {
		return
	}
	if e, ok := l.append(ctx, ledger.Lawsuit, int64(c.ID), c.Version, on, l.by, fact); ok {
		l.err = c.Take(e)
	}
}
