package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/notices"
)

// calendarCommands are about the holidays by which due dates are counted.
type calendarCommands struct {
	List   calendarList   `cmd:"" help:"List the years of the calendar, a line each: what they go by 各年的安排."`
	Import calendarImport `cmd:"" help:"Show which cases a year's notice moves; with --apply, lay it over the calendar 录入放假安排."`
}

// calendarList is "mingda calendar list".
type calendarList struct{ officeFlags }

// Run prints region, year, state, days off, make-up workdays and source, by tabs.
func (c *calendarList) Run(ctx context.Context, io std) (err error) {
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	book, err := o.desk.Notices(ctx, desk.Operator)
	if err != nil {
		return err
	}
	for _, sheet := range book.Calendar().Sheets() {
		for year := 2019; year <= o.desk.Today().Year()+1; year++ {
			fmt.Fprintln(io.Out, strings.Join(calendarLine(book, sheet, year), "\t"))
		}
	}
	return nil
}

func calendarLine(book *notices.Book, sheet calendar.Sheet, year int) []string {
	days, listed := sheet.Years[year]
	step := book.In(sheet.Region, year)
	state, source := "built-in", sheet.Source
	switch {
	case !listed:
		state, source = "provisional", ""
	case step.N != 0:
		state, source = "imported", step.Notice.Source
	}
	return []string{sheet.Region, fmt.Sprint(year), state, fmt.Sprint(len(days.Holidays)), fmt.Sprint(len(days.Workdays)), source}
}

// calendarImport is "mingda calendar import FILE".
type calendarImport struct {
	officeFlags
	File      string `arg:"" help:"The notice as JSON (a sheet of one year) or CSV (a day a line) 文件."`
	Region    string `help:"Region of a CSV file: CN or CN-65 地区."`
	Source    string `help:"Name and number of the notice of a CSV file 通知的名称和文号."`
	Announced string `placeholder:"DATE" help:"Day on which it was published 公布的日期."`
	Apply     bool   `help:"Do it, in place of showing it 确定录入."`
}

// Run prints a line for each case whose last day moves: number, open or ended, the
// day and the strictest day, before and after; then a sum.
func (c *calendarImport) Run(ctx context.Context, io std) (err error) {
	n, err := c.notice()
	if err != nil {
		return usageError{err}
	}
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	var recount desk.Recount
	if c.Apply {
		recount, err = o.desk.ApplyNotice(ctx, desk.Operator, 0, n)
	} else {
		recount, err = o.desk.TryNotice(ctx, desk.Operator, n)
	}
	if err != nil {
		return refused(err)
	}
	for _, m := range recount.Moved() {
		state := map[bool]string{true: "open", false: "ended"}[m.To.Open]
		fmt.Fprintf(io.Out, "%s\t%s\t%s\t%s\t%s\t%s\n", m.To.Number, state, m.From.DueOn, m.To.DueOn, m.From.StrictDueOn, m.To.StrictDueOn)
	}
	done := "nothing was changed: --apply does it"
	if c.Apply {
		done = "applied"
	}
	_, err = fmt.Fprintf(io.Out, "%d of %d cases that reach into %d move; %s\n", len(recount.Moved()), recount.Looked, n.Year, done)
	return err
}

// notice reads the file; what it does not say comes from the flags.
func (c *calendarImport) notice() (calendar.Notice, error) {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return calendar.Notice{}, err
	}
	n, err := calendar.ReadNotice(text)
	if err != nil {
		return n, fmt.Errorf("%s: %w", c.File, err)
	}
	if c.Region != "" {
		n.Region = c.Region
	}
	if c.Source != "" {
		n.Source = c.Source
	}
	if c.Announced != "" {
		n.Announced, err = calendar.ParseDate(c.Announced)
	}
	return n, err
}
