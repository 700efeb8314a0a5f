package postbox

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// deliver makes one connection and sends the mail over it.
func (s *Sender) deliver(ctx context.Context, msg *gomail.Msg) error {
	timeout := cmp.Or(s.Timeout, 2*time.Minute)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client, err := s.client(ctx, timeout)
	if err != nil {
		return &SendError{Kind: ErrTemporary, Step: "configure", Cause: err}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if err == nil || msg.IsDelivered() {
		return nil // a failure of RSET or QUIT after the server's 250 changes nothing
	}
	return classify(err)
}

// Check connects, signs in and leaves: nil if the server would take mail. It sends none.
func (s *Sender) Check(ctx context.Context) error {
	timeout := cmp.Or(s.Timeout, 2*time.Minute)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client, err := s.client(ctx, timeout)
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return err
	}
	_ = client.Close() // it has let us in
	return nil
}

// client returns a go-mail client whose connection closes when ctx ends;
// go-mail itself heeds ctx while dialling only.
func (s *Sender) client(ctx context.Context, timeout time.Duration) (*gomail.Client, error) {
	security := cmp.Or(s.Security, Implicit)
	port := cmp.Or(s.Port, map[Security]int{Implicit: 465, StartTLS: 587, Plain: 25}[security])
	tlsConfig := &tls.Config{RootCAs: s.RootCAs, ServerName: cmp.Or(s.ServerName, s.Host), MinVersion: tls.VersionTLS12}
	policy := gomail.NoTLS
	auth := []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
	switch security {
	case Implicit:
	case StartTLS:
		policy = gomail.TLSMandatory
	case Plain:
		if s.Host != "localhost" && !net.ParseIP(s.Host).IsLoopback() {
			return nil, fmt.Errorf("a connection without TLS is only allowed to this machine, not to %s", s.Host)
		}
		auth = []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc}
	default:
		return nil, fmt.Errorf("unknown kind of security %q", security)
	}
	address := net.JoinHostPort(s.Host, strconv.Itoa(port)) // gomail has no brackets about IPv6
	dial := func(dialing context.Context, network, _ string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(dialing, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { conn.Close() })
		if security != Implicit {
			return conn, nil
		}
		secure := tls.Client(conn, tlsConfig)
		if err := secure.HandshakeContext(dialing); err != nil {
			conn.Close()
			return nil, err
		}
		return secure, nil
	}
	_, domain, _ := strings.Cut(s.From, "@")
	options := []gomail.Option{
		gomail.WithPort(port), gomail.WithTimeout(timeout), gomail.WithTLSPolicy(policy), gomail.WithTLSConfig(tlsConfig),
		gomail.WithDialContextFunc(dial), gomail.WithHELO(cmp.Or(s.HELO, strings.Trim(domain, "<> "), "localhost")),
	}
	if s.User != "" {
		options = append(options, gomail.WithUsername(s.User), gomail.WithPassword(s.Password), gomail.WithOpportunisticSMTPAuth(auth...))
	}
	return gomail.NewClient(s.Host, options...)
}

// classify tells what trying again will not mend. Only the server's own 5xx
// about this recipient or this content is final. A 5xx before it (sign-in,
// sender) is a matter of configuration: an administrator mends it, and then
// all that waits in the outbox should go.
func classify(err error) *SendError {
	failure := &SendError{Kind: ErrTemporary, Step: "connect", Cause: err}
	var told *gomail.SendError
	if !errors.As(err, &told) {
		return failure
	}
	failure.Step, failure.Code = told.Reason.String(), told.ErrorCode()
	final := failure.Code >= 500 && failure.Code != 530 // 530: sign in first
	switch told.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrWriteContent:
		if final {
			failure.Kind = ErrPermanent
		}
	case gomail.ErrSMTPMailFrom:
		if failure.Code == 552 { // too large for this server
			failure.Kind = ErrPermanent
		}
	case gomail.ErrGetSender, gomail.ErrGetRcpts:
		failure.Kind = ErrPermanent
	}
	return failure
}
