package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingda/internal/fault"
)

// book makes a workbook as Excel would.
func book(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(raw []byte, within Limits) (*Book, error) {
	return Open(bytes.NewReader(raw), int64(len(raw)), within)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// TestRead: what Excel shows is read as what it is.
func TestRead(t *testing.T) {
	raw := book(t, func(f *excelize.File) {
		own, chinese := "yyyy.mm.dd;@", `[$-804]yyyy"年"m"月"d"日"`
		styles := []int{
			must(f.NewStyle(&excelize.Style{NumFmt: 14})), must(f.NewStyle(&excelize.Style{CustomNumFmt: &own})),
			must(f.NewStyle(&excelize.Style{CustomNumFmt: &chinese})), must(f.NewStyle(&excelize.Style{NumFmt: 31})), must(f.NewStyle(&excelize.Style{NumFmt: 4})),
		}
		for i, style := range styles {
			at := must(excelize.CoordinatesToCellName(i+1, 2))
			_ = f.SetCellValue("Sheet1", at, 45052.43)
			_ = f.SetCellStyle("Sheet1", at, at, style)
		}
		_ = f.SetCellValue("Sheet1", "A1", "收文登记簿")
		_ = f.MergeCell("Sheet1", "A1", "C1")
		_ = f.SetCellValue("Sheet1", "A4", "张三")
		_ = f.MergeCell("Sheet1", "A4", "A6")
		_ = f.SetCellValue("Sheet1", "B5", true)
		_ = f.SetCellFormula("Sheet1", "C5", "=1+1")
		_ = f.SetCellRichText("Sheet1", "D5", []excelize.RichTextRun{{Text: "甲"}, {Text: "乙"}})
		_ = f.SetRowVisible("Sheet1", 5, false)
		_ = f.SetColVisible("Sheet1", "B:C", false)
		_, _ = f.NewSheet("旧的")
		_ = f.SetSheetVisible("旧的", false)
		_ = f.SetCellStyle("Sheet1", "A900", "H990", styles[0]) // formats without values are no rows
	})
	b, err := open(raw, Bounds)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Sheets) != 2 || b.Sheets[0].Hidden || b.Sheets[1] != (Sheet{"旧的", true}) {
		t.Errorf("sheets %v", b.Sheets)
	}
	table, err := b.Table(0)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[int]Row{}
	for _, r := range table.Rows {
		rows[r.N] = r
	}
	for i, want := range []Kind{Day, Day, Day, Day, Number} {
		if c := rows[2].Cell(i + 1); c.Kind != want || c.Number != 45052.43 {
			t.Errorf("column %d: %+v, want kind %d", i+1, c, want)
		}
	}
	for n, want := range map[int]string{1: "收文登记簿", 4: "张三", 5: "张三", 6: "张三"} {
		if c := rows[n].Cell(1); c.Text != want || c.Merged != (n > 4) {
			t.Errorf("row %d: %+v", n, c)
		}
	}
	if c := rows[1].Cell(3); c.Text != "收文登记簿" || !c.Merged {
		t.Errorf("a merged heading: %+v", c)
	}
	if r := rows[5]; !r.Hidden || r.Cell(2).Kind != Logical || r.Cell(3).Kind != Missing || r.Cell(4).Text != "甲乙" || rows[4].Hidden {
		t.Errorf("row 5: %+v", r)
	}
	if !table.Hidden[2] || !table.Hidden[3] || table.Hidden[1] || table.Since != 1900 || table.Merges != 2 || len(table.Rows) != 5 || table.Name != "Sheet1" {
		t.Errorf("%+v", table)
	}
	if _, err := b.Table(2); fault.CodeOf(err) != "workbook_sheet_missing" {
		t.Error(err)
	}
}

// TestSince: a workbook of the Macintosh counts its days from 1904.
func TestSince(t *testing.T) {
	yes := true
	raw := book(t, func(f *excelize.File) {
		_ = f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		_ = f.SetCellValue("Sheet1", "A1", 1)
	})
	table, err := must(open(raw, Bounds)).Table(0)
	if err != nil || table.Since != 1904 {
		t.Errorf("%+v, %v", table, err)
	}
}

// TestWritten: what the writer of this package writes is read as it was.
func TestWritten(t *testing.T) {
	w := must(NewWriter("台账", []Column{{Name: "姓名"}, {Name: "收到"}}))
	defer w.Close()
	day := time.Date(2023, 5, 6, 0, 0, 0, 0, time.UTC)
	if err := w.Row("=张三", day); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := w.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	table := must(must(open(out.Bytes(), Bounds)).Table(0))
	if r := table.Rows[1]; r.Cell(1).Text != "=张三" || r.Cell(2).Kind != Day || r.Cell(2).Number != 45052 {
		t.Errorf("%+v", r)
	}
}

func TestCSV(t *testing.T) {
	text := "\r\n姓名,收到日期,内容\r\n\r\n张三,2023-5-6,\"两行\r\n内容\"\r\n李四;1,2,3\r\n"
	gb := must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text)))
	utf16 := []byte("\xff\xfe")
	for _, r := range strings.ReplaceAll(text, ",", "\t") {
		utf16 = binary.LittleEndian.AppendUint16(utf16, uint16(r))
	}
	for name, raw := range map[string][]byte{"utf-8": []byte(text), "with mark": []byte("\xef\xbb\xbf" + text), "gb18030": gb, "utf-16": utf16} {
		table, err := must(open(raw, Bounds)).Table(0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var lines []int
		for _, r := range table.Rows {
			lines = append(lines, r.N)
		}
		if !slices.Equal(lines, []int{2, 4, 5}) || table.Columns != 3 || table.Rows[1].Cell(1).Text != "张三" || !strings.HasSuffix(table.Rows[1].Cell(3).Text, "内容") {
			t.Errorf("%s: %+v", name, table)
		}
	}
}

