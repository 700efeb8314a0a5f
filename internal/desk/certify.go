package desk

import (
	"context"
	"maps"
	"slices"
	"time"

	"mingda/internal/fault"
	"mingda/internal/pdfsign"
)

// A Certificate is one that PDFs of letters are signed with.
type Certificate struct {
	Agency  string // "" is all that have none of their own
	Subject string // whom it is of
	Until   time.Time
	Problem error // why it cannot be used now
}

// Certificates returns the certificates that PDFs are signed with.
func (d *Desk) Certificates() []Certificate {
	var all []Certificate
	for _, name := range slices.Sorted(maps.Keys(d.Styles)) {
		if s := d.Styles[name].Signer; s != nil {
			all = append(all, Certificate{name, s.Subject(), s.Until(), s.Check(d.now())})
		}
	}
	return all
}

// signerOf returns by whose certificate the PDFs of the agency's letters are
// signed, nil if by none. One that is not in force now is fault Unavailable: the
// letter waits for another.
func (d *Desk) signerOf(ctx context.Context, agency int64) (*pdfsign.Signer, error) {
	a, err := d.DB.Agency(ctx, agency)
	if err != nil {
		return nil, err
	}
	s := d.style(a).Signer
	if s == nil {
		return nil, nil
	}
	return s, s.Check(d.now())
}

// unmade returns why a signed letter of the agency has no PDF yet: its
// certificate, else that it is being made.
func (d *Desk) unmade(ctx context.Context, agency int64) error {
	if _, err := d.signerOf(ctx, agency); err != nil {
		return err
	}
	return fault.New(fault.Unavailable, "pdf_not_ready")
}
