package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/sqlite"
)

// Sign makes the draft a letter: takes its number and stores its value in one
// transaction (签发). The PDF is made afterwards, see Render.
func (d *Desk) Sign(ctx context.Context, by auth.User, id casefile.ID, version, n int) error {
	err := d.act(ctx, by, id, version, casefile.Sign, n, func(tx *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		if err := c.AllowsLetter(n, casefile.Sign, s); err != nil {
			return nil, err
		}
		if err := leadStands(ctx, tx, c, n); err != nil {
			return nil, err
		}
		signed, err := d.signed(ctx, tx, c, n, s)
		if err != nil {
			return nil, err
		}
		signed.For = by.Lending(string(casefile.Sign))
		return []happening{onDay(s.Today, signed)}, nil
	})
	if err != nil {
		return err
	}
	if err := d.Render(ctx, id, n); err != nil {
		d.Log.Error("letter signed, its PDF is made later", "case", id, "letter", n, "err", err)
	}
	return nil
}

// signed takes number and code and composes the letter as of today.
func (d *Desk) signed(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, n int, s casefile.Situation) (*casefile.Signed, error) {
	l := c.Letters[n-1]
	info, err := letter.Info(letter.Kind(l.Kind))
	if err != nil {
		return nil, err
	}
	agency, err := tx.Agency(ctx, c.Agency)
	if err != nil {
		return nil, err
	}
	number, err := nextLetterNumber(ctx, tx, agency, info.Series, s.Today.Year())
	if err != nil {
		return nil, err
	}
	f, err := d.finished(agency, l, number, c.Applicant.Name, func() (letter.Letter, error) { return d.compose(ctx, tx, c, n, number, s.Today) })
	if err != nil {
		return nil, err
	}
	if terms, ok := signedTerms[l.Kind]; ok {
		terms(f, l.Values) // Compose has checked them
	}
	return f, nil
}

// finished makes a letter whole under its number: code, value and seal.
func (d *Desk) finished(of office.Agency, l casefile.Letter, number, applicant string, compose func() (letter.Letter, error)) (*casefile.Signed, error) {
	code, err := auth.NewLetterCode(d.Random)
	if err != nil {
		return nil, err
	}
	f := &casefile.Signed{Letter: l.N, Kind: l.Kind, Result: l.Result, Number: number, Code: code.String()}
	value, err := compose()
	if err != nil {
		return nil, err
	}
	value.Code, value.Verify = f.Code, d.verifyAddress(f.Code)
	if err := d.printable(applicant, value); err != nil {
		return nil, err
	}
	if value.Sealed {
		if f.Seal, err = d.keepSeal(of); err != nil {
			return nil, err
		}
	}
	f.Private.Value, err = json.Marshal(value)
	return f, err
}

// Render makes the PDF of a signed letter from its stored value, signs it with
// the agency's certificate if it has one, stores it, and notes its hash. A letter that is rendered already is left alone.
func (d *Desk) Render(ctx context.Context, id casefile.ID, n int) error {
	c, err := loadCase(ctx, d.DB, id)
	if err != nil {
		return err
	}
	l, ok := c.Letter(n)
	if !ok || l.Stage != casefile.IsSigned {
		return nil
	}
	rendered, err := d.rendered(ctx, c.Agency, l)
	if err != nil {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		if l, _ := c.Letter(n); l.Stage != casefile.IsSigned {
			return nil // somebody else was quicker
		}
		return d.happenToCase(ctx, tx, c, ledger.System, onDay(d.today(), rendered))
	})
}

// rendered makes and stores the PDF of a signed letter of an agency.
func (d *Desk) rendered(ctx context.Context, agency int64, l casefile.Letter) (*casefile.Rendered, error) {
	value, err := signedValue(l)
	if err != nil {
		return nil, err
	}
	signer, err := d.signerOf(ctx, agency)
	if err != nil {
		return nil, err
	}
	options, err := d.sealOf(l)
	if err != nil {
		return nil, err
	}
	made, err := pdf.Render(d.Fonts, value, options)
	if err == nil && signer != nil {
		made, err = signer.Sign(made, d.now())
	}
	if err != nil {
		return nil, err
	}
	hash, size, err := d.Files.Put(bytes.NewReader(made), 0)
	return &casefile.Rendered{Letter: l.N, File: string(hash), Size: size}, err
}

// RenderAll makes the PDFs of all signed letters that have none, such as after
// a crash. It goes on after a failure and returns the first.
func (d *Desk) RenderAll(ctx context.Context) error {
	waiting, err := d.DB.LettersIn(ctx, auth.Sight{All: true}, casefile.IsSigned)
	if err != nil {
		return err
	}
	var first error
	for _, l := range waiting {
		if err := d.Render(ctx, l.Case, l.N); err != nil && first == nil {
			first = fmt.Errorf("letter %s: %w", l.Number, err)
		}
	}
	papers, err := d.DB.ReviewPapersIn(ctx, casefile.IsSigned)
	if err != nil {
		return err
	}
	for _, p := range papers {
		if err := d.RenderReviewPaper(ctx, p.Review, p.N); err != nil && first == nil {
			first = fmt.Errorf("paper %d of reconsideration %d: %w", p.N, p.Review, err)
		}
	}
	return first
}
