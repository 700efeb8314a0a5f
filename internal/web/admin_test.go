package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/ocr"
	"mingda/internal/sqlite"
	"mingda/internal/web"
)

// securityAdmin adds the one who gives roles.
func (o *caseOffice) securityAdmin() auth.User {
	o.t.Helper()
	id, err := o.desk.PutUser(o.t.Context(), desk.Operator, auth.User{Login: "sec", Name: "安全员", Roles: []auth.Role{auth.SecurityAdmin}}, auth.DemoPassword)
	o.must(err)
	u, err := o.desk.User(o.t.Context(), id)
	o.must(err)
	return u
}

// TestAccounts opens an account, gives it a role and invites again: two
// administrators, each for their own part.
func TestAccounts(t *testing.T) {
	o := newCaseOffice(t)
	system, security := o.in(o.system), o.in(o.securityAdmin())
	has(t, "list", system.page("/users").Text(), longName, longUnit, "加人员", "三员分立")

	a := system.fill("/users/new", url.Values{"name": {""}, "login": {"ZHOU"}, "place": {"1.1"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-name-error", "填写这一项") || a.page.Values()["place"][0] != "1.1" {
		t.Errorf("without a name: %d %s", a.status, a.page.Text())
	}
	a = system.fill("/users/new", url.Values{"name": {"新人<b>"}, "login": {"ZHOU"}, "place": {"1.1"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-login-error", "已经有人用") {
		t.Errorf("login twice: %d %s", a.status, a.page.Text())
	}
	a = system.fill("/users/new", url.Values{"name": {"新人<b>"}, "login": {"Xin"}, "place": {"1.1"}})
	shown := codeOn(a)
	if a.status != http.StatusOK || shown == "" || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("opened: %d %s", a.status, a.page.Text())
	}
	u, err := o.desk.DB.UserByLogin(t.Context(), "xin")
	o.must(err)
	if len(u.Roles) != 0 || u.Unit != o.units[0] {
		t.Errorf("opened as %+v", u)
	}
	has(t, "waiting", system.page("/users").Text(), "等授角色", "已邀请，有效到", "新人<b>")
	roles := "/users/" + itoa(int(u.ID)) + "/roles"
	if a := system.post(roles, url.Values{"roles": {"signer"}}); a.status != http.StatusForbidden {
		t.Errorf("who opens accounts gives roles: %d", a.status)
	}
	has(t, "roles", security.page("/users/"+itoa(int(u.ID))).Text(), "由系统管理员改", roleWords)
	a = security.post(roles, url.Values{"roles": {"signer", "system_admin"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "不能同时有别的角色") {
		t.Errorf("two administrators in one: %d", a.status)
	}
	gone(t, system.fill("/users/"+itoa(int(u.ID)), url.Values{"place": {"1.0"}}), "/users")
	a = security.post(roles, url.Values{"roles": {"officer"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-roles-error", "经办人只办分给本单位的案件") {
		t.Errorf("an officer of no unit: %d %s", a.status, a.page.Text())
	}
	gone(t, system.fill("/users/"+itoa(int(u.ID)), url.Values{"place": {"1.1"}}), "/users")
	gone(t, security.post(roles, url.Values{"roles": {"officer"}}), "/users")
	a = system.fill("/users/"+itoa(int(u.ID)), url.Values{"place": {"1.0"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-place-error", "经办人只办分给本单位的案件") {
		t.Errorf("an officer leaves the unit: %d %s", a.status, a.page.Text())
	}
	if a := security.post("/users/"+itoa(int(u.ID)), url.Values{"name": {"改名"}, "login": {"xin"}, "place": {"1.1"}}); a.status != http.StatusForbidden {
		t.Errorf("who gives roles changes accounts: %d", a.status)
	}

	invitation := "/users/" + itoa(int(u.ID)) + "/invitation"
	has(t, "again", system.page(invitation).Text(), "以前的邀请码作废")
	if again := codeOn(system.post(invitation, nil)); again == "" || again == shown {
		t.Errorf("invited again with %q after %q", again, shown)
	}
	gone(t, system.fill("/users/"+itoa(int(u.ID)), url.Values{"disabled": {"1"}}), "/users")
	if a := system.post(invitation, nil); a.status != http.StatusConflict {
		t.Errorf("somebody is invited to a disabled account: %d", a.status)
	}
	mine := o.securityOf()
	if a := security.post("/users/"+itoa(int(mine))+"/roles", url.Values{"roles": {"signer"}}); a.status != http.StatusConflict {
		t.Errorf("an administrator changes their own roles: %d", a.status)
	}
	if a := system.fill("/users/"+itoa(int(o.clerk.ID)), url.Values{"place": {"1.99"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a unit that is not there: %d", a.status)
	}
	self := "/users/" + itoa(int(o.system.ID))
	if system.page(self).Count("[name=disabled]") != 0 {
		t.Error("one can disable oneself")
	}
}

// securityOf returns who gives roles.
func (o *caseOffice) securityOf() int64 {
	o.t.Helper()
	u, err := o.desk.DB.UserByLogin(o.t.Context(), "sec")
	o.must(err)
	return u.ID
}

// roleWords are part of what the page says of the officer's role.
const roleWords = "只看得到分给本单位的案件"

// TestAdminRights keeps everybody else out of the administration.
func TestAdminRights(t *testing.T) {
	o := newCaseOffice(t)
	for _, u := range []auth.User{o.clerk, o.officer, o.checker, o.signer} {
		b := o.in(u)
		for _, address := range []string{"/users", "/users/new", "/users/1", "/users/1/invitation", "/agencies", "/agencies/new", "/agencies/1", "/agencies/1/units/1", "/health"} {
			if a := b.get(address); a.status != http.StatusForbidden {
				t.Errorf("%s at %s: %d", u.Name, address, a.status)
			}
		}
		for _, address := range []string{"/users/new", "/users/1", "/users/1/roles", "/users/1/invitation", "/agencies/new", "/agencies/1", "/agencies/1/units", "/agencies/1/units/1"} {
			if a := b.post(address, url.Values{"name": {"x"}}); a.status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", u.Name, address, a.status)
			}
		}
	}
}

// TestAgencies changes an agency, adds one, adds, renames and stops a unit.
func TestAgencies(t *testing.T) {
	o := newCaseOffice(t)
	b := o.in(o.system)
	has(t, "list", b.page("/agencies").Text(), "明川区人民政府", "2026-0158", "明政公开答〔2026〕31号", "2 个")
	a := b.fill("/agencies/1", url.Values{"code": {"区政府"}, "court": {""}, "phone": {"0000-1"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-code-error", "字母或数字") || a.page.Values()["phone"][0] != "0000-1" {
		t.Errorf("refused: %d %s", a.status, a.page.Text())
	}
	gone(t, b.fill("/agencies/1", url.Values{"letter_word": {"明府公"}}), "/agencies/1")
	has(t, "changed", b.page("/agencies/1").Text(), "明府公答〔2026〕31号", "设置已存")
	if stored, err := o.desk.DB.Agency(t.Context(), 1); err != nil || !stored.Coordinates || stored.Phone != o.agency.Phone {
		t.Errorf("something was lost: %+v %v", stored, err)
	}
	a = b.fill("/agencies/1", url.Values{"founded_in": {"二七年"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-founded_in-error", "年份填四位数") || a.page.Values()["founded_in"][0] != "二七年" {
		t.Errorf("a year that is none: %d %s", a.status, a.page.Text())
	}
	gone(t, b.fill("/agencies/1", url.Values{"founded_in": {"２０２７年"}}), "/agencies/1")
	if v := b.page("/agencies/1").Values()["founded_in"]; v[0] != "2027" {
		t.Errorf("the year it was founded is stored as %q", v)
	}
	gone(t, b.fill("/agencies/1", url.Values{"founded_in": {""}}), "/agencies/1")
	a = b.fill("/agencies/1", url.Values{"review_word": {"明政"}, "bureau": {""}, "bureau_phone": {"0000-2"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-bureau-error", "填了复议文书的代字") || a.page.Values()["bureau_phone"][0] != "0000-2" {
		t.Errorf("a review body without a bureau: %d %s", a.status, a.page.Text())
	}
	gone(t, b.fill("/agencies/1", url.Values{"review_word": {"明政"}, "bureau": {"明川区司法局"}, "bureau_address": {"人民路20号"}, "bureau_phone": {"0000-2"}}), "/agencies/1")
	gone(t, b.fill("/agencies/1", url.Values{"phone": {o.agency.Phone}}), "/agencies/1")
	if stored, err := o.desk.DB.Agency(t.Context(), 1); err != nil || !stored.HearsReviews() || stored.Bureau != "明川区司法局" || stored.BureauPhone != "0000-2" {
		t.Errorf("saving again has lost what is said of reconsideration: %+v %v", stored, err)
	}
	has(t, "number", b.page("/agencies/1").Text(), "明政复议〔2026〕12号")
	same := b.fill("/agencies/new", url.Values{"name": {longUnit}, "code": {"ZJJ"}, "letter_word": {"明府公"}, "review_body": {"明川区人民政府"}, "court": {"明川区人民法院"}})
	if same.status != http.StatusUnprocessableEntity || !same.page.HasText("#f-case_prefix-error", "明川区人民政府") || !same.page.HasText("#f-letter_word-error", "明川区人民政府") {
		t.Errorf("numbers like another's: %d %s", same.status, same.page.Text())
	}
	gone(t, b.fill("/agencies/new", url.Values{"name": {longUnit}, "code": {"ZJJ"}, "case_prefix": {"ZJ"}, "letter_word": {"明住建公开"}, "review_body": {"明川区人民政府"}, "court": {"明川区人民法院"}}), "/agencies/2")
	has(t, "added", b.page("/agencies").Text(), longUnit, "ZJ2026-0158")

	a = b.post("/agencies/2/units", url.Values{"name": {" "}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#u-name-error", "填写这一项") || !strings.Contains(a.body, "明住建公开") {
		t.Errorf("a unit without a name: %d", a.status)
	}
	gone(t, b.post("/agencies/2/units", url.Values{"name": {"法制科<b>"}}), "/agencies/2")
	gone(t, b.post("/agencies/2/units/3", url.Values{"name": {"政策法规科"}}), "/agencies/2")
	has(t, "stopped", b.page("/agencies/2").Text(), "政策法规科", "已停用")
	if a := b.get("/agencies/1/units/3"); a.status != http.StatusNotFound {
		t.Errorf("a unit below another agency: %d", a.status)
	}
}

// TestMailHeld: an office that moved in says that its mail is held, and an administrator
// of the whole lets it go.
func TestMailHeld(t *testing.T) {
	o := newCaseOffice(t)
	if strings.Contains(o.in(o.system).page("/health").Text(), "邮件停着") {
		t.Error("held, and nobody moved in")
	}
	has(t, "nothing taken out", o.in(o.system).page("/health").Text(), "全部导出", "没有导出过")
	err := o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
		if err := tx.NoteExport(t.Context(), sqlite.Export{MadeAt: o.desk.Now(), Account: "root<b>", Personal: "clear"}); err != nil {
			return err
		}
		return tx.PutSetting(t.Context(), "mail_held", ledger.FormatTime(o.desk.Now()))
	})
	if err != nil {
		t.Fatal(err)
	}
	has(t, "taken out", o.in(o.system).page("/health").Text(), "最近一次", "个人信息明文", "root<b>")
	has(t, "the outbox", o.in(o.clerk).page("/outbox").Text(), "邮件停着", "先停掉原来的系统")
	if a := o.in(o.clerk).post("/health/release-mail", nil); a.status != http.StatusForbidden {
		t.Errorf("a clerk lets it go: %d", a.status)
	}
	b := o.in(o.system)
	has(t, "held", b.page("/health").Text(), "邮件停着", "放行邮件")
	gone(t, b.post("/health/release-mail", nil), "/health")
	if strings.Contains(b.page("/health").Text(), "邮件停着") || strings.Contains(o.in(o.clerk).page("/outbox").Text(), "邮件停着") {
		t.Error("still held")
	}
}

// TestHealth shows numbers to the administrator.
func TestHealth(t *testing.T) {
	o := newCaseOffice(t)
	has(t, "health", o.in(o.system).page("/health").Text(), "剩余空间", "GB", "字库", "数据库", "KB", "没有设，文书留出盖章的位置")
	o.desk.Styles = map[string]desk.LetterStyle{"": {Seal: []byte("a picture")}}
	has(t, "health", o.in(o.system).page("/health").Text(), "套印：所有机关")
	o.desk.Styles = map[string]desk.LetterStyle{"没有的机关": {}}
	has(t, "health", o.in(o.system).page("/health").Text(), "系统里没有：没有的机关")
}

// TestReadingTold: that scans are not read because nobody wants it, and because the program
// is not there, are told apart.
func TestReadingTold(t *testing.T) {
	o := newCaseOffice(t)
	const off, missing = "配置里关着", "没有装 tesseract"
	for _, c := range []struct {
		name     string
		reader   ocr.Reader
		says     string
		not      string
		anything bool // it is something to look at
	}{
		{"all there", ocr.Reader{Tesseract: "/bin/true", Poppler: "/bin"}, "后台逐份识别", missing, false},
		{"off", ocr.Reader{Off: true, Poppler: "/bin"}, off, missing, false},
		{"off, and no poppler", ocr.Reader{Off: true}, off, missing, true},
		{"not installed", ocr.Reader{Poppler: "/bin"}, missing, off, true},
		{"nothing installed", ocr.Reader{}, missing, off, true},
	} {
		o.desk.OCR = &c.reader
		var text string
		for _, row := range o.in(o.system).page("/health").All("tr") {
			if strings.HasPrefix(row.Text(), "识别扫描件") {
				text = row.Text()
			}
		}
		if !strings.Contains(text, c.says) || strings.Contains(text, c.not) || strings.Contains(text, "要看") != c.anything {
			t.Errorf("%s: %q", c.name, text)
		}
	}
	if r := ocr.Find(t.Context(), false, []string{"chi_sim"}); !r.Off || r.Tesseract != "" {
		t.Errorf("off by configuration: %+v", r)
	}
}

// TestMailNotSet: an address that is published and not fetched, and an outbox
// without a server, are told; a configured office and a demo say nothing.
func TestMailNotSet(t *testing.T) {
	o := newCaseOffice(t)
	agencies, err := o.desk.Agencies(t.Context())
	o.must(err)
	a := agencies[0]
	a.MailAddress = "foi@mingchuan.example"
	_, err = o.desk.PutAgency(t.Context(), desk.Operator, a)
	o.must(err)
	for _, c := range []struct {
		name        string
		mail        *web.MailSetup
		fetch, send bool // it is said that this is not set
	}{
		{"a demo", nil, false, false},
		{"nothing set", &web.MailSetup{}, true, true},
		{"another agency's box", &web.MailSetup{Fetched: []string{"别的机关"}, Sends: true}, true, false},
		{"no address to send from", &web.MailSetup{Fetched: []string{a.Name}, NoSender: []string{a.Name}, Sends: true}, false, false},
		{"all set", &web.MailSetup{Fetched: []string{a.Name}, Sends: true}, false, false},
	} {
		o.pages.Mail = c.mail
		health := o.in(o.system).page("/health").Text()
		outbox := o.in(o.clerk).page("/outbox").Text()
		if got := strings.Contains(health, "foi@mingchuan.example"); got != c.fetch {
			t.Errorf("%s: the mailbox is told as missing: %v: %s", c.name, got, health)
		}
		if got := strings.Contains(health, "[smtp]"); got != c.send {
			t.Errorf("%s: the server is told as missing: %v: %s", c.name, got, health)
		}
		if got, want := strings.Contains(health, "[[smtp.from]]"), c.mail != nil && len(c.mail.NoSender) > 0; got != want {
			t.Errorf("%s: the address to send from is told as missing: %v: %s", c.name, got, health)
		}
		if got := strings.Contains(outbox, "邮件发不出去"); got != c.send {
			t.Errorf("%s: the outbox says so: %v: %s", c.name, got, outbox)
		}
	}
}
