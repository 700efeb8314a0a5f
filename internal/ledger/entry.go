// Package ledger says what an entry of the office's ledger is, how entries are
// chained by hash so that a changed, removed or swapped one is found, and how
// the personal part of an entry is sealed. It is pure: it stores nothing and
// reads no clock; randomness is passed in.
//
// Invariant: the chained part of an entry holds no personal data, only a salted
// digest of it, so that the personal part can be erased under the retention
// rules (个人信息保护法 47) without breaking the chain.
package ledger

import (
	"encoding/json"
	"fmt"
	"time"

	"mingda/internal/calendar"
)

// A Matter is the kind of thing that has a ledger of its own.
type Matter string

// The matters.
const (
	Case     Matter = "case"     // 申请: a registered request
	Input    Matter = "input"    // 收件: what came in by a door
	Review   Matter = "review"   // 行政复议: a reconsideration case
	Lawsuit  Matter = "lawsuit"  // 行政诉讼: a court case over a reply
	Bench    Matter = "bench"    // 裁审要点: the rules of the bench of a body that decides on reconsideration
	Yearly   Matter = "yearly"   // 年度报告: the yearly report of one agency, or of the government, as a document
	Disposal Matter = "disposal" // 销毁清册: files that are put away and are to be destroyed together
	Heads    Matter = "heads"    // 链首互记: the heads of the audit, all of them one subject
	Calendar Matter = "calendar" // 放假安排: the yearly notices that the office imports, all of them one subject
)

// Actors that are no staff member; staff are their user ID, above 0.
const (
	System    int64 = 0  // the program itself: the automatic confirmation, a made PDF
	Applicant int64 = -1 // the applicant, through the portal
)

// An Entry is one event of a case or an input: appended, never changed.
type Entry struct {
	Seq     int64         // place in the whole ledger, from 1, without gaps
	Matter  Matter        //
	Subject int64         // which case or input
	N       int           // place in the subject's own ledger, from 1: its version
	Type    string        // which fact the body holds
	On      calendar.Date // the day from which it counts in law
	At      time.Time     // when it was written down, to the millisecond
	By      int64         // who: a user's ID, System or Applicant
	Body    []byte        // the fact without personal data, as JSON
	Salt    []byte        // of Digest; nil where there is no private part
	Digest  []byte        // salted SM3 of the private part; nil where there is none
	Private []byte        // the personal part of the fact, as JSON; nil where there is none, or erased
	Erased  bool          // there was a private part, and it was erased
	Hash    []byte        // SM3 over the entry before and this one; see Chain
}

// A Fact is what happened, as a typed value. It is stored as JSON; what is
// personal in it is returned by Personal and stored apart, sealed.
type Fact interface {
	// FactType names the fact in the ledger. It never changes once released.
	FactType() string
}

// A PersonalFact has a part that is personal data.
type PersonalFact interface {
	Fact
	// Personal returns a pointer to the personal part. The body's JSON must
	// leave that part out (tag json:"-").
	Personal() any
}

// Encode returns the body and the private part of a fact as JSON.
func Encode(f Fact) (body, private []byte, err error) {
	if body, err = json.Marshal(f); err != nil {
		return nil, nil, fmt.Errorf("encode %s: %w", f.FactType(), err)
	}
	if p, ok := f.(PersonalFact); ok {
		if private, err = json.Marshal(p.Personal()); err != nil {
			return nil, nil, fmt.Errorf("encode private part of %s: %w", f.FactType(), err)
		}
	}
	return body, private, nil
}

// Decode fills fact, a pointer to a value of the entry's type, from the entry.
// The personal part stays empty where it was erased.
func (e Entry) Decode(fact Fact) error {
	if err := json.Unmarshal(e.Body, fact); err != nil {
		return fmt.Errorf("entry %d, %s: %w", e.Seq, e.Type, err)
	}
	if p, ok := fact.(PersonalFact); ok && len(e.Private) > 0 {
		if err := json.Unmarshal(e.Private, p.Personal()); err != nil {
			return fmt.Errorf("entry %d, private part of %s: %w", e.Seq, e.Type, err)
		}
	}
	return nil
}
