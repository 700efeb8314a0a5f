package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"mingda/internal/config"
	"mingda/internal/demo"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/pdf"
	"mingda/internal/pdfsign"
)

// letterStyles reads how the letters of the agencies look. A seal that cannot
// be printed, or a certificate that cannot sign, is refused here, before anybody
// signs.
func letterStyles(all []config.Letter) (map[string]desk.LetterStyle, error) {
	styles := map[string]desk.LetterStyle{}
	general := letter.LetterForm
	var err error
	for _, l := range all {
		if l.Agency == "" && l.Form != "" {
			general = letter.Form(l.Form)
		}
	}
	styles[""] = desk.LetterStyle{Form: general}
	for _, l := range all {
		style := desk.LetterStyle{Form: general}
		if l.Form != "" {
			style.Form = letter.Form(l.Form)
		}
		if l.Seal != "" {
			var picture []byte
			picture, err = os.ReadFile(l.Seal)
			if err == nil {
				style.Seal, err = pdf.ReadSeal(picture)
			}
			if err != nil {
				return nil, usageError{fmt.Errorf("configuration: the seal %s of %s: %w", l.Seal, cmp.Or(l.Agency, "the letter"), err)}
			}
		}
		if l.Cert != "" {
			if style.Signer, err = readSigner(l.Cert, l.Key); err != nil {
				return nil, usageError{fmt.Errorf("configuration: the certificate %s of %s: %w", l.Cert, l.Agency, err)}
			}
		}
		styles[l.Agency] = style
	}
	return styles, nil
}

// loadStyles reads how letters look, and warns of an agency that is not there:
// its letters would go out without their seal.
func (o *installation) loadStyles(ctx context.Context) error {
	var err error
	if o.desk.Styles, err = letterStyles(o.cfg.Letters); err != nil {
		return err
	}
	if o.cfg.Demo && len(o.cfg.Letters) == 0 {
		seal, err := pdf.ReadSeal(demo.Seal)
		if err != nil {
			return err
		}
		signer, err := demoSigner(o.cfg.DataDir, o.desk.Now())
		if err != nil {
			return err
		}
		o.desk.Styles[""] = desk.LetterStyle{Form: letter.LetterForm, Seal: seal, Signer: signer}
	}
	for _, c := range o.desk.Certificates() {
		if c.Problem != nil {
			o.log.Error("letter: PDFs wait for another certificate", "agency", c.Agency, "err", c.Problem)
		}
	}
	strange, err := o.desk.StrangeAgencies(ctx)
	for _, name := range strange {
		o.log.Warn("config: there is no agency of this name", "agency", name)
	}
	return err
}

func readSigner(certFile, keyFile string) (*pdfsign.Signer, error) {
	cert, err := os.ReadFile(certFile)
	if err != nil {
		return nil, err
	}
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, err
	}
	return pdfsign.New(cert, key)
}

// demoSigner returns by what the demo office signs: a certificate that it made
// itself and keeps with its data.
func demoSigner(dataDir string, now time.Time) (*pdfsign.Signer, error) {
	file := filepath.Join(dataDir, "signing.pem")
	_, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		var made []byte
		if made, err = pdfsign.SelfMade("明川区演示单位", now); err == nil {
			err = os.WriteFile(file, made, 0o600)
		}
	}
	if err != nil {
		return nil, err
	}
	return readSigner(file, file)
}
