package reconsider

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingda/internal/law"
)

// A KindReport is how the cases about one kind of reply were decided. It counts;
// what follows from it people say.
type KindReport struct {
	Kind        law.Result
	Total       int
	Outcomes    []Share
	Handlers    []GroupReport // by handler
	Respondents []GroupReport
	Quarters    []GroupReport // 2026年第3季度, in order of time
	Questions   []QuestionReport
	Splits      []Split
	Departures  []Sketch // decided otherwise than alike cases commonly are, the latest first
}

// A GroupReport is how the cases of one handler, respondent or quarter were decided.
type GroupReport struct {
	Name       string
	Total      int
	Outcomes   []Share
	Departures int
}

// A QuestionReport is how one question was answered, and how the cases were decided
// in which it was answered so.
type QuestionReport struct {
	Question string
	Answers  []AnswerReport
}

// An AnswerReport is one answer to a question in the cases of a kind.
type AnswerReport struct {
	Value    Value
	Total    int
	Outcomes []Share
	Handlers []GroupReport
}

// A Split is several cases with the same ground and the same answers that were
// decided differently.
type Split struct {
	Ground  string
	Parts   []law.Result // of replies in parts
	Telling []Found      // the answers out of the ordinary that they share; none: all was in order
	Shares  []Share
}

// Consistency counts how cases were decided, by kind of reply in the order of the
// sheets. Mediated and ended ones count among the outcomes, and are in no split.
func Consistency(cases []Sketch) []KindReport {
	var reports []KindReport
	for _, kind := range Kinds() {
		var of []Sketch
		for _, c := range cases {
			if c.Kind == kind && c.Outcome != "" {
				of = append(of, c)
			}
		}
		if len(of) > 0 {
			reports = append(reports, kindReport(kind, of))
		}
	}
	return reports
}

func kindReport(kind law.Result, cases []Sketch) KindReport {
	r := KindReport{Kind: kind, Total: len(cases), Outcomes: sharesOf(cases), Splits: splits(cases),
		Handlers:    groups(cases, func(c Sketch) string { return c.Handler }),
		Respondents: groups(cases, func(c Sketch) string { return c.Respondent }),
		Quarters:    groups(cases, quarter),
	}
	for _, c := range cases {
		if c.Departs {
			r.Departures = append(r.Departures, c)
		}
	}
	slices.SortStableFunc(r.Departures, func(a, b Sketch) int { return b.DecidedOn.Compare(a.DecidedOn) })
	for _, code := range questionsOf(cases) {
		q := QuestionReport{Question: code}
		for _, v := range []Value{Yes, No, NotApplicable} {
			so := slices.DeleteFunc(slices.Clone(cases), func(c Sketch) bool { return valueOf(c.Found, code) != v })
			if len(so) > 0 {
				q.Answers = append(q.Answers, AnswerReport{v, len(so), sharesOf(so), groups(so, func(c Sketch) string { return c.Handler })})
			}
		}
		r.Questions = append(r.Questions, q)
	}
	return r
}

// quarter names the quarter of a decision, so that names sort by time.
func quarter(c Sketch) string {
	return fmt.Sprintf("%d年第%d季度", c.DecidedOn.Year(), (c.DecidedOn.Month()+2)/3)
}

// groups counts cases by a name, in the order of the names; those without one are
// left out.
func groups(cases []Sketch, name func(Sketch) string) []GroupReport {
	by := map[string][]Sketch{}
	var names []string
	for _, c := range cases {
		n := name(c)
		if n == "" {
			continue
		}
		if by[n] == nil {
			names = append(names, n)
		}
		by[n] = append(by[n], c)
	}
	slices.Sort(names)
	var list []GroupReport
	for _, n := range names {
		g := GroupReport{Name: n, Total: len(by[n]), Outcomes: sharesOf(by[n])}
		for _, c := range by[n] {
			if c.Departs {
				g.Departures++
			}
		}
		list = append(list, g)
	}
	return list
}

// questionsOf returns the questions that were answered in cases, by element and
// code.
func questionsOf(cases []Sketch) []string {
	var codes []string
	for _, c := range cases {
		for _, code := range answeredIn(c.Found) {
			if _, known := QuestionOf(code); known && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	slices.SortFunc(codes, func(a, b string) int {
		qa, _ := QuestionOf(a)
		qb, _ := QuestionOf(b)
		return cmp.Or(slices.Index(Elements, qa.Element)-slices.Index(Elements, qb.Element), cmp.Compare(a, b))
	})
	return codes
}

// splits finds the cases that were judged differently on the same ground and answers.
func splits(cases []Sketch) []Split {
	by := map[string][]Sketch{}
	var keys []string
	for _, c := range cases {
		if !judged(c) || len(c.Found) == 0 {
			continue
		}
		key := fmt.Sprint(c.Ground, c.Parts)
		for _, f := range telling(c.Found) {
			key += "\n" + f.Question + "=" + string(f.Value)
		}
		if by[key] == nil {
			keys = append(keys, key)
		}
		by[key] = append(by[key], c)
	}
	slices.SortFunc(keys, strings.Compare)
	var list []Split
	for _, key := range keys {
		if shares := sharesOf(by[key]); len(shares) > 1 {
			list = append(list, Split{by[key][0].Ground, by[key][0].Parts, telling(by[key][0].Found), shares})
		}
	}
	return list
}

// telling returns the answers that are out of the ordinary, by code, without what
// they were found by.
func telling(found []Found) []Found {
	var odd []Found
	for _, f := range found {
		if f.Question != "effective" && isOdd(f.Question, f.Value) {
			odd = append(odd, Found{Question: f.Question, Value: f.Value})
		}
	}
	slices.SortFunc(odd, func(a, b Found) int { return cmp.Compare(a.Question, b.Question) })
	return odd
}
