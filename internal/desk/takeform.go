package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
)

// TakeForm takes a web form in. key is the form's own random key: the same form
// sent twice is one input with one ticket.
func (d *Desk) TakeForm(ctx context.Context, key string, f intake.FormInput) (Ticket, error) {
	return d.TakeFormFrom(ctx, key, "", f)
}

// TakeFormFrom takes a web form in like TakeForm, and ties the query code to the
// browser that sent it, by a secret that nobody else has: the form's key, which
// stands in addresses, leads to the number only (FormTicketIn).
func (d *Desk) TakeFormFrom(ctx context.Context, key, browser string, f intake.FormInput) (Ticket, error) {
	if t, ok, err := d.FormTicketIn(ctx, key, browser); ok || err != nil {
		return t, err
	}
	f = f.Normalize()
	f.SubmittedAt = d.now()
	if err := d.checkForm(ctx, f.Agency, f.Files, f.Validate(d.today())); err != nil {
		return Ticket{}, err
	}
	a := arrival{Door: casefile.Web, Agency: agencyID(f.Agency), ArrivedAt: f.SubmittedAt, By: ledger.Applicant}
	if browser != "" {
		a.TicketKey = holdKey(inBrowser(key, browser))
	}
	if _, err := d.takeOnce(ctx, key, f, a); err != nil {
		return Ticket{}, err
	}
	t, _, err := d.FormTicketIn(ctx, key, browser)
	return t, err
}

// takeOnce takes in a raw form that has a key of its own: sent twice, or at
// once by two clicks, it is one input with one ticket. Without a key every call
// is an input.
func (d *Desk) takeOnce(ctx context.Context, key string, raw any, a arrival) (Ticket, error) {
	if key == "" {
		return d.takeJSON(ctx, raw, a)
	}
	a.FormKey = holdKey(key)
	if _, err := d.takeJSON(ctx, raw, a); err != nil {
		return Ticket{}, err
	}
	t, ok, err := d.FormTicket(ctx, key)
	if err == nil && !ok {
		err = fault.New(fault.Conflict, "form_taken") // more than HeldFor ago: its ticket is forgotten
	}
	return t, err
}

// TakeCounter takes in what was handed in or spoken at the counter.
func (d *Desk) TakeCounter(ctx context.Context, by auth.User, c intake.CounterInput) (Ticket, error) {
	if err := auth.MayDo(by, auth.TakeIn, agencyID(c.Agency)); err != nil {
		return Ticket{}, err
	}
	if t, ok, err := d.FormTicket(ctx, c.FormKey); ok || err != nil {
		return t, err
	}
	c = c.Normalize()
	c.TakenAt = d.now()
	if err := d.checkForm(ctx, c.Agency, c.Files, c.Validate(d.today())); err != nil {
		return Ticket{}, err
	}
	return d.takeOnce(ctx, c.FormKey, c, arrival{Door: casefile.Counter, Agency: agencyID(c.Agency), ArrivedAt: c.TakenAt, By: by.ID})
}

// TakePost takes a letter in as the clerk entered it.
func (d *Desk) TakePost(ctx context.Context, by auth.User, p intake.PostInput) (Ticket, error) {
	if err := auth.MayDo(by, auth.TakeIn, agencyID(p.Agency)); err != nil {
		return Ticket{}, err
	}
	if t, ok, err := d.FormTicket(ctx, p.FormKey); ok || err != nil {
		return t, err
	}
	p = p.Normalize()
	p.EnteredAt = d.now()
	if err := d.checkForm(ctx, p.Agency, p.Scans, p.Validate(d.today())); err != nil {
		return Ticket{}, err
	}
	day := p.ArrivedOn
	if p.Signed {
		day = p.SignedOn
	}
	arrived := day.Start()
	if day == d.today() {
		arrived = p.EnteredAt // a letter has a day, not an hour; today's keeps the order of entry
	}
	return d.takeOnce(ctx, p.FormKey, p, arrival{Door: p.Door(), Agency: agencyID(p.Agency), ArrivedAt: arrived, By: by.ID})
}

// checkForm joins what is wrong with a form's fields with what is wrong with
// its agency and its files.
func (d *Desk) checkForm(ctx context.Context, agency string, files []intake.File, wrong error) error {
	form := fault.Form{}
	form.Add(wrong)
	if wrong != nil && len(form) == 0 {
		return wrong
	}
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return err
	}
	if _, ok := agencyByID(agencies, agencyID(agency)); !ok {
		form.Bad("agency", "agency_needed")
	}
	for _, f := range files {
		if !d.Files.Has(filestore.Hash(f.Hash)) {
			form.Bad("files", "file_missing")
		}
	}
	return form.Err()
}

