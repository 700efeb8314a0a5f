package bench

import (
	"context"
	"fmt"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// auditDays is over how many days the records spread, as those of a year do.
const auditDays = 365

// auditStaff is how many people of the office look, search and are refused.
const auditStaff = 120

// rareAuditWord was searched for once, on the first day; rareAddress once asked from.
const (
	rareAuditWord = "檐槽"
	rareAddress   = "203.0.113.77"
)

// An auditFiller makes records up of what the people of an office do.
type auditFiller struct {
	writer
	staff []int64
	cases int64           // numbers of cases, from 1
	n     int             // records
	days  []calendar.Date // on which the office works
	head  audit.Head      // of the ledger, which is tied to the audit once a day
}

// people opens the accounts of the office, and the auditor's.
func (b Audit) people(ctx context.Context) (staff []int64, auditor auth.User, err error) {
	w, err := b.Desk.DB.UserByLogin(ctx, Login)
	if err != nil {
		return nil, auditor, err
	}
	err = b.Desk.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for n := range auditStaff {
			u := auth.User{Login: fmt.Sprintf("audited-%d", n), Name: fmt.Sprintf("职员%d", n), Agency: w.Agency, Unit: w.Unit, Roles: []auth.Role{auth.Officer}, PasswordHash: "nobody signs in by it"}
			id, err := tx.PutUser(ctx, u, b.Now())
			if err != nil {
				return err
			}
			staff = append(staff, id)
		}
		auditor = auth.User{Login: "auditor", Name: "审计", Roles: []auth.Role{auth.AuditAdmin}, PasswordHash: "nobody signs in by it"}
		auditor.ID, err = tx.PutUser(ctx, auditor, b.Now())
		return err
	})
	return staff, auditor, err
}

// fill writes the records, chained and sealed at the end, in one commit.
func (b Audit) fill(ctx context.Context, log *sqlite.AuditLog, staff []int64) (auditFiller, error) {
	to := b.Now()
	f := auditFiller{writer: newWriter(11), staff: staff, cases: int64(b.Office.Cases), n: b.Records}
	cal, today := b.Desk.Calendar(), b.Desk.Today()
	for ago := auditDays; ago > 0; ago-- {
		if day := today.AddDays(-ago); cal.IsWorkday(day) {
			f.days = append(f.days, day)
		}
	}
	var err error
	if f.head.Seq, f.head.Hash, err = b.Desk.DB.Head(ctx); err != nil {
		return f, err
	}
	var head []byte
	err = log.Arrive(ctx, 0, nil, to, func(put func(audit.Entry) error) error {
		for i := range f.n {
			e := f.entry(i)
			e.Seq = int64(i + 1)
			head = e.Chain(head)
			e.Hash = head
			if err := put(e); err != nil {
				return err
			}
		}
		return nil
	})
	return f, err
}

// entry is the i-th record, from 0.
func (f auditFiller) entry(i int) audit.Entry {
	e := audit.Entry{
		At: f.at(i), By: pick(f.writer, f.staff), Door: "desk", Method: "GET", Status: 200,
		Address: fmt.Sprintf("10.20.%d.%d", f.IntN(4), 1+f.IntN(250)), Session: fmt.Sprintf("%012x", f.Uint64()>>16),
	}
	switch kind := f.IntN(1000); {
	case i == 0:
		e.Kind, e.Route, e.Words, e.Address = audit.Searched, "/cases", rareAuditWord, rareAddress
	case i%(f.n/auditDays+1) == f.n/auditDays: // once a day
		e = audit.Tie(f.head, e.At, "program")
	case kind < 550:
		e.Kind, e.Route, e.Subject = audit.Saw, "/cases/{id}", audit.Subject{Matter: audit.Case, ID: 1 + f.Int64N(f.cases)}
	case kind < 750:
		e.Kind, e.Route = audit.Listed, "/cases"
	case kind < 830:
		e.Kind, e.Route, e.Subject = audit.Took, "/cases/{id}/letters/{n}.pdf", audit.Subject{Matter: audit.Case, ID: 1 + f.Int64N(f.cases), Part: 1}
	case kind < 880:
		e.Kind, e.Route, e.Words = audit.Searched, "/cases", pick(f.writer, places)
		if f.IntN(2) == 0 {
			e.Words = casefile.MaskText(f.name()) + fmt.Sprint(f.IntN(100_000))
		}
	case kind < 950:
		e.Kind, e.Method, e.Route, e.Status, e.Subject = audit.Acted, "POST", "/cases/{id}/note", 303, audit.Subject{Matter: audit.Case, ID: 1 + f.Int64N(f.cases)}
	case kind < 975:
		e.Kind, e.By, e.Door, e.Route = audit.LookedUp, ledger.Applicant, "portal", "/status"
	case kind < 990:
		e.Kind, e.Method, e.Route, e.Status = audit.SignedIn, "POST", "/sign-in", 303
	case kind < 993:
		e.Kind, e.Method, e.Route, e.Status = audit.SignInFailed, "POST", "/sign-in", 422
	case kind < 996:
		e.Kind, e.Route, e.Status = audit.Refused, "/users", 403
	case kind < 998:
		e.Kind, e.Route, e.Count = audit.Exported, "/cases.csv", 1+f.IntN(500)
	default:
		e.Kind, e.Route, e.Count = audit.Printed, "/letters/print", 1+f.IntN(20)
	}
	return e
}

// at spreads the records over the working hours of the days.
func (f auditFiller) at(i int) time.Time {
	perDay := f.n/len(f.days) + 1
	day := f.days[min(i/perDay, len(f.days)-1)]
	return day.Start().Add(8*time.Hour + time.Duration(i%perDay)*10*time.Hour/time.Duration(perDay)).UTC().Truncate(time.Millisecond)
}

// asked is what the auditor's page asks of some days.
func asked(today calendar.Date, days int, q desk.AuditQuery) desk.AuditQuery {
	q.From, q.To, q.Limit = today.AddDays(1-days), today, auditPage+1
	return q
}

// auditPage is how many records a page shows.
const auditPage = 100
