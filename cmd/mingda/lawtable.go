package main

import (
	"fmt"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// lawTable is "mingda law table".
type lawTable struct{}

// Run prints a row for each procedure, in Markdown: on which article it rests, its
// acts and letters, who may do them, when, and what it does to the clock.
func (lawTable) Run(io std) error {
	lines := []string{"| 程序 | 依据 | 做什么 | 谁可以 | 什么时候 | 文书 | 期限 |", "| --- | --- | --- | --- | --- | --- | --- |"}
	for _, p := range casefile.Procedures() {
		var acts, letters []string
		for _, a := range p.Acts {
			acts = append(acts, fmt.Sprintf("%s `%s`", a.Label(), a))
		}
		for _, kind := range p.Letters {
			letters = append(letters, fmt.Sprintf("%s `%s`", desk.LetterName(kind), kind))
		}
		lines = append(lines, fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |", p.Name, p.Article,
			orNone(acts), orNone(rolesOf(p)), orDash(p.When), orNone(letters), orDash(p.Clock)))
	}
	_, err := fmt.Fprintln(io.Out, strings.Join(lines, "\n"))
	return err
}

// rolesOf lists the roles that may do any of the acts of a procedure; of one that
// is only a letter, those that draft, check and sign it.
func rolesOf(p casefile.Procedure) []string {
	acts := p.Acts
	if len(acts) == 0 {
		acts = []casefile.Act{casefile.Draft, casefile.Check, casefile.Sign}
	}
	var roles []string
	for _, row := range auth.Table() {
		if row.Reach != auth.Nowhere && slices.Contains(acts, casefile.Act(row.Do)) && !slices.Contains(roles, row.Role.Label()) {
			roles = append(roles, row.Role.Label())
		}
	}
	return roles
}

func orNone(words []string) string { return orDash(strings.Join(words, "、")) }

func orDash(words string) string {
	if words == "" {
		return "—"
	}
	return words
}
