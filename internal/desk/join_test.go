package desk

import (
	"slices"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// inUse names the documents of a case that are not withdrawn.
func (b *bench) inUse(id casefile.ID) []string {
	b.t.Helper()
	var names []string
	for _, m := range b.caseOf(id).Materials {
		if !m.Withdrawn {
			names = append(names, m.Name)
		}
	}
	return names
}

// TestUnjoinExact: what goes with an input that leaves its case is what came
// with it, the applicant's additions too, not what was added behind it.
func TestUnjoinExact(t *testing.T) {
	b := newBench(t)
	clerk := b.by("clerk")
	id := b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))
	add := func(name string) {
		t.Helper()
		_, err := b.AddMaterials(ctx, clerk, id, casefile.Evidence, []intake.File{b.upload(name, "text/plain", name)})
		b.must(err)
	}
	f := form(casefile.ByDownload)
	f.Files = []intake.File{b.upload("来件.pdf", "application/pdf", "%PDF x")}
	ticket := b.web(f)
	visit, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String())
	b.must(err)
	b.must(b.AddFromApplicant(ctx, visit, Seen{}, "补一页", []intake.File{b.upload("补.txt", "text/plain", "补")}))
	for _, in := range []inbox.ID{ticket.Input, b.web(form(casefile.ByDownload)).Input} { // with files, and without
		before := b.inUse(id)
		_, err := b.Join(ctx, clerk, in, Joining{Number: b.caseOf(id).Number})
		b.must(err)
		behind := []string{"查找记录.txt", "说明.txt"}[len(before)%2]
		add(behind)
		if in == ticket.Input && !slices.Equal(b.inUse(id), append(slices.Clone(before), "来件.pdf", "补.txt", behind)) {
			t.Errorf("joined, the file holds %v", b.inUse(id))
		}
		b.must(b.Reopen(ctx, clerk, in, 0, "并错了"))
		if got := b.inUse(id); !slices.Equal(got, append(before, behind)) {
			t.Errorf("after the input left, the file holds %v", got)
		}
	}
	b.sound()
}

// TestUnjoinOld: of a join from before documents named their input, those that
// stand directly behind it go.
func TestUnjoinOld(t *testing.T) {
	b := newBench(t)
	id := b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))
	in := b.web(form(casefile.ByDownload)).Input
	file := b.upload("来件.pdf", "application/pdf", "%PDF x")
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		i, err := loadInput(ctx, tx, in)
		b.must(err)
		c, err := loadCase(ctx, tx, id)
		b.must(err)
		facts := append([]happening{onDay(b.today(), &casefile.Joined{Input: int64(in), InputNumber: i.Number, Door: i.Door})},
			materialFacts(c, b.today(), casefile.Incoming, []intake.File{file})...)
		b.must(b.happenToCase(ctx, tx, c, b.by("clerk").ID, facts...))
		return b.happenToInput(ctx, tx, i, b.by("clerk").ID, onDay(b.today(), &inbox.WasJoined{Case: id, Number: c.Number}))
	}))
	b.must(b.Note(ctx, b.by("clerk"), id, "记一笔"))
	_, err := b.AddMaterials(ctx, b.by("clerk"), id, casefile.Evidence, []intake.File{b.upload("查找记录.txt", "text/plain", "x")})
	b.must(err)
	b.must(b.Reopen(ctx, b.by("clerk"), in, 0, "并错了"))
	if got := b.inUse(id); !slices.Equal(got, []string{"查找记录.txt"}) {
		t.Errorf("the file holds %v", got)
	}
	b.sound()
}
