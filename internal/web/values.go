package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// This file reads what was typed into the fields of a form.

// trimmed returns a value of the form without blanks around it.
func trimmed(v url.Values, field string) string { return strings.TrimSpace(v.Get(field)) }

// noVersion is a version that no case and no input ever has: a form that does
// not say what its sender saw is refused as stale, not done blindly.
const noVersion = -1

// versionIn returns the version of the case or input that a form was opened at.
func versionIn(v url.Values) int {
	n, err := strconv.Atoi(trimmed(v, "version"))
	if err != nil || n < 1 {
		return noVersion
	}
	return n
}

// idIn returns the number chosen from a list, 0 for none.
func idIn(v url.Values, field string) int64 {
	id, err := strconv.ParseInt(trimmed(v, field), 10, 64)
	if err != nil {
		return 0 // a list submits numbers only; desk says that none was chosen
	}
	return id
}

// dayIn reads a day of a form. What cannot be read is noted at the field; no
// day at all is no day.
func dayIn(v url.Values, field string, bad fault.Form) calendar.Date {
	typed := trimmed(v, field)
	if typed == "" {
		return calendar.Date{}
	}
	day, err := forms.ParseDay(typed)
	if err != nil {
		bad.Bad(field, "date_unreadable")
	}
	return day
}

// instantIn reads a day and a time of day in Asia/Shanghai; what cannot be read
// is noted at the fields day and time.
func instantIn(day, clock string, bad fault.Form) time.Time {
	on, err := forms.ParseDay(day)
	if err != nil {
		bad.Bad("day", "date_unreadable")
	}
	at, err := time.Parse("15:04", width.Narrow.String(clock))
	if err != nil {
		bad.Bad("time", "time_unreadable")
	}
	if len(bad) > 0 {
		return time.Time{}
	}
	return on.Start().Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
}

// daySureField is the field by which days long ago are confirmed: one box a day,
// so that another day typed afterwards is asked about again.
const daySureField = "day_sure"

// sureOf returns the boxes for those of the named days that were refused as long
// ago, or were confirmed; with none, no field.
func sureOf(f *page.Form, days ...string) page.Field {
	var boxes []page.Option
	confirmed := daysOf(f.Values(daySureField))
	for _, name := range days {
		day, err := forms.ParseDay(f.Value(name))
		if err != nil {
			continue // said at the day itself
		}
		if slices.Contains(confirmed, day) || f.Refused(name) == "arrival_long_ago" {
			boxes = append(boxes, page.Option{Value: day.String(), Label: day.Chinese() + "没有写错"})
		}
	}
	if boxes == nil {
		return page.Field{}
	}
	return f.Checkboxes(daySureField, "核对日子", boxes)
}

// sureDays returns the days that were confirmed.
func sureDays(v url.Values) []calendar.Date { return daysOf(v[daySureField]) }

func daysOf(typed []string) []calendar.Date {
	var days []calendar.Date
	for _, t := range typed {
		if day, err := forms.ParseDay(t); err == nil { // a box submits a day only
			days = append(days, day)
		}
	}
	return days
}
