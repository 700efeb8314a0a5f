package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A CommitteeWhy is why the committee is asked (复议委员会, 复议法 52.2).
type CommitteeWhy string

// The reasons. AskOwn is a province's alone (24.2): it is not to choose, and stands in what was
// asked before.
const (
	AskGrave     CommitteeWhy = "grave"
	AskTechnical CommitteeWhy = "technical"
	AskOwn       CommitteeWhy = "own"
	AskNeeded    CommitteeWhy = "needed"
)

// CommitteeWhys lists them in the order of the law.
var CommitteeWhys = []CommitteeWhy{AskGrave, AskTechnical, AskNeeded}

// Label returns the Chinese words.
func (w CommitteeWhy) Label() string {
	return map[CommitteeWhy]string{
		AskGrave: "案情重大、疑难、复杂", AskTechnical: "专业性、技术性较强", AskOwn: "复议法第二十四条第二款规定的案件", AskNeeded: "复议机构认为有必要",
	}[w]
}

// Article returns the place in the law.
func (w CommitteeWhy) Article() string {
	item := map[CommitteeWhy]string{AskGrave: "第一项", AskTechnical: "第二项", AskOwn: "第三项", AskNeeded: "第四项"}[w]
	if item == "" {
		return ""
	}
	return review("第五十二条第二款" + item)
}

// A CommitteeWay is how the committee advised (实施条例 51).
type CommitteeWay string

// The ways.
const (
	WholeCommittee CommitteeWay = "whole"
	CaseMeeting    CommitteeWay = "meeting"
	OtherWay       CommitteeWay = "other"
)

// CommitteeWays lists them as forms show them.
var CommitteeWays = []CommitteeWay{CaseMeeting, WholeCommittee, OtherWay}

// Label returns the Chinese words.
func (w CommitteeWay) Label() string {
	return map[CommitteeWay]string{WholeCommittee: "全体会议", CaseMeeting: "案件咨询会议", OtherWay: "其他形式"}[w]
}

// CommitteeAsked notes that the committee is asked for its opinion (提请咨询意见).
type CommitteeAsked struct {
	Why     CommitteeWhy `json:"why"`
	Private struct {
		Question string `json:"question"`
	} `json:"-"`
}

// CommitteeAdvised notes what the committee said (咨询意见); the entry's day is that of the
// opinion.
type CommitteeAdvised struct {
	Way       CommitteeWay `json:"way"`
	Materials []int        `json:"materials,omitempty"` // the opinion on paper
	Private   struct {
		Who  string `json:"who"` // who took part
		Text string `json:"text"`
	} `json:"-"`
}

// An Opinion is what the committee was asked and what it said.
type Opinion struct {
	CommitteeAsked
	Entry       int
	AskedOn     calendar.Date
	Advice      *CommitteeAdvised // nil while it is awaited
	AdviceEntry int
	On          calendar.Date
}

// A Following is whether the committee's opinion is followed (采纳情况, 实施条例 52).
type Following string

// The ways. One that is not followed whole needs its reason.
const (
	FollowWhole Following = "followed"
	FollowPart  Following = "part"
	FollowNot   Following = "not"
)

// Followings lists them as forms show them.
var Followings = []Following{FollowWhole, FollowPart, FollowNot}

// Label returns the Chinese words.
func (f Following) Label() string {
	return map[Following]string{FollowWhole: "采纳", FollowPart: "部分采纳", FollowNot: "不采纳"}[f]
}

var _, _ = know[CommitteeAsked](), know[CommitteeAdvised]()

// FactType implements ledger.Fact, as do the following.
func (CommitteeAsked) FactType() string   { return "committee_asked" }
func (CommitteeAdvised) FactType() string { return "committee_advised" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *CommitteeAsked) Personal() any   { return &f.Private }
func (f *CommitteeAdvised) Personal() any { return &f.Private }

func (f *CommitteeAdvised) holds() []int { return f.Materials }

func (f *CommitteeAsked) change(c *Case, p Past) error {
	c.Opinions = append(c.Opinions, Opinion{CommitteeAsked: *f, Entry: p.N, AskedOn: p.On})
	return nil
}

func (f *CommitteeAdvised) change(c *Case, p Past) error {
	if o := c.awaited(); o != nil {
		o.Advice, o.AdviceEntry, o.On = f, p.N, p.On
	}
	return nil
}

// awaited returns the opinion that was asked for and has not come, nil if there is none.
func (c *Case) awaited() *Opinion {
	if n := len(c.Opinions); n > 0 && c.Opinions[n-1].Advice == nil {
		return &c.Opinions[n-1]
	}
	return nil
}

// AwaitsCommittee reports whether the committee was asked and has not said yet.
func (c *Case) AwaitsCommittee() bool { return c.awaited() != nil }

