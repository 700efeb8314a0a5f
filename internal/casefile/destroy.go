package casefile

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// What becomes of a file when its period of keeping is over (鉴定、销毁, 档案法 21): it is
// kept longer, held back, or destroyed with others by a list (package disposal).

// HeldBack keeps the file from being destroyed, until somebody ends that (暂缓销毁).
type HeldBack struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// HoldEnded lets the file be destroyed again when its period is over (解除暂缓).
type HoldEnded struct {
	Held    int `json:"held"` // the N of the HeldBack
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// KeptLonger gives the file a further period behind its own, or keeps it for ever (延长保管).
type KeptLonger struct {
	Archived int     `json:"archived"` // the N of the entry that put it away
	Keep     Keeping `json:"keep"`
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Destroyed notes that the file was destroyed (销毁): with it, what was personal in the
// entries before is erased. It says nothing personal itself, for it stays.
type Destroyed struct {
	List   int64  `json:"list"`   // disposal.ID
	Number string `json:"number"` // 清册号

	ApprovedBy int64         `json:"approved_by"`
	ApprovedOn calendar.Date `json:"approved_on"`
}

var _ = know(
	func() ledger.Fact { return new(HeldBack) },
	func() ledger.Fact { return new(HoldEnded) },
	func() ledger.Fact { return new(KeptLonger) },
	func() ledger.Fact { return new(Destroyed) },
)

// FactType implements ledger.Fact, as do the following.
func (HeldBack) FactType() string   { return "destruction_held" }
func (HoldEnded) FactType() string  { return "destruction_hold_ended" }
func (KeptLonger) FactType() string { return "kept_longer" }
func (Destroyed) FactType() string  { return "destroyed" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *HeldBack) Personal() any   { return &f.Private }
func (f *HoldEnded) Personal() any  { return &f.Private }
func (f *KeptLonger) Personal() any { return &f.Private }

// A Hold says that a file is not to be destroyed, by whom and why.
type Hold struct {
	Entry  int // the N of the HeldBack
	By     int64
	On     calendar.Date
	Reason string
}

// A Destruction says when and by which list a file was destroyed.
type Destruction struct {
	On     calendar.Date
	List   int64
	Number string

	ApprovedBy int64
	ApprovedOn calendar.Date
}

// Hold returns by what the file is held back, if it is.
func (c *Case) Hold() (Hold, bool) { return c.hold, c.hold.Entry != 0 }

// NotDestroyed returns nil unless the file was destroyed: nothing can be done then, and
// nothing but the fact is left to be read.
func (c *Case) NotDestroyed() error {
	if d := c.shelf.Destroyed; !d.On.IsZero() {
		return fault.New(fault.Conflict, "file_destroyed", d.On.Chinese(), d.Number)
	}
	return nil
}

func (f *HeldBack) change(c *Case, p Past) error {
	c.hold = Hold{Entry: p.N, By: p.By, On: p.On, Reason: f.Private.Reason}
	return nil
}

func (f *HoldEnded) change(c *Case, _ Past) error {
	if c.hold.Entry == f.Held {
		c.hold = Hold{}
	}
	return nil
}

func (f *KeptLonger) change(c *Case, _ Past) error {
	if c.shelf.Entry == f.Archived {
		c.shelf.Longer, c.shelf.Until = f.Keep, f.Keep.Until(c.shelf.Until.Year())
	}
	return nil
}

func (f *Destroyed) change(c *Case, p Past) error {
	c.shelf.Destroyed = Destruction{On: p.On, List: f.List, Number: f.Number, ApprovedBy: f.ApprovedBy, ApprovedOn: f.ApprovedOn}
	return nil
}

// retract: a file that was given too long has its own period again.
func (f *KeptLonger) retract(c *Case, p Past) *fault.Error {
	if c.shelf.Entry != f.Archived || !c.isLast(p) {
		return fault.New(fault.Conflict, "not_archived")
	}
	return nil
}

// noting: who may give a file a longer period may say that it was a mistake.
func (f *KeptLonger) noting() Act { return KeepLonger }

// The conditions of these acts.

func shelved(c *Case, _ Situation) *fault.Error {
	if c.ArchivedOn.IsZero() {
		return fault.New(fault.Conflict, "not_archived")
	}
	return nil
}

func notHeldBack(c *Case, _ Situation) *fault.Error {
	if h, held := c.Hold(); held {
		return fault.New(fault.Conflict, "destroy_held", h.On.Chinese())
	}
	return nil
}

func heldBack(c *Case, _ Situation) *fault.Error {
	if _, held := c.Hold(); !held {
		return fault.New(fault.Conflict, "not_held_back")
	}
	return nil
}

func keptForATime(c *Case, _ Situation) *fault.Error {
	switch {
	case c.shelf.Keep == "":
		return fault.New(fault.Conflict, "archive_unnumbered")
	case c.shelf.Until.IsZero():
		return fault.New(fault.Conflict, "destroy_forever")
	}
	return nil
}

// HoldingBack decides that the file is held back.
func (c *Case) HoldingBack(f HeldBack, s Situation) (*HeldBack, error) {
	if err := c.Allows(HoldBack, s); err != nil {
		return nil, err
	}
	return &f, reasoned(&f.Private.Reason)
}

// EndingHold decides that the file is held back no longer.
func (c *Case) EndingHold(f HoldEnded, s Situation) (*HoldEnded, error) {
	if err := c.Allows(EndHold, s); err != nil {
		return nil, err
	}
	f.Held = c.hold.Entry
	return &f, reasoned(&f.Private.Reason)
}

// KeepingLonger decides that the file is kept longer.
func (c *Case) KeepingLonger(f KeptLonger, s Situation) (*KeptLonger, error) {
	if err := c.Allows(KeepLonger, s); err != nil {
		return nil, err
	}
	if f.Keep.Label() == "" {
		return nil, fault.AtField("keep", "archive_keep")
	}
	f.Archived = c.shelf.Entry
	return &f, reasoned(&f.Private.Reason)
}

// reasoned wants a reason, and keeps it without blanks around it.
func reasoned(reason *string) error {
	if *reason = strings.TrimSpace(*reason); *reason == "" {
		return fault.AtField("reason", "reason_needed")
	}
	form := fault.Form{}
	form.Length("reason", *reason, fault.MaxText)
	return form.Err()
}

// Destroyable returns nil if the file can be destroyed on the day, else why not.
func (c *Case) Destroyable(today calendar.Date) error {
	if err := c.NotDestroyed(); err != nil {
		return err
	}
	for _, holds := range []condition{shelved, keptForATime, notHeldBack} {
		if err := holds(c, Situation{}); err != nil {
			return err
		}
	}
	switch a := c.shelf; {
	case !today.After(a.Until):
		return fault.New(fault.Conflict, "destroy_early", a.Until.Chinese())
	case len(c.Pending()) > 0:
		return fault.New(fault.Conflict, "destroy_contested", c.ContestedIn().Label())
	case !a.HandedOn.IsZero():
		return fault.New(fault.Conflict, "destroy_handed", a.HandedTo)
	}
	return nil
}

// listed is what lists show of what was asked for.
func (c *Case) listed() string {
	if c.NotDestroyed() != nil {
		return "（案卷已销毁）"
	}
	return c.Wants.Subject
}

// FileTitle names the file on a list that is kept when the file is not (题名): what was
// asked for, without who asked.
func (c *Case) FileTitle() string {
	what := c.Masker().Text(strings.Join(strings.Fields(c.Wants.Subject), " "))
	for _, name := range append([]string{c.Applicant.Name, c.Applicant.Representative, c.Applicant.Contact, c.Applicant.Agent}, c.jointNames()...) {
		if len([]rune(name)) > 1 {
			what = strings.ReplaceAll(what, name, "某某")
		}
	}
	if what == "" {
		what = "政府信息"
	}
	if c.IsCorrection() {
		return "申请更正" + what
	}
	return "申请公开" + what
}

func (c *Case) jointNames() []string {
	var all []string
	for _, j := range c.Jointly {
		all = append(all, j.Applicant.Name)
	}
	return all
}
