package main

import (
	"crypto/x509"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/mailbox"
	"mingda/internal/postbox"
	"mingda/internal/web"
	"mingda/internal/worker"
)

// mailboxes reads the mailboxes of the configuration, with their passwords.
func mailboxes(cfg config.Config) ([]worker.Mailbox, error) {
	var all []worker.Mailbox
	for _, m := range cfg.Mailboxes {
		password, err := m.Password()
		if err != nil {
			return nil, usageError{err}
		}
		authorities, err := authorities(m.CAFile)
		if err != nil {
			return nil, err
		}
		all = append(all, worker.Mailbox{Agency: m.Agency, Bureau: m.Review, Account: mailbox.Account{
			Name: mailboxName(m), Host: m.Host, Port: m.Port, Security: mailbox.Security(m.Security), User: m.User, Password: password,
			Inbox: m.Inbox, Done: m.Done, RootCAs: authorities, MaxSize: int64(cfg.Limits.MailMB) << 20,
		}})
	}
	return all, nil
}

// mailboxName names a mailbox for good: what was taken from it is known by this
// name. It is the address people know, and the folder if it is not the usual one.
func mailboxName(m config.Mailbox) string {
	name := m.User
	if !strings.Contains(name, "@") {
		name += "@" + m.Host
	}
	if m.Inbox != "" && m.Inbox != mailbox.DefaultInbox {
		name += "/" + m.Inbox
	}
	return name
}

// outgoing reads the server mail goes out by; nil where there is none.
func outgoing(cfg config.Config) (*worker.Outgoing, error) {
	if cfg.SMTP.Host == "" {
		return nil, nil
	}
	password, err := cfg.SMTP.Password()
	if err != nil {
		return nil, usageError{err}
	}
	authorities, err := authorities(cfg.SMTP.CAFile)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, f := range cfg.SMTP.From {
		names[f.Address] = f.Name
	}
	return &worker.Outgoing{Names: names, Server: postbox.Sender{
		Host: cfg.SMTP.Host, Port: cfg.SMTP.Port, Security: postbox.Security(cfg.SMTP.Security),
		User: cfg.SMTP.User, Password: password, RootCAs: authorities,
	}}, nil
}

// mailSetup says what of mail is configured.
func mailSetup(cfg config.Config) *web.MailSetup {
	m := &web.MailSetup{Sends: cfg.SMTP.Host != ""}
	for _, box := range cfg.Mailboxes {
		if box.Review {
			continue // the bureau sends from the agency's address where it has none
		}
		m.Fetched = append(m.Fetched, box.Agency)
		if !cfg.SMTP.HasOwn(box.Agency) && !slices.Contains(m.NoSender, box.Agency) {
			m.NoSender = append(m.NoSender, box.Agency)
		}
	}
	return m
}

// warnOfMail says in the log what requests by mail would not be answered by.
func warnOfMail(log *slog.Logger, m *web.MailSetup) {
	if len(m.Fetched) > 0 && !m.Sends {
		log.Warn("mail is fetched, but there is no smtp.host: confirmations and replies wait in the outbox")
	}
	for _, agency := range m.NoSender {
		log.Warn("an agency has a mailbox, but no smtp.from of its own: its mail goes out from the first address there is, or waits in the outbox", "agency", agency)
	}
}

// authorities reads a PEM file of certificate authorities; nil, which is the
// system's, for no file.
func authorities(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, usageError{err}
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, usageError{fmt.Errorf("%s holds no certificate in PEM", file)}
	}
	return pool, nil
}

// reminders returns when people are reminded by mail; nobody is where no mail goes
// out. The times were checked with the configuration.
func reminders(cfg config.Config) desk.Reminders {
	since := func(s string) time.Duration {
		t, _ := time.Parse("15:04", s)
		return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	}
	r := cfg.Reminders
	return desk.Reminders{
		On: r.Mail && cfg.SMTP.Host != "", Rule: casefile.WarnRule{Before: r.Before, Every: r.Every}, From: since(r.From), Until: since(r.Until),
		DeskURL: cfg.Desk.Origin + cfg.Desk.BasePath, Help: r.Help,
	}
}
