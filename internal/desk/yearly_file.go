package desk

import (
	"context"
	"sync"

	"mingda/internal/auth"
	"mingda/internal/docx"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/pdf"
	"mingda/internal/report"
	"mingda/internal/sheet"
	"mingda/internal/yearly"
)

// AnnualFormats are the files that AnnualFile makes of a yearly report, in the order in which
// they are offered, with what they are called.
var AnnualFormats = []AnnualFormat{
	{"docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"pdf", "PDF", "application/pdf"},
	{"xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}

// An AnnualFormat is one of them. Code is the ending of the file's name.
type AnnualFormat struct{ Code, Label, Type string }

// AnnualFile returns a yearly report as a file. What no font has is 〓 in PDF; Word and Excel
// have fonts of their own. A format that is none is fault NotFound.
func (d *Desk) AnnualFile(a report.Annual, format string) (Download, error) {
	doc := a.Paper()
	for _, f := range AnnualFormats {
		if f.Code != format {
			continue
		}
		made, err := d.papers.keep(f.Code, a, func() ([]byte, error) {
			switch f.Code {
			case "docx":
				return docx.Paper(doc)
			case "xlsx":
				return sheet.Paper(doc)
			}
			if d.Fonts == nil {
				return nil, fault.New(fault.Unavailable, "fonts_missing")
			}
			return pdf.Paper(d.Fonts, doc)
		})
		return InMemory(doc.Name()+"."+f.Code, f.Type, made), err
	}
	return Download{}, fault.New(fault.NotFound, "not_found")
}

// AnnualWhole returns a report with its texts, of an agency or, for 0, the government's: as it
// is published, else as it would be now. It asks for no right: the operator's command has it.
func (d *Desk) AnnualWhole(ctx context.Context, year int, agency int64) (report.Annual, error) {
	if _, err := d.reportPeriod(year); err != nil {
		return report.Annual{}, err
	}
	return d.annualReport(ctx, yearly.IDOf(year, agency))
}

// YearlyEdition returns a report in one of its editions, or, edition 0, as it would be
// published now, to who may see it.
func (d *Desk) YearlyEdition(ctx context.Context, by auth.User, id yearly.ID, edition int) (report.Annual, error) {
	if edition == 0 {
		v, err := d.Yearly(ctx, by, id)
		return v.Now, err
	}
	if _, err := d.mayYearly(ctx, by, auth.SeeYearly, id); err != nil {
		return report.Annual{}, err
	}
	p, err := d.PublicYearly(ctx, id, edition)
	return p.Annual, err
}

// madePapers are the files that were made last, by what is in them. Anybody can ask for the
// file of a published report as often as they like: it is made once, and one at a time.
type madePapers struct {
	mu    sync.Mutex
	files map[string][]byte
	order []string // oldest first
}

// papersKept is how many are kept: the formats of the reports that are read these days.
const papersKept = 24

// keep returns the file of a report, made now or kept.
func (m *madePapers) keep(format string, a report.Annual, write func() ([]byte, error)) ([]byte, error) {
	value, err := yearly.Freeze(a)
	if err != nil {
		return nil, err
	}
	key := format + " " + ledger.HashOf(value)
	m.mu.Lock()
	defer m.mu.Unlock()
	if made, ok := m.files[key]; ok {
		return made, nil
	}
	made, err := write()
	if err != nil {
		return nil, err
	}
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	m.files[key], m.order = made, append(m.order, key)
	if len(m.order) > papersKept {
		delete(m.files, m.order[0])
		m.order = m.order[1:]
	}
	return made, nil
}
