package intake

import (
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	"mingda/internal/calendar"
)

var (
	mailDate = regexp.MustCompile(`(?i)(\d{1,2})[\s-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s,-]+(\d{2,4})`)
	unixDate = regexp.MustCompile(`(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{1,2})\b.*?\b(\d{4})`)
	numDate  = regexp.MustCompile(`(\d{4})\s*[-/年.]\s*(\d{1,2})\s*[-/月.]\s*(\d{1,2})`)
	dayTime  = regexp.MustCompile(`(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?\s*(am|pm|AM|PM)?`)
	zone     = regexp.MustCompile(`([+-])(\d{2}):?(\d{2})\b`)
)

const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec"

// readDate reads a Date field, also in the forms that robots and home-made
// mailers write (2026-11-20 21:46, 2026年11月20日). A zone that is not written
// is the office's own; CST is China's, not America's. ok is false if no day
// could be read.
func readDate(value string) (t time.Time, ok bool) {
	value = strings.TrimSpace(strings.ToValidUTF8(value, ""))
	if len(value) > 200 {
		value = strings.ToValidUTF8(value[:200], "")
	}
	if zone.MatchString(value) {
		if t, err := mail.ParseDate(value); err == nil {
			return t, plausible(t)
		}
	}
	year, month, day, ok := readDay(value)
	if !ok {
		return time.Time{}, false
	}
	hour, minute, second := 0, 0, 0
	if m := dayTime.FindStringSubmatch(value); m != nil {
		hour, _ = strconv.Atoi(m[1]) // the expression admits digits only
		minute, _ = strconv.Atoi(m[2])
		second, _ = strconv.Atoi(m[3]) // "" is 0
		if strings.EqualFold(m[4], "pm") && hour < 12 {
			hour += 12
		}
	}
	if hour > 24 || minute > 59 || second > 60 {
		return time.Time{}, false
	}
	t = time.Date(year, month, day, hour, minute, second, 0, readZone(value))
	return t, plausible(t) && t.Day() == day || hour == 24
}

// plausible reports whether a mail can have been written then, in a year that
// RFC 3339 can say.
func plausible(t time.Time) bool { return t.Year() > 1900 && t.Year() < 9999 }

// readDay finds the day in one of the orders in use.
func readDay(s string) (year int, month time.Month, day int, ok bool) {
	var y, m, d string
	if f := mailDate.FindStringSubmatch(s); f != nil {
		d, m, y = f[1], f[2], f[3]
	} else if f := unixDate.FindStringSubmatch(s); f != nil {
		m, d, y = f[1], f[2], f[3]
	} else if f := numDate.FindStringSubmatch(s); f != nil {
		y, m, d = f[1], f[2], f[3]
	} else {
		return 0, 0, 0, false
	}
	year, _ = strconv.Atoi(y)
	day, _ = strconv.Atoi(d)
	if n, err := strconv.Atoi(m); err == nil {
		month = time.Month(n)
	} else {
		month = time.Month(strings.Index(monthNames, strings.ToLower(m))/3 + 1)
	}
	switch { // RFC 5322 §4.3
	case len(y) == 2 && year < 50:
		year += 2000
	case len(y) <= 3:
		year += 1900
	}
	return year, month, day, month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// readZone reads the zone of a date.
func readZone(s string) *time.Location {
	if m := zone.FindStringSubmatch(s); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		offset := hours*3600 + minutes*60
		if m[1] == "-" {
			offset = -offset
		}
		if hours <= 14 {
			return time.FixedZone("", offset)
		}
	}
	for name, hours := range map[string]int{"GMT": 0, "UTC": 0, "UT": 0, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "KST": 9} {
		if strings.HasSuffix(s, " "+name) {
			return time.FixedZone("", hours*3600)
		}
	}
	return calendar.Zone
}
