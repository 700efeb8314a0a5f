package main

import (
	"encoding/json"
	"fmt"
	goio "io"
	"slices"
	"strings"
	"text/tabwriter"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// lawCommands are the commands that print the tables of the law.
type lawCommands struct {
	Remedies lawRemedies `cmd:"" help:"Print the remedies against each kind of result."`
	Table    lawTable    `cmd:"" help:"Print every procedure of a request beside its articles 程序表."`
}

// lawRemedies is "mingda law remedies".
type lawRemedies struct {
	On   string `help:"Day of the reply, such as 2026-07-01; without it, each day on which the law changed." placeholder:"DATE"`
	JSON bool   `name:"json" help:"Print JSON."`
}

// pathNames are the paths as the table prints them.
var pathNames = map[law.Path]string{law.ReviewFirst: "先复议", law.Either: "复议或起诉"}

// Run prints the remedies on one day, or a table of kinds of result and days.
func (c *lawRemedies) Run(io std) error {
	days := law.RemedyDates()
	if c.On != "" {
		on, err := calendar.ParseDate(c.On)
		if err != nil {
			return usageError{fmt.Errorf("--on %s：%w", c.On, err)}
		}
		days = []calendar.Date{on}
	}
	if c.JSON {
		return c.writeJSON(io, days)
	}
	return writeRemedies(io.Out, days)
}

// writeRemedies writes a table of kinds of result and days, and beneath it the
// articles of each path.
func writeRemedies(out goio.Writer, days []calendar.Date) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "result")
	for _, d := range days {
		fmt.Fprintf(table, "\t%s", d)
	}
	fmt.Fprintln(table)
	var articles []string
	for _, of := range law.Remedies(days[0]) {
		fmt.Fprint(table, of.Result)
		for _, d := range days {
			r := law.RemedyOn(of.Result, d)
			fmt.Fprintf(table, "\t%s", remedyWords(r))
			line := fmt.Sprintf("%s，%s：%s", d, pathNames[r.Path], r.Article)
			if !slices.Contains(articles, line) {
				articles = append(articles, line)
			}
		}
		fmt.Fprintln(table)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	slices.Sort(articles)
	_, err := fmt.Fprintln(out, "\n"+strings.Join(articles, "\n"))
	return err
}

// remedyWords writes a remedy as a cell of the table.
func remedyWords(r law.Remedy) string {
	words := pathNames[r.Path]
	if !r.TellCourt {
		words += "（不写起诉）"
	}
	if r.Unsettled {
		words += "（无定论）"
	}
	return words
}

// writeJSON writes the remedies of a day as an array; of several days, an
// object with an array a day.
func (c *lawRemedies) writeJSON(io std, days []calendar.Date) error {
	enc := json.NewEncoder(io.Out)
	if c.On != "" {
		return enc.Encode(law.Remedies(days[0]))
	}
	byDay := map[string][]law.Remedy{}
	for _, d := range days {
		byDay[d.String()] = law.Remedies(d)
	}
	return enc.Encode(byDay)
}
