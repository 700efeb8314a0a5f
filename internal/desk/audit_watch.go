package desk

import (
	"context"
	"fmt"
	"sync"

	"mingda/internal/audit"
	"mingda/internal/calendar"
	"mingda/internal/sqlite"
)

// A watching counts the records of the last weeks for the auditors, each record once: the
// pages about unusual patterns ask for the same days again and again.
type watching struct {
	mu sync.Mutex
	of map[string]*watched // by whose records the auditor sees
}

// A watched is what was counted of the days from one on.
type watched struct {
	from  calendar.Date
	upTo  int64 // record
	watch *audit.Watch
}

// The days before today whose records are counted and kept, at least and at most; and for how
// many sorts of auditors: one for each agency that has one.
const (
	watchedDays    = 31
	watchedMaxDays = 62
	watchedSorts   = 50
)

// watch lets do read what was counted of the records of the filter from one day to another,
// and a week before; nobody else counts meanwhile. Of days long ago nothing is kept.
func (d *Desk) watch(ctx context.Context, log *sqlite.AuditLog, f sqlite.AuditFilter, from, to calendar.Date, do func(*audit.Watch) error) error {
	d.watching.mu.Lock()
	defer d.watching.mu.Unlock()
	today := d.today()
	f.Limit = -1
	if from.Before(today.AddDays(-watchedDays)) {
		w := &watched{from: audit.WatchFrom(from), watch: audit.NewWatch()}
		f.Until = to.AddDays(1).Start()
		if err := w.count(ctx, log, f); err != nil {
			return err
		}
		return do(w.watch)
	}
	w := d.watching.kept(fmt.Sprint(f.Within), today)
	f.Until = today.AddDays(watchedDays).Start() // also of a clock that was set back
	if err := w.count(ctx, log, f); err != nil {
		return err
	}
	return do(w.watch)
}

// kept returns what was counted for whoever sees these records, and a new one where that
// goes back too far.
func (k *watching) kept(within string, today calendar.Date) *watched {
	if w := k.of[within]; w != nil && !w.from.Before(today.AddDays(-watchedMaxDays)) {
		return w
	}
	if k.of == nil || len(k.of) >= watchedSorts {
		k.of = map[string]*watched{}
	}
	w := &watched{from: audit.WatchFrom(today.AddDays(-watchedDays)), watch: audit.NewWatch()}
	k.of[within] = w
	return w
}

// count notes the records that came since it was last asked. What fails is counted anew by the
// next who asks.
func (w *watched) count(ctx context.Context, log *sqlite.AuditLog, f sqlite.AuditFilter) error {
	head, _, err := log.Head(ctx)
	if err != nil || head == w.upTo {
		return err
	}
	f.From, f.After, f.Before = w.from.Start(), w.upTo, head+1
	if err := log.Find(ctx, f, func(e audit.Entry) error { w.watch.Note(e); return nil }); err != nil {
		w.upTo, w.watch = 0, audit.NewWatch()
		return err
	}
	w.upTo = head
	return nil
}
