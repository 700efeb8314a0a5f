package letter

import (
	"strings"
	"unicode/utf8"
)

// asked returns what is asked for as part of a sentence: the words of the
// applicant, in quotation marks where they are sentences of their own.
func asked(f Facts) string {
	if len(f.Items) > 1 {
		var items []string
		for i, item := range f.Items {
			items = append(items, itoa(i+1)+". "+clean(item))
		}
		return "下列信息：" + strings.Join(items, "；")
	}
	s := clean(f.AskedFor)
	if utf8.RuneCountInString(s) > 60 || strings.ContainsAny(s, "。；？！;?!") {
		return "的内容为“" + s + "”"
	}
	return s
}

// askedInCell returns what is asked for as it stands in a cell of a table: one
// item a line.
func askedInCell(f Facts) string {
	if len(f.Items) < 2 {
		return clean(f.AskedFor)
	}
	lines := make([]string, len(f.Items))
	for i, item := range f.Items {
		lines[i] = itoa(i+1) + ". " + clean(item)
	}
	return strings.Join(lines, "\n")
}

func joinNames(names []string) string { return strings.Join(names, "；") }
