package lawsuit

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/reconsider"
)

// A Result is what a court decided. The codes are stable: they stand in the ledger.
type Result string

// The results.
const (
	ClaimDismissed  Result = "claim_dismissed"  // 驳回诉讼请求
	Revoked         Result = "revoked"          // 撤销, whole or part
	Perform         Result = "perform"          // 判决履行: to disclose or to answer
	Changed         Result = "changed"          // 变更
	Unlawful        Result = "unlawful"         // 确认违法
	Void            Result = "void"             // 确认无效
	Forbidden       Result = "forbidden"        // 判决不得公开
	NotFiled        Result = "not_filed"        // 不予立案
	SuitDismissed   Result = "suit_dismissed"   // 驳回起诉
	Withdrawn       Result = "withdrawn"        // 准予撤诉
	Mediated        Result = "mediated"         // 调解
	Ended           Result = "ended"            // 终结诉讼
	Affirmed        Result = "affirmed"         // 维持原裁判
	AppealWithdrawn Result = "appeal_withdrawn" // 准予撤回上诉
	Remanded        Result = "remanded"         // 发回重审
)

// A resultRule is what the law says of one result.
type resultRule struct {
	label   string
	article string
	column  reconsider.Column
	ruling  bool // by a ruling (裁定), else by a judgment
	settled bool // nobody can appeal: it is in force when it is served
	keeps   bool // it leaves what the court below decided as it was
	above   bool // only a court above decides so
}

// results holds each result, in the order in which forms show them. As in reconsideration
// only what was said of the act counts as upheld: 驳回起诉 says nothing of it.
var results = []struct {
	code Result
	resultRule
}{
	{Affirmed, resultRule{label: "维持原判、原裁定（驳回上诉或者再审请求）", article: litigation("第八十九条第一款第一项"), settled: true, keeps: true, above: true}},
	{ClaimDismissed, resultRule{label: "驳回诉讼请求", article: litigation("第六十九条"), column: reconsider.ColumnUpheld}},
	{Revoked, resultRule{label: "撤销（全部或者部分）", article: litigation("第七十条"), column: reconsider.ColumnCorrected}},
	{Perform, resultRule{label: "判决履行（公开、答复）", article: litigation("第七十二条"), column: reconsider.ColumnCorrected}},
	{Changed, resultRule{label: "变更", article: litigation("第七十七条"), column: reconsider.ColumnCorrected}},
	{Unlawful, resultRule{label: "确认违法", article: litigation("第七十四条"), column: reconsider.ColumnCorrected}},
	{Void, resultRule{label: "确认无效", article: litigation("第七十五条"), column: reconsider.ColumnCorrected}},
	{Forbidden, resultRule{label: "判决不得公开", article: law.CourtInterpretation.At("第十三条"), column: reconsider.ColumnCorrected}},
	{NotFiled, resultRule{label: "不予立案", article: litigation("第五十一条"), column: reconsider.ColumnOther, ruling: true}},
	{SuitDismissed, resultRule{label: "驳回起诉", article: law.CourtRules.At("第六十九条"), column: reconsider.ColumnOther, ruling: true}},
	{Withdrawn, resultRule{label: "准予撤诉", article: litigation("第六十二条"), column: reconsider.ColumnOther, ruling: true, settled: true}},
	{Mediated, resultRule{label: "调解", article: litigation("第六十条"), column: reconsider.ColumnOther, ruling: true, settled: true}},
	{Ended, resultRule{label: "终结诉讼", article: law.CourtRules.At("第八十八条"), column: reconsider.ColumnOther, ruling: true, settled: true}},
	{AppealWithdrawn, resultRule{label: "准予撤回上诉", article: law.CourtRules.At("第一百零九条"), ruling: true, settled: true, keeps: true, above: true}},
	{Remanded, resultRule{label: "发回重审、指令审理", article: litigation("第八十九条"), ruling: true, settled: true, above: true}},
}

// litigation cites a place of the statute as staff do.
func litigation(place string) string { return law.LitigationLaw.At(place) }

func (r Result) rule() resultRule {
	for _, row := range results {
		if row.code == r {
			return row.resultRule
		}
	}
	return resultRule{}
}

// Label returns the Chinese words.
func (r Result) Label() string { return r.rule().label }

// Article returns what it rests on, as staff cite it.
func (r Result) Article() string { return r.rule().article }

// Column returns where it counts in the yearly report; "" for what leaves the ruling below
// as it was, or sends the case back.
func (r Result) Column() reconsider.Column { return r.rule().column }

// IsRuling reports whether it is decided by a ruling (裁定), else by a judgment (判决).
func (r Result) IsRuling() bool { return r.rule().ruling }

