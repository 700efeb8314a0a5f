package bureau

import (
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// toParam says in the address of a new letter to whom it is.
const toParam = "for"

// handsIn is the value of the button that hands the signed answer in.
const handsIn = "letter"

// answerSteps is how far the answer is, as a letter of the contested request.
type answerSteps struct {
	Tag    page.Tag
	Text   string
	Open   page.Link    // to the letter, or to begin it; none for who may not
	Begun  bool         // there is one
	HandIn *page.Button // once it is signed
}

// answerSteps returns it; nil where the answer is no letter of this installation.
func (s *Server) answerSteps(by auth.User, v desk.ReviewView) *answerSteps {
	a, ok := s.Desk.AnswerOf(by, v)
	if !ok {
		return nil
	}
	at := "/cases/" + strconv.FormatInt(int64(a.Request), 10) + "/letters/"
	steps := &answerSteps{Begun: a.Letter.N != 0}
	switch {
	case a.IsReady():
		steps.Tag = page.Tag{State: page.Done, Text: "已签发"}
		steps.Text = a.Letter.Number + "。和选好的证据卷、其他证据一起交给复议机构，原申请记为已送达。"
		button := page.Button{Label: "提交答复书和证据", Name: "do", Value: handsIn}
		steps.HandIn = &button
	case steps.Begun:
		steps.Tag = page.Tag{State: page.Soon, Text: a.Letter.Stage.Label()}
		steps.Text = "签发以后在这里提交。"
	default:
		steps.Tag = page.Tag{State: page.Line, Text: "还没有拟"}
		steps.Text = "先制作证据卷，再拟：收到副本之日、办理经过、答复依据的条文和证据目录都会填好。审核、签发、编号以后，在这里提交。"
	}
	switch {
	case steps.Begun:
		steps.Open = page.Link{Label: "打开答复书", Href: s.Pages.URL(at + strconv.Itoa(a.Letter.N))}
	case a.MayNot == nil:
		to := url.Values{"kind": {string(letter.RespondentAnswer)}, toParam: {strconv.Itoa(a.To)}}
		steps.Open = page.Link{Label: "拟行政复议答复书", Href: s.Pages.URL(at + "new?" + to.Encode())}
	default:
		steps.Text += "由经办人拟。"
	}
	return steps
}
