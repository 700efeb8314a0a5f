package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// A Mail is one mail of the office in the outbox.
type Mail struct {
	From      string     `json:"from"`
	FromName  string     `json:"from_name"`
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

// A confirmation is the automatic confirmation of receipt that is due to a
// mail, or to a web form whose applicant left an address.
type confirmation struct {
	To        string
	InReplyTo string
}

// Keys of the outbox say what a mail is for. A mail is made once per key; a
// letter that did not arrive goes out again under a key of its own.
func confirmationKey(id inbox.ID) string { return fmt.Sprintf("confirm/%d", id) }
func letterKey(id casefile.ID, n, before int) string {
	if before == 0 {
		return fmt.Sprintf("letter/%d/%d", id, n)
	}
	return fmt.Sprintf("letter/%d/%d/%d", id, n, before+1)
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

// enqueueConfirmation puts the confirmation of receipt into the outbox, with
// number and code. Its day counts only once it is sent (Confirmed).
func (d *Desk) enqueueConfirmation(ctx context.Context, tx *sqlite.Tx, agency office.Agency, i *inbox.Input, t Ticket, c *confirmation) error {
	if c == nil || d.sender(agency.ID) == "" {
		return nil
	}
	return d.enqueue(ctx, tx, agency, confirmationKey(i.ID), Mail{
		To: c.To, InReplyTo: c.InReplyTo, Automatic: true,
		Subject: "已收到您的申请（收件号 " + t.Number + "）",
		Text:    confirmationText(agency, i, t, d.StatusURL),
	})
}

// confirmationText is what the confirmation says: that it came, when, the
// number, the code, and where to look.
func confirmationText(a office.Agency, i *inbox.Input, t Ticket, statusURL string) string {
	came, more := "您的来信已于%s%s到达%s的政府信息公开申请邮箱。", "补充材料请直接回复本邮件。"
	if i.Door == casefile.Web {
		came, more = "您已于%s%s在网上向%s提交政府信息公开申请。", "补充材料、撤回申请，在查进度的页上办。"
	}
	lines := []string{
		"您好：",
		"",
		fmt.Sprintf(came, calendar.DateOf(i.ArrivedAt).Chinese(), calendar.ClockTime(i.ArrivedAt), a.Name),
		"",
		"收件号：" + t.Number,
		"查询码：" + t.Code.String(),
		"",
		"凭收件号和查询码可以查看办理进度：" + statusURL,
		"查询码请保存好，不要转给别人。",
		"",
		"这是系统自动发出的确认。" + more,
	}
	if a.Phone != "" {
		lines = append(lines, "有疑问请打 "+a.Phone+"，报收件号。")
	}
	return strings.Join(append(lines, "", a.Name, ""), "\n")
}

// enqueue puts a mail of the agency into the outbox, with a Message-ID that
// stays the same over all tries.
func (d *Desk) enqueue(ctx context.Context, tx *sqlite.Tx, agency office.Agency, key string, m Mail) error {
	m.From, m.FromName = d.sender(agency.ID), agency.Name
	if m.From == "" {
		return fault.New(fault.Conflict, "no_sender")
	}
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	random, err := auth.NewDevice(d.Random)
	if err != nil {
		return err
	}
	_, domain, _ := strings.Cut(m.From, "@")
	return tx.Enqueue(ctx, sqlite.Outgoing{
		Key: key, Agency: agency.ID, MessageID: strings.ReplaceAll(key, "/", ".") + "." + strings.ToLower(random[:12]) + "@" + domain,
		Mail: body, MadeAt: d.now(),
	})
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
// returns how many went out. A mail that is sent but whose note of it is lost
// in a crash is sent again with the same Message-ID.
func (d *Desk) SendDue(ctx context.Context, sender Sender) (int, error) {
	due, err := d.DB.Sendable(ctx, d.now(), 50)
	if err != nil {
		return 0, err
	}
	sent := 0
	for _, o := range due {
		var m Mail
		if err := json.Unmarshal(o.Mail, &m); err != nil {
			// It must not keep those behind it from being sent.
			if err := d.noteFailure(ctx, o, fmt.Errorf("the mail cannot be read: %w", err), true); err != nil {
				return sent, err
			}
			continue
		}
		m.MessageID, m.Date = o.MessageID, d.now()
		if err := sender.Send(ctx, m); err != nil {
			if err := d.noteFailure(ctx, o, err, sender.IsPermanent(err)); err != nil {
				return sent, err
			}
			continue
		}
		sent++
		// It went out: told to stop meanwhile or not, that is noted, or it would go out twice.
		if err := d.noteSent(context.WithoutCancel(ctx), o); err != nil {
			return sent, err
		}
	}
	return sent, nil
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
func (d *Desk) noteSent(ctx context.Context, o sqlite.Outgoing) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.MarkSent(ctx, o.ID, d.now()); err != nil {
			return err
		}
		switch input, id, n := keyed(o.Key); {
		case input != 0:
			return d.noteConfirmed(ctx, tx, input, o.MessageID)
		case id != 0:
			return d.noteMailed(ctx, tx, id, n)
		}
		return nil
	})
}

// noteConfirmed notes that the confirmation of an input went out by mail. A web
// form was confirmed by its page already.
func (d *Desk) noteConfirmed(ctx context.Context, tx *sqlite.Tx, id inbox.ID, messageID string) error {
	i, err := loadInput(ctx, tx, id)
	if err != nil || !i.ConfirmedAt.IsZero() {
		return err
	}
	return d.happenToInput(ctx, tx, i, ledger.System, onDay(d.today(), &inbox.Confirmed{MessageID: messageID}))
}

// Outbox returns what the agency's outbox holds, what waits first.
func (d *Desk) Outbox(ctx context.Context, by auth.User) ([]sqlite.Outgoing, error) {
	if err := auth.MayDo(by, auth.SeeOutbox, by.Agency); err != nil {
		return nil, err
	}
	return d.DB.Outbox(ctx, scopeOf(by), 200)
}

// Resend lets a mail that was refused be tried again.
func (d *Desk) Resend(ctx context.Context, by auth.User, id int64) error {
	o, err := d.DB.OutgoingByID(ctx, id)
	if err != nil {
		return err
	}
	if err := auth.MayDo(by, auth.SeeOutbox, o.Agency); err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if _, id, n := keyed(o.Key); id != 0 {
			c, err := loadCase(ctx, tx, id)
			if err != nil {
				return err
			}
			if l, _ := c.Letter(n); !l.Stands() {
				return fault.New(fault.Conflict, "letter_void")
			}
		}
		return tx.Requeue(ctx, id, d.now())
	})
}

// scopeOf returns the agency a person's lists are cut to: 0 for all.
func scopeOf(by auth.User) int64 {
	if by.Has(auth.Coordinator) {
		return 0
	}
	return by.Agency
}
