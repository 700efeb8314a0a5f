package desk

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// Waiting returns the inputs that wait for a person, the oldest first, and how
// many there are in all.
func (d *Desk) Waiting(ctx context.Context, by auth.User, offset, limit int) ([]sqlite.InputRow, int, error) {
	return d.Inputs(ctx, by, sqlite.InputFilter{State: inbox.Waiting, Offset: offset, Limit: limit})
}

// Inputs returns the inputs the filter chooses within the person's scope, and
// how many there are in all.
func (d *Desk) Inputs(ctx context.Context, by auth.User, f sqlite.InputFilter) ([]sqlite.InputRow, int, error) {
	if err := auth.MayDo(by, auth.SeeIntake, by.Agency); err != nil {
		return nil, 0, err
	}
	if scope := scopeOf(by); scope != 0 {
		f.Agency = scope
	}
	f.Office, f.Person = true, by.ID
	rows, err := d.DB.Inputs(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	n, err := d.DB.CountInputs(ctx, f)
	return rows, n, err
}

// CountWaiting returns how many inputs wait for a person, within the person's
// scope.
func (d *Desk) CountWaiting(ctx context.Context, by auth.User) (int, error) {
	if err := auth.MayDo(by, auth.SeeIntake, by.Agency); err != nil {
		return 0, err
	}
	return d.DB.CountInputs(ctx, sqlite.InputFilter{State: inbox.Waiting, Agency: scopeOf(by), Office: true, Person: by.ID})
}

// Balance counts what arrived from one day to another and what became of it.
func (d *Desk) Balance(ctx context.Context, by auth.User, from, to calendar.Date) ([]sqlite.BalanceRow, error) {
	if err := auth.MayDo(by, auth.SeeBalance, by.Agency); err != nil {
		return nil, err
	}
	return d.DB.Balance(ctx, scopeOf(by), from, to)
}

// An InputView is one input with all that helps a person decide about it.
type InputView struct {
	Input           *inbox.Input
	Content         Content
	Proposal        intake.Proposal
	Missing         []string // what 条例 29 asks for and was not found
	Candidates      []casefile.ReceiptCandidate
	Proposed        int             // of Candidates; -1 if none can be proposed yet
	Dues            []calendar.Date // the due date that follows from each candidate
	StrictDue       calendar.Date   // by the earliest candidate
	Alike           []Alike
	Cases           []casefile.Row       // it belongs to already
	SameID          []sqlite.InputRow    // mails with the same Message-ID and other bytes
	NextNumber      string               // what a case would be numbered now
	NextRight       string               // the same of a correction
	Correcting      string               // why it may ask for a correction of records; "" where nothing says so
	Confirming      Confirming           // of a mail
	Applied         *intake.ReviewFields // what a mail to the bureau applies for; nil for no mail, and at the office
	ContestedNumber string               // of the reply an application for reconsideration is about; of silence, that of the request
	AgencyName      string               // by whose door it came
	HandedFrom      casefile.ID          // the case of another agency that handed it on; 0 for none, and for who may not see it
	Mark            ScanMark             // of a mail as a whole
	Marks           []ScanMark           // of its files, then of those that were added, in their order
}

// An Alike is an input or case that resembles another.
type Alike struct {
	Input    sqlite.InputRow
	Cases    []casefile.Row
	Review   reconsider.ID // the reconsideration case that it belongs to; 0 for none
	Number   string        // its 案号
	Likeness intake.Likeness
}

// MayDecide returns nil if the person may decide what becomes of an input: register it,
// join it to a case, set it aside, call the applicant.
func (d *Desk) MayDecide(ctx context.Context, by auth.User, id inbox.ID) error {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return err
	}
	return d.mayTouch(ctx, d.DB, by, auth.Register, i)
}

