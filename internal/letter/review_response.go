package letter

import "strings"

// ResponseSheet prints the answer of the respondent to an application for
// reconsideration as it was put in, with the list of its evidence, to be sealed by hand
// and kept with the file (复议法 48, 54).
func ResponseSheet(r Review) Letter {
	l := Letter{Form: Sheet, Office: r.Respondent.Name, Title: "行政复议答复书"}
	rows := []TableRow{
		room(1, "案号", r.Number), room(1, "行政复议机关", r.Body), room(1, "申请人", names(r.Applicants)), room(1, "被申请人", r.Respondent.Name),
	}
	if r.Act.Number != "" {
		rows = append(rows, room(1, "被申请复议的答复", r.Act.Number))
	}
	rows = append(rows, room(1, "提出之日", r.AnswerOn.Chinese()))
	l.Blocks = []Block{form(rows...)}
	heading := func(text string) {
		l.Blocks = append(l.Blocks, Block{Paragraph: &Paragraph{Level: Heading, Runs: []Run{{Text: text}}}})
	}
	heading("答复")
	for line := range strings.Lines(r.AnswerSummary) {
		if line = strings.TrimSpace(line); line != "" {
			l.Blocks = append(l.Blocks, Block{Paragraph: &Paragraph{Runs: []Run{{Text: line}}}})
		}
	}
	heading("证据、依据和其他有关材料")
	own := ownEvidence(r)
	if len(own) == 0 {
		l.Blocks = append(l.Blocks, note("没有提交。"))
		return l
	}
	t := Table{Head: []string{"序号", "名称", "证明对象", "页码"}, Widths: []int{3, 11, 10, 4}}
	for _, e := range own {
		t.Rows = append(t.Rows, room(1, e.Number, e.Name, e.Proves, e.Pages))
	}
	l.Blocks = append(l.Blocks, Block{Table: &t})
	return l
}
