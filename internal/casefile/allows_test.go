package casefile

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with its file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		t.Errorf("%s differs (%v), got:\n%s", name, err, got)
	}
}

// cell writes what a rule said: 可, or the sentence it refused with.
func cell(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return "可"
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Conflict && f.Kind != fault.NotFound || f.Message() == string(f.Code) {
		t.Errorf("refused without a sentence: %v", err)
	}
	return err.Error()
}

// TestAllows prints every act in every stage, on a day within the period: the
// whole of what can be done, and why not, as one table to be read.
func TestAllows(t *testing.T) {
	cases := stages(t)
	s := Situation{Today: day("2026-09-25"), Due: day("2026-10-27"), ClarifyBy: day("2026-10-09"), Charges: true}
	var b strings.Builder
	for _, act := range Acts {
		if _, ok := conditions[act]; !ok {
			continue
		}
		fmt.Fprintf(&b, "# %s\n", act.Label())
		for _, stage := range Stages {
			fmt.Fprintf(&b, "%s：%s\n", stage.Label(), cell(t, cases[stage].Allows(act, s)))
		}
	}
	for _, kind := range []LetterKind{ClarificationNotice, ExtensionNotice, ReasonsNotice, DelayNotice, FeeNotice, WithdrawalConfirmation, "disclose", NoPaymentReply} {
		fmt.Fprintf(&b, "# 新拟 %s\n", kind)
		for _, stage := range Stages {
			fmt.Fprintf(&b, "%s：%s\n", stage.Label(), cell(t, cases[stage].AllowsNew(kind, s)))
		}
	}
	golden(t, "allows.txt", b.String())
}

// TestAllowsLetter prints every act on a reply in every stage of the reply.
func TestAllowsLetter(t *testing.T) {
	s := Situation{Today: day("2026-09-25"), Due: day("2026-10-27"), ClarifyBy: day("2026-10-09")}
	acts := []Act{Draft, Drop, Submit, Check, Return, Sign, Render, Dispatch, Serve, ConfirmDelivery, CorrectService, Void}
	var b strings.Builder
	for _, stage := range []LetterStage{InDraft, InCheck, InSigning, IsSigned, IsReady, IsSending, IsServed, IsVoid} {
		fmt.Fprintf(&b, "# %s\n", stage.Label())
		c := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", "disclose", law.Disclose, stage).c
		for _, act := range acts {
			fmt.Fprintf(&b, "%s：%s\n", act.Label(), cell(t, c.AllowsLetter(1, act, s)))
		}
	}
	golden(t, "allows_letter.txt", b.String())
}

// TestNotices: when notices can be begun, and when they cannot any more.
func TestNotices(t *testing.T) {
	cal := xinjiang(t)
	base := func() *book { return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}) }
	cases := []struct {
		name  string
		book  *book
		kind  LetterKind
		today string
		want  fault.Code
	}{
		{"clarification on its last day", base(), ClarificationNotice, "2026-10-09", ""},
		{"clarification a day late", base(), ClarificationNotice, "2026-10-10", "clarification_late"},
		{"clarification twice", base().letter("2026-09-24", ClarificationNotice, "", IsServed), ClarificationNotice, "2026-09-25", "clarification_once"},
		{"clarification after a dropped one", base().letter("2026-09-24", ClarificationNotice, "", InDraft).add("2026-09-24", &Dropped{Letter: 1}), ClarificationNotice, "2026-09-25", ""},
		{"extension on the last day", base(), ExtensionNotice, "2026-10-27", ""},
		{"extension after the end", base(), ExtensionNotice, "2026-10-28", "extension_late"},
		{"extension twice", base().letter("2026-10-20", ExtensionNotice, "", IsServed), ExtensionNotice, "2026-10-21", "extension_once"},
		{"extension while awaiting", base().letter("2026-09-24", ClarificationNotice, "", IsServed), ExtensionNotice, "2026-09-25", "extension_without_due"},
		{"reply beside a notice", base().letter("2026-10-20", ExtensionNotice, "", InCheck), "disclose", "2026-10-21", ""},
		{"a second reply", base().letter("2026-10-20", "disclose", law.Disclose, InCheck), "partial", "2026-10-21", "reply_begun"},
	}
	for _, c := range cases {
		s, err := c.book.c.Situation(cal, day(c.today))
		if err != nil {
			t.Fatal(c.name, err)
		}
		if got := codeOf(c.book.c.AllowsNew(c.kind, s)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestKindStays: a draft of a notice cannot be saved as something else, which
// would get around the rules on beginning one; a reply can become another.
func TestKindStays(t *testing.T) {
	c := received(t, "2026-09-22").letter("2026-09-24", ClarificationNotice, "", InDraft).letter("2026-09-24", "disclose", law.Disclose, InDraft).c
	for _, x := range []struct {
		n     int
		kind  LetterKind
		reply bool
		want  fault.Code
	}{
		{1, ClarificationNotice, false, ""}, {1, "disclose", true, "letter_kind_stays"}, {1, ExtensionNotice, false, "letter_kind_stays"},
		{2, "partial", true, ""}, {2, ExtensionNotice, false, "letter_kind_stays"},
	} {
		if got := codeOf(c.AllowsKind(x.n, x.kind, x.reply)); got != x.want {
			t.Errorf("letter %d as %s: %q, want %q", x.n, x.kind, got, x.want)
		}
	}
}

func codeOf(err error) fault.Code {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	if err != nil {
		return fault.Code("no fault: " + err.Error())
	}
	return ""
}
