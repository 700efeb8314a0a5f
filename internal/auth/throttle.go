package auth

import (
	"encoding/hex"
	"net/netip"
	"strings"
	"sync"
	"time"

	"mingda/internal/fault"
)

// An Attempt is one try to sign in, before the password is looked at.
type Attempt struct {
	Login   string // as typed
	Address netip.Addr
	// Device is DeviceOf the browser's cookie for this login; "" for a browser
	// that has not signed in with it before.
	Device string
}

// A Throttle makes guessing passwords slow without letting anybody lock out
// anybody else. Wrong tries are counted where they come from: by browser known
// for the login, else by login and address; each count has its own growing
// delay. Tries from strangers (no known browser, no address the login has
// signed in from) are also counted by login and by address, so that many
// addresses against one login, and one address against many logins, grow slow
// too; but these two counts never hold up a known browser, and the first never
// a known address. So whoever attacks from elsewhere cannot stop the clerk at
// her desk, and whoever shares her address cannot stop her browser.
//
// A try counts as wrong until Right says otherwise. Tries refused while waiting
// are not counted. Counts are forgotten a day after the last. Memory is
// bounded. A Throttle is safe for concurrent use. What Changes tells is for the
// caller to keep, and to give back to Restore after a restart; the addresses
// that a login has signed in from are told again by Remember.
type Throttle struct {
	mu      sync.Mutex
	most    int
	key     []byte // of the digests by which origins are known
	counts  map[string]count
	changed map[string]bool     // since Changes was asked
	homes   map[string][]string // login → networks it has signed in from, newest last
}

// count is the wrong tries of one origin.
type count struct {
	wrong int
	last  time.Time
}

const (
	forgetAfter = 24 * time.Hour
	longestWait = 15 * time.Minute
	homesKept   = 8
)

// How many wrong tries are free before the delays begin. People mistype; four
// for one origin is generous. The counts over all strangers begin later, since
// an office behind one address is many people.
const (
	freeHere     = 4
	freeLogin    = 20
	freeNetworks = 30
)

// NewThrottle returns a Throttle that remembers at most so many origins, by digests under
// the key: they name neither login nor address.
func NewThrottle(origins int, key []byte) *Throttle {
	return &Throttle{most: origins, key: key, counts: map[string]count{}, changed: map[string]bool{}, homes: map[string][]string{}}
}

// A TryCount is the wrong tries of one origin, to be kept over a restart.
type TryCount struct {
	Origin string // a digest
	Wrong  int    // 0: none any more
	Last   time.Time
}

// Changes returns what has changed since it was asked last.
func (t *Throttle) Changes() []TryCount {
	t.mu.Lock()
	defer t.mu.Unlock()
	var all []TryCount
	for key := range t.changed {
		all = append(all, TryCount{key, t.counts[key].wrong, t.counts[key].last})
	}
	clear(t.changed)
	return all
}

// Restore takes back what was kept, but what is forgotten by now.
func (t *Throttle) Restore(kept []TryCount, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range kept {
		if now.Sub(k.Last) <= forgetAfter && len(t.counts) < t.most {
			t.counts[k.Origin] = count{k.Wrong, k.Last}
		}
	}
}

// TriesForgotten returns before when a last wrong try lies that counts no more at now.
func TriesForgotten(now time.Time) time.Time { return now.Add(-forgetAfter) }

// Remember notes that the login has signed in from the address before: told at
// start from the record of sign-ins.
func (t *Throttle) Remember(login string, address netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.remember(fold(login), Network(address))
}

// Try counts the attempt at now. It returns nil if the password may be looked
// at, else a fault of kind TooMany that says in how many seconds to come back.
func (t *Throttle) Try(a Attempt, now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	origins := t.origins(a)
	for _, o := range origins {
		if wait := t.wait(o, now); wait > 0 {
			return fault.New(fault.TooMany, o.sentence, seconds(wait))
		}
	}
	for _, o := range origins {
		t.add(o.key, now)
	}
	return nil
}

// Right takes back what Try counted, because the password was right, and
// remembers the address as one of the login's own.
func (t *Throttle) Right(a Attempt) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, o := range t.origins(a) {
		t.changed[o.key] = true
		if i == 0 {
			delete(t.counts, o.key) // this one has shown who it is
		} else if c := t.counts[o.key]; c.wrong > 1 {
			// One right password says nothing about the other tries that
			// were counted here.
			t.counts[o.key] = count{c.wrong - 1, c.last}
		} else {
			delete(t.counts, o.key)
		}
	}
	t.remember(fold(a.Login), Network(a.Address))
}

// origin is one place where a try is counted.
type origin struct {
	key      string
	free     int
	sentence fault.Code
}

// origins lists where the attempt is counted, the narrowest first.
func (t *Throttle) origins(a Attempt) []origin {
	login, network := fold(a.Login), Network(a.Address)
	if a.Device != "" {
		return []origin{{t.digest("device", login, a.Device), freeHere, "sign_in_too_many"}}
	}
	all := []origin{
		{t.digest("here", login, network), freeHere, "sign_in_too_many"},
		{t.digest("network", network), freeNetworks, "sign_in_too_many"},
	}
	for _, home := range t.homes[login] {
		if home == network {
			return all
		}
	}
	return append(all, origin{t.digest("login", login), freeLogin, "sign_in_under_fire"})
}

// digest is by what an origin is known.
func (t *Throttle) digest(parts ...string) string {
	return hex.EncodeToString(macSM3(t.key, "try\x00"+strings.Join(parts, "\x00")))
}

// wait returns how long the origin has to wait at now: nothing for the free
// tries, then 5 seconds, doubled by each further wrong try, at most longestWait.
func (t *Throttle) wait(o origin, now time.Time) time.Duration {
	c, ok := t.counts[o.key]
	if !ok || c.wrong < o.free || now.Sub(c.last) > forgetAfter {
		return 0
	}
	if c.last.After(now) {
		c.last = now // the clock was set back; nobody waits for it to catch up
		t.counts[o.key] = c
	}
	delay := longestWait
	if over := c.wrong - o.free; over < 8 {
		delay = min(5*time.Second<<over, longestWait)
	}
	return c.last.Add(delay).Sub(now)
}

func (t *Throttle) add(key string, now time.Time) {
	c, ok := t.counts[key]
	if now.Sub(c.last) > forgetAfter {
		c.wrong = 0
	}
	if !ok && len(t.counts) >= t.most {
		t.forget(now)
	}
	t.counts[key] = count{c.wrong + 1, now}
	t.changed[key] = true
}

// forget drops the counts of yesterday, and if there are none the smallest,
// the oldest of these.
func (t *Throttle) forget(now time.Time) {
	var least string
	for key, c := range t.counts {
		if now.Sub(c.last) > forgetAfter {
			delete(t.counts, key)
			t.changed[key] = true
			continue
		}
		l, ok := t.counts[least]
		if !ok || c.wrong < l.wrong || c.wrong == l.wrong && c.last.Before(l.last) {
			least = key
		}
	}
	if len(t.counts) >= t.most {
		delete(t.counts, least)
		t.changed[least] = true
	}
}

// remember is bounded by the number of people who have signed in: only a right
// password or the record of sign-ins comes here.
func (t *Throttle) remember(login, network string) {
	homes := t.homes[login]
	for i, home := range homes {
		if home == network {
			homes = append(homes[:i:i], homes[i+1:]...)
			break
		}
	}
	homes = append(homes, network)
	if len(homes) > homesKept {
		homes = homes[len(homes)-homesKept:]
	}
	t.homes[login] = homes
}
