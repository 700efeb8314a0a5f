package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// Undoing is why a case went on that was over.
type Undoing string

// The ways in which a case that was over goes on.
const (
	StillOver        Undoing = ""         // it does not
	UndoneByOrder    Undoing = "order"    // a review body or a court ordered a new answer: the old one was one
	UndoneByResuming Undoing = "resumed"  // 恢复办理: the end was a mistake
	UndoneByReturn   Undoing = "returned" // the reply did not arrive
	UndoneOtherwise  Undoing = "other"    // such as somebody who asks too and has no answer yet
)

// An End is one time at which a case was over. A plain case has one; one that went on
// has several.
type End struct {
	As       Stage // StageReplied, StageWithdrawn or StageClosed
	On       calendar.Date
	Results  []Resulted    // the result, and those of corrected replies that took its place, oldest first
	UndoneOn calendar.Date // since when it went on; no day while it does not
	Undone   Undoing
	Forum    Forum // who ordered the new answer

	firsts  []int // the first reply to each of those who ask
	replies []int // the reply, and those that took its place
}

// A Resulted is a result, and since when it was the case's.
type Resulted struct {
	On     calendar.Date
	Result law.Result
}

// Ends returns when and how the case was over, oldest first: also what was undone later. An
// end that was taken back as never entered is none.
func (c *Case) Ends() []End { return slices.Clone(c.ends) }

// IsAnnulled reports whether the registration should never have been, also once its file
// is put away.
func (c *Case) IsAnnulled() bool { return c.ended == StageAnnulled }

// noteEnd notes whether the case is over, or is no longer, with what happened last.
func (c *Case) noteEnd(p Past) {
	var last *End
	if n := len(c.ends); n > 0 && c.ends[n-1].Undone == StillOver {
		last = &c.ends[n-1]
	}
	_, untold := p.Fact.(*RemedyTakenBack)
	switch stage := c.Stage(); {
	case stage.IsOpen() && last != nil:
		last.undo(p)
	case stage.IsOpen(), c.IsAnnulled():
	case last == nil && untold && len(c.ends) > 0: // the order was none: it is over as before
		last = &c.ends[len(c.ends)-1]
		last.UndoneOn, last.Undone, last.Forum = calendar.Date{}, StillOver, ""
	case last == nil:
		c.ends = append(c.ends, c.endNow())
	case c.ended == "" && last.As == StageReplied:
		last.firsts, last.replies = c.firstReplies(), c.mainReplies()
	}
	for i := range c.ends {
		c.ends[i].follow(c)
	}
}

// endNow makes the end by which the case is over now.
func (c *Case) endNow() End {
	if c.ended != "" {
		return End{As: c.ended, On: c.EndedOn, Results: []Resulted{{c.EndedOn, c.Result}}}
	}
	return End{As: StageReplied, firsts: c.firstReplies(), replies: c.mainReplies()}
}

// undo notes that the case goes on.
func (e *End) undo(p Past) {
	e.UndoneOn, e.Undone = p.On, UndoneOtherwise
	switch f := p.Fact.(type) {
	case *Judged:
		e.Undone, e.Forum = UndoneByOrder, f.Forum
	case *Resumed:
		e.Undone = UndoneByResuming
	case *ServiceCorrected:
		e.Undone = UndoneByReturn
	}
}

// follow lets an end that was a reply have the day of its letters, which may be corrected.
// What did not arrive keeps the day on which it went out.
func (e *End) follow(c *Case) {
	if e.As != StageReplied || len(e.firsts) == 0 || e.Undone != StillOver && e.Undone != UndoneByOrder {
		return
	}
	e.On, e.Results = calendar.Date{}, nil
	for _, n := range e.firsts {
		if on := c.Letters[n-1].ServedOn; on.After(e.On) {
			e.On = on
		}
	}
	for _, n := range e.replies {
		l := c.Letters[n-1]
		e.Results = append(e.Results, Resulted{l.ServedOn, l.Result})
	}
}

// firstReplies returns the letters with which each of those who ask was answered first.
func (c *Case) firstReplies() []int {
	reply, _ := c.ReplyTo(0)
	firsts := []int{c.firstOf(reply).N}
	for _, j := range c.JointApplicants() {
		if own, ok := c.ReplyTo(j.To); ok {
			firsts = append(firsts, c.firstOf(own).N)
		}
	}
	return firsts
}

// mainReplies returns the reply to who leads with those that it replaced, oldest first.
func (c *Case) mainReplies() []int {
	reply, _ := c.ReplyTo(0)
	replies := []int{reply.N}
	for reply.Replaces != 0 {
		reply, _ = c.Letter(reply.Replaces)
		replies = append(replies, reply.N)
	}
	slices.Reverse(replies)
	return replies
}
