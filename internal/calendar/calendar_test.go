package calendar

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/internal/fault"
)

func mustDate(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustEmbedded(t *testing.T, region string) *Calendar {
	t.Helper()
	c, err := Embedded(region)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestKind(t *testing.T) {
	for _, c := range []struct {
		region, day string
		want        DayKind
	}{
		{"CN", "2026-09-24", Workday},
		{"CN", "2026-09-25", Holiday},
		{"CN", "2026-09-26", Holiday}, // a Saturday that the notice lists
		{"CN", "2026-10-10", MakeUp},
		{"CN", "2026-10-11", Weekend},
		{"CN", "2026-05-27", Workday},
		{"CN-65", "2026-05-27", Holiday},
		{"CN", "2027-10-01", Holiday},    // a year without a notice
		{"CN", "2027-10-04", Holiday},    // made up for Saturday the 2nd
		{"CN", "2027-10-05", Holiday},    // made up for Sunday the 3rd
		{"CN", "2027-10-06", Workday},    // the days between are no holidays of the regulation
		{"CN", "2028-10-03", Holiday},    // 中秋 and 国庆 on one day
		{"CN", "2028-10-04", Holiday},    // made up for Sunday the 1st
		{"CN", "2028-10-05", Workday},    // 中秋 falls on 国庆, on a Tuesday: nothing more to make up
		{"CN", "2040-05-02", Holiday},    // beyond the table: fixed dates only
		{"CN", "2150-01-01", Workday},    // beyond all: weekends only
		{"CN-65", "2021-10-01", Holiday}, // the region's sheet is silent, the national one is not
	} {
		if got := mustEmbedded(t, c.region).Kind(mustDate(t, c.day)); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.region, c.day, got, c.want)
		}
	}
}

func TestLaterSheetsWin(t *testing.T) {
	off, work := mustDate(t, "2026-06-10"), mustDate(t, "2026-06-13")
	national := Sheet{Region: "CN", Years: map[int]SheetYear{2026: {Holidays: []Date{off}, Workdays: []Date{work}}}}
	regional := Sheet{Region: "X", Years: map[int]SheetYear{2026: {Holidays: []Date{work}, Workdays: []Date{off}}}}
	c := New("X", national, regional)
	if !c.IsWorkday(off) || c.Kind(off) != Workday {
		t.Errorf("%s stays a day off though the regional sheet makes it a workday", off)
	}
	if c.IsWorkday(work) {
		t.Errorf("%s stays a workday though the regional sheet makes it a holiday", work)
	}
	if !c.Known(2026) || c.Known(2025) || New("X", national, Sheet{}).Known(2026) || New("X", Sheet{}, regional).Known(2026) {
		t.Error("a year is known when every sheet lists it, and only then")
	}
}

func TestEmbeddedUnknown(t *testing.T) {
	if c, err := Embedded("XX"); err == nil || c != nil {
		t.Errorf("Embedded(XX) = %v, %v", c, err)
	}
}

// TestMovable holds the table of movable holidays against the notices: every
// day of the regulation is a day off in each year that is listed, but for 除夕
// and 5月2日, which are holidays from 2025 only.
func TestMovable(t *testing.T) {
	c := mustEmbedded(t, "CN")
	for year := 2019; year <= 2026; year++ {
		for _, f := range feasts(year) {
			for i, d := range f.days {
				if year < 2025 && (f.name == "春节" && i == 0 || f.name == "劳动节" && i == 1) {
					continue
				}
				if c.Kind(d) != Holiday {
					t.Errorf("%s %s is no day off in the notice", f.name, d)
				}
			}
		}
	}
	for year := 2027; year <= 2035; year++ {
		if len(feasts(year)) != 7 {
			t.Errorf("%d has not seven holidays", year)
		}
	}
}

func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		region, after, upTo string
		want                []string
	}{
		{"CN", "2026-09-22", "2026-12-18", []string{"中秋 2026-09-25 2026-09-25", "国庆 2026-10-01 2026-10-07"}},
		{"CN", "2025-09-22", "2025-10-20", []string{"国庆、中秋 2025-10-01 2025-10-08"}},
		{"CN-65", "2026-05-20", "2026-06-01", []string{"地方节假日 2026-05-27 2026-05-29"}},
		{"CN", "2027-01-25", "2027-02-26", []string{"春节 2027-02-05 2027-02-10"}},
		{"CN", "2022-12-20", "2023-01-05", []string{"元旦 2023-01-02 2023-01-02"}},
		{"CN", "2026-06-01", "2026-06-10", nil},
	} {
		var got []string
		for _, b := range mustEmbedded(t, c.region).Breaks(mustDate(t, c.after), mustDate(t, c.upTo)) {
			got = append(got, b.Name+" "+b.First.String()+" "+b.Last.String())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s after %s: want -, got +\n%s", c.region, c.after, diff)
		}
	}
}

