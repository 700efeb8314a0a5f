package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A ReviewDraftForm is a paper of the bureau as its drafter saves it.
type ReviewDraftForm struct {
	Version int // of the case, as the drafter saw it
	Paper   int // 0: a new one
	Kind    letter.Kind
	Values  letter.Values
}

// SaveReviewDraft saves a state of a draft of the bureau (拟稿). It may have gaps. It
// returns the paper's number within the case and the case's version after it.
func (d *Desk) SaveReviewDraft(ctx context.Context, by auth.User, id reconsider.ID, f ReviewDraftForm) (n, version int, err error) {
	if _, err := letter.Info(f.Kind); err != nil {
		return 0, 0, err
	}
	err = d.actOnReview(ctx, by, id, f.Version, reconsider.Draft, f.Paper, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		n, version = f.Paper, c.Version+1
		kind := casefile.LetterKind(f.Kind)
		if n == 0 {
			n = len(c.Papers) + 1
			if err := c.AllowsNewPaper(kind, s); err != nil {
				return nil, err
			}
		} else if err := c.AllowsOnPaper(n, reconsider.Draft, s); err != nil {
			return nil, err
		} else if c.Papers[n-1].Kind != kind {
			return nil, fault.New(fault.Conflict, "letter_kind_stays")
		}
		drafted := &casefile.Drafted{Letter: n, Kind: kind}
		drafted.Private.Values = f.Values
		return []happening{onDay(s.Today, drafted)}, nil
	})
	return n, version, err
}

// onPaper makes a decision of an act on the n-th paper that its stage only has to
// allow.
func onPaper(n int, do reconsider.Act, fact ledger.Fact) reviewDecision {
	return func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		return []happening{onDay(s.Today, fact)}, c.AllowsOnPaper(n, do, s)
	}
}

// DropReviewDraft gives a draft up (弃稿).
func (d *Desk) DropReviewDraft(ctx context.Context, by auth.User, id reconsider.ID, version, n int) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Drop, n, onPaper(n, reconsider.Drop, &casefile.Dropped{Letter: n}))
}

// SubmitReviewDraft hands a draft to be checked (送审核). What it must contain and does
// not is named beside its field.
func (d *Desk) SubmitReviewDraft(ctx context.Context, by auth.User, id reconsider.ID, version, n int) error {
	return d.actOnReview(ctx, by, id, version, reconsider.Submit, n, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if err := c.AllowsOnPaper(n, reconsider.Submit, s); err != nil {
			return nil, err
		}
		paper := c.Papers[n-1]
		facts, err := d.reviewFacts(ctx, tx, c, paper)
		if err != nil {
			return nil, err
		}
		kind, values := letter.Kind(paper.Kind), letter.Values(paper.Values)
		if err := letter.Complete(kind, facts, values); err != nil {
			return nil, err
		}
		draft, err := letter.ComposeDraft(kind, facts, values)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, &casefile.SentToCheck{Letter: n})}, d.printable(c.Applicant.Name, draft)
	})
}

// CheckReviewDraft passes a draft to the head (审核).
func (d *Desk) CheckReviewDraft(ctx context.Context, by auth.User, id reconsider.ID, version, n int, remark string) error {
	f := &casefile.Checked{Letter: n}
	f.Private.Remark = kept(remark)
	if err := short("remark", f.Private.Remark, fault.MaxText); err != nil {
		return err
	}
	return d.actOnReview(ctx, by, id, version, reconsider.Check, n, onPaper(n, reconsider.Check, f))
}

// ReturnReviewDraft sends a draft back with remarks (退回).
func (d *Desk) ReturnReviewDraft(ctx context.Context, by auth.User, id reconsider.ID, version, n int, remark string) error {
	f := &casefile.Returned{Letter: n}
	var err error
	if f.Private.Remark, err = given("remark", remark, "remark_needed"); err != nil {
		return err
	}
	return d.actOnReview(ctx, by, id, version, reconsider.Return, n, onPaper(n, reconsider.Return, f))
}

// VoidReviewPaper makes a signed paper void that went to nobody yet (作废).
func (d *Desk) VoidReviewPaper(ctx context.Context, by auth.User, id reconsider.ID, version, n int, reason string) error {
	f := &casefile.Voided{Letter: n}
	var err error
	if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
		return err
	}
	return d.actOnReview(ctx, by, id, version, reconsider.VoidPaper, n, onPaper(n, reconsider.VoidPaper, f))
}

// SignReviewPaper makes the draft a paper: takes its number and stores its value in one
// transaction (签发). The PDF is made afterwards, see RenderReviewPaper.
func (d *Desk) SignReviewPaper(ctx context.Context, by auth.User, id reconsider.ID, version, n int) error {
	err := d.actOnReview(ctx, by, id, version, reconsider.Sign, n, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if err := c.AllowsOnPaper(n, reconsider.Sign, s); err != nil {
			return nil, err
		}
		signed, err := d.reviewSigned(ctx, tx, c, n, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, signed)}, nil
	})
	if err != nil {
		return err
	}
	if err := d.RenderReviewPaper(ctx, id, n); err != nil {
		d.Log.Error("paper signed, its PDF is made later", "review", id, "paper", n, "err", err)
	}
	return nil
}

