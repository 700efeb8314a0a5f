package reconsider

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Rule is one that the bureau has written down for itself (裁审要点), tied to the
// questions that it helps to answer.
type Rule struct {
	ID        int64
	Text      string
	Questions []string // codes
	From      calendar.Date
	Until     calendar.Date // last day; no day while it is in force
}

// Check looks through a rule as it was typed.
func (r Rule) Check() error {
	form := fault.Form{}
	if strings.TrimSpace(r.Text) == "" {
		form.Bad("text", "bench_text_needed")
	}
	form.Length("text", r.Text, fault.MaxText)
	if len(r.Questions) == 0 {
		form.Bad("questions", "bench_question_needed")
	}
	for _, code := range r.Questions {
		if _, ok := QuestionOf(code); !ok {
			form.Bad("questions", "question_unknown", code)
		}
	}
	switch {
	case r.From.IsZero():
		form.Bad("from", "bench_from_needed")
	case !r.Until.IsZero() && r.Until.Before(r.From):
		form.Bad("until", "bench_until_before_from", r.From.Chinese())
	}
	return form.Err()
}

// InForce reports whether the rule is in force on a day.
func (r Rule) InForce(on calendar.Date) bool { return holds(on, r.From, r.Until) }

// RulesOf returns the rules in force on a day that are tied to a question, in the
// order in which they came into force.
func RulesOf(question string, bench []Rule, on calendar.Date) []Rule {
	var in []Rule
	for _, r := range bench {
		if r.InForce(on) && slices.Contains(r.Questions, question) {
			in = append(in, r)
		}
	}
	slices.SortStableFunc(in, func(a, b Rule) int { return a.From.Compare(b.From) })
	return in
}
