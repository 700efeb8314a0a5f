// Package oldregister understands the register that an office kept before it had this
// program (旧台账), mostly a sheet of Excel: which column holds what, the days in all the
// ways in which people write them, several persons in one cell, results in words. What
// it cannot be sure of it says, cell by cell, with what is done about it. It is pure.
//
// Invariant: nothing is guessed in silence. A value that is taken otherwise than it
// stands, or not at all, has its Trouble.
package oldregister

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"mingda/internal/casefile"
	"mingda/internal/law"
)

// A Kind is what a cell holds.
type Kind byte

// The kinds of cells.
const (
	Empty   Kind = iota
	Text         //
	Number       //
	Day          // a number that is shown as a day or a time
	Logical      //
	Error        // such as #N/A
	Missing      // a formula whose value was never worked out
)

// A Cell is one value of a sheet.
type Cell struct {
	Kind   Kind    `json:"k,omitempty"`
	Text   string  `json:"t,omitempty"`
	Number float64 `json:"n,omitempty"`
	Merged bool    `json:"m,omitempty"` // it is that of the merged cells it lies in
}

// A Row is one row of a sheet with its cells, the first of column 1.
type Row struct {
	N      int
	Hidden bool
	Cells  []Cell
}

// At returns the cell in a column, from 1.
func (r Row) At(column int) Cell {
	if column < 1 || column > len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column-1]
}

// A Sheet is one sheet of a register.
type Sheet struct {
	Name    string
	Rows    []Row // those with a value, in order
	Columns int
	Hidden  map[int]bool // columns
	Since   int          // the year from which its days are counted: 1900 or 1904
}

// A Field is what a column holds.
type Field string

// The fields, in the order in which they are offered.
const (
	OldNumber      Field = "number"
	Received       Field = "received"
	Applicant      Field = "applicant"
	Class          Field = "class"
	Representative Field = "representative"
	Contact        Field = "contact"
	IDNumber       Field = "id"
	Phone          Field = "phone"
	Email          Field = "email"
	Address        Field = "address"
	Subject        Field = "subject"
	Content        Field = "content"
	Through        Field = "through"
	Unit           Field = "unit"
	Extended       Field = "extended"
	Replied        Field = "replied"
	Result         Field = "result"
	ReplyNumber    Field = "reply_number"
	Kept           Field = "kept" // as it stands, with its heading
	Ignored        Field = ""     // not at all
)

// Fields lists them in order.
var Fields = []Field{
	OldNumber, Received, Applicant, Class, Representative, Contact, IDNumber, Phone, Email, Address, Subject, Content,
	Through, Unit, Extended, Replied, Result, ReplyNumber, Kept, Ignored,
}

var fieldLabels = map[Field]string{
	OldNumber: "原编号", Received: "收到日期", Applicant: "申请人", Class: "申请人类别", Representative: "法定代表人", Contact: "联系人", IDNumber: "证件号码",
	Phone: "电话", Email: "电子邮箱", Address: "地址", Subject: "事项", Content: "申请内容", Through: "申请方式", Unit: "承办单位", Extended: "是否延期",
	Replied: "答复日期", Result: "办理结果", ReplyNumber: "答复文号", Kept: "照原样留存", Ignored: "不导入",
}

// Label returns the Chinese name of the field.
func (f Field) Label() string { return fieldLabels[f] }

// Once reports whether only one column can hold the field.
func (f Field) Once() bool { return f != Kept && f != Ignored }

// A Mapping says how a sheet is to be read.
type Mapping struct {
	First    int               `json:"first"`    // the first row of the headings
	Last     int               `json:"last"`     // the last one; what stands under it are the entries
	Columns  map[int]Field     `json:"columns"`  // those not named are not taken in
	Headings map[int]string    `json:"headings"` //
	Year     int               `json:"year,omitempty"`
	Shown    bool              `json:"shown,omitempty"` // hidden rows stay out
	Results  map[string]Choice `json:"results,omitempty"`
}

// A Choice is what a person chose for a word of the results: a code of law, or one of
// the following.
type Choice string

// What a word can mean beside a result.
const (
	Unchosen  Choice = ""
	StillOpen Choice = "open"  // nothing is decided yet
	LeaveOut  Choice = "leave" // rows with this word stay out
)

// Column returns the column that holds a field; 0 for none.
func (m Mapping) Column(f Field) int {
	at := 0
	for c, is := range m.Columns {
		if is == f && (at == 0 || c < at) {
			at = c
		}
	}
	return at
}

// An Entry is what a row says of a case.
type Entry struct {
	Row         int                  `json:"row"`
	Number      string               `json:"number,omitempty"` // 原编号
	Received    string               `json:"received"`         // 2006-01-02, as the following
	Applicants  []casefile.Applicant `json:"applicants"`       // the first leads
	Subject     string               `json:"subject"`
	Content     string               `json:"content"`
	Through     string               `json:"through,omitempty"`
	Unit        string               `json:"unit,omitempty"`
	Extended    string               `json:"extended,omitempty"`
	Open        bool                 `json:"open,omitempty"`
	Ended       string               `json:"ended,omitempty"`
	Result      law.Result           `json:"result,omitempty"`
	ResultText  string               `json:"result_text,omitempty"`
	ReplyNumber string               `json:"reply_number,omitempty"`
	Kept        []casefile.OldCell   `json:"kept,omitempty"`
}

// plain writes a text as words are compared: without blanks, wide signs and case.
func plain(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(text)), ""))
}

// tidy takes what does not show off a text: marks without a width, blanks around it, lines
// that are empty.
func tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u3000':
			return ' '
		case r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f' || r < ' ' && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, text)
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
