package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// An ID identifies a reconsideration case (复议案件).
type ID int64

// A Past is one thing that happened to a case.
type Past = ledger.Past

// A Case is a reconsideration case as its ledger tells it. Nothing but its facts
// changes it.
type Case struct {
	ID      ID
	Version int
	History []Past
	Erased  bool // some personal part was erased

	Number      string // 案号
	Body        int64  // 复议机关: the agency in whose name it is decided
	Door        casefile.Door
	Input       int64 // 收件 by which it came; 0 where it was entered by itself
	InputNumber string
	ReceivedOn  calendar.Date // the examination is counted from it
	ArrivedOn   calendar.Date // the input came in; no day where there is none
	Online      bool          // the bureau received it the moment it arrived: see IsOnline
	SentOn      calendar.Date // posted on; what was posted within the period is in time (复议法 88)
	Contested   Contested
	Corrected   int // the entry that corrected what is contested last; 0 for none
	Objection   Objection
	Applicant   casefile.Applicant
	Asked       Asked
	Parties     []Party // beside who applied first and the respondent, in the order in which they came in
	Represents  []int   // who of the applicants represent all (代表人): 0 is who applied first, others by their place in Parties

	Hindered []Hindered // days that do not count in the period to apply

	Handlers    []int64
	SteppedBack []SteppedBack

	Sheet        ExaminationSheet // 审查
	Supplemented calendar.Date    // the supplement came
	NotSupplied  []int            // entries of the applicant that are no supplement
	GaveUp       calendar.Date    // it did not, and the application counts as given up
	Acceptance   Acceptance       // by a decision; what was deemed accepted is for the clock to say
	Response     Response         // 被申请人的答复
	Heard        []Hearing        // 听取意见
	Sessions     []Session        // 听证, the last of which may be to come
	Opinions     []Opinion        // 咨询意见, the last of which may be awaited
	Probes       []Probe          // 现场勘验、鉴定, whose time does not count
	Readings     []Reading        // 查阅、复制
	Findings     Findings         // the question sheet as it was filled in last
	Proposal     Proposal         // what is to be decided, as it was proposed last
	Lead         *Companion       // the case with which it is heard; nil for none
	Leads        []Companion      // the cases that are heard with it
	Withdrawal   Withdrawal
	Guides       Guides
	WithdrawnOn  calendar.Date // closed so before it was accepted
	AnnulledOn   calendar.Date // the registration was taken back
	Reports      []Report      // of the respondent on opinions and orders
	Joined       []JoinedInput // that came in and were put into it (并入)
	Publication  Publication
	CopiedUp     []CopyUp // to the department above the respondent

	Papers    []Paper
	Materials []casefile.Material

	forgotten map[int]bool // entries that were taken back
}

// Contested is what the objection is against (被复议的行为).
type Contested struct {
	Case       casefile.ID   `json:"case,omitempty"`       // the request of this installation that it is about; 0 for none of ours
	Letter     int           `json:"letter,omitempty"`     // of that case, the reply
	Respondent int64         `json:"respondent,omitempty"` // the agency, if it is one of this installation
	Name       string        `json:"name"`                 // of the respondent
	Silence    bool          `json:"silence,omitempty"`    // no answer came; what follows is empty
	Result     law.Result    `json:"result,omitempty"`     // of the reply: by it the question sheet is chosen
	Parts      []law.Result  `json:"parts,omitempty"`      // of a reply in parts: on what grounds parts are withheld
	Paper      string        `json:"paper,omitempty"`      // title of the reply
	Number     string        `json:"number,omitempty"`     // 文号
	On         calendar.Date `json:"on,omitzero"`          // date of the reply; of silence, the last day to answer
	GotOn      calendar.Date `json:"got_on,omitzero"`      // when the applicant got it, or knew of it as Began says; no day while that is not known
	Began      Beginning     `json:"began,omitempty"`      // what GotOn, of silence On, is known by
	AskedOn    calendar.Date `json:"asked_on,omitzero"`    // of silence without a period: when the request came in
	Told       Telling       `json:"told,omitempty"`       // what the reply told of reconsideration
	LearnedOn  calendar.Date `json:"learned_on,omitzero"`  // of a reply that told nothing: when the applicant knew of it; no day while they do not
}

// Asked is what is applied for and why. It is personal data.
type Asked struct {
	Subject string `json:"subject"`        // one line for lists
	Request string `json:"request"`        // 复议请求
	Grounds string `json:"grounds"`        // 事实和理由
	Late    string `json:"late,omitempty"` // why it comes after the period (复议法 20.2)

	LateFrom  calendar.Date `json:"late_from,omitzero"` // from when to when, as far as they say it
	LateUntil calendar.Date `json:"late_until,omitzero"`

	Agent  string `json:"agent,omitempty"`  // 代理人, with what entitles them
	Spoken bool   `json:"spoken,omitempty"` // 口头申请
}

// An Objection is on what ground a reply is objected to (国办函〔2021〕132号第二条).
type Objection string

// The objections.
const (
	NotDisclosed  Objection = "not_disclosed" // 不予公开, in whole or part
	NotAble       Objection = "not_able"      // 无法提供
	NotProcessed  Objection = "not_processed" // 不予处理
	NotAnswered   Objection = "not_answered"  // 逾期未答复
	NotAsAsked    Objection = "not_as_asked"  // 提供的不是申请的内容
	WrongWay      Objection = "wrong_way"     // 告知的方式、途径、时间不对
	RightsHurt    Objection = "rights_hurt"   // 公开侵犯商业秘密、个人隐私
	OtherObjected Objection = "other"
)

