package portal

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/casefile"
)

// severalWords say that the request was made by several people, to the one to whom the
// query code was given: how many, and never who.
func severalWords(c *casefile.Case) string {
	n := len(c.JointApplicants())
	if n == 0 {
		return notTheirWish(c)
	}
	return "这份申请由 " + strconv.Itoa(n+1) + " 人共同提出，进度用您的查询码看。期限是同一个；答复分别送给每一位。" + wishWords(c)
}

// notTheirWish tells who asks alone that what was withdrawn before the registration is
// handled all the same, for it was found not to be their own wish.
func notTheirWish(c *casefile.Case) string {
	for _, w := range slices.Backward(c.WithdrawalsAsked) {
		if w.Input == c.Input && w.Declined && c.Stage().IsOpen() {
			return w.On.Chinese() + "有人用您的查询码撤回这份申请，核对下来不是您本人的意思，这份申请照常办，照常答复您。您确实要撤回的，请和我们联系。"
		}
	}
	return ""
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

// wishTitle says on the way of a case what the applicant wished to withdraw and what came
// of it, "" of what is not theirs or was taken back.
func wishTitle(c *casefile.Case, p casefile.Past) string {
	switch f := p.Fact.(type) {
	case *casefile.WithdrawalAsked:
		if f.Input == 0 {
			return "您提出撤回，等其余的申请人表示"
		}
	case *casefile.WithdrawalDeclined:
		if c.Stands(p.N) {
			return "提出的撤回核对过了，照常办"
		}
	case *casefile.PartWithdrawalAsked:
		return "您提出撤回一部分"
	case *casefile.PartWithdrawn:
		if !f.Declined && c.Stands(p.N) {
			return "撤回了一部分，其余照常答复"
		}
	}
	return ""
}

// ofThem says of what one of several did that it is the reader's own, or another's.
func ofThem(from int, own, others string) string {
	if from == 0 {
		return own
	}
	return others
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
