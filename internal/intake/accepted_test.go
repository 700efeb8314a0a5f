package intake

// accepted holds the places where our reading differs from that of
// stalwartlabs/mail-parser on purpose, and why ours serves a clerk better.
var accepted = map[string]string{}
