package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	goio "io"
	"slices"
	"strings"

	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/templates"
)

// reportCommands are about the yearly report.
type reportCommands struct {
	Annual reportAnnual `cmd:"" help:"Write the yearly report of an agency, or of all together: as it is published, else as it stands now 年度报告."`
}

// reportAnnual is "mingda report annual".
type reportAnnual struct {
	officeFlags
	Year   int    `required:"" placeholder:"YYYY" help:"The year 年份."`
	Agency string `placeholder:"NAME" help:"Of one agency, by its name or code; without it, or of the one that coordinates, all together 机关."`
	Own    bool   `help:"Of the agency that coordinates, its own report, not that of all together 本级."`
	Format string `default:"json" placeholder:"FORMAT" help:"json or csv: the figures; docx, pdf, xlsx or html: the whole report with its texts (${default})."`
	Now    bool   `help:"As it stands now, also where it is published 按现在的数字."`
}

// annualFormats are the formats in which the yearly report is written.
var annualFormats = []string{"json", "csv", "docx", "pdf", "xlsx", "html"}

// Run writes the report.
func (c *reportAnnual) Run(ctx context.Context, io std) (err error) {
	if !slices.Contains(annualFormats, c.Format) {
		return usageError{fmt.Errorf("--format %s：没有这种格式，有 %s", c.Format, strings.Join(annualFormats, "、"))}
	}
	o, err := c.open(ctx, io)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	agency, err := reportedAgency(ctx, o.desk, c.Agency, c.Own)
	if err != nil {
		return err
	}
	if _, err := o.desk.ProjectDue(ctx); err != nil { // it was not served since the program is new
		return err
	}
	made, err := c.write(ctx, o, agency) // nothing half written
	if fault.KindOf(err) == fault.Invalid {
		return usageError{fmt.Errorf("--year：%w", err)}
	}
	if err != nil {
		return err
	}
	_, err = io.Out.Write(made)
	return err
}

// write returns the report in the format.
func (c *reportAnnual) write(ctx context.Context, o *installation, agency int64) ([]byte, error) {
	whole := o.desk.AnnualWhole
	if c.Now {
		whole = o.desk.AnnualNow
	}
	a, err := whole(ctx, c.Year, agency)
	if err != nil {
		return nil, err
	}
	figures := map[string]func(report.Annual, goio.Writer) error{"json": report.Annual.WriteJSON, "csv": report.Annual.WriteCSV}
	if write, ok := figures[c.Format]; ok {
		var out bytes.Buffer
		err := write(a, &out)
		return out.Bytes(), err
	}
	if c.Format == "html" {
		pages, err := page.Parse(templates.FS, page.Options{Folders: []string{"shared"}})
		if err != nil {
			return nil, err
		}
		return pages.Document(a.Paper())
	}
	if c.Format == "pdf" {
		if err := o.loadFonts(); err != nil {
			return nil, err
		}
	}
	file, err := o.desk.AnnualFile(a, c.Format)
	if err != nil {
		return nil, err
	}
	return goio.ReadAll(file)
}

// reportedAgency returns the agency with the name or code; 0, for all together, where none is
// named or the one that coordinates, unless its own report is asked for.
func reportedAgency(ctx context.Context, d *desk.Desk, named string, own bool) (int64, error) {
	named = strings.TrimSpace(named)
	if named == "" && !own {
		return 0, nil
	}
	if named == "" {
		a, err := d.Government(ctx)
		if err != nil {
			return 0, usageError{fmt.Errorf("--own：%w", err)}
		}
		return a.ID, nil
	}
	agencies, err := d.DB.Agencies(ctx)
	if err != nil {
		return 0, err
	}
	var names []string
	for _, a := range agencies {
		if a.Name != named && !strings.EqualFold(a.Code, named) {
			names = append(names, a.Name+"（"+a.Code+"）")
			continue
		}
		if a.Coordinates && !own {
			return 0, nil
		}
		return a.ID, nil
	}
	return 0, usageError{fmt.Errorf("--agency：%w", fault.New(fault.Invalid, "report_agency_unknown", named, strings.Join(names, "、")))}
}
