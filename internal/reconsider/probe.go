package reconsider

import (
	"fmt"
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// A ProbeKind is what is looked into outside the file while the clock stands.
type ProbeKind string

// The kinds.
const (
	Inspection ProbeKind = "inspection" // 现场勘验, 实施条例 45
	Appraisal  ProbeKind = "appraisal"  // 鉴定, 实施条例 46
)

// ProbeKinds lists them as forms show them.
var ProbeKinds = []ProbeKind{Inspection, Appraisal}

// Label returns the Chinese word.
func (k ProbeKind) Label() string {
	return map[ProbeKind]string{Inspection: "现场勘验", Appraisal: "鉴定"}[k]
}

// Article returns on what it rests that the time does not count.
func (k ProbeKind) Article() string {
	if k == Appraisal {
		return rules("第四十六条")
	}
	return rules("第四十五条")
}

// ProbeBegan notes that an inspection or the making of an expert opinion began; the entry's
// day is the last that counts.
type ProbeBegan struct {
	Kind    ProbeKind `json:"kind"`
	Private struct {
		What string `json:"what"` // what is inspected or judged
		Who  string `json:"who"`  // who does it: of an expert opinion the institution
	} `json:"-"`
}

// ProbeEnded notes that it ended, and with what.
type ProbeEnded struct {
	Probe     int   `json:"probe"` // counted from 1
	Materials []int `json:"materials,omitempty"`
	Private   struct {
		Result string `json:"result"`
	} `json:"-"`
}

// A Probe is an inspection or an expert opinion.
type Probe struct {
	ProbeBegan
	Entry  int
	From   calendar.Date
	To     calendar.Date // no day while it lasts
	Result string
}

var _, _ = know[ProbeBegan](), know[ProbeEnded]()

// FactType implements ledger.Fact, as do the following.
func (ProbeBegan) FactType() string { return "probe_began" }
func (ProbeEnded) FactType() string { return "probe_ended" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *ProbeBegan) Personal() any { return &f.Private }
func (f *ProbeEnded) Personal() any { return &f.Private }

func (f *ProbeEnded) holds() []int { return f.Materials }

func (f *ProbeBegan) change(c *Case, p Past) error {
	c.Probes = append(c.Probes, Probe{ProbeBegan: *f, Entry: p.N, From: p.On})
	return nil
}

func (f *ProbeEnded) change(c *Case, p Past) error {
	if f.Probe < 1 || f.Probe > len(c.Probes) {
		return fmt.Errorf("no probe %d", f.Probe)
	}
	probe := &c.Probes[f.Probe-1]
	probe.To, probe.Result = p.On, f.Private.Result
	return nil
}

// event is the beginning or the end as the clock counts it: like a suspension.
func (k ProbeKind) event(what deadline.EventType, n int, on calendar.Date) []deadline.Event {
	cause := deadline.ForInspection
	if k == Appraisal {
		cause = deadline.ForAppraisal
	}
	return []deadline.Event{{Type: what, ID: "probe" + strconv.Itoa(n), On: on, Cause: cause}}
}

func (f *ProbeBegan) clockEvents(c *Case, p Past) []deadline.Event {
	n := 1 + slices.IndexFunc(c.Probes, func(probe Probe) bool { return probe.Entry == p.N })
	return f.Kind.event(deadline.Suspended, n, p.On)
}

func (f *ProbeEnded) clockEvents(c *Case, p Past) []deadline.Event {
	return c.Probes[f.Probe-1].Kind.event(deadline.Resumed, f.Probe, p.On)
}

// Probing returns the inspections and expert opinions that last.
func (c *Case) Probing() []Probe {
	return slices.DeleteFunc(slices.Clone(c.Probes), func(p Probe) bool { return !p.To.IsZero() })
}

// BeginningProbe decides that an inspection or an expert opinion began on a day.
func (c *Case) BeginningProbe(f ProbeBegan, on calendar.Date, s Situation) (*ProbeBegan, error) {
	if err := c.Allows(BeginProbe, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Kind.Label() == "" {
		form.Bad("kind", "review_probe_kind")
	}
	if slices.ContainsFunc(c.Probing(), func(p Probe) bool { return p.Kind == f.Kind }) {
		form.Bad("kind", "review_probe_lasts", f.Kind.Label())
	}
	form.Need("what", &f.Private.What, "review_probe_what")
	form.Need("who", &f.Private.Who, "review_probe_who")
	s.checkDay(form, on, s.Clock.AcceptedOn, "review_probe_too_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// EndingProbe decides that an inspection or an expert opinion ended on a day.
func (c *Case) EndingProbe(f ProbeEnded, on calendar.Date, s Situation) (*ProbeEnded, error) {
	if err := c.Allows(EndProbe, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	var began calendar.Date
	if f.Probe < 1 || f.Probe > len(c.Probes) || !c.Probes[f.Probe-1].To.IsZero() {
		form.Bad("probe", "review_probe_which")
	} else {
		began = c.Probes[f.Probe-1].From
	}
	form.Need("result", &f.Private.Result, "review_probe_result")
	s.checkDay(form, on, began, "review_probe_end_early")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

func someProbe(c *Case, _ Situation) *fault.Error {
	if len(c.Probing()) == 0 {
		return fault.New(fault.Conflict, "review_probe_none")
	}
	return nil
}

// mayStop: the case is heard, or an inspection alone stops its clock, which does not keep
// it from being suspended.
func mayStop(c *Case, s Situation) *fault.Error {
	if _, suspended := c.Suspended(); s.Clock.State == deadline.StateSuspended && !suspended {
		return nil
	}
	return inHearing(c, s)
}

// retract: what was counted or signed since rests on it.
func (f *ProbeBegan) retract(c *Case, p Past) *fault.Error {
	if i := slices.IndexFunc(c.Probes, func(probe Probe) bool { return probe.Entry == p.N }); i != len(c.Probes)-1 || !c.Probes[i].To.IsZero() {
		return fault.New(fault.Conflict, "review_probe_back")
	}
	return c.unresting(p.N, step)
}

func (f *ProbeEnded) retract(c *Case, p Past) *fault.Error {
	for i, probe := range c.Probes { // none that came later
		if probe.Entry > p.N && i >= f.Probe {
			return fault.New(fault.Conflict, "review_probe_back")
		}
	}
	return c.unresting(p.N, step)
}
