package reconsider

// mostAgents is how many act for an applicant or a third party at most (复议法 17).
const mostAgents = 2

// An Agent is who acts for a party (代理人, 复议法 17).
type Agent struct {
	Name string
	Is   string    // what entitles them
	For  Recipient // of whom; its name is empty where older entries of several third parties do not say which
}

// Principals returns who may have an agent: the applicants, the respondent and the third
// parties.
func (c *Case) Principals() []Recipient {
	return append(append(c.Applicants(), Recipient{Role: TheRespondent}), c.thirdParties()...)
}

// thirdParties returns the third parties that take part.
func (c *Case) thirdParties() []Recipient {
	var all []Recipient
	for i, p := range c.Parties {
		if p.Is == ThirdPartyParty && !p.Out {
			all = append(all, Recipient{AThirdParty, i + 1})
		}
	}
	return all
}

// Agents returns who acts for whom: those registered, and before them the one whom the
// application names for who applied first, unless a person of that name was registered,
// who may have left since.
func (c *Case) Agents() []Agent {
	var all []Agent
	if named := c.Asked.Agent; named != "" && !c.knows(firstName(named)) {
		all = append(all, Agent{Name: named, For: Recipient{Role: TheApplicant}})
	}
	for _, p := range c.Parties {
		if p.Is == AgentParty && !p.Out {
			all = append(all, Agent{p.Private.Who.Name, p.Private.Note, c.Principal(p.PartyAdded)})
		}
	}
	return all
}

// knows reports whether a party of the name is or was there.
func (c *Case) knows(name string) bool {
	for _, p := range c.Parties {
		if firstName(p.Private.Who.Name) == name {
			return true
		}
	}
	return false
}

// Principal returns for whom an agent acts. Where there is one third party alone it need
// not be named; older entries never did.
func (c *Case) Principal(f PartyAdded) Recipient {
	if thirds := c.thirdParties(); f.For == AThirdParty && f.Of == 0 && len(thirds) == 1 {
		return thirds[0]
	}
	return Recipient{f.For, f.Of}
}

// agentsOf counts who acts for a party.
func (c *Case) agentsOf(r Recipient) int {
	n := 0
	for _, a := range c.Agents() {
		if a.For == r {
			n++
		}
	}
	return n
}
