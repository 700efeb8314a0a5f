package letter

import (
	"maps"
	"strings"
)

// ValuesLike returns what is filled in for one case as it goes into the same reply of
// another. What is said of the information stays. Days are those of the first case's
// own procedure, and where the second has something to say itself (how it is to be
// provided, its searches, its consultations) that is what is proposed.
func ValuesLike(kind Kind, from, to Facts, v Values) Values {
	like := maps.Clone(v)
	bare, own := standards(kind, Facts{}, v), standards(kind, to, v)
	for _, f := range Fields(kind, from, v) {
		switch {
		case f.Opens || isItem(f.Name):
			like[f.Name] = f.value(v) // the items of the other may be others, or stand in another order
		case f.Type == DateField, own[f.Name] != "" && (own[f.Name] != f.Standard || own[f.Name] != bare[f.Name]):
			delete(like, f.Name)
		}
	}
	return like
}

// isItem reports whether a field says which item of a request is answered.
func isItem(name string) bool {
	prefix, is := strings.CutSuffix(name, "_"+itemAsked)
	return is && strings.HasPrefix(prefix, "i")
}

// standards returns what the fields of a kind say where nothing is chosen.
func standards(kind Kind, f Facts, v Values) map[string]string {
	all := map[string]string{}
	for _, field := range Fields(kind, f, v) {
		all[field.Name] = field.Standard
	}
	return all
}
