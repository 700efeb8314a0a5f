package page

import (
	"reflect"
	"testing"
	"time"

	"mingda/internal/calendar"
)

// TestWritten: what is equal is written alike, what differs anywhere is not.
func TestWritten(t *testing.T) {
	write := func(v any) string {
		t.Helper()
		b, err := written(nil, reflect.ValueOf(v))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	at := time.Date(2026, 9, 22, 10, 0, 0, 0, calendar.Zone)
	entry := func(change func(*TimelineEntry)) TimelineEntry {
		e := TimelineEntry{Title: "登记", By: "周予安", On: calendar.NewDate(2026, 9, 22), At: at, Links: []Link{{Label: "看", Href: "/a"}}}
		change(&e)
		return e
	}
	same := func(*TimelineEntry) {}
	if one, other := entry(same), entry(same); write(one) != write(other) { // made apart: their links lie in lists of their own
		t.Error("equal values are written differently")
	}
	if one := 1; write(struct{ P *int }{&one}) != write(struct{ P *int }{ptr(1)}) {
		t.Error("pointers to equal values are written differently")
	}
	all := map[string]string{write(entry(same)): "as it is"}
	for what, change := range map[string]func(*TimelineEntry){
		"another title":           func(e *TimelineEntry) { e.Title = "登" },
		"a sign moved over":       func(e *TimelineEntry) { e.Title, e.By = "登记周", "予安" },
		"another day":             func(e *TimelineEntry) { e.On = e.On.AddDays(1) },
		"another instant":         func(e *TimelineEntry) { e.At = e.At.Add(time.Nanosecond) },
		"the instant, other zone": func(e *TimelineEntry) { e.At = e.At.UTC() },
		"no links":                func(e *TimelineEntry) { e.Links = nil },
		"an empty link more":      func(e *TimelineEntry) { e.Links = append(e.Links, Link{}) },
		"another link":            func(e *TimelineEntry) { e.Links = []Link{{Label: "看", Href: "/b"}} },
	} {
		key := write(entry(change))
		if other, ok := all[key]; ok {
			t.Errorf("%s is written like %s", what, other)
		}
		all[key] = what
	}
	if write(struct{ V any }{1}) == write(struct{ V any }{int64(1)}) {
		t.Error("values of different types are written alike")
	}
	if _, err := written(nil, reflect.ValueOf(struct{ M map[string]int }{})); err == nil {
		t.Error("a map was written, whose order is by chance")
	}
}

func ptr[T any](v T) *T { return &v }
