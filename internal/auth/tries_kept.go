package auth

import (
	"encoding/hex"
	"net/netip"
	"time"
)

// KeptTries are the tries of one origin that are not yet given back, to be kept over a restart.
type KeptTries struct {
	Origin string    // the digest of an address; Together: of all
	FullAt time.Time // when the origin has all its tries again
}

// Together is the origin of all addresses at once.
const Together = "together"

// Kept sets under which name t is kept over a restart, by Keep and Restore, and by digests
// under which key it knows addresses: they name none. It returns t.
func (t *Tries) Kept(name string, key []byte) *Tries {
	t.name, t.key, t.changed = name, key, map[string]bool{}
	return t
}

// Name is under which t is kept.
func (t *Tries) Name() string { return t.name }

// Keep has put what changed since it was kept last, one call after the other; what changes
// while one puts is put at once by the next. What could not be put is put the next time.
func (t *Tries) Keep(put func([]KeptTries) error) error {
	t.keeping.Lock()
	defer t.keeping.Unlock()
	changes := t.changes()
	if len(changes) == 0 {
		return nil
	}
	err := put(changes)
	if err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		for _, c := range changes {
			t.change(c.Origin)
		}
	}
	return err
}

// Restore takes back what was kept, but what is given back by now.
func (t *Tries) Restore(kept []KeptTries, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range kept {
		switch {
		case !k.FullAt.After(now):
		case k.Origin == Together:
			t.allFullAt = k.FullAt
		case len(t.fullAt) < t.most:
			t.fullAt[k.Origin] = k.FullAt
		}
	}
}

// known is by what an address is known.
func (t *Tries) known(a netip.Addr) string {
	if t.name == "" {
		return Network(a)
	}
	return hex.EncodeToString(macSM3(t.key, "brake\x00"+t.name+"\x00"+Network(a)))
}

// change notes that the tries of an origin are not as they were kept.
func (t *Tries) change(origin string) {
	if t.name != "" {
		t.changed[origin] = true
	}
}

func (t *Tries) changes() (all []KeptTries) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for origin := range t.changed {
		at := t.fullAt[origin]
		if origin == Together {
			at = t.allFullAt
		}
		all = append(all, KeptTries{origin, at})
	}
	clear(t.changed)
	return all
}
