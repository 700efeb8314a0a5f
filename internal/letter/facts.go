package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// An Office is what the letters of one agency say of it; it is set by the
// administrator.
type Office struct {
	Name          string `json:"name"` // full name, in the head and under the letter
	Address       string `json:"address,omitempty"`
	Phone         string `json:"phone,omitempty"`
	PostCode      string `json:"post_code,omitempty"`
	ReviewBody    string `json:"review_body"`              // 行政复议机关 of this agency's replies (复议法 24)
	ReviewChannel string `json:"review_channel,omitempty"` // internet channel the review body named (复议法 22.2)
	Court         string `json:"court"`                    // court of first instance
	ShowCourt     bool   `json:"show_court,omitempty"`     // print the court where it does not take the case (解释2025 10.2)
	StatusPage    string `json:"status_page,omitempty"`    // address of the page where applicants look up their request
	Form          Form   `json:"form,omitempty"`           // LetterForm unless set to Ordinary
}

// Facts is what the letter takes from the case and cannot be typed: who, what,
// when. The officer's part is Values.
type Facts struct {
	Office         Office             `json:"office"`
	CaseNumber     string             `json:"case_number,omitempty"`
	IntakeNumber   string             `json:"intake_number,omitempty"`
	QueryCode      string             `json:"query_code,omitempty"` // known only while it is handed out
	Applicant      casefile.Applicant `json:"applicant"`
	Addressee      string             `json:"addressee,omitempty"` // the applicant's name if empty
	Joint          []string           `json:"joint,omitempty"`     // names of those who ask jointly and get the letter beside the applicant
	Door           casefile.Door      `json:"door,omitempty"`
	ArrivedOn      calendar.Date      `json:"arrived_on,omitzero"`      // day the paper or message came in
	ReceivedOn     calendar.Date      `json:"received_on,omitzero"`     // 收到申请之日 (条例 31); zero while not settled
	SupplementedOn calendar.Date      `json:"supplemented_on,omitzero"` // day the supplement was received (条例 30)
	AskedFor       string             `json:"asked_for,omitempty"`      // what is asked, as the applicant wrote it
	Items          []string           `json:"items,omitempty"`          // the same, item by item, where there are several
	Unprintable    bool               `json:"unprintable,omitempty"`    // in what the applicant wrote 〓 stands for characters that no font has
	Medium         casefile.Medium    `json:"medium,omitempty"`
	Delivery       casefile.Delivery  `json:"delivery,omitempty"` // the way the applicant chose
	Attachments    []string           `json:"attachments,omitempty"`
	ThirdParties   []string           `json:"third_parties,omitempty"` // names that must not stand in a letter to the applicant
	Letters        []Reference        `json:"letters,omitempty"`       // letters of the case sent before, oldest first
	Replaces       *Reference         `json:"replaces,omitempty"`      // the reply that this one corrects and replaces
	Withdrawn      []PartWithdrawn    `json:"withdrawn,omitempty"`     // what of the request was dropped; AskedFor and Items are the rest
	Split          []SplitPart        `json:"split,omitempty"`         // what of the request is answered in cases of its own; AskedFor and Items are the rest
	Withdrawal     *Withdrawal        `json:"withdrawal,omitempty"`    // how the request was taken back
	Count          string             `json:"count,omitempty"`         // how many requests of the applicant there are, for a letter that says so (条例 35)
	Reasons        *Reasons           `json:"reasons,omitempty"`       // what came of asking for reasons; nil where the paper is made outside a case
	Ordered        *Order             `json:"ordered,omitempty"`       // the decision or judgment that orders this answer
	PreviousDue    calendar.Date      `json:"previous_due,omitzero"`   // answer due before an extension
	Due            calendar.Date      `json:"due,omitzero"`            // answer due now, or after this extension
	Earlier        *int               `json:"earlier,omitempty"`       // requests of the applicant in the month of this one, before it, as the register has them; nil where it was not asked
	Fee            int                `json:"fee,omitempty"`           // what the notice of the fee told to pay, in yuan
	PayBy          calendar.Date      `json:"pay_by,omitzero"`         // until when, while it is awaited
	On             calendar.Date      `json:"on,omitzero"`             // date of the letter, zero in a draft
	Today          calendar.Date      `json:"today,omitzero"`          // the day on which a draft is looked at; picks the law in force
	Number         string             `json:"number,omitempty"`        // 文号, empty in a draft
	OwnDays        int                `json:"own_days,omitempty"`      // of a correction of records: the office's own period in workdays; 0 for a request
	Subject        string             `json:"subject,omitempty"`       // what is asked for in one line, as lists show it
	File           *File              `json:"file,omitempty"`          // for the inner sheets
	Reckoning      *Reckoning         `json:"reckoning,omitempty"`     // for the sheet that explains the periods
	Searches       []Search           `json:"searches,omitempty"`      // for what is asked for, oldest first
	Examined       *Examined          `json:"examined,omitempty"`      // before the decision; nil where no case says

	To        *casefile.Addressee `json:"to,omitempty"`        // whom a letter is for that is not the applicant's; nil for the applicant
	About     string              `json:"about,omitempty"`     // what they are asked about, one thing a line
	Asking    casefile.Asked      `json:"asking,omitempty"`    // as what they are asked
	Consulted []Consulted         `json:"consulted,omitempty"` // who was asked before (条例 32, 34), in order
	Transfers []Transferring      `json:"transfers,omitempty"` // to other agencies, that the applicant agreed to, in order

	Review *Review `json:"review,omitempty"` // the case of reconsideration, for the papers of the bureau and of the respondent
	Suit   *Suit   `json:"suit,omitempty"`   // the court case, for the answer of the defendant
}

