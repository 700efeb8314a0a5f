package fault

// reviewCombinedSentences say why reconsideration cases cannot be heard together, or no
// longer.
var reviewCombinedSentences = map[Code]string{
	"review_combine_ground":     "选合并审理的情形（实施条例第四十三条）",
	"review_combine_itself":     "写的就是这一件，写另一件的案号",
	"review_combine_joined":     "%s 已经与 %s 合并审理，到那一件里办",
	"review_combine_leads":      "已经有案件并入 %s，到那一件里把这一件并进去",
	"review_combine_over":       "%s 现在是“%s”，不能合并或者撤销合并",
	"review_combine_unaccepted": "%s 还没有受理",
	"review_combine_which":      "选撤销哪一件",
	"review_combine_none":       "没有案件并入这一件；并入别的案件的，到那一件里撤销",
}
