package sqlite

import (
	"context"
	"strconv"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/office"
)

const caseColumns = `id, version, type, number, agency_id, coalesce(unit_id, 0), coalesce(officer_id, 0), door, class, applicant, subject,
	stage, open, received_on, clock, due_on, strict_due_on, provisional, result, ended_on, late, waits_for, supplement_by, asked_until, inner_due, bounced, pay_by, chase, chase_by, escalated, proposed, withdrawing, combined, asking, known, ` + assisting + `, ` + awaited

func scanCase(row row) (c casefile.Row, err error) {
	var received, due, strict, ended, supplement, asked, inner, payBy, chase string
	err = row.Scan(&c.ID, &c.Version, &c.Type, &c.Number, &c.Agency, &c.Unit, &c.Officer, &c.Door, &c.Class, &c.Applicant, &c.Subject,
		&c.Stage, &c.Open, &received, &c.Clock, &due, &strict, &c.Provisional, &c.Result, &ended, &c.Late, &c.WaitsFor, &supplement, &asked, &inner, &c.Bounced, &payBy,
		&c.Chase, &chase, &c.Escalated, &c.Proposed, &c.Withdrawing, &c.Combined, &c.Asking, &c.Known, &c.Assisting, &c.Awaited)
	if err != nil {
		return c, err
	}
	for _, d := range []struct {
		into *calendar.Date
		text string
	}{{&c.ReceivedOn, received}, {&c.DueOn, due}, {&c.StrictDueOn, strict}, {&c.EndedOn, ended}, {&c.SupplementBy, supplement}, {&c.AskedUntil, asked}, {&c.InnerDue, inner}, {&c.PayBy, payBy}, {&c.ChaseBy, chase}} {
		if *d.into, err = scanDate(d.text); err != nil {
			return c, err
		}
	}
	return c, nil
}

// PutCase writes the row of a case, its letters and what it can be found by.
func (tx *Tx) PutCase(ctx context.Context, c casefile.Row, letters []casefile.Letter, findable string) error {
	err := tx.exec(ctx, `
		INSERT INTO cases (id, version, type, number, agency_id, unit_id, officer_id, door, class, applicant, subject,
			stage, open, received_on, clock, due_on, strict_due_on, provisional, result, ended_on, late, waits_for, supplement_by, asked_until, inner_due, bounced, pay_by,
			chase, chase_by, escalated, proposed, withdrawing, combined, asking, known)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			version = excluded.version, unit_id = excluded.unit_id, officer_id = excluded.officer_id, class = excluded.class,
			applicant = excluded.applicant, subject = excluded.subject, stage = excluded.stage, open = excluded.open,
			received_on = excluded.received_on, clock = excluded.clock, due_on = excluded.due_on, strict_due_on = excluded.strict_due_on,
			provisional = excluded.provisional, result = excluded.result, ended_on = excluded.ended_on, late = excluded.late,
			waits_for = excluded.waits_for, supplement_by = excluded.supplement_by, asked_until = excluded.asked_until, inner_due = excluded.inner_due, bounced = excluded.bounced,
			pay_by = excluded.pay_by, chase = excluded.chase, chase_by = excluded.chase_by, escalated = excluded.escalated, proposed = excluded.proposed, withdrawing = excluded.withdrawing, combined = excluded.combined, asking = excluded.asking, known = excluded.known`,
		c.ID, c.Version, c.Type.OrRequest(), c.Number, c.Agency, nullID(c.Unit), nullID(c.Officer), c.Door, c.Class, c.Applicant, casefile.MaskText(c.Subject),
		c.Stage, c.Open, c.ReceivedOn.String(), c.Clock, c.DueOn.String(), c.StrictDueOn.String(), c.Provisional, c.Result,
		c.EndedOn.String(), c.Late, c.WaitsFor, c.SupplementBy.String(), c.AskedUntil.String(), c.InnerDue.String(), c.Bounced, c.PayBy.String(), c.Chase, c.ChaseBy.String(), c.Escalated, c.Proposed, c.Withdrawing, c.Combined, c.Asking, c.Known)
	if err != nil {
		return err
	}
	if err := tx.putAwaited(ctx, c); err != nil {
		return err
	}
	for _, l := range letters {
		if err := tx.putLetter(ctx, c, l); err != nil {
			return err
		}
	}
	return tx.PutWords(ctx, c, findable)
}

