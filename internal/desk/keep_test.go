package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// TestRecover: a crash between the files and the rows is made good at the next
// start, once; a crash before the files leaves nothing.
func TestRecover(t *testing.T) {
	b := newBench(t)
	raw := letterIn("r@example.com", "")
	staged, err := b.Files.Stage(strings.NewReader(raw), 0)
	b.must(err)
	whole := fmt.Sprintf(`[{"door":"mail","agency":1,"arrived_at":"2026-09-22T01:00:00Z","file":%q,"size":%d,"mailbox":"INBOX","uid_validity":1,"uid":7}]`, staged.Hash, staged.Size)
	_, err = b.Files.Announce([]byte(whole))
	b.must(err)
	b.must(b.Files.Commit(staged)) // and here it crashed
	torn := strings.Replace(whole, string(staged.Hash), strings.Repeat("0", 64), 1)
	for _, note := range []string{torn, "no JSON"} {
		_, err = b.Files.Announce([]byte(note))
		b.must(err)
	}
	for _, want := range []int{1, 0} {
		if n, err := b.Recover(ctx); n != want || err != nil {
			t.Errorf("recovered %d, %v; want %d", n, err, want)
		}
	}
	rows, n, err := b.Waiting(ctx, b.by("clerk"), 0, 10)
	if err != nil || n != 1 || rows[0].Kind == "" || rows[0].ArrivedAt.Hour() != 1 {
		t.Errorf("%+v, %v", rows, err)
	}
	if seen, err := b.MailsSeen(ctx, "INBOX", 1, []uint32{7}); err != nil || len(seen) != 1 {
		t.Errorf("the server's copy would be fetched again: %v, %v", seen, err)
	}
	b.sound()
}

// TestFailedWriteIsNotRecovered: what the sender was told has failed is not
// taken in behind their back at the next start, when they have sent it again.
func TestFailedWriteIsNotRecovered(t *testing.T) {
	b := newBench(t)
	b.must(b.DB.Close())
	if _, err := b.TakeForm(ctx, "k", form(casefile.ByDownload)); err == nil {
		t.Fatal("taken in without a database")
	}
	if err := b.TakeMails(ctx, []RawMail{{Agency: 1, Mailbox: "INBOX", UID: 1, Body: strings.NewReader(letterIn("x@y.z", ""))}}); err == nil {
		t.Fatal("taken in without a database")
	}
	b.reopen()
	if n, err := b.Recover(ctx); n != 0 || err != nil {
		t.Errorf("recovered %d, %v", n, err)
	}
	if ticket, err := b.TakeForm(ctx, "k", form(casefile.ByDownload)); err != nil || ticket.Number == "" {
		t.Errorf("%+v, %v", ticket, err)
	}
	b.sound()
}

// TestBackup: the note tells the ledger's head, and the copy stands alone.
func TestBackup(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	dir := filepath.Join(t.TempDir(), "backup")
	note, err := b.Backup(ctx, dir)
	b.must(err)
	seq, head, err := b.DB.Head(ctx)
	if err != nil || note.Seq != seq || note.Head != fmt.Sprintf("%x", head) || note.Files == 0 {
		t.Errorf("%+v; head %d %x, %v", note, seq, head, err)
	}
	if read, err := ReadBackupNote(dir); err != nil || read != note {
		t.Errorf("%+v, %v", read, err)
	}
	_, filesPath := BackupParts(dir)
	dbPath := filepath.Join(t.TempDir(), "mingda.db")
	b.must(b.Files.Keys().OpenFile(note.Database(dir), dbPath))
	db, err := sqlite.Open(ctx, dbPath, b.DB.Sealer())
	b.must(err)
	defer db.Close()
	files, err := b.Files.Beside(filesPath)
	b.must(err)
	live := b.Desk
	b.Desk = &Desk{DB: db, Files: files, Embedded: live.Embedded, Now: live.Now, Random: live.Random, CodeKey: live.CodeKey, Log: live.Log}
	b.sound()
	if d, err := b.LetterPDF(ctx, b.by("clerk"), id, n); err != nil {
		t.Error(err)
	} else {
		d.Close()
	}
	if _, err := live.Backup(ctx, dir); err == nil {
		t.Error("an older backup is written over")
	}
	b.must(os.Remove(filepath.Join(dir, backupNote)))
	if _, err := ReadBackupNote(dir); err == nil {
		t.Error("a backup without its note is one")
	}
}

