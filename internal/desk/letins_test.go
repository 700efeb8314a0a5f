package desk

import (
	"sync"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// withAdministrators adds one who gives roles and one who reads the audit; who keeps the
// accounts is there.
func (b *bench) withAdministrators() (system, security, audit auth.User) {
	b.t.Helper()
	add := func(login string, role auth.Role) auth.User {
		return must(b, func() (auth.User, error) {
			id, err := b.PutUser(ctx, Operator, auth.User{Login: login, Name: login, Roles: []auth.Role{role}}, "mingda-demo")
			if err != nil {
				return auth.User{}, err
			}
			return b.DB.User(ctx, id)
		})
	}
	return b.by("admin"), add("security", auth.SecurityAdmin), add("audit", auth.AuditAdmin)
}

func must[T any](b *bench, do func() (T, error)) T {
	b.t.Helper()
	got, err := do()
	b.must(err)
	return got
}

// TestLetIn: who lost password and second factors is let in again when two administrators agree,
// and is told by whom; one alone cannot, before, meanwhile or after.
func TestLetIn(t *testing.T) {
	b := newBench(t)
	system, security, audit := b.withAdministrators()
	u := b.by("signer")
	_, codes := b.withTOTP(u)
	_, err := b.AskLetIn(ctx, system, u.ID, " ", true)
	if fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("without a reason: %v", err)
	}
	for _, by := range []auth.User{audit, b.by("clerk"), u} {
		if _, err := b.AskLetIn(ctx, by, u.ID, "手机丢了", true); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s asks: %v", by.Login, err)
		}
	}
	_, err = b.AskLetIn(ctx, system, system.ID, "忘了", false)
	b.refused(err, "let_in_self")
	id, err := b.AskLetIn(ctx, system, u.ID, "手机丢了，当面核对过工作证", true)
	b.must(err)
	_, err = b.AskLetIn(ctx, security, u.ID, "再来一次", true)
	b.refused(err, "let_in_asked")
	for _, by := range []auth.User{system, audit} {
		_, err := b.AgreeLetIn(ctx, by, id)
		b.refused(err, "let_in_others")
	}
	if _, err := b.SignIn(ctx, u.Login, "mingda-demo"); err != nil {
		t.Errorf("asking alone voids the password: %v", err)
	}
	invited, err := b.AgreeLetIn(ctx, security, id)
	b.must(err)
	_, err = b.AgreeLetIn(ctx, security, id)
	b.refused(err, "let_in_over")
	_, err = b.SignIn(ctx, u.Login, "mingda-demo")
	b.refused(err, "sign_in_wrong")
	b.wrongCode(u, codes[1].String())
	b.must(b.TakeBackInvitation(ctx, system, u.ID))
	_, err = b.Invite(ctx, system, u.ID) // alone, after two have agreed once
	b.refused(err, "invite_used")

	id, err = b.AskLetIn(ctx, security, u.ID, "单子丢了", false)
	b.must(err)
	_, err = b.AgreeLetIn(ctx, audit, id) // the only other who gives roles has asked
	b.must(err)
	invited, err = b.ResetSignIn(ctx, Operator, u.ID, false)
	b.must(err)
	if _, err := b.AcceptInvitation(ctx, u.Login, invited.Code.String(), ownPassword, ownPassword); err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{true, false} {
		if untold, err := b.TellLetIn(ctx, u); err != nil || untold != want {
			t.Errorf("is told %v, %v", untold, err)
		}
	}
	if l, err := b.OwnLetIn(ctx, u); err != nil || l.AskedBy != Operator.ID || l.DecidedBy != Operator.ID {
		t.Errorf("last %+v, %v", l, err)
	}
}

// TestLetInEnds: it ends with its time, when it is refused and when who asked takes it back; then
// everything is as before.
func TestLetInEnds(t *testing.T) {
	b := newBench(t)
	system, security, audit := b.withAdministrators()
	u := b.by("clerk")
	ask := func() int64 {
		t.Helper()
		id, err := b.AskLetIn(ctx, system, u.ID, "忘了密码", false)
		b.must(err)
		return id
	}
	id := ask()
	b.refused(b.EndLetIn(ctx, audit, id), "let_in_others")
	b.must(b.EndLetIn(ctx, system, id))
	_, err := b.AgreeLetIn(ctx, security, id)
	b.refused(err, "let_in_over")
	id = ask()
	b.must(b.EndLetIn(ctx, security, id))
	id = ask()
	now := b.Now()
	b.Now = func() time.Time { return now.Add(auth.LetInFor) }
	_, err = b.AgreeLetIn(ctx, security, id)
	b.refused(err, "let_in_over")
	ask()
	var states []auth.LetInState
	for _, v := range must(b, func() ([]LetInView, error) { return b.LetIns(ctx, audit) }) {
		states = append(states, v.State)
	}
	if len(states) != 4 || states[2] != auth.LetInRefused || states[3] != auth.LetInWithdrawn {
		t.Errorf("states %v", states)
	}
	if n, err := b.CountLetIns(ctx, security); err != nil || n != 1 {
		t.Errorf("%d wait, %v", n, err)
	}
	if _, err := b.SignIn(ctx, u.Login, "mingda-demo"); err != nil {
		t.Error(err)
	}
	if _, err := b.LetIns(ctx, u); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a clerk sees them: %v", err)
	}
	_, err = b.AskLetIn(ctx, system, b.newcomer().ID, "忘了密码", false)
	b.refused(err, "let_in_unused")
}

// TestLetInAlone: where there is nobody else to agree it says who can help.
func TestLetInAlone(t *testing.T) {
	b := newBench(t)
	_, err := b.AskLetIn(ctx, b.by("admin"), b.by("clerk").ID, "忘了密码", false)
	b.refused(err, "let_in_nobody")
}

// TestLetInTogether: of two who agree at once one gets a code, and it is the one that is good.
func TestLetInTogether(t *testing.T) {
	b := newBench(t)
	system, security, _ := b.withAdministrators()
	second := security
	second.Login, second.Name, second.ID = "second", "second", 0
	second.ID = b.must1(b.PutUser(ctx, Operator, second, "mingda-demo"))
	id, err := b.AskLetIn(ctx, system, b.by("clerk").ID, "忘了密码", false)
	b.must(err)
	by, got, came := []auth.User{security, second}, make([]Invited, 2), make([]error, 2)
	var all sync.WaitGroup
	for n := range by {
		all.Go(func() { got[n], came[n] = b.AgreeLetIn(ctx, by[n], id) })
	}
	all.Wait()
	if (came[0] == nil) == (came[1] == nil) {
		t.Fatalf("both or none: %v", came)
	}
	for n := range by {
		if came[n] == nil {
			if _, err := b.AcceptInvitation(ctx, "clerk", got[n].Code.String(), ownPassword, ownPassword); err != nil {
				t.Error(err)
			}
		}
	}
}
