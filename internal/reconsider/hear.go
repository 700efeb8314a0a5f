package reconsider

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Hearing is one occasion on which a party was heard.
type Hearing struct {
	PartyHeard
	Entry int
	On    calendar.Date
}

// A HearingWay is how a party was heard (复议法 49, 50).
type HearingWay string

// The ways.
const (
	InPerson  HearingWay = "in_person" // 当面
	ByPhone   HearingWay = "phone"     // 电话
	Online    HearingWay = "online"    // 互联网
	InWriting HearingWay = "writing"   // 书面
	AtHearing HearingWay = "hearing"   // 听证
	NotHeard  HearingWay = "not_heard" // 因当事人原因不能听取
)

// HearingWays lists them as forms show them. A hearing of all parties is a Session; the
// way is one of entries of before.
var HearingWays = []HearingWay{InPerson, ByPhone, Online, InWriting, NotHeard}

// Label returns the Chinese words.
func (w HearingWay) Label() string {
	return map[HearingWay]string{
		InPerson: "当面", ByPhone: "电话", Online: "互联网", InWriting: "书面", AtHearing: "听证", NotHeard: "因当事人原因没有听取成",
	}[w]
}

// PartyHeard notes that a party was heard, or could not be (听取意见, 听证). The
// entry's day is the day of it.
type PartyHeard struct {
	Role      Role       `json:"role"`
	Way       HearingWay `json:"way"`
	Materials []int      `json:"materials,omitempty"` // records, written or sounded
	Private   struct {
		Who  string `json:"who"`  // who spoke, who asked and wrote
		Text string `json:"text"` // what was said, or why it could not be heard
	} `json:"-"`
}

var _ = know[PartyHeard]()

// FactType implements ledger.Fact.
func (PartyHeard) FactType() string { return "party_heard" }

// Personal implements ledger.PersonalFact.
func (f *PartyHeard) Personal() any { return &f.Private }

func (f *PartyHeard) holds() []int { return f.Materials }

func (f *PartyHeard) change(c *Case, p Past) error {
	c.Heard = append(c.Heard, Hearing{*f, p.N, p.On})
	return nil
}

// HasHeard reports whether those of a role were heard, or it is said why not.
func (c *Case) HasHeard(role Role) bool {
	for _, h := range c.Heard {
		if h.Role == role {
			return true
		}
	}
	return c.inSession(role)
}

// Hear decides the note that a party was heard on a day.
func (c *Case) Hear(f PartyHeard, on calendar.Date, s Situation) (*PartyHeard, error) {
	if err := c.Allows(HearParty, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Role.Label() == "" {
		form.Bad("role", "review_heard_whom")
	}
	if f.Way.Label() == "" {
		form.Bad("way", "review_heard_how")
	}
	f.Private.Who = strings.TrimSpace(f.Private.Who)
	form.Need("text", &f.Private.Text, "review_heard_what")
	s.checkDay(form, on, c.ReceivedOn, "review_heard_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
