package reconsider

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A Cond is one condition of a row of the table: that a question, or any question
// of some elements, was answered with a value; or that none was.
type Cond struct {
	Question string    `json:"question,omitempty"`
	Elements []Element `json:"elements,omitempty"` // instead of a question
	Is       Value     `json:"is"`
	Never    bool      `json:"never,omitempty"` // no question of the elements was answered so, and all that are asked are answered
}

// A Row is one row of the table: where all conditions hold, the outcomes in Opens
// are possible and those in Closes are not. A row that does neither is a note for
// whoever decides.
type Row struct {
	Code    string    `json:"code"`
	Of      Scope     `json:"of,omitempty"`
	When    []Cond    `json:"when,omitempty"`
	Opens   []Outcome `json:"opens,omitempty"`
	Closes  []Outcome `json:"closes,omitempty"`
	Because string    `json:"because"`
	Article string    `json:"article"`

	from, until calendar.Date // by the day of the decision
}

// A Scope is what a row of the table is about.
type Scope string

// The scopes.
const (
	OfAll     Scope = ""        // replies and silence
	OfReply   Scope = "reply"   // 对答复
	OfSilence Scope = "silence" // 对逾期不予答复
)

// Label returns what the scope is called, empty for both.
func (s Scope) Label() string {
	return map[Scope]string{OfReply: "对答复", OfSilence: "对逾期不予答复"}[s]
}

// A Reason is why an outcome is possible, or is not.
type Reason struct {
	Row       string   // of the table; empty where no row opens the outcome
	Questions []string // the answers that led there
	Because   string
	Article   string
}

// A Course is one outcome that is possible, or not, with its reasons.
type Course struct {
	Outcome Outcome
	Reasons []Reason
}

// Courses are the outcomes as the answers leave them. Each stands in Open or in
// Closed, never in both.
type Courses struct {
	Open   []Course
	Closed []Course
	Notes  []Reason // what else is to be minded
}

// Allows reports whether an outcome is possible.
func (c Courses) Allows(o Outcome) bool { return c.Why(o) != nil }

// Why returns the reasons for which an outcome is possible; nil where it is not.
func (c Courses) Why(o Outcome) []Reason {
	for _, course := range c.Open {
		if course.Outcome == o {
			return course.Reasons
		}
	}
	return nil
}

// WhyNot returns the reasons for which an outcome is not possible; nil where it is.
func (c Courses) WhyNot(o Outcome) []Reason {
	for _, course := range c.Closed {
		if course.Outcome == o {
			return course.Reasons
		}
	}
	return nil
}

// Table returns the rows in force on the day of a decision.
func Table(decided calendar.Date) []Row {
	return slices.DeleteFunc(slices.Clone(table), func(r Row) bool { return !holds(decided, r.from, r.until) })
}

// Courses leads from the answers to the outcomes that are possible, and says of
// each why, and of each other why not. Answers to questions that are not asked
// count for nothing. Mediation stays open beside the decisions; what is decided
// among the others, a person chooses.
func (s QuestionSheet) Courses(found []Found) Courses {
	opens, closes := map[Outcome][]Reason{}, map[Outcome][]Reason{}
	var all Courses
	asked := s.counted(found)
	for _, row := range Table(s.Decided) {
		led, ok := s.hold(row, asked)
		if !ok {
			continue
		}
		reason := Reason{Row: row.Code, Questions: led, Because: row.Because, Article: row.Article}
		for _, o := range row.Opens {
			opens[o] = append(opens[o], reason)
		}
		for _, o := range row.Closes {
			closes[o] = append(closes[o], reason)
		}
		if len(row.Opens)+len(row.Closes) == 0 {
			all.Notes = append(all.Notes, reason)
		}
	}
	for _, o := range Outcomes(s.Decided) {
		switch {
		case closes[o.Code] != nil:
			all.Closed = append(all.Closed, Course{o.Code, closes[o.Code]})
		case opens[o.Code] != nil:
			all.Open = append(all.Open, Course{o.Code, opens[o.Code]})
		default:
			all.Closed = append(all.Closed, Course{o.Code, []Reason{{Because: s.notOpened(o.Code), Article: o.Article}}})
		}
	}
	return all
}

