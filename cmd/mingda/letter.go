package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"mingda/fonts"
	"mingda/internal/calendar"
	"mingda/internal/config"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// letterCommand is about the office's papers.
type letterCommand struct {
	List   letterList   `cmd:"" help:"Print the code and name of every kind of paper, a line each."`
	Sample letterSample `cmd:"" help:"Write an example of a kind as PDF."`
	Render letterRender `cmd:"" help:"Write a letter as PDF from its facts and values in JSON."`
	Schema letterSchema `cmd:"" help:"Print the JSON Schema (2020-12) of what render reads for a kind."`
}

type letterList struct{}

// Run prints the kinds.
func (letterList) Run(io std) error {
	for _, k := range letter.Kinds() {
		fmt.Fprintln(io.Out, k.Code, k.Name)
	}
	return nil
}

// letterLook is how a letter looks, in place of what an office configures.
type letterLook struct {
	Form string `enum:",letter_form,ordinary" default:"" placeholder:"FORM" help:"Form of letters that go out: letter_form or ordinary."`
	Seal string `placeholder:"PNG" help:"Picture of a seal, with a transparent ground, to print over name and date."`
}

// seal reads the picture.
func (c letterLook) seal() ([]byte, error) {
	styles, err := letterStyles([]config.Letter{{Seal: c.Seal}})
	return styles[""].Seal, err
}

type letterSample struct {
	letterLook
	Code   string `arg:"" optional:"" help:"Kind of paper, as printed by mingda letter list."`
	Output string `short:"o" placeholder:"FILE" help:"Where to write the PDF."`
	All    string `placeholder:"DIR" help:"Write an example of every kind into this folder."`
	Data   bool   `help:"Write the JSON that render reads in place of the PDF."`
	Draft  bool   `help:"As a draft: marked, without number and date."`
}

// Run writes one example, or all.
func (c letterSample) Run() error {
	switch {
	case c.All != "" && (c.Code != "" || c.Output != ""):
		return usageError{errors.New("--all writes every kind: give no code and no --output")}
	case c.All != "":
		if err := os.MkdirAll(c.All, 0o755); err != nil {
			return usageError{err}
		}
		for _, k := range letter.Kinds() {
			if err := c.write(k.Code, filepath.Join(c.All, string(k.Code)+".pdf")); err != nil {
				return err
			}
		}
		return nil
	case c.Code == "" || c.Output == "":
		return usageError{errors.New("give a code and --output, or --all")}
	}
	return c.write(letter.Kind(c.Code), c.Output)
}

func (c letterSample) write(kind letter.Kind, name string) error {
	draft, err := letter.Sample(kind)
	if err != nil {
		return usageError{err}
	}
	if c.Data {
		data, err := json.MarshalIndent(draft, "", "  ")
		if err != nil {
			return err
		}
		return writeFile(name, append(data, '\n'))
	}
	return c.writeLetter(kind, draft, c.Draft, name)
}

type letterSchema struct {
	Code string `arg:"" help:"Kind of paper, as printed by mingda letter list."`
}

// Run prints the schema.
func (c letterSchema) Run(io std) error {
	schema, err := letter.Schema(letter.Kind(c.Code))
	if err != nil {
		return usageError{err}
	}
	e := json.NewEncoder(io.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(schema)
}

type letterRender struct {
	letterLook
	Code   string `arg:"" help:"Kind of paper, as printed by mingda letter list."`
	Data   string `required:"" placeholder:"FILE" help:"JSON with facts and values; mingda letter sample CODE --data shows one, mingda letter schema CODE says what may stand in it."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"Where to write the PDF."`
	Draft  bool   `help:"As a draft: marked, without number and date, what is missing shown as a gap."`
}

// Run reads the data and writes the PDF.
func (c letterRender) Run() error {
	data, err := os.ReadFile(c.Data)
	if err != nil {
		return usageError{err}
	}
	var draft letter.Draft
	if err := json.Unmarshal(data, &draft); err != nil {
		return usageError{fmt.Errorf("%s: %w", c.Data, err)}
	}
	return c.writeLetter(letter.Kind(c.Code), draft, c.Draft, c.Output)
}

// writeLetter composes and renders one letter.
func (c letterLook) writeLetter(kind letter.Kind, d letter.Draft, asDraft bool, name string) error {
	seal, err := c.seal()
	if err != nil {
		return err
	}
	compose, options := letter.Compose, pdf.Options{Seal: seal}
	if c.Form != "" {
		d.Facts.Office.Form = letter.Form(c.Form)
	}
	if asDraft {
		compose, options.Mark = letter.ComposeDraft, "草稿"
		d.Facts.Number = ""
		d.Facts.Today, d.Facts.On = d.Facts.On, calendar.Date{}
	}
	l, err := compose(kind, d.Facts, d.Values)
	if err != nil {
		return usageError{explained(err)}
	}
	faces, err := letterFonts()
	if err != nil {
		return err
	}
	out, err := pdf.Render(faces, l, options)
	if fault.KindOf(err) == fault.Invalid {
		return usageError{err}
	}
	if err != nil {
		return err
	}
	return writeFile(name, out)
}

// letterFonts reads the fonts, once.
var letterFonts = sync.OnceValues(func() (*pdf.Fonts, error) { return pdf.LoadFonts(fontFolder(), fonts.FS()) })

// explained says what is wrong with each field, where the error has fields.
func explained(err error) error {
	fields := fault.FieldsOf(err)
	if len(fields) == 0 {
		return err
	}
	text := err.Error()
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text += "；"
		if name != "" { // what is missing may be no field, such as who it is for
			text += name + "："
		}
		text += fields[name].Message()
	}
	return errors.New(text)
}

// fontFolder returns the folder of the fonts that are loaded at run time: the
// one beside the binary or beside its folder, else the one here.
func fontFolder() string {
	if self, err := os.Executable(); err == nil {
		for _, folder := range []string{filepath.Join(filepath.Dir(self), "fonts"), filepath.Join(filepath.Dir(self), "..", "fonts")} {
			if _, err := os.Stat(folder); err == nil {
				return folder
			}
		}
	}
	return "fonts"
}

// writeFile writes the file; a place that cannot be written to is the
// caller's mistake.
func writeFile(name string, data []byte) error {
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return usageError{err}
	}
	return nil
}
