package auth

import (
	"net/netip"
	"sync"
	"time"

	"mingda/internal/fault"
)

// Tries slows guessing: each address has so many wrong tries a minute, given
// back evenly. A try is counted before it is known to be wrong, so that many at
// once gain nothing; the right one is given back. Memory is bounded: when the
// book is full the address whose tries are nearest to given back is forgotten.
// Tries is safe for concurrent use. A restart forgets it, unless it is Kept.
//
// With Together, all addresses have so many tries a minute between them before each has one
// wrong one a minute instead of its own number: many addresses that guess at once are slowed
// as far as can be without holding up who comes for the first time.
type Tries struct {
	perMinute int
	together  int // 0: not counted
	most      int
	mu        sync.Mutex
	fullAt    map[string]time.Time // when the address has all its tries again
	allFullAt time.Time            // when all addresses together have

	name    string // under which it is kept; "": it is not
	key     []byte // of the digests by which addresses are known then
	keeping sync.Mutex
	changed map[string]bool // since Keep
}

// NewTries returns Tries with the number of tries a minute (which may also come
// all at once) for each address, remembering at most the given number of addresses.
func NewTries(perMinute, addresses int) *Tries {
	return &Tries{perMinute: perMinute, most: addresses, fullAt: map[string]time.Time{}}
}

// Together sets how many tries a minute, right or wrong, all addresses have between them,
// and returns t.
func (t *Tries) Together(perMinute int) *Tries {
	t.together = perMinute
	return t
}

// Try counts one try from the address at now. It returns nil if the try may go
// ahead, else a fault of kind TooMany, with the sentence of the code, that says in how
// many seconds the next may.
func (t *Tries) Try(address netip.Addr, now time.Time, code fault.Code) error {
	if wait := t.take(t.known(address), now); wait > 0 {
		return fault.New(fault.TooMany, code, seconds(wait))
	}
	return nil
}

// Right gives back a try that turned out right.
func (t *Tries) Right(address netip.Addr, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := t.known(address)
	if at, ok := t.fullAt[key]; ok {
		t.change(key)
		t.fullAt[key] = at.Add(-t.each(now))
		if !t.fullAt[key].After(now) {
			delete(t.fullAt, key)
		}
	}
}

// underFire reports whether the tries of all addresses together are used up.
func (t *Tries) underFire(now time.Time) bool {
	return t.together > 0 && t.allFullAt.Sub(now) > time.Minute-time.Minute/time.Duration(t.together)
}

// each is the time in which one try is given back.
func (t *Tries) each(now time.Time) time.Duration {
	if t.underFire(now) {
		return time.Minute
	}
	return time.Minute / time.Duration(t.perMinute)
}

// take counts a try and returns 0, or counts none and returns how long to wait.
func (t *Tries) take(key string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	full := t.fullAt[key]
	if full.Before(now) {
		full = now
	}
	if limit := now.Add(time.Minute); full.After(limit) {
		full = limit // the clock was set back: nobody waits longer than a minute for it
		t.fullAt[key] = full
	}
	next := full.Add(t.each(now))
	if wait := next.Sub(now) - time.Minute; wait > 0 {
		return wait
	}
	if t.fullAt[key].IsZero() && len(t.fullAt) >= t.most {
		t.forget(now)
	}
	t.fullAt[key] = next
	t.change(key)
	t.countTogether(now)
	return 0
}

// countTogether counts a try of anybody. What all have done is given back within a minute
// of their ending, also where the clock was set back.
func (t *Tries) countTogether(now time.Time) {
	if t.together == 0 {
		return
	}
	if t.allFullAt.Before(now) {
		t.allFullAt = now
	}
	t.change(Together)
	t.allFullAt = t.allFullAt.Add(time.Minute / time.Duration(t.together))
	if limit := now.Add(time.Minute); t.allFullAt.After(limit) {
		t.allFullAt = limit
	}
}

// forget drops what is past, and if nothing is, the address that is nearest to it.
func (t *Tries) forget(now time.Time) {
	var first string
	for key, at := range t.fullAt {
		if !at.After(now) {
			delete(t.fullAt, key)
		} else if first == "" || at.Before(t.fullAt[first]) {
			first = key
		}
	}
	if len(t.fullAt) >= t.most {
		delete(t.fullAt, first)
	}
}

// Network returns what of an address stands for one household or office: the
// whole of an IPv4 address, the first 64 bits of an IPv6 one, since whoever has
// one such address has all of them.
func Network(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

// seconds rounds up, so that whoever waits that long is let in.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }
