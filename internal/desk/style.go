package desk

import (
	"context"
	"maps"
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/pdf"
	"mingda/internal/pdfsign"
)

// A LetterStyle is how the letters of an agency look.
type LetterStyle struct {
	Form   letter.Form     // ordinary or letter form; empty: letter form
	Seal   []byte          // as pdf.ReadSeal returns it, printed over name and date; none: room for the stamp
	Signer *pdfsign.Signer // whose certificate signs the PDFs; nil: they are not signed
}

// style returns how the letters of the agency look: as is set for it, else as
// for all.
func (d *Desk) style(a office.Agency) LetterStyle {
	if own, ok := d.Styles[a.Name]; ok {
		return own
	}
	return d.Styles[""]
}

// keepSeal stores the picture of the agency's seal and returns its hash, "" if
// it has none. A letter names the picture it was signed with, so that its PDF
// is the same whenever it is made, whatever is configured by then.
func (d *Desk) keepSeal(a office.Agency) (string, error) {
	seal := d.style(a).Seal
	if len(seal) == 0 {
		return "", nil
	}
	hash := filestore.HashOf(seal)
	if d.Files.Has(hash) {
		return string(hash), nil
	}
	_, err := d.Files.PutBytes(seal)
	return string(hash), err
}

// sealOf returns what the signed letter is printed with.
func (d *Desk) sealOf(l casefile.Letter) (pdf.Options, error) {
	if l.Seal == "" {
		return pdf.Options{}, nil
	}
	seal, err := d.Files.ReadAll(filestore.Hash(l.Seal), 0)
	return pdf.Options{Seal: seal}, err
}

// seals adds the pictures of seals that the next letter may name.
func (d *Desk) seals(needed map[filestore.Hash]bool) {
	for _, s := range d.Styles {
		if len(s.Seal) > 0 {
			needed[filestore.HashOf(s.Seal)] = true
		}
	}
}

// sealing returns the names in Styles whose seal is printed; "" is all others.
func (d *Desk) sealing() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(d.Styles)) {
		if len(d.Styles[name].Seal) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// StrangeAgencies returns the names that are configured, in Styles and OneHand, and are none
// of an agency's.
func (d *Desk) StrangeAgencies(ctx context.Context) ([]string, error) {
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return nil, err
	}
	var strange []string
	for _, name := range slices.Concat(slices.Sorted(maps.Keys(d.Styles)), d.OneHand) {
		if name != "" && !slices.ContainsFunc(agencies, func(a office.Agency) bool { return a.Name == name }) {
			strange = append(strange, name)
		}
	}
	return strange, nil
}
