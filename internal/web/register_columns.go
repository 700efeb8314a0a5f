package web

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/law"
	"mingda/internal/page"
)

// A registerColumn is a column that the register can show, and what it is in a file. The
// number of the case is always the first.
type registerColumn struct {
	key      string
	label    string
	sort     string  // key of its order; "" where it has none
	usual    bool    // it is there while nothing was chosen
	everyone bool    // it is only for who sees all agencies
	width    float64 // in a file
	show     func(l registerLine) page.RegisterCell
	write    func(l registerLine) any // text or a day; nil: what is shown, as text
}

// A registerLine is a case as a row of the register, before its columns.
type registerLine struct {
	*Server
	casefile.Row
	people  peopleNames
	past    desk.PastUnits
	words   []string // that were searched for
	today   calendar.Date
	snippet page.Marked // where else they stand
}

// text is a cell of text; what is empty stays empty.
func text(s string) page.RegisterCell { return page.RegisterCell{Text: page.Unmarked(s)} }

// dayColumn is a column of days.
func dayColumn(key, label, sort string, usual bool, of func(casefile.Row) calendar.Date) registerColumn {
	return registerColumn{
		key: key, label: label, sort: sort, usual: usual, width: 12,
		show: func(l registerLine) page.RegisterCell {
			if day := of(l.Row); !day.IsZero() {
				return page.RegisterCell{Label: label, Tight: true, Text: page.Unmarked(day.ChineseNear(l.today))}
			}
			return page.RegisterCell{}
		},
		write: func(l registerLine) any { return of(l.Row) },
	}
}

// textColumn is a column of short words.
func textColumn(key, label, sort string, width float64, of func(l registerLine) string) registerColumn {
	return registerColumn{
		key: key, label: label, sort: sort, width: width,
		show: func(l registerLine) page.RegisterCell {
			if s := of(l); s != "" {
				return page.RegisterCell{Label: label, Text: page.Unmarked(s)}
			}
			return page.RegisterCell{}
		},
		write: func(l registerLine) any { return of(l) },
	}
}

// usually makes a column one of those that are there while nothing was chosen.
func (c registerColumn) usually() registerColumn {
	c.usual = true
	return c
}

// registerColumns are the columns beside the number, in the order in which they are offered.
var registerColumns = []registerColumn{
	{
		key: "door", label: "渠道", usual: true, width: 10,
		show: func(l registerLine) page.RegisterCell {
			door := doorOf(l.Door)
			return page.RegisterCell{Label: "渠道", Tight: true, Door: &door}
		},
		write: func(l registerLine) any { return l.Door.Label() },
	},
	{
		key: "applicant", label: "申请人", sort: "applicant", usual: true, width: 22,
		show: func(l registerLine) page.RegisterCell {
			name := marked(l.Applicant, l.words)
			if l.Asking > 1 && l.Applicant != "" {
				name = append(name, page.MarkedPart{Text: andOthers(l.Asking)})
			}
			return page.RegisterCell{Name: name}
		},
		write: func(l registerLine) any {
			if l.Asking > 1 && l.Applicant != "" {
				return l.Applicant + andOthers(l.Asking)
			}
			return l.Applicant
		},
	},
	{
		key: "subject", label: "事项", usual: true, width: 44,
		show: func(l registerLine) page.RegisterCell {
			return page.RegisterCell{Text: marked(subjectOf(l.Row), l.words), Snippet: l.snippet}
		},
		write: func(l registerLine) any { return subjectOf(l.Row) },
	},
	{
		key: "unit", label: "承办单位", sort: "unit", usual: true, width: 22,
		show: func(l registerLine) page.RegisterCell {
			unit := unitIn(l.Row, l.people, l.past)
			if unit.Unassigned {
				return page.RegisterCell{None: "未分办"}
			}
			return text(unit.Name)
		},
		write: func(l registerLine) any { return unitIn(l.Row, l.people, l.past).Name },
	},
	dayColumn("received", "收到", "received", true, func(r casefile.Row) calendar.Date { return r.ReceivedOn }),
	{
		key: "stage", label: "阶段", sort: "stage", usual: true, width: 12,
		show: func(l registerLine) page.RegisterCell {
			return page.RegisterCell{Tight: true, Text: page.Unmarked(l.stage())}
		},
		write: func(l registerLine) any { return l.stage() },
	},
	{
		key: "due", label: "最迟", sort: "due", usual: true, width: 12,
		show: func(l registerLine) page.RegisterCell {
			due := l.dueOf(l.Row, l.today, true)
			return page.RegisterCell{Due: &due}
		},
		write: func(l registerLine) any { return l.DueOn },
	},
	textColumn("officer", "经办人", "officer", 12, func(l registerLine) string {
		if l.Officer == 0 {
			return ""
		}
		return l.people.Name(l.Officer)
	}),
	textColumn("result", "结果", "result", 26, func(l registerLine) string { return resultName(l.Result) }),
	dayColumn("ended", "办结", "ended", false, func(r casefile.Row) calendar.Date { return r.EndedOn }),
	textColumn("intime", "是否按期", "", 10, func(l registerLine) string { return l.inTime() }),
	textColumn("waits", "等谁", "", 12, func(l registerLine) string { return l.WaitsFor.Label() }),
	dayColumn("inner", "内部期限", "", false, func(r casefile.Row) calendar.Date { return r.InnerDue }),
	textColumn("class", "申请人类别", "", 16, func(l registerLine) string { return l.Class.Label() }),
	textColumn("type", "类型", "", 16, func(l registerLine) string { return l.Type.OrRequest().Label() }),
	textColumn("assisting", "协办单位", "", 22, func(l registerLine) string {
		var names []string
		for word := range strings.SplitSeq(string(l.Assisting), ",") {
			if id, err := strconv.ParseInt(word, 10, 64); err == nil {
				names = append(names, l.people.Unit(id))
			}
		}
		return strings.Join(names, "、")
	}),
	everyonesColumn(textColumn("agency", "机关", "", 24, func(l registerLine) string { return l.people.Agencies[l.Agency].Name })),
}

