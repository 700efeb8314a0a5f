package casefile

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Being says what somebody is to whom a letter goes: by it the letter says 您,
// 你单位 or 贵机关.
type Being string

// The beings.
const (
	Person       Being = "person"       // 自然人
	Organisation Being = "organisation" // 法人或者其他组织
	Authority    Being = "agency"       // 行政机关
)

// Beings lists them as forms show them.
var Beings = []Being{Person, Organisation, Authority}

// Label returns the Chinese name, "" for none.
func (b Being) Label() string {
	return map[Being]string{Person: "自然人", Organisation: "法人或者其他组织", Authority: "行政机关"}[b]
}

// An Addressee is somebody to whom letters of a case go. The applicant is one by
// nature; who else is, some fact of a procedure has said (Case.Others).
type Addressee struct {
	Name     string `json:"name"`
	Is       Being  `json:"is"`
	Contact  string `json:"contact,omitempty"` // the person to ask for, of an organisation or agency
	Phone    string `json:"phone,omitempty"`
	PostCode string `json:"post_code,omitempty"`
	Address  string `json:"address,omitempty"`
}

// ForApplicant reports whether the letter is the applicant's. All others go on
// paper to somebody else, and the applicant sees nothing of them.
func (l Letter) ForApplicant() bool { return l.To == 0 }

// AddresseeOf returns for whom a letter is.
func (c *Case) AddresseeOf(l Letter) Addressee { return c.Recipient(l.To) }

// Recipient returns one of those to whom letters go: the n-th of the others, or with 0
// the applicant.
func (c *Case) Recipient(to int) Addressee {
	if other, ok := c.Other(to); ok {
		return other
	}
	return c.Applicant.addressee(c.Class)
}

// Other returns the n-th of those who are not the applicant.
func (c *Case) Other(n int) (Addressee, bool) {
	if n < 1 || n > len(c.Others) {
		return Addressee{}, false
	}
	return c.Others[n-1], true
}

// A LetterTo is a letter to somebody else than the applicant that could be begun.
type LetterTo struct {
	Kind LetterKind
	To   int // among the others of the case
}

// LettersToOthers lists the letters that can be begun now to others than the
// applicant, in the order of the kinds.
func (c *Case) LettersToOthers(s Situation) []LetterTo {
	var all []LetterTo
	for _, n := range notices {
		for to := range c.Others {
			if n.to != nil && c.AllowsNewTo(n.kind, to+1, s) == nil {
				all = append(all, LetterTo{n.kind, to + 1})
			}
		}
	}
	reply, _ := c.ReplyTo(0)
	for _, j := range c.JointApplicants() {
		if c.replyToOne(j.To, s) == nil {
			all = append(all, LetterTo{reply.Kind, j.To})
		}
	}
	return all
}

// AllowsNewTo returns nil if a letter of the kind can be begun now to one of the
// others of the case, or, with to 0, to the applicant.
func (c *Case) AllowsNewTo(kind LetterKind, to int, s Situation) error {
	notice := noticeOf(kind)
	if _, joint := c.JointApplicant(to); joint && !IsNotice(kind) {
		return c.replyToOne(to, s)
	}
	if _, ok := c.Other(to); notice.to == nil && to != 0 || notice.to != nil && !ok {
		return fault.New(fault.Conflict, "letter_addressee_wrong")
	}
	if notice.to == nil {
		return c.AllowsNew(kind, s)
	}
	if err := notice.alive(c, s); err != nil {
		return err
	}
	if err := notice.to(c, to, s); err != nil {
		return err
	}
	return asks(notice.inTime, c, s)
}

// alive says why letters of the kind cannot be worked on: as a rule since the case
// has been answered, of a kind that outlives the reply since the file was put away,
// and of one about the end of the case before it has ended so.
func (n noticeRule) alive(c *Case, s Situation) error {
	switch {
	case n.after != "":
		return n.ended(c, s)
	case n.always:
		return asks(notAnnulled, c, s)
	case !n.outlives:
		return asks(open, c, s)
	}
	for _, holds := range []condition{notAnnulled, notEnded, notArchived} {
		if err := holds(c, s); err != nil {
			return err
		}
	}
	return nil
}

// notEnded: the case was not withdrawn or closed. An answered one is not.
func notEnded(c *Case, _ Situation) *fault.Error {
	if c.ended != "" {
		return fault.New(fault.Conflict, "case_not_open", c.Stage().Label())
	}
	return nil
}

// nothingBegun: the file is not put away while a letter to somebody else, or about
// its end, is on its way to the signature.
func nothingBegun(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		switch {
		case l.Number != "" || !l.Stands():
		case !l.ForApplicant():
			return fault.New(fault.Conflict, "letter_to_other_begun", l.Stage.Label())
		case noticeOf(l.Kind).after != "":
			return fault.New(fault.Conflict, "withdrawal_letter_begun", l.Stage.Label())
		}
	}
	return nil
}

// letterTo returns the standing letter of one of the kinds to the n-th other,
// the latest if there are several.
func (c *Case) letterTo(to int, kinds ...LetterKind) (Letter, bool) {
	for i := len(c.Letters) - 1; i >= 0; i-- {
		l := c.Letters[i]
		if l.To != to || to == 0 || !l.Stands() {
			continue
		}
		for _, kind := range kinds {
			if l.Kind == kind {
				return l, true
			}
		}
	}
	return Letter{}, false
}

// went reports whether the letter went out, and on which day.
func (l Letter) went() (calendar.Date, bool) { return l.ServedOn, l.Stage == IsServed }

// PlaceOf says who in the case one of those is to whom letters go, without a name.
func (c *Case) PlaceOf(to int) (string, bool) {
	if to == 0 {
		return "申请人", true
	}
	if _, ok := c.Other(to); !ok {
		return "", false
	}
	if j, ok := c.JointApplicant(to); ok {
		return "共同申请人" + strconv.Itoa(j.N), true
	}
	return "其他收件人" + strconv.Itoa(to), true
}
