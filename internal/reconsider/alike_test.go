package reconsider

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// search is a decided case about information that was said not to exist.
func search(t *testing.T, id int64, outcome Outcome, but map[string]Value, edit ...func(*Sketch)) Sketch {
	t.Helper()
	s := Sketch{ID: id, Number: fmt.Sprintf("复议〔2026〕%d号", id), Kind: law.NotExisting, Ground: "not_able",
		Found: answered(sheetOf(t, law.NotExisting), but), Words: "申请公开和平街道2024年危房改造补助发放名册，街道说没有",
		Respondent: "和平街道办事处", Act: fmt.Sprintf("和街信复〔2026〕%d号", id), Applicant: fmt.Sprintf("p%d", id),
		Outcome: outcome, Reason: "检索不充分", DecidedOn: on(t, "2026-09-01").AddDays(int(id)), Effective: true, Handler: "周明"}
	for _, e := range edit {
		e(&s)
	}
	return s
}

var badSearch = map[string]Value{"not_existing.search": No}

func numbers(matches []Match, alike bool) []int64 {
	var ids []int64
	for _, m := range matches {
		if m.Alike == alike {
			ids = append(ids, m.Past.ID)
		}
	}
	return ids
}

// TestAlike: what makes a case truly alike, what only near, and what neither.
func TestAlike(t *testing.T) {
	other := "要求提供轨道交通三号线环境影响评价的专家意见"
	past := []Sketch{
		search(t, 1, Revoke, badSearch),
		search(t, 2, Revoke, badSearch, func(s *Sketch) { s.Words = other }),                           // the ground alone
		search(t, 3, Revoke, badSearch, func(s *Sketch) { s.Ground = "other" }),                        // the wording alone
		search(t, 4, Revoke, badSearch, func(s *Sketch) { s.Ground, s.Words = "other", other }),        // the answers alone
		search(t, 5, Uphold, nil),                                                                      // the search was in order
		search(t, 6, Uphold, nil, func(s *Sketch) { s.Ground, s.Words = "other", other }),              // nothing
		search(t, 7, Revoke, badSearch, func(s *Sketch) { s.Kind = law.NotOurs }),                      // another kind
		search(t, 8, "", badSearch),                                                                    // not decided
		search(t, 9, Revoke, badSearch, func(s *Sketch) { s.Found = nil }),                             // no sheet
		search(t, 11, Revoke, badSearch, func(s *Sketch) { s.Guiding = true }),                         // guiding: first
		search(t, 12, Revoke, map[string]Value{"not_existing.search": No, "all.alike": NotApplicable}), // not applicable is as in order
	}
	of := search(t, 10, "", badSearch)
	matches := Alike(of, append(past, of))
	if got := numbers(matches, true); !slices.Equal(got, []int64{11, 12, 1, 3, 2}) && !slices.Equal(got, []int64{11, 12, 1, 2, 3}) {
		t.Errorf("truly alike are %v", got)
	}
	if got := numbers(matches, false); !slices.Equal(slices.Sorted(slices.Values(got)), []int64{4, 5, 9}) {
		t.Errorf("near are %v", got)
	}
	for _, m := range matches {
		switch m.Past.ID {
		case 1:
			if m.Wording != 100 || !slices.Equal(m.Telling, []string{"not_existing.search"}) || !strings.Contains(strings.Join(m.Phrases, " "), "危房改造补助发放名册") {
				t.Errorf("case 1: %d, %v, %v", m.Wording, m.Telling, m.Phrases)
			}
		case 5:
			if want := []Difference{{"not_existing.search", No, Yes}, {"found_out", No, ""}}; !slices.Contains(m.Differ, want[0]) {
				t.Errorf("case 5 differs by %v", m.Differ)
			}
		case 9:
			if m.Compared {
				t.Error("a case without a sheet is compared")
			}
		}
	}
	of.Found = nil
	if got := numbers(Alike(of, past), true); got != nil {
		t.Errorf("before the sheet is filled in %v are truly alike", got)
	}
}

// TestAlikeParts: replies in parts are alike where they withhold on a ground that is
// the same.
func TestAlikeParts(t *testing.T) {
	of := Sketch{ID: 1, Kind: law.Partial, Parts: []law.Result{law.Process, law.ThirdParty}, Ground: "not_disclosed"}
	for parts, want := range map[law.Result]int{law.ThirdParty: 1, law.Secret: 0} {
		past := Sketch{ID: 2, Kind: law.Partial, Parts: []law.Result{parts}, Ground: "not_disclosed", Outcome: Uphold}
		if got := len(Alike(of, []Sketch{past})); got != want {
			t.Errorf("%s: %d matches, want %d", parts, got, want)
		}
	}
}

