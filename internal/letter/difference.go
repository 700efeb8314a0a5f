package letter

import "strings"

// A Difference is one place where a letter leaves its standard text: a
// paragraph the officer added, or a standard value the officer changed. The
// checker sees exactly these.
type Difference struct {
	Field    string
	Label    string
	Standard string // the standard words, empty for an added paragraph
	Actual   string
}

// Differences returns where the values leave the standard text, in the order
// of the form.
func Differences(kind Kind, f Facts, v Values) []Difference {
	var diffs []Difference
	fields := Fields(kind, f, v)
	for _, field := range fields {
		actual := strings.TrimSpace(v[field.Name])
		if actual == "" || actual == field.Standard || !field.Applies(fields, v) {
			continue
		}
		switch {
		case field.Name == extraField:
			diffs = append(diffs, Difference{Field: field.Name, Label: "添一段", Actual: actual})
		case field.Standard != "":
			diffs = append(diffs, Difference{field.Name, field.Label, field.Show(field.Standard), field.Show(actual)})
		}
	}
	return diffs
}
