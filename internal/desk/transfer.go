package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// HandOn records that the applicant agreed that the request is handed on to another
// agency (转送). Where that works with this installation, name and address are its own.
func (d *Desk) HandOn(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.TransferAgreed, scans []intake.File) error {
	if err := addresseeShort(f.Private.Addressee, f.Private.Part+f.Private.Note); err != nil {
		return err
	}
	f.Private.Addressee, f.Private.Part, f.Private.Note = keptAddressee(f.Private.Addressee), kept(f.Private.Part), kept(f.Private.Note)
	return d.act(ctx, by, id, version, casefile.HandOn, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		agencies, err := tx.Agencies(ctx)
		if err != nil {
			return nil, err
		}
		if a, ok := agencyMeant(agencies, f); ok {
			f.Agency, f.Private.Addressee = a.ID, addresseeOf(a)
		} else {
			f.Agency = 0
		}
		agreed, err := c.HandingOn(f, s)
		if err != nil {
			return nil, err
		}
		papers := materialFacts(c, s.Today, casefile.Evidence, scans)
		if len(papers) > 0 {
			agreed.Proof = len(c.Materials) + 1
		}
		return append(papers, onDay(s.Today, agreed)), nil
	})
}

// agencyMeant returns the agency of this installation that was chosen, or whose name
// was typed.
func agencyMeant(all []office.Agency, f casefile.TransferAgreed) (office.Agency, bool) {
	if f.Agency != 0 {
		return agencyByID(all, f.Agency)
	}
	for _, a := range all {
		if a.Active && a.Name == f.Private.Addressee.Name {
			return a, true
		}
	}
	return office.Agency{}, false
}

func addresseeOf(a office.Agency) casefile.Addressee {
	return casefile.Addressee{Name: a.Name, Is: casefile.Authority, Phone: a.Phone, PostCode: a.PostCode, Address: a.Address}
}

// TakeBackTransfer takes a transfer back (撤销转送). What lies in the inbox of the other
// agency, and was not decided about there, is set aside in the same transaction.
func (d *Desk) TakeBackTransfer(ctx context.Context, by auth.User, id casefile.ID, version int, f casefile.TransferTakenBack) error {
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	f.Private.Reason = kept(f.Private.Reason)
	return d.act(ctx, by, id, version, casefile.TakeBackTransfer, 0, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		back, err := c.TakingBackTransfer(f, s)
		if err != nil {
			return nil, err
		}
		t, _ := c.Transfer(f.Transfer)
		if t.Input != 0 {
			i, err := loadInput(ctx, tx, inbox.ID(t.Input))
			if err != nil {
				return nil, err
			}
			aside, err := i.Recalling(f.Private.Reason)
			if err != nil {
				return nil, err
			}
			if err := d.happenToInput(ctx, tx, i, by.ID, onDay(s.Today, aside)); err != nil {
				return nil, err
			}
		}
		return []happening{onDay(s.Today, back)}, nil
	})
}

// handOver makes of the request an input of the other agency, within the transaction
// that notes the service of the n-th letter: either both are there or neither. The
// raw input is stored first; of a transaction that fails the file alone stays, and is
// forgotten at night. All other files are there already.
func (d *Desk) handOver(ctx context.Context, tx *sqlite.Tx, by auth.User, c *casefile.Case, n int) (happening, error) {
	l, _ := c.Letter(n)
	t, _ := c.TransferTo(l.To)
	agencies, err := tx.Agencies(ctx)
	if err != nil {
		return happening{}, err
	}
	if _, ok := agencyByID(agencies, t.Agency); !ok {
		return happening{}, fault.AtField("way", "agency_needed")
	}
	from, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return happening{}, err
	}
	raw, err := json.Marshal(d.handed(c, t, l, from))
	if err != nil {
		return happening{}, err
	}
	a := arrival{Door: casefile.Transferred, Agency: t.Agency, ArrivedAt: d.now(), By: by.ID}
	if a.File, a.Size, err = d.Files.Put(bytes.NewReader(raw), 0); err != nil {
		return happening{}, err
	}
	if a.read, err = readForm(a, raw); err != nil {
		return happening{}, err
	}
	ticket, err := d.giveRow(ctx, tx, a)
	if err != nil {
		return happening{}, err
	}
	if ticket.Input == 0 {
		return happening{}, fault.New(fault.Conflict, "transfer_not_made")
	}
	return onDay(d.today(), &casefile.HandedOver{Transfer: t.N, Input: int64(ticket.Input), InputNumber: ticket.Number}), nil
}

