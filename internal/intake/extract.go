package intake

import "mingda/internal/casefile"

// Fields is what could be read from a mail for the registration form. All of
// it is a proposal; "" or nil where nothing was found.
type Fields struct {
	Applicant casefile.Applicant `json:"applicant"`
	Wants     casefile.Wants     `json:"wants"`
	Items     []string           `json:"items,omitempty"`   // the things asked for, one each
	Missing   []string           `json:"missing,omitempty"` // what 条例 29 asks for and was not found, in Chinese sentences
}

// Extract reads the fields of the registration form out of m.
func Extract(m Message) Fields { return Fields{} }
