package page

import "strings"

// A Field is one labelled control of a form, with what was typed and what is
// wrong with it. The partial "field" draws every type; label, hint, error and
// their wiring are the same everywhere. Make fields with a Form.
type Field struct {
	Name  string
	ID    string // of the control, and for groups of the first option; "f-"+Name from a Form
	Label string
	Hint  string // why it is asked, or how to write it
	Type  string // text email tel password search date time textarea select radios checkboxes checkbox file hidden
	Value string
	Error string // the message beside the field

	Autocomplete string // as in HTML: name, tel, email, off, username, …
	Inputmode    string // numeric, tel, …
	Width        string // "", "s" (11 rem) or "m" (18 rem)
	Rows         int    // of a textarea; 0 is 4
	MaxLength    int    // in characters; 0 is none
	Example      string // opens below the control as 看一个例子
	LabelHidden  bool   // for screen readers only, as in filters
	Inline       bool   // options beside each other
	Required     bool
	Optional     bool // the label ends with （可不填）

	Options []Option       // of select, radios, checkboxes
	Files   []UploadedFile // of file: taken over from an earlier try
	Accept  string         // of file: ".pdf,.jpg"
	Many    bool           // of file: several at once
}

// An Option is one choice of a select, or one radio or checkbox.
type Option struct {
	Value    string
	Label    string
	Hint     string
	Checked  bool
	Disabled bool
}

// An UploadedFile is a file that came with an earlier try and is kept under Key.
type UploadedFile struct {
	Key  string // submitted again as <Name>-kept; <Name>-drop leaves it out
	Name string
	Size int64
	Type string
}

// DescribedBy returns the ids of hint and error for aria-describedby, "" if
// there is neither.
func (f Field) DescribedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.ID+"-error")
	}
	return strings.Join(ids, " ")
}

// IsGroup reports whether the field is a fieldset with a legend.
func (f Field) IsGroup() bool { return f.Type == "radios" || f.Type == "checkboxes" }

// InputType returns the type attribute of the input. Dates are text, because
// both 2026-06-30 and 2026年6月30日 may be typed.
func (f Field) InputType() string {
	switch f.Type {
	case "", "date":
		return "text"
	}
	return f.Type
}

// WidthClass returns the class that bounds the width of the control.
func (f Field) WidthClass() string {
	switch f.Width {
	case "s":
		return " w11"
	case "m":
		return " w18"
	}
	return ""
}

// Lines returns the rows of a textarea.
func (f Field) Lines() int {
	if f.Rows > 0 {
		return f.Rows
	}
	return 4
}

// OptionID returns the id of the i-th option; the first has the field's own,
// so that the error summary leads to it.
func (f Field) OptionID(i int) string {
	if i == 0 {
		return f.ID
	}
	return f.ID + "-" + itoa(i+1)
}

// WithHint returns the field with the hint.
func (f Field) WithHint(hint string) Field { f.Hint = hint; return f }

// WithValue returns the field with the value where nothing was typed.
func (f Field) WithValue(value string) Field {
	if f.Value == "" {
		f.Value = value
	}
	return f
}

// WithAutocomplete returns the field with the browser's autocomplete token.
func (f Field) WithAutocomplete(token string) Field { f.Autocomplete = token; return f }

// WithInputmode returns the field with the keyboard that phones show.
func (f Field) WithInputmode(mode string) Field { f.Inputmode = mode; return f }

// WithWidth returns the field bounded to "s" (11 rem) or "m" (18 rem).
func (f Field) WithWidth(width string) Field { f.Width = width; return f }

// WithRows returns the textarea with that many rows.
func (f Field) WithRows(rows int) Field { f.Rows = rows; return f }

// WithExample returns the field with an example that opens below it.
func (f Field) WithExample(example string) Field { f.Example = example; return f }

// WithFiles returns the file field with the files kept from an earlier try.
func (f Field) WithFiles(files []UploadedFile) Field { f.Files = files; return f }

// WithAccept returns the file field with what it accepts, several at once.
func (f Field) WithAccept(accept string) Field { f.Accept, f.Many = accept, true; return f }

// AsOptional returns the field whose label ends with （可不填）.
func (f Field) AsOptional() Field { f.Optional, f.Required = true, false; return f }

// AsRequired returns the field announced as required.
func (f Field) AsRequired() Field { f.Required, f.Optional = true, false; return f }

// AsInline returns the group whose options stand beside each other.
func (f Field) AsInline() Field { f.Inline = true; return f }

// HideLabel returns the field whose label only screen readers meet.
func (f Field) HideLabel() Field { f.LabelHidden = true; return f }
