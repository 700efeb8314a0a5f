package desk

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// A SignInRules is what the office asks of who signs in.
type SignInRules struct {
	NeedFactor []auth.Role   // who plays one of these has a second factor
	Invitation time.Duration // for which an invitation is good; 0: auth.InvitationFor
}

// Factors returns the person's own second factors.
func (d *Desk) Factors(ctx context.Context, by auth.User) ([]auth.Factor, error) {
	return d.DB.Factors(ctx, by.ID)
}

// CountRecoveryCodes returns how many recovery codes the person has left.
func (d *Desk) CountRecoveryCodes(ctx context.Context, by auth.User) (int, error) {
	return d.DB.CountRecoveryCodes(ctx, by.ID)
}

// NextStep returns what a sign-in asks of the person after the first proof, with the roles
// of those in whose place they work today.
func (d *Desk) NextStep(ctx context.Context, u auth.User) (auth.Step, error) {
	u, err := d.User(ctx, u.ID)
	if err != nil {
		return "", err
	}
	n, err := d.DB.CountFactors(ctx, u.ID)
	return auth.NextStep(u, d.SignIns.NeedFactor, n), err
}

// NeedsFactor reports whether the office asks the person for a second factor.
func (d *Desk) NeedsFactor(u auth.User) bool { return auth.NeedsFactor(u, d.SignIns.NeedFactor) }

// setUpFor is for how long a begun setting up of a factor can be finished.
const setUpFor = time.Hour

// A TOTPSetUp is a secret that is not a person's factor yet: they show by a code that
// their app has it.
type TOTPSetUp struct {
	Secret auth.TOTPSecret
	// Sealed holds the secret on its way through the page and back, for this person and
	// for an hour: nothing is stored before it is known to work.
	Sealed string
}

type sealedSetUp struct {
	Secret []byte    `json:"secret"`
	At     time.Time `json:"at"`
}

func setUpContext(user int64) string { return "totp set-up " + strconv.FormatInt(user, 10) }

// BeginTOTP makes a secret for the person's app.
func (d *Desk) BeginTOTP(by auth.User) (TOTPSetUp, error) {
	secret, err := auth.NewTOTPSecret(d.Random)
	if err != nil {
		return TOTPSetUp{}, err
	}
	plain, err := json.Marshal(sealedSetUp{secret, d.now()})
	if err != nil {
		return TOTPSetUp{}, err
	}
	sealed, err := d.DB.Sealer().Seal(plain, setUpContext(by.ID))
	return TOTPSetUp{secret, base64.RawURLEncoding.EncodeToString(sealed)}, err
}

// OpenTOTP returns a setting up that BeginTOTP began for this person, or fault Conflict
// if it is another's, or an hour old.
func (d *Desk) OpenTOTP(by auth.User, sealed string) (TOTPSetUp, error) {
	over := fault.New(fault.Conflict, "factor_set_up_over")
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return TOTPSetUp{}, over
	}
	plain, err := d.DB.Sealer().Open(raw, setUpContext(by.ID))
	if err != nil {
		return TOTPSetUp{}, over
	}
	var s sealedSetUp
	if err := json.Unmarshal(plain, &s); err != nil || d.now().Sub(s.At) > setUpFor {
		return TOTPSetUp{}, over
	}
	return TOTPSetUp{s.Secret, sealed}, nil
}

// AddTOTP gives the person the factor whose code they show. With the first factor come
// recovery codes, which are told this once; with others none.
func (d *Desk) AddTOTP(ctx context.Context, by auth.User, s TOTPSetUp, name, code string) ([]auth.RecoveryCode, error) {
	have, err := d.DB.Factors(ctx, by.ID)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(have, func(f auth.Factor) bool { return bytes.Equal(f.Secret, s.Secret) }) {
		return nil, fault.New(fault.Conflict, "factor_twice") // sent again
	}
	step := s.Secret.Step(code, d.now(), 0)
	if step == 0 {
		return nil, fault.AtField("code", "factor_code_wrong_set_up")
	}
	return d.AddFactor(ctx, by, auth.Factor{Kind: auth.TOTP, Name: name, Secret: s.Secret, Count: step})
}

