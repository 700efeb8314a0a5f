package fault

// clockSentences are what the calendar, the law and the clock say about input
// they cannot work with.
var clockSentences = map[Code]string{
	"sheet_unreadable":  "没能读出这份放假安排，应为含 region 和 years 的 JSON。",
	"sheet_wrong_year":  "%s 写在了 %d 年下，改到它自己的年份。",
	"region_unknown":    "没有地区 %q 的日历，可用 CN 或 CN-65。",
	"result_unknown":    "没有 %q 这种处理结果。",
	"result_not_in_law": "%s 在 %s 还没有依据，或者已经失效。",
}