func everyonesColumn(c registerColumn) registerColumn {
	c.everyone = true
	return c
}

// stage says where the case stands, as the register does.
func (l registerLine) stage() string {
	if l.Combined {
		return l.Stage.Label() + "，并案"
	}
	return l.Stage.Label()
}

// inTime says whether a case that is over was answered in time.
func (l registerLine) inTime() string {
	switch {
	case l.Row.Late:
		return "逾期"
	case l.Open || l.EndedOn.IsZero():
		return ""
	case l.PastOwn():
		return pastOwn
	}
	return "按期"
}

// resultNames are the kinds of result by their codes, those of rules of before too.
var resultNames = func() map[law.Result]string {
	names := map[law.Result]string{}
	for _, rule := range slices.Concat(law.Results(law.FOIRegulation.From), law.Results(calendar.NewDate(9999, 1, 1)), law.Corrections()) {
		names[rule.Code] = rule.Name
	}
	return names
}()

func resultName(r law.Result) string { return resultNames[r] }

// offered are the columns that a person can choose.
func offered(by auth.User) []registerColumn {
	all := auth.SightOf(by).All
	return slices.DeleteFunc(slices.Clone(registerColumns), func(c registerColumn) bool { return c.everyone && !all })
}

// chosenColumns are the columns of the keys, in their order; the usual ones where none of
// them is known.
func chosenColumns(by auth.User, keys []string) []registerColumn {
	all := offered(by)
	var chosen []registerColumn
	for _, key := range keys {
		at := slices.IndexFunc(all, func(c registerColumn) bool { return c.key == key })
		if at >= 0 && !slices.ContainsFunc(chosen, func(c registerColumn) bool { return c.key == key }) {
			chosen = append(chosen, all[at])
		}
	}
	if len(chosen) == 0 {
		return slices.DeleteFunc(all, func(c registerColumn) bool { return !c.usual })
	}
	return chosen
}

// keysOf are the keys of columns.
func keysOf(columns []registerColumn) []string {
	keys := make([]string, len(columns))
	for i, c := range columns {
		keys[i] = c.key
	}
	return keys
}

// numberLabel heads the first column.
const numberLabel = "编号"

// heads are the columns of a file.
func heads(columns []registerColumn) []forms.Column {
	all := []forms.Column{{Name: numberLabel, Width: 16}}
	for _, c := range columns {
		all = append(all, forms.Column{Name: c.label, Width: c.width})
	}
	return all
}
