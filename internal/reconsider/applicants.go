package reconsider

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// How many represent many (实施条例 17): of more than manyApplicants two to five are
// chosen; of fewer the law leaves it open (复议法 15), five at most by our own rule.
const (
	manyApplicants      = 10
	fewestOfMany        = 2
	mostRepresentatives = 5
)

// Represented notes who of the applicants represent all of them (推选代表人, 复议法 15):
// papers go to them, and what they do binds the others, but for changing the request,
// withdrawing and admitting what a third party asks. Nobody ends the representation.
type Represented struct {
	Who     []int `json:"who"` // 0 is who applied first, others as they are counted among Case.Parties
	Private struct {
		Note string `json:"note"` // the paper by which they were chosen (推选书)
	} `json:"-"`
}

var _ = know[Represented]()

// FactType implements ledger.Fact.
func (Represented) FactType() string { return "represented" }

// Personal implements ledger.PersonalFact.
func (f *Represented) Personal() any { return &f.Private }

func (f *Represented) change(c *Case, p Past) error {
	c.Represents = f.Who
	c.serveWhole(p)
	return nil
}

// Applicants returns who applies: the first and those who do with them.
func (c *Case) Applicants() []Recipient {
	all := []Recipient{{Role: TheApplicant}}
	for i, p := range c.Parties {
		if p.Is == CoApplicant && !p.Out {
			all = append(all, Recipient{TheApplicant, i + 1})
		}
	}
	return all
}

// Representatives returns who of the applicants represent all, none where nobody does.
func (c *Case) Representatives() []Recipient {
	return slices.DeleteFunc(c.Applicants(), func(r Recipient) bool { return !slices.Contains(c.Represents, r.Party) })
}

// toApplicants returns to whom papers for the applicants go: to who represents them, else
// to each.
func (c *Case) toApplicants() []Recipient {
	if chosen := c.Representatives(); len(chosen) > 0 {
		return chosen
	}
	return c.Applicants()
}

// ApplicantNames joins the names of the applicants.
func (c *Case) ApplicantNames() string {
	var names []string
	for _, r := range c.Applicants() {
		names = append(names, c.NameOf(r))
	}
	return strings.Join(names, "、")
}

// ApplicantLine names the applicants in a line: of many the first and how many they are.
func (c *Case) ApplicantLine() string {
	if n := len(c.Applicants()); n > 3 {
		return c.Applicant.Name + "等" + strconv.Itoa(n) + "人"
	}
	return c.ApplicantNames()
}

// LacksRepresentatives reports whether there are so many applicants that they have to
// choose some, and have not.
func (c *Case) LacksRepresentatives() bool {
	return len(c.Applicants()) > manyApplicants && len(c.Representatives()) < fewestOfMany
}

// Representing decides who represents the applicants.
func (c *Case) Representing(f Represented, s Situation) (*Represented, error) {
	if err := c.Allows(Represent, s); err != nil {
		return nil, err
	}
	form, all := fault.Form{}, c.Applicants()
	slices.Sort(f.Who)
	f.Who = slices.Compact(f.Who)
	for _, n := range f.Who {
		if !slices.Contains(all, Recipient{TheApplicant, n}) {
			form.Bad("who", "review_representative_who")
		}
	}
	switch n := len(f.Who); {
	case len(all) > manyApplicants && (n < fewestOfMany || n > mostRepresentatives):
		form.Bad("who", "review_representatives_many", manyApplicants, fewestOfMany, mostRepresentatives)
	case n > mostRepresentatives:
		form.Bad("who", "review_representatives_most", mostRepresentatives)
	}
	form.Need("note", &f.Private.Note, "review_representatives_note")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// severalApplicants: who is alone needs nobody to represent them.
func severalApplicants(c *Case, _ Situation) *fault.Error {
	if len(c.Applicants()) < 2 {
		return fault.New(fault.Conflict, "review_one_applicant")
	}
	return nil
}

// beforeRepresented are the papers to applicants that go out though there are too many to
// be without representatives: the one that asks for them, and those that end it.
var beforeRepresented = []casefile.LetterKind{SupplementNotice, RejectionPaper, WithdrawnNotice}

// represented: papers to more than ten go by their representatives.
func (c *Case) represented(kind casefile.LetterKind) error {
	if c.LacksRepresentatives() && slices.Contains(paperRules[kind].to, TheApplicant) && !slices.Contains(beforeRepresented, kind) {
		return fault.New(fault.Conflict, "review_representatives_first", manyApplicants)
	}
	return nil
}

// asParty returns the further applicant as the case registers them.
func (o OtherApplicant) asParty() PartyAdded {
	f := PartyAdded{Is: CoApplicant}
	f.Private.Who = casefile.Addressee{Name: o.Name, Phone: o.Phone, Address: o.Address}
	f.Private.IDNumber = o.IDNumber
	return f
}

// An OtherApplicant is one who applies together with the first, as an application names
// them.
type OtherApplicant struct {
	Name     string `json:"name"`
	IDNumber string `json:"id_number,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Address  string `json:"address,omitempty"`
}

// OthersIn reads further applicants as they are typed: one a line, name, number of the
// document, phone and address with commas between.
func OthersIn(text string) []OtherApplicant {
	var all []OtherApplicant
	for line := range strings.Lines(text) {
		parts := strings.Split(strings.NewReplacer("，", ",", "；", ",", ";", ",", "\t", ",").Replace(line), ",")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		if parts = append(parts, "", "", "", ""); parts[0] != "" {
			all = append(all, OtherApplicant{parts[0], parts[1], parts[2], parts[3]})
		}
	}
	return all
}

// AdmittingOthers decides that those whom an application names apply too.
func (c *Case) AdmittingOthers(others []OtherApplicant) []*PartyAdded {
	var all []*PartyAdded
	for _, o := range others {
		f := o.asParty()
		all = append(all, &f)
	}
	return all
}
