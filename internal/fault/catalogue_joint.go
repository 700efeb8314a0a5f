package fault

// jointSentences are said of requests that several people make together.
var jointSentences = map[Code]string{
	"joint_same":            "%s 已经是这件申请的申请人",
	"wish_none":             "没有等着决定的撤回",
	"wish_which":            "选哪一次提出的撤回",
	"joint_needed":          "选哪一位共同申请人",
	"joint_removed":         "这一位共同申请人已经撤销",
	"no_joint":              "这件申请没有共同申请人",
	"joint_unserved":        "%s 已签发，还没有送出，上面没有写这一位；先送达，或者作废",
	"joint_replied":         "答复 %s 已签发，不能再添加共同申请人；他另外提出的，另行登记",
	"joint_letter_unserved": "%s 的文书 %s 已签发，还没有送达；先送达，或者作废",
	"joint_letter_served":   "已经给 %s 送达答复 %s，不能撤销",
	"joint_not_downloaded":  "查进度的页面是登记的申请人的；给共同申请人的，选了电子邮件的发邮件，没有选的邮寄或者直接送达",
	"joint_sending":         "给 %s 的邮件正在发出，不用再发；要改用别的办法，先在发件箱取消发送",
	"joint_not_asked":       "通知还没有送达 %s；先登记送达，或者改选补来、缴来的人",
	"joint_recipient":       "选给哪一位的",
	"joint_sent":            "给这一位的已于 %s 送出；记错了的，更正送达",
	"joint_not_sent":        "还没有送给这一位，没有可更正的",
	"joint_delivered":       "这一位已于 %s 签收",
	"joint_served_in_part":  "已经送给其中的人，不能作废；给其余的人也送出，写错了的更正后重新答复",
	"joint_own_reply":       "%s 另有自己的答复（%s），不能再写在一起；弃掉那一份，或者去掉这个勾",
	"joint_reply_first":     "先拟给 %s 的答复，在里面去掉 %s，再单独拟给这一位的",
	"joint_reply_begun":     "已有给 %s 的答复",
	"joint_reply_together":  "答复已经一并写给 %s；要单独写，先在那一份里去掉",
	"joint_answered_some":   "答复 %s 已经送给其中的人，不能再登记撤回或者结案；给其余的人也答复、送达，本案就办结",
	"joint_left_out":        "这份没有写给共同申请人 %s；退回拟稿，重新存一次",
}
