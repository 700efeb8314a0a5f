package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// RegistrationPDF makes the registration form of a case (申请登记表, 条例 45), as
// the case stands now.
func (d *Desk) RegistrationPDF(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return d.sheet(ctx, v, letter.Registration, nil, letter.Values{}, func(f *letter.Facts) {
		for _, m := range v.Case.Materials {
			if m.Purpose == casefile.Incoming || m.Purpose == casefile.Identity {
				f.Attachments = append(f.Attachments, withoutExtension(m.Name))
			}
		}
	})
}

// ApprovalPDF makes the sheet on which the n-th letter of a case was drafted,
// checked and signed (审批单). What is still to be done has room to sign on.
func (d *Desk) ApprovalPDF(ctx context.Context, by auth.User, id casefile.ID, n int) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	l, ok := v.Case.Letter(n)
	if !ok {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	return d.sheet(ctx, v, letter.Approval, l.Materials, letter.Values{}, func(f *letter.Facts) {
		f.Letters = []letter.Reference{{Kind: letter.Kind(l.Kind), Name: LetterName(l.Kind) + OnlyTo(v.Case, l), Number: l.Number, On: l.SignedOn}}
		f.File.Result, f.File.Steps = d.resultOf(l), stepsOf(v, n)
	})
}

// ArchiveCoverPDF makes the cover of the file of a case that is over (案卷封面).
func (d *Desk) ArchiveCoverPDF(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
	return d.archiveSheet(ctx, by, id, letter.ArchiveCover)
}

// ArchiveContentsPDF makes the list of what lies in the file of a case that is
// over (卷内目录).
func (d *Desk) ArchiveContentsPDF(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
	return d.archiveSheet(ctx, by, id, letter.ArchiveContents)
}

func (d *Desk) archiveSheet(ctx context.Context, by auth.User, id casefile.ID, kind letter.Kind) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if !HasArchiveSheets(v.Case) {
		return nil, fault.New(fault.Conflict, "case_open")
	}
	papers, err := d.filePapers(ctx, v.Case)
	if err != nil {
		return nil, err
	}
	return d.sheet(ctx, v, kind, nil, letter.Values{}, func(f *letter.Facts) {
		f.File.Papers = papers
		f.Letters = nil
		if reply, ok := v.Case.Reply(); ok {
			f.Letters = []letter.Reference{{Kind: letter.Kind(reply.Kind), Name: LetterName(reply.Kind), Number: reply.Number, On: reply.SignedOn}}
			if reply.Result == v.Case.Result {
				f.File.Result = d.resultOf(reply)
			}
		}
	})
}

// HasArchiveSheets reports whether a case has a cover and a list of contents:
// once it is over. What was never a case is not archived.
func HasArchiveSheets(c *casefile.Case) bool {
	return !c.Stage().IsOpen() && c.Stage() != casefile.StageAnnulled
}

// sheet makes an inner sheet of a case, with the documents that are enclosed with
// the letter it is about and what was filled in; with says what this one shows beside.
func (d *Desk) sheet(ctx context.Context, v CaseView, kind letter.Kind, enclosed []int, values letter.Values, with func(*letter.Facts)) ([]byte, error) {
	if err := v.Case.NotDestroyed(); err != nil {
		return nil, err
	}
	c := v.Case
	f, err := d.facts(c, v.Agency, kind, nil, casefile.Letter{Materials: enclosed})
	if err != nil {
		return nil, err
	}
	f.ArrivedOn = c.Receipt.On // of one from an old register, which has no more
	if c.Input != 0 {
		i, err := loadInput(ctx, d.DB, inbox.ID(c.Input))
		if err != nil {
			return nil, err
		}
		f.ArrivedOn = i.ArrivedOn()
	}
	f.Subject, f.Applicant.Name = c.Wants.Subject, c.Names()
	if c.Erased {
		f.Applicant.Name = "（个人信息已按保存期限删除）"
	}
	f.File = &letter.File{
		Unit: v.UnitName(), Officer: v.People.Users[c.Officer].Name, AssignedOn: c.AssignedOn,
		RegisteredBy: v.People.Name(c.History[0].By), RegisteredOn: calendar.DateOf(c.RegisteredAt), ReceiptRule: receiptRule(c.Receipt),
		Result: d.ResultName(c.Result), EndedOn: endedOn(c), ArchivedOn: c.ArchivedOn,
	}
	with(&f)
	return d.paper(kind, d.printableSheet(f), values)
}

// receiptRule is where the rule stands by which the day of receipt was chosen, or
// that a person set it.
func receiptRule(r casefile.Receipt) string {
	for _, c := range r.Candidates {
		if c.Ground == r.Ground && c.On == r.On && c.Article != "" {
			return c.Article
		}
	}
	return r.Reason
}

// resultOf names the result of a letter, of a mixed reply that of each item: the
// governing one alone would not say what was answered.
func (d *Desk) resultOf(l casefile.Letter) string {
	return cmp.Or(letter.ItemResults(letter.Kind(l.Kind), letter.Values(l.Values)), d.ResultName(l.Result))
}

