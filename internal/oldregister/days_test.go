package oldregister

import (
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// TestDays: a day in every way in which registers have it, and what is said of it.
func TestDays(t *testing.T) {
	sixth := calendar.NewDate(2023, 5, 6)
	text := func(s string) Cell { return Cell{Kind: Text, Text: s} }
	notes := func(codes ...fault.Code) []fault.Code { return codes }
	of1900, of1904 := Sheet{Since: 1900}, Sheet{Since: 1904}
	for _, test := range []struct {
		sheet Sheet
		cell  Cell
		year  int
		want  calendar.Date
		notes []fault.Code
		no    fault.Code
	}{
		{cell: text("2023-5-6"), want: sixth},
		{cell: text("2023.5.6"), want: sixth},
		{cell: text("2023/05/06"), want: sixth},
		{cell: text("20230506"), want: sixth},
		{cell: Cell{Kind: Number, Number: 20230506, Text: "20230506"}, want: sixth},
		{cell: text("2023年5月6日"), want: sixth},
		{cell: text("2023 年 05 月 06 号"), want: sixth},
		{cell: text("二〇二三年五月六日"), want: sixth},
		{cell: text("二○二三年十二月三十一日"), want: calendar.NewDate(2023, 12, 31)},
		{cell: text("二零二三年十月廿一日"), want: calendar.NewDate(2023, 10, 21)},
		{cell: text("贰零贰叁年伍月陆日"), want: sixth},
		{cell: text("２０２３．０５．０６"), want: sixth},
		{cell: text("2023。5。6"), want: sixth},
		{cell: text("2023-05-06 10:23"), want: sixth},
		{cell: text("2023-05-06T10:23:45Z"), want: sixth},
		{cell: text("2023年5月6日 上午 9时30分"), want: sixth},
		{cell: text("2023.5.6（星期六）"), want: sixth},
		{cell: text("收到：2023、5、6"), want: sixth},
		{cell: text("2023 5 6"), want: sixth},
		{cell: text("2023—05—06"), want: sixth},
		{cell: text(" 2023-5-6\u00a0"), want: sixth},
		{cell: text("5月6日"), year: 2023, want: sixth, notes: notes("old_day_year_of_sheet")},
		{cell: text("五月六日"), year: 2023, want: sixth, notes: notes("old_day_year_of_sheet")},
		{cell: text("5.6"), year: 2023, want: sixth, notes: notes("old_day_year_of_sheet")},
		{cell: text("5月6日"), no: "old_day_no_year"},
		{cell: text("23.5.6"), want: sixth, notes: notes("old_day_short_year")},
		{cell: text("230506"), want: sixth, notes: notes("old_day_short_year")},
		{cell: text("5/6/2023"), want: sixth, notes: notes("old_day_order")},
		{cell: text("16/5/2023"), want: calendar.NewDate(2023, 5, 16)},
		{cell: text("5/16/2023"), want: calendar.NewDate(2023, 5, 16)},
		{cell: text("2023.5.6-2023.5.8"), want: sixth, notes: notes("old_day_several")},
		{cell: text("2023.5.6\n2023.5.6"), want: sixth},
		{cell: text("45052"), want: sixth, notes: notes("old_day_serial")},
		{cell: Cell{Kind: Number, Number: 45052.43, Text: "45052.43"}, want: sixth, notes: notes("old_day_serial")},
		{sheet: of1900, cell: Cell{Kind: Day, Number: 45052.43}, want: sixth},
		{sheet: of1904, cell: Cell{Kind: Day, Number: 43590}, want: sixth},
		{sheet: of1904, cell: Cell{Kind: Number, Number: 43590, Text: "43590"}, want: sixth, notes: notes("old_day_serial")},
		{cell: text("2023-2-30"), no: "old_day_impossible"},
		{cell: text("2023年13月1日"), no: "old_day_impossible"},
		{cell: text("20231301"), no: "old_day_impossible"},
		{cell: text("2023年5月"), no: "old_day_no_day"},
		{cell: text("202305"), no: "old_day_no_day"},
		{cell: Cell{Kind: Number, Number: 2023.5, Text: "2023.5"}, no: "old_day_no_day"},
		{cell: text("2023年"), no: "old_day_no_day"},
		{cell: text("待定"), no: "old_day_unreadable"},
		{cell: text("3天后"), no: "old_day_unreadable"},
		{cell: Cell{Kind: Error, Text: "#N/A"}, no: "old_cell_error"},
		{cell: Cell{Kind: Missing}, no: "old_cell_error"},
		{cell: Cell{Kind: Day, Number: -4}, no: "old_day_unreadable"},
		{cell: text("——")},
		{cell: text("无")},
		{cell: Cell{}},
	} {
		got := test.sheet.dayIn(test.cell, test.year, false)
		if got.On != test.want || got.Refused != test.no || !slices.Equal(got.Notes, test.notes) {
			t.Errorf("%+v: %+v, want %s %v %s", test.cell, got, test.want, test.notes, test.no)
		}
	}
	if f := readDay("2023.5.6、2023.6.1", 0, true); f.On != calendar.NewDate(2023, 6, 1) {
		t.Errorf("the last of several: %+v", f)
	}
}

func TestYearOf(t *testing.T) {
	for text, want := range map[string]int{"2023年": 2023, "明川区二〇二三年度登记簿": 2023, "2022-2023": 0, "Sheet1": 0, "台账2021": 2021, "13920230506": 0} {
		if got := YearOf(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
	if YearOf("Sheet1", "2020年") != 2020 {
		t.Error("the second text is not looked at")
	}
}
