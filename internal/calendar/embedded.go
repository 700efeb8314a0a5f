package calendar

import (
	"embed"
	"sync"

	"mingda/internal/fault"
)

//go:embed data/*.json
var sheetFiles embed.FS

// regions are the regions whose sheets are part of the program, the national
// sheet first.
var regions = map[string][]string{
	"CN":    {"data/cn.json"},
	"CN-65": {"data/cn.json", "data/cn-xinjiang.json"},
}

// embedded makes every calendar of regions, once. The files are part of the
// program, so a fault in them is a mistake that every test meets.
var embedded = sync.OnceValue(func() map[string]*Calendar {
	all := map[string]*Calendar{}
	for region, files := range regions {
		var sheets []Sheet
		for _, name := range files {
			text, err := sheetFiles.ReadFile(name)
			if err != nil {
				panic(err)
			}
			sheet, err := ParseSheet(text)
			if err != nil {
				panic(name + ": " + err.Error())
			}
			sheets = append(sheets, sheet)
		}
		all[region] = New(region, sheets...)
	}
	return all
})

// Embedded returns the calendar of a region from the sheets that are part of
// the program: "CN" is the national calendar alone, "CN-65" adds Xinjiang's.
// Any other region is a fault of kind Invalid with code region_unknown.
func Embedded(region string) (*Calendar, error) {
	c, ok := embedded()[region]
	if !ok {
		return nil, fault.New(fault.Invalid, "region_unknown", region)
	}
	return c, nil
}
