package reconsider

import (
	"fmt"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// RuleWritten says that a rule of the bench was written, or that it reads otherwise from
// now on. What it said before stays in the ledger.
type RuleWritten struct {
	Rule      int           `json:"rule"` // counted from 1 within the body
	Text      string        `json:"text"`
	Questions []string      `json:"questions"`
	From      calendar.Date `json:"from"`
	Until     calendar.Date `json:"until,omitzero"`
}

// FactType implements ledger.Fact.
func (RuleWritten) FactType() string { return "rule_written" }

// A BenchStep is one state of a rule: what was written, by whom and when.
type BenchStep struct {
	Rule
	By int64
	At time.Time
}

// A BenchBook is all rules of the bench of a body with their former states, folded of its
// subject of the matter ledger.Bench, which is the number of the body.
type BenchBook struct {
	Version int
	Rules   [][]BenchStep // by rule, the state that holds last
}

// FoldBench makes the book of the entries of its subject, oldest first.
func FoldBench(entries []ledger.Entry) (BenchBook, error) {
	var b BenchBook
	for _, e := range entries {
		f := RuleWritten{}
		if e.Type != f.FactType() {
			return b, fmt.Errorf("entry %d: the bench has no %q", e.Seq, e.Type)
		}
		if err := e.Decode(&f); err != nil {
			return b, err
		}
		step := BenchStep{Rule{int64(f.Rule), f.Text, f.Questions, f.From, f.Until}, e.By, e.At}
		switch {
		case f.Rule == len(b.Rules)+1:
			b.Rules = append(b.Rules, []BenchStep{step})
		case f.Rule >= 1 && f.Rule <= len(b.Rules):
			b.Rules[f.Rule-1] = append(b.Rules[f.Rule-1], step)
		default:
			return b, fmt.Errorf("entry %d: rule %d follows %d", e.Seq, f.Rule, len(b.Rules))
		}
		b.Version = e.N
	}
	return b, nil
}

// Now returns the rules as they read now.
func (b BenchBook) Now() []Rule {
	var all []Rule
	for _, steps := range b.Rules {
		all = append(all, steps[len(steps)-1].Rule)
	}
	return all
}

// Writing decides that a rule reads so from now on; the one with ID 0 is a new one.
func (b BenchBook) Writing(r Rule) (*RuleWritten, error) {
	if r.ID < 0 || r.ID > int64(len(b.Rules)) {
		return nil, fault.New(fault.NotFound, "bench_rule_not_found")
	}
	if err := r.Check(); err != nil {
		return nil, err
	}
	if r.ID == 0 {
		r.ID = int64(len(b.Rules)) + 1
	}
	return &RuleWritten{int(r.ID), r.Text, r.Questions, r.From, r.Until}, nil
}
