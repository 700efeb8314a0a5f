package fault

// portalSentences are what the public's pages say. Everyday words: what to do,
// and with what.
var portalSentences = map[Code]string{
	"portal_identity_needed":   "传身份证正反面的照片；拍不了的，可以当面或者写信申请",
	"portal_licence_needed":    "传营业执照或登记证的照片；拍不了的，可以当面或者写信申请",
	"portal_files_expired":     "传好的文件只存 24 小时，已经过了，再传一次",
	"portal_files_total":       "附件合计最多 %d MB，去掉几个，或者把照片拍小一些",
	"portal_form_too_big":      "一次最多收 %d MB，这次的文件没有收下。分几次传，或者把照片拍小一些；填过的都还在",
	"portal_confirm_needed":    "勾选“以上是我本人填写的，属实。”再提交",
	"objection_of_other":       "这张表是对 %s 填的，现在打开的是 %s。填的还存着：先用那一件的收件号和查询码打开，再接着填。",
	"portal_withdraw_needed":   "确定要撤回的，先勾选“我要撤回这件申请”",
	"portal_review_phone":      "您的复议申请已经登记，这里改不了，请打电话告诉复议机构。",
	"portal_not_registered":    "您的申请正在登记，登记以后就可以在这里改联系方式。急的话请打电话。",
	"portal_form_out_of_reach": "这张表已经过了 24 小时，没有存着了。重新填一次，或者打电话，我们帮您。",

	"letter_code_wrong":   "查验码不对。对照文书再看一遍：三组，每组四个字母或数字",
	"letter_code_unknown": "没有文书用这个查验码。",
	"letter_file_unknown": "这个文件和我们发出的每一份文书都对不上。",
	"verify_file_needed":  "先选一个文件",
	"verify_file_empty":   "这个文件是空的，没有内容；重新下载，或者换一个再查",

	"portal_ticket_elsewhere": "回执上有查询码，只能用提交申请的浏览器下载。查询码丢了打电话，核对身份，换一个新的。",
}
