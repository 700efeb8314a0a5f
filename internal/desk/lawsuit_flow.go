package desk

import (
	"context"
	"errors"
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// What a court case tells the request that it is about: that its answer is contested in
// court, and what came into force, with which it is answered anew where that is ordered.
// What is taken back here is taken back there, in the same transaction, or not at all.

// tellRequest tells the requests concerned what changed since the case told them something
// last.
func (d *Desk) tellRequest(ctx context.Context, tx *sqlite.Tx, by int64, c *lawsuit.Case, was lawsuit.Telling) error {
	now := c.Tells()
	if now == was {
		return nil
	}
	if was.Case != 0 && (was.Case != now.Case || was.Letter != now.Letter) {
		if err := d.untell(ctx, tx, by, c, was.Case, everything); err != nil {
			return err
		}
		was = lawsuit.Telling{}
	}
	if was.Ruling != 0 && (now.Ruling == 0 || !c.Stands(was.Ruling)) {
		if err := d.untell(ctx, tx, by, c, was.Case, theJudgement); err != nil {
			return err
		}
	}
	if now.Case == 0 {
		return nil
	}
	if was.Case == 0 {
		if err := d.tell(ctx, tx, by, c, c.OpenedOn, challengedInCourt); err != nil {
			return err
		}
	}
	if now.Ruling != 0 && (now.Ruling != was.Ruling || now.ForceOn != was.ForceOn) {
		return d.tell(ctx, tx, by, c, now.ForceOn, judgedInCourt)
	}
	return nil
}

// A message is what the request notes of the case; nil where it knows.
type message func(request *casefile.Case, c *lawsuit.Case, on calendar.Date, s casefile.Situation) (ledger.Fact, error)

// tell notes a message in the request as of a day. What its file has no place for is put
// before its people as a remark.
func (d *Desk) tell(ctx context.Context, tx *sqlite.Tx, by int64, c *lawsuit.Case, on calendar.Date, what message) error {
	request, err := loadCase(ctx, tx, c.Contested.Case)
	if err != nil {
		return err
	}
	s, err := request.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	fact, err := what(request, c, on, s)
	if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Conflict {
		note := &casefile.Noted{}
		note.Private.Text = fmt.Sprintf("诉讼案件（%s）有了变化，没有能自动登记：%s。请核对。", c.Number(), firstReason(err))
		return d.happenToCase(ctx, tx, request, by, onDay(s.Today, note))
	}
	if err != nil || fact == nil {
		return err
	}
	return d.happenToCase(ctx, tx, request, by, onDay(on, fact))
}

// firstReason returns in words what is wrong.
func firstReason(err error) string {
	for _, f := range fault.FieldsOf(err) {
		return f.Message()
	}
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Message()
	}
	return err.Error()
}

// challengedInCourt is the note that the answer is contested in court, nothing where the
// office has noted that by hand and nothing came of it yet.
func challengedInCourt(request *casefile.Case, c *lawsuit.Case, on calendar.Date, s casefile.Situation) (ledger.Fact, error) {
	if _, noted := pendingInCourt(request, c); noted {
		return nil, nil
	}
	f, err := request.Challenge(c.Challenged(), on, s)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// pendingInCourt returns the note of the contest that the case is: its own, or one that
// was made by hand about the same reply.
func pendingInCourt(request *casefile.Case, c *lawsuit.Case) (casefile.Challenge, bool) {
	for _, ch := range request.Pending() {
		if ch.Forum == casefile.InCourt && (ch.Suit == int64(c.ID) || ch.Suit == 0 && ch.Letter == c.Contested.Letter) {
			return ch, true
		}
	}
	return casefile.Challenge{}, false
}

// judgedInCourt is the note of what came into force; nothing where the office has noted
// the same judgment by hand.
func judgedInCourt(request *casefile.Case, c *lawsuit.Case, on calendar.Date, s casefile.Situation) (ledger.Fact, error) {
	f := c.Judged()
	for _, j := range request.Judgements {
		if j.Forum == casefile.InCourt && j.Number == f.Number {
			return nil, nil
		}
	}
	if ch, ok := pendingInCourt(request, c); ok {
		f.Challenge = ch.Entry
	}
	judged, err := request.Judge(f, on, s)
	if err != nil {
		return nil, err
	}
	return judged, nil
}

// What untell takes back.
const (
	theJudgement = false
	everything   = true
)

// untell takes back in a request what the case told it last, or all of it. Where the
// request has gone on by it, that is refused.
func (d *Desk) untell(ctx context.Context, tx *sqlite.Tx, by int64, c *lawsuit.Case, id casefile.ID, all bool) error {
	request, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	for at := len(request.Judgements) - 1; at >= 0; at-- {
		if j := request.Judgements[at]; j.Suit == int64(c.ID) {
			if err := d.untellEntry(ctx, tx, by, request, j.Entry); err != nil || !all {
				return err
			}
		}
	}
	if !all {
		return nil
	}
	for at := len(request.Challenges) - 1; at >= 0; at-- {
		if ch := request.Challenges[at]; ch.Suit == int64(c.ID) {
			if err := d.untellEntry(ctx, tx, by, request, ch.Entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// untellEntry takes one entry of a request back.
func (d *Desk) untellEntry(ctx context.Context, tx *sqlite.Tx, by int64, request *casefile.Case, entry int) error {
	s, err := request.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	f := casefile.TakenBack{Corrects: entry}
	f.Private.Reason = "诉讼案件的登记改了"
	back, err := request.TakingBack(f, s)
	if fault.KindOf(err) == fault.Conflict {
		return fault.New(fault.Conflict, "suit_request_moved", request.Number, firstReason(err))
	}
	if err != nil {
		return err
	}
	return d.happenToCase(ctx, tx, request, by, onDay(s.Today, back))
}
