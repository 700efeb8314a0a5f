package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// NoteAid notes which help the applicant needs, and what was given (登记需要的帮助,
// 条例 43).
func (d *Desk) NoteAid(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.AidNoted) error {
	f.Private.Note = kept(f.Private.Note)
	if err := short("note", f.Private.Note, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.NoteAid, 0, deciding((*casefile.Case).NeedsAid, f))
}
