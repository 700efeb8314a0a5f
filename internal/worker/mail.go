package worker

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/textproto"
	"strings"

	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/mailbox"
)

// A Mailbox is a mailbox and the agency whose it is.
type Mailbox struct {
	Agency  string // full name, as in the settings of the office
	Bureau  bool   // it is that of the agency's bureau (复议机构)
	Account mailbox.Account
}

// fetcher returns what fetches the mailbox.
func (w *Worker) fetcher(m Mailbox) *mailbox.Fetcher {
	t := &taker{desk: w.Desk, agency: m.Agency, bureau: m.Bureau, account: m.Account}
	return &mailbox.Fetcher{Account: m.Account, Taker: t, Log: w.Log, Now: w.Now, TooBig: t.tooBig, SpoolDir: w.SpoolDir}
}

// statusOf puts the status of a fetcher in the words of a job.
func statusOf(s mailbox.Status) Status {
	job := Status{
		Name: "mailbox " + s.Mailbox, Label: "收邮件（" + s.Mailbox + "）",
		LastSuccess: s.LastSuccess, LastError: s.LastError, LastErrorAt: s.LastErrorAt, Running: s.Connected,
	}
	if s.Left > 0 {
		job.Note = fmt.Sprintf("有 %d 封留在邮箱里", s.Left)
	}
	return job
}

// A taker hands the mails of one mailbox to the desk. It is a mailbox.Taker.
type taker struct {
	desk    *desk.Desk
	agency  string
	bureau  bool
	account mailbox.Account
}

// Known returns those of the UIDs that are taken in already.
func (t *taker) Known(ctx context.Context, box string, uidValidity uint32, uids []uint32) ([]uint32, error) {
	return t.desk.MailsSeen(ctx, box, uidValidity, uids)
}

// Take stores the mails durably before it returns nil.
func (t *taker) Take(ctx context.Context, batch []mailbox.Raw) error {
	agency, err := t.agencyID(ctx)
	if err != nil {
		return err
	}
	mails := make([]desk.RawMail, len(batch))
	for i, r := range batch {
		mails[i] = desk.RawMail{
			Agency: agency, Bureau: t.bureau, Mailbox: r.Mailbox, UIDValidity: r.UIDValidity, UID: r.UID, ReachedAt: r.InternalDate, Body: r.Body,
		}
	}
	return t.desk.TakeMails(ctx, mails)
}

// agencyID finds the agency by its name at each batch, because the office can
// be set up, or an agency renamed, while the program runs. Without it mail
// waits in the mailbox.
func (t *taker) agencyID(ctx context.Context) (int64, error) {
	agencies, err := t.desk.Agencies(ctx)
	if err != nil {
		return 0, err
	}
	for _, a := range agencies {
		switch {
		case a.Name != t.agency:
		case t.bureau && !a.HearsReviews():
			return 0, fault.New(fault.Unavailable, "mailbox_no_bureau", t.agency, t.account.Name)
		default:
			return a.ID, nil
		}
	}
	return 0, fault.New(fault.Unavailable, "mailbox_agency", t.agency, t.account.Name)
}

// tooBig takes in a note in place of a mail that is too big to be fetched, so
// that the office sees it in its inbox; the mail stays where it is. The note
// has no UID: when the limit is raised, the mail itself still comes in. It
// is made of the mail alone, so that the same mail gives the same bytes and is
// noted once, whatever happens to the process or the UIDs.
func (t *taker) tooBig(ctx context.Context, header mailbox.Raw) error {
	agency, err := t.agencyID(ctx)
	if err != nil {
		return err
	}
	// What cannot be read of the header, or was cut off, is left out of the note.
	head, _ := textproto.NewReader(bufio.NewReader(header.Body)).ReadMIMEHeader()
	return t.desk.TakeMails(ctx, []desk.RawMail{{
		Agency: agency, Bureau: t.bureau, Mailbox: header.Mailbox, ReachedAt: header.InternalDate, Body: bytes.NewReader(t.note(head, header.Size)),
	}})
}

// noted are the fields of a mail's header that stand on its note too, as they
// were: who and what it is about, and which mail it is.
var noted = []string{"From", "Reply-To", "To", "Subject", "Date", "Message-Id", "In-Reply-To", "References", "Auto-Submitted", "Precedence", "List-Id"}

// note writes the note in place of a mail of size bytes.
func (t *taker) note(header textproto.MIMEHeader, size int64) []byte {
	var b bytes.Buffer
	for _, name := range noted {
		for _, value := range header[name] {
			fmt.Fprintf(&b, "%s: %s\r\n", name, strings.Join(strings.Fields(value), " "))
		}
	}
	fmt.Fprintf(&b, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n")
	fmt.Fprintf(&b, "【系统说明】这封邮件有 %d MB，超过上限，没有取下来，原件还在邮箱 %s 的收件箱里。\r\n", (size+1<<20-1)>>20, t.account.Name)
	fmt.Fprintf(&b, "请在邮箱里打开原件，按它办理；调高上限（limits.mail_mb）并重新启动后，原件会自动收进来。\r\n")
	return b.Bytes()
}
