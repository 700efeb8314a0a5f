package casefile

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// TakenOver opens a case that the office had before it had this program: a row of its
// old register (旧台账). It stands where a registration stands in others. What was answered
// there is over: no period of it runs, and nothing more is done in it than to complete
// its file. What is open still runs as any other, from its day of receipt.
type TakenOver struct {
	Number      string        `json:"number"` // 案件编号 here
	Agency      int64         `json:"agency"`
	Import      int64         `json:"import"` // by which it came
	File        string        `json:"file"`   // SHA-256 of the register, in hex
	Sheet       int           `json:"sheet"`  // which of its sheets, from 1
	Row         int           `json:"row"`    // of the sheet, from 1
	Receipt     Receipt       `json:"receipt"`
	Class       Class         `json:"class"`
	Open        bool          `json:"open,omitempty"` // it was not answered
	Result      law.Result    `json:"result,omitempty"`
	EndedOn     calendar.Date `json:"ended_on,omitzero"`
	Unit        int64         `json:"unit,omitempty"`         // 承办单位, where it is one of the agency's today
	ReplyNumber string        `json:"reply_number,omitempty"` // 答复文号
	Private     OldRow        `json:"-"`
}

// An OldRow is what a row of an old register says in words.
type OldRow struct {
	Applicant  Applicant   `json:"applicant"`
	Wants      Wants       `json:"wants"`
	Others     []Applicant `json:"others,omitempty"` // who asks with the applicant
	SheetName  string      `json:"sheet_name,omitempty"`
	OldNumber  string      `json:"old_number,omitempty"`  // its number there
	Through    string      `json:"through,omitempty"`     // 申请方式
	Unit       string      `json:"unit,omitempty"`        // 承办单位
	Extended   string      `json:"extended,omitempty"`    // 是否延期
	ResultText string      `json:"result_text,omitempty"` // 办理结果
	Kept       []OldCell   `json:"kept,omitempty"`        // what else stood there
}

// An OldCell is a cell of an old register that is kept as it stood.
type OldCell struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// OldRegister is the door of what came from an old register. Nothing comes in by it.
const OldRegister Door = "old_register"

var _ = know(func() ledger.Fact { return new(TakenOver) })

// FactType implements ledger.Fact.
func (TakenOver) FactType() string { return "taken_over" }

// Personal implements ledger.PersonalFact.
func (f *TakenOver) Personal() any { return &f.Private }

func (f *TakenOver) change(c *Case, p Past) error {
	if p.N != 1 {
		return fmt.Errorf("a case that is there was taken over")
	}
	c.OldRow = f
	c.Number, c.Agency, c.Door, c.Receipt, c.Class = f.Number, f.Agency, OldRegister, f.Receipt, f.Class
	c.Applicant, c.Wants, c.RegisteredAt, c.AskedAs = f.Private.Applicant, f.Private.Wants, p.At, f.Class
	if f.Open {
		return nil
	}
	c.Unit, c.Result, c.EndedOn, c.ended = f.Unit, f.Result, f.EndedOn, StageReplied
	switch f.Result {
	case law.Withdrawn:
		c.ended = StageWithdrawn
	case law.NoSupplement, law.NoPayment, law.Other:
		c.ended = StageClosed
	}
	return nil
}

// IsPast reports whether the case was over before this program: what is known of it is
// a row of the old register, and no more.
func (c *Case) IsPast() bool { return c.OldRow != nil && !c.OldRow.Open }

// Inputs returns what came in for the case, the first one first. One that came from an
// old register has none to begin with.
func (c *Case) Inputs() []int64 {
	var all []int64
	if c.Input != 0 {
		all = append(all, c.Input)
	}
	for _, j := range c.Joined {
		all = append(all, j.Input)
	}
	return all
}

// pastActs are what can be done in a case that was over before this program, and
// when: its file is completed, or it is taken back.
var pastActs = map[Act][]condition{
	See: nil, SeePerson: nil, Note: {notArchived}, AddMaterial: {notAnnulled, notArchived}, TakeBack: {notAnnulled},
	CorrectPerson: {notAnnulled, notArchived}, CorrectWants: {notAnnulled, notArchived},
	Archive: {over, notAnnulled, notArchived}, HoldBack: {shelved, notHeldBack}, EndHold: {shelved, heldBack}, KeepLonger: {shelved, keptForATime}, Restrict: nil, LiftRestriction: {restrictedNow}, Annul: {notAnnulled, notArchived},
}

// allowsPast returns nil if the act can be done in such a case.
func (c *Case) allowsPast(do Act, s Situation) error {
	conditions, ok := pastActs[do]
	if !ok {
		return fault.New(fault.Conflict, "case_is_past", do.Label())
	}
	for _, holds := range conditions {
		if err := holds(c, s); err != nil {
			return err
		}
	}
	return nil
}

// cameIn holds of a case that came in by a door of this program.
func cameIn(c *Case, _ Situation) *fault.Error {
	if c.Input == 0 {
		return fault.New(fault.Conflict, "case_has_no_input")
	}
	return nil
}

// AllowsUndoing returns nil while nothing rests on a case that an import made, so that
// it can be taken back with all others of that import. made is how many entries the
// import wrote.
func (c *Case) AllowsUndoing(made int) error {
	if c.Stage() != StageAnnulled && c.Version > made {
		return fault.New(fault.Conflict, "import_rested_upon", c.Number)
	}
	return nil
}

// projectPast makes the row of a case that was over before this program. No clock ran
// here, so that it is neither late nor in time.
func (c *Case) projectPast() Row {
	stage := c.Stage()
	return Row{
		ID: c.ID, Version: c.Version, Type: c.Type, Number: c.Number, Agency: c.Agency, Unit: c.Unit, Door: c.Door, Class: c.Class,
		Applicant: c.Applicant.Name, Subject: c.listed(), Stage: stage, ReceivedOn: c.Receipt.On, Result: c.Result, EndedOn: c.EndedOn,
		Asking: 1 + len(c.JointApplicants()), Known: c.Known(),
	}
}