// Input returns the view of one input.
func (d *Desk) Input(ctx context.Context, by auth.User, id inbox.ID) (InputView, error) {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return InputView{}, err
	}
	if err := d.mayTouch(ctx, d.DB, by, auth.SeeIntake, i); err != nil {
		return InputView{}, err
	}
	v := InputView{Input: i, Proposal: i.Digest.Proposal}
	if v.Content, v.Missing, err = d.content(i); err != nil {
		return v, err
	}
	if c := v.Proposal.Course; c == intake.Answer || c == intake.Noise {
		v.Missing = nil // what a request must hold is not asked of what seems to be none
	}
	if err = v.scanMarks(ctx, d); err != nil {
		return v, err
	}
	v.Correcting = correcting(v.Content)
	if v.HandedFrom, err = d.handedFrom(ctx, by, v.Content.Handed); err != nil {
		return v, err
	}
	d.proposeReceipt(&v)
	if v.Confirming, err = d.confirming(ctx, i, v.Content.Mail); err != nil {
		return v, err
	}
	if v.Alike, err = d.alike(ctx, i); err != nil {
		return v, err
	}
	if v.Cases, err = d.DB.CasesOfInput(ctx, id); err != nil {
		return v, err
	}
	if err := d.sameMessage(ctx, by, &v); err != nil {
		return v, err
	}
	agency, err := d.DB.Agency(ctx, i.Agency)
	if err != nil {
		return v, err
	}
	v.AgencyName = agency.Name
	if v.ContestedNumber, err = d.contestedNumber(ctx, v.Content.Objection); err != nil {
		return v, err
	}
	year := d.today().Year()
	n, err := d.DB.Peek(ctx, agency.CaseSeries(year))
	if err != nil {
		return v, err
	}
	v.NextNumber = agency.CaseNumber(year, n)
	n, err = d.DB.Peek(ctx, agency.CorrectionSeries(year))
	v.NextRight = agency.CorrectionNumber(year, n)
	return v, err
}

// content reads the raw bytes of an input.
func (d *Desk) content(i *inbox.Input) (Content, []string, error) {
	if err := notDestroyed(i); err != nil {
		return Content{}, nil, err
	}
	if i.Door != casefile.Mail {
		raw, err := d.Files.ReadAll(filestore.Hash(i.File), 0)
		if err != nil {
			return Content{}, nil, err
		}
		c, err := contentOf(i.Door, raw)
		c.Files = append(c.Files, i.Record.Scans...)
		nameAll(c.Files)
		return c, nil, err
	}
	m, err := d.mail(filestore.Hash(i.File), i.Size)
	if err != nil {
		return Content{}, nil, err
	}
	fields := intake.Extract(m)
	c := Content{Applicant: fields.Applicant, Wants: fields.Wants, Summary: m.Summary(), Text: m.Text, Mail: &m}
	if c.Wants.Content == "" {
		c.Wants.Content = intake.Body(m, fields.Applicant.Name)
	}
	if c.Wants.Subject == "" {
		c.Wants.Subject = m.Summary()
	}
	for _, a := range m.Attachments {
		c.Files = append(c.Files, intake.File{Name: a.Name, Type: a.Type, Size: int64(a.Size), Misnamed: a.Misnamed})
	}
	nameAll(c.Files)
	return c, fields.Missing, nil
}

// nameAll names the files that came without a name.
func nameAll(files []intake.File) {
	for n := range files {
		if files[n].Name == "" {
			files[n].Name = "（无名附件）"
		}
	}
}

// proposeReceipt finds the days that could be the day of receipt, and the due
// dates that follow.
func (d *Desk) proposeReceipt(v *InputView) {
	f := v.Content.Facts
	f.Today, f.AutoConfirmedAt = d.today(), v.Input.ConfirmedAt
	if v.Input.Door == casefile.Mail {
		f.ReachedAt = v.Input.ArrivedAt
	}
	for _, c := range v.Input.Calls {
		f.Calls = append(f.Calls, intake.Call{At: c.At, Outcome: c.Outcome, Note: c.Private.Note})
	}
	v.Candidates, v.Proposed = intake.ReceiptDates(v.Input.Door, f)
	for _, c := range v.Candidates {
		due := d.DueFrom(v.Content.Wants.Type, c.On)
		v.Dues = append(v.Dues, due)
		if v.StrictDue.IsZero() || due.Before(v.StrictDue) {
			v.StrictDue = due
		}
	}
}

