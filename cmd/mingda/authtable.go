package main

import (
	"fmt"
	"strings"

	"mingda/internal/auth"
)

// authCommands are about who may do what.
type authCommands struct {
	Table authTable `cmd:"" help:"Print who may do what, as a table 权限表."`
}

// authTable is "mingda auth table".
type authTable struct{}

// Run prints a row for each act and permission and a column for each role, in
// Markdown, with the words of the pages.
func (authTable) Run(io std) error {
	line := "| |"
	rule := "| --- |"
	for _, role := range auth.Roles {
		line += " " + role.Label() + " |"
		rule += " --- |"
	}
	lines := []string{line, rule}
	rows := auth.Table()
	for len(rows) > 0 {
		line := fmt.Sprintf("| %s `%s` |", rows[0].Label, rows[0].Do)
		for _, cell := range rows[:len(auth.Roles)] {
			line += " " + cell.Reach.Label() + " |"
		}
		lines, rows = append(lines, line), rows[len(auth.Roles):]
	}
	_, err := fmt.Fprintln(io.Out, strings.Join(lines, "\n"))
	return err
}
