package ledger

// TakenBack takes back an entry that should not have been made (撤销一笔): the matter in
// which it stood by mistake is folded as if it had never been there. The entry stays in
// the ledger, and on the timeline, with who took it back and why.
type TakenBack struct {
	Corrects int `json:"corrects"` // the N of the entry
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// FactType implements Fact.
func (TakenBack) FactType() string { return "taken_back" }

// Personal implements PersonalFact.
func (f *TakenBack) Personal() any { return &f.Private }
