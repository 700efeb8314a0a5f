package reconsider

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
)

// TestSheets: each kind of reply that has a letter has a sheet; each question has
// what a lawyer expects of it, and its code once.
func TestSheets(t *testing.T) {
	for _, r := range law.Results(on(t, "2026-08-03")) {
		if has := slices.Contains(Kinds(), r.Code); has == (r.Code == law.Withdrawn || r.Code == law.Other) {
			t.Errorf("%s has a sheet: %v", r.Code, has)
		}
	}
	for _, kind := range Kinds() {
		s := sheetOf(t, kind)
		if KindName(kind) == "" {
			t.Errorf("%s has no name", kind)
		}
		own := 0
		for i, q := range s.Questions {
			if q.Text == "" || !strings.HasSuffix(q.Text, "？") || q.Article == "" || !slices.Contains(q.Answers, q.Ordinary) || q.Element.Label() == "" {
				t.Errorf("%s: question %+v", kind, q)
			}
			if slices.IndexFunc(s.Questions, func(o Question) bool { return o.Code == q.Code }) != i {
				t.Errorf("%s: %s twice", kind, q.Code)
			}
			for _, after := range q.After {
				if _, ok := s.Question(after); !ok && !slices.Contains(Elements, Element(after)) {
					t.Errorf("%s: %s is asked after %s", kind, q.Code, after)
				}
			}
			if strings.Contains(q.Article, "法释") {
				t.Errorf("%s: %s rests on the court's rule alone", kind, q.Code)
			}
			if c, ok := kindOf(kind); ok && slices.ContainsFunc(c.questions, func(o Question) bool { return o.Code == q.Code }) {
				own++
			}
		}
		if own == 0 {
			t.Errorf("%s has no questions of its own", kind)
		}
	}
}

// TestSheetByDay: the reply by the law of its day, reconsideration by that of the
// decision.
func TestSheetByDay(t *testing.T) {
	old, now := on(t, "2025-03-03"), on(t, "2026-08-03")
	before, err := SheetFor(law.Secret, old, old)
	if err != nil {
		t.Fatal(err)
	}
	if q, _ := before.Question("secret.level"); q.Court != "" {
		t.Errorf("a rule of the court of June 2025 measures a reply of March: %s", q.Court)
	}
	if _, asked := before.Question("all.alike"); asked {
		t.Error("unlike treatment is asked before 实施条例 55(3) was in force")
	}
	between, err := SheetFor(law.Secret, on(t, "2026-06-30"), now)
	if err != nil {
		t.Fatal(err)
	}
	if q, _ := between.Question("secret.level"); q.Court != "法释〔2025〕8号第六条第一款" {
		t.Errorf("court: %q", q.Court)
	}
	if _, asked := between.Question("baseless"); !asked {
		t.Error("a reply of June that is decided in August is not asked by the new rules of reconsideration")
	}
	for day, want := range map[string]string{"2026-06-30": "行政复议法第二十条第三款、第二十三条第二款", "2026-07-01": "行政复议法第二十条第三款、第二十三条第二款、行政复议法实施条例第二十五条"} {
		s, err := SheetFor(law.Disclose, on(t, day), now)
		if q, _ := s.Question("all.remedies"); err != nil || q.Article != want {
			t.Errorf("on %s the remedies rest on %s, %v", day, q.Article, err)
		}
	}
	parts := sheetOf(t, law.Partial, law.Process, law.NotExisting)
	for _, code := range []string{"partial.line", "process.kind", "refusal.examined", "not_existing.search"} {
		if _, asked := parts.Question(code); !asked {
			t.Errorf("a reply in parts is not asked %s", code)
		}
	}
	for _, of := range []law.Result{law.Withdrawn, "nothing"} {
		if _, err := SheetFor(of, now, now); fault.CodeOf(err) != "sheet_none" {
			t.Errorf("%s: %v", of, err)
		}
	}
	if _, err := SheetFor(law.Partial, now, now, law.NoAnswer); fault.CodeOf(err) != "sheet_ground" {
		t.Error(err)
	}
}

// TestCheck: what is wrong with a sheet stands beside its question.
func TestCheck(t *testing.T) {
	s := sheetOf(t, law.Secret)
	whole := answered(s, map[string]Value{"all.period": No})
	if err := s.Check(whole); err != nil {
		t.Fatal(err)
	}
	with := func(code string, edit func(*Found)) []Found {
		found := slices.Clone(whole)
		edit(&found[slices.IndexFunc(found, func(f Found) bool { return f.Question == code })])
		return found
	}
	for _, c := range []struct {
		found       []Found
		field, code string
	}{
		{nil, "secret.level", "question_open"},
		{with("slight", func(f *Found) { f.Value = "" }), "slight", "question_open"},
		{with("all.period", func(f *Found) { f.Remark = " " }), "all.period", "question_remark"},
		{with("secret.level", func(f *Found) { f.Page = "" }), "secret.level", "question_page"},
		{with("secret.level", func(f *Found) { f.Page = "第三页" }), "secret.level", "question_page_unreadable"},
		{with("secret.level", func(f *Found) { f.Value = NotApplicable }), "secret.level", "question_value"},
		{with("all.alike", func(f *Found) { f.Value, f.Remark = NotApplicable, "" }), "all.alike", "question_remark_not_applicable"},
		{with("all.period", func(f *Found) { f.Value = Yes }), "slight", "question_not_asked"},
		{append(slices.Clone(whole), Found{Question: "ended", Value: No}), "ended", "question_twice"},
		{append(slices.Clone(whole), Found{Question: "process.kind", Value: Yes}), "process.kind", "question_unknown"},
	} {
		if wrong := fault.FieldsOf(s.Check(c.found))[c.field]; wrong == nil || string(wrong.Code) != c.code || wrong.Message() == c.code {
			t.Errorf("%s: %v, want %s", c.field, wrong, c.code)
		}
	}
	if err := s.Check(with("secret.level", func(f *Found) { f.Page = "12、15-18" })); err != nil {
		t.Error(err)
	}
}
