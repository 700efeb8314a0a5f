package web

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// A daysView says where the days of a case went (办理用时). Partial "case_days".
type daysView struct {
	Lines   []dayLine
	Counted int // workdays of the period
	Stood   int // days on which the clock stood still
	Late    bool
	Bar     []barPart
	Width   int
}

// A dayLine is what one station took.
type dayLine struct {
	Station string
	Code    string // of its colour
	Counted int
	Stood   int
	Whens   []string // 9月22日至9月24日
}

// A barPart is one stretch of the bar, as wide as it has days.
type barPart struct {
	Code     string
	X, Width int
}

// daysView adds up the days by station, in the order of a plain case; the bar shows
// them in the order of time.
func (s *Server) daysView(v desk.CaseView) daysView {
	var d daysView
	for _, station := range casefile.Stations {
		line := dayLine{Station: station.Label(), Code: string(station)}
		for _, stay := range v.Stays {
			if stay.Station == station {
				line.Counted, line.Stood = line.Counted+stay.Counted, line.Stood+stay.Stood
				line.Whens = append(line.Whens, daysFromTo(stay.From, stay.Until))
			}
		}
		if len(line.Whens) > 0 {
			d.Lines = append(d.Lines, line)
			d.Counted, d.Stood = d.Counted+line.Counted, d.Stood+line.Stood
		}
	}
	for _, stay := range v.Stays {
		d.Bar = append(d.Bar, barPart{Code: string(stay.Station), X: d.Width, Width: stay.Counted + stay.Stood})
		d.Width += stay.Counted + stay.Stood
	}
	d.Late = v.Clock.Late
	return d
}

// daysFromTo writes a stretch of days.
func daysFromTo(from, until calendar.Date) string {
	if from == until {
		return from.ChineseShort()
	}
	return from.ChineseShort() + "至" + until.ChineseShort()
}

// Summary says in one line what the bar shows.
func (d daysView) Summary() string {
	text := "计入期限 " + strconv.Itoa(d.Counted) + " 个工作日"
	if d.Stood > 0 {
		text += "，停着不计 " + strconv.Itoa(d.Stood) + " 天"
	}
	return text
}
