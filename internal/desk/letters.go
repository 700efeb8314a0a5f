package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

// A DraftForm is a letter as its drafter saves it.
type DraftForm struct {
	Version   int // of the case, as the drafter saw it
	Letter    int // 0: a new one
	Kind      letter.Kind
	Values    letter.Values
	Materials []int // enclosed
	Replaces  int   // of a new one: the served reply that it is to correct; 0 for none
	To        int   // of a new one: among the others of the case, for whom it is; 0 for the applicant
	Joint     []int // of a reply to the applicant: who of those who ask jointly gets it too; nil for all, or as it was
}

// SaveDraft saves a state of a draft (拟稿). It may have gaps. It returns the
// letter's number within the case and the case's version after it.
func (d *Desk) SaveDraft(ctx context.Context, by auth.User, id casefile.ID, f DraftForm) (n, version int, err error) {
	info, err := letter.Info(f.Kind)
	if err == nil && !letter.Drafted(f.Kind) {
		err = fault.New(fault.NotFound, "letter_kind_unknown", string(f.Kind))
	}
	if err != nil {
		return 0, 0, err
	}
	do, on := casefile.Draft, f.Letter
	if f.Letter == 0 && f.Replaces != 0 {
		do, on = casefile.Replace, f.Replaces
	}
	err = d.act(ctx, by, id, f.Version, do, on, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		n, version = f.Letter, c.Version+1
		if n == 0 {
			n = len(c.Letters) + 1
			if err := allowsNew(c, info, f, s); err != nil {
				return nil, err
			}
		} else if err := allowsSaving(c, n, info, s); err != nil {
			return nil, err
		}
		to, replaces, joint, err := goingTo(c, info, f)
		if err != nil {
			return nil, err
		}
		for _, m := range f.Materials {
			if material, ok := c.Material(m); !ok || material.Withdrawn {
				return nil, fault.New(fault.NotFound, "material_not_found")
			}
		}
		drafted := &casefile.Drafted{Letter: n, Kind: casefile.LetterKind(f.Kind), Result: letter.ResultOf(f.Kind, f.Values), Materials: f.Materials, Replaces: replaces, To: to, Joint: joint}
		drafted.Private.Values = f.Values
		return []happening{onDay(s.Today, drafted)}, nil
	})
	return n, version, err
}

// allowsSaving returns nil if the n-th letter can be saved as one of the kind.
func allowsSaving(c *casefile.Case, n int, info letter.KindInfo, s casefile.Situation) error {
	if err := c.AllowsLetter(n, casefile.Draft, s); err != nil {
		return err
	}
	return c.AllowsKind(n, casefile.LetterKind(info.Code), info.IsReply())
}

// onLetter makes a decision of an act on the n-th letter that its stage only
// has to allow.
func onLetter(n int, do casefile.Act, fact ledger.Fact) decision {
	return func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		return []happening{onDay(s.Today, fact)}, c.AllowsLetter(n, do, s)
	}
}

// DropDraft gives a draft up (弃稿).
func (d *Desk) DropDraft(ctx context.Context, by auth.User, id casefile.ID, version, n int) error {
	return d.act(ctx, by, id, version, casefile.Drop, n, onLetter(n, casefile.Drop, &casefile.Dropped{Letter: n}))
}

// Void makes a signed letter void that was found wrong before it went out
// (作废). One in the outbox can only be made void once it cannot be sent.
func (d *Desk) Void(ctx context.Context, by auth.User, id casefile.ID, version, n int, reason string) error {
	return d.act(ctx, by, id, version, casefile.Void, n, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		f := &casefile.Voided{Letter: n}
		var err error
		if f.Private.Reason, err = given("reason", reason, "reason_needed"); err != nil {
			return nil, err
		}
		if err := c.AllowsLetter(n, casefile.Void, s); err != nil {
			return nil, err
		}
		for _, to := range c.Letters[n-1].Sending {
			o, err := tx.OutgoingByKey(ctx, letterKey(id, n, to, dispatches(c, n, to)-1))
			if err != nil {
				return nil, err
			}
			if o.State != sqlite.OutboxFailed {
				return nil, fault.New(fault.Conflict, "letter_under_way")
			}
		}
		return []happening{onDay(s.Today, f)}, nil
	})
}

// Submit hands a draft to the checker (送审核). Everything the law requires must
// be there; what is missing is named beside its field.
func (d *Desk) Submit(ctx context.Context, by auth.User, id casefile.ID, version, n int) error {
	return d.act(ctx, by, id, version, casefile.Submit, n, d.submitting(ctx, n))
}

// submitting decides that the n-th letter goes to be checked.
func (d *Desk) submitting(ctx context.Context, n int) decision {
	return func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.AllowsLetter(n, casefile.Submit, s); err != nil {
			return nil, err
		}
		if err := leadStands(ctx, tx, c, n); err != nil {
			return nil, err
		}
		if err := d.complete(ctx, tx, c, n); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, &casefile.SentToCheck{Letter: n})}, nil
	}
}

