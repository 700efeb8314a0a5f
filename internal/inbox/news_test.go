package inbox

import (
	"testing"
	"time"

	"mingda/internal/ledger"
)

// TestReopeningNames: what is taken back is the decision, whatever happened since.
func TestReopeningNames(t *testing.T) {
	i := &Input{ID: 1}
	entries, err := add(i, nil, received())
	for _, f := range []ledger.Fact{&WasJoined{Case: 3}, &Confirmed{}} {
		if err == nil {
			entries, err = add(i, entries, f)
		}
	}
	f, refused := i.Reopening("并错了")
	if err != nil || refused != nil || f.Corrects != 2 {
		t.Errorf("%+v, %v, %v", f, err, refused)
	}
}

// TestNews: what happened since somebody looked is news, except that the
// confirmation went out on the day on which the input came, or once more.
func TestNews(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		name  string
		facts []ledger.Fact
		days  []int // after the arrival
		since int
		want  bool
	}{
		{"nothing", nil, nil, 1, no},
		{"confirmed", []ledger.Fact{&Confirmed{}}, []int{0}, 1, no},
		{"confirmed the next day, which could be the day of receipt", []ledger.Fact{&Confirmed{}}, []int{1}, 1, yes},
		{"confirmed again later", []ledger.Fact{&Confirmed{}, &Confirmed{}}, []int{0, 3}, 1, no},
		{"confirmed late, and known", []ledger.Fact{&Confirmed{}, &Confirmed{}}, []int{1, 3}, 2, no},
		{"confirmed and withdrawn", []ledger.Fact{&Confirmed{}, &WasWithdrawn{}}, []int{0, 0}, 1, yes},
		{"withdrawn and confirmed", []ledger.Fact{&WasWithdrawn{}, &Confirmed{}}, []int{0, 0}, 1, yes},
		{"withdrawn and known", []ledger.Fact{&WasWithdrawn{}, &Confirmed{}}, []int{0, 0}, 2, no},
		{"called", []ledger.Fact{&Called{}}, []int{0}, 1, yes},
		{"the confirmation came back", []ledger.Fact{&Confirmed{}, &ConfirmationBounced{}}, []int{0, 0}, 1, yes},
		{"decided", []ledger.Fact{&Became{Case: 4}}, []int{0}, 1, yes},
		{"a form without a version", []ledger.Fact{&Confirmed{}}, []int{0}, -1, yes},
		{"a version that is still to come", nil, nil, 9, yes},
	} {
		i := &Input{ID: 1}
		entries, err := add(i, nil, received())
		for n, f := range c.facts {
			if err == nil {
				at := noon.Add(time.Duration(24*c.days[n]) * time.Hour)
				entries, err = addAt(i, entries, f, at)
			}
		}
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := i.HasNews(c.since); got != c.want {
			t.Errorf("%s: news since %d: %t", c.name, c.since, got)
		}
	}
}
