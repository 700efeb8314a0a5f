package calendar

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingda/internal/fault"
)

// ReadNotice reads the file of a notice. It is JSON, a sheet of one year:
//
//	{"region": "CN", "source": "…", "announced": "2026-11-04",
//	 "years": {"2027": {"holidays": ["2027-01-01"], "workdays": []}}}
//
// or a table as CSV, in UTF-8 or as spreadsheets write it in China (GB18030), a
// day a line: 2027-01-01,放假 or 2027-01-03,上班; a run of days as
// 2027-02-05至2027-02-11,放假. Further columns and a first line of names are
// passed over. A table says neither region nor source: those stay empty.
// What is wrong is a fault of kind Invalid that names the line.
func ReadNotice(text []byte) (Notice, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(text) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
		if err != nil || !utf8.Valid(decoded) {
			return Notice{}, fault.New(fault.Invalid, "notice_unreadable")
		}
		text = decoded
	}
	if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 && trimmed[0] == '{' {
		return readJSON(trimmed)
	}
	return readTable(string(text))
}

func readJSON(text []byte) (Notice, error) {
	var sheet struct {
		Sheet
		Announced Date `json:"announced"`
	}
	if err := json.Unmarshal(text, &sheet); err != nil {
		if fault.CodeOf(err) != "" {
			return Notice{}, err // a date: the sentence says how it is written
		}
		return Notice{}, fault.New(fault.Invalid, "notice_unreadable").Because(err)
	}
	if len(sheet.Years) != 1 {
		return Notice{}, fault.New(fault.Invalid, "notice_years", len(sheet.Years))
	}
	n := Notice{Region: sheet.Region, Source: strings.TrimSpace(sheet.Source), Announced: sheet.Announced}
	for year, days := range sheet.Years {
		n.Year, n.Holidays, n.Workdays = year, days.Holidays, days.Workdays
	}
	return n, nil
}

// kindWords are what the second column of a table says.
var kindWords = map[string]mark{
	"放假": markHoliday, "休": markHoliday, "休息": markHoliday, "holiday": markHoliday,
	"上班": markWorkday, "班": markWorkday, "调休上班": markWorkday, "补班": markWorkday, "workday": markWorkday,
}

func readTable(text string) (Notice, error) {
	var n Notice
	line := 0
	for raw := range strings.Lines(text) {
		line++
		raw = strings.TrimSpace(raw)
		cells := strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune(",;，\t", r) })
		if len(cells) == 0 {
			continue
		}
		for i, c := range cells {
			cells[i] = strings.Trim(c, "\" \u3000")
		}
		if line == 1 && !strings.ContainsAny(cells[0], "0123456789") {
			continue // the names of the columns
		}
		if len(cells) < 2 || kindWords[strings.ToLower(cells[1])] == 0 {
			return Notice{}, fault.New(fault.Invalid, "notice_line", line, raw)
		}
		days, err := ReadDays(cells[0])
		if err != nil {
			return Notice{}, fault.New(fault.Invalid, "notice_line_day", line, messageOf(err))
		}
		if kindWords[strings.ToLower(cells[1])] == markHoliday {
			n.Holidays = append(n.Holidays, days...)
		} else {
			n.Workdays = append(n.Workdays, days...)
		}
	}
	if len(n.Holidays)+len(n.Workdays) == 0 {
		return Notice{}, fault.New(fault.Invalid, "notice_unreadable")
	}
	n.Year = append(n.Holidays, n.Workdays...)[0].Year()
	return n, nil
}

func messageOf(err error) string { return strings.TrimSuffix(err.Error(), "。") }

// mostDaysOfRun bounds a run of days: what is longer was mistyped.
const mostDaysOfRun = 31

var (
	separators = regexp.MustCompile(`[\s,，、;；]+`)
	runSigns   = regexp.MustCompile(`\s*(至|到|~|～|—+|\.\.)\s*`)
)

// ReadDays reads days as people type them: set apart by blanks, commas or line
// ends, and runs of them as 2027-02-05至2027-02-11. What is no day is a fault of
// kind Invalid that quotes it.
func ReadDays(text string) ([]Date, error) {
	var all []Date
	for _, word := range separators.Split(strings.TrimSpace(runSigns.ReplaceAllString(text, "至")), -1) {
		if word == "" {
			continue
		}
		from, to, isRun := strings.Cut(word, "至")
		first, err := ParseDate(from)
		last := first
		if err == nil && isRun {
			last, err = ParseDate(to)
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "notice_day_unreadable", word)
		}
		if isRun && (!last.After(first) || last.DaysSince(first) >= mostDaysOfRun) {
			return nil, fault.New(fault.Invalid, "notice_run_wrong", word)
		}
		for d := first; !d.After(last); d = d.AddDays(1) {
			all = append(all, d)
		}
	}
	return all, nil
}

// WriteDays writes days as ReadDays reads them, in order, a run or a single day a
// line.
func WriteDays(days []Date) string {
	var lines []string
	list := sorted(days)
	for i := 0; i < len(list); {
		last := i
		for last+1 < len(list) && list[last+1] == list[last].AddDays(1) && last+1-i < mostDaysOfRun {
			last++
		}
		line := list[i].String()
		if last > i {
			line += "至" + list[last].String()
		}
		lines = append(lines, line)
		i = last + 1
	}
	return strings.Join(lines, "\n")
}
