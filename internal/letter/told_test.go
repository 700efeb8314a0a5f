package letter

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/reconsider"
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
	for name, x := range map[string]struct {
		l    casefile.Letter
		want reconsider.Telling
	}{
		"given":        {signed(sample(t, Disclose), Disclose, on, false), reconsider.ToldAll},
		"refused":      {signed(sample(t, Secret), Secret, on, false), reconsider.ToldAll},
		"in part":      {signed(sample(t, Partial), Partial, on, false), reconsider.ToldAll},
		"item by item": {signed(mixedOf(t, Disclose, Secret), Mixed, on, false), reconsider.ToldAll},
		"refused by a later law": {func() casefile.Letter { // signed as before it, so that it names no order
			l := signed(sample(t, Secret), Secret, calendar.NewDate(2023, time.December, 29), false)
			l.SignedOn = on
			return l
		}(), reconsider.FirstUntold},
		"of which nothing is told": {func() casefile.Letter {
			l := signed(sample(t, Disclose), Disclose, on, false)
			l.Value = []byte(`{}`)
			return l
		}(), reconsider.Untold},
		"erased": {erased, reconsider.ToldAll},
	} {
		if got := Telling(x.l); got != x.want {
			t.Errorf("%s: it told %q, want %q", name, got, x.want)
		}
	}
	for _, k := range kinds { // no kind needs facts to say what its remedies are
		d, _ := Sample(k.Code)
		Told(casefile.Letter{Kind: casefile.LetterKind(k.Code), Values: d.Values, SignedOn: on})
		Told(casefile.Letter{Kind: casefile.LetterKind(k.Code), SignedOn: on})
	}
}