// correcting says why an input may ask for a correction of records (条例 41): its
// form was for that, or its words read so.
func correcting(c Content) string {
	if c.Wants.Type == casefile.Correction {
		return "申请人填的是更正申请"
	}
	if words := intake.CorrectionWords(strings.Join([]string{c.Wants.Subject, c.Wants.Content, c.Text}, "\n")); words != "" {
		return "写着“" + words + "”，可能是要更正与自己有关的记录（条例第四十一条），看清楚再选"
	}
	return ""
}

// DueFrom returns the last day to answer what was received on a day.
func (d *Desk) DueFrom(of casefile.Type, received calendar.Date) calendar.Date {
	if of == casefile.Correction {
		return d.Calendar().AddWorkdays(received, d.CorrectionPeriod())
	}
	r, err := deadline.Request(d.Calendar(), []deadline.Event{{Type: deadline.Received, On: received}}, received)
	if err != nil {
		return calendar.Date{} // a single receipt is always in order
	}
	return r.Due
}

// sameMessage finds mails with the same Message-ID and other bytes of which the person may
// know.
func (d *Desk) sameMessage(ctx context.Context, by auth.User, v *InputView) error {
	same, err := d.DB.InputsWithMessageID(ctx, v.Input.Digest.MessageID)
	if err != nil {
		return err
	}
	for _, row := range same {
		known, err := d.DB.InputKnown(ctx, row.ID, by.ID)
		if err != nil {
			return err
		}
		if known && row.ID != v.Input.ID {
			v.SameID = append(v.SameID, row)
		}
	}
	return nil
}

// InputID finds the input with a number (收件号) among those the person may see.
func (d *Desk) InputID(ctx context.Context, by auth.User, number string) (inbox.ID, error) {
	row, err := d.DB.InputByNumber(ctx, number)
	if err != nil {
		return 0, err
	}
	if err := mayOnInput(by, auth.SeeIntake, row.Agency, row.Body); err != nil || row.Body != 0 {
		return row.ID, err
	}
	return row.ID, mayKnow(ctx, d.DB, by, row.ID)
}

// InputRaw opens the raw bytes of an input.
func (d *Desk) InputRaw(ctx context.Context, by auth.User, id inbox.ID) (Download, error) {
	i, err := d.inputToSee(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	if err := notDestroyed(i); err != nil {
		return Download{}, err
	}
	name, mediaType := i.Number+".json", "application/json"
	if i.Door == casefile.Mail {
		name, mediaType = i.Number+".eml", "message/rfc822"
	}
	if i.Door == casefile.Mail {
		if err := d.clearedMail(ctx, i); err != nil {
			return Download{}, err
		}
	}
	f, err := d.Files.Open(filestore.Hash(i.File))
	return Download{name, mediaType, i.Size, f}, err
}

// InputAttachment opens the n-th file of an input, from 0.
func (d *Desk) InputAttachment(ctx context.Context, by auth.User, id inbox.ID, n int) (Download, error) {
	i, err := d.inputToSee(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	c, _, err := d.content(i)
	if err != nil {
		return Download{}, err
	}
	if n < 0 || n >= len(c.Files) {
		return Download{}, fault.New(fault.NotFound, "material_not_found")
	}
	f := c.Files[n]
	if c.Mail != nil {
		if err := d.clearedPart(ctx, i.File, i.Size, n); err != nil {
			return Download{}, err
		}
		opened, err := d.mailFile(i, n)
		return Download{f.Name, f.Type, f.Size, opened}, err
	}
	if err := d.cleared(ctx, f.Hash); err != nil {
		return Download{}, err
	}
	opened, err := d.Files.Open(filestore.Hash(f.Hash))
	return Download{f.Name, f.Type, f.Size, opened}, err
}

// notDestroyed returns nil unless the input was destroyed with the files of its cases: then
// nothing of it is left to be read.
func notDestroyed(i *inbox.Input) error {
	if i.Destroyed.IsZero() {
		return nil
	}
	return fault.New(fault.Conflict, "input_destroyed", i.Destroyed.Chinese())
}

func (d *Desk) inputToSee(ctx context.Context, by auth.User, id inbox.ID) (*inbox.Input, error) {
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return nil, err
	}
	return i, d.mayTouch(ctx, d.DB, by, auth.SeeIntake, i)
}