func (tx *Tx) putLetter(ctx context.Context, c casefile.Row, l casefile.Letter) error {
	var number any
	if l.Number != "" {
		number = l.Number
	}
	year, serial := office.NumberParts(l.Number)
	err := tx.exec(ctx, `
		INSERT INTO case_letters (case_id, n, agency_id, kind, stage, drafter, number, code, file, changed_at, year, serial, replaces, revoked)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (case_id, n) DO UPDATE SET
			kind = excluded.kind, drafter = excluded.drafter, number = excluded.number, code = excluded.code, file = excluded.file,
			changed_at = excluded.changed_at, stage = excluded.stage,
			year = excluded.year, serial = excluded.serial, replaces = excluded.replaces, revoked = excluded.revoked`,
		c.ID, l.N, c.Agency, l.Kind, l.Stage, l.Drafter, number, l.Code, l.File, instant(l.ChangedAt), year, serial, l.Replaces, l.Revoked)
	if err != nil || l.File == "" {
		return err
	}
	return tx.putLetterFiles(ctx, c.ID, l)
}

// CaseRow returns the row of a case, or fault NotFound.
func (r Reader) CaseRow(ctx context.Context, id casefile.ID) (casefile.Row, error) {
	return one(ctx, r.q, "case_not_found", scanCase, `SELECT `+caseColumns+` FROM cases WHERE id = ?`, id)
}

// CaseByNumber returns the row of the case with the number, or fault NotFound.
func (r Reader) CaseByNumber(ctx context.Context, number string) (casefile.Row, error) {
	return one(ctx, r.q, "case_not_found", scanCase, `SELECT `+caseColumns+` FROM cases WHERE number = ?`, number)
}

// CaseNumberTaken reports whether a case has the number.
func (r Reader) CaseNumberTaken(ctx context.Context, number string) (taken bool, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM cases WHERE number = ?)`, number).Scan(&taken)
	return taken, explain(err)
}

// LetterNumberTaken reports whether a letter of any agency has the number (文号).
func (r Reader) LetterNumberTaken(ctx context.Context, number string) (taken bool, err error) {
	err = r.q.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM case_letters WHERE agency_id IN (SELECT id FROM agencies) AND number = ?)`, number).Scan(&taken)
	return taken, explain(err)
}

// A CaseFilter chooses and orders cases for a list. Its zero fields choose all.
type CaseFilter struct {
	Sight        auth.Sight    // what the reader may see at all
	Words        string        // each must occur
	Open         bool          // only those still to be answered
	Type         casefile.Type // requests for information, or corrections of records
	Agency       int64
	Unit         int64 // one below 0: only those that no unit has
	Officer      int64
	Stage        casefile.Stage
	Clock        string
	WaitsFor     casefile.Party
	Result       string
	Door         casefile.Door
	Year         int                // of receipt
	Applicant    string             // of exactly this name
	ReceivedFrom calendar.Date      // received on or after
	Unexplained  calendar.Date      // only those whose applicant was to explain until before this day, and nothing is recorded
	ToDecide     casefile.ClockCode // only those in which this waits for the office, see casefile.AwaitedDay
	DueFrom      calendar.Date      // due on or after; cases without a due date are left out
	DueUntil     calendar.Date      // due on or before
	Late         bool               // only those answered late
	Proposed     bool               // only those of which something is proposed to be published and nothing decided
	Bounced      bool               // only those of whose letters one came back
	Withdrawing  bool               // only those with an input that the applicant had withdrawn before a person decided about it
	Helping      int64              // only those whose part this unit has not handed in yet
	Returned     bool               // only those that a unit gave back, so that a person decides who does it
	Unsigned     calendar.Date      // only those that a unit was given until this day and has not signed for
	Unsent       bool               // only those of whose letters one is signed and waits to be sent
	NoAnswer     calendar.Date      // only those whose supplement was awaited until before this day, and still is
	Unpaid       calendar.Date      // only those whose fee was to be paid until before this day, and is not
	Chased       bool               // only those whose unit was pressed, and it is not ended
	Chase        casefile.ChaseState
	ChaseBy      calendar.Date // only those whose unit should have answered, or been done, before this day
	Mending      bool          // only those of which something was mended and nobody said anything to it
	Escalated    bool          // only those that wait for the coordinating office
	Import       int64         // only those that this import of an old register made
	Undrafted    bool          // only requests without a draft
	StrictUntil  calendar.Date // only those due after this day that are due until it by the strictest reading
	InnerUntil   calendar.Date // only those that the unit should have drafted until this day
	NoDue        bool          // only those without a last day: the clock stands still
	Carried      int           // only those carried into this year: received before it, not ended before it
	Sort         string        // a key of caseOrders; "" is by due date
	Offset       int
	Limit        int

	NoOpinion calendar.Date // only those of which others that were asked should have answered before this day, and nothing is recorded

	spread spread // in how many cases the words stand, which says how they are looked for soonest
	by     string // of an ordinary filter: what finds the cases, see planned
}

