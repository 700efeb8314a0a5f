package reconsider

import (
	"cmp"
	"maps"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// FeeDecision is what is objected to where it is a notice of the processing fee.
// It is no kind of result of a request.
const FeeDecision law.Result = "fee"

// OwnRule is cited for what no text says and the bureau looks at by a rule of its
// own.
const OwnRule = "本机关审理规则"

// A sheetKind is one kind of reply, with its questions beside the common ones.
type sheetKind struct {
	result    law.Result
	name      string // where it is no kind of result of the law
	refusal   bool   // 不予公开 under arts 14-16: the common questions on refusals are asked
	questions []Question
}

// sheetKinds are the kinds of reply that can be objected to, in the order of the
// yearly report, then what is none of its rows.
var sheetKinds = slices.Concat(givenSheets, refusedSheets, notAbleSheets, notProcessedSheets, otherSheets, []sheetKind{silenceSheet})

// Kinds returns what can be objected to, in order: the kinds of result that have a
// letter, the fee, what comes of a correction, and silence.
func Kinds() []law.Result {
	var kinds []law.Result
	for _, k := range sheetKinds {
		kinds = append(kinds, k.result)
	}
	return kinds
}

// KindName returns what a kind is called, as a label.
func KindName(kind law.Result) string {
	for _, k := range sheetKinds {
		if k.result == kind && k.name != "" {
			return k.name
		}
	}
	return kind.Name()
}

func kindOf(result law.Result) (sheetKind, bool) {
	i := slices.IndexFunc(sheetKinds, func(k sheetKind) bool { return k.result == result })
	if i < 0 {
		return sheetKind{}, false
	}
	return sheetKinds[i], true
}

// SheetFor returns the questions by which a reply of a kind, or silence, is
// examined. What the reply had to be is asked by the law of the day of the act,
// acted; what reconsideration itself requires by that of the decision, decided (or
// today, while it is open). A reply in parts names the kinds of its parts: their
// questions are asked too. It fails with a fault of kind Invalid for what has no
// sheet.
func SheetFor(result law.Result, acted, decided calendar.Date, grounds ...law.Result) (QuestionSheet, error) {
	kind, ok := kindOf(result)
	if !ok {
		return QuestionSheet{}, fault.New(fault.Invalid, "sheet_none", string(result))
	}
	sheet := QuestionSheet{Result: result, Grounds: grounds, Acted: acted, Decided: decided}
	if result == law.NoAnswer {
		sheet.add(defenceQuestions, kind.questions, silenceCircumstances, circumstances)
		return sheet.inOrder(), nil
	}
	sheet.add(defenceQuestions, commonQuestions, kind.questions)
	for _, g := range grounds {
		part, ok := kindOf(g)
		if !ok || g == law.NoAnswer || g == law.Partial || result != law.Partial {
			return QuestionSheet{}, fault.New(fault.Invalid, "sheet_ground", KindName(g))
		}
		sheet.add(part.questions)
	}
	if kind.refusal {
		sheet.add(refusalQuestions)
	}
	sheet.add(replyCircumstances, circumstances)
	return sheet.inOrder(), nil
}

// add appends the questions whose rule is in force, each once.
func (s *QuestionSheet) add(lists ...[]Question) {
	for _, q := range slices.Concat(lists...) {
		on := s.Acted
		if q.onDecision {
			on = s.Decided
		}
		if _, twice := s.Question(q.Code); twice || !holds(on, q.from, q.until) {
			continue
		}
		if s.Acted.Before(law.CourtInterpretation.From) {
			q.Court = ""
		}
		if q.Answers == nil {
			q.Answers = yesNo
		}
		if q.Ordinary == "" {
			q.Ordinary = Yes
		}
		s.Questions = append(s.Questions, q)
	}
}

// inOrder puts the questions in the order of the elements, and within each as they
// were added.
func (s QuestionSheet) inOrder() QuestionSheet {
	slices.SortStableFunc(s.Questions, func(a, b Question) int {
		return slices.Index(Elements, a.Element) - slices.Index(Elements, b.Element)
	})
	return s
}

var (
	yesNo = []Value{Yes, No}
	orNA  = []Value{Yes, No, NotApplicable}
)

// questions holds every question of every sheet by its code.
var questions = func() map[string]Question {
	all := map[string]Question{}
	add := func(lists ...[]Question) {
		var s QuestionSheet
		s.Acted, s.Decided = rulesFrom, rulesFrom
		s.add(lists...)
		for _, q := range s.Questions {
			all[q.Code] = q
		}
	}
	add(defenceQuestions, commonQuestions, refusalQuestions, replyCircumstances, silenceCircumstances, circumstances)
	for _, k := range sheetKinds {
		add(k.questions)
	}
	return all
}()

// QuestionOf returns a question by its code, whichever sheet it is of.
func QuestionOf(code string) (Question, bool) {
	q, ok := questions[code]
	return q, ok
}

// AllQuestions returns the questions of all sheets, by element, each once.
func AllQuestions() []Question {
	all := slices.Collect(maps.Values(questions))
	slices.SortFunc(all, func(a, b Question) int {
		return cmp.Or(slices.Index(Elements, a.Element)-slices.Index(Elements, b.Element), cmp.Compare(a.Code, b.Code))
	})
	return all
}
