package auth

import (
	"mingda/internal/fault"
	"mingda/internal/lawsuit"
)

// MaySue returns nil if the person may do the act to the court case, else a fault of kind
// Forbidden whose sentence says why not: the bureau in the cases of its body, the people of
// an agency in those in which it is sued.
func MaySue(u User, act lawsuit.Act, c Subject) error {
	if err := usable(u); err != nil {
		return err
	}
	err := within(u, string(act), c)
	if fault.CodeOf(err) == "auth_not_respondent" {
		return fault.New(fault.Forbidden, "auth_not_defendant", act.Label())
	}
	return err
}