// endedOn is the day of the reply, or that on which the case ended without one.
func endedOn(c *casefile.Case) calendar.Date {
	if !c.EndedOn.IsZero() {
		return c.EndedOn
	}
	return c.RepliedOn()
}

// stepsOf is what was done to the draft of the n-th letter, oldest first. Of
// several saves one after the other the last one counts.
func stepsOf(v CaseView, n int) []letter.Step {
	var steps []letter.Step
	for _, p := range v.Case.History {
		step := letter.Step{Who: v.People.Name(p.By), At: p.At}
		of := 0
		switch f := p.Fact.(type) {
		case *casefile.Drafted:
			of, step.Do = f.Letter, letter.StepDraft
		case *casefile.Checked:
			of, step.Do, step.Remark = f.Letter, letter.StepCheck, f.Private.Remark
		case *casefile.Returned:
			of, step.Do, step.Remark = f.Letter, "退回", f.Private.Remark
		case *casefile.Signed:
			of, step.Do = f.Letter, letter.StepSign
		case *casefile.Voided:
			of, step.Do, step.Remark = f.Letter, "作废", f.Private.Reason
		}
		if of != n {
			continue
		}
		if last := len(steps) - 1; last >= 0 && step.Do == letter.StepDraft && steps[last].Do == step.Do && steps[last].Who == step.Who {
			steps[last] = step
			continue
		}
		steps = append(steps, step)
	}
	return steps
}

// filePapers lists what lies in the file of a case, by day: what came in, the
// documents, the letters with the sheets on which they were approved.
func (d *Desk) filePapers(ctx context.Context, c *casefile.Case) ([]letter.FilePaper, error) {
	var papers []letter.FilePaper
	came := func(name string, input int64) error {
		i, err := loadInput(ctx, d.DB, inbox.ID(input))
		if err == nil {
			papers = append(papers, letter.FilePaper{Name: name, Number: i.Number, On: i.ArrivedOn()})
		}
		return err
	}
	if c.Input != 0 {
		if err := came("政府信息公开申请", c.Input); err != nil {
			return nil, err
		}
	}
	papers = append(papers, letter.FilePaper{Name: "申请登记表", Number: c.Number, On: calendar.DateOf(c.RegisteredAt), Pages: 1})
	for _, j := range c.Joined {
		name := "申请人来件"
		if c.FromOther(j.Input) {
			name = "被征求意见方来件"
		}
		if err := came(name, j.Input); err != nil {
			return nil, err
		}
	}
	for _, m := range c.Materials {
		if !m.Withdrawn {
			papers = append(papers, letter.FilePaper{Name: withoutExtension(m.Name) + "（" + m.Purpose.Label() + "）", On: calendar.DateOf(m.AddedAt)})
		}
	}
	for _, l := range c.Letters {
		if l.Number == "" {
			continue
		}
		name := LetterName(l.Kind)
		if l.Stage == casefile.IsVoid {
			name += "（已作废）"
		}
		papers = append(papers, letter.FilePaper{Name: "审批单", Number: l.Number, On: l.SignedOn},
			letter.FilePaper{Name: name, Number: l.Number, On: l.SignedOn, Pages: d.pagesOf(l)})
	}
	slices.SortStableFunc(papers, func(a, b letter.FilePaper) int { return a.On.Compare(b.On) })
	return papers, nil
}

// pagesOf counts the pages of a signed letter; 0 where its words were erased.
func (d *Desk) pagesOf(l casefile.Letter) int {
	var value letter.Letter
	if json.Unmarshal(l.Value, &value) != nil {
		return 0
	}
	return pdf.Pages(d.Fonts, value)
}

// printableSheet returns the facts with what people typed as it can be printed: a
// sheet of the file is not refused for a character in a name or a remark.
func (d *Desk) printableSheet(f letter.Facts) letter.Facts {
	f.Subject = d.Fonts.Printable(f.Subject)
	a := &f.Applicant
	for _, text := range []*string{&a.Representative, &a.Contact, &a.Agent, &f.File.Unit, &f.File.Officer, &f.File.RegisteredBy, &f.File.ReceiptRule} {
		*text = d.Fonts.Printable(*text)
	}
	for i := range f.File.Steps {
		s := &f.File.Steps[i]
		s.Who, s.Remark = d.Fonts.Printable(s.Who), d.Fonts.Printable(s.Remark)
	}
	for i := range f.Examined.List {
		e := &f.Examined.List[i]
		e.Who, e.Remark, e.Answer = d.Fonts.Printable(e.Who), d.Fonts.Printable(e.Remark), d.Fonts.Printable(e.Answer)
	}
	for i := range f.File.Papers {
		f.File.Papers[i].Name = d.Fonts.Printable(f.File.Papers[i].Name)
	}
	return f
}

// OnlyTo says of a letter in a case that several ask in jointly to whom of them it
// goes, "" where it goes to all.
func OnlyTo(c *casefile.Case, l casefile.Letter) string {
	if _, own := c.JointApplicant(l.To); own || l.ForApplicant() && len(l.Joint) < len(c.JointApplicants()) {
		return "（给" + c.NamesOn(l) + "）"
	}
	return ""
}
