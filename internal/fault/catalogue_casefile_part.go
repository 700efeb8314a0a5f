package fault

// partSentences say why a part of a request cannot be dropped.
var partSentences = map[Code]string{
	"part_needed":         "勾选撤回哪几项，或者写明撤回的是什么",
	"part_unknown":        "勾选的有一项现在不在申请里，重新勾选",
	"part_is_all":         "勾选的是全部内容：要全部撤回的，用“撤回”，不用部分撤回",
	"part_in_future":      "撤回之日不能晚于今天",
	"part_before_receipt": "撤回之日不能早于收到申请之日 %s",
	"part_not_asked":      "申请人没有在网上提出撤回一部分",
	"part_answered":       "答复已经签发，或者已经办结，部分撤回不能再撤销",
}
