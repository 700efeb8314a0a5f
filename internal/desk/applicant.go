package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A Seen is what the applicant had before them when they opened a form: the
// version of the input, or of the case that it became; 0 is nothing of it.
type Seen struct{ Input, Case int }

// AddFromApplicant takes what the applicant adds on the status page: before
// registration to the input, then to the case, as the supplement that was asked
// for (条例 30), which starts the period anew, as the reasons that were asked for (条例
// 35), or as further material. Text and
// files alike are kept. What the applicant added since what they saw is not
// added again: the same form was sent twice.
func (d *Desk) AddFromApplicant(ctx context.Context, visit Visit, seen Seen, text string, files []intake.File) error {
	if text = strings.TrimSpace(text); !strings.ContainsFunc(text, unicode.IsGraphic) {
		text = "" // signs that nobody sees say nothing
	}
	if text == "" && len(files) == 0 {
		return fault.AtField("text", "supplement_needed")
	}
	form := fault.Form{}
	form.Length("text", text, fault.MaxText)
	notEmpty(form, files)
	if err := form.Err(); err != nil {
		return err
	}
	return d.fromApplicant(ctx, visit, func(c *casefile.Case, today calendar.Date) ([]happening, error) {
		if isAdded(c, seen.Case, text, files) {
			return nil, nil
		}
		facts := materialFacts(c, today, casefile.Incoming, files)
		if c.AsksSupplementOf(0) { // the others may not have the notice yet
			f := &casefile.Supplemented{}
			f.Private.Text = text
			return append(facts, onDay(today, f)), nil
		}
		if text == "" {
			return facts, nil
		}
		if c.AwaitsReasons() {
			f := &casefile.ReasonsGiven{}
			f.Private.Text = text
			return append(facts, onDay(today, f)), nil
		}
		return append(facts, onDay(today, noted(text))), nil
	}, func(c *reconsider.Case, today calendar.Date) ([]happening, error) {
		return addedToReview(c, today, text, files), nil
	}, func(i *inbox.Input) (ledger.Fact, error) {
		f, err := i.Adding(seen.Input, text, files)
		return factOrNone(f), err
	})
}

// noted is a remark on the file.
func noted(text string) *casefile.Noted {
	f := &casefile.Noted{}
	f.Private.Text = text
	return f
}

// factOrNone keeps a nil pointer from looking like a fact.
func factOrNone[F any, P interface {
	*F
	ledger.Fact
}](f P) ledger.Fact {
	if f == nil {
		return nil
	}
	return f
}

// isAdded reports whether the applicant has added the same text and the same
// files since the version.
func isAdded(c *casefile.Case, version int, text string, files []intake.File) bool {
	var texts, hashes []string
	for _, p := range c.History {
		if p.N <= version || p.By != ledger.Applicant {
			continue
		}
		switch f := p.Fact.(type) {
		case *casefile.Supplemented:
			texts = append(texts, f.Private.Text)
		case *casefile.ReasonsGiven:
			texts = append(texts, f.Private.Text)
		case *casefile.Noted:
			texts = append(texts, f.Private.Text)
		case *casefile.MaterialAdded:
			hashes = append(hashes, f.File)
		}
	}
	for _, f := range files {
		if !slices.Contains(hashes, f.Hash) {
			return false
		}
	}
	return text == "" || slices.Contains(texts, text)
}

// WithdrawByApplicant ends the request at the applicant's own wish. Before it is
// registered, it is for a person to say how the input ends, and of a request of
// several one cannot end it for the others.
func (d *Desk) WithdrawByApplicant(ctx context.Context, visit Visit, reason string) error {
	return d.fromApplicant(ctx, visit, func(c *casefile.Case, today calendar.Date) ([]happening, error) {
		if len(c.JointApplicants()) > 0 {
			if f := c.AskingForOne(reason); f != nil {
				return []happening{onDay(today, f)}, nil
			}
			return nil, nil
		}
		f := &casefile.Withdrawn{}
		f.Private.Reason = strings.TrimSpace(reason)
		return []happening{onDay(today, f)}, nil
	}, func(c *reconsider.Case, today calendar.Date) ([]happening, error) {
		if c.Withdrawal.Waits() {
			return nil, nil
		}
		return []happening{onDay(today, withdrawalAsked(reason))}, nil
	}, func(i *inbox.Input) (ledger.Fact, error) {
		f, err := i.Withdrawing(reason)
		return factOrNone(f), err
	})
}

