package intake

import "time"

// A Kind is what sort of mail a message is, as far as it shows. The words are
// those of the command "mingda mail parse".
type Kind string

// The kinds of mail. Reply is decided from the mail alone (an answer to some
// mail); which case it belongs to is for Propose.
const (
	KindRequest   Kind = "request"    // written by a person, no answer to anything
	KindReply     Kind = "reply"      // an answer to a mail
	KindAutoReply Kind = "auto_reply" // a robot's answer: out of office, received with thanks (RFC 3834)
	KindBounce    Kind = "bounce"     // a delivery report (RFC 3464), of failure or of delay
	KindReceipt   Kind = "receipt"    // a read receipt (RFC 8098), or a report of success
	KindList      Kind = "list"       // a mailing list, a newsletter, bulk mail
	KindUnknown   Kind = "unknown"    // nothing to read: empty, or no mail at all
)

// Label returns the Chinese name of the kind.
func (k Kind) Label() string {
	return map[Kind]string{
		KindRequest: "来信", KindReply: "回信", KindAutoReply: "自动回复", KindBounce: "系统退信",
		KindReceipt: "阅读回执", KindList: "群发邮件", KindUnknown: "读不出的邮件",
	}[k]
}

// IsNoise reports whether mails of the kind are written by robots or for
// nobody in particular, so that they are proposed to be set aside.
func (k Kind) IsNoise() bool {
	return k == KindAutoReply || k == KindBounce || k == KindReceipt || k == KindList
}

// An Address is a name and a mail address as the sender wrote them.
type Address struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

// An Attachment is a part of a mail that is not its text. What it holds is not
// kept, as it may be as large as the mail: see Contents.
type Attachment struct {
	Name      string `json:"name"`             // "" if the sender gave none
	Type      string `json:"type"`             // media type in lower case, such as "image/png"
	Size      int    `json:"size"`             // bytes after decoding
	Inline    bool   `json:"inline,omitempty"` // shown within the text, such as a picture of a signature
	ContentID string `json:"content_id,omitempty"`
	Misnamed  bool   `json:"misnamed,omitempty"` // see Misnamed
	report    Kind   // of a delivery report: what it reports
}

// A Problem is something that could not be read as it should, for the clerk.
type Problem struct {
	Code   string `json:"code"`   // stable, such as "charset_missing"
	Detail string `json:"detail"` // what was found, such as the unknown label; may be ""
}

// Signals are the header fields by which robots make themselves known
// (RFC 3834, RFC 2369, RFC 5321 §4.5.5), lower case, trimmed.
type Signals struct {
	AutoSubmitted        string   `json:"auto_submitted,omitempty"`
	Precedence           string   `json:"precedence,omitempty"`
	List                 bool     `json:"list,omitempty"` // some List-* field is there
	AutoResponseSuppress string   `json:"auto_response_suppress,omitempty"`
	NullReturnPath       bool     `json:"null_return_path,omitempty"` // Return-Path: <>
	Loop                 []string `json:"loop,omitempty"`             // X-Loop, Delivered-To and the like: where it has been
	AutoReply            bool     `json:"auto_reply,omitempty"`       // X-Autoreply, X-Autorespond, X-Auto-Reply
	SpamFlag             bool     `json:"spam_flag,omitempty"`        // the server marked it as spam
}

// A Message is one mail, read as far as it can be read.
type Message struct {
	MessageID   string       `json:"message_id"` // without < >; "" if none
	InReplyTo   []string     `json:"in_reply_to,omitempty"`
	References  []string     `json:"references,omitempty"`
	From        Address      `json:"from"`
	ReplyTo     []Address    `json:"reply_to,omitempty"`
	To          []Address    `json:"to"`
	Cc          []Address    `json:"cc,omitempty"`
	Subject     string       `json:"subject"`
	Date        time.Time    `json:"date,omitzero"`  // as the sender says; zero if none or unreadable
	Text        string       `json:"text"`           // readable text, line ends \n; made from HTML where there is no text part
	HTML        string       `json:"html,omitempty"` // the HTML part, cleaned so that it loads and runs nothing
	Attachments []Attachment `json:"attachments"`
	Kind        Kind         `json:"kind"`
	Return      Return       `json:"return,omitzero"` // of a bounce: what came back
	Problems    []Problem    `json:"problems"`
	Signals     Signals      `json:"signals"`
}
