package fault

// clockSentences are what the calendar, the law and the clock say about input
// they cannot work with. Those of events begin with the event's place and type.
var clockSentences = map[Code]string{
	"sheet_unreadable":  "没能读出这份放假安排，应为含 region 和 years 的 JSON。",
	"sheet_wrong_year":  "%s 写在了 %d 年下，改到它自己的年份。",
	"region_unknown":    "没有地区 %q 的日历，可用 CN 或 CN-65。",
	"result_unknown":    "没有 %q 这种处理结果。",
	"result_not_in_law": "%s 在 %s 还没有依据，或者已经失效。",

	"clock_unreadable":        "没能读出 JSON（%s）。",
	"clock_no_object":         "应为 JSON 对象，或者对象的数组。",
	"clock_no_as_of":          "缺少 as_of，写成 2026-06-30 的样子。",
	"clock_no_events":         "没有事件，至少要有 received。",
	"clock_matter_unknown":    "matter 是 %q，应为 request 或 review。",
	"clock_event_unreadable":  "第 %d 个事件 %s：%s",
	"clock_type_unknown":      "第 %d 个事件 %s：没有这种事件。",
	"clock_no_day":            "第 %d 个事件 %s：缺少日期 on。",
	"clock_received_first":    "第 %d 个事件 %s：received 应为第一个事件，而且只有一个。",
	"clock_not_received_yet":  "第 %d 个事件 %s：在 as_of %s 之后，那一天还没有收到。",
	"clock_out_of_order":      "第 %d 个事件 %s：%s 早于前一个事件的 %s。",
	"clock_served_before":     "第 %d 个事件 %s：served 早于 on。",
	"clock_days_wrong":        "第 %d 个事件 %s：days 应为正整数。",
	"clock_until_wrong":       "第 %d 个事件 %s：until 应为不早于 on 的一天。",
	"clock_procedure_unknown": "第 %d 个事件 %s：procedure 是 %q，应为 summary 或 ordinary。",
	"clock_party_unknown":     "第 %d 个事件 %s：of 是 %q，应为 third_party 或 agency。",
	"clock_open_twice":        "第 %d 个事件 %s：id %q 的前一次还没有结束。",
	"clock_end_without_begin": "第 %d 个事件 %s：没有 id 为 %q 的开始。",
	"clock_after_end":         "第 %d 个事件 %s：案件已经办结，不能再有这个事件。",
	"clock_while_awaiting":    "第 %d 个事件 %s：正在等补正或者缴费，不能有这个事件。",
	"clock_not_asked":         "第 %d 个事件 %s：没有要求过补正。",
	"clock_no_fee":            "第 %d 个事件 %s：没有发过收费通知。",
	"clock_no_copy":           "第 %d 个事件 %s：没有发送过申请书副本。",
	"clock_not_accepted":      "第 %d 个事件 %s：案件还没有受理。",
	"clock_accepted_twice":    "第 %d 个事件 %s：已经受理过了。",
}
