package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// Cases returns the cases the filter chooses among those the person sees, and
// how many there are, at most sqlite.CaseCountLimit+1.
func (d *Desk) Cases(ctx context.Context, by auth.User, f sqlite.CaseFilter) ([]casefile.Row, int, error) {
	f.Sight = auth.SightOf(by)
	rows, err := d.DB.Cases(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	n, err := d.DB.CountCases(ctx, f)
	return rows, n, err
}

// CountCases returns how many cases the filter chooses among those the person
// sees, at most sqlite.CaseCountLimit+1.
func (d *Desk) CountCases(ctx context.Context, by auth.User, f sqlite.CaseFilter) (int, error) {
	f.Sight = auth.SightOf(by)
	return d.DB.CountCases(ctx, f)
}

// CaseID finds the case with a number among those the person may see.
func (d *Desk) CaseID(ctx context.Context, by auth.User, number string) (casefile.ID, error) {
	row, err := d.DB.CaseByNumber(ctx, number)
	if err != nil {
		return 0, err
	}
	return row.ID, maySee(by, row)
}

// CaseRow returns the row of a case that the person may see.
func (d *Desk) CaseRow(ctx context.Context, by auth.User, id casefile.ID) (casefile.Row, error) {
	row, err := d.DB.CaseRow(ctx, id)
	if err == nil {
		err = maySee(by, row)
	}
	if err != nil {
		return casefile.Row{}, err
	}
	return row, nil
}

func maySee(by auth.User, row casefile.Row) error {
	return auth.May(by, casefile.See, auth.Subject{Agency: row.Agency, Unit: row.Unit, Officer: row.Officer})
}

// A CaseView is one case with all that its page shows.
type CaseView struct {
	Case        *casefile.Case
	Row         casefile.Row
	Clock       deadline.Result
	Explanation deadline.Explanation
	StrictDue   calendar.Date
	Agency      office.Agency
	Options     []Option // what can be done now, and what cannot and why
	People      People
	Unsigned    []*inbox.Input // whose record of a spoken request the applicant has yet to sign
	NoAnswer    bool           // the day to supplement has passed without one
	Undecided   []Supply       // what may be the awaited supplement: a person has to say
	Siblings    []casefile.Row // other cases that were registered from the same input and stand
}

// An Option is an act on a case or one of its letters: Err is nil if this
// person can do it now.
type Option struct {
	Act    casefile.Act
	Letter int                 // 0: the case as a whole
	Kind   casefile.LetterKind // of a letter that could be begun
	Err    error
	MayNot bool  // the person may not at all: not offered
	Stale  error // why the letter could not go out today: all that can be served is what went before
}

// Case returns the view of one case.
func (d *Desk) Case(ctx context.Context, by auth.User, id casefile.ID) (CaseView, error) {
	c, err := d.caseToSee(ctx, by, id)
	if err != nil {
		return CaseView{}, err
	}
	return d.viewOf(ctx, by, c)
}

// caseToSee loads a case that the person may see.
func (d *Desk) caseToSee(ctx context.Context, by auth.User, id casefile.ID) (*casefile.Case, error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return nil, err
	}
	return c, auth.May(by, casefile.See, subjectOf(c, 0))
}

func (d *Desk) viewOf(ctx context.Context, by auth.User, c *casefile.Case) (CaseView, error) {
	v := CaseView{Case: c}
	var err error
	if v.Clock, err = c.Clock(d.Calendar, d.today()); err != nil {
		return v, err
	}
	if v.Explanation, err = c.Explain(d.Calendar, d.today()); err != nil {
		return v, err
	}
	if v.Row, err = c.Project(d.Calendar, d.today()); err != nil {
		return v, err
	}
	v.StrictDue = v.Row.StrictDueOn
	if v.Agency, err = d.DB.Agency(ctx, c.Agency); err != nil {
		return v, err
	}
	if v.People, err = d.People(ctx); err != nil {
		return v, err
	}
	if v.Unsigned, err = d.unsignedRecords(ctx, c); err != nil {
		return v, err
	}
	v.NoAnswer = v.Row.NoAnswer(d.today())
	if v.Undecided, err = d.undecided(ctx, c); err != nil {
		return v, err
	}
	if v.Siblings, err = d.siblings(ctx, c); err != nil {
		return v, err
	}
	v.Options, err = d.options(by, c)
	return v, err
}

// siblings returns the other cases that were registered from the input of a case
// and stand.
func (d *Desk) siblings(ctx context.Context, c *casefile.Case) ([]casefile.Row, error) {
	rows, err := d.DB.CasesOfInput(ctx, inbox.ID(c.Input))
	return slices.DeleteFunc(rows, func(r casefile.Row) bool { return r.ID == c.ID || r.Stage == casefile.StageAnnulled }), err
}

// caseActs are the acts on a case as a whole, in the order of its page.
var caseActs = []casefile.Act{
	casefile.Assign, casefile.SignFor, casefile.TakeSupplement, casefile.Note, casefile.AddMaterial,
	casefile.CorrectReceipt, casefile.CorrectPerson, casefile.CorrectWants, casefile.ReplaceCode, casefile.Withdraw, casefile.Close, casefile.Archive, casefile.Annul,
}

