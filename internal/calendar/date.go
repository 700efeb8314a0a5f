package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"mingda/internal/fault"
)

// Zone is the time zone in which every day of the office is counted:
// Asia/Shanghai, UTC+8 without summer time since 1991. It is fixed here so
// that the result does not depend on the zone files of the machine.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// A Date is one calendar day in Asia/Shanghai. The zero Date is no day.
// Dates are comparable with ==, can be keys of maps, and are written
// 2006-01-02 in JSON, SQL and text; the zero Date is the empty text.
type Date struct {
	year  int16
	month int8
	day   int8
}

// NewDate returns the day with the given year, month and day of the month,
// normalised as time.Date does.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, Zone))
}

// DateOf returns the day in Asia/Shanghai on which t lies.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Date{int16(y), int8(m), int8(d)}
}

var (
	isoDate     = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	chineseDate = regexp.MustCompile(`^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$`)
)

// ParseDate reads 2026-06-30 or 2026年6月30日. Anything else, and a day that
// does not exist, is a fault of kind Invalid with code date_unreadable.
func ParseDate(s string) (Date, error) {
	m := isoDate.FindStringSubmatch(s)
	if m == nil {
		m = chineseDate.FindStringSubmatch(s)
	}
	if m == nil {
		return Date{}, fault.New(fault.Invalid, "date_unreadable")
	}
	year, _ := strconv.Atoi(m[1]) // the expression admits digits only
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	d := NewDate(year, time.Month(month), day)
	if d.Year() != year || int(d.Month()) != month || d.Day() != day {
		return Date{}, fault.New(fault.Invalid, "date_unreadable")
	}
	return d, nil
}

// Year returns the year.
func (d Date) Year() int { return int(d.year) }

// Month returns the month.
func (d Date) Month() time.Month { return time.Month(d.month) }

// Day returns the day of the month.
func (d Date) Day() int { return int(d.day) }

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Start returns the instant at which the day begins.
func (d Date) Start() time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, Zone)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	// By arithmetic of the Gregorian calendar (Sakamoto's rule), since clocks
	// that count days ask this more than anything else.
	if d.IsZero() {
		return d.Start().Weekday()
	}
	y, shift := d.Year(), [...]int{0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4}
	if d.Month() < time.March {
		y--
	}
	return time.Weekday((y + y/4 - y/100 + y/400 + shift[d.Month()-1] + d.Day()) % 7)
}

// AddDays returns the day n calendar days after d, or before it if n < 0.
func (d Date) AddDays(n int) Date {
	if day := d.Day() + n; day >= 1 && day <= 28 && !d.IsZero() { // the same month, whichever it is
		return Date{d.year, d.month, int8(day)}
	}
	return NewDate(d.Year(), d.Month(), d.Day()+n)
}

// AddMonths returns the same day of the month n months later, or that month's
// last day where it has no such day.
func (d Date) AddMonths(n int) Date {
	first := NewDate(d.Year(), d.Month()+time.Month(n), 1)
	last := NewDate(first.Year(), first.Month()+1, 0)
	return NewDate(first.Year(), first.Month(), min(d.Day(), last.Day()))
}

// DaysSince returns the number of calendar days from e to d.
func (d Date) DaysSince(e Date) int {
	return int(d.Start().Sub(e.Start()) / (24 * time.Hour))
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.ordinal() < e.ordinal() }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return e.Before(d) }

// CheckPast notes beside the field what is wrong with a day that must be given and be past:
// that it is none, or lies after today.
func (d Date) CheckPast(form fault.Form, field string, today Date) {
	switch {
	case d.IsZero():
		form.Bad(field, "date_unreadable")
	case d.After(today):
		form.Bad(field, "day_in_future")
	}
}

// Compare returns -1, 0 or 1 as d is before, the same as, or after e.
func (d Date) Compare(e Date) int {
	switch {
	case d.Before(e):
		return -1
	case e.Before(d):
		return 1
	}
	return 0
}

func (d Date) ordinal() int { return int(d.year)<<9 | int(d.month)<<5 | int(d.day) }

// String returns 2006-01-02, and "" for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// Chinese returns 2026年6月30日, and "" for no day.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.year, d.month, d.day)
}

// ChineseFull returns 2026年6月30日（星期二）, and "" for no day.
func (d Date) ChineseFull() string {
	if d.IsZero() {
		return ""
	}
	return d.Chinese() + "（" + d.ChineseWeekday() + "）"
}

// ChineseShort returns 6月30日, for places where the year is plain.
func (d Date) ChineseShort() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d月%d日", d.month, d.day)
}

// ChineseNear returns 6月30日, and 2025年6月30日 where the year is not that of
// today: a mistyped or a past year shows in a list.
func (d Date) ChineseNear(today Date) string {
	if d.year == today.year {
		return d.ChineseShort()
	}
	return d.Chinese()
}

// ChineseWeekday returns 星期二.
func (d Date) ChineseWeekday() string {
	return "星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[d.Weekday()]
}

// ClockTime writes the time of day in Asia/Shanghai, 15:42, and "" for no
// instant.
func ClockTime(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(Zone).Format("15:04")
}

// MarshalText writes 2006-01-02, and nothing for no day.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
