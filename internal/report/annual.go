package report

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// An Annual is one yearly report (政府信息公开工作年度报告, 条例 49, 50) as a value, under the
// six headings of 国办公开办函〔2021〕30号: what is shown, published and written in every format.
type Annual struct {
	Year     int
	Agency   string // its name
	Whole    bool   // of all agencies together: the government's
	Until    calendar.Date
	Version  int           // 0: not published; 1: as first published; more: corrected
	PublicOn calendar.Date // the day of this version
	Head     string        // of the ledger when it was published, in hex

	Texts     Texts
	Proactive []Proactive // 二
	Requests  Grid        // 三
	Review    Figures     // 四
	Direct    Figures     // 四: 未经复议直接起诉
	After     Figures     // 四: 复议后起诉
	Fees      int         // fee income of the year in yuan, which stands under 六

	Identities []Identity
	Before     *Annual // last year's, for comparison; nil where there is none
}

// Texts are the parts of a report that people write. Paragraphs are lines.
type Texts struct {
	Overview string `json:"overview"` // 一、总体情况
	Problems string `json:"problems"` // 五、存在的主要问题及改进情况
	Others   string `json:"others"`   // 六、其他需要报告的事项
}

// A Proactive is one line of 二、主动公开政府信息情况: what 条例 20 has published, counted by
// hand. A figure that the form does not ask for is nil.
type Proactive struct {
	Code    string `json:"code"`    // rules, documents, permits, penalties, coercion, fees
	Article string `json:"article"` // 第二十条第（一）项
	Label   string `json:"label"`   // 规章
	Made    *int64 `json:"made,omitempty"`
	Ended   *int64 `json:"ended,omitempty"`
	InForce *int64 `json:"in_force,omitempty"`
	Decided *int64 `json:"decided,omitempty"` // decisions of the year
	Charged *int64 `json:"charged,omitempty"` // in yuan; the form shows 万元
}

// Applicants are the columns of 三、收到和处理政府信息公开申请情况 before its total, in the order
// of the form: natural persons, and five kinds of organisations.
var Applicants = casefile.Classes

// A Grid is the table of 三. Every row has as many values as Applicants, and their total last,
// which is counted by itself.
type Grid struct {
	Rows []GridRow
}

// A GridRow is one row of it.
type GridRow struct {
	Code   string // new, carried_in, the first result that counts in it, total, carried_out
	Label  string // as the form has it, with its number
	Group  string // the heading that it stands under, such as （三）不予公开; empty for none
	Values [7]int
}

// Row returns the row with the code; false where there is none.
func (g Grid) Row(code string) (GridRow, bool) {
	for _, r := range g.Rows {
		if r.Code == code {
			return r, true
		}
	}
	return GridRow{}, false
}

// Total returns the last value of a row.
func (r GridRow) Total() int { return r.Values[len(r.Values)-1] }
