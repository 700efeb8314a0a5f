package reconsider

import "mingda/internal/casefile"

// People returns what the case keeps of each person, who applied first; To is 0 for them, else
// the place among Case.Parties. What was erased is not among it.
func (c *Case) People() []casefile.Kept {
	first := casefile.Kept{Role: "复议申请人"}
	var others []casefile.Kept
	for _, p := range c.History {
		switch f := p.Fact.(type) {
		case *Filed:
			first.States = append(first.States, casefile.KeptState{On: p.On, How: f.Door.Label(), Applicant: f.Private.Applicant})
		case *FilingCorrected:
			first.States = append(first.States, casefile.KeptState{On: p.On, How: CorrectFiling.Label(), Applicant: f.Private.Applicant})
		case *PartyAdded:
			who := f.Private.Who
			a := casefile.Applicant{Name: who.Name, IDNumber: f.Private.IDNumber, Contact: who.Contact, Phone: who.Phone, Address: who.Address, PostCode: who.PostCode}
			others = append(others, casefile.Kept{Role: "复议" + f.Is.Label(), To: len(others) + 1, States: []casefile.KeptState{{On: p.On, How: AddParty.Label(), Applicant: a}}})
		}
	}
	var all []casefile.Kept
	for _, k := range append([]casefile.Kept{first}, others...) {
		if k.Last().Name != "" {
			all = append(all, k)
		}
	}
	return all
}
