// Package clamavtest runs a real clamd for tests, with one signature of its own:
// no root and no database of viruses needed. It is not for scanning anything.
package clamavtest

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"mingda/internal/clamav"
	"mingda/internal/loopback"
)

// ErrMissing is what Start fails with when clamd is not installed (Debian:
// clamav-daemon).
var ErrMissing = errors.New("clamd is not installed")

// Signature is how the server calls what it finds in Bad.
const Signature = "Mingda.Test.UNOFFICIAL"

// Bad is what the server takes for harmful: the test string that all scanners
// know. It is put together at run time, so that no scanner objects to the program.
func Bad() []byte {
	return []byte(`X5O!P%@AP[4\PZX54(P^)7CC)7}$` + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!" + "$H+H*")
}

// Limit is how much the server takes in one stream, in MiB.
const Limit = 8

// A Server is a running clamd.
type Server struct {
	TCP, Unix *clamav.Scanner
	dir       string
	binary    string
	cmd       *exec.Cmd
	ended     chan error
}

// New prepares a server in a folder of its own that does not run yet; Close ends it.
func New() (*Server, error) {
	binary, err := exec.LookPath("clamd")
	if err != nil {
		if binary, err = exec.LookPath("/usr/sbin/clamd"); err != nil { // not in the path of who is not root
			return nil, ErrMissing
		}
	}
	dir, err := os.MkdirTemp("", "clamd") // short: the paths of sockets are limited
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		return nil, err
	}
	address := l.Addr().(*net.TCPAddr)
	l.Close()
	s := &Server{
		TCP:  &clamav.Scanner{Network: "tcp", Address: address.String()},
		Unix: &clamav.Scanner{Network: "unix", Address: filepath.Join(dir, "clamd.sock")},
		dir:  dir, binary: binary,
	}
	conf := fmt.Sprintf("Foreground yes\nLogFile %[1]s/log\nDatabaseDirectory %[1]s/db\nLocalSocket %[1]s/clamd.sock\nTCPSocket %[2]d\nTCPAddr %[3]s\nTemporaryDirectory %[1]s\nStreamMaxLength %[4]dM\nMaxThreads 2\n",
		dir, address.Port, address.IP, Limit)
	sign := "Mingda.Test:0:*:" + hex.EncodeToString(Bad()) + "\n"
	return s, errors.Join(os.Mkdir(filepath.Join(dir, "db"), 0o755),
		os.WriteFile(filepath.Join(dir, "db", "test.ndb"), []byte(sign), 0o644),
		os.WriteFile(filepath.Join(dir, "clamd.conf"), []byte(conf), 0o644))
}

// Run starts the server and returns when it answers.
func (s *Server) Run() error {
	s.cmd = exec.Command(s.binary, "--config-file="+filepath.Join(s.dir, "clamd.conf"))
	if os.Geteuid() == 0 {
		who, err := user.Lookup("nobody")
		if err != nil {
			return err
		}
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		if err := errors.Join(os.Chown(s.dir, uid, gid), os.Chmod(s.dir, 0o755)); err != nil {
			return err
		}
		s.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.cmd.Wait() }()
	late := time.After(30 * time.Second)
	for {
		if _, err := s.TCP.Version(context.Background()); err == nil {
			return nil
		}
		select {
		case err := <-s.ended:
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			s.ended = nil
			return fmt.Errorf("clamd ended: %v\n%s", err, log)
		case <-time.After(20 * time.Millisecond):
		case <-late:
			return errors.Join(errors.New("clamd does not answer"), s.Kill())
		}
	}
}

// Kill ends the server at once, as a crash does.
func (s *Server) Kill() error {
	if s.ended == nil {
		return nil
	}
	err := s.cmd.Process.Kill()
	<-s.ended
	s.ended = nil
	return err
}

// Pause stops the server in its tracks: it takes what is sent and answers nothing.
func (s *Server) Pause() error { return s.cmd.Process.Signal(syscall.SIGSTOP) }

// Close ends the server and removes its folder.
func (s *Server) Close() error { return errors.Join(s.Kill(), os.RemoveAll(s.dir)) }
