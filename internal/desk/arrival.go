package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// An arrival is one raw input on its way to a row. As JSON it is the intent
// announced to the file store, from which the row can be made after a crash.
type arrival struct {
	Door        casefile.Door  `json:"door"`
	Agency      int64          `json:"agency"`
	ArrivedAt   time.Time      `json:"arrived_at"`
	File        filestore.Hash `json:"file"`
	Size        int64          `json:"size"`
	Mailbox     string         `json:"mailbox,omitempty"`
	UIDValidity uint32         `json:"uid_validity,omitempty"`
	UID         uint32         `json:"uid,omitempty"`
	FormKey     string         `json:"form_key,omitempty"`   // web form: what makes a second click the same input
	TicketKey   string         `json:"ticket_key,omitempty"` // where the query code is kept; with the form if empty
	Body        int64          `json:"body,omitempty"`       // 复议机关 for whose bureau it is
	By          int64          `json:"by"`                   // the clerk at the counter or the post; ledger.Applicant, ledger.System
	read        *reading
}

// A reading is what was understood of an arrival. It can be made again from
// the raw bytes.
type reading struct {
	kind    intake.Kind
	digest  inbox.Digest
	confirm *confirmation // the automatic confirmation that is due; nil for none
	calls   []intake.Call
	files   []string      // hashes of the files that came with a form
	came    intake.Return // of a bounce: which mail came back
}

// A Ticket is what a door hands out at once: the number and the code, which
// open the status page from then on.
type Ticket struct {
	Input  inbox.ID  `json:"input"`
	Number string    `json:"number"` // 收件号
	Code   auth.Code `json:"code"`
	At     time.Time `json:"at"`
}

// takeIn makes arrivals whose files are staged durable and gives each its row:
// announce, sync, commit the rows, settle (see package filestore). An arrival
// that is there already gets no ticket of its own: its Ticket is empty. Once
// begun it goes through, also if the sender hangs up.
func (d *Desk) takeIn(ctx context.Context, arrivals []arrival, staged []*filestore.Staged) ([]Ticket, error) {
	ctx = context.WithoutCancel(ctx)
	intent, err := json.Marshal(arrivals)
	if err != nil {
		return nil, err
	}
	announced, err := d.Files.Announce(intent)
	if err != nil {
		return nil, err
	}
	var tickets []Ticket
	if err = d.Files.Commit(staged...); err == nil {
		tickets, err = d.giveRows(ctx, arrivals)
	}
	// The intent is for a crash only. A failure is told to the sender, who sends
	// again: with the intent left, the next start would take the input in twice.
	if err := d.Files.Settle(announced); err != nil {
		d.Log.Warn("intent not settled", "err", err) // the next start settles it again
	}
	return tickets, err
}

// giveRows writes the rows of arrivals whose files are stored, in one
// transaction. What is there already is recognised and left alone.
func (d *Desk) giveRows(ctx context.Context, arrivals []arrival) ([]Ticket, error) {
	for i := range arrivals {
		if arrivals[i].read == nil {
			if err := d.read(ctx, &arrivals[i]); err != nil {
				return nil, err
			}
		}
	}
	var tickets []Ticket
	err := d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		tickets = make([]Ticket, len(arrivals))
		for i, a := range arrivals {
			var err error
			if tickets[i], err = d.giveRow(ctx, tx, a); err != nil {
				return err
			}
		}
		return nil
	})
	return tickets, err
}

