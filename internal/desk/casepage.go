package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
)

// DueIfReceived returns the last day to answer the case if it had been received
// on another day, no day while there is none, and false if the day cannot be:
// it lies after something that came later.
func (d *Desk) DueIfReceived(v CaseView, on calendar.Date) (calendar.Date, bool) {
	tried := *v.Case
	tried.Receipt.On = on
	clock, err := tried.Clock(d.Calendar, d.today())
	return clock.Due, err == nil
}

// ReplaceCode gives the applicant of a case a new query code after
// identification (换查询码); the old one stops working. The code is in the
// ticket and nowhere else.
func (d *Desk) ReplaceCode(ctx context.Context, by auth.User, id casefile.ID, who casefile.Identification) (Ticket, error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return Ticket{}, err
	}
	if err := auth.May(by, casefile.ReplaceCode, subjectOf(c, 0)); err != nil {
		return Ticket{}, err
	}
	s, err := c.Situation(d.Calendar, d.today())
	if err != nil {
		return Ticket{}, err
	}
	if err := c.Allows(casefile.ReplaceCode, s); err != nil {
		return Ticket{}, err
	}
	return d.NewInputCode(ctx, by, inbox.ID(c.Input), who)
}

// FoundIn returns, for each of the cases of a list, the line in which one of
// the words stands, for lists that show neither; "" if none does. Words are set
// apart by blanks.
func (d *Desk) FoundIn(ctx context.Context, by auth.User, rows []casefile.Row, words string) (map[casefile.ID]string, error) {
	ids := make([]int64, len(rows))
	for i, row := range rows {
		if err := maySee(by, row); err != nil {
			return nil, err
		}
		ids[i] = int64(row.ID)
	}
	first, err := d.DB.FirstEntries(ctx, ledger.Case, ids)
	if err != nil {
		return nil, err
	}
	found := map[casefile.ID]string{}
	for _, e := range first {
		// Nearly always it is what was asked for, which stands in the first entry.
		id := casefile.ID(e.Subject)
		c, err := casefile.Fold(id, []ledger.Entry{e})
		if err != nil {
			return nil, err
		}
		if found[id] = lineWith(c.Findable(), words); found[id] != "" {
			continue
		}
		if c, err = loadCase(ctx, d.DB, id); err != nil {
			return nil, err
		}
		found[id] = lineWith(c.Findable(), words)
	}
	return found, nil
}

// lineWith returns the first line that holds one of the words.
func lineWith(text, words string) string {
	for line := range strings.Lines(text) {
		low := strings.ToLower(line)
		for word := range strings.FieldsSeq(strings.ToLower(words)) {
			if strings.Contains(low, word) {
				return strings.TrimSpace(line)
			}
		}
	}
	return ""
}
