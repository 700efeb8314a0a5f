package auth

import (
	"testing"

	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// TestMayReview: a handler acts in his own cases, the respondent answers its own, and
// who made the reply is kept out of all.
func TestMayReview(t *testing.T) {
	const body, respondent, elsewhere = 1, 2, 3
	handler, head := person(1, body, 0, Handler), person(2, body, 0, Head)
	clerk := person(3, respondent, 0, Clerk)
	ours := Subject{Agency: body, Respondent: respondent}
	mine, barred := ours, ours
	mine.Handles, barred.Handles, barred.Barred = true, true, true
	drafted := mine
	drafted.Drafter = 1
	for name, c := range map[string]struct {
		who  User
		do   reconsider.Act
		of   Subject
		code fault.Code
	}{
		"handler sees":               {handler, reconsider.See, ours, ""},
		"handler accepts his own":    {handler, reconsider.Accept, mine, ""},
		"handler accepts another's":  {handler, reconsider.Accept, ours, "auth_not_handler"},
		"head signs":                 {head, reconsider.Sign, ours, ""},
		"handler does not sign":      {handler, reconsider.Sign, mine, "auth_role"},
		"nobody checks his own":      {handler, reconsider.Check, drafted, "auth_check_own"},
		"who made the reply":         {handler, reconsider.See, barred, "review_barred"},
		"respondent answers":         {clerk, reconsider.Respond, ours, ""},
		"respondent does not see":    {clerk, reconsider.See, ours, "auth_role"},
		"another's respondent":       {person(4, elsewhere, 0, Clerk), reconsider.Respond, ours, "auth_not_respondent"},
		"head of another body":       {person(5, elsewhere, 0, Head), reconsider.See, ours, "auth_other_agency"},
		"nobody":                     {User{}, reconsider.See, ours, "sign_in_first"},
		"administrator sees no case": {person(6, 0, 0, SystemAdmin), reconsider.See, ours, "auth_role"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fault.CodeOf(MayReview(c.who, c.do, c.of)); got != c.code {
				t.Errorf("got %q, want %q", got, c.code)
			}
		})
	}
}
