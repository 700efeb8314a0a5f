package auth

import (
	"io"
	"strconv"
	"strings"
)

// RecoveryCodes is how many recovery codes (恢复码) a person gets at once. Each stands
// in for the second factor one time, for the day on which the telephone is lost.
const RecoveryCodes = 10

// RecoveryCost is the cost of the hash of a recovery code: the least that OWASP names
// for argon2id. A code has 60 random bits; the hash keeps a stolen database from
// trying them at speed.
var RecoveryCost = PasswordCost{MemoryKiB: 19 << 10, Passes: 2, Threads: 1}

// A RecoveryCode is one of a person's recovery codes as it is shown once: its number
// among them, by which its hash is found, and what cannot be guessed.
type RecoveryCode struct {
	N    int
	Code Code
}

// NewRecoveryCodes returns the codes and their hashes, in order.
func NewRecoveryCodes(random io.Reader) (codes []RecoveryCode, hashes []string, err error) {
	for n := 1; n <= RecoveryCodes; n++ {
		code, err := NewQueryCode(random)
		if err != nil {
			return nil, nil, err
		}
		hash, err := HashPassword(random, string(code), RecoveryCost)
		if err != nil {
			return nil, nil, err
		}
		codes, hashes = append(codes, RecoveryCode{n, code}), append(hashes, hash)
	}
	return codes, hashes, nil
}

// String returns the code as it is printed: 7-K7MT-9QRX-3WVH.
func (c RecoveryCode) String() string { return strconv.Itoa(c.N) + "-" + c.Code.String() }

// ReadRecoveryCode reads a code as it is typed; false: it is none.
func ReadRecoveryCode(typed string) (RecoveryCode, bool) {
	// The number ends at the first sign that is no digit: the code itself may begin with one.
	typed = strings.TrimSpace(typed)
	end := strings.IndexFunc(typed, func(r rune) bool { return r < '0' || r > '9' })
	if end < 1 || end > 2 {
		return RecoveryCode{}, false
	}
	n, err := strconv.Atoi(typed[:end])
	code, ok := NormalizeCode(typed[end:])
	return RecoveryCode{n, code}, err == nil && ok && n >= 1 && n <= RecoveryCodes
}

// Matches reports whether the hash is the code's; an empty hash costs the same.
func (c RecoveryCode) Matches(hash string) bool {
	right, _ := CheckPassword(hash, string(c.Code))
	return right
}
