package portal

import "mingda/internal/casefile"

// togetherWords tell the applicant that the request is answered with another, not with
// whose.
func togetherWords(c *casefile.Case) string {
	if !c.AnswersWithLead() || !c.Stage().IsOpen() {
		return ""
	}
	return "这一件和另一件同样的申请一起办，答复您的内容和那一件相同。您的编号和期限不变，答复单独送给您。"
}
