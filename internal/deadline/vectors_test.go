package deadline

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/calendar"
)

// vector is one worked example of testdata/clock.json.
type vector struct {
	Name string
	In   struct {
		Matter Matter
		Region string
		Events []Event
		AsOf   calendar.Date `json:"as_of"`
	}
	Want map[string]any
}

func vectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile("testdata/clock.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestVectors(t *testing.T) {
	all := vectors(t)
	if len(all) < 55 {
		t.Errorf("only %d worked examples", len(all))
	}
	for _, v := range all {
		t.Run(v.Name, func(t *testing.T) {
			cal, err := calendar.Embedded(v.In.Region)
			if err != nil {
				t.Fatal(err)
			}
			run := Request
			if v.In.Matter == MatterReview {
				run = Review
			}
			res, err := run(cal, v.In.Events, v.In.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(v.Want, asMap(t, res)); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}

// asMap returns the result as its JSON reads.
func asMap(t *testing.T, res Result) map[string]any {
	t.Helper()
	text, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}