// ChangeContact takes a new phone, mail address or postal address.
func (d *Desk) ChangeContact(ctx context.Context, visit Visit, phone, email, address string) error {
	f := &casefile.ContactChanged{}
	f.Private.Phone, f.Private.Email, f.Private.Address = strings.TrimSpace(phone), strings.TrimSpace(email), strings.TrimSpace(address)
	form := fault.Form{}
	if f.Private.Phone == "" && f.Private.Email == "" && f.Private.Address == "" {
		form.Bad("phone", "contact_needed")
	}
	form.Add(intake.CheckContact(casefile.Applicant{Phone: f.Private.Phone, Email: f.Private.Email, Address: f.Private.Address}))
	if err := form.Err(); err != nil {
		return err
	}
	return d.fromApplicant(ctx, visit, func(_ *casefile.Case, today calendar.Date) ([]happening, error) {
		return []happening{onDay(today, f)}, nil
	}, nil, func(*inbox.Input) (ledger.Fact, error) {
		return nil, fault.New(fault.Conflict, "portal_not_registered")
	})
}

// fromApplicant lets the applicant do something to a case that is still open, of a
// request or of reconsideration, or to the input while it is none. What is not for
// reconsideration has no toReview.
func (d *Desk) fromApplicant(ctx context.Context, visit Visit, toCase func(*casefile.Case, calendar.Date) ([]happening, error), toReview func(*reconsider.Case, calendar.Date) ([]happening, error), toInput func(*inbox.Input) (ledger.Fact, error)) error {
	s, err := d.Status(ctx, visit)
	if err == nil && s.Case == nil {
		if err = d.toOwnInput(ctx, s.Input.ID, toInput); !errors.Is(err, errRegistered) {
			return err
		}
		s, err = d.Status(ctx, visit)
	}
	if err != nil {
		return err
	}
	if s.Review != nil && toReview == nil {
		return fault.New(fault.Conflict, "portal_review_phone")
	}
	if s.Review != nil { // the bureau registered it while its applicant wrote
		return d.toOwnReview(ctx, s.Review.Case.ID, toReview)
	}
	if s.Case == nil {
		return s.Input.AllowsApplicant()
	}
	return d.toOwnCase(ctx, s.Case.ID, func(c *casefile.Case, today calendar.Date) ([]happening, error) {
		facts, err := toCase(c, today)
		if err != nil || len(facts) == 0 { // nothing new
			return nil, err
		}
		return facts, c.AllowsApplicant()
	})
}

// toOwnCase lets the applicant do something to a case.
func (d *Desk) toOwnCase(ctx context.Context, id casefile.ID, decide func(*casefile.Case, calendar.Date) ([]happening, error)) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		facts, err := decide(c, d.today())
		if err != nil || len(facts) == 0 { // nothing new
			return err
		}
		return d.happenToCase(ctx, tx, c, ledger.Applicant, facts...)
	})
}

// errRegistered says that an input became a case while its applicant wrote.
var errRegistered = errors.New("registered meanwhile")

// toOwnInput lets the applicant do something to an input that is no case yet.
func (d *Desk) toOwnInput(ctx context.Context, id inbox.ID, decide func(*inbox.Input) (ledger.Fact, error)) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := loadInput(ctx, tx, id)
		if err != nil {
			return err
		}
		if i.State == inbox.Registered {
			return errRegistered
		}
		f, err := decide(i)
		if err != nil || f == nil { // nothing new
			return err
		}
		return d.happenToInput(ctx, tx, i, ledger.Applicant, onDay(d.today(), f))
	})
}

// carryOver brings what the applicant added to an input, or that they withdrew
// it, into the case that the input becomes or belongs to: as theirs, from the
// day they did it. Files first, for what is taken back with the input.
func (d *Desk) carryOver(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, i *inbox.Input) error {
	facts := cameWith(i, materialFacts(c, d.today(), casefile.Incoming, i.AddedFiles()))
	for _, a := range i.Additions {
		if a.Text != "" {
			facts = append(facts, onDay(a.On, noted(a.Text)))
		}
	}
	if w := i.Withdrawal; w != nil {
		f := &casefile.WithdrawalAsked{Input: int64(i.ID)}
		f.Private.Reason = w.Reason
		facts = append(facts, onDay(w.On, f))
	}
	if len(facts) == 0 {
		return nil
	}
	return d.happenToCase(ctx, tx, c, ledger.Applicant, facts...)
}

// InputAdded opens the n-th file that the applicant added to an input, from 0.
func (d *Desk) InputAdded(ctx context.Context, by auth.User, id inbox.ID, n int) (Download, error) {
	i, err := d.inputToSee(ctx, by, id)
	if err != nil {
		return Download{}, err
	}
	files := i.AddedFiles()
	if n < 0 || n >= len(files) {
		return Download{}, fault.New(fault.NotFound, "material_not_found")
	}
	f := files[n]
	if err := d.cleared(ctx, f.Hash); err != nil {
		return Download{}, err
	}
	opened, err := d.Files.Open(filestore.Hash(f.Hash))
	return Download{f.Name, f.Type, f.Size, opened}, err
}
