// Package mailboxtest runs a real IMAP server, Dovecot, for tests and for
// measuring: one user, one mailbox, ports of its own, no root needed. It is
// not for taking real mail in.
//
// Dovecot gives every line with CRLF, however it came: bytes read back are
// those of Append only if Append got CRLF lines.
package mailboxtest

import (
	"bytes"
	"crypto/x509"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"text/template"
	"time"

	"mingda/internal/loopback"
	"mingda/internal/testcert"
)

// The one account of the server.
const (
	User     = "foi"
	Password = "secret \"quoted\" \\ pässword"
)

//go:embed dovecot.conf.tmpl
var confText string

var confTemplate = template.Must(template.New("dovecot.conf").Parse(confText))

// ErrMissing is what Start fails with when Dovecot is not installed
// (Debian: dovecot-imapd).
var ErrMissing = errors.New("dovecot is not installed")

// A Server is a running Dovecot.
type Server struct {
	Host    string         // see loopback
	Port    int            // for connections without TLS and with STARTTLS
	TLSPort int            // for TLS from the first byte
	CAs     *x509.CertPool // holds the authority that signed the certificate for "localhost" and both loopback addresses
	Dir     string         // where everything lies

	owner *syscall.Credential // who the mail belongs to; nil: the current user
	cmd   *exec.Cmd
	ended chan error
	count int // messages appended, for their file names
}

// Options change the server from what Dovecot is by default.
type Options struct {
	Dir        string // empty: a new folder that Close removes
	Capability string // what IMAP capabilities it owns up to, such as "IMAP4rev1 UIDPLUS"; empty: all
}

// Start starts a server and returns when it answers. Started as root, it runs
// as nobody, who must be able to reach the folder.
func Start(o Options) (*Server, error) {
	binary, err := exec.LookPath("dovecot")
	if err != nil {
		if binary = "/usr/sbin/dovecot"; exec.Command(binary, "--version").Run() != nil {
			return nil, ErrMissing
		}
	}
	s := &Server{Host: loopback.Host(), Dir: o.Dir}
	if s.Dir == "" {
		if s.Dir, err = os.MkdirTemp("", "dovecot"); err != nil { // short: the paths of sockets are limited
			return nil, err
		}
	}
	if err := s.prepare(o); err != nil {
		return nil, err
	}
	return s, s.launch(binary)
}

// prepare writes configuration, certificate, password and an empty mailbox.
func (s *Server) prepare(o Options) error {
	who, group, err := s.whoRuns()
	if err != nil {
		return err
	}
	if s.Port, s.TLSPort, err = freePorts(); err != nil {
		return err
	}
	pair, err := testcert.New()
	if err != nil {
		return err
	}
	s.CAs = pair.CAs
	var conf bytes.Buffer
	err = confTemplate.Execute(&conf, map[string]any{"Dir": s.Dir, "Host": s.Host, "RunAs": who, "Group": group,
		"Capability": o.Capability, "Port": s.Port, "TLSPort": s.TLSPort})
	return errors.Join(err,
		os.WriteFile(s.conf(), conf.Bytes(), 0o644),
		os.WriteFile(filepath.Join(s.Dir, "cert.pem"), pair.Cert, 0o644),
		os.WriteFile(filepath.Join(s.Dir, "key.pem"), pair.Key, 0o600),
		os.WriteFile(filepath.Join(s.Dir, "passwd"), []byte(User+":{PLAIN}"+Password+"\n"), 0o644),
		os.MkdirAll(s.mail("tmp"), 0o755), os.MkdirAll(s.mail("new"), 0o755), os.MkdirAll(s.mail("cur"), 0o755),
		os.Chmod(s.Dir, 0o755),
		s.giveMail())
}

// whoRuns returns the user and group the server runs as.
func (s *Server) whoRuns() (name, group string, err error) {
	who, err := user.Current()
	if err == nil && os.Geteuid() == 0 {
		who, err = user.Lookup("nobody")
	}
	if err != nil {
		return "", "", err
	}
	g, err := user.LookupGroupId(who.Gid)
	if err != nil {
		return "", "", err
	}
	if os.Geteuid() == 0 {
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		s.owner = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return who.Username, g.Name, nil
}

// giveMail makes the mail the property of who the server runs as.
func (s *Server) giveMail() error {
	if s.owner == nil {
		return nil
	}
	return filepath.WalkDir(filepath.Join(s.Dir, "mail"), func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chown(path, int(s.owner.Uid), int(s.owner.Gid)))
	})
}