// AddFactor gives the person a second factor that has been shown to work.
func (d *Desk) AddFactor(ctx context.Context, by auth.User, f auth.Factor) ([]auth.RecoveryCode, error) {
	form := fault.Form{}
	if f.Name = strings.TrimSpace(f.Name); f.Name == "" {
		f.Name = f.Kind.Info().Label
	}
	form.Length("name", f.Name, fault.MaxName)
	if err := form.Err(); err != nil {
		return nil, err
	}
	var err error
	if f.ID, err = auth.NewDevice(d.Random); err != nil {
		return nil, err
	}
	f.User, f.MadeAt = by.ID, d.now()
	codes, hashes, err := d.firstCodes(ctx, by)
	if err != nil {
		return nil, err
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		if err := tx.AddFactor(ctx, f); err != nil {
			return err
		}
		if len(hashes) == 0 {
			return nil
		}
		return tx.PutRecoveryCodes(ctx, by.ID, hashes)
	})
	return codes, err
}

// firstCodes makes recovery codes for who has no factor yet.
func (d *Desk) firstCodes(ctx context.Context, by auth.User) ([]auth.RecoveryCode, []string, error) {
	if n, err := d.DB.CountFactors(ctx, by.ID); err != nil || n > 0 {
		return nil, nil, err
	}
	return auth.NewRecoveryCodes(d.Random)
}

// NewRecoveryCodes gives the person new recovery codes; those before are void.
func (d *Desk) NewRecoveryCodes(ctx context.Context, by auth.User) ([]auth.RecoveryCode, error) {
	n, err := d.DB.CountFactors(ctx, by.ID)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, fault.New(fault.Conflict, "factor_none_yet")
	}
	codes, hashes, err := auth.NewRecoveryCodes(d.Random)
	if err != nil {
		return nil, err
	}
	return codes, d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutRecoveryCodes(ctx, by.ID, hashes) })
}

// ShowCode takes a code as the person's second factor: one that an app of theirs makes
// now, which was not shown before, or an unused recovery code. Anything else is fault
// Invalid. How often one may try is for the door.
func (d *Desk) ShowCode(ctx context.Context, u auth.User, typed string) error {
	if code, ok := auth.ReadRecoveryCode(typed); ok {
		return d.showRecovery(ctx, u, code)
	}
	factors, err := d.DB.Factors(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, f := range factors {
		if f.Kind != auth.TOTP {
			continue
		}
		step := auth.TOTPSecret(f.Secret).Step(typed, d.now(), f.Count)
		if step == 0 {
			continue
		}
		return d.UseFactor(ctx, f, step)
	}
	return fault.AtField("code", "factor_code_wrong")
}

// UseFactor notes that a factor was shown with its count. One that was used before, by
// whoever was quicker, is as wrong as any.
func (d *Desk) UseFactor(ctx context.Context, f auth.Factor, count int64) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		fresh, err := tx.UseFactor(ctx, f.ID, count, d.now())
		if err == nil && !fresh {
			err = fault.AtField("code", "factor_code_wrong")
		}
		return err
	})
}

func (d *Desk) showRecovery(ctx context.Context, u auth.User, code auth.RecoveryCode) error {
	hash, err := d.DB.RecoveryCode(ctx, u.ID, code.N)
	if err != nil {
		return err
	}
	wrong := fault.AtField("code", "factor_recovery_wrong")
	if !code.Matches(hash) {
		return wrong
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		fresh, err := tx.UseRecoveryCode(ctx, u.ID, code.N, d.now())
		if err == nil && !fresh {
			err = wrong
		}
		return err
	})
}
