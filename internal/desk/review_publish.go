package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// copyTitle is what the published copy says below its title.
const copyTitle = "（公布文本，个人信息已隐去）"

// A PublicLine is one line of a decision beside the same line of its copy.
type PublicLine struct {
	Heading bool
	Pieces  []reconsider.Masked
}

// A PublicCopy is the copy of a decision that is to be published, line by line.
type PublicCopy struct {
	Paper reconsider.Paper
	Lines []PublicLine
	Text  letter.Letter
}

// Removed counts what was removed.
func (p PublicCopy) Removed() int {
	n := 0
	for _, l := range p.Lines {
		for _, piece := range l.Pieces {
			if piece.Why != "" {
				n++
			}
		}
	}
	return n
}

// PublicCopyOf makes the copy of a case's decision with further words removed, and words
// kept that only look like personal data.
func (d *Desk) PublicCopyOf(ctx context.Context, v ReviewView, more, keep []string) (PublicCopy, error) {
	return d.publicCopy(ctx, d.DB, v.Case, more, keep)
}

// An agencyReader is the database, or a transaction of it.
type agencyReader interface {
	Agency(ctx context.Context, id int64) (office.Agency, error)
}

func (d *Desk) publicCopy(ctx context.Context, r agencyReader, c *reconsider.Case, more, keep []string) (PublicCopy, error) {
	paper, _, decided := c.Decision()
	if !decided {
		return PublicCopy{}, fault.New(fault.Conflict, "review_not_decided")
	}
	value, err := signedValue(paper.Letter)
	if err != nil {
		return PublicCopy{}, err
	}
	keep = slices.Clone(keep)
	for _, id := range []int64{c.Body, c.Contested.Respondent} { // what is an office's own is public
		if id == 0 {
			continue
		}
		a, err := r.Agency(ctx, id)
		if err != nil {
			return PublicCopy{}, err
		}
		keep = append(keep, a.Address, a.Phone, a.BureauAddress, a.BureauPhone, a.MailAddress)
	}
	p := PublicCopy{Paper: paper}
	p.Text, p.Lines = maskLetter(value, c.Masks(more, keep))
	return p, nil
}

// maskLetter removes what masks find, and what makes a paper an original: code and seal.
func maskLetter(l letter.Letter, m reconsider.Masks) (letter.Letter, []PublicLine) {
	var lines []PublicLine
	mask := func(text string, heading bool) string {
		if text == "" {
			return ""
		}
		pieces := m.Apply(text)
		lines = append(lines, PublicLine{heading, pieces})
		return reconsider.Text(pieces)
	}
	l.Code, l.Verify, l.Sealed, l.Slip, l.Envelope = "", "", false, nil, nil
	l.Title = mask(l.Title, true)
	l.Addressee = mask(l.Addressee, false)
	blocks := make([]letter.Block, len(l.Blocks))
	for i, b := range l.Blocks {
		switch {
		case b.Paragraph != nil: // one run: a name may reach over several
			p := *b.Paragraph
			p.Runs = []letter.Run{{Text: mask(p.Text(), p.Level == letter.Heading)}}
			blocks[i].Paragraph = &p
		case b.Table != nil:
			t := *b.Table
			t.Head, t.Rows = slices.Clone(t.Head), slices.Clone(t.Rows)
			for n := range t.Head {
				t.Head[n] = mask(t.Head[n], false)
			}
			for n := range t.Rows {
				t.Rows[n].Cells = slices.Clone(t.Rows[n].Cells)
				for k := range t.Rows[n].Cells {
					t.Rows[n].Cells[k] = mask(t.Rows[n].Cells[k], false)
				}
			}
			blocks[i].Table = &t
		}
	}
	l.Blocks = append(blocks, letter.Block{Paragraph: &letter.Paragraph{Level: letter.Small, Runs: []letter.Run{{Text: copyTitle}}}})
	attachments := slices.Clone(l.Attachments)
	for i := range attachments {
		attachments[i] = mask(attachments[i], false)
	}
	l.Attachments = attachments
	return l, lines
}