// A Consulted is one consultation of the case (征求意见), as letters take it.
type Consulted struct {
	Name       string          `json:"name"`
	As         casefile.Asked  `json:"as"`
	Number     string          `json:"number,omitempty"`     // of the letter that asked
	SentOn     calendar.Date   `json:"sent_on,omitzero"`     // zero while nothing was sent
	GotOn      calendar.Date   `json:"got_on,omitzero"`      // when the other got it, where that is known
	AnswerBy   calendar.Date   `json:"answer_by,omitzero"`   // last day to answer, where that is known
	Answer     casefile.Answer `json:"answer,omitempty"`     // "" while there is none
	AnsweredOn calendar.Date   `json:"answered_on,omitzero"` //
	Reason     string          `json:"reason,omitempty"`     // theirs
	Told       bool            `json:"told,omitempty"`       // of the decision to disclose all the same
}

// A Transferring is that the request is handed on to another agency (转送), as
// letters take it.
type Transferring struct {
	Name     string           `json:"name"`
	Contact  string           `json:"contact,omitempty"`  // how to reach it
	Part     string           `json:"part,omitempty"`     // of the request; all of it if empty
	AgreedOn calendar.Date    `json:"agreed_on,omitzero"` // by the applicant
	How      casefile.Consent `json:"how,omitempty"`
	SentOn   calendar.Date    `json:"sent_on,omitzero"` // zero while the letter did not go out
}

// A PartWithdrawn is a part of the request that the applicant dropped.
type PartWithdrawn struct {
	On   calendar.Date `json:"on"`
	What []string      `json:"what"`
}

// A SplitPart is a part of the request that is answered in a case of its own.
type SplitPart struct {
	Number string   `json:"number"` // of that case
	What   []string `json:"what"`
}

// A Withdrawal is how a request was taken back.
type Withdrawal struct {
	On     calendar.Date `json:"on"`
	Way    string        `json:"way,omitempty"`    // where it is known
	Reason string        `json:"reason,omitempty"` // in the applicant's own words
	Noted  string        `json:"noted,omitempty"`  // in those of staff
}

// Reasons is what came of asking why there are so many requests (条例 35).
type Reasons struct {
	AskedOn  calendar.Date `json:"asked_on,omitzero"`  // the day of the notice that was served; no day while none was
	Count    string        `json:"count,omitempty"`    // as the notice says it
	Answered bool          `json:"answered,omitempty"` // it is recorded that the applicant explained, or did not
	None     bool          `json:"none,omitempty"`     // nothing came by the day that was given
	Text     string        `json:"text,omitempty"`     // what the applicant said
}

// A Reference names a letter that went out before.
type Reference struct {
	Kind   Kind          `json:"kind"`
	Name   string        `json:"name"` // such as 政府信息公开答复书
	Number string        `json:"number,omitempty"`
	On     calendar.Date `json:"on,omitzero"`
}

// lawDay returns the day whose law the letter follows: its own date, else the
// day on which the draft is looked at.
func (f Facts) lawDay() calendar.Date {
	if f.On.IsZero() {
		return f.Today
	}
	return f.On
}

// to returns the addressee's name.
func (f Facts) to() string {
	if f.Addressee != "" {
		return f.Addressee
	}
	return f.asks()
}

// asks returns the names of those who ask and get the letter, the applicant first.
func (f Facts) asks() string {
	return strings.Join(append([]string{f.Applicant.Name}, f.Joint...), "、")
}

// wanted is what a letter calls the information that was asked for.
func wanted(f Facts) string { return f.you() + "申请公开的信息" }

// you returns the word by which the letter calls its addressee.
func (f Facts) you() string {
	if len(f.Joint) > 0 {
		return "你们"
	}
	if f.Applicant.Class == casefile.Natural || f.Applicant.Class == "" {
		return "您"
	}
	return "你单位"
}
