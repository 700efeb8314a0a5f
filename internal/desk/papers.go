package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// TicketPDF makes the receipt that a door hands out with a ticket: number,
// code, and what was asked. It is the paper of the applicant, and made again
// from the ticket as often as wanted while the code is known.
func (d *Desk) TicketPDF(ctx context.Context, t Ticket) ([]byte, error) {
	i, err := loadInput(ctx, d.DB, t.Input)
	if err != nil {
		return nil, err
	}
	if i.Body != 0 {
		return d.reviewReceipt(ctx, i, t.Code)
	}
	facts, err := d.inputFacts(ctx, i)
	if err != nil {
		return nil, err
	}
	facts.QueryCode = t.Code.String()
	return d.paper(letter.Receipt, facts, letter.Values{})
}

// ConfirmationPDF makes the confirmation that a request came in (收到确认书),
// with the query code while it is known. The day of receipt is the one it was
// registered with; before that the proposed one, if there is any.
func (d *Desk) ConfirmationPDF(ctx context.Context, by auth.User, id inbox.ID, code auth.Code) ([]byte, error) {
	v, err := d.Input(ctx, by, id)
	if err != nil {
		return nil, err
	}
	facts, err := d.inputFacts(ctx, v.Input)
	if err != nil {
		return nil, err
	}
	facts.QueryCode = code.String()
	switch {
	case v.Input.State == inbox.Registered:
		facts.ReceivedOn = v.Cases[0].ReceivedOn
	case v.Proposed >= 0:
		facts.ReceivedOn = v.Candidates[v.Proposed].On
	}
	return d.paper(letter.Confirmation, facts, letter.Values{})
}

// CaseConfirmationPDF makes the confirmation for a case: with its applicant and
// its day of receipt, as they were corrected.
func (d *Desk) CaseConfirmationPDF(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if v.Case.Input == 0 {
		return nil, fault.New(fault.NotFound, "case_has_no_input")
	}
	i, err := loadInput(ctx, d.DB, inbox.ID(v.Case.Input))
	if err != nil {
		return nil, err
	}
	facts, err := d.inputFacts(ctx, i)
	if err != nil {
		return nil, err
	}
	facts.Office, facts.Applicant, facts.ReceivedOn = d.officeOf(v.Agency), v.Case.Applicant, v.Case.Receipt.On
	return d.paper(letter.Confirmation, facts, letter.Values{})
}

// SpokenRecordPDF makes the record of a spoken request, to be read out and
// signed (条例 29.1).
func (d *Desk) SpokenRecordPDF(ctx context.Context, by auth.User, id inbox.ID) ([]byte, error) {
	i, err := d.inputToSee(ctx, by, id)
	if err != nil {
		return nil, err
	}
	facts, err := d.inputFacts(ctx, i)
	if err != nil {
		return nil, err
	}
	return d.paper(letter.SpokenRecord, facts, letter.Values{"recorder": by.Name})
}

// ServiceReceiptPDF makes the return receipt for the service of a letter
// (送达回证), to be signed by the recipient.
func (d *Desk) ServiceReceiptPDF(ctx context.Context, by auth.User, id casefile.ID, n, to int) ([]byte, error) {
	return d.servicePaper(ctx, by, id, n, to, letter.ServiceReceipt)
}

// ServiceCoverPDF makes the notice that lies on top of what is served (送达通知).
func (d *Desk) ServiceCoverPDF(ctx context.Context, by auth.User, id casefile.ID, n, to int) ([]byte, error) {
	return d.servicePaper(ctx, by, id, n, to, letter.ServiceCover)
}

// EnvelopePDF makes the envelope in which a letter goes by post.
func (d *Desk) EnvelopePDF(ctx context.Context, by auth.User, id casefile.ID, n, to int) ([]byte, error) {
	return d.servicePaper(ctx, by, id, n, to, letter.EnvelopeLabel)
}

// servicePaper makes a paper that goes with the service of a signed letter, to one
// of those it goes to: of one to several who ask jointly each has papers of their own.
func (d *Desk) servicePaper(ctx context.Context, by auth.User, id casefile.ID, n, to int, kind letter.Kind) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	l, ok := v.Case.Letter(n)
	if !ok || l.Number == "" {
		return nil, fault.New(fault.NotFound, "letter_not_found")
	}
	if !slices.Contains(l.Recipients(), to) {
		to = l.To
	}
	facts, err := d.facts(v.Case, v.Agency, kind, nil, casefile.Letter{Materials: l.Materials, To: to})
	if err != nil {
		return nil, err
	}
	info, err := letter.Info(letter.Kind(l.Kind))
	if err != nil {
		return nil, err
	}
	facts.On = d.today()
	if facts.To != nil {
		facts.Applicant, facts.Delivery = asApplicant(*facts.To), casefile.ByPost
	}
	// by the title that stands over it: the recipient does not know our names of kinds
	facts.Letters = append(facts.Letters[:0:0], letter.Reference{Kind: info.Code, Name: info.Title, Number: l.Number, On: l.SignedOn})
	values := letter.Values{}
	if way := letter.WayOf(l.ServiceTo(to).Way); l.Stage == casefile.IsServed && way != "" && kind != letter.EnvelopeLabel {
		values["by"] = way
	}
	return d.paper(kind, facts, values)
}

