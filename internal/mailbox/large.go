package mailbox

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/emersion/go-imap"
)

const (
	pieceBytes  = 4 << 20  // of a large message held in memory at a time
	headerBytes = 64 << 10 // of the header of a message that is too big
)

// fetchLarge fetches one message in pieces into a file without a name, which
// done closes and which no crash leaves behind.
func (s *session) fetchLarge(ctx context.Context, e entry) (raws []Raw, done func(), err error) {
	file, err := os.CreateTemp(s.f.SpoolDir, "mail-*")
	if err != nil {
		return nil, nil, err
	}
	os.Remove(file.Name())
	defer func() {
		if err != nil || len(raws) == 0 {
			file.Close()
			done = func() {}
		}
	}()
	var size int64
	for {
		piece, there, err := s.piece(e.uid, imap.BodySectionName{Peek: true}, size, pieceBytes)
		if err != nil || !there {
			return nil, nil, err
		}
		if _, err := file.Write(piece); err != nil {
			return nil, nil, err
		}
		size += int64(len(piece))
		if size > s.account.MaxSize { // the server named a smaller size than it gives
			return nil, nil, s.reportTooBig(ctx, entry{uid: e.uid, size: size, date: e.date})
		}
		if len(piece) == 0 || (len(piece) < pieceBytes && size >= e.size) {
			break
		}
	}
	if size < e.size { // a truncated message must not pass for the whole
		return nil, nil, s.f.refuse(e.uid, fmt.Errorf("the server named %d bytes and gave %d", e.size, size))
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, nil, err
	}
	return []Raw{s.raw(e, size, file)}, func() { file.Close() }, nil
}

// piece fetches at most count bytes of a section from offset on. there is
// false when the message is gone.
func (s *session) piece(uid uint32, section imap.BodySectionName, offset int64, count int) (piece []byte, there bool, err error) {
	section.Partial = []int{int(offset), count}
	set := new(imap.SeqSet)
	set.AddNum(uid)
	err = s.fetch(set, []imap.FetchItem{imap.FetchUid, section.FetchItem()}, int64(count), func(m *imap.Message) {
		if m.Uid != uid {
			return
		}
		if body := m.GetBody(&section); body != nil {
			piece, there = literalBytes(body), true
		}
	})
	return piece, there, err
}

// reportTooBig tells about a message that stays, once.
func (s *session) reportTooBig(ctx context.Context, e entry) error {
	if s.f.left.is(e.uid, leftTooBig) {
		return nil
	}
	section := imap.BodySectionName{Peek: true, BodyPartName: imap.BodyPartName{Specifier: imap.HeaderSpecifier}}
	header, there, err := s.piece(e.uid, section, 0, headerBytes)
	if err != nil || !there {
		return err
	}
	s.f.log().Warn("mailbox: a message is too big and stays in the inbox", "mailbox", s.account.Name, "uid", e.uid, "size", e.size, "max", s.account.MaxSize)
	if s.f.TooBig != nil {
		if err := s.f.TooBig(ctx, s.raw(e, e.size, bytes.NewReader(header))); err != nil {
			return fmt.Errorf("mailbox %s: reporting a message that is too big: %w", s.account.Name, err)
		}
	}
	s.f.left.note(e.uid, leftTooBig)
	return nil
}

// literalBytes returns the bytes of a literal without copying them where it
// can: the client gives literals as buffers.
func literalBytes(l imap.Literal) []byte {
	if buf, ok := l.(*bytes.Buffer); ok {
		return buf.Bytes()
	}
	b, err := io.ReadAll(l)
	if err != nil {
		return nil // cannot happen: it reads from memory
	}
	return b
}