// caseOrders are the orders a list can have; a key may come from a URL.
var caseOrders = map[string]string{
	"":           `open DESC, due_on = '', due_on, id`,
	"due":        `open DESC, due_on = '', due_on, id`,
	"-due":       `open DESC, due_on DESC, id DESC`, // none is '', the least
	"received":   `received_on, id`,
	"-received":  `received_on DESC, id DESC`,
	"number":     `substr(number, instr(number, '-') - 4, 4), substr(number, 1, instr(number, '-')), CAST(substr(number, instr(number, '-') + 1) AS INTEGER), id`, // year, series, serial
	"-number":    `substr(number, instr(number, '-') - 4, 4) DESC, substr(number, 1, instr(number, '-')) DESC, CAST(substr(number, instr(number, '-') + 1) AS INTEGER) DESC, id DESC`,
	"applicant":  `applicant, id`,
	"-applicant": `applicant DESC, id DESC`,
	"stage":      `stage, due_on, id`,
	"-stage":     `stage DESC, due_on DESC, id DESC`,
	"ended":      `ended_on = '', ended_on, id`,
	"-ended":     `ended_on DESC, id DESC`,

	// Those of one unit, officer or result stand together, in the usual order: what finds
	// them by that is the index, and a name or a word would need one of its own.
	"unit":     `unit_id, open DESC, due_on = '', due_on, id`,
	"-unit":    `unit_id DESC, open, due_on = '' DESC, due_on DESC, id DESC`,
	"officer":  `officer_id, open DESC, due_on = '', due_on, id`,
	"-officer": `officer_id DESC, open, due_on = '' DESC, due_on DESC, id DESC`,
	"result":   `result, open DESC, due_on = '', due_on, id`,
	"-result":  `result DESC, open, due_on = '' DESC, due_on DESC, id DESC`,
}

// CaseOrderKnown reports whether a list can be ordered by the key.
func CaseOrderKnown(key string) bool { _, ok := caseOrders[key]; return ok }

// CaseCountLimit is how far a list counts; above, its total reads 1万以上.
const CaseCountLimit = 10_000

// WordCountLimit is how far a search for words counts: whoever finds so much will say more,
// and each further hit is a step through the index.
const WordCountLimit = 1000

// CountLimit is how far CountCases counts what the filter chooses.
func (f CaseFilter) CountLimit() int {
	if strings.TrimSpace(f.Words) != "" {
		return WordCountLimit
	}
	return CaseCountLimit
}

// broughtOver are the cases that were carried over the beginning of a year. Those that ended
// in a later year than they came have an index of their own, for they are few.
const broughtOver = `id IN (
	SELECT id FROM cases INDEXED BY cases_open_received WHERE open = 1 AND received_on < ?
	UNION ALL SELECT id FROM cases WHERE (substr(ended_on, 1, 4) > substr(received_on, 1, 4)) = 1 AND ended_on >= ? AND +received_on < ?)`

