package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A Declining is why a wish to withdraw is not followed. Who asks alone needs nobody's
// permission to withdraw: what can be is that the wish was not theirs, or not about this.
type Declining string

// The reasons.
const (
	OthersWant Declining = "others"     // those who ask jointly want their answer
	NotTheirs  Declining = "not_theirs" // it was not the applicant's own wish
	OneCopy    Declining = "copy"       // only what was joined was withdrawn
)

// Label returns the Chinese words.
func (d Declining) Label() string {
	return map[Declining]string{OthersWant: "共同申请的其余人还要答复", NotTheirs: "不是申请人本人的意思", OneCopy: "只撤回并入的那一份，本案的申请没有撤回"}[d]
}

// Declinings lists the reasons for which a wish can be declined.
func (c *Case) Declinings(wish AskedWithdrawal) []Declining {
	var all []Declining
	if len(c.JointApplicants()) > 0 {
		all = append(all, OthersWant)
	}
	all = append(all, NotTheirs)
	if wish.Input != 0 && wish.Input != c.Input {
		all = append(all, OneCopy)
	}
	return all
}

// WithdrawalDeclined notes that a wish to withdraw was looked at and the case goes on
// (不按撤回办理).
type WithdrawalDeclined struct {
	Wish    int       `json:"wish"`              // the N of the WithdrawalAsked
	Because Declining `json:"because,omitempty"` // empty where the reason says it, as before
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(func() ledger.Fact { return new(WithdrawalDeclined) })

// FactType implements ledger.Fact.
func (WithdrawalDeclined) FactType() string { return "withdrawal_declined" }

// Personal implements ledger.PersonalFact.
func (f *WithdrawalDeclined) Personal() any { return &f.Private }

func (f *WithdrawalDeclined) change(c *Case, _ Past) error {
	c.WithdrawalsAsked = slices.Clone(c.WithdrawalsAsked)
	for i := range c.WithdrawalsAsked {
		if w := &c.WithdrawalsAsked[i]; w.Entry == f.Wish {
			w.Declined = true
		}
	}
	return nil
}

// retract: the wish waits again.
func (f *WithdrawalDeclined) retract(c *Case, _ Past) *fault.Error { return open(c, Situation{}) }

// noting: it is taken back by those who may decline.
func (f *WithdrawalDeclined) noting() Act { return DeclineWithdrawal }

// Wishes returns the wishes to withdraw of which nobody has decided, oldest first: from
// before the registration, of an input that was joined, or of one of several who ask.
func (c *Case) Wishes() []AskedWithdrawal {
	return slices.DeleteFunc(slices.Clone(c.WithdrawalsAsked), func(w AskedWithdrawal) bool { return w.Declined })
}

// wishedOn returns the day of the first wish that waits while the case goes on: of one of
// several who ask, of an input that was joined, or to drop a part. A request that its
// applicant withdrew before it was registered is not worked on, and stands by itself.
func (c *Case) wishedOn() calendar.Date {
	for _, w := range c.Wishes() {
		if w.Input != c.Input {
			return w.On
		}
	}
	if c.PartAsked != nil {
		return c.PartAsked.On
	}
	return calendar.Date{}
}

// wished: there is one.
func wished(c *Case, _ Situation) *fault.Error {
	if len(c.Wishes()) == 0 {
		return fault.New(fault.Conflict, "wish_none")
	}
	return nil
}

// DeclineWithdrawal decides that a wish to withdraw is not followed.
func (c *Case) DeclineWithdrawal(f WithdrawalDeclined, s Situation) (*WithdrawalDeclined, error) {
	if err := c.Allows(DeclineWithdrawal, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	wishes := c.Wishes()
	at := slices.IndexFunc(wishes, func(w AskedWithdrawal) bool { return w.Entry == f.Wish })
	switch {
	case at < 0:
		form.Bad("wish", "wish_which")
	case f.Because.Label() == "":
		form.Bad("because", "wish_because")
	case !slices.Contains(c.Declinings(wishes[at]), f.Because):
		form.Bad("because", "wish_because_not")
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
