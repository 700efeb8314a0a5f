package deadline

import "mingda/internal/calendar"

// A Matter is what kind of clock runs.
type Matter string

// The matters.
const (
	MatterRequest Matter = "request" // 政府信息公开申请
	MatterReview  Matter = "review"  // 行政复议
)

// An EventType is what happened. The codes are stable: they stand in the
// ledger and in the input of mingda clock.
type EventType string

// The events of both matters.
const (
	Received           EventType = "received"            // 收到
	ClarificationAsked EventType = "clarification_asked" // 告知补正
	Clarified          EventType = "clarified"           // 收到补正
	Extended           EventType = "extended"            // 延期
	Closed             EventType = "closed"              // 结案: withdrawn, given up, ended
)

// The events of a request.
const (
	Consulted         EventType = "consulted"          // 征求意见
	ConsultationEnded EventType = "consultation_ended" // 收到意见, or the time for it passed
	ReasonsAsked      EventType = "reasons_asked"      // 要求说明理由
	Delayed           EventType = "delayed"            // 延迟答复
	FeeNoticed        EventType = "fee_noticed"        // 收费通知
	FeePaid           EventType = "fee_paid"           // 缴费
	Replied           EventType = "replied"            // 答复
	Ordered           EventType = "ordered"            // 责令重新答复
)

// The events of a reconsideration case.
const (
	Accepted  EventType = "accepted"  // 受理
	Rejected  EventType = "rejected"  // 不予受理
	CopySent  EventType = "copy_sent" // 发送申请书副本
	Answered  EventType = "answered"  // 被申请人答复
	Suspended EventType = "suspended" // 中止, 现场勘验, 鉴定
	Resumed   EventType = "resumed"   // 恢复
	Converted EventType = "converted" // 转为普通程序
	Decided   EventType = "decided"   // 作出复议决定
	Dismissed EventType = "dismissed" // 驳回复议申请
)

// A Procedure is how a reconsideration case is heard.
type Procedure string

// The procedures (行政复议法 53).
const (
	Summary  Procedure = "summary"  // 简易程序
	Ordinary Procedure = "ordinary" // 普通程序
)

// A ConsultedParty is who is asked in a consultation.
type ConsultedParty string

// Who is asked. For the clock both are the same.
const (
	AThirdParty   ConsultedParty = "third_party" // 条例 32; also when nothing is said
	AnotherAgency ConsultedParty = "agency"      // 条例 33.3, 34
)

// An Event is one dated thing that happened in a matter. Which fields mean
// something depends on the type; the others are not looked at.
type Event struct {
	Type      EventType     `json:"type"`
	On        calendar.Date `json:"on"`
	ID        string        `json:"id,omitempty"`        // tells stops apart that overlap: consulted, consultation_ended, suspended, resumed
	Served    calendar.Date `json:"served,omitzero"`     // day the other got the letter; no day: On
	Days      int           `json:"days,omitempty"`      // extended, ordered: workdays (in a review calendar days)
	Until     calendar.Date `json:"until,omitzero"`      // delayed
	Procedure Procedure     `json:"procedure,omitempty"` // accepted; empty: Summary

	// What follows changes no date; the explanation tells it.
	Approved calendar.Date  `json:"approved,omitzero"` // extended: day on which the head of the office consented (条例 33.2)
	Of       ConsultedParty `json:"of,omitempty"`      // consulted
	Cause    StopCause      `json:"cause,omitempty"`   // suspended, resumed
	Rests    string         `json:"rests,omitempty"`   // closed, of a review that was not accepted: on what
}

// A StopCause is why the clock of a review stands other than by a suspension.
type StopCause string

// The causes (实施条例 45, 46).
const (
	ForInspection StopCause = "inspection"
	ForAppraisal  StopCause = "appraisal"
)

// servedOn returns the day the other got the letter.
func (e Event) servedOn() calendar.Date {
	if e.Served.IsZero() {
		return e.On
	}
	return e.Served
}
