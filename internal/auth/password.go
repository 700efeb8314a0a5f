package auth

import (
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/trustelem/zxcvbn/frequency"
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"mingda/internal/fault"
)

// A PasswordCost is how much work one password hash is (RFC 9106).
type PasswordCost struct {
	MemoryKiB uint32
	Passes    uint32
	Threads   uint8
}

// StandardCost is the cost of new hashes: 19 MiB, the least memory that OWASP's
// password storage sheet names for argon2id, and 6 passes where it names 2, so
// that one hash takes about 0.1 s on a 2-core server (BenchmarkHashPassword).
// More memory would do as well, but a wave of sign-ins must fit the office's
// machine beside everything else.
var StandardCost = PasswordCost{MemoryKiB: 19 << 10, Passes: 6, Threads: 1}

const (
	saltBytes = 16
	hashBytes = 32
	// PasswordMin and PasswordMax bound the length of a password in characters where it is all that
	// is shown; beside a second factor it has PasswordMinBesideFactor at least (NIST SP 800-63B-4,
	// 3.1.1.2).
	PasswordMin, PasswordMinBesideFactor, PasswordMax = 15, 8, 128
)

// PasswordLeast returns how many characters a password has at least; beside says whether its
// person shows a second factor too, or has to.
func PasswordLeast(beside bool) int {
	if beside {
		return PasswordMinBesideFactor
	}
	return PasswordMin
}

// hashing holds the places at the mill: each hash takes a core and its memory,
// so that a wave of sign-ins waits in line rather than taking the machine down.
var hashing = make(chan struct{}, 2)

var b64 = base64.RawStdEncoding

// HashPassword returns the PHC string ($argon2id$v=19$m=…,t=…,p=…$salt$hash) of
// the password, with a salt from random.
func HashPassword(random io.Reader, password string, cost PasswordCost) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	return formatPHC(cost, salt, mill(password, salt, cost, hashBytes)), nil
}

// CheckPassword reports whether the password is the one of the PHC string, and
// if so whether the hash was made at another cost than StandardCost, so that
// the caller can hash it anew while it has the password. An empty or unreadable
// hash costs the same work and is never right: so a login that does not exist
// cannot be told from a wrong password by the time it takes.
func CheckPassword(phc, password string) (right, outdated bool) {
	cost, salt, want, ok := parsePHC(phc)
	if !ok {
		mill(password, make([]byte, saltBytes), StandardCost, hashBytes)
		return false, false
	}
	got := mill(password, salt, cost, uint32(len(want)))
	if subtle.ConstantTimeCompare(got, want) != 1 {
		return false, false
	}
	return true, cost != StandardCost || len(want) != hashBytes || len(salt) != saltBytes
}

// mill is argon2id over the password in NFKC, so that the same keys pressed in
// another input method give the same password.
func mill(password string, salt []byte, cost PasswordCost, size uint32) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	if len(password) > 16*PasswordMax {
		password = password[:16*PasswordMax] // longer than any real one; costs no more than that
	}
	return argon2.IDKey(norm.NFKC.Bytes([]byte(password)), salt, cost.Passes, cost.MemoryKiB, cost.Threads, size)
}

func formatPHC(cost PasswordCost, salt, hash []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		cost.MemoryKiB, cost.Passes, cost.Threads, b64.EncodeToString(salt), b64.EncodeToString(hash))
}

// parsePHC reads what formatPHC writes. Costs beyond any that was ever standard
// are refused: a changed row must not be able to stop the machine.
func parsePHC(phc string) (cost PasswordCost, salt, hash []byte, ok bool) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return cost, nil, nil, false
	}
	n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.MemoryKiB, &cost.Passes, &cost.Threads)
	if err != nil || n != 3 {
		return cost, nil, nil, false
	}
	salt, err1 := b64.DecodeString(parts[4])
	hash, err2 := b64.DecodeString(parts[5])
	ok = err1 == nil && err2 == nil && len(salt) >= 8 && len(salt) <= 64 && len(hash) >= 16 && len(hash) <= 64 &&
		cost.MemoryKiB >= 8 && cost.MemoryKiB <= 256<<10 && cost.Passes >= 1 && cost.Passes <= 16 &&
		cost.Threads >= 1 && cost.Threads <= 8
	return cost, salt, hash, ok
}

//go:embed common-passwords.txt
var commonFile string

// common returns the passwords that are tried first, in folded form: those of the file, and
// what the commonest of known breaches are made of (94,000 passwords, words, names), most of
// it too short by itself but not with a year behind it.
var common = sync.OnceValue(func() map[string]bool {
	all := readCommon(commonFile)
	for _, list := range frequency.FrequencyLists {
		for _, p := range list {
			all[p] = true // they are folded
		}
	}
	return all
})

func readCommon(text string) map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			all[fold(line)] = true
		}
	}
	return all
}

// DemoPassword is the password of every account of a demo office. It is on the
// list of common passwords and so cannot be chosen in a real one.
const DemoPassword = "mingda-demo"

// PasswordProblem returns nil if the password may be chosen for the login, with
// so many characters at least (PasswordLeast), else a fault of kind Invalid that
// says what to change. In a demo office DemoPassword is allowed.
func PasswordProblem(password, login string, least int, demo bool) *fault.Error {
	folded, n := fold(password), utf8.RuneCountInString(password)
	distinct := map[rune]bool{}
	for _, r := range folded {
		distinct[r] = true
	}
	switch {
	case demo && password == DemoPassword:
		return nil
	case n < least:
		return fault.New(fault.Invalid, "password_short", least, n)
	case n > PasswordMax:
		return fault.New(fault.Invalid, "password_long", PasswordMax, n)
	case common()[folded] || common()[strings.TrimRight(folded, "0123456789!.@#")]:
		return fault.New(fault.Invalid, "password_common")
	case len(distinct) < 5:
		return fault.New(fault.Invalid, "password_monotone")
	case len(login) >= 3 && strings.Contains(folded, fold(login)):
		return fault.New(fault.Invalid, "password_login")
	}
	return nil
}

func fold(s string) string { return strings.ToLower(norm.NFKC.String(s)) }
