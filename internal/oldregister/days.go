package oldregister

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A found is a day that was read of a cell, and what is to be said of how.
type found struct {
	On      calendar.Date
	NoYear  bool // the year is that of the sheet
	Notes   []fault.Code
	Refused fault.Code // why it is none; "" for a day, or an empty cell
}

// epochs are the days on which the two systems of Excel count 0. Those of 1900 think that
// there was a 29 February in that year; all days of a register lie behind it.
var epochs = map[int]calendar.Date{1900: calendar.NewDate(1899, 12, 30), 1904: calendar.NewDate(1904, 1, 1)}

// Serials of Excel that can be meant as days: 2000 to 2050, of both systems.
const (
	firstSerial = 35_000
	lastSerial  = 55_000
)

// serial is the day with a number.
func (s Sheet) serial(n float64) calendar.Date {
	epoch, ok := epochs[s.Since]
	if !ok {
		epoch = epochs[1900]
	}
	return epoch.AddDays(int(math.Floor(n)))
}

// dayIn reads a cell as a day. year is that of the sheet, 0 where it is not known; last
// says to take the last of several.
func (s Sheet) dayIn(c Cell, year int, last bool) found {
	switch c.Kind {
	case Empty:
		return found{}
	case Error, Missing:
		return found{Refused: "old_cell_error"}
	case Day:
		if c.Number < 1 || c.Number > 200_000 {
			return found{Refused: "old_day_unreadable"}
		}
		return found{On: s.serial(c.Number)}
	case Number:
		if c.Number >= firstSerial && c.Number <= lastSerial {
			return found{On: s.serial(c.Number), Notes: []fault.Code{"old_day_serial"}}
		}
	case Text:
		if n, err := strconv.ParseFloat(strings.TrimSpace(c.Text), 64); err == nil && n >= firstSerial && n <= lastSerial {
			return found{On: s.serial(n), Notes: []fault.Code{"old_day_serial"}}
		}
	}
	return readDay(c.Text, year, last)
}

