package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// encodings holds the labels that the indexes of x/text do not know, or know
// in a narrower sense than what is sent under them. Every label of the GB
// family is read as GB18030, which contains the others.
var encodings = map[string]encoding.Encoding{
	"hz": simplifiedchinese.HZGB2312, "hz-gb-2312": simplifiedchinese.HZGB2312, "hzgb2312": simplifiedchinese.HZGB2312,
	"big5-hkscs": traditionalchinese.Big5, "big5hkscs": traditionalchinese.Big5, "big5": traditionalchinese.Big5,
	"cn-big5": traditionalchinese.Big5, "x-big5": traditionalchinese.Big5, "cp950": traditionalchinese.Big5, "windows-950": traditionalchinese.Big5,
	"euc-kr": korean.EUCKR, "cp949": korean.EUCKR, "ks_c_5601-1987": korean.EUCKR, "windows-949": korean.EUCKR, "uhc": korean.EUCKR,
	"euc-jisx0213": japanese.EUCJP, "euc-jp": japanese.EUCJP,
	"shift_jisx0213": japanese.ShiftJIS, "shift-jis": japanese.ShiftJIS, "cp932": japanese.ShiftJIS,
	"iso-2022-jp": japanese.ISO2022JP, "iso-2022-jp-1": japanese.ISO2022JP, "iso-2022-jp-2": japanese.ISO2022JP,
	"utf-32":   utf32.UTF32(utf32.BigEndian, utf32.UseBOM),
	"utf-32le": utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32be": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
	"iso-8859-1": charmap.Windows1252, "latin1": charmap.Windows1252, "ansi": charmap.Windows1252,
}

// gbLabels are the names under which GB text is sent.
var gbLabels = map[string]bool{
	"gb2312": true, "gb2312-80": true, "gb_2312-80": true, "gb_2312": true, "gb-2312": true, "csgb2312": true,
	"gbk": true, "x-gbk": true, "gbk2312": true, "cp936": true, "ms936": true, "936": true, "windows-936": true, "x-cp936": true,
	"gb18030": true, "gb-18030": true, "gb18030-2000": true, "gb18030-2005": true, "gb18030-2022": true,
	"euc-cn": true, "euccn": true, "eucgb2312-cn": true, "x-euc-cn": true, "chinese": true, "cn-gb": true, "iso-ir-58": true,
}

// lookup returns the decoder for a label, nil if there is none.
func lookup(label string) encoding.Encoding {
	if gbLabels[label] {
		return simplifiedchinese.GB18030
	}
	if e := encodings[label]; e != nil {
		return e
	}
	if e := encodings[strings.ReplaceAll(label, "_", "-")]; e != nil {
		return e
	}
	if e, err := htmlindex.Get(label); err == nil && e != encoding.Replacement {
		return e
	}
	if e, err := ianaindex.MIME.Encoding(label); err == nil && e != nil {
		return e
	}
	return nil
}

// decodeText turns the bytes of a text into UTF-8. The label is what the mail
// says of them, "" for nothing; where it cannot be true, the bytes decide.
func decodeText(b []byte, label string, notes *problems) string {
	label = strings.Trim(strings.ToLower(strings.TrimSpace(label)), `"'; `)
	label = strings.TrimPrefix(label, "charset=")
	if s, ok := byMark(b); ok {
		return s // a mark is as good as a label
	}
	switch label {
	case "":
		s, name := guess(b)
		if name != "ASCII" {
			notes.add("charset_missing", name)
		}
		return s
	case "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "x-unknown", "unknown-8bit", "default", "none":
		return plainText(b, label, notes)
	case "utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-1-1-utf-7", "unicode-2-0-utf-7":
		return checked(decodeUTF7(b), "UTF-7", notes)
	case "iso-2022-kr", "csiso2022kr":
		return checked(decodeISO2022KR(b), "ISO-2022-KR", notes)
	case "iso-2022-cn", "iso-2022-cn-ext":
		return checked(decodeISO2022CN(b), "ISO-2022-CN", notes)
	case "johab", "cp1361", "ms1361", "x-johab":
		return checked(decodeJohab(b), "Johab", notes)
	case "utf-16", "utf16", "ucs-2", "utf-16le", "utf-16be", "iso-10646-ucs-2":
		return checked(decodeUTF16(b, label), "UTF-16", notes)
	}
	e := lookup(label)
	if e == nil {
		s, name := guess(b)
		notes.add("charset_unknown", label)
		if name != "ASCII" {
			notes.add("charset_missing", name)
		}
		return s
	}
	if other, name := contradicts(b, e); other != "" {
		notes.add("charset_wrong", name)
		return other
	}
	text := decodeWith(e, b)
	if e == korean.EUCKR {
		text = composeHangul(text)
	}
	return checked(text, label, notes)
}

// plainText reads what is labelled UTF-8, ASCII or "unknown".
func plainText(b []byte, label string, notes *problems) string {
	isUTF8 := strings.HasPrefix(label, "utf")
	if utf8.Valid(b) {
		s, name := guess(b)
		if isUTF8 {
			return string(b)
		}
		if name != "ASCII" {
			notes.add("charset_wrong", name)
		}
		return s
	}
	if good, bad := countUTF8(b); isUTF8 && good > 3*bad {
		return checked(strings.ToValidUTF8(string(b), "\ufffd"), "UTF-8", notes)
	}
	s, name := guess(b)
	notes.add("charset_wrong", name)
	return s
}

// countUTF8 counts the well-formed sequences of several bytes, and the bytes
// that belong to none.
func countUTF8(b []byte) (good, bad int) {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		b = b[n:]
	}
	return good, bad
}

// contradicts returns another reading where the bytes give the lie to the
// label: UTF-8 sent as GB or Latin, GB sent as Latin. Two characters of three
// bytes each hardly ever come about in GB or Latin text by chance.
func contradicts(b []byte, e encoding.Encoding) (text, name string) {
	latin := e == charmap.Windows1252 || e == charmap.ISO8859_1
	if !latin && e != simplifiedchinese.GB18030 {
		return "", ""
	}
	if good, bad := countUTF8(b); bad == 0 && good > 1 && (latin || good == countThreeBytes(b)) {
		return string(b), "UTF-8"
	}
	if latin && looksGB(b) {
		return decodeWith(simplifiedchinese.GB18030, b), "GB18030"
	}
	return "", ""
}

func countThreeBytes(b []byte) int {
	n := 0
	for _, r := range string(b) {
		if utf8.RuneLen(r) == 3 {
			n++
		}
	}
	return n
}

// decodeWith decodes; what cannot be decoded becomes U+FFFD.
func decodeWith(e encoding.Encoding, b []byte) string {
	out, err := e.NewDecoder().Bytes(b)
	if err != nil { // only an encoding that cannot replace; keep what is legible
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(out)
}

// checked notes characters that could not be read.
func checked(s, name string, notes *problems) string {
	if strings.ContainsRune(s, utf8.RuneError) {
		notes.add("charset_damaged", name)
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

// byMark reads a text that begins with a byte order mark.
func byMark(b []byte) (text string, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}) && utf8.Valid(b):
		return string(b[3:]), true
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}) && len(b)%2 == 0, bytes.HasPrefix(b, []byte{0xfe, 0xff}) && len(b)%2 == 0:
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), b), true
	}
	return "", false
}
