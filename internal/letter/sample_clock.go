package letter

import (
	"strconv"
	"time"

	"mingda/internal/calendar"
)

// sampleReckoning is the example of a sheet on the periods: a plain case over the
// holidays of October.
func sampleReckoning() *Reckoning {
	received, due := calendar.NewDate(2026, time.September, 22), calendar.NewDate(2026, time.October, 27)
	return &Reckoning{
		State: "最迟答复", On: due, AsOf: calendar.NewDate(2026, time.October, 20), Weeks: sampleWeeks(received, due),
		Steps: []ReckonStep{
			{On: received, Text: "2026年9月22日收到申请，当日不计。", Article: "条例第三十一条、第三十三条第二款"},
			{Text: "自2026年9月23日起计算20个工作日。中秋节、国庆节不计。", Article: "条例第三十三条第二款"},
			{On: due, Text: "最迟2026年10月27日答复。"},
		},
		Periods: []Reckoned{{
			Label: "告知补正", Until: calendar.NewDate(2026, time.October, 10), State: "已结束", Article: "条例第三十条",
			Why: "收到申请之日起 7 个工作日内没有告知补正。",
		}},
	}
}

// sampleWeeks counts the days of the example.
func sampleWeeks(from, until calendar.Date) []ReckonWeek {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		return nil
	}
	var weeks []ReckonWeek
	counted := 0
	for monday := from.AddDays(1 - int(from.Weekday())); !monday.After(until); monday = monday.AddDays(7) {
		var w ReckonWeek
		for i := range 7 {
			d := ReckonDay{On: monday.AddDays(i)}
			switch {
			case d.On == from:
				d.Mark = "收"
			case d.On.Before(from), d.On.After(until):
			case cal.IsWorkday(d.On):
				counted++
				d.Mark = strconv.Itoa(counted)
				if d.On == until {
					d.Mark += "止"
				}
				if cal.Kind(d.On) == calendar.MakeUp {
					d.Mark = "班" + d.Mark
				}
			case cal.Kind(d.On) == calendar.Holiday:
				d.Mark = "假"
			default:
				d.Mark = "休"
			}
			w.Days = append(w.Days, d)
		}
		weeks = append(weeks, w)
	}
	return weeks
}
