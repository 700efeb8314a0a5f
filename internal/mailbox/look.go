package mailbox

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/emersion/go-imap"

	"mingda/internal/fault"
)

const (
	batchCount = 64       // messages taken together: one commit, few syncs more than one
	batchBytes = 16 << 20 // of small messages held in memory together
	smallBytes = 1 << 20  // what is larger is fetched in pieces
)

// An entry is what the list of the inbox says about a message.
type entry struct {
	uid  uint32
	size int64
	date time.Time
}

// look takes in all that is in the inbox now and returns how many messages
// were taken. What cannot be taken stays, and does not hold up the rest.
func (s *session) look(ctx context.Context) (taken int, err error) {
	all, err := s.list()
	if err != nil {
		return 0, err
	}
	s.f.left.begin(s.validity, all)
	defer func() { s.f.board.change(func(b *Status) { b.Left = s.f.left.count() }) }()
	waiting, err := s.sortOut(ctx, all)
	if err != nil {
		return 0, err
	}
	var refused error
	for len(waiting) > 0 {
		batch := nextBatch(waiting)
		waiting = waiting[len(batch):]
		n, err := s.takeBatch(ctx, batch)
		taken += n
		if err != nil && !isRefusal(err) {
			return taken, err
		}
		refused = errors.Join(refused, err)
	}
	return taken, refused
}

// list asks for UID, size and date of all messages.
func (s *session) list() ([]entry, error) {
	if err := s.do("NOOP", 0, s.client.Noop); err != nil { // brings the server's view up to date
		return nil, err
	}
	var all []entry
	set := new(imap.SeqSet)
	set.AddRange(1, 0)
	items := []imap.FetchItem{imap.FetchUid, imap.FetchRFC822Size, imap.FetchInternalDate}
	err := s.fetch(set, items, 1<<20, func(m *imap.Message) {
		all = append(all, entry{uid: m.Uid, size: int64(m.Size), date: m.InternalDate})
	})
	return all, err
}

// sortOut reports what is too big, moves what the Taker has already, and
// returns the rest, oldest first; where fetching broke off before comes last,
// so that a message the server cannot give does not hold up the others. What is
// too big is settled first and never asked about, so that a Taker that notes its
// UID does not get it moved.
//
// What is taken and still there was about to be moved when a connection or the
// process died. The server may be moving it yet, and Dovecot, told to MOVE by
// two connections at once, copies for both. So it has Account.Timeout to finish.
func (s *session) sortOut(ctx context.Context, all []entry) ([]entry, error) {
	var waiting []entry
	for _, e := range all {
		switch {
		case e.size > s.account.MaxSize:
			if err := s.reportTooBig(ctx, e); err != nil {
				return nil, err
			}
		case !s.f.left.is(e.uid, leftImmovable):
			waiting = append(waiting, e)
		}
	}
	slices.SortFunc(waiting, func(a, b entry) int {
		return cmp.Or(cmp.Compare(s.f.left.stumbles[a.uid], s.f.left.stumbles[b.uid]), cmp.Compare(a.uid, b.uid))
	})
	if s.validity == 0 || len(waiting) == 0 {
		return waiting, nil
	}
	uids := make([]uint32, len(waiting))
	for i, e := range waiting {
		uids[i] = e.uid
	}
	known, err := s.f.Taker.Known(ctx, s.account.Name, s.validity, uids)
	if err != nil {
		return nil, fmt.Errorf("mailbox %s: asking what is known: %w", s.account.Name, err)
	}
	isKnown := make(map[uint32]bool, len(known))
	for _, uid := range known {
		isKnown[uid] = true
	}
	waiting = slices.DeleteFunc(waiting, func(e entry) bool { return isKnown[e.uid] })
	uids = slices.DeleteFunc(uids, func(uid uint32) bool { return !isKnown[uid] })
	return waiting, s.move(s.f.left.settled(uids, s.f.Now(), s.account.Timeout))
}

// nextBatch returns the head of waiting that is fetched together: one large
// message, or small ones up to the bounds of count and bytes.
func nextBatch(waiting []entry) []entry {
	if waiting[0].size > smallBytes {
		return waiting[:1]
	}
	var sum int64
	for i, e := range waiting {
		sum += e.size
		if i == batchCount || e.size > smallBytes || (i > 0 && sum > batchBytes) {
			return waiting[:i]
		}
	}
	return waiting
}

// takeBatch fetches the messages, has them taken, and moves those that were.
// What came whole before the connection died is taken too, so that even over a
// bad line each connection gets further.
func (s *session) takeBatch(ctx context.Context, batch []entry) (int, error) {
	raws, done, broken := s.fetchBatch(ctx, batch)
	if broken != nil {
		s.f.left.stumbles[firstMissing(batch, raws)]++
	}
	if len(raws) == 0 {
		return 0, broken // or nil: somebody else removed them meanwhile
	}
	defer done()
	taken, refused := s.f.offer(ctx, raws)
	s.f.board.change(func(b *Status) { b.Taken += int64(len(taken)) })
	if broken != nil && !isRefusal(broken) {
		return len(taken), broken
	}
	if err := s.move(taken); err != nil {
		return len(taken), err
	}
	return len(taken), errors.Join(broken, refused)
}

