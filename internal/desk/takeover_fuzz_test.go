package desk

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/mangle"
	"mingda/internal/oldregister"
	"mingda/internal/sheet"
)

// FuzzImport feeds any file to the import of an old register, as a workbook or as CSV: it is
// refused with a sentence, or each of its rows is read, and what is taken in of it is whole.
func FuzzImport(f *testing.F) {
	book := excelize.NewFile()
	for at, value := range map[string]any{"A1": "编号", "B1": "收到日期", "C1": "申请人", "D1": "申请内容", "A2": "2023-12", "B2": 45052.4, "C2": "张三、李四", "D2": "补偿方案", "A3": "合计", "B3": "二〇二三年五月六日"} {
		if err := book.SetCellValue("Sheet1", at, value); err != nil {
			f.Fatal(err)
		}
	}
	var xlsx bytes.Buffer
	if err := book.Write(&xlsx); err != nil {
		f.Fatal(err)
	}
	good := [][]byte{
		xlsx.Bytes(),
		[]byte("编号,收到日期,申请人,申请内容,答复日期,办理结果\n1,2023.5.6,\"张三\n等3人\",补偿,5月20日,予以公开\n2,45052,某公司,\"a\"\"b\",-1e308,\n"),
		[]byte("\xff\xfe\x00\xd8编号\t日期\r\n"),
		[]byte("PK\x03\x04"),
		[]byte("\xd0\xcf\x11\xe0"),
	}
	for _, raw := range append(mangle.Of(200, good...), good...) {
		f.Add(raw)
	}
	within := sheet.Limits{Bytes: 4 << 20, Rows: 500, Columns: 50, Cells: 5000}
	today := calendar.NewDate(2026, 9, 22)
	f.Fuzz(func(t *testing.T, raw []byte) {
		refused := func(err error) bool {
			if err != nil && fault.KindOf(err) != fault.Invalid {
				t.Fatalf("%v is nothing to show", err)
			}
			return err != nil
		}
		b, err := sheet.Open(bytes.NewReader(raw), int64(len(raw)), within)
		if refused(err) {
			return
		}
		for n := range b.Sheets {
			table, err := b.Table(n)
			if refused(err) {
				continue
			}
			if len(table.Rows) > within.Rows || table.Columns > within.Columns {
				t.Fatalf("%d rows, %d columns", len(table.Rows), table.Columns)
			}
			s := ofTable(table)
			first, last, ok := s.Headings()
			if !ok {
				continue
			}
			m := oldregister.Mapping{First: first, Last: last, Columns: map[int]oldregister.Field{}, Headings: map[int]string{}}
			for _, p := range s.Propose(first, last, nil) {
				m.Columns[p.Column], m.Headings[p.Column] = p.Field, p.Heading
			}
			for _, r := range s.Read(m, today, []string{"征收办"}) {
				e := r.Entry
				received, err := calendar.ParseDate(e.Received)
				if r.In() && (err != nil || received.After(today) || len(e.Applicants) == 0 || e.Applicants[0].Name == "" || e.Content == "") {
					t.Errorf("taken in as %+v", e)
				}
				if ended, err := calendar.ParseDate(e.Ended); r.In() && e.Ended != "" && (err != nil || ended.Before(received)) {
					t.Errorf("taken in as ended on %s, received on %s", e.Ended, e.Received)
				}
			}
		}
	})
}