// takeJSON takes in an input whose raw form is JSON made here.
func (d *Desk) takeJSON(ctx context.Context, raw any, a arrival) (Ticket, error) {
	body, err := json.Marshal(raw)
	if err != nil {
		return Ticket{}, err
	}
	staged, err := d.Files.Stage(bytes.NewReader(body), 0)
	if err != nil {
		return Ticket{}, err
	}
	defer staged.Discard()
	a.File, a.Size = staged.Hash, staged.Size
	if a.read, err = readForm(a, body); err != nil {
		return Ticket{}, err
	}
	tickets, err := d.takeIn(ctx, []arrival{a}, []*filestore.Staged{staged})
	if err != nil {
		return Ticket{}, err
	}
	return tickets[0], nil
}

// read fills what is understood of an arrival from its stored bytes.
func (d *Desk) read(ctx context.Context, a *arrival) error {
	if a.Door == casefile.Mail {
		m, err := d.mail(a.File, a.Size)
		if err != nil {
			return err
		}
		a.read, err = d.readMail(ctx, m, a.Body)
		return err
	}
	body, err := d.Files.ReadAll(a.File, 0)
	if err != nil {
		return err
	}
	a.read, err = readForm(*a, body)
	return err
}

// readForm reads the raw bytes of an arrival that is no mail.
func readForm(a arrival, raw []byte) (*reading, error) {
	c, err := contentOf(a.Door, raw)
	if err != nil {
		return nil, err
	}
	sender := c.Applicant.Name
	switch {
	case sender != "":
	case a.Door == casefile.Counter:
		sender = "（没有写姓名）"
	default:
		sender = "（信封无落款）"
	}
	var confirm *confirmation
	if a.Door == casefile.Web && c.Applicant.Email != "" {
		confirm = &confirmation{To: c.Applicant.Email}
	}
	files := make([]string, len(c.Files))
	for i, f := range c.Files {
		files[i] = f.Hash
	}
	sketch, what := intake.NewSketch(c.Applicant, c.Wants), "申请"
	if o := c.Objection; o != nil { // it resembles the request that it is about, and is none
		sketch, what = intake.NewObjectionSketch(c.Applicant, intake.ActKey(o.Contested.Case, o.Contested.Number), o.Asked), "复议申请"
	}
	return &reading{
		confirm: confirm,
		files:   files,
		kind:    intake.KindRequest,
		digest: inbox.Digest{
			Sender: sender, SenderAddress: c.Applicant.Email, Subject: c.Summary, Attachments: len(c.Files), Spoken: c.Spoken, Type: c.Wants.Type,
			Sketch:   sketch,
			Proposal: intake.Proposal{Course: intake.NewRequest, Kind: intake.KindRequest, Reasons: []string{"经" + a.Door.Label() + "收到的" + what}},
		},
		calls: c.Calls,
	}, nil
}

// Content is what a raw input says, whatever its door: what the registration
// form is filled with before a person looks at it.
type Content struct {
	Applicant casefile.Applicant
	Wants     casefile.Wants
	Aid       string // what help the applicant needs, in words of their own
	Files     []intake.File
	Summary   string
	Text      string        // what to read beside the form
	Spoken    bool          // 口头申请代填
	Calls     []intake.Call // ordinary letter
	Facts     intake.ReceiptFacts
	Mail      *intake.Message        // of a mail
	Handed    *intake.Handed         // of what another agency of this installation handed on
	Objection *intake.ObjectionInput // of an application for reconsideration, but by mail
}

