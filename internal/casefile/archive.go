package casefile

import (
	"cmp"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A Keeping is how long a file is kept (保管期限, 国家档案局令第8号).
type Keeping string

// The periods of keeping.
const (
	Keep10      Keeping = "10"
	Keep30      Keeping = "30"
	KeepForever Keeping = "forever"
)

// Keepings lists them as forms show them.
var Keepings = []Keeping{Keep10, Keep30, KeepForever}

// KeepingRule is whose rule the periods are.
const KeepingRule = "国家档案局令第8号《机关文件材料归档范围和文书档案保管期限规定》，以本机关的归档范围和保管期限表为准"

// Label returns the Chinese name of the period, "" for none.
func (k Keeping) Label() string {
	return map[Keeping]string{Keep10: "10年", Keep30: "30年", KeepForever: "永久"}[k]
}

// Code is how the period stands in the number of a file (档号, DA/T 22-2015).
func (k Keeping) Code() string {
	return map[Keeping]string{Keep10: "D10", Keep30: "D30", KeepForever: "Y"}[k]
}

// Until returns the last day of keeping a file of the year; none for ever. It is counted
// from the first of January of the year after.
func (k Keeping) Until(year int) calendar.Date {
	years := map[Keeping]int{Keep10: 10, Keep30: 30}[k]
	if years == 0 || year == 0 {
		return calendar.Date{}
	}
	return calendar.NewDate(year+years, 12, 31)
}

// Archived puts the file away (归档, 条例 45).
type Archived struct {
	Year    int     `json:"year,omitempty"`   // in which the case was over; none of older entries
	Keep    Keeping `json:"keep,omitempty"`   // likewise
	Number  string  `json:"number,omitempty"` // 档号, likewise
	Private struct {
		Reason string `json:"reason,omitempty"` // why it is kept so long
	} `json:"-"`
}

// ArchiveBound notes that the file was made into one PDF (案卷装订成册).
type ArchiveBound struct {
	Archived int    `json:"archived"` // the N of the entry that put it away
	File     string `json:"file"`     // SHA-256 of the PDF, in hex
	Size     int64  `json:"size"`
	Pages    int    `json:"pages"`
}

// Deposited notes that the file went to the archives (移交).
type Deposited struct {
	To string `json:"to"`
}

var _ = know(
	func() ledger.Fact { return new(Archived) },
	func() ledger.Fact { return new(ArchiveBound) },
	func() ledger.Fact { return new(Deposited) },
)

// FactType implements ledger.Fact, as do the following.
func (Archived) FactType() string     { return "archived" }
func (ArchiveBound) FactType() string { return "archive_bound" }
func (Deposited) FactType() string    { return "deposited" }

// Personal implements ledger.PersonalFact.
func (f *Archived) Personal() any { return &f.Private }

// noting: who may put files away may say that they went on, and that it was a mistake.
func (f *Deposited) noting() Act { return Archive }

// A Shelf is how a file was put away.
type Shelf struct {
	Entry    int // the N of the entry
	By       int64
	On       calendar.Date
	Year     int
	Keep     Keeping // "" of a file that was put away before periods were kept
	Number   string  // 档号, likewise
	Reason   string
	File     string // SHA-256 of the PDF; "" while it is not made
	Size     int64
	Pages    int
	HandedOn calendar.Date // it went to the archives
	HandedTo string

	Until     calendar.Date // the last day of keeping; none for ever, and where no period is known
	Longer    Keeping       // so long it is kept beyond its period, or for ever; "" for no longer (延长保管)
	Destroyed Destruction   // the zero one while it is not
}

// Shelf returns how the file was put away, if it is.
func (c *Case) Shelf() (Shelf, bool) { return c.shelf, !c.ArchivedOn.IsZero() }

func (f *Archived) change(c *Case, p Past) error {
	c.ArchivedOn = p.On
	c.shelf = Shelf{Entry: p.N, By: p.By, On: p.On, Year: cmp.Or(f.Year, c.overOn().Year()), Keep: f.Keep, Number: f.Number, Reason: f.Private.Reason}
	c.shelf.Until = f.Keep.Until(c.shelf.Year)
	return nil
}

func (f *ArchiveBound) change(c *Case, _ Past) error {
	if c.shelf.Entry == f.Archived {
		c.shelf.File, c.shelf.Size, c.shelf.Pages = f.File, f.Size, f.Pages
	}
	return nil
}

func (f *Deposited) change(c *Case, p Past) error {
	c.shelf.HandedOn, c.shelf.HandedTo = p.On, f.To
	return nil
}

// overOn is the day on which the case was over.
func (c *Case) overOn() calendar.Date {
	if !c.EndedOn.IsZero() {
		return c.EndedOn
	}
	return c.RepliedOn()
}

// retract: a file that was put away too early is taken out (取出案卷), unless it went to
// the archives.
func (f *Archived) retract(c *Case, p Past) *fault.Error {
	switch {
	case c.ArchivedOn.IsZero() || c.shelf.Entry != p.N:
		return fault.New(fault.Conflict, "not_archived")
	case !c.shelf.HandedOn.IsZero():
		return fault.New(fault.Conflict, "archive_handed_over", c.shelf.HandedTo)
	}
	return nil
}

// retract: what was said by mistake to have gone to the archives is here still.
func (f *Deposited) retract(c *Case, p Past) *fault.Error {
	if c.ArchivedOn.IsZero() || c.shelf.HandedOn.IsZero() {
		return fault.New(fault.Conflict, "not_archived")
	}
	return nil
}

// ProposedKeeping returns how long the file is proposed to be kept, and why.
func (c *Case) ProposedKeeping() (Keeping, string) {
	if len(c.Challenges) > 0 {
		return Keep30, "经过行政复议或者行政诉讼"
	}
	return Keep10, "一般的依申请公开案卷"
}

// PutAway is how somebody wants a file put away.
type PutAway struct {
	Keep   Keeping // "": as proposed
	Reason string  // where it is not as proposed
}

// PuttingAway decides whether the file can be put away so. The number is the caller's to
// give.
func (c *Case) PuttingAway(want PutAway, s Situation) (*Archived, error) {
	if err := c.Allows(Archive, s); err != nil {
		return nil, err
	}
	keep, why := c.ProposedKeeping()
	f := &Archived{Year: c.overOn().Year(), Keep: cmp.Or(want.Keep, keep)}
	f.Private.Reason = cmp.Or(want.Reason, why)
	form := fault.Form{}
	if f.Keep.Label() == "" {
		form.Bad("keep", "archive_keep")
	}
	if f.Keep != keep && want.Reason == "" {
		form.Bad("reason", "archive_reason", keep.Label(), why)
	}
	form.Length("reason", want.Reason, fault.MaxLine)
	return f, form.Err()
}

// RemediesRun returns the last day on which somebody may still go against the answer, of
// those periods that run or can begin; zero where all are over.
func RemediesRun(clocks []Clock) (last calendar.Date, run bool) {
	for _, k := range clocks {
		if !k.What.IsRemedy() || k.State != ClockRuns && k.State != ClockStands && !(k.State == ClockNotBegun && k.Letter != 0) {
			continue
		}
		run = true
		if k.Until.After(last) {
			last = k.Until
		}
	}
	return last, run
}

// AllowsHandingOver returns nil if the file can be noted to have gone to the archives.
func (c *Case) AllowsHandingOver() error {
	switch a := c.shelf; {
	case c.ArchivedOn.IsZero():
		return fault.New(fault.Conflict, "not_archived")
	case !a.HandedOn.IsZero():
		return fault.New(fault.Conflict, "archive_handed_over", a.HandedTo)
	case a.File == "" && a.Keep != "":
		return fault.New(fault.Conflict, "archive_unbound")
	}
	return nil
}

// Shelved says whether the exhibit goes into the file that is put away: all does but what
// was out of use or void, which is listed.
func (e Exhibit) Shelved() Placing {
	if e.Place == PlaceOut && e.Reason != reasonIdentity {
		return PlaceOut
	}
	return PlaceIn
}

// Theirs reports whether an exhibit is the applicant's, or the office's own.
func (c *Case) Theirs(e Exhibit) bool {
	switch e.Kind {
	case ExhibitInput:
		return !c.FromOther(int64(e.N))
	case ExhibitMaterial:
		m, _ := c.Material(e.N)
		return m.Purpose == Incoming || m.Purpose == Identity
	}
	return false
}
