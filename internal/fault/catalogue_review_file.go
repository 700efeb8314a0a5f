package fault

// reviewFileSentences say why something cannot be done with the file of a
// reconsideration case.
var reviewFileSentences = map[Code]string{
	"review_bundle_unknown": "选的证据卷不在原申请的案卷里，或者不是为复议制作的，重新选",
	"review_not_responded":  "被申请人还没有答复。",
	"review_no_original":    "这件复议案件针对的答复不在本系统里，没有原申请的案卷可看。",
}
