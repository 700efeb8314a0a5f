package letter

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
)

// A FieldType is the control a field is filled in with.
type FieldType string

// The types of field.
const (
	LineField   FieldType = "line"   // one line of text
	TextField   FieldType = "text"   // a paragraph
	LinesField  FieldType = "lines"  // several lines, each an item
	DateField   FieldType = "date"   // a day, 2006-01-02
	ChoiceField FieldType = "choice" // one of Options, by its code
	BoolField   FieldType = "bool"   // "yes" or nothing
)

// An Option is one choice of a field.
type Option struct {
	Code  string
	Label string
}

// A Field is one thing the officer fills in for a kind of letter. Fields drive
// the form of the draft, the check of required contents and the differences
// from the standard text.
type Field struct {
	Name     string // stable: key in Values, in the stored draft and in the form
	Label    string
	Hint     string
	Article  string // why the law wants it; empty where only the office does
	Type     FieldType
	Options  []Option // of a choice
	Required bool
	Standard string // what the letter says if nothing is chosen; a field with one is never missing
	Only     When   // the field matters only then
	Opens    bool   // what is chosen here brings other fields
	Within   bool   // a day of the procedure: not before the request was received

	into any // where the decoder puts it: *string, *[]string, *calendar.Date or *bool
}

// A When is a condition on another field: that it has one of the values, or
// with none listed that it has any. The zero When always holds.
type When struct {
	Field string
	Is    []string
}

// Values is what an officer filled in, by field name. It is stored with the
// draft as it is; dates are 2006-01-02, choices are codes, lines are separated
// by line ends.
type Values map[string]string

// Applies reports whether the field matters, given what is chosen elsewhere.
func (f Field) Applies(all []Field, v Values) bool {
	if f.Only.Field == "" {
		return true
	}
	i := slices.IndexFunc(all, func(o Field) bool { return o.Name == f.Only.Field })
	if i < 0 || !all[i].Applies(all, v) {
		return false
	}
	value := all[i].value(v)
	if len(f.Only.Is) == 0 {
		return value != ""
	}
	return slices.Contains(f.Only.Is, value)
}

// value returns what is filled in for the field, else its standard.
func (f Field) value(v Values) string {
	if s := strings.TrimSpace(v[f.Name]); s != "" {
		return s
	}
	return f.Standard
}

// Show returns the value in words: the label of a choice, a date in Chinese.
func (f Field) Show(value string) string {
	switch f.Type {
	case ChoiceField:
		for _, o := range f.Options {
			if o.Code == value {
				return o.Label
			}
		}
	case DateField:
		if d, err := calendar.ParseDate(value); err == nil {
			return d.Chinese()
		}
	case BoolField:
		if value == yes {
			return "是"
		}
		return "否"
	}
	return value
}

const yes = "yes"

// set decodes the value into the variable the field is bound to. It reports
// false where the value cannot be read: a date that is none, a choice that is
// not offered.
func (f Field) set(value string) bool {
	switch into := f.into.(type) {
	case *calendar.Date:
		if value == "" {
			return true
		}
		d, err := calendar.ParseDate(value)
		*into = d
		return err == nil
	case *bool:
		*into = value == yes
	case *[]string:
		*into = linesOf(value)
	case *string:
		if f.Type == ChoiceField && value != "" &&
			!slices.ContainsFunc(f.Options, func(o Option) bool { return o.Code == value }) {
			return false
		}
		*into = clean(value)
	}
	return true
}

// clean joins lines, and drops the mark at the end, which the sentence around
// the value brings with it.
func clean(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), "")
	return strings.TrimRight(strings.TrimSpace(s), "。；;，,、：: 　")
}

// linesOf returns the lines of a list, cleaned, without empty ones.
func linesOf(s string) []string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
