package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/netip"
	"slices"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
)

// Codes measures how long the answer to a wrong query code takes: to whoever guesses, a number
// that is there must look like one that is not.
type Codes struct {
	Desk    *desk.Desk
	Filled  Filled
	Random  io.Reader // of codes that open nothing
	Samples int       // of each kind
	Now     Clock

	tries *auth.Tries // each is kept, as those of a door
}

// rounds are before it is measured: the database and the processor find their pace.
const rounds = 200

// A guess is a number and a code that open nothing.
type guess struct {
	name   string
	number func(i int) string
	code   func() (string, error)
	times  []time.Duration
}

// Run asks in an order by chance, so that what else the machine does meets all alike.
func (b Codes) Run(ctx context.Context) (s Section, err error) {
	b.tries = auth.NewTries(4, rounds+b.Samples).Kept("bench", nil)
	if len(b.Filled.Status) == 0 {
		return s, errors.New("no case of this office can be looked up")
	}
	there := func(i int) string { return b.Filled.Status[i%len(b.Filled.Status)].Number }
	away := func(i int) string { return "9999-" + fmt.Sprintf("%06d", i%len(b.Filled.Status)) }
	wrong := func() (string, error) {
		code, err := auth.NewQueryCode(b.Random)
		return code.String(), err
	}
	unreadable := func() (string, error) { return "????????????", nil }
	kinds := []*guess{
		{name: "a number that there is not, a code", number: away, code: wrong},
		{name: "a number that there is, a wrong code", number: there, code: wrong},
		{name: "a number that there is not, no code at all", number: away, code: unreadable},
		{name: "a number that there is, no code at all", number: there, code: unreadable},
	}
	for i := range rounds + b.Samples {
		for _, at := range rand.Perm(len(kinds)) {
			took, err := b.ask(ctx, kinds[at], i)
			if err != nil {
				return s, err
			}
			if i >= rounds {
				kinds[at].times = append(kinds[at].times, took)
			}
		}
	}
	return b.section(kinds), nil
}

// ask asks once. An answer that is another than that of all wrong codes is a failure.
func (b Codes) ask(ctx context.Context, g *guess, i int) (time.Duration, error) {
	code, err := g.code()
	if err != nil {
		return 0, err
	}
	number, began := g.number(i), b.Now()
	if err := b.tries.Try(netip.AddrFrom4([4]byte{203, byte(i >> 16), byte(i >> 8), byte(i)}), began, "lookup_too_many"); err != nil {
		return 0, err
	}
	_, err = b.Desk.TryStatus(ctx, b.tries, number, code)
	took := b.Now().Sub(began)
	if fault.CodeOf(err) != "code_wrong" {
		return 0, fmt.Errorf("%s, %s: %w", g.name, number, err)
	}
	return took, nil
}

func (b Codes) section(kinds []*guess) Section {
	t := Table{Columns: []string{"what is typed", "a quarter within", "half within", "three quarters within", "told from a number that there is not"}}
	for i, g := range kinds {
		times := sorted(g.times)
		told := "—"
		if i%2 == 1 {
			told = fmt.Sprintf("%.3f", later(kinds[i-1].times, g.times))
		}
		t.add(g.name, microseconds(percentile(times, 25)), microseconds(percentile(times, 50)), microseconds(percentile(times, 75)), told)
	}
	return Section{
		Name: "codes", Title: "Query codes", Tables: []Table{t},
		Text: fmt.Sprintf("In an office with %s cases, %s wrong looks-up of each kind in an order by chance, each kept over a restart as at a door, without HTTP and template, which are the same for all of them; a wrong answer is held back until 20 ms "+
			"after it was asked for (`internal/desk/status.go`). The last column is how often of two answers, one to a number that there is and one to a number that there is not, the first took longer: 0.5 tells nothing.",
			thousands(int64(b.Filled.Last)), thousands(int64(b.Samples))),
	}
}

// later returns how often a value of b is greater than one of a, equal ones counted half: the
// area under the curve of whoever tells one from the other by a threshold.
func later(a, b []time.Duration) float64 {
	a = sorted(a)
	n := 0.0
	for _, v := range b {
		below, _ := slices.BinarySearch(a, v)
		upTo, _ := slices.BinarySearch(a, v+1)
		n += float64(below) + float64(upTo-below)/2
	}
	return n / float64(len(a)*len(b))
}

// microseconds writes a short duration.
func microseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f µs", float64(d.Nanoseconds())/1000)
}
