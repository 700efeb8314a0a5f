package auth

import (
	"testing"

	"mingda/internal/fault"
	"mingda/internal/lawsuit"
)

// TestMaySue: the bureau acts in the cases of its body, an agency's people in those in which
// it is sued, and nobody in another's.
func TestMaySue(t *testing.T) {
	const body, agency, elsewhere = 1, 2, 3
	ours := Subject{Agency: body, Respondent: agency}
	for name, c := range map[string]struct {
		who  User
		code fault.Code
	}{
		"handler":             {person(1, body, 0, Handler), ""},
		"head":                {person(1, body, 0, Head), ""},
		"clerk":               {person(1, agency, 0, Clerk), ""},
		"officer":             {person(1, agency, 9, Officer), ""},
		"coordinator":         {person(1, agency, 0, Coordinator), ""},
		"signer":              {person(1, agency, 0, Signer), "auth_role"},
		"clerk elsewhere":     {person(1, elsewhere, 0, Clerk), "auth_not_defendant"},
		"the body's clerk":    {person(1, body, 0, Clerk), "auth_not_defendant"},
		"head of another":     {person(1, elsewhere, 0, Head), "auth_other_agency"},
		"nobody":              {User{}, "sign_in_first"},
		"administrator":       {person(1, agency, 0, SystemAdmin), "auth_role"},
		"clerk of no agency":  {person(1, 0, 0, Clerk), "auth_no_agency"},
		"head of none of his": {person(1, 0, 0, Head), "auth_no_agency"},
	} {
		for _, do := range lawsuit.Acts() {
			if got := fault.CodeOf(MaySue(c.who, do, ours)); got != c.code {
				t.Errorf("%s, %s: got %q, want %q", name, do, got, c.code)
			}
		}
	}
}