// TestCommon: what the common outcome is, and when to decide otherwise departs.
func TestCommon(t *testing.T) {
	guide := func(s *Sketch) { s.Guiding = true }
	for _, c := range []struct {
		name    string
		past    []Outcome
		guiding Outcome // one more, a guiding case
		common  Outcome
	}{
		{"none", nil, "", ""},
		{"two are too few", []Outcome{Revoke, Revoke}, "", ""},
		{"three of three", []Outcome{Revoke, Revoke, Revoke}, "", Revoke},
		{"two of three", []Outcome{Revoke, Unlawful, Revoke}, "", Revoke},
		{"three of five", []Outcome{Revoke, Unlawful, Revoke, Unlawful, Revoke}, "", ""},
		{"mediated and ended are no judgment", []Outcome{Revoke, Mediated, Revoke, Ended, Mediated, Revoke}, "", Revoke},
		{"a guiding case outweighs", []Outcome{Revoke, Revoke, Revoke}, Change, Change},
		{"a guiding case alone", nil, Change, Change},
	} {
		var past []Sketch
		for i, o := range c.past {
			past = append(past, search(t, int64(i+1), o, badSearch))
		}
		if c.guiding != "" {
			past = append(past, search(t, 90, c.guiding, badSearch, guide))
		}
		common := Common(Alike(search(t, 99, "", badSearch), past))
		if common.Outcome != c.common || (common.Guiding != "") != (c.guiding != "") {
			t.Errorf("%s: %+v", c.name, common)
		}
		if c.common != "" && (common.Departs(c.common) || !common.Departs(Uphold) || common.Departs(Mediated) || common.Departs(Ended) || common.Article == "") {
			t.Errorf("%s: departures are wrong, %+v", c.name, common)
		}
		if c.common == "" && common.Departs(Uphold) {
			t.Errorf("%s: departs from nothing", c.name)
		}
	}
	shares := Shares(Alike(search(t, 99, "", badSearch), []Sketch{search(t, 1, Revoke, badSearch), search(t, 2, Unlawful, badSearch), search(t, 3, Revoke, badSearch), search(t, 4, Uphold, nil)}))
	if len(shares) != 2 || shares[0].Outcome != Revoke || shares[0].N != 2 || shares[0].Of != 3 || shares[0].Percent() != 66 || len(shares[0].Cases) != 2 {
		t.Errorf("shares %+v", shares)
	}
}

// TestPrecedents: an effective decision for others about the same act leads; one
// about what may be the same fact is proposed with the words; nobody's own.
func TestPrecedents(t *testing.T) {
	of := search(t, 10, "", nil)
	past := []Sketch{
		search(t, 1, Revoke, badSearch),
		search(t, 2, Revoke, badSearch, func(s *Sketch) { s.Act = of.Act }),
		search(t, 3, Revoke, badSearch, func(s *Sketch) { s.Act, s.Applicant = of.Act, of.Applicant }),
		search(t, 4, Revoke, badSearch, func(s *Sketch) { s.Effective = false }),
		search(t, 5, Revoke, badSearch, func(s *Sketch) { s.Respondent = "民政局" }),
		search(t, 6, Mediated, badSearch),
	}
	list := Precedents(of, past, on(t, "2026-10-01"))
	if len(list) != 2 || list[0].Past.ID != 2 || !list[0].SameAct || list[1].Past.ID != 1 || list[1].SameAct || !strings.Contains(list[1].Because, "危房改造") {
		t.Errorf("%+v", list)
	}
	if list := Precedents(of, past, on(t, "2026-06-30")); list != nil {
		t.Errorf("before 实施条例 65 was in force: %+v", list)
	}
}

// TestWording: the formulas that stand in every application make none alike.
func TestWording(t *testing.T) {
	formula := "申请人请求撤销被申请人的政府信息公开答复，责令重新作出答复。"
	a, b := formula+"城北小学操场改造的招标文件", formula+"动物防疫检查记录"
	if got := share(bigramsOf(a), bigramsOf(b)); got >= AlikeWording {
		t.Errorf("only the formula is shared, and the wording is alike by %d", got)
	}
	if got := sharedPhrases("关于城北小学操场改造工程的招标文件，2025年", "城北小学操场改造工程中标结果 2025年"); !slices.Equal(got, []string{"城北小学操场改造工程", "2025年"}) {
		t.Errorf("phrases %q", got)
	}
	if share(bigramsOf(""), bigramsOf("")) != 0 || sharedPhrases("", "甲") != nil {
		t.Error("empty texts share something")
	}
}

