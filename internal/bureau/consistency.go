package bureau

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// consistencyPage is the page "bureau/consistency".
type consistencyPage struct {
	page.Base
	Lead   string
	Rooms  []page.Link
	Legend []legendLine
	All    chart
	Kinds  []kindCard
	Empty  page.Empty
}

// A kindCard is how the cases about one kind of reply were decided.
type kindCard struct {
	ID, Name   string
	Total      int
	Charts     []chart
	Questions  []questionCard
	Splits     []splitLine
	Departures []departureRow
}

// A questionCard is how the cases were decided by the answer to one question.
type questionCard struct {
	Text  string
	Chart chart
}

// A splitLine is several cases with the same ground and answers that were decided
// differently.
type splitLine struct{ What, How string }

// A chart is bars of outcomes with the table behind them. Each bar is as long as it has
// cases, measured by the longest.
type chart struct {
	Title    string
	Head     string // of the first column
	Outcomes []string
	Rows     []chartRow
}

// A chartRow is one bar.
type chartRow struct {
	Label      string
	Total      int
	Segments   []segment
	Counts     []int // by outcome, as the head of the table has them
	Departures int
}

// A segment is one outcome within a bar, in hundredths of its width.
type segment struct {
	X, Width string
	Class    string
}

// A legendLine tells the colour of an outcome.
type legendLine struct{ Class, Label string }

// showConsistency serves GET /review/consistency: how the bureau decides, for the head.
func (s *Server) showConsistency(w http.ResponseWriter, r *http.Request, by auth.User) error {
	reports, err := s.Desk.Consistency(r.Context(), by)
	if err != nil {
		return err
	}
	p := consistencyPage{
		Base: s.House.Base(r, by, "裁决一致性"), Lead: "已经决定的案件，按答复的种类、承办人、时间、审查要点的回答，各是怎样决定的。只计数；为什么，看案件。", Rooms: s.roomsOf(by),
		Empty: page.Empty{Title: "还没有决定的案件", Text: "有了决定，这里就有。"},
	}
	var kinds []reconsider.GroupReport
	for _, report := range reports {
		kinds = append(kinds, reconsider.GroupReport{Name: reconsider.KindName(report.Kind), Total: report.Total, Outcomes: report.Outcomes, Departures: len(report.Departures)})
		p.Kinds = append(p.Kinds, s.kindCard(report))
	}
	p.All = chartOf("按答复的种类", "种类", kinds)
	for _, o := range reconsider.Outcomes(s.Desk.Today()) {
		if hasOutcome(kinds, o.Code) {
			p.Legend = append(p.Legend, legendLine{outcomeClass(o.Code), o.Label})
		}
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/consistency", p)
}

func (s *Server) kindCard(r reconsider.KindReport) kindCard {
	card := kindCard{ID: "kind-" + string(r.Kind), Name: reconsider.KindName(r.Kind), Total: r.Total, Charts: []chart{
		chartOf("按承办人", "承办人", r.Handlers), chartOf("按时间", "季度", r.Quarters), chartOf("按被申请人", "被申请人", r.Respondents),
	}}
	for _, q := range r.Questions {
		question, _ := reconsider.QuestionOf(q.Question)
		if len(q.Answers) < 2 {
			continue // every case was answered alike: it says nothing
		}
		var answers []reconsider.GroupReport
		for _, a := range q.Answers {
			answers = append(answers, reconsider.GroupReport{Name: a.Value.Label(), Total: a.Total, Outcomes: a.Outcomes})
		}
		card.Questions = append(card.Questions, questionCard{question.Text, chartOf(question.Text, "回答", answers)})
	}
	for _, split := range r.Splits {
		card.Splits = append(card.Splits, splitWords(split))
	}
	for _, c := range r.Departures {
		card.Departures = append(card.Departures, s.departureRow(c))
	}
	return card
}

// splitWords says what cases share that were decided differently.
func splitWords(split reconsider.Split) splitLine {
	line := splitLine{What: reconsider.Objection(split.Ground).Label()}
	for _, f := range split.Telling {
		q, _ := reconsider.QuestionOf(f.Question)
		line.What += "；" + q.Text + f.Value.Label()
	}
	if len(split.Telling) == 0 {
		line.What += "；各问都没有问题"
	}
	for i, share := range split.Shares {
		if i > 0 {
			line.How += "，"
		}
		line.How += share.Outcome.Label() + " " + strconv.Itoa(share.N) + " 件（"
		for j, number := range share.Cases {
			if j > 0 {
				line.How += "、"
			}
			line.How += number
		}
		line.How += "）"
	}
	return line
}

// chartOf makes the chart of groups.
func chartOf(title, head string, groups []reconsider.GroupReport) chart {
	c := chart{Title: title, Head: head}
	var shown []reconsider.Outcome
	longest := 1
	for _, o := range reconsider.AllOutcomes() {
		if hasOutcome(groups, o) {
			shown, c.Outcomes = append(shown, o), append(c.Outcomes, o.Label())
		}
	}
	for _, g := range groups {
		longest = max(longest, g.Total)
	}
	for _, g := range groups {
		row, at := chartRow{Label: g.Name, Total: g.Total, Departures: g.Departures}, 0
		for _, o := range shown {
			n := countOf(g, o)
			row.Counts = append(row.Counts, n)
			if n > 0 {
				row.Segments = append(row.Segments, segment{percent(at, longest), percent(n, longest), outcomeClass(o)})
			}
			at += n
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

func percent(n, of int) string {
	return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 1, 64)
}

func countOf(g reconsider.GroupReport, o reconsider.Outcome) int {
	for _, share := range g.Outcomes {
		if share.Outcome == o {
			return share.N
		}
	}
	return 0
}

func hasOutcome(groups []reconsider.GroupReport, o reconsider.Outcome) bool {
	for _, g := range groups {
		if countOf(g, o) > 0 {
			return true
		}
	}
	return false
}

// outcomeClass is the colour of an outcome.
func outcomeClass(o reconsider.Outcome) string { return "o-" + string(o) }