func TestParseSheet(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":        `{`,
		"no region":      `{"years": {"2026": {}}}`,
		"no years":       `{"region": "CN"}`,
		"no day":         `{"region": "CN", "years": {"2026": {"holidays": ["2026-02-30"]}}}`,
		"another's year": `{"region": "CN", "years": {"2026": {"holidays": ["2027-01-01"]}}}`,
	} {
		if _, err := ParseSheet([]byte(text)); err == nil {
			t.Errorf("%s: taken in", name)
		}
	}
}

// TestCounting: counting forwards and counting between agree, and rolling
// never passes over a workday.
func TestCounting(t *testing.T) {
	regions := []string{"CN", "CN-65"}
	rapid.Check(t, func(r *rapid.T) {
		c := mustEmbedded(t, rapid.SampledFrom(regions).Draw(r, "region"))
		d := NewDate(2019, 1, 1).AddDays(rapid.IntRange(0, 365*17).Draw(r, "day"))
		n := rapid.IntRange(0, 60).Draw(r, "n")
		end := c.AddWorkdays(d, n)
		if got := c.Workdays(d, end); got != n {
			r.Fatalf("%d workdays after %s end on %s, between are %d", n, d, end, got)
		}
		if n > 0 && !c.IsWorkday(end) {
			r.Fatalf("%s is no workday", end)
		}
		rolled := c.Roll(d)
		if !c.IsWorkday(rolled) || rolled.Before(d) || c.Workdays(d.AddDays(-1), rolled) != 1 {
			r.Fatalf("%s rolls to %s", d, rolled)
		}
	})
}

func TestMonthsAndDays(t *testing.T) {
	for _, c := range []struct {
		from, want string
		months     int
	}{
		{"2026-08-31", "2027-02-28", 6},
		{"2026-01-31", "2026-07-31", 6},
		{"2023-08-31", "2024-02-29", 6},
	} {
		if got := mustDate(t, c.from).AddMonths(c.months); got != mustDate(t, c.want) {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

// TestArithmetic: days and weekdays are those of the standard library.
func TestArithmetic(t *testing.T) {
	if none := (Date{}); none.Weekday() != none.Start().Weekday() || none.AddDays(1) != DateOf(none.Start().AddDate(0, 0, 1)) {
		t.Error("no day has another weekday than its start")
	}
	var zero Calendar
	if !zero.IsWorkday(NewDate(2026, 10, 1)) || zero.IsWorkday(NewDate(2026, 10, 3)) {
		t.Error("the zero calendar knows more than weekends")
	}
	d := NewDate(1990, 1, 1)
	for instant := d.Start(); d.Year() < 2110; instant = instant.AddDate(0, 0, 1) {
		if DateOf(instant) != d || instant.Weekday() != d.Weekday() {
			t.Fatalf("%s is %s, %s", instant, d, d.Weekday())
		}
		if d.AddDays(-1).AddDays(1) != d || d.AddDays(20) != DateOf(instant.AddDate(0, 0, 20)) {
			t.Fatalf("%s and 20 days is %s", d, d.AddDays(20))
		}
		d = d.AddDays(1)
	}
}

func TestChineseWords(t *testing.T) {
	for _, c := range []struct {
		day               Date
		full, long, short string
	}{
		{NewDate(2026, 6, 30), "2026年6月30日（星期二）", "2026年6月30日", "6月30日"},
		{Date{}, "", "", ""},
	} {
		if full, long, short := c.day.ChineseFull(), c.day.Chinese(), c.day.ChineseShort(); full != c.full || long != c.long || short != c.short {
			t.Errorf("%v is written %q, %q, %q", c.day, full, long, short)
		}
	}
	at := time.Date(2026, 6, 30, 7, 42, 0, 0, time.UTC)
	if got := ClockTime(at); got != "15:42" {
		t.Errorf("7:42 UTC is %q in Shanghai", got)
	}
	if got := ClockTime(time.Time{}); got != "" {
		t.Errorf("no instant is %q", got)
	}
}

// TestCheckPast: a day that must be given and be past.
func TestCheckPast(t *testing.T) {
	today := mustDate(t, "2026-11-27")
	for on, want := range map[Date]fault.Code{{}: "date_unreadable", today.AddDays(1): "day_in_future", today: "", today.AddDays(-1): ""} {
		form := fault.Form{}
		on.CheckPast(form, "on", today)
		if got := form["on"]; got == nil && want != "" || got != nil && got.Code != want {
			t.Errorf("%s: %v, want %q", on, got, want)
		}
	}
}