// contentOf reads the raw JSON of the doors that are no mail. What it returns is
// legible; the raw input stays as it was sent.
func contentOf(door casefile.Door, raw []byte) (Content, error) {
	if o, ok, err := objectionIn(raw); ok || err != nil {
		return o, err
	}
	switch door {
	case casefile.Web:
		var f intake.FormInput
		if err := json.Unmarshal(raw, &f); err != nil {
			return Content{}, fmt.Errorf("raw web form: %w", err)
		}
		return Content{Applicant: intake.LegibleApplicant(f.Applicant), Wants: intake.LegibleWants(f.Wants), Aid: intake.Legible(f.Aid), Files: f.Files, Summary: intake.Legible(f.Summary()), Text: intake.Legible(f.Wants.Content),
			Facts: intake.ReceiptFacts{SubmittedAt: f.SubmittedAt}}, nil
	case casefile.Counter:
		var c intake.CounterInput
		if err := json.Unmarshal(raw, &c); err != nil {
			return Content{}, fmt.Errorf("raw counter input: %w", err)
		}
		return Content{Applicant: intake.LegibleApplicant(c.Applicant), Wants: intake.LegibleWants(c.Wants), Aid: intake.Legible(c.Aid), Files: c.Files, Summary: intake.Legible(c.Summary()), Text: intake.Legible(c.Wants.Content), Spoken: c.Spoken,
			Facts: intake.ReceiptFacts{HandedInOn: dayOf(c.TakenAt)}}, nil
	case casefile.PostSigned, casefile.PostOrdinary:
		var p intake.PostInput
		if err := json.Unmarshal(raw, &p); err != nil {
			return Content{}, fmt.Errorf("raw letter: %w", err)
		}
		return Content{Applicant: intake.LegibleApplicant(p.Applicant), Wants: intake.LegibleWants(p.Wants), Files: p.Scans, Summary: intake.Legible(p.Summary()), Text: intake.Legible(p.Wants.Content), Calls: p.Calls,
			Facts: intake.ReceiptFacts{
				SignedOn: p.SignedOn, SignedBy: p.SignedBy, Tracking: p.Tracking, ArrivedOn: p.ArrivedOn, ConfirmedOn: p.ConfirmedOn,
			}}, nil
	case casefile.Transferred:
		var h intake.Handed
		if err := json.Unmarshal(raw, &h); err != nil {
			return Content{}, fmt.Errorf("raw transfer: %w", err)
		}
		return Content{Applicant: intake.LegibleApplicant(h.Applicant), Wants: intake.LegibleWants(h.HandedOn()), Files: h.Files, Summary: intake.Legible(h.Summary()), Text: intake.Legible(h.Wants.Content),
			Facts: intake.ReceiptFacts{ArrivedOn: dayOf(h.HandedAt)}, Handed: &h}, nil
	}
	return Content{}, fmt.Errorf("no such door: %q", door)
}

// objectionIn reads the raw JSON of an application for reconsideration, and reports
// whether it is one: by whatever door it came, it says so itself.
func objectionIn(raw []byte) (Content, bool, error) {
	var o intake.ObjectionInput
	var is struct {
		Type casefile.Type `json:"type"`
	}
	if err := json.Unmarshal(raw, &is); err != nil || is.Type != intake.ReviewApplication {
		return Content{}, false, nil // the other doors say what is wrong with theirs
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return Content{}, true, fmt.Errorf("raw application for reconsideration: %w", err)
	}
	o.Applicant, o.Asked.Subject = intake.LegibleApplicant(o.Applicant), intake.Legible(o.Asked.Subject)
	o.Asked.Request, o.Asked.Grounds, o.Asked.Late = intake.Legible(o.Asked.Request), intake.Legible(o.Asked.Grounds), intake.Legible(o.Asked.Late)
	return Content{
		Applicant: o.Applicant, Wants: casefile.Wants{Type: intake.ReviewApplication, Subject: o.Asked.Subject, Content: o.Content()}, Files: o.Files,
		Summary: o.Summary(), Text: o.Content(), Spoken: o.Asked.Spoken, Facts: intake.ReceiptFacts{SubmittedAt: o.TakenAt}, Objection: &o,
	}, true, nil
}

// StoreUpload keeps one file of a form that is being filled in, durably, and
// returns what the form's raw input will say of it; its type is read from its
// content, and told only where that does not show it. What is no such thing as its name
// says, or a program, and more than the limit is fault Invalid, a full disk fault
// Unavailable.
func (d *Desk) StoreUpload(r io.Reader, name, told string) (intake.File, error) {
	head, whole, err := sniffed(r, name)
	if err != nil {
		return intake.File{}, err
	}
	hash, size, err := d.Files.Put(whole, d.Limits.Upload)
	if err != nil {
		return intake.File{}, err
	}
	return intake.File{Hash: string(hash), Name: name, Type: intake.TypeOf(head, told), Size: size}, nil
}

// sniffed looks at the beginning of a file, which whole gives again. What is a program, or
// no such thing as it is called, is fault Invalid.
func sniffed(r io.Reader, name string) (head []byte, whole io.Reader, err error) {
	head = make([]byte, intake.HeadSize)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, nil, err
	}
	head = head[:n]
	if is, misnamed := intake.Misnamed(head, name); is == intake.Program {
		return nil, nil, fault.New(fault.Invalid, "intake_file_program", name)
	} else if misnamed {
		return nil, nil, fault.New(fault.Invalid, "intake_file_misnamed", name, string(is))
	}
	return head, io.MultiReader(bytes.NewReader(head), r), nil
}

// Upload opens a stored file. Whether the person may have it is for the caller,
// who knows what it belongs to.
func (d *Desk) Upload(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	if err := d.cleared(ctx, hash); err != nil {
		return nil, err
	}
	return d.Files.Open(filestore.Hash(hash))
}

// Attached opens a file that goes out with a mail: a letter of the office, or what came
// from outside and is enclosed.
func (d *Desk) Attached(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	if err := d.clearedIfKnown(ctx, hash); err != nil {
		return nil, err
	}
	return d.Files.Open(filestore.Hash(hash))
}
