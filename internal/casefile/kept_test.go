package casefile

import (
	"slices"
	"testing"
)

// TestPeople: a case keeps every state of the data of everybody in it, how each came, and
// who asked before another took over.
func TestPeople(t *testing.T) {
	b := received(t, "2026-09-22")
	corrected := &PersonCorrected{Corrects: 1, Class: Natural}
	corrected.Private.Applicant = b.c.Applicant
	corrected.Private.Applicant.Phone = "13900002468"
	moved := &ContactChanged{}
	moved.Private.Address = "明川区胜利路2号"
	joint := &JointlyAdded{Joint: 1, To: 1, Class: Natural, Delivery: ByPost}
	joint.Private.Applicant = Applicant{Name: "李四", Phone: "13900003579"}
	heir := &Succeeded{Class: Natural}
	heir.Private.Applicant = Applicant{Name: "王五", IDNumber: "650102199001011239"}
	b.add("2026-09-23", corrected, moved, joint, heir)
	people := b.c.People()
	if len(people) != 3 || !people[0].Former || people[1].Last().Name != "李四" || people[1].To != 1 || people[2].Last().Name != "王五" || people[2].Former {
		t.Fatalf("%+v", people)
	}
	var how []string
	for _, s := range people[0].States {
		how = append(how, s.How)
	}
	if !slices.Equal(how, []string{"邮箱", "更正申请人", "本人改联系方式"}) || people[0].Last().Address != "明川区胜利路2号" || people[0].Last().Phone != "13900002468" {
		t.Errorf("%v %+v", how, people[0].Last())
	}
}

// TestSought: somebody is the person who is looked for by name and number together, also by a
// number of before; never by one of them, and never with another identity number.
func TestSought(t *testing.T) {
	k := Kept{States: []KeptState{
		{Applicant: Applicant{Name: "王五", IDNumber: "650102199001011239", Phone: "139 0000 1357"}},
		{Applicant: Applicant{Name: "王五", IDNumber: "650102199001011239", Phone: "13900002468", Email: "Wang@example.com"}},
	}}
	for name, c := range map[string]struct {
		Sought
		is bool
	}{
		"by the telephone of before": {Sought{Name: "王 五", Keys: []string{"13900001357"}}, true},
		"by the mailbox":             {Sought{Name: "王五", Keys: []string{"wang@example.com"}}, true},
		"by the name alone":          {Sought{Name: "王五", Keys: []string{"13900009999"}}, false},
		"by the number alone":        {Sought{Name: "王六", Keys: []string{"13900001357"}}, false},
		"with another identity":      {Sought{Name: "王五", IDNumber: "650102199001011240", Keys: []string{"13900001357"}}, false},
	} {
		if got := k.Is(c.Sought); got != c.is {
			t.Errorf("%s: %v", name, got)
		}
	}
	s := Sought{Name: "王五", Keys: []string{"13900001357"}}.Learn(k)
	if s.IDNumber != "650102199001011239" || !slices.Contains(s.Keys, "13900002468") || !slices.Contains(s.Keys, "wang@example.com") || len(s.Keys) != 4 {
		t.Errorf("learned %+v", s)
	}
}
