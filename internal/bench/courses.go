package bench

import (
	"context"
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/letter"
)

// A course is how a case goes.
type course struct {
	share  int           // of all cases
	of     casefile.Type // empty: a request for information
	result law.Result    // how it ends
	before letter.Kind   // the notice that goes before; empty: none
}

// courses are how the cases of a district go: the shares are of the size that yearly
// reports have, not those of any one.
var courses = []course{
	{share: 300, result: law.Disclose}, {share: 20, result: law.Disclose, before: letter.Clarification}, {share: 40, result: law.Disclose, before: letter.Extension},
	{share: 110, result: law.AlreadyPublic}, {share: 70, result: law.Partial}, {share: 20, result: law.Partial, before: letter.Extension},
	{share: 120, result: law.NotExisting}, {share: 15, result: law.NotExisting, before: letter.Extension}, {share: 90, result: law.NotOurs},
	{share: 15, result: law.Process}, {share: 15, result: law.Internal}, {share: 12, result: law.Enforcement}, {share: 12, result: law.ThirdParty},
	{share: 3, result: law.Secret}, {share: 5, result: law.Forbidden}, {share: 3, result: law.Security}, {share: 15, result: law.Inquiry},
	{share: 12, result: law.Making}, {share: 6, result: law.Unclear, before: letter.Clarification}, {share: 45, result: law.Petition},
	{share: 20, result: law.Repeated}, {share: 4, result: law.Publication}, {share: 2, result: law.Excessive}, {share: 3, result: law.Confirm},
	{share: 25, result: law.NoSupplement, before: letter.Clarification}, {share: 40, result: law.Withdrawn},
	{share: 6, of: casefile.Correction, result: law.CorrectionMade}, {share: 3, of: casefile.Correction, result: law.CorrectionRefused},
	{share: 2, of: casefile.Correction, result: law.CorrectionPassedOn},
}

// course makes up how a case goes.
func (w writer) course() course {
	var all int
	for _, c := range courses {
		all += c.share
	}
	n := w.IntN(all)
	for _, c := range courses {
		if n -= c.share; n < 0 {
			return c
		}
	}
	return courses[0] // not reached: the shares were added up
}

// Of a thousand answers: how many come too late, and how many are contested.
const (
	lateOf1000      = 20
	contestedOf1000 = 15
)

// goOn lets the case go its course after a unit has it.
func (l *life) goOn(ctx context.Context) {
	switch l.result {
	case law.Withdrawn:
		l.at(ctx, 3, l.by, &casefile.Withdrawn{})
		return
	case law.NoSupplement:
		l.send(ctx, 3, letter.Clarification, "")
		l.at(ctx, 25, l.by, &casefile.Closed{Result: law.NoSupplement})
		return
	}
	day := 4 + l.IntN(12)
	switch l.before {
	case letter.Clarification:
		l.send(ctx, 2, letter.Clarification, "")
		l.at(ctx, 9, l.by, &casefile.Supplemented{})
		day = 11 + l.IntN(10)
	case letter.Extension:
		l.send(ctx, 12, letter.Extension, "")
		day = 16 + l.IntN(16)
	}
	if l.IntN(1000) < lateOf1000 {
		day += 25
	}
	l.send(ctx, day, letter.Kind(l.result), l.result)
	switch {
	case l.of == "" && l.IntN(1000) < contestedOf1000:
		l.contest(ctx, day+3)
	case l.IntN(2) == 0:
		l.at(ctx, day+40, l.by, &casefile.Archived{})
	}
}

// answerAnew sends another reply, which was ordered.
func (l *life) answerAnew(ctx context.Context, day int) {
	l.send(ctx, day, letter.Disclose, law.Disclose)
}

// day returns the n-th workday after the case came; no day if it has not come.
func (l *life) day(n int) calendar.Date {
	on, _ := l.on(l.place, n)
	return on
}

// courtNumber makes up the number of a case before the court.
func (l *life) courtNumber(ctx context.Context, year int) string {
	return fmt.Sprintf("（%d）明行初%d号", year, l.next(ctx, fmt.Sprintf("bench/court/%d", year)))
}
