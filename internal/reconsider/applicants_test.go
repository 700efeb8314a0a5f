package reconsider

import (
	"fmt"
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// together is a case of so many applicants.
func together(t *testing.T, n int) *diary {
	t.Helper()
	b := opened(t, "2026-09-22", casefile.ID(0))
	for i := 1; i < n; i++ {
		f := OtherApplicant{Name: fmt.Sprintf("第%d人", i+1)}.asParty()
		if err := b.try(b.c.ReceivedOn, &f); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// TestRepresenting: two to five of more than ten, five at most of fewer, all of them
// applicants, with the paper by which they were chosen.
func TestRepresenting(t *testing.T) {
	for name, k := range map[string]struct {
		applicants int
		who        []int
		note       string
		field      string
		code       fault.Code
	}{
		"one of two":         {2, []int{0}, "推选书", "", ""},
		"none of two":        {2, nil, "不再推选", "", ""},
		"six of ten":         {10, []int{0, 1, 2, 3, 4, 5}, "推选书", "who", "review_representatives_most"},
		"one of ten":         {10, []int{3}, "推选书", "", ""},
		"one of eleven":      {11, []int{3}, "推选书", "who", "review_representatives_many"},
		"none of eleven":     {11, nil, "不再推选", "who", "review_representatives_many"},
		"two of eleven":      {11, []int{3, 4}, "推选书", "", ""},
		"the same twice":     {11, []int{3, 3}, "推选书", "who", "review_representatives_many"},
		"five of eleven":     {11, []int{0, 1, 2, 3, 4}, "推选书", "", ""},
		"six of eleven":      {11, []int{0, 1, 2, 3, 4, 5}, "推选书", "who", "review_representatives_many"},
		"who is none":        {2, []int{2}, "推选书", "who", "review_representative_who"},
		"nothing to show it": {2, []int{0}, " ", "note", "review_representatives_note"},
	} {
		f := Represented{Who: k.who}
		f.Private.Note = k.note
		_, err := together(t, k.applicants).c.Representing(f, Situation{})
		fields := fault.FieldsOf(err)
		if k.field == "" && err != nil || k.field != "" && (len(fields) != 1 || fields[k.field] == nil || fields[k.field].Code != k.code) {
			t.Errorf("%s: %v %v", name, err, fields)
		}
	}
	f := Represented{Who: []int{0}}
	if _, err := together(t, 1).c.Representing(f, Situation{}); fault.CodeOf(err) != "review_one_applicant" {
		t.Errorf("of one: %v", err)
	}
}

// TestToApplicants: papers go to each applicant, to their representatives once there are
// some, and wait for nobody who has left; more than ten choose before anything but a
// demand for that goes out.
func TestToApplicants(t *testing.T) {
	to := func(parties ...int) []Recipient {
		var all []Recipient
		for _, n := range parties {
			all = append(all, Recipient{TheApplicant, n})
		}
		return all
	}
	b := together(t, 3)
	met := allMet(true)
	must := func(facts ...ledger.Fact) {
		t.Helper()
		for _, f := range facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatal(err)
			}
		}
	}
	must(append([]ledger.Fact{&met, &Accepted{deadline.Summary}}, paperFacts(1, AcceptanceNotice)...)...)
	if got := b.c.Recipients(AcceptanceNotice); !slices.Equal(got, to(0, 1, 2)) {
		t.Errorf("to each: %+v", got)
	}
	sent := func(n int) *PaperSent {
		return &PaperSent{Letter: 1, To: Recipient{TheApplicant, n}, Way: casefile.Posted}
	}
	must(sent(0), sent(1))
	if b.c.Papers[0].Stage == casefile.IsServed {
		t.Error("the third is not waited for")
	}
	must(&Represented{Who: []int{1}})
	if got := b.c.Recipients(AcceptanceNotice); !slices.Equal(got, to(1)) || b.c.Papers[0].Stage != casefile.IsServed {
		t.Errorf("to who represents them: %+v, %s", got, b.c.Papers[0].Stage)
	}
	out := PartyLeft{Party: 1}
	out.Private.Reason = "不申请了"
	if _, err := b.c.Dismissing(out, Situation{}); fault.FieldsOf(err)["party"] == nil {
		t.Error("who represents them leaves")
	}
	must(&Represented{}, &PartyLeft{Party: 1})
	if got := b.c.Recipients(CopyNotice); !slices.Equal(got, []Recipient{{Role: TheRespondent}}) {
		t.Errorf("the copy goes to %+v", got)
	}
	if got := b.c.Recipients(EndPaper); !slices.Equal(got, append(to(0, 2), Recipient{Role: TheRespondent})) || b.c.ApplicantNames() != "张三、第3人" {
		t.Errorf("to those left: %+v, %s", got, b.c.ApplicantNames())
	}

	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b = together(t, 11)
	s, err := b.c.Situation(cal, b.c.ReceivedOn)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.c.AllowsNewPaper(SupplementNotice, s); err != nil {
		t.Errorf("the choice is not asked for: %v", err)
	}
	must(&met, &Accepted{deadline.Summary})
	if s, err = b.c.Situation(cal, b.c.ReceivedOn); err != nil {
		t.Fatal(err)
	}
	if err := b.c.AllowsNewPaper(AcceptanceNotice, s); fault.CodeOf(err) != "review_representatives_first" || !b.c.LacksRepresentatives() {
		t.Errorf("eleven are told one by one: %v", err)
	}
	if err := b.c.AllowsNewPaper(CopyNotice, s); err != nil {
		t.Errorf("the respondent is not told: %v", err)
	}
	must(&Represented{Who: []int{0, 4}})
	if err := b.c.AllowsNewPaper(AcceptanceNotice, s); err != nil || b.c.ApplicantLine() != "张三等11人" {
		t.Errorf("with representatives: %v, %s", err, b.c.ApplicantLine())
	}
}

// TestSuppliedByAll: the days to supplement run from the receipt of the last who was asked,
// and the application is not given up before all were.
func TestSuppliedByAll(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := together(t, 2)
	day := b.c.ReceivedOn
	must := func(on calendar.Date, f ledger.Fact) {
		t.Helper()
		if err := b.try(on, f); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range paperFacts(1, SupplementNotice) {
		must(day, f)
	}
	first, second := Recipient{TheApplicant, 0}, Recipient{TheApplicant, 1}
	must(day, &PaperSent{Letter: 1, To: first, Way: casefile.Direct, GotOn: day})
	ask := func(on string) (deadline.Result, error) {
		t.Helper()
		s, err := b.c.Situation(cal, dayIn(t, on))
		if err != nil {
			t.Fatal(err)
		}
		_, err = b.c.GivingUp(GivenUp{}, s)
		return s.Clock, err
	}
	if _, err := ask("2026-11-20"); fault.CodeOf(err) != "review_supplement_ungot" {
		t.Errorf("one was not asked: %v", err)
	}
	must(dayIn(t, "2026-09-28"), &PaperSent{Letter: 1, To: second, Way: casefile.Posted, Tracking: "XA1"})
	if _, err := ask("2026-11-20"); fault.CodeOf(err) != "review_supplement_ungot" {
		t.Errorf("one has not got it: %v", err)
	}
	must(dayIn(t, "2026-09-30"), &PaperGot{Letter: 1, To: second})
	if clock, err := ask("2026-11-20"); err != nil || clock.SupplementBy != cal.AddWorkdays(dayIn(t, "2026-09-30"), 10) {
		t.Errorf("both have it: %s, %v", clock.SupplementBy, err)
	}
}

// TestOthersIn reads what is typed.
func TestOthersIn(t *testing.T) {
	got := OthersIn("李四，650000199001010011，139，人民路 1 号\n\n 王五 \n赵六,,138\n")
	want := []OtherApplicant{{"李四", "650000199001010011", "139", "人民路 1 号"}, {Name: "王五"}, {Name: "赵六", Phone: "138"}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
