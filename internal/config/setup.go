package config

import (
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/BurntSushi/toml"
)

// A Setup is what a new office must be told once: it ends in the configuration
// file and, for agencies and people, in the database.
type Setup struct {
	Region         string               `toml:"region"`
	DataDir        string               `toml:"data_dir"`
	Origin         string               `toml:"origin"`      // of desk and portal
	PortalPath     string               `toml:"portal_path"` // empty: /
	Agencies       []SetupAgency        `toml:"agency"`      // the coordinating one first
	SMTP           SetupServer          `toml:"smtp"`        // mail of all agencies goes out by it
	Administrators []SetupAdministrator `toml:"administrator"`
}

// A SetupAgency is an agency with its units; its fields are those of
// office.Agency.
type SetupAgency struct {
	Code          string   `toml:"code"`
	Name          string   `toml:"name"`
	CasePrefix    string   `toml:"case_prefix"`
	LetterWord    string   `toml:"letter_word"`
	ReviewBody    string   `toml:"review_body"`
	ReviewChannel string   `toml:"review_channel"`
	Court         string   `toml:"court"`
	MailAddress   string   `toml:"mail_address"`
	Address       string   `toml:"address"`
	PostCode      string   `toml:"post_code"`
	Phone         string   `toml:"phone"`
	ReviewWord    string   `toml:"review_word"`
	Bureau        string   `toml:"bureau"`
	BureauAddress string   `toml:"bureau_address"`
	BureauPhone   string   `toml:"bureau_phone"`
	Units         []string `toml:"units"`

	IMAP SetupServer `toml:"imap"` // of MailAddress
}

// A SetupAdministrator is one of the first accounts.
type SetupAdministrator struct {
	Login string `toml:"login"`
	Name  string `toml:"name"`
	Role  string `toml:"role"`
}

// SetupExample is a Setup as a file, with comments.
//
//go:embed setup.example.toml
var SetupExample string

// DefaultSetup returns what is right for most, without agencies and people.
func DefaultSetup() Setup {
	d := Default()
	return Setup{Region: d.Region, DataDir: d.DataDir, Origin: d.Portal.Origin}
}

// ParseSetup reads a Setup over DefaultSetup. An unknown key is an error; what
// is in the fields is for whoever stores them to check.
func ParseSetup(text string) (Setup, error) {
	s := DefaultSetup()
	meta, err := toml.Decode(text, &s)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		return s, fmt.Errorf("line %d: %s", syntax.Position.Line, syntax.Message)
	}
	if err != nil {
		return s, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return s, fmt.Errorf("unknown key %s", unknown[0])
	}
	return s, nil
}

// exampleFile is mingda.example.toml; a test holds it to the one at the top.
//
//go:embed mingda.example.toml
var exampleFile string

// File returns the configuration file of the office: the example with its
// comments, and what the Setup says filled in.
func (s Setup) File() string {
	text := strings.Replace(exampleFile, "# Copy to mingda.toml, change what is needed, start", "# Made by mingda init. Change what is needed, start", 1)
	text = strings.Replace(text, "# 复制为 mingda.toml，改要改的，再启动。", "# mingda init 写成，改要改的，再启动。", 1)
	for _, set := range []struct{ table, key, value string }{
		{"", "region", s.Region}, {"", "data_dir", s.DataDir}, {"desk", "origin", s.Origin},
		{"portal", "origin", s.Origin}, {"portal", "base_path", s.PortalPath}, {"portal", "office", s.coordinating().Name},
		{"portal", "phone", s.coordinating().Phone}, {"portal", "address", s.coordinating().Address}, {"portal", "post_code", s.coordinating().PostCode},
	} {
		if set.value != "" {
			text = setKey(text, set.table, set.key, set.value, "")
		}
	}
	if own := s.listen(); own != "" {
		text = setLine(text, "", "listen", "["+quoted(own)+"]", "")
	}
	return s.mailTables(text)
}

// listen returns the address to listen on that follows from an origin on this
// very machine: no proxy stands between. It is empty for any other origin.
func (s Setup) listen() string {
	u, err := url.Parse(s.Origin)
	if err != nil || u.Scheme != "http" || u.Hostname() != "localhost" || u.Port() == "" {
		return ""
	}
	return u.Host
}

// coordinating returns the first agency, whose office is the one people reach.
func (s Setup) coordinating() SetupAgency {
	if len(s.Agencies) == 0 {
		return SetupAgency{}
	}
	return s.Agencies[0]
}

// setKey sets a key of a table to a string.
func setKey(text, table, key, value, mark string) string {
	return setLine(text, table, key, quoted(value), mark)
}

// setLine sets a key of a table in the text of the example, where it stands
// commented out or with its default, with mark before it.
func setLine(text, table, key, value, mark string) string {
	lines := strings.Split(text, "\n")
	in := ""
	for i, line := range lines {
		bare := strings.TrimPrefix(line, "# ")
		if header, ok := strings.CutPrefix(bare, "["); ok && strings.HasSuffix(bare, "]") {
			in = strings.Trim(header, "[]")
		}
		if in == table && strings.HasPrefix(bare, key+" = ") {
			lines[i] = mark + key + " = " + value
			break
		}
	}
	return strings.Join(lines, "\n")
}

// quoted writes a TOML string.
func quoted(s string) string {
	var b strings.Builder
	if err := toml.NewEncoder(&b).Encode(map[string]string{"v": s}); err != nil {
		return `""` // a string can always be written
	}
	return strings.TrimSpace(strings.TrimPrefix(b.String(), "v = "))
}
