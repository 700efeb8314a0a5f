package casefile

import (
	"fmt"
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/ledger"
)

// An Asked says as what somebody is asked (征求意见).
type Asked string

// As what.
const (
	AsThirdParty Asked = "third_party" // 第三方, 条例 15, 32
	AsJointMaker Asked = "joint_maker" // 共同制作的机关, 条例 34
	AsAgency     Asked = "agency"      // 其他有关机关, 条例 33.3
)

// AskedAs lists them as forms show them.
var AskedAs = []Asked{AsThirdParty, AsJointMaker, AsAgency}

// Label returns the Chinese name, "" for none.
func (a Asked) Label() string {
	return map[Asked]string{AsThirdParty: "第三方", AsJointMaker: "共同制作机关", AsAgency: "其他机关"}[a]
}

// An Answer is what became of a consultation.
type Answer string

// The answers.
const (
	Consents  Answer = "agrees"
	Partly    Answer = "partly"
	Refuses   Answer = "refuses"
	Silent    Answer = "silent"     // nothing was said within the period
	NotNeeded Answer = "not_needed" // the question fell away, such as where the applicant asks for less
)

// Answers lists them as forms show them.
var Answers = []Answer{Consents, Partly, Refuses, Silent, NotNeeded}

// Label returns the Chinese name, "" for none.
func (a Answer) Label() string {
	return map[Answer]string{
		Consents: "同意公开", Partly: "同意公开一部分", Refuses: "不同意公开", Silent: "逾期没有提出意见", NotNeeded: "不用再征求",
	}[a]
}

// The letters of a consultation.
const (
	ThirdPartyInquiry LetterKind = "third_party_inquiry" // 征求第三方意见书, 条例 32
	JointInquiry      LetterKind = "joint_inquiry"       // 征求意见函, 条例 33.3, 34
	ThirdPartyTold    LetterKind = "third_party_told"    // 决定公开告知书, 条例 32
	OthersAsked       LetterKind = "others_asked"        // to the applicant: that others are asked
)

// A Consultation is the question to one other what it thinks of disclosing
// (征求意见). The days from the letter to the end of it do not count (条例 33.3).
type Consultation struct {
	N          int // number within the case
	To         int // who, among the others of the case
	Of         Asked
	About      string // what concerns them
	Answer     Answer // "" while there is none
	AnsweredOn calendar.Date
	Entry      int    // the N of the entry that holds the answer
	Reason     string // theirs; of NotNeeded the office's
	Part       string // what they agree to
	Proof      int    // the material that holds the answer
	Input      int64  // the joined input that brought it
	Withdrawn  bool   // it was opened by mistake: as if it had never been
}

// IsOpen reports whether the consultation has not ended.
func (k Consultation) IsOpen() bool { return k.Answer == "" && !k.Withdrawn }

// Consultation returns the case's n-th consultation.
func (c *Case) Consultation(n int) (Consultation, bool) {
	if n < 1 || n > len(c.Consultations) {
		return Consultation{}, false
	}
	return c.Consultations[n-1], true
}

// ConsultationTo returns the consultation with one of the others of the case.
func (c *Case) ConsultationTo(to int) (Consultation, bool) {
	for _, k := range c.Consultations {
		if k.To == to {
			return k, true
		}
	}
	return Consultation{}, false
}

// Inquiry returns the letter that asks, and whether there is one that stands.
func (c *Case) Inquiry(k Consultation) (Letter, bool) {
	return c.letterTo(k.To, ThirdPartyInquiry, JointInquiry)
}

// Told returns the letter that tells a third party of the decision to disclose.
func (c *Case) Told(k Consultation) (Letter, bool) { return c.letterTo(k.To, ThirdPartyTold) }

// Asks reports whether the other was asked and has not answered yet.
func (c *Case) Asks(k Consultation) bool {
	l, _ := c.Inquiry(k)
	_, went := l.went()
	return k.IsOpen() && went
}

// FromOther reports whether a joined input brought what somebody who was asked
// says, and nothing of the applicant.
func (c *Case) FromOther(input int64) bool {
	return slices.ContainsFunc(c.Consultations, func(k Consultation) bool { return k.Input != 0 && k.Input == input })
}

// asking reports whether an answer of somebody is awaited.
func (c *Case) asking() bool {
	for _, k := range c.Consultations {
		if c.Asks(k) {
			return true
		}
	}
	return false
}

// unasked reports whether somebody is to be asked and no letter was sent.
func (c *Case) unasked() bool {
	for _, k := range c.Consultations {
		if k.IsOpen() && !c.Asks(k) {
			return true
		}
	}
	return false
}

// ConsultationOpened begins a consultation, and makes who is asked one of the
// others of the case.
type ConsultationOpened struct {
	Consultation int   `json:"consultation"` // its number within the case, from 1
	To           int   `json:"to"`           // the number of the other, from 1
	Of           Asked `json:"of"`
	Private      struct {
		Addressee Addressee `json:"addressee"`
		About     string    `json:"about"`
	} `json:"-"`
}

// ConsultationChanged replaces who is asked and about what (更正被征求意见方).
type ConsultationChanged struct {
	Consultation int `json:"consultation"`
	Private      struct {
		Addressee Addressee `json:"addressee"`
		About     string    `json:"about"`
		Reason    string    `json:"reason"`
	} `json:"-"`
}

