package mailbox

import (
	"sync"
	"time"
)

// A Status is how a Fetcher is doing, for the page of the administrator.
type Status struct {
	Mailbox     string    // Account.Name
	Connected   bool      // signed in to the server now
	LastSuccess time.Time // end of the last look at the inbox that went well; zero: none yet
	LastError   string    // what went wrong last; empty once a look has gone well
	LastErrorAt time.Time // when that was
	Taken       int64     // messages taken since the start of the process
	Left        int       // messages seen at the last look that stay in the inbox: too big, refused, or not movable
}

// statusBoard is a Status many may read while one goroutine works.
type statusBoard struct {
	mu sync.Mutex
	s  Status
}

func (b *statusBoard) change(do func(s *Status)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	do(&b.s)
}

func (b *statusBoard) read() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.s
}
