package calendar

import (
	"encoding/json"

	"mingda/internal/fault"
)

// A Sheet lists, for the years it knows, the days on which the week's order is
// broken. The national sheet says what the State Council's yearly notices say;
// a regional sheet says what is different in its region.
type Sheet struct {
	Region string            `json:"region"` // "CN", or the code of GB/T 2260 behind it: "CN-65"
	Source string            `json:"source"` // the notices the days were taken from
	Years  map[int]SheetYear `json:"years"`
}

// A SheetYear is one year of a sheet.
type SheetYear struct {
	Holidays []Date `json:"holidays"` // days off, weekends among them included
	Workdays []Date `json:"workdays"` // make-up workdays (调休上班日)
}

// ParseSheet reads a sheet as JSON. It fails with a fault of kind Invalid and
// code sheet_unreadable when the text is no sheet, and sheet_wrong_year when a
// day stands under another year than its own.
func ParseSheet(text []byte) (Sheet, error) {
	var s Sheet
	if err := json.Unmarshal(text, &s); err != nil {
		return Sheet{}, fault.New(fault.Invalid, "sheet_unreadable").Because(err)
	}
	if s.Region == "" || len(s.Years) == 0 {
		return Sheet{}, fault.New(fault.Invalid, "sheet_unreadable")
	}
	for year, days := range s.Years {
		for _, list := range [][]Date{days.Holidays, days.Workdays} {
			for _, d := range list {
				if d.Year() != year {
					return Sheet{}, fault.New(fault.Invalid, "sheet_wrong_year", d.String(), year)
				}
			}
		}
	}
	return s, nil
}
