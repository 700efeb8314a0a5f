package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/reconsider"
)

// contestFacts is what the office's answer as respondent takes from the contest: from the
// reconsideration case itself where it is heard in this installation, else from what was
// noted of the notice; and from the request how it was dealt with.
func (d *Desk) contestFacts(ctx context.Context, r factsReader, c *casefile.Case, a office.Agency, to int) (*letter.Review, error) {
	var of casefile.Challenge
	for _, ch := range c.Challenges {
		if to != 0 && ch.To == to {
			of = ch
		}
	}
	review := &letter.Review{
		Number: of.Number, Body: of.Body, Silence: of.Letter == 0, Applicants: []letter.ReviewParty{{
			Name: c.Applicant.Name, Class: c.Class, Address: c.Applicant.Address, Head: c.Applicant.Representative, Phone: c.Applicant.Phone,
		}},
		Respondent: letter.ReviewParty{Name: a.Name, Address: a.Address, Phone: a.Phone}, Procedure: string(of.Procedure), AnswerBy: of.AnswerBy(d.Calendar()),
		Act: letter.ReviewAct{Subject: c.Wants.Subject, RequestedOn: c.Receipt.On, Requested: c.Number},
	}
	if l, ok := c.Letter(of.Letter); ok {
		review.Act.Name, review.Act.Number, review.Act.On, review.Act.Result, review.Act.ReceivedOn = LetterName(l.Kind), l.Number, l.SignedOn, l.Result, l.GotOn
		review.Laws = lawsOf(l)
	}
	if of.Review != 0 {
		k, err := loadReview(ctx, r, reconsider.ID(of.Review))
		if err != nil {
			return nil, err
		}
		facts, err := d.reviewFacts(ctx, r, k, reconsider.Paper{})
		if err != nil {
			return nil, err
		}
		laws := review.Laws
		review = facts.Review
		review.Proposed, review.Handlers, review.Laws = nil, nil, laws // what the bureau thinks is not the respondent's
		review.AnswerOn, review.AnswerSummary, review.Evidence = of.On, "", nil
	}
	review.CopyOn, review.Course, review.Evidence = of.On, courseOf(c), bundledEvidence(c, casefile.InReview, reconsider.TheRespondent.Label())
	return review, nil
}

// courseOf says how a request was dealt with, a line for each step.
func courseOf(c *casefile.Case) []string {
	lines := []string{c.Receipt.On.Chinese() + "，我单位收到申请人的政府信息公开申请（编号：" + c.Number + "），要求公开" + strings.TrimRight(c.Wants.Subject, "。")}
	for _, l := range c.Letters {
		if l.Stage != casefile.IsServed || !l.ForApplicant() || l.Waived {
			continue
		}
		line := l.SignedOn.Chinese() + "，我单位作出" + LetterName(l.Kind) + "（" + l.Number + "），" + l.ServedOn.Chinese() + l.Way.Label()
		if !l.GotOn.IsZero() {
			line += "，" + l.GotOn.Chinese() + "签收"
		}
		lines = append(lines, line)
	}
	return lines
}

// lawsOf are the articles that a reply rests on, as its own locked sentences name them.
func lawsOf(l casefile.Letter) []string {
	var made letter.Letter
	if json.Unmarshal(l.Value, &made) != nil {
		return nil // of an older one: the drafter writes them
	}
	var laws []string
	for _, b := range made.Blocks {
		if p := b.Paragraph; p != nil && p.Locked && strings.HasPrefix(p.Articles, "条例") {
			if law := "《中华人民共和国政府信息公开条例》" + strings.TrimPrefix(p.Articles, "条例"); !slices.Contains(laws, law) {
				laws = append(laws, law)
			}
		}
	}
	return laws
}

// bundledEvidence is the list of the bundle that was made last for a forum, before which
// the office is called so.
func bundledEvidence(c *casefile.Case, purpose casefile.Forum, we string) []letter.ReviewEvidence {
	for _, b := range slices.Backward(c.Bundles) {
		if b.Purpose != purpose {
			continue
		}
		var list []letter.ReviewEvidence
		for _, p := range b.Private.Placed {
			if p.N == 0 {
				continue
			}
			e := letter.ReviewEvidence{Number: strconv.Itoa(p.N), Name: p.Name, Proves: p.Proves, Pages: reconsider.Exhibit{From: p.From, To: p.To}.Pages(), By: we}
			if p.Place == casefile.PlaceClosed {
				e.Name += "（不供查阅）"
			}
			list = append(list, e)
		}
		slices.SortStableFunc(list, func(a, b letter.ReviewEvidence) int { return len(a.Number) - len(b.Number) })
		return list
	}
	return nil
}
