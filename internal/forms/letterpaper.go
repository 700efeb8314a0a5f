package forms

import (
	"strconv"

	"mingda/internal/letter"
	"mingda/internal/page"
)

// PaperOf shows a letter as it will be printed: gaps marked, as a draft with 草稿
// across it, and on how many pages.
func PaperOf(l letter.Letter, pages int, pdf string) page.Paper {
	p := page.Paper{
		Label: "文书的样子", Head: l.Office, Number: l.Number, Title: l.Title, Addressee: l.Addressee,
		Sign: l.SignedBy, SignedOn: l.On.Chinese(), Attachments: l.AttachmentLines(), Draft: l.Draft, PDFHref: pdf,
	}
	if pages > 0 {
		p.Foot = "打印出来共 " + strconv.Itoa(pages) + " 页"
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

// LockedOf lists the passages of the letter that the law gives.
func LockedOf(l letter.Letter) []page.Locked {
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

// ChecksOf lists what the check found. links leads to the field that a finding
// is about, "" where it is not on the page.
func ChecksOf(findings []letter.Finding, links func(field string) string) page.Checks {
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

// DifferencesOf lists where the letter leaves its standard text.
func DifferencesOf(all []letter.Difference) []page.DiffLine {
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
