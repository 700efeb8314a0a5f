// Package yearly is the yearly report (政府信息公开工作年度报告, 条例 49, 50) as a document
// with a life: its parts are written, an agency sends its report in (报送), the coordinating
// office takes it (收齐) or returns it (退回修改), and published it is frozen: what was
// published is kept whole, and corrected only by another edition beside it. It is pure.
//
// What the report counts of cases is the matter of package report. Here is what people
// write and decide.
package yearly

import (
	"encoding/json"

	"mingda/internal/ledger"
)

// An ID is one report: of an agency in a year, or of the government as a whole.
type ID int64

// perYear is more than there are agencies of an installation.
const perYear = 1_000_000

// IDOf returns the report of an agency in a year; agency 0 is the government's as a whole.
func IDOf(year int, agency int64) ID { return ID(int64(year)*perYear + agency) }

// Year returns the year that the report is on.
func (id ID) Year() int { return int(id / perYear) }

// Agency returns the agency whose report it is; 0 for the government's as a whole.
func (id ID) Agency() int64 { return int64(id % perYear) }

// IsWhole reports whether it is the government's.
func (id ID) IsWhole() bool { return id.Agency() == 0 }

// A Part is a part of the report that people write, each by itself.
type Part string

// The parts, in the order of the form.
const (
	Overview  Part = "overview"  // 一、总体情况
	Proactive Part = "proactive" // 二、主动公开政府信息情况
	Problems  Part = "problems"  // 五、存在的主要问题及改进情况
	Others    Part = "others"    // 六、其他需要报告的事项
)

// Parts lists them in that order. The government's has no 二 of its own: it is added up.
var Parts = []Part{Overview, Proactive, Problems, Others}

// Label returns the heading of the part.
func (p Part) Label() string {
	if p.IsOutside() {
		return "系统外机关"
	}
	return map[Part]string{Overview: "一、总体情况", Proactive: "二、主动公开政府信息情况", Problems: "五、存在的主要问题及改进情况", Others: "六、其他需要报告的事项"}[p]
}

// IsIn reports whether the report has the part to write.
func (p Part) IsIn(id ID) bool {
	switch {
	case p.IsOutside():
		return id.IsWhole()
	case p == Proactive:
		return !id.IsWhole()
	}
	return p.Label() != ""
}

// Written says that a part reads so from now on.
type Written struct {
	Part    Part              `json:"part"`
	Text    string            `json:"text,omitempty"`
	Figures map[string]int64  `json:"figures,omitempty"` // of 二, by line and figure: rules.made
	Reasons map[string]string `json:"reasons,omitempty"` // why a figure that was asked about is right
}

// Sent says that the agency sent its report to the coordinating office (报送).
type Sent struct{}

// SendingTakenBack says that the agency took it back before it was taken.
type SendingTakenBack struct{}

// Returned says that the coordinating office gave it back to be mended (退回修改).
type Returned struct {
	Reason string `json:"reason"`
}

// Accepted says that the coordinating office took it (收齐).
type Accepted struct{}

// AcceptanceTakenBack says that it did not after all: the report is as it was sent.
type AcceptanceTakenBack struct{}

// Published says that the report was published (公布). All of it as it was then is in here,
// and stands whatever becomes of the cases.
type Published struct {
	Edition int             `json:"edition"` // counted from 1; above that it is corrected
	Seq     int64           `json:"seq"`     // of the ledger's last entry before this one
	Head    string          `json:"head"`    // its hash, in hex
	Hash    string          `json:"hash"`    // SM3 of Report, in hex
	Report  json.RawMessage `json:"report"`  // see Freeze
	Lacking []string        `json:"lacking,omitempty"`
	Broken  []string        `json:"broken,omitempty"` // identities that did not hold
	Reason  string          `json:"reason,omitempty"` // why it was published although agencies lack, or identities do not hold
}

// CorrectionBegun says that what was published is to be corrected by a new edition (更正),
// and why.
type CorrectionBegun struct {
	Reason string `json:"reason"`
}

// CorrectionDropped says that it is not: the parts read as they were published.
type CorrectionDropped struct{}

// FactType implements ledger.Fact.
func (*Written) FactType() string { return "written" }

// FactType implements ledger.Fact.
func (*Sent) FactType() string { return "sent" }

// FactType implements ledger.Fact.
func (*SendingTakenBack) FactType() string { return "sending_taken_back" }

// FactType implements ledger.Fact.
func (*Returned) FactType() string { return "returned" }

// FactType implements ledger.Fact.
func (*Accepted) FactType() string { return "accepted" }

// FactType implements ledger.Fact.
func (*AcceptanceTakenBack) FactType() string { return "acceptance_taken_back" }

// FactType implements ledger.Fact.
func (*Published) FactType() string { return "published" }

// FactType implements ledger.Fact.
func (*CorrectionBegun) FactType() string { return "correction_begun" }

// FactType implements ledger.Fact.
func (*CorrectionDropped) FactType() string { return "correction_dropped" }

// fresh returns an empty fact of a type; nil where there is none such.
func fresh(name string) ledger.Fact {
	for _, f := range []ledger.Fact{&Written{}, &Sent{}, &SendingTakenBack{}, &Returned{}, &Accepted{}, &AcceptanceTakenBack{}, &Published{}, &CorrectionBegun{}, &CorrectionDropped{}} {
		if f.FactType() == name {
			return f
		}
	}
	return nil
}
