package forms

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/width"

	"mingda/internal/calendar"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A LetterField is one field of a letter on the drafting page.
type LetterField struct {
	page.Field
	Opens bool // what else is to be filled in depends on it: a button lists it
}

// A LetterForm is what the fields of a letter come to on the page.
type LetterForm struct {
	Shown  []LetterField
	Extra  page.Field    // the officer's own paragraph stands among the locked ones
	Hidden []page.Hidden // what is filled in already and does not matter now, so that it is not lost
	ids    map[string]string
}

// Href leads to a field, "" where it is not on the page.
func (f LetterForm) Href(field string) string {
	if id := f.ids[field]; id != "" {
		return "#" + id
	}
	return ""
}

// MaterialsName is the field of the documents that are enclosed.
const MaterialsName = "materials"

// ExtraName is the field of the officer's own paragraph.
const ExtraName = "extra"

// LetterFields makes the fields of a letter. Those that depend on a choice are
// there once it is made; what was filled in before stays with the form.
func LetterFields(form *page.Form, fields []letter.Field, v letter.Values) LetterForm {
	f := LetterForm{ids: map[string]string{MaterialsName: "enclosures"}}
	visible, said := map[string]bool{}, map[string]bool{}
	for _, field := range fields {
		if !isVisible(field, fields, v) {
			continue
		}
		visible[field.Name] = true
		made := LetterInput(form, field, said)
		f.ids[field.Name] = made.ID
		if field.Name == ExtraName {
			f.Extra = made
			continue
		}
		f.Shown = append(f.Shown, LetterField{made, field.Opens || opensOthers(field, fields)})
	}
	for _, name := range sortedNames(v) {
		if !visible[name] && v[name] != "" {
			f.Hidden = append(f.Hidden, page.Hidden{Name: name, Value: v[name]})
		}
	}
	return f
}

// isVisible reports whether the field is on the page: where it matters, and
// also where it only waits for something to be typed into another line.
func isVisible(f letter.Field, all []letter.Field, v letter.Values) bool {
	if f.Applies(all, v) {
		return true
	}
	if len(f.Only.Is) > 0 {
		return false
	}
	i := slices.IndexFunc(all, func(o letter.Field) bool { return o.Name == f.Only.Field })
	return i >= 0 && all[i].Type != letter.ChoiceField && all[i].Applies(all, v)
}

// opensOthers reports whether other fields appear by what is chosen here.
func opensOthers(f letter.Field, all []letter.Field) bool {
	return f.Type == letter.ChoiceField && slices.ContainsFunc(all, func(o letter.Field) bool { return o.Only.Field == f.Name })
}

// LetterInput makes one field as the page draws it. How a day is written and which
// article asks for it is said once a page: said is what stands above already.
func LetterInput(form *page.Form, f letter.Field, said map[string]bool) page.Field {
	var made page.Field
	switch f.Type {
	case letter.TextField, letter.LinesField:
		made = form.Textarea(f.Name, f.Label).WithRows(3)
	case letter.DateField:
		made = form.Date(f.Name, f.Label)
	case letter.ChoiceField:
		made = form.Select(f.Name, f.Label, choices(f, form.Value(f.Name)))
	case letter.BoolField:
		made = form.Checkbox(f.Name, f.Label)
	default:
		made = form.Text(f.Name, f.Label)
	}
	if f.Type != letter.ChoiceField {
		made = made.WithValue(f.Standard)
	}
	var hint []string
	for _, part := range []string{f.Hint, made.Hint, f.Article} {
		if part != "" && !said[part] {
			hint = append(hint, part)
			said[part] = true
		}
	}
	made = made.WithHint(strings.Join(hint, "　"))
	made.Autocomplete = "off"
	return made
}

// choices lists the options of a choice; the standard one is chosen until
// another is, and without a standard nothing is chosen in silence.
func choices(f letter.Field, chosen string) []page.Option {
	var options []page.Option
	if f.Standard == "" {
		options = append(options, page.Option{Label: "选一项"})
	}
	for _, o := range f.Options {
		options = append(options, page.Option{Value: o.Code, Label: o.Label, Checked: chosen == "" && o.Code == f.Standard})
	}
	return options
}

// LetterValues puts what is filled in where the fields look for it.
func LetterValues(v letter.Values, materials []int) url.Values {
	values := url.Values{MaterialsName: nil}
	for name, value := range v {
		if value != "" {
			values.Set(name, value)
		}
	}
	for _, n := range materials {
		values.Add(MaterialsName, strconv.Itoa(n))
	}
	return values
}

// letterFieldNames are the names of the fields of all kinds, with their types:
// what a posted draft may hold.
var letterFieldNames = sync.OnceValue(letter.FieldTypes)

// PostedLetter reads what was filled in, gaps and all, without what cannot be
// seen: no paper shows it, and a page would turn words by it. Days become
// 2006-01-02 where they can be read; what cannot stays as it was typed.
func PostedLetter(sent *serve.Form) letter.Values {
	v := letter.Values{}
	for name, kind := range letterFieldNames() {
		value := intake.Legible(sent.Value(name))
		if value == "" {
			continue
		}
		if day, err := ParseDay(value); kind == letter.DateField && err == nil {
			value = day.String()
		}
		if kind == letter.BoolField {
			value = "yes"
		}
		v[name] = value
	}
	return v
}

// PostedMaterials reads which documents are to be enclosed.
func PostedMaterials(sent *serve.Form) []int {
	var all []int
	for _, value := range sent.Values[MaterialsName] {
		if n, err := strconv.Atoi(value); err == nil && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

func sortedNames(v letter.Values) []string {
	var names []string
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// ParseDay reads a day as people type it: with the wide signs of a Chinese
// keyboard too, and with points or strokes in place of hyphens.
func ParseDay(typed string) (calendar.Date, error) {
	return calendar.ParseDate(strings.NewReplacer("/", "-", ".", "-").Replace(width.Narrow.String(strings.TrimSpace(typed))))
}
