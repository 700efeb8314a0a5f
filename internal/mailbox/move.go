package mailbox

import (
	"slices"

	"github.com/emersion/go-imap"
	"github.com/emersion/go-imap/commands"
)

// moveCount is how many messages one command moves: a server may refuse
// command lines above some thousand bytes.
const moveCount = 500

// move puts the messages into the folder of the taken. Where the server has no
// safe way to do so they are left and remembered.
func (s *session) move(uids []uint32) error {
	for part := range slices.Chunk(uids, moveCount) {
		if err := s.moveSet(part); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) moveSet(uids []uint32) error {
	set := new(imap.SeqSet)
	set.AddNum(uids...)
	way, err := s.wayToMove()
	if err != nil {
		return err
	}
	if way == nil {
		for _, uid := range uids {
			s.f.left.note(uid, leftImmovable)
		}
		return nil
	}
	if err = way(set); err == nil || s.client.State() != imap.SelectedState {
		return err
	}
	// The folder may have been removed since it was made.
	if s.ensureDone() != nil {
		return err
	}
	return way(set)
}

// wayToMove returns how this server moves messages: MOVE (RFC 6851), or COPY
// and UID EXPUNGE (UIDPLUS, RFC 4315), or nil. A plain EXPUNGE would remove
// what others have marked \Deleted, and is never sent.
func (s *session) wayToMove() (func(*imap.SeqSet) error, error) {
	canMove, err := s.client.Support("MOVE")
	if err != nil {
		return nil, err
	}
	canExpunge, err := s.client.Support("UIDPLUS")
	if err != nil {
		return nil, err
	}
	switch {
	case canMove:
		return func(set *imap.SeqSet) error {
			return s.do("MOVE", 0, func() error { return s.client.UidMove(set, s.account.Done) })
		}, nil
	case canExpunge:
		return s.copyAndExpunge, nil
	}
	return nil, nil
}

func (s *session) copyAndExpunge(set *imap.SeqSet) error {
	if err := s.do("COPY", 0, func() error { return s.client.UidCopy(set, s.account.Done) }); err != nil {
		return err
	}
	err := s.do("STORE", 0, func() error {
		return s.client.UidStore(set, imap.FormatFlagsOp(imap.AddFlags, true), []any{imap.DeletedFlag}, nil)
	})
	if err != nil {
		return err
	}
	return s.do("EXPUNGE", 0, func() error {
		status, err := s.client.Execute(&commands.Uid{Cmd: expungeSet{set}}, nil)
		if err != nil {
			return err
		}
		return status.Err()
	})
}

// expungeSet is EXPUNGE with a set, as UIDPLUS allows after UID.
type expungeSet struct{ set *imap.SeqSet }

// Command returns the command as the client sends it.
func (e expungeSet) Command() *imap.Command {
	return &imap.Command{Name: "EXPUNGE", Arguments: []any{e.set}}
}
