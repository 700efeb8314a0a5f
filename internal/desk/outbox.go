package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// A Mail is one mail of the office in the outbox.
type Mail struct {
	From      string     `json:"-"` // as it is configured when the mail is sent
	FromName  string     `json:"-"`
	To        string     `json:"to"`
	Subject   string     `json:"subject"`
	Text      string     `json:"text"`
	InReplyTo string     `json:"in_reply_to,omitempty"`
	Automatic bool       `json:"automatic,omitempty"` // sent by the program itself: marked so that no robot answers
	Attached  []Attached `json:"attached,omitempty"`
	MessageID string     `json:"-"`
	Date      time.Time  `json:"-"`
}

// Attached is a stored file that goes with a mail.
type Attached struct {
	Name string `json:"name"`
	Type string `json:"type"`
	File string `json:"file"` // hash
}

// Keys of the outbox say what a mail is for. A mail is made once per key; a
// further confirmation, and a letter that did not arrive and goes out again,
// have a number after the first one's key.
func confirmationKey(id inbox.ID, before int) string {
	return numberedKey(fmt.Sprintf("confirm/%d", id), before)
}

// letterKey is that of a letter to one of its recipients; 0 is the one who leads, or the
// only one.
func letterKey(id casefile.ID, n, to, before int) string {
	first := fmt.Sprintf("letter/%d/%d", id, n)
	if to != 0 {
		first += fmt.Sprintf("/to/%d", to)
	}
	return numberedKey(first, before)
}

func numberedKey(first string, before int) string {
	if before == 0 {
		return first
	}
	return fmt.Sprintf("%s/%d", first, before+1)
}

// keyed reads such a key: the input whose receipt is confirmed, or the case and
// its letter; what the mail is not for is 0.
func keyed(key string) (input inbox.ID, id casefile.ID, n int) {
	if _, err := fmt.Sscanf(key, "confirm/%d", &input); err == nil {
		return input, 0, 0
	}
	if _, err := fmt.Sscanf(key, "letter/%d/%d", &id, &n); err == nil {
		return 0, id, n
	}
	return 0, 0, 0
}

// keyedTo reads of such a key to whom of several a letter goes.
func keyedTo(key string) (to int) {
	var id casefile.ID
	var n int
	if _, err := fmt.Sscanf(key, "letter/%d/%d/to/%d", &id, &n, &to); err != nil {
		return 0
	}
	return to
}

// enqueue puts a mail of the agency into the outbox, with a Message-ID that
// stays the same over all tries. It waits there while nothing can be sent.
func (d *Desk) enqueue(ctx context.Context, tx *sqlite.Tx, agency office.Agency, key, recipient string, m Mail) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	random, err := auth.NewDevice(d.Random)
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, sqlite.Outgoing{
		Key: key, Agency: agency.ID, MessageID: strings.ReplaceAll(key, "/", ".") + "." + strings.ToLower(random[:12]) + "@" + d.idDomain(agency),
		Recipient: recipient, Mail: body, MadeAt: d.now(),
	})
}

// idDomain returns what stands behind the @ of Message-IDs: the domain the
// agency sends from; while it has none, one of its own.
func (d *Desk) idDomain(agency office.Agency) string {
	for _, address := range []string{d.sender(agency.ID), agency.MailAddress} {
		if _, domain, _ := strings.Cut(address, "@"); domain != "" {
			return domain
		}
	}
	if site, err := url.Parse(d.StatusURL); err == nil && site.Hostname() != "" {
		return site.Hostname()
	}
	return "mingda.invalid"
}

// numberOfSent returns the case or input number about which the office sent
// the mail with this Message-ID, "" if it sent none.
func (d *Desk) numberOfSent(ctx context.Context, messageID string) (string, error) {
	key, err := d.DB.SentMessage(ctx, messageID)
	if err != nil {
		return "", err
	}
	return d.numberOfKey(ctx, key)
}

// numberOfKey returns the case or input number that a mail of the outbox is
// about, "" if it is about none.
func (d *Desk) numberOfKey(ctx context.Context, key string) (string, error) {
	switch input, id, _ := keyed(key); {
	case input != 0:
		row, err := d.DB.InputRow(ctx, input)
		return row.Number, err
	case id != 0:
		row, err := d.DB.CaseRow(ctx, id)
		return row.Number, err
	}
	return "", nil
}

