package page

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"time"

	"mingda/internal/calendar"
)

// funcs are the functions of the templates. They place and format; none
// decides. Those that return template.HTML escape what they are given.
func funcs(opts Options) template.FuncMap {
	base := strings.TrimSuffix(opts.BasePath, "/")
	return template.FuncMap{
		"t":        translator(opts.Texts),
		"url":      func(p string) string { return base + p },
		"asset":    func(name string) string { return base + AssetPath(name) },
		"date":     dateHTML,
		"day":      dayHTML,
		"dayweek":  dayWeekHTML,
		"datetime": dateTimeHTML,
		"clock":    calendar.ClockTime,
		"name":     nameHTML,
		"phone":    nowrap,
		"nw":       nowrap,
		"address":  addressHTML,
		"prose":    proseHTML,
		"lines":    linesHTML,
		"number":   numberText,
		"count":    countText,
		"bytes":    bytesText,
		"icon":     iconHTML,
	}
}

// translator returns the function that every text of the templates goes
// through. The Chinese is the key and what is shown where no translation is;
// arguments fill it as fmt.Sprintf does.
func translator(texts map[string]string) func(string, ...any) string {
	return func(text string, args ...any) string {
		if other, ok := texts[text]; ok {
			text = other
		}
		if len(args) == 0 {
			return text
		}
		return fmt.Sprintf(text, args...)
	}
}

// nowrap keeps a text on one line: a phone number, a case number.
func nowrap(text string) template.HTML {
	return template.HTML(`<span class="nw">` + template.HTMLEscapeString(text) + `</span>`)
}

// addressParts are the parts of an address of the internet, each with the marks
// after it.
var addressParts = regexp.MustCompile(`[^/?&=@]*[/?&=@]*`)

// addressHTML writes an address of the internet so that a line breaks after its
// marks, and elsewhere only where one part is wider than the line.
func addressHTML(address string) template.HTML {
	parts := addressParts.FindAllString(address, -1)
	for i, part := range parts {
		parts[i] = template.HTMLEscapeString(part)
	}
	return template.HTML(`<span class="breakall">` + strings.Join(parts, "<wbr>") + `</span>`)
}

// dateHTML writes 2026年6月30日（星期二）, never broken; nothing for no day.
func dateHTML(d calendar.Date) template.HTML {
	if d.IsZero() {
		return ""
	}
	return nowrap(d.ChineseFull())
}

// dayHTML writes 6月30日, for places where the year is plain.
func dayHTML(d calendar.Date) template.HTML {
	if d.IsZero() {
		return ""
	}
	return nowrap(d.ChineseShort())
}

// dayWeekHTML writes 6月30日（星期二）.
func dayWeekHTML(d calendar.Date) template.HTML {
	if d.IsZero() {
		return ""
	}
	return nowrap(d.ChineseShort() + "（" + d.ChineseWeekday() + "）")
}

// dateTimeHTML writes 2026年6月30日（星期二）15:42 in Asia/Shanghai. The time
// may stand on the next line.
func dateTimeHTML(at time.Time) template.HTML {
	if at.IsZero() {
		return ""
	}
	return dateHTML(calendar.DateOf(at)) + template.HTML(calendar.ClockTime(at))
}

// nameHTML writes a person's name, or several with 、 between them, so that a line breaks
// after a · or 、 and nowhere else.
func nameHTML(name string) template.HTML {
	if hasUyghur(name) {
		return inTongues(name, nameHTML)
	}
	parts := strings.FieldsFunc(strings.NewReplacer("·", "·\n", "、", "、\n").Replace(name), func(r rune) bool { return r == '\n' })
	if len(parts) < 2 {
		return template.HTML(template.HTMLEscapeString(name))
	}
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(string(nowrap(part)))
	}
	return template.HTML(b.String())
}

// linesHTML keeps the line breaks of a text that somebody typed.
func linesHTML(text string) template.HTML {
	lines := strings.Split(strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = string(proseHTML(line))
	}
	return template.HTML(strings.Join(lines, "<br>"))
}

// tooMany is the total above which a list says 1万以上 instead of counting on.
const tooMany = 10000

// numberText writes a total; above ten thousand 1万以上.
func numberText(n int) string {
	if n > tooMany {
		return "1万以上"
	}
	return itoa(n)
}

// countText writes a number with its measure word: 3 件.
func countText(n int, measure string) string { return numberText(n) + " " + measure }

// Bytes writes a size as the pages do: 640 KB, 1.2 MB.
func Bytes(n int64) string { return bytesText(n) }

// bytesText writes a size as people read it: 640 KB, 1.2 MB. Steps are of 1024.
func bytesText(n int64) string {
	const k = 1024
	switch {
	case n < k:
		return fmt.Sprintf("%d B", n)
	case n < k*k:
		return fmt.Sprintf("%d KB", (n+k/2)/k)
	case n < k*k*k:
		return fmt.Sprintf("%.1f MB", float64(n)/(k*k))
	}
	return fmt.Sprintf("%.1f GB", float64(n)/(k*k*k))
}

// iconHTML draws an icon of static/sass/_icons.scss. It says nothing to screen
// readers; a word always stands beside it.
func iconHTML(name string) template.HTML {
	return template.HTML(`<span class="i i-` + template.HTMLEscapeString(name) + `" aria-hidden="true"></span>`)
}
