package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mingda/internal/casefile"
)

// An OutboxState is how far a mail of the office has come.
type OutboxState string

// The states of a mail to be sent.
const (
	OutboxWaiting OutboxState = "waiting" // 待发
	OutboxSent    OutboxState = "sent"    // 已发
	OutboxFailed  OutboxState = "failed"  // 发不出去: refused for good
	OutboxDropped OutboxState = "dropped" // 不发了: what it says no longer holds
)

// Label returns the Chinese name of the state.
func (s OutboxState) Label() string {
	return map[OutboxState]string{OutboxWaiting: "待发", OutboxSent: "已发", OutboxFailed: "发不出去", OutboxDropped: "不发了"}[s]
}

// An Outgoing is one mail to be sent, or sent.
type Outgoing struct {
	ID        int64
	Key       string // what it is for; made once
	Agency    int64
	MessageID string // without < >; the same over all tries
	Recipient string // of a confirmation: keyed hash of the address; not read back
	Mail      []byte // JSON of the mail; nil once sent or given up
	State     OutboxState
	Tries     int
	NextAt    time.Time
	LastError string // what the server said; of a dropped one why
	MadeAt    time.Time
	SentAt    time.Time
	BouncedAt time.Time // it came back
	Bounce    string    // what the report says
}

const outboxColumns = `id, key, agency_id, message_id, sealed, state, tries, next_at, last_error, made_at, sent_at, bounced_at, bounce`

func (r Reader) scanOutgoing(row row) (Outgoing, error) {
	var o Outgoing
	var sealed []byte
	var next, made, sent, bounced string
	err := row.Scan(&o.ID, &o.Key, &o.Agency, &o.MessageID, &sealed, &o.State, &o.Tries, &next, &o.LastError, &made, &sent, &bounced, &o.Bounce)
	if err != nil {
		return o, err
	}
	for _, t := range []struct {
		into *time.Time
		text string
	}{{&o.NextAt, next}, {&o.MadeAt, made}, {&o.SentAt, sent}, {&o.BouncedAt, bounced}} {
		if *t.into, err = scanTime(t.text); err != nil {
			return o, err
		}
	}
	if sealed != nil {
		o.Mail, err = r.seal.Open(sealed, "outbox "+o.Key)
	}
	return o, err
}

// Enqueue puts a mail into the outbox. One that is there under the same key is
// left as it is: a mail is made once.
func (tx *Tx) Enqueue(ctx context.Context, o Outgoing) error {
	sealed, err := tx.seal.Seal(o.Mail, "outbox "+o.Key)
	if err != nil {
		return err
	}
	return tx.exec(ctx, `
		INSERT INTO outbox (key, agency_id, message_id, sealed, state, next_at, made_at, recipient)
		VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?)
		ON CONFLICT (key) DO NOTHING`, o.Key, o.Agency, o.MessageID, sealed, instant(o.MadeAt), instant(o.MadeAt), o.Recipient)
}

// Sendable returns mails of the agencies whose next try is due at now, the
// oldest first.
func (r Reader) Sendable(ctx context.Context, agencies []int64, now time.Time, limit int) ([]Outgoing, error) {
	list, err := json.Marshal(agencies)
	if err != nil {
		return nil, err
	}
	return collect(ctx, r.q, r.scanOutgoing, `
		SELECT `+outboxColumns+`
		FROM outbox
		WHERE state = 'waiting' AND next_at <= ? AND agency_id IN (SELECT value FROM json_each(?))
		ORDER BY next_at, id
		LIMIT ?`, instant(now), string(list), limit)
}

// Outbox returns the newest mails of the agency (0: all), those that wait or
// failed before those that were sent or given up.
func (r Reader) Outbox(ctx context.Context, agency int64, limit int) ([]Outgoing, error) {
	return collect(ctx, r.q, r.scanOutgoing, `
		SELECT `+outboxColumns+`
		FROM outbox
		WHERE ?1 = 0 OR agency_id = ?1
		ORDER BY state IN ('sent', 'dropped') AND bounced_at = '', id DESC
		LIMIT ?2`, agency, limit)
}

// OutgoingByID returns one mail of the outbox, or fault NotFound.
func (r Reader) OutgoingByID(ctx context.Context, id int64) (Outgoing, error) {
	return one(ctx, r.q, "not_found", r.scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE id = ?`, id)
}

// OutgoingByKey returns the mail of the outbox with the key, or fault NotFound.
func (r Reader) OutgoingByKey(ctx context.Context, key string) (Outgoing, error) {
	return one(ctx, r.q, "not_found", r.scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE key = ?`, key)
}

// MailsFor returns the mails made under the key and under those below it
// (confirm/12, confirm/12/2), the oldest first.
func (r Reader) MailsFor(ctx context.Context, key string) ([]Outgoing, error) {
	return collect(ctx, r.q, r.scanOutgoing, `
		SELECT `+outboxColumns+`
		FROM outbox
		WHERE key = ?1 OR key > ?1 || '/' AND key < ?1 || '0' -- the sign after /
		ORDER BY id`, key)
}

