package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// NotSupplement notes of what the applicant sent while a supplement was awaited that it is
// none (不是补正): only a person can say so, and until then the application does not count
// as given up.
type NotSupplement struct {
	Entries []int `json:"entries"` // the N of each
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know[NotSupplement]()

// FactType implements ledger.Fact.
func (NotSupplement) FactType() string { return "not_supplement" }

// Personal implements ledger.PersonalFact.
func (f *NotSupplement) Personal() any { return &f.Private }

func (f *NotSupplement) change(c *Case, _ Past) error {
	c.NotSupplied = slices.Concat(c.NotSupplied, f.Entries)
	return nil
}

// retract: that the application counts as given up rests on it.
func (f *NotSupplement) retract(c *Case, p Past) *fault.Error {
	if !c.GaveUp.IsZero() {
		return fault.New(fault.Conflict, "review_entry_rests", c.GaveUp.Chinese())
	}
	return c.unresting(p.N, step)
}

// A Sent is something that came from the applicant while a supplement was awaited.
type Sent struct {
	N    int           // its entry
	On   calendar.Date // the day on which it came (实施条例 28)
	What string
	None bool // a person has said that it is no supplement
}

// SentSinceAsked returns what came from the applicant since a supplement was asked for,
// oldest first: what they sent on the page, and inputs that were put into the case.
// Nothing once the supplement was registered.
func (c *Case) SentSinceAsked() []Sent {
	notice, asked := c.PaperOf(SupplementNotice)
	if !asked || notice.Number == "" || !notice.Stands() {
		return nil
	}
	var all []Sent
	var behind []int // came with an input, which stands for it
	since := false
	for _, p := range c.History {
		if !c.Stands(p.N) {
			continue
		}
		sent := Sent{N: p.N, On: p.On, None: slices.Contains(c.NotSupplied, p.N)}
		switch f := p.Fact.(type) {
		case *casefile.Signed:
			since = since || f.Letter == notice.N
			continue
		case *Supplied:
			if since {
				return nil
			}
			continue
		case *InputJoined:
			behind = append(behind, c.behind(p.N)...)
			if sent.What = f.Number; !f.CameOn.IsZero() {
				sent.On = f.CameOn
			}
			if sent.On.Before(notice.SignedOn) {
				continue
			}
		case *casefile.Noted:
			sent.What = f.Private.Text
		case *casefile.MaterialAdded:
			sent.What = f.Private.Name
		}
		if _, joined := p.Fact.(*InputJoined); since && (joined || c.isAddition(p) && !slices.Contains(behind, p.N)) {
			all = append(all, sent)
		}
	}
	return all
}

// Undecided returns what came while a supplement was awaited and of which nobody has said
// yet whether it is that.
func (c *Case) Undecided() []Sent {
	return slices.DeleteFunc(c.SentSinceAsked(), func(s Sent) bool { return s.None })
}

// someUndecided: there is something of which it can be said.
func someUndecided(c *Case, _ Situation) *fault.Error {
	if len(c.Undecided()) == 0 {
		return fault.New(fault.Conflict, "review_nothing_undecided")
	}
	return nil
}

// noneUndecided: what the applicant sent may be the supplement.
func noneUndecided(c *Case, _ Situation) *fault.Error {
	if open := c.Undecided(); len(open) > 0 {
		return fault.New(fault.Conflict, "review_supplement_undecided", open[0].On.Chinese())
	}
	return nil
}

// NotSupplying decides that what the applicant sent is no supplement.
func (c *Case) NotSupplying(f NotSupplement, s Situation) (*NotSupplement, error) {
	if err := c.Allows(NotSupply, s); err != nil {
		return nil, err
	}
	form, open := fault.Form{}, c.Undecided()
	if len(f.Entries) == 0 || slices.ContainsFunc(f.Entries, func(n int) bool {
		return !slices.ContainsFunc(open, func(s Sent) bool { return s.N == n })
	}) {
		form.Bad("entries", "review_not_supplement_which")
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