// A Sender sends one mail. Its error is permanent if permanent reports so;
// anything else is tried again.
type Sender interface {
	Send(ctx context.Context, m Mail) error
	IsPermanent(err error) bool
}

// retries are the waits between tries; after the last the wait stays the same.
var retries = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}

// SendDue sends the mails of the outbox whose time has come, one by one, and
// returns how many went out. Those of an agency without an address to send from
// wait untried; while the mail is held all do. A mail that is sent but whose note of it is lost in a crash is
// sent again with the same Message-ID.
func (d *Desk) SendDue(ctx context.Context, sender Sender) (int, error) {
	if since, err := d.MailHeld(ctx); err != nil || !since.IsZero() {
		return 0, err
	}
	names, able, err := d.senders(ctx)
	if err != nil {
		return 0, err
	}
	due, err := d.DB.Sendable(ctx, able, d.now(), 50)
	if err != nil {
		return 0, err
	}
	sent := 0
	for _, o := range due {
		went, err := d.sendOne(ctx, sender, o, names[o.Agency])
		if err != nil {
			return sent, err
		}
		if went {
			sent++
		}
	}
	return sent, nil
}

// senders returns the names of the agencies, and which of them have an address
// to send from.
func (d *Desk) senders(ctx context.Context) (names map[int64]string, able []int64, err error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return nil, nil, err
	}
	names = map[int64]string{}
	for _, a := range agencies {
		names[a.ID] = a.Name
		if d.sender(a.ID) != "" {
			able = append(able, a.ID)
		}
	}
	return names, able, nil
}

// sendOne sends a mail and notes what came of it; it reports whether it went
// out. What one mail fails by does not keep those behind it from being sent.
func (d *Desk) sendOne(ctx context.Context, sender Sender, o sqlite.Outgoing, fromName string) (bool, error) {
	if held, err := d.heldBack(ctx, o); held || err != nil {
		return false, err
	}
	from, err := d.senderOf(ctx, o)
	if err != nil {
		return false, err
	}
	var m Mail
	if err := json.Unmarshal(o.Mail, &m); err != nil {
		return false, d.noteFailure(ctx, o, fmt.Errorf("the mail cannot be read: %w", err), true)
	}
	switch input, id, n := keyed(o.Key); {
	case input != 0:
		why, err := d.outdated(ctx, input)
		if err != nil {
			return false, err
		}
		if why != "" {
			return false, d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.DropMail(ctx, o.ID, why) })
		}
	case id != 0:
		now, why, err := d.letterToSend(ctx, id, n, keyedTo(o.Key))
		if err != nil {
			return false, err
		}
		if why != "" {
			return false, d.dropLetter(ctx, ledger.System, o, why)
		}
		m = now
	}
	m.From, m.FromName, m.MessageID, m.Date = from, fromName, o.MessageID, d.now()
	if err := sender.Send(ctx, m); err != nil {
		return false, d.noteFailure(ctx, o, err, sender.IsPermanent(err))
	}
	// It went out: told to stop meanwhile or not, that is noted, or it would go out twice.
	return true, d.noteSent(context.WithoutCancel(ctx), o, m.To)
}

// senderOf returns the address that a mail goes out from: what confirms an application
// for reconsideration, from that of the bureau where it has one.
func (d *Desk) senderOf(ctx context.Context, o sqlite.Outgoing) (string, error) {
	if input, _, _ := keyed(o.Key); input != 0 {
		row, err := d.DB.InputRow(ctx, input)
		if own := d.bureauSender(row.Body); err != nil || own != "" {
			return own, err
		}
	}
	return d.sender(o.Agency), nil
}

func (d *Desk) noteFailure(ctx context.Context, o sqlite.Outgoing, why error, permanent bool) error {
	var next time.Time
	if !permanent {
		next = d.now().Add(retries[min(o.Tries, len(retries)-1)])
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.MarkTried(ctx, o.ID, why.Error(), next) })
}

