package reconsider

import (
	"regexp"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// An Element is what of the act, or of the case, a question goes to. The
// decisions follow from it (复议法 63-69).
type Element string

// The elements, in the order of a sheet.
const (
	Defence      Element = "defence"      // 被申请人的答复和证据
	Authority    Element = "authority"    // 主体和职权
	Facts        Element = "facts"        // 事实和证据
	Basis        Element = "basis"        // 适用依据
	Procedure    Element = "procedure"    // 程序
	Content      Element = "content"      // 内容是否适当
	Duty         Element = "duty"         // 答复的职责: what silence is judged by
	Circumstance Element = "circumstance" // 案件情况: what else the decision depends on
)

// Elements are the elements, in the order of a sheet.
var Elements = []Element{Defence, Authority, Facts, Basis, Procedure, Content, Duty, Circumstance}

// merits are those that say whether a reply was right (复议法 68).
var merits = []Element{Authority, Facts, Basis, Procedure, Content}

// Label returns the Chinese name.
func (e Element) Label() string {
	return map[Element]string{Defence: "被申请人的答复", Authority: "主体和职权", Facts: "事实和证据", Basis: "适用依据",
		Procedure: "程序", Content: "内容是否适当", Duty: "答复的职责", Circumstance: "案件情况"}[e]
}

// A Value is an answer to a question.
type Value string

// The answers.
const (
	Yes           Value = "yes"
	No            Value = "no"
	NotApplicable Value = "na"
)

// Label returns the Chinese word.
func (v Value) Label() string {
	return map[Value]string{Yes: "是", No: "否", NotApplicable: "不适用"}[v]
}

// A Question is one thing that is looked at. Of the act it is put so that yes
// speaks for the reply.
type Question struct {
	Code    string  `json:"code"` // stable: it stands in the ledger
	Element Element `json:"element"`
	Text    string  `json:"text"`
	Article string  `json:"article"`         // on what it is asked, as staff cite it
	Court   string  `json:"court,omitempty"` // the court's rule, by which it can be measured; empty where there is none
	Help    string  `json:"help,omitempty"`  // what to look at
	Proof   string  `json:"proof,omitempty"` // what the respondent owes (复议法 44); empty where nothing
	Answers []Value `json:"answers"`         // which are possible
	// Ordinary is the answer that needs no words. Any other is given with a
	// remark; the ordinary one with the page of the proof, where proof is owed.
	Ordinary Value `json:"ordinary"`
	// After are the questions and the elements that have to be answered
	// otherwise than ordinarily for this one to be asked at all; none: it always is.
	After []string `json:"after,omitempty"`

	onDecision  bool // its rule is one of the reconsideration, chosen by the day of the decision
	from, until calendar.Date
}

// A Found is the answer to one question: what the handler found.
type Found struct {
	Question string `json:"question"`
	Value    Value  `json:"value"`
	Page     string `json:"page,omitempty"` // of the evidence bundle: 12, 15-18
	Remark   string `json:"remark,omitempty"`
}

// A QuestionSheet holds the questions of one case, in order.
type QuestionSheet struct {
	Result    law.Result    `json:"result"`
	Grounds   []law.Result  `json:"grounds,omitempty"` // of a reply in parts: the kinds of its parts
	Acted     calendar.Date `json:"acted"`
	Decided   calendar.Date `json:"decided"`
	Questions []Question    `json:"questions"`
}

// Question returns one question of the sheet.
func (s QuestionSheet) Question(code string) (Question, bool) {
	i := slices.IndexFunc(s.Questions, func(q Question) bool { return q.Code == code })
	if i < 0 {
		return Question{}, false
	}
	return s.Questions[i], true
}

// IsAsked reports whether a question is to be answered, given what was found: some
// are asked only because of another.
func (s QuestionSheet) IsAsked(q Question, found []Found) bool {
	if len(q.After) == 0 {
		return true
	}
	for _, f := range found {
		other, ok := s.Question(f.Question)
		if ok && f.Value != "" && f.Value != NotApplicable && f.Value != other.Ordinary &&
			(slices.Contains(q.After, other.Code) || slices.Contains(q.After, string(other.Element))) {
			return s.IsAsked(other, found)
		}
	}
	return false
}

// Open returns the questions that are still to be answered.
func (s QuestionSheet) Open(found []Found) []Question {
	var open []Question
	for _, q := range s.Questions {
		if s.IsAsked(q, found) && !slices.ContainsFunc(found, func(f Found) bool { return f.Question == q.Code && f.Value != "" }) {
			open = append(open, q)
		}
	}
	return open
}

// pages is what names pages of the bundle: 12, 15-18.
var pages = regexp.MustCompile(`^[1-9]\d*(-[1-9]\d*)?([、,， ]+[1-9]\d*(-[1-9]\d*)?)*$`)

// Check looks through a sheet as it was filled in: every question that is asked is
// answered with one of its answers, what is found otherwise than ordinary with a
// remark, what was proved with the page of the bundle. It fails with a fault of
// kind Invalid whose fields are the codes of the questions.
func (s QuestionSheet) Check(found []Found) error {
	form := fault.Form{}
	seen := map[string]bool{}
	for _, f := range found {
		q, ok := s.Question(f.Question)
		switch {
		case !ok:
			form.Bad(f.Question, "question_unknown", f.Question)
		case seen[f.Question]:
			form.Bad(f.Question, "question_twice")
		case f.Value == "": // left open
		case !slices.Contains(q.Answers, f.Value):
			form.Bad(f.Question, "question_value", labels(q.Answers))
		case !s.IsAsked(q, found):
			form.Bad(f.Question, "question_not_asked")
		default:
			q.check(f, form)
		}
		seen[f.Question] = true
	}
	for _, q := range s.Open(found) {
		form.Bad(q.Code, "question_open", labels(q.Answers))
	}
	return form.Err()
}

// check looks through one answer.
func (q Question) check(f Found, form fault.Form) {
	page, remark := strings.TrimSpace(f.Page), strings.TrimSpace(f.Remark)
	form.Length(q.Code, f.Page, fault.MaxLine)
	form.Length(q.Code, f.Remark, fault.MaxText)
	switch {
	case page != "" && !pages.MatchString(page):
		form.Bad(q.Code, "question_page_unreadable")
	case f.Value == NotApplicable && remark == "":
		form.Bad(q.Code, "question_remark_not_applicable")
	case f.Value != q.Ordinary && remark == "":
		form.Bad(q.Code, "question_remark", f.Value.Label())
	case f.Value == q.Ordinary && q.Proof != "" && page == "":
		form.Bad(q.Code, "question_page", f.Value.Label(), q.Proof)
	}
}

// labels writes answers in words: 是、否.
func labels(values []Value) string {
	var words []string
	for _, v := range values {
		words = append(words, v.Label())
	}
	return strings.Join(words, "、")
}
