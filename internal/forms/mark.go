package forms

import (
	"strings"

	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/page"
)

// MarkText is what pages say of a file that came from outside; "" where nothing is to be said.
func MarkText(m desk.ScanMark) string {
	switch m.Kind {
	case desk.WaitsScan:
		return "待查毒，查好才能打开"
	case desk.Unscanned:
		return "未查毒"
	case desk.Sealed:
		return "查出病毒 " + m.Signature + "，已隔离"
	case desk.TooLarge:
		return "太大，查毒程序查不了，已隔离"
	case desk.LetGo:
		return "查出病毒 " + m.Signature + "，已放行"
	}
	return ""
}

// ArchiveText is what pages say of a package of files, as its name shows it; "" for others.
func ArchiveText(name string) string {
	if intake.IsArchive(name) {
		return "压缩包，未打开检查"
	}
	return ""
}

// Noted adds a mark to the note of a listed file.
func Noted(f page.FileItem, mark string) page.FileItem {
	f.Note = strings.Trim(f.Note+"　"+mark, "　")
	return f
}

// MarkFile puts the marks on a listed file that came so: one that nobody may have leads
// nowhere.
func MarkFile(f page.FileItem, came intake.File, m desk.ScanMark) page.FileItem {
	if came.Misnamed {
		f = Noted(f, "内容与文件名不符")
	}
	if m.IsKept() {
		f.Href = ""
	}
	return Noted(Noted(f, ArchiveText(came.Name)), MarkText(m))
}
