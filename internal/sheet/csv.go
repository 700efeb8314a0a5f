package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"mingda/internal/fault"
)

// openCSV reads a file of separated values. Which signs part them, and how its text is
// written, the file itself shows.
func openCSV(raw []byte, within Limits) (*Book, error) {
	text, err := plainText(raw)
	if err != nil {
		return nil, err
	}
	if start := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(start, "<") {
		return nil, fault.New(fault.Invalid, "workbook_xls") // a web page, or the XML of 2003, under another name
	} else if start == "" {
		return nil, fault.New(fault.Invalid, "workbook_empty_file")
	}
	return &Book{Sheets: []Sheet{{Name: "CSV"}}, read: func(int) (*Table, error) { return readCSV(text, within) }}, nil
}

// plainText returns the text of a file in UTF-8, UTF-16 with its mark, or GB18030, which
// Excel writes in China.
func plainText(raw []byte) (string, error) {
	decoded := func(e encoding.Encoding) (string, error) {
		text, err := e.NewDecoder().Bytes(raw)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) || bytes.IndexByte(text, 0) >= 0 {
			return "", fault.New(fault.Invalid, "workbook_unknown")
		}
		return string(text), nil
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decoded(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM))
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", fault.New(fault.Invalid, "workbook_unknown")
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	return decoded(simplifiedchinese.GB18030)
}

// readCSV reads the text as a table. Lines without a value count as rows, as the
// programs count them.
func readCSV(text string, within Limits) (*Table, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, separator(text)
	t, held := &Table{Since: 1900}, holds{Limits: within}
	for at, n := 0, 0; ; {
		values, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "workbook_broken").Because(err)
		}
		n += 1 + emptyLines(text[at:])
		at = int(r.InputOffset())
		row := Row{N: n}
		for i, v := range values {
			if strings.TrimSpace(v) != "" {
				row.put(i+1, Cell{Kind: Text, Text: v})
			}
		}
		if err := held.add(t, row); err != nil {
			return nil, err
		}
	}
}

// emptyLines counts those that a text begins with.
func emptyLines(text string) (n int) {
	for {
		switch {
		case strings.HasPrefix(text, "\r\n"):
			text = text[2:]
		case strings.HasPrefix(text, "\n"):
			text = text[1:]
		default:
			return n
		}
		n++
	}
}

// separator finds what parts the values: the sign that stands most often in the first
// lines, outside quotes.
func separator(text string) rune {
	count, quoted, lines := map[rune]int{}, false, 0
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			lines++
		case c == ',' || c == '\t' || c == ';':
			count[c]++
		}
		if lines == 20 {
			break
		}
	}
	best := ','
	for _, c := range []rune{'\t', ';'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}
