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
	defer c.Terminate()
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
	defer c.Terminate()
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
		return nil, errors.Join(err, c.Terminate())
	}
	return c, nil
}

// Log returns what the server has logged, for the message of a failing test.
func (s *Server) Log() string {
	b, _ := os.ReadFile(s.Dir + "/dovecot.log")
	return string(b)
}
