package fault

// officeSentences are about the settings of the office.
var officeSentences = map[Code]string{
	"agency_code":           "代码用 1 到 12 个字母或数字，如 QZF",
	"agency_founded":        "年份填四位数，如 2027；早就有的空着",
	"case_prefix":           "编号前缀用字母，最多 6 个；可以不填",
	"case_prefix_taken":     "%s的案件编号也是这样开头的，写一个不同的前缀，编号才分得开",
	"bureau_setting_needed": "填了复议文书的代字，这一项也要填：文书里要写",
	"review_word_taken":     "%s的复议文书也用这个代字，写一个不同的，案号才分得开",
	"letter_word_taken":     "%s的机关代字也是它，写一个不同的，文号才分得开",
	"setting_needed":        "填写这一项",
	"agency_not_found":      "没有这个机关。",
	"unit_not_found":        "没有这个单位。",
	"user_not_found":        "没有这个账号。",
	"user_last_security":    "这是最后一位能授角色的安全管理员。先请他给别人授安全管理员，再停用、换角色、换机关",
	"user_self":             "不能停用自己，也不能改自己的角色，请另一位管理员来做。",
	"unit_of_agency":        "选这个机关的单位",
	"unit_for_role":         "%s只办分给本单位的案件，先选承办单位",
	"login_taken":           "这个用户名已经有人用，换一个",
	"name_taken":            "这个名称已经有了",
	"code_taken":            "这个代码已经有了",
}
