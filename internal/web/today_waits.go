package web

import (
	"net/url"

	"mingda/internal/casefile"
	"mingda/internal/page"
)

// parties are whom a case can wait for, in the order of its way.
var parties = []casefile.Party{
	casefile.ClerkWaits, casefile.UnitWaits, casefile.AssistWaits, casefile.CheckerWaits, casefile.SignerWaits, casefile.ApplicantWaits, casefile.ThirdPartyWaits,
}

// waits lists whom the open cases wait for.
func (d *workDay) waits(s *Server) []waitLine {
	var lines []waitLine
	for _, party := range parties {
		if d.waiting[party] == 0 {
			continue
		}
		line := waitLine{Label: party.Label(), Count: d.waiting[party], Href: s.registerHref(url.Values{"view": {"open"}, "waits": {string(party)}})}
		if party == casefile.ApplicantWaits {
			line.Tag = page.Tag{State: page.Line, Text: "未起算"}
		}
		lines = append(lines, line)
	}
	return lines
}
