package fault

// courseSentences say why something cannot be done in the course of a reconsideration
// case: its hearing, the committee's opinion, what stops its clock, who reads the file.
var courseSentences = map[Code]string{
	"review_session_why":         "选为什么听证",
	"review_session_too_soon":    "听证的五个工作日前要书面通知当事人（复议法第五十一条）：今天送达，听证最早 %s",
	"review_session_too_late":    "审理期限到 %s。听证要在这以前举行，来不及的先延长审理期限",
	"review_session_at":          "写明几点开始",
	"review_session_place":       "写明地点",
	"review_session_matters":     "写明拟听证的事项",
	"review_session_decided":     "写明是谁决定的",
	"review_session_chair":       "写明主持人",
	"review_session_recorder":    "写明记录员",
	"review_session_members":     "听证员要两名以上，一行一个（复议法第五十条第三款）",
	"review_session_barred":      "%s是当事人、代理人，或者拟过、审核过、签发过这份答复，或者在本案已经回避，不能主持听证、担任听证员和记录员",
	"review_session_twice":       "%s写了两次，一人只担任一项",
	"review_session_set":         "已经安排了 %s 的听证；要改的，办“听证改期”",
	"review_session_none":        "没有待举行的听证",
	"review_session_untold":      "听证通知书还没有送达当事人",
	"review_session_not_yet":     "听证定在 %s，还没有到",
	"review_session_first":       "先安排听证，再拟听证通知书",
	"review_session_told":        "已经签发听证通知书 %s；改了时间、地点的，先办“听证改期”",
	"review_session_move":        "听证定在 %s，今天送达不足五个工作日（复议法第五十一条）：最早可以改到 %s。先办“听证改期”",
	"review_session_served_late": "听证定在 %s，通知书最迟 %s 送达当事人（五个工作日前）。这天送达的，听证最早 %s，先办“听证改期”",
	"review_session_awaited":     "%s 的听证还没有登记。举行了的先登记听证，不举行的取消听证，再作决定",
	"review_session_came":        "选有没有到场",
	"review_session_who":         "写明谁到场；没有到场的、负责人没有到场的，写明理由",
	"review_session_ungot":       "通知书还没有登记签收，不能按没有到场算。先登记签收，或者改期",
	"review_session_told_late":   "%s 才收到通知，不足五个工作日，不能按没有到场算。办“听证改期”",
	"review_session_excused":     "申请人有正当理由不能来的，办“听证改期”",
	"review_session_text":        "写明听证的要点",
	"review_session_record":      "附上签过名的听证笔录",
}
