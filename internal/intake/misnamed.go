package intake

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// A Content is a sort of content, as far as the beginning of a file shows it and a
// name promises it.
type Content string

// The sorts of content.
const (
	Program  Content = "程序"           // it runs, or has something run
	Markup   Content = "网页"           // HTML, SVG
	Scan     Content = "图片或 PDF"      // what scanners and cameras make
	Package  Content = "压缩包"          // zip, and what is one inside: docx, xlsx, ofd
	OldFile  Content = "旧版 Office 文件" // OLE: doc, xls, wps, and Office files with a password
	Binary   Content = "无法识别的数据"      // no text, and nothing of the above
	PlainOne Content = "文字"
)

// Misnamed reports whether a file that begins with head (HeadSize bytes of it, or all)
// may not come in under its name: it is a program, or plainly something else than the
// name says. is says what it seems to be. Disagreements of every day are none: pictures
// and PDF under each other's endings, tables of web systems that are HTML or CSV and
// called .xls, Office files old and new. Who named a file can be mistaken; this looks at
// what harms whoever opens it, and at what nobody could open.
func Misnamed(head []byte, name string) (is Content, misnamed bool) {
	ending := strings.ToLower(path.Ext(strings.TrimRight(name, ". ")))
	is = ContentOf(head)
	if is == Program || slices.Contains(programs, ending) {
		return Program, true
	}
	if len(head) == 0 {
		return is, false // that it is empty is said elsewhere
	}
	for _, p := range promises {
		if slices.Contains(p.endings, ending) {
			return is, !slices.Contains(p.may, is)
		}
	}
	return is, false
}

// promises are what a file with an ending may be; of others nothing is known.
var promises = []struct {
	endings []string
	may     []Content
}{
	{[]string{".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".bmp", ".pdf"}, []Content{Scan}},
	{[]string{".doc", ".dot", ".wps", ".wpt", ".xls", ".et", ".ppt", ".dps", ".rtf"}, []Content{OldFile, Package, Markup, PlainOne, Binary}}, // RTF, HTML, CSV, tables without the wrapping of OLE
	{[]string{".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm"}, []Content{Package, OldFile}},
	{[]string{".ofd", ".odt", ".ods", ".odp", ".epub"}, []Content{Package}},
	{[]string{".zip"}, []Content{Package, Binary}},                                          // what other packers write is called so too
	{[]string{".txt", ".csv", ".md", ".json", ".log"}, []Content{PlainOne, Markup, Binary}}, // UTF-16 without a mark,
	{[]string{".htm", ".html", ".mht", ".mhtml", ".xml", ".svg"}, []Content{Markup, PlainOne}},
}

// programs are endings that a double click runs.
var programs = []string{
	".exe", ".com", ".scr", ".pif", ".cpl", ".msi", ".msp", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta",
	".lnk", ".url", ".reg", ".jar", ".apk", ".sh", ".dll", ".sys", ".iso", ".img", ".vhd", ".chm",
}

// archives are endings of packages that hold files of any kind.
var archives = []string{".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".cab", ".arj", ".lzh", ".z"}

// IsArchive reports whether a file is a package by its name: nobody here looks into one.
func IsArchive(name string) bool {
	return slices.Contains(archives, strings.ToLower(path.Ext(strings.TrimRight(name, ". "))))
}

// ContentOf tells what a file is by its beginning. Text is what has no control signs, or
// says by a mark that it is UTF-16: GBK and what is cut within a sign are text too.
func ContentOf(head []byte) Content {
	bare := bytes.ToLower(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"))
	switch {
	case isProgram(head, bare):
		return Program
	case isMarkup(bare):
		return Markup
	case strings.Contains(TypeOf(head, ""), "/"), bytes.Contains(head, []byte("%PDF-")): // readers look for it in the first kilobyte
		return Scan
	case prefix("PK\x03\x04", "PK\x05\x06")(head):
		return Package
	case prefix("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")(head):
		return OldFile
	case prefix("\xff\xfe", "\xfe\xff")(head), !bytes.ContainsFunc(head, isControl):
		return PlainOne
	}
	return Binary
}

// isProgram knows programs of Windows, Linux, macOS and Java, links and scripts.
func isProgram(head, bare []byte) bool {
	return prefix("MZ")(head) && bytes.Contains(head, []byte{0}) || // words may begin with it
		prefix("\x7fELF", "\xca\xfe\xba\xbe", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "L\x00\x00\x00\x01\x14\x02\x00")(head) ||
		prefix("#!/", "#! /", "@echo off", "<?php", "<%@", "<job>", "<hta:")(bare)
}

// isMarkup knows pages and drawings by their first element, behind declarations and
// comments.
func isMarkup(bare []byte) bool {
	for {
		var ok bool
		switch {
		case prefix("<?xml")(bare):
			_, bare, ok = bytes.Cut(bare, []byte("?>"))
		case prefix("<!--")(bare):
			_, bare, ok = bytes.Cut(bare, []byte("-->"))
		default:
			return prefix("<!doctype", "<html", "<script", "<head", "<body", "<svg", "<iframe", "<img", "<meta", "<table", "<style", "<title", "<object", "<embed", "<form", "<xsl:", "mime-version:")(bare)
		}
		if bare = bytes.TrimLeft(bare, " \t\r\n"); !ok {
			return true // only that in the whole beginning
		}
	}
}

// isControl reports whether a sign stands in no text: not one of its ends of lines, pages
// and files, tabs, or the escape of old charsets.
func isControl(r rune) bool {
	return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", r)
}
