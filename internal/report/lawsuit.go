package report

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/lawsuit"
)

// LawsuitRule says in words which cases the tables of litigation count in a year.
const LawsuitRule = "一件诉讼案件计一次，计在作出答复的机关名下，复议机关是共同被告的也这样；只诉复议机关的，计在复议机关名下。裁判生效的，按生效之日计入本年：驳回诉讼请求为结果维持；撤销、判决履行、变更、确认违法、确认无效、判决不得公开为结果纠正；" +
	"不予立案、驳回起诉、撤诉、调解、终结为其他结果；上级法院维持的，按原裁判。到年底没有生效的，计入尚未审结。登记撤销了的不计入，列在下面。"

// Elsewhere names in tables the agencies that are none of this installation.
const Elsewhere = "不在本系统的机关"

// Lawsuits counts the court cases of a year that came by one way (未经复议直接起诉, 复议后起诉),
// as of a day: by what came into force in it, and as pending what was known by its end, or
// by that day, and was not in force.
func Lawsuits(all []lawsuit.Listed, way lawsuit.Way, year int, today calendar.Date) Table {
	t := Table{Year: year, Until: lastDay(year, today)}
	before, opened := suedBy(all, way, t.Year, t.Until)
	over := 0
	for _, l := range all {
		if l.Way != way {
			continue
		}
		k, stands := countLawsuit(l, year, t.Until)
		if !stands {
			continue
		}
		switch k.Column {
		case "":
			t.Aside = append(t.Aside, k)
			continue
		case Pending:
		default:
			over++
		}
		t.add(k)
	}
	t.order()
	n := t.Sum().Figures()
	t.Docket = before + opened - len(t.Aside)
	t.Identities = append(t.Identities, n.Check(),
		adds("知道的都有去处", []term{{"上年尚未审结", before}, {"本年被诉", opened}}, []term{{"本年生效", over}, {"不计入", len(t.Aside)}, {"尚未审结", n.Pending}}))
	return t
}

// suedBy counts in the docket, without asking where a case counts, the cases of a way that
// were not in force when the year began, and those known of in it until a day.
func suedBy(all []lawsuit.Listed, way lawsuit.Way, year int, until calendar.Date) (before, opened int) {
	for _, l := range all {
		switch {
		case l.Way != way || l.OpenedOn.After(until):
		case l.OpenedOn.Year() == year:
			opened++
		case l.Stage != lawsuit.StageCancelled && (l.ForceOn.IsZero() || l.ForceOn.Year() >= year):
			before++
		}
	}
	return before, opened
}

// countLawsuit says where a case counts in a year that is looked at until a day; false
// where it is none of that year's.
func countLawsuit(l lawsuit.Listed, year int, until calendar.Date) (Counted, bool) {
	k := Counted{ID: int64(l.ID), Number: l.Number, Agency: l.Counts, Name: l.Name}
	if k.Name == "" {
		k.Name = Elsewhere
	}
	if k.Number == "" {
		k.Number = "案号未收到"
	}
	if l.OpenedOn.After(until) || !l.ForceOn.IsZero() && l.ForceOn.Year() < year {
		return k, false
	}
	switch {
	case l.Stage == lawsuit.StageCancelled:
		k.Because = "登记已撤销，不计入"
		return k, l.OpenedOn.Year() == year
	case l.ForceOn.IsZero() || l.ForceOn.After(until):
		k.Column, k.Because = Pending, l.OpenedOn.Chinese()+"知道被诉，到"+until.Chinese()+"没有生效的裁判，计入尚未审结"
		if !l.ForceOn.IsZero() {
			k.Because += "；" + l.ForceOn.Chinese() + "生效，结果计入" + strconv.Itoa(l.ForceOn.Year()) + "年"
		}
	default:
		k.Column = Column(l.Column)
		k.Because = l.ForceOn.Chinese() + "生效，计入" + k.Column.Label()
	}
	return k, true
}
