package fault

// reviewFileSentences say why something cannot be done with the file of a
// reconsideration case.
var reviewFileSentences = map[Code]string{
	"review_bundle_unknown": "选的证据卷不在原申请的案卷里，或者不是为复议制作的，重新选",
	"review_not_responded":  "被申请人还没有答复。",
	"review_void_rests":     "不能作废：%s 又登记了以这份文书为前提的事。",
	"review_nothing_back":   "没有可以撤销的登记。",
	"review_entry_rests":    "不能撤销：%s 又登记了以它为前提的事。先撤销后面的。",
	"review_entry_over":     "案件 %s 已经作出决定，不能再撤销这一笔。",
	"review_got_first":      "先撤销这份文书的签收登记，再撤销送达。",
	"review_request_knows":  "这次送达已经记进原申请的案卷，不能撤销；写一条备注，请被申请人在原申请里更正。",
	"review_material_used":  "这份材料是被申请人的证据或者送达的凭证，不能撤销。",
	"review_no_original":    "这件复议案件针对的答复不在本系统里，没有原申请的案卷可看。",
}
