package letter

import (
	"slices"
	"strings"

	"mingda/internal/casefile"
)

// consultedOf returns the consultation of whom the letter is for; the zero one if
// there is none.
func (f Facts) consultedOf() Consulted {
	if f.To == nil {
		return Consulted{}
	}
	for i := len(f.Consulted) - 1; i >= 0; i-- {
		if c := f.Consulted[i]; c.Name == f.To.Name {
			return c
		}
	}
	return Consulted{}
}

// consultedAs returns the consultations of one kind, without those that fell away.
func (f Facts) consultedAs(as ...casefile.Asked) []Consulted {
	var all []Consulted
	for _, c := range f.Consulted {
		if slices.Contains(as, c.As) && c.Answer != casefile.NotNeeded {
			all = append(all, c)
		}
	}
	return all
}

// objects reports whether the other does not want all of it disclosed.
func (c Consulted) objects() bool {
	return c.Answer == casefile.Refuses || c.Answer == casefile.Partly
}

// prefilled gives the fields of a third party's ground what the consultation came
// to: of several the first that does not agree, else the first that is silent.
func (f Facts) prefilled(fields []Field) []Field {
	third := f.consultedAs(casefile.AsThirdParty)
	of := slices.IndexFunc(third, Consulted.objects)
	if of < 0 {
		of = slices.IndexFunc(third, func(c Consulted) bool { return c.Answer == casefile.Silent })
	}
	if of < 0 {
		return fields
	}
	asked, names := third[of], []string{}
	for _, c := range third {
		if c.Name != "" && !slices.Contains(names, c.Name) {
			names = append(names, c.Name)
		}
	}
	standard := map[string]string{
		"third_asked_on": asked.SentOn.String(), "third_answer": answerSilent, thirdNames: strings.Join(names, "\n"),
	}
	if asked.objects() {
		standard["third_answer"], standard["third_answered_on"], standard["third_reason"] = answerRefused, asked.AnsweredOn.String(), clean(asked.Reason)
	}
	fields = slices.Clone(fields)
	for i := range fields {
		if value, ok := standard[fields[i].Name]; ok && fields[i].Standard == "" {
			fields[i].Standard = value
		}
	}
	return fields
}

// addressed asks that a letter to somebody else goes to whom the case has: service,
// envelope and label take the name from there.
func (c *checker) addressed() {
	to := c.facts.To
	switch {
	case to == nil || !c.kind.Signed:
	case c.own != to.Name:
		c.found(Missing, "to", "收件方“"+c.own+"”与案件登记的“"+to.Name+"”不同；登记错了的，先在案件页更正", "")
	default:
		c.found(Passed, "", "收件方与案件登记的一致："+to.Name, "")
	}
}

// consulted says how the consultations of third parties stand for a reply that
// rests on them.
func (g *thirdPartyGround) consulted(c *checker) {
	const article = "条例第三十二条"
	if c.facts.CaseNumber == "" || c.facts.Today.IsZero() && c.facts.On.IsZero() {
		return // from the command line: the case is not known
	}
	third := c.facts.consultedAs(casefile.AsThirdParty)
	sent := 0
	for _, t := range third {
		if t.SentOn.IsZero() {
			continue
		}
		sent++
		if t.Answer != "" {
			continue
		}
		on := c.facts.lawDay()
		switch {
		case t.AnswerBy.IsZero():
			c.found(Look, "third_answer", "有第三方还没有登记意见，也不知道哪天收到征求意见书", article)
		case !on.After(t.AnswerBy) && g.Answer == answerSilent && sent == len(third):
			c.found(Missing, "third_answer", "第三方提出意见的期限"+t.AnswerBy.Chinese()+"还没有过，不能写逾期没有提出意见", article)
		case !on.After(t.AnswerBy):
			c.found(Look, "third_answer", "有第三方还没有提出意见，期限到"+t.AnswerBy.Chinese(), article)
		default:
			c.found(Look, "third_answer", "有第三方的期限"+t.AnswerBy.Chinese()+"已过，还没有登记意见", article)
		}
	}
	if sent == 0 {
		c.found(Look, "third_asked_on", "案件里没有送出过征求第三方意见书；以其他方式书面征求过的，核对凭证", article)
	}
}

// untold says of a reply that gives something that third parties who do not agree
// have to be told, and that others have not answered yet (条例 32, 34).
func (c *checker) untold() {
	for _, t := range c.facts.consultedAs(casefile.AsThirdParty, casefile.AsJointMaker, casefile.AsAgency) {
		switch {
		case t.SentOn.IsZero():
		case t.Answer == "":
			c.found(Look, "", "征求过意见的"+t.As.Label()+"还没有答复，核对公开的内容不涉及它", "条例第三十三条第三款")
		case t.As == casefile.AsThirdParty && t.objects() && !t.Told:
			c.found(Look, "", "有第三方不同意公开；公开的内容涉及它的，要书面告知它决定公开的内容和理由，还没有签发这份告知书", "条例第三十二条")
		case t.objects() && t.As != casefile.AsThirdParty:
			c.found(Look, "", t.As.Label()+"不同意公开，核对", "条例第三十四条")
		}
	}
}
