package auth

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A case of agency 1, unit 11, drafted by 100, checked by 200.
var ours = Subject{Agency: 1, Unit: 11, Officer: 100, Assisting: "13,15", Drafter: 100, Checker: 200}

func person(id, agency, unit int64, roles ...Role) User {
	return User{ID: id, Agency: agency, Unit: unit, Roles: roles}
}

// Every role × every act × every place a person can stand to the case.
func TestMayWhole(t *testing.T) {
	places := []struct {
		name         string
		agency, unit int64
		reaches      string // the reaches that cover the case from there
	}{
		{"own unit", 1, 11, "ubai*"},
		{"own agency, another unit", 1, 12, "ai*"},
		{"own agency, a unit that helps", 1, 13, "sbai*"},
		{"own agency, a unit whose number is part of one that helps", 1, 3, "ai*"},
		{"own agency, no unit", 1, 0, "ai*"},
		{"another agency, a unit of the same number", 2, 11, "*"},
		{"no agency", 0, 0, "i*"},
	}
	for _, row := range Table() {
		for _, p := range places {
			u := person(300, p.agency, p.unit, row.Role)
			err := within(u, row.Do, ours)
			want := strings.ContainsRune(p.reaches, rune(row.Reach))
			if (err == nil) != want {
				t.Errorf("%s, %s, %s: got %v, want allowed %v", row.Role, row.Do, p.name, err, want)
			}
			if err != nil && fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s, %s: kind of %v", row.Role, row.Do, err)
			}
			if err != nil && !strings.HasSuffix(err.Error(), "。") {
				t.Errorf("%s, %s: no sentence: %v", row.Role, row.Do, err)
			}
		}
	}
}

