// Package bench measures what an office has to wait for: mail taken in, pages
// of a register of 100,000 cases, letters, the ledger. Each figure stands beside
// the plain thing it is made of (a bare handler, a fetch, a file synced, a row
// inserted), measured in the same run on the same machine, because a figure
// alone says more about the machine than about the program.
//
// It measures the real parts from outside, by the doors they have: an IMAP
// server, HTTP on the loopback interface. It holds no rule of the office, and
// nothing of the office imports it.
//
// Invariant: what is measured is checked too. A page that is not the page, or a
// mail that is not there afterwards, is a failure and no figure.
package bench

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A Clock reads the time; the program's one.
type Clock func() time.Time

// median returns the middle of the values, the mean of the middle two where
// their number is even, and zero of none.
func median[T ~int64 | ~float64](values []T) T {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// percentile returns the smallest of the sorted values that at least p percent of them do
// not exceed (the nearest rank): of twenty values the 95th percentile is the nineteenth.
func percentile[T cmp.Ordered](sorted []T, p int) T {
	var zero T
	if len(sorted) == 0 {
		return zero
	}
	return sorted[max((len(sorted)*p+99)/100, 1)-1]
}

// sorted returns the values in order.
func sorted[T cmp.Ordered](values []T) []T { return slices.Sorted(slices.Values(values)) }

// timed returns how many of n things a second do did, in each of the rounds.
func timed(now Clock, rounds, n int, do func(round int) error) ([]float64, error) {
	var rates []float64
	for round := range rounds {
		began := now()
		if err := do(round); err != nil {
			return nil, err
		}
		rates = append(rates, perSecond(n, now().Sub(began)))
	}
	return rates, nil
}

func perSecond(n int, took time.Duration) float64 {
	return float64(n) / max(took, time.Nanosecond).Seconds()
}

// rate writes so many a second, with as many digits as mean anything.
func rate(r float64) string {
	if r < 10 {
		return fmt.Sprintf("%.1f", r)
	}
	return thousands(int64(r + 0.5))
}

// thousands writes 12,345.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// milliseconds writes a duration as a page's user feels it.
func milliseconds(d time.Duration) string {
	if d < time.Millisecond {
		return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
	}
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}

// spread writes the slowest and the fastest of the rounds.
func spread(rates []float64) string {
	return rate(slices.Min(rates)) + " to " + rate(slices.Max(rates))
}

// seconds writes a duration as somebody waits for it.
func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