// ResultsAt lists what a court of a level can decide, as forms show it.
func ResultsAt(l Level) []Result {
	var all []Result
	for _, row := range results {
		if l != First || !row.above {
			all = append(all, row.code)
		}
	}
	return all
}

// A Demand is what the court orders the office to do.
type Demand string

// The demands.
const (
	NoDemand   Demand = ""         // nothing
	ToAnswer   Demand = "answer"   // 重新答复、答复
	ToDisclose Demand = "disclose" // 公开
)

// Demands lists them as forms show them.
var Demands = []Demand{NoDemand, ToAnswer, ToDisclose}

// Label returns the Chinese words.
func (d Demand) Label() string {
	return map[Demand]string{NoDemand: "没有责令", ToAnswer: "责令答复或者重新答复", ToDisclose: "责令公开"}[d]
}

// A Ruling is what a court decided, as it was noted.
type Ruling struct {
	Ruled
	Entry int
	On    calendar.Date // the office received it
}

// Ruled notes what the court decided (裁判). The entry's day is the one on which the
// office received it.
type Ruled struct {
	Result    Result        `json:"result"`
	Number    string        `json:"number"` // of the judgment or ruling; mostly that of the case
	DecidedOn calendar.Date `json:"decided_on"`
	TheyGotOn calendar.Date `json:"they_got_on,omitzero"` // the plaintiff received it; no day while that is not known
	Part      bool          `json:"part,omitempty"`       // of the reply only a part is revoked
	Procedure bool          `json:"procedure,omitempty"`  // for its procedure alone
	Demand    Demand        `json:"demand,omitempty"`
	Days      int           `json:"days,omitempty"` // workdays to do it in; 0: it names none
	Private   struct {
		Order string `json:"order,omitempty"` // what is ordered, in its words
		Gist  string `json:"gist,omitempty"`  // the reasons, in short
	} `json:"-"`
}

// Appellant is who appealed.
type Appellant string

// The appellants.
const (
	ByPlaintiff  Appellant = "plaintiff"
	ByDefendant  Appellant = "defendant"
	ByThirdParty Appellant = "third_party"
)

// Appellants lists them as forms show them.
var Appellants = []Appellant{ByPlaintiff, ByDefendant, ByThirdParty}

// Label returns the Chinese words.
func (a Appellant) Label() string {
	return map[Appellant]string{ByPlaintiff: "原告", ByDefendant: "被告", ByThirdParty: "第三人"}[a]
}

// An Appeal is that somebody appealed, as it was noted.
type Appeal struct {
	Appealed
	Entry int
	On    calendar.Date
}

// Appealed notes that somebody appealed (上诉). The entry's day is the one on which they
// did, or on which the office got to know.
type Appealed struct {
	By Appellant `json:"by"`
}

// CameIntoForce notes that nobody appealed in time (生效). The entry's day is the one on
// which the judgment came into force.
type CameIntoForce struct {
	Private struct {
		Reason string `json:"reason,omitempty"` // how that is known where it is not when the plaintiff received the ruling
	} `json:"-"`
}

var _, _, _ = know[Ruled](), know[Appealed](), know[CameIntoForce]()

// FactType implements ledger.Fact, as do the following.
func (Ruled) FactType() string         { return "suit_ruled" }
func (Appealed) FactType() string      { return "suit_appealed" }
func (CameIntoForce) FactType() string { return "suit_in_force" }

// Personal implements ledger.PersonalFact.
func (f *Ruled) Personal() any         { return &f.Private }
func (f *CameIntoForce) Personal() any { return &f.Private }

func (f *Ruled) change(c *Case, p Past) error {
	return c.inNow(func(i *Instance) { i.Ruling = Ruling{*f, p.N, p.On} })
}

func (f *Appealed) change(c *Case, p Past) error {
	return c.inNow(func(i *Instance) { i.Appeals = append(i.Appeals, Appeal{*f, p.N, p.On}) })
}

func (f *CameIntoForce) change(c *Case, p Past) error {
	return c.inNow(func(i *Instance) { i.ForceOn = p.On })
}

// IsAppealable reports whether what the court decided can be appealed from: a judgment of
// first instance, and the rulings not to take the suit and to dismiss it (诉讼法 85; 法释
// 〔2018〕1号 101).
func (i Instance) IsAppealable() bool {
	return i.Ruling.Entry != 0 && i.Level == First && !i.Ruling.Result.rule().settled
}

// longestOrder bounds the period that a judgment can name, in workdays: more is a slip of
// the pen.
const longestOrder = 250

