package casefile

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A Party is whose move it is.
type Party string

// The parties a case can wait for.
const (
	NobodyWaits     Party = ""
	ClerkWaits      Party = "clerk"       // to assign it, or to send what is signed
	UnitWaits       Party = "unit"        // to sign for it and draft
	AssistWaits     Party = "assist"      // to hand in its part, while nothing else is to be done
	CheckerWaits    Party = "checker"     // to check
	SignerWaits     Party = "signer"      // to sign
	ApplicantWaits  Party = "applicant"   // to supplement, or to pay
	ThirdPartyWaits Party = "third_party" // or another agency: to say what they think of disclosing
)

// Label returns the Chinese name of the party.
func (p Party) Label() string {
	return map[Party]string{
		ClerkWaits: "收件员", UnitWaits: "承办单位", AssistWaits: "协办单位", CheckerWaits: "审核人", SignerWaits: "签发人", ApplicantWaits: "申请人", ThirdPartyWaits: "被征求意见方",
	}[p]
}

// A Row is what lists and searches know of a case: folded from its ledger and
// the clock, and stored beside it.
type Row struct {
	ID           ID
	Version      int
	Type         Type
	Number       string
	Agency       int64
	Unit         int64
	Officer      int64
	Assisting    UnitList   // the units that help
	Known        PersonList // who alone may know of it; "" where it is not restricted
	Door         Door
	Class        Class
	Applicant    string
	Subject      string
	Stage        Stage
	Open         bool
	ReceivedOn   calendar.Date
	Clock        string // the clock's state
	DueOn        calendar.Date
	StrictDueOn  calendar.Date // the earliest day that could be argued
	SupplementBy calendar.Date // the day the notice gave, while its supplement is awaited (条例 30)
	PayBy        calendar.Date // the last day to pay, while the fee is awaited (条例 42)
	AskedUntil   calendar.Date // when the first answer should be there of others who were asked (条例 32, 34)
	InnerDue     calendar.Date // until when the unit should have drafted, while it is its turn; the office's own rule
	Provisional  bool
	Result       law.Result
	EndedOn      calendar.Date // the reply went out, or the case was withdrawn or closed
	Late         bool          // answered after a statutory last day; the office's own for a correction is none
	WaitsFor     Party
	Chase        ChaseState    // the unit was pressed, and it is not ended
	ChaseBy      calendar.Date // by when it is to answer, or said that it would be done
	Escalated    bool          // it waits for the coordinating office
	Proposed     bool          // what was disclosed is proposed to be published, and nobody has decided about it
	Bounced      int           // the letter whose mail came back, nobody having said what to make of it; 0 for none
	Withdrawing  bool          // the applicant had withdrawn before it was a case
	Combined     bool          // it is answered with another case, or another with it
	Asking       int           // how many ask
	Awaited      AwaitedList   // the days by which others are to say something that stops no list: reasons, and each opinion
}

// A UnitList is units, smallest first, such as "4,7".
type UnitList string

// NewUnitList makes a list of units.
func NewUnitList(units []int64) UnitList {
	units = slices.Clone(units)
	slices.Sort(units)
	words := make([]string, len(units))
	for i, u := range units {
		words[i] = strconv.FormatInt(u, 10)
	}
	return UnitList(strings.Join(words, ","))
}

// Has reports whether the unit is one of them.
func (l UnitList) Has(unit int64) bool {
	return slices.Contains(strings.Split(string(l), ","), strconv.FormatInt(unit, 10))
}

// PastOwn reports whether a correction was answered, or ended, after the day that the
// office had set itself.
func (r Row) PastOwn() bool {
	return r.Type == Correction && !r.DueOn.IsZero() && r.EndedOn.After(r.DueOn)
}

// NoAnswer reports whether the day to supplement has passed and the supplement is
// awaited still: what was asked for may be taken as given up (条例 30).
func (r Row) NoAnswer(today calendar.Date) bool {
	return r.Open && !r.SupplementBy.IsZero() && today.After(r.SupplementBy)
}

// Unpaid reports whether the last day to pay has passed and the payment is awaited
// still: the applicant may be taken to have given up (国办函〔2020〕109号).
func (r Row) Unpaid(today calendar.Date) bool {
	return r.Open && !r.PayBy.IsZero() && today.After(r.PayBy)
}

// NoOpinion reports whether the day has passed by which others that were asked
// should have answered, and nobody has recorded what became of it (条例 32, 34).
func (r Row) NoOpinion(today calendar.Date) bool {
	return r.Open && !r.AskedUntil.IsZero() && today.After(r.AskedUntil)
}

// WaitsFor returns whose move it is. What came in while a supplement was awaited
// goes first: if it is that, the clock runs since the day it came.
func (c *Case) WaitsFor() Party {
	if c.Stage() == StageClarifying && len(c.Undecided()) > 0 {
		return ClerkWaits
	}
	letters := slices.DeleteFunc(slices.Clone(c.Letters), func(l Letter) bool { return noticeOf(l.Kind).always }) // asked for by another procedure, which waits for them
	for _, l := range letters {
		if l.Stage == IsSigned || l.Stage == IsReady || l.Stage == IsSending {
			return ClerkWaits
		}
	}
	for _, l := range letters {
		switch l.Stage {
		case InCheck:
			return CheckerWaits
		case InSigning:
			return SignerWaits
		case InDraft:
			switch {
			case noticeOf(l.Kind).after != "" && c.Unit == 0:
				return ClerkWaits
			case l.Replaces != 0 || !l.ForApplicant() || noticeOf(l.Kind).after != "":
				return UnitWaits
			}
		}
	}
	switch s := c.Stage(); {
	case !s.IsOpen():
		return NobodyWaits
	case c.UnitRefused != nil:
		return ClerkWaits
	case s == StageClarifying, s == StagePaying:
		return ApplicantWaits
	case s == StageRegistered:
		return ClerkWaits
	case c.asking() && s == StageHandling && !c.unasked():
		return ThirdPartyWaits
	}
	if _, begun := c.Reply(); !begun && !c.SignedFor.IsZero() && c.awaitsAssists() {
		return AssistWaits
	}
	return UnitWaits
}

// innerDue returns until when the unit should have drafted, no day while it is not
// its turn.
func (c *Case) innerDue() calendar.Date {
	if w := c.WaitsFor(); w != UnitWaits && w != AssistWaits {
		return calendar.Date{}
	}
	return c.InnerDue
}
