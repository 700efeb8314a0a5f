package bureau

import (
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// courtAnswerButton leads to the answer as a letter of the request, or begins it; false
// where the court waits for none, or the person cannot.
func (s *Server) courtAnswerButton(by auth.User, v desk.SuitView) (page.Button, bool) {
	a, ok := s.Desk.CourtAnswerOf(by, v)
	if !ok {
		return page.Button{}, false
	}
	at := "/cases/" + strconv.FormatInt(int64(a.Request), 10) + "/letters/"
	if a.Letter.N != 0 {
		return page.Button{Label: "打开行政答辩状", Href: s.Pages.URL(at + strconv.Itoa(a.Letter.N))}, true
	}
	to := url.Values{"kind": {string(letter.CourtAnswer)}, toParam: {strconv.Itoa(a.To)}}
	return page.Button{Label: "拟行政答辩状", Href: s.Pages.URL(at + "new?" + to.Encode())}, a.MayNot == nil
}
