package report

import (
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// RequestRule says in words which cases the table of requests counts in a year.
const RequestRule = "一件申请计一次，计在一行、一栏。本年新收按收到申请之日计；办理结果按答复送出、撤回或者结案之日计，结果是那一年年底为止的结果；年底没有办结的结转下年度。" +
	"办结以后又继续办理的（复议、诉讼责令重新答复，跨年度恢复办理、退回重送，跨年度更正答复），仍按原来的结果计在原来的年度，后来的答复不再计入，列在下面；同一年里恢复办理、退回重送、自己更正答复的，按后来的计。" +
	"分项答复、区分处理的只计（二）或者一种结果；撤回计入（六）3；并案的各计一件；共同申请计一件，计在第一申请人的栏里；换了申请人的，计在原申请人的栏里；分案分出的各计一件，下一年才分出的计入分出的那一年。更正申请、撤销了的登记不计入。"

// A Request is what the table of requests knows of one case. It does not depend on the year
// that is looked at: what comes later never changes a year that is over.
type Request struct {
	ID       casefile.ID
	Number   string
	Agency   int64
	Class    casefile.Class // the column
	NewOn    calendar.Date  // counts as new in the year of this day
	EndedOn  calendar.Date  // counts with its result in the year of this day; no day while it has none
	EndedAs  casefile.Stage
	Result   law.Result
	Notes    []string   // what makes it doubtful, with the rule applied
	Again    []Answered // ends that do not count
	Contests []Contest  // that were noted in it
}

// An Answered is an end of a case that does not count, for another did.
type Answered struct {
	On      calendar.Date `json:"on"`
	Because string        `json:"because"`
}

// RequestOf makes of a case what the table counts; false where it counts nowhere: a
// correction of a record, a registration that should not have been.
func RequestOf(c *casefile.Case) (Request, bool) {
	if c.IsCorrection() || c.IsAnnulled() || len(c.History) == 0 {
		return Request{}, false
	}
	r := Request{ID: c.ID, Number: c.Number, Agency: c.Agency, Class: c.AskedAs, NewOn: c.Receipt.On}
	if o := c.Origin; o != nil {
		if o.On.Year() > r.NewOn.Year() { // the year in which it was received is over, with its whole
			r.NewOn = o.On
		}
		r.note(o.On.Chinese() + "从" + o.Number + "分案分出，自己计一件" + elsewhen(r.NewOn, c.Receipt.On))
	}
	if c.OldRow != nil {
		r.note("从旧台账导入，收到、答复和结果照旧台账所记")
	}
	for _, e := range c.Ends() {
		r.end(e)
	}
	r.doubts(c)
	r.Contests = contestsOf(c)
	return r, true
}

// elsewhen says that a case counts as new in another year than that of its receipt.
func elsewhen(counts, received calendar.Date) string {
	if counts.Year() == received.Year() {
		return ""
	}
	return "；" + received.Chinese() + "收到，那一年已经过去，计入" + year(counts) + "新收"
}

func (r *Request) note(words string) { r.Notes = append(r.Notes, words) }

// end takes one time at which the case was over: the first that stood when its year was
// over counts, or one that was an answer, though another was ordered.
func (r *Request) end(e casefile.End) {
	on := e.On
	if on.Before(r.NewOn) { // withdrawn before the day that was chosen as that of its receipt
		on = r.NewOn
	}
	stood := e.Undone == casefile.StillOver || e.Undone == casefile.UndoneByOrder || e.UndoneOn.Year() > on.Year()
	switch {
	case !stood:
		r.note(e.On.Chinese() + endWord[e.As] + "，" + e.UndoneOn.Chinese() + undoneWord[e.Undone] + "，同一年里按后来的结果计")
		return
	case !r.EndedOn.IsZero():
		r.again(e.On, endWord[e.As]+"（"+e.Results[len(e.Results)-1].Result.Name()+"）")
	default:
		r.EndedOn, r.EndedAs = on, e.As
		for i, is := range e.Results {
			switch {
			case i == 0:
				r.Result = is.Result
			case is.On.Year() <= on.Year():
				r.note(is.On.Chinese() + "更正了答复，同一年里按更正后的结果计")
				r.Result = is.Result
			default:
				r.again(is.On, "更正答复（"+is.Result.Name()+"）")
			}
		}
	}
	if e.Undone != casefile.StillOver {
		r.note(e.UndoneOn.Chinese() + e.Forum.Label() + undoneWord[e.Undone] + "，仍按第一次的结果计在" + year(r.EndedOn) + "，后来的答复不再计入")
	}
}

// again notes an end that does not count.
func (r *Request) again(on calendar.Date, what string) {
	r.Again = append(r.Again, Answered{on, "已在" + year(r.EndedOn) + "计入“" + r.Result.Name() + "”；" + on.Chinese() + what + "，不再计入"})
}

// doubts notes what else a reader may doubt.
func (r *Request) doubts(c *casefile.Case) {
	if slices.ContainsFunc(c.Letters, func(l casefile.Letter) bool {
		return l.Kind == mixedReply && l.IsReply() && l.Stage == casefile.IsServed
	}) {
		r.note("分项答复，按一件计：有的给、有的不给，只计（二）部分公开；各项一样的，计那一种；其他的，计年度报告里列在前面的一种")
	}
	if n := len(c.JointApplicants()); n > 0 {
		r.note(strconv.Itoa(n+1) + "人共同申请，按一件计，计在第一申请人的栏里")
	}
	if c.IsCombined() {
		r.note("和别的案件并案答复，各计一件")
	}
	if c.Class != c.AskedAs {
		r.note("后来换了申请人，仍计在原申请人的栏里")
	}
}

// mixedReply is the kind of a reply that answers item by item (letter.Mixed).
const mixedReply casefile.LetterKind = "mixed"

var endWord = map[casefile.Stage]string{casefile.StageReplied: "答复送出", casefile.StageWithdrawn: "撤回", casefile.StageClosed: "结案"}

var undoneWord = map[casefile.Undoing]string{
	casefile.UndoneByOrder: "责令重新答复", casefile.UndoneByResuming: "恢复办理", casefile.UndoneByReturn: "答复没有送到，要重新送达", casefile.UndoneOtherwise: "继续办理",
}

// year writes the year of a day.
func year(of calendar.Date) string { return strconv.Itoa(of.Year()) + "年" }
