package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// A RemedyForm is what a clerk enters of reconsideration or litigation over an
// answer: that it is contested, or how it ended.
type RemedyForm struct {
	Version int
	On      calendar.Date // when the office got to know, or received the decision
	Scans   []intake.File
}

// NoteChallenge notes that an answer, or that none came, is contested (登记被申请
// 复议、被起诉).
func (d *Desk) NoteChallenge(ctx context.Context, by auth.User, id casefile.ID, form RemedyForm, f casefile.Challenged) error {
	f.Body, f.Number, f.Notice, f.Private.Note = kept(f.Body), kept(f.Number), kept(f.Notice), kept(f.Private.Note)
	if err := short("notice", f.Notice, fault.MaxLine); err != nil {
		return err
	}
	if err := remedyLengths(f.Body, f.Number, "note", f.Private.Note); err != nil {
		return err
	}
	return d.act(ctx, by, id, form.Version, casefile.NoteChallenge, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		var papers []happening
		papers, f.Proof = evidenceFacts(c, s.Today, form.Scans)
		fact, err := c.Challenge(f, form.On, s)
		if err != nil {
			return nil, err
		}
		return append(papers, onDay(form.On, fact)), nil
	})
}

// NoteOutcome notes how reconsideration or litigation ended (登记复议、诉讼结果). With
// an order to answer, the case is open again.
func (d *Desk) NoteOutcome(ctx context.Context, by auth.User, id casefile.ID, form RemedyForm, f casefile.Judged) error {
	f.Body, f.Number, f.Private.Order = kept(f.Body), kept(f.Number), kept(f.Private.Order)
	if err := remedyLengths(f.Body, f.Number, "order", f.Private.Order); err != nil {
		return err
	}
	return d.act(ctx, by, id, form.Version, casefile.NoteOutcome, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		var papers []happening
		papers, f.Proof = evidenceFacts(c, s.Today, form.Scans)
		fact, err := c.Judge(f, form.On, s)
		if err != nil {
			return nil, err
		}
		return append(papers, onDay(form.On, fact)), nil
	})
}

// remedyLengths returns what is longer than its field holds.
func remedyLengths(body, number, field, text string) error {
	form := fault.Form{}
	form.Length("body", body, fault.MaxLine)
	form.Length("number", number, fault.MaxLine)
	form.Length(field, text, fault.MaxText)
	return form.Err()
}

// evidenceFacts adds papers on which an act rests to the case, and returns the
// number of the first of them there, 0 for none.
func evidenceFacts(c *casefile.Case, on calendar.Date, papers []intake.File) ([]happening, int) {
	if len(papers) == 0 {
		return nil, 0
	}
	return materialFacts(c, on, casefile.Evidence, papers), len(c.Materials) + 1
}

// orderOf names the decision or judgment under which a case is answered, as the
// reply does; nil if there is none.
func orderOf(c *casefile.Case) *letter.Order {
	j, ok := c.Order()
	if !ok {
		return nil
	}
	o := &letter.Order{Forum: j.Forum, Body: j.Body, Number: j.Number, On: j.DecidedOn, Disclose: j.Outcome == casefile.OrderedDisclosure, Part: j.Part, Procedure: j.Procedure}
	if old, ok := c.Letter(j.Letter); ok && !j.Kept {
		o.Revoked, o.Result, o.Said = reference(old), old.Result, letter.Values(old.Values)
	}
	return o
}
