package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// NewReplacement returns the view of a new reply that corrects the n-th letter of
// a case. Nil values are those of the old one.
func (d *Desk) NewReplacement(ctx context.Context, by auth.User, id casefile.ID, n int, kind letter.Kind, values letter.Values, materials []int) (DraftView, error) {
	return d.draft(ctx, by, id, DraftForm{Replaces: n, Kind: kind, Values: values, Materials: materials})
}

// allowsNew returns nil if a letter of the kind can be begun: to whom the form says,
// or as one that corrects a reply.
func allowsNew(c *casefile.Case, info letter.KindInfo, f DraftForm, s casefile.Situation) error {
	switch {
	case f.Replaces == 0:
		return c.AllowsNewTo(casefile.LetterKind(info.Code), f.To, s)
	case !info.IsReply() || f.To != 0:
		return fault.New(fault.Conflict, "replace_reply_only")
	}
	return c.AllowsLetter(f.Replaces, casefile.Replace, s)
}

// replaced names the reply that a letter corrects as the letter does; nil if it
// corrects none.
func replaced(c *casefile.Case, l casefile.Letter) *letter.Reference {
	old, ok := c.Letter(l.Replaces)
	if !ok {
		return nil
	}
	return reference(old)
}

// reference names a reply of the case as a later letter does.
func reference(old casefile.Letter) *letter.Reference {
	ref := &letter.Reference{Kind: letter.Kind(old.Kind), Name: LetterName(old.Kind), Number: old.Number, On: old.SignedOn}
	if info, err := letter.Info(ref.Kind); err == nil {
		ref.Name = info.Title // as it stands over it
	}
	return ref
}