// texts are all that stands in a copy.
func (p PublicCopy) texts() []string {
	var all []string
	for _, l := range p.Lines {
		all = append(all, reconsider.Text(l.Pieces))
	}
	return all
}

// wordsIn are the words of a field, one a line.
func wordsIn(text string) []string {
	var all []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// PreparePublication makes the copy of a decision (制作公布文本) with further words removed
// and words kept, one a line.
func (d *Desk) PreparePublication(ctx context.Context, by auth.User, id reconsider.ID, version int, more, keep string) error {
	return d.actOnReview(ctx, by, id, version, reconsider.PreparePublication, 0, func(tx *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		for field, typed := range map[string]string{"more": more, "keep": keep} {
			if err := short(field, typed, fault.MaxText); err != nil {
				return nil, err
			}
		}
		f := reconsider.PublicationPrepared{}
		f.Private.More, f.Private.Keep = wordsIn(more), wordsIn(keep)
		if err := c.Allows(reconsider.PreparePublication, s); err != nil {
			return nil, err
		}
		p, err := d.publicCopy(ctx, tx, c, f.Private.More, f.Private.Keep)
		if err != nil {
			return nil, err
		}
		if f.Private.Text, err = json.Marshal(p.Text); err != nil {
			return nil, err
		}
		fact, err := c.Preparing(f, p.texts(), s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, fact)}, nil
	})
}

// stillClean fails where the copy holds what the case knows of people: something has
// become known since it was made.
func (d *Desk) stillClean(c *reconsider.Case) error {
	f := c.Publication.PublicationPrepared
	if left := c.Masks(f.Private.More, f.Private.Keep).Left(string(f.Private.Text)); len(left) > 0 {
		return fault.New(fault.Conflict, "review_copy_changed")
	}
	return nil
}

// CheckPublication notes that somebody else has read the copy beside the decision (核对).
func (d *Desk) CheckPublication(ctx context.Context, by auth.User, id reconsider.ID, version int) error {
	return d.actOnReview(ctx, by, id, version, reconsider.CheckPublication, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		f, err := c.CheckingPublication(by.ID, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, d.stillClean(c)
	})
}

// ReleasePublication publishes the copy that was checked (公布).
func (d *Desk) ReleasePublication(ctx context.Context, by auth.User, id reconsider.ID, version int) error {
	return d.actOnReview(ctx, by, id, version, reconsider.ReleasePublication, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		if err := c.Allows(reconsider.ReleasePublication, s); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, &reconsider.PublicationReleased{})}, d.stillClean(c)
	})
}