// TestAlikeProperties: a case is alike to its own copy, likeness goes both ways, and
// a common outcome is one of those that were decided.
func TestAlikeProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(id int64) Sketch {
			kind := rapid.SampledFrom([]law.Result{law.NotExisting, law.Secret}).Draw(rt, "kind")
			s, err := SheetFor(kind, calendar.NewDate(2026, 8, 3), calendar.NewDate(2026, 10, 12))
			if err != nil {
				rt.Fatal(err)
			}
			but := map[string]Value{}
			for _, q := range s.Questions {
				if rapid.IntRange(0, 12).Draw(rt, "odd") == 0 {
					but[q.Code] = rapid.SampledFrom(q.Answers).Draw(rt, "v")
				}
			}
			return Sketch{ID: id, Kind: kind, Ground: rapid.SampledFrom([]string{"not_able", "other"}).Draw(rt, "ground"), Found: answered(s, but),
				Words:   rapid.SampledFrom([]string{"危房改造补助名册", "危房改造补助名册和验收表", "招标文件"}).Draw(rt, "words"),
				Outcome: rapid.SampledFrom([]Outcome{Revoke, Uphold, Mediated}).Draw(rt, "outcome")}
		}
		a, b := draw(1), draw(2)
		copied := a
		copied.ID = 3
		if got := Alike(a, []Sketch{copied}); len(got) != 1 || !got[0].Alike {
			rt.Fatalf("not alike to its copy: %+v", got)
		}
		if slices.Equal(numbers(Alike(a, []Sketch{b}), true), []int64{2}) != slices.Equal(numbers(Alike(b, []Sketch{a}), true), []int64{1}) {
			rt.Fatal("alike one way only")
		}
		matches := Alike(a, []Sketch{b, copied, draw(4), draw(5)})
		if c := Common(matches); c.Outcome != "" && !slices.ContainsFunc(Shares(matches), func(s Share) bool { return s.Outcome == c.Outcome }) {
			rt.Fatalf("the common outcome %v was not decided", c)
		}
	})
}

func TestRule(t *testing.T) {
	whole := Rule{Text: "只查一个系统的，检索不充分", Questions: []string{"not_existing.search"}, From: on(t, "2026-08-01"), Until: on(t, "2026-12-31")}
	if err := whole.Check(); err != nil {
		t.Fatal(err)
	}
	for field, wrong := range map[string]Rule{
		"text":      {Questions: whole.Questions, From: whole.From},
		"questions": {Text: "x", Questions: []string{"nothing"}, From: whole.From},
		"from":      {Text: "x", Questions: whole.Questions},
		"until":     {Text: "x", Questions: whole.Questions, From: whole.From, Until: whole.From.AddDays(-1)},
	} {
		if got := fault.FieldsOf(wrong.Check()); got[field] == nil || got[field].Message() == string(got[field].Code) {
			t.Errorf("%s: %v", field, got)
		}
	}
	for day, want := range map[string]int{"2026-07-31": 0, "2026-08-01": 1, "2026-12-31": 1, "2027-01-01": 0} {
		if got := len(RulesOf("not_existing.search", []Rule{whole}, on(t, day))); got != want {
			t.Errorf("%s: %d rules", day, got)
		}
	}
	if RulesOf("secret.level", []Rule{whole}, whole.From) != nil {
		t.Error("a rule is given for another question")
	}
}

// TestConsistency counts a small year by hand.
func TestConsistency(t *testing.T) {
	li := func(s *Sketch) { s.Handler = "李青" }
	departs := func(s *Sketch) { s.Departs, s.Departure = true, "名册已经销毁" }
	reports := Consistency([]Sketch{
		search(t, 1, Revoke, badSearch), search(t, 2, Revoke, badSearch), search(t, 3, Unlawful, badSearch, li, departs),
		search(t, 40, Uphold, nil, li), search(t, 41, Mediated, nil), search(t, 42, "", nil),
		{ID: 50, Kind: law.NoAnswer, Outcome: Perform, DecidedOn: on(t, "2026-02-01")},
	})
	if len(reports) != 2 || reports[0].Kind != law.NotExisting || reports[1].Kind != law.NoAnswer || reports[1].Total != 1 || reports[1].Handlers != nil {
		t.Fatalf("%+v", reports)
	}
	r := reports[0]
	if r.Total != 5 || len(r.Outcomes) != 4 || r.Outcomes[0].Outcome != Revoke || r.Outcomes[0].N != 2 {
		t.Errorf("outcomes %+v of %d", r.Outcomes, r.Total)
	}
	if len(r.Handlers) != 2 || r.Handlers[1].Name != "李青" && r.Handlers[0].Name != "李青" || r.Handlers[0].Departures+r.Handlers[1].Departures != 1 {
		t.Errorf("handlers %+v", r.Handlers)
	}
	if len(r.Quarters) != 2 || r.Quarters[0].Name != "2026年第3季度" || r.Quarters[0].Total != 3 || r.Quarters[1].Total != 2 {
		t.Errorf("quarters %+v", r.Quarters)
	}
	if len(r.Departures) != 1 || r.Departures[0].ID != 3 {
		t.Errorf("departures %+v", r.Departures)
	}
	if len(r.Splits) != 1 || r.Splits[0].Telling[0] != (Found{Question: "not_existing.search", Value: No}) || len(r.Splits[0].Shares) != 2 {
		t.Errorf("splits %+v", r.Splits)
	}
	i := slices.IndexFunc(r.Questions, func(q QuestionReport) bool { return q.Question == "not_existing.search" })
	if q := r.Questions[i]; len(q.Answers) != 2 || q.Answers[1].Value != No || q.Answers[1].Total != 3 || q.Answers[1].Outcomes[0].N != 2 {
		t.Errorf("question %+v", q)
	}
}
