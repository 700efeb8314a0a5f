package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// An AnswerLetter is the letter by which the office answers as respondent (行政复议答复书),
// in the contested request.
type AnswerLetter struct {
	Request casefile.ID
	To      int             // the body, among the others of that case
	Letter  casefile.Letter // N is 0 while none was begun
	MayNot  error           // why the person cannot begin or work on it; nil if they can
}

// IsReady reports whether the letter can be handed in.
func (a AnswerLetter) IsReady() bool { return handable(a.Letter) }

// handable: it is signed and its PDF made; one that was handed in can be again, where what
// was handed in was taken back.
func handable(l casefile.Letter) bool {
	return l.Stage == casefile.IsReady || l.Stage == casefile.IsServed && l.Way == casefile.Handed
}

// answering returns the letter by which a request answers a reconsideration case, and
// whether it is answered so: what was told of before letters were is not.
func answering(request *casefile.Case, id reconsider.ID) (AnswerLetter, bool) {
	for _, ch := range request.Challenges {
		if ch.Review != int64(id) || ch.To == 0 {
			continue
		}
		l, _ := request.AnswerTo(ch)
		return AnswerLetter{Request: request.ID, To: ch.To, Letter: l}, true
	}
	return AnswerLetter{}, false
}

// AnswerOf returns the letter by which the office of a case's request answers it.
func (d *Desk) AnswerOf(by auth.User, v ReviewView) (AnswerLetter, bool) {
	if v.Original == nil {
		return AnswerLetter{}, false
	}
	a, ok := answering(v.Original, v.Case.ID)
	if ok {
		a.MayNot = auth.May(by, casefile.Draft, subjectOf(v.Original, 0))
	}
	return a, ok
}

// RespondByLetter hands the signed answer in, with the evidence bundle that an entry of
// the request made (0: none) and more evidence: its PDF goes into the reconsideration
// case, and the request notes that it went out, both or neither.
func (d *Desk) RespondByLetter(ctx context.Context, by auth.User, id reconsider.ID, version, bundle int, evidence []intake.File) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Respond, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if c.Contested.Case == 0 {
			return nil, fault.New(fault.Conflict, "review_no_original")
		}
		request, err := loadCase(ctx, tx, c.Contested.Case)
		if err != nil {
			return nil, err
		}
		a, _ := answering(request, c.ID)
		if !a.IsReady() {
			return nil, fault.New(fault.Conflict, "contest_answer_unready")
		}
		facts, err := d.responding(ctx, by, reconsider.Respond, answerText(a.Letter), s.Today, bundle, evidence)(tx, c, s)
		if err != nil {
			return nil, err
		}
		responded := facts[len(facts)-1].fact.(*reconsider.Responded)
		m := &casefile.MaterialAdded{
			Material: len(c.Materials) + len(facts), File: a.Letter.File, Type: "application/pdf", Size: a.Letter.Size, Purpose: casefile.Proof,
		}
		m.Private.Name = LetterName(a.Letter.Kind) + "（" + a.Letter.Number + "）.pdf"
		responded.Answer = m.Material
		if a.Letter.Stage == casefile.IsReady {
			if err := d.handedIn(ctx, tx, by, request, a.Letter.N); err != nil {
				return nil, err
			}
		}
		return slices.Insert(facts, len(facts)-1, onDay(s.Today, m)), nil
	})
}

// handedIn notes in the request that its answer went out to the body.
func (d *Desk) handedIn(ctx context.Context, tx *sqlite.Tx, by auth.User, request *casefile.Case, n int) error {
	s, err := request.Situation(d.Calendar(), d.today())
	if err != nil {
		return err
	}
	served, err := request.Service(casefile.Served{Letter: n, Way: casefile.Handed}, s.Today, s)
	if err != nil {
		return err
	}
	return d.happenToCase(ctx, tx, request, by.ID, onDay(s.Today, served))
}

// answerText is what an answer says, a line for each paragraph, as papers of the bureau
// take it up.
func answerText(l casefile.Letter) string {
	var lines []string
	for _, field := range letter.AnswerFields {
		for line := range strings.Lines(l.Values[field]) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n")
}
