package fault

// reviewPublicSentences say why a decision of reconsideration cannot be published or copied
// to the department above the respondent.
var reviewPublicSentences = map[Code]string{
	"review_not_in_force":    "决定书 %s 还没有送达，没有生效（复议法第七十五条），送达以后再公布",
	"review_publicity":       "公布文本现在是“%s”，不能这样办",
	"review_copy_left":       "公布文本里还留着：%s",
	"review_copy_own":        "公布文本由另一个人核对：制作的人不能核对自己的",
	"review_copy_changed":    "制作以后，案件里的人员信息有了变化，请重新制作公布文本",
	"review_withhold_ground": "选为什么不公布",
	"review_nothing_to_copy": "没有要抄告的文书：决定书、意见书送达以后才抄告，抄告过的不再列出",
	"review_copy_which":      "选抄告哪一份",
	"review_copy_to":         "写明抄告给哪个机关；不需要抄告的，写明理由",
	"review_copy_how":        "写明怎样送的，例如机要、邮寄、政务系统",
}
