package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	goio "io"
	"strings"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/config"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/office"
	"mingda/internal/web"
)

// userCommands keep the accounts from the server itself, where no sign-in is
// needed: for the first people, and for whoever locked everybody out.
type userCommands struct {
	Add   userAdd   `cmd:"" help:"Open an account; its person sets the password by an invitation, whose code is shown once 建账号，给邀请码."`
	Reset userReset `cmd:"" help:"Void a password and invite its person to set another; the code is shown once 重新邀请."`
	List  userList  `cmd:"" help:"List the accounts 列出账号."`
}

// userAdd is "mingda user add LOGIN".
type userAdd struct {
	officeFlags
	Login  string   `arg:"" help:"Name typed at sign-in 用户名."`
	Name   string   `required:"" help:"Name as colleagues know the person 姓名."`
	Role   []string `required:"" placeholder:"ROLE,…" help:"Roles: ${roles} 角色."`
	Agency string   `placeholder:"CODE" help:"Code of the agency; none for people of the whole installation 机关代码."`
	Unit   string   `placeholder:"NAME" help:"Name of the unit within the agency 承办单位."`
}

// Run opens the account.
func (c *userAdd) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	u := auth.User{Login: strings.ToLower(strings.TrimSpace(c.Login)), Name: c.Name}
	for _, r := range c.Role {
		role := auth.Role(strings.TrimSpace(r))
		if !role.IsKnown() {
			return usageError{fmt.Errorf("--role %s: there are %s", r, roleNames())}
		}
		u.Roles = append(u.Roles, role)
	}
	if err := c.place(ctx, o.desk, &u); err != nil {
		return err
	}
	if u.ID, err = o.desk.PutUser(ctx, desk.Operator, u, ""); err != nil {
		return refused(err)
	}
	invited, err := o.desk.Invite(ctx, desk.Operator, u.ID)
	if err != nil {
		return refused(err)
	}
	if err := o.recordCommand(ctx, "user add", audit.Subject{Matter: audit.User, ID: u.ID}); err != nil {
		return err
	}
	return o.tellInvitation(io.Out, invited)
}

// recordCommand writes an act of administration at the server itself down in the audit, with
// the account of the machine.
func (o *installation) recordCommand(ctx context.Context, command string, about audit.Subject) error {
	return o.desk.Record(ctx, desk.Operator, audit.Entry{Kind: audit.Administered, Subject: about, Door: "command", Route: command, Note: account()})
}

// place finds the agency and the unit by what people call them.
func (c *userAdd) place(ctx context.Context, d *desk.Desk, u *auth.User) error {
	if c.Agency == "" {
		if c.Unit != "" {
			return usageError{errors.New("--unit needs --agency")}
		}
		return nil
	}
	a, err := agencyByCode(ctx, d, c.Agency)
	if err != nil {
		return err
	}
	u.Agency = a.ID
	if c.Unit == "" {
		return nil
	}
	units, err := d.DB.Units(ctx, a.ID)
	if err != nil {
		return err
	}
	for _, unit := range units {
		if unit.Name == c.Unit {
			u.Unit = unit.ID
			return nil
		}
	}
	return usageError{fmt.Errorf("--unit: %s has no unit called %s", a.Name, c.Unit)}
}

// agencyByCode finds an agency by its code.
func agencyByCode(ctx context.Context, d *desk.Desk, code string) (office.Agency, error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return office.Agency{}, err
	}
	var codes []string
	for _, a := range agencies {
		if strings.EqualFold(a.Code, code) {
			return a, nil
		}
		codes = append(codes, a.Code)
	}
	return office.Agency{}, usageError{fmt.Errorf("--agency %s: there are %s", code, strings.Join(codes, ", "))}
}

// userReset is "mingda user reset LOGIN".
type userReset struct {
	officeFlags
	Login   string `arg:"" help:"Name typed at sign-in 用户名."`
	Factors bool   `help:"Take the second factors and recovery codes away too, of who lost them all 连第二步验证一起清掉."`
}

// Run invites to the account; the code is told only after that stands in the audit.
func (c *userReset) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	u, err := o.desk.DB.UserByLogin(ctx, strings.ToLower(c.Login))
	if err != nil {
		return refused(err)
	}
	how := "user reset"
	if c.Factors {
		how = "user reset --factors"
	}
	invited, err := o.desk.ResetSignIn(ctx, desk.Operator, u.ID, c.Factors)
	if err != nil {
		return refused(err)
	}
	if err := o.recordCommand(ctx, how, audit.Subject{Matter: audit.User, ID: u.ID}); err != nil {
		return err
	}
	return o.tellInvitation(io.Out, invited)
}

// userList is "mingda user list".
type userList struct {
	officeFlags
	JSON bool `help:"A line of JSON an account 每个账号一行 JSON."`
}

// userLine is what is printed of an account.
type userLine struct {
	Login      string      `json:"login"`
	Name       string      `json:"name"`
	Agency     string      `json:"agency"` // code; empty for the whole installation
	Unit       string      `json:"unit"`
	Roles      []auth.Role `json:"roles"`
	MustChange bool        `json:"must_change"`
	NoPassword bool        `json:"no_password"` // their person was invited at most, or signs in by another way
	Disabled   bool        `json:"disabled"`
}

// Run prints the accounts in the order in which they were opened.
func (c *userList) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	users, err := o.desk.Users(ctx, desk.Operator)
	if err != nil {
		return err
	}
	people, err := o.desk.People(ctx)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(io.Out)
	enc.SetEscapeHTML(false)
	for _, u := range users {
		line := userLine{u.Login, u.Name, people.Agencies[u.Agency].Code, people.Unit(u.Unit), u.Roles, u.MustChange, !u.HasPassword(), u.Disabled}
		if c.JSON {
			err = enc.Encode(line)
		} else {
			err = line.write(io.Out)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// write writes the line for reading: fields between tabs, since Chinese names
// do not line up by counting.
func (l userLine) write(out goio.Writer) error {
	labels := make([]string, len(l.Roles))
	for i, r := range l.Roles {
		labels[i] = r.Label()
	}
	var marks string
	if l.MustChange {
		marks += "\t首次登录要改密码"
	}
	if l.NoPassword {
		marks += "\t没有密码"
	}
	if l.Disabled {
		marks += "\t已停用"
	}
	_, err := fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s%s\n", l.Login, l.Name, l.Agency, l.Unit, strings.Join(labels, "、"), marks)
	return err
}

// tellInvitation shows the code of an invitation the only time, and where it is used.
func (o *installation) tellInvitation(out goio.Writer, i desk.Invited) error {
	_, err := fmt.Fprintf(out, "%s\t%s\n%s\n", i.User.Login, i.Code, howToAccept(o.cfg, i.Until))
	return err
}

// howToAccept says where the code of an invitation is used and until when.
func howToAccept(cfg config.Config, until time.Time) string {
	return fmt.Sprintf("邀请码只显示这一次，有效到 %s；本人打开 %s 凭它自己定密码。 Invitation code, shown once: its person sets the password there.",
		until.In(calendar.Zone).Format("2006-01-02 15:04"), cfg.Desk.Origin+cfg.Desk.BasePath+strings.TrimPrefix(web.InvitationPath, "/"))
}

// roleNames lists the roles as they are typed.
func roleNames() string {
	names := make([]string, len(auth.Roles))
	for i, r := range auth.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

// refused makes a usage error of what the office refused because of what it was
// given, with what is wrong with each field.
func refused(err error) error {
	switch fault.KindOf(err) {
	case fault.Invalid, fault.NotFound, fault.Conflict:
		return usageError{explained(err)}
	}
	return err
}