// unknownTo are the restricted cases that a person is not to know of. They are few, and
// found once for a list, however long it is.
const unknownTo = `SELECT id FROM cases WHERE known <> '' AND instr(',' || known || ',', ?) = 0`

// unknownArg is the argument of unknownTo.
func unknownArg(person int64) string { return "," + strconv.FormatInt(person, 10) + "," }

// KnownTo returns the restricted cases that a person may know of.
func (r Reader) KnownTo(ctx context.Context, person int64) ([]casefile.Row, error) {
	return collect(ctx, r.q, scanCase, `SELECT `+caseColumns+` FROM cases WHERE known <> '' AND instr(',' || known || ',', ?) > 0 ORDER BY id`, unknownArg(person))
}

// where returns the filter as a condition and its arguments.
func (f CaseFilter) where() (string, []any) {
	var and []string
	var args []any
	add := func(condition string, arg ...any) { and, args = append(and, condition), append(args, arg...) }
	switch s := f.Sight; {
	case s.All:
	case s.Agency == 0:
		add(`0`)
	default:
		add(f.leaning("agency_id")+` = ?`, s.Agency)
		switch {
		case s.Unit == 0:
		case f.by == ownCases:
			add(`id IN (SELECT id FROM cases WHERE unit_id = ? UNION ALL SELECT case_id FROM case_units WHERE unit_id = ? AND lead = 0 AND state <> 'returned')`, s.Unit, s.Unit)
		default:
			add(`(unit_id = ? OR `+helped+`)`, s.Unit, s.Unit)
		}
	}
	if f.Sight.Person != 0 {
		add(`cases.id NOT IN (`+unknownTo+`)`, unknownArg(f.Sight.Person))
	}
	f.byWords(add)
	for _, only := range []struct {
		set       bool
		condition string
	}{
		{f.Open, f.leaning("open") + ` = 1`}, {f.Bounced, rarely(`bounced <> 0`)}, {f.Proposed, rarely(`proposed = 1`)}, {f.Late, `late = 1`}, {f.NoDue, `due_on = ''`},
		{f.Withdrawing, rarely(`withdrawing = 1`)},
	} {
		if only.set {
			add(only.condition)
		}
	}
	if f.Unsent {
		add(`id IN (SELECT case_id FROM case_letters WHERE stage IN (?, ?))`, casefile.IsSigned, casefile.IsReady)
	}
	if f.Import != 0 {
		add(importedBy(f.Import))
	}
	f.byUnits(add)
	if f.Unit < 0 {
		add(`unit_id IS NULL`)
	}
	for _, is := range []struct {
		column string
		value  any
		set    bool
	}{
		{"type", f.Type, f.Type != ""}, {"agency_id", f.Agency, f.Agency != 0}, {"unit_id", f.Unit, f.Unit > 0}, {"officer_id", f.Officer, f.Officer != 0},
		{"stage", f.Stage, f.Stage != ""}, {"clock", f.Clock, f.Clock != ""}, {"waits_for", f.WaitsFor, f.WaitsFor != ""},
		{"result", f.Result, f.Result != ""}, {"door", f.Door, f.Door != ""}, {"applicant", f.Applicant, f.Applicant != ""},
	} {
		if is.set {
			add(f.leaning(is.column)+` = ?`, is.value)
		}
	}
	f.ofYear(add)
	if !f.ReceivedFrom.IsZero() {
		add(`received_on >= ?`, f.ReceivedFrom.String())
	}
	if !f.DueFrom.IsZero() {
		add(`due_on >= ?`, f.DueFrom.String())
	}
	if !f.DueUntil.IsZero() {
		add(`due_on <> '' AND due_on <= ?`, f.DueUntil.String())
	}
	f.passed(add)
	f.pressing(add)
	if f.NoDue {
		add(`due_on = ''`)
	}
	if f.Carried != 0 {
		newYear := strconv.Itoa(f.Carried) + "-01-01"
		add(broughtOver, newYear, newYear, newYear)
	}
	if len(and) == 0 {
		return "1", nil
	}
	return strings.Join(and, " AND "), args
}