// handed is the raw input that a request becomes: what was asked for and is still
// wanted, with all that came from the applicant and the letter that hands it on.
func (d *Desk) handed(c *casefile.Case, t casefile.Transfer, l casefile.Letter, from office.Agency) intake.Handed {
	h := intake.Handed{
		Agency: strconv.FormatInt(t.Agency, 10), From: from.ID, FromName: from.Name, Case: int64(c.ID), CaseNumber: c.Number, Transfer: t.N, Letter: l.Number,
		ReceivedOn: c.Receipt.On, AgreedOn: t.AgreedOn, How: t.How, Part: t.Part, Applicant: c.Applicant, Wants: c.Wants, HandedAt: d.now(),
	}
	h.Wants.Content = c.Left()
	h.Files = append(h.Files, intake.File{Hash: l.File, Name: LetterName(l.Kind) + ".pdf", Type: "application/pdf", Size: l.Size})
	for _, m := range c.Materials {
		if m.Withdrawn || m.Purpose != casefile.Incoming && m.Purpose != casefile.Identity && m.N != t.Proof {
			continue
		}
		f := intake.File{Hash: m.File, Name: m.Name, Type: m.Type, Size: m.Size}
		if m.Purpose == casefile.Identity {
			f.Purpose = casefile.Identity
		}
		h.Files = append(h.Files, f)
	}
	return h
}

// A HandedOver is how what was handed on stands with the other agency.
type HandedOver struct {
	State  inbox.State
	Cases  []casefile.Row // registered from it, those that the person may see
	MaySee bool           // the person may see the input
}

// HandedOver returns how a transfer into the inbox of another agency stands there.
func (d *Desk) HandedOver(ctx context.Context, by auth.User, t casefile.Transfer) (HandedOver, error) {
	i, err := loadInput(ctx, d.DB, inbox.ID(t.Input))
	if err != nil {
		return HandedOver{}, err
	}
	h := HandedOver{State: i.State, MaySee: auth.MayDo(by, auth.SeeIntake, i.Agency) == nil}
	for _, id := range i.Cases {
		row, err := d.DB.CaseRow(ctx, id)
		if err != nil {
			return h, err
		}
		if maySee(by, row) == nil {
			h.Cases = append(h.Cases, row)
		}
	}
	return h, nil
}

// handedFrom returns the case from which an input was handed on, 0 for none and for
// who may not see it.
func (d *Desk) handedFrom(ctx context.Context, by auth.User, h *intake.Handed) (casefile.ID, error) {
	if h == nil {
		return 0, nil
	}
	row, err := d.DB.CaseRow(ctx, casefile.ID(h.Case))
	if err != nil || maySee(by, row) != nil {
		return 0, err
	}
	return row.ID, nil
}

// transferred tells a letter to which agencies the request is handed on.
func transferred(f *letter.Facts, c *casefile.Case) {
	for _, t := range c.Transfers {
		if t.Withdrawn {
			continue
		}
		who, _ := c.Other(t.To)
		l, _ := c.Cover(t)
		f.Transfers = append(f.Transfers, letter.Transferring{
			Name: who.Name, Contact: strings.Join(strings.Fields(who.Phone+" "+who.Address), "，"), Part: t.Part, AgreedOn: t.AgreedOn, How: t.How, SentOn: l.ServedOn,
		})
	}
}
