package letter

import (
	"time"

	"mingda/internal/calendar"
)

// sampleSuit is the court case of the sample: that after the reconsideration of the others.
func sampleSuit() *Suit {
	r := sampleReview()
	evidence := r.Evidence[1:]
	for i := range evidence {
		evidence[i].Number, evidence[i].By = []string{"1", "2"}[i], "被告"
	}
	return &Suit{
		Number: "（2026）新0902行初31号", Court: "明川区人民法院", Level: FirstInstance, Plaintiff: names(r.Applicants), Defendant: r.Respondent, Act: r.Act,
		CopyOn: calendar.NewDate(2026, time.November, 9), AnswerBy: calendar.NewDate(2026, time.November, 24), Evidence: evidence,
	}
}

// courtSample is the sample of the defendant's answer.
func courtSample() Draft {
	on := calendar.NewDate(2026, time.November, 20)
	return Draft{
		Facts: Facts{Suit: sampleSuit(), Today: on, On: on, Number: "明自然辩〔2026〕3号"},
		Values: Values{
			"to": "明川区人民法院", "court_case_no": "（2026）新0902行初31号", "plaintiff": "阿卜杜热合曼·麦麦提明", "defendant_head": "陈砚，局长",
			copyReceived: "2026-11-09", "defence_asks": dismissClaims,
			"answer_facts":   courseValues[RespondentAnswer]["answer_facts"],
			"answer_laws":    courseValues[RespondentAnswer]["answer_laws"],
			"answer_legal":   courseValues[RespondentAnswer]["answer_legal"],
			"answer_replies": courseValues[RespondentAnswer]["answer_replies"],
		},
	}
}
