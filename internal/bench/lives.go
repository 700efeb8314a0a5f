package bench

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// A life is one case on its way from the door to the archive.
type life struct {
	*filler
	tx    *sqlite.Tx
	place int // among the workdays, of its arrival
	n     int // which case of the filling
	by    int64
	door  casefile.Door // by which it comes; none: any
	input *inbox.Input
	file  *casefile.Case
	err   error
}

// life lets the n-th case happen, up to today.
func (o *filler) life(ctx context.Context, tx *sqlite.Tx, n int) error {
	agency := o.agencies[n%len(o.agencies)]
	l := &life{
		filler: o, tx: tx, n: n, place: n * len(o.workdays) / o.Cases, by: pick(o.writer, o.people[agency.ID]),
		input: &inbox.Input{}, file: &casefile.Case{},
	}
	l.arrive(ctx, agency.ID)
	if o.Open {
		l.assign(ctx)
		return l.project(ctx)
	}
	switch n % 20 {
	case 0, 1, 2: // withdrawn by the applicant
		l.assign(ctx)
		l.at(ctx, 3, l.by, &casefile.Withdrawn{})
	case 3, 4: // what was asked for never came
		l.assign(ctx)
		l.send(ctx, 3, letter.Clarification, "")
		l.at(ctx, 25, l.by, &casefile.Closed{Result: law.NoSupplement})
	default:
		l.assign(ctx)
		l.send(ctx, 5+o.IntN(10), letter.Disclose, result)
		if n%2 == 0 {
			l.at(ctx, 40, l.by, &casefile.Archived{})
		}
	}
	return l.project(ctx)
}

// arrive takes the request in and registers it.
func (l *life) arrive(ctx context.Context, agency int64) {
	day := l.workdays[l.place]
	a, wants := l.applicant(), l.wants()
	code, err := auth.NewQueryCode(rand.Reader)
	if err != nil {
		l.err = err
		return
	}
	received := &inbox.Received{
		Number: l.inputNumber(ctx, day), Agency: agency, Door: cmp.Or(l.door, pick(l.writer, casefile.Doors)), ArrivedAt: hour(day, 10), File: string(l.raw), Size: 14,
		CodeHash: auth.HashCode(l.Desk.CodeKey, code),
		Private: inbox.Digest{Sender: a.Name, SenderAddress: a.Email, Subject: wants.Subject, Sketch: intake.NewSketch(a, wants),
			Proposal: intake.Proposal{Course: intake.NewRequest}},
	}
	l.toInput(ctx, day, ledger.System, received)
	registered := &casefile.Registered{
		Number: l.caseNumber(ctx, agency, day), Agency: agency, Door: received.Door, Input: int64(l.input.ID), InputNumber: received.Number,
		Class: a.Class, Medium: wants.Medium, Delivery: wants.Delivery,
		Receipt: casefile.Receipt{On: day, Ground: casefile.Submitted, Reason: "网上提交之日",
			Candidates: []casefile.ReceiptCandidate{{On: day, Ground: casefile.Submitted, Article: "条例第三十一条第三项", Proof: "系统记录"}}},
	}
	registered.Private.Applicant, registered.Private.Wants = a, wants
	material := &casefile.MaterialAdded{Material: 1, File: string(l.raw), Type: "application/json", Size: 14, Purpose: casefile.Incoming}
	material.Private.Name = "申请表.json"
	l.toCase(ctx, day, l.by, registered)
	l.toCase(ctx, day, l.by, material)
	l.toInput(ctx, day, l.by, &inbox.Became{Case: l.file.ID, Number: registered.Number})
	if l.n%97 == 0 {
		l.status = append(l.status, StatusPage{registered.Number, code})
	}
}

// assign gives the case to a unit, which signs for it.
func (l *life) assign(ctx context.Context) {
	unit := pick(l.writer, l.units[l.file.Agency])
	l.at(ctx, 1, l.by, &casefile.Assigned{Unit: unit, Officer: l.by})
	l.at(ctx, 1, l.by, &casefile.UnitSignedFor{Unit: unit})
}