// WithdrawPublication takes the copy down again (撤下).
func (d *Desk) WithdrawPublication(ctx context.Context, by auth.User, id reconsider.ID, version int, reason string) error {
	f := reconsider.PublicationWithdrawn{}
	f.Private.Reason = kept(reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.actOnReview(ctx, by, id, version, reconsider.WithdrawPublication, 0, reviewing((*reconsider.Case).WithdrawingPublication, f))
}

// WithholdPublication notes that the decision is not published, and why (不公布).
func (d *Desk) WithholdPublication(ctx context.Context, by auth.User, id reconsider.ID, version int, ground reconsider.SecrecyGround, reason string) error {
	f := reconsider.PublicationWithheld{Ground: ground}
	f.Private.Reason = kept(reason)
	if err := short("why", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.actOnReview(ctx, by, id, version, reconsider.WithholdPublication, 0, reviewing((*reconsider.Case).Withholding, f))
}

// NextPublication is the step that comes next on the way of a decision to the public; none
// where it is there, was taken down or must not be.
func (v ReviewView) NextPublication() reconsider.Act {
	return map[reconsider.Publicity]reconsider.Act{
		reconsider.ToPublish: reconsider.PreparePublication, reconsider.CopyPrepared: reconsider.CheckPublication, reconsider.CopyChecked: reconsider.ReleasePublication,
	}[v.Case.Publicity()]
}

// PublicReviews returns the rows of the person's body of which something is to be
// published, or to be copied up.
func (d *Desk) PublicReviews(ctx context.Context, by auth.User) (public, toCopy []reconsider.Listed, err error) {
	if err := auth.MayReview(by, reconsider.See, auth.Subject{Agency: by.Agency}); err != nil {
		return nil, nil, err
	}
	barred, err := d.barredFrom(ctx, by)
	if err != nil {
		return nil, nil, err
	}
	within := sqlite.ReviewFilter{Body: by.Agency, For: by.ID, Without: barred}
	within.Public = true
	if public, err = d.DB.Reviews(ctx, within); err != nil {
		return nil, nil, err
	}
	within.Public, within.ToCopyUp = false, true
	toCopy, err = d.DB.Reviews(ctx, within)
	return public, toCopy, err
}

// A PublishedDecision is a decision that anybody can read.
type PublishedDecision struct {
	ID         reconsider.ID
	Number     string // 文号
	Respondent string
	Outcome    reconsider.Outcome
	DecidedOn  calendar.Date
	On         calendar.Date // published
	Text       letter.Letter
}

// PublishedDecisions lists the decisions that anybody can read, those published last first.
func (d *Desk) PublishedDecisions(ctx context.Context) ([]PublishedDecision, error) {
	rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Published: true})
	if err != nil {
		return nil, err
	}
	var all []PublishedDecision
	for _, l := range rows {
		all = append(all, PublishedDecision{ID: l.ID, Number: l.DecisionNumber, Respondent: l.RespondentName, Outcome: l.Outcome, DecidedOn: l.EndedOn, On: l.PublishedOn})
	}
	slices.SortStableFunc(all, func(a, b PublishedDecision) int { return b.On.Compare(a.On) })
	return all, nil
}

// HasPublished reports whether there is one.
func (d *Desk) HasPublished(ctx context.Context) (bool, error) {
	n, err := d.DB.CountReviews(ctx, sqlite.ReviewFilter{Published: true})
	return n.All > 0, err
}

// PublishedDecision returns one of them with its text. One that is not published, or was
// taken down, is fault NotFound.
func (d *Desk) PublishedDecision(ctx context.Context, id reconsider.ID) (PublishedDecision, error) {
	c, err := loadReview(ctx, d.DB, id)
	if err != nil {
		return PublishedDecision{}, err
	}
	if c.Publicity() != reconsider.Published || len(c.Publication.Private.Text) == 0 { // or it was erased
		return PublishedDecision{}, fault.New(fault.NotFound, "review_not_found")
	}
	paper, outcome, _ := c.Decision()
	p := PublishedDecision{ID: id, Number: paper.Number, Respondent: c.Contested.Name, Outcome: outcome, DecidedOn: paper.SignedOn, On: c.Publication.Released}
	return p, json.Unmarshal(c.Publication.Private.Text, &p.Text)
}

// publicPDF prints a copy; it bears no seal and no code, for it is no original.
func (d *Desk) publicPDF(l letter.Letter) ([]byte, error) {
	return pdf.Render(d.Fonts, l, pdf.Options{})
}

// PublishedPDF prints a decision that anybody can read.
func (d *Desk) PublishedPDF(ctx context.Context, id reconsider.ID) (PublishedDecision, []byte, error) {
	p, err := d.PublishedDecision(ctx, id)
	if err != nil {
		return p, nil, err
	}
	out, err := d.publicPDF(p.Text)
	return p, out, err
}

// PublicationPDF prints the copy as it was prepared, for who checks it.
func (d *Desk) PublicationPDF(ctx context.Context, by auth.User, id reconsider.ID) ([]byte, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if len(v.Case.Publication.Private.Text) == 0 {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	var text letter.Letter
	if err := json.Unmarshal(v.Case.Publication.Private.Text, &text); err != nil {
		return nil, err
	}
	return d.publicPDF(text)
}
