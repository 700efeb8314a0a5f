package reconsider

import (
	"slices"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// TestAgents: an agent acts for one who takes part, two at most for an applicant or a third
// party, and papers know for whom; the one whom the application names counts.
func TestAgents(t *testing.T) {
	b := together(t, 2)
	b.c.Asked.Agent = "李明，新疆衡正律师事务所律师"
	admit := func(is PartyKind, name string, of Recipient) error {
		f := PartyAdded{Is: is, For: of.Role, Of: of.Party}
		f.Private.Who = casefile.Addressee{Name: name}
		decided, err := b.c.Admitting(f, Situation{})
		if err != nil {
			return err
		}
		return b.try(b.c.ReceivedOn, decided)
	}
	first, second := Recipient{Role: TheApplicant}, Recipient{TheApplicant, 1}
	for _, third := range []string{"甲公司", "乙公司"} {
		if err := admit(ThirdPartyParty, third, Recipient{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, k := range []struct {
		name string
		of   Recipient
		code fault.Code
	}{
		{"王一", first, ""},
		{"王二", first, "review_agents_most"}, // with the one of the application
		{"王二", second, ""},
		{"赵一", Recipient{AThirdParty, 3}, ""},
		{"赵二", Recipient{AThirdParty, 3}, ""},
		{"赵三", Recipient{AThirdParty, 3}, "review_agents_most"},
		{"赵三", Recipient{AThirdParty, 2}, ""},
		{"孙一", Recipient{AThirdParty, 1}, "review_party_for"}, // an applicant
		{"孙一", Recipient{Role: AThirdParty}, "review_party_for"},
		{"孙一", Recipient{}, "review_party_for"},
		{"钱一", Recipient{Role: TheRespondent}, ""}, {"钱二", Recipient{Role: TheRespondent}, ""}, {"钱三", Recipient{Role: TheRespondent}, ""},
	} {
		err := admit(AgentParty, k.name, k.of)
		if got := fault.FieldsOf(err)["for"]; k.code == "" && err != nil || k.code != "" && (got == nil || got.Code != k.code) {
			t.Errorf("%s for %v: %v", k.name, k.of, err)
		}
	}
	var got []string
	for _, a := range b.c.Agents() {
		got = append(got, a.Name+">"+b.c.NameOf(a.For))
	}
	want := []string{"李明，新疆衡正律师事务所律师>" + b.c.Applicant.Name, "王一>" + b.c.Applicant.Name, "王二>第2人", "赵一>乙公司", "赵二>乙公司", "赵三>甲公司", "钱一>" + b.c.Contested.Name, "钱二>" + b.c.Contested.Name, "钱三>" + b.c.Contested.Name}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// TestAgentsOfBefore: older entries do not say which third party; of one alone it is known,
// of several it is left open. Who was registered is not named a second time by the application.
func TestAgentsOfBefore(t *testing.T) {
	b := together(t, 1)
	b.c.Asked.Agent = "李明，律师"
	add := func(f PartyAdded, name string) {
		f.Private.Who.Name = name
		if err := b.try(b.c.ReceivedOn, &f); err != nil {
			t.Fatal(err)
		}
	}
	add(PartyAdded{Is: ThirdPartyParty}, "甲公司")
	add(PartyAdded{Is: AgentParty, For: AThirdParty}, "赵一")
	add(PartyAdded{Is: AgentParty, For: TheApplicant}, "李明")
	if all := b.c.Agents(); len(all) != 2 || b.c.NameOf(all[0].For) != "甲公司" || all[1].Name != "李明" {
		t.Errorf("%+v", all)
	}
	add(PartyAdded{Is: ThirdPartyParty}, "乙公司")
	if all := b.c.Agents(); b.c.NameOf(all[0].For) != "" {
		t.Errorf("of two: %+v", all)
	}
}