// firstMissing returns the UID of the first message of the batch that is not
// among raws; 0, which is no UID, if none is missing.
func firstMissing(batch []entry, raws []Raw) uint32 {
	for _, e := range batch {
		if !slices.ContainsFunc(raws, func(r Raw) bool { return r.UID == e.uid }) {
			return e.uid
		}
	}
	return 0
}

// A refusal says that one message could not be taken, while the connection and
// the others are fine. It stays in the inbox and is tried again at the next look.
type refusal struct {
	uid   uint32
	cause error
}

// Error names the message and why it was not stored.
func (r *refusal) Error() string { return fmt.Sprintf("message %d was not taken: %v", r.uid, r.cause) }

// Unwrap gives the Taker's error.
func (r *refusal) Unwrap() error { return r.cause }

// isRefusal reports whether err holds nothing worse than refusals.
func isRefusal(err error) bool {
	switch e := err.(type) {
	case *refusal:
		return true
	case interface{ Unwrap() []error }:
		return !slices.ContainsFunc(e.Unwrap(), func(e error) bool { return !isRefusal(e) })
	}
	return false
}

func (f *Fetcher) refuse(uid uint32, cause error) *refusal {
	f.left.note(uid, leftRefused)
	return &refusal{uid: uid, cause: cause}
}

// offer has the batch taken and returns the UIDs of what was. If the Taker
// cannot take the batch for a reason that lies in a message, it is given the
// messages one by one.
func (f *Fetcher) offer(ctx context.Context, batch []Raw) ([]uint32, error) {
	err := f.Taker.Take(ctx, batch)
	if err == nil {
		uids := make([]uint32, len(batch))
		for i, r := range batch {
			uids[i] = r.UID
		}
		return uids, nil
	}
	if ctx.Err() != nil || fault.KindOf(err) == fault.Unavailable {
		return nil, err
	}
	if len(batch) == 1 {
		return nil, f.refuse(batch[0].UID, err)
	}
	var taken []uint32
	var refused error
	for _, r := range batch {
		if _, err := r.Body.Seek(0, io.SeekStart); err != nil {
			return taken, err
		}
		uids, err := f.offer(ctx, []Raw{r})
		taken = append(taken, uids...)
		if err != nil && !isRefusal(err) {
			return taken, err
		}
		refused = errors.Join(refused, err)
	}
	return taken, refused
}

// fetch runs one UID FETCH and calls each for each message that comes. All
// messages are read to the end, because the client waits until they are.
func (s *session) fetch(set *imap.SeqSet, items []imap.FetchItem, bytes int64, each func(*imap.Message)) error {
	messages := make(chan *imap.Message, 16)
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for m := range messages {
			each(m)
		}
	}()
	err := s.do("FETCH", bytes, func() error { return s.client.UidFetch(set, items, messages) })
	<-drained
	return err
}

// fetchBatch fetches what nextBatch put together. done frees what the bodies
// hold.
func (s *session) fetchBatch(ctx context.Context, batch []entry) (raws []Raw, done func(), err error) {
	if batch[0].size > smallBytes {
		return s.fetchLarge(ctx, batch[0])
	}
	set := new(imap.SeqSet)
	var sum int64
	wanted := map[uint32]entry{}
	for _, e := range batch {
		set.AddNum(e.uid)
		wanted[e.uid] = e
		sum += e.size
	}
	var short error
	section := &imap.BodySectionName{Peek: true}
	err = s.fetch(set, []imap.FetchItem{imap.FetchUid, section.FetchItem()}, sum, func(m *imap.Message) {
		e, ok := wanted[m.Uid]
		body := m.GetBody(section)
		if !ok || body == nil {
			return // an update about another message, or one that is gone
		}
		delete(wanted, m.Uid)
		b := literalBytes(body)
		if len(b) == 0 && e.size > 0 { // NIL, or a form of string the client does not read
			short = s.f.refuse(e.uid, fmt.Errorf("the server gave none of its %d bytes", e.size))
			return
		}
		raws = append(raws, s.raw(e, int64(len(b)), bytes.NewReader(b)))
	})
	return raws, func() {}, cmp.Or(err, short)
}

func (s *session) raw(e entry, size int64, body io.ReadSeeker) Raw {
	return Raw{Mailbox: s.account.Name, UIDValidity: s.validity, UID: e.uid, InternalDate: e.date, Size: size, Body: body}
}
