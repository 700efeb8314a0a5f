package letter

import "strconv"

// A Ruled is what a decision on reconsideration says that the respondent's office has
// to know beside its outcome. It is read from the paper, which is what was decided.
type Ruled struct {
	Part      bool   `json:"part,omitempty"`      // only a part of the reply is revoked
	Procedure bool   `json:"procedure,omitempty"` // it is revoked because of the procedure alone (复议法 64.2)
	Anew      bool   `json:"anew,omitempty"`      // an answer is ordered
	Days      int    `json:"days,omitempty"`      // workdays that it gives for it; 0: those of the statute
	Sixty     bool   `json:"sixty,omitempty"`     // it gives sixty days, not workdays (实施条例 58.1)
	Else      string `json:"else,omitempty"`      // what else is ordered, in its words
}

// ReviewRuled returns what a decision of the kind rules with the values filled in. Of
// papers that order and revoke nothing it is the zero value.
func ReviewRuled(kind Kind, f Facts, v Values) Ruled {
	k, ok := lookup(kind)
	if !ok {
		return Ruled{}
	}
	value := k.content()
	decision, ok := value.(*reviewDecision)
	if !ok {
		return Ruled{}
	}
	decode(k.allFields(value, f, v), v)
	switch d := decision.Ruling.(type) {
	case *revoking:
		r := Ruled{Part: d.Much == revokePart, Procedure: d.Case == "procedure", Anew: d.Anew == yes}
		r.Sixty = r.Anew && d.Within == withinSixty
		return r
	case *holdingUnlawful:
		return Ruled{Else: d.Remedy}
	case *performing:
		return Ruled{Anew: true, Days: workdaysIn(d.Days), Else: d.What}
	}
	return Ruled{}
}

// workdaysIn reads a number of days, 0 where there is none.
func workdaysIn(typed string) int {
	n, err := strconv.Atoi(typed)
	if err != nil {
		return 0
	}
	return n
}

// standards are what a decision is filled in with: what the handlers propose, or else the
// usual.
func (r Review) standards() (much, anew, days string) {
	much, anew, days = revokeAll, yes, itoa(longestToPerform)
	p := r.Proposed
	if p == nil {
		return much, anew, days
	}
	if p.Part {
		much = revokePart
	}
	if !p.Anew {
		anew = "no"
	}
	if p.Days > 0 {
		days = itoa(p.Days)
	}
	return much, anew, days
}

// asProposed compares what is ruled with what the handlers propose.
func (c *checker) asProposed(field string, ruled, proposed bool, what string) {
	if c.facts.review().Proposed != nil && ruled != proposed {
		c.found(Look, field, "处理意见和决定书不一样："+what+"，核对哪一个对", "")
	}
}
