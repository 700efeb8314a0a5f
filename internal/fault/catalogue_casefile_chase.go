package fault

// chaseSentences say why a unit cannot be pressed, or the coordinating office not
// be asked, and what is missing.
var chaseSentences = map[Code]string{
	"chase_why_needed":          "选督办的事由",
	"chase_what_needed":         "写明要求做到哪一步",
	"chase_by_past":             "请答复的日子不能早于今天",
	"chase_stands":              "%s 督办过，还没有办结；办结以后才能再督办",
	"no_chase_to_answer":        "没有等着答复的督办",
	"no_chase":                  "没有要办结的督办",
	"chase_answer_needed":       "写明办到哪一步、为什么没有按时办",
	"chase_promise_past":        "办成的日子不能早于今天",
	"chase_end_needs_reason":    "单位还没有答复，写明为什么办结",
	"chase_answered_since":      "单位已经答复或者已经办结，这一笔不能撤销；先撤销后面的",
	"chase_ended_since":         "督办已经办结，先撤销办结",
	"escalation_stands":         "%s 已经提请协调，等区政府办答复",
	"no_escalation":             "没有等着答复的提请",
	"escalation_answer_needed":  "写明怎么协调、请谁做什么",
	"escalation_answered_since": "区政府办已经答复，这一笔不能撤销；先撤销答复",
	"escalation_asked_since":    "以后又提请过协调，这一笔不能撤销",
}