// options lists what this person can do now. What they may not do at all is
// marked; what the case does not allow has its reason.
func (d *Desk) options(by auth.User, c *casefile.Case) ([]Option, error) {
	s, err := c.Situation(d.Calendar, d.today())
	if err != nil {
		return nil, err
	}
	var all []Option
	add := func(o Option, allows error) {
		o.Err = allows
		if err := auth.May(by, o.Act, subjectOf(c, o.Letter)); err != nil {
			o.Err, o.MayNot = err, true
		}
		all = append(all, o)
	}
	for _, l := range c.Letters {
		for _, act := range l.Stage.Acts() {
			if act == casefile.Render || act == casefile.Dispatch {
				continue // the program's own
			}
			o := Option{Act: act, Letter: l.N}
			if act == casefile.Serve {
				o.Stale = c.GoesToday(l, s)
			}
			add(o, c.AllowsLetter(l.N, act, s))
		}
	}
	add(Option{Act: casefile.Draft}, c.AllowsNew("", s))
	for _, kind := range []casefile.LetterKind{casefile.ClarificationNotice, casefile.ExtensionNotice} {
		add(Option{Act: casefile.Draft, Kind: kind}, c.AllowsNew(kind, s))
	}
	for _, act := range caseActs {
		add(Option{Act: act}, c.Allows(act, s))
	}
	return all, nil
}

// Material opens the n-th document of a case.
func (d *Desk) Material(ctx context.Context, by auth.User, id casefile.ID, n int) (Download, error) {
	c, err := d.caseToSee(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	return d.openMaterial(c, n)
}

func (d *Desk) openMaterial(c *casefile.Case, n int) (Download, error) {
	m, ok := c.Material(n)
	if !ok {
		return Download{}, fault.New(fault.NotFound, "material_not_found")
	}
	f, err := d.Files.Open(filestore.Hash(m.File))
	return Download{m.Name, m.Type, m.Size, f}, err
}

// LetterPDF opens the PDF of the n-th letter of a case. Before it is signed
// that is fault Conflict, while it is made fault Unavailable.
func (d *Desk) LetterPDF(ctx context.Context, by auth.User, id casefile.ID, n int) (Download, error) {
	c, err := d.caseToSee(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	l, ok := c.Letter(n)
	switch {
	case !ok:
		return Download{}, fault.New(fault.NotFound, "letter_not_found")
	case l.Number == "":
		return Download{}, fault.New(fault.Conflict, "letter_not_signed")
	case l.File == "":
		return Download{}, fault.New(fault.Unavailable, "pdf_not_ready")
	}
	return d.openLetter(l)
}

// openLetter opens the PDF of a letter that is made.
func (d *Desk) openLetter(l casefile.Letter) (Download, error) {
	f, err := d.Files.Open(filestore.Hash(l.File))
	return Download{letterFileName(l), "application/pdf", l.Size, f}, err
}

// letterFileName names a letter's PDF by its number, which people know it by.
func letterFileName(l casefile.Letter) string { return l.Number + ".pdf" }

// Queue returns the letters in one of the stages of cases the person sees, the
// longest there first, with the rows of their cases.
func (d *Desk) Queue(ctx context.Context, by auth.User, stages ...casefile.LetterStage) ([]QueuedLetter, error) {
	rows, err := d.DB.LettersIn(ctx, auth.SightOf(by), stages...)
	if err != nil {
		return nil, err
	}
	var queue []QueuedLetter
	for _, r := range rows {
		c, err := d.DB.CaseRow(ctx, r.Case)
		if err != nil {
			return nil, err
		}
		q := QueuedLetter{LetterRow: r, Row: c, Name: LetterName(r.Kind)}
		switch {
		case r.Stage == casefile.InDraft && r.Drafter == by.ID:
			q.Remark, err = d.remark(ctx, r.Case, r.N)
		case r.Stage == casefile.IsReady || r.Stage == casefile.IsSending:
			q.Stale, err = d.staleLetter(ctx, r.Case, r.N)
		}
		if err != nil {
			return nil, err
		}
		queue = append(queue, q)
	}
	return queue, nil
}

// remark returns why a draft was returned, "" if it was not.
func (d *Desk) remark(ctx context.Context, id casefile.ID, n int) (string, error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return "", err
	}
	l, _ := c.Letter(n)
	return l.Remark, nil
}

// staleLetter returns why a letter could not go out today, nil if it can.
func (d *Desk) staleLetter(ctx context.Context, id casefile.ID, n int) (stale, err error) {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return nil, err
	}
	s, err := c.Situation(d.Calendar, d.today())
	if err != nil {
		return nil, err
	}
	l, _ := c.Letter(n)
	return c.GoesToday(l, s), nil
}

// CountQueue counts the letters in one of the stages of cases the person sees,
// and with drafts also those they drafted themselves.
func (d *Desk) CountQueue(ctx context.Context, by auth.User, drafts bool, stages ...casefile.LetterStage) (int, error) {
	var drafter int64
	if drafts {
		drafter = by.ID
	}
	return d.DB.CountLetters(ctx, auth.SightOf(by), drafter, stages...)
}

// A QueuedLetter is a letter that waits for somebody, with its case.
type QueuedLetter struct {
	sqlite.LetterRow
	Row    casefile.Row
	Name   string
	Remark string // why it was returned; of the reader's own drafts
	Stale  error  // why it could not go out today any more, though it waits to
}

// LetterName returns what the office calls letters of the kind.
func LetterName(kind casefile.LetterKind) string {
	info, err := letter.Info(letter.Kind(kind))
	if err != nil {
		return string(kind)
	}
	return info.Name
}

// ResultName returns the Chinese name of a result, "" for none.
func (d *Desk) ResultName(r law.Result) string {
	if r == "" {
		return ""
	}
	rule, err := law.ResultOn(r, d.today())
	if err != nil {
		return string(r)
	}
	return rule.Name
}

// Progress counts what each unit of the agencies a person sees has open and
// what of it is late.
func (d *Desk) Progress(ctx context.Context, by auth.User) ([]sqlite.UnitLoad, error) {
	return d.DB.UnitLoads(ctx, auth.SightOf(by), d.today())
}
