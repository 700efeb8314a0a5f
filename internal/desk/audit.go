package desk

import (
	"context"

	"mingda/internal/audit"
	"mingda/internal/auth"
)

// Record writes down in the audit what a person did, before they get to see what came of
// it. It returns when the entry is durable; with an error nothing may be shown. By is who
// is signed in, the zero User where nobody is, one of ledger.Applicant for an applicant at
// the portal. When it was and what is kept of words is for Record to say; a note that somebody
// typed, such as a reason, goes through audit.Words as they do.
func (d *Desk) Record(ctx context.Context, by auth.User, e audit.Entry) error {
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return err
	}
	e.By, e.At = by.ID, d.now()
	e.Words = audit.Words(d.CodeKey, e.Words)
	if e.Kind == audit.Revealed {
		e.Note = audit.Words(d.CodeKey, e.Note)
	}
	return log.Append(ctx, e)
}

// UserOf returns the number of the person with the sign-in name; 0 for nobody: whom a
// failed sign-in was about is recorded by number, and what was typed for a name that
// nobody has may be a password.
func (d *Desk) UserOf(ctx context.Context, login string) int64 {
	u, err := d.DB.UserByLogin(ctx, foldLogin(login))
	if err != nil {
		return 0
	}
	return u.ID
}