// rarely is a condition that few cases meet, which have an index of their own: they are found by
// it and sorted, for in the order of the list one would have to go a long way from one to the next.
func rarely(condition string) string { return `id IN (SELECT id FROM cases WHERE ` + condition + `)` }

// passed adds the days that others had to answer by and that have passed.
func (f CaseFilter) passed(add func(condition string, arg ...any)) {
	if !f.NoAnswer.IsZero() {
		add(`supplement_by <> '' AND supplement_by < ?`, f.NoAnswer.String())
	}
	if !f.NoOpinion.IsZero() {
		add(`asked_until <> '' AND asked_until < ?`, f.NoOpinion.String())
	}
	if !f.Unexplained.IsZero() {
		add(`id IN (SELECT case_id FROM case_awaited WHERE what = ? AND until_on < ?)`, casefile.ReasonsClock, f.Unexplained.String())
	}
	if f.ToDecide != "" {
		add(`id IN (SELECT case_id FROM case_awaited WHERE what = ?)`, f.ToDecide)
	}
	if !f.Unpaid.IsZero() {
		add(`pay_by <> '' AND pay_by < ?`, f.Unpaid.String())
	}
}

// pressing adds what somebody is pressed for.
func (f CaseFilter) pressing(add func(condition string, arg ...any)) {
	if f.Chased {
		add(rarely(`chase <> ''`))
	}
	if f.Chase != "" {
		add(`chase <> '' AND chase = ?`, f.Chase) // <> '' lets the index be used
	}
	if !f.ChaseBy.IsZero() {
		add(rarely(`chase <> '' AND chase_by < ?`), f.ChaseBy.String())
	}
	if f.Mending {
		add(`id IN (SELECT case_id FROM case_marks WHERE kind = 'mended' AND value LIKE '%/waits')`)
	}
	if f.Escalated {
		add(rarely(`escalated = 1`))
	}
	if f.Undrafted {
		add(`type <> 'correction' AND stage IN (?, ?)`, casefile.StageRegistered, casefile.StageHandling)
	}
	if !f.StrictUntil.IsZero() {
		add(rarely(`open = 1 AND strict_due_on < due_on AND strict_due_on <> '' AND strict_due_on <= ? AND due_on > ?`), f.StrictUntil.String(), f.StrictUntil.String())
	}
	if !f.InnerUntil.IsZero() {
		add(`inner_due <> '' AND inner_due <= ?`, f.InnerUntil.String())
	}
}

// Cases returns the chosen cases in order, at most f.Limit of them (50 if it is
// 0), from f.Offset on.
func (r Reader) Cases(ctx context.Context, f CaseFilter) ([]casefile.Row, error) {
	order, ok := caseOrders[f.Sort]
	if !ok {
		return nil, fault.New(fault.Invalid, "form_unreadable")
	}
	if f.Limit == 0 {
		f.Limit = 50
	}
	var err error
	if f.spread, err = r.spreadOf(ctx, f.Words); err != nil {
		return nil, err
	}
	if f, err = r.planned(ctx, f, true); err != nil {
		return nil, err
	}
	where, args := f.where()
	return collectOnce(ctx, r, scanCase, `
		SELECT `+caseColumns+`
		FROM cases
		WHERE id IN (SELECT id FROM cases WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?)
		ORDER BY `+order, append(args, f.Limit, f.Offset)...)
}

// OpenCases returns all cases that are still to be answered, in the order of their
// registration.
func (r Reader) OpenCases(ctx context.Context) ([]casefile.Row, error) {
	return collect(ctx, r.q, scanCase, `SELECT `+caseColumns+` FROM cases WHERE open = 1 ORDER BY id`)
}