// IsAdvised reports whether the committee gave an opinion: a proposal says whether it is
// followed.
func (c *Case) IsAdvised() bool {
	return slices.ContainsFunc(c.Opinions, func(o Opinion) bool { return o.Advice != nil })
}

// AdviceFiles lists the materials that are opinions of the committee: inner ones.
func (c *Case) AdviceFiles() []int {
	var files []int
	for _, o := range c.Opinions {
		if o.Advice != nil {
			files = append(files, o.Advice.Materials...)
		}
	}
	return files
}

// OwesCommittee reports whether a hearing was set because the case is grave, and the committee
// was not asked, as it should be (复议法 52.2(1)).
func (c *Case) OwesCommittee() bool {
	return len(c.Opinions) == 0 && slices.ContainsFunc(c.Sessions, func(s Session) bool { return s.Why == GraveCase && s.Off == nil })
}

// AskingCommittee decides that the committee is asked.
func (c *Case) AskingCommittee(f CommitteeAsked, s Situation) (*CommitteeAsked, error) {
	if err := c.Allows(AskCommittee, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if !slices.Contains(CommitteeWhys, f.Why) {
		form.Bad("why", "review_committee_why")
	}
	form.Need("question", &f.Private.Question, "review_committee_question")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Advising decides that the committee's opinion came, of a day.
func (c *Case) Advising(f CommitteeAdvised, on calendar.Date, s Situation) (*CommitteeAdvised, error) {
	if err := c.Allows(TakeAdvice, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Way.Label() == "" {
		form.Bad("way", "review_committee_way")
	}
	form.Need("who", &f.Private.Who, "review_committee_who")
	form.Need("text", &f.Private.Text, "review_committee_text")
	s.checkDay(form, on, c.awaited().AskedOn, "review_committee_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// following checks what a proposal says of the committee's opinion, or why it was not asked
// for where it should be.
func (c *Case) following(form fault.Form, f *Proposed) {
	if f.Unasked = c.OwesCommittee(); f.Unasked {
		form.Need("unasked", &f.Private.Unasked, "review_committee_unasked")
	} else {
		f.Private.Unasked = ""
	}
	if !c.IsAdvised() {
		f.Following, f.Private.Otherwise = "", ""
		return
	}
	switch f.Following {
	case FollowWhole:
		f.Private.Otherwise = ""
	case FollowPart, FollowNot:
		form.Need("otherwise", &f.Private.Otherwise, "review_committee_reason")
	default:
		form.Bad("following", "review_committee_following")
	}
}

func committeeAnswered(c *Case, _ Situation) *fault.Error {
	if o := c.awaited(); o != nil {
		return fault.New(fault.Conflict, "review_committee_awaited", o.AskedOn.Chinese())
	}
	return nil
}

// committeeOwed: a grave case is decided on the committee's opinion, or the proposal says why
// it was not asked for.
func committeeOwed(c *Case, _ Situation) *fault.Error {
	if c.OwesCommittee() && !c.Proposal.Unasked {
		return fault.New(fault.Conflict, "review_committee_owed")
	}
	return nil
}

func committeeAsked(c *Case, _ Situation) *fault.Error {
	if !c.AwaitsCommittee() {
		return fault.New(fault.Conflict, "review_committee_first")
	}
	return nil
}

// adviceWeighed: the proposal was made on the opinions as they are, none of which was taken
// back since.
func adviceWeighed(c *Case, _ Situation) *fault.Error {
	for _, o := range c.Opinions {
		if c.Proposal.Entry < o.AdviceEntry {
			return fault.New(fault.Conflict, "review_committee_propose", o.On.Chinese())
		}
	}
	for _, past := range c.History {
		back, ok := past.Fact.(*TakenBack)
		if !ok || past.N < c.Proposal.Entry || back.Corrects > c.Proposal.Entry {
			continue
		}
		if _, weighed := c.History[back.Corrects-1].Fact.(*CommitteeAdvised); weighed {
			return fault.New(fault.Conflict, "review_committee_gone")
		}
	}
	return nil
}

func (f *CommitteeAsked) retract(c *Case, p Past) *fault.Error {
	if err := c.whileOpen(); err != nil {
		return err
	}
	for _, o := range c.Opinions {
		if o.Entry == p.N && o.Advice != nil {
			return fault.New(fault.Conflict, "review_entry_rests", o.On.Chinese())
		}
	}
	return nil
}

// retract: a proposal that weighed it is made again (adviceWeighed).
func (f *CommitteeAdvised) retract(c *Case, p Past) *fault.Error {
	if err := c.whileOpen(); err != nil {
		return err
	}
	if n := len(c.Opinions); n > 0 && c.Opinions[n-1].Entry > p.N { // asked again since
		return fault.New(fault.Conflict, "review_entry_rests", c.Opinions[n-1].AskedOn.Chinese())
	}
	return nil
}
