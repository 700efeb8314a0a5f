package oldregister

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/law"
)

var today = calendar.NewDate(2026, 9, 22)

// text, num and at make cells.
func text(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

func num(n float64) Cell { return Cell{Kind: Number, Number: n, Text: fmt.Sprintf("%.0f", n)} }

// register makes a sheet with the plain headings and one row, with what is otherwise in it.
func register(change func(*Row), more ...Row) Sheet {
	row := Row{N: 2, Cells: []Cell{
		text("1"), text("2023-12"), text("2023-05-06"), text("张三"), text("自然人"), text("拆迁补偿方案"), text("信函"), text("征收办"), text("否"),
		text("2023-05-20"), text("予以公开"), text("明公开〔2023〕3号"), text("已邮寄"), text(""),
	}}
	if change != nil {
		change(&row)
	}
	return Sheet{Name: "台账", Columns: 14, Since: 1900, Rows: append([]Row{headings(1), row}, more...)}
}

func headings(n int) Row {
	r := Row{N: n}
	for _, h := range []string{"序号", "编号", "收到日期", "申请人", "申请人类别", "申请内容", "申请方式", "承办单位", "是否延期", "答复日期", "办理结果", "答复文号", "备注", "身份证号"} {
		r.Cells = append(r.Cells, text(h))
	}
	return r
}

// mapping is how the sheet is to be read, as it is proposed.
func mapping(s Sheet) Mapping {
	first, last, _ := s.Headings()
	m := Mapping{First: first, Last: last, Columns: map[int]Field{}, Headings: map[int]string{}}
	for _, p := range s.Propose(first, last, nil) {
		m.Columns[p.Column], m.Headings[p.Column] = p.Field, p.Heading
	}
	return m
}

// The columns of the plain register.
const (
	colNumber = iota + 1
	colReceived
	colApplicant
	colClass
	colContent
	colThrough
	colUnit
	colExtended
	colReplied
	colResult
	colReplyNumber
	colRemark
	colID
)

// set returns a change of one cell.
func set(column int, c Cell) func(*Row) { return func(r *Row) { r.Cells[column] = c } }

// both makes several changes.
func both(changes ...func(*Row)) func(*Row) {
	return func(r *Row) {
		for _, change := range changes {
			change(r)
		}
	}
}

func TestPlainRow(t *testing.T) {
	s := register(nil)
	all := s.Read(mapping(s), today, []string{"征收办"})
	want := Entry{
		Row: 2, Number: "2023-12", Received: "2023-05-06", Applicants: []casefile.Applicant{{Class: casefile.Natural, Name: "张三"}}, Subject: "拆迁补偿方案", Content: "拆迁补偿方案",
		Through: "信函", Unit: "征收办", Extended: "否", Ended: "2023-05-20", Result: law.Disclose, ResultText: "予以公开", ReplyNumber: "明公开〔2023〕3号",
		Kept: []casefile.OldCell{{Heading: "备注", Text: "已邮寄"}},
	}
	if len(all) != 1 || len(all[0].Troubles) > 0 || all[0].Entry.Whole() != want.Whole() || len(want.Differences(all[0].Entry)) > 0 {
		t.Errorf("%+v, want %+v", all, want)
	}
}

// TestTroubles: every kind of trouble, where it is, and whether the row stays out. What
// is asked for in the test is said, and nothing else.
func TestTroubles(t *testing.T) {
	err := Cell{Kind: Error, Text: "#REF!"}
	again := func(change func(*Row)) Row { // the same row once more, with a change
		r := register(change).Rows[1]
		r.N = 3
		return r
	}
	open := both(set(colReplied, Cell{}), set(colResult, Cell{}), set(colReceived, text("2026-09-10")))
	for _, test := range []struct {
		want string // code@cell, in order
		s    Sheet
		m    func(*Mapping)
		in   bool
	}{
		{"old_received_missing@C2", register(set(colReceived, text("—"))), nil, false},
		{"old_received_unreadable@C2", register(set(colReceived, text("上周"))), nil, false},
		{"old_received_impossible@C2", register(set(colReceived, text("2023-2-30"))), nil, false},
		{"old_received_no_day@C2", register(set(colReceived, text("2023年5月"))), nil, false},
		{"old_received_no_year@C2", register(set(colReceived, text("5月6日"))), nil, false},
		{"old_received_future@C2", register(set(colReceived, text("2026-09-23"))), nil, false},
		{"old_received_before_law@C2", register(set(colReceived, text("2008-04-30"))), nil, false},
		{"old_cell_error@C2 old_received_missing@C2", register(set(colReceived, err)), nil, false},
		{"old_replied_missing@J2", register(set(colReplied, Cell{})), nil, false},
		{"old_replied_unreadable@J2", register(set(colReplied, text("已答"))), nil, false},
		{"old_replied_before@J2", register(set(colReplied, text("2023-05-05"))), nil, false},
		{"old_replied_future@J2", register(set(colReplied, text("2026-12-01"))), nil, false},
		{"old_replied_long@J2", register(set(colReplied, text("2025-05-20"))), nil, true},
		{"old_result_unchosen@K2", register(set(colResult, text("不予公开"))), nil, false},
		{"", register(set(colResult, text("不予公开"))), func(m *Mapping) { m.Results = map[string]Choice{"不予公开": Choice(law.Secret)} }, true},
		{"old_result_left@K2", register(set(colResult, text("转其他部门"))), func(m *Mapping) { m.Results = map[string]Choice{"转其他部门": LeaveOut} }, false},
		{"old_result_unchosen@K2", register(set(colResult, Cell{})), nil, false},
		{"old_result_missing@K2", register(set(colResult, Cell{})), func(m *Mapping) { m.Results = map[string]Choice{"": Choice(law.Other)} }, true},
		{"old_open@J2", register(open), nil, true},
		{"old_open@J2", register(both(open, set(colResult, text("正在办理")))), nil, true},
		{"old_open@J2 old_open_extended@I2", register(both(open, set(colExtended, text("是")))), nil, true},
		{"old_open_old@J2", register(both(open, set(colReceived, text("2025-09-10")))), nil, false},
		{"old_applicant_missing@D2 old_open_nameless@D2", register(both(open, set(colApplicant, Cell{}))), nil, false},
		{"old_applicant_missing@D2", register(set(colApplicant, Cell{})), nil, true},
		{"old_cell_error@D2", register(set(colApplicant, err)), nil, true},
		{"old_content_missing@F2", register(set(colContent, Cell{})), nil, true},
		{"old_cell_error@F2 old_content_missing@F2", register(set(colContent, Cell{Kind: Missing})), nil, true},
		{"old_text_long@F2", register(set(colContent, text(strings.Repeat("字", 5001)))), nil, true},
		{"old_digits_lost@N2", register(set(colID, num(110101199003070000))), nil, true},
		{"old_persons_unclear@D2", register(set(colApplicant, text("张 三 李四"))), nil, true},
		{"old_persons_more@D2", register(set(colApplicant, text("张三等5人"))), nil, true},
		{"old_persons_several@D2", register(set(colApplicant, text("张三、李四"))), nil, true},
		{"old_person_role@D2", register(both(set(colApplicant, text("甲公司（法定代表人王五）")), set(colClass, text("商业企业")))), nil, true},
		{"old_class_guessed@D2", register(both(set(colApplicant, text("明川老街坊自治小组")), set(colClass, Cell{}))), nil, true},
		{"old_class_unknown@E2", register(set(colClass, text("法人"))), nil, true},
		{"old_unit_unknown@H2", register(set(colUnit, text("原经贸委"))), nil, true},
		{"old_day_serial@C2", register(set(colReceived, num(45052))), nil, true},
		{"old_day_short_year@C2", register(set(colReceived, text("23.5.6"))), nil, true},
		{"old_day_order@C2", register(set(colReceived, text("5/6/2023"))), nil, true},
		{"old_day_several@J2", register(set(colReplied, text("2023.5.20、2023.5.28"))), nil, true},
		{"old_day_year_of_sheet@C2", register(set(colReceived, text("5月6日"))), func(m *Mapping) { m.Year = 2023 }, true},
		{"old_day_next_year@J2", register(set(colReplied, text("1月4日"))), func(m *Mapping) { m.Year = 2023 }, true},
		{"old_merged@D2", register(func(r *Row) { r.Cells[colApplicant].Merged = true }), nil, true},
		{"old_row_hidden@第 2 行", register(func(r *Row) { r.Hidden = true }), nil, true},
		{"old_row_hidden_out@第 2 行", register(func(r *Row) { r.Hidden = true }), func(m *Mapping) { m.Shown = true }, false},
		{"old_row_empty@第 2 行", register(func(r *Row) { r.Cells = r.Cells[:1] }), nil, false},
		{"old_row_total@第 2 行", register(func(r *Row) { r.Cells = []Cell{text("合计"), text("12"), {}, text("12件")} }), nil, false},
		{"old_heading_again@第 3 行", register(nil, headings(3)), nil, false},
		{"old_row_twice@第 3 行", register(nil, again(nil)), nil, false},
		{"old_row_twice@第 3 行", register(nil, again(set(colNumber, Cell{}))), nil, false},
		{"", register(nil, again(set(colNumber, text("2023-13")))), nil, true},
		{"old_number_twice@第 3 行", register(nil, again(set(colContent, text("另一份方案")))), nil, true},
	} {
		m := mapping(test.s)
		if test.m != nil {
			test.m(&m)
		}
		all := test.s.Read(m, today, []string{"征收办"})
		var got []string
		for _, x := range all {
			for _, trouble := range x.Troubles {
				got = append(got, string(trouble.Code)+"@"+trouble.Cell())
			}
		}
		slices.Sort(got)
		want := strings.FieldsFunc(test.want, func(r rune) bool { return r == ' ' })
		if strings.Contains(test.want, "第") {
			want = []string{test.want}
		}
		if last := all[len(all)-1]; !slices.Equal(got, want) || last.In() != test.in {
			t.Errorf("%q, in %v; want %q, in %v", got, last.In(), want, test.in)
		}
	}
}

// TestCodes: each kind of trouble has its sentence, which its arguments fill, and the
// table above meets it.
func TestCodes(t *testing.T) {
	source := map[fault.Code]bool{"old_changed": true, "old_known": true} // by what was imported before
	for _, c := range Codes {
		one := Trouble{Code: c.Code, Row: 2, Args: []string{"甲", "乙", "丙"}}
		if text := one.Text(); text == string(c.Code) || c.Name == "" || c.Done.Label() == "" {
			t.Errorf("%s: %q, %q", c.Code, text, c.Name)
		}
		source[c.Code] = true
	}
	if len(source) < 40 {
		t.Errorf("%d kinds of trouble", len(source))
	}
}

// TestHeadings: headings of any name, under titles, in two lines, are found, and each
// column by what it holds.
func TestHeadings(t *testing.T) {
	title := Row{N: 1}
	for range 12 {
		title.Cells = append(title.Cells, Cell{Kind: Text, Text: "明川区2022年度政府信息依申请公开登记簿", Merged: true})
	}
	line := func(n int, cells ...string) Row {
		r := Row{N: n}
		for _, c := range cells {
			r.Cells = append(r.Cells, text(c))
		}
		return r
	}
	for name, test := range map[string]struct {
		rows        []Row
		first, last int
		want        []Field
	}{
		"plain": {[]Row{headings(1), register(nil).Rows[1]}, 1, 1, []Field{Ignored, OldNumber, Received, Applicant, Class, Content, Through, Unit, Extended, Replied, Result, ReplyNumber, Kept, IDNumber}},
		"other names": {[]Row{title, line(2, "填表单位：区政府办"), line(3, "No.", "收文日期", "姓名/单位名称", "所需信息", "转办单位", "应答复时间", "答复时间", "答复情况", "文号"),
			line(4, "1", "5月6日", "张三", "方案", "住建局", "6月1日", "5月20日", "公开", "3号")}, 3, 3,
			[]Field{Ignored, Received, Applicant, Content, Unit, Kept, Replied, Result, ReplyNumber}},
		"two lines": {[]Row{title, line(2, "序号", "申请人情况", "申请人情况", "申请情况", "申请情况", "办理情况", "办理情况", "备注"), line(3, "", "姓名", "联系电话", "收到时间", "内容", "答复时间", "结果", ""),
			line(4, "1", "张三", "139", "2022.5.6", "方案", "2022.5.20", "公开", "")}, 2, 3,
			[]Field{Ignored, Applicant, Phone, Received, Content, Replied, Result, Kept}},
		"two days": {[]Row{line(1, "申请时间", "收到时间", "申请人", "申请内容", "办结时间"), line(2, "2022-5-5", "2022-5-6", "张三", "方案", "2022-5-20")}, 1, 1,
			[]Field{Kept, Received, Applicant, Content, Replied}},
		"wide": {[]Row{line(1, "收 到 日 期", "申请人（姓名）", "申请公开的\n政府信息内容", "答复日期*", "处理结果："), line(2, "2022-5-6", "张三", "方案", "2022-5-20", "公开")}, 1, 1,
			[]Field{Received, Applicant, Content, Replied, Result}},
	} {
		s := Sheet{Rows: test.rows, Since: 1900}
		for _, r := range test.rows {
			s.Columns = max(s.Columns, len(r.Cells))
		}
		first, last, ok := s.Headings()
		if !ok || first != test.first || last != test.last {
			t.Errorf("%s: headings in %d to %d, %v", name, first, last, ok)
			continue
		}
		for _, p := range s.Propose(first, last, nil) {
			if p.Column <= len(test.want) && p.Field != test.want[p.Column-1] {
				t.Errorf("%s: %s is %q, %.2f", name, p.Heading, p.Field, p.Sure)
			}
		}
	}
	if _, _, ok := (Sheet{Rows: []Row{line(1, "甲", "乙"), line(2, "1", "2")}, Columns: 2}).Headings(); ok {
		t.Error("headings where there are none")
	}
	s := register(nil)
	for _, p := range s.Propose(1, 1, map[string]Field{"备注": Through}) {
		if p.Heading == "备注" && (p.Field != Through || p.Sure != 1) {
			t.Errorf("what was chosen before is forgotten: %+v", p)
		}
	}
}

// TestRows: what people have in registers and nothing crashes at.
func TestRows(t *testing.T) {
	for _, s := range []Sheet{
		{}, {Rows: []Row{{N: 1}}}, {Rows: []Row{{N: 5, Cells: []Cell{{Kind: Error}}}}, Columns: 1}, register(func(r *Row) { r.Cells = nil }),
		register(func(r *Row) {
			for i := range r.Cells {
				r.Cells[i] = Cell{Kind: Missing}
			}
		}),
	} {
		s.Read(mapping(s), today, nil)
		s.Words(mapping(s), today)
	}
}

// TestWords: the words to be chosen for stand first, once each.
func TestWords(t *testing.T) {
	s := register(set(colResult, text("不予公开")), register(nil).Rows[1], register(set(colResult, text(" 不予 公开"))).Rows[1], register(set(colResult, Cell{})).Rows[1])
	words := s.Words(mapping(s), today)
	if len(words) != 3 || words[0].Text != "不予公开" || words[0].Rows != 2 || words[0].Sure || words[1].Text != "" || !words[2].Sure {
		t.Errorf("%+v", words)
	}
}

// TestSame: the same request is known again, one that was changed by its number.
func TestSame(t *testing.T) {
	a := Entry{Row: 2, Number: "12", Received: "2023-05-06", Applicants: []casefile.Applicant{{Name: "张三"}}, Content: "方案"}
	b := a
	b.Row, b.Content = 9, "方 案"
	if !b.IsSame(a.NumberKey(), a.ContentKey()) || a.Whole() == b.Whole() {
		t.Error("blanks make another request, or none at all a difference")
	}
	b.Number = "13"
	if b.IsSame(a.NumberKey(), a.ContentKey()) {
		t.Error("two numbers are one request")
	}
	if got := Words(b.Differences(a)); got != "原编号“12”→“13”，申请内容“方案”→“方 案”" {
		t.Error(got)
	}
}
