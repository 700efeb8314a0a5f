package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// verifyAddress returns the address of the portal's page that says whether the
// letter with the code is the office's own; "" while the portal has no address.
func (d *Desk) verifyAddress(code string) string {
	status, err := url.Parse(d.StatusURL)
	if err != nil || d.StatusURL == "" {
		return ""
	}
	return status.ResolveReference(&url.URL{Path: "verify", RawQuery: url.Values{"code": {code}}.Encode()}).String()
}

// A Genuine is what anybody may know of a signed letter: nothing of whom it is
// to or what it says.
type Genuine struct {
	Agency office.Agency
	Title  string // as it stands over the letter: what the office calls it would say how it was decided
	Number string // 文号
	On     calendar.Date
	Hash   string        // SHA-256 of its PDF, in hex; "" while it is not made
	Copy   bool          // the file asked about is a copy of it, marked as one
	Void   calendar.Date // since when it is void; zero if it is not

	Revoked     calendar.Date // when the office learned that a review body or a court revoked it; zero if none did
	RevokedPart bool          // of it only a part
	RevokedBy   casefile.Forum

	Replacer   string        // 文号 of the reply that was served in its place; "" if none was
	ReplacedOn calendar.Date // when that was served
}

// Stands reports whether the letter is what the office says today.
func (g Genuine) Stands() bool { return g.Void.IsZero() && g.Replacer == "" && g.Revoked.IsZero() }

// GenuineByCode returns the letter with the code that somebody typed. A code that
// cannot be one is fault Invalid, one that no letter has is fault NotFound.
func (d *Desk) GenuineByCode(ctx context.Context, typed string) (Genuine, error) {
	code, ok := auth.ParseLetterCode(typed)
	if !ok {
		return Genuine{}, fault.AtField("code", "letter_code_wrong")
	}
	ref, err := d.DB.LetterByCode(ctx, code.String())
	if fault.KindOf(err) == fault.NotFound {
		return d.genuinePaper(ctx, code.String(), "", err)
	}
	if err != nil {
		return Genuine{}, err
	}
	return d.genuine(ctx, ref)
}

// HashFile returns by what GenuineByHash knows a file. Nothing of it is kept. An
// empty file is no letter, and fault Invalid.
func HashFile(content io.Reader) (string, error) {
	h := sha256.New()
	n, err := io.Copy(h, content)
	if err == nil && n == 0 {
		err = fault.New(fault.Invalid, "verify_file_empty")
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// GenuineByHash returns the letter of which the file with this hash is the PDF,
// or a copy that an applicant fetched. Any other file is fault NotFound.
func (d *Desk) GenuineByHash(ctx context.Context, hash string) (Genuine, error) {
	ref, err := d.DB.LetterByHash(ctx, hash)
	if fault.KindOf(err) == fault.NotFound {
		return d.genuinePaper(ctx, "", hash, err)
	}
	if err != nil {
		return Genuine{}, err
	}
	return d.genuine(ctx, ref)
}

func (d *Desk) genuine(ctx context.Context, ref sqlite.LetterRef) (Genuine, error) {
	c, err := loadCase(ctx, d.DB, ref.Case)
	if err != nil {
		return Genuine{}, err
	}
	l, ok := c.Letter(ref.N)
	if !ok {
		return Genuine{}, fault.New(fault.NotFound, "letter_not_found")
	}
	title := ""
	if l.Value == nil { // what it says was erased
		info, err := letter.Info(letter.Kind(l.Kind))
		if err != nil {
			return Genuine{}, err
		}
		title = info.Title
	} else if value, err := signedValue(l); err != nil {
		return Genuine{}, err
	} else {
		title = value.Title
	}
	g := Genuine{Title: title, Number: l.Number, On: l.SignedOn, Hash: l.File, Copy: ref.Copy}
	if l.Stage == casefile.IsVoid {
		g.Void = calendar.DateOf(l.ChangedAt)
	}
	if newer, ok := c.ReplacedBy(l.N); ok { // until then the old one is the answer
		g.Replacer, g.ReplacedOn = newer.Number, newer.ServedOn
	}
	if j, ok := c.RevokedBy(l.N); ok {
		g.Revoked, g.RevokedPart, g.RevokedBy = j.On, j.Part, j.Forum
	}
	g.Agency, err = d.DB.Agency(ctx, c.Agency)
	return g, err
}

// genuinePaper returns the paper of reconsideration with the code, or of which the file
// has the hash; unknown is what is said where there is none.
func (d *Desk) genuinePaper(ctx context.Context, code, hash string, unknown error) (Genuine, error) {
	ref, err := d.DB.ReviewPaperBy(ctx, code, hash)
	if fault.KindOf(err) == fault.NotFound {
		return Genuine{}, unknown
	}
	if err != nil {
		return Genuine{}, err
	}
	c, err := loadReview(ctx, d.DB, ref.Review)
	if err != nil {
		return Genuine{}, err
	}
	p, ok := c.Paper(ref.N)
	if !ok {
		return Genuine{}, unknown
	}
	value, err := signedValue(p.Letter)
	if err != nil {
		return Genuine{}, err
	}
	g := Genuine{Title: value.Title, Number: p.Number, On: p.SignedOn, Hash: p.File}
	if p.Stage == casefile.IsVoid {
		g.Void = calendar.DateOf(p.ChangedAt)
	}
	g.Agency, err = d.DB.Agency(ctx, c.Body)
	g.Agency.Phone = cmp.Or(g.Agency.BureauPhone, g.Agency.Phone) // who handles it knows of it
	return g, err
}