func TestMaySaysWhy(t *testing.T) {
	disabled := person(1, 1, 11, Clerk)
	disabled.Disabled = true
	for _, tt := range []struct {
		name string
		u    User
		act  casefile.Act
		c    Subject
		want string
	}{
		{"officer of the unit drafts", person(100, 1, 11, Officer), casefile.Draft, ours, ""},
		{"colleague of the unit drafts", person(101, 1, 11, Officer), casefile.Draft, ours, ""},
		{"officer of another unit", person(101, 1, 12, Officer), casefile.See, ours, "这件分给了另一个承办单位，“查看”由那个单位的人做。"},
		{"officer of a unit that helps looks", person(101, 1, 15, Officer), casefile.See, ours, ""},
		{"officer of a unit that helps hands in", person(101, 1, 15, Officer), casefile.AssistAnswer, ours, ""},
		{"officer of a unit that helps drafts", person(101, 1, 15, Officer), casefile.Draft, ours, "这件分给了另一个承办单位，“拟稿”由那个单位的人做。"},
		{"the lead unit hands in as one that helps", person(101, 1, 11, Officer), casefile.AssistAnswer, ours, "您的单位没有协办这一件，不能做“交协办意见”。"},
		{"not assigned yet", person(101, 1, 12, Officer), casefile.SignFor, Subject{Agency: 1}, "这件还没有分给承办单位，分办以后才能做“签收”。"},
		{"officer without a unit", person(101, 1, 0, Officer), casefile.Draft, ours, "您的账号没有设定承办单位，不能做“拟稿”，找系统管理员。"},
		{"clerk of another agency", person(101, 2, 0, Clerk), casefile.See, ours, "这是另一个机关的，“查看”由那个机关的人做。"},
		{"clerk without an agency", person(101, 0, 0, Clerk), casefile.Assign, ours, "您的账号没有设定所属机关，不能做“分办”，找系统管理员。"},
		{"officer signs", person(101, 1, 11, Officer), casefile.Sign, ours, "“签发”由签发人做，您是经办人。"},
		{"no role", person(101, 1, 11), casefile.Sign, ours, "“签发”由签发人做，您的账号还没有角色，找安全管理员。"},
		{"administrator looks", person(101, 1, 11, SystemAdmin), casefile.See, ours, "系统管理员不看案件内容。"},
		{"auditor looks", person(101, 0, 0, AuditAdmin), casefile.See, ours, "审计管理员不看案件内容。"},
		{"clerk drafts", person(101, 1, 0, Clerk), casefile.Draft, Subject{Agency: 1}, "“拟稿”由经办人做，您是收件员。"},
		{"clerk drafts what a unit had", person(101, 1, 0, Clerk), casefile.Draft, Subject{Agency: 1, Unit: 11, Withdrawn: true}, "“拟稿”由经办人做，您是收件员。"},
		{"clerk drafts what was withdrawn unassigned", person(101, 1, 0, Clerk), casefile.Draft, Subject{Agency: 1, Withdrawn: true}, ""},
		{"clerk drafts another agency's", person(101, 2, 0, Clerk), casefile.Draft, Subject{Agency: 1, Withdrawn: true}, "“拟稿”由经办人做，您是收件员。"},
		{"bureau drafts", person(101, 1, 11, Handler), casefile.Draft, ours, "“拟稿”由经办人做，您是复议承办人。"},
		{"coordinator looks everywhere", person(101, 1, 0, Coordinator), casefile.See, Subject{Agency: 9}, ""},
		{"coordinator acts at home", person(101, 1, 0, Coordinator), casefile.Assign, ours, ""},
		{"coordinator acts elsewhere", person(101, 1, 0, Coordinator), casefile.Assign, Subject{Agency: 9}, "这是另一个机关的，“分办”由那个机关的人做。"},
		{"checks another's", person(200, 1, 0, Checker), casefile.Check, ours, ""},
		{"checks own", person(100, 1, 11, Officer, Checker), casefile.Check, ours, "不能审核自己拟的稿，由另一位审核人审核。"},
		{"signs own", person(100, 1, 11, Officer, Signer), casefile.Sign, ours, "不能签发自己拟的稿，由另一位签发人签发。"},
		{"signs what was checked by the same hand", person(200, 1, 0, Checker, Signer), casefile.Sign, ours, "这份稿是您审核的，由另一位签发人签发。"},
		{"a third signs", person(300, 1, 0, Checker, Signer), casefile.Sign, ours, ""},
		{"nobody", User{Roles: []Role{Clerk}}, casefile.See, ours, "请先登录。"},
		{"disabled", disabled, casefile.See, ours, "这个账号已停用，找本单位管理员。"},
		{"an act nobody does by hand", person(1, 1, 11, Roles...), casefile.Render, ours, "您的角色不能做这件事。"},
		{"an act nobody named", person(1, 1, 11, Roles...), "delete", ours, "您的角色不能做这件事。"},
		{"the wider of two roles", person(1, 1, 12, Officer, Clerk), casefile.Note, ours, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := May(tt.u, tt.act, tt.c); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("May = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestMayDo(t *testing.T) {
	for _, tt := range []struct {
		name   string
		u      User
		p      Permission
		agency int64
		want   string
	}{
		{"clerk at home", person(1, 1, 0, Clerk), Register, 1, ""},
		{"clerk elsewhere", person(1, 1, 0, Clerk), Register, 2, "这是另一个机关的，“登记”由那个机关的人做。"},
		{"coordinator sees every balance", person(1, 1, 0, Coordinator), SeeBalance, 2, ""},
		{"coordinator registers at home only", person(1, 1, 0, Coordinator), Register, 2, "这是另一个机关的，“登记”由那个机关的人做。"},
		{"administrator of all", person(1, 0, 0, SystemAdmin), ManageUnits, 2, ""},
		{"administrator of one", person(1, 1, 0, SystemAdmin), ManageUnits, 1, ""},
		{"administrator of another", person(1, 1, 0, SystemAdmin), ManageUnits, 2, "这不在您所管的范围，不能做“管承办单位”。"},
		{"back-up is of the whole", person(1, 1, 0, SystemAdmin), RunBackup, 0, "这不在您所管的范围，不能做“备份”。"},
		{"system administrator reads no audit", person(1, 0, 0, SystemAdmin), SeeAudit, 0, "“看审计记录”由审计管理员做，您是系统管理员。"},
		{"system administrator gives no roles", person(1, 0, 0, SystemAdmin), GrantRoles, 0, "“授角色”由安全管理员做，您是系统管理员。"},
		{"administrator takes nothing in", person(1, 0, 0, SystemAdmin), TakeIn, 1, "“收件”由收件员、区政府办统筹做，您是系统管理员。"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := MayDo(tt.u, tt.p, tt.agency); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("MayDo = %q, want %q", got, tt.want)
			}
		})
	}
}

// What lists show is exactly what may be seen: for every set of roles, wherever
// the person and the case are.
func TestSightAgreesWithMay(t *testing.T) {
	for set := range 1 << len(Roles) {
		var roles []Role
		for i, r := range Roles {
			if set&(1<<i) != 0 {
				roles = append(roles, r)
			}
		}
		for place := range int64(3 * 3 * 2 * 3 * 2 * 3) {
			u := person(1, place%3, place/3%3, roles...)
			c := Subject{Agency: 1 + place/9%2, Unit: place / 18 % 3, Assisting: []casefile.UnitList{"", "1"}[place/54%2], Known: []casefile.PersonList{"", "1,7", "2,11"}[place/108]}
			if sees, err := SightOf(u).Sees(c), May(u, casefile.See, c); sees != (err == nil) {
				t.Fatalf("%+v, %+v: list shows %v, May says %v", u, c, sees, err)
			}
		}
	}
	disabled := person(1, 1, 0, Roles...)
	disabled.Disabled = true
	if s := SightOf(disabled); s != (Sight{}) {
		t.Errorf("a disabled account sees %+v", s)
	}
}

// TestRestricted: who is not named sees and does nothing, whatever their roles; who is named
// no more than their roles let.
func TestRestricted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := person(rapid.Int64Range(1, 3).Draw(t, "who"), rapid.Int64Range(0, 2).Draw(t, "agency"), 11, rapid.SliceOf(rapid.SampledFrom(Roles)).Draw(t, "roles")...)
		act := rapid.SampledFrom(casefile.Acts).Draw(t, "act")
		open := Subject{Agency: 1, Unit: 11}
		closed := open
		closed.Known = casefile.NewPersonList(rapid.SliceOfN(rapid.Int64Range(1, 3), 1, 3).Draw(t, "named"))
		may := May(u, act, open) == nil && closed.Known.Admits(u.ID)
		if err := May(u, act, closed); (err == nil) != may {
			t.Fatalf("%s of a case restricted to %s: %v", act, closed.Known, err)
		}
	})
}

