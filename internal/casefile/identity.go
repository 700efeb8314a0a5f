package casefile

import (
	"strings"

	"mingda/internal/fault"
)

// An Identified says how somebody showed to be the applicant, or to act for
// them. Facts from before it was asked have none.
type Identified string

// The ways of identification.
const (
	ByPaper Identified = "paper" // 看过身份证件
	ByAgent Identified = "agent" // 代理人: 看过委托书和代理人的证件
	ByPhone Identified = "phone" // 用申请时留下的电话核对
	ByOther Identified = "other" // 其他办法, with a note
)

// Identifications lists the ways in the order of the form.
var Identifications = []Identified{ByPaper, ByAgent, ByPhone, ByOther}

// Label returns the way in Chinese.
func (i Identified) Label() string {
	return map[Identified]string{
		ByPaper: "看了申请人的身份证件", ByAgent: "是代理人，看了委托书和代理人的证件", ByPhone: "打申请时留下的电话核对过", ByOther: "别的办法",
	}[i]
}

// An Identification is how a person was identified before they got what is for
// the applicant alone.
type Identification struct {
	By   Identified
	Note string
}

// Check returns the identification with its note trimmed, or what is missing.
func (i Identification) Check() (Identification, error) {
	i.Note = strings.TrimSpace(i.Note)
	form := fault.Form{}
	switch {
	case i.By.Label() == "":
		form.Bad("identified", "identified_needed")
	case i.By == ByOther && i.Note == "":
		form.Bad("identified_note", "identified_note_needed")
	}
	return i, form.Err()
}
