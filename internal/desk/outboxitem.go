package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/sqlite"
)

// An OutboxItem is one mail of the outbox with what it is about. Address and
// subject are forgotten once it is sent.
type OutboxItem struct {
	sqlite.Outgoing
	To, Subject string
	Input       inbox.ID    // whose receipt it confirms; 0 for none
	Case        casefile.ID // whose letter it carries; 0 for none
	Letter      int
	Number      string // 收件号 or 案件编号
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
	item := OutboxItem{Outgoing: o}
	if o.Mail != nil {
		var m Mail
		if err := json.Unmarshal(o.Mail, &m); err != nil {
			return item, fmt.Errorf("mail %d of the outbox: %w", o.ID, err)
		}
		item.To, item.Subject = m.To, m.Subject
	}
	var err error
	if _, none := fmt.Sscanf(o.Key, "confirm/%d", &item.Input); none == nil {
		var row sqlite.InputRow
		row, err = d.DB.InputRow(ctx, item.Input)
		item.Number = row.Number
	} else if _, none := fmt.Sscanf(o.Key, "letter/%d/%d", &item.Case, &item.Letter); none == nil {
		var row casefile.Row
		row, err = d.DB.CaseRow(ctx, item.Case)
		item.Number = row.Number
	}
	if fault.KindOf(err) == fault.NotFound {
		err = nil // the mail is there all the same
	}
	return item, err
}
