package casefile

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TakenBack takes back an entry of the case (撤销一笔).
type TakenBack = ledger.TakenBack

var _ = know(func() ledger.Fact { return new(TakenBack) })

// A retractable is a fact that can be taken back. It says why it cannot be now,
// when something rests on it, or nil. Every other fact has its own way of being
// mended, or none (mends).
type retractable interface {
	ledger.Fact
	retract(c *Case, p Past) *fault.Error
}

// A noted fact names the act by which it is noted, where that is not everybody's who
// works on the case: who may not note it may not take it back either.
type noted interface{ noting() Act }

// TakesBackAs returns the act that a person must be allowed to take the n-th entry
// back.
func (c *Case) TakesBackAs(n int) Act {
	if n >= 1 && n <= len(c.History) {
		if f, ok := c.History[n-1].Fact.(noted); ok {
			return f.noting()
		}
	}
	return TakeBack
}

// forget folds the case again without an entry; the entries stay in its history.
func (c *Case) forget(n int) error {
	again := &Case{ID: c.ID, Erased: c.Erased, forgotten: maps.Clone(c.forgotten)}
	if again.forgotten == nil {
		again.forgotten = map[int]bool{}
	}
	again.forgotten[n] = true
	for _, p := range c.History {
		if _, back := p.Fact.(*TakenBack); !back && again.Stands(p.N) {
			if err := again.happen(p); err != nil {
				return err
			}
			again.noteEnd(p)
		}
		again.Version = p.N
		again.History = append(again.History, p)
	}
	*c = *again
	return nil
}

// Stands reports whether the n-th entry was not taken back.
func (c *Case) Stands(n int) bool { return !c.forgotten[n] }

// AllowsTakingBack returns nil if the n-th entry can be taken back now, else why
// not.
func (c *Case) AllowsTakingBack(n int, s Situation) error {
	if n < 1 || n > len(c.History) {
		return fault.New(fault.NotFound, "entry_not_found")
	}
	p := c.History[n-1]
	f, ok := p.Fact.(retractable)
	switch {
	case !ok:
		return fault.New(fault.Conflict, "entry_stays", cmp.Or(mends[p.Type], "要改的，用它自己的更正"))
	case !c.Stands(n):
		return fault.New(fault.Conflict, "entry_taken_back")
	}
	if err := c.Allows(TakeBack, s); err != nil {
		return err
	}
	_, put := p.Fact.(*Archived)
	if _, after := p.Fact.(noted); !put && !after { // what is archived is taken out first, but for what comes after the end
		if err := notArchived(c, s); err != nil {
			return err
		}
	}
	if err := f.retract(c, p); err != nil {
		return err
	}
	return nil
}