// counted returns the answers to what is asked, in the order of the sheet.
func (s QuestionSheet) counted(found []Found) []Found {
	var in []Found
	for _, q := range s.Questions {
		i := slices.IndexFunc(found, func(f Found) bool { return f.Question == q.Code })
		if i >= 0 && found[i].Value != "" && s.IsAsked(q, found) {
			in = append(in, found[i])
		}
	}
	return in
}

// hold reports whether all conditions of a row hold, and which answers made them.
func (s QuestionSheet) hold(row Row, asked []Found) ([]string, bool) {
	if row.Of != OfAll && row.Of != s.scope() {
		return nil, false
	}
	var led []string
	for _, c := range row.When {
		by, ok := s.meets(c, asked)
		if !ok {
			return nil, false
		}
		for _, code := range by {
			if !slices.Contains(led, code) {
				led = append(led, code)
			}
		}
	}
	return led, true
}

// meets reports whether one condition holds, and by which answers.
func (s QuestionSheet) meets(c Cond, asked []Found) ([]string, bool) {
	var by []string
	for _, f := range asked {
		q, _ := s.Question(f.Question)
		if c.Question != q.Code && !slices.Contains(c.Elements, q.Element) {
			continue
		}
		if f.Value == c.Is {
			by = append(by, q.Code)
		}
	}
	if !c.Never {
		return by, len(by) > 0
	}
	open := slices.ContainsFunc(s.Open(asked), func(q Question) bool { return slices.Contains(c.Elements, q.Element) })
	return nil, len(by) == 0 && !open
}

// notOpened says of an outcome that no row opened when it would have been possible.
func (s QuestionSheet) notOpened(o Outcome) string {
	var when []string
	for _, row := range Table(s.Decided) {
		if slices.Contains(row.Opens, o) && s.Has(row) {
			when = append(when, row.Words(s))
		}
	}
	if when == nil {
		return "这一类案件没有这种结果"
	}
	return "没有查明：" + strings.Join(when, "；或者")
}

// scope returns whether the sheet is of a reply or of silence.
func (s QuestionSheet) scope() Scope {
	if s.Result == law.NoAnswer {
		return OfSilence
	}
	return OfReply
}

// Has reports whether the questions of a row stand on the sheet.
func (s QuestionSheet) Has(row Row) bool {
	if row.Of != OfAll && row.Of != s.scope() {
		return false
	}
	for _, c := range row.When {
		if !slices.ContainsFunc(s.Questions, func(q Question) bool { return q.Code == c.Question || slices.Contains(c.Elements, q.Element) }) {
			return false
		}
	}
	return true
}

// Words writes the conditions of a row as people read them, with the questions of
// a sheet.
func (r Row) Words(s QuestionSheet) string {
	if len(r.When) == 0 {
		return "任何时候"
	}
	var words []string
	for _, c := range r.When {
		words = append(words, c.words(s))
	}
	return strings.Join(words, "，并且")
}

func (c Cond) words(s QuestionSheet) string {
	if c.Question != "" {
		q, _ := s.Question(c.Question)
		return "“" + q.Text + "”答“" + c.Is.Label() + "”"
	}
	var of []string
	for _, e := range c.Elements {
		of = append(of, e.Label())
	}
	if c.Never {
		return strings.Join(of, "、") + "各问都没有答“" + c.Is.Label() + "”的"
	}
	return strings.Join(of, "、") + "中有一问答“" + c.Is.Label() + "”"
}

// is, any and never make conditions.
func is(question string, v Value) Cond { return Cond{Question: question, Is: v} }

func wrong(of ...Element) Cond { return Cond{Elements: of, Is: No} }

func never(of ...Element) Cond { return Cond{Elements: of, Is: No, Never: true} }

// decisions are the outcomes on the matter itself.
var decisions = []Outcome{Change, Revoke, Unlawful, Perform, Void, Uphold, ClaimDismissed}

// onMatter are those and mediation, which there is no room for where the
// application cannot be heard.
var onMatter = append(slices.Clone(decisions), Mediated)

var rulesFrom = law.ReconsiderationRules.From
