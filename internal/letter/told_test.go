package letter

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestTold: the remedies of a letter are those at its foot, part by part, by the
// law of its day, and of the court if the letter speaks of it.
func TestTold(t *testing.T) {
	on := calendar.NewDate(2026, time.October, 20)
	signed := func(d Draft, kind Kind, on calendar.Date, showCourt bool) casefile.Letter {
		d.Facts.On, d.Facts.Office.ShowCourt = on, showCourt
		l, err := Compose(kind, d.Facts, d.Values)
		if err != nil {
			t.Fatal(kind, err)
		}
		value, err := json.Marshal(l)
		if err != nil {
			t.Fatal(err)
		}
		return casefile.Letter{Kind: casefile.LetterKind(kind), Result: ResultOf(kind, d.Values), Values: d.Values, SignedOn: on, Value: value}
	}
	erased := signed(mixedOf(t, Disclose, Secret), Mixed, on, false)
	erased.Values, erased.Value = nil, nil
	for _, x := range []struct {
		name  string
		l     casefile.Letter
		paths []law.Path
		court bool
	}{
		{"given", signed(sample(t, Disclose), Disclose, on, false), []law.Path{law.Either}, true},
		{"refused", signed(sample(t, Secret), Secret, on, false), []law.Path{law.ReviewFirst}, true},
		{"refused by the old law", signed(sample(t, Secret), Secret, calendar.NewDate(2023, time.December, 29), false), []law.Path{law.Either}, true},
		{"in part", signed(sample(t, Partial), Partial, on, false), []law.Path{law.ReviewFirst, law.Either}, true},
		{"not for the court", signed(sample(t, Making), Making, on, false), []law.Path{law.Either}, false},
		{"not for the court, and told", signed(sample(t, Making), Making, on, true), []law.Path{law.Either}, true},
		{"item by item", signed(mixedOf(t, Disclose, Secret), Mixed, on, false), []law.Path{law.ReviewFirst, law.Either}, true},
		{"erased", erased, []law.Path{law.RemedyOn(erased.Result, on).Path}, true},
	} {
		var paths []law.Path
		court := false
		for _, r := range Told(x.l) {
			paths, court = append(paths, r.Path), court || r.TellCourt
		}
		if !slices.Equal(paths, x.paths) || court != x.court {
			t.Errorf("%s: %v, court %v; want %v, %v", x.name, paths, court, x.paths, x.court)
		}
	}
	for _, k := range kinds { // no kind needs facts to say what its remedies are
		d, _ := Sample(k.Code)
		Told(casefile.Letter{Kind: casefile.LetterKind(k.Code), Values: d.Values, SignedOn: on})
		Told(casefile.Letter{Kind: casefile.LetterKind(k.Code), SignedOn: on})
	}
}
