package main

import (
	"encoding/json"
	"fmt"
	goio "io"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/reconsider"
)

// reviewCommands are the commands about reconsideration.
type reviewCommands struct {
	Sheets reviewSheets `cmd:"" help:"Print the question sheet of each kind of reply, and the table from answers to decisions 审查提纲."`
}

// reviewSheets is "mingda review sheets".
type reviewSheets struct {
	On   string `help:"Day of the reply and of the decision, such as 2026-07-01; without it, today." placeholder:"DATE"`
	Kind string `help:"Only this kind of reply, such as secret or no_answer." placeholder:"KIND"`
	JSON bool   `name:"json" help:"Print JSON."`
}

// Run prints the sheets and the table by the law of a day.
func (c *reviewSheets) Run(io std) error {
	on := calendar.DateOf(io.Now())
	if c.On != "" {
		var err error
		if on, err = calendar.ParseDate(c.On); err != nil {
			return usageError{fmt.Errorf("--on %s：%w", c.On, err)}
		}
	}
	kinds := reconsider.Kinds()
	if c.Kind != "" {
		if !slices.Contains(kinds, law.Result(c.Kind)) {
			return usageError{fmt.Errorf("--kind %s：没有这一类，有 %s", c.Kind, joinKinds(kinds))}
		}
		kinds = []law.Result{law.Result(c.Kind)}
	}
	var sheets []reconsider.QuestionSheet
	for _, k := range kinds {
		s, err := reconsider.SheetFor(k, on, on)
		if err != nil {
			return err
		}
		sheets = append(sheets, s)
	}
	if c.JSON {
		return json.NewEncoder(io.Out).Encode(map[string]any{"on": on, "sheets": sheets, "table": reconsider.Table(on)})
	}
	return writeSheets(io.Out, on, sheets)
}

func joinKinds(kinds []law.Result) string {
	var words []string
	for _, k := range kinds {
		words = append(words, string(k))
	}
	return strings.Join(words, "、")
}

// writeSheets writes the sheets, and beneath them the table for those printed.
func writeSheets(out goio.Writer, on calendar.Date, sheets []reconsider.QuestionSheet) error {
	var b strings.Builder
	fmt.Fprintf(&b, "行政复议审查提纲（%s有效的规定）\n", on.Chinese())
	b.WriteString("审查答复的各问，答“是”表示没有问题；“案件情况”各问照实回答。由被申请人举证，另有写明的除外（行政复议法第四十四条）。\n")
	b.WriteString("法院的规定只作衡量的尺度，引用时写明是法院的规定。部分公开的，另加不予公开各部分的问题。\n")
	common := commonOf(sheets)
	if len(common) > 0 {
		b.WriteString("\n# 各类答复都要审查的问题\n")
		writeQuestions(&b, reconsider.QuestionSheet{Questions: common})
	}
	for _, s := range sheets {
		fmt.Fprintf(&b, "\n# %s（%s）\n", reconsider.KindName(s.Result), s.Result)
		if s.Result != law.NoAnswer {
			s.Questions = slices.DeleteFunc(slices.Clone(s.Questions), func(q reconsider.Question) bool { return holdsQuestion(common, q) })
		}
		writeQuestions(&b, s)
	}
	b.WriteString("\n# 从回答到可以作出的决定\n下面每一行：回答符合的，可以（或者不能）作出所列的决定。几行都符合的都列出；由承办人从中选择，写明理由。\n")
	for _, row := range reconsider.Table(on) {
		writeRow(&b, row, sheets)
	}
	_, err := goio.WriteString(out, b.String())
	return err
}

// commonOf returns the questions that stand on the sheet of every kind of reply, so
// that they are printed once; none where a single kind is printed.
func commonOf(sheets []reconsider.QuestionSheet) []reconsider.Question {
	if len(sheets) < 2 {
		return nil
	}
	common := slices.Clone(sheets[0].Questions)
	for _, s := range sheets {
		if s.Result != law.NoAnswer {
			common = slices.DeleteFunc(common, func(q reconsider.Question) bool { return !holdsQuestion(s.Questions, q) })
		}
	}
	return common
}

func holdsQuestion(list []reconsider.Question, q reconsider.Question) bool {
	return slices.ContainsFunc(list, func(o reconsider.Question) bool { return o.Code == q.Code })
}

func writeQuestions(b *strings.Builder, s reconsider.QuestionSheet) {
	var under reconsider.Element
	for i, q := range s.Questions {
		if q.Element != under {
			under = q.Element
			fmt.Fprintf(b, "【%s】\n", under.Label())
		}
		var answers []string
		for _, v := range q.Answers {
			answers = append(answers, v.Label())
		}
		fmt.Fprintf(b, "%d. %s（%s）\n   依据：%s\n", i+1, q.Text, strings.Join(answers, "/"), q.Article)
		for _, line := range []struct{ head, text string }{
			{"法院的规定", q.Court}, {"被申请人应当提供", q.Proof}, {"看什么", q.Help}, {"什么时候答", afterWords(s, q)},
		} {
			if line.text != "" {
				fmt.Fprintf(b, "   %s：%s\n", line.head, line.text)
			}
		}
	}
}

// afterWords says of a question that is asked because of another when it is.
func afterWords(s reconsider.QuestionSheet, q reconsider.Question) string {
	var words []string
	for _, after := range q.After {
		if other, ok := s.Question(after); ok {
			odd := reconsider.No
			if other.Ordinary == reconsider.No {
				odd = reconsider.Yes
			}
			words = append(words, fmt.Sprintf("“%s”答“%s”的", other.Text, odd.Label()))
		} else if label := reconsider.Element(after).Label(); label != "" {
			words = append(words, label+"中有一问答“否”的")
		}
	}
	return strings.Join(words, "，或者")
}

func writeRow(b *strings.Builder, row reconsider.Row, sheets []reconsider.QuestionSheet) {
	i := slices.IndexFunc(sheets, func(s reconsider.QuestionSheet) bool { return s.Has(row) })
	if i < 0 {
		return
	}
	when := row.Words(sheets[i])
	if of := row.Of.Label(); of != "" {
		when = of + "：" + when
	}
	fmt.Fprintf(b, "\n- %s\n", when)
	if len(row.Opens) > 0 {
		fmt.Fprintf(b, "  可以：%s\n", joinOutcomes(row.Opens))
	}
	if len(row.Closes) > 0 {
		fmt.Fprintf(b, "  不能：%s\n", joinOutcomes(row.Closes))
	}
	fmt.Fprintf(b, "  理由：%s（%s）\n", row.Because, row.Article)
}

func joinOutcomes(outcomes []reconsider.Outcome) string {
	var words []string
	for _, o := range outcomes {
		words = append(words, o.Label())
	}
	return strings.Join(words, "、")
}