// giveRow writes the row of one arrival.
func (d *Desk) giveRow(ctx context.Context, tx *sqlite.Tx, a arrival) (Ticket, error) {
	known, err := d.isKnown(ctx, tx, a)
	if known || err != nil {
		return Ticket{}, err
	}
	agency, err := tx.Agency(ctx, a.Agency)
	if err != nil {
		return Ticket{}, err
	}
	code, err := auth.NewQueryCode(d.Random)
	if err != nil {
		return Ticket{}, err
	}
	id, err := tx.NewSubject(ctx, ledger.Input)
	if err != nil {
		return Ticket{}, err
	}
	number, err := d.inputNumber(ctx, tx)
	if err != nil {
		return Ticket{}, err
	}
	read, err := d.withinCap(ctx, tx, *a.read)
	if err != nil {
		return Ticket{}, err
	}
	input := &inbox.Input{ID: inbox.ID(id)}
	facts := []happening{onDay(calendar.DateOf(a.ArrivedAt), &inbox.Received{
		Number: number, Agency: a.Agency, Door: a.Door, ArrivedAt: a.ArrivedAt, File: string(a.File), Size: a.Size, Files: read.files,
		Mailbox: a.Mailbox, UIDValidity: a.UIDValidity, UID: a.UID, FormKey: a.FormKey, Body: a.Body,
		Kind: read.kind, CodeHash: auth.HashCode(d.CodeKey, code), Private: read.digest,
	})}
	for _, c := range read.calls {
		called := &inbox.Called{At: c.At, Outcome: c.Outcome}
		called.Private.Note = c.Note
		facts = append(facts, onDay(calendar.DateOf(c.At), called))
	}
	if a.Door == casefile.Web {
		facts = append(facts, onDay(d.today(), &inbox.Confirmed{})) // the page shows it at once
	}
	if err := d.happenToInput(ctx, tx, input, a.By, facts...); err != nil {
		return Ticket{}, err
	}
	if err := d.noteBounce(ctx, tx, input, a.read.came); err != nil {
		return Ticket{}, err
	}
	if a.Mailbox != "" {
		if err := tx.PutMailSeen(ctx, a.Mailbox, a.UIDValidity, a.UID, string(a.File), input.ID); err != nil {
			return Ticket{}, err
		}
	}
	ticket := Ticket{Input: input.ID, Number: number, Code: code, At: d.now()}
	if err := d.enqueueConfirmation(ctx, tx, agency, input, ticket, read.confirm); err != nil {
		return Ticket{}, err
	}
	if a.FormKey == "" {
		return ticket, nil
	}
	// A second click and the back button show the same number and code.
	held := ticket
	if a.TicketKey != "" {
		if err := d.holdTicket(ctx, tx, a.TicketKey, ticket); err != nil {
			return Ticket{}, err
		}
		held.Code = ""
	}
	return ticket, d.holdTicket(ctx, tx, a.FormKey, held)
}

// isKnown reports whether the arrival was taken in before: the same place in
// the same mailbox, the same bytes in the same mailbox, or the same form.
func (d *Desk) isKnown(ctx context.Context, tx *sqlite.Tx, a arrival) (bool, error) {
	if a.FormKey != "" {
		return tx.HasFormKey(ctx, a.FormKey)
	}
	if a.Mailbox == "" {
		same, err := tx.InputsWithFile(ctx, string(a.File))
		return len(same) > 0, err
	}
	if a.UIDValidity != 0 {
		seen, err := tx.MailsSeen(ctx, a.Mailbox, a.UIDValidity, []uint32{a.UID})
		if err != nil || len(seen) > 0 {
			return true, err
		}
	}
	same, err := tx.MailWithFile(ctx, a.Mailbox, string(a.File))
	if err != nil || same == 0 {
		return false, err
	}
	return true, tx.PutMailSeen(ctx, a.Mailbox, a.UIDValidity, a.UID, string(a.File), same)
}

// inputNumber takes the day's next 收件号, such as 20261123-0012.
func (d *Desk) inputNumber(ctx context.Context, tx *sqlite.Tx) (string, error) {
	day := d.today()
	n, err := tx.Next(ctx, "input/"+day.String())
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%04d%02d%02d-%04d", day.Year(), day.Month(), day.Day(), n), nil
}

// Recover takes in what a crash left between its file and its row, settles what
// needs nothing more, and folds the inputs of before anew that a newer program wants
// so. The serving process calls it once before its doors open. It returns how many
// inputs it took in.
func (d *Desk) Recover(ctx context.Context) (int, error) {
	if err := d.foldInputs(ctx); err != nil {
		return 0, err
	}
	if err := d.Files.Sweep(); err != nil {
		return 0, err
	}
	intents, err := d.Files.Intents()
	if err != nil {
		return 0, err
	}
	taken := 0
	for _, intent := range intents {
		n, err := d.recoverIntent(ctx, intent)
		if err != nil {
			return taken, fmt.Errorf("intent %s: %w", intent.ID, err)
		}
		taken += n
	}
	return taken, nil
}

// foldInputs writes the rows anew of the inputs that are due for it.
func (d *Desk) foldInputs(ctx context.Context) error {
	const atOnce = 500
	for {
		ids, err := d.DB.InputsToFold(ctx, atOnce)
		if err != nil || len(ids) == 0 {
			return err
		}
		err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			for _, id := range ids {
				i, err := loadInput(ctx, tx, id)
				if err == nil {
					err = tx.PutInput(ctx, i)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

func (d *Desk) recoverIntent(ctx context.Context, intent filestore.Intent) (int, error) {
	var arrivals, whole []arrival
	if err := json.Unmarshal(intent.Body, &arrivals); err != nil {
		d.Log.Error("an intent cannot be read and is left where it is", "intent", intent.ID, "err", err)
		return 0, nil
	}
	for _, a := range arrivals {
		if d.Files.Has(a.File) {
			whole = append(whole, a)
		}
	}
	tickets, err := d.giveRows(ctx, whole)
	if err != nil {
		return 0, err
	}
	taken := 0
	for _, t := range tickets {
		if t.Input != 0 {
			taken++
		}
	}
	return taken, d.Files.Settle(intent.ID)
}
