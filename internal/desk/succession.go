package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// Succeed notes that the applicant died or ended and who goes on with the request
// (登记承受人). The query code stays with whoever had it until it is replaced.
func (d *Desk) Succeed(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.Succeeded, proof []intake.File) error {
	return d.act(ctx, by, id, version, casefile.Succeed, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form := fault.Form{}
		f.Private.Ground = kept(f.Private.Ground)
		form.Length("ground", f.Private.Ground, fault.MaxText)
		f.Private.Applicant = intake.Entered(form, f.Private.Applicant, casefile.Wants{Delivery: f.Delivery}, s.Today)
		f.Class = f.Private.Applicant.Class
		var papers []happening
		if len(proof) > 0 {
			papers, f.Proof = materialFacts(c, s.Today, casefile.Identity, proof), len(c.Materials)+1
		}
		fact, err := c.Succession(f, s)
		if form.Add(err); err != nil && fault.FieldsOf(err) == nil {
			return nil, err
		}
		if err := form.Err(); err != nil {
			return nil, err
		}
		return append(papers, onDay(s.Today, fact)), nil
	})
}
