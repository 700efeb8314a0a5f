package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/lawsuit"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// The office as defendant: its answer to the court (行政答辩状) is a letter of the request.
// Where the court case is one of this installation, what is known of it stands in the
// letter, and the letter's service on the court is the case's answer.

// courtChallenge returns the contest in court whose court is the n-th of the others of a
// request, and whether there is one.
func courtChallenge(request *casefile.Case, to int) (casefile.Challenge, bool) {
	at := slices.IndexFunc(request.Challenges, func(ch casefile.Challenge) bool {
		return to != 0 && ch.To == to && ch.Forum == casefile.InCourt
	})
	if at < 0 {
		return casefile.Challenge{}, false
	}
	return request.Challenges[at], true
}

// suitReader loads court cases.
type suitReader interface {
	reader
	Lawsuits(ctx context.Context, f sqlite.LawsuitFilter) ([]lawsuit.Listed, error)
}

// suitOf returns the court case that a contest in court is, told by it or noted by hand
// about the same reply; nil for none of this installation.
func suitOf(ctx context.Context, r suitReader, request *casefile.Case, ch casefile.Challenge) (*lawsuit.Case, error) {
	rows, err := r.Lawsuits(ctx, sqlite.LawsuitFilter{Case: request.ID})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c, err := loadLawsuit(ctx, r, row.ID)
		if err != nil {
			return nil, err
		}
		if of, ok := pendingInCourt(request, c); ok && of.Entry == ch.Entry && c.Tells().Case == request.ID {
			return c, nil
		}
	}
	return nil, nil
}

// suitFacts is what the office's answer to the court takes from the court case, or from
// what was noted by hand, and from the request how it was dealt with.
func (d *Desk) suitFacts(ctx context.Context, r suitReader, request *casefile.Case, a office.Agency, to int) (*letter.Suit, error) {
	ch, _ := courtChallenge(request, to)
	f := &letter.Suit{
		Number: ch.Number, Court: ch.Body, Plaintiff: request.Applicant.Name, Defendant: letter.ReviewParty{Name: a.Name, Address: a.Address, Phone: a.Phone},
		Silence: ch.Letter == 0, CopyOn: ch.On, AnswerBy: law.TermOn(law.CourtDefence, ch.On).End(d.Calendar(), ch.On),
		Act:    letter.ReviewAct{Subject: request.Wants.Subject, RequestedOn: request.Receipt.On, Requested: request.Number},
		Course: courseOf(request), Evidence: bundledEvidence(request, casefile.InCourt, "被告"),
	}
	if l, ok := request.Letter(ch.Letter); ok {
		f.Act.Name, f.Act.Number, f.Act.On, f.Act.Result, f.Act.ReceivedOn = LetterName(l.Kind), l.Number, l.SignedOn, l.Result, l.GotOn
		f.Laws = lawsOf(l)
	}
	suit, err := suitOf(ctx, r, request, ch)
	if err != nil || suit == nil {
		return f, err
	}
	i := suit.Now()
	f.Number, f.Court, f.Level, f.Plaintiff, f.CopyOn = i.Number, i.Court, string(i.Level), suit.Plaintiff, i.CopyOn
	f.AnswerBy = calendar.Date{}
	for _, due := range i.Days(d.Calendar()) {
		if due.What == lawsuit.AnswerDue {
			f.AnswerBy = due.By
		}
	}
	return f, nil
}

// CourtAnswerOf returns the letter by which the request of a court case answers it, while
// the court waits for it; false where it is no letter of a request the reader may see.
func (d *Desk) CourtAnswerOf(by auth.User, v SuitView) (AnswerLetter, bool) {
	if v.Original == nil || v.Stage != lawsuit.StageAnswering || v.Case.Tells().Case != v.Original.ID {
		return AnswerLetter{}, false
	}
	ch, ok := pendingInCourt(v.Original, v.Case)
	if !ok || ch.To == 0 {
		return AnswerLetter{}, false
	}
	a := AnswerLetter{Request: v.Original.ID, To: ch.To, MayNot: auth.May(by, casefile.Draft, subjectOf(v.Original, 0))}
	if l, begun := v.Original.AnswerTo(ch); begun && l.Stage != casefile.IsServed {
		a.Letter = l
	}
	return a, true
}

// answeredCourt notes in the court case that the answer was served on the court: the
// letter's PDF, and the bundle made last for the court, are its materials. Where none is
// ours, or it does not wait for an answer, nothing is noted.
func (d *Desk) answeredCourt(ctx context.Context, tx *sqlite.Tx, by auth.User, request *casefile.Case, l casefile.Letter, on calendar.Date) error {
	ch, _ := courtChallenge(request, l.To)
	c, err := suitOf(ctx, tx, request, ch)
	if err != nil || c == nil || c.Stage() != lawsuit.StageAnswering {
		return err
	}
	files := []intake.File{{Hash: l.File, Name: LetterName(l.Kind) + "（" + l.Number + "）.pdf", Type: "application/pdf", Size: l.Size}}
	for _, b := range slices.Backward(request.Bundles) {
		if b.Purpose == casefile.InCourt {
			files = append(files, bundleToCourt(request, b))
			break
		}
	}
	facts, numbers := suitMaterials(c, d.today(), files)
	fact, err := c.Answering(lawsuit.Answered{Materials: numbers}, on, d.suitNow())
	if fault.KindOf(err) == fault.Conflict {
		return nil
	}
	if err != nil {
		return err
	}
	return d.happenToLawsuit(ctx, tx, c, by.ID, append(facts, onDay(on, fact))...)
}