// figures are those of Chinese that a register has.
var figures = map[rune]int{
	'〇': 0, '零': 0, '○': 0, '◯': 0, '０': 0, 'О': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

// chineseNumber reads 二〇二三, 十二, 二十一, 廿五, 三十.
func chineseNumber(text string) (n int, ok bool) {
	tens := strings.NewReplacer("廿", "二十", "卅", "三十", "拾", "十").Replace(text)
	if before, after, isTens := strings.Cut(tens, "十"); isTens {
		units := 0
		n = 1
		if before != "" {
			if n, ok = chineseNumber(before); !ok || n > 9 {
				return 0, false
			}
		}
		if after != "" {
			if units, ok = chineseNumber(after); !ok || units > 9 {
				return 0, false
			}
		}
		return n*10 + units, true
	}
	for _, r := range tens {
		figure, known := figures[r]
		if !known || n > 9999 {
			return 0, false
		}
		n, ok = n*10+figure, true
	}
	return n, ok
}

var (
	chineseFigures = regexp.MustCompile(`[〇零○◯О一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾]+[ ]*[年月日号]`)
	clockTime      = regexp.MustCompile(`(?i)[t ]*\d{1,2}[:时点]\d{1,2}分?([:]?\d{1,2}(\.\d+)?秒?)?\s*(z|am|pm|\+\d\d:?\d\d)?`)
	weekday        = regexp.MustCompile(`\(?(星期|周|礼拜)[一二三四五六日天]\)?`)
	withYear       = regexp.MustCompile(`(\d{4}|\d{2})\s*[年./\-、\\ ]\s*(\d{1,2})\s*[月./\-、\\ ]\s*(\d{1,2})\s*[日号]?`)
	yearLast       = regexp.MustCompile(`(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{4})`)
	eightDigits    = regexp.MustCompile(`(20\d{2}|19\d{2})(\d{2})(\d{2})`)
	sixDigits      = regexp.MustCompile(`^(\d{2})(\d{2})(\d{2})$`)
	withoutYear    = regexp.MustCompile(`(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?`)
	bareMonthDay   = regexp.MustCompile(`^(\d{1,2})\s*[./\-]\s*(\d{1,2})$`)
	yearMonth      = regexp.MustCompile(`^(20\d{2})\s*([年./\-]\s*\d{1,2}\s*月?|\d{2})(份)?$`)
	yearOnly       = regexp.MustCompile(`^(20\d{2})\s*年?(度)?$`)
	digitRuns      = regexp.MustCompile(`\d+`)
)

// plainSigns are those that NFKC does not make plain.
var plainSigns = strings.NewReplacer("。", ".", "·", ".", "—", "-", "–", "-", "~", "至", "～", "至", "\n", " ")

// asDigits writes a text of days with plain signs and digits.
func asDigits(text string) string {
	text = norm.NFKC.String(plainSigns.Replace(text))
	text = weekday.ReplaceAllString(text, "")
	return chineseFigures.ReplaceAllStringFunc(text, func(m string) string {
		runes := []rune(m)
		n, ok := chineseNumber(strings.TrimSpace(string(runes[:len(runes)-1])))
		if !ok {
			return m
		}
		return strconv.Itoa(n) + string(runes[len(runes)-1])
	})
}

// readDay reads a text as a day.
func readDay(text string, year int, last bool) found {
	plain := strings.TrimSpace(asDigits(tidy(text)))
	if plain == "" || strings.Trim(plain, "-—/\\ 无") == "" {
		return found{}
	}
	plain = strings.TrimSpace(clockTime.ReplaceAllString(plain, " "))
	for _, way := range []func(string, int) []found{readWithYear, readEight, readSix, readWithoutYear} {
		if all := way(plain, year); len(all) > 0 {
			return oneOf(all, last)
		}
	}
	switch {
	case yearMonth.MatchString(plain), yearOnly.MatchString(plain):
		return found{Refused: "old_day_no_day"}
	}
	return found{Refused: "old_day_unreadable"}
}

// oneOf chooses among the days of one cell.
func oneOf(all []found, last bool) found {
	f := all[0]
	if last {
		f = all[len(all)-1]
	}
	for _, other := range all {
		if other.Refused != "" {
			return other
		}
		if other.On != f.On {
			f.Notes = append(f.Notes, "old_day_several")
			break
		}
	}
	return f
}

func readWithYear(text string, _ int) (all []found) {
	// A year at the end is looked for first: 5/6/2023 would else be read as the year 6.
	if m := yearLast.FindStringSubmatch(text); m != nil && !withYear.MatchString(text[:strings.Index(text, m[0])+len(m[1])+len(m[2])+2]) && !strings.Contains(text, "年") {
		month, day := number(m[1]), number(m[2])
		f := found{Notes: []fault.Code{"old_day_order"}}
		switch {
		case month > 12 && day <= 12:
			month, day, f.Notes = day, month, nil
		case day > 12 || month == day:
			f.Notes = nil
		}
		return []found{f.of(number(m[3]), month, day)}
	}
	for _, m := range withYear.FindAllStringSubmatch(text, -1) {
		var f found
		year := number(m[1])
		if len(m[1]) == 2 {
			year, f.Notes = 2000+year, []fault.Code{"old_day_short_year"}
		}
		all = append(all, f.of(year, number(m[2]), number(m[3])))
	}
	return all
}

func readEight(text string, _ int) (all []found) {
	for _, m := range eightDigits.FindAllStringSubmatch(text, -1) {
		all = append(all, found{}.of(number(m[1]), number(m[2]), number(m[3])))
	}
	return all
}

// readSix reads 230506; 202305 is a month.
func readSix(text string, _ int) []found {
	m := sixDigits.FindStringSubmatch(text)
	if m == nil || yearMonth.MatchString(text) {
		return nil
	}
	return []found{found{Notes: []fault.Code{"old_day_short_year"}}.of(2000+number(m[1]), number(m[2]), number(m[3]))}
}

func readWithoutYear(text string, year int) (all []found) {
	matches := withoutYear.FindAllStringSubmatch(text, -1)
	if strings.Contains(text, "年") {
		matches = nil
	} else if matches == nil {
		matches = bareMonthDay.FindAllStringSubmatch(text, -1)
	}
	for _, m := range matches {
		if number(m[1]) > 12 || number(m[2]) > 31 || number(m[1]) == 0 || number(m[2]) == 0 {
			return nil // 2023.5, or a number of something
		}
		if year == 0 {
			return []found{{Refused: "old_day_no_year"}}
		}
		all = append(all, found{NoYear: true, Notes: []fault.Code{"old_day_year_of_sheet"}}.of(year, number(m[1]), number(m[2])))
	}
	return all
}

// of makes the day, if there is one.
func (f found) of(year, month, day int) found {
	on := calendar.NewDate(year, time.Month(month), day)
	if month < 1 || month > 12 || on.Day() != day || int(on.Month()) != month {
		return found{Refused: "old_day_impossible"}
	}
	f.On = on
	return f
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // of a regexp of digits
	return n
}

// YearOf finds the year that a name or a title states: that of its days which state
// none. It is 0 where it states none, or several.
func YearOf(texts ...string) int {
	for _, text := range texts {
		year := 0
		for _, digits := range digitRuns.FindAllString(asDigits(text), -1) {
			n := number(digits)
			if n < 2000 || n > 2050 {
				continue
			}
			if year != 0 && n != year {
				return 0
			}
			year = n
		}
		if year != 0 {
			return year
		}
	}
	return 0
}
