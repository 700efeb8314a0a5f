// Package postboxtest runs a real SMTP server that keeps what it is sent and
// refuses, cuts or is down on demand, for tests of what sends mail. It delivers
// nothing to anybody.
package postboxtest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"slices"
	"sync"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"mingda/internal/loopback"
	"mingda/internal/testcert"
)

// The one account of the server. Signing in is possible, but not required.
const (
	User     = "foi"
	Password = "secret pässword"
)

// A Mail is what the server took over.
type Mail struct {
	From string   // MAIL FROM
	To   []string // RCPT TO
	User string   // who signed in; empty: nobody
	TLS  bool     // whether the connection was secured
	Raw  []byte   // as sent, CRLF lines
}

// A Step is a point of the exchange at which the server can be told to answer
// otherwise.
type Step string

// The steps, in their order.
const (
	Auth  Step = "auth"
	From  Step = "from"
	Rcpt  Step = "rcpt"
	Data  Step = "data"  // after the whole content has come; it is not kept
	Taken Step = "taken" // after the content is kept, before the answer; only Cut
	After Step = "after" // after the answer; only Cut
)

// Cut is the code that ends the connection instead of answering.
const Cut = -1

// A Server is a running SMTP server.
type Server struct {
	Host    string         // see loopback
	Port    int            // without TLS, and with STARTTLS
	TLSPort int            // TLS from the first byte
	CAs     *x509.CertPool // trusts the server's certificate
	Cert    []byte         // that certificate in PEM

	mu        sync.Mutex
	received  []Mail
	answers   map[Step]int
	tlsConfig *tls.Config
	servers   []*smtp.Server
	listeners []net.Listener
}

// Start starts a server on free ports of this machine.
func Start() (*Server, error) {
	pair, err := testcert.New()
	if err != nil {
		return nil, err
	}
	cert, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		return nil, err
	}
	s := &Server{Host: loopback.Host(), CAs: pair.CAs, Cert: pair.Cert, answers: map[Step]int{}, tlsConfig: &tls.Config{Certificates: []tls.Certificate{cert}}}
	return s, s.Restart()
}

// Restart starts a closed server again on the same ports.
func (s *Server) Restart() error {
	open, err := net.Listen("tcp", loopback.Address(s.Port))
	if err != nil {
		return err
	}
	secure, err := net.Listen("tcp", loopback.Address(s.TLSPort))
	if err != nil {
		return errors.Join(err, open.Close())
	}
	s.Port, s.TLSPort = open.Addr().(*net.TCPAddr).Port, secure.Addr().(*net.TCPAddr).Port
	s.servers, s.listeners = nil, []net.Listener{open, tls.NewListener(secure, s.tlsConfig)}
	for _, l := range s.listeners {
		server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: s, conn: c}, nil }))
		server.Domain = "localhost"
		server.TLSConfig = s.tlsConfig
		server.AllowInsecureAuth = true
		server.ErrorLog = log.New(io.Discard, "", 0)
		s.servers = append(s.servers, server)
		go server.Serve(l)
	}
	return nil
}

// Close ends the server and its connections. What it received stays readable.
// It never fails; it returns an error to be an io.Closer.
func (s *Server) Close() error {
	for i, server := range s.servers {
		_ = s.listeners[i].Close() // the server knows of it only once Serve has begun
		_ = server.Close()
	}
	return nil
}

// Answer makes the server answer with the code at the step from now on; 0 lets
// it go on as usual, Cut ends the connection.
func (s *Server) Answer(step Step, code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[step] = code
}

// Received returns the mails taken over so far, in order.
func (s *Server) Received() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.received)
}

// at returns what the server is told to answer at the step, and cuts the
// connection if it is told so.
func (s *Server) at(step Step, c *smtp.Conn) error {
	s.mu.Lock()
	code := s.answers[step]
	s.mu.Unlock()
	switch code {
	case 0:
		return nil
	case Cut:
		return errors.Join(errors.New("cut"), c.Conn().Close())
	}
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 1, 1}, Message: "told so by the test"}
}

// A session is one connection.
type session struct {
	server *Server
	conn   *smtp.Conn
	mail   Mail
	user   string
	taken  bool
}

// AuthMechanisms offers PLAIN.
func (*session) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth accepts the one account.
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if err := s.server.at(Auth, s.conn); err != nil {
			return err
		}
		if user != User || password != Password {
			return smtp.ErrAuthFailed
		}
		s.user = user
		return nil
	}), nil
}

// Mail begins a mail.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	_, secure := s.conn.TLSConnectionState()
	s.mail = Mail{From: from, User: s.user, TLS: secure}
	return s.server.at(From, s.conn)
}

// Rcpt adds a recipient.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = append(s.mail.To, to)
	return s.server.at(Rcpt, s.conn)
}

// Data takes the content.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.server.at(Data, s.conn); err != nil {
		return err
	}
	s.mail.Raw = raw
	s.server.mu.Lock()
	s.server.received = append(s.server.received, s.mail)
	s.server.mu.Unlock()
	s.taken = true
	return s.server.at(Taken, s.conn)
}

// Reset is called after each mail.
func (s *session) Reset() {
	if s.taken {
		_ = s.server.at(After, s.conn) // there is nobody to answer to
	}
}

// Logout ends the session.
func (*session) Logout() error { return nil }
