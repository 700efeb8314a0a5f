package reconsider

import (
	"encoding/json"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A Publicity is how far a decision has come on its way to the public (复议法 79.1). The
// codes stand in rows.
type Publicity string

// The states. One that nothing is to be published of has none.
const (
	ToPublish        Publicity = "due"       // it is in force, and nothing was done yet
	CopyPrepared     Publicity = "prepared"  // somebody else has to check the copy
	CopyChecked      Publicity = "checked"   // the head has to release it
	Published        Publicity = "released"  // anybody can read it
	PublicationTaken Publicity = "withdrawn" // anybody could
	NotPublished     Publicity = "withheld"  // it must not be published
)

// Publicities lists them in that order.
var Publicities = []Publicity{ToPublish, CopyPrepared, CopyChecked, Published, PublicationTaken, NotPublished}

// Label returns the Chinese words.
func (p Publicity) Label() string {
	return map[Publicity]string{
		ToPublish: "待制作公布文本", CopyPrepared: "待核对", CopyChecked: "待公布", Published: "已公布", PublicationTaken: "已撤下", NotPublished: "不公布",
	}[p]
}

// A SecrecyGround is why a decision is not published (条例 14, 15).
type SecrecyGround string

// The grounds.
const (
	StateSecret     SecrecyGround = "secret"
	TradeSecret     SecrecyGround = "commercial"
	Privacy         SecrecyGround = "privacy"
	ActNotOpen      SecrecyGround = "act" // what is objected to is not open itself
	OtherwiseSecret SecrecyGround = "other"
)

// SecrecyGrounds lists them as forms show them.
var SecrecyGrounds = []SecrecyGround{StateSecret, TradeSecret, Privacy, ActNotOpen, OtherwiseSecret}

// Label returns the Chinese words.
func (g SecrecyGround) Label() string {
	return map[SecrecyGround]string{
		StateSecret: "涉及国家秘密", TradeSecret: "涉及商业秘密，隐去后仍能看出", Privacy: "涉及个人隐私，隐去后仍能看出", ActNotOpen: "被申请复议的行为本身不公开", OtherwiseSecret: "法律、行政法规禁止公开的其他情形",
	}[g]
}

// Publication is where a decision stands on its way to the public. The zero one was not
// begun.
type Publication struct {
	PublicationPrepared
	Entry     int // of the copy
	By        int64
	On        calendar.Date
	CheckedBy int64
	CheckedOn calendar.Date
	Released  calendar.Date
	Taken     calendar.Date // taken down again
	TakenFor  string
	Withheld  SecrecyGround
	Why       string // it is withheld
	state     Publicity
}

// PublicationPrepared holds the copy of a decision from which personal data are removed
// (公布文本). What is removed follows from the case and from the words that a person chose.
type PublicationPrepared struct {
	Letter  int `json:"letter"`
	Private struct {
		More []string        `json:"more,omitempty"` // further words to be removed
		Keep []string        `json:"keep,omitempty"` // words that only look like personal data
		Text json.RawMessage `json:"text"`           // the copy, as package letter writes it
	} `json:"-"`
}

// PublicationChecked notes that somebody else has read the copy beside the decision (核对).
type PublicationChecked struct{}

// PublicationReleased publishes the copy that was checked (公布).
type PublicationReleased struct{}

// PublicationWithdrawn takes the copy down again (撤下).
type PublicationWithdrawn struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// PublicationWithheld notes that the decision is not published, and why.
type PublicationWithheld struct {
	Ground  SecrecyGround `json:"ground"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _, _, _, _, _ = know[PublicationPrepared](), know[PublicationChecked](), know[PublicationReleased](), know[PublicationWithdrawn](), know[PublicationWithheld]()

// FactType implements ledger.Fact, as do the following.
func (PublicationPrepared) FactType() string  { return "publication_prepared" }
func (PublicationChecked) FactType() string   { return "publication_checked" }
func (PublicationReleased) FactType() string  { return "publication_released" }
func (PublicationWithdrawn) FactType() string { return "publication_withdrawn" }
func (PublicationWithheld) FactType() string  { return "publication_withheld" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *PublicationPrepared) Personal() any  { return &f.Private }
func (f *PublicationWithdrawn) Personal() any { return &f.Private }
func (f *PublicationWithheld) Personal() any  { return &f.Private }

func (f *PublicationPrepared) change(c *Case, p Past) error {
	c.Publication = Publication{PublicationPrepared: *f, Entry: p.N, By: p.By, On: p.On, state: CopyPrepared}
	return nil
}

func (f *PublicationChecked) change(c *Case, p Past) error {
	c.Publication.CheckedBy, c.Publication.CheckedOn, c.Publication.state = p.By, p.On, CopyChecked
	return nil
}

func (f *PublicationReleased) change(c *Case, p Past) error {
	c.Publication.Released, c.Publication.state = p.On, Published
	return nil
}

func (f *PublicationWithdrawn) change(c *Case, p Past) error {
	c.Publication.Taken, c.Publication.TakenFor, c.Publication.state = p.On, f.Private.Reason, PublicationTaken
	return nil
}

func (f *PublicationWithheld) change(c *Case, p Past) error {
	c.Publication = Publication{Entry: p.N, By: p.By, On: p.On, Withheld: f.Ground, Why: f.Private.Reason, state: NotPublished}
	return nil
}

// Publicity returns how far the decision has come on its way to the public.
func (c *Case) Publicity() Publicity {
	if c.Publication.state == "" && publishable(c, Situation{}) == nil {
		return ToPublish
	}
	return c.Publication.state
}

// publishable: a decision was served, for then it is in force (复议法 75). What was
// mediated or ended is no decision.
func publishable(c *Case, _ Situation) *fault.Error {
	paper, o, decided := c.Decision()
	switch {
	case !decided || !judged(Sketch{Outcome: o}):
		return fault.New(fault.Conflict, "review_not_decided")
	case paper.Stage != casefile.IsServed:
		return fault.New(fault.Conflict, "review_not_in_force", paper.Number)
	}
	return nil
}

// publicity: the copy is in one of these states.
func publicity(states ...Publicity) condition {
	return func(c *Case, _ Situation) *fault.Error {
		if !slices.Contains(states, c.Publication.state) {
			now := c.Publicity()
			if now == "" {
				return fault.New(fault.Conflict, "review_not_decided")
			}
			return fault.New(fault.Conflict, "review_publicity", now.Label())
		}
		return nil
	}
}

// Preparing decides that a copy is the one to be checked. texts are all that stands in it.
func (c *Case) Preparing(f PublicationPrepared, texts []string, s Situation) (*PublicationPrepared, error) {
	if err := c.Allows(PreparePublication, s); err != nil {
		return nil, err
	}
	paper, _, _ := c.Decision()
	f.Letter = paper.N
	if left := c.Masks(f.Private.More, f.Private.Keep).Left(strings.Join(texts, "\n")); len(left) > 0 {
		return nil, fault.AtField("more", "review_copy_left", strings.Join(left, "、"))
	}
	return &f, nil
}

// CheckingPublication decides that somebody has read the copy: not who made it.
func (c *Case) CheckingPublication(by int64, s Situation) (*PublicationChecked, error) {
	if err := c.Allows(CheckPublication, s); err != nil {
		return nil, err
	}
	if by == c.Publication.By {
		return nil, fault.New(fault.Conflict, "review_copy_own")
	}
	return &PublicationChecked{}, nil
}

// WithdrawingPublication decides that the copy is taken down.
func (c *Case) WithdrawingPublication(f PublicationWithdrawn, s Situation) (*PublicationWithdrawn, error) {
	if err := c.Allows(WithdrawPublication, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// Withholding decides that the decision is not published.
func (c *Case) Withholding(f PublicationWithheld, s Situation) (*PublicationWithheld, error) {
	if err := c.Allows(WithholdPublication, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Ground.Label() == "" {
		form.Bad("ground", "review_withhold_ground")
	}
	form.Need("why", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// retract: a check is taken back while nothing rests on it; a reason not to publish while
// no copy was made since.
func (f *PublicationChecked) retract(c *Case, p Past) *fault.Error {
	return c.unresting(p.N, onPublication)
}
func (f *PublicationWithheld) retract(c *Case, p Past) *fault.Error {
	return c.unresting(p.N, onPublication)
}

func onPublication(f ledger.Fact) bool {
	switch f.(type) {
	case *PublicationPrepared, *PublicationChecked, *PublicationReleased, *PublicationWithdrawn, *PublicationWithheld:
		return true
	}
	return false
}
