package letter

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
)

// TestSearched: a letter that says there is none tells of the searches on record,
// as long as nothing else is typed; one that found something is looked at.
func TestSearched(t *testing.T) {
	d, err := Sample(NotExisting)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"searched_on", "searched_in", "searched_for"} {
		delete(d.Values, name)
	}
	d.Facts.Searches = []Search{
		{On: calendar.NewDate(2026, 10, 9), Where: []string{"公文系统", "档案室"}, Words: "“团结路”", None: true},
		{On: calendar.NewDate(2026, 10, 8), Where: []string{"档案室", "询问经办人员"}, Words: "“录音”", None: true},
	}
	made, err := Compose(NotExisting, d.Facts, d.Values)
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{"2026年10月9日", "“团结路”、“录音”", "公文系统", "询问经办人员"} {
		if !strings.Contains(made.Text(), said) {
			t.Errorf("%q is not in the letter:\n%s", said, made.Text())
		}
	}
	d.Facts.Searches[1].None = false
	for _, f := range Check(NotExisting, d.Facts, d.Values) {
		if f.Level == Look && strings.Contains(f.Text, "有找到的") {
			return
		}
	}
	t.Error("nothing is said of what was found")
}