// noteSent notes that a mail went out, and what follows from it: a
// confirmation confirms the receipt, a letter is served.
func (d *Desk) noteSent(ctx context.Context, o sqlite.Outgoing, address string) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.MarkSent(ctx, o.ID, d.now()); err != nil {
			return err
		}
		switch input, id, n := keyed(o.Key); {
		case input != 0:
			return d.noteConfirmed(ctx, tx, input, o.MessageID)
		case id != 0:
			return d.noteMailed(ctx, tx, id, n, keyedTo(o.Key), address)
		}
		return nil
	})
}

// Outbox returns what the agency's outbox holds, what waits first; of the mails to who
// applied for reconsideration those that the person's own bureau sends.
func (d *Desk) Outbox(ctx context.Context, by auth.User) ([]sqlite.Outgoing, error) {
	if err := auth.MayDo(by, auth.SeeOutbox, by.Agency); err != nil {
		return nil, err
	}
	all, err := d.DB.Outbox(ctx, scopeOf(by), 200)
	if err != nil {
		return nil, err
	}
	var seen []sqlite.Outgoing
	for _, o := range all {
		switch err := d.maySeeMail(ctx, by, o); {
		case err == nil:
			seen = append(seen, o)
		case fault.KindOf(err) != fault.Forbidden:
			return nil, err
		}
	}
	return seen, nil
}

// maySeeMail asks whether the person may see a mail of the outbox: one to who applied
// for reconsideration is for the bureau, as what it confirms is.
func (d *Desk) maySeeMail(ctx context.Context, by auth.User, o sqlite.Outgoing) error {
	if err := auth.MayDo(by, auth.SeeOutbox, o.Agency); err != nil {
		return err
	}
	input, of, _ := keyed(o.Key)
	if of != 0 {
		row, err := d.DB.CaseRow(ctx, of)
		if err == nil && !row.Known.Admits(by.ID) {
			err = fault.New(fault.Forbidden, "auth_restricted")
		}
		return err
	}
	if input == 0 {
		return nil
	}
	row, err := d.DB.InputRow(ctx, input)
	if err != nil {
		return err
	}
	if row.Body == 0 {
		return mayKnow(ctx, d.DB, by, input)
	}
	return mayOnInput(by, auth.SeeOutbox, row.Agency, row.Body)
}

// Resend lets a mail that was refused be tried again. A letter goes to the
// address that its case has then.
func (d *Desk) Resend(ctx context.Context, by auth.User, id int64) error {
	o, err := d.mailOf(ctx, by, id)
	if err != nil {
		return err
	}
	if _, of, n := keyed(o.Key); of != 0 {
		if _, why, err := d.letterToSend(ctx, of, n, keyedTo(o.Key)); err != nil {
			return err
		} else if why == DroppedVoid {
			return fault.New(fault.Conflict, "letter_void")
		}
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.Requeue(ctx, id, d.now()) })
}

// CancelMail takes a letter out of the outbox that has not gone out (取消发送): it
// waits to be served again, by mail or another way.
func (d *Desk) CancelMail(ctx context.Context, by auth.User, id int64) error {
	o, err := d.mailOf(ctx, by, id)
	if err != nil {
		return err
	}
	if _, letterOf, _ := keyed(o.Key); letterOf == 0 {
		return fault.New(fault.NotFound, "not_found")
	}
	return d.dropLetter(ctx, by.ID, o, DroppedCancelled)
}

// mailOf returns a mail that has not gone out, of an outbox that the person
// works with.
func (d *Desk) mailOf(ctx context.Context, by auth.User, id int64) (sqlite.Outgoing, error) {
	o, err := d.DB.OutgoingByID(ctx, id)
	if err != nil {
		return o, err
	}
	if err := d.maySeeMail(ctx, by, o); err != nil {
		return o, err
	}
	if o.State != sqlite.OutboxWaiting && o.State != sqlite.OutboxFailed {
		return o, fault.New(fault.Conflict, "mail_gone")
	}
	return o, nil
}

// scopeOf returns the agency a person's lists are cut to: 0 for all.
func scopeOf(by auth.User) int64 {
	if by.Has(auth.Coordinator) {
		return 0
	}
	return by.Agency
}
