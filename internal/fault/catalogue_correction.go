package fault

// correctionSentences say why something is for requests for information alone, or
// for corrections of records (条例 41) alone.
var correctionSentences = map[Code]string{
	"not_for_correction":       "更正申请没有“%s”这一步：那是信息公开申请的程序",
	"letter_of_correction":     "这份答复书只用于更正申请；这件登记的是信息公开申请。登记错了的，撤销登记，重新登记",
	"letter_not_of_correction": "更正申请只有三种答复：予以更正、不属本机关更正、不予更正。登记错了的，撤销登记，重新登记",
	"case_type_needed":         "选一样：信息公开申请，还是更正申请",
	"correction_record":        "写明是哪一份记录，本机关什么时候、怎样提供的",
	"correction_was":           "写明记录上是怎样写的",
	"correction_now":           "写明应当怎样写",
	"correction_why":           "写明您的证据是什么，能证明哪一处写错了",
	"correction_evidence":      "传证据的照片或者扫描件：条例第四十一条要有证据",
}
