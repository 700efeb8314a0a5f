package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// A Mark is what the list of inputs says beside one of them.
type Mark struct {
	Course   intake.Course // what is proposed
	Alike    int           // likely duplicates
	ToCall   bool          // an ordinary letter whose receipt nobody has confirmed yet (条例 31.2)
	Spoken   bool          // 口头申请代填
	Unsigned bool          // its record is still to be signed by the applicant (条例 29.1)
	Added    bool          // the applicant added something since (补充材料)
	Withdrew bool          // the applicant withdrew it
	Repaired bool          // the charset of the mail was wrong or missing, and found
}

// Marks returns what the list says beside each of the inputs.
func (d *Desk) Marks(ctx context.Context, by auth.User, rows []sqlite.InputRow) (map[inbox.ID]Mark, error) {
	marks := map[inbox.ID]Mark{}
	var inputs []*inbox.Input
	for _, row := range rows {
		if err := auth.MayDo(by, auth.SeeIntake, row.Agency); err != nil {
			return nil, err
		}
		i, err := loadInput(ctx, d.DB, row.ID)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, i)
		m := Mark{Course: i.Digest.Proposal.Course, Spoken: i.Digest.Spoken, Unsigned: i.LacksRecord(), Repaired: i.Digest.Repaired, Added: len(i.Additions) > 0, Withdrew: i.Withdrawal != nil}
		if m.ToCall, err = d.isToCall(i); err != nil {
			return nil, err
		}
		marks[row.ID] = m
	}
	alike, err := d.alikeOf(ctx, inputs)
	if err != nil {
		return nil, err
	}
	for id, found := range alike {
		m := marks[id]
		m.Alike = len(found)
		marks[id] = m
	}
	return marks, nil
}

// isToCall reports whether the receipt of an ordinary letter, or of what another
// agency handed on, is still to be confirmed by phone.
func (d *Desk) isToCall(i *inbox.Input) (bool, error) {
	if !i.Door.ReceivedByCall() || i.State != inbox.Waiting {
		return false, nil
	}
	for _, c := range i.Calls {
		if c.Outcome == intake.Reached {
			return false, nil
		}
	}
	c, _, err := d.content(i)
	return c.Facts.ConfirmedOn.IsZero(), err
}

// ProposedCase returns the number of the case to which an input seems to
// belong: one that its mail names or answers, else that of a likely duplicate by
// the same person. "" is none.
func (d *Desk) ProposedCase(ctx context.Context, v InputView) (string, error) {
	for _, ref := range v.Proposal.Refs {
		number, err := d.caseOfRef(ctx, ref)
		if err != nil || number != "" {
			return number, err
		}
	}
	for _, a := range v.Alike {
		if a.Likeness.SamePerson && len(a.Cases) > 0 {
			return a.Cases[0].Number, nil
		}
	}
	return "", nil
}

// caseOfRef returns the number of the case that a case or intake number leads
// to, "" if it leads to none.
func (d *Desk) caseOfRef(ctx context.Context, ref string) (string, error) {
	row, err := d.DB.CaseByNumber(ctx, ref)
	if err == nil {
		return row.Number, nil
	}
	if fault.KindOf(err) != fault.NotFound {
		return "", err
	}
	input, err := d.DB.InputByNumber(ctx, ref)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			err = nil
		}
		return "", err
	}
	cases, err := d.DB.CasesOfInput(ctx, input.ID)
	if err != nil || len(cases) == 0 {
		return "", err
	}
	return cases[0].Number, nil
}
