package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// named are the people of a list as a form sends them.
func named(people ...auth.User) url.Values {
	v := url.Values{"reason": {"涉及正在查办的案件<b>"}}
	for _, u := range people {
		v.Add("people", itoa(int(u.ID)))
	}
	return v
}

// TestRestrict: a list that cannot bring the case to its end is refused and says who is
// lacking; one that can is kept in the course of the case, changed, and ended.
func TestRestrict(t *testing.T) {
	o, id := drafted(t)
	signer, coordinator, at := o.in(o.signer), o.coordinator(), path(id, "/restrict")
	for want, list := range map[string][]auth.User{
		"勾上能看": nil, "名单里还缺：审核人、能看来件": {o.officer, o.signer}, "名单里还缺：能看来件、并入的人（收件员或者统筹）": {o.officer, o.checker, o.signer}, "名单里还缺：能办理的人（经办人，没有分办的还可以是收件员）、审核人、签发人、能改名单": {o.clerk},
		"按角色本来就看不到": {o.officer, o.checker, o.signer, o.other},
	} {
		if a := signer.fill(at, named(list...)); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-people-error", want) {
			t.Errorf("%s: %d %s", want, a.status, a.page.Text())
		}
	}
	if a := signer.fill(at, url.Values{"people": {itoa(int(o.officer.ID)), itoa(int(o.checker.ID)), itoa(int(o.signer.ID))}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "理由") {
		t.Errorf("without a reason: %d %s", a.status, a.page.Text())
	}
	if a := signer.fill(at, url.Values{}); !a.page.HasText("#f-people-error", "勾上能看") || !a.page.HasText("#f-reason-error", "理由") {
		t.Errorf("an empty form is not told all at once: %s", a.page.Text())
	}
	gone(t, signer.fill(at, named(o.officer, o.checker, o.signer, coordinator)), path(id, ""))
	has(t, "the case", signer.page(path(id, "")).Text(), "限制知悉：", "只有周予安、林疏、何牧之、"+coordinator.Name+"能看、能办", "涉及正在查办的案件<b>")
	if a := o.in(o.clerk).get(path(id, "")); a.status != http.StatusForbidden || !strings.Contains(a.body, "这件限制知悉") {
		t.Errorf("the clerk: %d", a.status)
	}
	if a := o.in(o.clerk).post(path(id, "/note"), url.Values{"text": {"x"}, "version": {"9"}}); a.status != http.StatusForbidden {
		t.Errorf("the clerk acts: %d", a.status)
	}
	gone(t, o.in(o.officer).fill(path(id, "/note"), url.Values{"text": {"照常办"}}), path(id, ""))
	if a := signer.fill(at, named(o.officer, o.checker, o.signer, coordinator)); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-people-error", "和现在的一样") {
		t.Errorf("the same list: %d", a.status)
	}
	disabled := coordinator
	disabled.Disabled = true
	_, err := o.desk.PutUser(t.Context(), desk.Operator, disabled, "")
	if wrong := fault.FieldsOf(err)["disabled"]; wrong == nil || wrong.Code != "restrict_last_mail" {
		t.Errorf("who alone sees to what comes in is disabled: %v", err)
	}
	gone(t, signer.fill(at, named(o.officer, o.checker, o.signer, coordinator, o.clerk)), path(id, ""))
	_, err = o.desk.PutUser(t.Context(), desk.Operator, disabled, "")
	o.must(err)
	disabled = o.signer
	disabled.Disabled = true
	_, err = o.desk.PutUser(t.Context(), desk.Operator, disabled, "")
	if wrong := fault.FieldsOf(err)["disabled"]; wrong == nil || wrong.Code != "restrict_last" {
		t.Errorf("who alone can end it is disabled: %v", err)
	}
	clerk := o.in(o.clerk)
	has(t, "who was named", clerk.page(path(id, "")).Text(), "限制知悉：")
	if a := clerk.fill(path(id, "/assign"), url.Values{"unit": {itoa(int(o.units[1]))}, "officer": {itoa(int(o.other.ID))}}); a.status != http.StatusUnprocessableEntity ||
		!a.page.HasText("#f-unit-error", "没有人能在这个单位办理") || !a.page.HasText("#f-officer-error", "不在名单上") {
		t.Errorf("given to a unit of which nobody is named: %d %s", a.status, a.page.Text())
	}
	gone(t, signer.fill(path(id, "/lift-restriction"), url.Values{"reason": {"查完了"}}), path(id, ""))
	has(t, "the course", o.in(o.clerk).page(path(id, "")).Text(), "解除限制知悉", "查完了", "冯小满、周予安、林疏、何牧之、"+coordinator.Name+"能看")
}

