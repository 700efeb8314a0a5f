package casefile

import (
	"encoding/json"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// The facts of a case, in the order in which a plain case meets them. Each is
// one entry of the case's ledger. The names returned by FactType are stored and
// never change. What is personal stands in a struct of its own, tagged json:"-",
// and is sealed.

// Registered opens a case (登记, 条例 45).
type Registered struct {
	Number      string   `json:"number"`             // 案件编号
	Type        Type     `json:"type,omitempty"`     // older entries have none: a request for information
	OwnDays     int      `json:"own_days,omitempty"` // of a correction: the office's own period in workdays, as it was then
	Agency      int64    `json:"agency"`
	Door        Door     `json:"door"`
	Input       int64    `json:"input"` // the 收件 it came from
	InputNumber string   `json:"input_number"`
	Receipt     Receipt  `json:"receipt"`
	Class       Class    `json:"class"`
	Medium      Medium   `json:"medium,omitempty"`
	Delivery    Delivery `json:"delivery,omitempty"`
	Private     struct {
		Applicant Applicant `json:"applicant"`
		Wants     Wants     `json:"wants"`
	} `json:"-"`
}

// Joined notes that a further input belongs to the case (并入).
type Joined struct {
	Input       int64  `json:"input"`
	InputNumber string `json:"input_number"`
	Door        Door   `json:"door"`
	// NoSupplement says of an input that came while a supplement was awaited that
	// it is not that one. That it is one, a Supplemented behind it says; where
	// neither was said, it is still to be said.
	NoSupplement bool `json:"no_supplement,omitempty"`
	// FilesNamed says that what came with the input names it (MaterialAdded.Input).
	// Of older entries it stands directly behind.
	FilesNamed bool `json:"files_named,omitempty"`
	Private    struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// Unjoined takes back a Joined: the input waits again.
type Unjoined struct {
	Corrects int   `json:"corrects"` // the N of the Joined
	Input    int64 `json:"input"`
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Assigned gives the case to a unit and perhaps to one officer of it (分办).
type Assigned struct {
	Unit     int64         `json:"unit"`
	Officer  int64         `json:"officer,omitempty"`
	InnerDue calendar.Date `json:"inner_due,omitzero"` // when the unit should have drafted; the office's own rule
	Private  struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// UnitSignedFor notes that the unit has signed for the case (签收).
type UnitSignedFor struct {
	Unit int64 `json:"unit"`
}

// Noted is a remark on the file (记一笔).
type Noted struct {
	Private struct {
		Text string `json:"text"`
	} `json:"-"`
}

// A Purpose says what a document is in the file for.
type Purpose string

// The purposes of a document.
const (
	Requested Purpose = "requested" // 申请的信息: may be attached to a reply
	Incoming  Purpose = "incoming"  // 来件: came from the applicant
	Identity  Purpose = "identity"  // 身份证明
	Evidence  Purpose = "evidence"  // 办理依据: how it was searched, who was asked
	Proof     Purpose = "proof"     // 送达凭证
)

// Label returns the Chinese name of the purpose.
func (p Purpose) Label() string {
	return map[Purpose]string{
		Requested: "申请的信息", Incoming: "来件", Identity: "身份证明", Evidence: "办理依据", Proof: "送达凭证",
	}[p]
}

// MaterialAdded puts a document into the file (加材料). The file itself lies in
// the file store under its hash.
type MaterialAdded struct {
	Material int     `json:"material"` // its number within the case, from 1
	File     string  `json:"file"`     // SHA-256 of its content, in hex
	Type     string  `json:"type"`     // media type
	Size     int64   `json:"size"`     // bytes
	Purpose  Purpose `json:"purpose"`
	Input    int64   `json:"input,omitempty"` // the 收件 it came with; 0 for none, and in older entries
	Private  struct {
		Name string `json:"name"`
	} `json:"-"`
}

// MaterialWithdrawn takes a document out of use; it stays in the file.
type MaterialWithdrawn struct {
	Material int `json:"material"`
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Drafted is one saved state of a letter's draft (拟稿).
type Drafted struct {
	Letter    int         `json:"letter"` // its number within the case, from 1
	Kind      LetterKind  `json:"kind"`
	Result    law.Result  `json:"result,omitempty"`    // for replies
	Materials []int       `json:"materials,omitempty"` // enclosed with the letter
	Replaces  int         `json:"replaces,omitempty"`  // the served reply that this one is to correct and replace
	To        int         `json:"to,omitempty"`        // among the others of the case, for whom it is; 0: the applicant
	Joint     []int       `json:"joint,omitempty"`     // of one to the applicant: those of the others who ask jointly and get it too
	Private   DraftedText `json:"-"`
}

// DraftedText is the personal part of a draft: what the drafter filled in.
type DraftedText struct {
	Values map[string]string `json:"values"`
}

// Dropped gives up a draft that has not been signed (弃稿).
type Dropped struct {
	Letter int `json:"letter"`
}

// SentToCheck hands a draft to the checker (送审核).
type SentToCheck struct {
	Letter int `json:"letter"`
}

// Checked passes a draft to the signer (审核).
type Checked struct {
	Letter  int   `json:"letter"`
	For     int64 `json:"for,omitempty"` // in whose place (代理); 0 for their own
	Private struct {
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

// Returned sends a draft back to its drafter with remarks (退回).
type Returned struct {
	Letter  int `json:"letter"`
	Private struct {
		Remark string `json:"remark"`
	} `json:"-"`
}

// Signed makes the draft a letter with a number (签发, 取文号). The value of the
// letter is complete: rendering needs nothing else.
type Signed struct {
	Letter int           `json:"letter"`
	Kind   LetterKind    `json:"kind"`
	Result law.Result    `json:"result,omitempty"`
	For    int64         `json:"for,omitempty"`  // in whose place (代理) it was signed; 0 for their own
	Number string        `json:"number"`         // 文号
	Code   string        `json:"code,omitempty"` // 查验码, as printed; letters of before have none
	Days   int           `json:"days,omitempty"` // extension: by how many workdays
	By     calendar.Date `json:"by,omitzero"`    // clarification: until when the applicant may supplement; 条例 35: until when to explain, or to answer
	Fee    int           `json:"fee,omitempty"`  // fee notice: what is to be paid, in yuan
	// Consented is, of an extension, the day on which the head of the office
	// consented, as the letter says (条例 33.2). Of older entries it is the day of signing.
	Consented calendar.Date `json:"consented,omitzero"`
	Orders    bool          `json:"orders,omitempty"` // a decision on reconsideration: it orders the respondent to do something
	Seal      string        `json:"seal,omitempty"`   // SHA-256 of the seal's picture it is printed with, in hex; empty: none
	Private   struct {
		Value json.RawMessage `json:"value"` // a letter.Letter
	} `json:"-"`
}

// Rendered notes that the PDF of a signed letter was made and stored.
type Rendered struct {
	Letter int    `json:"letter"`
	File   string `json:"file"` // SHA-256 of the PDF, in hex
	Size   int64  `json:"size"`
}

// A Way is how a letter was served (送达, 国办公开办函〔2016〕235号).
type Way string

// The ways of service.
const (
	Direct     Way = "direct"     // 直接送达: the day of signing counts
	Entrusted  Way = "entrusted"  // 委托送达: another body hands it over; the day of signing counts
	Posted     Way = "posted"     // 邮寄送达: the day of posting counts for the agency
	Emailed    Way = "emailed"    // 电子邮件, only where the applicant chose it
	Downloaded Way = "downloaded" // 网上送达, only where the applicant chose it
	Handed     Way = "handed"     // 系统内转交: into the inbox of another agency of this installation
)

// Label returns the Chinese name of the way.
func (w Way) Label() string {
	return map[Way]string{Direct: "直接送达", Entrusted: "委托送达", Posted: "邮寄送达", Emailed: "电子邮件送达", Downloaded: "网上送达", Handed: "系统内转交"}[w]
}

// Dispatched notes that a letter was put into the outbox, to go by mail. It is
// served on the day on which it is sent, not before.
type Dispatched struct {
	Letter int `json:"letter"`
	To     int `json:"to,omitempty"` // of one to several who ask jointly: to whom of them, as in Served
}

// DispatchEnded notes that a letter in the outbox is not to go by mail after all:
// it waits to be served again.
type DispatchEnded struct {
	Letter  int `json:"letter"`
	To      int `json:"to,omitempty"` // as in Dispatched
	Private struct {
		Reason string `json:"reason,omitempty"`
	} `json:"-"`
}

// Served notes that a letter went out (送达). The entry's day is the one that
// decides whether the office was in time: of signing by the recipient where
// served directly, of posting, or of sending.
type Served struct {
	Letter   int    `json:"letter"`
	Way      Way    `json:"way"`
	Tracking string `json:"tracking,omitempty"` // 邮件号
	Proof    int    `json:"proof,omitempty"`    // the material that proves it
	To       int    `json:"to,omitempty"`       // of one to several who ask jointly: to whom of them; 0: the applicant who leads
	Private  struct {
		Recipient string `json:"recipient,omitempty"` // who signed
		Address   string `json:"address,omitempty"`   // to which the mail went
		Note      string `json:"note,omitempty"`
	} `json:"-"`
}

// Delivered notes that a posted letter was signed for by the recipient; from
// this day the applicant's periods run (行政复议法实施条例 2026, 23).
type Delivered struct {
	Letter  int `json:"letter"`
	Proof   int `json:"proof,omitempty"`
	To      int `json:"to,omitempty"` // as in Served
	Private struct {
		Recipient string `json:"recipient,omitempty"`
	} `json:"-"`
}

// ServiceCorrected mends the record of a service (更正送达): it replaces what was
// recorded, or says that the letter did not reach whom it was for (退回、未送达), so
// that it must be served again. A correction can be corrected in its turn.
type ServiceCorrected struct {
	Corrects int           `json:"corrects"` // the N of the entry that held the record
	Letter   int           `json:"letter"`
	To       int           `json:"to,omitempty"`     // as in Served
	Failed   bool          `json:"failed,omitempty"` // it did not arrive; the following is empty but for Returned and Proof
	Returned PostReturn    `json:"returned,omitzero"`
	Way      Way           `json:"way,omitempty"`
	On       calendar.Date `json:"on,omitzero"`
	GotOn    calendar.Date `json:"got_on,omitzero"` // by post: when it was signed for, if that is known
	Tracking string        `json:"tracking,omitempty"`
	Proof    int           `json:"proof,omitempty"`
	Private  struct {
		Recipient string `json:"recipient,omitempty"`
		Reason    string `json:"reason"`
	} `json:"-"`
}

// MailBounced notes that the mail that carried a letter came back (退信). It
// changes nothing by itself: whether the letter is to be served again, a person
// says (ServiceCorrected).
type MailBounced struct {
	Letter      int    `json:"letter"`
	Input       int64  `json:"input"` // the report
	InputNumber string `json:"input_number"`
	To          int    `json:"to,omitempty"` // as in Dispatched
	Private     struct {
		Why string `json:"why"` // as the server said it: it may hold the address
	} `json:"-"`
}

// Voided makes a signed letter void that was found wrong before it went out
// (作废). Its number stays used.
type Voided struct {
	Letter  int `json:"letter"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Fetched notes that the applicant fetched a copy from the status page. It
// starts no period unless electronic service was chosen.
type Fetched struct {
	Letter int    `json:"letter"`
	Copy   string `json:"copy,omitempty"` // SHA-256 of what was given, in hex, where it was marked as a copy
}

// Supplemented notes that the applicant supplied what was asked for (补正, 条例
// 30). The entry's day is the one on which it was received; of one that came as
// an input, by which rule and why that day.
type Supplemented struct {
	Input   int64  `json:"input,omitempty"`
	Ground  Ground `json:"ground,omitempty"`
	Reason  string `json:"reason,omitempty"`
	From    int    `json:"from,omitempty"` // whose it is of those who ask jointly, among the others of the case; 0: the applicant who leads
	Private struct {
		Text string `json:"text,omitempty"`
	} `json:"-"`
}

// NotSupplement says of an input that was joined while a supplement was awaited
// that it is not that one (不是补正).
type NotSupplement struct {
	Input int64 `json:"input"`
}

// SupplementTakenBack takes back a Supplemented, with the input that brought it:
// the supplement is awaited again, from the notice on.
type SupplementTakenBack struct {
	Corrects int `json:"corrects"` // the N of the Supplemented
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Withdrawn ends the case at the applicant's wish (撤回).
type Withdrawn struct {
	Input   int64 `json:"input,omitempty"`
	Private struct {
		Reason string `json:"reason,omitempty"`
	} `json:"-"`
}

// WithdrawalAsked notes that the applicant had withdrawn the request while its
// input was not registered yet, or wants to on the status page while others ask
// jointly. It ends nothing: a person does, by Withdrawn.
type WithdrawalAsked struct {
	Input   int64 `json:"input"` // 0: one of several who ask wants to
	Private struct {
		Reason string `json:"reason,omitempty"`
	} `json:"-"`
}

// Closed ends the case without a reply (结案), such as when what was asked for
// was not supplemented in time (条例 30).
type Closed struct {
	Result  law.Result `json:"result"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// ReceiptCorrected replaces the day of receipt (更正收到之日).
type ReceiptCorrected struct {
	Corrects int     `json:"corrects"` // the N of the entry that held the old one
	Receipt  Receipt `json:"receipt"`
}

// PersonCorrected replaces what is known of the applicant (更正申请人信息).
type PersonCorrected struct {
	Corrects int      `json:"corrects"`
	Class    Class    `json:"class"`
	Delivery Delivery `json:"delivery,omitempty"`
	Private  struct {
		Applicant Applicant `json:"applicant"`
		Reason    string    `json:"reason"`
	} `json:"-"`
}

// WantsCorrected replaces the subject and the content of the request as the
// office understood it (更正事项和内容); the input stays as it came.
type WantsCorrected struct {
	Corrects int `json:"corrects"`
	Private  struct {
		Subject string `json:"subject"`
		Content string `json:"content"`
		Reason  string `json:"reason"`
	} `json:"-"`
}

// ContactChanged is the applicant's own change of contact on the status page.
type ContactChanged struct {
	Private struct {
		Phone   string `json:"phone,omitempty"`
		Email   string `json:"email,omitempty"`
		Address string `json:"address,omitempty"`
	} `json:"-"`
}

// CodeReplaced gives the applicant a new query code after identification
// (换查询码); the old one stops working. The code itself is kept, hashed, with
// the input.
type CodeReplaced struct {
	Identified Identified `json:"identified,omitempty"`
	Private    struct {
		Note string `json:"note,omitempty"`
	} `json:"-"`
}

// Annulled takes back a registration that should not have been (撤销登记). The
// number stays used.
type Annulled struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}