// lying makes an archive whose list says that a file is smaller than it is.
func lying(t *testing.T, raw []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	r := must(zip.NewReader(bytes.NewReader(raw), int64(len(raw))))
	for _, f := range r.File {
		to, from := must(w.Create(f.Name)), must(f.Open())
		must(io.Copy(to, from))
		if strings.HasSuffix(f.Name, "sheet1.xml") {
			must(to.Write(bytes.Repeat([]byte(" "), 32<<20)))
		}
		_ = from.Close()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	all := packed.Bytes()
	for at := 0; ; at += 4 {
		i := bytes.Index(all[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return all
		}
		if at += i; bytes.Contains(all[at:at+80], []byte("sheet1.xml")) {
			binary.LittleEndian.PutUint32(all[at+24:], 1000)
		}
	}
}

// TestRefused: what cannot be read is refused, each with its own sentence.
func TestRefused(t *testing.T) {
	plain := book(t, func(f *excelize.File) {
		_ = f.SetCellValue("Sheet1", "A1", strings.Repeat("内容", 1000))
		_ = f.SetCellValue("Sheet1", "A2", 2)
		_ = f.SetCellValue("Sheet1", "E2", 2)
	})
	wideRange := book(t, func(f *excelize.File) {
		_ = f.SetCellValue("Sheet1", "A1", "全")
		_ = f.SetCellValue("Sheet1", "A9000", "末")
		_ = f.MergeCell("Sheet1", "A1", "CV9000")
	})
	var document bytes.Buffer
	z := zip.NewWriter(&document)
	must(must(z.Create("word/document.xml")).Write([]byte("<w/>")))
	_ = z.Close()
	tight := func(change func(*Limits)) Limits { l := Bounds; change(&l); return l }
	for name, test := range map[string]struct {
		raw    []byte
		within Limits
		want   fault.Code
	}{
		"empty":           {nil, Bounds, "workbook_empty_file"},
		"blank":           {[]byte(" \n\n"), Bounds, "workbook_empty_file"},
		"xls":             {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), Bounds, "workbook_xls"},
		"web page as xls": {[]byte("<html><table>"), Bounds, "workbook_xls"},
		"password":        {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide("EncryptedPackage")...), Bounds, "workbook_locked"},
		"word":            {document.Bytes(), Bounds, "workbook_unknown"},
		"picture":         {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), Bounds, "workbook_unknown"},
		"cut":             {plain[:len(plain)/2], Bounds, "workbook_broken"},
		"bomb":            {plain, tight(func(l *Limits) { l.Bytes = 3000 }), "workbook_too_big"},
		"lying bomb":      {lying(t, plain), Bounds, "workbook_broken"},
		"csv too big":     {[]byte(strings.Repeat("a,b\n", 1000)), tight(func(l *Limits) { l.Bytes = 3000 }), "workbook_too_big"},
		"rows":            {plain, tight(func(l *Limits) { l.Rows = 1 }), "workbook_too_many_rows"},
		"columns":         {plain, tight(func(l *Limits) { l.Columns = 4 }), "workbook_too_many_columns"},
		"merged":          {wideRange, tight(func(l *Limits) { l.Cells = 500_000 }), "workbook_too_many_cells"},
		"csv rows":        {[]byte("a,b\nc,d\n"), tight(func(l *Limits) { l.Rows = 1 }), "workbook_too_many_rows"},
	} {
		b, err := open(test.raw, test.within)
		if err == nil {
			_, err = b.Table(0)
		}
		if fault.CodeOf(err) != test.want || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 703: "AAA"} {
		if got := ColumnName(n); got != want {
			t.Errorf("column %d is %s, want %s", n, got, want)
		}
		if c, r := position(want + "12"); c != n || r != 12 {
			t.Errorf("%s12 is %d, %d", want, c, r)
		}
	}
}