// TestStandInRestricted: the page on which a place is taken says that restricted cases are not
// taken with it, to who is away how many there are, and to nobody else that there are any.
func TestStandInRestricted(t *testing.T) {
	o, id := drafted(t)
	coordinator, security := o.coordinator(), auth.User{Login: "an", Name: "安全", Agency: o.agency.ID, Roles: []auth.Role{auth.SecurityAdmin}, PasswordHash: "nobody signs in by it"}
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) (err error) {
		security.ID, err = tx.PutUser(t.Context(), security, o.now)
		return err
	}))
	o.must(o.desk.Restrict(t.Context(), o.signer, id, 0, []int64{o.officer.ID, o.checker.ID, o.signer.ID, coordinator.ID}, "查办中"))
	signer := o.in(o.signer)
	has(t, "where a place is taken", signer.page("/stand-ins").Text(), "限制知悉的案件不随着代理")
	has(t, "where names are chosen", signer.page(path(id, "/restrict")).Text(), "代理人不随着不在的人进名单")
	today := o.desk.Today().String()
	gone(t, signer.post("/stand-ins", url.Values{"absent": {itoa(int(o.signer.ID))}, "stand_in": {itoa(int(o.clerk.ID))}, "first": {today}, "last": {today}, "reason": {"出差"}}), "/stand-ins")
	const left = "您在名单上的案件里，有 1 件"
	has(t, "who is away", signer.page("/stand-ins").Text(), left, o.clerk.Name+"看不到，也办不了")
	for _, u := range []auth.User{o.clerk, security} {
		if text := o.in(u).page("/stand-ins").Text(); !strings.Contains(text, o.clerk.Name) || strings.Contains(text, "在名单上的案件") {
			t.Errorf("%s reads %s", u.Name, text)
		}
	}
	o.must(o.desk.Restrict(t.Context(), o.signer, id, 0, []int64{o.officer.ID, o.checker.ID, o.signer.ID, coordinator.ID, o.clerk.ID}, "代理"))
	if text := signer.page("/stand-ins").Text(); strings.Contains(text, "在名单上的案件") {
		t.Errorf("once the stand-in is named: %s", text)
	}
}

