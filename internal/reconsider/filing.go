package reconsider

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// Filed opens a case: an application for reconsideration was received (收到复议申请).
type Filed struct {
	Number      string        `json:"number"` // 案号
	Body        int64         `json:"body"`   // 复议机关
	Door        casefile.Door `json:"door"`
	Input       int64         `json:"input,omitempty"`
	InputNumber string        `json:"input_number,omitempty"`
	ReceivedOn  calendar.Date `json:"received_on"`
	SentOn      calendar.Date `json:"sent_on,omitzero"`
	ArrivedOn   calendar.Date `json:"arrived_on,omitzero"` // the input came in; no day where there is none
	Online      bool          `json:"online,omitempty"`    // the bureau received it the moment it arrived (实施条例 28)
	Contested   Contested     `json:"contested"`
	Objection   Objection     `json:"objection"`
	Private     struct {
		Applicant casefile.Applicant `json:"applicant"`
		Asked     Asked              `json:"asked"`
	} `json:"-"`
}

var _ = know[Filed]()

// FactType implements ledger.Fact.
func (Filed) FactType() string { return "filed" }

// Personal implements ledger.PersonalFact.
func (f *Filed) Personal() any { return &f.Private }

func (f *Filed) change(c *Case, _ Past) error {
	c.Number, c.Body, c.Door, c.Input, c.InputNumber = f.Number, f.Body, f.Door, f.Input, f.InputNumber
	c.ReceivedOn, c.SentOn, c.Contested, c.Objection = f.ReceivedOn, f.SentOn, f.Contested, f.Objection
	c.ArrivedOn, c.Online = f.ArrivedOn, f.Online
	c.Applicant, c.Asked = f.Private.Applicant, f.Private.Asked
	return nil
}

// NewFiled decides the opening of a case. Its contents are those of 实施条例 27.
func NewFiled(f Filed, today calendar.Date) (*Filed, error) {
	form := fault.Form{}
	form.Need("name", &f.Private.Applicant.Name, "review_applicant_needed")
	form.Need("request", &f.Private.Asked.Request, "review_request_needed")
	form.Need("grounds", &f.Private.Asked.Grounds, "review_grounds_needed")
	form.Need("respondent", &f.Contested.Name, "review_respondent_needed")
	if f.Objection.Label() == "" {
		form.Bad("objection", "review_objection_needed")
	}
	if f.Objection == NotAnswered {
		f.Contested.Silence = true
	}
	if !f.Contested.Silence {
		form.Need("number", &f.Contested.Number, "review_number_needed")
	}
	f.Contested = beginningOf(f.Contested, f.ReceivedOn, form)
	switch {
	case f.ReceivedOn.IsZero():
		form.Bad("received_on", "date_unreadable")
	case f.ReceivedOn.After(today):
		form.Bad("received_on", "receipt_in_future")
	case !f.SentOn.IsZero() && f.SentOn.After(f.ReceivedOn):
		form.Bad("sent_on", "review_sent_after_receipt")
	case f.Private.Asked.LateUntil.Before(f.Private.Asked.LateFrom) || f.Private.Asked.LateUntil.After(today):
		form.Bad("late_until", "review_hindrance_order")
	case !f.Contested.Silence && f.Contested.On.After(f.ReceivedOn):
		form.Bad("act_on", "review_act_after_receipt")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// FiledOn returns the day that decides whether the application is in time: of
// posting where it was posted, else of receipt (复议法 88).
func (c *Case) FiledOn() calendar.Date {
	if c.SentOn.IsZero() {
		return c.ReceivedOn
	}
	return c.SentOn
}
