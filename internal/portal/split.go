package portal

import (
	"strconv"
	"strings"

	"mingda/internal/casefile"
)

// severalWords say that the request was made by several people, to the one to whom the
// query code was given: how many, and never who.
func severalWords(c *casefile.Case) string {
	n := len(c.JointApplicants())
	if n == 0 {
		return ""
	}
	return "这份申请由 " + strconv.Itoa(n+1) + " 人共同提出，进度用您的查询码看。期限是同一个；答复分别送给每一位。" + wishWords(c)
}

// wishWords say what became of the wish of the one who leads to withdraw, while the case
// goes on.
func wishWords(c *casefile.Case) string {
	words := ""
	for _, w := range c.WithdrawalsAsked {
		switch {
		case w.Input != 0 || !c.Stage().IsOpen():
		case w.Declined:
			words = "您 " + w.On.Chinese() + "提出的撤回核对过了，这份申请照常办，照常答复您。"
		default:
			words = "您 " + w.On.Chinese() + "提出的撤回记下了，正在核对其他申请人的意思；核对以前照常办。"
		}
	}
	return words
}

// partWords tell the applicant which part of the request is answered under which
// number: all are opened with the same query code.
func partWords(c *casefile.Case) []string {
	var words []string
	for _, s := range c.SplitsStanding() {
		words = append(words, strings.Join(s.What(), "；")+"：编为 "+s.Number+"，单独办、单独答复您。")
	}
	if len(words) > 0 {
		words = append(words, "其余的在这一件里答复。每一件的期限一样，不从头算；都用您原来的查询码看进度。")
	}
	if o := c.Origin; o != nil && c.Stage() != casefile.StageAnnulled {
		words = append(words, "这一件是您的申请 "+o.Number+" 里的一部分，单独答复您。收到的日子和期限不变，用您原来的查询码看进度。")
	}
	return words
}
