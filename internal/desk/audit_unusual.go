package desk

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// An UnusualLine is a finding, with the number of its case and what the auditor made of it.
type UnusualLine struct {
	audit.Finding
	Number    string
	CheckedBy int64 // 0: nobody yet
	CheckedAt time.Time
	Said      string
}

// WatchLimits say from how many on something is unusual.
func (d *Desk) WatchLimits() audit.Limits { return cmp.Or(d.Watched, audit.DefaultLimits) }

// Unusual returns what is unusual from one day to another in what the auditor sees, the last
// day first. It is worked out of the records; only what was looked at is kept.
func (d *Desk) Unusual(ctx context.Context, by auth.User, from, to calendar.Date) ([]UnusualLine, People, error) {
	people, filter, err := d.auditFilter(ctx, by, AuditQuery{From: from, To: to})
	if err != nil {
		return nil, people, err
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return nil, people, err
	}
	checks, err := d.checks(ctx, log, from)
	if err != nil {
		return nil, people, err
	}
	var lines []UnusualLine
	err = d.watch(ctx, log, filter, from, to, func(w *audit.Watch) error {
		return d.DB.Snapshot(ctx, func(r sqlite.Reader) error {
			findings, err := w.Findings(d.WatchLimits(), d.Calendar(), from, to, outsideOf(ctx, r, people))
			for i := 0; i < len(findings) && err == nil; i++ {
				l := UnusualLine{Finding: findings[i]}
				if c, is := checks[l.Key()]; is {
					l.CheckedBy, l.CheckedAt, l.Said = c.By, c.At, c.Note
				}
				l.Number, err = r.NumberOf(ctx, audit.Subject{Matter: audit.Case, ID: l.Case})
				lines = append(lines, l)
			}
			return err
		})
	})
	return lines, people, err
}

// outsideOf says whether a person is of none of the units of a case.
func outsideOf(ctx context.Context, r sqlite.Reader, people People) func(id, person int64) (bool, error) {
	units := map[int64][]int64{}
	return func(id, person int64) (out bool, err error) {
		if _, known := units[id]; !known {
			if units[id], err = r.UnitsOf(ctx, id); err != nil {
				return false, err
			}
		}
		return !slices.Contains(units[id], people.Users[person].Unit), nil
	}
}

// unusualDays is for how many days the count of AuditWaiting goes back.
const unusualDays = 7

// waitingFor is how long the count of AuditWaiting may be old: all records of a fortnight are
// read for it, and it stands on every page of the auditor.
const waitingFor = 5 * time.Minute

// auditWaiting is what waits for the auditors of each agency, as it was counted last.
type auditWaiting struct {
	mu sync.Mutex
	of map[int64]waitingCount
}

type waitingCount struct {
	at time.Time
	n  int
}

// AuditWaiting returns how much waits for the auditor: unusual patterns of the last week that
// nobody looked into, and the sheet of heads of the last month. It may be some minutes old.
func (d *Desk) AuditWaiting(ctx context.Context, by auth.User) (int, error) {
	w := &d.auditWaits
	w.mu.Lock()
	defer w.mu.Unlock()
	now, today := d.now(), d.today()
	if is, known := w.of[by.Agency]; known && now.Sub(is.at) < waitingFor {
		return is.n, nil
	}
	lines, _, err := d.Unusual(ctx, by, today.AddDays(1-unusualDays), today)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, l := range lines {
		if l.CheckedBy == 0 {
			n++
		}
	}
	_, due, err := d.HeadsDue(ctx, by)
	if err != nil {
		return 0, err
	}
	if due {
		n++
	}
	if w.of == nil {
		w.of = map[int64]waitingCount{}
	}
	w.of[by.Agency] = waitingCount{now, n}
	return n, nil
}

// recount lets AuditWaiting count anew.
func (w *auditWaiting) recount() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.of = nil
}

// checks returns what was looked at of findings since a day, by their keys.
func (d *Desk) checks(ctx context.Context, log *sqlite.AuditLog, from calendar.Date) (map[string]audit.Entry, error) {
	all := map[string]audit.Entry{}
	filter := sqlite.AuditFilter{From: from.Start(), Until: d.today().AddDays(1).Start(), Kinds: []audit.Kind{audit.Checked}, Limit: -1}
	err := log.Find(ctx, filter, func(e audit.Entry) error {
		all[e.Words] = e
		return nil
	})
	return all, err
}

// UnusualOf returns one finding.
func (d *Desk) UnusualOf(ctx context.Context, by auth.User, day calendar.Date, key string) (UnusualLine, People, error) {
	lines, people, err := d.Unusual(ctx, by, day, day)
	if err != nil {
		return UnusualLine{}, people, err
	}
	for _, l := range lines {
		if l.Key() == key {
			return l, people, nil
		}
	}
	return UnusualLine{}, people, fault.New(fault.NotFound, "audit_no_finding")
}

// CheckUnusual notes that the auditor looked into a finding, and what came of it (核查). It is
// a record of the audit itself: it stays.
func (d *Desk) CheckUnusual(ctx context.Context, by auth.User, day calendar.Date, key, said string) error {
	l, _, err := d.UnusualOf(ctx, by, day, key)
	if err != nil {
		return err
	}
	if l.CheckedBy != 0 {
		return fault.New(fault.Conflict, "audit_checked")
	}
	form := fault.Form{}
	form.Need("said", &said, "audit_check_needed")
	if err := form.Err(); err != nil {
		return err
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return err
	}
	defer d.auditWaits.recount()
	return log.Append(ctx, audit.Entry{
		At: d.now(), By: by.ID, Kind: audit.Checked, Subject: audit.Subject{Matter: audit.Unusual, ID: audit.DayNumber(day)}, Door: "desk", Words: key, Note: said,
	})
}
