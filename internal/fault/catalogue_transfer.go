package fault

// transferSentences say why a request cannot be handed on to another agency, or not
// taken back from it.
var transferSentences = map[Code]string{
	"transfer_to_self":                "这是本机关自己；交给本机关的其他单位不是转送，用“改分办”",
	"transfer_agency_needed":          "选一个机关；名单里没有的，写它的全称",
	"transfer_begun":                  "已经登记过转送给%s；登记错了的，先撤销那一次",
	"transfer_without_consent":        "选申请人是怎样同意的；申请人没有同意的，不能转送，只在答复书里写明该向哪个机关申请",
	"transfer_consent_day":            "写明申请人哪天同意转送；没有同意的，不能转送，只在答复书里写明该向哪个机关申请",
	"transfer_consent_in_future":      "申请人同意之日不能晚于今天",
	"transfer_consent_before_request": "申请人同意之日不能早于收到申请之日 %s",
	"transfer_call_note":              "电话同意的，写明和谁通话、怎么说的",
	"transfer_letter_begun":           "转送函已经在办（%s），一次转送只发一份",
	"transfer_needed":                 "选一次转送",
	"transfer_taken_back":             "这次转送已经撤销",
	"transfer_gone":                   "转送函已于 %s 送出，收不回来；直接和对方联系",
	"transfer_registered":             "对方已经处理了这件收件（%s），收不回来；直接和对方联系",
	"no_transfer":                     "没有转送过",
	"handed_only_inside":              "只有转送函、收函机关也用本系统的，才能在系统里转交",
	"inside_is_handed":                "收函机关也用本系统，选“系统内转交”，直接到对方的收件箱",
	"handed_service_stays":            "已经转交到对方的收件箱，不能更正送达；转错了的，在对方登记以前撤销转送",
	"transfer_not_made":               "没有转交成，再送一次",
	"input_recalled":                  "转来的机关撤销了转送，不能重新打开；要转的，由它再转一次",
}
