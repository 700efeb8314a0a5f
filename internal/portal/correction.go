package portal

import (
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// stageOf says in everyday words what is being done about a case.
func stageOf(c *casefile.Case) string {
	if c.IsCorrection() && c.Stage() == casefile.StageHandling {
		return "正在核对您要更正的记录"
	}
	return stageWords[c.Stage()]
}

// whereCorrecting says where a correction of records stands. The law gives it no
// period, so nothing can be sought because the office's own has passed.
func (s *Server) whereCorrecting(st desk.Status) page.Where {
	w := page.Where{Tag: page.Tag{State: page.OK, Text: "正在办", Icon: "today"}, Title: stageOf(st.Case), Text: dueText(st.Clock)}
	if st.Clock.Late {
		w.Tag = page.Tag{State: page.Soon, Text: "超过本机关定的期限"}
		w.Text = "本机关自己定的是 " + st.Clock.Due.ChineseFull() + "前（含当日）答复您，已经过了。打电话问一问。"
	} else {
		w.Text += "法律没有规定更正的期限，这是本机关自己定的。"
	}
	return w
}
