package fault

// manySentences say why a step of 条例 35 cannot be taken.
var manySentences = map[Code]string{
	"reasons_once":             "已经要求过说明理由，不能再发一份",
	"reasons_not_asked":        "还没有要求申请人说明理由：先发说明理由通知书并送达（条例第三十五条）",
	"reasons_not_given":        "还没有登记申请人的说明；没有说明的，不能按理由合理办理（条例第三十五条）",
	"reasons_given_already":    "已登记 %s 收到说明；记错了的，先撤销那一笔",
	"reasons_accepted_already": "已登记认为理由合理；记错了的，先撤销那一笔",
	"reasons_nothing_recorded": "没有登记过申请人的说明，没有可撤销的",
	"reasons_used":             "延迟答复告知书 %s 已签发，里面写着申请人的说明，不能再改",
	"reasons_none_already":     "已于 %s 登记没有收到说明",
	"reasons_too_early":        "请申请人说明的日期 %s 还没有过，不能登记没有说明",
	"reasons_came_needed":      "选一样：收到了说明，还是没有收到",
	"reasons_in_future":        "收到说明之日不能晚于今天",
	"reasons_before_asked":     "收到说明之日不能早于通知书送达之日 %s",
	"reasons_text_needed":      "写明申请人是怎么说的",
	"reasons_input_unknown":    "这件来件没有并入本案",
	"reasons_notice_answered":  "申请人已于 %s 说明理由，通知是送到了的",
	"delay_once":               "不能再延迟（已经告知过延迟答复）",
	"delay_without_due":        "现在没有答复期限，不用延迟",
	"delay_late":               "不能延迟答复（期限已于 %s 届满，延迟须在期满前告知）",
	"delay_after_due":          "答复期限 %s 已过，延迟答复告知书不再起作用，不能送达",
	"delay_passed":             "告知书写的延迟到 %s，已经过了，不能送达",
	"delay_while_awaiting":     "正在等补正，没有期限可延，延迟答复告知书不用送",
	"delay_while_paying":       "正在等申请人缴费，延迟答复现在送达不起作用；缴费以后再送",
}
