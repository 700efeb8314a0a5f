package casefile

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// TestStages: every stage is reached, and whose move it is in each.
func TestStages(t *testing.T) {
	waits := map[Stage]Party{
		StageRegistered: ClerkWaits, StageHandling: UnitWaits, StageClarifying: ApplicantWaits, StagePaying: ApplicantWaits, StageDrafting: UnitWaits,
		StageChecking: CheckerWaits, StageSigning: SignerWaits, StageServing: ClerkWaits,
	}
	cases := stages(t)
	if len(cases) != len(Stages) {
		t.Fatalf("%d of %d stages", len(cases), len(Stages))
	}
	for want, c := range cases {
		if got := c.Stage(); got != want {
			t.Errorf("stage %s, want %s", got, want)
		}
		if got := c.WaitsFor(); got != waits[want] {
			t.Errorf("%s waits for %q, want %q", want, got, waits[want])
		}
		if want.Label() == "" || want.IsOpen() != (waits[want] != NobodyWaits) {
			t.Errorf("%s: label %q, open %v", want, want.Label(), want.IsOpen())
		}
	}
}

// TestFactTypes: every fact is known under a name of its own, and is the same
// after the ledger.
func TestFactTypes(t *testing.T) {
	for _, name := range declaredFacts(t) {
		if newFacts[name] == nil {
			t.Errorf("%s is declared and not known", name)
		}
	}
	for name, make := range newFacts {
		if f := make(); f.FactType() != name {
			t.Errorf("%s makes a %s", name, f.FactType())
		}
	}
	b := received(t, "2026-09-22")
	want := b.c.History[0].Fact.(*Registered)
	if want.Private.Applicant.Name == "" || strings.Contains(string(b.entries[0].Body), "阿卜杜热合曼") {
		t.Errorf("the name is not in the private part only: %s", b.entries[0].Body)
	}
	if _, err := Fold(7, []ledger.Entry{{Type: "unheard_of"}}); err == nil {
		t.Error("an unknown fact is taken")
	}
}

// declaredFacts finds the names that the methods FactType of the package return.
func declaredFacts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range factMethod.FindAllStringSubmatch(string(source), -1) {
			names = append(names, m[1])
		}
	}
	if len(names) < 37 {
		t.Fatalf("only %d facts found in the source", len(names))
	}
	return names
}

var factMethod = regexp.MustCompile(`\) FactType\(\) string +\{ return "([a-z_]+)" \}`)

// TestEndPutsLettersAway: nobody waits any more for a letter of a case that has
// ended; its number stays used.
func TestEndPutsLettersAway(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).
		letter("2026-09-24", ClarificationNotice, "", IsReady).
		letter("2026-09-24", ExtensionNotice, "", InCheck).
		letter("2026-09-24", "disclose", law.Disclose, InSigning).
		add("2026-09-25", &Withdrawn{})
	want := []LetterStage{IsVoid, IsDropped, IsDropped}
	for i, l := range b.c.Letters {
		if l.Stage != want[i] || l.ChangedAt.IsZero() {
			t.Errorf("letter %d is %s, want %s", i+1, l.Stage, want[i])
		}
	}
	if b.c.Letters[0].Number == "" || b.c.WaitsFor() != NobodyWaits {
		t.Errorf("number %q, waits for %q", b.c.Letters[0].Number, b.c.WaitsFor())
	}
	if err := b.c.Allows(Archive, Situation{Today: day("2026-09-28")}); err != nil {
		t.Error("cannot be archived: ", err)
	}
}

