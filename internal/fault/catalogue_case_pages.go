package fault

// casePagesSentences say what is wrong with the forms on the page of a case.
var casePagesSentences = map[Code]string{
	"tick_to_go_on":          "先打勾，再按下面的按钮",
	"identified_needed":      "选一种核对身份的办法",
	"identified_note_needed": "写明是怎么核对的",
	"receipt_unknown":        "选一个日子",
	"reveal_whose":           "选看谁的",
	"reveal_reason":          "选做什么用",
	"reveal_note":            "写明做什么用",
	"copy_number":            "写完整的证件号、电话或者邮箱",
	"mask_in_part":           "带星号的没有写全：不改就不动，要改就写全",
}
