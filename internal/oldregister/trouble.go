package oldregister

import (
	"strconv"

	"mingda/internal/fault"
)

// What is done about a trouble.
type Done string

// The ways of dealing with a trouble, the gravest first.
const (
	RowOut Done = "out"  // 这一行不导入
	Gap    Done = "gap"  // 这一格空着
	AsText Done = "text" // 照原样存为文字
	Taken  Done = "take" // 照下面说的导入
)

// Label says in Chinese what is done.
func (d Done) Label() string {
	return map[Done]string{RowOut: "这一行不导入", Gap: "导入，这一格空着", AsText: "导入，照原样存为文字", Taken: "导入"}[d]
}

// A Trouble is what is to be said of one cell or row.
type Trouble struct {
	Code   fault.Code `json:"code"`
	Column int        `json:"column,omitempty"` // 0: of the whole row
	Row    int        `json:"row"`
	Done   Done       `json:"done"`
	Args   []string   `json:"args,omitempty"`
}

// Text is the trouble in a sentence.
func (t Trouble) Text() string {
	args := make([]any, len(t.Args))
	for i, a := range t.Args {
		args[i] = a
	}
	return fault.New(fault.Invalid, t.Code, args...).Message()
}

// Cell is where it is, as the programs call it: C12; of a whole row its number.
func (t Trouble) Cell() string {
	if t.Column == 0 {
		return "第 " + strconv.Itoa(t.Row) + " 行"
	}
	return columnName(t.Column) + strconv.Itoa(t.Row)
}

func columnName(column int) string {
	var name string
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// A Code is one kind of trouble with its name, for lists to be narrowed to it.
type Code struct {
	Code fault.Code
	Name string
	Done Done
}

// Codes lists every kind of trouble, the gravest first.
var Codes = []Code{
	{"old_received_missing", "没有收到日期", RowOut},
	{"old_received_unreadable", "收到日期认不出", RowOut},
	{"old_received_impossible", "收到日期不存在", RowOut},
	{"old_received_no_day", "收到日期没有写到日", RowOut},
	{"old_received_no_year", "收到日期没有年份", RowOut},
	{"old_received_future", "收到日期在将来", RowOut},
	{"old_received_before_law", "收到日期早于条例施行", RowOut},
	{"old_replied_missing", "有结果没有答复日期", RowOut},
	{"old_replied_unreadable", "答复日期认不出", RowOut},
	{"old_replied_before", "答复早于收到", RowOut},
	{"old_replied_future", "答复日期在将来", RowOut},
	{"old_result_unchosen", "办理结果没有选定", RowOut},
	{"old_result_left", "按所选不导入", RowOut},
	{"old_open_nameless", "未结的件没有申请人", RowOut},
	{"old_open_old", "一年以前的件没有答复", RowOut},
	{"old_row_twice", "和前面的行重复", RowOut},
	{"old_row_empty", "没有内容的行", RowOut},
	{"old_row_total", "合计行", RowOut},
	{"old_heading_again", "重复的表头", RowOut},
	{"old_row_hidden_out", "隐藏的行，没有导入", RowOut},
	{"old_changed", "导入过，内容变了", RowOut},
	{"old_known", "导入过", RowOut},
	{"old_applicant_missing", "没有申请人", Gap},
	{"old_content_missing", "没有申请内容", Gap},
	{"old_cell_error", "公式出错或者没有结果", Gap},
	{"old_result_missing", "没有办理结果", Gap},
	{"old_open_extended", "未结的件写有延期", Gap},
	{"old_digits_lost", "号码的末尾丢了", AsText},
	{"old_persons_unclear", "分不清几个人", AsText},
	{"old_persons_more", "“等几人”没有名字", AsText},
	{"old_unit_unknown", "承办单位对不上", AsText},
	{"old_number_twice", "原编号重复", AsText},
	{"old_text_long", "文字太长", AsText},
	{"old_open", "没有答复，作为在办件", Taken},
	{"old_persons_several", "一格里有几个人", Taken},
	{"old_person_role", "名字后面有说明", Taken},
	{"old_class_guessed", "申请人类别是按名称判断的", Taken},
	{"old_class_unknown", "申请人类别认不出", Taken},
	{"old_day_serial", "日期是一个数", Taken},
	{"old_day_short_year", "年份只有两位", Taken},
	{"old_day_order", "月和日分不清", Taken},
	{"old_day_several", "一格里有几个日期", Taken},
	{"old_day_year_of_sheet", "年份按这张表的", Taken},
	{"old_day_next_year", "答复跨年", Taken},
	{"old_replied_long", "收到两年以后才答复", Taken},
	{"old_merged", "合并的单元格", Taken},
	{"old_row_hidden", "隐藏的行", Taken},
}

// CodeOf returns the kind of trouble with a code.
func CodeOf(code fault.Code) (Code, bool) {
	for _, c := range Codes {
		if c.Code == code {
			return c, true
		}
	}
	return Code{}, false
}
