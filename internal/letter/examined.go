package letter

import (
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// ExaminedField is the field of findings about what is examined before a decision:
// it is recorded on the case, not in the letter.
const ExaminedField = "examined"

// Examined is what was examined before a decision (条例 11, 17), oldest first.
type Examined struct {
	List []Examination `json:"list,omitempty"`
}

// An Examination is one of them.
type Examination struct {
	What       casefile.Examination `json:"what"`
	Who        string               `json:"who"`
	On         calendar.Date        `json:"on"`
	Outcome    casefile.Outcome     `json:"outcome,omitempty"` // "" while a body has not answered
	Remark     string               `json:"remark,omitempty"`
	AnsweredOn calendar.Date        `json:"answered_on,omitzero"`
	Answer     string               `json:"answer,omitempty"`
	ByDrafter  bool                 `json:"by_drafter,omitempty"` // whoever drafted the letter recorded it
}

// last returns the examination of a kind that counts.
func (e *Examined) last(what casefile.Examination) (Examination, bool) {
	for i := len(e.List) - 1; i >= 0; i-- {
		if e.List[i].What == what {
			return e.List[i], true
		}
	}
	return Examination{}, false
}

// in puts an examination into the words of the approval sheet.
func (x Examination) in() string {
	said := x.Who + "，" + shortDay(x.On)
	if x.What.Asks() {
		said += "去函"
		if x.Outcome != "" {
			said += "，" + shortDay(x.AnsweredOn) + "答复"
		}
	}
	if x.Outcome != "" {
		said = x.Outcome.Label() + "。" + said
	}
	for _, words := range []string{x.Remark, x.Answer} {
		if words != "" {
			said += "。" + words
		}
	}
	return said
}

// rows are the lines of the approval sheet; what was not recorded has room to be
// signed on.
func (e *Examined) rows() []TableRow {
	if e == nil || len(e.List) == 0 {
		return []TableRow{room(1, "保密审查", "", "合法性审查", "")}
	}
	var rows []TableRow
	for _, what := range casefile.Examinations {
		there := false
		for _, x := range e.List {
			if x.What == what {
				there, rows = true, append(rows, room(1, what.Label(), x.in()))
			}
		}
		if !there && !what.Asks() {
			rows = append(rows, room(1, what.Label(), ""))
		}
	}
	return rows
}

// discloses reports whether a letter gives something away.
func discloses(kind Kind, v Values) bool {
	if kind != Mixed {
		return kind == Disclose || kind == Partial
	}
	count, err := strconv.Atoi(v[itemsField])
	if err != nil || count > maxItems {
		count = maxItems
	}
	for n := 1; n <= count; n++ {
		if result := law.Result(v[itemPrefix(n)+itemResult]); result == law.Disclose || result == law.Partial {
			return true
		}
	}
	return false
}

// examined looks at what must be examined before information is disclosed. That
// it is not recorded, a person looks at, for it may have been signed on paper; what
// speaks against the disclosure stops the letter (条例 17).
func (c *checker) examined() {
	e := c.facts.Examined
	if e == nil || !discloses(c.kind.Code, c.values) {
		return
	}
	secrecy, done := e.last(casefile.Secrecy)
	for _, x := range e.List {
		if x.What == casefile.Confirming && x.Outcome == "" {
			c.found(Look, ExaminedField, x.Who+"还没有答复：涉及其他机关的，要确认一致再公开", x.What.Article())
		}
	}
	if x, ok := e.last(casefile.Confirming); ok && x.Outcome == casefile.Differs {
		c.found(Look, ExaminedField, x.Who+"有不同意见：协商一致再公开", x.What.Article())
	}
	if !done {
		c.found(Look, ExaminedField, "还没有登记保密审查：拟公开的信息先审查再公开", casefile.Secrecy.Article())
	}
	stopped := false
	for _, what := range []casefile.Examination{casefile.Secrecy, casefile.Legality} {
		if x, ok := e.last(what); ok {
			stopped = c.carries(e, x) || stopped
		}
	}
	if done && !stopped {
		c.found(Passed, "", "保密审查："+secrecy.in(), secrecy.What.Article())
	}
	own := func(x Examination) bool { return x.What.Asks() || x.ByDrafter }
	if done && !slices.ContainsFunc(e.List, func(x Examination) bool { return !own(x) }) {
		c.found(Look, ExaminedField, "审查都是拟稿人自己登记的，按本机关的审查制度看要不要另由一人审查", "条例第十七条第一款")
	}
}

// carries notes what of an examination speaks against the disclosure, and reports
// whether something does. What could not be settled is settled by the body that
// was asked (条例 17.3).
func (c *checker) carries(e *Examined, x Examination) bool {
	name, outcome, article := x.What.Label(), x.Outcome, x.What.Article()
	if outcome == casefile.Unsure {
		ruling, asked := e.last(casefile.Referral)
		article = casefile.Referral.Article()
		switch {
		case !asked:
			c.found(Missing, ExaminedField, name+"不能确定是否可以公开：报有关主管部门或者保密行政管理部门确定", article)
			return true
		case ruling.Outcome == "":
			c.found(Missing, ExaminedField, name+"不能确定，"+ruling.Who+"还没有答复", article)
			return true
		}
		name, outcome = ruling.Who, ruling.Outcome
	}
	switch {
	case outcome == casefile.MayNot:
		c.found(Missing, ExaminedField, name+"的结果是不得公开，不能提供", article)
	case outcome == casefile.MayPartly && c.kind.Code == Disclose:
		c.found(Missing, ExaminedField, name+"的结果是部分可以公开，结果改为部分公开", article)
	default:
		return false
	}
	return true
}
