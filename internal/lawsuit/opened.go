package lawsuit

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// Opened opens a case: the office got to know that it is sued (被诉). The entry's day is
// that on which it did. The first court follows with Begun.
type Opened struct {
	Key     string `json:"key,omitempty"` // of the form: sent twice, it is one case
	Body    int64  `json:"body,omitempty"`
	Brief   Brief  `json:"brief"`
	Private Sides  `json:"-"`
}

// Amended corrects what was entered of a case (更正案件信息).
type Amended struct {
	Brief   Brief `json:"brief"`
	Private Sides `json:"-"`
}

// Cancelled says that a case should not have been registered (撤销登记): it counts nowhere.
type Cancelled struct {
	Entry   int           `json:"-"`
	On      calendar.Date `json:"-"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _, _, _ = know[Opened](), know[Amended](), know[Cancelled]()

// FactType implements ledger.Fact, as do the following.
func (Opened) FactType() string    { return "suit_opened" }
func (Amended) FactType() string   { return "suit_amended" }
func (Cancelled) FactType() string { return "suit_cancelled" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Opened) Personal() any    { return &f.Private }
func (f *Amended) Personal() any   { return &f.Private }
func (f *Cancelled) Personal() any { return &f.Private }

func (f *Opened) change(c *Case, p Past) error {
	c.Key, c.Body, c.Brief, c.Sides, c.OpenedOn = f.Key, f.Body, f.Brief, f.Private, p.On
	return nil
}

func (f *Amended) change(c *Case, _ Past) error {
	c.Brief, c.Sides = f.Brief, f.Private
	return nil
}

func (f *Cancelled) change(c *Case, p Past) error {
	c.Cancelled = *f
	c.Cancelled.Entry, c.Cancelled.On = p.N, p.On
	return nil
}

// NewOpened decides the opening of a case on a day, before its first court.
func NewOpened(f Opened, b Begun, on calendar.Date, s Situation) (*Opened, *Begun, error) {
	form := fault.Form{}
	on.CheckPast(form, "on", s.Today)
	f.Brief = f.Brief.whole()
	f.Brief.check(form, &f.Private, on)
	b = b.trimmed()
	b.check(form, s)
	if !b.CopyOn.IsZero() && b.CopyOn.Before(on) {
		form.Bad("on", "suit_known_after_copy")
	}
	if err := form.Err(); err != nil {
		return nil, nil, err
	}
	return &f, &b, nil
}

// Amending decides the correction of a case.
func (c *Case) Amending(f Amended, s Situation) (*Amended, error) {
	if err := c.Allows(Amend); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Brief.Contested = keptContested(c.Contested, f.Brief.Contested)
	f.Brief = f.Brief.whole()
	f.Brief.check(form, &f.Private, s.Today)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// keptContested is what is contested after a correction. While its number is the same, and
// whether a reply came, the request that it was recognised as stays: the number of a silent
// one is not known to a bureau that may not see it.
func keptContested(was, now reconsider.Contested) reconsider.Contested {
	if was.Case == 0 || now.Case != 0 || now.Number != was.Number || now.Silence != was.Silence {
		return now
	}
	was.On, was.GotOn = now.On, now.GotOn
	return was
}

// Cancelling decides that a case was none.
func (c *Case) Cancelling(f Cancelled, _ Situation) (*Cancelled, error) {
	if err := c.Allows(Cancel); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// whole drops what the way of the suit leaves no place for.
func (b Brief) whole() Brief {
	if b.Way == Direct {
		b.Reviewed, b.SuesAgency, b.SuesBody = Reviewed{}, true, false
	}
	if b.Reviewed.Silent {
		b.Reviewed.Number, b.Reviewed.Result = "", ""
	}
	if b.Contested.Silence {
		b.Contested.Number, b.Contested.Result, b.Contested.Letter = "", "", 0
	}
	return b
}

// check trims it and notes what is wrong with it, as of the day on which the office knew.
func (b *Brief) check(form fault.Form, sides *Sides, on calendar.Date) {
	form.Need("plaintiff", &sides.Plaintiff, "suit_plaintiff_needed")
	form.Need("subject", &sides.Subject, "suit_subject_needed")
	form.Need("agency", &b.Contested.Name, "suit_agency_needed")
	if !b.Contested.Silence {
		form.Need("number", &b.Contested.Number, "review_number_needed")
	}
	if b.Way.Label() == "" {
		form.Bad("way", "suit_way_needed")
	}
	if b.Way == AfterReview {
		form.Need("review_body", &b.Reviewed.Name, "suit_body_needed")
		if !b.Reviewed.Silent && b.Reviewed.Result == "" {
			form.Bad("review_result", "suit_review_result_needed")
		}
		if !b.SuesAgency && !b.SuesBody {
			form.Bad("defendants", "suit_defendant_needed")
		}
	}
	for field, day := range map[string]calendar.Date{"act_on": b.Contested.On, "got_on": b.Contested.GotOn, "review_got_on": b.Reviewed.GotOn, "sued_on": b.SuedOn} {
		if day.After(on) {
			form.Bad(field, "suit_day_after", on.Chinese())
		}
	}
	if !b.Contested.Silence && !b.Contested.GotOn.IsZero() && b.Contested.GotOn.Before(b.Contested.On) {
		form.Bad("got_on", "suit_got_before")
	}
}
