package letter

import (
	"encoding/json"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/reconsider"
)

// A remedyPart is a part of a reply that has a remedy of its own.
type remedyPart struct {
	item   int    // the item, 0 for the letter as a whole
	of     string // the part of it, with the word before; empty for all of it
	remedy law.Remedy
}

// The parts of a reply that separates (条例 37).
const (
	withheldPart = "中不予公开的部分"
	otherPart    = "的其他部分"
)

// Told returns the remedies of which a signed reply tells, of each of its parts.
// Where what was filled in is erased it is by the result alone.
func Told(l casefile.Letter) []law.Remedy {
	c, err := write(Kind(l.Kind), Facts{On: l.SignedOn}, Values(l.Values))
	if err != nil || len(c.told) == 0 {
		return []law.Remedy{law.RemedyOn(l.Result, l.SignedOn)}
	}
	if saysCourt(l) {
		for i := range c.told {
			c.told[i].TellCourt = true
		}
	}
	return c.told
}

// Telling returns what a signed reply told of reconsideration, by the paragraphs that it
// was signed with; of one that is erased, by its result.
func Telling(l casefile.Letter) reconsider.Telling {
	first := slices.ContainsFunc(Told(l), func(r law.Remedy) bool { return r.Path == law.ReviewFirst })
	var signed Letter
	if json.Unmarshal(l.Value, &signed) != nil {
		return reconsider.ToldAll
	}
	says := func(words string) bool {
		return slices.ContainsFunc(signed.Blocks, func(b Block) bool {
			return b.Paragraph != nil && b.Paragraph.Locked && strings.Contains(b.Paragraph.Text(), words)
		})
	}
	switch {
	case !says("申请行政复议"):
		return reconsider.Untold
	case first && !says("六十日内先向"):
		return reconsider.FirstUntold
	}
	return reconsider.ToldAll
}

// saysCourt reports whether a signed letter tells of the court beside
// reconsideration, as it was set when it was signed.
func saysCourt(l casefile.Letter) bool {
	var signed Letter
	if json.Unmarshal(l.Value, &signed) != nil {
		return false
	}
	return slices.ContainsFunc(signed.Blocks, func(b Block) bool {
		return b.Paragraph != nil && b.Paragraph.Locked && strings.Contains(b.Paragraph.Text(), orCourt)
	})
}

// remedies adds the locked paragraph on remedies that the law in force on the
// letter's day gives for the result.
func (c *composer) remedies(result law.Result) {
	c.tell(remedyPart{remedy: law.RemedyOn(result, c.facts.lawDay())})
}

// partialRemedies adds the paragraph of a partial reply: the withheld part and
// the given part have each their own remedy. withheld is the result whose
// remedy the withheld part has.
func (c *composer) partialRemedies(withheld law.Result) {
	on := c.facts.lawDay()
	c.tell(remedyPart{of: withheldPart, remedy: law.RemedyOn(withheld, on)}, remedyPart{of: otherPart, remedy: law.RemedyOn(law.Disclose, on)})
}

// tell adds the paragraph on the remedies of the parts; those of an item are
// kept for the foot of the letter.
func (c *composer) tell(parts ...remedyPart) {
	if c.n == 0 {
		c.foot(parts)
		return
	}
	for _, p := range parts {
		p.item = c.n
		c.parts = append(c.parts, p)
	}
}

// foot adds the locked paragraph on remedies: a sentence for all parts that
// have the same, what must go to reconsideration first before the others.
func (c *composer) foot(parts []remedyPart) {
	var groups [][]remedyPart
	for _, p := range parts {
		if p.remedy.Path == "" {
			continue
		}
		i := slices.IndexFunc(groups, func(g []remedyPart) bool { return c.remedySentence(g[0].remedy) == c.remedySentence(p.remedy) })
		if i < 0 {
			i, groups = len(groups), append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	if len(groups) == 0 {
		return
	}
	slices.SortStableFunc(groups, func(a, b []remedyPart) int { return rank(a[0].remedy) - rank(b[0].remedy) })
	var articles []string
	var since calendar.Date
	text := ""
	for _, g := range groups {
		what := "本答复"
		if len(groups) > 1 {
			what += partsName(g)
		}
		text += "对" + what + "不服的，" + c.remedySentence(g[0].remedy)
		for _, p := range g {
			c.told = append(c.told, p.remedy)
			if !slices.Contains(articles, p.remedy.Article) {
				articles = append(articles, p.remedy.Article)
			}
			since = laterOf(since, inForceSince(p.remedy, c.facts.lawDay()))
		}
	}
	if c.namesChannel() {
		text += channelSentence
		articles = append(articles, law.ReconsiderationLaw.At("第二十二条第二款"))
	}
	c.locked(strings.Join(articles, "、"), since, text)
}

// orCourt begins what a letter says of the court beside reconsideration.
const orCourt = "或者自收到本答复书之日起六个月内"

func rank(r law.Remedy) int {
	if r.Path == law.ReviewFirst {
		return 0
	}
	return 1
}

// partsName names the parts after 本答复: whole items first, then the parts of
// items, so that no part is read into an item that has none.
func partsName(parts []remedyPart) string {
	var kinds []string
	for _, of := range []string{"", withheldPart, otherPart} {
		var items []string
		found := false
		for _, p := range parts {
			if p.of != of {
				continue
			}
			if found = true; p.item > 0 {
				items = append(items, itemLabel(p.item))
			}
		}
		if found {
			kinds = append(kinds, strings.Join(items, "、")+of)
		}
	}
	return strings.Join(kinds, "，以及")
}

// remedySentence returns the sentence, from the verb on, with its full stop.
func (c *composer) remedySentence(r law.Remedy) string {
	switch {
	case r.Path == law.ReviewFirst:
		return "应当自收到本答复书之日起六十日内先向{body}申请行政复议；" +
			"对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{court}提起行政诉讼。"
	case r.TellCourt || c.facts.Office.ShowCourt:
		return "可以自收到本答复书之日起六十日内向{body}申请行政复议，" + orCourt + "向{court}提起行政诉讼。"
	}
	return "可以自收到本答复书之日起六十日内向{body}申请行政复议。"
}

// channelSentence names the internet channel, once for all parts.
const channelSentence = "行政复议申请也可以通过{channel}提出。"

// namesChannel reports whether the letter names the internet channel: it has to
// where the reply is sent through the internet (复议法 22.2).
func (c *composer) namesChannel() bool {
	return c.facts.Delivery.IsElectronic() && !c.facts.lawDay().Before(law.ReconsiderationLaw.From)
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