// TestVerifyFindsDamage: a file that was changed or lost is named.
func TestVerifyFindsDamage(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	i, err := loadInput(ctx, b.DB, ticket.Input)
	b.must(err)
	b.must(os.Remove(b.Files.Path(filestore.Hash(i.File))))
	v, err := b.Verify(ctx)
	if err != nil || !v.Ledger.Sound() || v.Sound() || len(v.Damaged) != 1 || !strings.Contains(v.Damaged[0].Error(), i.File) {
		t.Errorf("%v, %v", v.Damaged, err)
	}
}

// TestRebuildFindsDifferences: a row that was changed behind the program's back
// is named, and put right.
func TestRebuildFindsDifferences(t *testing.T) {
	b := newBench(t)
	ticket := b.web(form(casefile.ByDownload))
	id := b.register(ticket.Input, wants(casefile.ByDownload))
	row, err := b.DB.CaseRow(ctx, id)
	b.must(err)
	row.Subject = "改过"
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutCase(ctx, row, nil, "改过") }))
	differences, err := b.Rebuild(ctx)
	if err != nil || len(differences) == 0 || !strings.Contains(strings.Join(differences, "\n"), "改过") {
		t.Errorf("%v, %v", differences, err)
	}
	b.sound()
}

// fullDisk lets nothing be stored among the files until the returned function is
// called.
func (b *bench) fullDisk() func() {
	b.t.Helper()
	tmp := filepath.Join(b.dir, "files", "tmp")
	b.must(os.RemoveAll(tmp))
	return func() { b.must(os.Mkdir(tmp, 0o700)) }
}

// TestVoidUnmade: a letter whose PDF is not made yet can be made void; the worker
// makes none afterwards, and another can be drafted.
func TestVoidUnmade(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	storable := b.fullDisk()
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	seen := b.caseOf(id).Version
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsSigned {
		t.Fatalf("the PDF was made: %s", l.Stage)
	}
	b.must(b.Void(ctx, b.by("signer"), id, seen, n, "页数写错"))
	storable()
	b.must(b.RenderAll(ctx))
	b.must(b.Render(ctx, id, n))
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsVoid || l.File != "" || l.Number == "" {
		t.Errorf("%s, file %q", l.Stage, l.File)
	}
	_, err := b.LetterPDF(ctx, b.by("clerk"), id, n)
	b.refused(err, "letter_without_pdf")
	if g, err := b.GenuineByCode(ctx, b.caseOf(id).Letters[n-1].Code); err != nil || g.Void.IsZero() || g.Hash != "" {
		t.Errorf("as what it is known: %+v, %v", g, err)
	}
	again := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: again, Way: casefile.Downloaded, On: b.today()}))
	b.stage(id, casefile.StageReplied)
	b.sound()
}

// TestVoidMeanwhile makes a letter void that was seen before its PDF was made: that
// it was made meanwhile changes nothing of the decision.
func TestVoidMeanwhile(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	storable := b.fullDisk()
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	seen := b.caseOf(id).Version
	storable()
	b.must(b.RenderAll(ctx))
	b.must(b.Void(ctx, b.by("signer"), id, seen, n, "页数写错"))
	b.stage(id, casefile.StageHandling)
	b.sound()
}

// TestRenderAll makes the PDF that a crash after signing left out.
func TestRenderAll(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	good := b.Fonts
	b.Fonts = nil
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.Disclose, Values: values(t, letter.Disclose)})
	b.must(err)
	b.Fonts = good
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	storable := b.fullDisk()
	b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsSigned || l.Number == "" || l.File != "" {
		t.Fatalf("%s %s %s", l.Stage, l.Number, l.File)
	}
	_, err = b.LetterPDF(ctx, b.by("clerk"), id, n)
	b.refused(err, "pdf_not_ready")
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}), "letter_stage")
	storable()
	b.must(b.RenderAll(ctx))
	b.must(b.RenderAll(ctx))
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsReady || l.File == "" {
		t.Errorf("%s %s", l.Stage, l.File)
	}
	b.sound()
}
