package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
		return usageError{fmt.Errorf("%s is there already: an office is set up once; change it there and on the office's pages, or set another one up in an empty folder", c.Config)}
	}
	setup, err := c.answers(io)
	if err != nil {
		return err
	}
	if err := checkSetup(setup, c.folder()); err != nil {
		return err
	}
	made, err := makePasswordFiles(setup.PasswordFiles(c.folder()))
	if err != nil {
		return errors.Join(err, removeAll(made))
	}
	cfg, invited, err := c.setUp(ctx, setup, io)
	if err != nil {
		return errors.Join(err, removeAll(made))
	}
	return c.tell(io, setup, cfg, invited)
}

// folder is the one that paths in the configuration are relative to.
func (c *initCommand) folder() string { return filepath.Dir(c.Config) }

// setUp makes the office and its configuration, or neither. It returns the
// invitations of the administrators.
func (c *initCommand) setUp(ctx context.Context, setup config.Setup, io std) (config.Config, []desk.Invited, error) {
	text := setup.File()
	cfg, err := config.Parse(text, c.folder(), nil)
	if err != nil {
		return cfg, nil, usageError{err}
	}
	invited, err := makeOffice(ctx, cfg, setup, io)
	if err != nil {
		return cfg, nil, err
	}
	if err := writeNew(c.Config, text, 0o644); err != nil {
		return cfg, nil, errors.Join(err, unmake(cfg))
	}
	return cfg, invited, nil
}

// answers reads the answers, or asks for them.
func (c *initCommand) answers(io std) (config.Setup, error) {
	if c.Answers == "" {
		return askSetup(io, c.folder())
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
func checkSetup(s config.Setup, folder string) error {
	if _, err := calendar.Embedded(s.Region); err != nil {
		return usageError{fmt.Errorf("region: %w", err)}
	}
	if len(s.Agencies) == 0 {
		return usageError{errors.New("an office needs at least one agency")}
	}
	for n, a := range s.Agencies {
		if err := checkAgency(a, s.Agencies[:n]); err != nil {
			return usageError{fmt.Errorf("agency %s: %w", a.Code, explained(err))}
		}
	}
	if !slices.ContainsFunc(s.Administrators, func(a config.SetupAdministrator) bool { return a.Role == string(auth.SystemAdmin) }) {
		return usageError{errors.New("an office needs an administrator with the role system_admin")}
	}
	if err := s.CheckMail(folder); err != nil {
		return usageError{err}
	}
	return nil
}

// makePasswordFiles makes those of the files that are not there, empty and
// for their owner only, with their folder, and returns what it has made.
func makePasswordFiles(files []string) (made []string, err error) {
	for _, file := range files {
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			continue // one that cannot be read is refused with the configuration
		}
		dir := filepath.Dir(file)
		if err := os.Mkdir(dir, 0o700); err == nil {
			made = append(made, dir)
		} else if !errors.Is(err, fs.ErrExist) {
			return made, usageError{fmt.Errorf("password file: %w", err)}
		}
		if err := writeNew(file, "", 0o600); err != nil {
			return made, usageError{fmt.Errorf("password file: %w", err)}
		}
		made = append(made, file)
	}
	return made, nil
}

// removeAll removes what was made, the last first.
func removeAll(made []string) error {
	var failed error
	for _, path := range slices.Backward(made) {
		failed = errors.Join(failed, os.Remove(path))
	}
	return failed
}

// officeIn returns the first file that shows that an office has its data there
// already, and "" if none does.
func officeIn(cfg config.Config) string {
	db, files := desk.BackupParts(cfg.DataDir)
	for _, path := range []string{cfg.KeyFile, db, files} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return path
		}
	}
	return ""
}

// checkAgency returns a fault if the office cannot take the agency beside those
// before it.
func checkAgency(a config.SetupAgency, before []config.SetupAgency) error {
	agency := agencyOf(a, false)
	if err := agency.Validate(); err != nil {
		return err
	}
	others := make([]office.Agency, len(before))
	for n, b := range before {
		others[n] = agencyOf(b, false)
	}
	return agency.Beside(others)
}

