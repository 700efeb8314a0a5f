package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// An Owner is whose a kind of paper is, and so in which sort of case it is made.
type Owner string

// The owners.
const (
	OfOffice     Owner = "office"     // the office's, in the case of a request
	OfBureau     Owner = "bureau"     // of the bureau for reconsideration (复议机构), in its case
	OfRespondent Owner = "respondent" // of the agency whose act is reconsidered, in that case
	OfDefendant  Owner = "defendant"  // of the agency that is sued, in the case of the request
)

// Whose returns whose the kind is.
func (k KindInfo) Whose() Owner {
	switch {
	case k.Code == RespondentAnswer:
		return OfRespondent
	case k.Code == CourtAnswer:
		return OfDefendant
	case strings.HasPrefix(string(k.Code), reviewPrefix):
		return OfBureau
	}
	return OfOffice
}

// reviewPrefix begins the codes of the bureau's kinds.
const reviewPrefix = "review_"

// A Review is what letters take from a case of reconsideration (行政复议).
type Review struct {
	Number        string           `json:"number,omitempty"`         // 案号
	Body          string           `json:"body"`                     // 复议机关, full name: in the head and under the letter
	Bureau        ReviewBureau     `json:"bureau"`                   // 复议机构, which handles the case
	Applicants    []ReviewParty    `json:"applicants"`               //
	Agents        []ReviewAgent    `json:"agents,omitempty"`         // of whichever party
	Respondent    ReviewParty      `json:"respondent"`               //
	ThirdParties  []ReviewParty    `json:"third_parties,omitempty"`  //
	Act           ReviewAct        `json:"act"`                      // what is objected to; with Silence only Subject and RequestedOn count
	Silence       bool             `json:"silence,omitempty"`        // that the request was not answered is objected to
	Request       string           `json:"request,omitempty"`        // 复议请求
	Grounds       string           `json:"grounds,omitempty"`        // 事实和理由, as the applicant puts them
	FiledOn       calendar.Date    `json:"filed_on,omitzero"`        // day of posting or handing in
	ReceivedOn    calendar.Date    `json:"received_on,omitzero"`     //
	Supplemented  calendar.Date    `json:"supplemented_on,omitzero"` // day on which the supplement came in (复议法 31)
	AcceptedOn    calendar.Date    `json:"accepted_on,omitzero"`     //
	Deemed        bool             `json:"deemed,omitempty"`         // accepted because the period of examination ended (复议法 30.3)
	Procedure     string           `json:"procedure,omitempty"`      // Summary or Ordinary procedure
	CopyBy        calendar.Date    `json:"copy_by,omitzero"`         // last day to send the respondent its copy
	AnswerBy      calendar.Date    `json:"answer_by,omitzero"`       // last day of the respondent's answer, where it is known
	DecideBy      calendar.Date    `json:"decide_by,omitzero"`       // last day to decide, after the extension or suspension that the letter is about
	DecideBefore  calendar.Date    `json:"decide_before,omitzero"`   // the same before that extension
	SupplementBy  calendar.Date    `json:"supplement_by,omitzero"`   // last day of the applicant's supplement, where it is known
	SuspendedOn   calendar.Date    `json:"suspended_on,omitzero"`    // day on which the case was suspended last
	WithdrawnOn   calendar.Date    `json:"withdrawn_on,omitzero"`    // day on which it was withdrawn, before it was accepted
	Handlers      []string         `json:"handlers,omitempty"`       // 办理人员
	Court         string           `json:"court,omitempty"`          // that takes a case against the decision
	AnswerOn      calendar.Date    `json:"answer_on,omitzero"`       // day on which the respondent's answer came in; zero if none did
	AnswerSummary string           `json:"answer_summary,omitempty"` // what it says, a line for each paragraph
	Evidence      []ReviewEvidence `json:"evidence,omitempty"`       //
	CopyOn        calendar.Date    `json:"copy_on,omitzero"`         // day on which the respondent received the copy
	Course        []string         `json:"course,omitempty"`         // how the respondent dealt with the request, a line for each step
	Laws          []string         `json:"laws,omitempty"`           // on what its reply rests
	Together      []string         `json:"together,omitempty"`       // numbers of the cases that are heard with it
	Decision      *Reference       `json:"decision,omitempty"`       // the paper that is to be carried out
	Final         bool             `json:"final,omitempty"`          // by law nobody can go to court against the decision (复议法 10)
	SuspendedFor  string           `json:"suspended_for,omitempty"`  // ground of a suspension that lasts
	Lapsed        bool             `json:"lapsed,omitempty"`         // it has lasted sixty days, and ends the case (复议法 41(5))
	AskedToEnd    calendar.Date    `json:"asked_to_end,omitzero"`    // day on which the applicant asked to withdraw
	Hearing       *ReviewHearingAt `json:"hearing,omitempty"`        // 听证 that the notice tells of
	Heard         bool             `json:"heard,omitempty"`          // a hearing was held
	Proposed      *Ruled           `json:"proposed,omitempty"`       // what the handlers propose to rule; nil while they propose nothing
}

