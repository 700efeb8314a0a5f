package desk

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// A RawMail is one message as the mail server gives it.
type RawMail struct {
	Agency      int64  // whose mailbox it is
	Bureau      bool   // it is that of the agency's bureau (复议机构)
	Mailbox     string // the mailbox's name
	UIDValidity uint32 // 0 where the server's UIDs do not last
	UID         uint32
	ReachedAt   time.Time // when it reached the server; zero if it does not say
	Body        io.Reader // its bytes
}

// TakeMails takes a batch of mails in: stored byte for byte and synced before
// it returns nil, each at most once. Nothing is decided about them.
func (d *Desk) TakeMails(ctx context.Context, mails []RawMail) error {
	staged := make([]*filestore.Staged, 0, len(mails))
	defer func() {
		for _, s := range staged {
			s.Discard()
		}
	}()
	arrivals := make([]arrival, 0, len(mails))
	for _, m := range mails {
		s, err := d.Files.Stage(m.Body, 0)
		if err != nil {
			return err
		}
		staged = append(staged, s)
		a := arrival{
			Door: casefile.Mail, Agency: m.Agency, ArrivedAt: d.notAfterNow(m.ReachedAt), File: s.Hash, Size: s.Size,
			Mailbox: m.Mailbox, UIDValidity: m.UIDValidity, UID: m.UID, By: ledger.System,
		}
		if m.Bureau {
			a.Body = m.Agency
		}
		arrivals = append(arrivals, a)
	}
	_, err := d.takeIn(ctx, arrivals, staged)
	return err
}

// MailsSeen returns those of the UIDs that are taken in already.
func (d *Desk) MailsSeen(ctx context.Context, mailbox string, uidValidity uint32, uids []uint32) ([]uint32, error) {
	if uidValidity == 0 {
		return nil, nil // only the bytes tell
	}
	return d.DB.MailsSeen(ctx, mailbox, uidValidity, uids)
}

// notAfterNow returns the instant a server gives, or now where it gives none or
// one in the future: a receipt cannot lie ahead.
func (d *Desk) notAfterNow(t time.Time) time.Time {
	now := d.now()
	if t.IsZero() || t.After(now) {
		return now
	}
	return t.UTC().Truncate(time.Millisecond)
}

// readMail understands a mail as far as lists and proposals need it: one of the office,
// or of the bureau of a body.
func (d *Desk) readMail(ctx context.Context, m intake.Message, body int64) (*reading, error) {
	proposal, sketch, err := d.understand(ctx, m, body)
	if err != nil {
		return nil, err
	}
	r := &reading{kind: m.Kind, came: m.Return, digest: inbox.Digest{
		Sender: m.From.Name, SenderAddress: m.From.Address, Subject: m.Summary(), MessageID: m.MessageID,
		Attachments: len(m.Attachments), Repaired: isRepaired(m), Proposal: proposal,
		Sketch: sketch,
	}}
	if r.digest.Sender == "" {
		r.digest.Sender = m.From.Address
	}
	own, err := d.ownAddresses(ctx)
	if err != nil {
		return nil, err
	}
	if r.digest.Unconfirmed = whyUnconfirmed(m, proposal, own); r.digest.Unconfirmed == "" {
		r.confirm = &confirmation{To: intake.ConfirmTo(m), InReplyTo: m.MessageID}
	}
	return r, nil
}

// understand says what is to be made of a mail, and draws what it asks for.
func (d *Desk) understand(ctx context.Context, m intake.Message, body int64) (p intake.Proposal, s intake.Sketch, err error) {
	fields := intake.Extract(m)
	if body == 0 {
		p, err = d.propose(ctx, m)
		return p, intake.NewSketch(fields.Applicant, fields.Wants), err
	}
	if p, err = d.proposeReview(ctx, m, body); err != nil {
		return p, s, err
	}
	applied := intake.ExtractReview(m)
	number, request, err := d.actNamed(ctx, applied.Numbers)
	return p, intake.NewObjectionSketch(fields.Applicant, intake.ActKey(request, number), applied.Asked), err
}