// inputFacts is what a paper takes from an input that may have no case yet.
func (d *Desk) inputFacts(ctx context.Context, i *inbox.Input) (letter.Facts, error) {
	c, _, err := d.content(i)
	if err != nil {
		return letter.Facts{}, err
	}
	agency, err := d.DB.Agency(ctx, i.Agency)
	if err != nil {
		return letter.Facts{}, err
	}
	f := letter.Facts{
		Office: d.officeOf(agency), IntakeNumber: i.Number, Applicant: c.Applicant, Door: i.Door, ArrivedOn: i.ArrivedOn(),
		AskedFor: c.Wants.Content, Items: items(c.Wants.Content), Medium: c.Wants.Medium, Delivery: c.Wants.Delivery,
		On: d.today(), Today: d.today(),
	}
	if c.Wants.Type == casefile.Correction {
		f.OwnDays, f.Items = d.CorrectionPeriod(), nil
	}
	if f.Applicant.Name == "" { // an envelope without a sender has its receipt too
		f.Applicant.Name = "（没有写明）"
	}
	for _, file := range c.Files {
		f.Attachments = append(f.Attachments, withoutExtension(file.Name))
	}
	if i.Door.ReceivedAtOnce() {
		f.ReceivedOn, f.Due = i.ArrivedOn(), d.DueFrom(c.Wants.Type, i.ArrivedOn())
	}
	return f, nil
}

// quotable returns the facts with what the applicant wrote as it can be printed.
// No one in the office could write it another way, and it stands as it is in
// the input.
func (d *Desk) quotable(f letter.Facts) letter.Facts {
	f.Unprintable = len(d.Fonts.Missing(f.AskedFor)) > 0
	f.AskedFor, f.Applicant.Address = d.Fonts.Printable(f.AskedFor), d.Fonts.Printable(f.Applicant.Address)
	f.Items, f.Attachments = slices.Clone(f.Items), slices.Clone(f.Attachments)
	quotes := [][]string{f.Items, f.Attachments}
	f.Withdrawn = slices.Clone(f.Withdrawn)
	for n := range f.Withdrawn {
		f.Withdrawn[n].What = slices.Clone(f.Withdrawn[n].What)
		quotes = append(quotes, f.Withdrawn[n].What)
	}
	f.Split = slices.Clone(f.Split)
	for n := range f.Split {
		f.Split[n].What = slices.Clone(f.Split[n].What)
		quotes = append(quotes, f.Split[n].What)
	}
	for _, quoted := range quotes {
		for n, text := range quoted {
			quoted[n] = d.Fonts.Printable(text)
		}
	}
	return f
}

// paper composes and renders a paper that needs no signature. In a letter that
// is signed the applicant's name is corrected before it goes out; on a paper
// that is handed out at once it is printed as it can be.
func (d *Desk) paper(kind letter.Kind, f letter.Facts, v letter.Values) ([]byte, error) {
	f = d.quotable(f)
	for _, text := range []*string{&f.Applicant.Name, &f.Applicant.IDNumber, &f.Applicant.Phone, &f.Applicant.Email, &f.Applicant.Contact, &f.Applicant.PostCode} {
		*text = d.Fonts.Printable(*text)
	}
	l, err := letter.Compose(kind, f, v)
	if err != nil {
		return nil, err
	}
	return pdf.Render(d.Fonts, l, pdf.Options{})
}

// DraftPDF renders a draft as it would look, marked as one. Of a signed letter
// there is none: its number and code stand on the one PDF that goes out.
func (d *Desk) DraftPDF(ctx context.Context, by auth.User, id casefile.ID, n int) ([]byte, error) {
	v, err := d.Draft(ctx, by, id, n, "", nil, nil)
	if err != nil {
		return nil, err
	}
	if v.Letter.Number != "" {
		return nil, fault.New(fault.Conflict, "draft_signed", v.Letter.Number)
	}
	return pdf.Render(d.Fonts, v.Preview, pdf.Options{Mark: "草稿"})
}

// signedValue returns a letter as it was signed.
func signedValue(l casefile.Letter) (letter.Letter, error) {
	var value letter.Letter
	if err := json.Unmarshal(l.Value, &value); err != nil {
		return letter.Letter{}, fmt.Errorf("value of letter %s: %w", l.Number, err)
	}
	return value, nil
}

// items cuts what was asked for into its lines.
func items(content string) []string {
	var all []string
	for line := range strings.Lines(content) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// withoutExtension drops the end of a file's name: on paper it means nothing.
func withoutExtension(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && len(name)-dot <= 5 {
		return name[:dot]
	}
	return name
}
