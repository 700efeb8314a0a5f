package fault

// remedySentences are said of reconsideration and litigation over an answer, and
// of what they order.
var remedySentences = map[Code]string{
	"forum_needed":           "选行政复议还是行政诉讼",
	"forum_body_needed":      "填写行政复议机关或者人民法院的全称",
	"contested_needed":       "选已经送达的那份答复书；没有答复的，选“没有答复”",
	"remedy_in_future":       "收到之日不能晚于今天",
	"remedy_before_receipt":  "收到之日不能早于收到申请之日 %s",
	"decision_number_needed": "填写决定书、判决书的文号或者案号",
	"decided_after_received": "作出之日不能晚于本机关收到之日",
	"decision_got_wrong":     "申请人收到之日在作出之日以后、今天以前；不知道的空着",
	"challenge_decided":      "这一件已经登记了结果；要撤销的，先撤销结果",
	"remedy_outcome_needed":  "选结果",
	"revoked_already":        "这份答复书已由 %s 撤销",
	"revoked_before_served":  "这份答复书 %s 才送达，晚于收到决定书、判决书之日；选被撤销的那份，或者选“没有答复”",
	"revoked_what":           "选被撤销的是哪一份答复书",
	"order_withdrawn":        "申请已经撤回，不再答复；情况有变的，记一笔，另行登记",
	"order_before_order":     "收到之日不能早于上一份责令答复的收到之日 %s",
	"order_needed":           "照决定书、判决书写明责令做什么",
	"order_days_wrong":       "期限写成 1 到 %d 的工作日数；没有定期限的空着",
	"remedy_needed":          "选要撤销的那一笔",
	"remedy_none":            "没有登记过复议、诉讼",
	"order_not_last":         "后来又有 %s 责令答复，先撤销那一笔",
	"order_followed":         "已按它签发 %s，不能撤销；签发错了的，先把那份文书作废",
	"order_ended":            "责令以后案件已到“%s”，不能撤销",
	"letter_before_order":    "这份文书是 %s 责令重新答复以前的，不能再更正",
	"served_after_order":     "送达之日不能晚于收到责令重新答复的决定书、判决书之日 %s",
	"clarification_ordered":  "已由 %s 责令答复，不再告知补正",
	"extension_ordered":      "答复的期限是 %s 定的，不能自己延期",
}
