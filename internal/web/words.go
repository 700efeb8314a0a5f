package web

import (
	"time"

	"mingda/internal/calendar"
)

// dateTimeText writes 2026年6月30日（星期二）15:42 in Asia/Shanghai, and nothing
// for no instant.
func dateTimeText(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return calendar.DateOf(at).ChineseFull() + calendar.ClockTime(at)
}

// dateAndTime writes 2026年6月30日 15:42 in Asia/Shanghai.
func dateAndTime(at time.Time) string {
	return calendar.DateOf(at).Chinese() + " " + calendar.ClockTime(at)
}

// dayAndTime writes 6月30日 15:42 in Asia/Shanghai, and nothing for no instant.
func dayAndTime(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return calendar.DateOf(at).ChineseShort() + " " + calendar.ClockTime(at)
}
