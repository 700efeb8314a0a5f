package fault

// authSentences say who may do a thing and why this person may not, what is
// wrong with a password, and how long to wait after wrong tries.
var authSentences = map[Code]string{
	"auth_disabled":      "这个账号已停用，找本单位管理员。",
	"auth_role":          "“%s”由%s做，您是%s。",
	"auth_no_role":       "“%s”由%s做，您的账号还没有角色，找安全管理员。",
	"auth_administrator": "%s不看案件内容。",
	"auth_no_agency":     "您的账号没有设定所属机关，不能做“%s”，找系统管理员。",
	"auth_no_unit":       "您的账号没有设定承办单位，不能做“%s”，找系统管理员。",
	"auth_other_agency":  "这是另一个机关的，“%s”由那个机关的人做。",
	"auth_other_unit":    "这件分给了另一个承办单位，“%s”由那个单位的人做。",
	"auth_unassigned":    "这件还没有分给承办单位，分办以后才能做“%s”。",
	"auth_outside":       "这不在您所管的范围，不能做“%s”。",
	"auth_check_own":     "不能审核自己拟的稿，由另一位审核人审核。",
	"auth_sign_own":      "不能签发自己拟的稿，由另一位签发人签发。",
	"auth_sign_checked":  "这份稿是您审核的，由另一位签发人签发。",
	"auth_role_unknown":  "没有“%s”这个角色。",
	"auth_role_alone":    "%s不能同时有别的角色（三员分立），另开一个账号。",

	"password_short":     "密码至少 %d 个字，现在是 %d 个。",
	"password_long":      "密码最多 %d 个字，现在是 %d 个。",
	"password_common":    "这个密码太常见，换一个别人想不到的。",
	"password_monotone":  "密码里不同的字太少，换一个。",
	"password_login":     "密码里不要有用户名。",
	"lookup_too_many":    "连续填错多次，请过 %d 秒再试。收件号和查询码在回执或确认邮件上；查询码丢了，打电话核对身份，换一个新的。",
	"verify_too_many":    "查验得太多了，请过 %d 秒再试。查验码印在文书最后，照着再看一遍。",
	"feed_too_many":      "这个地址连续错了多次，请过 %d 秒再试。登录以后可以在“订阅到期日”里换一个新地址。",
	"sign_in_too_many":   "密码错得太多，请过 %d 秒再试。忘了密码，找本单位管理员重设。",
	"sign_in_under_fire": "有人在别处反复试这个用户名，请过 %d 秒再试，或用平时登录的电脑登录。",
}
