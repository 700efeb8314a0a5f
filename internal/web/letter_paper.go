package web

import (
	"strconv"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// paperOf shows a letter as it will be printed: gaps marked, as a draft with 草稿
// across it, and on how many pages.
func paperOf(v desk.DraftView, pdf string) page.Paper {
	l := v.Preview
	p := page.Paper{
		Label: "文书的样子", Head: l.Office, Number: l.Number, Title: l.Title, Addressee: l.Addressee,
		Sign: l.SignedBy, SignedOn: l.On.Chinese(), Attachments: l.AttachmentLines(), Draft: l.Draft, PDFHref: pdf,
	}
	if v.Pages > 0 {
		p.Foot = "打印出来共 " + strconv.Itoa(v.Pages) + " 页"
	}
	for _, b := range l.Blocks {
		if b.Paragraph == nil {
			continue // only sheets have tables, and sheets are not drafted
		}
		var parts page.PaperParagraph
		for _, run := range b.Paragraph.Runs {
			parts = append(parts, page.PaperPart{Text: run.Text, Gap: run.Gap})
		}
		p.Paragraphs = append(p.Paragraphs, parts)
	}
	return p
}

// lockedOf lists the passages of the letter that the law gives.
func lockedOf(l letter.Letter) []page.Locked {
	var all []page.Locked
	for _, b := range l.Blocks {
		if b.Paragraph == nil || !b.Paragraph.Locked {
			continue
		}
		source := b.Paragraph.Articles
		if !b.Paragraph.InForce.IsZero() {
			source = b.Paragraph.InForce.Chinese() + "起施行　" + source
		}
		all = append(all, page.Locked{Paragraphs: []string{b.Paragraph.Text()}, Source: source})
	}
	return all
}

// findingStates are the shapes of the levels.
var findingStates = map[letter.FindingLevel]page.State{letter.Missing: page.Late, letter.Look: page.Soon, letter.Passed: page.Done}

// Fields of findings that are no fields of the letter.
const (
	askedName     = "asked"              // what the applicant wrote, mended on the case
	materialsName = "materials"          // what is enclosed
	examinedName  = letter.ExaminedField // recorded on the case
)

// findingLinks adds to what is on a page the words of the applicant, for who may
// mend them.
func (s *Server) findingLinks(v desk.CaseView, fields func(name string) string) func(string) string {
	return func(name string) string {
		if name == askedName && allowed(v, casefile.CorrectWants) == nil {
			return s.Pages.URL(casePath(v.Case.ID, string(casefile.CorrectWants)))
		}
		if name == examinedName {
			if allowed(v, casefile.Examine) != nil {
				return ""
			}
			return s.Pages.URL(casePath(v.Case.ID, string(casefile.Examine))) + "?" + whatField + "=" + string(casefile.Secrecy)
		}
		return fields(name)
	}
}

// checksOf lists what the check found. links leads to the field that a finding
// is about, "" where it is not on the page.
func checksOf(findings []letter.Finding, links func(field string) string) page.Checks {
	c := page.Checks{ID: "checks"}
	for _, f := range findings {
		item := page.Check{State: findingStates[f.Level], Text: f.Text, Source: f.Article}
		if href := links(f.Field); href != "" && f.Level != letter.Passed {
			item.Link = page.Link{Label: map[letter.FindingLevel]string{letter.Missing: "去填", letter.Look: "去看"}[f.Level], Href: href}
		}
		c.Items = append(c.Items, item)
	}
	return c
}

// differencesOf lists where the letter leaves its standard text.
func differencesOf(all []letter.Difference) []page.DiffLine {
	var lines []page.DiffLine
	for _, d := range all {
		line := page.DiffLine{Lead: d.Label + "："}
		if d.Standard != "" {
			line.Parts = append(line.Parts, page.DiffPart{Op: "del", Text: d.Standard})
		}
		lines = append(lines, page.DiffLine{Lead: line.Lead, Parts: append(line.Parts, page.DiffPart{Op: "ins", Text: d.Actual})})
	}
	return lines
}