func (s *Server) conf() string { return filepath.Join(s.Dir, "dovecot.conf") }

func (s *Server) mail(elem ...string) string {
	return filepath.Join(append([]string{s.Dir, "mail", User}, elem...)...)
}

// freePorts returns two ports nobody listens on at the moment.
func freePorts() (int, int, error) {
	a, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		return 0, 0, err
	}
	defer a.Close()
	b, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		return 0, 0, err
	}
	defer b.Close()
	return a.Addr().(*net.TCPAddr).Port, b.Addr().(*net.TCPAddr).Port, nil
}

// launch runs Dovecot in the foreground, as a child, and waits until it greets.
func (s *Server) launch(binary string) error {
	s.cmd = exec.Command(binary, "-F", "-c", s.conf())
	var said bytes.Buffer
	s.cmd.Stderr = &said
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.cmd.Wait() }()
	for range 200 {
		if s.greets() {
			return nil
		}
		select {
		case err := <-s.ended:
			log, _ := os.ReadFile(filepath.Join(s.Dir, "dovecot.log"))
			return fmt.Errorf("dovecot did not start: %v: %s%s", err, said.Bytes(), log)
		case <-time.After(25 * time.Millisecond):
		}
	}
	return errors.Join(errors.New("dovecot does not answer"), s.Stop())
}

func (s *Server) greets() bool {
	conn, err := net.Dial("tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
	if err != nil {
		return false
	}
	defer conn.Close()
	line := make([]byte, 64)
	n, err := conn.Read(line)
	return err == nil && strings.HasPrefix(string(line[:n]), "* OK")
}

// Append delivers a message into the inbox, as a mail system would.
func (s *Server) Append(raw []byte) error {
	s.count++
	name := fmt.Sprintf("%06d.P%d.test", s.count, os.Getpid())
	tmp := s.mail("tmp", name)
	if err := os.WriteFile(tmp, raw, 0o644); err != nil {
		return err
	}
	if s.owner != nil {
		if err := os.Chown(tmp, int(s.owner.Uid), int(s.owner.Gid)); err != nil {
			return err
		}
	}
	return os.Rename(tmp, s.mail("new", name))
}

// Kick cuts all connections of the user, as an administrator of the server may.
func (s *Server) Kick() error {
	out, err := exec.Command("doveadm", "-c", s.conf(), "kick", User).CombinedOutput()
	if err != nil {
		return fmt.Errorf("kick: %w: %s", err, out)
	}
	return nil
}

// Connected returns how many connections the user has. One that was cut counts
// until the server is done with its last command.
func (s *Server) Connected() (int, error) {
	out, err := exec.Command("doveadm", "-c", s.conf(), "who", "-1", User).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("who: %w: %s", err, out)
	}
	return max(0, bytes.Count(out, []byte("\n"+User))), nil
}

// Renumber makes the server forget the UIDs of the inbox, as moving a mailbox
// to another machine may: the same messages get other UIDs under another
// UIDVALIDITY. Call it between Stop and Restart. It waits a second, because
// Dovecot takes the UIDVALIDITY from the clock.
func (s *Server) Renumber() error {
	time.Sleep(1100 * time.Millisecond)
	lists, err := filepath.Glob(s.mail("dovecot*"))
	for _, list := range lists {
		err = errors.Join(err, os.RemoveAll(list))
	}
	return err
}

// Stop ends the server and all its processes. The mail stays.
func (s *Server) Stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-s.ended:
	case <-time.After(200 * time.Millisecond): // it waits for clients longer than a test should
		_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) // its own group, made in launch
		<-s.ended
	}
	return nil
}

// Restart starts a stopped server again, with the same mail and ports.
func (s *Server) Restart() error { return s.launch(s.cmd.Path) }

// Close stops the server and removes its folder with all mail.
func (s *Server) Close() error {
	return errors.Join(s.Stop(), os.RemoveAll(s.Dir))
}

// Pending returns how many messages are in the inbox, without asking the
// server.
func (s *Server) Pending() int {
	fresh, _ := os.ReadDir(s.mail("new"))
	seen, _ := os.ReadDir(s.mail("cur"))
	return len(fresh) + len(seen)
}
