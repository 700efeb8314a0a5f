package auth

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"

	"mingda/internal/fault"
)

// cheap keeps the tests fast; the work is the same in kind.
var cheap = PasswordCost{MemoryKiB: 64, Passes: 1, Threads: 1}

// The vector of the reference implementation, argon2-specs test.c: hashtest(version, 2, 8, 1, "password", "somesalt", …) for argon2id, v=19.
const reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"

func TestCheckPassword(t *testing.T) {
	phc, err := HashPassword(bytes.NewReader(bytes.Repeat([]byte{7}, saltBytes)), "一句很长的密码 ok", cheap)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(phc, "$argon2id$v=19$m=64,t=1,p=1$BwcHBwcHBwcHBwcHBwcHBw$") {
		t.Errorf("PHC string %s", phc)
	}
	for _, tt := range []struct {
		name, phc, password string
		right, outdated     bool
	}{
		{"right", phc, "一句很长的密码 ok", true, true},
		{"the same in full-width signs", phc, "一句很长的密码　ｏｋ", true, true},
		{"wrong", phc, "一句很长的密码 ko", false, false},
		{"empty", phc, "", false, false},
		{"reference vector", reference, "password", true, true},
		{"no such person", "", "一句很长的密码 ok", false, false},
		{"another scheme", "$2y$10$abc", "x", false, false},
		{"truncated hash", phc[:len(phc)-8], "一句很长的密码 ok", false, false},
		{"no hash at all", phc[:strings.LastIndex(phc, "$")+1], "一句很长的密码 ok", false, false},
		{"cost of a row somebody changed", strings.Replace(phc, "m=64", "m=4194304", 1), "一句很长的密码 ok", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			right, outdated := CheckPassword(tt.phc, tt.password)
			if right != tt.right || outdated != tt.outdated {
				t.Errorf("CheckPassword = %v, %v; want %v, %v", right, outdated, tt.right, tt.outdated)
			}
		})
	}
}

func TestStandardCostIsNotOutdated(t *testing.T) {
	phc, err := HashPassword(rand.Reader, "mingda-demo", StandardCost)
	if err != nil {
		t.Fatal(err)
	}
	if right, outdated := CheckPassword(phc, "mingda-demo"); !right || outdated {
		t.Errorf("CheckPassword = %v, %v", right, outdated)
	}
	if other, _ := HashPassword(rand.Reader, "mingda-demo", StandardCost); other == phc {
		t.Error("two hashes of one password are equal")
	}
	if _, err := HashPassword(strings.NewReader("short"), "x", cheap); err == nil {
		t.Error("a hash without a whole salt")
	}
}

func TestPasswordProblem(t *testing.T) {
	for _, tt := range []struct {
		password, login string
		demo            bool
		want            fault.Code
	}{
		{"correct horse", "zhou", false, ""},
		{"南山有台北山有莱", "zhou", false, ""},
		{"南山有台北山有莱乐只君子", "zhou", false, ""},
		{"七个字不够长的", "zhou", false, "password_short"},
		{"", "zhou", false, "password_short"},
		{strings.Repeat("长而又长的密码", 20), "zhou", false, "password_long"},
		{"1234567890", "zhou", false, "password_common"},
		{"Password2026!", "zhou", false, "password_common"},
		{"ＰＡＳＳＷＯＲＤ２０２６", "zhou", false, "password_common"},
		{"1q2w3e4r5t6y", "zhou", false, "password_common"},
		{"Woaini1314520", "zhou", false, "password_common"},
		{"basketball", "zhou", false, "password_common"},
		{"dragon boats", "zhou", false, ""},
		{"abababababab", "zhou", false, "password_monotone"},
		{"zhouyuan-2026", "zhouyuan", false, "password_login"},
		{"xxZHOUYUANyy", "zhouyuan", false, "password_login"},
		{"mingda-demo", "zhou", true, ""},
		{"mingda-demo", "zhou", false, "password_common"},
		{"1234567890", "zhou", true, "password_common"},
	} {
		var got fault.Code
		if p := PasswordProblem(tt.password, tt.login, PasswordLeast(true), tt.demo); p != nil {
			got = p.Code
		}
		if got != tt.want {
			t.Errorf("PasswordProblem(%q, %q, %v) = %q, want %q", tt.password, tt.login, tt.demo, got, tt.want)
		}
	}
}

// TestPasswordLeast: a password alone is longer than one beside a second factor; a sentence with
// spaces is good, to 128 characters.
func TestPasswordLeast(t *testing.T) {
	for _, tt := range []struct {
		password      string
		alone, beside fault.Code
	}{
		{"正好有七个字的", "password_short", "password_short"},
		{"这一句正好八个字", "password_short", ""},
		{"fourteen signs", "password_short", ""},
		{"fifteen signs ya", "", ""},
		{" 有 空 格 的 句 子 也 行 ", "", ""},
		{strings.Repeat("八个不同的字一句", 16), "", ""},
		{strings.Repeat("八个不同的字一句", 16) + "多", "password_long", "password_long"},
	} {
		for beside, want := range map[bool]fault.Code{false: tt.alone, true: tt.beside} {
			var got fault.Code
			if p := PasswordProblem(tt.password, "zhou", PasswordLeast(beside), false); p != nil {
				got = p.Code
			}
			if got != want {
				t.Errorf("%q, beside a factor %v: %q, want %q", tt.password, beside, got, want)
			}
		}
	}
}

func BenchmarkHashPassword(b *testing.B) {
	for b.Loop() {
		if _, err := HashPassword(rand.Reader, "mingda-demo", StandardCost); err != nil {
			b.Fatal(err)
		}
	}
}
