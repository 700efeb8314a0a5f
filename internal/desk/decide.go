package desk

import (
	"context"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// A Registration is what a clerk decides when registering an input.
type Registration struct {
	Version   int   // of the input, as the clerk saw it
	Agency    int64 // 0: the agency whose door it came by
	Applicant casefile.Applicant
	Wants     casefile.Wants
	On        calendar.Date   // the day of receipt
	Sure      bool            // On lies long ago and was confirmed
	Ground    casefile.Ground // which candidate, or casefile.OtherGround
	Reason    string          // why this day; needed where it is not the proposed one
	Splitting bool            // a further case of an input that is registered already
}

// Register makes a case of an input: number, day of receipt with all its
// candidates, the raw input and its files as materials. A mail that was not
// confirmed yet is confirmed, now that a person has said it is a request. It
// returns the case.
func (d *Desk) Register(ctx context.Context, by auth.User, id inbox.ID, r Registration) (casefile.ID, error) {
	v, err := d.Input(ctx, by, id)
	if err != nil {
		return 0, err
	}
	if err := mayRegister(by, v.Input.Agency, r); err != nil {
		return 0, err
	}
	if v.Input.Body != 0 {
		return 0, fault.New(fault.Conflict, "input_at_bureau")
	}
	registered, err := d.registered(v, r)
	if err != nil {
		return 0, err
	}
	came, err := d.materialsOf(ctx, v)
	if err != nil {
		return 0, err
	}
	if v.Content.Aid != "" {
		came = append(came, onDay(d.today(), casefile.NewAidAsked(v.Content.Aid)))
	}
	var caseID casefile.ID
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := d.inputToDecide(ctx, tx, id, r.Version, r.Splitting)
		if err != nil {
			return err
		}
		if err := d.confirmIfDue(ctx, tx, by, i, newConfirmation(v.Confirming, v.Content.Mail)); err != nil {
			return err
		}
		caseID, err = d.register(ctx, tx, by, i, registered, came)
		return err
	})
	return caseID, err
}

// mayRegister asks for the right to decide about the input, and to open a case
// of the agency it is registered for.
func mayRegister(by auth.User, door int64, r Registration) error {
	do := auth.Register
	if r.Splitting {
		do = auth.Split
	}
	if err := auth.MayDo(by, do, door); err != nil || r.Agency == 0 {
		return err
	}
	return auth.MayDo(by, do, r.Agency)
}

// registered makes the fact of a registration, checked.
func (d *Desk) registered(v InputView, r Registration) (*casefile.Registered, error) {
	receipt := casefile.Receipt{On: r.On, Ground: r.Ground, Reason: strings.TrimSpace(r.Reason), Candidates: v.Candidates, Sure: r.Sure}
	for n, c := range v.Candidates {
		if c.On != r.On || c.Ground != r.Ground {
			continue
		}
		if intake.IsToCall(c) {
			return nil, fault.AtField("received_on", "receipt_not_called")
		}
		if n == v.Proposed && receipt.Reason == "" {
			receipt.Reason = c.Proof
		}
	}
	f := casefile.Registered{
		Agency: r.Agency, Door: v.Input.Door, Input: int64(v.Input.ID), InputNumber: v.Input.Number, Receipt: receipt, OwnDays: d.CorrectionPeriod(),
	}
	if f.Agency == 0 {
		f.Agency = v.Input.Agency
	}
	form := fault.Form{}
	f.Private.Applicant, f.Private.Wants = intake.Entered(form, r.Applicant, r.Wants, d.today()), intake.LegibleWants(r.Wants)
	made, err := casefile.NewRegistered(f, d.today())
	if form.Add(err); err != nil && fault.FieldsOf(err) == nil {
		return nil, err
	}
	return made, form.Err()
}

// register numbers the case and writes everything that follows: what came with
// the input, and what was said to it before it was registered.
func (d *Desk) register(ctx context.Context, tx *sqlite.Tx, by auth.User, i *inbox.Input, f *casefile.Registered, came []happening) (casefile.ID, error) {
	agency, err := tx.Agency(ctx, f.Agency)
	if err != nil {
		return 0, err
	}
	if f.Number, err = nextCaseNumber(ctx, tx, agency, f.Type, d.today().Year()); err != nil {
		return 0, err
	}
	id, err := tx.NewSubject(ctx, ledger.Case)
	if err != nil {
		return 0, err
	}
	c := &casefile.Case{ID: casefile.ID(id)}
	facts := append([]happening{onDay(d.today(), f)}, came...)
	if err := d.happenToCase(ctx, tx, c, by.ID, facts...); err != nil {
		return 0, err
	}
	if err := d.carryOver(ctx, tx, c, i); err != nil {
		return 0, err
	}
	return c.ID, d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), &inbox.Became{Case: c.ID, Number: f.Number}))
}

