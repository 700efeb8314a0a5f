package reconsider

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// A Condition is one of the seven that an application must meet to be accepted
// (行政复议法 30.1).
type Condition struct {
	Code    string
	Text    string
	Article string
	Help    string
}

// Conditions are the seven, in the order of the law.
var Conditions = []Condition{
	{"applicant", "有明确的申请人和符合规定的被申请人", "复议法第三十条第一款第一项", "被申请人是作出答复的机关；以本机关名义答复的内设机构、派出机构，看法律依据。"},
	{"interest", "申请人与被申请的答复有利害关系", "复议法第三十条第一款第二项", "申请政府信息公开的人，与对他的答复有利害关系；第三人认为公开侵犯自己权益的，也有。"},
	{"request", "有具体的行政复议请求和理由", "复议法第三十条第一款第三项", "看请求撤销、变更、确认违法还是责令履行，理由写了什么。不清楚的，先要求补正。"},
	{"period", "在法定申请期限内提出", "复议法第三十条第一款第四项", "最迟哪天，上面算好了。过了的，看有没有不可抗力或者其他正当理由，有的先登记期限的耽误；答复书没有告知权利、机关和期限的，更正被复议的答复。"},
	{"scope", "属于行政复议法规定的行政复议范围", "复议法第三十条第一款第五项", "补正、延期等过程性告知单独不能申请复议；看国办函〔2021〕132号第二条、第三条。"},
	{"competence", "属于本机关的管辖范围", "复议法第三十条第一款第六项", "区政府各部门、派出机构、乡镇街道的，归本机关；区政府自己的归上一级；垂直领导的归其上级。"},
	{"not_before", "没有受理过同一申请人就同一行为的申请，法院也没有受理过就同一行为的起诉", "复议法第三十条第一款第七项", "查办理登记，问申请人。"},
}

// ExaminationSheet is the sheet of the seven conditions as it was filled in last.
type ExaminationSheet struct {
	Entry  int // 0: nobody has
	By     int64
	On     calendar.Date
	Met    map[string]bool
	Remark string
}

// Unmet returns the conditions that are not met.
func (e ExaminationSheet) Unmet() []Condition {
	var all []Condition
	for _, k := range Conditions {
		if met, said := e.Met[k.Code]; said && !met {
			all = append(all, k)
		}
	}
	return all
}

// Examined notes how the seven conditions stand (审查).
type Examined struct {
	Met     map[string]bool `json:"met"`
	Private struct {
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

// Supplied notes that the applicant supplied what was asked for (补正); the entry's
// day is the one on which it came.
type Supplied struct {
	Materials []int `json:"materials,omitempty"`
	Private   struct {
		Text string `json:"text,omitempty"`
	} `json:"-"`
}

// Acceptance is the decision to accept; the zero one was not made.
type Acceptance struct {
	Entry     int
	On        calendar.Date
	Procedure deadline.Procedure
}

// Accepted notes the decision to accept (受理) and how the case is heard.
type Accepted struct {
	Procedure deadline.Procedure `json:"procedure"`
}

var _, _, _ = know[Examined](), know[Supplied](), know[Accepted]()

// FactType implements ledger.Fact, as do the following.
func (Examined) FactType() string { return "examined" }
func (Supplied) FactType() string { return "supplied" }
func (Accepted) FactType() string { return "accepted" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Examined) Personal() any { return &f.Private }
func (f *Supplied) Personal() any { return &f.Private }

func (f *Examined) change(c *Case, p Past) error {
	c.Sheet = ExaminationSheet{Entry: p.N, By: p.By, On: p.On, Met: f.Met, Remark: f.Private.Remark}
	return nil
}

func (f *Supplied) holds() []int { return f.Materials }

func (f *Supplied) change(c *Case, p Past) error {
	c.Supplemented = p.On
	return nil
}

func (f *Accepted) change(c *Case, p Past) error {
	c.Acceptance = Acceptance{p.N, p.On, f.Procedure}
	return nil
}

func (f *Supplied) clockEvents(_ *Case, p Past) []deadline.Event {
	return []deadline.Event{{Type: deadline.Clarified, On: p.On}}
}

func (f *Accepted) clockEvents(_ *Case, p Past) []deadline.Event {
	return []deadline.Event{{Type: deadline.Accepted, On: p.On, Procedure: f.Procedure}}
}

// Examination decides a state of the sheet: each condition is met or not, and what
// is not met needs a remark.
func (c *Case) Examination(f Examined, s Situation) (*Examined, error) {
	if err := c.Allows(Examine, s); err != nil {
		return nil, err
	}
	form, unmet := fault.Form{}, false
	for _, k := range Conditions {
		met, said := f.Met[k.Code]
		if !said {
			form.Bad(k.Code, "review_condition_needed")
		}
		unmet = unmet || said && !met
	}
	switch f.Private.Remark = strings.TrimSpace(f.Private.Remark); {
	case f.Private.Remark != "":
	case s.Late && f.Met["period"]: // that it came late and is heard has its reason
		form.Bad("remark", "review_late_remark")
	case unmet:
		form.Bad("remark", "review_condition_remark")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Accepting decides the acceptance: in time, or, of a case that was deemed accepted,
// how it is heard from now on.
func (c *Case) Accepting(f Accepted, s Situation) (*Accepted, error) {
	if err := c.Allows(Accept, s); err != nil {
		return nil, err
	}
	if f.Procedure != deadline.Summary && f.Procedure != deadline.Ordinary {
		return nil, fault.AtField("procedure", "review_procedure_needed")
	}
	return &f, nil
}

// Supply decides that the supplement came on a day.
func (c *Case) Supply(f Supplied, on calendar.Date, s Situation) (*Supplied, error) {
	if err := c.Allows(TakeSupplement, s); err != nil {
		return nil, err
	}
	notice, _ := c.PaperOf(SupplementNotice)
	form := fault.Form{}
	s.checkDay(form, on, notice.SignedOn, "review_supplied_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
