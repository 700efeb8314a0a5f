package report

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/reconsider"
)

// ReviewRule says in words which cases the table of reconsideration counts in a year.
const ReviewRule = "一件复议案件计一次，计在被申请人名下。本年作出决定、调解书或者终止的，按决定之日计入本年：维持、驳回复议请求为结果维持；变更、撤销、确认违法、责令履行、确认无效为结果纠正；驳回复议申请、调解、终止为其他结果。" +
	"到年底收到了而没有结案的，计入尚未审结，以后的结果计入结案的那一年。不予受理、补正期满视为放弃、受理以前撤回的，没有审理，不计入，列在下面。"

// Reviews counts the reconsideration cases of a year, as of a day: those decided in it by
// the day of the decision, and as pending those that had come by its end, or by that day,
// and were not over. What later happens does not change a year that is over. open is how
// many cases the docket has, counted by itself: this year's table must agree with it.
func Reviews(all []reconsider.Listed, open, year int, today calendar.Date) Table {
	t := Table{Year: year, Until: lastDay(year, today)}
	before, received := standing(all, t.Year, t.Until)
	var ended, serving int
	for _, l := range all {
		if l.Closing == reconsider.StageServing { // decided, in whatever year, and still on the docket
			serving++
		}
		k, stands := countReview(l, year, t.Until)
		if !stands {
			continue
		}
		if k.Column != Pending {
			ended++
		}
		if k.Column == "" {
			t.Aside = append(t.Aside, k)
			continue
		}
		t.add(k)
	}
	t.order()
	t.identify(before, received, ended)
	if t.Until == today {
		n := t.Sum().Figures()
		t.Identities = append(t.Identities, adds("与在办的案件一致", []term{{"尚未审结", n.Pending}, {"已决定、待送达", serving}}, []term{{"在办", open}}))
	}
	return t
}

// lastDay is the last day of a year, or today where the year is not over.
func lastDay(year int, today calendar.Date) calendar.Date {
	if last := calendar.NewDate(year, 12, 31); last.Before(today) {
		return last
	}
	return today
}

// countReview says where a case counts in a year that is looked at until a day; false
// where it is none of that year's.
func countReview(l reconsider.Listed, year int, until calendar.Date) (Counted, bool) {
	k := Counted{ID: int64(l.ID), Number: l.Number, Agency: l.Respondent, Name: l.RespondentName}
	if l.Closing == reconsider.StageAnnulled { // it never was one
		return k, false
	}
	if l.ReceivedOn.After(until) || !l.EndedOn.IsZero() && l.EndedOn.Year() < year {
		return k, false
	}
	if l.EndedOn.IsZero() || l.EndedOn.After(until) {
		k.Column, k.Because = Pending, l.ReceivedOn.Chinese()+"收到，到"+until.Chinese()+"没有结案，计入尚未审结"
		if !l.EndedOn.IsZero() {
			k.Because += "；" + l.EndedOn.Chinese() + "结案，结果计入" + strconv.Itoa(l.EndedOn.Year()) + "年"
		}
		return k, true
	}
	on := l.EndedOn.Chinese()
	switch {
	case l.Outcome != "":
		k.Column = Column(l.Outcome.Column())
		k.Because = on + "决定" + l.Outcome.Label() + "（" + l.Outcome.Article() + "），计入" + k.Column.Label()
	case l.Closing == reconsider.StageNotAccepted || l.Closing == reconsider.StageServing:
		k.Because = on + "决定不予受理，没有审理，不计入"
	case l.GaveUp():
		k.Because = on + "补正期满没有补正，视为放弃申请，没有审理，不计入"
	default:
		k.Because = on + "受理以前撤回，没有审理，不计入"
	}
	return k, true
}

// standing counts in the docket, without asking where a case counts, what was pending when
// the year began, and what was received in it until a day.
func standing(all []reconsider.Listed, year int, until calendar.Date) (before, received int) {
	for _, l := range all {
		switch {
		case l.Closing == reconsider.StageAnnulled || l.ReceivedOn.After(until):
		case l.ReceivedOn.Year() == year:
			received++
		case l.EndedOn.IsZero() || l.EndedOn.Year() >= year:
			before++
		}
	}
	return before, received
}

// identify adds what always holds.
func (t *Table) identify(before, received, ended int) {
	n := t.Sum().Figures()
	t.Docket = before + received - len(t.Aside)
	rows := 0
	for _, r := range t.Rows {
		rows += r.Figures().Total
	}
	t.Identities = append(t.Identities, n.Check(), adds("各被申请人相加等于合计", []term{{"各行", rows}}, []term{{"合计", n.Total}}),
		adds("收到的都有去处", []term{{"上年尚未审结", before}, {"本年收到", received}}, []term{{"本年结案", ended - len(t.Aside)}, {"不计入", len(t.Aside)}, {"尚未审结", n.Pending}}))
}
