package calendar

import (
	"slices"

	"mingda/internal/fault"
)

// A Notice is what one notice (放假安排) makes of one year in one region.
type Notice struct {
	Region    string `json:"region"`
	Year      int    `json:"year"`
	Source    string `json:"source"`             // name and number of the notice
	Announced Date   `json:"announced,omitzero"` // when it was published, no day where that is not known
	Holidays  []Date `json:"holidays"`
	Workdays  []Date `json:"workdays"`
}

// National is the region of the sheet that stands under all others.
const National = "CN"

// mostHolidays is how many days off a notice can list: what is more was mistyped.
// The longest so far has 33.
const mostHolidays = 60

// Check says beside each field of the form what is wrong with a notice that is
// to be laid over the calendar on a day.
func (n Notice) Check(c *Calendar, today Date) error {
	bad := fault.Form{}
	if !slices.ContainsFunc(c.sheets, func(s Sheet) bool { return s.Region == n.Region }) {
		bad.Bad("region", "notice_region", n.Region)
	}
	if n.Year < firstYear || n.Year > lastYear {
		bad.Bad("year", "notice_year")
	}
	if n.Source == "" {
		bad.Bad("source", "notice_source")
	}
	if n.Announced.After(today) {
		bad.Bad("announced", "notice_announced")
	}
	n.checkDays(bad)
	if n.Region == National {
		n.checkNational(bad)
	}
	return bad.Err()
}

func (n Notice) checkDays(bad fault.Form) {
	if len(n.Holidays) == 0 {
		bad.Bad("holidays", "notice_no_days")
	}
	if len(n.Holidays) > mostHolidays {
		bad.Bad("holidays", "notice_too_many", len(n.Holidays), mostHolidays)
	}
	for field, days := range map[string][]Date{"holidays": n.Holidays, "workdays": n.Workdays} {
		seen := map[Date]bool{}
		for _, d := range days {
			switch {
			case d.Year() != n.Year:
				bad.Bad(field, "notice_other_year", d.Chinese(), n.Year)
			case seen[d]:
				bad.Bad(field, "notice_twice", d.Chinese())
			case field == "workdays" && slices.Contains(n.Holidays, d):
				bad.Bad(field, "notice_both", d.Chinese())
			}
			seen[d] = true
		}
	}
}

// checkNational finds what a national notice cannot say: a make-up workday that is
// one anyway, and a year without the holidays of fixed date. Those by moon and sun
// are not asked for: the table they stand in is ours, and the notice knows better.
func (n Notice) checkNational(bad fault.Form) {
	for _, d := range n.Workdays {
		if !isWeekend(d) {
			bad.Bad("workdays", "notice_not_weekend", d.Chinese(), d.ChineseWeekday())
		}
	}
	for _, f := range feasts(n.Year) {
		if f.fixed && !slices.Contains(n.Holidays, f.days[0]) {
			bad.Bad("holidays", "notice_statutory", f.days[0].Chinese())
		}
	}
}

// Same reports whether the calendar has the days of the notice already, so that
// nothing would change by it.
func (n Notice) Same(c *Calendar) bool {
	for _, s := range c.sheets {
		if days, listed := s.Years[n.Year]; s.Region == n.Region && listed {
			return sameDays(days.Holidays, n.Holidays) && sameDays(days.Workdays, n.Workdays)
		}
	}
	return false
}

func sameDays(a, b []Date) bool { return slices.Equal(sorted(a), sorted(b)) }

func sorted(days []Date) []Date { return slices.SortedFunc(slices.Values(days), Date.Compare) }
