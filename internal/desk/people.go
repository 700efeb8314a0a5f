package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// People are the names behind the numbers: who, of which unit and agency.
type People struct {
	Users    map[int64]auth.User
	Units    map[int64]office.Unit
	Agencies map[int64]office.Agency
}

// Name returns how a page names who did something: staff by name, the
// applicant and the program by their parts.
func (p People) Name(by int64) string {
	switch {
	case by == ledger.System:
		return "系统"
	case by == ledger.Applicant:
		return "申请人"
	case by == Operator.ID:
		return Operator.Name
	}
	return p.Users[by].Name
}

// Unit returns the unit's name, "" for none.
func (p People) Unit(id int64) string { return p.Units[id].Name }

// keptPeople are the names as they were read last: good as long as nothing was
// committed at all.
type keptPeople struct {
	People
	version int64 // of the database, before they were read
}

// People returns all names, for pages that show many. They are shared: nobody
// changes them.
func (d *Desk) People(ctx context.Context) (People, error) {
	version := d.DB.Version()
	if kept := d.people.Load(); kept != nil && kept.version == version {
		return kept.People, nil
	}
	p, err := d.readPeople(ctx)
	if err == nil {
		d.people.Store(&keptPeople{p, version})
	}
	return p, err
}

func (d *Desk) readPeople(ctx context.Context) (People, error) {
	users, err := d.DB.Users(ctx)
	if err != nil {
		return People{}, err
	}
	units, err := d.DB.Units(ctx, 0)
	if err != nil {
		return People{}, err
	}
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return People{}, err
	}
	p := People{map[int64]auth.User{}, map[int64]office.Unit{}, map[int64]office.Agency{}}
	for _, u := range users {
		p.Users[u.ID] = u
	}
	for _, u := range units {
		p.Units[u.ID] = u
	}
	for _, a := range agencies {
		p.Agencies[a.ID] = a
	}
	return p, nil
}

// Workplace names the unit of a person, else the agency; "" for who is of none.
func (d *Desk) Workplace(ctx context.Context, by auth.User) (string, error) {
	switch {
	case by.Unit != 0:
		unit, err := d.DB.Unit(ctx, by.Unit)
		return unit.Name, err
	case by.Agency != 0:
		agency, err := d.DB.Agency(ctx, by.Agency)
		return agency.Name, err
	}
	return "", nil
}

// PersonName returns the name of a person with an account.
func (d *Desk) PersonName(ctx context.Context, id int64) (string, error) {
	u, err := d.DB.User(ctx, id)
	return u.Name, err
}

// SignIn returns the person whose name and password these are. It takes the
// same time for an unknown name. How often one may try is for the door.
func (d *Desk) SignIn(ctx context.Context, login, password string) (auth.User, error) {
	nobodys := nobodysHash() // made by the first who signs in, whoever it is
	u, err := d.DB.UserByLogin(ctx, foldLogin(login))
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return auth.User{}, err
	}
	hash := cmp.Or(u.PasswordHash, nobodys)
	right, outdated := auth.CheckPassword(hash, password)
	if !right || u.ID == 0 || u.Disabled {
		return auth.User{}, fault.New(fault.Invalid, "sign_in_wrong")
	}
	if outdated {
		if err := d.storePassword(ctx, &u, password); err != nil {
			d.Log.Warn("password hash not renewed", "user", u.ID, "err", err)
		}
	}
	return u, nil
}

// foldLogin returns a sign-in name as it is kept.
func foldLogin(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// nobodysHash is the hash of a password nobody has, with today's cost.
var nobodysHash = sync.OnceValue(func() string {
	hash, err := auth.HashPassword(zeros{}, "nobody has this password", auth.StandardCost)
	if err != nil {
		panic(err) // the cost is a constant of auth
	}
	return hash
})

// zeros is a source of randomness for a hash that protects nothing.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// storePassword gives the account a new password, and u its hash.
func (d *Desk) storePassword(ctx context.Context, u *auth.User, password string, also ...func(*sqlite.Tx) error) error {
	hash, err := auth.HashPassword(d.Random, password, auth.StandardCost)
	if err != nil {
		return err
	}
	var changed auth.User
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) (err error) {
		for _, f := range also {
			if err := f(tx); err != nil {
				return err
			}
		}
		if changed, err = tx.User(ctx, u.ID); err != nil { // others may have changed the account meanwhile
			return err
		}
		if changed.PasswordHash != u.PasswordHash { // what was shown is good for nothing any more
			return fault.New(fault.Conflict, "password_changed")
		}
		changed.PasswordHash, changed.MustChange = hash, u.MustChange
		_, err = tx.PutUser(ctx, changed, d.now())
		return err
	})
	if err == nil {
		*u = changed
	}
	return err
}

// replacePassword gives the account a password that another may not know, and ends
// the address of its calendar, which the other may have made.
func (d *Desk) replacePassword(ctx context.Context, u auth.User, password string, also ...func(*sqlite.Tx) error) error {
	if err := d.endFeed(ctx, u.ID); err != nil {
		return err
	}
	return d.storePassword(ctx, &u, password, also...)
}

