package letter

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// remedies adds the locked paragraph on remedies that the law in force on the
// letter's day gives for the result.
func (c *composer) remedies(result law.Result) {
	remedy := law.RemedyOn(result, c.facts.lawDay())
	c.remedy(remedy)
}

// partialRemedies adds the paragraph of a partial reply: the withheld part and
// the given part have each their own remedy. withheld is the result whose
// remedy the withheld part has.
func (c *composer) partialRemedies(withheld law.Result) {
	on := c.facts.lawDay()
	first, other := law.RemedyOn(withheld, on), law.RemedyOn(law.Disclose, on)
	if first.Path == other.Path {
		c.remedy(other)
		return
	}
	c.locked(c.remedyArticles(first)+"、"+other.Article, laterOf(inForceSince(first, on), inForceSince(other, on)),
		"对本答复中不予公开的部分不服的，"+c.remedySentence(first)+"对本答复的其他部分不服的，"+c.remedySentence(other))
}

// remedy adds the paragraph of a reply whose parts all have the one remedy.
func (c *composer) remedy(remedy law.Remedy) {
	if remedy.Path == "" {
		return
	}
	c.locked(c.remedyArticles(remedy), inForceSince(remedy, c.facts.lawDay()), "对本答复不服的，"+c.remedySentence(remedy))
}

// remedySentence returns the sentence, from the verb on, with its full stop.
func (c *composer) remedySentence(r law.Remedy) string {
	channel := ""
	if c.namesChannel() {
		channel = "，也可以通过{channel}提出"
	}
	switch {
	case r.Path == law.ReviewFirst:
		return "应当自收到本答复书之日起六十日内先向{body}申请行政复议" + channel +
			"；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{court}提起行政诉讼。"
	case r.TellCourt || c.facts.Office.ShowCourt:
		return "可以自收到本答复书之日起六十日内向{body}申请行政复议" + channel +
			"，或者自收到本答复书之日起六个月内向{court}提起行政诉讼。"
	}
	return "可以自收到本答复书之日起六十日内向{body}申请行政复议" + channel + "。"
}

// namesChannel reports whether the sentence names the internet channel: it has
// to where the reply is sent through the internet (复议法 22.2).
func (c *composer) namesChannel() bool {
	return c.facts.Delivery.IsElectronic() && !c.facts.lawDay().Before(law.ReconsiderationLaw.From)
}

func (c *composer) remedyArticles(r law.Remedy) string {
	if c.namesChannel() {
		return r.Article + "、" + law.ReconsiderationLaw.At("第二十二条第二款")
	}
	return r.Article
}

// inForceSince returns the first day on which the remedy was what it is on
// the day on.
func inForceSince(r law.Remedy, on calendar.Date) calendar.Date {
	var since calendar.Date
	var before law.Remedy
	for _, day := range law.RemedyDates() {
		if day.After(on) {
			break
		}
		if then := law.RemedyOn(r.Result, day); since.IsZero() || then != before {
			since, before = day, then
		}
	}
	return since
}

func laterOf(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}
