// Package clamav asks a running ClamAV (clamd) by its socket whether bytes hold
// something harmful. It knows its protocol (INSTREAM) and nothing else.
package clamav

import (
	"bufio"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// ErrTooLarge is what Scan fails with when the scanner takes no more of the
// stream: StreamMaxLength of clamd.conf is smaller than the file.
var ErrTooLarge = errors.New("clamav: larger than the scanner takes (StreamMaxLength)")

// ErrCut is what Scan fails with when the connection ended within the scan: the
// scanner died, perhaps of this very file.
var ErrCut = errors.New("clamav: the scanner went away within the scan")

// ErrRefused is what Scan fails with when the scanner answers that it could not
// look at the file.
var ErrRefused = errors.New("clamav: the scanner could not look at it")

const (
	piece        = 64 << 10
	patience     = 2 * time.Minute // for an answer, once all is sent; the scanner's own limit is 2 minutes
	askPatience  = 5 * time.Second
	longestReply = 4 << 10
)

// A Scanner is where clamd listens.
type Scanner struct {
	Network string        // tcp or unix
	Address string        // host:port, or the path of the socket
	Wait    time.Duration // between two signs of life; 0: two minutes
}

// A Verdict is what the scanner found.
type Verdict struct {
	Signature string // the name of what it found; "" for nothing
}

// Scan sends all that r gives and returns the verdict. It fails with ErrTooLarge,
// ErrCut, ErrRefused, with an error of r as it is, or when nobody listens.
func (s *Scanner) Scan(ctx context.Context, r io.Reader) (Verdict, error) {
	conn, err := s.dial(ctx)
	if err != nil {
		return Verdict{}, err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	still := time.AfterFunc(s.wait(), func() { conn.Close() })
	defer still.Stop()
	sent := s.stream(conn, r, func() { still.Reset(s.wait()) })
	var own *readError
	if errors.As(sent, &own) {
		return Verdict{}, own.error
	}
	reply, err := read(conn) // also where it stopped listening: then it has said why
	switch {
	case ctx.Err() != nil:
		return Verdict{}, ctx.Err()
	case err != nil:
		return Verdict{}, fmt.Errorf("%w: %w", ErrCut, cmp.Or(sent, err))
	}
	return verdict(reply)
}

// readError is an error of what is scanned, not of the scanner.
type readError struct{ error }

// stream sends r in pieces, each behind its length, and an empty one at the end; it calls
// moved before each.
func (s *Scanner) stream(conn net.Conn, r io.Reader, moved func()) error {
	b := make([]byte, 4+piece)
	if _, err := io.WriteString(conn, "zINSTREAM\x00"); err != nil {
		return err
	}
	for {
		n, err := io.ReadFull(r, b[4:])
		moved()
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return &readError{err}
		}
		if n > 0 {
			binary.BigEndian.PutUint32(b, uint32(n))
			if _, err := conn.Write(b[:4+n]); err != nil {
				return err
			}
		}
		if err != nil {
			_, err := conn.Write([]byte{0, 0, 0, 0})
			return err
		}
	}
}

func read(conn net.Conn) (string, error) {
	reply, err := bufio.NewReader(io.LimitReader(conn, longestReply)).ReadString(0)
	return strings.TrimRight(reply, "\x00\n"), err
}

// verdict reads "stream: OK", "stream: NAME FOUND" or "… ERROR".
func verdict(reply string) (Verdict, error) {
	said := strings.TrimPrefix(reply, "stream: ")
	name, found := strings.CutSuffix(said, " FOUND")
	switch {
	case said == "OK":
		return Verdict{}, nil
	case found:
		return Verdict{Signature: name}, nil
	case strings.Contains(said, "size limit exceeded"):
		return Verdict{}, ErrTooLarge
	}
	return Verdict{}, fmt.Errorf("%w: %s", ErrRefused, said)
}

// Version returns what the scanner calls itself, with the day of its signatures,
// or why nobody answers.
func (s *Scanner) Version(ctx context.Context) (string, error) {
	conn, err := s.dial(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	defer time.AfterFunc(askPatience, func() { conn.Close() }).Stop()
	if _, err := io.WriteString(conn, "zVERSION\x00"); err != nil {
		return "", err
	}
	return read(conn)
}

func (s *Scanner) dial(ctx context.Context) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: askPatience}).DialContext(ctx, s.Network, s.Address)
	if err != nil {
		return nil, fmt.Errorf("clamav: %w", err)
	}
	return conn, nil
}

func (s *Scanner) wait() time.Duration { return cmp.Or(s.Wait, patience) }
