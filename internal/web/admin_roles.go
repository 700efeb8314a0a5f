package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// roleHints say to the administrator what each role lets a person do.
var roleHints = map[auth.Role]string{
	auth.Clerk:         "收件、登记、分办、送达；看得到本机关的案件。",
	auth.Officer:       "签收、拟稿、送审核；只看得到分给本单位的案件。",
	auth.Checker:       "审核别人拟的稿，也可以分办、退回；看得到本机关的案件。",
	auth.Signer:        "签发别人拟、别人审过的稿，取文号；看得到本机关的案件。",
	auth.Coordinator:   "区政府办：看得到各机关的案件和收件，在本机关可以收件、登记。",
	auth.Handler:       "复议机构：办理与本机关复议有关的案件。",
	auth.Head:          "复议机构：审批复议决定。",
	auth.SystemAdmin:   "开账号、停用、邀请，设机关与单位，看运行情况；不看案件，不能授角色。",
	auth.SecurityAdmin: "授角色；不看案件，不能开账号。",
	auth.AuditAdmin:    "看所有人做过什么，包括另两位管理员；不看案件，什么都不能改。",
}

// roleOptions lists the roles with what they are for.
func roleOptions() []page.Option {
	options := make([]page.Option, len(auth.Roles))
	for i, role := range auth.Roles {
		options[i] = page.Option{Value: string(role), Label: role.Label(), Hint: roleHints[role]}
	}
	return options
}

func roleCodes(roles []auth.Role) []string {
	codes := make([]string, len(roles))
	for i, role := range roles {
		codes[i] = string(role)
	}
	return codes
}

// grantRoles serves POST /users/{id}/roles.
func (s *Server) grantRoles(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	changed := u
	changed.Roles = nil
	for _, code := range sent.Values["roles"] {
		changed.Roles = append(changed.Roles, auth.Role(code))
	}
	if err == nil {
		_, err = s.Desk.PutUser(r.Context(), by, changed, "")
	}
	if isInvalid(err) {
		return s.renderUser(w, r, by, userForm{user: u, typed: sent.Values, wrong: err, roles: true, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.see(w, r, "/users", changed.Name+"的角色已存")
}
