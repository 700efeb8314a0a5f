package reconsider

import (
	"cmp"
	"maps"
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TakenBack takes back an entry of the case (撤销一笔).
type TakenBack = ledger.TakenBack

var _ = newFacts.Know(func() ledger.Fact { return new(TakenBack) })

// A retractable is a fact that can be taken back; it says why it cannot be now, or nil.
type retractable interface {
	ledger.Fact
	retract(c *Case, p Past) *fault.Error
}

// forget folds the case again without an entry, and without what came with it. A document
// keeps its number, and is out of use.
func (c *Case) forget(n int) error {
	again := &Case{ID: c.ID, Erased: c.Erased, forgotten: maps.Clone(c.forgotten)}
	if again.forgotten == nil {
		again.forgotten = map[int]bool{}
	}
	for _, n := range append(c.behind(n), n) {
		again.forgotten[n] = true
	}
	for _, p := range c.History {
		_, back := p.Fact.(*TakenBack)
		m, material := p.Fact.(*casefile.MaterialAdded)
		if !back && (material || again.Stands(p.N)) {
			if err := again.happen(p); err != nil {
				return err
			}
		}
		if material && !again.Stands(p.N) {
			again.Materials[m.Material-1].Withdrawn = true
		}
		again.Version = p.N
		again.History = append(again.History, p)
	}
	*c = *again
	return nil
}

// Stands reports whether the n-th entry was not taken back.
func (c *Case) Stands(n int) bool { return !c.forgotten[n] }

// Without returns the case as it would stand without an entry, for the clock to be
// asked.
func (c *Case) Without(n int) (*Case, error) {
	without := *c
	err := without.forget(n)
	return &without, err
}

// AllowsTakingBack returns nil if the n-th entry can be taken back now, else why not.
func (c *Case) AllowsTakingBack(n int) error {
	if n < 1 || n > len(c.History) {
		return fault.New(fault.NotFound, "entry_not_found")
	}
	p := c.History[n-1]
	if !c.Stands(n) {
		return fault.New(fault.Conflict, "entry_taken_back")
	}
	var err *fault.Error
	switch f := p.Fact.(type) {
	case *casefile.Noted: // it changes nothing
	case *casefile.MaterialAdded:
		err = c.retractMaterial(f.Material)
	case retractable:
		err = f.retract(c, p)
	default:
		return fault.New(fault.Conflict, "entry_stays", cmp.Or(mends[p.Type], "要改的，再登记一次"))
	}
	if err != nil {
		return err
	}
	return nil
}

// TakingBack decides that an entry is taken back, with its reason.
func (c *Case) TakingBack(f TakenBack, s Situation) (*TakenBack, error) {
	if err := c.Allows(TakeBack, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Corrects == 0 {
		form.Bad("entry", "entry_needed")
	} else if err := c.AllowsTakingBack(f.Corrects); err != nil {
		return nil, err
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// someEntry: there is something that can be taken back.
func someEntry(c *Case, _ Situation) *fault.Error {
	if !slices.ContainsFunc(c.History, func(p Past) bool { return c.AllowsTakingBack(p.N) == nil }) {
		return fault.New(fault.Conflict, "review_nothing_back")
	}
	return nil
}

// since returns the first standing entry after the n-th of which holds is true: what
// rests on it.
func (c *Case) since(n int, holds func(f ledger.Fact) bool) (Past, bool) {
	for _, p := range c.History {
		if p.N > n && c.Stands(p.N) && holds(p.Fact) && !c.isVoidSignature(p.Fact) {
			return p, true
		}
	}
	return Past{}, false
}

// isVoidSignature reports whether a fact is the signature of a paper that is void: nothing
// is told by it.
func (c *Case) isVoidSignature(f ledger.Fact) bool {
	signed, ok := f.(*casefile.Signed)
	return ok && !c.Papers[signed.Letter-1].Stands()
}

// step reports whether a fact is a step that rests on those before it.
func step(f ledger.Fact) bool {
	switch f.(type) {
	case *casefile.Signed, *Accepted, *Responded, *PartyHeard, *SessionSet, *SessionHeld, *CommitteeAsked, *ProbeBegan, *ProbeEnded, *SheetFilled, *Proposed:
		return true
	}
	return false
}

// unresting returns nil where no step was taken since the n-th entry.
func (c *Case) unresting(n int, is func(ledger.Fact) bool) *fault.Error {
	if p, ok := c.since(n, is); ok {
		return fault.New(fault.Conflict, "review_entry_rests", p.On.Chinese())
	}
	return nil
}

// A holder is a fact that documents of the file belong to.
type holder interface{ holds() []int }

func (c *Case) retractMaterial(n int) *fault.Error {
	if _, used := c.since(0, func(f ledger.Fact) bool {
		h, ok := f.(holder)
		return ok && slices.Contains(h.holds(), n)
	}); used {
		return fault.New(fault.Conflict, "review_material_used")
	}
	return nil
}

func (f *GivenUp) retract(*Case, Past) *fault.Error      { return nil }
func (f *Supplied) retract(c *Case, p Past) *fault.Error { return c.unresting(p.N, step) }
func (f *Accepted) retract(c *Case, p Past) *fault.Error { return c.unresting(p.N, step) }

// retract: what was proposed or signed since rests on the answer.
func (f *Responded) retract(c *Case, p Past) *fault.Error {
	return c.unresting(p.N, func(f ledger.Fact) bool {
		switch f.(type) {
		case *casefile.Signed, *Proposed, *Responded:
			return true
		}
		return false
	})
}

func (f *PartyHeard) retract(c *Case, p Past) *fault.Error { return c.whileOpen() }
func (f *PartyLeft) retract(c *Case, p Past) *fault.Error  { return c.whileOpen() }

// retract: that the case was closed for it rests on it.
func (f *WithdrawalAsked) retract(c *Case, p Past) *fault.Error {
	if err := c.unresting(p.N, func(f ledger.Fact) bool { _, closed := f.(*Withdrawn); return closed }); err != nil {
		return err
	}
	return c.whileOpen()
}

// whileOpen: nothing of it is changed behind a decision.
func (c *Case) whileOpen() *fault.Error {
	if end, over := c.End(); over {
		return fault.New(fault.Conflict, "review_entry_over", end.SignedOn.Chinese())
	}
	return nil
}

// retract: a service is taken back before its receipt, unless the request's file has
// learned of it.
func (f *PaperSent) retract(c *Case, p Past) *fault.Error {
	if _, got := c.since(p.N, func(g ledger.Fact) bool {
		got, ok := g.(*PaperGot)
		return ok && got.Letter == f.Letter && got.To == f.To
	}); got {
		return fault.New(fault.Conflict, "review_got_first")
	}
	if c.told(f.Letter) {
		return fault.New(fault.Conflict, "review_request_knows")
	}
	if on, rests := c.since(p.N, func(g ledger.Fact) bool {
		k, copied := g.(*CopiedUp)
		return onPublication(g) || copied && k.Letter == f.Letter
	}); rests && c.copiesUp(c.Papers[f.Letter-1]) {
		return fault.New(fault.Conflict, "review_entry_rests", on.On.Chinese())
	}
	return c.unresting(p.N, step)
}

func (f *PaperGot) retract(c *Case, p Past) *fault.Error {
	if c.told(f.Letter) {
		return fault.New(fault.Conflict, "review_request_knows")
	}
	return c.unresting(p.N, step)
}

// told reports whether the service of a paper is noted in the request too.
func (c *Case) told(n int) bool {
	kind := c.Papers[n-1].Kind
	return c.Contested.Case != 0 && (kind == CopyNotice || paperRules[kind].outcome != "")
}

// mends says of each other fact how a mistake in it is mended, or why there is nothing to
// mend.
var mends = map[string]string{
	"reported":            "报送的情况再登记一次，两次都留着",
	"contested_corrected": "改错的，再更正一次",
	"filing_corrected":    "改错的，再更正一次",
	"code_replaced":       "换错的，核对身份以后再换一次",
	"filed":               "登记错的，更正登记或者更正被复议的答复；不符合受理条件的，作不予受理决定",
	"handlers_named":      "指定错的，再指定一次",
	"handler_left":        "回避登记在案，不能撤销",
	"examined":            "填错的，再填一次审查表",
	"party_added":         "登记错的，登记参加人退出",
	"case_joined":         "用撤销合并审理",
	"joined_to":           "到并入的那一件里撤销合并审理",
	"case_unjoined":       "再合并一次",
	"unjoined_from":       "再合并一次",
	"represented":         "代表人变了的，再登记一次；不要代表人的，一个都不选",
	"sheet_filled":        "填错的，再填一次审查要点",
	"proposed":            "改主意的，再提一次处理意见",
	"drafted":             "稿子改了再存；不要的，弃稿",
	"dropped":             "弃掉的稿，另拟一份",
	"sent_to_check":       "送错的，请审核人退回",
	"checked":             "审核通过的，签发人可以退回",
	"returned":            "退错的，再送审核",
	"signed":              "签发的文书没有送出的，作废另拟",
	"rendered":            "系统记的，没有可改的",
	"voided":              "作废不能恢复，另拟一份",
	"taken_back":          "撤销错了的，照原样再登记一次",

	"publication_prepared":  "改主意的，重新制作公布文本",
	"publication_released":  "公布错了的，撤下公布文本",
	"publication_withdrawn": "撤下错了的，重新制作、核对、公布",
}

// voidable: what the clock counts from a signature stays where later steps rest on it.
func (c *Case) voidable(p Paper) error {
	if paperRules[p.Kind].signed == nil {
		return nil
	}
	for _, past := range c.History {
		if f, ok := past.Fact.(*casefile.Signed); !ok || f.Letter != p.N {
			continue
		}
		if on, rests := c.since(past.N, func(f ledger.Fact) bool { _, supplied := f.(*Supplied); return supplied || step(f) }); rests {
			return fault.New(fault.Conflict, "review_void_rests", on.On.Chinese())
		}
	}
	return nil
}
