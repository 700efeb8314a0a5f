package desk

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/sm3"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/letter"
)

// shelved puts the file of an answered case away.
func (b *bench) shelved(want casefile.PutAway) casefile.ID {
	b.t.Helper()
	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Disclose, values(b.t, letter.Disclose))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded, On: b.today()}))
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, want))
	return id
}

// TestArchive puts a file away: it has a number and a period with its reason, its PDF is
// made behind, and the package holds all originals with their hashes.
func TestArchive(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.shelved(casefile.PutAway{})
	_, err := b.ShelvedPDF(ctx, b.by("clerk"), id)
	b.refused(err, "archive_unbound")
	b.must(b.BindAll(ctx))
	b.must(b.BindAll(ctx)) // nothing is left to do
	shelf, ok := b.caseOf(id).Shelf()
	if !ok || shelf.Number != "QZF-WS·2026-D10-0001" || shelf.Keep != casefile.Keep10 || shelf.Year != 2026 || shelf.Pages == 0 || shelf.Reason == "" {
		t.Errorf("%+v", shelf)
	}
	made, err := b.ShelvedPDF(ctx, b.by("clerk"), id)
	b.must(err)
	defer made.Close()
	text := strings.Join(strings.Fields(b.words(made)), "")
	if first, _, _ := strings.Cut(text, "案卷第1页"); !strings.Contains(first, "归档之日") || !strings.Contains(first, "次年1月1日起算") {
		t.Error("the cover is not one page")
	}
	for _, want := range []string{"政府信息公开申请案卷", "QZF-WS·2026-D10-0001", "10年", "2036年12月31日", "卷内文件目录", "责任者", "国家档案局令第8号", "申请登记表", "案卷第1页"} {
		if !strings.Contains(text, want) {
			t.Errorf("the volume lacks %q", want)
		}
	}
	b.packageHolds(id)
	if _, err := b.ShelvedPackage(ctx, b.by("checker"), id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a checker has the package: %v", err)
	}
	b.sound()
}

// packageHolds wants the package of a file to hold what its manifest says.
func (b *bench) packageHolds(id casefile.ID) {
	b.t.Helper()
	d, err := b.ShelvedPackage(ctx, b.by("clerk"), id)
	b.must(err)
	defer d.Close()
	body, err := io.ReadAll(d)
	b.must(err)
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	b.must(err)
	content := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		b.must(err)
		content[f.Name], err = io.ReadAll(r)
		b.must(err)
	}
	var note packageNote
	b.must(json.Unmarshal(content["manifest.json"], &note))
	if len(note.Files) < 3 || len(note.Files) != len(z.File)-1 || note.Files[0].Path != "案卷.pdf" || len(note.Missing) > 0 {
		b.t.Errorf("%+v, %d in the package", note, len(z.File))
	}
	for _, f := range note.Files {
		sum := sm3.Sum(content[f.Path])
		if string(filestore.HashOf(content[f.Path])) != f.SHA256 || hex.EncodeToString(sum[:]) != f.SM3 || int64(len(content[f.Path])) != f.Size {
			b.t.Errorf("%s is not what the manifest says", f.Path)
		}
	}
}

// TestArchiveKept: another period needs a reason, each has numbers of its own, and a fonds
// that is set counts from then on.
func TestArchiveKept(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	if err := b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("put away before it was answered: %v", err)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded, On: b.today()}))
	b.refused(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{Keep: casefile.KeepForever}), "archive_reason", "reason")
	b.refused(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{Keep: "7"}), "archive_keep", "keep")
	b.refused(b.SetFonds(ctx, b.by("clerk"), "全宗"), "archive_fonds", "fonds")
	b.must(b.SetFonds(ctx, b.by("clerk"), " 109 "))
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{Keep: casefile.KeepForever, Reason: "首例"}))
	if shelf, _ := b.caseOf(id).Shelf(); shelf.Number != "109-WS·2026-Y-0001" || shelf.Reason != "首例" || !shelf.Keep.Until(2026).IsZero() {
		t.Errorf("%+v", shelf)
	}
	b.sound()
}

// TestArchiveSeveral leaves cases in which somebody may still go against the answer, and
// puts those away in which nobody may.
func TestArchiveSeveral(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded, On: b.today()}))
	s, err := b.ToShelve(ctx, b.by("clerk"), 2026)
	if err != nil || s.Total != 1 || s.Rows[0].Case != id {
		t.Fatalf("%+v, %v", s, err)
	}
	picked := []Picked{{ID: id, Version: s.Rows[0].Version}}
	out, err := b.ArchiveSeveral(ctx, b.by("clerk"), picked, casefile.PutAway{}, false)
	b.must(err)
	b.refused(out[0].Err, "archive_remedies")
	b.goTo("2027-12-01")
	for _, try := range []bool{true, false} {
		if out, err = b.ArchiveSeveral(ctx, b.by("clerk"), picked, casefile.PutAway{}, try); err != nil || out[0].Err != nil {
			t.Fatalf("%+v, %v", out, err)
		}
	}
	if s, err := b.ToShelve(ctx, b.by("clerk"), 0); err != nil || s.Total != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	put, err := b.Shelved(ctx, b.by("clerk"), 2026)
	if err != nil || put.Total != 1 || put.Unbound != 1 || !strings.HasSuffix(put.Rows[0].Number, "-0001") {
		t.Errorf("%+v, %v", put, err)
	}
	if _, err := b.Shelved(ctx, b.by("checker"), 2026); err == nil {
		t.Error("a checker sees the list")
	}
	b.sound()
}

// TestDeposit: what went to the archives is not taken out, unless that was a mistake.
func TestDeposit(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.shelved(casefile.PutAway{})
	picked := []Picked{{ID: id}}
	_, err := b.Deposit(ctx, b.by("clerk"), picked, " ")
	b.refused(err, "archive_to", "to")
	out, err := b.Deposit(ctx, b.by("clerk"), picked, "明川区档案馆")
	b.must(err)
	b.refused(out[0].Err, "archive_unbound")
	b.must(b.BindAll(ctx))
	if out, err = b.Deposit(ctx, b.by("clerk"), picked, "明川区档案馆"); err != nil || out[0].Err != nil {
		t.Fatal(out, err)
	}
	c := b.caseOf(id)
	shelf, _ := c.Shelf()
	if shelf.HandedTo != "明川区档案馆" || shelf.HandedOn != b.today() {
		t.Errorf("%+v", shelf)
	}
	back := func(n int) error {
		f := casefile.TakenBack{Corrects: n}
		f.Private.Reason = "弄错了"
		return b.TakeBack(ctx, b.by("clerk"), id, 0, f)
	}
	b.refused(back(shelf.Entry), "archive_handed_over")
	b.must(back(c.Version))
	b.must(back(shelf.Entry))
	b.stage(id, casefile.StageReplied)
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	b.must(b.BindAll(ctx))
	if again, _ := b.caseOf(id).Shelf(); again.File == "" || again.Number == shelf.Number || !again.HandedOn.IsZero() {
		t.Errorf("%+v", again)
	}
	b.sound()
}

// TestArchiveSight: another agency's clerk gets neither list nor package.
func TestArchiveSight(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.shelved(casefile.PutAway{})
	b.must(b.BindAll(ctx))
	other := auth.User{ID: 999, Agency: 2, Roles: []auth.Role{auth.Clerk}}
	if _, err := b.ShelvedPackage(ctx, other, id); err == nil {
		t.Error("another agency's clerk has the package")
	}
	if s, err := b.Shelved(ctx, other, 0); err != nil || s.Total != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}
