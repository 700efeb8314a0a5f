package reconsider

import (
	"errors"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A JoinedInput is something that came in and was put into the case that was there
// (并入).
type JoinedInput struct {
	Entry  int
	Input  int64
	Number string // 收件号
}

// InputJoined notes that an input was put into the case (并入): the entries behind it are
// what came with it. Taken back, all of it leaves the case, and the input waits again.
type InputJoined struct {
	Input   int64         `json:"input"`
	Number  string        `json:"number"` // 收件号
	Door    casefile.Door `json:"door"`
	CameOn  calendar.Date `json:"came_on,omitzero"`  // of those from before that was noted no day
	Entries int           `json:"entries,omitempty"` // behind this one, that came with it
	Private struct {
		From string `json:"from,omitempty"`
		Text string `json:"text,omitempty"` // what it says
	} `json:"-"`
}

var _ = know[InputJoined]()

// FactType implements ledger.Fact.
func (InputJoined) FactType() string { return "input_joined" }

// Personal implements ledger.PersonalFact.
func (f *InputJoined) Personal() any { return &f.Private }

func (f *InputJoined) change(c *Case, p Past) error {
	c.Joined = append(c.Joined, JoinedInput{p.N, f.Input, f.Number})
	return nil
}

// retract: each of what came with it can be taken back.
func (f *InputJoined) retract(c *Case, p Past) *fault.Error {
	for _, n := range c.behind(p.N) {
		var why *fault.Error
		if c.Stands(n) && errors.As(c.AllowsTakingBack(n), &why) {
			return why
		}
	}
	return nil
}

// behind returns the entries that came with the n-th one: those of an input that was put
// into the case, else none.
func (c *Case) behind(n int) []int {
	if n < 1 || n > len(c.History) {
		return nil
	}
	f, ok := c.History[n-1].Fact.(*InputJoined)
	if !ok {
		return nil
	}
	var all []int
	for i := range f.Entries {
		all = append(all, n+1+i)
	}
	return all
}

// JoinedBy returns the standing entry by which an input was put into the case, and the
// documents that came of it since: the scan of a record that was signed later.
func (c *Case) JoinedBy(input int64) (entry int, since []int) {
	for _, j := range c.Joined {
		if j.Input == input {
			entry = j.Entry
		}
	}
	with := c.behind(entry)
	for _, p := range c.History {
		m, ok := p.Fact.(*casefile.MaterialAdded)
		if ok && m.Input == input && p.N > entry && !slices.Contains(with, p.N) && c.Stands(p.N) {
			since = append(since, p.N)
		}
	}
	return entry, since
}
