package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// A Target is one page that is asked for again and again.
type Target struct {
	Name   string
	URLs   []string // in turn; more than one where the page is of one of many things
	Cookie string   // of somebody signed in; empty for nobody
	Want   string   // what the page must contain
	Server int      // process that answers, for what it spends; 0: not known
}

// A Load is how pages are asked for: so many clients at a time, each with one
// connection that is kept, for so long, so many times over.
type Load struct {
	Clients int
	Rounds  int
	Round   time.Duration
	Now     Clock
}

// A Measured is what came of a target: medians over the rounds.
type Measured struct {
	Target
	PerSecond float64
	P50, P99  time.Duration
	CPU       time.Duration // of the server, for one page
	Bytes     int64         // of one page
}

// Measure asks for every target in every round, one target after the other, so
// that all of them meet the same machine. An answer that is not the page fails.
func (l Load) Measure(ctx context.Context, targets []Target) ([]Measured, error) {
	all := make([][]Measured, len(targets))
	for round := range l.Rounds {
		for i, t := range targets {
			m, err := l.once(ctx, t, round)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", t.Name, err)
			}
			all[i] = append(all[i], m)
		}
	}
	medians := make([]Measured, len(targets))
	for i, rounds := range all {
		medians[i] = middle(rounds)
	}
	return medians, nil
}

// middle returns the medians of the rounds of one target.
func middle(rounds []Measured) Measured {
	var perSecond []float64
	var p50, p99, cpu []time.Duration
	m := rounds[0]
	for _, r := range rounds {
		perSecond, p50, p99, cpu = append(perSecond, r.PerSecond), append(p50, r.P50), append(p99, r.P99), append(cpu, r.CPU)
	}
	m.PerSecond, m.P50, m.P99, m.CPU = median(perSecond), median(p50), median(p99), median(cpu)
	return m
}

// once asks for one target for the length of a round.
func (l Load) once(ctx context.Context, t Target, round int) (Measured, error) {
	clients := make([]client, l.Clients)
	began, spent := l.Now(), cpuTime(t.Server)
	until := began.Add(l.Round)
	var running sync.WaitGroup
	for i := range clients {
		c := &clients[i]
		c.turn = round*l.Clients + i
		running.Go(func() { c.err = c.ask(ctx, t, l.Now, until) })
	}
	running.Wait()
	took := l.Now().Sub(began)
	m := Measured{Target: t}
	var times []time.Duration
	for _, c := range clients {
		if c.err != nil {
			return m, c.err
		}
		times = append(times, c.times...)
		m.Bytes = max(m.Bytes, c.bytes)
	}
	slices.Sort(times)
	m.PerSecond, m.P50, m.P99 = perSecond(len(times), took), percentile(times, 50), percentile(times, 99)
	m.CPU = (cpuTime(t.Server) - spent) / time.Duration(max(len(times), 1))
	return m, nil
}

// A client is one browser with one connection.
type client struct {
	turn  int // which of the target's addresses comes next
	times []time.Duration
	bytes int64
	err   error
}

// ask asks until the round is over. The first answer is read and checked, the
// others must be of its kind: the check is no part of what is measured.
func (c *client) ask(ctx context.Context, t Target, now Clock, until time.Time) error {
	transport := &http.Transport{MaxIdleConnsPerHost: 1, DisableCompression: true}
	defer transport.CloseIdleConnections()
	browser := &http.Client{Transport: transport, CheckRedirect: stay}
	body, err := c.one(ctx, browser, t)
	if err != nil {
		return err
	}
	if !bytes.Contains(body, []byte(t.Want)) {
		return fmt.Errorf("the page does not say %q", t.Want)
	}
	c.bytes = int64(len(body))
	for now().Before(until) {
		began := now()
		if _, err := c.one(ctx, browser, t); err != nil {
			return err
		}
		c.times = append(c.times, now().Sub(began))
	}
	return nil
}

// stay answers a redirection with itself: a page that leads elsewhere is not
// the page.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// one asks once and returns the body.
func (c *client) one(ctx context.Context, browser *http.Client, t Target) ([]byte, error) {
	url := t.URLs[c.turn%len(t.URLs)]
	c.turn++
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	if t.Cookie != "" {
		r.Header.Set("Cookie", t.Cookie)
	}
	answer, err := browser.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s, %s", url, answer.Status, answer.Header.Get("Location"))
	}
	return body, err
}
