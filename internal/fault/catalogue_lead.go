package fault

// leadSentences say why cases cannot be joined, or not be parted again, and where a
// joined one is answered.
var leadSentences = map[Code]string{
	"lead_number_needed": "填并进来的案件的编号，如 2026-0158",
	"lead_not_found":     "本机关没有这个编号的案件，核对编号",
	"lead_itself":        "这就是本案的编号，填另一件的",
	"lead_correction":    "%s 是更正申请，不能并案",
	"lead_other_ended":   "%s 已到“%s”，不能再并案",
	"lead_other_joined":  "%s 已经并入 %s；要改的，先在那一件撤销并案",
	"lead_other_leads":   "%s 已经并进了 %s，在那一件里把本案并过去，或者先撤销并案",
	"lead_other_ordered": "%s 已经责令重新答复，单独答复，不能并案",
	"lead_other_reply":   "%s 已经有答复（%s）；没有签发的，先弃稿，再并案",
	"lead_other_unit":    "%s 分给了另一个承办单位，先改分办到同一个单位，再并案",
	"lead_is_joined":     "本案已经并入 %s，要并进来的并到那一件",
	"lead_ordered":       "本案已经责令重新答复，单独答复，不能再并案",
	"lead_answered":      "本案的答复 %s 已签发，不能再并案",
	"lead_no_joined":     "没有并进来的案件",
	"lead_which":         "选哪一件不再并案",
	"lead_reply_served":  "%s 已于 %s 送达同样的答复，不能撤销并案",
	"lead_reply_begun":   "%s 已经拟了同样的答复（%s），先弃稿或者作废，再撤销并案",
	"lead_none":          "本案没有并入另一件，或者已经答复",
	"lead_not_signed":    "%s 的答复还没有签发，签发以后才能拟同样的答复",
	"lead_answers":       "本案已并入 %s，答复在那一件里拟；签发以后在本案点“拟同样的答复”。要单独答复的，先在那一件撤销并案",
	"lead_kind":          "这份答复是照 %s 的拟的，种类不能改；结果不同的，弃稿，撤销并案以后单独答复",
	"lead_void":          "照着拟的 %s 已在 %s 作废，这一份不能再用；弃稿，等那一件重新签发以后再拟同样的答复",
	"lead_undo_there":    "本案已并入 %s，先在那一件撤销并案",
	"lead_undo_here":     "%s 并在本案一起答复，先撤销并案",
}
