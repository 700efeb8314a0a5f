// Package loghost sends records of the audit to another machine, so that who holds this one
// does not hold them alone: syslog (RFC 5424), one after the other over TLS (RFC 5425), or
// over TCP to a relay on this machine (RFC 6587). It knows these formats and nothing else.
package loghost

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"

	"mingda/internal/audit"
)

// patience is how long the other machine may take to accept a connection, to take what was
// sent, and to say that it has all.
const patience = 20 * time.Second

// A Host is the machine that keeps logs, and how this one is called there.
type Host struct {
	Address string      // host:port
	TLS     *tls.Config // nil: plain TCP
	From    string      // the name of this machine
}

// Send sends the records in order and returns when the other machine has closed the connection
// after the last of them: it has read them all. When it fails, some may be there; a record is
// told from another by its number and hash.
func (h Host) Send(ctx context.Context, all []audit.Entry) (err error) {
	ctx, end := context.WithTimeout(ctx, patience)
	defer end()
	conn, err := h.dial(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	var frames bytes.Buffer
	for _, e := range all {
		message, err := h.message(e)
		if err != nil {
			return err
		}
		fmt.Fprintf(&frames, "%d %s", len(message), message)
	}
	if _, err := conn.Write(frames.Bytes()); err != nil {
		return h.failed(ctx, err)
	}
	if err := conn.CloseWrite(); err != nil {
		return h.failed(ctx, err)
	}
	if _, err := io.Copy(io.Discard, conn); err != nil {
		return h.failed(ctx, err)
	}
	return nil
}

// failed says what failed; a connection that was closed because ctx ended says why.
func (h Host) failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return fmt.Errorf("log host %s: %w", h.Address, err)
}

// A halfCloser is a connection that can say that nothing more comes.
type halfCloser interface {
	net.Conn
	CloseWrite() error
}

func (h Host) dial(ctx context.Context) (halfCloser, error) {
	var conn net.Conn
	var err error
	if h.TLS != nil {
		conn, err = (&tls.Dialer{Config: h.TLS}).DialContext(ctx, "tcp", h.Address)
	} else {
		conn, err = new(net.Dialer).DialContext(ctx, "tcp", h.Address)
	}
	if err != nil {
		return nil, h.failed(ctx, err)
	}
	half, ok := conn.(halfCloser)
	if !ok {
		return nil, errors.Join(fmt.Errorf("log host: a connection of type %T", conn), conn.Close())
	}
	return half, nil
}

// logAudit is the facility of RFC 5424, 6.2.1; the severities are informational, and warning
// for what was refused.
const (
	logAudit = 13
	warning  = 4
	informed = 6
)

// message is a record as RFC 5424 has it: its kind as MSGID, all of it as JSON after a mark
// that it is UTF-8.
func (h Host) message(e audit.Entry) ([]byte, error) {
	body, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	severity := informed
	if e.Kind == audit.Refused || e.Kind == audit.SignInFailed || e.Kind == audit.ProofFailed {
		severity = warning
	}
	head := "<" + strconv.Itoa(logAudit*8+severity) + ">1 " + e.At.UTC().Format("2006-01-02T15:04:05.000Z07:00") + " " + word(h.From, 255) + " mingda - " + word(string(e.Kind), 32) + " - \ufeff"
	return append([]byte(head), body...), nil
}

// word is a field of a head: printable ASCII without spaces, "-" for none.
func word(s string, most int) string {
	ascii := make([]byte, 0, len(s))
	for _, r := range []byte(s) {
		if r > ' ' && r < 0x7f && len(ascii) < most {
			ascii = append(ascii, r)
		}
	}
	if len(ascii) == 0 {
		return "-"
	}
	return string(ascii)
}
