package fault

// deskSentences say why a use case cannot be done.
var deskSentences = map[Code]string{
	"no_sender":           "本机关没有设置发信邮箱，不能发邮件",
	"form_expired":        "这张表已经过了 24 小时，请重新填写。",
	"code_wrong":          "编号或者查询码不对。查询码是十二个字母和数字，写在回执和确认邮件里。",
	"sign_in_wrong":       "用户名或者密码不对",
	"character_missing":   "字库里没有“%s”，请核对，或者换一种写法",
	"pdf_not_ready":       "文书正在制作，请过一会儿再试。",
	"not_served_yet":      "还没有送达，不能下载。",
	"no_email":            "申请人没有留邮箱，不能用电子邮件送达",
	"passwords_differ":    "两次填的密码不一样",
	"old_password":        "原来的密码不对",
	"case_closed_now":     "这件申请已经办结，不能再补充或者撤回。",
	"call_outcome_needed": "选通话结果",
	"call_in_future":      "通话时间不能晚于现在",
	"files_needed":        "选要加的文件",
	"purpose_needed":      "选材料的用途",
	"officer_of_unit":     "选这个单位的经办人，或者不选",
	"inner_due_past":      "内部期限不能早于今天",
	"supplement_needed":   "写明要补充的内容，或者传文件",
	"contact_needed":      "至少填一项新的联系方式",
	"email_unreadable":    "邮箱写成 name@example.com 的样子",
	"not_registered_yet":  "您的申请正在登记，登记以后就可以补充或者撤回。急的话请打电话。",
	"form_files_at_most":  "附件最多 %d 个，先去掉几个，或者合并以后再加",
	"clock_impossible":    "按这个日子排不出期限：它晚于后来发生的事",
}