// agencyOf is the agency an answer describes.
func agencyOf(a config.SetupAgency, coordinates bool) office.Agency {
	return office.Agency{
		Code: a.Code, Name: a.Name, CasePrefix: a.CasePrefix, LetterWord: a.LetterWord, ReviewBody: a.ReviewBody, ReviewChannel: a.ReviewChannel,
		ReviewWord: a.ReviewWord, Bureau: a.Bureau, BureauAddress: a.BureauAddress, BureauPhone: a.BureauPhone,
		Court: a.Court, Address: a.Address, PostCode: a.PostCode, Phone: a.Phone, MailAddress: a.MailAddress, Coordinates: coordinates, Active: true,
	}
}

// makeOffice makes key file and database and puts the answers in. It returns
// the invitations of the administrators.
func makeOffice(ctx context.Context, cfg config.Config, s config.Setup, io std) ([]desk.Invited, error) {
	if there := officeIn(cfg); there != "" {
		return nil, usageError{fmt.Errorf("%s is there already: this folder holds an office, which init leaves as it is; choose another data_dir, or write its configuration anew after mingda.example.toml", there)}
	}
	if err := makeKeyFile(cfg.KeyFile, rand.Reader); err != nil {
		return nil, err
	}
	o, err := openInstallation(ctx, cfg, io)
	if err != nil {
		return nil, errors.Join(err, unmake(cfg))
	}
	invited, err := furnish(ctx, o.desk, s)
	if err = errors.Join(err, o.Close()); err != nil {
		return nil, errors.Join(err, unmake(cfg))
	}
	return invited, nil
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
func furnish(ctx context.Context, d *desk.Desk, s config.Setup) ([]desk.Invited, error) {
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
	var invited []desk.Invited
	for _, a := range s.Administrators {
		u := auth.User{Login: a.Login, Name: a.Name, Roles: []auth.Role{auth.Role(a.Role)}}
		id, err := d.PutUser(ctx, desk.Operator, u, "")
		if err != nil {
			return nil, asUsage("administrator "+a.Login, err)
		}
		i, err := d.Invite(ctx, desk.Operator, id)
		if err != nil {
			return nil, err
		}
		invited = append(invited, i)
	}
	return invited, nil
}

// asUsage says of what was given that the office refused it.
func asUsage(what string, err error) error {
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	return usageError{fmt.Errorf("%s: %w", what, explained(err))}
}

// writeNew writes a file that is not there yet.
func writeNew(path, text string, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// tell shows the codes of the invitations the only time, and what remains to be done.
func (c *initCommand) tell(io std, s config.Setup, cfg config.Config, invited []desk.Invited) error {
	var b strings.Builder
	fmt.Fprintf(&b, "已写好 %s 和 %s。密钥文件请另存一份在别处。\nWritten; keep a copy of the key file elsewhere.\n\n", c.Config, cfg.KeyFile)
	b.WriteString("管理员和邀请码 Administrators and the codes of their invitations:\n")
	for _, i := range invited {
		fmt.Fprintf(&b, "  %s\t%s\t%s\n", i.User.Login, i.Code, i.User.Roles[0].Label())
	}
	if len(invited) > 0 {
		fmt.Fprintln(&b, howToAccept(cfg, invited[0].Until))
	}
	c.tellMail(&b, s)
	fmt.Fprintf(&b, "\n启动 start: mingda serve --config %s\n", c.Config)
	_, err := fmt.Fprint(io.Out, b.String())
	return err
}

// tellMail says what mail still lacks.
func (c *initCommand) tellMail(b *strings.Builder, s config.Setup) {
	var empty []string
	for _, file := range s.PasswordFiles(c.folder()) {
		if info, err := os.Stat(file); err == nil && info.Size() == 0 {
			empty = append(empty, file)
		}
	}
	if len(empty) > 0 {
		fmt.Fprintf(b, "\n启动前把邮箱密码写进这些文件，只写密码。 Before starting, put the passwords of the mail servers into:\n  %s\n", strings.Join(empty, "\n  "))
	}
	if boxes := s.LeftOut(); len(boxes) > 0 {
		fmt.Fprintf(b, "\n这些邮箱还没有服务器，收不到信；要收，在 %s 里填 [[mailbox]]。 Not fetched yet:\n  %s\n", c.Config, strings.Join(boxes, "\n  "))
	}
	if s.SMTP.Host == "" {
		fmt.Fprintf(b, "\n还没有发信服务器，发出的邮件都在发件箱里等着；要发，在 %s 里填 [smtp]。 No mail goes out yet.\n", c.Config)
	}
}
