package fault

// reviewFileSentences say why something cannot be done with the file of a
// reconsideration case.
var reviewFileSentences = map[Code]string{
	"review_no_original": "这件复议案件针对的答复不在本系统里，没有原申请的案卷可看。",
}
