package desk

import (
	"context"

	"mingda/internal/audit"
)

// recordsAtOnce is how many records of the audit go out in one connection.
const recordsAtOnce = 1000

// A LogHost is another machine that keeps the records of the audit too. Send returns nil when it
// has them all.
type LogHost interface {
	Send(ctx context.Context, all []audit.Entry) error
}

// SendAudit sends the records of the audit that the log host does not have yet, the first ones
// first, and returns how many went. What was sent and not noted, because the program was cut
// off between, goes twice: none is left out.
func (d *Desk) SendAudit(ctx context.Context, to LogHost) (n int, err error) {
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return 0, err
	}
	for {
		records, err := log.Unsent(ctx, recordsAtOnce)
		if err != nil || len(records) == 0 {
			return n, err
		}
		if err := to.Send(ctx, records); err != nil {
			return n, err
		}
		if err := log.Sent(ctx, records[len(records)-1].Seq); err != nil {
			return n, err
		}
		n += len(records)
	}
}
