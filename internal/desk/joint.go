package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// AddJointApplicant adds a further applicant to a request (添加共同申请人).
func (d *Desk) AddJointApplicant(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.JointlyAdded, proof []intake.File) error {
	return d.act(ctx, by, id, version, casefile.AddJointApplicant, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form := fault.Form{}
		f.Private.Applicant = intake.Entered(form, f.Private.Applicant, casefile.Wants{Delivery: f.Delivery}, s.Today)
		var papers []happening
		papers, f.Proof = identityFacts(c, s, proof, form)
		fact, err := c.AddingJointly(f, s)
		if err := also(form, err); err != nil {
			return nil, err
		}
		return append(papers, onDay(s.Today, fact)), nil
	})
}

// ChangeJointApplicant replaces what is known of a joint applicant (更正共同申请人).
func (d *Desk) ChangeJointApplicant(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.JointlyChanged, proof []intake.File) error {
	return d.act(ctx, by, id, version, casefile.ChangeJointApplicant, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form := fault.Form{}
		if i := slices.IndexFunc(c.JointApplicants(), func(j casefile.JointApplicant) bool { return j.N == f.Joint }); i >= 0 {
			f.Private.Applicant = f.Private.Applicant.Unmasked(c.JointApplicants()[i].Applicant, form)
		}
		f.Private.Applicant = intake.Entered(form, f.Private.Applicant, casefile.Wants{Delivery: f.Delivery}, s.Today)
		f.Private.Reason = kept(f.Private.Reason)
		form.Length("reason", f.Private.Reason, fault.MaxText)
		var papers []happening
		papers, f.Proof = identityFacts(c, s, proof, form)
		fact, err := c.ChangingJointly(f, s)
		if err := also(form, err); err != nil {
			return nil, err
		}
		return append(papers, onDay(s.Today, fact)), nil
	})
}

// RemoveJointApplicant takes a joint applicant out again (撤销共同申请人).
func (d *Desk) RemoveJointApplicant(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.JointlyRemoved) error {
	f.Private.Reason = kept(f.Private.Reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.RemoveJointApplicant, 0, deciding((*casefile.Case).RemovingJointly, f))
}

// identityFacts adds papers that prove who somebody is, and returns the number of
// the first of them, 0 for none.
func identityFacts(c *casefile.Case, s casefile.Situation, proof []intake.File, form fault.Form) ([]happening, int) {
	if len(proof) == 0 {
		return nil, 0
	}
	intake.CheckScans(form, "scans", proof)
	return materialFacts(c, s.Today, casefile.Identity, proof), len(c.Materials) + 1
}

// also returns what is wrong with a form and with what was decided of it, together.
func also(form fault.Form, err error) error {
	if form.Add(err); err != nil && fault.FieldsOf(err) == nil {
		return err
	}
	return form.Err()
}

// goingTo says for whom a letter is that is saved: a new one for whom the form says,
// one that corrects a reply for whom that was, a saved one for whom it is. What goes
// to the applicant goes to those too who ask jointly: a notice to all of them.
func goingTo(c *casefile.Case, info letter.KindInfo, f DraftForm) (to, replaces int, joint []int, err error) {
	chosen := f.Joint
	was, saved := c.Letter(f.Letter)
	switch {
	case saved:
		to, replaces = was.To, was.Replaces
		if chosen == nil {
			chosen = append([]int{}, was.Joint...)
		}
	case f.Replaces != 0:
		was, _ = c.Letter(f.Replaces)
		to, replaces, chosen = was.To, f.Replaces, append([]int{}, was.Joint...)
	default:
		to = f.To
	}
	switch {
	case to != 0:
		return to, replaces, nil, nil
	case replaces != 0:
		return to, replaces, chosen, nil
	}
	return to, replaces, c.JointlyOn(!info.IsReply(), chosen), c.AllowsJointly(info.IsReply(), chosen)
}

// named tells a letter who gets it beside the applicant.
func named(f *letter.Facts, c *casefile.Case, l casefile.Letter) {
	for _, to := range l.Joint {
		if j, ok := c.JointApplicant(to); ok {
			f.Joint = append(f.Joint, j.Applicant.Name)
		}
	}
}

// sameReply returns the reply to the applicant who leads, which a new one to one of
// those who ask jointly begins with, and whether it is such a one.
func sameReply(c *casefile.Case, f DraftForm) (casefile.Letter, bool) {
	if _, joint := c.JointApplicant(f.To); !joint || f.Letter != 0 || f.Replaces != 0 {
		return casefile.Letter{}, false
	}
	for _, l := range slices.Backward(c.Letters) {
		if l.IsReply() && l.To == 0 && l.Stands() && l.Kind == casefile.LetterKind(f.Kind) {
			return l, true
		}
	}
	return casefile.Letter{}, false
}

// JointDraft is Draft of a reply with the choice of who of those who ask jointly gets it
// too, as it was made and not saved.
func (d *Desk) JointDraft(ctx context.Context, by auth.User, id casefile.ID, n int, kind letter.Kind, values letter.Values, materials, joint []int) (DraftView, error) {
	return d.draft(ctx, by, id, DraftForm{Letter: n, Kind: kind, Values: values, Materials: materials, Joint: joint})
}
