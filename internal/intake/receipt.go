package intake

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A CallOutcome is how a try to reach the applicant by phone ended.
type CallOutcome string

// The outcomes of a call.
const (
	Reached   CallOutcome = "reached"    // spoken to: the receipt is confirmed
	NoAnswer  CallOutcome = "no_answer"  // nobody answered
	Busy      CallOutcome = "busy"       // engaged
	WrongLine CallOutcome = "wrong_line" // another person, or no such number
)

// Label returns the Chinese name of the outcome.
func (o CallOutcome) Label() string {
	return map[CallOutcome]string{Reached: "接通，已确认", NoAnswer: "无人接听", Busy: "占线", WrongLine: "不是本人或空号"}[o]
}

// A Call is one try to confirm the receipt by phone (条例 31(2)).
type Call struct {
	At      time.Time   `json:"at"`
	Outcome CallOutcome `json:"outcome"`
	Note    string      `json:"note,omitempty"`
}

// ReceiptFacts is what is known about the arrival of an input; which of it
// counts depends on the door. Zero values are not known.
type ReceiptFacts struct {
	Today           calendar.Date // for what could still be done today
	HandedInOn      calendar.Date // counter
	SignedOn        calendar.Date // signed post: by any unit of the agency
	SignedBy        string        // who signed, such as 门卫室
	Tracking        string        // signed post: number of the item
	ArrivedOn       calendar.Date // ordinary letter
	Calls           []Call        // ordinary letter, or a mail that was not confirmed by itself
	ConfirmedOn     calendar.Date // the day the applicant confirmed by phone, where it is not in Calls
	ReachedAt       time.Time     // mail: when the server took it in (INTERNALDATE)
	SubmittedAt     time.Time     // web
	AutoConfirmedAt time.Time     // mail, web: when the automatic confirmation was sent or shown
}

// The articles, as the candidates name them.
const (
	articleHandedIn = "条例第三十一条第一项"
	articlePosted   = "条例第三十一条第二项"
	articleInternet = "条例第三十一条第三项"
	letter207       = "国办公开办函〔2015〕207号"
	guidingCase26   = "指导性案例26号"
)

// ReceiptDates returns the days that could be the day of receipt and the index
// of the one that is proposed, -1 if none can be proposed yet (an ordinary
// letter or a mail nobody has confirmed: the proof of the candidate for today
// says that the call is still to be made). Candidates are in order of days.
// Follows 条例 31, 国办公开办函〔2015〕207号 and guiding case 26.
func ReceiptDates(door casefile.Door, f ReceiptFacts) (candidates []casefile.ReceiptCandidate, proposed int) {
	switch door {
	case casefile.Counter:
		candidates = append(candidates, casefile.ReceiptCandidate{On: f.HandedInOn, Ground: casefile.HandedIn, Article: articleHandedIn, Proof: "当面提交，已出具收件回执"})
		return known(candidates, casefile.HandedIn)
	case casefile.PostSigned:
		candidates = append(candidates, casefile.ReceiptCandidate{On: f.SignedOn, Ground: casefile.SignedFor, Article: articlePosted + "、" + letter207, Proof: signedProof(f)})
		return known(candidates, casefile.SignedFor)
	case casefile.PostOrdinary:
		candidates = append(candidates,
			casefile.ReceiptCandidate{On: f.ArrivedOn, Ground: casefile.Arrived, Article: articlePosted + "，从严", Proof: "来信到达本机关"},
			byPhone(f, articlePosted))
		return known(candidates, casefile.PhoneConfirmed)
	case casefile.Transferred:
		candidates = append(candidates,
			casefile.ReceiptCandidate{On: f.ArrivedOn, Ground: casefile.Arrived, Article: articlePosted + "，从严", Proof: "转送到达本机关"},
			byPhone(f, articlePosted+"，参照平信"))
		return known(candidates, casefile.PhoneConfirmed)
	case casefile.Mail:
		candidates = append(candidates,
			casefile.ReceiptCandidate{On: dayOf(f.ReachedAt), Ground: casefile.ReachedMailbox, Article: letter207, Proof: atTime(f.ReachedAt, "到达公布的邮箱，以服务器记录为准")},
			confirmedBySystem(f, "发出，对方邮箱可收"),
			byPhone(f, articleInternet))
		return known(candidates, casefile.BothConfirmed)
	case casefile.Web:
		candidates = append(candidates,
			casefile.ReceiptCandidate{On: dayOf(f.SubmittedAt), Ground: casefile.Submitted, Article: letter207, Proof: atTime(f.SubmittedAt, "在网上提交")},
			confirmedBySystem(f, "显示收件号并确认"))
		return known(candidates, casefile.BothConfirmed)
	}
	return nil, -1
}

