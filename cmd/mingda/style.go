package main

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"mingda/internal/config"
	"mingda/internal/demo"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// letterStyles reads how the letters of the agencies look. A seal that cannot
// be printed is refused here, before anybody signs.
func letterStyles(all []config.Letter) (map[string]desk.LetterStyle, error) {
	styles := map[string]desk.LetterStyle{}
	general := letter.LetterForm
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
			picture, err := os.ReadFile(l.Seal)
			if err == nil {
				style.Seal, err = pdf.ReadSeal(picture)
			}
			if err != nil {
				return nil, usageError{fmt.Errorf("configuration: the seal %s of %s: %w", l.Seal, cmp.Or(l.Agency, "the letter"), err)}
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
		o.desk.Styles[""] = desk.LetterStyle{Form: letter.LetterForm, Seal: seal}
	}
	strange, err := o.desk.StrangeStyles(ctx)
	for _, name := range strange {
		o.log.Warn("letter: there is no agency of this name", "agency", name)
	}
	return err
}