// ConsultationAnswered ends a consultation (登记意见). The entry's day is that on
// which the answer came, of silence the last day of the period. A later one
// replaces an earlier one and names it.
type ConsultationAnswered struct {
	Consultation int    `json:"consultation"`
	Corrects     int    `json:"corrects,omitempty"` // the N of the answer that it replaces
	Answer       Answer `json:"answer"`
	Proof        int    `json:"proof,omitempty"`
	Input        int64  `json:"input,omitempty"` // the joined 收件 that brought it
	Private      struct {
		Reason string `json:"reason,omitempty"`
		Part   string `json:"part,omitempty"`
		Why    string `json:"why,omitempty"` // why it is corrected
	} `json:"-"`
}

// ConsultationWithdrawn takes back a consultation that should not have been begun
// (撤销征求意见). It stops no day, also where its letter had gone out.
type ConsultationWithdrawn struct {
	Consultation int `json:"consultation"`
	Private      struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(ConsultationOpened) },
	func() ledger.Fact { return new(ConsultationChanged) },
	func() ledger.Fact { return new(ConsultationAnswered) },
	func() ledger.Fact { return new(ConsultationWithdrawn) },
)

// FactType implements ledger.Fact, as do the following.
func (ConsultationOpened) FactType() string    { return "consultation_opened" }
func (ConsultationChanged) FactType() string   { return "consultation_changed" }
func (ConsultationAnswered) FactType() string  { return "consultation_answered" }
func (ConsultationWithdrawn) FactType() string { return "consultation_withdrawn" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *ConsultationOpened) Personal() any    { return &f.Private }
func (f *ConsultationChanged) Personal() any   { return &f.Private }
func (f *ConsultationAnswered) Personal() any  { return &f.Private }
func (f *ConsultationWithdrawn) Personal() any { return &f.Private }

func (f *ConsultationOpened) change(c *Case, _ Past) error {
	if f.Consultation != len(c.Consultations)+1 || f.To != len(c.Others)+1 {
		return fmt.Errorf("consultation %d of %d follows %d of %d", f.Consultation, f.To, len(c.Consultations), len(c.Others))
	}
	c.Others = append(c.Others, f.Private.Addressee)
	c.Consultations = append(c.Consultations, Consultation{N: f.Consultation, To: f.To, Of: f.Of, About: f.Private.About})
	return nil
}

func (f *ConsultationChanged) change(c *Case, _ Past) error {
	return c.consultation(f.Consultation, func(k *Consultation) {
		k.About, c.Others[k.To-1] = f.Private.About, f.Private.Addressee
	})
}

func (f *ConsultationAnswered) change(c *Case, p Past) error {
	return c.consultation(f.Consultation, func(k *Consultation) {
		k.Answer, k.AnsweredOn, k.Entry, k.Proof, k.Input = f.Answer, p.On, p.N, f.Proof, f.Input
		k.Reason, k.Part = f.Private.Reason, f.Private.Part
	})
}

func (f *ConsultationWithdrawn) change(c *Case, p Past) error {
	return c.consultation(f.Consultation, func(k *Consultation) {
		k.Withdrawn = true
		for i := range c.Letters {
			if c.Letters[i].To == k.To {
				c.Letters[i].putAway(p.At)
			}
		}
	})
}

// consultation changes the n-th consultation.
func (c *Case) consultation(n int, change func(*Consultation)) error {
	if _, ok := c.Consultation(n); !ok {
		return fmt.Errorf("no consultation %d", n)
	}
	change(&c.Consultations[n-1])
	return nil
}

// clockEvents ends the stop of a consultation by the answer that stands.
func (f *ConsultationAnswered) clockEvents(c *Case, p Past) []deadline.Event {
	k, _ := c.Consultation(f.Consultation)
	inquiry, _ := c.Inquiry(k)
	if _, went := inquiry.went(); !went || k.Entry != p.N || k.Withdrawn {
		return nil
	}
	return []deadline.Event{{Type: deadline.ConsultationEnded, On: p.On, ID: strconv.Itoa(k.N)}}
}

// asked is what the service of a letter to somebody else is to the clock: of an
// inquiry the beginning of a stop, of all others nothing.
func (c *Case) asked(l Letter) []deadline.Event {
	k, ok := c.ConsultationTo(l.To)
	inquiry, _ := c.Inquiry(k)
	if !ok || k.Withdrawn || inquiry.N != l.N {
		return nil
	}
	of := deadline.AnotherAgency
	if k.Of == AsThirdParty {
		of = deadline.AThirdParty
	}
	return []deadline.Event{{Type: deadline.Consulted, On: l.ServedOn, ID: strconv.Itoa(k.N), Served: l.GotOn, Of: of}}
}

// presumed lets the silence of a consultation fall away when the record of the
// letter's receipt, on which it rested, was corrected.
func (c *Case) presumed(l Letter, before Service) {
	k, ok := c.ConsultationTo(l.To)
	if inquiry, _ := c.Inquiry(k); !ok || inquiry.N != l.N || k.Answer != Silent || l.GotOn == before.GotOn {
		return
	}
	k.Answer, k.AnsweredOn, k.Entry, k.Input = "", calendar.Date{}, 0, 0
	c.Consultations[k.N-1] = k
}