// complete asks whether the n-th letter has all that it must contain, and can
// be printed.
func (d *Desk) complete(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, n int) error {
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return err
	}
	l := c.Letters[n-1]
	kind, values := letter.Kind(l.Kind), letter.Values(l.Values)
	facts, err := d.factsToDraft(ctx, tx, c, agency, kind, values, l)
	if err != nil {
		return err
	}
	if err := letter.Complete(kind, facts, values); err != nil {
		return err
	}
	draft, err := letter.ComposeDraft(kind, facts, values)
	if err != nil {
		return err
	}
	return d.printable(c.Applicant.Name, draft)
}

// printable returns nil if the fonts have all characters of the letter and of the
// applicant's name, else a fault that names those they lack.
func (d *Desk) printable(name string, l letter.Letter) error {
	if missing := d.Fonts.Missing(name); len(missing) > 0 {
		return fault.New(fault.Invalid, "character_missing_name", string(missing))
	}
	if missing := d.Fonts.Missing(l.Text()); len(missing) > 0 {
		return fault.New(fault.Invalid, "character_missing", string(missing))
	}
	return nil
}

// Check passes a draft to the signer (审核).
func (d *Desk) Check(ctx context.Context, by auth.User, id casefile.ID, version, n int, remark string) error {
	f := &casefile.Checked{Letter: n, For: by.Lending(string(casefile.Check))}
	f.Private.Remark = kept(remark)
	if err := short("remark", f.Private.Remark, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.Check, n, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.AllowsLetter(n, casefile.Check, s); err != nil {
			return nil, err
		}
		return []happening{onDay(s.Today, f)}, leadStands(ctx, tx, c, n)
	})
}

// Return sends a draft back to its drafter with remarks (退回).
func (d *Desk) Return(ctx context.Context, by auth.User, id casefile.ID, version, n int, remark string) error {
	return d.act(ctx, by, id, version, casefile.Return, n, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		f := &casefile.Returned{Letter: n}
		var err error
		if f.Private.Remark, err = given("remark", remark, "remark_needed"); err != nil {
			return nil, err
		}
		return onLetter(n, casefile.Return, f)(tx, c, s)
	})
}

// compose composes the n-th letter of a case.
func (d *Desk) compose(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, n int, number string, on calendar.Date) (letter.Letter, error) {
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return letter.Letter{}, err
	}
	l := c.Letters[n-1]
	facts, err := d.factsToDraft(ctx, tx, c, agency, letter.Kind(l.Kind), letter.Values(l.Values), l)
	if err != nil {
		return letter.Letter{}, err
	}
	facts.Number, facts.On = number, on
	return letter.Compose(letter.Kind(l.Kind), facts, letter.Values(l.Values))
}

// officeOf is what letters say of an agency.
func (d *Desk) officeOf(a office.Agency) letter.Office {
	return letter.Office{
		Name: a.Name, Address: a.Address, Phone: a.Phone, PostCode: a.PostCode,
		ReviewBody: a.ReviewBody, ReviewChannel: a.ReviewChannel, Court: a.Court, ShowCourt: a.ShowCourt,
		StatusPage: d.StatusURL, Form: d.style(a).Form,
	}
}

// facts is what a letter takes from its case. Of l it is the enclosures and what
// it replaces that matter.
func (d *Desk) facts(c *casefile.Case, a office.Agency, kind letter.Kind, v letter.Values, l casefile.Letter) (letter.Facts, error) {
	clock, err := c.Clock(d.Calendar(), d.today())
	if err != nil {
		return letter.Facts{}, err
	}
	s, err := c.Situation(d.Calendar(), d.today())
	if err != nil {
		return letter.Facts{}, err
	}
	f := letter.Facts{
		Office: d.officeOf(a), CaseNumber: c.Number, IntakeNumber: c.InputNumber, Applicant: c.Applicant, Door: c.Door,
		ReceivedOn: c.Receipt.On, SupplementedOn: c.SupplementedOn, AskedFor: c.Left(), Items: items(c.Left()),
		Medium: c.Wants.Medium, Delivery: c.Wants.Delivery, PreviousDue: clock.Due, Due: clock.Due, PayBy: clock.PayBy, Today: d.today(),
	}
	if notice, ok := c.LetterOf(casefile.FeeNotice); ok {
		f.Fee = notice.Fee
	}
	if c.IsCorrection() {
		f.OwnDays, f.AskedFor, f.Items = c.OwnDays, strings.ReplaceAll(strings.TrimSpace(c.Wants.Content), "\n", "；"), nil
	}
	if kind == letter.Extension {
		f.Due = calendar.Date{} // a gap until it is known
		if days, err := strconv.Atoi(v["days"]); err == nil && !clock.Due.IsZero() {
			f.Due = d.Calendar().AddWorkdays(clock.Due, days)
		}
	}
	for _, n := range l.Materials {
		if m, ok := c.Material(n); ok && !m.Withdrawn { // what is out of use does not go with it
			f.Attachments = append(f.Attachments, withoutExtension(m.Name))
		}
	}
	addressed(&f, c, l)
	named(&f, c, l)
	consulted(&f, c, s)
	transferred(&f, c)
	for _, l := range c.Letters {
		f.ThirdParties = append(f.ThirdParties, letter.ThirdPartiesIn(l.Values)...)
		if l.Stage == casefile.IsServed && !l.Waived {
			f.Letters = append(f.Letters, letter.Reference{Kind: letter.Kind(l.Kind), Name: LetterName(l.Kind), Number: l.Number, On: l.SignedOn})
		}
	}
	f.Replaces, f.Examined, f.Searches = replaced(c, l), examinedOf(c), searchesOf(c)
	f.Ordered, f.Withdrawal = orderOf(c), withdrawalOf(c)
	f.Reasons, f.Withdrawn = reasonsOf(c), droppedOf(c)
	f.Split = splitsOf(c)
	return d.quotable(f), nil
}

