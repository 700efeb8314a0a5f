package fault

// deskPageSentences say what is missing in a form of the inbox or of the
// staff's doors before a rule can be asked.
var deskPageSentences = map[Code]string{
	"receipt_not_called":  "先打电话与申请人确认，记下通话，再选这一天",
	"receipt_choose":      "选一个收到申请之日",
	"case_number_needed":  "写上要并入的案件编号",
	"time_unreadable":     "时间写成 15:42 的样子",
	"letter_kind_needed":  "选挂号信或者平信",
	"range_too_long":      "一次最多看 %d 天，缩短一些",
	"range_backwards":     "开始的一天不能晚于结束的一天",
	"counter_kind_needed": "选当面交来的，还是口头说的",
	"ticket_gone":         "查询码只在收下它的人那里留一天，现在看不到了。换一个查询码，再打印回执。",
}
