package casefile

// WantsEntry returns the N of the entry that says what is asked for: the
// registration, or the last correction of it.
func (c *Case) WantsEntry() int {
	n := 0
	for _, p := range c.History {
		switch p.Fact.(type) {
		case *Registered, *TakenOver, *WantsCorrected:
			n = p.N
		}
	}
	return n
}

// WantsAt returns subject and content as the entry with that N says them; they
// are empty where it is no such entry or its personal data were erased.
func (c *Case) WantsAt(n int) Wants {
	for _, p := range c.History {
		switch f := p.Fact.(type) {
		case *Registered:
			if p.N == n {
				return f.Private.Wants
			}
		case *TakenOver:
			if p.N == n {
				return f.Private.Wants
			}
		case *WantsCorrected:
			if p.N == n {
				return Wants{Subject: f.Private.Subject, Content: f.Private.Content}
			}
		}
	}
	return Wants{}
}