// TakingBack decides that an entry is taken back, with its reason.
func (c *Case) TakingBack(f TakenBack, s Situation) (*TakenBack, error) {
	if err := c.AllowsTakingBack(f.Corrects, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// Without returns the case as it would stand without an entry, for the clock to be
// asked.
func (c *Case) Without(n int) (*Case, error) {
	without := *c
	err := without.forget(n)
	return &without, err
}

// isLast reports whether an entry is the last that stands of its type.
func (c *Case) isLast(p Past) bool {
	for i := len(c.History) - 1; i >= 0; i-- {
		if at := c.History[i]; at.Type == p.Type && c.Stands(at.N) {
			return at.N == p.N
		}
	}
	return false
}

// retract: a remark changes nothing, so it can be struck out while the file is
// open (a remark that was written in the wrong file).
func (f *Noted) retract(*Case, Past) *fault.Error { return nil }

// retract: the last assigning can be undone until the unit has taken the case or
// a letter was begun; after that the case is assigned anew.
func (f *Assigned) retract(c *Case, p Past) *fault.Error {
	switch {
	case !c.isLast(p):
		return fault.New(fault.Conflict, "assigned_since")
	case !c.SignedFor.IsZero():
		return fault.New(fault.Conflict, "assigned_signed_for", c.SignedFor.Chinese())
	case c.worked(p.N):
		return fault.New(fault.Conflict, "assigned_worked")
	}
	return nil
}

// retract: who signed for the case by mistake can take it back while it is still
// theirs and nothing was drafted.
func (f *UnitSignedFor) retract(c *Case, p Past) *fault.Error {
	switch {
	case !c.isLast(p) || c.SignedFor.IsZero(): // it was assigned anew since
		return fault.New(fault.Conflict, "assigned_since")
	case c.worked(p.N):
		return fault.New(fault.Conflict, "assigned_worked")
	}
	return nil
}

// worked reports whether a letter was drafted after the n-th entry.
func (c *Case) worked(n int) bool {
	return slices.ContainsFunc(c.History, func(p Past) bool {
		_, drafted := p.Fact.(*Drafted)
		return drafted && p.N > n
	})
}

// retract: a document that was taken out of use by mistake is in use again.
func (f *MaterialWithdrawn) retract(*Case, Past) *fault.Error { return nil }

// mends says of each other fact how a mistake in it is mended, or why there is
// nothing to mend.
var mends = map[string]string{
	"registered":             "登记的内容用“更正收到之日”“更正申请人”“更正事项和内容”改；不该登记的，撤销登记",
	"taken_over":             "申请人、事项和内容用各自的更正改；不该导入的，撤销登记，或者撤销整批导入",
	"split_out":              "分错的，撤销分案",
	"split_off":              "分错的，在原案撤销分案",
	"split_taken_back":       "撤销错了的，再分一次",
	"case_joined":            "并错的，撤销并案",
	"joined_to":              "并错的，在并入的那一件撤销并案",
	"case_unjoined":          "撤销错了的，再并一次",
	"unjoined_from":          "撤销错了的，在那一件再并一次",
	"reply_taken":            "拟错的，弃稿再拟",
	"reply_given":            "拟错的，在那一件弃稿再拟",
	"joined":                 "并错的来件，在收件箱里重新打开，就撤销并入",
	"unjoined":               "要并入的，再并入一次",
	"material_added":         "放错的材料，在材料一栏停用",
	"drafted":                "稿子改了再存；不要的，弃稿",
	"dropped":                "弃掉的稿，另拟一份",
	"sent_to_check":          "送错的，请审核人退回",
	"checked":                "审核通过的，签发人可以退回",
	"returned":               "退错的，再送审核",
	"signed":                 "签发的文书没有送出的，作废另拟；送出的，更正后重新答复",
	"rendered":               "系统记的，没有可改的",
	"dispatched":             "交邮件发出的，在发件箱里取消发送",
	"dispatch_ended":         "还要用邮件发的，再登记送达",
	"served":                 "记错的，在文书上更正送达",
	"delivered":              "记错的，在文书上更正送达，签收之日一起改",
	"service_corrected":      "更正错了的，再更正一次",
	"mail_bounced":           "系统记的；要不要再送，更正送达",
	"voided":                 "作废不能恢复，另拟一份",
	"fetched":                "系统记的，没有可改的",
	"supplement_taken_back":  "要算补正的，再登记收到补正",
	"supplement_corrected":   "更正错了的，再更正一次",
	"withdrawn":              "不是申请人的意思的，恢复办理",
	"withdrawal_asked":       "申请人自己在网上写的，照原样存",
	"closed":                 "结错的，恢复办理",
	"resumed":                "不该恢复的，再登记撤回或者结案",
	"receipt_corrected":      "更正错了的，再更正一次",
	"person_corrected":       "更正错了的，再更正一次",
	"wants_corrected":        "更正错了的，再更正一次",
	"contact_changed":        "申请人自己改的；不对的，更正申请人",
	"code_replaced":          "再换一次",
	"reasons_given":          "记错的，撤销理由的登记，再记",
	"reasons_accepted":       "定错的，撤销理由的登记，再定",
	"reasons_taken_back":     "撤销错了的，再登记一次",
	"remedy_taken_back":      "撤销错了的，再登记一次",
	"annulled":               "撤销登记不能恢复，来件重新登记",
	"jointly_added":          "不该加的，撤销共同申请人",
	"jointly_changed":        "更正错了的，再更正一次",
	"jointly_removed":        "撤销错了的，再添加一次",
	"destruction_held":       "解除暂缓",
	"destruction_hold_ended": "再暂缓一次",
	"destroyed":              "销毁不能恢复",
	"archive_bound":          "系统记的；撤销归档，再归一次，案卷重新装订",
	"taken_back":             "撤销错了的，照原样再记一次",
}
