package casefile

import (
	"errors"

	"mingda/internal/deadline"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// decided is a move whose fact the rules themselves decide.
func decided(weight int, do func(c *Case, s Situation) (ledger.Fact, error)) move {
	var last ledger.Fact
	return move{
		weight,
		func(c *Case, s Situation) bool {
			f, err := do(c, s)
			last = f
			return err == nil
		},
		func(*Case) ledger.Fact { return last },
	}
}

// errEnough says that more of the same would crowd everything else out.
var errEnough = errors.New("enough of them")

// procedureMoves are the acts of the procedures beside the plain way: the fee, what
// reconsideration and courts decide, the part that is withdrawn or split off, and what
// is taken back.
func procedureMoves() []move {
	all := []move{
		begin(FeeNotice, ""),
		decided(40, func(c *Case, s Situation) (ledger.Fact, error) {
			notice, _ := c.PaymentAsked()
			return c.Pay(FeePaid{Amount: notice.Fee, Bill: "票号", From: oneOf(notice, c)}, s.Today, s)
		}),
		decided(4, func(c *Case, s Situation) (ledger.Fact, error) {
			notice, _ := c.SupplementAsked()
			return c.Supply(Supplemented{From: oneOf(notice, c)}, s.Today, s)
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := FeeWaived{}
			f.Private.Reason = "算错了"
			return c.Waiver(f, s)
		}),
		decided(2, func(c *Case, s Situation) (ledger.Fact, error) {
			if f := c.AskingForOne("不要了"); f != nil && len(c.JointApplicants()) > 0 && c.AllowsApplicant() == nil {
				return f, nil
			}
			f := WithdrawalDeclined{Because: NotTheirs}
			for _, w := range c.Wishes() {
				f.Wish = w.Entry
			}
			f.Private.Reason = "还要"
			return c.DeclineWithdrawal(f, s)
		}),
		act(Close, &Closed{Result: law.NoPayment}),
		decided(2, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.Challenges) > 1 {
				return nil, errEnough
			}
			return c.Challenge(Challenged{Forum: InReview, Body: "明川区人民政府", Letter: served(c), Number: "明政复〔2026〕1号", Procedure: []deadline.Procedure{"", deadline.Summary}[len(c.History)%2]}, s.Today, s)
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := Resumed{}
			f.Private.Reason = "办错了"
			return c.Resumption(f, s)
		}),
	}
	all = append(all,
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.Splits) > 2 {
				return nil, errEnough
			}
			parts, err := c.SplitInto(splitting("其中的一部分"), s)
			if err != nil {
				return nil, err
			}
			return &SplitOut{Split: len(c.Splits) + 1, To: 100, Number: "2026-0200", Private: parts[0]}, nil
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := SplitTakenBack{Split: len(c.Splits)}
			f.Private.Reason = "分错了"
			return c.TakingBackSplit(f, s)
		}),
	)
	all = append(all, leadMoves()...)
	outcomes := []RemedyOutcome{OrderedAnswer, Upheld, OrderedDisclosure, Revoked}
	all = append(all,
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			n := len(c.History) // picks one of them
			f := Judged{Forum: InReview, Body: "明川区人民政府", Number: "复决〔2026〕1号", DecidedOn: s.Today, Outcome: outcomes[n%len(outcomes)], Letter: served(c), Days: n % 3 * 10}
			f.Private.Order = "重新答复"
			for _, p := range c.Pending() {
				f.Challenge = p.Entry
			}
			return c.Judge(f, s.Today, s)
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := TakenBack{Corrects: len(c.History) - int(s.Today.Weekday())}
			f.Private.Reason = "记错了"
			return c.TakingBack(f, s)
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := TakenBack{}
			if n := len(c.Judgements); n > 0 {
				f.Corrects = c.Judgements[n-1].Entry
			}
			f.Private.Reason = "登记错了"
			return c.TakingBack(f, s)
		}),
	)
	return all
}

// leadMoves let the case lead another and be answered with another, and no longer.
func leadMoves() []move {
	other := &Case{ID: 101, Number: "2026-0301"}
	return []move{
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.JoinedCases) > 2 {
				return nil, errEnough
			}
			f, _, err := c.JoiningCase(other, "同样的", s)
			return f, err
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			f, _, err := c.UnjoiningCase(other, "不同", s)
			return f, err
		}),
		decided(1, func(c *Case, s Situation) (ledger.Fact, error) {
			if len(c.History)%4 != 0 { // else it would be answered here too seldom
				return nil, errEnough
			}
			_, f, err := (&Case{ID: 100, Number: "2026-0300"}).JoiningCase(c, "同样的", s)
			return f, err
		}),
		decided(4, func(c *Case, s Situation) (ledger.Fact, error) {
			lead := &Case{ID: 100, Number: "2026-0300", JoinedCases: []JoinedCase{{ID: c.ID}}}
			if c.Lead == nil {
				return nil, errEnough
			}
			_, f, err := lead.UnjoiningCase(c, "不同", s)
			return f, err
		}),
	}
}

// served returns the number of the last reply that went out, 0 for none.
func served(c *Case) int {
	n := 0
	for _, l := range c.Letters {
		if l.IsReply() && l.Stage == IsServed {
			n = l.N
		}
	}
	return n
}

// oneOf picks one of those to whom a notice has gone.
func oneOf(notice Letter, c *Case) int {
	if to := notice.Asked(); len(to) > 0 {
		return to[len(c.History)%len(to)]
	}
	return 0
}
