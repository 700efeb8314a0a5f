package fault

// splitSentences say why a case cannot be split, or a part not be taken back into it.
var splitSentences = map[Code]string{
	"split_needed":               "勾选分出去的各项，或者写明分出去的是什么",
	"split_unknown":              "勾选的有一项现在不在本案里，重新勾选",
	"split_is_all":               "分出去的是全部内容：本案至少留一项",
	"split_subject_of_several":   "每项各成一案的，新案的事项就是那一项，这里空着；或者不选“每项各成一案”",
	"split_while_awaiting":       "正在等申请人补正，收到补正以后再分案",
	"split_letter":               "已经有拟的或者发出的文书（%s），不能再分案；没有送出的，先弃稿或者作废；送出的，在本案里用分项答复书分别答复",
	"split_challenged":           "正在复议、诉讼，或者已经责令答复，不能再分案；在本案里分别答复",
	"split_consulting":           "已经征求意见，不能再分案；没有发出的，先撤销征求意见",
	"split_transferred":          "已经登记转送其他机关，不能再分案；还收得回来的，先撤销转送",
	"split_withdrawal_asked":     "申请人提出了撤回，先登记撤回了什么，再分案",
	"split_none":                 "没有分出去的案件",
	"split_which":                "选收回哪一件",
	"split_taken_back":           "%s 已经收回",
	"split_not_open":             "%s 已到“%s”，不能收回",
	"split_worked":               "%s 已经办了（%s 有新的记录），不能收回；在那一件里接着办",
	"split_annul_part":           "这一件是由 %s 分出的，不能单独撤销登记，否则这部分没有答复；分错了的，在原案撤销分案",
	"split_annul_whole":          "有几项已分至 %s，先撤销分案，再撤销登记",
	"supplement_split":           "收到补正以后分出了 %s，补正不能再撤；分错了的，先撤销分案",
	"supplement_before_split":    "补正是分案以前在 %s 收到的，不能在这里撤销；日子记错的，更正收到补正之日",
	"clarification_before_split": "分案以前 %s 已经告知过补正（条例第三十条只许一次）",
}
