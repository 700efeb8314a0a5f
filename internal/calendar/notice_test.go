package calendar

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"mingda/internal/fault"
)

func TestReadNotice(t *testing.T) {
	table := "日期,安排\n2027-01-01,放假,元旦\n2027年2月5日至2027年2月7日,放假\n\n2027-01-09,上班\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	sheet := `{"region": "CN", "source": " 通知 ", "announced": "2026-11-04", "years": {"2027": {"holidays": ["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07"], "workdays": ["2027-01-09"]}}}`
	for name, text := range map[string]string{
		"JSON": sheet, "with a mark": "\xef\xbb\xbf" + sheet, "CSV": table, "lines of Windows": strings.ReplaceAll(table, "\n", "\r\n"), "GB18030": gb, "quoted": strings.ReplaceAll(table, "2027-01-09,上班", `"2027-01-09","上班"`),
	} {
		n, err := ReadNotice([]byte(text))
		if err != nil || n.Year != 2027 || WriteDays(n.Holidays) != "2027-01-01\n2027-02-05至2027-02-07" || WriteDays(n.Workdays) != "2027-01-09" {
			t.Errorf("%s: %+v, %v", name, n, err)
		}
		if strings.Contains(name, "JSON") && (n.Source != "通知" || n.Announced != NewDate(2026, 11, 4)) {
			t.Errorf("%s: %+v", name, n)
		}
	}
	for name, c := range map[string]struct{ text, code, says string }{
		"nothing":        {"", "notice_unreadable", ""},
		"names alone":    {"日期,安排", "notice_unreadable", ""},
		"half JSON":      {`{"region": "CN"`, "notice_unreadable", ""},
		"two years":      {`{"region": "CN", "years": {"2027": {}, "2028": {}}}`, "notice_years", "2 个"},
		"no year":        {`{"region": "CN"}`, "notice_years", "0 个"},
		"no day":         {`{"years": {"2027": {"holidays": ["2027-02-30"]}}}`, "date_unreadable", ""},
		"a broken line":  {"2027-01-01,放假\n2027-01-02", "notice_line", "第 2 行"},
		"another kind":   {"2027-01-01,也许", "notice_line", "也许"},
		"no such day":    {"2027-01-01,放假\n2027-02-30,放假", "notice_line_day", "第 2 行：“2027-02-30”不是日期"},
		"a run backward": {"2027-02-07至2027-02-05,放假", "notice_line_day", "第 1 行"},
		"no text at all": {"\xff\xfe\x00\x01", "notice_unreadable", ""},
	} {
		_, err := ReadNotice([]byte(c.text))
		if string(fault.CodeOf(err)) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func notice2027() Notice {
	n := Notice{Region: "CN", Year: 2027, Source: "通知", Workdays: []Date{NewDate(2027, 1, 9)}}
	for _, d := range []monthDay{101, 105, 205, 501, 1001} {
		n.Holidays = append(n.Holidays, d.in(2027))
	}
	return n
}

func TestCheckNotice(t *testing.T) {
	cal, today := mustEmbedded(t, "CN-65"), NewDate(2026, 11, 20)
	for name, c := range map[string]struct {
		change      func(*Notice)
		field, code string
	}{
		"whole":           {func(*Notice) {}, "", ""},
		"of the region":   {func(n *Notice) { n.Region, n.Holidays, n.Workdays = "CN-65", n.Holidays[1:2], n.Holidays[2:3] }, "", ""},
		"another region":  {func(n *Notice) { n.Region = "CN-11" }, "region", "notice_region"},
		"no year":         {func(n *Notice) { n.Year = 27 }, "year", "notice_year"},
		"no source":       {func(n *Notice) { n.Source = "" }, "source", "notice_source"},
		"not yet":         {func(n *Notice) { n.Announced = NewDate(2026, 11, 21) }, "announced", "notice_announced"},
		"no days":         {func(n *Notice) { n.Holidays = nil }, "holidays", "notice_no_days"},
		"another year":    {func(n *Notice) { n.Holidays[1] = NewDate(2026, 1, 5) }, "holidays", "notice_other_year"},
		"twice":           {func(n *Notice) { n.Holidays = append(n.Holidays, n.Holidays[0]) }, "holidays", "notice_twice"},
		"both":            {func(n *Notice) { n.Holidays = append(n.Holidays, n.Workdays[0]) }, "workdays", "notice_both"},
		"a Monday worked": {func(n *Notice) { n.Workdays = []Date{NewDate(2027, 1, 11)} }, "workdays", "notice_not_weekend"},
		"no National Day": {func(n *Notice) { n.Holidays = n.Holidays[:4] }, "holidays", "notice_statutory"},
		"a quarter of days": {func(n *Notice) {
			for d := n.Holidays[0]; len(n.Holidays) < 90; d = d.AddDays(1) {
				n.Holidays = append(n.Holidays, d)
			}
		}, "holidays", "notice_too_many"},
	} {
		n := notice2027()
		c.change(&n)
		err := n.Check(cal, today)
		if c.code == "" && err != nil {
			t.Errorf("%s: %v %v", name, err, fault.FieldsOf(err))
		}
		if f := fault.FieldsOf(err)[c.field]; c.code != "" && (f == nil || string(f.Code) != c.code) {
			t.Errorf("%s: %v, want %s at %s", name, fault.FieldsOf(err), c.code, c.field)
		}
	}
	if n := notice2027(); n.Same(cal) || !n.Same(cal.With(n)) {
		t.Error("it is not known whether a notice changes anything")
	}
}

// TestWithMovesOneYear: a notice changes days of its own year alone, and makes no
// other year known.
func TestWithMovesOneYear(t *testing.T) {
	before := mustEmbedded(t, "CN")
	after := before.With(notice2027())
	if before.Known(2027) || !after.Known(2027) || after.Known(2028) {
		t.Error("which years are known is wrong")
	}
	moved := 0
	for d := NewDate(2019, 1, 1); d.Year() < 2040; d = d.AddDays(1) {
		if before.Kind(d) != after.Kind(d) {
			if moved++; d.Year() != 2027 {
				t.Errorf("%s is another day", d)
			}
		}
	}
	if moved == 0 || after.Kind(NewDate(2027, 1, 5)) != Holiday || after.Kind(NewDate(2027, 1, 9)) != MakeUp {
		t.Error("its own year did not change")
	}
}

// TestDaysRoundTrip: days are read as they are written.
func TestDaysRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var days []Date
		for n := range 120 {
			if rapid.Bool().Draw(r, "day") {
				days = append(days, NewDate(2027, 1, 1).AddDays(n))
			}
		}
		got, err := ReadDays(WriteDays(days))
		if err != nil || !slices.Equal(got, days) {
			r.Fatalf("%v written as %q, read as %v, %v", days, WriteDays(days), got, err)
		}
	})
	var e *fault.Error
	if _, err := ReadDays("2027-01-01 元旦"); !errors.As(err, &e) || e.Code != "notice_day_unreadable" || !strings.Contains(e.Message(), "元旦") {
		t.Errorf("%v", err)
	}
}