// actNamed returns the number of what is objected to among those that a mail mentions, and
// the request it is about: the first of this installation, else the first.
func (d *Desk) actNamed(ctx context.Context, numbers []string) (number string, request casefile.ID, err error) {
	for _, found := range numbers {
		for _, one := range intake.NumberEndings(found) {
			if request, _, err = d.DB.ByNumber(ctx, one); err != nil || request != 0 {
				return one, request, err
			}
		}
	}
	if len(numbers) > 0 {
		number = numbers[0]
	}
	return number, 0, nil
}

// whyUnconfirmed says why a mail gets no automatic confirmation, "" if it does.
// Who answers the office, a person or a robot, has number and code already: a
// further confirmation would give them others, or be answered without end.
func whyUnconfirmed(m intake.Message, p intake.Proposal, own []intake.Address) string {
	may, why := intake.MayConfirm(m, own...)
	switch {
	case !may:
		return why
	case p.Course == intake.Noise:
		return "不像申请，先由人看"
	case p.Course == intake.Answer && m.Kind == intake.KindReply:
		return "是对本机关邮件的回信，不另发确认"
	}
	return ""
}

// isRepaired reports whether the text of a mail could be read only by finding
// out in which charset it is.
func isRepaired(m intake.Message) bool {
	return slices.ContainsFunc(m.Problems, func(p intake.Problem) bool {
		return slices.Contains([]string{"charset_missing", "charset_wrong", "charset_unknown", "header_8bit"}, p.Code)
	})
}

// propose makes the proposal about a mail from what the office knows. If it
// cannot be asked there is none: a proposal without it would stand for good.
func (d *Desk) propose(ctx context.Context, m intake.Message) (intake.Proposal, error) {
	var failed error
	has := func(err error) bool {
		if err != nil && fault.KindOf(err) != fault.NotFound {
			failed = errors.Join(failed, err)
		}
		return err == nil
	}
	proposal := intake.Propose(m, intake.Known{
		Case: func(number string) bool {
			_, err := d.DB.CaseByNumber(ctx, number)
			return has(err)
		},
		Intake: func(number string) bool {
			_, err := d.DB.InputByNumber(ctx, number)
			return has(err)
		},
		Sent: func(messageID string) (string, bool) {
			ref, err := d.numberOfSent(ctx, messageID)
			return ref, has(err) && ref != ""
		},
	})
	return proposal, failed
}

// proposeReview makes the proposal about a mail to the bureau of a body from what that
// bureau knows.
func (d *Desk) proposeReview(ctx context.Context, m intake.Message, body int64) (intake.Proposal, error) {
	var failed error
	ofBureau := func(number string) bool {
		row, err := d.DB.InputByNumber(ctx, number)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			failed = errors.Join(failed, err)
		}
		return err == nil && row.Body == body
	}
	proposal := intake.ProposeReview(m, intake.ReviewKnown{
		Case: func(number string) bool {
			rows, err := d.DB.Reviews(ctx, sqlite.ReviewFilter{Body: body, Number: number})
			failed = errors.Join(failed, err)
			return len(rows) > 0
		},
		Intake: ofBureau,
		Sent: func(messageID string) (string, bool) {
			ref, err := d.numberOfSent(ctx, messageID)
			if err != nil && fault.KindOf(err) != fault.NotFound {
				failed = errors.Join(failed, err)
			}
			return ref, ref != "" && ofBureau(ref)
		},
	})
	return proposal, failed
}

// ownAddresses returns the addresses the office itself writes from, so that it
// never answers itself.
func (d *Desk) ownAddresses(ctx context.Context) ([]intake.Address, error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	var own []intake.Address
	for _, a := range agencies {
		for _, address := range []string{a.MailAddress, d.sender(a.ID), d.bureauSender(a.ID)} {
			if address != "" {
				own = append(own, intake.Address{Name: a.Name, Address: address})
			}
		}
	}
	return own, nil
}

// sender returns the address the agency's mails are sent from.
func (d *Desk) sender(agency int64) string {
	if d.MailFrom == nil {
		return ""
	}
	return d.MailFrom(agency)
}

// bureauSender returns the address of its own that the agency's bureau (复议机构) sends
// from, "" where its mails go out from that of the agency.
func (d *Desk) bureauSender(agency int64) string {
	if d.BureauFrom == nil || agency == 0 {
		return ""
	}
	return d.BureauFrom(agency)
}
