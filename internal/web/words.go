package web

import (
	"time"

	"mingda/internal/calendar"
)

// dateText writes 2026年6月30日（星期二）, and nothing for no day.
func dateText(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Chinese() + "（" + d.ChineseWeekday() + "）"
}

// dateTimeText writes 2026年6月30日（星期二）15:42 in Asia/Shanghai, and nothing
// for no instant.
func dateTimeText(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return dateText(calendar.DateOf(at)) + clockTime(at)
}

// dayAndTime writes 6月30日 15:42 in Asia/Shanghai, and nothing for no instant.
func dayAndTime(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return calendar.DateOf(at).ChineseShort() + " " + clockTime(at)
}

// clockTime writes 15:42 in Asia/Shanghai.
func clockTime(at time.Time) string { return at.In(calendar.Zone).Format("15:04") }
