package desk

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// A confirmation is the confirmation of receipt that is due to a mail, or to a
// web form whose applicant left an address.
type confirmation struct {
	To        string
	InReplyTo string
}

// Why a confirmation that did not go out yet is given up.
const (
	DroppedRenewed  = "renewed"   // the query code in it was replaced
	DroppedSetAside = "set_aside" // a person said that it is no request
	DroppedOver     = "over"      // what was asked is answered or ended
)

// enqueueConfirmation puts a confirmation of receipt into the outbox, with
// number and code. Its day counts only once it is sent (Confirmed).
func (d *Desk) enqueueConfirmation(ctx context.Context, tx *sqlite.Tx, agency office.Agency, i *inbox.Input, t Ticket, c *confirmation) error {
	if c == nil {
		return nil
	}
	before, err := tx.MailsFor(ctx, confirmationKey(i.ID, 0))
	if err != nil {
		return err
	}
	what := "申请"
	if i.Body != 0 {
		what = "行政复议申请"
	}
	return d.enqueue(ctx, tx, agency, confirmationKey(i.ID, len(before)), d.recipient(c.To), Mail{
		To: c.To, InReplyTo: c.InReplyTo, Automatic: true,
		Subject: "已收到您的" + what + "（收件号 " + t.Number + "）",
		Text:    confirmationText(agency, i, t, d.StatusURL, d.bureauSender(i.Body) != ""),
	})
}

// recipient is what an address is known by in the outbox.
func (d *Desk) recipient(address string) string {
	return auth.HashAddress(d.CodeKey, intake.MailboxKey(address))
}

// confirmationText is what the confirmation says: that it came, when, the
// number, the code, and where to look. The address holds the number, never the
// code. answers says that an answer to it comes back to the bureau.
func confirmationText(a office.Agency, i *inbox.Input, t Ticket, statusURL string, answers bool) string {
	came, more := "您的来信已于%s%s到达%s的政府信息公开申请邮箱。", "补充材料请直接回复本邮件。"
	if i.Door == casefile.Web {
		came, more = "您已于%s%s在网上向%s提交政府信息公开申请。", "补充材料、撤回申请，在查进度的页上办。"
	}
	phone := a.Phone
	if i.Body != 0 {
		came, more, phone = "您的行政复议申请已于%s%s到达%s。", "", a.BureauPhone
		switch {
		case i.Door == casefile.Web:
			came, more = "您已于%s%s在网上向%s提交行政复议申请。", "登记以前补充材料、撤回申请，在查进度的页上办。"
		case i.ReceivedOnline() && answers:
			came, more = "您的来信已于%s%s到达%s的行政复议申请邮箱。", "补充材料请直接回复本邮件。"
		}
	}
	lines := []string{
		"您好：",
		"",
		fmt.Sprintf(came, calendar.DateOf(i.ArrivedAt).Chinese(), calendar.ClockTime(i.ArrivedAt), a.Name),
		"",
		"收件号：" + t.Number,
		"查询码：" + t.Code.String(),
		"",
		"打开下面的网址，填查询码，可以查看办理进度：",
		statusURL + "?" + url.Values{"no": {t.Number}}.Encode(),
		"查询码请保存好，不要转给别人。",
		"",
		"这是系统自动发出的确认。" + more,
	}
	if phone != "" {
		lines = append(lines, "有疑问请打 "+phone+"，报收件号。")
	}
	return strings.Join(append(lines, "", a.Name, ""), "\n")
}

// withinCap takes the automatic confirmation back where its address was sent
// enough of them today, and says so.
func (d *Desk) withinCap(ctx context.Context, tx *sqlite.Tx, r reading) (reading, error) {
	if r.confirm == nil {
		return r, nil
	}
	n, err := tx.CountMailsTo(ctx, d.recipient(r.confirm.To), d.today().Start())
	if n >= intake.ConfirmationsADay {
		r.confirm = nil
		r.digest.Unconfirmed = fmt.Sprintf("当天已给这个地址发过 %d 封确认，以防两边的系统往返不止，不再自动发", n)
	}
	return r, err
}

