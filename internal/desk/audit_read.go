package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// An AuditQuery is what the auditor asks of the audit, as it was typed.
type AuditQuery struct {
	From, To calendar.Date
	Who      string // a name or sign-in name of the staff, or one of AuditOthers; "" for all
	Kinds    []audit.Kind
	Matter   audit.Matter
	Number   string // of a case, an input, a reconsideration or court case
	Words    string // in what was searched for
	Address  string // where it came from, or how that begins
	Before   int64  // only records with lower numbers; 0 for the last ones
	Limit    int
}

// AuditOthers are who is no staff, by what pages call them.
var AuditOthers = map[string]int64{"系统": ledger.System, "申请人": ledger.Applicant, Operator.Name: Operator.ID}

// An AuditRecord is a record with the number of what it is about.
type AuditRecord struct {
	audit.Entry
	Number string
}

// AuditRecords visits the records that the query chooses, the last first. The auditor of one
// agency sees what its people did, one of no agency what everybody did. Of what records are
// about they see the number and nothing else.
func (d *Desk) AuditRecords(ctx context.Context, by auth.User, q AuditQuery, visit func(AuditRecord, People) error) error {
	people, filter, err := d.auditFilter(ctx, by, q)
	if err != nil {
		return err
	}
	log, err := d.DB.Audit(ctx)
	if err != nil {
		return err
	}
	return d.DB.Snapshot(ctx, func(r sqlite.Reader) error {
		numbers := map[audit.Subject]string{}
		return log.Find(ctx, filter, func(e audit.Entry) error {
			is := audit.Subject{Matter: e.Subject.Matter, ID: e.Subject.ID}
			number, known := numbers[is]
			if !known {
				if number, err = r.NumberOf(ctx, is); err != nil {
					return err
				}
				numbers[is] = number
			}
			return visit(AuditRecord{e, number}, people)
		})
	})
}

// auditFilter reads the query. What is searched for is compared as it is kept.
func (d *Desk) auditFilter(ctx context.Context, by auth.User, q AuditQuery) (People, sqlite.AuditFilter, error) {
	f := sqlite.AuditFilter{
		From: q.From.Start(), Until: q.To.AddDays(1).Start(), Kinds: q.Kinds, Matter: q.Matter,
		Words: d.keptWords(q.Words), Address: strings.TrimSpace(q.Address), Before: q.Before, Limit: q.Limit,
	}
	if err := auth.MayDo(by, auth.SeeAudit, by.Agency); err != nil {
		return People{}, f, err
	}
	people, err := d.People(ctx)
	if err != nil {
		return people, f, err
	}
	if by.Agency != 0 {
		f.Within = people.of(func(u auth.User) bool { return u.Agency == by.Agency })
	}
	wrong := fault.Form{}
	if who := strings.TrimSpace(q.Who); who != "" {
		f.By = people.of(func(u auth.User) bool { return u.Name == who || u.Login == strings.ToLower(who) })
		if other, is := AuditOthers[who]; is {
			f.By = append(f.By, other)
		}
		if len(f.By) == 0 {
			wrong.Bad("who", "audit_nobody")
		}
	}
	if number := strings.TrimSpace(q.Number); number != "" {
		if f.Subject, err = d.DB.Numbered(ctx, q.Matter, number); err != nil {
			return people, f, err
		}
		if len(f.Subject) == 0 {
			wrong.Bad("number", "audit_no_number")
		}
	}
	return people, f, wrong.Err()
}

// of returns the numbers of the people who are so, in their order.
func (p People) of(is func(auth.User) bool) []int64 {
	all := []int64{}
	for id, u := range p.Users {
		if is(u) {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

// KeptWords returns what is kept of words that the auditor typed, see audit.Words: what they
// looked for is recorded as what others look for is.
func (d *Desk) KeptWords(typed string) string { return audit.Words(d.CodeKey, typed) }

// keptWords returns all that may be kept of words that the auditor typed: records of before
// have digests under older keys. Nil where nothing was typed.
func (d *Desk) keptWords(typed string) (all []string) {
	for _, key := range d.codeKeys() {
		if words := audit.Words(key, typed); words != "" && !slices.Contains(all, words) {
			all = append(all, words)
		}
	}
	return all
}
