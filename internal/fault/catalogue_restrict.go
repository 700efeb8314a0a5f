package fault

// restrictSentences say why a case cannot be restricted to some people (限制知悉), or be done
// with what is.
var restrictSentences = map[Code]string{
	"not_restricted":     "案件没有限制知悉",
	"restrict_nobody":    "勾上能看、能办这一件的人",
	"restrict_same":      "名单和现在的一样",
	"restrict_unknown":   "名单里有已经停用的人",
	"restrict_useless":   "%s按角色本来就看不到这一件，不用列进名单",
	"restrict_lacks":     "名单里还缺：%s。缺了这一件就办不下去",
	"restrict_officer":   "这一件限制知悉，这位经办人不在名单上：先把他加进名单",
	"restrict_unit":      "这一件限制知悉，名单上没有人能在这个单位办理：先把这个单位的经办人加进名单",
	"restrict_last":      "有限制知悉的案件，名单上只有这个人能改名单。请他先把别的签发人或者统筹加进名单，再停用、换角色、换机关",
	"restrict_last_mail": "有限制知悉的案件，名单上只有这个人能看来件、并入。请先把别的收件员或者统筹加进名单，再停用、换角色、换机关",
	"review_restricted":  "被申请人对原申请限制知悉，这里看不到原案卷，只看得到被申请人提交的答复和证据",
}
