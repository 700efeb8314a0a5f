package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// HeldFor is how long a form that is being filled in is kept, and the ticket of
// one that was handed in.
const HeldFor = 24 * time.Hour

// A heldForm is a web form on its way: what was typed and sent so far, and the
// ticket once it was taken in as that.
type heldForm struct {
	Values url.Values `json:"values,omitempty"`
	Files  []FormFile `json:"files,omitempty"`
	Ticket *Ticket    `json:"ticket,omitempty"`
}

// A Form is a web form that is being filled in. It is kept for 24 hours under
// its key, so that errors, an expired page and the back button lose nothing.
type Form struct {
	Key    string
	Values url.Values
	Files  []FormFile
	Taken  bool // in, as this; what is sent under its key and differs is another form
}

// A FormFile is one file that was sent with a form.
type FormFile struct {
	Key   string // of its own within the form
	Field string // name of the input it came by
	intake.File
}

// holdKey hashes a form's key, so that the database does not give forms away.
func holdKey(key string) string {
	sum := sha256.Sum256([]byte("form " + key))
	return hex.EncodeToString(sum[:])
}

// NewForm begins a form with a fresh key. Nothing is stored before KeepForm.
func (d *Desk) NewForm() (Form, error) {
	key, err := auth.NewDevice(d.Random)
	return Form{Key: key, Values: url.Values{}}, err
}

// Form returns the form with the key, or fault NotFound when there is none (any
// more).
func (d *Desk) Form(ctx context.Context, key string) (Form, error) {
	held, err := d.held(ctx, key)
	if err != nil {
		return Form{}, err
	}
	f := Form{Key: key, Values: held.Values, Files: held.Files, Taken: held.Ticket != nil}
	if f.Values == nil {
		f.Values = url.Values{}
	}
	return f, nil
}

// FormTicket returns the ticket of a form that was taken in, and whether it was.
func (d *Desk) FormTicket(ctx context.Context, key string) (Ticket, bool, error) {
	held, err := d.held(ctx, key)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return Ticket{}, false, nil
	case err != nil || held.Ticket == nil:
		return Ticket{}, false, err
	}
	return *held.Ticket, true, nil
}

// FormTicketIn returns the ticket of a form that was taken in, and whether it
// was. It has the query code only in the browser that sent the form.
func (d *Desk) FormTicketIn(ctx context.Context, key, browser string) (Ticket, bool, error) {
	if t, ok, err := d.FormTicket(ctx, inBrowser(key, browser)); ok || err != nil {
		return t, ok, err
	}
	return d.FormTicket(ctx, key)
}

// inBrowser is the key under which a browser finds the ticket of its form.
func inBrowser(key, browser string) string { return key + " in " + browser }

func (d *Desk) held(ctx context.Context, key string) (heldForm, error) {
	var held heldForm
	h, err := d.DB.Hold(ctx, holdKey(key))
	if err != nil {
		return held, err
	}
	if d.now().Sub(h.ChangedAt) > HeldFor {
		return held, fault.New(fault.NotFound, "form_expired")
	}
	return held, json.Unmarshal(h.Body, &held)
}

// KeepForm keeps what was typed and the files sent so far. A form that was
// taken in is left alone.
func (d *Desk) KeepForm(ctx context.Context, f Form) error {
	body, err := json.Marshal(heldForm{Values: f.Values, Files: f.Files})
	if err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		taken, err := tx.HasFormKey(ctx, holdKey(f.Key))
		if err != nil || taken {
			return err
		}
		return tx.PutHold(ctx, sqlite.Hold{Key: holdKey(f.Key), Body: body, ChangedAt: d.now()})
	})
}

// dayOf returns the day of an instant, and no day for none.
func dayOf(t time.Time) calendar.Date {
	if t.IsZero() {
		return calendar.Date{}
	}
	return calendar.DateOf(t)
}
