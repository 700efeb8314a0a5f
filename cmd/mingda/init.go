package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/office"
)

// initCommand is "mingda init".
type initCommand struct {
	Config  string `short:"c" default:"mingda.toml" env:"MINGDA_CONFIG" placeholder:"FILE" help:"Configuration to write (${default}) 要写的配置文件."`
	Answers string `placeholder:"FILE" help:"Answers in TOML in place of asking 答案文件，不提问."`
	Example bool   `help:"Print an answers file with comments, and do nothing 打印答案文件的样子."`
}

// Run sets a new office up: asks, or reads the answers; makes key file,
// database, agencies, units and administrators; and writes the configuration
// last, so that it is there only when all the rest is. What fails leaves
// nothing behind.
func (c *initCommand) Run(ctx context.Context, io std) error {
	if c.Example {
		_, err := fmt.Fprint(io.Out, config.SetupExample)
		return err
	}
	if _, err := os.Stat(c.Config); !errors.Is(err, fs.ErrNotExist) {
		return usageError{fmt.Errorf("%s is there already: an office is set up once", c.Config)}
	}
	setup, err := c.answers(io)
	if err != nil {
		return err
	}
	text := setup.File()
	cfg, err := config.Parse(text, filepath.Dir(c.Config), nil)
	if err != nil {
		return usageError{err}
	}
	if err := checkSetup(setup); err != nil {
		return err
	}
	passwords, err := makeOffice(ctx, cfg, setup, io)
	if err != nil {
		return err
	}
	if err := writeNew(c.Config, text); err != nil {
		return errors.Join(err, unmake(cfg))
	}
	return c.tell(io, setup, cfg, passwords)
}

// answers reads the answers, or asks for them.
func (c *initCommand) answers(io std) (config.Setup, error) {
	if c.Answers == "" {
		return askSetup(io)
	}
	text, err := os.ReadFile(c.Answers)
	if err != nil {
		return config.Setup{}, usageError{err}
	}
	s, err := config.ParseSetup(string(text))
	if err != nil {
		return s, usageError{fmt.Errorf("%s: %w", c.Answers, err)}
	}
	return s, nil
}

// checkSetup says what an office cannot be without. The rest is checked by
// whoever stores it.
func checkSetup(s config.Setup) error {
	if _, err := calendar.Embedded(s.Region); err != nil {
		return usageError{fmt.Errorf("region: %w", err)}
	}
	if len(s.Agencies) == 0 {
		return usageError{errors.New("an office needs at least one agency")}
	}
	for _, a := range s.Agencies {
		if err := agencyOf(a, false).Validate(); err != nil {
			return usageError{fmt.Errorf("agency %s: %w", a.Code, explained(err))}
		}
	}
	for _, a := range s.Administrators {
		if a.Role == string(auth.SystemAdmin) {
			return nil
		}
	}
	return usageError{errors.New("an office needs an administrator with the role system_admin")}
}

// agencyOf is the agency an answer describes.
func agencyOf(a config.SetupAgency, coordinates bool) office.Agency {
	return office.Agency{
		Code: a.Code, Name: a.Name, CasePrefix: a.CasePrefix, LetterWord: a.LetterWord, ReviewBody: a.ReviewBody, ReviewChannel: a.ReviewChannel,
		Court: a.Court, Address: a.Address, PostCode: a.PostCode, Phone: a.Phone, MailAddress: a.MailAddress, Coordinates: coordinates, Active: true,
	}
}

// makeOffice makes key file and database and puts the answers in. It returns
// the passwords of the administrators by their logins.
func makeOffice(ctx context.Context, cfg config.Config, s config.Setup, io std) (map[string]string, error) {
	db, files := desk.BackupParts(cfg.DataDir)
	for _, path := range []string{cfg.KeyFile, db, files} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return nil, usageError{fmt.Errorf("%s is there already: this folder holds an office", path)}
		}
	}
	if err := makeKeyFile(cfg.KeyFile, rand.Reader); err != nil {
		return nil, err
	}
	o, err := openInstallation(ctx, cfg, io)
	if err != nil {
		return nil, errors.Join(err, unmake(cfg))
	}
	passwords, err := furnish(ctx, o.desk, s)
	if err = errors.Join(err, o.Close()); err != nil {
		return nil, errors.Join(err, unmake(cfg))
	}
	return passwords, nil
}

// unmake removes what makeOffice has made; there was none of it before.
func unmake(cfg config.Config) error {
	db, files := desk.BackupParts(cfg.DataDir)
	var failed error
	for _, path := range []string{cfg.KeyFile, db, db + "-wal", db + "-shm", files} {
		failed = errors.Join(failed, os.RemoveAll(path))
	}
	return failed
}

// furnish puts agencies, units and administrators in; the first agency
// coordinates.
func furnish(ctx context.Context, d *desk.Desk, s config.Setup) (map[string]string, error) {
	for n, a := range s.Agencies {
		id, err := d.PutAgency(ctx, desk.Operator, agencyOf(a, n == 0))
		if err != nil {
			return nil, asUsage("agency "+a.Code, err)
		}
		for _, unit := range a.Units {
			if _, err := d.PutUnit(ctx, desk.Operator, office.Unit{Agency: id, Name: unit, Active: true}); err != nil {
				return nil, asUsage("unit "+unit, err)
			}
		}
	}
	passwords := map[string]string{}
	for _, a := range s.Administrators {
		password, err := newPassword()
		if err != nil {
			return nil, err
		}
		u := auth.User{Login: a.Login, Name: a.Name, Roles: []auth.Role{auth.Role(a.Role)}}
		if _, err := d.PutUser(ctx, desk.Operator, u, password); err != nil {
			return nil, asUsage("administrator "+a.Login, err)
		}
		passwords[a.Login] = password
	}
	return passwords, nil
}

// asUsage says of what was given that the office refused it.
func asUsage(what string, err error) error {
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	return usageError{fmt.Errorf("%s: %w", what, explained(err))}
}

// writeNew writes a file that is not there yet.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// tell shows the passwords the only time, and what remains to be done.
func (c *initCommand) tell(io std, s config.Setup, cfg config.Config, passwords map[string]string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "已写好 %s 和 %s。密钥文件请另存一份在别处。\nWritten; keep a copy of the key file elsewhere.\n\n", c.Config, cfg.KeyFile)
	b.WriteString("管理员的密码只显示这一次，第一次登录后要改。 Passwords, shown once:\n")
	for _, a := range s.Administrators {
		fmt.Fprintf(&b, "  %s\t%s\t%s\n", strings.ToLower(a.Login), passwords[a.Login], auth.Role(a.Role).Label())
	}
	if boxes := s.Mailboxes(); len(boxes) > 0 {
		fmt.Fprintf(&b, "\n要收发邮件，还要在 %s 里给邮箱填服务器和密码文件：%s\n", c.Config, strings.Join(boxes, "；"))
	}
	fmt.Fprintf(&b, "\n启动 start: mingda serve --config %s\n", c.Config)
	_, err := fmt.Fprint(io.Out, b.String())
	return err
}
