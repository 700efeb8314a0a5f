// Command servers runs the servers around the office that the browser tests
// need: a real IMAP server (Dovecot) with one mailbox, and an SMTP server that
// keeps what it is sent, and, when asked for one, an identity service (OpenID
// Connect). It prints one line of JSON with their addresses and is
// steered by HTTP on this machine; it ends when its standard input ends, so
// that it never outlives the tests.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"mingda/internal/loopback"
	"mingda/internal/mailbox/mailboxtest"
	"mingda/internal/postbox/postboxtest"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "servers:", err)
		os.Exit(1)
	}
}

// An account is how one of the servers is reached.
type account struct {
	Host     string `json:"host"`
	Port     int    `json:"port"`
	User     string `json:"user"`
	Password string `json:"password"`
	CA       string `json:"ca"` // file in PEM
}

func run() (err error) {
	imap, err := mailboxtest.Start(mailboxtest.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, imap.Close()) }()
	smtp, err := postboxtest.Start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, smtp.Close()) }()
	smtpCA := filepath.Join(imap.Dir, "smtp.pem") // goes with the folder of Dovecot
	if err := os.WriteFile(smtpCA, smtp.Cert, 0o644); err != nil {
		return err
	}
	control, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		return err
	}
	defer control.Close()
	service := &identityService{}
	defer service.close()
	go http.Serve(control, steer(imap, smtp, service))
	err = json.NewEncoder(os.Stdout).Encode(map[string]any{
		"control": "http://" + control.Addr().String(),
		"imap":    account{imap.Host, imap.TLSPort, mailboxtest.User, mailboxtest.Password, filepath.Join(imap.Dir, "cert.pem")},
		"smtp":    account{smtp.Host, smtp.Port, postboxtest.User, postboxtest.Password, smtpCA},
	})
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// steer lets the tests deliver mail, read what was sent, and make the SMTP
// server refuse.
func steer(imap *mailboxtest.Server, smtp *postboxtest.Server, service *identityService) http.Handler {
	mux := http.NewServeMux()
	service.steer(mux)
	mux.HandleFunc("POST /deliver", func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err == nil {
			err = imap.Append(raw)
		}
		answer(w, nil, err)
	})
	mux.HandleFunc("GET /pending", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, imap.Pending(), nil)
	})
	mux.HandleFunc("GET /sent", func(w http.ResponseWriter, _ *http.Request) {
		letters := []letter{}
		for _, m := range smtp.Received() {
			l, err := read(m)
			if err != nil {
				answer(w, nil, err)
				return
			}
			letters = append(letters, l)
		}
		answer(w, letters, nil)
	})
	mux.HandleFunc("POST /answer", func(w http.ResponseWriter, r *http.Request) {
		code, err := strconv.Atoi(r.FormValue("code"))
		if err == nil {
			smtp.Answer(postboxtest.Step(r.FormValue("step")), code)
		}
		answer(w, nil, err)
	})
	return mux
}

func answer(w http.ResponseWriter, v any, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		fmt.Fprintln(os.Stderr, "servers:", err)
	}
}
