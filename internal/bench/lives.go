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
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
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
	course
	input *inbox.Input
	file  *casefile.Case
	err   error

	reviews []*reconsider.Case // over its replies
	suits   []*lawsuit.Case
}

// life lets the n-th case happen, up to today.
func (o *filler) life(ctx context.Context, tx *sqlite.Tx, n int) error {
	agency := o.agencies[n%len(o.agencies)]
	l := &life{
		filler: o, tx: tx, n: n, place: n * len(o.workdays) / o.Cases, by: pick(o.writer, o.people[agency.ID]),
		input: &inbox.Input{}, file: &casefile.Case{}, course: o.course(),
	}
	if o.Open {
		l.course = course{}
	}
	l.arrive(ctx, agency.ID)
	l.assign(ctx)
	if !o.Open {
		l.goOn(ctx)
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
		Number: l.caseNumber(ctx, day), Type: l.of, Agency: agency, Door: received.Door, Input: int64(l.input.ID), InputNumber: received.Number,
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
	if l.n%(1+l.Cases/statusPages) == 0 {
		l.filled.Status = append(l.filled.Status, StatusPage{registered.Number, code})
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
		switch kind {
		case letter.Clarification:
			signed.By = on.AddDays(10)
		case letter.Extension:
			signed.Days, signed.Consented = 20, on
		}
		if signed.Private.Value, err = l.value(kind); err != nil {
			l.err = err
			return
		}
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

func (l *life) caseNumber(ctx context.Context, day calendar.Date) string {
	a := l.agencies[l.n%len(l.agencies)]
	if l.of == casefile.Correction {
		return a.CorrectionNumber(day.Year(), l.next(ctx, a.CorrectionSeries(day.Year())))
	}
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
	if err := l.Desk.ProjectCase(ctx, l.tx, l.file); err != nil {
		return err
	}
	for _, c := range l.reviews {
		if err := l.tx.PutReview(ctx, c.Project(), c.Papers); err != nil {
			return err
		}
	}
	for _, c := range l.suits {
		if err := l.tx.PutLawsuit(ctx, c.Project()); err != nil {
			return err
		}
	}
	return nil
}

// hour returns the instant at which it is that hour of the day.
func hour(day calendar.Date, h int) time.Time { return day.Start().Add(time.Duration(h) * time.Hour) }
