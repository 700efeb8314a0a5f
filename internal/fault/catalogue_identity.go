package fault

// identitySentences say why somebody cannot sign in through the identity service of the
// government (统一身份认证), or an account cannot be linked to one there.
var identitySentences = map[Code]string{
	"identity_down":          "现在连不上%s。请先用明答的用户名和密码登录，过一会儿再试。",
	"identity_flow":          "这次登录没有走完，或者已经过了 10 分钟。请再点一次“用%s登录”。",
	"identity_refused":       "%s那边没有登录成功，或者您取消了。可以再试一次，也可以用密码登录。",
	"identity_bad":           "%s送回来的登录结果核对不上，没有登录。请再试一次；还不行就用密码登录，并告诉系统管理员。",
	"identity_not_anew":      "%s没有让您重新登录，不能算数。请改用密码确认。",
	"identity_unlinked":      "%s认出了您，但还没有关联明答的账号。用密码登录一次，再确认关联，以后就可以直接登录。",
	"identity_disabled":      "关联的账号已停用，找本单位管理员。",
	"identity_own":           "自己的统一身份在“登录与安全”里关联，不在这里。",
	"identity_taken":         "这个统一身份已经关联了另一个账号，先在那边解除",
	"identity_linked":        "这个账号已经关联了它，不用再提",
	"identity_proposal_gone": "这次关联已经撤回，或者改过了。到“登录与安全”里看现在的。",
	"identity_subject":       "填统一身份认证里的账号标识，最多 255 个字，前后不留空格",
	"identity_late":          "确认得太晚了，没有关联。请再点一次“用%s登录”。",
	"identity_too_many":      "登录得太频繁了，请过 %d 秒再试，或者用密码登录。",
	"identity_off":           "没有设置统一身份认证，用密码登录。",
}