// The procedures of a case of reconsideration (复议法 36).
const (
	SummaryProcedure  = "summary"
	OrdinaryProcedure = "ordinary"
)

// A ReviewBureau is how to reach who handles the case.
type ReviewBureau struct {
	Name    string `json:"name"`
	Phone   string `json:"phone,omitempty"`
	Address string `json:"address,omitempty"`
	Channel string `json:"channel,omitempty"` // internet channel for papers of the parties
}

// A ReviewParty is a party to the case.
type ReviewParty struct {
	Name    string         `json:"name"`
	Class   casefile.Class `json:"class,omitempty"` // of an applicant or third party; empty of an agency
	Sex     string         `json:"sex,omitempty"`   // of a person
	Address string         `json:"address,omitempty"`
	Head    string         `json:"head,omitempty"` // legal representative or head, with the post
	Phone   string         `json:"phone,omitempty"`
	Spokes  bool           `json:"spokes,omitempty"` // of an applicant: represents them all (代表人)
}

// A ReviewAgent is who acts for a party.
type ReviewAgent struct {
	Name string `json:"name"`
	For  string `json:"for"`          // name of the party
	Is   string `json:"is,omitempty"` // such as 律师, with the firm
}

// A ReviewHearingAt is a hearing as it was set, moved or called off.
type ReviewHearingAt struct {
	Day      calendar.Date `json:"day"`
	Was      calendar.Date `json:"was,omitzero"`   // the day that was told before
	First    calendar.Date `json:"first,omitzero"` // the earliest day for a notice that goes out today
	Off      bool          `json:"off,omitempty"`
	Reason   string        `json:"reason,omitempty"` // why it is moved or off
	At       string        `json:"at"`
	Place    string        `json:"place"`
	Matters  string        `json:"matters"` // one a line
	Chair    string        `json:"chair"`
	Members  []string      `json:"members"`
	Recorder string        `json:"recorder"`
}

// hearing returns the hearing that a notice tells of; an empty one where none is known.
func (r Review) hearing() ReviewHearingAt {
	if r.Hearing == nil {
		return ReviewHearingAt{}
	}
	return *r.Hearing
}

// is says what is told of it.
func (h ReviewHearingAt) is() string {
	switch {
	case h.Off:
		return hearingOff
	case !h.Was.IsZero():
		return hearingMoved
	}
	return hearingSet
}

// A ReviewAct is the act that is objected to.
type ReviewAct struct {
	Name        string        `json:"name,omitempty"` // such as 政府信息公开答复书
	Number      string        `json:"number,omitempty"`
	On          calendar.Date `json:"on,omitzero"`
	Result      law.Result    `json:"result,omitempty"`       // of a reply
	ReceivedOn  calendar.Date `json:"received_on,omitzero"`   // by the applicant
	Subject     string        `json:"subject,omitempty"`      // what had been asked for, in one line
	RequestedOn calendar.Date `json:"requested_on,omitzero"`  // day on which the respondent received the request
	Requested   string        `json:"requested_no,omitempty"` // number of that request
}

// A ReviewEvidence is one item of evidence.
type ReviewEvidence struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	Pages  string `json:"pages,omitempty"`
	Proves string `json:"proves,omitempty"`
	By     string `json:"by,omitempty"` // of whom: 申请人, 被申请人, 第三人
}

// review returns the case of reconsideration; an empty one outside.
func (f Facts) review() Review {
	if f.Review == nil {
		return Review{}
	}
	return *f.Review
}

// names joins the names of parties.
func names(parties []ReviewParty) string {
	all := make([]string, len(parties))
	for i, p := range parties {
		all[i] = p.Name
	}
	return strings.Join(all, "、")
}

// parties joins the names of all parties.
func (r Review) parties() string {
	return strings.Join(nonEmpty(names(r.Applicants), r.Respondent.Name, names(r.ThirdParties)), "、")
}

// calls returns the word by which a paper calls these.
func calls(parties []ReviewParty) string {
	switch {
	case len(parties) > 1:
		return "你们"
	case len(parties) == 1 && parties[0].Class != "" && parties[0].Class != casefile.Natural:
		return "你单位"
	}
	return "您"
}

// act names what is objected to, as it stands after the respondent.
func (r Review) act() string {
	if r.Silence {
		return "未在法定期限内答复政府信息公开申请的行为"
	}
	on, number := "", ""
	if !r.Act.On.IsZero() {
		on = "于" + r.Act.On.Chinese()
	}
	if r.Act.Name == "" {
		return ""
	}
	if r.Act.Number != "" {
		number = "（" + r.Act.Number + "）"
	}
	return on + "作出的《" + r.Act.Name + "》" + number
}

// path returns in what order the act may be fought (复议法 23), by the law of its day:
// silence has none of its own.
func (r Review) path(on calendar.Date) law.Path {
	if r.Silence {
		return law.RemedyOn(law.NoAnswer, on).Path
	}
	if !r.Act.On.IsZero() {
		on = r.Act.On
	}
	return law.RemedyOn(r.Act.Result, on).Path
}
