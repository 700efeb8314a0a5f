package report

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// An Annual is one yearly report (政府信息公开工作年度报告, 条例 49, 50) as a value, under the
// six headings of 国办公开办函〔2021〕30号: what is shown, published and written in every format.
type Annual struct {
	Year     int           `json:"year"`
	Agency   string        `json:"agency"`          // its name
	Whole    bool          `json:"whole,omitempty"` // of all agencies together: the government's
	Own      bool          `json:"own,omitempty"`   // of the agency whose office writes the government's: its own (本级)
	Until    calendar.Date `json:"until"`
	Version  int           `json:"version"`            // 0: not published; 1: as first published; more: corrected
	PublicOn calendar.Date `json:"public_on,omitzero"` // the day of this version
	Head     string        `json:"head,omitempty"`     // of the ledger when it was published, in hex

	Texts     Texts       `json:"texts"`
	Proactive []Proactive `json:"proactive"`          // 二
	Requests  Grid        `json:"requests"`           // 三
	Review    Figures     `json:"review"`             // 四
	Direct    Figures     `json:"court_direct"`       // 四: 未经复议直接起诉
	After     Figures     `json:"court_after_review"` // 四: 复议后起诉
	Fees      int         `json:"fees"`               // fee income of the year in yuan, which stands under 六

	Identities []Identity `json:"identities"`
	Before     *Annual    `json:"before,omitempty"` // last year's, for comparison; nil where there is none
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
	Rows []GridRow `json:"rows"`
}

// A GridRow is one row of it.
type GridRow struct {
	Code   string `json:"code"`            // new, carried_in, the first result that counts in it, total, carried_out
	Label  string `json:"label"`           // as the form has it, with its number
	Group  string `json:"group,omitempty"` // the heading that it stands under, such as （三）不予公开; empty for none
	Values [7]int `json:"values"`
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