// TestRestrictedNowhere: whoever is not named, of whatever role, finds nothing of a
// restricted case, or of a mail about it, on any page or in any file of the desk, but the number where figures are
// opened; those who are named find it in the same places as before.
func TestRestrictedNowhere(t *testing.T) {
	o := newWalkOffice(t)
	const secret = "秘密片区"
	in := ask("帕提古丽·秘密", secret+"征收", secret+"征收补偿方案")
	id := o.register(in)
	o.assign(id)
	o.signedReply(id)
	before, coordinator := o.caseOf(id), o.coordinator()
	list := []int64{o.officer.ID, o.checker.ID, o.signer.ID, coordinator.ID}
	o.must(o.desk.Restrict(t.Context(), o.signer, id, 0, list, "查办中"))
	o.must(o.desk.BindAll(t.Context()))
	row, err := o.desk.DB.CaseRow(t.Context(), id)
	o.must(err)
	const wrote = "再问秘密" // what comes in about it, and is not joined to it yet
	o.must(o.desk.TakeMails(t.Context(), []desk.RawMail{{
		Agency: o.agency.ID, Mailbox: "ysqgk", UIDValidity: 1, UID: 31, ReachedAt: o.desk.Now(),
		Body: strings.NewReader("From: p@example.com\r\nSubject: " + wrote + " " + row.Number + "\r\nMessage-ID: <again@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + wrote + "\r\n"),
	}}))
	mails, err := o.desk.DB.InputsWithMessageID(t.Context(), "again@example.com")
	o.must(err)
	inputs := []int{int(before.Input), int(mails[0].ID)}
	marks := []string{secret + "征收", "帕提古丽·秘密", before.Letters[0].Number, wrote}
	var asked [][2]string // the route, and an address with its query
	for _, r := range routesOf(t, o.pages) {
		if r.method != http.MethodGet {
			continue
		}
		_, below, ofCase := strings.Cut(bare(r), "/cases/{id}")
		_, decided, ofInput := strings.Cut(bare(r), "/inbox/{id}")
		switch at := o.address(r, grant{}); {
		case ofCase:
			asked = append(asked, [2]string{bare(r), strings.NewReplacer("{n}", "1", "{entry}", "1").Replace(path(id, below))})
		case ofInput && !strings.HasPrefix(r.pattern, "/review"):
			for _, input := range inputs {
				asked = append(asked, [2]string{bare(r), strings.NewReplacer("{n}", "0", "{other}", "1").Replace("/inbox/" + itoa(input) + decided)})
			}
		default:
			asked = append(asked, [2]string{bare(r), at}, [2]string{bare(r), at + "?q=" + url.QueryEscape(secret) + "&state=registered&what=all&year=2026"})
		}
	}
	finds := func(w *walker) (in []string) {
		for _, a := range asked {
			at, typed, _ := strings.Cut(a[1], "?")
			body := o.asks(w, http.MethodGet, at, typed).Body.String()
			if !slices.Contains(in, a[0]) && slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(body, mark) }) {
				in = append(in, a[0])
			}
		}
		return in
	}
	for _, w := range o.walkers {
		if sees := auth.SightOf(w.User) != (auth.Sight{}); w.Agency != o.body && (!sees || w.Agency != o.agency.ID && w.Agency != 0) {
			continue // who sees nothing of this agency anyhow
		}
		if in := finds(w); len(in) > 0 {
			t.Errorf("%s finds it in %s", w.name, strings.Join(in, ", "))
		}
	}
	places := finds(&walker{name: "named", User: o.signer, cookie: o.session(o.signer)})
	for _, place := range []string{"GET /cases", "GET /cases/{id}", "GET /numbers", "GET /numbers.csv"} {
		if !slices.Contains(places, place) {
			t.Errorf("who is named does not find it in %s, but in %s", place, strings.Join(places, ", "))
		}
	}
	if a := o.in(coordinator).get("/inbox"); !strings.Contains(a.body, wrote) {
		t.Errorf("who is named and sees to what comes in does not find the mail: %d %s", a.status, a.page.Text())
	}
	for _, address := range []string{"/figures/cases?year=2026&heading=received"} {
		if a := o.in(o.clerk).get(address); a.status != http.StatusOK || !strings.Contains(a.page.Text(), row.Number) || !strings.Contains(a.page.Text(), "限制知悉的案件") || a.page.Count(`a[href="`+path(id, "")+`"]`) > 0 {
			t.Errorf("behind a figure, %s: %d %s", address, a.status, a.page.Text())
		}
	}
	for _, u := range []auth.User{o.clerk, o.signer} {
		_, n, err := o.desk.Cases(t.Context(), u, sqlite.CaseFilter{})
		o.must(err)
		if want := map[bool]int{true: 3, false: 2}[u.ID == o.signer.ID]; n != want {
			t.Errorf("%s counts %d cases, want %d", u.Name, n, want)
		}
	}
	if row.Known != casefile.NewPersonList(list) {
		t.Errorf("the row knows %q", row.Known)
	}
}
