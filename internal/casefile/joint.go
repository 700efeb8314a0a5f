package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A JointApplicant is a further applicant of the same request (共同申请人). The one
// the case was registered for leads: the query code is theirs, and so is what is fetched
// with it.
type JointApplicant struct {
	N         int // number within the case
	To        int // among the others of the case
	Class     Class
	Delivery  Delivery
	Applicant Applicant
	Proof     int // the material that proves who they are
	AddedOn   calendar.Date
	Removed   bool // entered by mistake, or asks no longer
}

// addressee is the joint applicant as letters go to them.
func (j JointApplicant) addressee() Addressee { return j.Applicant.addressee(j.Class) }

func (a Applicant) addressee(class Class) Addressee {
	to := Addressee{Name: a.Name, Is: Person, Contact: a.Contact, Phone: a.Phone, PostCode: a.PostCode, Address: a.Address}
	if class != Natural && class != "" {
		to.Is = Organisation
	}
	return to
}

// JointlyAdded adds a further applicant (添加共同申请人). The period runs from the
// receipt of the one request, as it did.
type JointlyAdded struct {
	Joint    int      `json:"joint"` // its number within the case, from 1
	To       int      `json:"to"`    // the number of the other, from 1
	Class    Class    `json:"class"`
	Delivery Delivery `json:"delivery,omitempty"`
	Proof    int      `json:"proof,omitempty"`
	Private  struct {
		Applicant Applicant `json:"applicant"`
	} `json:"-"`
}

// JointlyChanged replaces what is known of a joint applicant.
type JointlyChanged struct {
	Joint    int      `json:"joint"`
	Class    Class    `json:"class"`
	Delivery Delivery `json:"delivery,omitempty"`
	Proof    int      `json:"proof,omitempty"` // a further one; 0 leaves the one there is
	Private  struct {
		Applicant Applicant `json:"applicant"`
		Reason    string    `json:"reason"`
	} `json:"-"`
}

