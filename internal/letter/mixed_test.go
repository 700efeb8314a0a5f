package letter

import (
	"maps"
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// mixedOf makes a mixed reply of the samples of the kinds.
func mixedOf(t *testing.T, kinds ...Kind) Draft {
	d := sample(t, Mixed)
	d.Facts.SupplementedOn = calendar.NewDate(2026, time.October, 9)
	d.Facts.Items = d.Facts.Items[:len(kinds)]
	d.Values = Values{}
	for i, kind := range kinds {
		d.Values[itemPrefix(i+1)+itemResult] = string(kind)
		for name, value := range sample(t, kind).Values {
			if name != extraField {
				d.Values[itemPrefix(i+1)+name] = value
			}
		}
	}
	return d
}

// TestItemIsItsKind: an item says what a reply of its kind says, in the same
// locked words, and asks for the same; only the remedies stand at the foot.
func TestItemIsItsKind(t *testing.T) {
	for _, kind := range itemKinds {
		alone := sample(t, kind)
		l, err := Compose(kind, alone.Facts, alone.Values)
		if err != nil {
			t.Fatal(err)
		}
		d := mixedOf(t, kind, Disclose)
		both, err := Compose(Mixed, d.Facts, d.Values)
		if err != nil {
			t.Errorf("%s: %v %v", kind, err, fault.FieldsOf(err))
			continue
		}
		for _, b := range l.Blocks {
			if p := b.Paragraph; p.Locked && !strings.Contains(p.Text(), "不服的，") && !strings.Contains(both.Text(), p.Text()) {
				t.Errorf("%s as an item lacks %q", kind, p.Text())
			}
		}
		fields := Fields(Mixed, d.Facts, d.Values)
		for _, f := range Fields(kind, alone.Facts, alone.Values) {
			name := itemPrefix(1) + f.Name
			if f.Name == extraField || !f.Required || f.Standard != "" || d.Values[name] == "" {
				continue
			}
			v := maps.Clone(d.Values)
			delete(v, name)
			if _, err := Compose(Mixed, d.Facts, v); fault.FieldsOf(err)[name] == nil {
				t.Errorf("%s as an item without %s: %v", kind, f.Name, err)
			}
		}
		if got := len(fields); got < len(Fields(kind, alone.Facts, alone.Values)) {
			t.Errorf("%s as an item has %d fields", kind, got)
		}
	}
}

// TestMixedRemedies: the parts that have the same remedy share a sentence, by
// the law of the day.
func TestMixedRemedies(t *testing.T) {
	day := calendar.NewDate(2026, time.October, 20)
	tests := []struct {
		name  string
		kinds []Kind
		on    calendar.Date
		has   []string
		not   string
	}{
		{"all alike", []Kind{Disclose, NotExisting}, day, []string{"对本答复不服的，可以"}, "第一项不服"},
		{"all withheld", []Kind{Secret, Process}, day, []string{"对本答复不服的，应当"}, "六个月"},
		{"two ways", []Kind{Disclose, Secret, NotOurs}, day, []string{"对本答复第二项不服的，应当", "对本答复第一项、第三项不服的，可以"}, "对本答复不服"},
		{"partial beside others", []Kind{Secret, Partial, Disclose, Making}, day, []string{
			"对本答复第一项，以及第二项中不予公开的部分不服的，应当", "对本答复第三项，以及第二项的其他部分不服的，可以", "对本答复第四项不服的，可以",
		}, "对本答复不服"},
		{"two partial ones", []Kind{Partial, Partial}, day, []string{"对本答复第一项、第二项中不予公开的部分不服的，应当", "对本答复第一项、第二项的其他部分不服的，可以"}, ""},
		{"before the law changed", []Kind{Disclose, Secret, Partial}, calendar.NewDate(2023, time.December, 29), []string{"对本答复不服的，可以"}, "先向"},
	}
	for _, test := range tests {
		d := mixedOf(t, test.kinds...)
		d.Facts.On, d.Facts.Due, d.Facts.Delivery = test.on, calendar.Date{}, casefile.ByPost
		l, err := ComposeDraft(Mixed, d.Facts, d.Values)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range test.has {
			if !strings.Contains(l.Text(), want) {
				t.Errorf("%s: no %q in\n%s", test.name, want, l.Text())
			}
		}
		if test.not != "" && strings.Contains(l.Text(), test.not) {
			t.Errorf("%s has %q:\n%s", test.name, test.not, l.Text())
		}
	}
}

// TestMixedChecks: what is found in an item names the item, and leads to its
// own field.
func TestMixedChecks(t *testing.T) {
	d := mixedOf(t, Disclose, ThirdParty, Process)
	d.Values["i2_third_answer"], d.Values["i2_third_reasonable"] = "refused", "no"
	d.Values["i3_process_no_rule"] = "no"
	d.Facts.Items = append(d.Facts.Items, "第四样")
	d.Values[itemsField] = "3"
	for _, want := range []Finding{
		{Missing, "i2_third_reasonable", "第二项：第三方的理由不合理", ""},
		{Missing, "i3_process_no_rule", "第三项：法律、法规、规章规定", ""},
		{Look, itemsField, "申请有4项，答复分3项", ""},
	} {
		found := false
		for _, f := range Check(Mixed, d.Facts, d.Values) {
			found = found || f.Level == want.Level && f.Field == want.Field && strings.HasPrefix(f.Text, want.Text)
		}
		if !found {
			t.Errorf("not found: %+v", want)
		}
	}
	d.Facts.Attachments = nil
	d.Facts.Items = d.Facts.Items[:3]
	if fields := fault.FieldsOf(Complete(Mixed, d.Facts, Values{})); fields["i1_result"] == nil || fields["i3_result"] == nil {
		t.Errorf("no results: %v", fields)
	}
	l, err := ComposeDraft(Mixed, d.Facts, Values{})
	if err != nil || !strings.Contains(l.Text(), "一、关于"+d.Facts.Items[0]) {
		t.Errorf("an empty draft: %v\n%s", err, l.Text())
	}
}

// TestResultOf: a reply announces the result of its kind, a mixed one that by
// which it counts.
func TestResultOf(t *testing.T) {
	for _, test := range []struct {
		kind Kind
		v    Values
		want law.Result
	}{
		{Disclose, nil, law.Disclose}, {Extension, nil, ""}, {"poem", nil, ""}, {Mixed, nil, law.Partial},
		{Mixed, Values{"i1_result": "not_existing", "i2_result": "not_existing"}, law.NotExisting},
		{Mixed, Values{"i1_result": "secret", "i2_result": "disclose"}, law.Partial},
		{Mixed, Values{"items": "2", "i1_result": "making", "i2_result": "making", "i3_result": "disclose"}, law.Making},
		{Mixed, Values{"i1_result": "mixed", "i2_result": "making"}, law.Making},
	} {
		if got := ResultOf(test.kind, test.v); got != test.want {
			t.Errorf("%s %v: %s, want %s", test.kind, test.v, got, test.want)
		}
	}
}

// TestFieldTypes: whatever is chosen, every field of a draft has its name and
// type there.
func TestFieldTypes(t *testing.T) {
	types := FieldTypes()
	for _, k := range Kinds() {
		d := sample(t, k.Code)
		for _, f := range Fields(k.Code, d.Facts, d.Values) {
			if k.Whose() == OfOffice && !Drafted(k.Code) {
				continue
			}
			if got := types[f.Name]; got == "" || (got == BoolField) != (f.Type == BoolField) || f.Type == DateField && got != DateField {
				t.Errorf("%s: %s is %s, not %q", k.Code, f.Name, f.Type, got)
			}
		}
	}
	if types["i20_item"] == "" || types["i20_third_asked_on"] != DateField || types["i21_item"] != "" {
		t.Error("fields of items")
	}
}

// Sheets name the result of every item, in order, and of what is not chosen none.
func TestItemResults(t *testing.T) {
	chosen := Values{"items": "3", "i1_result": "disclose", "i3_result": "not_existing", "i4_result": "disclose"}
	if got := ItemResults(Mixed, chosen); got != "第一项：予以公开\n第三项："+law.NotExisting.Name() {
		t.Errorf("%q", got)
	}
	for what, got := range map[string]string{"another kind": ItemResults(Disclose, chosen), "nothing chosen": ItemResults(Mixed, nil)} {
		if got != "" {
			t.Errorf("%s: %q", what, got)
		}
	}
}
