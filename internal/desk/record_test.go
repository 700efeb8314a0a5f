package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// spoken takes a spoken request in.
func (b *bench) spoken() inbox.ID {
	b.t.Helper()
	ticket, err := b.TakeCounter(ctx, b.by("clerk"), intake.CounterInput{Agency: "1", Applicant: people, Wants: wants(casefile.ByPickup), Spoken: true})
	b.must(err)
	return ticket.Input
}

// lacks wants the inbox and, once there is one, the case to say or not to say
// that the record is still to be signed.
func (b *bench) lacks(want bool, id inbox.ID, cases ...casefile.ID) {
	b.t.Helper()
	row, err := b.DB.InputRow(ctx, id)
	b.must(err)
	marks, err := b.Marks(ctx, b.by("clerk"), []sqlite.InputRow{row})
	if err != nil || marks[id].Unsigned != want {
		b.t.Errorf("the inbox says %v, %v; want %v", marks[id].Unsigned, err, want)
	}
	for _, c := range cases {
		v, err := b.Case(ctx, b.by("officer"), c)
		if err != nil || (len(v.Unsigned) == 1) != want {
			b.t.Errorf("the case says %v, %v; want %v", v.Unsigned, err, want)
		}
	}
}

// scansIn returns the names of the documents in use.
func scansIn(c *casefile.Case) (names []string) {
	for _, m := range c.Materials {
		if !m.Withdrawn {
			names = append(names, m.Name)
		}
	}
	return names
}

// TestSignRecord: the record of a spoken request is signed before or after it
// is registered; its scan is stored, stands in every case the request became,
// is among what a night's sweep leaves and a backup copies, and can be replaced.
func TestSignRecord(t *testing.T) {
	b := newBench(t)
	id := b.spoken()
	b.lacks(true, id)
	scan := b.upload("记录.png", "image/png", "\x89PNG\r\n\x1a\n signed")
	b.refused(b.SignRecord(ctx, b.by("officer"), id, b.today(), []intake.File{scan}), "auth_role")
	b.refused(b.SignRecord(ctx, b.by("foreign-clerk"), id, b.today(), []intake.File{scan}), "auth_other_agency")
	b.refused(b.SignRecord(ctx, b.by("clerk"), id, b.today(), nil), "record_scan_needed", "record")
	b.refused(b.SignRecord(ctx, b.by("clerk"), id, b.today(), []intake.File{{Hash: scan.Hash[1:] + "0"}}), "file_missing", "record")

	c := b.assigned(b.register(id, wants(casefile.ByPickup)))
	b.lacks(true, id, c)
	b.must(b.SignRecord(ctx, b.by("clerk"), id, b.today(), []intake.File{scan}))
	b.must(b.SignRecord(ctx, b.by("clerk"), id, b.today(), []intake.File{scan})) // a second click
	b.lacks(false, id, c)
	b.sound()
	i, err := loadInput(ctx, b.DB, id)
	if err != nil || i.Version != 3 || len(b.caseOf(c).Materials) != 1 {
		t.Errorf("signed twice: version %d, materials %+v, %v", i.Version, b.caseOf(c).Materials, err)
	}

	better := b.upload("记录，两页.pdf", "application/pdf", "%PDF-1.4 signed")
	b.must(b.SignRecord(ctx, b.by("clerk"), id, b.today(), []intake.File{better}))
	if got := scansIn(b.caseOf(c)); len(got) != 1 || got[0] != better.Name {
		t.Errorf("after a better scan the file holds %v", got)
	}
	b.sound()

	early, first := b.spoken(), b.upload("先签.png", "image/png", "\x89PNG\r\n\x1a\n signed early")
	b.must(b.SignRecord(ctx, b.by("clerk"), early, b.today(), []intake.File{first}))
	lost := b.upload("没有交.png", "image/png", "\x89PNG\r\n\x1a\n never sent off")
	b.goTo("2036-01-02") // files have the time of the machine
	if _, err := b.ForgetUploads(ctx); err != nil || b.Files.Has(filestore.Hash(lost.Hash)) {
		t.Errorf("the sweep left what nobody sent off: %v", err)
	}
	for _, f := range []intake.File{scan, better, first} {
		if !b.Files.Has(filestore.Hash(f.Hash)) {
			t.Errorf("the sweep removed %s", f.Name)
		}
	}
	if got := scansIn(b.caseOf(b.register(early, wants(casefile.ByPickup)))); len(got) != 1 || got[0] != first.Name {
		t.Errorf("signed before it was registered, the file holds %v", got)
	}
}

// TestSignRecordJoined: a joined input takes its signed record with it when it
// leaves the case again.
func TestSignRecordJoined(t *testing.T) {
	b := newBench(t)
	c := b.assigned(b.register(b.spoken(), wants(casefile.ByPickup)))
	id := b.spoken()
	_, err := b.Join(ctx, b.by("clerk"), id, Joining{Number: b.caseOf(c).Number})
	b.must(err)
	b.must(b.Note(ctx, b.by("clerk"), c, "后来签的"))
	b.must(b.SignRecord(ctx, b.by("clerk"), id, b.today(), []intake.File{b.upload("记录.png", "image/png", "\x89PNG\r\n\x1a\n other")}))
	if got := scansIn(b.caseOf(c)); len(got) != 1 {
		t.Errorf("the file holds %v", got)
	}
	b.must(b.Reopen(ctx, b.by("clerk"), id, 0, "不是一件事"))
	if got := scansIn(b.caseOf(c)); len(got) != 0 {
		t.Errorf("after it left the file holds %v", got)
	}
	b.sound()
}
