package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A Performance is how a decision that orders an answer is followed (履行), as the ledger
// of the request says.
type Performance struct {
	From     calendar.Date // the respondent received the decision
	By       calendar.Date // the last day to answer
	Answered calendar.Date // no day while it has not
	Letter   casefile.Letter
	Same     bool // it has the result of the reply that was revoked, which was not so for its procedure alone (复议法 64.2)
}

// IsLate reports whether it was answered late, or is not answered and the day has passed.
func (p Performance) IsLate(today calendar.Date) bool {
	if p.Answered.IsZero() {
		return today.After(p.By)
	}
	return p.Answered.After(p.By)
}

// PerformanceOf returns how the order of a case's decision is followed in the request,
// and whether the request knows of such an order.
func (c *Case) PerformanceOf(request *casefile.Case, cal *calendar.Calendar, today calendar.Date) (Performance, bool) {
	decision, _, decided := c.Decision()
	if !decided || request == nil {
		return Performance{}, false
	}
	at := slices.IndexFunc(request.Judgements, func(j casefile.Judgement) bool {
		return j.Forum == casefile.InReview && j.Number == decision.Number && j.Outcome.Orders()
	})
	if at < 0 {
		return Performance{}, false
	}
	j := request.Judgements[at]
	days := j.Days
	if days == 0 {
		days = law.TermOn(law.OrderedAnswer, j.On).N
	}
	p := Performance{From: j.On, By: cal.AddWorkdays(j.On, days)}
	if last, _ := request.Order(); last.Entry == j.Entry { // what stops or prolongs the period, the request's clock knows
		if clock, err := request.Clock(cal, today); err == nil && !clock.Due.IsZero() {
			p.By = clock.Due
		}
	}
	for _, l := range request.Letters {
		if l.IsReply() && l.Stage == casefile.IsServed && l.Replaces == 0 && l.Before != j.Entry && !l.SignedOn.Before(j.On) {
			old, _ := request.Letter(j.Letter)
			p.Answered, p.Letter, p.Same = l.ServedOn, l, !j.Procedure && old.N != 0 && old.Result == l.Result
			break
		}
	}
	return p, true
}

// A Report is what the respondent reported of carrying a paper out.
type Report struct {
	Reported
	Entry int
	On    calendar.Date
}

// Reported notes that the respondent reported how it carried out an opinion, or what it
// was ordered to (报送情况, 复议法 76, 77). The entry's day is the one on which it came.
type Reported struct {
	Letter    int   `json:"letter"`
	Materials []int `json:"materials,omitempty"`
	Private   struct {
		Text string `json:"text"`
	} `json:"-"`
}

var _ = know[Reported]()

// FactType implements ledger.Fact.
func (Reported) FactType() string { return "reported" }

// Personal implements ledger.PersonalFact.
func (f *Reported) Personal() any { return &f.Private }

func (f *Reported) holds() []int { return f.Materials }

func (f *Reported) change(c *Case, p Past) error {
	c.Reports = append(c.Reports, Report{*f, p.N, p.On})
	return nil
}

// A Followed paper is one that the respondent has to report on.
type Followed struct {
	Paper   Paper
	From    calendar.Date // it received it; no day while that is not known
	By      calendar.Date // the last day to report
	Reports []Report      // the first says whether it was in time
}

// IsOwed reports whether nothing was reported yet.
func (f Followed) IsOwed() bool { return len(f.Reports) == 0 }

// IsLate reports whether it was reported late, or is not reported and the day has passed.
func (f Followed) IsLate(today calendar.Date) bool {
	on := today
	if !f.IsOwed() {
		on = f.Reports[0].On
	}
	return !f.By.IsZero() && on.After(f.By)
}

// toReportOn returns the papers that went to the respondent and on which it has to report.
func (c *Case) toReportOn() []Paper {
	var all []Paper
	for _, p := range c.Papers {
		if p.WentTo(TheRespondent) && (p.Kind == OpinionPaper || p.Kind == PerformOrder) {
			all = append(all, p)
		}
	}
	return all
}

// Follows returns the opinions and orders that went to the respondent, with what it
// reported on them: on an opinion within sixty days (复议法 76), on an order by the day
// that it names (复议法 77).
func (c *Case) Follows(cal *calendar.Calendar) []Followed {
	var all []Followed
	for _, p := range c.toReportOn() {
		sent, _ := p.SentTo(TheRespondent)
		f := Followed{Paper: p, From: sent.GotOn, By: p.By}
		if p.Kind == OpinionPaper && !f.From.IsZero() {
			f.By = law.TermOn(law.OpinionReport, f.From).End(cal, f.From)
		}
		for _, r := range c.Reports {
			if r.Letter == p.N {
				f.Reports = append(f.Reports, r)
			}
		}
		all = append(all, f)
	}
	return all
}

// Reporting decides that the respondent reported on a paper on a day.
func (c *Case) Reporting(f Reported, on calendar.Date, do Act, s Situation) (*Reported, error) {
	if err := c.Allows(do, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	paper, ok := c.Paper(f.Letter)
	sent, went := paper.SentTo(TheRespondent)
	if !ok || !went || paper.Kind != OpinionPaper && paper.Kind != PerformOrder {
		form.Bad("letter", "review_report_on_what")
	}
	form.Need("text", &f.Private.Text, "review_report_needed")
	s.checkDay(form, on, sent.On, "review_report_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// somethingFollowed: an opinion or an order went to the respondent.
func somethingFollowed(c *Case, _ Situation) *fault.Error {
	if len(c.toReportOn()) == 0 {
		return fault.New(fault.Conflict, "review_nothing_followed")
	}
	return nil
}
