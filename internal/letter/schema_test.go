package letter

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"mingda/internal/fault"
)

// compiled returns the schema of the kind, as whoever reads it gets it.
func compiled(t *testing.T, kind Kind) *jsonschema.Schema {
	t.Helper()
	s, err := Schema(kind)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("letter.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("letter.json")
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	return compiled
}

func validate(t *testing.T, s *jsonschema.Schema, d any) error {
	t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// TestSchema: each sample validates; without any of what is required, with a
// field that is none, and with a choice or a day that is none it does not.
func TestSchema(t *testing.T) {
	for _, k := range Kinds() {
		d := sample(t, k.Code)
		s := compiled(t, k.Code)
		if err := validate(t, s, d); err != nil {
			t.Errorf("the sample of %s: %v", k.Code, err)
		}
		wrong := func(what, name, value string) {
			bad := d
			bad.Values = maps.Clone(d.Values)
			if bad.Values[name] = value; value == "" {
				delete(bad.Values, name)
			}
			if validate(t, s, bad) == nil {
				t.Errorf("%s validates with %s in %s", k.Code, what, name)
			}
		}
		wrong("a field that is none", "poem", "x")
		fields := Fields(k.Code, d.Facts, d.Values)
		known := map[string]bool{}
		for _, f := range Fields(k.Code, fullFacts(), d.Values) {
			known[f.Name] = f.Standard != ""
		}
		for _, f := range fields {
			if !f.Applies(fields, d.Values) {
				continue
			}
			if f.Type == ChoiceField {
				wrong("a choice that is none", f.Name, "mood")
			}
			if f.Type == DateField {
				wrong("a day that is none", f.Name, "tomorrow")
			}
			if f.Required && !known[f.Name] && k.Code != Mixed { // what an item needs is told by the schema of its kind
				wrong("nothing", f.Name, "")
			}
		}
		bad := d
		bad.Facts.Door = "window"
		if validate(t, s, bad) == nil {
			t.Errorf("%s validates with a door that is none", k.Code)
		}
	}
	if _, err := Schema("poem"); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}
