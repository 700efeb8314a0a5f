package lawsuit

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Hearing is one day in court (开庭).
type Hearing struct {
	HearingSet
	Entry int
	Held  HearingHeld // how it went; its Entry is 0 before
}

// HearingSet notes that the court set a hearing (开庭通知). The entry's day is the one on
// which the notice came.
type HearingSet struct {
	Day     calendar.Date `json:"day"`
	Clock   string        `json:"clock,omitempty"` // 09:00
	Private struct {
		Place string `json:"place,omitempty"`
		Going string `json:"going,omitempty"` // who goes, as far as it is settled
	} `json:"-"`
}

// HearingHeld notes how a hearing went. The head of the agency goes, or sends a member of
// its staff (诉讼法 3.3).
type HearingHeld struct {
	Hearing int           `json:"hearing"`        // the N of the HearingSet
	Off     bool          `json:"off,omitempty"`  // it was put off
	Head    bool          `json:"head,omitempty"` // the head of the agency went (负责人出庭)
	Entry   int           `json:"-"`
	On      calendar.Date `json:"-"`
	Private struct {
		Who string `json:"who,omitempty"`
		Why string `json:"why,omitempty"` // why the head did not
	} `json:"-"`
}

var _, _ = know[HearingSet](), know[HearingHeld]()

// FactType implements ledger.Fact, as does the following.
func (HearingSet) FactType() string  { return "suit_hearing" }
func (HearingHeld) FactType() string { return "suit_held" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *HearingSet) Personal() any  { return &f.Private }
func (f *HearingHeld) Personal() any { return &f.Private }

func (f *HearingSet) change(c *Case, p Past) error {
	return c.inNow(func(i *Instance) { i.Hearings = append(i.Hearings, Hearing{HearingSet: *f, Entry: p.N}) })
}

func (f *HearingHeld) change(c *Case, p Past) error {
	return c.inNow(func(i *Instance) {
		for n := range i.Hearings {
			if i.Hearings[n].Entry == f.Hearing {
				i.Hearings[n].Held = *f
				i.Hearings[n].Held.Entry, i.Hearings[n].Held.On = p.N, p.On
			}
		}
	})
}

// NextHearing returns the first hearing of which it is not said how it went, and whether
// there is one.
func (i Instance) NextHearing() (Hearing, bool) {
	var next Hearing
	for _, h := range i.Hearings {
		if h.Held.Entry == 0 && (next.Entry == 0 || h.Day.Before(next.Day)) {
			next = h
		}
	}
	return next, next.Entry != 0
}

// Setting decides the note of a hearing of which notice came on a day.
func (c *Case) Setting(f HearingSet, on calendar.Date, s Situation) (*HearingSet, error) {
	if err := c.Allows(SetHearing); err != nil {
		return nil, err
	}
	form := fault.Form{}
	c.checkAfter(form, on, c.Now().On, s)
	f.Clock, f.Private.Place, f.Private.Going = strings.TrimSpace(f.Clock), strings.TrimSpace(f.Private.Place), strings.TrimSpace(f.Private.Going)
	switch {
	case f.Day.IsZero():
		form.Bad("day", "date_unreadable")
	case f.Day.Before(on):
		form.Bad("day", "suit_hearing_before_notice")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Holding decides the note of how a hearing went.
func (c *Case) Holding(f HearingHeld, s Situation) (*HearingHeld, error) {
	if err := c.Allows(HoldHearing); err != nil {
		return nil, err
	}
	form := fault.Form{}
	f.Private.Who, f.Private.Why = strings.TrimSpace(f.Private.Who), strings.TrimSpace(f.Private.Why)
	var of Hearing
	for _, h := range c.Now().Hearings {
		if h.Entry == f.Hearing && h.Held.Entry == 0 {
			of = h
		}
	}
	switch {
	case of.Entry == 0:
		form.Bad("hearing", "suit_hearing_needed")
	case f.Off:
		f.Head = false
	case of.Day.After(s.Today):
		form.Bad("hearing", "suit_hearing_ahead", of.Day.Chinese())
	case f.Private.Who == "":
		form.Bad("who", "suit_who_needed")
	case !f.Head && f.Private.Why == "":
		form.Bad("why", "suit_why_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