// send drafts, checks, signs and serves a letter, from a workday on; another
// passes with every step.
func (l *life) send(ctx context.Context, day int, kind letter.Kind, result law.Result) {
	info, err := letter.Info(kind)
	sample, errSample := letter.Sample(kind)
	if err != nil || errSample != nil {
		l.err = fmt.Errorf("%s: %v, %v", kind, err, errSample)
		return
	}
	n := len(l.file.Letters) + 1
	drafted := &casefile.Drafted{Letter: n, Kind: casefile.LetterKind(kind), Result: result}
	drafted.Private.Values = sample.Values
	l.at(ctx, day, l.by, drafted)
	l.at(ctx, day, l.by, &casefile.SentToCheck{Letter: n})
	l.at(ctx, day+1, l.by, &casefile.Checked{Letter: n})
	if on, ok := l.on(l.place, day+2); ok {
		signed := &casefile.Signed{Letter: n, Kind: casefile.LetterKind(kind), Result: result, Number: l.letterNumber(ctx, info, on)}
		if kind == letter.Clarification {
			signed.By = on.AddDays(10)
		}
		signed.Private.Value = l.values[kind]
		l.at(ctx, day+2, l.by, signed)
		l.at(ctx, day+2, ledger.System, &casefile.Rendered{Letter: n, File: string(l.paper), Size: int64(len(l.Paper))})
	}
	l.at(ctx, day+3, l.by, &casefile.Served{Letter: n, Way: casefile.Posted, Tracking: fmt.Sprintf("XA%09d", l.n)})
}

// at lets a fact happen to the case n workdays after it came, if that day has
// come.
func (l *life) at(ctx context.Context, n int, by int64, fact ledger.Fact) {
	if on, ok := l.on(l.place, n); ok {
		l.toCase(ctx, on, by, fact)
	}
}

func (l *life) toCase(ctx context.Context, on calendar.Date, by int64, fact ledger.Fact) {
	if l.file.ID == 0 {
		l.file.ID = casefile.ID(l.subject(ctx, ledger.Case))
	}
	if e, ok := l.append(ctx, ledger.Case, int64(l.file.ID), l.file.Version, on, by, fact); ok {
		l.err = l.file.Take(e)
	}
}

func (l *life) toInput(ctx context.Context, on calendar.Date, by int64, fact ledger.Fact) {
	if l.input.ID == 0 {
		l.input.ID = inbox.ID(l.subject(ctx, ledger.Input))
	}
	if e, ok := l.append(ctx, ledger.Input, int64(l.input.ID), l.input.Version, on, by, fact); ok {
		l.err = l.input.Take(e)
	}
}

func (l *life) append(ctx context.Context, matter ledger.Matter, id int64, version int, on calendar.Date, by int64, fact ledger.Fact) (ledger.Entry, bool) {
	if l.err != nil {
		return ledger.Entry{}, false
	}
	var e ledger.Entry
	e, l.err = l.tx.Append(ctx, matter, id, version, sqlite.Happening{On: on, At: hour(on, 11), By: by, Fact: fact})
	return e, l.err == nil
}

func (l *life) subject(ctx context.Context, matter ledger.Matter) int64 {
	if l.err != nil {
		return 0
	}
	var id int64
	id, l.err = l.tx.NewSubject(ctx, matter)
	return id
}

// next takes the next number of a series.
func (l *life) next(ctx context.Context, series string) int {
	if l.err != nil {
		return 0
	}
	var n int
	n, l.err = l.tx.Next(ctx, series)
	return n
}

func (l *life) inputNumber(ctx context.Context, day calendar.Date) string {
	return fmt.Sprintf("%04d%02d%02d-%04d", day.Year(), day.Month(), day.Day(), l.next(ctx, "input/"+day.String()))
}

func (l *life) caseNumber(ctx context.Context, agency int64, day calendar.Date) string {
	a := l.agencies[l.n%len(l.agencies)]
	return a.CaseNumber(day.Year(), l.next(ctx, a.CaseSeries(day.Year())))
}

func (l *life) letterNumber(ctx context.Context, info letter.KindInfo, day calendar.Date) string {
	a := l.agencies[l.n%len(l.agencies)]
	return a.LetterNumber(info.Series, day.Year(), l.next(ctx, a.LetterSeries(info.Series, day.Year())))
}

// project writes the rows folded from what happened.
func (l *life) project(ctx context.Context) error {
	if l.err != nil {
		return l.err
	}
	if err := l.tx.PutInput(ctx, l.input); err != nil {
		return err
	}
	row, err := l.file.Project(l.Desk.Calendar(), l.today)
	if err != nil {
		return err
	}
	if err := l.tx.PutCase(ctx, row, l.file.Letters, l.file.Findable()); err != nil {
		return err
	}
	if err := l.tx.PutUnits(ctx, l.file.ID, l.file.UnitRows()); err != nil {
		return err
	}
	days, err := l.file.StationDays(l.Desk.Calendar(), l.today)
	if err != nil {
		return err
	}
	return l.tx.PutDays(ctx, l.file.ID, days)
}

// hour returns the instant at which it is that hour of the day.
func hour(day calendar.Date, h int) time.Time { return day.Start().Add(time.Duration(h) * time.Hour) }
