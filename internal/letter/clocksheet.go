package letter

import (
	"strings"

	"mingda/internal/calendar"
)

// A Reckoning is how the days of a case came about, for the sheet that explains
// them in the file (条例 33; 解释2025 12: the period is what a court looks at first).
type Reckoning struct {
	State   string        `json:"state"`          // 最迟答复, 没有期限
	On      calendar.Date `json:"on,omitzero"`    // the last day, if there is one
	Steps   []ReckonStep  `json:"steps"`          // how it came about, in order
	Strict  string        `json:"strict"`         // the reading worst for the office; "" where it gives the same day
	Weeks   []ReckonWeek  `json:"weeks"`          // day by day
	Periods []Reckoned    `json:"periods"`        // the other periods of the case
	AsOf    calendar.Date `json:"as_of,omitzero"` // the day on which it was looked at
}

// A ReckonStep is one thing that happened to the clock.
type ReckonStep struct {
	On      calendar.Date `json:"on,omitzero"`
	Text    string        `json:"text"`
	Article string        `json:"article,omitempty"`
}

// A ReckonWeek is a week of the calendar, seven days from its Monday.
type ReckonWeek struct {
	Days []ReckonDay `json:"days"`
	Gap  int         `json:"gap,omitempty"` // weeks left out before it
}

// A ReckonDay is one day of a ReckonWeek.
type ReckonDay struct {
	On   calendar.Date `json:"on"`
	Mark string        `json:"mark,omitempty"` // its number if it counts, else 收, 停, 假, 休; 止 with that of the last day; "" outside
}

// A Reckoned is one of the other periods.
type Reckoned struct {
	Label   string        `json:"label"`
	Until   calendar.Date `json:"until,omitzero"`
	State   string        `json:"state"`
	Why     string        `json:"why"`
	Article string        `json:"article"`
	Weeks   []ReckonWeek  `json:"weeks,omitempty"`
}

// clockSheet explains the periods of a case on paper.
type clockSheet struct{}

func (*clockSheet) addressee() string { return "" }

func (*clockSheet) fields(Facts) []Field { return nil }

func (*clockSheet) check(c *checker) {
	if c.facts.Reckoning == nil {
		c.found(Missing, "", "没有期限可以说明", "条例第三十三条")
	}
}

func (*clockSheet) write(c *composer) {
	f := c.facts
	c.inner()
	if f.Reckoning == nil {
		return
	}
	r := *f.Reckoning
	c.block(form(
		room(1, "案件编号", f.CaseNumber, "收到申请之日", f.ReceivedOn.Chinese()),
		room(1, "事项", f.Subject),
		room(1, r.State, r.On.ChineseFull(), "按这一天计算", r.AsOf.Chinese()),
	))
	steps := Table{Head: []string{"日期", "怎样算", "依据"}, Widths: []int{6, 14, 8}}
	for _, s := range r.Steps {
		steps.Rows = append(steps.Rows, room(1, shortDay(s.On), s.Text, s.Article))
	}
	c.block(Block{Table: &steps})
	if r.Strict != "" {
		c.say(r.Strict)
	}
	c.days(r.Weeks)
	for _, p := range r.Periods {
		until := p.State
		if !p.Until.IsZero() {
			until = p.Until.ChineseFull() + "，" + p.State
		}
		c.add(Paragraph{Level: Heading, Runs: []Run{{Text: p.Label}}})
		c.block(form(room(1, "最后一日", until), room(1, "怎样算", p.Why), room(1, "依据", p.Article)))
		c.days(p.Weeks)
	}
	c.block(note("日期下面的数字是计入的第几日。收：起算之日，不计。休：周末，不计。假：节假日，不计。停：期限停止计算。班：调休上班，计入。止：最后一日。"))
}

// days adds the calendar of a period.
func (c *composer) days(weeks []ReckonWeek) {
	if len(weeks) == 0 {
		return
	}
	t := Table{Head: []string{"一", "二", "三", "四", "五", "六", "日"}, Widths: []int{4, 4, 4, 4, 4, 4, 4}}
	for _, w := range weeks {
		if w.Gap > 0 {
			t.Rows = append(t.Rows, room(1, "中间"+itoa(w.Gap)+"周从略"))
		}
		var cells []string
		for _, d := range w.Days {
			cells = append(cells, strings.TrimSpace(itoa(int(d.On.Month()))+"."+itoa(d.On.Day())+"\n"+d.Mark))
		}
		t.Rows = append(t.Rows, room(2, cells...))
	}
	c.block(Block{Table: &t})
}