// Objections lists them as forms show them.
var Objections = []Objection{NotDisclosed, NotAble, NotProcessed, NotAnswered, NotAsAsked, WrongWay, RightsHurt, OtherObjected}

// Label returns the Chinese words.
func (o Objection) Label() string {
	return map[Objection]string{
		NotDisclosed: "不予公开或者部分公开", NotAble: "答复无法提供", NotProcessed: "不予处理", NotAnswered: "逾期没有答复", NotAsAsked: "提供的不是申请的内容",
		WrongWay: "告知获取信息的方式、途径或者时间错误", RightsHurt: "公开侵犯商业秘密、个人隐私", OtherObjected: "其他",
	}[o]
}

// A Stage is where a case stands on a day.
type Stage string

// The stages, in the order that a plain case passes them.
const (
	StageExamining   Stage = "examining" // 审查
	StageSupplying   Stage = "supplying" // 待补正
	StageHearing     Stage = "hearing"   // 审理
	StageSuspended   Stage = "suspended" // 中止
	StageServing     Stage = "serving"   // 决定已作出，待送达
	StageDecided     Stage = "decided"   // 已决定
	StageNotAccepted Stage = "rejected"  // 不予受理
	StageClosed      Stage = "closed"    // 终止
	StageAnnulled    Stage = "annulled"  // 登记已撤销
)

// Stages lists them in that order.
var Stages = []Stage{StageExamining, StageSupplying, StageHearing, StageSuspended, StageServing, StageDecided, StageNotAccepted, StageClosed, StageAnnulled}

// Label returns the Chinese name of the stage.
func (s Stage) Label() string {
	return map[Stage]string{
		StageExamining: "审查", StageSupplying: "待补正", StageHearing: "审理", StageSuspended: "中止", StageServing: "待送达",
		StageDecided: "已决定", StageNotAccepted: "不予受理", StageClosed: "已终止", StageAnnulled: "登记已撤销",
	}[s]
}

// IsOpen reports whether there is something left to do for the bureau.
func (s Stage) IsOpen() bool {
	return slices.Contains([]Stage{StageExamining, StageSupplying, StageHearing, StageSuspended, StageServing}, s)
}

// A Situation is what the rules must know beside the case: the day, what the clock says
// on it, and which days are worked.
type Situation struct {
	Today    calendar.Date
	Clock    deadline.Result
	Late     bool // the application came after the period to apply
	Calendar *calendar.Calendar
}

// Situation returns the situation of the case on a day.
func (c *Case) Situation(cal *calendar.Calendar, today calendar.Date) (Situation, error) {
	clock, err := c.Clock(cal, today)
	return Situation{Today: today, Clock: clock, Late: c.IsLate(cal), Calendar: cal}, err
}

// checkDay notes what is wrong with the day of something that was, and not before first;
// early says so.
func (s Situation) checkDay(form fault.Form, on, first calendar.Date, early fault.Code) {
	on.CheckPast(form, "on", s.Today)
	if on.Before(first) {
		form.Bad("on", early, first.Chinese())
	}
}

// Stage returns where the case stands, as the clock sees it.
func (c *Case) Stage(clock deadline.Result) Stage { return stageOf(c.closing(), clock) }

// closing returns where the paper that ends the case has brought it, nothing while there
// is none.
func (c *Case) closing() Stage {
	end, ended := c.End()
	switch {
	case !c.AnnulledOn.IsZero():
		return StageAnnulled
	case !ended:
		return ""
	case end.Stage != casefile.IsServed && end.Stands():
		return StageServing
	}
	return paperRules[end.Kind].ends
}

// stageOf returns the stage of a case by its end, else by its clock.
func stageOf(closing Stage, clock deadline.Result) Stage {
	if closing != "" {
		return closing
	}
	return map[deadline.State]Stage{
		deadline.Examining: StageExamining, deadline.AwaitingClarification: StageSupplying, deadline.Hearing: StageHearing, deadline.StateSuspended: StageSuspended,
		deadline.StateRejected: StageNotAccepted, deadline.StateDecided: StageDecided, deadline.StateDismissed: StageDecided, deadline.StateClosed: StageClosed,
	}[clock.State]
}

// End returns the signed paper that ends the case, and whether there is one.
func (c *Case) End() (Paper, bool) {
	for _, p := range c.Papers {
		if p.Number != "" && p.Stands() && paperRules[p.Kind].ends != "" {
			return p, true
		}
	}
	return Paper{}, false
}

// EndedOn returns the day on which the case was ended, no day while it is not.
func (c *Case) EndedOn() calendar.Date {
	if end, ended := c.End(); ended {
		return end.SignedOn
	}
	return c.closedOn()
}

// closedOn returns the day on which the case was closed without a paper: given up,
// withdrawn before it was accepted, or its registration taken back.
func (c *Case) closedOn() calendar.Date {
	for _, on := range []calendar.Date{c.GaveUp, c.WithdrawnOn} {
		if !on.IsZero() {
			return on
		}
	}
	return c.AnnulledOn
}

// IsOver reports whether the case has ended, be it without a paper.
func (c *Case) IsOver() bool {
	_, ended := c.End()
	return ended || !c.closedOn().IsZero()
}

// Material returns the n-th document of the file, and whether there is one.
func (c *Case) Material(n int) (casefile.Material, bool) {
	if n < 1 || n > len(c.Materials) {
		return casefile.Material{}, false
	}
	return c.Materials[n-1], true
}

// HasNews reports whether something happened to the case since a version.
func (c *Case) HasNews(since int) bool { return since != c.Version }

// HandledBy reports whether the person is one of its handlers and has not stepped
// back.
func (c *Case) HandledBy(user int64) bool { return slices.Contains(c.Handlers, user) }
