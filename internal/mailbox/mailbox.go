// Package mailbox takes the mail of one IMAP mailbox in, forever: it fetches
// each message with PEEK, hands it to a Taker, and moves it to a folder of the
// taken only after the Taker has it durably. It is the only importer of go-imap.
//
// It does not read what is in a message: raw bytes go out, and what they mean
// is the intake's business. It sends nothing; that is postbox.
//
// # Nothing lost, nothing doubled
//
// The connection may die at any byte and the process at any instruction. What
// holds is the order: list → ask Known → fetch → Take → move. A message that
// was not taken stays where it is and is listed again. A message that was taken
// but not moved is listed again too; the Taker knows it by mailbox, UIDVALIDITY
// and UID, so it is only moved, after the server had Account.Timeout to finish
// a move it may be at for a connection that died. When the server gives out new
// UIDs (another UIDVALIDITY), the Taker knows it by its bytes. So the door
// delivers at least once and the Taker makes it exactly once.
//
// A server without MOVE is served by COPY, STORE \Deleted and UID EXPUNGE; if
// the connection dies between them, the folder of the taken holds a second copy,
// which does no harm. A server without UIDPLUS either gets its messages left in
// place and remembered, because a plain EXPUNGE would also remove what somebody
// else has marked.
//
// # Memory
//
// go-imap holds each literal in memory. Sizes are therefore asked first: small
// messages come in batches of at most batchBytes, large ones in pieces of
// pieceBytes into a file without a name, and those above Account.MaxSize are
// left in place and reported.
package mailbox

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

// A Security is how the connection to the server is protected.
type Security string

// The ways to protect the connection.
const (
	Implicit Security = "implicit" // TLS from the first byte, usually port 993
	StartTLS Security = "starttls" // TLS after STARTTLS, usually port 143; never without
	Plain    Security = "none"     // no TLS; only to a server on this machine
)

// The values used where an Account leaves a field empty.
const (
	DefaultInbox   = "INBOX"
	DefaultDone    = "明答已收"
	DefaultPoll    = time.Minute
	DefaultMaxSize = 150 << 20 // 100 MB of attachments in base64, and room for the text
	DefaultTimeout = 30 * time.Second
)

// An Account is one mailbox and how to reach it.
type Account struct {
	Name       string         // key of the agency's mailbox; Raw.Mailbox
	Host       string         // name or address of the server
	Port       int            // 0: 993 for Implicit, else 143
	Security   Security       // empty: Implicit
	User       string         // for LOGIN
	Password   string         // for LOGIN; never logged
	Inbox      string         // folder to take from; empty: DefaultInbox
	Done       string         // folder to move to, made if missing; empty: DefaultDone
	RootCAs    *x509.CertPool // nil: those of the system
	ServerName string         // name the certificate must have; empty: Host
	PollEvery  time.Duration  // longest time between two looks, with IDLE or without; 0: DefaultPoll
	MaxSize    int64          // bytes; what is larger is left in place; 0: DefaultMaxSize
	Timeout    time.Duration  // how long the server may keep silent in a command, or be at one for a connection that died; 0: DefaultTimeout
}

// withDefaults returns the account with its empty fields filled, or what is
// wrong with it.
func (a Account) withDefaults() (Account, error) {
	a.Security = either(a.Security, Implicit)
	a.Port = either(a.Port, map[Security]int{Implicit: 993}[a.Security])
	a.Port = either(a.Port, 143)
	a.Inbox = either(a.Inbox, DefaultInbox)
	a.Done = either(a.Done, DefaultDone)
	a.ServerName = either(a.ServerName, a.Host)
	a.PollEvery = either(a.PollEvery, DefaultPoll)
	a.MaxSize = either(a.MaxSize, DefaultMaxSize)
	a.Timeout = either(a.Timeout, DefaultTimeout)
	switch {
	case a.Name == "" || a.Host == "" || a.User == "":
		return a, errors.New("mailbox: name, host and user must be set")
	case a.Inbox == a.Done:
		return a, fmt.Errorf("mailbox %s: taken mail cannot be moved to %q, where it is taken from", a.Name, a.Done)
	case a.Security == Plain && !isLoopback(a.Host):
		return a, fmt.Errorf("mailbox %s: a connection without TLS is only allowed to this machine, not to %s", a.Name, a.Host)
	case a.Security != Plain && a.Security != StartTLS && a.Security != Implicit:
		return a, fmt.Errorf("mailbox %s: unknown kind of security %q", a.Name, a.Security)
	}
	return a, nil
}

func (a Account) addr() string { return net.JoinHostPort(a.Host, strconv.Itoa(a.Port)) }

func isLoopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

func either[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// A Raw is one message as the server gives it.
type Raw struct {
	Mailbox      string    // Account.Name
	UIDValidity  uint32    // 0 if the server's UIDs do not last; then only the bytes tell
	UID          uint32    // within UIDValidity
	InternalDate time.Time // when the message reached the server; zero if it does not say
	Size         int64     // bytes of the message, as fetched; for TooBig, as the server says

	// Body gives the bytes of the message from the start. It is good until the
	// Taker returns; *os.File for large messages.
	Body io.ReadSeeker
}

// A Taker keeps messages. It is called by one goroutine at a time per Fetcher.
type Taker interface {
	// Known returns those of the uids that are already taken, in any order.
	// They are moved without being fetched.
	Known(ctx context.Context, mailbox string, uidValidity uint32, uids []uint32) ([]uint32, error)

	// Take stores the messages durably before it returns nil. A message it has
	// already, by (Mailbox, UIDValidity, UID) or by its bytes, is no error. When
	// it fails none of the batch is moved: an error of kind fault.Unavailable
	// ends the pass, all are tried again later; with any other, the messages are
	// offered again one by one, so that one that cannot be stored does not hold
	// up the rest.
	Take(ctx context.Context, batch []Raw) error
}
