package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/office"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A userRow is one account of the list.
type userRow struct {
	Name  string
	Login string
	Href  string
	Where string
	Roles string
	Tags  []page.Tag
}

// usersPage is the page "desk/users".
type usersPage struct {
	page.Base
	Rows []userRow
	New  *page.Button
	Lead string
}

// adminOver returns what the person may do to accounts of an agency.
func adminOver(by auth.User, agency int64) (accounts, roles bool) {
	return auth.MayDo(by, auth.ManageUsers, agency) == nil, auth.MayDo(by, auth.GrantRoles, agency) == nil
}

// listUsers serves GET /users.
func (s *Server) listUsers(w http.ResponseWriter, r *http.Request, by auth.User) error {
	users, err := s.Desk.Users(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	accounts, _ := adminOver(by, by.Agency)
	p := usersPage{Base: s.base(r, by, "人员"), Lead: "系统管理员开账号、停用、邀请，安全管理员授角色，两件事分开（三员分立）。"}
	if accounts {
		p.New = &page.Button{Label: "加人员", Href: s.Pages.URL("/users/new")}
	}
	invitations, err := s.Desk.Invitations(r.Context(), by)
	if err != nil {
		return err
	}
	others, err := s.Desk.OtherWaysIn(r.Context(), by)
	if err != nil {
		return err
	}
	for _, u := range users {
		if accounts, roles := adminOver(by, u.Agency); !accounts && !roles {
			continue
		}
		row := userRow{Name: u.Name, Login: u.Login, Href: s.Pages.URL(userPath(u.ID)), Where: placeOf(people, u), Roles: roleLabels(u)}
		i, invited := invitations[u.ID]
		row.Tags = s.userTags(u, i, !invited && others[u.ID])
		p.Rows = append(p.Rows, row)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/users", p)
}

// userTags say how far an account is; other: its person comes in without a password.
func (s *Server) userTags(u auth.User, i auth.Invitation, other bool) (tags []page.Tag) {
	if u.Disabled {
		return []page.Tag{{State: page.Line, Text: "已停用"}}
	}
	switch {
	case !u.HasPassword() && !other:
		tags = append(tags, invitationTag(i, s.Now()))
	case u.MustChange:
		tags = append(tags, page.Tag{State: page.Stop, Text: "还没有改初始密码"})
	}
	if len(u.Roles) == 0 {
		tags = append(tags, page.Tag{State: page.Soon, Text: "等授角色"})
	}
	if len(tags) == 0 {
		return []page.Tag{{State: page.Done, Text: "可以登录"}}
	}
	return tags
}

func userPath(id int64, below ...string) string {
	return strings.Join(append([]string{"/users", strconv.FormatInt(id, 10)}, below...), "/")
}

// placeOf says where a person works.
func placeOf(people desk.People, u auth.User) string {
	switch {
	case u.Agency == 0:
		return wholeInstallation
	case u.Unit == 0:
		return people.Agencies[u.Agency].Name
	}
	return people.Agencies[u.Agency].Name + "　" + people.Unit(u.Unit)
}

const wholeInstallation = "不属于哪个机关（管整个系统）"

// userPage is the page "desk/user".
type userPage struct {
	page.Base
	Heading    string
	Post       string
	Facts      []page.KV
	Account    []page.Field // nil: the reader may not change the account
	Save       page.Button
	Roles      *page.Field // nil: the reader may not give roles
	RolesPost  string
	Invitation *invitationView // nil: the reader may not invite to the account
	Self       bool
	Link       *linkForm // nil: the reader may not say by which identity they sign in
	Sessions   *sessionsView
}

// A userForm is an account on its way to its page.
type userForm struct {
	user  auth.User
	typed url.Values // into the form that was refused
	wrong error
	roles bool // it was the form of the roles

	identity bool // it was the form of the identity
	status   int
}

// newUser serves GET /users/new.
func (s *Server) newUser(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.ManageUsers, by.Agency); err != nil {
		return err
	}
	return s.renderUser(w, r, by, userForm{user: auth.User{Agency: by.Agency}, status: http.StatusOK})
}

// showUser serves GET /users/{id}.
func (s *Server) showUser(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	return s.renderUser(w, r, by, userForm{user: u, status: http.StatusOK})
}

// accountIn returns the account of the address, if the person looks after it.
func (s *Server) accountIn(r *http.Request, by auth.User) (auth.User, error) {
	if _, err := s.Desk.Users(r.Context(), by); err != nil {
		return auth.User{}, err // whoever keeps no accounts learns not even which there are
	}
	u, err := s.Desk.User(r.Context(), pathID(r, "id"))
	if err != nil {
		return auth.User{}, err
	}
	if accounts, roles := adminOver(by, u.Agency); !accounts && !roles {
		return auth.User{}, fault.New(fault.NotFound, "user_not_found")
	}
	return u, nil
}

func (s *Server) renderUser(w http.ResponseWriter, r *http.Request, by auth.User, d userForm) error {
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	u := d.user
	p := userPage{Heading: u.Name, Post: s.Pages.URL(userPath(u.ID)), Self: u.ID == by.ID}
	if u.ID == 0 {
		p.Heading, p.Post = "加人员", s.Pages.URL("/users/new")
	} else {
		p.Facts = []page.KV{
			{Label: "用户名", Value: u.Login}, {Label: "在哪里", Value: placeOf(people, u)},
			{Label: "角色", Value: roleLabels(u), None: "还没有，等安全管理员授角色"}, {Label: "邮箱", Value: u.Email, None: "没有，收不到提醒"},
		}
	}
	p.Base = s.base(r, by, p.Heading)
	accounts, roles := adminOver(by, u.Agency)
	if accounts {
		form := page.NewForm(accountValues(u), nil)
		if d.typed != nil && !d.roles && !d.identity {
			form = page.NewForm(d.typed, atPlace(d.wrong))
		}
		open, err := s.Desk.OpenCasesOf(r.Context(), by, u)
		if err != nil {
			return err
		}
		p.Account = accountFields(form, people, by, u, open)
		p.Save = page.Button{Label: "保存", Key: "Ctrl S"}
		p.Errors = append(p.Errors, form.Errors()...)
		if u.ID == 0 {
			p.Save.Label = "开账号，出邀请码"
		}
	}
	if roles && u.ID != 0 && !p.Self {
		form := page.NewForm(url.Values{"roles": roleCodes(u.Roles)}, nil)
		if d.roles {
			form = page.NewForm(url.Values{"roles": d.typed["roles"]}, d.wrong)
		}
		field := form.Checkboxes("roles", "角色", roleOptions())
		p.Roles, p.RolesPost = &field, s.Pages.URL(userPath(u.ID, "roles"))
		p.Errors = append(p.Errors, form.Errors()...)
	}
	link, wrong, err := s.linkForm(r, by, u, d)
	if err != nil {
		return err
	}
	p.Link, p.Errors = link, append(p.Errors, wrong...)
	if p.Invitation, err = s.invitationView(r, by, u, people); err != nil {
		return err
	}
	if p.Sessions, err = s.sessionsView(by, u); err != nil {
		return err
	}
	return s.Pages.Render(w, d.status, "desk/user", p)
}

// atPlace puts what is wrong with the unit beside the choice that holds it.
func atPlace(wrong error) error {
	form := fault.Form{}
	if form.Add(wrong); form["unit"] == nil {
		return wrong
	}
	form["place"] = form["unit"]
	delete(form, "unit")
	return form.Err()
}

// accountValues is an account as its form shows it.
func accountValues(u auth.User) url.Values {
	v := url.Values{"login": {u.Login}, "name": {u.Name}, "place": {placeValue(u.Agency, u.Unit)}, "email": {u.Email}}
	if u.Disabled {
		v.Set("disabled", "1")
	}
	return v
}

// placeValue is an agency and a unit of it as one choice, so that they cannot
// contradict one another.
func placeValue(agency, unit int64) string {
	return strconv.FormatInt(agency, 10) + "." + strconv.FormatInt(unit, 10)
}

// accountFields are the fields of an account; open is how many open cases it holds.
func accountFields(form *page.Form, people desk.People, by, u auth.User, open int) []page.Field {
	fields := []page.Field{
		form.Text("name", "姓名").WithHint("台账和文书的经手人里用这个名字。").WithWidth("m").WithAutocomplete("off"),
		form.Text("login", "用户名").WithHint("登录时填，用字母和数字，不分大小写。").WithWidth("m").WithAutocomplete("off"),
		form.Select("place", "在哪里", places(people, by, u)).WithHint("经办人要选到承办单位，只看得到分给本单位的案件；其他人选机关。"),
		form.Text("email", "邮箱").WithHint("快到期、逾期、被督办的，上班时间发到这里提醒；不填就只在“今日”里看。信里只有编号和日子。").WithWidth("l").WithAutocomplete("off"),
	}
	if u.ID != 0 && u.ID != by.ID {
		disabled := form.Checkbox("disabled", "停用：不能再登录，做过的事仍记在名下")
		if open > 0 {
			disabled = disabled.WithHint("名下还有 " + strconv.Itoa(open) + " 件在办。请收件员或者统筹人员先在台账里按经办人筛出来，用“成批改分办”移交。")
		}
		fields = append(fields, disabled)
	}
	return fields
}

// places lists where a person can work: the agencies the administrator looks
// after and their units. Those no longer active are there only for who is of
// one.
func places(people desk.People, by, of auth.User) []page.Option {
	var options []page.Option
	if by.Agency == 0 {
		options = append(options, page.Option{Value: placeValue(0, 0), Label: wholeInstallation})
	}
	for _, a := range inOrder(people.Agencies) {
		if by.Agency != 0 && by.Agency != a.ID || !a.Active && of.Agency != a.ID {
			continue
		}
		options = append(options, page.Option{Value: placeValue(a.ID, 0), Label: a.Name})
		for _, u := range inOrder(people.Units) {
			if u.Agency == a.ID && (u.Active || of.Unit == u.ID) {
				options = append(options, page.Option{Value: placeValue(a.ID, u.ID), Label: a.Name + "　" + u.Name})
			}
		}
	}
	return options
}

// inOrder returns the values of a map by ID, in the order of the IDs.
func inOrder[T office.Agency | office.Unit](byID map[int64]T) []T {
	var ids []int64
	for id := range byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	all := make([]T, len(ids))
	for i, id := range ids {
		all[i] = byID[id]
	}
	return all
}

// readAccount puts what was typed into an account.
func readAccount(sent *serve.Form, u *auth.User) {
	u.Name, u.Login, u.Email = sent.Value("name"), sent.Value("login"), sent.Value("email")
	agency, unit, _ := strings.Cut(sent.Value("place"), ".")
	u.Agency, _ = strconv.ParseInt(agency, 10, 64) // what is no number is no agency, and refused by rights
	u.Unit, _ = strconv.ParseInt(unit, 10, 64)
}

// addUser serves POST /users/new: the account is opened, and its person invited.
func (s *Server) addUser(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	var u auth.User
	readAccount(sent, &u)
	if err == nil {
		u.ID, err = s.Desk.PutUser(r.Context(), by, u, "")
	}
	if isInvalid(err) {
		return s.renderUser(w, r, by, userForm{user: auth.User{Agency: by.Agency}, typed: sent.Values, wrong: err, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.inviteTo(w, r, by, u.ID)
}

// saveUser serves POST /users/{id}.
func (s *Server) saveUser(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	changed := u
	readAccount(sent, &changed)
	if u.ID != by.ID { // the box is not on one's own page
		changed.Disabled = sent.Value("disabled") != ""
	}
	if err == nil {
		_, err = s.Desk.PutUser(r.Context(), by, changed, "")
	}
	if isInvalid(err) {
		return s.renderUser(w, r, by, userForm{user: u, typed: sent.Values, wrong: err, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/users", changed.Name+"的账号已存")
}