// ChangePassword lets a person replace their own password.
func (d *Desk) ChangePassword(ctx context.Context, by auth.User, old, password, again string) error {
	u, err := d.DB.User(ctx, by.ID)
	if err != nil {
		return err
	}
	form := fault.Form{}
	if right, _ := auth.CheckPassword(u.PasswordHash, old); !right {
		form.Bad("old", "old_password")
	}
	if err := d.checkNewPassword(ctx, u, password, again); fault.KindOf(err) == fault.Invalid {
		form.Add(err)
	} else if err != nil {
		return err
	}
	if err := form.Err(); err != nil {
		return err
	}
	u.MustChange = false
	return d.replacePassword(ctx, u, password)
}

// Users returns all people with an account.
func (d *Desk) Users(ctx context.Context, by auth.User) ([]auth.User, error) {
	if err := mayDoAny(by, auth.ManageUsers, auth.GrantRoles); err != nil {
		return nil, err
	}
	return d.DB.Users(ctx)
}

// mayDoAny returns nil if the person may do one of these in their agency.
func mayDoAny(by auth.User, any ...auth.Permission) error {
	var err error
	for _, p := range any {
		if err = auth.MayDo(by, p, by.Agency); err == nil {
			return nil
		}
	}
	return err
}

// Operator is who gives commands at the server itself. Whoever holds the key
// file and the database needs no account.
var Operator = auth.User{ID: -2, Name: "操作员", Roles: []auth.Role{auth.SystemAdmin, auth.SecurityAdmin}}

// PutUser adds or changes an account. Nobody can sign in by a new one before its person was
// invited, but that Operator can give one a password, as in a demo. Whoever keeps the accounts
// cannot give roles, and the other way round (三员分立).
func (d *Desk) PutUser(ctx context.Context, by auth.User, u auth.User, password string) (int64, error) {
	var before auth.User
	var err error
	if u.ID != 0 {
		if before, err = d.DB.User(ctx, u.ID); err != nil {
			return 0, err
		}
	}
	u.Login, u.Name = foldLogin(u.Login), strings.TrimSpace(u.Name)
	u.Email = strings.TrimSpace(u.Email)
	if err := mayPut(by, before, u); err != nil {
		return 0, err
	}
	if password != "" && by.ID != Operator.ID {
		return 0, fault.New(fault.Forbidden, "password_of_another")
	}
	if u.ID == by.ID && (u.Disabled || !slices.Equal(before.Roles, u.Roles)) {
		return 0, fault.New(fault.Conflict, "user_self")
	}
	if err := d.checkUser(ctx, before, u, password); err != nil {
		return 0, err
	}
	u.PasswordHash, u.MustChange = before.PasswordHash, before.MustChange
	if u.ID == 0 && password != "" {
		u.MustChange = !d.Demo
		if u.PasswordHash, err = auth.HashPassword(d.Random, password, auth.StandardCost); err != nil {
			return 0, err
		}
	}
	var id int64
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := d.keepsKnown(ctx, tx, before, u); err != nil {
			return err
		}
		id, err = tx.PutUser(ctx, u, d.now())
		return err
	})
	return id, err
}

// mayPut asks for the right to what is changed, the roles or the account, in
// the agency the person is of and in the one they come to.
func mayPut(by, before, after auth.User) error {
	var needs []auth.Permission
	if !slices.Equal(before.Roles, after.Roles) {
		needs = append(needs, auth.GrantRoles)
	}
	if before.ID == 0 || before.Login != after.Login || before.Name != after.Name || before.Agency != after.Agency ||
		before.Unit != after.Unit || before.Email != after.Email || before.Disabled != after.Disabled {
		needs = append(needs, auth.ManageUsers)
	}
	for _, p := range needs {
		if before.ID != 0 {
			if err := auth.MayDo(by, p, before.Agency); err != nil {
				return err
			}
		}
		if err := auth.MayDo(by, p, after.Agency); err != nil {
			return err
		}
	}
	return nil
}

// checkUser says what is wrong with the fields of an account as it would be.
func (d *Desk) checkUser(ctx context.Context, before, u auth.User, password string) error {
	form := fault.Form{}
	if u.Unit != 0 {
		unit, err := d.DB.Unit(ctx, u.Unit)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		if err != nil || unit.Agency != u.Agency {
			form.Bad("unit", "unit_of_agency")
		}
	}
	if u.Login == "" {
		form.Bad("login", "setting_needed")
	}
	if u.Name == "" {
		form.Bad("name", "setting_needed")
	}
	form.Length("login", u.Login, fault.MaxName)
	form.Length("name", u.Name, fault.MaxName)
	if u.Email != "" && !intake.IsEmail(u.Email) {
		form.Bad("email", "intake_email_unreadable")
	}
	var wrong *fault.Error
	if errors.As(auth.RoleProblem(u.Roles), &wrong) {
		form["roles"] = wrong
	}
	if role, needs := auth.NeedsUnit(u.Roles); needs && u.Unit == 0 && !u.Disabled {
		field := "unit"
		if u.ID != 0 && !slices.Equal(before.Roles, u.Roles) {
			field = "roles"
		}
		form.Bad(field, "unit_for_role", role.Label())
	}
	if u.ID == 0 && password != "" {
		if problem := auth.PasswordProblem(password, u.Login, auth.PasswordLeast(d.NeedsFactor(u)), d.Demo); problem != nil {
			form["password"] = problem
		}
	}
	if err := d.keepsSecurity(ctx, before, u, form); err != nil {
		return err
	}
	return form.Err()
}