// CountMailsTo returns how many confirmations were made for the recipient since
// then, sent or not.
func (r Reader) CountMailsTo(ctx context.Context, recipient string, since time.Time) (int, error) {
	var n int
	err := r.q.QueryRowContext(ctx, `
		SELECT count(*)
		FROM outbox
		WHERE recipient = ? AND recipient <> '' AND made_at >= ?`, recipient, instant(since)).Scan(&n)
	return n, explain(err)
}

// SentMessage returns the key of the mail the office sent with this Message-ID,
// "" if it sent none.
func (r Reader) SentMessage(ctx context.Context, messageID string) (string, error) {
	var key string
	err := r.q.QueryRowContext(ctx, `SELECT coalesce(max(key), '') FROM outbox WHERE message_id = ?`, messageID).Scan(&key)
	return key, explain(err)
}

// MarkSent notes that the mail went out, and forgets its text.
func (tx *Tx) MarkSent(ctx context.Context, id int64, at time.Time) error {
	return tx.exec(ctx, `
		UPDATE outbox SET state = 'sent', sealed = NULL, tries = tries + 1, sent_at = ?, last_error = ''
		WHERE id = ?`, instant(at), id)
}

// MarkTried notes that a try failed, and when the next one is due; with a zero
// next the mail has failed for good.
func (tx *Tx) MarkTried(ctx context.Context, id int64, why string, next time.Time) error {
	if next.IsZero() {
		return tx.exec(ctx, `UPDATE outbox SET state = 'failed', tries = tries + 1, last_error = ? WHERE id = ?`, casefile.MaskText(why), id)
	}
	return tx.exec(ctx, `UPDATE outbox SET tries = tries + 1, last_error = ?, next_at = ? WHERE id = ?`, casefile.MaskText(why), instant(next), id)
}

// PutOff lets a mail wait until then; that was no try.
func (tx *Tx) PutOff(ctx context.Context, id int64, until time.Time) error {
	return tx.exec(ctx, `UPDATE outbox SET next_at = ? WHERE id = ?`, instant(until.UTC()), id)
}

// DropMail gives a mail up that did not go out, forgets its text and says why.
func (tx *Tx) DropMail(ctx context.Context, id int64, why string) error {
	return tx.exec(ctx, `
		UPDATE outbox SET state = 'dropped', sealed = NULL, last_error = ?
		WHERE id = ? AND state IN ('waiting', 'failed')`, casefile.MaskText(why), id)
}

// OutgoingByMessageID returns the mail that the office sent with this
// Message-ID, or fault NotFound.
func (r Reader) OutgoingByMessageID(ctx context.Context, messageID string) (Outgoing, error) {
	return one(ctx, r.q, "not_found", r.scanOutgoing, `SELECT `+outboxColumns+` FROM outbox WHERE message_id = ?`, messageID)
}

// MarkBounced notes that the mail came back, and what the report says.
func (tx *Tx) MarkBounced(ctx context.Context, id int64, why string, at time.Time) error {
	return tx.exec(ctx, `UPDATE outbox SET bounced_at = ?, bounce = ? WHERE id = ?`, instant(at), casefile.MaskText(why), id)
}

// Requeue lets a failed mail be tried again from now on.
func (tx *Tx) Requeue(ctx context.Context, id int64, now time.Time) error {
	return tx.exec(ctx, `UPDATE outbox SET state = 'waiting', next_at = ? WHERE id = ? AND state = 'failed'`, instant(now), id)
}

// A Hold is a form that is being filled in: what was typed and sent so far.
type Hold struct {
	Key       string // hash of the form's key
	Body      []byte // JSON
	ChangedAt time.Time
}

// PutHold keeps the form's state.
func (tx *Tx) PutHold(ctx context.Context, h Hold) error {
	sealed, err := tx.seal.Seal(h.Body, "hold "+h.Key)
	if err != nil {
		return err
	}
	return tx.exec(ctx, `
		INSERT INTO form_holds (key, sealed, changed_at) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET sealed = excluded.sealed, changed_at = excluded.changed_at`,
		h.Key, sealed, instant(h.ChangedAt))
}

// Hold returns the form's state, or fault NotFound.
func (r Reader) Hold(ctx context.Context, key string) (Hold, error) {
	return one(ctx, r.q, "not_found", func(row row) (Hold, error) {
		h := Hold{Key: key}
		var sealed []byte
		var changed string
		if err := row.Scan(&sealed, &changed); err != nil {
			return h, err
		}
		var err error
		if h.ChangedAt, err = scanTime(changed); err != nil {
			return h, err
		}
		if h.Body, err = r.seal.Open(sealed, "hold "+key); err != nil {
			return h, fmt.Errorf("form %s: %w", key, err)
		}
		return h, nil
	}, `SELECT sealed, changed_at FROM form_holds WHERE key = ?`, key)
}

// Holds returns the keys of all forms that are being filled in.
func (r Reader) Holds(ctx context.Context) ([]string, error) {
	return collect(ctx, r.q, func(row row) (key string, err error) { return key, row.Scan(&key) }, `SELECT key FROM form_holds ORDER BY key`)
}

// DropHoldsBefore forgets the forms that nobody touched since then.
func (tx *Tx) DropHoldsBefore(ctx context.Context, then time.Time) error {
	return tx.exec(ctx, `DELETE FROM form_holds WHERE changed_at < ?`, instant(then))
}
