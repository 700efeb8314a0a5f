package auth

import (
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"golang.org/x/text/width"
)

// What apps that make codes take for granted (RFC 6238; some know nothing else).
const (
	totpPeriod      = 30 // seconds of a step
	totpSecretBytes = 20
)

var base32Bare = base32.StdEncoding.WithPadding(base32.NoPadding)

// A TOTPSecret is what a person's app and the office make the same codes of.
type TOTPSecret []byte

// NewTOTPSecret returns a secret from random.
func NewTOTPSecret(random io.Reader) (TOTPSecret, error) {
	secret := make([]byte, totpSecretBytes)
	if _, err := io.ReadFull(random, secret); err != nil {
		return nil, fmt.Errorf("secret of a TOTP: %w", err)
	}
	return secret, nil
}

// Text is the secret as it is typed into an app where no picture can be taken: groups
// of four letters and digits.
func (s TOTPSecret) Text() string {
	bare := base32Bare.EncodeToString(s)
	var groups []string
	for len(bare) > 4 {
		groups, bare = append(groups, bare[:4]), bare[4:]
	}
	return strings.Join(append(groups, bare), " ")
}

// Address is what the QR code says: the key URI of the apps.
func (s TOTPSecret) Address(issuer, login string) string {
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + login}
	u.RawQuery = "secret=" + base32Bare.EncodeToString(s) + "&issuer=" + url.PathEscape(issuer) + "&period=30&digits=6&algorithm=SHA1"
	return u.String()
}

// Step returns the step of which the code is, if it is of the step of the instant,
// the one before or the one after, and later than used: a code is good for once. It
// looks at all three whatever it finds. 0 is no step.
func (s TOTPSecret) Step(code string, at time.Time, used int64) int64 {
	typed := digitsOf(code)
	now, found := at.Unix()/totpPeriod, int64(0)
	for step := now - 1; step <= now+1; step++ {
		want, err := s.code(step)
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(typed)) == 1 && step > used {
			found = step
		}
	}
	return found
}

func (s TOTPSecret) code(step int64) (string, error) {
	return hotp.GenerateCodeCustom(base32Bare.EncodeToString(s), uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
}

// digitsOf drops the blanks that apps put between digits, and takes wide ones.
func digitsOf(code string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u3000' || r == '-' {
			return -1
		}
		return r
	}, width.Narrow.String(strings.TrimSpace(code)))
}