// CountCases returns how many cases the filter chooses, at most one more than its CountLimit.
func (r Reader) CountCases(ctx context.Context, f CaseFilter) (int, error) {
	if match := matchWithin(f.Sight, f.Words); match != "" {
		return r.countWithWords(ctx, f, match)
	}
	f, err := r.planned(ctx, f, false)
	if err != nil {
		return 0, err
	}
	from := `cases`
	if f.by == counting {
		from += ` INDEXED BY ` + f.countedBy()
	}
	where, args := f.where()
	return r.count(ctx, `SELECT count(*) FROM (SELECT 1 FROM `+from+` WHERE `+where+` LIMIT ?)`, append(args, CaseCountLimit+1)...)
}

// A LetterRow is what the queues know of a letter.
type LetterRow struct {
	Case      casefile.ID
	N         int
	Kind      casefile.LetterKind
	Stage     casefile.LetterStage
	Drafter   int64
	Number    string
	ChangedAt time.Time
}

// LettersIn returns the letters in one of the stages, of cases within sight,
// longest there first.
func (r Reader) LettersIn(ctx context.Context, sight auth.Sight, stages ...casefile.LetterStage) ([]LetterRow, error) {
	where, args := CaseFilter{Sight: sight}.where()
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(stages)), ", ")
	for _, s := range stages {
		args = append(args, s)
	}
	return collect(ctx, r.q, func(row row) (l LetterRow, err error) {
		var changed string
		if err = row.Scan(&l.Case, &l.N, &l.Kind, &l.Stage, &l.Drafter, &l.Number, &changed); err != nil {
			return l, err
		}
		l.ChangedAt, err = scanTime(changed)
		return l, err
	}, `
		SELECT case_id, n, kind, stage, drafter, coalesce(number, ''), changed_at
		FROM case_letters
		WHERE case_id IN (SELECT id FROM cases WHERE `+where+`) AND stage IN (`+marks+`)
		ORDER BY changed_at, case_id, n`, args...)
}

// CountLetters counts the letters in one of the stages of cases within sight,
// and the drafts of the drafter (0: nobody's).
func (r Reader) CountLetters(ctx context.Context, sight auth.Sight, drafter int64, stages ...casefile.LetterStage) (int, error) {
	where, seen := CaseFilter{Sight: sight}.where()
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(stages)), ", ")
	var args []any
	for _, s := range stages {
		args = append(args, s)
	}
	args = append(append(args, casefile.InDraft, drafter), seen...)
	return r.count(ctx, `
		SELECT count(*)
		FROM case_letters
		WHERE (stage IN (`+marks+`) OR stage = ? AND drafter = ? AND drafter <> 0)
			AND EXISTS (SELECT 1 FROM cases WHERE cases.id = case_letters.case_id AND `+where+`)`, args...)
}

// A UnitLoad is how many open cases a unit has, how many of them are late, and how
// many need the coordinating office: requests, for the law states no period for a
// correction.
type UnitLoad struct {
	Unit int64 // 0: not assigned yet
	Open int
	Late int
	Help int
}

// UnitLoads counts the open cases within sight by unit, the most first. Those need
// the coordinating office that are late, were laid before it, or have no draft and
// are due until helpUntil.
func (r Reader) UnitLoads(ctx context.Context, sight auth.Sight, today, helpUntil calendar.Date) ([]UnitLoad, error) {
	where, args := CaseFilter{Sight: sight, Open: true}.where()
	return collectOnce(ctx, r, func(row row) (u UnitLoad, err error) { return u, row.Scan(&u.Unit, &u.Open, &u.Late, &u.Help) }, `
		SELECT coalesce(unit_id, 0), count(*), coalesce(sum(due_on <> '' AND due_on < ? AND type <> 'correction'), 0),
			coalesce(sum(escalated = 1 OR due_on <> '' AND type <> 'correction' AND (due_on < ? OR due_on <= ? AND stage IN (?, ?))), 0)
		FROM cases
		WHERE `+where+`
		GROUP BY 1
		ORDER BY 2 DESC, 1`, append([]any{today.String(), today.String(), helpUntil.String(), casefile.StageRegistered, casefile.StageHandling}, args...)...)
}
