package fault

// feeSentences say why something of the processing fee cannot be done.
var feeSentences = map[Code]string{
	"fee_not_charged":            "本机关不收信息处理费，不能发收费通知；要收的，先由管理员在机关设置里改为收费",
	"fee_once":                   "不能再发收费通知（一件申请只通知一次缴费）",
	"fee_while_awaiting":         "正在等补正，没有期限可停，先等补正，再通知缴费",
	"fee_late":                   "不能再通知缴费（期限已于 %s 届满，缴费须在期满前通知）",
	"fee_after_due":              "答复期限 %s 已过，收费通知不再起作用，不能送达",
	"fee_waived":                 "这份收费通知已经不再收费，不用更正送达",
	"fee_was_paid":               "申请人已于 %s 缴费，通知是在那天以前送到了的；缴费记错了的，先撤销缴费",
	"clarification_while_paying": "正在等申请人缴费，先等缴费，再告知补正",
	"extension_while_paying":     "正在等申请人缴费，没有期限可延，延期通知不用送",
	"payment_not_awaited":        "没有等待中的缴费",
	"payment_in_future":          "缴费之日不能晚于今天",
	"payment_too_early":          "缴费之日不能早于收费通知送达之日 %s",
	"payment_differs":            "与收费通知书的金额 %d 元不同，缴足才算缴费；金额通知错了的，选不再收费",
	"payment_amount":             "写几元，只写数字，如 1300",
	"bill_needed":                "填写财政票据号",
	"payment_used":               "案件已到“%s”，不能再撤销",
	"payment_told":               "在这以后，%s 又送达了别的通知，不能再撤销",
	"supplement_fee_told":        "这件来件是补正，期限从它重新计算，%s 又通知了缴费，不能再撤出来",
	"unpaid_without_notice":      "没有等待中的缴费，不能按逾期不缴费办结",
	"unpaid_too_early":           "缴费期限 %s 还没有过，不能按逾期不缴费办结",
	"fee_receipt_unpaid":         "还没有登记缴费，没有缴费确认书",
}
