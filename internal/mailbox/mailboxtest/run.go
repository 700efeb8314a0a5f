package mailboxtest

import (
	"errors"
	"os"
)

// A TB is what StartDovecot needs of *testing.T; naming it here keeps the
// testing package out of the program, whose bench starts a server too.
type TB interface {
	Helper()
	Cleanup(func())
	Failed() bool
	Log(...any)
	Error(...any)
	Skip(...any)
	Fatal(...any)
}

// StartDovecot starts a server for the test and stops it at the end. Without
// Dovecot the test is skipped, unless CI is "true": there it must be installed.
func StartDovecot(t TB, o Options) *Server {
	t.Helper()
	s, err := Start(o)
	if errors.Is(err, ErrMissing) && os.Getenv("CI") != "true" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(s.Log())
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
