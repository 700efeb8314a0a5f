// Package disposal is the list by which files whose period of keeping is over are destroyed
// (销毁清册, 档案法 21): somebody proposes files together, each with its reason, another person
// approves the list or returns it, and it is carried out before two supervisors (监销). The
// list is kept when the files are not. It is pure.
package disposal

import (
	"fmt"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// An ID identifies a list.
type ID int64

// A Stage is how far a list has come.
type Stage string

// The stages.
const (
	StageProposed   Stage = "proposed"   // 待审批
	StageReturned   Stage = "returned"   // 已退回: its files can be proposed again
	StageApproved   Stage = "approved"   // 已批准，待销毁
	StageDestroying Stage = "destroying" // 正在销毁: begun, and not to be stopped
	StageDestroyed  Stage = "destroyed"  // 已销毁
)

// Label returns the Chinese word for the stage.
func (s Stage) Label() string {
	return map[Stage]string{StageProposed: "待审批", StageReturned: "已退回", StageApproved: "已批准，待销毁", StageDestroying: "正在销毁", StageDestroyed: "已销毁"}[s]
}

// A File is one that stands on a list, as it was when it was proposed.
type File struct {
	Case     casefile.ID      `json:"case"`
	Archived int              `json:"archived"` // the N of the entry that put it away
	CaseNo   string           `json:"case_no"`
	Number   string           `json:"number"` // 档号
	Year     int              `json:"year"`
	Keep     casefile.Keeping `json:"keep"`
	Longer   casefile.Keeping `json:"longer,omitempty"`
	Until    calendar.Date    `json:"until"`
	Pages    int              `json:"pages"`
}

// A Text is what the list says of a file in words (题名, 鉴定意见).
type Text struct {
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// Proposed begins a list (提出销毁).
type Proposed struct {
	Agency  int64  `json:"agency"`
	Number  string `json:"number"` // 清册号
	Files   []File `json:"files"`
	Private struct {
		Texts []Text `json:"texts"` // of each file, in their order
	} `json:"-"`
}

// Approved lets the files be destroyed (批准).
type Approved struct {
	Private struct {
		Remark string `json:"remark,omitempty"`
	} `json:"-"`
}

// Returned ends a list (退回): its files stay.
type Returned struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Begun says that the files are being destroyed, and before whom (销毁, 监销). Nothing takes
// it back.
type Begun struct {
	Private struct {
		Supervisors []string `json:"supervisors"`
	} `json:"-"`
}

// Left says that a file stays after all: something came up between the approval and its turn.
type Left struct {
	Case casefile.ID `json:"case"`
	Why  fault.Code  `json:"why"`
}

// Ended says that all is gone: rows and files.
type Ended struct {
	Removed int `json:"removed"` // files of the store
	Shared  int `json:"shared"`  // that stay because something else needs them
}

// FactType implements ledger.Fact, as do the following.
func (*Proposed) FactType() string { return "disposal_proposed" }
func (*Approved) FactType() string { return "disposal_approved" }
func (*Returned) FactType() string { return "disposal_returned" }
func (*Begun) FactType() string    { return "disposal_begun" }
func (*Left) FactType() string     { return "disposal_left" }
func (*Ended) FactType() string    { return "disposal_ended" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *Proposed) Personal() any { return &f.Private }
func (f *Approved) Personal() any { return &f.Private }
func (f *Returned) Personal() any { return &f.Private }
func (f *Begun) Personal() any    { return &f.Private }

var facts = ledger.Facts{}

var _ = facts.Know(
	func() ledger.Fact { return new(Proposed) },
	func() ledger.Fact { return new(Approved) },
	func() ledger.Fact { return new(Returned) },
	func() ledger.Fact { return new(Begun) },
	func() ledger.Fact { return new(Left) },
	func() ledger.Fact { return new(Ended) },
)

// A Step is who did something to a list, and when.
type Step struct {
	By     int64
	On     calendar.Date
	At     time.Time
	Remark string
}

// An Item is a file of a list, with what is said of it.
type Item struct {
	File
	Text
	Left fault.Code // why it stays; "" where it goes
}

// A List is folded of its ledger.
type List struct {
	ID          ID
	Version     int
	Agency      int64
	Number      string
	Stage       Stage
	Items       []Item
	Proposed    Step
	Decided     Step // approved, or returned
	Begun       Step
	EndedOn     calendar.Date
	Supervisors []string
	Removed     int // files of the store
	Shared      int
}

// Fold makes the list of the entries of its subject, oldest first.
func Fold(id ID, entries []ledger.Entry) (*List, error) {
	l := &List{ID: id}
	for _, e := range entries {
		if err := l.Take(e); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// Take lets one more entry happen to the list.
func (l *List) Take(e ledger.Entry) error {
	p, err := ledger.Read(e, facts)
	if err != nil {
		return fmt.Errorf("list %d, %w", l.ID, err)
	}
	step := Step{By: p.By, On: p.On, At: p.At}
	switch f := p.Fact.(type) {
	case *Proposed:
		l.propose(f, step)
	case *Approved:
		step.Remark = f.Private.Remark
		l.Stage, l.Decided = StageApproved, step
	case *Returned:
		step.Remark = f.Private.Reason
		l.Stage, l.Decided = StageReturned, step
	case *Begun:
		l.Stage, l.Begun, l.Supervisors = StageDestroying, step, f.Private.Supervisors
	case *Left:
		for i := range l.Items {
			if l.Items[i].Case == f.Case {
				l.Items[i].Left = f.Why
			}
		}
	case *Ended:
		l.Stage, l.EndedOn, l.Removed, l.Shared = StageDestroyed, p.On, f.Removed, f.Shared
	}
	l.Version = p.N
	return nil
}

func (l *List) propose(f *Proposed, step Step) {
	l.Agency, l.Number, l.Stage, l.Proposed = f.Agency, f.Number, StageProposed, step
	for i, file := range f.Files {
		item := Item{File: file}
		if i < len(f.Private.Texts) { // else they were erased
			item.Text = f.Private.Texts[i]
		}
		l.Items = append(l.Items, item)
	}
}

// IsOpen reports whether files stand on it that nobody else may propose or destroy.
func (s Stage) IsOpen() bool {
	return s == StageProposed || s == StageApproved || s == StageDestroying
}

// Pages adds up the pages of the files.
func (l *List) Pages() (n int) {
	for _, i := range l.Items {
		n += i.Pages
	}
	return n
}

// Going are the files that are destroyed, or are to be.
func (l *List) Going() []Item {
	var all []Item
	for _, i := range l.Items {
		if i.Left == "" {
			all = append(all, i)
		}
	}
	return all
}
