package config

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"
)

// A SetupServer is a mail server as the answers name it; without a host it is
// left for later. Its password is no answer but has a file of its own.
type SetupServer struct {
	Host         string `toml:"host"`
	Port         int    `toml:"port"` // 0: what Security usually has
	Security     string `toml:"security"`
	User         string `toml:"user"`          // empty: of IMAP the agency's mailbox, of SMTP no sign-in
	PasswordFile string `toml:"password_file"` // empty: one in secrets/
	CAFile       string `toml:"ca_file"`
}

// Validate returns nil, or Problems with what is wrong with the server at which
// somebody is to sign in. Paths are relative to the folder.
func (s SetupServer) Validate(where, folder string) error {
	var bad Problems
	if s.Host != "" {
		checkServer(where, s.Host, s.Port, s.Security, &bad)
		checkFile(where+" ca_file", within(folder, s.CAFile), &bad)
	}
	return bad.err()
}

// set returns the keys of the server's table that are not left as they are.
func (s SetupServer) set() []assignment {
	all := []assignment{
		{"host", quoted(s.Host)}, {"security", quoted(cmp.Or(s.Security, "implicit"))},
	}
	if s.Port != 0 {
		all = append(all, assignment{"port", strconv.Itoa(s.Port)})
	}
	for _, one := range []struct{ key, value string }{{"user", s.User}, {"password_file", s.PasswordFile}, {"ca_file", s.CAFile}} {
		if one.value != "" {
			all = append(all, assignment{one.key, quoted(one.value)})
		}
	}
	return all
}

// imap returns the server of the agency's mailbox with what follows from the
// agency filled in.
func (a SetupAgency) imap() SetupServer {
	s := a.IMAP
	s.User = cmp.Or(s.User, a.MailAddress)
	s.PasswordFile = cmp.Or(s.PasswordFile, "secrets/imap-"+strings.ToUpper(a.Code))
	return s
}

// smtp returns the server mail goes out by, with the file of its password.
func (s Setup) smtp() SetupServer {
	out := s.SMTP
	if out.User != "" {
		out.PasswordFile = cmp.Or(out.PasswordFile, "secrets/smtp")
	}
	return out
}

// Sender returns the first published mailbox, "" if there is none: without one
// no mail can go out.
func (s Setup) Sender() string {
	for _, a := range s.Agencies {
		if a.MailAddress != "" {
			return a.MailAddress
		}
	}
	return ""
}

// CheckMail returns nil, or Problems with what of mail does not go together.
// The folder is the configuration file's.
func (s Setup) CheckMail(folder string) error {
	var bad Problems
	for _, a := range s.Agencies {
		where := "agency " + a.Code + " imap"
		switch {
		case a.IMAP == (SetupServer{}):
		case a.IMAP.Host == "":
			bad.add(where, "host is empty")
		case a.imap().User == "":
			bad.add(where, "user is empty, and the agency has no mail_address")
		}
		bad.join(a.IMAP.Validate(where, folder))
	}
	switch {
	case s.SMTP == (SetupServer{}):
	case s.SMTP.Host == "":
		bad.add("smtp", "host is empty")
	case s.Sender() == "":
		bad.add("smtp", "no agency has a mail_address to send from")
	}
	bad.join(s.SMTP.Validate("smtp", folder))
	return bad.err()
}

// PasswordFiles returns the paths of the files that hold the passwords of the
// mail servers, as the configuration names them.
func (s Setup) PasswordFiles(folder string) []string {
	var all []string
	for _, a := range s.Agencies {
		if a.IMAP.Host != "" {
			all = append(all, within(folder, a.imap().PasswordFile))
		}
	}
	if file := s.smtp().PasswordFile; s.SMTP.Host != "" && file != "" {
		all = append(all, within(folder, file))
	}
	return all
}

// LeftOut lists the agencies whose published mailbox has no server yet, from
// which nothing is fetched.
func (s Setup) LeftOut() []string {
	var all []string
	for _, a := range s.Agencies {
		if a.MailAddress != "" && a.IMAP.Host == "" {
			all = append(all, a.Name+" "+a.MailAddress)
		}
	}
	return all
}

// mailTables fills the tables of mailboxes, server and senders in. Where the
// answers name no server its table stays commented out, with the first agency
// in it as a sample.
func (s Setup) mailTables(text string) string {
	var boxes, senders [][]assignment
	for _, a := range s.Agencies {
		if a.IMAP.Host != "" {
			boxes = append(boxes, append([]assignment{{"agency", quoted(a.Name)}}, a.imap().set()...))
		}
		if s.SMTP.Host != "" && a.MailAddress != "" {
			senders = append(senders, []assignment{{"agency", quoted(a.Name)}, {"address", quoted(a.MailAddress)}, {"name", quoted(a.Name)}})
		}
	}
	text = s.mailSample(text)
	text = fillTables(text, "mailbox", boxes)
	text = fillTables(text, "smtp.from", senders)
	if s.SMTP.Host != "" {
		for _, one := range s.smtp().set() {
			text = setLine(text, "smtp", one.key, one.value, "")
		}
	}
	return text
}

// mailSample puts the first agency into the samples of mailbox and sender,
// which stay commented out.
func (s Setup) mailSample(text string) string {
	a := s.coordinating()
	for _, set := range []struct{ table, key, value string }{
		{"mailbox", "agency", a.Name}, {"mailbox", "user", a.MailAddress}, {"smtp", "user", a.MailAddress},
		{"smtp.from", "agency", a.Name}, {"smtp.from", "address", a.MailAddress}, {"smtp.from", "name", a.Name},
	} {
		if set.value != "" {
			text = setKey(text, set.table, set.key, set.value, "# ")
		}
	}
	return text
}

// An assignment is a key and its value in TOML.
type assignment struct{ key, value string }

// fillTables puts a table for each of the rows where the text has a sample of
// it commented out, which goes as far as the next empty line. Each keeps the
// comments of the sample. Without rows the sample stays.
func fillTables(text, table string, rows [][]assignment) string {
	header := "[[" + table + "]]"
	from := strings.Index(text, "# "+header+"\n")
	if from < 0 || len(rows) == 0 {
		return text
	}
	sample, rest, _ := strings.Cut(text[from:], "\n\n")
	var filled []string
	for _, row := range rows {
		one := strings.Replace(sample, "# "+header, header, 1)
		for _, s := range row {
			one = setLine(one, table, s.key, s.value, "")
		}
		filled = append(filled, one)
	}
	return text[:from] + strings.Join(filled, "\n\n") + "\n\n" + rest
}

// within returns the path as seen from the folder; no path stays none.
func within(folder, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}
