package intake

// A Course is what is proposed to be done with an input.
type Course string

// The courses.
const (
	NewRequest Course = "new_request" // register it
	Answer     Course = "answer"      // join it to a case or an earlier intake
	Noise      Course = "noise"       // set it aside
)

// Known is what the office knows, asked while proposing. A nil func knows
// nothing.
type Known struct {
	Case   func(number string) bool                     // whether there is a case 2026-0158
	Intake func(number string) bool                     // whether there is an intake 20261123-0012
	Sent   func(messageID string) (ref string, ok bool) // the case or intake number about which the office sent this Message-ID
}

// A Proposal is what a clerk is proposed to do with a mail, and why. It is
// never done by itself.
type Proposal struct {
	Course  Course   `json:"course"`
	Kind    Kind     `json:"kind"`           // of the mail; says what sort of noise it is
	Refs    []string `json:"refs,omitempty"` // Answer: case or intake numbers, the likeliest first
	Reasons []string `json:"reasons"`        // in Chinese, at least one
}

// Propose returns what to do with m.
func Propose(m Message, known Known) Proposal { return Proposal{} }
