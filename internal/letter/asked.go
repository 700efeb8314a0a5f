package letter

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// asked returns what is asked for as part of a sentence: the words of the
// applicant, in quotation marks where they are sentences of their own.
func asked(f Facts) string {
	if len(f.Items) > 1 {
		var items []string
		for i, item := range f.Items {
			items = append(items, "（"+itoa(i+1)+"）"+itemText(item))
		}
		return "下列信息：" + strings.Join(items, "；")
	}
	s := clean(f.AskedFor)
	speaks := slices.ContainsFunc(asking, func(word string) bool { return strings.HasPrefix(s, word) })
	if speaks || utf8.RuneCountInString(s) > 60 || strings.ContainsAny(s, "。；？！;?!") {
		return "的内容为“" + innerQuotes.Replace(s) + "”"
	}
	return s
}

// asking are the words with which an applicant begins a sentence, and not the
// name of what is asked for: 要求公开 goes before no such sentence.
var asking = []string{"请", "申请", "要求", "我", "本人", "希望", "依法", "公开", "贵", "你", "您"}

// innerQuotes are the quotation marks within quoted words (GB/T 15834).
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’", "‘", "“", "’", "”")

// ownNumber is the number that an applicant put before an item; the letter has
// its own.
var ownNumber = regexp.MustCompile(`^([（(](\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|(\d{1,2}|[一二三四五六七八九十]{1,3})[、．.)）])\s*`)

// itemText returns an item as it stands behind a number of the letter.
func itemText(item string) string {
	s := clean(item)
	number := ownNumber.FindString(s)
	rest := s[len(number):]
	if rest == "" || strings.HasSuffix(number, ".") && '0' <= rest[0] && rest[0] <= '9' { // 1.5万元
		return s
	}
	return rest
}

// askingWords are what goes before the name of what is asked for.
var askingWords = regexp.MustCompile(`^(我|本人)?(请求|请|申请|要求|希望)(依法)?公开[：:]?`)

// ItemName returns what an item asks for, as it stands after 关于 in a heading.
func ItemName(item string) string {
	s := itemText(item)
	if name := s[len(askingWords.FindString(s)):]; name != "" {
		return name
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
		lines[i] = itoa(i+1) + ". " + itemText(item)
	}
	return strings.Join(lines, "\n")
}

func joinNames(names []string) string { return strings.Join(names, "；") }
