package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// Cases returns the cases the filter chooses among those the person sees, and
// how many there are, at most one more than the CountLimit of the filter.
func (d *Desk) Cases(ctx context.Context, by auth.User, f sqlite.CaseFilter) ([]casefile.Row, int, error) {
	f.Sight, f.Words = auth.SightOf(by), d.withDigests(f.Words)
	rows, err := d.DB.Cases(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	n, err := d.DB.CountCases(ctx, f)
	return rows, n, err
}

// CountCases returns how many cases the filter chooses among those the person
// sees, at most one more than the CountLimit of the filter.
func (d *Desk) CountCases(ctx context.Context, by auth.User, f sqlite.CaseFilter) (int, error) {
	f.Sight, f.Words = auth.SightOf(by), d.withDigests(f.Words)
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
	return auth.May(by, casefile.See, auth.Of(row))
}

// A CaseView is one case with all that its page shows.
type CaseView struct {
	Case        *casefile.Case
	Row         casefile.Row
	Clock       deadline.Result
	Explanation deadline.Explanation
	Stays       []casefile.Stay  // where its days went
	Clocks      []casefile.Clock // the periods beside each other, that of the answer first
	StrictDue   calendar.Date
	Agency      office.Agency
	Options     []Option // what can be done now, and what cannot and why
	People      People
	NoAnswer    bool // the day to supplement has passed without one
	Unpaid      bool // the last day to pay the fee has passed without payment
	Shifts      []Shift
	around
}

// An Option is an act on a case or one of its letters: Err is nil if this
// person can do it now.
type Option struct {
	Act    casefile.Act
	Letter int                 // 0: the case as a whole
	Kind   casefile.LetterKind // of a letter that could be begun
	To     int                 // of that letter: among the others of the case, for whom; 0 for the applicant
	Err    error
	MayNot bool  // the person may not at all, or the agency knows no such thing: not offered
	Stale  error // why the letter could not go out today: all that can be served is what went before
}

// Case returns the view of one case.
func (d *Desk) Case(ctx context.Context, by auth.User, id casefile.ID) (CaseView, error) {
	now, err := d.standing(ctx, by, id)
	if err != nil {
		return CaseView{}, err
	}
	v, err := d.viewOf(ctx, now)
	if err != nil {
		return v, err
	}
	now.Situation.Charges = v.Agency.ChargesFee
	v.Options = options(by, now.Case, now.Situation)
	return v, nil
}

// viewOf returns the view of a case to read: what can be done is not in it.
func (d *Desk) viewOf(ctx context.Context, now standing) (CaseView, error) {
	v := CaseView{Case: now.Case, Clock: now.Clock, Explanation: now.Explanation, Clocks: now.Clocks, Stays: now.Stays, Row: now.Row, StrictDue: now.Row.StrictDueOn,
		NoAnswer: now.Row.NoAnswer(now.on), Unpaid: now.Row.Unpaid(now.on), Shifts: now.Shifts, around: now.around}
	var err error
	if v.Agency, err = d.DB.Agency(ctx, now.Case.Agency); err != nil {
		return v, err
	}
	v.People, err = d.People(ctx)
	return v, err
}

// caseActs are the acts on a case as a whole, in the order of its page.
var caseActs = []casefile.Act{
	casefile.SeePerson,
	casefile.Assign,
	casefile.SignFor,
	casefile.ReturnUnit,
	casefile.AssistSignFor,
	casefile.AssistAnswer,
	casefile.AssistReturn,
	casefile.AskAssist,
	casefile.AssistSendBack,
	casefile.AssistRemove,
	casefile.TakeSupplement,
	casefile.Chase,
	casefile.AnswerChase,
	casefile.EndChase,
	casefile.Mend,
	casefile.JudgeMending,
	casefile.Escalate,
	casefile.AnswerEscalation,
	casefile.TakePayment,
	casefile.WaiveFee,
	casefile.Consult,
	casefile.AnswerConsultation,
	casefile.ChangeConsultation,
	casefile.WithdrawConsultation,
	casefile.SplitCase,
	casefile.TakeBackSplit,
	casefile.JoinCase,
	casefile.UnjoinCase,
	casefile.TakeReply,
	casefile.HandOn,
	casefile.TakeBackTransfer,
	casefile.Note,
	casefile.AddMaterial,
	casefile.RecordSearch,
	casefile.AskHelp,
	casefile.Examine,
	casefile.AnswerExamination,
	casefile.CorrectSupplement,
	casefile.CorrectReceipt,
	casefile.CorrectPerson,
	casefile.CorrectWants,
	casefile.ReplaceCode,
	casefile.AnswerOnTheSpot,
	casefile.TakeReasons,
	casefile.AcceptReasons,
	casefile.TakeBackReasons,
	casefile.Withdraw,
	casefile.WithdrawPart,
	casefile.DeclineWithdrawal,
	casefile.Close,
	casefile.Resume,
	casefile.NoteAid,
	casefile.Succeed,
	casefile.AddJointApplicant,
	casefile.ChangeJointApplicant,
	casefile.RemoveJointApplicant,
	casefile.NoteChallenge,
	casefile.NoteOutcome,
	casefile.MakeBundle,
	casefile.ProposePublication,
	casefile.DecidePublication,
	casefile.Archive,
	casefile.HoldBack,
	casefile.EndHold,
	casefile.KeepLonger,
	casefile.Restrict,
	casefile.LiftRestriction,
	casefile.TakeBack,
	casefile.Annul,
}

// options lists what this person can do now. What they may not do at all is
// marked; what the case does not allow has its reason.
func options(by auth.User, c *casefile.Case, s casefile.Situation) []Option {
	all := make([]Option, 0, len(caseActs)+len(casefile.Notices())+4*len(c.Letters))
	whole := subjectOf(c, 0)
	add := func(o Option, allows error) {
		o.Err = allows
		of := whole
		if o.Letter != 0 {
			of = subjectOf(c, o.Letter)
		}
		if err := c.NotDestroyed(); err != nil {
			o.Err = err
		}
		if err := auth.May(by, o.Act, of); err != nil {
			o.Err, o.MayNot = err, true
		}
		all = append(all, o)
	}
	for _, l := range c.Letters {
		for _, act := range l.Acts() {
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
	for _, kind := range casefile.Notices() {
		add(Option{Act: casefile.Draft, Kind: kind, MayNot: kind == casefile.FeeNotice && !s.Charges}, c.AllowsNew(kind, s))
	}
	for _, to := range c.LettersToOthers(s) {
		add(Option{Act: casefile.Draft, Kind: to.Kind, To: to.To}, nil)
	}
	for _, act := range caseActs {
		add(Option{Act: act}, optionOnUnit(by, c, act, s))
	}
	return all
}

// Material opens the n-th document of a case.
func (d *Desk) Material(ctx context.Context, by auth.User, id casefile.ID, n int) (Download, error) {
	now, err := d.standing(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	if m, ok := now.Case.Material(n); ok && m.Purpose == casefile.Identity {
		if err := MaySeePerson(by, now.Case); err != nil {
			return Download{}, err
		}
	}
	return d.openMaterial(ctx, now.Case, n)
}

// MaySeePerson returns nil if the person may see numbers and addresses of the
// applicant in full, and the proof of identity: a unit that helps needs neither.
func MaySeePerson(by auth.User, c *casefile.Case) error {
	return auth.May(by, casefile.SeePerson, subjectOf(c, 0))
}

func (d *Desk) openMaterial(ctx context.Context, c *casefile.Case, n int) (Download, error) {
	m, ok := c.Material(n)
	if !ok {
		return Download{}, fault.New(fault.NotFound, "material_not_found")
	}
	if err := c.NotDestroyed(); err != nil {
		return Download{}, err
	}
	if err := d.cleared(ctx, m.File); err != nil {
		return Download{}, err
	}
	f, err := d.Files.Open(filestore.Hash(m.File))
	return Download{m.Name, m.Type, m.Size, f}, err
}

// LetterPDF opens the PDF of the n-th letter of a case. Before it is signed
// that is fault Conflict, while it is made fault Unavailable,
// and NotFound if it was made void before.
func (d *Desk) LetterPDF(ctx context.Context, by auth.User, id casefile.ID, n int) (Download, error) {
	now, err := d.standing(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	return d.letterFile(ctx, now.Case, n)
}

// letterFile is LetterPDF of a case that the person may see.
func (d *Desk) letterFile(ctx context.Context, c *casefile.Case, n int) (Download, error) {
	if err := c.NotDestroyed(); err != nil {
		return Download{}, err
	}
	l, ok := c.Letter(n)
	switch {
	case !ok:
		return Download{}, fault.New(fault.NotFound, "letter_not_found")
	case l.Number == "":
		return Download{}, fault.New(fault.Conflict, "letter_not_signed")
	case l.File == "" && !l.Stands():
		return Download{}, fault.New(fault.NotFound, "letter_without_pdf")
	case l.File == "":
		return Download{}, d.unmade(ctx, c.Agency)
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
		if q.Remark, q.Stale, err = d.heldUp(ctx, by, r); err != nil {
			return nil, err
		}
		if r.Stage == casefile.IsSigned {
			q.Unmade = d.unmade(ctx, c.Agency)
		}
		queue = append(queue, q)
	}
	return queue, nil
}

// heldUp returns why one's own draft was returned, of what is signed why it did
// not arrive when it was sent before, and why it could not go out today.
func (d *Desk) heldUp(ctx context.Context, by auth.User, r sqlite.LetterRow) (remark string, stale, err error) {
	mine := r.Stage == casefile.InDraft && r.Drafter == by.ID
	signed := r.Stage == casefile.IsReady || r.Stage == casefile.IsSending
	if !mine && !signed {
		return "", nil, nil
	}
	now, err := d.standing(ctx, by, r.Case)
	if err != nil {
		return "", nil, err
	}
	l, _ := now.Case.Letter(r.N)
	if mine {
		return l.Remark, nil, nil
	}
	return l.Missed, now.Case.GoesToday(l, now.Situation), nil
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
	Remark string // why it was returned, of the reader's own drafts; why it did not arrive, of what waits to be sent again
	Stale  error  // why it could not go out today any more, though it waits to
	Unmade error  // why it has no PDF yet, though it is signed
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
	for _, rule := range law.Corrections() {
		if rule.Code == r {
			return rule.Name
		}
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
	return d.DB.UnitLoads(ctx, auth.SightOf(by), d.today(), d.HelpUntil())
}
