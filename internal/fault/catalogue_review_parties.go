package fault

// reviewPartySentences say why something cannot be done with those who take part in a
// reconsideration case.
var reviewPartySentences = map[Code]string{
	"review_representative_who":    "代表人从申请人里选",
	"review_representatives_many":  "申请人超过 %d 人的，推选 %d 至 %d 名代表人（实施条例第十七条）",
	"review_representatives_most":  "代表人不超过 %d 名",
	"review_representatives_note":  "写明推选书：由全体申请人签名、盖章或者按指印（实施条例第十七条）",
	"review_representatives_first": "申请人超过 %d 人，先推选代表人（实施条例第十七条）；没有推选书的，发补正通知书",
	"review_one_applicant":         "只有一个申请人，不用代表人；先登记共同申请人",
	"review_other_same":            "%s 已经是申请人，不用再写",
	"review_agents_most":           "%s已经有 %d 名代理人（复议法第十七条）：换人的，先登记原来的代理人退出；申请书上写的那一位，先登记成代理人再退出",
	"review_party_represents":      "是代表人，先登记新的代表人",
}
