package desk

import (
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// mailHeld is the setting that says since when no mail is fetched or sent: since the
// office moved in here, until somebody says that the one it came from has stopped. Two
// offices would else send the same letters and fetch from the same mailboxes.
const mailHeld = "mail_held"

// MailHeld returns since when no mail is fetched or sent; the zero time if it is.
func (d *Desk) MailHeld(ctx context.Context) (time.Time, error) {
	since, err := d.DB.Setting(ctx, mailHeld)
	if err != nil || since == "" {
		return time.Time{}, err
	}
	return time.Parse(ledger.TimeLayout, since)
}

// ReleaseMail lets the mail go (放行邮件).
func (d *Desk) ReleaseMail(ctx context.Context, by auth.User) error {
	if err := auth.MayDo(by, auth.ReleaseMail, 0); err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutSetting(ctx, mailHeld, "") })
}
