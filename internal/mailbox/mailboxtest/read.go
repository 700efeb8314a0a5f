package mailboxtest

import (
	"errors"
	"io"
	"net"
	"os"
	"strconv"

	"github.com/emersion/go-imap"
	"github.com/emersion/go-imap/client"
)

// Folder returns the raw bytes of all messages in a folder, by IMAP; none if
// there is no such folder.
func (s *Server) Folder(name string) ([][]byte, error) {
	c, err := s.signIn()
	if err != nil {
		return nil, err
	}
	defer c.Logout()
	box, err := c.Select(name, true)
	if err != nil || box.Messages == 0 {
		return nil, nil
	}
	set := new(imap.SeqSet)
	set.AddRange(1, 0)
	section := &imap.BodySectionName{Peek: true}
	messages := make(chan *imap.Message, 16)
	failed := make(chan error, 1)
	go func() { failed <- c.Fetch(set, []imap.FetchItem{section.FetchItem()}, messages) }()
	var all [][]byte
	for m := range messages {
		b, err := io.ReadAll(m.GetBody(section))
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, <-failed
}

// Flags returns the flags of all messages in a folder, message by message.
func (s *Server) Flags(name string) ([][]string, error) {
	c, err := s.signIn()
	if err != nil {
		return nil, err
	}
	defer c.Logout()
	if _, err := c.Select(name, true); err != nil {
		return nil, err
	}
	set := new(imap.SeqSet)
	set.AddRange(1, 0)
	messages := make(chan *imap.Message, 1024)
	err = c.Fetch(set, []imap.FetchItem{imap.FetchFlags}, messages)
	var all [][]string
	for m := range messages {
		all = append(all, m.Flags)
	}
	return all, err
}

// signIn connects without TLS, within this machine.
func (s *Server) signIn() (*client.Client, error) {
	c, err := client.Dial(net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
	if err != nil {
		return nil, err
	}
	if err := c.Login(User, Password); err != nil {
		return nil, errors.Join(err, c.Logout())
	}
	return c, nil
}

// Log returns what the server has logged, for the message of a failing test.
func (s *Server) Log() string {
	b, _ := os.ReadFile(s.Dir + "/dovecot.log")
	return string(b)
}

// Flag sets a flag on one message of a folder, by its place in the folder from
// 1 on.
func (s *Server) Flag(folder string, seq uint32, flag string) error {
	c, err := s.signIn()
	if err != nil {
		return err
	}
	defer c.Logout()
	if _, err := c.Select(folder, false); err != nil {
		return err
	}
	set := new(imap.SeqSet)
	set.AddNum(seq)
	return c.Store(set, imap.FormatFlagsOp(imap.AddFlags, true), []any{flag}, nil)
}

// Delete removes a folder with all that is in it.
func (s *Server) Delete(folder string) error {
	c, err := s.signIn()
	if err != nil {
		return err
	}
	defer c.Logout()
	return c.Delete(folder)
}
