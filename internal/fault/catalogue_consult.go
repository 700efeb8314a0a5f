package fault

// consultSentences say why something about others who are asked, or a letter to
// somebody else than the applicant, cannot be done.
var consultSentences = map[Code]string{
	"letter_addressee_wrong":  "这种文书不是给这一方的；从案件页的征求意见里拟",
	"letter_to_other_begun":   "给别人的文书正在办（%s），先办完，或者弃掉那份稿",
	"other_not_electronic":    "给申请人以外的人的文书，用邮寄或者直接送达，不发电子邮件、不放到网上",
	"consultation_ended":      "这一方的意见已经登记，或者征求已经撤销；要再问，另开一次征求意见",
	"inquiry_begun":           "征求意见的文书已经在办（%s），一次征求只发一份",
	"inquiry_while_awaiting":  "正在等申请人补正，期限停着，征求意见的文书等收到补正以后再送",
	"inquiry_was_answered":    "对方已于 %s 提出意见，文书是在那以前送到了的；意见登记错了的，先更正意见",
	"inquiry_not_sent":        "征求意见的文书还没有送出，没有意见可以登记",
	"told_without_refusal":    "只有不同意公开、同意一部分，或者逾期没有意见的第三方，才要告知决定公开",
	"told_begun":              "决定公开告知书已经在办（%s），只发一份",
	"nobody_asked":            "还没有送出过征求意见的文书，没有要告知的",
	"no_consultation":         "没有征求过意见",
	"consulted_needed":        "选一方",
	"consulted_name_needed":   "填写姓名或者名称，写全称",
	"consulted_is_applicant":  "这是申请人自己，不用征求意见",
	"consulted_is_needed":     "选是自然人还是法人、其他组织，文书按它称呼",
	"consulted_about_needed":  "写明哪些信息与这一方有关",
	"consulted_as_needed":     "选为什么要问这一方",
	"consultation_taken_back": "这次征求已经撤销，不能再改",
	"consultation_answered":   "这一方的意见已经登记，不能撤销征求；登记错了的，更正意见",
	"answer_needed":           "选一种意见",
	"answer_in_future":        "收到意见之日不能晚于今天",
	"answer_before_inquiry":   "收到意见之日不能早于文书送出之日 %s",
	"answer_part_needed":      "写明同意公开哪一部分",
	"answer_reason_needed":    "写明理由；对方没有写理由的，写“没有写明”",
	"silence_too_early":       "期限 %s 还没有过，不能登记为逾期没有意见",
	"silence_without_receipt": "还不知道对方哪天收到，先在文书页登记签收",
	"silence_without_day":     "函上没有写请在哪天以前回复，不能按逾期登记；不再等的，选“不用再征求”并写理由",
}