// JointlyRemoved takes a joint applicant out again (撤销共同申请人), who was entered by
// mistake or asks no longer. Letters not yet signed are no longer for them.
type JointlyRemoved struct {
	Joint   int `json:"joint"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(JointlyAdded) },
	func() ledger.Fact { return new(JointlyChanged) },
	func() ledger.Fact { return new(JointlyRemoved) },
)

// FactType implements ledger.Fact, as do the following.
func (JointlyAdded) FactType() string   { return "jointly_added" }
func (JointlyChanged) FactType() string { return "jointly_changed" }
func (JointlyRemoved) FactType() string { return "jointly_removed" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *JointlyAdded) Personal() any   { return &f.Private }
func (f *JointlyChanged) Personal() any { return &f.Private }
func (f *JointlyRemoved) Personal() any { return &f.Private }

func (f *JointlyAdded) change(c *Case, p Past) error {
	if f.Joint != len(c.Jointly)+1 || f.To != len(c.Others)+1 {
		return fmt.Errorf("joint applicant %d of %d follows %d of %d", f.Joint, f.To, len(c.Jointly), len(c.Others))
	}
	j := JointApplicant{N: f.Joint, To: f.To, Class: f.Class, Delivery: f.Delivery, Applicant: f.Private.Applicant, Proof: f.Proof, AddedOn: p.On}
	c.Jointly, c.Others = append(c.Jointly, j), append(c.Others, j.addressee())
	return nil
}

func (f *JointlyChanged) change(c *Case, _ Past) error {
	return c.jointly(f.Joint, func(j *JointApplicant) {
		j.Class, j.Delivery, j.Applicant = f.Class, f.Delivery, f.Private.Applicant
		if f.Proof != 0 {
			j.Proof = f.Proof
		}
		c.Others[j.To-1] = j.addressee()
	})
}

func (f *JointlyRemoved) change(c *Case, p Past) error {
	answered := c.answeredAll()
	err := c.jointly(f.Joint, func(j *JointApplicant) {
		j.Removed = true
		for i := range c.Letters {
			l := &c.Letters[i]
			if l.To == j.To {
				l.putAway(p.At)
			}
			if l.Number == "" {
				l.Joint = slices.DeleteFunc(slices.Clone(l.Joint), func(to int) bool { return to == j.To })
			}
		}
	})
	if reply, _ := c.Reply(); err == nil && !answered && c.answeredAll() { // they were the last who waited
		c.conclude(reply, p)
	}
	return err
}

// clockEvents: of one for whom alone a new answer was ordered the order falls away; the
// replies of the others stand, and nobody waits for one any more.
func (f *JointlyRemoved) clockEvents(c *Case, p Past) []deadline.Event {
	order, ok := c.Order()
	about, _ := c.Letter(order.Letter)
	if !ok || !order.Own || order.Entry > p.N || about.To != c.Jointly[f.Joint-1].To || !c.answeredAll() {
		return nil
	}
	return []deadline.Event{{Type: deadline.Replied, On: p.On}}
}

// jointly changes the n-th joint applicant.
func (c *Case) jointly(n int, change func(*JointApplicant)) error {
	if n < 1 || n > len(c.Jointly) {
		return fmt.Errorf("no joint applicant %d", n)
	}
	change(&c.Jointly[n-1])
	return nil
}

// JointApplicants returns the further applicants that there are, in order.
func (c *Case) JointApplicants() []JointApplicant {
	return slices.DeleteFunc(slices.Clone(c.Jointly), func(j JointApplicant) bool { return j.Removed })
}

// JointApplicant returns the joint applicant who is one of the others of the case,
// also one that was taken out: letters may have gone to them.
func (c *Case) JointApplicant(to int) (JointApplicant, bool) {
	for _, j := range c.Jointly {
		if j.To == to && to != 0 {
			return j, true
		}
	}
	return JointApplicant{}, false
}

// Askers returns all who ask, as letters name them: 0, the one who leads, first.
func (c *Case) Askers() []int {
	all := []int{0}
	for _, j := range c.JointApplicants() {
		all = append(all, j.To)
	}
	return all
}

// Names returns the names of all who ask, the one who leads first.
func (c *Case) Names() string {
	names := []string{c.Applicant.Name}
	for _, j := range c.JointApplicants() {
		names = append(names, j.Applicant.Name)
	}
	return strings.Join(names, "、")
}

// NamesOn returns the names of those to whom a letter goes.
func (c *Case) NamesOn(l Letter) string {
	names := []string{c.AddresseeOf(l).Name}
	for _, to := range l.Joint {
		j, _ := c.JointApplicant(to)
		names = append(names, j.Applicant.Name)
	}
	return strings.Join(names, "、")
}

// AddingJointly decides that a further applicant is added, whose fields were looked
// at where they were typed. With the reply signed it is too late: it names who asked.
func (c *Case) AddingJointly(f JointlyAdded, s Situation) (*JointlyAdded, error) {
	if err := c.Allows(AddJointApplicant, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	c.checkJointly(form, f.Private.Applicant, f.Delivery, 0)
	if err := form.Err(); err != nil {
		return nil, err
	}
	f.Joint, f.To, f.Class = len(c.Jointly)+1, len(c.Others)+1, f.Private.Applicant.Class
	return &f, nil
}

// ChangingJointly decides a change of what is known of a joint applicant.
func (c *Case) ChangingJointly(f JointlyChanged, s Situation) (*JointlyChanged, error) {
	if err := c.Allows(ChangeJointApplicant, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	c.checkIsJoint(form, f.Joint)
	c.checkJointly(form, f.Private.Applicant, f.Delivery, f.Joint)
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	f.Class = f.Private.Applicant.Class
	return &f, nil
}

// RemovingJointly decides that a joint applicant is taken out. What is signed to
// them goes out, or is made void, before.
func (c *Case) RemovingJointly(f JointlyRemoved, s Situation) (*JointlyRemoved, error) {
	if err := c.Allows(RemoveJointApplicant, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	c.checkIsJoint(form, f.Joint)
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if form["joint"] == nil {
		j := c.Jointly[f.Joint-1]
		for _, l := range c.Letters {
			switch reply := l.IsReply() && l.Before == 0; {
			case !l.Stands() || l.Number == "" || !l.goesTo(j.To):
			case l.Stage != IsServed:
				form.Bad("joint", "joint_letter_unserved", j.Applicant.Name, l.Number)
			case reply:
				form.Bad("joint", "joint_letter_served", j.Applicant.Name, l.Number)
			}
		}
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

func (c *Case) checkIsJoint(form fault.Form, n int) {
	switch {
	case n < 1 || n > len(c.Jointly):
		form.Bad("joint", "joint_needed")
	case c.Jointly[n-1].Removed:
		form.Bad("joint", "joint_removed")
	}
}

// checkJointly notes what is wrong with who is to be the n-th joint applicant, 0 for
// a new one.
func (c *Case) checkJointly(form fault.Form, a Applicant, way Delivery, n int) {
	same := func(b Applicant) bool {
		return a.Name == b.Name && (a.IDNumber == b.IDNumber || a.IDNumber == "" || b.IDNumber == "")
	}
	switch {
	case a.Name == "":
		form.Bad("name", "name_needed")
	case same(c.Applicant), slices.ContainsFunc(c.JointApplicants(), func(j JointApplicant) bool { return j.N != n && same(j.Applicant) }):
		form.Bad("name", "joint_same", a.Name)
	}
	if a.Class.Label() == "" {
		form.Bad("class", "intake_class_missing")
	}
	if way == ByEmail && a.Email == "" {
		form.Bad("email", "intake_email_for_mail")
	}
}

// AskingForOne decides that the applicant who leads wants to withdraw while others ask
// jointly: a person asks them, and decides. nil says that this is noted already.
func (c *Case) AskingForOne(reason string) *WithdrawalAsked {
	f := &WithdrawalAsked{}
	f.Private.Reason = strings.TrimSpace(reason)
	if slices.ContainsFunc(c.WithdrawalsAsked, func(w AskedWithdrawal) bool { return w.Input == 0 && !w.Declined && w.Reason == f.Private.Reason }) {
		return nil
	}
	return f
}

// noneAnswered: nobody who asks has been sent the reply: what was answered is neither
// withdrawn nor closed for the others.
func noneAnswered(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		if l.IsReply() && l.Stands() && l.Before == 0 && (l.Stage == IsServed || l.servedInPart()) {
			return fault.New(fault.Conflict, "joint_answered_some", l.Number)
		}
	}
	return nil
}

// joint: there is a further applicant.
func joint(c *Case, _ Situation) *fault.Error {
	if len(c.JointApplicants()) == 0 {
		return fault.New(fault.Conflict, "no_joint")
	}
	return nil
}

// nothingOut: no letter to the applicants is signed and on its way: it names them.
func nothingOut(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		_, own := c.JointApplicant(l.To)
		if (l.To == 0 || own) && (l.Stage == IsSigned || l.Stage == IsReady || l.Stage == IsSending) {
			return fault.New(fault.Conflict, "joint_unserved", l.Number)
		}
	}
	return nil
}

// noReply: no reply of the case was signed.
func noReply(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		if l.IsReply() && l.Stands() && l.Before == 0 && l.Number != "" {
			return fault.New(fault.Conflict, "joint_replied", l.Number)
		}
	}
	return nil
}
