package demo

import (
	"bytes"
	"fmt"
	"time"

	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/intake"
)

// uploads stores documents of the office under names.
func (f *filling) uploads(names []string) ([]intake.File, error) {
	var all []intake.File
	for i, name := range names {
		f.made++
		file, err := f.Desk.StoreUpload(bytes.NewReader(document(f.made, []int{18, 6, 4}[i%3])), name+".pdf", "application/pdf")
		if err != nil {
			return nil, err
		}
		all = append(all, file)
	}
	return all, nil
}

// scans stores pictures of papers under names.
func (f *filling) scans(names ...string) ([]intake.File, error) {
	var all []intake.File
	for _, name := range names {
		f.made++
		file, err := f.Desk.StoreUpload(bytes.NewReader(scan(f.made)), name+".png", "image/png")
		if err != nil {
			return nil, err
		}
		all = append(all, file)
	}
	return all, nil
}

// agencyID is the agency as raw forms name it.
func (t *travel) agencyID() string { return fmt.Sprint(t.filling.agency(t.agency).ID) }

func (t *travel) byForm() error {
	papers := []string{"身份证"}
	if _, ok := corrections[t.journey.topic]; ok {
		papers = append(papers, "土地承包经营权证")
	}
	files, err := t.scans(papers...)
	if err != nil {
		return err
	}
	t.made++
	t.ticket, err = t.Desk.TakeForm(t.ctx, fmt.Sprint("demo form ", t.made), intake.FormInput{
		Agency: t.agencyID(), Applicant: applicants[t.who], Wants: t.wants(), Files: files,
	})
	t.input = t.ticket.Input
	return err
}

func (t *travel) byCounter() error {
	spoken := t.made%2 == 0
	files, err := t.scans("身份证")
	if err != nil {
		return err
	}
	t.ticket, err = t.Desk.TakeCounter(t.ctx, t.clerk(), intake.CounterInput{
		Agency: t.agencyID(), Applicant: applicants[t.who], Wants: t.wants(), Files: files, Spoken: spoken,
	})
	t.input = t.ticket.Input
	if err != nil || !spoken {
		return err
	}
	signed, err := t.scans("签字的口头申请记录")
	if err != nil {
		return err
	}
	return t.Desk.SignRecord(t.ctx, t.clerk(), t.input, t.Desk.Today(), signed)
}

func (t *travel) bySignedPost() error {
	files, err := t.scans("信封", "申请信", "身份证复印件")
	if err != nil {
		return err
	}
	t.ticket, err = t.Desk.TakePost(t.ctx, t.clerk(), intake.PostInput{
		Agency: t.agencyID(), Signed: true, SignedOn: t.Desk.Today(), SignedBy: "区政府门卫室", Tracking: t.tracking(),
		Applicant: applicants[t.who], Wants: t.wants(), Scans: files,
	})
	t.input = t.ticket.Input
	return err
}

// byOrdinaryPost is a letter that nobody signed for: the second call reaches
// the applicant.
func (t *travel) byOrdinaryPost() error {
	files, err := t.scans("信封", "申请信")
	if err != nil {
		return err
	}
	now := t.Desk.Now()
	t.ticket, err = t.Desk.TakePost(t.ctx, t.clerk(), intake.PostInput{
		Agency: t.agencyID(), ArrivedOn: t.Desk.Today(), Applicant: applicants[t.who], Wants: t.wants(), Scans: files,
		Calls: []intake.Call{
			{At: now.Add(-20 * time.Minute), Outcome: intake.NoAnswer},
			{At: now.Add(-4 * time.Minute), Outcome: intake.Reached, Note: "本人接听，确认来信"},
		},
	})
	t.input = t.ticket.Input
	return err
}

func (t *travel) byMail() error {
	a := applicants[t.who]
	t.made++
	where := t.filling.agency(t.agency)
	m := message{
		id: fmt.Sprintf("demo-%04d@mail.example", t.made), name: a.Name, address: a.Email, to: where.MailAddress, at: t.Desk.Now(),
		subject: "申请公开" + t.topic.subject, text: requestText(a, t.topic, where.Name),
		files: []attachment{{"身份证正反面.png", "image/png", scan(t.made)}},
	}
	var err error
	t.input, err = t.post(where.ID, m)
	return err
}

// post lets a mail arrive in the mailbox of an agency.
func (f *filling) post(agency int64, m message) (inbox.ID, error) {
	f.made++
	raw := m.bytes()
	err := f.Desk.TakeMails(f.ctx, []desk.RawMail{{
		Agency: agency, Mailbox: m.to, UIDValidity: 1, UID: uint32(f.made), ReachedAt: m.at, Body: bytes.NewReader(raw),
	}})
	if err != nil {
		return 0, err
	}
	rows, err := f.Desk.DB.InputsWithMessageID(f.ctx, m.id)
	if err != nil || len(rows) == 0 {
		return 0, fmt.Errorf("the mail %s did not arrive: %w", m.id, err)
	}
	return rows[len(rows)-1].ID, nil
}
