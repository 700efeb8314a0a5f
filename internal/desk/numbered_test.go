package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// marked is an applicant whose numbers are like no others.
var marked = casefile.Applicant{
	Class: casefile.Natural, Name: "顾行简", IDNumber: "65000019870605448X", Phone: "13842427979", Email: "Gu.Marked@Mail.example", Address: "明川区槐树巷77号", PostCode: "830077",
}

// TestFoundByNumber: a case is found by a whole number of its people, however it is
// written, by who may see it and by nobody else, in the search and in the register, also
// after a rebuild; by a part of one it is not, and of an erased case nothing is left.
func TestFoundByNumber(t *testing.T) {
	b := newBench(t)
	wanted := casefile.Wants{Subject: "补偿方案", Content: "补偿方案，账号6222020077345678912", Medium: casefile.Paper, Delivery: casefile.ByPost}
	ticket := b.web(intake.FormInput{Agency: "1", Applicant: marked, Wants: wanted})
	v := b.view(ticket.Input)
	p := v.Candidates[v.Proposed]
	c, err := b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Version: v.Input.Version, Applicant: marked, Wants: wanted, On: p.On, Ground: p.Ground})
	b.must(err)
	id := int64(c)
	b.mail(7, "m1@mail.example", letterIn("m1@mail.example", ""))
	finds := func(by, typed string) bool {
		t.Helper()
		hits := b.hits(by, typed)
		rows, n, err := b.Cases(ctx, b.by(by), sqlite.CaseFilter{Words: typed})
		b.must(err)
		if len(rows) != len(hits) || n != len(hits) {
			t.Errorf("%s, %q: the search finds %d, the register %d", by, typed, len(hits), n)
		}
		return len(hits) == 1 && int64(hits[0].Row.ID) == id
	}
	whole := []string{"65000019870605448X", "65000019870605448x", "６５００００１９８７０６０５４４８Ｘ", "650000 1987 0605 448X", "13842427979", "+86 138-4242-7979", "138 4242 7979", "gu.marked@mail.example", "GU.MARKED＠mail.example", "补偿 13842427979", "6222020077345678912"}
	for _, typed := range whole {
		if !finds("clerk", typed) || finds("foreign-clerk", typed) || finds("other-officer", typed) {
			t.Errorf("%q", typed)
		}
	}
	for _, typed := range []string{"1384242", "650000198706", "gu.marked", "幼儿园 13842427979", "槐树巷"} {
		if finds("clerk", typed) {
			t.Errorf("%q finds it", typed)
		}
	}
	b.rebuilt()
	if !finds("clerk", whole[0]) {
		t.Error("after a rebuild")
	}
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.Erase(ctx, ledger.Case, id) }))
	if finds("clerk", whole[0]) {
		t.Error("an erased case is found")
	}
}
