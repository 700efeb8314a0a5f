package desk

import (
	"cmp"
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/pdf"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// CopyReviewUp notes that a paper was copied to the department above the respondent
// (抄告), or why it need not be.
func (d *Desk) CopyReviewUp(ctx context.Context, by auth.User, id reconsider.ID, version int, on calendar.Date, f reconsider.CopiedUp) error {
	return d.actOnReview(ctx, by, id, version, reconsider.CopyToHigher, 0, func(_ *sqlite.Tx, c *reconsider.Case, s reconsider.Situation) ([]happening, error) {
		for field, text := range map[string]string{"to": f.To, "how": f.How, "tracking": f.Tracking, "none": f.None} {
			if err := short(field, text, fault.MaxLine); err != nil {
				return nil, err
			}
		}
		fact, err := c.CopyingUp(f, on, s)
		if err != nil {
			return nil, err
		}
		return []happening{onDay(on, fact)}, nil
	})
}

// CopiedUpTo returns to which department papers about the respondent of a case were copied
// last; empty where none was.
func (d *Desk) CopiedUpTo(ctx context.Context, c *reconsider.Case) (string, error) {
	return d.DB.CopiedUpTo(ctx, c.Body, c.Contested.Name)
}

// CopyUpPDF prints the letter with which a paper goes to the department above the
// respondent (抄告函); who it is to is left open while nothing is known.
func (d *Desk) CopyUpPDF(ctx context.Context, by auth.User, id reconsider.ID, n int) ([]byte, error) {
	v, err := d.Review(ctx, by, id)
	if err != nil {
		return nil, err
	}
	c := v.Case
	paper, ok := c.Paper(n)
	at := slices.IndexFunc(c.CopiedUp, func(k reconsider.CopyUp) bool { return k.Letter == n })
	if !ok || at < 0 && !slices.ContainsFunc(c.ToCopyUp(), func(p reconsider.Paper) bool { return p.N == n }) {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	to, on := "", d.today()
	if at >= 0 {
		to, on = c.CopiedUp[at].To, c.CopiedUp[at].On
	} else if to, err = d.CopiedUpTo(ctx, c); err != nil {
		return nil, err
	}
	text := "现将" + v.Body.Name + paper.SignedOn.Chinese() + "作出的" + LetterName(paper.Kind) + "（" + paper.Number + "）抄告你单位。该案被申请人为" + c.Contested.Name + "，文书已经送达，" +
		map[bool]string{true: "请知悉。", false: "已发生法律效力，请知悉。"}[paper.Kind == reconsider.OpinionPaper]
	paragraphs := []string{text, "依据：《中华人民共和国行政复议法》第七十九条第二款。", "联系：" + cmp.Or(v.Body.Bureau, v.Body.Name) + " " + v.Body.BureauPhone}
	l := letter.Letter{
		Kind: letter.Kind(paper.Kind), Form: letter.LetterForm, Office: v.Body.Name, Title: "行政复议文书抄告函", Addressee: cmp.Or(to, "________________"), SignedBy: v.Body.Name, On: on,
		Attachments: []string{LetterName(paper.Kind) + "（" + paper.Number + "）"},
	}
	for _, p := range paragraphs {
		l.Blocks = append(l.Blocks, letter.Block{Paragraph: &letter.Paragraph{Runs: []letter.Run{{Text: p}}}})
	}
	return pdf.Render(d.Fonts, l, pdf.Options{})
}
