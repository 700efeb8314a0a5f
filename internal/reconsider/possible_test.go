package reconsider

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

func on(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func sheetOf(t *testing.T, kind law.Result, grounds ...law.Result) QuestionSheet {
	t.Helper()
	s, err := SheetFor(kind, on(t, "2026-08-03"), on(t, "2026-10-12"), grounds...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// answered fills a sheet in: each question as is ordinary, but for those that are
// named; what is asked because of those is answered ordinarily too.
func answered(s QuestionSheet, but map[string]Value) []Found {
	var found []Found
	for {
		open := s.Open(found)
		if len(open) == 0 {
			return found
		}
		for _, q := range open {
			f := Found{Question: q.Code, Value: q.Ordinary, Page: "3", Remark: "查明"}
			if v := but[q.Code]; v != "" {
				f.Value = v
			}
			found = append(found, f)
		}
	}
}

func codes(courses []Course) []Outcome {
	var list []Outcome
	for _, c := range courses {
		list = append(list, c.Outcome)
	}
	return list
}

// TestCourses reads like a lawyer's examples: what was found, and what can be
// decided. Mediation is open in each unless the case cannot be heard.
func TestCourses(t *testing.T) {
	for _, c := range []struct {
		name string
		kind law.Result
		but  map[string]Value
		open []Outcome
	}{
		{"a refusal in order is upheld", law.Secret, nil, []Outcome{Uphold}},
		{"no answer and no evidence: as if there were none", law.Secret, map[string]Value{"defence.given": No}, []Outcome{Revoke, Unlawful}},
		{"no answer, but a third party proved its secret", law.ThirdParty, map[string]Value{"defence.given": No, "defence.third": Yes}, []Outcome{Uphold}},
		{"no mark of secrecy", law.Secret, map[string]Value{"secret.level": No}, []Outcome{Revoke}},
		{"no draft but the decision itself, and the bureau has seen it", law.Process, map[string]Value{"process.kind": No, "found_out": Yes}, []Outcome{Change, Revoke}},
		{"searched in one system only", law.NotExisting, map[string]Value{"not_existing.search": No}, []Outcome{Revoke}},
		{"names could have been blacked out", law.ThirdParty, map[string]Value{"refusal.separable": No}, []Outcome{Revoke}},
		{"two days late, all else right", law.Disclose, map[string]Value{"all.period": No, "slight": Yes}, []Outcome{Unlawful}},
		{"the third party was not asked", law.ThirdParty, map[string]Value{"third_party.inquired": No}, []Outcome{Revoke}},
		{"late and not held for lack of search", law.NotExisting, map[string]Value{"all.period": No, "slight": Yes, "not_existing.search": No}, []Outcome{Revoke, Unlawful}},
		{"the wrong article, the same result", law.Internal, map[string]Value{"all.basis": No}, []Outcome{Change}},
		{"a rule of a ministry was taken for a law, and nothing else forbids", law.Forbidden, map[string]Value{"forbidden.rank": No, "conclusion_stands": No}, []Outcome{Change, Revoke}},
		{"the wrong article and too little search", law.NotExisting, map[string]Value{"all.basis": No, "not_existing.search": No}, []Outcome{Revoke}},
		{"the wrong article, two days late", law.Internal, map[string]Value{"all.basis": No, "all.period": No, "slight": Yes}, []Outcome{Change, Unlawful}},
		{"the basis was not yet in force", law.Inquiry, map[string]Value{"inquiry.law": No, "basis_unlawful": Yes}, []Outcome{Change, Revoke}},
		{"a neighbour got the same paper", law.Process, map[string]Value{"all.alike": No}, []Outcome{Change}},
		{"changing it would make it worse for the applicant", law.Process, map[string]Value{"all.basis": No, "worse": Yes}, []Outcome{ClaimDismissed}},
		{"another unit's affair, decided in its own name", law.NotOurs, map[string]Value{"all.agency": No}, []Outcome{Revoke}},
		{"disclosed meanwhile, the applicant insists", law.Secret, map[string]Value{"secret.level": No, "changed": Yes, "insists": Yes}, []Outcome{Unlawful}},
		{"disclosed meanwhile, the applicant is content", law.Secret, map[string]Value{"secret.level": No, "changed": Yes}, []Outcome{Revoke, Ended}},
		{"a secret of the third party is out", law.Disclose, map[string]Value{"disclose.asked_third": No, "irrevocable": Yes}, []Outcome{Unlawful}},
		{"to revoke would harm the public", law.Disclose, map[string]Value{"all.agency": No, "public_harm": Yes}, []Outcome{Unlawful}},
		{"nothing was wrong, so there is no harm to weigh", law.Disclose, map[string]Value{"public_harm": Yes, "irrevocable": Yes}, []Outcome{Uphold}},
		{"void", law.Disclose, map[string]Value{"all.agency": No, "void_claimed": Yes, "void_grave": Yes}, []Outcome{Revoke, Void}},
		{"not void, and the applicant wants nothing else", law.Disclose, map[string]Value{"void_claimed": Yes, "void_kept": Yes}, []Outcome{ClaimDismissed}},
		{"the same act on the same ground once more", law.Internal, map[string]Value{"same_again": Yes}, []Outcome{Revoke}},
		{"the third party agrees now", law.ThirdParty, map[string]Value{"third_party.agrees_now": Yes}, []Outcome{Change, Revoke, Uphold}},
		{"not told where to read the file: no duty", law.Enforcement, map[string]Value{"enforcement.party": No}, []Outcome{Uphold}},

		{"silence", law.NoAnswer, nil, []Outcome{Perform}},
		{"silence, and the respondent is silent again", law.NoAnswer, map[string]Value{"defence.given": No}, []Outcome{Unlawful, Perform}},
		{"answered after acceptance, the applicant insists", law.NoAnswer, map[string]Value{"silence.answered": Yes, "silence.insists": Yes}, []Outcome{Unlawful}},
		{"answered after acceptance, the applicant is content", law.NoAnswer, map[string]Value{"silence.answered": Yes}, []Outcome{Unlawful, Ended}},
		{"an answer would be of no use", law.NoAnswer, map[string]Value{"silence.pointless": Yes}, []Outcome{Unlawful}},
		{"answered before acceptance", law.NoAnswer, map[string]Value{"silence.before": Yes}, []Outcome{ClaimDismissed}},
		{"no duty", law.NoAnswer, map[string]Value{"silence.duty": No}, []Outcome{ClaimDismissed}},
		{"manifestly no duty", law.NoAnswer, map[string]Value{"silence.duty": No, "silence.manifest": Yes}, []Outcome{Dismissed}},
		{"a flood", law.NoAnswer, map[string]Value{"silence.excuse": Yes}, []Outcome{ClaimDismissed}},
		{"too early", law.NoAnswer, map[string]Value{"silence.expired": No}, []Outcome{ClaimDismissed, Dismissed}},
		{"never asked", law.NoAnswer, map[string]Value{"silence.asked": No}, []Outcome{ClaimDismissed, Dismissed}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sheetOf(t, c.kind)
			found := answered(s, c.but)
			for code := range c.but {
				if !slices.ContainsFunc(found, func(f Found) bool { return f.Question == code }) {
					t.Fatalf("%s is not asked", code)
				}
			}
			if got, want := codes(s.Courses(found).Open), append(slices.Clone(c.open), Mediated); !same(got, want) {
				t.Errorf("open are %v, want %v", got, want)
			}
		})
	}
}

// TestCoursesWithoutHearing: what cannot be heard is not decided on the matter, nor
// mediated.
func TestCoursesWithoutHearing(t *testing.T) {
	for but, want := range map[string][]Outcome{
		"process_act": {Dismissed}, "baseless": {Dismissed}, "settled_by_court": {Dismissed}, "ended": {Ended},
	} {
		for _, kind := range Kinds() {
			s := sheetOf(t, kind)
			if got := codes(s.Courses(answered(s, map[string]Value{but: Yes})).Open); !same(got, want) {
				t.Errorf("%s, %s: open are %v, want %v", kind, but, got, want)
			}
		}
	}
	s := sheetOf(t, law.Secret)
	if got := codes(s.Courses(answered(s, map[string]Value{"admissible": No, "secret.level": No})).Open); !same(got, []Outcome{Dismissed}) {
		t.Errorf("not admissible: open are %v", got)
	}
}

// TestReasons: an outcome says which answers led there and on which article, and
// one that is closed why.
func TestReasons(t *testing.T) {
	s := sheetOf(t, law.NotExisting)
	courses := s.Courses(answered(s, map[string]Value{"not_existing.search": No, "not_existing.leads": No, "changed": Yes, "insists": Yes}))
	why := courses.Why(Unlawful)
	if len(why) != 1 || why[0].Article != "行政复议法第六十五条第二款第二项" ||
		!slices.Equal(why[0].Questions, []string{"not_existing.search", "not_existing.leads", "changed", "insists"}) {
		t.Errorf("confirmed unlawful because of %+v", why)
	}
	if not := courses.WhyNot(Revoke); len(not) != 1 || not[0].Row != "changed" {
		t.Errorf("not revoked because of %+v", not)
	}
	if not := courses.WhyNot(Uphold); len(not) != 1 || not[0].Because != "没有查明：主体和职权、事实和证据、适用依据、程序、内容是否适当各问都没有答“否”的" {
		t.Errorf("not upheld because of %+v", not)
	}
	if not := courses.WhyNot(Perform); len(not) != 1 || not[0].Because != "这一类案件没有这种结果" {
		t.Errorf("no order to perform because of %+v", not)
	}
	if s.Courses(nil).Allows(Uphold) {
		t.Error("upheld before anything is answered")
	}
}

func same(a, b []Outcome) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// TestCoursesProperties: whatever the answers, an outcome is open or closed and
// never both; a complete sheet leaves a decision beside mediation; in which order
// the answers came does not matter.
func TestCoursesProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		decided := calendar.NewDate(2024, 1, 1).AddDays(rapid.IntRange(0, 1500).Draw(rt, "decided"))
		kind := rapid.SampledFrom(Kinds()).Draw(rt, "kind")
		var grounds []law.Result
		if kind == law.Partial {
			grounds = rapid.SliceOfNDistinct(rapid.SampledFrom([]law.Result{law.Secret, law.Process, law.ThirdParty, law.NotExisting}), 0, 2, rapid.ID).Draw(rt, "grounds")
		}
		s, err := SheetFor(kind, decided.AddDays(-40), decided, grounds...)
		if err != nil {
			rt.Fatal(err)
		}
		var found []Found
		for open := s.Open(found); len(open) > 0; open = s.Open(found) {
			q := open[0]
			v := q.Ordinary
			if rapid.IntRange(0, 2).Draw(rt, "odd") == 0 {
				v = rapid.SampledFrom(q.Answers).Draw(rt, q.Code)
			}
			found = append(found, Found{Question: q.Code, Value: v, Page: "1", Remark: "查明"})
		}
		if err := s.Check(found); err != nil {
			rt.Fatal(err)
		}
		courses := s.Courses(found)
		open, closed := codes(courses.Open), codes(courses.Closed)
		if len(open)+len(closed) != len(Outcomes(decided)) {
			rt.Fatalf("open %v and closed %v are not each outcome once", open, closed)
		}
		for _, o := range open {
			if slices.Contains(closed, o) || len(courses.Why(o)) == 0 {
				rt.Fatalf("%s is open and closed, or without reason", o)
			}
		}
		if len(slices.DeleteFunc(open, func(o Outcome) bool { return o == Mediated })) == 0 {
			rt.Fatalf("nothing is left but mediation; answers %+v, closed %+v", found, courses.Closed)
		}
		again := s.Courses(rapid.Permutation(found).Draw(rt, "order"))
		if !slices.EqualFunc(courses.Open, again.Open, equal) || !slices.EqualFunc(courses.Closed, again.Closed, equal) {
			rt.Fatalf("the order of the answers matters: %+v and %+v", courses, again)
		}
	})
}

func equal(a, b Course) bool {
	return a.Outcome == b.Outcome && slices.EqualFunc(a.Reasons, b.Reasons, func(x, y Reason) bool {
		return x.Row == y.Row && x.Because == y.Because && slices.Equal(x.Questions, y.Questions)
	})
}
