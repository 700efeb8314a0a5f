package casefile

import (
	"testing"

	"mingda/internal/fault"
)

// TestIdentification: how somebody was identified must be said, and what
// another way was.
func TestIdentification(t *testing.T) {
	for _, c := range []struct {
		by    Identified
		note  string
		field string
	}{{"", "看过", "identified"}, {"believed", "", "identified"}, {ByOther, " ", "identified_note"}, {ByOther, "村委会证明", ""}, {ByPaper, "", ""}, {ByAgent, " 其女 ", ""}, {ByPhone, "", ""}} {
		got, err := Identification{c.by, c.note}.Check()
		if (err == nil) != (c.field == "") || c.field != "" && fault.FieldsOf(err)[c.field] == nil {
			t.Errorf("%+v: %v", c, err)
		}
		if got.Note == " 其女 " {
			t.Error("the note is not trimmed")
		}
	}
	for _, by := range Identifications {
		if by.Label() == "" {
			t.Errorf("%s has no words", by)
		}
	}
}