// A Confirming is how far the confirmation of a mail has come.
type Confirming struct {
	To    string             // where one can be sent; "" for nowhere
	State sqlite.OutboxState // of the latest one in the outbox; "" if none was made
	Why   string             // why none was made by itself, in Chinese
}

// IsDue reports whether number and code have yet to reach who wrote: nobody has
// them, and they are not on their way.
func (c Confirming) IsDue(i *inbox.Input) bool {
	return i.Door == casefile.Mail && !i.Told && c.State != sqlite.OutboxWaiting
}

// confirming returns how far the confirmation of a mail has come.
func (d *Desk) confirming(ctx context.Context, i *inbox.Input, m *intake.Message) (Confirming, error) {
	c := Confirming{Why: i.Digest.Unconfirmed}
	mails, err := d.DB.MailsFor(ctx, confirmationKey(i.ID, 0))
	if err != nil || m == nil {
		return c, err
	}
	if len(mails) > 0 {
		c.State = mails[len(mails)-1].State
	}
	own, err := d.ownAddresses(ctx)
	c.To = intake.Reachable(*m, own...)
	return c, err
}

// IsCodeDue reports whether number and code of an input have yet to be handed
// over by a person: nobody has them, and no mail with them is on its way.
func (d *Desk) IsCodeDue(ctx context.Context, by auth.User, id inbox.ID) (bool, error) {
	i, err := d.inputToSee(ctx, by, id)
	if err != nil || i.Told {
		return false, err
	}
	mails, err := d.DB.MailsFor(ctx, confirmationKey(id, 0))
	return len(mails) == 0 || mails[len(mails)-1].State != sqlite.OutboxWaiting, err
}

// Confirm sends who wrote a mail a confirmation with number and a new query
// code (发确认), whatever was sent before: the old code stops working.
func (d *Desk) Confirm(ctx context.Context, by auth.User, id inbox.ID) error {
	c, err := d.confirmationOf(ctx, id)
	if err != nil {
		return err
	}
	return d.withInput(ctx, by, auth.Register, id, 0, func(tx *sqlite.Tx, i *inbox.Input) error {
		if i.State != inbox.Waiting && i.State != inbox.Registered {
			return fault.New(fault.Conflict, "input_decided", i.State.Label())
		}
		if c == nil {
			return fault.New(fault.Conflict, "nowhere_to_confirm")
		}
		return d.confirmNow(ctx, tx, by, i, c)
	})
}

// confirmIfDue sends the confirmation of a mail of which a person has just said
// that it is a request, if number and code have yet to reach who wrote. Where
// there is nowhere to send it, the code is handed over by a person.
func (d *Desk) confirmIfDue(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, c *confirmation) error {
	if c == nil || i.Told {
		return nil
	}
	mails, err := tx.MailsFor(ctx, confirmationKey(i.ID, 0))
	if err != nil {
		return err
	}
	if n := len(mails); n > 0 && (mails[n-1].State == sqlite.OutboxWaiting || mails[n-1].State == sqlite.OutboxFailed) {
		return nil // on its way; or the address is no good
	}
	return d.confirmNow(ctx, tx, by, i, c)
}

// confirmNow renews the code, because the old one is kept nowhere, and enqueues
// the confirmation with it.
func (d *Desk) confirmNow(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, c *confirmation) error {
	agency, err := tx.Agency(ctx, cmp.Or(i.Body, i.Agency))
	if err != nil {
		return err
	}
	t, err := d.renewCode(ctx, tx, by, i, &inbox.NewCode{ByMail: true})
	if err != nil {
		return err
	}
	return d.enqueueConfirmation(ctx, tx, agency, i, t, c)
}

