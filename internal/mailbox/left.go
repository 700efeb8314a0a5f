package mailbox

import "time"

// A leftReason says why a message stays in the inbox.
type leftReason int

const (
	leftTooBig    leftReason = iota // above Account.MaxSize, and reported
	leftRefused                     // the Taker could not store it this time
	leftImmovable                   // taken, but the server cannot move it
)

// leftBehind remembers what stays in the inbox, so that it is not reported,
// fetched or counted anew at each look. It lives as long as the Fetcher.
type leftBehind struct {
	validity uint32
	why      map[uint32]leftReason // by UID
	stumbles map[uint32]int        // by UID: how often a fetch broke off there
	taken    map[uint32]time.Time  // by UID: when it was first found in the inbox although taken
}

// begin prepares for a look that found all. Under another UIDVALIDITY the UIDs
// mean other messages, so all is forgotten; so are messages that are gone, and
// refusals, because what was refused is tried again.
func (l *leftBehind) begin(validity uint32, all []entry) {
	old := *l
	*l = leftBehind{validity: validity, why: map[uint32]leftReason{}, stumbles: map[uint32]int{}, taken: map[uint32]time.Time{}}
	if old.validity != validity {
		return
	}
	for _, e := range all {
		if why, ok := old.why[e.uid]; ok && why != leftRefused {
			l.why[e.uid] = why
		}
		if n := old.stumbles[e.uid]; n > 0 {
			l.stumbles[e.uid] = n
		}
		if since, ok := old.taken[e.uid]; ok {
			l.taken[e.uid] = since
		}
	}
}

func (l *leftBehind) note(uid uint32, why leftReason) { l.why[uid] = why }

func (l *leftBehind) is(uid uint32, why leftReason) bool {
	known, ok := l.why[uid]
	return ok && known == why
}

// settled returns those of the taken uids that were found in the inbox at least
// so long ago, and remembers since when the others are.
func (l *leftBehind) settled(uids []uint32, now time.Time, after time.Duration) (settled []uint32) {
	for _, uid := range uids {
		since, ok := l.taken[uid]
		if !ok {
			since, l.taken[uid] = now, now
		}
		if now.Sub(since) >= after {
			settled = append(settled, uid)
		}
	}
	return settled
}

func (l *leftBehind) count() int { return len(l.why) }
