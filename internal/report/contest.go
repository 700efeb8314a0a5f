package report

import (
	"slices"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/lawsuit"
)

// ContestRule says in words which contests count that are none of the dockets.
const ContestRule = "在申请案件里登记的被申请复议、被起诉，复议机关、诉讼案件不在本系统登记簿里的，也计入：没有结果的计入尚未审结；维持、驳回诉讼请求计入结果维持；撤销、变更、责令答复、责令公开、确认违法计入结果纠正；不予受理、驳回申请、撤回、终止计入其他结果。按作出决定、判决之日计。同一件申请在登记簿里已经有的，不另计。"

// A Contest is one over the answer to a request that was noted there and is none of the
// dockets of this installation.
type Contest struct {
	Case    casefile.ID
	Number  string // of the request
	Agency  int64
	Forum   casefile.Forum
	Way     lawsuit.Way // of a court case: as far as the request knows
	Body    string
	KnownOn calendar.Date
	EndedOn calendar.Date // no day while it has no outcome
	Outcome casefile.RemedyOutcome
}

// contestsOf returns the contests that were noted in a case, but for those before a forum of
// which a docket has one over it.
func contestsOf(c *casefile.Case) []Contest {
	listed := map[casefile.Forum]bool{}
	reviewed := false
	for _, ch := range c.Challenges {
		listed[ch.Forum] = listed[ch.Forum] || ch.Review != 0 || ch.Suit != 0
		reviewed = reviewed || ch.Forum == casefile.InReview
	}
	for _, j := range c.Judgements {
		listed[j.Forum] = listed[j.Forum] || j.Suit != 0
		reviewed = reviewed || j.Forum == casefile.InReview
	}
	var all []Contest
	add := func(forum casefile.Forum, body string, known calendar.Date, by casefile.Judgement) {
		k := Contest{Case: c.ID, Number: c.Number, Agency: c.Agency, Forum: forum, Body: body, KnownOn: known, EndedOn: by.DecidedOn, Outcome: by.Outcome}
		if forum == casefile.InCourt {
			k.Way = map[bool]lawsuit.Way{true: lawsuit.AfterReview, false: lawsuit.Direct}[reviewed]
		}
		if !k.EndedOn.IsZero() && k.EndedOn.Before(k.KnownOn) {
			k.KnownOn = k.EndedOn
		}
		if !listed[forum] {
			all = append(all, k)
		}
	}
	for _, ch := range c.Challenges {
		var by casefile.Judgement
		if at := slices.IndexFunc(c.Judgements, func(j casefile.Judgement) bool { return j.Challenge == ch.Entry }); at >= 0 {
			by = c.Judgements[at]
		}
		add(ch.Forum, ch.Body, ch.On, by)
	}
	for _, j := range c.Judgements {
		if j.Challenge == 0 {
			add(j.Forum, j.Body, j.DecidedOn, j)
		}
	}
	return all
}

// contestColumn is where an outcome counts.
func contestColumn(o casefile.RemedyOutcome) Column {
	switch o {
	case casefile.Upheld:
		return Upheld
	case casefile.NotHeard, casefile.Ended:
		return Other
	}
	return Corrected
}

// in says where a contest counts in a period; false where it is none of that year's.
func (k Contest) in(p Period) (Counted, bool) {
	c := Counted{ID: int64(k.Case), Number: k.Number, Agency: k.Agency, Noted: true}
	if k.KnownOn.After(p.Until) || !k.EndedOn.IsZero() && k.EndedOn.Year() < p.Year {
		return c, false
	}
	if k.EndedOn.IsZero() || k.EndedOn.After(p.Until) {
		c.Column, c.Because = Pending, k.KnownOn.Chinese()+"知道"+map[casefile.Forum]string{casefile.InReview: "被申请复议", casefile.InCourt: "被起诉"}[k.Forum]+"（"+k.Body+"），到"+p.Until.Chinese()+"没有结果，计入尚未审结"
		if !k.EndedOn.IsZero() {
			c.Because += "；" + k.EndedOn.Chinese() + "有了结果，计入" + strconv.Itoa(k.EndedOn.Year()) + "年"
		}
		return c, true
	}
	c.Column = contestColumn(k.Outcome)
	c.Because = k.EndedOn.Chinese() + k.Body + "：" + k.Outcome.Label() + "，计入" + c.Column.Label() + "；在申请案件里登记的"
	return c, true
}

// AddContests counts, beside the docket, the contests before a forum that came by one way,
// as the agencies are named.
func (t *Table) AddContests(all []Contest, forum casefile.Forum, way lawsuit.Way, name func(agency int64) string) {
	for _, k := range all {
		if c, counts := k.in(Period{t.Year, t.Until}); counts && k.Forum == forum && k.Way == way {
			c.Name = name(k.Agency)
			t.add(c)
		}
	}
	t.order()
}