// confirmationOf returns the confirmation that a person can have sent for an
// input, nil if there is nowhere to send it. It reads the mail.
func (d *Desk) confirmationOf(ctx context.Context, id inbox.ID) (*confirmation, error) {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil || i.Door != casefile.Mail {
		return nil, err
	}
	m, err := d.mail(filestore.Hash(i.File), i.Size)
	if err != nil {
		return nil, err
	}
	c, err := d.confirming(ctx, i, &m)
	return newConfirmation(c, &m), err
}

func newConfirmation(c Confirming, m *intake.Message) *confirmation {
	if c.To == "" {
		return nil
	}
	return &confirmation{To: c.To, InReplyTo: m.MessageID}
}

// renewCode gives an input, and the cases it became, a new query code. A
// confirmation with the old one that did not go out yet is given up.
func (d *Desk) renewCode(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, renewed *inbox.NewCode) (Ticket, error) {
	code, err := auth.NewQueryCode(d.Random)
	if err != nil {
		return Ticket{}, err
	}
	replaced := &casefile.CodeReplaced{Identified: renewed.Identified}
	replaced.Private.Note = renewed.Private.Note
	for _, id := range i.Cases {
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return Ticket{}, err
		}
		if err := d.happenToCase(ctx, tx, c, by.ID, onDay(d.today(), replaced)); err != nil {
			return Ticket{}, err
		}
	}
	if i.State == inbox.Registered && i.Review != 0 && !renewed.ByMail {
		if err := d.noteReviewCode(ctx, tx, by, i, renewed); err != nil {
			return Ticket{}, err
		}
	}
	old, err := tx.MailsFor(ctx, confirmationKey(i.ID, 0))
	if err != nil {
		return Ticket{}, err
	}
	for _, o := range old {
		if err := tx.DropMail(ctx, o.ID, DroppedRenewed); err != nil {
			return Ticket{}, err
		}
	}
	renewed.CodeHash = auth.HashCode(d.CodeKey, code)
	return Ticket{Input: i.ID, Number: i.Number, Code: code, At: d.now()}, d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), renewed))
}

// NewInputCode gives an input, and the cases it became, a new query code after
// the applicant was identified. The old one stops working.
func (d *Desk) NewInputCode(ctx context.Context, by auth.User, id inbox.ID, who casefile.Identification) (Ticket, error) {
	var t Ticket
	who, err := who.Check()
	if err != nil {
		return t, err
	}
	renewed := &inbox.NewCode{Identified: who.By}
	renewed.Private.Note = who.Note
	err = d.withInput(ctx, by, auth.Register, id, 0, func(tx *sqlite.Tx, i *inbox.Input) (err error) {
		t, err = d.renewCode(ctx, tx, by, i, renewed)
		return err
	})
	return t, err
}

// outdated says why a confirmation that waited is not to go out any more, "" if
// it is: after weeks without a mail server nobody is told that what was
// answered long ago has been received. One whose case is open goes out late,
// for its number and code are still wanted; it says itself when the mail came.
func (d *Desk) outdated(ctx context.Context, id inbox.ID) (string, error) {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil || i.State == inbox.Waiting {
		return "", err
	}
	if i.State == inbox.SetAside {
		return DroppedSetAside, nil
	}
	if i.Body != 0 {
		return "", nil // what the bureau decides takes longer than a mail waits
	}
	for _, c := range i.Cases {
		row, err := d.DB.CaseRow(ctx, c)
		if err != nil || row.Stage.IsOpen() {
			return "", err
		}
	}
	return DroppedOver, nil
}

// noteConfirmed notes that the confirmation of an input went out by mail. A web
// form was confirmed by its page already.
func (d *Desk) noteConfirmed(ctx context.Context, tx *sqlite.Tx, id inbox.ID, messageID string) error {
	i, err := loadInput(ctx, tx, id)
	if err != nil || i.Told {
		return err
	}
	return d.happenToInput(ctx, tx, i, ledger.System, onDay(d.today(), &inbox.Confirmed{MessageID: messageID}))
}