// No set of roles lets one pair of hands draft, check and sign.
func TestThreeHands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := person(7, 1, 11, rapid.SliceOf(rapid.SampledFrom(Roles)).Draw(t, "roles")...)
		c := Subject{Agency: 1, Unit: 11, Drafter: rapid.Int64Range(6, 8).Draw(t, "drafter"), Checker: rapid.Int64Range(6, 8).Draw(t, "checker")}
		if c.Drafter == u.ID && (May(u, casefile.Check, c) == nil || May(u, casefile.Sign, c) == nil) {
			t.Fatal("checks or signs an own draft")
		}
		if c.Checker == u.ID && May(u, casefile.Sign, c) == nil {
			t.Fatal("signs what the same person checked")
		}
	})
}

func TestRoleProblem(t *testing.T) {
	for _, tt := range []struct {
		roles []Role
		ok    bool
	}{
		{nil, true}, {[]Role{Clerk, Officer}, true}, {[]Role{SystemAdmin}, true},
		{[]Role{SystemAdmin, AuditAdmin}, false}, {[]Role{Clerk, SecurityAdmin}, false}, {[]Role{"king"}, false},
	} {
		if err := RoleProblem(tt.roles); (err == nil) != tt.ok {
			t.Errorf("RoleProblem(%v) = %v", tt.roles, err)
		}
	}
}
