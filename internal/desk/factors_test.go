package desk

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// codeAt is what the app of the secret shows then.
func codeAt(t *testing.T, s auth.TOTPSecret, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(strings.ReplaceAll(s.Text(), " ", ""), at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// withTOTP gives the person a factor and returns its secret and the recovery codes.
func (b *bench) withTOTP(u auth.User) (auth.TOTPSecret, []auth.RecoveryCode) {
	b.t.Helper()
	begun, err := b.BeginTOTP(u)
	b.must(err)
	codes, err := b.AddTOTP(ctx, u, begun, "", codeAt(b.t, begun.Secret, b.at))
	b.must(err)
	return begun.Secret, codes
}

// TestTOTP: a secret becomes a factor when a code of it was shown; a code is good for
// once, also for the next sign-in; the secret lies sealed.
func TestTOTP(t *testing.T) {
	b := newBench(t)
	u, other := b.by("signer"), b.by("checker")
	begun, err := b.BeginTOTP(u)
	b.must(err)
	code := codeAt(t, begun.Secret, b.at)
	b.refused(second(b.AddTOTP(ctx, u, begun, "", "abcdef")), "factor_code_wrong_set_up", "code")
	b.refused(second(b.OpenTOTP(other, begun.Sealed)), "factor_set_up_over")
	b.refused(second(b.OpenTOTP(u, begun.Sealed[1:])), "factor_set_up_over")
	opened, err := b.OpenTOTP(u, begun.Sealed)
	if b.must(err); !bytes.Equal(opened.Secret, begun.Secret) {
		t.Fatal("another secret came back")
	}
	codes, err := b.AddTOTP(ctx, u, opened, "手机", code)
	if b.must(err); len(codes) != auth.RecoveryCodes {
		t.Fatalf("recovery codes %v", codes)
	}
	b.refused(second(b.AddTOTP(ctx, u, opened, "手机", code)), "factor_twice")
	b.wrongCode(u, code) // shown at the set-up
	b.at = b.at.Add(30 * time.Second)
	next := codeAt(t, begun.Secret, b.at)
	b.wrongCode(other, next)
	b.must(b.ShowCode(ctx, u, next))
	b.wrongCode(u, next)
	b.wrongCode(u, code)
	factors, err := b.Factors(ctx, u)
	if b.must(err); len(factors) != 1 || factors[0].Name != "手机" || factors[0].UsedAt.IsZero() {
		t.Errorf("factors %+v", factors)
	}
	b.at = b.at.Add(2 * time.Hour)
	b.refused(second(b.OpenTOTP(u, begun.Sealed)), "factor_set_up_over")
	for _, file := range []string{"mingda.db", "mingda.db-wal"} {
		raw, err := os.ReadFile(filepath.Join(b.dir, file))
		if b.must(err); bytes.Contains(raw, begun.Secret) || bytes.Contains(raw, []byte(codes[0].Code)) {
			t.Errorf("a secret lies in %s", file)
		}
	}
}

// wrongCode wants the code to be no second factor of the person.
func (b *bench) wrongCode(u auth.User, code string) {
	b.t.Helper()
	if err := b.ShowCode(ctx, u, code); fault.KindOf(err) != fault.Invalid {
		b.t.Errorf("code %s: %v", code, err)
	}
}

// TestRecoveryCodes: each is good for once and for its owner; a new set ends the old; the
// last factor takes them along.
func TestRecoveryCodes(t *testing.T) {
	b := newBench(t)
	u, other := b.by("signer"), b.by("checker")
	b.refused(second(b.NewRecoveryCodes(ctx, u)), "factor_none_yet")
	b.wrongCode(u, "1-K7MT-9QRX-3WVH")
	_, codes := b.withTOTP(u)
	b.withTOTP(other)
	b.wrongCode(other, codes[2].String())
	b.must(b.ShowCode(ctx, u, codes[2].String()))
	b.wrongCode(u, codes[2].String())
	if left, err := b.CountRecoveryCodes(ctx, u); err != nil || left != auth.RecoveryCodes-1 {
		t.Errorf("%d left, %v", left, err)
	}
	fresh, err := b.NewRecoveryCodes(ctx, u)
	b.must(err)
	b.wrongCode(u, codes[3].String())
	b.must(b.ShowCode(ctx, u, fresh[3].String()))
	_, more := b.withTOTP(u)
	if more != nil {
		t.Error("a second factor brought new codes")
	}
	factors, err := b.Factors(ctx, u)
	b.must(err)
	b.refused(b.DropFactor(ctx, other, factors[0].ID), "factor_not_found")
	b.SignIns.NeedFactor = []auth.Role{auth.Signer}
	b.must(b.DropFactor(ctx, u, factors[0].ID))
	b.refused(b.DropFactor(ctx, u, factors[1].ID), "factor_last")
	b.SignIns.NeedFactor = nil
	b.must(b.DropFactor(ctx, u, factors[1].ID))
	b.wrongCode(u, fresh[4].String())
	if step, err := b.NextStep(ctx, u); err != nil || step != auth.StepIn {
		t.Errorf("next step %s, %v", step, err)
	}
}

// TestResetSignIn: who lost their factors comes in again by an invitation alone; only who holds
// the server gives it.
func TestResetSignIn(t *testing.T) {
	b := newBench(t)
	u := b.by("signer")
	b.SignIns.NeedFactor = []auth.Role{auth.Signer}
	_, codes := b.withTOTP(u)
	_, err := b.ResetSignIn(ctx, b.by("admin"), u.ID, true)
	b.refused(err, "let_in_operator")
	invited, err := b.ResetSignIn(ctx, Operator, u.ID, true)
	b.must(err)
	b.wrongCode(u, codes[1].String())
	if step, err := b.NextStep(ctx, u); err != nil || step != auth.StepSetUp {
		t.Errorf("next step %s, %v", step, err)
	}
	if in, err := b.AcceptInvitation(ctx, u.Login, invited.Code.String(), ownPassword, ownPassword); err != nil || in.MustChange {
		t.Errorf("%+v, %v", in, err)
	}
	if untold, err := b.TellLetIn(ctx, u); err != nil || !untold {
		t.Errorf("is told %v, %v", untold, err)
	}
}