// materialsOf stores the files of an input as documents of the case: the raw
// input first, then what came with it.
func (d *Desk) materialsOf(ctx context.Context, v InputView) ([]happening, error) {
	if err := d.clearedInput(ctx, v); err != nil {
		return nil, err
	}
	add := func(all []happening, file, name, mediaType string, size int64, purpose casefile.Purpose) []happening {
		m := &casefile.MaterialAdded{Material: len(all) + 1, File: file, Type: mediaType, Size: size, Purpose: purpose, Input: int64(v.Input.ID)}
		m.Private.Name = name
		return append(all, onDay(d.today(), m))
	}
	files := slices.Clone(v.Content.Files)
	var all []happening
	if v.Content.Mail != nil {
		if err := d.storeMailFiles(v.Input, files); err != nil {
			return nil, err
		}
		all = add(all, v.Input.File, "来信原件.eml", "message/rfc822", v.Input.Size, casefile.Incoming)
	}
	for _, f := range files {
		purpose := casefile.Incoming
		switch {
		case f.Purpose != "":
			purpose = f.Purpose
		case strings.Contains(f.Name, "身份证") || strings.Contains(f.Name, "营业执照"):
			purpose = casefile.Identity
		}
		all = add(all, f.Hash, f.Name, f.Type, f.Size, purpose)
	}
	return all, nil
}

// inputToDecide loads an input about which a person decides, at the version
// they saw (0: whatever it is).
func (d *Desk) inputToDecide(ctx context.Context, tx *sqlite.Tx, id inbox.ID, version int, splitting bool) (*inbox.Input, error) {
	i, err := loadInput(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := notStale(version, i); err != nil {
		return nil, err
	}
	return i, i.AllowsDecision(splitting)
}

// SetAside ends an input as no request, with a reason (不予登记).
func (d *Desk) SetAside(ctx context.Context, by auth.User, id inbox.ID, version int, reason inbox.Reason, note string) error {
	return d.onInput(ctx, by, auth.SetAside, id, version, func(i *inbox.Input) (happening, error) {
		f := inbox.WasSetAside{Reason: reason}
		f.Private.Note = note
		aside, err := i.SettingAside(f)
		return onDay(d.today(), aside), err
	})
}

// Park puts an input off; it stays in the list, last (先放着).
func (d *Desk) Park(ctx context.Context, by auth.User, id inbox.ID, version int) error {
	return d.onInput(ctx, by, auth.Register, id, version, func(i *inbox.Input) (happening, error) {
		return onDay(d.today(), &inbox.Parked{}), i.AllowsDecision(false)
	})
}

// Call notes a try to confirm an ordinary letter by phone (条例 31.2).
func (d *Desk) Call(ctx context.Context, by auth.User, id inbox.ID, call intake.Call) error {
	return d.onInput(ctx, by, auth.Register, id, 0, func(i *inbox.Input) (happening, error) {
		form := fault.Form{}
		if call.Outcome.Label() == "" {
			form.Bad("outcome", "call_outcome_needed")
		}
		if call.At.IsZero() {
			call.At = d.now()
		}
		if call.At.After(d.now()) {
			form.Bad("time", "call_in_future")
		}
		if calendar.DateOf(call.At).Before(i.ArrivedOn()) {
			form.Bad("day", "call_before_arrival", i.ArrivedOn().Chinese())
		}
		f := &inbox.Called{At: call.At, Outcome: call.Outcome}
		f.Private.Note = strings.TrimSpace(call.Note)
		return onDay(calendar.DateOf(call.At), f), form.Err()
	})
}

// Reopen takes back what was decided about an input: a joined one leaves its
// case, a set-aside one waits again, and is confirmed if it had been taken for
// noise. A registered one is taken back by annulling the case.
func (d *Desk) Reopen(ctx context.Context, by auth.User, id inbox.ID, version int, reason string) error {
	confirm, err := d.confirmationOf(ctx, id)
	if err != nil {
		return err
	}
	i, err := loadInput(ctx, d.DB, id)
	if err != nil {
		return err
	}
	if i.Review != 0 {
		return d.reopenJoined(ctx, by, id, version, reason)
	}
	return d.withInput(ctx, by, auth.Reopen, id, version, func(tx *sqlite.Tx, i *inbox.Input) error {
		if i.Review != 0 {
			return fault.New(fault.Conflict, "input_has_review") // a moment ago
		}
		if i.State == inbox.Registered {
			return fault.New(fault.Conflict, "input_has_case")
		}
		reopened, err := i.Reopening(reason)
		if err != nil {
			return err
		}
		if i.State == inbox.JoinedTo {
			if err := d.unjoin(ctx, tx, by, i, reopened.Private.Reason); err != nil {
				return err
			}
		}
		wasNoise := i.State == inbox.SetAside && i.Reason == inbox.Noise
		if err := d.happenToInput(ctx, tx, i, by.ID, onDay(d.today(), reopened)); err != nil || !wasNoise {
			return err
		}
		return d.confirmIfDue(ctx, tx, by, i, confirm)
	})
}

// onInput lets a person decide something small about an input.
func (d *Desk) onInput(ctx context.Context, by auth.User, p auth.Permission, id inbox.ID, version int, decide func(*inbox.Input) (happening, error)) error {
	return d.withInput(ctx, by, p, id, version, func(tx *sqlite.Tx, i *inbox.Input) error {
		h, err := decide(i)
		if err != nil {
			return err
		}
		return d.happenToInput(ctx, tx, i, by.ID, h)
	})
}

// withInput lets a person who may do something to an input they saw at a version
// (0: whatever it is now).
func (d *Desk) withInput(ctx context.Context, by auth.User, p auth.Permission, id inbox.ID, version int, do func(*sqlite.Tx, *inbox.Input) error) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := loadInput(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := d.mayTouch(ctx, tx, by, p, i); err != nil {
			return err
		}
		if err := notStale(version, i); err != nil {
			return err
		}
		return do(tx, i)
	})
}