// A DraftView is a draft with all that its page shows.
type DraftView struct {
	CaseView
	Letter      casefile.Letter // N is 0 for one not saved yet
	Kind        letter.KindInfo
	Fields      []letter.Field
	Values      letter.Values
	Findings    []letter.Finding
	Differences []letter.Difference
	Preview     letter.Letter
	Pages       int                 // of the preview on paper
	Enclosable  []casefile.Material // documents that can go with the letter
}

// Draft returns the view of the n-th letter of a case, or, with n 0, of a new
// one of the kind with the values filled in so far. For a letter that is saved,
// nil values are those saved; a signed one is shown as it was signed.
func (d *Desk) Draft(ctx context.Context, by auth.User, id casefile.ID, n int, kind letter.Kind, values letter.Values, materials []int) (DraftView, error) {
	return d.draft(ctx, by, id, DraftForm{Letter: n, Kind: kind, Values: values, Materials: materials})
}

func (d *Desk) draft(ctx context.Context, by auth.User, id casefile.ID, f DraftForm) (DraftView, error) {
	n, kind, values, materials := f.Letter, f.Kind, f.Values, f.Materials
	cv, err := d.Case(ctx, by, id)
	if err == nil {
		err = cv.Case.NotDestroyed()
	}
	if err != nil {
		return DraftView{}, err
	}
	v := DraftView{CaseView: cv, Values: values}
	if old, ok := cv.Case.Letter(f.Replaces); ok && values == nil {
		v.Values, materials = letter.Values(old.Values), old.Materials
	}
	if like, ok := sameReply(cv.Case, f); ok && values == nil {
		v.Values, materials = letter.Values(like.Values), like.Materials
	}
	if n != 0 {
		l, ok := cv.Case.Letter(n)
		if !ok {
			return DraftView{}, fault.New(fault.NotFound, "letter_not_found")
		}
		v.Letter = l
		if values == nil {
			v.Values, materials = letter.Values(l.Values), l.Materials
		}
		if kind == "" {
			kind = letter.Kind(l.Kind)
		}
	}
	if v.Kind, err = letter.Info(kind); err != nil {
		return DraftView{}, err
	}
	if n == 0 && v.Values == nil {
		materials = enclosedByAssists(cv.Case, kind)
	}
	if v.Values == nil {
		v.Values = letter.Values{}
	}
	v.Letter.Materials = materials
	if n == 0 {
		v.Letter.Replaces = f.Replaces
	}
	if v.Letter.Number == "" {
		if v.Letter.To, _, v.Letter.Joint, err = goingTo(cv.Case, v.Kind, f); fault.KindOf(err) != fault.Invalid && err != nil {
			return DraftView{}, err
		}
	}
	facts, err := d.factsToDraft(ctx, d.DB, cv.Case, cv.Agency, kind, v.Values, v.Letter)
	if err != nil {
		return DraftView{}, err
	}
	v.Fields = letter.Fields(kind, facts, v.Values)
	v.Differences = letter.Differences(kind, facts, v.Values)
	if v.Preview, err = d.previewOf(v.Letter, kind, facts, v.Values); err != nil {
		return DraftView{}, err
	}
	v.Pages = pdf.Pages(d.Fonts, v.Preview)
	v.Findings = append(letter.Check(kind, facts, v.Values), letter.CharacterFinding(d.Fonts.Missing(v.Preview.Text())))
	slices.SortStableFunc(v.Findings, func(a, b letter.Finding) int { return levelRank(a.Level) - levelRank(b.Level) })
	for _, m := range cv.Case.Materials {
		if m.Purpose == casefile.Requested && !m.Withdrawn {
			v.Enclosable = append(v.Enclosable, m)
		}
	}
	return v, nil
}

// previewOf returns the letter as it was signed, else as it would look today.
func (d *Desk) previewOf(l casefile.Letter, kind letter.Kind, f letter.Facts, v letter.Values) (letter.Letter, error) {
	if l.Value == nil {
		return letter.ComposeDraft(kind, f, v)
	}
	return signedValue(l)
}

func levelRank(l letter.FindingLevel) int {
	return slices.Index([]letter.FindingLevel{letter.Missing, letter.Look, letter.Passed}, l)
}
