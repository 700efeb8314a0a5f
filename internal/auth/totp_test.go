package auth

import (
	"bytes"
	"crypto/rand"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The secret and, in their last six digits, the codes of RFC 6238, appendix B, for SHA-1.
var rfc6238 = TOTPSecret("12345678901234567890")

func TestTOTPStep(t *testing.T) {
	at := func(seconds int64) time.Time { return time.Unix(seconds, 0) }
	for _, tt := range []struct {
		name string
		code string
		at   int64
		used int64
		want int64
	}{
		{"vector", "287082", 59, 0, 1},
		{"vector", "081804", 1111111109, 0, 37037036},
		{"vector", "050471", 1111111111, 0, 37037037},
		{"vector", "005924", 1234567890, 0, 41152263},
		{"vector", "279037", 2000000000, 0, 66666666},
		{"vector", "353130", 20000000000, 0, 666666666},
		{"in groups and wide", "２８７ 082", 59, 0, 1},
		{"of the step before", "287082", 89, 0, 1},
		{"of the step after", "287082", 29, 0, 1},
		{"of two steps before", "287082", 90, 0, 0},
		{"of two steps after", "005924", 1234567890 - 60, 0, 0},
		{"used already", "287082", 59, 1, 0},
		{"older than one used already", "287082", 59, 2, 0},
		{"wrong", "287083", 59, 0, 0},
		{"too long", "2870820", 59, 0, 0},
		{"empty", "", 59, 0, 0},
	} {
		if got := rfc6238.Step(tt.code, at(tt.at), tt.used); got != tt.want {
			t.Errorf("%s: Step(%q at %d, used %d) = %d, want %d", tt.name, tt.code, tt.at, tt.used, got, tt.want)
		}
	}
}

func TestTOTPSecretAsShown(t *testing.T) {
	if got := rfc6238.Text(); got != "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ" {
		t.Errorf("text %q", got)
	}
	u, err := url.Parse(rfc6238.Address("明答", "he+mu"))
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/明答:he+mu" || u.Query().Get("issuer") != "明答" ||
		u.Query().Get("secret") != strings.ReplaceAll(rfc6238.Text(), " ", "") {
		t.Errorf("address %v, %v", u, err)
	}
	one, err := NewTOTPSecret(rand.Reader)
	other, _ := NewTOTPSecret(rand.Reader)
	if err != nil || len(one) != 20 || bytes.Equal(one, other) {
		t.Errorf("secrets %x, %x, %v", one, other, err)
	}
	if _, err := NewTOTPSecret(strings.NewReader("short")); err == nil {
		t.Error("a secret without all of its randomness")
	}
}

func TestRecoveryCodes(t *testing.T) {
	codes, hashes, err := NewRecoveryCodes(rand.Reader)
	if err != nil || len(codes) != RecoveryCodes || len(hashes) != RecoveryCodes {
		t.Fatal(codes, hashes, err)
	}
	last := codes[RecoveryCodes-1]
	for _, typed := range []string{last.String(), " " + strings.ToLower(last.String()) + " ", strings.ReplaceAll(last.String(), "-", " ")} {
		if got, ok := ReadRecoveryCode(typed); !ok || got != last {
			t.Errorf("%q read as %v, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "123456", "10", "0-" + last.Code.String(), "11-" + last.Code.String(), last.Code.String(), "x-" + last.Code.String(), "10-K7MT"} {
		if got, ok := ReadRecoveryCode(typed); ok && got.Code == last.Code {
			t.Errorf("%q is read as a code", typed)
		}
	}
	if !last.Matches(hashes[9]) || last.Matches(hashes[0]) || last.Matches("") || codes[0].Matches(hashes[9]) {
		t.Error("a code matches another's hash, or not its own")
	}
	for _, h := range hashes {
		if strings.Contains(h, string(last.Code)) || !strings.HasPrefix(h, "$argon2id$") {
			t.Errorf("hash %s", h)
		}
	}
}

func TestNextStep(t *testing.T) {
	needing := []Role{Signer, SystemAdmin}
	borrowing := User{ID: 1, Roles: []Role{Clerk}, Borrowed: []Borrowed{{Of: 2, Role: Signer}}}
	for _, tt := range []struct {
		name    string
		u       User
		factors int
		want    Step
	}{
		{"asked of nobody of this role", User{ID: 1, Roles: []Role{Clerk}}, 0, StepIn},
		{"has one all the same", User{ID: 1, Roles: []Role{Clerk}}, 1, StepSecond},
		{"needs one", User{ID: 1, Roles: []Role{Checker, Signer}}, 0, StepSetUp},
		{"needs one and has two", User{ID: 1, Roles: []Role{Signer}}, 2, StepSecond},
		{"stands in for who needs one", borrowing, 0, StepSetUp},
		{"no role", User{ID: 1}, 0, StepIn},
	} {
		if got := NextStep(tt.u, needing, tt.factors); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if NextStep(User{ID: 1, Roles: []Role{Signer}}, nil, 0) != StepIn {
		t.Error("asked where the office asks nobody")
	}
	for _, k := range FactorKinds {
		if k.Kind.Info().Label == "" || k.What == "" || k.Path == "" {
			t.Errorf("%s is not said", k.Kind)
		}
	}
}