// known drops the candidates without a day, sorts the others by day, and finds
// the proposed one: a confirmation that did take place, the earliest of them;
// on the counter and in signed post the only one there is.
func known(all []casefile.ReceiptCandidate, want casefile.Ground) (candidates []casefile.ReceiptCandidate, proposed int) {
	for _, c := range all {
		if !c.On.IsZero() {
			candidates = append(candidates, c)
		}
	}
	slices.SortStableFunc(candidates, func(a, b casefile.ReceiptCandidate) int { return a.On.Compare(b.On) })
	for i, c := range candidates {
		confirmed := c.Ground == want || want == casefile.BothConfirmed && c.Ground == casefile.PhoneConfirmed
		if confirmed && !IsToCall(c) {
			return candidates, i
		}
	}
	return candidates, -1
}

// confirmedBySystem is the candidate of the automatic confirmation, which
// counts as the agency's own (guiding case 26).
func confirmedBySystem(f ReceiptFacts, how string) casefile.ReceiptCandidate {
	return casefile.ReceiptCandidate{
		On: dayOf(f.AutoConfirmedAt), Ground: casefile.BothConfirmed,
		Article: articleInternet + "、" + guidingCase26,
		Proof:   atTime(f.AutoConfirmedAt, "自动确认"+how),
	}
}

// notYet ends the proof of a call that is still to be made.
const notYet = "尚未通话"

// IsToCall reports whether the candidate is the day of a call that is still to
// be made: it shows what a call today would come to, and cannot be chosen.
func IsToCall(c casefile.ReceiptCandidate) bool { return strings.HasSuffix(c.Proof, notYet) }

// byPhone is the candidate of the confirmation by phone: the first call that
// reached the applicant, or the day entered without calls; else today, still
// to be done, with the tries made so far.
func byPhone(f ReceiptFacts, article string) casefile.ReceiptCandidate {
	c := casefile.ReceiptCandidate{Ground: casefile.PhoneConfirmed, Article: article}
	calls := slices.Clone(f.Calls)
	slices.SortStableFunc(calls, func(a, b Call) int { return a.At.Compare(b.At) })
	tries := 0
	for _, call := range calls {
		if call.Outcome == Reached {
			c.On = dayOf(call.At)
			c.Proof = atTime(call.At, "电话与申请人确认") + triesText(tries)
			return c
		}
		tries++
	}
	if !f.ConfirmedOn.IsZero() {
		c.On = f.ConfirmedOn
		c.Proof = "与申请人确认" + triesText(tries)
		return c
	}
	if f.AutoConfirmedAt.IsZero() || dayOf(f.AutoConfirmedAt).Before(f.Today) {
		c.On = f.Today
		c.Proof = "今天电话与申请人确认" + triesText(tries) + "；" + notYet
	}
	return c
}

func triesText(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("（此前 %d 次未接通，已记录）", n)
}

func signedProof(f ReceiptFacts) string {
	proof := "本机关签收"
	if f.SignedBy != "" {
		proof = f.SignedBy + "签收"
	}
	if f.Tracking != "" {
		proof += "，邮件号 " + f.Tracking
	}
	return proof
}

// dayOf returns the day of an instant, no day for the zero instant.
func dayOf(t time.Time) calendar.Date {
	if t.IsZero() {
		return calendar.Date{}
	}
	return calendar.DateOf(t)
}

// atTime writes 11月20日 21:47:05 before what happened then.
func atTime(t time.Time, what string) string {
	if t.IsZero() {
		return what
	}
	return calendar.DateOf(t).ChineseShort() + " " + t.In(calendar.Zone).Format("15:04:05") + " " + what
}
