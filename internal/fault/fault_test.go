package fault

import (
	"errors"
	"fmt"
	"testing"
)

// TestOf reads the kind, the code and the fields of errors that are faults,
// hold one, or are none.
func TestOf(t *testing.T) {
	held := fmt.Errorf("saving: %w", New(Conflict, "stale_version"))
	for _, c := range []struct {
		err  error
		kind Kind
		code Code
	}{{nil, Internal, ""}, {errors.New("disk"), Internal, ""}, {held, Conflict, "stale_version"}, {AtField("name", "name_needed"), Invalid, "form_invalid"}} {
		if kind, code := KindOf(c.err), CodeOf(c.err); kind != c.kind || code != c.code {
			t.Errorf("%v is of kind %v, code %q, want %v, %q", c.err, kind, code, c.kind, c.code)
		}
	}
	if wrong := FieldsOf(AtField("name", "name_needed")); len(wrong) != 1 || wrong["name"].Code != "name_needed" {
		t.Errorf("wrong are %v", wrong)
	}
}

// TestFormAdd joins two readings of a form: the first note about a field stays.
func TestFormAdd(t *testing.T) {
	form := Form{}
	form.Bad("name", "name_needed")
	form.Add(AtField("name", "name_taken"))
	form.Add(AtField("code", "code_taken"))
	form.Add(nil)
	if len(form) != 2 || form["name"].Code != "name_needed" || form["code"].Code != "code_taken" {
		t.Errorf("the form says %v", form)
	}
}

// TestFormNeed trims what was typed; spaces alone are nothing.
func TestFormNeed(t *testing.T) {
	form, name, why := Form{}, " 阿依 ", " \n\u3000"
	form.Need("name", &name, "name_needed")
	form.Need("why", &why, "reason_needed")
	if name != "阿依" || why != "" || len(form) != 1 || form["why"].Code != "reason_needed" {
		t.Errorf("%q and %q, and the form says %v", name, why, form)
	}
}
