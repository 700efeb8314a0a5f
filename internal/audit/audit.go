// Package audit says what a record of the office's audit is: who saw, searched,
// exported, printed, tried and was refused. Records are chained by SM3 as the entries of
// the ledger are, in a chain of their own, and each chain notes the head of the other.
// It is pure: it stores nothing and reads no clock.
//
// Invariant: a record names people by their number and holds no personal data of
// applicants but what somebody typed to search for, and of that no identity number,
// phone or address of a mailbox (see Words).
package audit

import (
	"encoding/binary"
	"time"

	"mingda/internal/ledger"
)

// A Kind is what was done.
type Kind string

// The kinds. They never change once released.
const (
	SignedIn     Kind = "signed-in"
	SignInFailed Kind = "sign-in-failed"
	SignedOut    Kind = "signed-out"
	Proved       Kind = "proved"       // showed once more that it is them, before an act that asks for it
	ProofFailed  Kind = "proof-failed" // and could not
	Refused      Kind = "refused"      // 403, whatever was tried
	Saw          Kind = "saw"          // a page of one case, input or the like
	Took         Kind = "took"         // a file or a letter was opened or downloaded
	Searched     Kind = "searched"     // with words
	Listed       Kind = "listed"       // a page of several
	Exported     Kind = "exported"     // a table as a file
	Printed      Kind = "printed"      // a print run, a sheet to print
	Revealed     Kind = "revealed"     // personal data in full, with a reason
	Acted        Kind = "acted"        // a form about a case; what came of it is in the ledger
	Administered Kind = "administered" // people, roles, agencies, units, calendars
	Audited      Kind = "audited"      // looked at the audit itself
	Checked      Kind = "checked"      // looked into a finding of unusual patterns, with what came of it
	LookedUp     Kind = "looked-up"    // the public, a request by number and code, a letter by its code
	Visited      Kind = "visited"      // the public, what was looked up before
	Tied         Kind = "tied"         // the program: the head of the ledger, see Tie
	Pruned       Kind = "pruned"       // records before this were taken out, see Checkpoint
)

// kinds is the catalogue: every kind with its Chinese label, in the order of pages.
var kinds = []struct {
	kind  Kind
	label string
}{
	{SignedIn, "登录"}, {SignInFailed, "登录失败"}, {SignedOut, "退出"}, {Proved, "再次确认身份"}, {ProofFailed, "再次确认失败"}, {Refused, "被拒绝"},
	{Saw, "查看"}, {Took, "打开文件"}, {Searched, "查找"}, {Listed, "看列表"}, {Exported, "导出"}, {Printed, "打印"}, {Revealed, "看个人信息原文"},
	{Acted, "办理"}, {Administered, "管理"}, {Audited, "查审计记录"}, {Checked, "核查异常"}, {LookedUp, "公众查询"}, {Visited, "公众查看"},
	{Tied, "链首互记"}, {Pruned, "清理"},
}

// Kinds returns all kinds in the order of pages.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.kind
	}
	return all
}

// Label returns the Chinese word for the kind, "" for one that is none.
func (k Kind) Label() string {
	for _, known := range kinds {
		if known.kind == k {
			return known.label
		}
	}
	return ""
}

// A Matter is what kind of thing a record is about.
type Matter string

// The matters. The number of a record's subject counts within one of them.
const (
	Case    Matter = "case"
	Input   Matter = "input"
	Review  Matter = "review"
	Lawsuit Matter = "lawsuit"
	User    Matter = "user"
	Agency  Matter = "agency"
	Import  Matter = "import"
	Mail    Matter = "mail"
	View    Matter = "view"
	StandIn Matter = "stand-in"
	Notice  Matter = "notice"
	Year    Matter = "year"
	Unusual Matter = "unusual" // a finding; its number is that of the day, see DayNumber
)

// matters is the catalogue: every matter with its Chinese label, in the order of pages.
var matters = []struct {
	matter Matter
	label  string
}{
	{Case, "申请"}, {Input, "收件"}, {Review, "复议案件"}, {Lawsuit, "诉讼案件"}, {User, "人员"}, {Agency, "机关"}, {Import, "旧台账导入"},
	{Mail, "邮件"}, {View, "台账视图"}, {StandIn, "代管"}, {Notice, "放假安排"}, {Year, "年度报告"}, {Unusual, "异常提示"},
}

// Matters returns all matters in the order of pages.
func Matters() []Matter {
	all := make([]Matter, len(matters))
	for i, m := range matters {
		all[i] = m.matter
	}
	return all
}

// Label returns the Chinese word for the matter, "" for one that is none.
func (m Matter) Label() string {
	for _, known := range matters {
		if known.matter == m {
			return known.label
		}
	}
	return ""
}

// A Subject is what a record is about.
type Subject struct {
	Matter Matter `json:"matter,omitempty"`
	ID     int64  `json:"id,omitempty"`
	Part   int64  `json:"part,omitempty"` // the letter, paper or file of it; 0: the whole
}

// An Entry is one thing that was done: appended, never changed.
type Entry struct {
	Seq     int64     `json:"seq"` // place in the chain, from 1, without gaps
	At      time.Time `json:"at"`  // to the millisecond
	By      int64     `json:"by"`  // who: as in the ledger a user's ID, ledger.System or ledger.Applicant; nobody known is System
	Kind    Kind      `json:"kind"`
	Subject Subject   `json:"subject"`
	Door    string    `json:"door,omitempty"` // desk, portal, command
	Method  string    `json:"method,omitempty"`
	Route   string    `json:"route,omitempty"`   // pattern of the router, never the address: addresses can hold secrets
	Status  int       `json:"status,omitempty"`  // that was answered; 0 where there is no answer
	Address string    `json:"address,omitempty"` // where the request came from
	Session string    `json:"session,omitempty"` // a hash that tells one session from another and opens none
	Words   string    `json:"words,omitempty"`   // that were searched for, see Words
	Note    string    `json:"note,omitempty"`    // a reason, the head of a chain: what the kind asks for
	Count   int       `json:"count,omitempty"`   // rows of an export, letters of a print run
	Hash    []byte    `json:"hash"`              // SM3 over the entry before and this one; see Chain
}

// Chain returns the hash of the entry after the one with the hash previous (nil for the
// first).
func (e Entry) Chain(previous []byte) []byte {
	n := func(i int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(i)) }
	return ledger.Link(previous,
		n(e.Seq), []byte(ledger.FormatTime(e.At)), n(e.By), []byte(e.Kind), []byte(e.Subject.Matter), n(e.Subject.ID), n(e.Subject.Part),
		[]byte(e.Door), []byte(e.Method), []byte(e.Route), n(int64(e.Status)), []byte(e.Address), []byte(e.Session),
		[]byte(e.Words), []byte(e.Note), n(int64(e.Count)))
}
