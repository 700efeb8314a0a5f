package web

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var restrictAct = caseAct{
	do: casefile.Restrict,
	lead: "只有勾上的人能看、能办这一件。别的人，不管什么角色，在台账、查找、今日、提醒、导出和文书里都看不到它，打开地址也看不了；统计和年度报告照样算它，只写编号。" +
		"来信写着它的编号、还没有并入的，也一样。要审核、签发的人，要看来件的收件员或者统筹，也要勾上；代理人不随着不在的人进名单，要他办的也勾上。改名单、解除都在这里，都留在经过里。",
	done: "已限制知悉",
	typed: func(v desk.CaseView) url.Values {
		typed := url.Values{}
		for _, id := range v.Case.Restriction().People {
			typed.Add("people", strconv.FormatInt(id, 10))
		}
		return typed
	},
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{
			f.Checkboxes("people", "谁能知道这一件", knowingOptions(v)),
			f.Textarea("reason", "为什么限制，或者为什么改名单").WithRows(3).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		var people []int64
		for _, value := range sent.Values["people"] {
			if id, err := strconv.ParseInt(value, 10, 64); err == nil {
				people = append(people, id)
			}
		}
		return s.Desk.Restrict(ctx, by, sent.id, sent.version, people, sent.Value("reason"))
	},
	leaves: true, // who does not name themselves
}

var liftRestrictionAct = caseAct{
	do:   casefile.LiftRestriction,
	lead: "解除以后，按角色能看这一件的人都能看。",
	done: "已解除限制知悉",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Notes = append(p.Notes, restrictionNote(v))
		p.Fields = []page.Field{f.Textarea("reason", "为什么解除").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.LiftRestriction(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

// caseHref is where a case behind a figure is; "" where it is restricted to others.
func (s *Server) caseHref(row casefile.Row, below ...string) string {
	if row.ID == 0 {
		return ""
	}
	return s.Pages.URL(casePath(row.ID)) + strings.Join(below, "")
}

// knowingOptions are the people whose roles let them see the case, by what they do there.
func knowingOptions(v desk.CaseView) []page.Option {
	var all []page.Option
	people := slices.SortedFunc(maps.Values(v.People.Users), func(a, b auth.User) int { return strings.Compare(a.Name, b.Name) })
	of := auth.Of(v.Row)
	of.Known = ""
	for _, u := range people {
		if auth.May(u, casefile.See, of) != nil { // nor who is disabled
			continue
		}
		var roles []string
		for _, r := range u.Roles {
			roles = append(roles, r.Label())
		}
		hint := strings.Join(roles, "、")
		if unit := v.People.Unit(u.Unit); unit != "" {
			hint += "，" + unit
		}
		all = append(all, page.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name, Hint: hint})
	}
	return all
}

// restrictionNote says at the head of a case who alone may know of it.
func restrictionNote(v desk.CaseView) page.Note {
	r := v.Case.Restriction()
	text := "只有" + namesOf(v.People, r.People) + "能看、能办。" + v.People.Name(r.By) + "，" + r.On.Chinese() + because(r.Reason)
	if !slices.ContainsFunc(r.People, func(id int64) bool { return auth.May(v.People.Users[id], casefile.Join, auth.Of(v.Row)) == nil }) {
		text += "名单上没有能看来件的人，关于这一件的来信谁也看不到：请把收件员或者统筹加进名单。"
	}
	return page.Note{Kind: page.Stop, Strong: "限制知悉：", Text: text}
}

func namesOf(people desk.People, ids []int64) string {
	names := make([]string, len(ids))
	for n, id := range ids {
		names[n] = people.Name(id)
	}
	return strings.Join(names, "、")
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"restricted": told(func(t teller, f *casefile.Restricted) telling {
		return telling{Title: "限制知悉", Text: "只有" + namesOf(t.v.People, f.People) + "能看、能办。" + sentences(f.Private.Reason)}
	}),
	"restriction_lifted": told(func(_ teller, f *casefile.RestrictionLifted) telling {
		return telling{Title: "解除限制知悉", Text: sentences(f.Private.Reason)}
	}),
})
