package desk

import (
	"context"
	"encoding/json"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// An OutboxItem is one mail of the outbox with what it is about. What a
// confirmation said is forgotten once it is sent; to whom a letter went stands
// in its case.
type OutboxItem struct {
	sqlite.Outgoing
	To       string // an address; of a confirmation that went out, whose it was
	Subject  string
	Input    inbox.ID    // whose receipt it confirms; 0 for none
	Case     casefile.ID // whose letter it carries; 0 for none
	Letter   int
	Document string // name and number of the letter
	Number   string // 收件号 or 案件编号
	NoSender bool   // its agency has no address to send from
}

// OutboxItems returns what the agency's outbox holds, what waits or failed
// first, each with what it is about.
func (d *Desk) OutboxItems(ctx context.Context, by auth.User) ([]OutboxItem, error) {
	all, err := d.Outbox(ctx, by)
	if err != nil {
		return nil, err
	}
	items := make([]OutboxItem, len(all))
	for n, o := range all {
		if items[n], err = d.outboxItem(ctx, o); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func (d *Desk) outboxItem(ctx context.Context, o sqlite.Outgoing) (OutboxItem, error) {
	item := OutboxItem{Outgoing: o, NoSender: d.sender(o.Agency) == ""}
	item.Input, item.Case, item.Letter = keyed(o.Key)
	if o.Mail != nil {
		var m Mail
		if err := json.Unmarshal(o.Mail, &m); err != nil {
			d.Log.Error("a mail of the outbox cannot be read", "mail", o.ID, "err", err) // listed all the same: SendDue says why it stays
		}
		item.To, item.Subject = m.To, m.Subject
	}
	var err error
	if item.Case != 0 {
		if err = d.tellLetter(ctx, &item); err != nil {
			return item, err
		}
	}
	item.Number, err = d.numberOfKey(ctx, o.Key)
	if fault.KindOf(err) == fault.NotFound {
		err = nil // the mail is there all the same
	}
	if err == nil && item.To == "" && item.Input != 0 {
		item.To, err = d.senderName(ctx, item.Input)
	}
	return item, err
}

// senderName is whose receipt a mail confirmed whose address is forgotten.
func (d *Desk) senderName(ctx context.Context, id inbox.ID) (string, error) {
	row, err := d.DB.InputRow(ctx, id)
	if fault.KindOf(err) == fault.NotFound {
		return "", nil
	}
	return row.Sender, err
}

// tellLetter says which letter a mail carries, and to which address it went or
// would go now.
func (d *Desk) tellLetter(ctx context.Context, item *OutboxItem) error {
	c, err := loadCase(ctx, d.DB, item.Case)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	l, ok := c.Letter(item.Letter)
	if !ok {
		return nil
	}
	item.Document, item.To = LetterName(l.Kind)+" "+l.Number, c.Applicant.Email
	if item.State == sqlite.OutboxSent && l.Address != "" {
		item.To = l.Address
	}
	return nil
}
