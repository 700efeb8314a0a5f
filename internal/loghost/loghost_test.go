package loghost

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/audit"
	"mingda/internal/loopback"
	"mingda/internal/testcert"
)

// head is RFC 5424 with the fields that we write.
var head = regexp.MustCompile(`^<(\d{1,3})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\S{1,255}) mingda - (\S{1,32}) - \x{feff}$`)

// frames reads messages by their counted lengths to the end.
func frames(r io.Reader) (all []string, err error) {
	for in := bufio.NewReader(r); ; {
		count, err := in.ReadString(' ')
		if err == io.EOF && count == "" {
			return all, nil
		}
		n, bad := strconv.Atoi(strings.TrimSuffix(count, " "))
		if err != nil || bad != nil {
			return all, io.ErrUnexpectedEOF
		}
		message := make([]byte, n)
		if _, err := io.ReadFull(in, message); err != nil {
			return all, err
		}
		all = append(all, string(message))
	}
}

// host listens and gives each connection to take, which returns before it is closed.
func host(t *testing.T, config *tls.Config, take func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if config != nil {
		l = tls.NewListener(l, config)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() { defer conn.Close(); take(conn) }()
		}
	}()
	return address
}

// certified returns what a server shows, and what trusts it alone.
func certified(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	pair, err := testcert.New()
	if err != nil {
		t.Fatal(err)
	}
	shown, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{shown}}, &tls.Config{RootCAs: pair.CAs}
}

func records() []audit.Entry {
	at := time.Date(2026, 11, 27, 2, 0, 0, 5_000_000, time.UTC)
	return []audit.Entry{
		{Seq: 1, At: at, By: 4, Kind: audit.Saw, Subject: audit.Subject{Matter: audit.Case, ID: 7}, Door: "desk", Method: "GET", Route: "/cases/{id}", Status: 200, Address: "10.2.0.4", Hash: bytes.Repeat([]byte{1}, 32)},
		{Seq: 2, At: at, By: 4, Kind: audit.Searched, Words: "征收\n<补偿> \u202e#3f9a01c2", Hash: bytes.Repeat([]byte{2}, 32)},
		{Seq: 3, At: at, Kind: audit.SignInFailed, Hash: bytes.Repeat([]byte{3}, 32)},
	}
}

// TestSend: over TLS and plainly, every record is there, each whole, in a head that the RFC knows,
// and says the same when it is read.
func TestSend(t *testing.T) {
	server, client := certified(t)
	for name, over := range map[string]struct{ server, client *tls.Config }{
		"tls":   {server, client},
		"plain": {},
	} {
		t.Run(name, func(t *testing.T) {
			got := make(chan []string, 1)
			address := host(t, over.server, func(conn net.Conn) {
				all, err := frames(conn)
				if err != nil {
					t.Error(err)
				}
				got <- all
			})
			want := records()
			if err := (Host{address, over.client, "mingda server\n明答"}).Send(t.Context(), want); err != nil {
				t.Fatal(err)
			}
			all := <-got
			if len(all) != len(want) {
				t.Fatalf("%d messages", len(all))
			}
			for i, message := range all {
				before, body, _ := strings.Cut(message, "{")
				m := head.FindStringSubmatch(before)
				if m == nil || m[2] != "2026-11-27T02:00:00.005Z" || m[3] != "mingdaserver" || m[4] != string(want[i].Kind) || (m[1] == "108") != (want[i].Kind == audit.SignInFailed) {
					t.Errorf("head %q", before)
				}
				var e audit.Entry
				if err := json.Unmarshal([]byte("{"+body), &e); err != nil || e.Words != want[i].Words || !bytes.Equal(e.Chain(nil), want[i].Chain(nil)) {
					t.Errorf("%s: %v", body, err)
				}
				if strings.ContainsAny(message, "\n\r") {
					t.Errorf("%q breaks a line", message)
				}
			}
		})
	}
}

// TestSendFails: it is no success when the other machine is not there, is another, cuts the
// connection off, or does not say in time that it has all.
func TestSendFails(t *testing.T) {
	server, _ := certified(t)
	_, other := certified(t)
	reads := func(conn net.Conn) { io.Copy(io.Discard, conn) }
	for name, c := range map[string]struct {
		address string
		client  *tls.Config
	}{
		"nobody":  {loopback.Address(1), nil},
		"another": {host(t, server, reads), other},
		"cut off": {host(t, nil, func(conn net.Conn) {
			conn.Read(make([]byte, 10))
			conn.(*net.TCPConn).SetLinger(0)
		}), nil},
		"silent": {host(t, nil, func(conn net.Conn) { reads(conn); time.Sleep(3 * time.Second) }), nil},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, end := context.WithTimeout(t.Context(), time.Second)
			defer end()
			if err := (Host{c.address, c.client, "a"}).Send(ctx, records()); err == nil || !strings.Contains(err.Error(), "log host") {
				t.Errorf("sent: %v", err)
			}
		})
	}
}
