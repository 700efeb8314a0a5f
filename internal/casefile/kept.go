package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
)

// A Kept is what a case keeps of one person (个人信息保护法 45): who they are in it, and every
// state of their data that was recorded, oldest first. What was corrected is kept too.
type Kept struct {
	Role   string // 申请人
	To     int    // among those to whom letters of the case go; 0: who asks
	Former bool   // somebody else goes on in their place
	States []KeptState
}

// A KeptState is the data of a person as they stood from a day on, and how they came.
type KeptState struct {
	On  calendar.Date
	How string // 网上提交, 更正申请人
	Applicant
}

// Last returns the state that holds now.
func (k Kept) Last() KeptState {
	if len(k.States) == 0 {
		return KeptState{}
	}
	return k.States[len(k.States)-1]
}

// People returns what the case keeps of each person, who asks first; agencies are none. What
// was erased is not among it.
func (c *Case) People() []Kept {
	asks := 0 // the place in all of who asks now
	all := []Kept{{Role: "申请人"}}
	add := func(n int, p Past, how string, a Applicant) {
		all[n].States = append(all[n].States, KeptState{p.On, how, a})
	}
	of := func(to int) int { return slices.IndexFunc(all, func(k Kept) bool { return k.To == to && to != 0 }) }
	for _, p := range c.History {
		switch f := p.Fact.(type) {
		case *Registered:
			add(asks, p, f.Door.Label(), f.Private.Applicant)
		case *TakenOver:
			add(asks, p, "导入旧台账", f.Private.Applicant)
		case *PersonCorrected:
			add(asks, p, CorrectPerson.Label(), f.Private.Applicant)
		case *ContactChanged:
			now := Case{Applicant: all[asks].Last().Applicant}
			now.changeContact(f)
			add(asks, p, "本人改联系方式", now.Applicant)
		case *Succeeded:
			all[asks].Former = true
			all, asks = append(all, Kept{Role: "申请人（承受）"}), len(all)
			add(asks, p, Succeed.Label(), f.Private.Applicant)
		case *JointlyAdded:
			all = append(all, Kept{Role: "共同申请人", To: f.To})
			add(len(all)-1, p, AddJointApplicant.Label(), f.Private.Applicant)
		case *JointlyChanged:
			if j := c.Jointly[f.Joint-1]; of(j.To) >= 0 {
				add(of(j.To), p, ChangeJointApplicant.Label(), f.Private.Applicant)
			}
		case *ConsultationOpened:
			if f.Private.Addressee.Is != Authority {
				all = append(all, Kept{Role: "被征求意见的第三方", To: f.To})
				add(len(all)-1, p, Consult.Label(), f.Private.Addressee.applicant())
			}
		case *ConsultationChanged:
			if n := of(c.Consultations[f.Consultation-1].To); n >= 0 {
				add(n, p, ChangeConsultation.Label(), f.Private.Addressee.applicant())
			}
		}
	}
	return slices.DeleteFunc(all, func(k Kept) bool { return k.Last().Name == "" })
}

// applicant returns what is known of an addressee in the form of an applicant.
func (a Addressee) applicant() Applicant {
	of := Applicant{Name: a.Name, Contact: a.Contact, Phone: a.Phone, Address: a.Address, PostCode: a.PostCode}
	if a.Is == Person {
		of.Class = Natural
	}
	return of
}

// A Sought is a person who is looked for in all cases: the name, the identity number as far
// as it is known, and this and all other numbers that are theirs, in the form of NumberKey.
type Sought struct {
	Name     string
	IDNumber string
	Keys     []string
}

// Is reports whether what a case keeps is of the person who is looked for: it has the name
// and one of the numbers, and no other identity number. A name alone is nobody's proof.
func (k Kept) Is(s Sought) bool {
	named, numbered := false, false
	for _, state := range k.States {
		id := NumberKey(state.IDNumber)
		if id != "" && s.IDNumber != "" && id != s.IDNumber && state == k.Last() {
			return false
		}
		named = named || SameName(state.Name, s.Name)
		numbered = numbered || slices.ContainsFunc(state.keys(), func(key string) bool { return slices.Contains(s.Keys, key) })
	}
	return named && numbered
}

// Learn returns the person with the numbers that are theirs by what a case keeps of them.
func (s Sought) Learn(k Kept) Sought {
	if id := NumberKey(k.Last().IDNumber); s.IDNumber == "" {
		s.IDNumber = id
	}
	s.Keys = slices.Clone(s.Keys)
	for _, state := range k.States {
		for _, key := range state.keys() {
			if !slices.Contains(s.Keys, key) {
				s.Keys = append(s.Keys, key)
			}
		}
	}
	return s
}

// keys are the numbers of a person, in the form of NumberKey.
func (a Applicant) keys() []string {
	var all []string
	for _, text := range []string{a.IDNumber, a.Phone, a.Email} {
		all = append(all, numberKeys(text)...)
	}
	return all
}

// SameName reports whether two names are one, however they are spaced.
func SameName(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}
