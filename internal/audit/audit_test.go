package audit

import (
	"strings"
	"testing"
	"time"
)

// TestKinds: every kind has its label, and no two the same.
func TestKinds(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Kinds() {
		if k.Label() == "" || seen[k.Label()] || seen[string(k)] {
			t.Errorf("%s is called %q", k, k.Label())
		}
		seen[k.Label()], seen[string(k)] = true, true
	}
	if Kind("other").Label() != "" {
		t.Error("what is no kind has a label")
	}
}

// TestChainKnowsEveryField: an entry that differs in one field has another hash.
func TestChainKnowsEveryField(t *testing.T) {
	one := Entry{Seq: 2, At: time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC), By: 3, Kind: Saw, Subject: Subject{Case, 4, 5}, Door: "desk",
		Method: "GET", Route: "/cases/{id}", Status: 200, Address: "10.0.0.1", Session: "s", Words: "w", Note: "n", Count: 6}
	was := string(one.Chain([]byte("head")))
	for name, change := range map[string]func(*Entry){
		"seq": func(e *Entry) { e.Seq++ }, "at": func(e *Entry) { e.At = e.At.Add(time.Millisecond) }, "by": func(e *Entry) { e.By++ },
		"kind": func(e *Entry) { e.Kind = Took }, "matter": func(e *Entry) { e.Subject.Matter = Input }, "subject": func(e *Entry) { e.Subject.ID++ },
		"part": func(e *Entry) { e.Subject.Part++ }, "door": func(e *Entry) { e.Door = "portal" }, "method": func(e *Entry) { e.Method = "HEAD" },
		"route": func(e *Entry) { e.Route += "x" }, "status": func(e *Entry) { e.Status++ }, "address": func(e *Entry) { e.Address += "1" },
		"session": func(e *Entry) { e.Session, e.Words = "sw", "" }, "words": func(e *Entry) { e.Words = "x" }, "note": func(e *Entry) { e.Note = "" },
		"count": func(e *Entry) { e.Count++ },
	} {
		other := one
		change(&other)
		if string(other.Chain([]byte("head"))) == was {
			t.Errorf("%s is not in the chain", name)
		}
	}
	if string(one.Chain([]byte("other"))) == was {
		t.Error("the entry before is not in the chain")
	}
}

// TestWords: what was searched for is kept, identity numbers and the like by a digest
// that is the same for the same number.
func TestWords(t *testing.T) {
	key := []byte("key")
	if got := Words(key, "  周予安   土地\n征收 2026-0158 "); got != "周予安 土地 征收 2026-0158" {
		t.Errorf("kept %q", got)
	}
	id := Words(key, "110101199003074514")
	if !strings.HasPrefix(id, "#") || len(id) != 9 {
		t.Errorf("an identity number is kept as %q", id)
	}
	for _, alike := range []string{"周 110101199003074514", "110101-199003074514"} {
		if got := Words(key, alike); !strings.HasSuffix(got, id) || strings.Contains(got, "1990") {
			t.Errorf("%q is kept as %q, alone as %q", alike, got, id)
		}
	}
	if got := Words(key, "13800138000 zhou@example.org"); strings.Contains(got, "138") || strings.Contains(got, "example") || strings.Count(got, "#") != 2 {
		t.Errorf("phone and mailbox are kept as %q", got)
	}
	if Words([]byte("other"), "110101199003074514") == id {
		t.Error("the digest needs no key")
	}
	if got := Words(key, strings.Repeat("长", 200)); len([]rune(got)) != longestWords+1 {
		t.Errorf("%d characters are kept", len([]rune(got)))
	}
}

// TestNumber: a code in the place of a number is not kept.
func TestNumber(t *testing.T) {
	for _, number := range []string{"2026-0158", "ZJ2026-0003", "更2026-0003", "SJ20261127-012"} {
		if Number(number) != number {
			t.Errorf("%s is not kept", number)
		}
	}
	for _, other := range []string{"K7QM-W2XD-9RTB", "110101199003074514", "周予安", ""} {
		if got := Number(other); got != "不像编号" {
			t.Errorf("%s is kept as %s", other, got)
		}
	}
}

// TestTable: the first row that fits counts, whatever the variables admit.
func TestTable(t *testing.T) {
	table := Table{
		On("GET /cases/{id}/*.pdf", Took, Case), On("GET /cases/{id}*", Saw, Case), On("* /cases/columns", Listed, ""), On("GET /", Listed, ""),
	}
	for route, want := range map[string]Kind{
		"GET /cases/{id:[0-9]+}": Saw, "GET /cases/{id:[0-9]+}/letters/{n:[1-9][0-9]{0,8}}.pdf": Took, "POST /cases/columns": Listed,
		"GET /": Listed, "POST /": "", "GET /case": "", "GET /cases": "",
	} {
		method, pattern, _ := strings.Cut(route, " ")
		if row, ok := table.Of(method, pattern); row.Kind != want || ok != (want != "") {
			t.Errorf("%s is %q, want %q", route, row.Kind, want)
		}
	}
}