// TestCorrections: a correction replaces, and the old stays in the history.
func TestCorrections(t *testing.T) {
	b := received(t, "2026-09-22")
	b.add("2026-09-24", &ReceiptCorrected{Corrects: 1, Receipt: Receipt{On: day("2026-09-21"), Ground: OtherGround, Reason: "信封"}})
	person := &PersonCorrected{Corrects: 1, Class: Business, Delivery: ByPost}
	person.Private.Applicant = Applicant{Class: Business, Name: "和宁市恒远市政工程有限公司", Phone: "0990-6220001"}
	b.add("2026-09-24", person)
	wants := &WantsCorrected{Corrects: b.c.WantsEntry()}
	wants.Private.Subject, wants.Private.Content = "方案", "补偿方案"
	was := b.c.Wants
	b.add("2026-09-24", wants)
	if b.c.Wants.Content != "补偿方案" || b.c.WantsEntry() != 4 || b.c.WantsAt(1).Content != was.Content || b.c.WantsAt(4).Subject != "方案" || b.c.WantsAt(2) != (Wants{}) {
		t.Errorf("what is asked for: %+v, before %+v", b.c.Wants, b.c.WantsAt(1))
	}
	contact := &ContactChanged{}
	contact.Private.Email = "a@b.example"
	b.add("2026-09-25", contact)
	got := []any{b.c.Receipt.On, b.c.Class, b.c.Wants.Delivery, b.c.Applicant.Email, b.c.Applicant.Phone, b.c.Version, len(b.c.History)}
	want := []any{day("2026-09-21"), Business, ByPost, "a@b.example", "0990-6220001", 5, 5}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b calendar.Date) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}

// TestFindable: identity numbers and phones cannot be searched for, wherever
// they stand; years and numbers of papers can.
func TestFindable(t *testing.T) {
	b := received(t, "2026-09-22")
	for _, x := range []struct {
		in   string
		keep bool
	}{
		{"13900001357", false}, {"139 0000 1357", false}, {"139-0000-1357", false}, {"65000019900307001X", false}, {"１３９００００１３５７", false},
		{"2025-2026年", true}, {"2026-0158", true}, {"〔2026〕31号", true}, {"46号", true},
	} {
		b.c.Wants.Content = "前" + x.in + "后"
		if got := strings.Contains(b.c.Findable(), x.in); got != x.keep {
			t.Errorf("%s is findable: %v", x.in, got)
		}
	}
	if words := b.c.Findable(); !strings.Contains(words, "阿卜杜热合曼·麦麦提明") || !strings.Contains(words, "20260922-0003") {
		t.Errorf("not findable by name or number: %s", words)
	}
}

// TestServed: the day of service decides for the office, the day the applicant
// got it for the applicant: by post that is known only when it was signed for.
func TestServed(t *testing.T) {
	for _, c := range []struct {
		way       Way
		delivered bool
		got       string
	}{{Emailed, false, "2026-10-12"}, {Downloaded, false, "2026-10-12"}, {Direct, false, "2026-10-12"}, {Entrusted, false, "2026-10-12"}, {Posted, false, ""}, {Posted, true, "2026-10-15"}} {
		b := received(t, "2026-09-22").letter("2026-10-09", "disclose", law.Disclose, IsReady)
		b.add("2026-10-12", &Served{Letter: 1, Way: c.way, Tracking: "XA1"})
		if c.delivered {
			b.add("2026-10-15", &Delivered{Letter: 1})
		}
		l := b.c.Letters[0]
		if l.ServedOn != day("2026-10-12") || l.GotOn.String() != c.got || l.Way != c.way || l.Tracking != "XA1" || b.c.Result != law.Disclose || b.c.RepliedOn() != l.ServedOn {
			t.Errorf("%s: %+v, result %s", c.way, l, b.c.Result)
		}
	}
}

// TestNews: all that happened since somebody looked is news, except that a PDF
// was made.
func TestNews(t *testing.T) {
	b := received(t, "2026-09-22").letter("2026-09-23", "disclose", "disclosed", IsReady)
	rendered := len(b.entries)
	for since, want := range map[int]bool{
		rendered: false, rendered - 1: false, rendered - 2: true, 0: true, -1: true, rendered + 1: true,
	} {
		if got := b.c.HasNews(since); got != want {
			t.Errorf("news since %d of %d: %t", since, rendered, got)
		}
	}
}
