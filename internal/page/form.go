package page

import (
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/fault"
)

// A Form makes the fields of one form from what was typed and from what was
// wrong with it. The order in which fields are made is the order of the error
// summary.
//
//	form := page.NewForm(r.PostForm, err)
//	model.Name = form.Text("name", "姓名").WithHint("与身份证一致。").WithAutocomplete("name")
//	model.Base.Errors = form.Errors()
type Form struct {
	values url.Values
	faults map[string]*fault.Error
	seen   []FieldError
	named  map[string]bool
	prefix string
}

// NewForm returns a form with the values as typed, or as they are stored when
// the form is opened, and the fields of err if it is a fault that has some.
// A fault without fields stands in the summary by itself; err may be nil.
func NewForm(values url.Values, err error) *Form {
	f := &Form{values: values, faults: fault.FieldsOf(err), named: map[string]bool{}, prefix: "f-"}
	if err != nil && len(f.faults) == 0 && fault.KindOf(err) == fault.Invalid {
		f.seen = append(f.seen, FieldError{Message: err.Error()})
	}
	return f
}

// WithPrefix returns the form whose ids begin with prefix instead of "f-", for
// a page with two forms.
func (f *Form) WithPrefix(prefix string) *Form { f.prefix = prefix; return f }

// Errors returns the lines of the error summary: the fields made so far in
// their order, then what was wrong with fields that are not on the page.
func (f *Form) Errors() []FieldError {
	all := slices.Clone(f.seen)
	var rest []string
	for name := range f.faults {
		if !f.named[name] {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	for _, name := range rest {
		all = append(all, FieldError{Message: f.faults[name].Message()})
	}
	return all
}

// Value returns what was typed into the named field.
func (f *Form) Value(name string) string { return f.values.Get(name) }

// Values returns all that was chosen or typed under the name.
func (f *Form) Values(name string) []string { return f.values[name] }

// Refused returns the code of what was wrong with the named field, "" if nothing.
func (f *Form) Refused(name string) fault.Code {
	if e := f.faults[name]; e != nil {
		return e.Code
	}
	return ""
}

// Field returns a field of the given type with value, id and error.
func (f *Form) Field(kind, name, label string) Field {
	field := Field{Type: kind, Name: name, ID: f.prefix + name, Label: label, Value: f.values.Get(name)}
	f.named[name] = true
	if e := f.faults[name]; e != nil {
		field.Error = e.Message()
		f.seen = append(f.seen, FieldError{ID: field.ID, Message: field.Error})
	}
	return field
}

// Text returns a line of text.
func (f *Form) Text(name, label string) Field { return f.Field("text", name, label) }

// Textarea returns several lines of text.
func (f *Form) Textarea(name, label string) Field { return f.Field("textarea", name, label) }

// Email returns a field for an e-mail address.
func (f *Form) Email(name, label string) Field {
	return f.Field("email", name, label).WithAutocomplete("email")
}

// Tel returns a field for a telephone number.
func (f *Form) Tel(name, label string) Field {
	return f.Field("tel", name, label).WithAutocomplete("tel").WithInputmode("tel").WithWidth("m")
}

// Number returns a field for a whole number. It is text with a numeric keyboard:
// number inputs change their value under a mouse wheel.
func (f *Form) Number(name, label string) Field {
	return f.Field("text", name, label).WithInputmode("numeric").WithWidth("s")
}

// Password returns a field for a password; what was typed never comes back.
func (f *Form) Password(name, label string) Field {
	field := f.Field("password", name, label).WithAutocomplete("current-password")
	field.Value = ""
	return field
}

// Date returns a field for a day, typed as 2026-06-30 or 2026年6月30日.
func (f *Form) Date(name, label string) Field {
	field := f.Field("date", name, label).WithWidth("s").WithHint("写成 2026-06-30 或 2026年6月30日 的样子")
	field.Autocomplete = "off"
	return field
}

// Time returns a field for a time of day, typed as 15:42.
func (f *Form) Time(name, label string) Field {
	return f.Field("text", name, label).WithWidth("s").WithInputmode("numeric").WithHint("写成 15:42 的样子")
}

// Select returns a list to choose one of. The option typed before is chosen;
// where nothing was typed, the one that comes Checked.
func (f *Form) Select(name, label string, options []Option) Field {
	return f.choice("select", name, label, options)
}

// Radios returns a group to choose one of, all in sight.
func (f *Form) Radios(name, label string, options []Option) Field {
	return f.choice("radios", name, label, options)
}

// Checkboxes returns a group to choose any of.
func (f *Form) Checkboxes(name, label string, options []Option) Field {
	return f.choice("checkboxes", name, label, options)
}

func (f *Form) choice(kind, name, label string, options []Option) Field {
	field := f.Field(kind, name, label)
	field.Options = slices.Clone(options)
	if f.values.Has(name) {
		for i := range field.Options {
			field.Options[i].Checked = slices.Contains(f.values[name], field.Options[i].Value)
		}
	}
	return field
}

// Checkbox returns one box to tick, which submits the value "1".
func (f *Form) Checkbox(name, label string) Field { return f.Field("checkbox", name, label) }

// Hidden returns a value that travels with the form. What is wrong with it
// stands in the summary without a link.
func (f *Form) Hidden(name, value string) Field {
	delete(f.named, name)
	return Field{Type: "hidden", Name: name, Value: value}
}

// File returns a field for files; the browser never sends what was chosen
// before, so pass what is kept with WithFiles.
func (f *Form) File(name, label string) Field {
	field := f.Field("file", name, label)
	field.Value = ""
	return field
}

// ErrorSummary heads a page whose form came back: 有 3 处要改 and the messages
// that stand beside the fields, each leading to its field.
type ErrorSummary struct{ Items []FieldError }

// Title returns 有 3 处要改.
func (s ErrorSummary) Title() string { return "有 " + itoa(len(s.Items)) + " 处要改" }

func itoa(n int) string { return strconv.Itoa(n) }
