package worker

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var quiet = slog.New(slog.DiscardHandler)

// begin runs the job's loop until the returned func is called.
func begin(j *job) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() { j.loop(ctx, context.Background(), time.Now, quiet) })
	return func() { cancel(); ended.Wait() }
}

// TestEvery runs a job that takes longer than its pause: it runs at once, and
// then so long after each end, never twice at a time.
func TestEvery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var began []time.Duration
		running := 0
		stop := begin(newJob("slow", "", every(5*time.Second), func(context.Context) error {
			running++
			if running > 1 {
				t.Error("two at a time")
			}
			began = append(began, time.Since(start))
			time.Sleep(8 * time.Second)
			running--
			return nil
		}))
		time.Sleep(30 * time.Second)
		stop()
		if len(began) != 3 || began[0] != 0 || began[1] != 13*time.Second || began[2] != 26*time.Second {
			t.Errorf("began at %v", began)
		}
	})
}

// TestStatus fails a job once, and lets it panic once.
func TestStatus(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		runs := 0
		j := newJob("odd", "怪", every(time.Minute), func(context.Context) error {
			switch runs++; runs {
			case 2:
				return errors.New("no luck")
			case 3:
				panic("no sense")
			}
			return nil
		})
		stop := begin(j)
		defer stop()
		var seen []string
		for range 4 {
			synctest.Wait()
			s := j.board.read()
			seen = append(seen, firstLine(s.LastError))
			if want := time.Now().Add(time.Minute); s.Running || !s.Next.Equal(want) || (s.LastError == "") != s.LastErrorAt.IsZero() {
				t.Errorf("%+v", s)
			}
			time.Sleep(time.Minute)
		}
		if got := strings.Join(seen, "|"); got != "|no luck|panic: no sense|" {
			t.Error(got)
		}
	})
}

func firstLine(s string) string { first, _, _ := strings.Cut(s, "\n"); return first }

// TestNightly lets three days pass on the clock, the machine asleep on the
// second night, and fails the first run.
func TestNightly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []string
		j := newJob("night", "", nightly(TimeOfDay{2, 30}, time.Now()), func(context.Context) error {
			at = append(at, time.Now().UTC().Add(8*time.Hour).Format("02 15:04"))
			if len(at) == 1 {
				return errors.New("disk full")
			}
			return nil
		})
		stop := begin(j) // 2000-01-01 08:00 in Shanghai
		time.Sleep(3*24*time.Hour + time.Minute)
		stop()
		if got := strings.Join(at, ", "); got != "02 02:30, 02 03:30, 03 02:30, 04 02:30" {
			t.Error(got)
		}
	})
}

// TestNightlyDue asks by the clock alone: what was missed is made up for, and
// a clock that was set changes no more than it must.
func TestNightlyDue(t *testing.T) {
	day := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, time.FixedZone("", 8*3600)) }
	for _, c := range []struct {
		name      string
		good, now time.Time
		due       bool
	}{
		{"never", time.Time{}, day(10, 12, 0), true},
		{"done tonight", day(10, 2, 31), day(10, 12, 0), false},
		{"done last night, not yet time", day(9, 2, 31), day(10, 2, 29), false},
		{"time", day(9, 2, 31), day(10, 2, 30), true},
		{"asleep for a week", day(3, 2, 31), day(10, 12, 0), true},
		{"clock set back by a day", day(11, 2, 31), day(10, 12, 0), false},
	} {
		d := nightly(TimeOfDay{2, 30}, c.good)
		if got := d.due(c.now); got != c.due {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	d := nightly(TimeOfDay{2, 30}, day(11, 2, 31))
	d.due(day(10, 12, 0)) // set back
	if !d.due(day(11, 2, 30)) {
		t.Error("after the clock was set back: not due at the next time")
	}
}

// TestStop tells a worker to stop while a job runs: it waits for the job within
// Grace, cuts it after, and begins nothing new.
func TestStop(t *testing.T) {
	for _, c := range []struct {
		name   string
		needs  time.Duration
		cut    bool
		passes time.Duration
	}{{"in time", 5 * time.Second, false, 4 * time.Second}, {"too long", time.Hour, true, 10 * time.Second}} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				runs, cut := 0, false
				w := &Worker{Now: time.Now, Log: quiet, Grace: 10 * time.Second}
				w.once.Do(func() {
					w.jobs = []*job{newJob("long", "", every(time.Millisecond), func(ctx context.Context) error {
						runs++
						select {
						case <-time.After(c.needs):
						case <-ctx.Done():
							cut = true
						}
						return ctx.Err()
					})}
				})
				ctx, stop := context.WithTimeout(t.Context(), time.Second)
				defer stop()
				start := time.Now()
				w.Run(ctx)
				if took := time.Since(start) - time.Second; runs != 1 || cut != c.cut || took != c.passes {
					t.Errorf("%d runs, cut %v, ended after %v", runs, cut, took)
				}
			})
		})
	}
}
