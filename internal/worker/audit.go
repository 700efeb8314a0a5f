package worker

import (
	"context"
	"fmt"
)

// sendAudit sends the records of the audit to the machine that keeps logs. While it is not
// there the office works on; what waits goes when it is.
func (w *Worker) sendAudit(ctx context.Context) error {
	n, err := w.Desk.SendAudit(ctx, w.LogHost)
	if n > 0 {
		w.Log.Debug("records of the audit were sent", "records", n)
	}
	if err == nil {
		return nil
	}
	log, unread := w.Desk.DB.Audit(ctx)
	if unread != nil {
		return unread
	}
	upTo, unread := log.SentUpTo(ctx)
	if unread != nil {
		return unread
	}
	return fmt.Errorf("日志服务器收到第 %d 条审计记录为止，后面的没有送到：%w", upTo, err)
}