// reviewSigned takes the number and composes the paper as of today.
func (d *Desk) reviewSigned(ctx context.Context, tx *sqlite.Tx, c *reconsider.Case, n int, s reconsider.Situation) (*casefile.Signed, error) {
	paper := c.Papers[n-1]
	info, err := letter.Info(letter.Kind(paper.Kind))
	if err != nil {
		return nil, err
	}
	body, err := tx.Agency(ctx, c.Body)
	if err != nil {
		return nil, err
	}
	number, err := nextReviewNumber(ctx, tx, body, info.Series, s.Today.Year())
	if err != nil {
		return nil, err
	}
	f, err := d.finished(body, paper.Letter, number, c.Applicant.Name, func() (letter.Letter, error) {
		facts, err := d.reviewFacts(ctx, tx, c, paper)
		if err != nil {
			return letter.Letter{}, err
		}
		facts.Number, facts.On = number, s.Today
		return letter.Compose(info.Code, facts, letter.Values(paper.Values))
	})
	if err != nil {
		return nil, err
	}
	reviewTerms(f, paper.Values)
	ruled, err := d.ruledBy(ctx, tx, c, paper)
	f.Orders = ruled.Anew || ruled.Else != ""
	return f, err
}

// RenderReviewPaper makes the PDF of a signed paper, as Render does.
func (d *Desk) RenderReviewPaper(ctx context.Context, id reconsider.ID, n int) error {
	c, err := loadReview(ctx, d.DB, id)
	if err != nil {
		return err
	}
	paper, ok := c.Paper(n)
	if !ok || paper.Stage != casefile.IsSigned {
		return nil
	}
	rendered, err := d.rendered(ctx, c.Body, paper.Letter)
	if err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadReview(ctx, tx, id)
		if err != nil {
			return err
		}
		if paper, _ := c.Paper(n); paper.Stage != casefile.IsSigned {
			return nil // somebody else was quicker
		}
		return d.happenToReview(ctx, tx, c, ledger.System, onDay(d.today(), rendered))
	})
}

// A ReviewDraftView is a paper of the bureau with all that its page shows.
type ReviewDraftView struct {
	ReviewView
	Paper    reconsider.Paper // N is 0 for one not saved yet
	Kind     letter.KindInfo
	Fields   []letter.Field
	Values   letter.Values
	Findings []letter.Finding
	Preview  letter.Letter
	Pages    int               // of the preview on paper
	To       []ReviewAddressee // of a signed one
}

// ReviewDraft returns the view of the n-th paper of a case, or, with n 0, of a new one
// of the kind with the values filled in so far. Nil values are those saved.
func (d *Desk) ReviewDraft(ctx context.Context, by auth.User, id reconsider.ID, n int, kind letter.Kind, values letter.Values) (ReviewDraftView, error) {
	rv, err := d.Review(ctx, by, id)
	if err != nil {
		return ReviewDraftView{}, err
	}
	v := ReviewDraftView{ReviewView: rv, Values: values}
	if n != 0 {
		paper, ok := rv.Case.Paper(n)
		if !ok {
			return ReviewDraftView{}, fault.New(fault.NotFound, "letter_not_found")
		}
		v.Paper, kind = paper, letter.Kind(paper.Kind)
		if values == nil {
			v.Values = letter.Values(paper.Values)
		}
	}
	if v.Kind, err = letter.Info(kind); err != nil {
		return ReviewDraftView{}, err
	}
	if v.To, err = d.reviewAddressees(ctx, rv.Case, v.Paper); err != nil {
		return ReviewDraftView{}, err
	}
	if v.Values == nil {
		v.Values = letter.Values{}
	}
	shown := v.Paper
	shown.Kind, shown.Values = casefile.LetterKind(kind), v.Values
	facts, err := d.reviewFacts(ctx, d.DB, rv.Case, shown)
	if err != nil {
		return ReviewDraftView{}, err
	}
	v.Fields = letter.Fields(kind, facts, v.Values)
	if v.Preview, err = d.previewOf(v.Paper.Letter, kind, facts, v.Values); err != nil {
		return ReviewDraftView{}, err
	}
	v.Pages = pdf.Pages(d.Fonts, v.Preview)
	v.Findings = append(letter.Check(kind, facts, v.Values), letter.CharacterFinding(d.Fonts.Missing(v.Preview.Text())))
	slices.SortStableFunc(v.Findings, func(a, b letter.Finding) int { return levelRank(a.Level) - levelRank(b.Level) })
	return v, nil
}

// factsReader is what the facts of a paper are read from.
type factsReader interface {
	reader
	Agency(ctx context.Context, id int64) (office.Agency, error)
}
