package casefile

import (
	"slices"
	"testing"

	"mingda/internal/fault"
)

// TestSearching: what is missing in the record of a search is told beside its field.
func TestSearching(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4})
	s := Situation{Today: day("2026-09-30"), Due: day("2026-10-27")}
	ask := HelpAsked{Until: day("2026-10-12")}
	ask.Private.Unit, ask.Private.Seek = "区档案馆", "征收补偿方案"
	for _, test := range []struct {
		name  string
		with  func(f *HelpAsked)
		field string
	}{
		{"in order", func(*HelpAsked) {}, ""},
		{"nobody", func(f *HelpAsked) { f.Private.Unit = " " }, "unit"},
		{"nothing", func(f *HelpAsked) { f.Private.Seek = "" }, "seek"},
		{"yesterday", func(f *HelpAsked) { f.Until = day("2026-09-29") }, "until"},
		{"too late", func(f *HelpAsked) { f.Until = s.Due }, "until"},
		{"no day", func(f *HelpAsked) { f.Until = day("0001-01-01") }, "until"},
	} {
		f := ask
		test.with(&f)
		if _, err := b.c.AskingHelp(f, s); test.field == "" && err != nil || test.field != "" && fault.FieldsOf(err)[test.field] == nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	b.add("2026-09-25", &ask)
	help := b.c.Version
	search := Searched{Result: FoundNone, Help: help}
	search.Private.Places, search.Private.Words, search.Private.Asked, search.Private.Who = "公文系统2018年至2020年\n\n档案室", "“团结路”", "当时的经办人员", "李四"
	for _, test := range []struct {
		name  string
		on    string
		with  func(f *Searched)
		field string
	}{
		{"in order", "2026-09-28", func(*Searched) {}, ""},
		{"people only", "2026-09-28", func(f *Searched) { f.Private.Places, f.Private.Words = "", "" }, ""},
		{"nowhere", "2026-09-28", func(f *Searched) { f.Private.Places, f.Private.Asked = "", " " }, "places"},
		{"no words", "2026-09-28", func(f *Searched) { f.Private.Words = "" }, "words"},
		{"no result", "2026-09-28", func(f *Searched) { f.Result = "perhaps" }, "result"},
		{"nobody", "2026-09-28", func(f *Searched) { f.Private.Who = "" }, "who"},
		{"before it was asked", "2026-09-24", func(*Searched) {}, "on"},
		{"before the request", "2026-09-21", func(f *Searched) { f.Help = 0 }, "on"},
		{"tomorrow", "2026-10-01", func(*Searched) {}, "on"},
		{"nobody was asked so", "2026-09-28", func(f *Searched) { f.Help = 1 }, "help"},
	} {
		f := search
		test.with(&f)
		if _, err := b.c.Searching(f, day(test.on), s); test.field == "" && err != nil || test.field != "" && fault.FieldsOf(err)[test.field] == nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if b.c.Helped(help) {
		t.Error("answered before it was")
	}
	b.add("2026-09-28", &search)
	if !b.c.Helped(help) || !slices.Equal(b.c.Searches[0].Where(), []string{"公文系统2018年至2020年", "档案室", "询问当时的经办人员"}) {
		t.Errorf("%+v", b.c.Searches)
	}
	if err := b.c.AllowsTakingBack(help, s); fault.CodeOf(err) != "help_answered" {
		t.Errorf("asking is taken back under its answer: %v", err)
	}
	b.add("2026-09-29", &TakenBack{Corrects: help + 1}, &TakenBack{Corrects: help})
	if len(b.c.Searches)+len(b.c.Helps) != 0 {
		t.Errorf("%+v, %+v", b.c.Searches, b.c.Helps)
	}
}
