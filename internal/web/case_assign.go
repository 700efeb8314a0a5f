package web

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/office"
	"mingda/internal/page"
)

var assignAct = caseAct{
	do:   casefile.Assign,
	lead: "交给一个承办单位。经办人可以先不定，由单位自己安排。",
	done: "已分办",
	typed: func(v desk.CaseView) url.Values {
		typed := url.Values{}
		if v.Case.Unit != 0 {
			typed.Set("unit", strconv.FormatInt(v.Case.Unit, 10))
		}
		if v.Case.Officer != 0 {
			typed.Set("officer", strconv.FormatInt(v.Case.Officer, 10))
		}
		typed.Set("inner_due", v.Case.InnerDue.String())
		return typed
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		due := "办公室自己定的日子，不改变法定期限。"
		if !v.Clock.Due.IsZero() {
			due += "最迟答复是 " + v.Clock.Due.Chinese() + "。"
		}
		inner := f.Date("inner_due", "内部期限").AsOptional()
		p.Fields = []page.Field{
			f.Select("unit", "承办单位", unitOptions(v.People, v.Case.Agency)).AsRequired(),
			f.Select("officer", "经办人", officerOptions(v.People, v.Case.Agency)).AsOptional(),
			inner.WithHint(due + inner.Hint),
			f.Textarea("note", "交代的话").WithHint("单位看得到。").WithRows(3).AsOptional(),
		}
		p.Fields = append(p.Fields, helperFields(v, f)...)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		a, err := assignedIn(sent.Values)
		if err != nil {
			return err
		}
		helpers, err := helpersIn(sent)
		if err != nil {
			return err
		}
		return s.Desk.Assign(ctx, by, sent.id, sent.version, a, helpers...)
	},
}

// assignedIn reads to whom a case is given.
func assignedIn(sent url.Values) (casefile.Assigned, error) {
	bad := fault.Form{}
	a := casefile.Assigned{Unit: idIn(sent, "unit"), Officer: idIn(sent, "officer"), InnerDue: dayIn(sent, "inner_due", bad)}
	a.Private.Note = strings.TrimSpace(sent.Get("note"))
	return a, bad.Err()
}

var signForAct = caseAct{
	do:   casefile.SignFor,
	lead: "单位收下这件申请，开始办理。",
	done: "已签收",
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.SignFor(ctx, by, sent.id, sent.version)
	},
}

// unitOptions lists the units of an agency.
func unitOptions(people desk.People, agency int64) []page.Option {
	options := []page.Option{{Value: "", Label: "选一个单位"}}
	for _, u := range unitsOf(people, agency) {
		options = append(options, page.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	return options
}

// unitsOf returns the units of an agency that work, in the order in which they
// were set up; those of all agencies for 0.
func unitsOf(people desk.People, agency int64) []office.Unit {
	var units []office.Unit
	for _, u := range people.Units {
		if u.Active && (agency == 0 || u.Agency == agency) {
			units = append(units, u)
		}
	}
	slices.SortFunc(units, func(a, b office.Unit) int { return cmp.Or(cmp.Compare(a.Agency, b.Agency), cmp.Compare(a.ID, b.ID)) })
	return units
}

// officerOptions lists the officers of an agency with their units; of all for 0.
func officerOptions(people desk.People, agency int64) []page.Option {
	var officers []auth.User
	for _, u := range people.Users {
		if (agency == 0 || u.Agency == agency) && u.Unit != 0 && !u.Disabled && u.Has(auth.Officer) {
			officers = append(officers, u)
		}
	}
	slices.SortFunc(officers, func(a, b auth.User) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.ID, b.ID)) })
	options := []page.Option{{Value: "", Label: "由单位安排"}}
	for _, u := range officers {
		options = append(options, page.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name + "　" + people.Unit(u.Unit)})
	}
	return options
}
