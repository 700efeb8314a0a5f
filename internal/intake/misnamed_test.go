package intake

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// What files begin with.
const (
	headJPEG = "\xff\xd8\xff\xe0\x00\x10JFIF\x00"
	headPDF  = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
	headZIP  = "PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"
	headOLE  = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"
	headEXE  = "MZ\x90\x00\x03\x00\x00\x00\x04\x00"
	headHEIC = "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
	headWebP = "RIFF\x24\x00\x00\x00WEBPVP8 "
	table    = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1"
)

// TestMisnamed: what harms or cannot be opened is told from the honest disagreements
// of every day.
func TestMisnamed(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("关于要求公开征收补偿方案的说明\r\n一、申请人……")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, head string
		is         Content
		bad        bool
	}{
		{"照片.jpg", headJPEG, Scan, false},
		{"照片.jpg", headWebP, Scan, false}, // telephones
		{"照片.JPG", headHEIC, Scan, false},
		{"扫描.pdf", headJPEG, Scan, false}, // shown as what it is
		{"扫描.jpg", headPDF, Scan, false},
		{"扫描.pdf", "\r\n" + strings.Repeat("junk before\r\n", 20) + headPDF, Scan, false},
		{"台账.xls", table, Markup, false},
		{"台账.xls", "\xef\xbb\xbf序号,姓名\r\n1,张三\r\n", PlainOne, false},
		{"台账.xls", gbk, PlainOne, false},
		{"台账.xls", "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>", PlainOne, false},
		{"台账.xls", "\x09\x08\x10\x00\x00\x06\x05\x00", Binary, false}, // of old systems: no OLE around it
		{"台账.xls", headZIP, Package, false},
		{"台账.xlsx", headZIP, Package, false},
		{"台账.xlsx", headOLE, OldFile, false}, // with a password
		{"申请.doc", headOLE, OldFile, false},
		{"申请.doc", "{\\rtf1\\ansi", PlainOne, false},
		{"申请.wps", headOLE, OldFile, false},
		{"公文.ofd", headZIP, Package, false},
		{"说明.txt", gbk, PlainOne, false},
		{"说明.txt", "MZ是民政的缩写", PlainOne, false},
		{"说明.txt", "\xff\xfe\x2c\x67", PlainOne, false},
		{"网页.html", "<!DOCTYPE html><script>", Markup, false},
		{"图.svg", "<svg onload=alert(1)>", Markup, false}, // never shown, only saved
		{"录音.amr", "#!AMR\n\x3c\x91\x17\x00", Binary, false},
		{"录像.mp4", "\x00\x00\x00\x18ftypmp42\x00\x00", Binary, false},
		{"没有结尾", gbk, PlainOne, false},
		{"包.zip", "Rar!\x1a\x07\x00", Binary, false},
		{"空.pdf", "", PlainOne, false}, // said elsewhere

		{"发票.pdf", headEXE, Program, true},
		{"发票.pdf.exe", headEXE, Program, true},
		{"发票.exe", "什么都不是", Program, true},
		{"说明", "\x7fELF\x02\x01\x01", Program, true},
		{"说明.txt", "#!/bin/sh\nrm -rf /\n", Program, true},
		{"照片.png", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">", Markup, true},
		{"照片.png", "<?xml version=\"1.0\"?>\n<!-- a -->\n<svg onload=\"alert(1)\">", Markup, true},
		{"照片.jpg", "  <!DOCTYPE html><script>alert(1)</script>", Markup, true},
		{"申请.pdf", "<!-- " + headPDF + " --><script>alert(1)</script>", Markup, true},
		{"申请.pdf", "我的申请", PlainOne, true},
		{"申请.pdf", headZIP, Package, true},
		{"申请.pdf", "%TSD-Header-###%\x00\x01", Binary, true}, // sealed by a program of a company
		{"照片.jpg", headOLE, OldFile, true},
		{"申请.docx", "<html><body>", Markup, true},
		{"申请.docx", headPDF, Scan, true},
		{"台账.xls", headPDF, Scan, true},
		{"公文.ofd", headPDF, Scan, true},
		{"说明.txt", headZIP, Package, true},
		{"网页.html", headJPEG, Scan, true},
	} {
		is, bad := Misnamed([]byte(c.head), c.name)
		if is != c.is || bad != c.bad {
			t.Errorf("%s beginning %.20q: %s, misnamed %v; want %s, %v", c.name, c.head, is, bad, c.is, c.bad)
		}
	}
}

// TestMisnamedInMail: a mail is taken whatever is in it, and says which of its files are
// not what they are called.
func TestMisnamedInMail(t *testing.T) {
	file := func(name, content string) string {
		return "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + content + "\r\n"
	}
	long := headPDF + strings.Repeat("a line of a long file\r\n", 3000)
	m := Parse([]byte("From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n" +
		file("invoice.pdf", headEXE) + file("scan.pdf", long) + file("scan.jpg", headWebP) + "--b--\r\n"))
	if len(m.Attachments) != 3 || !m.Attachments[0].Misnamed || m.Attachments[1].Misnamed || m.Attachments[2].Misnamed {
		t.Fatalf("%+v", m.Attachments)
	}
	if m.Attachments[0].Size != len(headEXE) || m.Attachments[1].Size != len(long) {
		t.Errorf("sizes %d, %d", m.Attachments[0].Size, m.Attachments[1].Size)
	}
	said := 0
	for _, p := range m.Problems {
		if p.Code == "misnamed" {
			said++
			if p.Detail != "invoice.pdf" || bytes.Contains([]byte(p.Sentence()), []byte("{}")) {
				t.Error(p, p.Sentence())
			}
		}
	}
	if said != 1 {
		t.Error(m.Problems)
	}
}

// TestIsArchive: packages are known by their endings, whatever their case.
func TestIsArchive(t *testing.T) {
	for name, want := range map[string]bool{"材料.zip": true, "A.RAR": true, "x.tar.gz": true, "x.7z ": true, "x.docx": false, "zip": false, "x.zip.pdf": false, "": false} {
		if IsArchive(name) != want {
			t.Errorf("%q: want %t", name, want)
		}
	}
}
