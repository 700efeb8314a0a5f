package reconsider

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// ContestedCorrected says anew what the objection is against: of a reply that was
// entered by hand its kind, number and days, of a reply in parts the grounds of its
// parts. By the kind the question sheet is chosen.
type ContestedCorrected struct {
	Contested Contested `json:"contested"`
}

// GivenUp notes that the applicant did not supply in time what was asked for: the
// application counts as given up (行政复议法 31.2).
type GivenUp struct{}

var _, _ = know[ContestedCorrected](), know[GivenUp]()

// FactType implements ledger.Fact, as does the following.
func (ContestedCorrected) FactType() string { return "contested_corrected" }
func (GivenUp) FactType() string            { return "given_up" }

func (f *ContestedCorrected) change(c *Case, p Past) error {
	was, is := c.Contested, f.Contested
	if is.Silence != was.Silence || is.Result != was.Result || !slices.Equal(is.Parts, was.Parts) || is.On != was.On {
		c.Findings.Whole = false // its questions are others, or by another law
	}
	c.Contested, c.Corrected = is, p.N
	return nil
}

func (f *GivenUp) change(c *Case, p Past) error {
	c.GaveUp = p.On
	return nil
}

func (f *GivenUp) clockEvents(_ *Case, p Past) []deadline.Event {
	return []deadline.Event{{Type: deadline.Closed, On: p.On, Rests: law.ReconsiderationLaw.At("第三十一条第二款")}}
}

// CorrectingContested decides a correction of what is contested. Which request of this
// installation it is about, and whose, stays once it is known.
func (c *Case) CorrectingContested(f ContestedCorrected, s Situation) (*ContestedCorrected, error) {
	if err := c.Allows(CorrectContested, s); err != nil {
		return nil, err
	}
	k, form := f.Contested, fault.Form{}
	was := c.Contested
	if k.Case == 0 || was.Case != 0 && k.Case != was.Case { // not recognised anew
		k.Case, k.Letter, k.Respondent, k.Paper = was.Case, was.Letter, was.Respondent, was.Paper
	}
	if k.Name = strings.TrimSpace(k.Name); k.Respondent != 0 && k.Respondent == was.Respondent {
		k.Name = was.Name
	} else if k.Name == "" {
		form.Bad("respondent", "review_respondent_needed")
	}
	if k.Result != law.Partial {
		k.Parts = nil
	}
	if k.Case != 0 && k.Case == was.Case && k.Letter == was.Letter && k.Silence == was.Silence { // the letter is ours: what it told is known
		k.Told = was.Told
	}
	if k.Silence {
		k.Result, k.Parts, k.Number, k.Letter, k.Paper, k.GotOn = "", nil, "", 0, "", calendar.Date{}
	} else if _, err := SheetFor(k.Result, c.ReceivedOn, s.Today, k.Parts...); err != nil {
		form.Bad("kind", "review_kind_needed")
	}
	if k.Number = strings.TrimSpace(k.Number); !k.Silence && k.Number == "" {
		form.Bad("number", "review_number_needed")
	}
	if !k.Silence && k.On.After(c.ReceivedOn) {
		form.Bad("act_on", "review_act_after_receipt")
	}
	k = beginningOf(k, c.ReceivedOn, form)
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &ContestedCorrected{k}, nil
}

// beginningOf settles from when the period to apply runs, and notes what of it cannot be.
func beginningOf(k Contested, received calendar.Date, form fault.Form) Contested {
	if !k.GotOn.IsZero() && (k.GotOn.Before(k.On) || k.GotOn.After(received)) {
		form.Bad("got_on", "review_got_wrong")
	}
	switch {
	case k.Began != NotSaid && (k.Began.Label() == "" || k.Began.ofSilence() != k.Silence):
		form.Bad("began", "review_began_wrong")
	case k.Began == OnSpot && k.GotOn.IsZero():
		k.GotOn = k.On
	case k.Began == OnSpot && k.GotOn != k.On:
		form.Bad("got_on", "review_on_spot")
	}
	if k.Began != SixtyOver {
		k.AskedOn = calendar.Date{}
	} else if k.AskedOn.IsZero() {
		form.Bad("asked_on", "date_unreadable")
	} else {
		k.On = law.TermOn(law.SilenceSixty, k.AskedOn).Plain(k.AskedOn)
	}
	if k.Silence {
		k.Told = ToldAll // there is no letter that could have told
	}
	switch {
	case k.Told.Label() == "":
		form.Bad("told", "review_told_wrong")
	case k.Told != Untold:
		k.LearnedOn = calendar.Date{}
	case !k.LearnedOn.IsZero() && (k.LearnedOn.Before(k.On) || k.LearnedOn.After(received)):
		form.Bad("learned_on", "review_learned_wrong")
	}
	return k
}

// GivingUp decides that the application counts as given up, as of the day after the
// last day to supplement.
func (c *Case) GivingUp(f GivenUp, s Situation) (*GivenUp, error) {
	return &f, c.Allows(GiveUp, s)
}

// HasNoSheet reports whether it is not known by which kind of reply the case is
// examined: a person has to say it first.
func (c *Case) HasNoSheet(today calendar.Date) bool {
	_, err := c.QuestionSheet(today)
	return err != nil
}

// notSupplied: the supplement is awaited, and its last day has passed, which is counted
// from the day on which the applicant got the notice.
func notSupplied(c *Case, s Situation) *fault.Error {
	asked, _ := c.PaperOf(SupplementNotice)
	if _, got := asked.gotBy(TheApplicant); !got || len(c.Unsent(asked)) > 0 {
		return fault.New(fault.Conflict, "review_supplement_ungot")
	}
	if s.Clock.SupplementBy.IsZero() || !s.Today.After(s.Clock.SupplementBy) {
		return fault.New(fault.Conflict, "review_supplement_in_time", s.Clock.SupplementBy.Chinese())
	}
	return nil
}