// TakingRuling decides the note of a judgment or ruling that came on a day.
func (c *Case) TakingRuling(f Ruled, on calendar.Date, s Situation) (*Ruled, error) {
	if err := c.Allows(TakeRuling); err != nil {
		return nil, err
	}
	form := fault.Form{}
	i := c.Now()
	f.Number, f.Private.Order, f.Private.Gist = strings.TrimSpace(f.Number), strings.TrimSpace(f.Private.Order), strings.TrimSpace(f.Private.Gist)
	c.checkAfter(form, on, i.On, s)
	if !slices.Contains(ResultsAt(i.Level), f.Result) {
		form.Bad("result", "suit_result_needed")
	}
	if f.Number == "" {
		form.Bad("number", "decision_number_needed")
	}
	switch {
	case f.DecidedOn.IsZero():
		form.Bad("decided_on", "date_unreadable")
	case !on.IsZero() && f.DecidedOn.After(on):
		form.Bad("decided_on", "decided_after_received")
	}
	if !f.TheyGotOn.IsZero() && (f.TheyGotOn.After(s.Today) || f.TheyGotOn.Before(f.DecidedOn)) {
		form.Bad("they_got_on", "decision_got_wrong")
	}
	f.checkDemand(form)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// checkDemand notes what is wrong with what is ordered, and drops what the result leaves
// no place for.
func (f *Ruled) checkDemand(form fault.Form) {
	if f.Result != Revoked {
		f.Part, f.Procedure = false, false
	}
	switch f.Result {
	case Revoked, Unlawful, Void, Changed:
	case Perform:
		if f.Demand == NoDemand {
			form.Bad("demand", "suit_demand_needed")
		}
	default:
		f.Demand, f.Days, f.Private.Order = NoDemand, 0, ""
	}
	if f.Demand.Label() == "" {
		form.Bad("demand", "suit_demand_needed")
	}
	if f.Demand == NoDemand {
		f.Days = 0
		return
	}
	if f.Private.Order == "" {
		form.Bad("order", "order_needed")
	}
	if f.Days < 0 || f.Days > longestOrder {
		form.Bad("days", "order_days_wrong", longestOrder)
	}
}

// Appealing decides the note of an appeal on a day.
func (c *Case) Appealing(f Appealed, on calendar.Date, s Situation) (*Appealed, error) {
	if err := c.Allows(NoteAppeal); err != nil {
		return nil, err
	}
	form := fault.Form{}
	i := c.Now()
	if f.By.Label() == "" {
		form.Bad("by", "suit_appellant_needed")
	}
	if slices.ContainsFunc(i.Appeals, func(a Appeal) bool { return a.By == f.By }) {
		form.Bad("by", "suit_appealed_already", f.By.Label())
	}
	c.checkAfter(form, on, i.Ruling.DecidedOn, s)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// ComingIntoForce decides that a judgment came into force on a day: not before the last
// days on which the office and the plaintiff could appeal. When the plaintiff received it
// is not always known; who says then that it is in force says why.
func (c *Case) ComingIntoForce(f CameIntoForce, on calendar.Date, s Situation) (*CameIntoForce, error) {
	if err := c.Allows(NoteForce); err != nil {
		return nil, err
	}
	form := fault.Form{}
	i := c.Now()
	f.Private.Reason = strings.TrimSpace(f.Private.Reason)
	on.CheckPast(form, "on", s.Today)
	theirs, known := i.theyAppealBy(s.Calendar)
	switch due := i.appealBy(s.Calendar); {
	case on.IsZero():
	case known && theirs.After(due.By) && !on.After(theirs):
		form.Bad("on", "suit_force_they_may_appeal", theirs.Chinese())
	case !on.After(due.By):
		form.Bad("on", "suit_force_too_early", due.By.Chinese())
	}
	if !known && f.Private.Reason == "" {
		form.Bad("reason", "suit_force_reason_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// outcomes says what a result is to the request.
var outcomes = map[Result]casefile.RemedyOutcome{
	ClaimDismissed: casefile.Upheld, Revoked: casefile.Revoked, Perform: casefile.OrderedAnswer, Changed: casefile.Revoked, Unlawful: casefile.FoundUnlawful,
	Void: casefile.FoundUnlawful, Forbidden: casefile.FoundUnlawful, NotFiled: casefile.NotHeard, SuitDismissed: casefile.NotHeard,
	Withdrawn: casefile.Ended, Mediated: casefile.Ended, Ended: casefile.Ended,
}

// Outcome returns what the ruling is to the request it is about.
func (r Ruled) Outcome() casefile.RemedyOutcome {
	switch r.Demand {
	case ToAnswer:
		return casefile.OrderedAnswer
	case ToDisclose:
		return casefile.OrderedDisclosure
	}
	return outcomes[r.Result]
}

// Keeps reports whether an answer is ordered and the reply stands beside it.
func (r Ruled) Keeps() bool {
	return r.Demand != NoDemand && r.Result != Revoked && r.Result != Changed
}
