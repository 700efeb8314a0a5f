package config

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// A Problem is one thing that is wrong with the configuration.
type Problem struct {
	Where string // key, variable or "line 12"
	What  string // what is wrong, and what would be right
}

// Problems is everything that is wrong, in the order of the file.
type Problems []Problem

// Error returns one line for each problem.
func (p Problems) Error() string {
	var lines []string
	for _, one := range p {
		lines = append(lines, one.Where+": "+one.What)
	}
	return "configuration: " + strings.Join(lines, ";\n")
}

func (p *Problems) add(where, format string, args ...any) {
	*p = append(*p, Problem{where, fmt.Sprintf(format, args...)})
}

// join adds the problems that the error holds.
func (p *Problems) join(err error) {
	if more, ok := err.(Problems); ok {
		*p = append(*p, more...)
	}
}

// err returns nil without problems, so that an empty list is no error.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// Load reads the file, puts the environment (as os.Environ gives it) over it and
// checks the whole. An empty name is no file: defaults and environment only.
// Relative paths in the file are relative to its folder. The error, if it is
// not that the file cannot be read, is Problems with all that is wrong.
func Load(file string, environ []string) (Config, error) {
	text, folder := "", "."
	if file != "" {
		b, err := os.ReadFile(file)
		if err != nil {
			return Config{}, fmt.Errorf("configuration: %w", err)
		}
		text, folder = string(b), filepath.Dir(file)
	}
	return Parse(text, folder, environ)
}

// Parse is Load with the text of the file and the folder its paths are relative to.
func Parse(text, folder string, environ []string) (Config, error) {
	c := Default()
	c.folder = folder
	var bad Problems
	read(&c, text, &bad)
	applyEnvironment(&c, environ, &bad)
	if len(bad) > 0 {
		return Config{}, bad
	}
	c.setPaths()
	if err := c.Validate(); err != nil {
		return Config{}, err
	}
	return c, nil
}

// read decodes the text into c. A key that is not one of ours is a problem: a
// misspelt key must not leave a default in force in silence.
func read(c *Config, text string, bad *Problems) {
	meta, err := toml.Decode(text, c)
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		bad.add(fmt.Sprintf("line %d", syntax.Position.Line), "%s", syntax.Message)
		return
	}
	if err != nil {
		bad.add("file", "%s", strings.TrimPrefix(err.Error(), "toml: "))
		return
	}
	for _, key := range meta.Undecoded() {
		bad.add(fmt.Sprintf("line %d", lineOf(text, key)), "unknown key %s", key)
	}
}

// lineOf returns the line on which the key is set or its table begins, 0 if it
// is written in a way this does not follow (inline tables).
func lineOf(text string, key toml.Key) int {
	table := ""
	full := key.String()
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if header, ok := strings.CutPrefix(line, "["); ok {
			header, _, _ = strings.Cut(strings.TrimPrefix(header, "["), "]")
			table = strings.TrimSpace(header) + "."
			if table == full+"." {
				return i + 1
			}
			continue
		}
		name, _, found := strings.Cut(line, "=")
		if found && table+strings.TrimSpace(name) == full {
			return i + 1
		}
	}
	return 0
}

// setPaths makes the paths of the file absolute or relative to where the
// program runs, and gives base paths one slash at each end.
func (c *Config) setPaths() {
	paths := []*string{&c.DataDir, &c.KeyFile, &c.FontsDir, &c.TLSCert, &c.TLSKey, &c.SMTP.PasswordFile, &c.SMTP.CAFile, &c.Backup.Dir, &c.Backup.Heads, &c.Audit.CAFile, &c.OIDC.SecretFile, &c.OIDC.CAFile}
	for i := range c.Mailboxes {
		paths = append(paths, &c.Mailboxes[i].PasswordFile, &c.Mailboxes[i].CAFile)
	}
	for i := range c.Letters {
		paths = append(paths, &c.Letters[i].Seal, &c.Letters[i].Cert, &c.Letters[i].Key)
	}
	for _, p := range paths {
		*p = within(c.folder, *p)
	}
	if c.KeyFile == "" && c.DataDir != "" {
		c.KeyFile = filepath.Join(c.DataDir, "mingda.key")
	}
	for _, p := range []*string{&c.Desk.BasePath, &c.Portal.BasePath} {
		*p = strings.TrimSuffix("/"+strings.Trim(*p, "/"), "/") + "/"
	}
}

// Proxies returns TrustedProxies as prefixes; a bare address is itself alone.
func (c Config) Proxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range c.TrustedProxies {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			a, errA := netip.ParseAddr(text)
			if errA != nil {
				return nil, fmt.Errorf("%q is neither an address nor a network such as 10.0.0.0/8", text)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		all = append(all, p.Masked())
	}
	return all, nil
}

// Password reads the mailbox's password from its file.
func (m Mailbox) Password() (string, error) { return secret(m.PasswordFile) }

// Password reads the password from its file, "" without one.
func (s SMTP) Password() (string, error) {
	if s.PasswordFile == "" {
		return "", nil
	}
	return secret(s.PasswordFile)
}

// FromOf returns the sender's address and name of the agency. Without one of its own it
// is the first that is no bureau's (复议机构); false if there is none.
func (s SMTP) FromOf(agency string) (From, bool) {
	offices := slices.DeleteFunc(slices.Clone(s.From), func(f From) bool { return f.Review })
	if own := slices.IndexFunc(offices, func(f From) bool { return f.Agency == agency }); own >= 0 {
		return offices[own], true
	}
	if len(offices) == 0 {
		return From{}, false
	}
	return offices[0], true
}

// ReviewFromOf returns the address of the agency's bureau (复议机构), false if it has
// none of its own.
func (s SMTP) ReviewFromOf(agency string) (From, bool) {
	own := slices.IndexFunc(s.From, func(f From) bool { return f.Agency == agency && f.Review })
	if own < 0 {
		return From{}, false
	}
	return s.From[own], true
}

// HasOwn reports whether an address is set for the agency, or one for all: mail
// of any other goes out from an address whose answers another agency reads.
func (s SMTP) HasOwn(agency string) bool {
	return slices.ContainsFunc(s.From, func(f From) bool { return !f.Review && (f.Agency == agency || f.Agency == "") })
}

// secret reads a file that holds one secret; the line end an editor leaves
// behind is not part of it.
func secret(file string) (string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("configuration: secret: %w", err)
	}
	s := strings.TrimRight(string(b), "\r\n")
	if s == "" {
		return "", fmt.Errorf("configuration: secret: %s is empty; put the password into it, and nothing else", file)
	}
	return s, nil
}
